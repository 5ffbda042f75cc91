"""What a finding would be if some answers were missing."""

from random import Random


def without_answers(graph, missing, draws, seed):
    """Yield the network as it would be had some people not answered, drawn at random.

    Whoever does not answer names nobody, and is still named by the others.

    graph: DiGraph. missing: int, how many of those who named someone are left out.
    draws: int, how many networks; seed: int, the same networks for the same seed.
    Yields: DiGraphs with the same people.
    Raises: ValueError on more missing answers than there are, giving both.
    """
    answered = [person for person, names in graph.out_degree if names]
    if not 0 <= missing <= len(answered):
        raise ValueError(f"{missing} missing answers cannot be drawn from {len(answered)}")
    random = Random(seed)
    for _ in range(draws):
        silent = random.sample(answered, missing)
        network = graph.copy()
        network.remove_edges_from(list(graph.out_edges(silent)))
        yield network
