"""Measures of a whole advice network, one function each.

Every function takes a `networkx.DiGraph` in which a tie u -> v says that u asks v for advice; people
without a tie are nodes too. A graph that is undirected, has parallel ties or lets people ask themselves
is refused with a ValueError. A figure that a network does not have raises `Undefined`, which says why.
"""

from math import fsum

import networkx as nx


class Undefined(ValueError):
    """A figure that this network does not have; the message gives the reason.

    Raised for a share of nothing: reciprocity without a tie, density of one person.
    """


def density(graph):
    """Return the share of possible ties that are there: ties / n(n - 1).

    graph: DiGraph of n people.
    Returns: float from 0 to 1; it falls as schools grow, so read it beside `mean_indegree`.
    Raises: Undefined on fewer than two people.
    Source: wasserman1994; anderson1999 on size.
    """
    _need_people(graph, 2, "density")
    return nx.density(graph)


def reciprocity(graph):
    """Return the share of ties that are returned.

    graph: DiGraph.
    Returns: float from 0 (no tie is returned) to 1 (every tie is).
    Raises: Undefined without a tie.
    Source: wasserman1994.
    """
    _need_ties(graph, "reciprocity")
    return sum(graph.has_edge(v, u) for u, v in graph.edges) / graph.number_of_edges()


def mean_indegree(graph):
    """Return how many colleagues seek a person's advice, on average: ties / n.

    graph: DiGraph of n people.
    Returns: float from 0 to n - 1, in colleagues; the mean out-degree is the same number.
    Raises: Undefined on an empty graph.
    Source: wasserman1994; anderson1999.
    """
    _need_people(graph, 1, "mean in-degree")
    return graph.number_of_edges() / graph.number_of_nodes()


def centralisation_of_scores(scores, highest=None):
    """Return Freeman's centralisation of a score that each person has: sum(max - x) / ((n - 1) highest).

    scores: numbers, one a person, for instance how many colleagues seek that person's advice.
    highest: the largest score that one of n people can have; n - 1 (colleagues) unless given.
    Returns: float from 0 (everyone has the same score) to 1 (one has the highest, all others none).
    Raises: Undefined on fewer than two people; ValueError on a score below 0 or above `highest`.
    Source: freeman1978.
    """
    scores = list(scores)
    others = len(scores) - 1
    if others < 1:
        raise Undefined(f"centralisation needs two people or more, not {len(scores)}")
    highest = others if highest is None else highest
    for score in scores:
        if not 0 <= score <= highest:
            raise ValueError(f"a score of {score} is not between 0 and {highest}")
    top = max(scores)
    return fsum(top - score for score in scores) / (others * highest)


def indegree_centralisation(graph):
    """Return how far advice is sought from one person: sum(max - x) / (n - 1)^2 of in-degrees.

    graph: DiGraph of n people.
    Returns: float from 0 (all are asked equally often) to 1 (a star: all ask one, who asks nobody).
    Raises: Undefined on fewer than two people.
    Source: freeman1978.
    """
    _refuse_other_graphs(graph)
    return centralisation_of_scores(asked for _, asked in graph.in_degree)


def outdegree_centralisation(graph):
    """Return how far the asking is done by one person: sum(max - x) / (n - 1)^2 of out-degrees.

    graph: DiGraph of n people.
    Returns: float from 0 (all ask equally many) to 1 (one asks all others, who ask nobody).
    Raises: Undefined on fewer than two people.
    Source: freeman1978.
    """
    _refuse_other_graphs(graph)
    return centralisation_of_scores(asks for _, asks in graph.out_degree)


