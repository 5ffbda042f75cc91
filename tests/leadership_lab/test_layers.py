"""Layers of advice: overlap and exchange against counting by hand, all permutations, and numpy."""

from itertools import permutations, product
from math import factorial
from statistics import fmean

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from leadership_lab import networks
from leadership_lab.inference import random_directed_networks
from leadership_lab.layers import (
    MEASURES,
    Overlap,
    difference_of_layers,
    exchanged,
    layer_measures,
    overlap,
    overlap_beside_chance,
)
from leadership_lab.networks import Undefined
from leadership_lab.schools import primary_school

SCHOOL = primary_school()


def network(n, ties):
    graph = nx.empty_graph(n, nx.DiGraph)
    graph.add_edges_from(ties)
    return graph


@st.composite
def two_layers(draw, fewest=2, most=5):
    n = draw(st.integers(fewest, most))
    ties = st.sets(st.sampled_from(list(permutations(range(n), 2))), min_size=1)
    return network(n, draw(ties)), network(n, draw(ties))


# Overlap


def test_overlap_counts_ties_with_their_direction():
    found = overlap(network(3, [(0, 1), (1, 2)]), network(3, [(0, 1), (2, 1), (2, 0)]))
    assert found == Overlap(both=1, first=2, second=3)
    assert (found.either, found.jaccard, found.highest) == (4, 0.25, 2 / 3)


@given(two_layers())
def test_overlap_is_that_of_the_sets_of_ties(layers):
    one, other = (set(layer.edges) for layer in layers)
    found = overlap(*layers)
    assert found.jaccard == len(one & other) / len(one | other)
    assert found.jaccard == overlap(*reversed(layers)).jaccard <= found.highest <= 1
    assert overlap(layers[0], layers[0]).jaccard == 1


def test_other_people_and_no_ties_are_refused():
    with pytest.raises(ValueError, match="3 is not in the second network"):
        overlap(network(4, [(0, 1)]), network(3, [(0, 1)]))
    with pytest.raises(ValueError, match="3 is not in the first network"):
        overlap(network(3, [(0, 1)]), network(4, [(0, 1)]))
    with pytest.raises(Undefined, match="neither network"):
        overlap(network(3, []), network(3, []))


@settings(max_examples=10)
@given(two_layers(fewest=4))
def test_exchanged_places_come_near_to_all_permutations(layers):
    one, other = layers
    n = len(one)
    every = [
        overlap(one, nx.relabel_nodes(other, dict(zip(range(n), order, strict=True)))).jaccard
        for order in permutations(range(n))
    ]
    assert len(every) == factorial(n)
    chance = overlap_beside_chance(one, other, draws=1000, seed=1)
    assert chance.mean == pytest.approx(fmean(every), abs=0.05)
    # Between two equal draws a quantile may differ in the last place of a float.
    assert min(every) - 1e-9 <= chance.low <= chance.high <= max(every) + 1e-9


def test_ties_in_common_by_chance_are_as_many_as_the_arithmetic_says():
    literacy, mathematics = (SCHOOL.network(layer, "autumn") for layer in ("literacy", "mathematics"))
    matrices = [nx.to_numpy_array(layer, nodelist=list(literacy)) for layer in (literacy, mathematics)]
    generator = np.random.default_rng(5)
    common = []
    for _ in range(500):
        order = generator.permutation(len(literacy))
        common.append((matrices[0] * matrices[1][np.ix_(order, order)]).sum())
    expected = 102 * 102 / (45 * 44)
    assert fmean(common) == pytest.approx(expected, abs=0.6)
    chance = overlap_beside_chance(literacy, mathematics, draws=500, seed=5)
    both = 2 * 102 * chance.mean / (1 + chance.mean)
    assert both == pytest.approx(expected, abs=0.6)


