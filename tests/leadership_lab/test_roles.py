"""Assigned and lived advice: the lines by the posts counted by hand, shares against sets, chance against draws."""

from dataclasses import replace
from itertools import permutations
from statistics import fmean

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from leadership_lab import networks, roles
from leadership_lab.inference import random_directed_networks
from leadership_lab.networks import Undefined
from leadership_lab.roles import Fit, assigned_network, fit, share_without_post, share_without_post_by_chance
from leadership_lab.schools import primary_school

SCHOOL = primary_school()
WITH_POST = {member.name for member in SCHOOL.staff if SCHOOL.posts[member.post]}
SUBJECTS = [layer for layer in SCHOOL.layers if layer != roles.GENERAL]


def network(n, ties):
    graph = nx.empty_graph(n, nx.DiGraph)
    graph.add_edges_from(ties)
    return graph


@st.composite
def two_networks(draw):
    n = draw(st.integers(2, 6))
    ties = st.sets(st.sampled_from(list(permutations(range(n), 2))), min_size=1)
    return network(n, draw(ties)), network(n, draw(ties))


# The assigned network


def test_the_line_for_general_matters_is_a_tree_under_the_head():
    line = assigned_network(SCHOOL)
    assert list(line) == [member.name for member in SCHOOL.staff]
    assert nx.is_arborescence(line.reverse())
    assert networks.krackhardt_hierarchy(line) == 1
    assert line.out_degree("Amara Inkwell") == 0
    ends = {
        "Parveen Lanternby": "Farah Pencilwood",
        "Tom Inclyn": "Sian Atlasmere",
        "Idris Tideglass": "Rhodri Chalkwright",
        "Sian Atlasmere": "Rhodri Chalkwright",
        "Sunita Rulerton": "Joanna Globeworth",
        "Rhodri Chalkwright": "Amara Inkwell",
        "Piotr Ledgerby": "Amara Inkwell",
    }
    assert {asks: list(line.successors(asks)) for asks in ends} == {asks: [asked] for asks, asked in ends.items()}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_line_of_a_subject_leads_to_its_leader(subject):
    line = assigned_network(SCHOOL, subject)
    (leader,) = [member.name for member in SCHOOL.staff if member.role == f"{subject} leader"]
    in_phases = {member.name for member in SCHOOL.staff if member.phase != roles.WHOLE_SCHOOL}
    assert set(line.predecessors(leader)) == in_phases - {leader}
    assert list(line.successors(leader)) == ["Rhodri Chalkwright"]
    assert line.number_of_edges() == 40


@pytest.mark.parametrize("layer", SCHOOL.layers)
def test_a_wider_reading_has_all_ties_of_the_narrower(layer):
    narrow, wider, widest = (set(assigned_network(SCHOOL, layer, reading).edges) for reading in roles.READINGS)
    assert narrow < wider < widest
    assert len(widest) == 45 * 12 - 12
    assert all(asked in WITH_POST for _, asked in widest)


def test_other_layers_readings_and_schools_without_the_post_are_refused():
    with pytest.raises(ValueError, match="layer 'music' is not there; choose one of general, literacy"):
        assigned_network(SCHOOL, "music")
    with pytest.raises(ValueError, match="reading 'loose' is not there; choose one of line, team, open"):
        assigned_network(SCHOOL, reading="loose")
    staff = tuple(replace(m, role="teacher") if m.role == "science leader" else m for m in SCHOOL.staff)
    with pytest.raises(Undefined, match="no middle leader for 'science leader'"):
        assigned_network(replace(SCHOOL, staff=staff), "science")


# Comparing


def test_a_fit_by_hand():
    found = fit(network(4, [(1, 0), (2, 0), (3, 0)]), network(4, [(1, 0), (0, 2), (3, 2), (2, 3), (1, 3)]))
    assert found == Fit(lines=3, advice=5, along=1)
    assert (found.jaccard, found.highest, found.lines_used, found.advice_on_lines) == (1 / 7, 3 / 5, 1 / 3, 1 / 5)