def betweenness(graph):
    """Return each person's betweenness: the share of others' shortest paths that pass through them.

    graph: DiGraph of n people; paths follow the ties' direction.
    Returns: dict of person to float from 0 to 1, divided by the (n - 1)(n - 2) ordered pairs of others.
    Raises: Undefined on fewer than three people, for nobody can then stand between two others.
    Source: freeman1978.
    """
    # Brandes's algorithm, as in nx.betweenness_centrality, but over lists of numbers instead of dicts of
    # people: four times as fast (3,000 people with 10,000 ties take 3 s, not 12).
    _need_people(graph, 3, "betweenness")
    number = {person: i for i, person in enumerate(graph)}
    asked_by = [[number[v] for v in graph.succ[u]] for u in graph]
    n = len(asked_by)
    total = [0.0] * n
    for source in range(n):
        distance = [-1] * n
        paths = [0] * n
        distance[source], paths[source] = 0, 1
        order = [source]
        for u in order:
            further, paths_to_u = distance[u] + 1, paths[u]
            for v in asked_by[u]:
                if distance[v] < 0:
                    distance[v], paths[v] = further, paths_to_u
                    order.append(v)
                elif distance[v] == further:
                    paths[v] += paths_to_u
        through = [0.0] * n
        for u in reversed(order):
            further, paths_to_u, passing = distance[u] + 1, paths[u], 0.0
            for v in asked_by[u]:
                if distance[v] == further:
                    # Whole numbers first: path counts can outgrow a float, their ratio cannot.
                    passing += paths_to_u / paths[v] * (1.0 + through[v])
            through[u] = passing
        for u in order[1:]:
            total[u] += through[u]
    pairs = (n - 1) * (n - 2)
    return {person: total[i] / pairs for person, i in number.items()}


def betweenness_centralisation(graph):
    """Return how far one person stands between the others: sum(max - x) / (n - 1) of `betweenness`.

    graph: DiGraph of n people.
    Returns: float from 0 to 1 (a star whose centre asks everyone and is asked by everyone).
    Raises: Undefined on fewer than three people.
    Source: freeman1978.
    """
    # One person may reach 1 only up to rounding; min keeps a sum of thirds from being refused as above 1.
    return centralisation_of_scores((min(x, 1.0) for x in betweenness(graph).values()), highest=1)


def krackhardt_hierarchy(graph):
    """Return the share of connected pairs that are connected one way only.

    graph: DiGraph. A pair is connected when advice can pass, through any number of people, from at least
        one of the two to the other.
    Returns: float from 0 (a directed cycle) to 1 (an out-tree: nobody's advice comes back to them).
    Raises: Undefined without a tie, for then no pair is connected.
    Source: krackhardt1994.
    """
    _need_ties(graph, "Krackhardt's hierarchy")
    circles = nx.condensation(graph)
    bit = {person: 1 << i for i, person in enumerate(graph)}
    within = {c: sum(bit[person] for person in circles.nodes[c]["members"]) for c in circles}
    reached = {}
    both_ways = one_way = 0
    for circle in reversed(list(nx.topological_sort(circles))):
        beyond = 0
        for following in circles.succ[circle]:
            beyond |= within[following] | reached[following]
        reached[circle] = beyond
        size = within[circle].bit_count()
        both_ways += size * (size - 1) // 2
        one_way += size * beyond.bit_count()
    return one_way / (one_way + both_ways)


def gini(scores):
    """Return Gini's coefficient: the mean difference between two people over twice the mean score.

    scores: numbers, one a person, none below 0.
    Returns: float from 0 (all equal) to 1 - 1/n (one has all); without the n / (n - 1) correction.
    Raises: Undefined when the scores add up to 0; ValueError on a score below 0.
    Source: Gini 1912.
    """
    scores = sorted(scores)
    if scores and scores[0] < 0:
        raise ValueError(f"a score of {scores[0]} is below 0")
    total = fsum(scores)
    if not total:
        raise Undefined("Gini's coefficient needs a score above 0")
    n = len(scores)
    return fsum((2 * i - n + 1) * score for i, score in enumerate(scores)) / (n * total)


def gini_indegree(graph):
    """Return Gini's coefficient of in-degrees: how unequally staff are asked for advice.

    graph: DiGraph of n people.
    Returns: float from 0 (all are asked equally often) to 1 - 1/n (all ask one person).
    Raises: Undefined without a tie.
    Source: Gini 1912.
    """
    _need_ties(graph, "Gini's coefficient of in-degrees")
    return gini(asked for _, asked in graph.in_degree)


def max_core(graph):
    """Return the largest k for which a k-core exists: a group each tied to k or more others of the group.

    graph: DiGraph; a tie counts in either direction, and once when returned.
    Returns: int from 0 (no tie) to n - 1, in colleagues.
    Source: seidman1983.
    """
    return max(nx.core_number(_undirected(graph)).values(), default=0)


def weak_components(graph):
    """Return into how many parts the network falls, direction aside; a person without ties is a part.

    graph: DiGraph of n people.
    Returns: int from 1 (connected) to n; 0 for nobody.
    Source: wasserman1994.
    """
    _refuse_other_graphs(graph)
    return nx.number_weakly_connected_components(graph)


