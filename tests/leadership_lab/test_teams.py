"""Advice within teams and across them."""

import networkx as nx
import pytest
from leadership_lab.schools import primary_school
from leadership_lab.teams import outside_by_team


def two_teams():
    graph = nx.DiGraph()
    graph.add_nodes_from("abc", phase="infants")
    graph.add_nodes_from("xy", phase="juniors")
    graph.add_edges_from(["ab", "bc", "cx", "xy"])
    return graph


def test_shares_worked_by_hand():
    found = outside_by_team(two_teams())
    assert list(found) == ["infants", "juniors"]
    assert (found["infants"].members, found["infants"].ties) == (3, 3)
    assert found["infants"].outside == pytest.approx(1 / 3)
    assert found["infants"].by_lot == 2 / 4
    assert found["juniors"].outside == 0
    assert found["juniors"].by_lot == 3 / 4


def test_the_index_runs_from_all_inside_to_all_outside():
    found = outside_by_team(two_teams())
    assert found["infants"].e_i_index == pytest.approx(-1 / 3)
    assert found["juniors"].e_i_index == -1
    across = nx.DiGraph(["ax"])
    nx.set_node_attributes(across, {"a": "infants", "x": "juniors"}, "phase")
    assert outside_by_team(across)["infants"].e_i_index == 1


def test_a_team_that_asks_nobody_has_no_share_of_its_own():
    graph = two_teams()
    graph.remove_edge("x", "y")
    assert (outside_by_team(graph)["juniors"].ties, outside_by_team(graph)["juniors"].outside) == (0, 0.0)


def test_by_lot_is_what_many_drawings_give():
    """In a complete network everyone asks all colleagues: exactly the share of a lot."""
    graph = nx.complete_graph(7, nx.DiGraph)
    nx.set_node_attributes(graph, {n: "small" if n < 2 else "large" for n in graph}, "phase")
    assert all(found.outside == pytest.approx(found.by_lot) for found in outside_by_team(graph).values())


def test_in_the_fictional_school_every_team_asks_at_home_more_than_by_lot():
    school = primary_school()
    for layer in ("general", "literacy", "mathematics"):
        for term in school.terms:
            found = outside_by_team(school.network(layer, term))
            assert sum(team.ties for team in found.values()) == school.network(layer, term).number_of_edges()
            for name in ("early years", "infants", "lower juniors", "upper juniors"):
                assert found[name].outside < found[name].by_lot


def test_one_person_has_nobody_to_ask():
    with pytest.raises(ValueError, match="not 1"):
        outside_by_team(nx.DiGraph([("a", "b")]).subgraph("a"))
