"""Networks with missing answers."""

import networkx as nx
import pytest
from leadership_lab.robustness import without_answers


def test_the_silent_name_nobody_and_are_still_named():
    graph = nx.DiGraph([("A", "B"), ("B", "A"), ("C", "A")])
    graph.add_node("D")
    seen = list(without_answers(graph, missing=1, draws=30, seed=1))
    assert all(set(network) == set("ABCD") and network.number_of_edges() == 2 for network in seen)
    assert {frozenset(graph.edges - network.edges) for network in seen} == {frozenset([edge]) for edge in graph.edges}


def test_nobody_missing_changes_nothing_and_everybody_leaves_no_tie():
    graph = nx.DiGraph([("A", "B"), ("B", "A")])
    assert [set(n.edges) for n in without_answers(graph, 0, draws=2, seed=1)] == [set(graph.edges)] * 2
    assert not any(n.edges for n in without_answers(graph, 2, draws=2, seed=1))


def test_the_same_seed_leaves_out_the_same_people():
    graph = nx.gnp_random_graph(20, 0.2, seed=3, directed=True)
    first, again = ([set(n.edges) for n in without_answers(graph, 5, draws=5, seed=9)] for _ in range(2))
    assert first == again


def test_more_missing_answers_than_there_are_are_refused():
    with pytest.raises(ValueError, match="3 missing answers cannot be drawn from 1"):
        list(without_answers(nx.DiGraph([("A", "B")]), 3, draws=1, seed=1))