def test_within_teams_nobody_leaves_their_team():
    # Two teams that ask only among themselves, all possible ties: every exchange gives the same network.
    ties = [*permutations(range(3), 2), *permutations(range(3, 6), 2)]
    teams = {person: person // 3 for person in range(6)}
    within = overlap_beside_chance(network(6, ties), network(6, ties), 50, 1, teams)
    assert (within.observed, within.low, within.high) == (1, 1, 1)
    assert overlap_beside_chance(network(6, ties), network(6, ties), 50, 1).low < 1
    with pytest.raises(KeyError):
        overlap_beside_chance(network(6, ties), network(6, ties), 50, 1, {0: 0})


# Measures and their difference


def test_each_layer_has_every_measure():
    layers = {name: SCHOOL.network(name, "spring") for name in SCHOOL.layers}
    found = layer_measures(layers)
    assert list(found) == list(layers)
    assert all(list(figures) == list(MEASURES) for figures in found.values())
    assert found["science"]["ties"] == 53
    assert found["mathematics"]["in-degree centralisation"] == networks.indegree_centralisation(layers["mathematics"])
    with pytest.raises(ValueError, match="same people"):
        layer_measures({"one": network(3, [(0, 1)]), "other": network(4, [(0, 1)])})


@given(two_layers(), st.data())
def test_an_exchange_keeps_every_answer(layers, data):
    people = data.draw(st.sets(st.sampled_from(list(layers[0]))))
    one, other = exchanged(*layers, people)
    for person in layers[0]:
        lists = [set(layer.successors(person)) for layer in layers]
        after = [set(one.successors(person)), set(other.successors(person))]
        assert after == (lists[::-1] if person in people else lists)


@settings(max_examples=10)
@given(two_layers(fewest=4))
def test_tossed_coins_come_near_to_all_exchanges(layers):
    n = len(layers[0])
    every = []
    for heads in product((False, True), repeat=n):
        one, other = exchanged(*layers, {person for person in range(n) if heads[person]})
        every.append(networks.indegree_centralisation(one) - networks.indegree_centralisation(other))
    observed = networks.indegree_centralisation(layers[0]) - networks.indegree_centralisation(layers[1])
    exact = fmean(abs(x) > abs(observed) - 1e-9 for x in every)
    found = difference_of_layers(*layers, networks.indegree_centralisation, draws=2000, seed=2)
    assert found.observed == observed
    assert found.share_as_far == pytest.approx(exact, abs=0.05)
    assert fmean(found.drawn) == pytest.approx(0, abs=0.05)
    assert len(found.drawn) == 2000


@given(two_layers())
def test_the_same_layer_twice_never_differs(layers):
    assume(layers[0].number_of_edges())
    found = difference_of_layers(layers[0], layers[0], networks.density, draws=5, seed=1)
    assert (found.observed, found.low, found.high, found.share_as_far) == (0, 0, 0, 1)


def test_a_school_of_chance_is_seldom_called_different():
    """Two layers drawn by one rule: about 5 in 100 differences lie outside the band, not many more."""
    pairs = list(random_directed_networks(network(12, [(i, j) for i in range(12) for j in range(3) if i != j]), 80, 3))
    outside = 0
    for one, other in zip(pairs[::2], pairs[1::2], strict=True):
        other = nx.relabel_nodes(other, dict(zip(sorted(other), sorted(one), strict=True)))
        found = difference_of_layers(one, other, networks.indegree_centralisation, draws=60, seed=4)
        outside += found.share_as_far <= 0.05
    assert outside <= 8


# The story


@pytest.mark.parametrize("term", SCHOOL.terms)
def test_equal_density_unequal_centralisation_beyond_exchange(term):
    mathematics, literacy = (SCHOOL.network(layer, term) for layer in ("mathematics", "literacy"))
    ties = difference_of_layers(mathematics, literacy, nx.DiGraph.number_of_edges, draws=50, seed=88)
    assert (ties.observed, ties.low, ties.high) == (0, 0, 0)
    found = difference_of_layers(mathematics, literacy, networks.indegree_centralisation, draws=200, seed=88)
    assert found.observed > 1.5 * found.high
    assert found.share_as_far < 0.02


@pytest.mark.parametrize("term", SCHOOL.terms)
def test_literacy_then_mathematics_then_science_by_those_much_asked(term):
    found = layer_measures({name: SCHOOL.network(name, term) for name in ("literacy", "mathematics", "science")})
    much_asked = [figures["asked by three or more"] for figures in found.values()]
    assert much_asked == sorted(much_asked, reverse=True) and len(set(much_asked)) == 3


def test_layers_overlap_no_more_than_teams_explain_and_terms_do():
    teams = {member.name: member.phase for member in SCHOOL.staff}
    literacy, mathematics = (SCHOOL.network(layer, "autumn") for layer in ("literacy", "mathematics"))
    across = overlap_beside_chance(literacy, mathematics, 200, 88, teams)
    assert across.low < across.observed < across.high < 0.1
    terms = overlap_beside_chance(literacy, SCHOOL.network("literacy", "spring"), 200, 88, teams)
    assert terms.observed > 3 * terms.high
