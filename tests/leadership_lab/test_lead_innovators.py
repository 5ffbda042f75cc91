"""The fictional network of twelve schools: what the text gives, what we assumed, and what follows by construction."""

import csv
from math import comb

import networkx as nx
import pytest
from leadership_lab.diffusion import Contagion, Thresholds, reach, replications
from leadership_lab.schools.lead_innovators import (
    GROUPS,
    HEAD,
    INNOVATOR,
    JOINING,
    STARTS,
    TEACHER,
    WITHIN,
    lead_innovators,
)

NETWORK = lead_innovators()
SPLITS = [(4, 4, 4), (2, 5, 5), (1, 1, 10)]


def pieces(graph):
    """The components, without agents who meet nobody."""
    return [piece for piece in nx.connected_components(graph) if len(piece) > 1]


def test_it_is_declared_fictional_and_has_posts_without_names():
    assert "fictional" in NETWORK.notice
    assert len(NETWORK.of_post(INNOVATOR)) == len(NETWORK.of_post(HEAD)) == 12
    assert len(NETWORK.of_post(TEACHER)) == 120
    assert all(person.name.startswith(person.post) for person in NETWORK.people)


@pytest.mark.parametrize("split", SPLITS)
def test_one_group_each_gives_three_components_whatever_the_split(split):
    network = lead_innovators(split=split)
    assert nx.number_connected_components(network.memberships()) == 3
    assert len(pieces(network.graph(()))) == 3
    assert [len(network.of_post(INNOVATOR, group)) for group in GROUPS] == list(split)


def test_pairs_who_share_a_group():
    graph = NETWORK.memberships()
    shared = nx.bipartite.projected_graph(graph, NETWORK.of_post(INNOVATOR))
    assert shared.number_of_edges() == 3 * comb(4, 2) == 18


@pytest.mark.parametrize("kind", JOINING)
def test_each_joining_tie_alone_makes_one_piece_of_this_network(kind):
    assert len(pieces(NETWORK.graph([kind]))) == 1


@pytest.mark.parametrize("seed", range(5))
def test_joining_ties_leave_the_school_and_inner_ones_stay(seed):
    network = lead_innovators(seed)
    who = {person.name: person for person in network.people}
    for meeting in network.meetings:
        one, other = who[meeting.one], who[meeting.other]
        assert one != other
        if meeting.kind == "school":
            assert one.school == other.school
        elif meeting.kind == "project group":
            assert one.group == other.group and {one.post, other.post} == {INNOVATOR}
        elif meeting.kind != "strategic group":
            assert one.school != other.school
    assert {m.kind for m in network.meetings} == {*WITHIN, *JOINING}


def test_switching_a_tie_on_only_adds():
    bare, full = NETWORK.graph(()), NETWORK.graph()
    assert set(bare) == set(full) and set(bare.edges) < set(full.edges)
    with pytest.raises(ValueError, match="'telephone' is not there"):
        NETWORK.graph(["telephone"])


def test_equal_numbers_begin_from_the_same_group():
    who = {person.name: person for person in NETWORK.people}
    for start in STARTS:
        begin = NETWORK.starters(start)
        assert len(set(begin)) == 4 and {who[name].group for name in begin} == {GROUPS[1]}
    edge = NETWORK.starters("at the edge")
    assert {who[name].post for name in edge} == {TEACHER} and len({who[name].school for name in edge}) == 1
    with pytest.raises(ValueError, match="'above' is not there"):
        NETWORK.starters("above")
    with pytest.raises(ValueError, match="5 people cannot begin"):
        NETWORK.starters("top down", many=5)


RULES = {
    "inside out": Thresholds(0.15, 0.35),
    "top down": Contagion(0.05, (("head", 5), ("lead innovator", 2))),
    "at the edge": Contagion(0.05, (("head", 0.1), ("lead innovator", 0.1), ("agent", 0.1))),
}


@pytest.mark.parametrize("winner", RULES)
def test_each_start_wins_under_a_rule(winner):
    graph = NETWORK.graph()
    far = {s: reach(replications(graph, NETWORK.starters(s), RULES[winner], 8, 200, 3)).mean for s in STARTS}
    assert all(far[winner] > 1.1 * far[other] for other in STARTS if other != winner), far


def test_what_cannot_be_built_is_refused():
    with pytest.raises(ValueError, match="does not give each of the three groups"):
        lead_innovators(split=(6, 6))
    with pytest.raises(ValueError, match="five or more, not 4"):
        lead_innovators(teachers=4)


def test_it_is_saved_as_it_is(tmp_path):
    notice, people, meetings = NETWORK.save(tmp_path / "schools")
    assert notice.read_text(encoding="utf-8").strip() == NETWORK.notice
    with people.open(encoding="utf-8") as file:
        assert [tuple(row.values()) for row in csv.DictReader(file)] == [
            (p.name, p.post, p.school, p.group) for p in NETWORK.people
        ]
    with meetings.open(encoding="utf-8") as file:
        assert sum(1 for _ in csv.DictReader(file)) == len(NETWORK.meetings)
    assert lead_innovators() == NETWORK != lead_innovators(89)
