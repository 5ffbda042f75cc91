"""Two-mode networks: agencies and the purposes they serve, and what hangs on one of them.

A tie joins an agency to a purpose and never two of a kind. So what joins agencies is a purpose they share, and what
holds a purpose up is how many agencies serve it.
"""

from itertools import combinations
from random import Random

import networkx as nx

FIELDS = {
    (True, True): "important, done well",
    (True, False): "important, done badly",
    (False, True): "less important, done well",
    (False, False): "less important, done badly",
}
"""The four fields of an importance-performance matrix, in our words."""


def two_mode_network(agencies, purposes, ties):
    """Return who serves what.

    agencies, purposes: str each, no name in both. ties: pairs of an agency and a purpose.
    Returns: networkx.Graph, each node with `bipartite`, 0 for an agency and 1 for a purpose.
    Raises: ValueError on a name in both lists, or on a tie to a name in neither, naming it.
    Source: borgatti1997.
    """
    both = set(agencies) & set(purposes)
    if both:
        raise ValueError(f"{sorted(both)[0]!r} is an agency and a purpose; give one of them another name")
    graph = nx.Graph()
    graph.add_nodes_from(agencies, bipartite=0)
    graph.add_nodes_from(purposes, bipartite=1)
    for agency, purpose in ties:
        if agency not in agencies or purpose not in purposes:
            raise ValueError(f"{agency!r} serves {purpose!r}: one of the two is not on its list")
        graph.add_edge(agency, purpose)
    return graph


def side(graph, which):
    """Return the nodes of one side, in their order. which: 0, agencies, or 1, purposes. Returns: list of str."""
    return [node for node, kind in graph.nodes(data="bipartite") if kind == which]


def two_mode_density(graph):
    """Return the share of possible ties that are there: each agency with each purpose.

    Returns: float from 0 to 1. Raises: ValueError where a side is empty. Source: borgatti1997.
    """
    possible = len(side(graph, 0)) * len(side(graph, 1))
    if not possible:
        raise ValueError("a two-mode network needs an agency and a purpose")
    return graph.number_of_edges() / possible


def hanging(graph):
    """Return what hangs on each agency: the purposes that no other serves.

    Returns: dict of agency to a list of purposes, in their order.
    """
    return {
        agency: [purpose for purpose in side(graph, 1) if list(graph[purpose]) == [agency]] for agency in side(graph, 0)
    }


def unserved(graph, without=()):
    """Return the purposes that nobody serves once some agencies are gone.

    without: str each, agencies. Returns: list of str. Raises: KeyError on an agency that is not there, naming it.
    """
    for agency in without:
        if agency not in side(graph, 0):
            raise KeyError(f"there is no agency {agency!r}")
    return [purpose for purpose in side(graph, 1) if not set(graph[purpose]) - set(without)]


def worst_losses(graph, gone):
    """Return the agencies whose loss together leaves most purposes unserved.

    gone: int from 1, how many are lost. Returns: list of (tuple of agencies, int), all that share the largest loss.
    """
    losses = [(lost, len(unserved(graph, lost))) for lost in combinations(side(graph, 0), gone)]
    worst = max(many for _, many in losses)
    return [pair for pair in losses if pair[1] == worst]


def shared_purposes(graph):
    """Return how many purposes each two agencies share. Returns: dict of pair of agencies to int.

    Source: borgatti1997 for the projection.
    """
    return {(one, other): len(set(graph[one]) & set(graph[other])) for one, other in combinations(side(graph, 0), 2)}


def random_two_mode(graph, draws, seed):
    """Yield networks in which each agency serves as many purposes as before, drawn by lot.

    draws: int; seed: int. Yields: networkx.Graph as `two_mode_network` returns it.
    """
    random = Random(seed)
    agencies, purposes = side(graph, 0), side(graph, 1)
    for _ in range(draws):
        ties = [(a, p) for a in agencies for p in random.sample(purposes, graph.degree(a))]
        yield two_mode_network(agencies, purposes, ties)


def field(importance, practice, cuts):
    """Return the field of an importance-performance matrix.

    importance, practice: numbers; cuts: pair of numbers, where the lines stand. On a line counts as above it.
    Returns: str of `FIELDS`. Source: martilla1977.
    """
    return FIELDS[importance >= cuts[0], practice >= cuts[1]]