@given(two_networks())
def test_a_fit_is_that_of_the_sets_of_ties(pair):
    lines, advice = (set(graph.edges) for graph in pair)
    found = fit(*pair)
    assert found.jaccard == len(lines & advice) / len(lines | advice) <= found.highest <= 1
    assert found.lines_used == len(lines & advice) / len(lines)
    assert found.advice_on_lines == len(lines & advice) / len(advice)
    assert fit(pair[0], pair[0]).jaccard == 1


def test_a_share_of_nothing_is_undefined():
    silent = network(3, [])
    with pytest.raises(Undefined, match="tie of advice"):
        _ = fit(network(3, [(0, 1)]), silent).advice_on_lines
    with pytest.raises(Undefined, match="line"):
        _ = fit(silent, network(3, [(0, 1)])).lines_used
    for share in (share_without_post, share_without_post_by_chance):
        with pytest.raises(Undefined, match="tie of advice"):
            share(silent, {0})


def test_sought_by_line_counts_those_who_should_and_do():
    line, lived = network(4, [(1, 0), (2, 0)]), network(4, [(1, 0), (3, 0)])
    assert roles.sought_by_line(line, lived, 0) == (2, 1)
    with pytest.raises(KeyError, match="9"):
        roles.sought_by_line(line, lived, 9)


@given(two_networks(), st.data())
def test_advice_goes_to_people_with_or_without_a_post(pair, data):
    graph, _ = pair
    posts = data.draw(st.sets(st.sampled_from(list(graph))))
    others = set(graph) - posts
    assert share_without_post(graph, posts) + share_without_post(graph, others) == pytest.approx(1)
    assert share_without_post_by_chance(graph, posts) + share_without_post_by_chance(graph, others) == pytest.approx(1)


def test_the_share_by_chance_is_the_mean_of_draws():
    graph = SCHOOL.network("general", "spring")
    drawn = [share_without_post(g, WITH_POST) for g in random_directed_networks(graph, 400, 7)]
    assert share_without_post_by_chance(graph, WITH_POST) == pytest.approx(fmean(drawn), abs=0.01)
    everyone_names_one = network(5, [(i, (i + 1) % 5) for i in range(5)])
    # The one with a post can only name others, all without; each of the four can name three without and one with.
    assert share_without_post_by_chance(everyone_names_one, {0}) == pytest.approx((1 + 4 * 3 / 4) / 5)


def test_without_advice_from_someone_who_still_asks():
    graph = network(3, [(0, 1), (2, 1), (1, 0)])
    left = roles.without_advice_from(graph, 1)
    assert set(left.edges) == {(1, 0)} and list(left) == [0, 1, 2]
    assert graph.number_of_edges() == 3
    with pytest.raises(KeyError, match="9"):
        roles.without_advice_from(graph, 9)


# The stories


def test_a_post_without_time_is_on_paper_in_both_terms_and_lived_in_one():
    line = assigned_network(SCHOOL, "science")
    idris = SCHOOL.story("post without time").person
    found = {term: roles.sought_by_line(line, SCHOOL.network("science", term), idris) for term in SCHOOL.terms}
    assert found == {"autumn": (39, 11), "spring": (39, 0)}


@pytest.mark.parametrize("term", SCHOOL.terms)
def test_no_line_leads_to_the_spanner_and_the_fit_rises_without_her(term):
    parveen = SCHOOL.story("boundary spanner").person
    line, lived = assigned_network(SCHOOL), SCHOOL.network("general", term)
    assert line.in_degree(parveen) == 0 and lived.in_degree(parveen) >= 15
    assert fit(line, roles.without_advice_from(lived, parveen)).jaccard > fit(line, lived).jaccard


@pytest.mark.parametrize("term", SCHOOL.terms)
def test_the_leader_who_answers_everything_fits_better_than_the_one_who_trained_others(term):
    mathematics, literacy = (
        fit(assigned_network(SCHOOL, layer), SCHOOL.network(layer, term)) for layer in ("mathematics", "literacy")
    )
    assert mathematics.jaccard > 4 * literacy.jaccard


def test_most_general_advice_goes_to_people_without_a_post_and_still_less_than_by_chance():
    for term in SCHOOL.terms:
        graph = SCHOOL.network("general", term)
        assert 0.5 < share_without_post(graph, WITH_POST) < share_without_post_by_chance(graph, WITH_POST) - 0.1
