"""What chance alone would give: random networks to set a school's figures beside."""

from dataclasses import dataclass
from math import ceil
from random import Random
from statistics import fmean, quantiles

import networkx as nx

from leadership_lab.networks import Undefined, indegree_centralisation


@dataclass(frozen=True)
class AgainstChance:
    """A figure of a network beside the same figure of random networks.

    observed: the network's own figure.
    mean, low, high: of the random networks: their mean, and the bounds that 95 in 100 of them lie between.
    share_as_large: float from 0 to 1, the share of random networks with a figure as large or larger; with
        1,000 draws a share of 0 means fewer than about one in a thousand, not never.
    draws: how many random networks.
    """

    observed: float
    mean: float
    low: float
    high: float
    share_as_large: float
    draws: int


def random_directed_networks(graph, draws, seed):
    """Yield random networks in which everyone asks as many colleagues as in `graph`, picked at random.

    graph: DiGraph; its people and their out-degrees are kept. Someone who did not answer stays without an
        answer, so that missing answers do not count as equality.
    draws: int, how many networks; seed: int, the same networks for the same seed.
    Yields: DiGraphs. Up to who is who they depend on the out-degrees alone, so the order of a file's rows
        changes no figure.
    Source: anderson1999.
    """
    random = Random(seed)
    people = sorted(graph, key=graph.out_degree)
    asks = [graph.out_degree(person) for person in people]
    others = range(len(people) - 1)
    for _ in range(draws):
        network = nx.DiGraph()
        network.add_nodes_from(people)
        for i, person in enumerate(people):
            # Numbers from i on stand for the next person, so that nobody draws themselves.
            drawn = random.sample(others, asks[i])
            network.add_edges_from((person, people[j + (j >= i)]) for j in drawn)
        yield network


def against_chance(graph, measure, draws, seed):
    """Return a measure of a network beside the same measure of random networks with its out-degrees.

    graph: DiGraph; measure: function of a DiGraph that returns a number.
    draws: int, 2 or more; seed: int.
    Returns: `AgainstChance`.
    Raises: Undefined where the measure does.
    Source: anderson1999.
    """
    observed = measure(graph)
    drawn = [measure(network) for network in random_directed_networks(graph, draws, seed)]
    return beside(observed, drawn)


def beside(observed, drawn):
    """Return an observed figure beside the same figure of random draws.

    observed: number; drawn: list of numbers, one a draw, two or more.
    Returns: `AgainstChance`.
    Raises: statistics.StatisticsError on fewer than two draws.
    Source: anderson1999.
    """
    bounds = quantiles(drawn, n=40, method="inclusive")
    return AgainstChance(
        observed=observed,
        mean=fmean(drawn),
        low=bounds[0],
        high=bounds[-1],
        share_as_large=sum(figure >= observed for figure in drawn) / len(drawn),
        draws=len(drawn),
    )


def chance_centralisation(graph, draws, seed):
    """Return in-degree centralisation beside what it is when everyone picks whom they ask at random.

    graph: DiGraph of two people or more; draws: int, 2 or more; seed: int.
    Returns: `AgainstChance`. An observed figure above `high` says that advice is sought from fewer people
        than chance would pick; random networks are never quite even, so compare with them and not with 0.
    Source: freeman1978; anderson1999.
    """
    return against_chance(graph, indegree_centralisation, draws, seed)


def answers_that_overturn(graph, boundary):
    """Return how few changed answers carry in-degree centralisation over a boundary, down or up.

    graph: DiGraph. An answer changes when its tie points to another colleague; the number of ties stays.
    boundary: float, for instance `high` of `chance_centralisation`: a figure above it counts as concentrated.
    Returns: int, the fewest answers: from the most sought people to others when the figure is above the
        boundary, else towards the most sought person. None where no change of answers suffices.
    Raises: Undefined on fewer than two people; ValueError unless 0 <= boundary <= 1.
    Source: freeman1978.
    """
    if not 0 <= boundary <= 1:
        raise ValueError(f"a boundary of {boundary} is not between 0 and 1")
    above = indegree_centralisation(graph) > boundary
    n, ties = graph.number_of_nodes(), graph.number_of_edges()
    asked = [count for _, count in graph.in_degree]

    def is_above(top):
        # The sum of max - x is n * max - ties: it depends on the largest in-degree alone.
        return (n * top - ties) / (n - 1) ** 2 > boundary

    top = max(asked)
    if above:
        while is_above(top):
            top -= 1
        return sum(count - top for count in asked if count > top) if top >= ceil(ties / n) else None
    while not is_above(top):
        top += 1
    return top - max(asked) if top <= min(n - 1, ties) else None


def chance_reciprocity(respondents, members, density):
    """Return the reciprocity that chance alone gives when some members of a roster did not respond.

    respondents: int, those who answered; members: int, those who could be named, respondents among them.
    density: float from 0 to 1, ties / (respondents * (members - 1)).
    Returns: float from 0 to 1: a tie goes to a respondent with probability (respondents - 1) / (members - 1),
        and that person returns it with probability `density`.
    Raises: ValueError unless 1 <= respondents <= members, 2 <= members and 0 <= density <= 1.
    Source: wasserman1994; dejong2022 for such a roster.
    """
    if not (1 <= respondents <= members and members >= 2):
        raise ValueError(f"{respondents} respondents among {members} members cannot be")
    if not 0 <= density <= 1:
        raise ValueError(f"a density of {density} is not between 0 and 1")
    return density * (respondents - 1) / (members - 1)


def chance_reciprocity_of(graph):
    """Return the reciprocity to expect when everyone asks as many colleagues as they do, picked at random.

    graph: DiGraph of n people; the mean over `random_directed_networks`, without drawing them.
    Returns: float from 0 to 1; with equal out-degrees it is the density.
    Raises: Undefined without a tie.
    Source: wasserman1994.
    """
    asks = [count for _, count in graph.out_degree]
    ties = sum(asks)
    if not ties:
        raise Undefined("reciprocity needs a tie, and this network has none")
    returned = ties**2 - sum(count**2 for count in asks)
    return returned / ((len(asks) - 1) ** 2 * ties)
