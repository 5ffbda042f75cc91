"""Positions on a map: inside, apart, repeatable."""

from itertools import combinations
from math import dist, sqrt

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from leadership_lab.layout import force_layout
from leadership_lab.schools import primary_school


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 25), st.floats(0, 0.4), st.integers(0, 10_000))
def test_everyone_has_a_place_in_the_unit_square(n, p, seed):
    graph = nx.gnp_random_graph(n, p, seed=seed, directed=True)
    places = force_layout(graph, seed)
    assert list(places) == list(graph)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())


def test_tied_people_do_not_lie_on_each_other():
    graph = primary_school().network("general", "spring")
    places = force_layout(graph, seed=1)
    nearest = min(dist(a, b) for a, b in combinations(places.values(), 2))
    assert nearest > 0.7 / sqrt(len(graph))


def test_the_same_seed_gives_the_same_places_and_another_gives_others():
    graph = primary_school().network("general", "spring")
    assert force_layout(graph, seed=1) == force_layout(graph, seed=1)
    assert force_layout(graph, seed=1) != force_layout(graph, seed=2)


def test_places_are_pinned_down_to_the_last_digit():
    # Only operations that IEEE 754 rounds alike are used, so these digits hold on every machine.
    places = force_layout(nx.cycle_graph(5), seed=7)
    assert places == {0: (0.0, 0.4837), 1: (0.3997, 0.0), 2: (1.0, 0.2169), 3: (0.971, 0.8351), 4: (0.3534, 1.0)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_groups_that_hardly_touch_lie_apart(seed):
    graph = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(6))
    graph.add_edge(0, 6)
    places = force_layout(graph, seed)
    within = [dist(places[a], places[b]) for a, b in combinations(range(6), 2)]
    between = [dist(places[a], places[b]) for a in range(6) for b in range(6, 12)]
    assert sum(between) / len(between) > 1.5 * sum(within) / len(within)


def test_people_without_ties_stand_in_a_row_at_the_bottom():
    graph = nx.cycle_graph(5)
    graph.add_nodes_from(["Non", "Sam"])
    places = force_layout(graph, seed=1)
    assert places["Non"] == (0.25, 0.0) and places["Sam"] == (0.75, 0.0)
    assert min(places[i][1] for i in range(5)) >= 0.12


def test_one_person_and_none():
    assert force_layout(nx.empty_graph(1), seed=1) == {0: (0.5, 0.0)}
    assert force_layout(nx.empty_graph(0), seed=1) == {}


def test_two_people_on_one_spot_are_parted():
    graph = nx.DiGraph([("A", "B")])
    a, b = force_layout(graph, seed=1).values()
    assert a != b