def zero_indegree(graph):
    """Return how many people nobody names as someone they ask.

    graph: DiGraph of n people.
    Returns: int from 0 to n.
    Source: wasserman1994.
    """
    _refuse_other_graphs(graph)
    return sum(not asked for _, asked in graph.in_degree)


def zero_outdegree(graph):
    """Return how many people name nobody: they ask nobody, or they did not answer.

    graph: DiGraph of n people.
    Returns: int from 0 to n.
    Source: wasserman1994.
    """
    _refuse_other_graphs(graph)
    return sum(not asks for _, asks in graph.out_degree)


def articulation_points(graph):
    """Return how many people hold parts of the network together: without one of them it falls apart further.

    graph: DiGraph of n people, direction aside.
    Returns: int from 0 to n - 2 (0 below three people).
    Source: wasserman1994.
    """
    return sum(1 for _ in nx.articulation_points(_undirected(graph)))


def named_at_least(graph, k):
    """Return the share of people whose advice is sought by at least k colleagues.

    graph: DiGraph of n people; k: int, in colleagues.
    Returns: float from 0 to 1.
    Raises: Undefined on an empty graph.
    Source: wasserman1994.
    """
    _need_people(graph, 1, "a share of staff")
    return sum(asked >= k for _, asked in graph.in_degree) / graph.number_of_nodes()


def top_share(graph, fraction):
    """Return the share of all ties that go to the most sought fraction of people: the Lorenz curve's top.

    graph: DiGraph of n people.
    fraction: float from 0 to 1, a part of the people; where it cuts through a person (a fifth of twelve
        is 2.4 people) that part of the person's ties is counted, so that no rounding rule decides.
    Returns: float from `fraction` (all asked equally often) to 1.
    Raises: Undefined without a tie; ValueError on a fraction outside 0 to 1.
    Source: Lorenz 1905.
    """
    if not 0 <= fraction <= 1:
        raise ValueError(f"a fraction of {fraction} is not between 0 and 1")
    _need_ties(graph, "a share of the ties")
    asked = sorted((asked for _, asked in graph.in_degree), reverse=True)
    whole, part = divmod(fraction * len(asked), 1)
    whole = int(whole)
    return (sum(asked[:whole]) + part * sum(asked[whole : whole + 1])) / sum(asked)


# The order is the order in which `lab network` prints them.
MEASURES = {
    "staff": nx.DiGraph.number_of_nodes,
    "ties": nx.DiGraph.number_of_edges,
    "density": density,
    "reciprocity": reciprocity,
    "mean_indegree": mean_indegree,
    "indegree_centralisation": indegree_centralisation,
    "outdegree_centralisation": outdegree_centralisation,
    "betweenness_centralisation": betweenness_centralisation,
    "krackhardt_hierarchy": krackhardt_hierarchy,
    "gini_indegree": gini_indegree,
    "max_core": max_core,
    "weak_components": weak_components,
    "zero_indegree": zero_indegree,
    "zero_outdegree": zero_outdegree,
    "articulation_points": articulation_points,
}


def school_measures(graph):
    """Return every figure of `MEASURES` for a network.

    graph: DiGraph of n people.
    Returns: dict of measure to int or float, in the order of `MEASURES`; None where `Undefined`.
    Source: as each measure.
    """
    _refuse_other_graphs(graph)
    figures = {}
    for name, measure in MEASURES.items():
        try:
            figures[name] = measure(graph)
        except Undefined:
            figures[name] = None
    return figures


def _refuse_other_graphs(graph):
    if not graph.is_directed() or graph.is_multigraph():
        raise ValueError("an advice network is a networkx.DiGraph, with one tie at most from each to each")
    asks_self = next((person for person in graph if graph.has_edge(person, person)), None)
    if asks_self is not None:
        raise ValueError(f"{asks_self!r} asks themselves for advice; remove the tie")


def _need_people(graph, fewest, figure):
    _refuse_other_graphs(graph)
    if graph.number_of_nodes() < fewest:
        raise Undefined(f"{figure} needs {fewest} people or more, not {graph.number_of_nodes()}")


def _need_ties(graph, figure):
    _refuse_other_graphs(graph)
    if not graph.number_of_edges():
        raise Undefined(f"{figure} needs a tie, and this network has none")


def _undirected(graph):
    _refuse_other_graphs(graph)
    plain = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from(graph.edges)
    return plain
