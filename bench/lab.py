"""How long all measures of a network take: of 500 people beside plain networkx, and from 50 people to 5,000.

The networks are random, with three to seven names from each person whatever the size: in the real schools that we have
read, the number of colleagues who ask a person shows no clear change with size. Both versions get the same network in
the same run, must give the same figures, and take turns; the quickest of three counts. Times are the processor's, so
that other programs on the machine count little. The limit is a second for 500 people. Run with `make bench WITH=lab`.
"""

import sys
import time
from math import fsum, isclose, log
from random import Random

import networkx as nx
from leadership_lab.networks import MEASURES, betweenness_centralisation, gini, krackhardt_hierarchy, school_measures
from leadership_lab.school_level import report

LIMIT_SECONDS = 1.0
PEOPLE = 500
SIZES = (50, 100, 250, 500, 1000, 2500, 5000)
GROWTH_FROM = 500
"""People; below it what each call costs by itself hides how the cost grows."""
ROUNDS = 3
SEED = 88


def network(people: int) -> nx.DiGraph:
    random = Random(SEED)
    graph = nx.DiGraph()
    graph.add_nodes_from(range(people))
    for asks in graph:
        others = random.sample(range(people - 1), random.randint(3, 7))
        graph.add_edges_from((asks, other + (other >= asks)) for other in others)
    return graph


def with_networkx(graph: nx.DiGraph) -> dict[str, float]:
    """The same figures as a reader of networkx's manual would compute them."""
    n = graph.number_of_nodes()
    undirected = nx.Graph(graph)
    reached = {person: nx.descendants(graph, person) for person in graph}
    connected = [(v in reached[u]) + (u in reached[v]) for u in graph for v in graph if u < v]

    def centralisation(scores: dict) -> float:
        return fsum(max(scores.values()) - score for score in scores.values()) / (n - 1)

    return {
        "staff": n,
        "ties": graph.number_of_edges(),
        "density": nx.density(graph),
        "reciprocity": nx.overall_reciprocity(graph),
        "mean_indegree": graph.number_of_edges() / n,
        "indegree_centralisation": centralisation(nx.in_degree_centrality(graph)),
        "outdegree_centralisation": centralisation(nx.out_degree_centrality(graph)),
        "betweenness_centralisation": centralisation(nx.betweenness_centrality(graph)),
        "krackhardt_hierarchy": connected.count(1) / (connected.count(1) + connected.count(2)),
        "gini_indegree": gini(asked for _, asked in graph.in_degree),
        "max_core": max(nx.core_number(undirected).values()),
        "weak_components": nx.number_weakly_connected_components(graph),
        "zero_indegree": sum(not asked for _, asked in graph.in_degree),
        "zero_outdegree": sum(not asks for _, asks in graph.out_degree),
        "articulation_points": len(list(nx.articulation_points(undirected))),
    }


def seconds(function, graph: nx.DiGraph) -> float:
    began = time.process_time()
    function(graph)
    return time.process_time() - began


def order_of_growth(costs: dict[int, float]) -> float:
    """The power of the number of people with which the cost grows: the slope of a line through the logarithms."""
    points = [(log(people), log(cost)) for people, cost in costs.items() if people >= GROWTH_FROM]
    x, y = (fsum(each) / len(points) for each in zip(*points, strict=True))
    return fsum((a - x) * (b - y) for a, b in points) / fsum((a - x) ** 2 for a, _ in points)


def beside_networkx() -> float:
    graph = network(PEOPLE)
    ours, theirs = school_measures(graph), with_networkx(graph)
    if apart := [name for name in MEASURES if not isclose(ours[name], theirs[name], rel_tol=1e-9, abs_tol=1e-12)]:
        sys.exit(f"the two versions do not agree on {', '.join(apart)}: a time for a wrong figure says nothing")
    pairs = [(seconds(school_measures, graph), seconds(with_networkx, graph)) for _ in range(ROUNDS)]
    lab, plain = (min(each) for each in zip(*pairs, strict=True))
    print(f"{PEOPLE} people, {graph.number_of_edges():,} ties, all {len(MEASURES)} figures, quickest of {ROUNDS}")
    print(f"  leadership_lab      {lab:8.3f} s  (limit {LIMIT_SECONDS:.0f} s)")
    print(f"  plain networkx      {plain:8.3f} s  {plain / lab:.1f} times as long")
    print(f"  what lab prints     {seconds(report, graph):8.3f} s  with the random networks it is set against\n")
    return lab


def against_size() -> None:
    parts = {
        "all figures": school_measures,
        "betweenness": betweenness_centralisation,
        "hierarchy": krackhardt_hierarchy,
    }
    costs = {name: {} for name in (*parts, "the others")}
    print(f"{'people':>8}{'ties':>9}" + "".join(f"{name + ', s':>17}" for name in costs))
    for people in SIZES:
        graph = network(people)
        # One round for the largest, which take long enough for a slip to count little.
        rounds = ROUNDS if people <= 1000 else 1
        for name, function in parts.items():
            costs[name][people] = min(seconds(function, graph) for _ in range(rounds))
        costs["the others"][people] = min(seconds(_the_others, graph) for _ in range(rounds))
        print(
            f"{people:>8,}{graph.number_of_edges():>9,}" + "".join(f"{each[people]:>17.4f}" for each in costs.values())
        )
    grows = "".join(f"{f'n^{order_of_growth(each):.2f}':>17}" for each in costs.values())
    print(f"{f'from {GROWTH_FROM} people':>17}{grows}")
    print("Expected: betweenness n x ties, so n^2 here; hierarchy up to n^2 in bits, 64 at a time; the others n.")


def _the_others(graph: nx.DiGraph) -> None:
    for name, measure in MEASURES.items():
        if name not in ("betweenness_centralisation", "krackhardt_hierarchy"):
            measure(graph)


def main() -> None:
    taken = beside_networkx()
    against_size()
    if taken >= LIMIT_SECONDS:
        sys.exit(f"{PEOPLE} people took {taken:.2f} s, and {LIMIT_SECONDS:.0f} s is the limit")


if __name__ == "__main__":
    main()
