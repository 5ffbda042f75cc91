"""What a finding would be if some answers were missing."""

from random import Random

import networkx as nx


def without_answers(graph, missing, draws, seed):
    """Yield the network as it would be had some people not answered, drawn at random.

    Whoever does not answer names nobody, and is still named by the others.

    graph: DiGraph. missing: int, how many of those who named someone are left out.
    draws: int, how many networks; seed: int, the same networks for the same seed.
    Yields: DiGraphs with the same people in the same order, without what the graph knows of them.
    Raises: ValueError on more missing answers than there are, giving both.
    """
    answered = [person for person, names in graph.out_degree if names]
    if not 0 <= missing <= len(answered):
        raise ValueError(f"{missing} missing answers cannot be drawn from {len(answered)}")
    random = Random(seed)
    for _ in range(draws):
        silent = set(random.sample(answered, missing))
        network = nx.DiGraph()
        network.add_nodes_from(graph)
        network.add_edges_from((asks, asked) for asks, asked in graph.edges if asks not in silent)
        yield network
