"""Two-mode networks: against networkx and slow definitions; the four fields; what is built into the community."""

from itertools import combinations
from statistics import mean

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from leadership_lab import two_mode
from leadership_lab.figures.quadrants import quadrant_plot
from leadership_lab.schools.community import SCHOOL, SETTLED, primary_school_community

COMMUNITY = primary_school_community()
NETWORK = COMMUNITY.network()
AGENCIES, PURPOSES = ("a", "b", "c"), (1, 2, 3, 4)
PAIRS = [(a, p) for a in AGENCIES for p in PURPOSES]


def small():
    return two_mode.two_mode_network(("a", "b", "c"), ("p", "q", "r"), [("a", "p"), ("b", "p"), ("a", "q")])


# The room


@given(st.sets(st.sampled_from(PAIRS)))
def test_density_and_sharing_are_networkxs(ties):
    graph = two_mode.two_mode_network(AGENCIES, PURPOSES, ties)
    assert nx.is_bipartite(graph)
    assert two_mode.two_mode_density(graph) == pytest.approx(nx.bipartite.density(graph, AGENCIES))
    projected = nx.bipartite.weighted_projected_graph(graph, AGENCIES)
    for (one, other), many in two_mode.shared_purposes(graph).items():
        assert many == projected.get_edge_data(one, other, {"weight": 0})["weight"]


@given(st.sets(st.sampled_from(PAIRS)))
def test_what_hangs_on_an_agency_is_what_its_loss_leaves_unserved(ties):
    graph = two_mode.two_mode_network(AGENCIES, PURPOSES, ties)
    before = set(two_mode.unserved(graph))
    for agency, purposes in two_mode.hanging(graph).items():
        assert set(two_mode.unserved(graph, [agency])) - before == set(purposes)


def test_by_hand():
    graph = small()
    assert two_mode.side(graph, 0) == ["a", "b", "c"]
    assert two_mode.hanging(graph) == {"a": ["q"], "b": [], "c": []}
    assert two_mode.unserved(graph) == ["r"]
    assert two_mode.worst_losses(graph, 1) == [(("a",), 2)]
    assert two_mode.worst_losses(graph, 2) == [(("a", "b"), 3)]


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_the_worst_loss_is_the_worst(gone):
    slow = {
        lost: sum(not set(NETWORK[p]) - set(lost) for p in two_mode.side(NETWORK, 1))
        for lost in combinations(COMMUNITY.agencies, gone)
    }
    worst = max(slow.values())
    assert dict(two_mode.worst_losses(NETWORK, gone)) == {k: v for k, v in slow.items() if v == worst}


def test_lots_keep_how_many_purposes_an_agency_serves():
    for graph in two_mode.random_two_mode(NETWORK, 20, 1):
        assert [graph.degree(a) for a in COMMUNITY.agencies] == [NETWORK.degree(a) for a in COMMUNITY.agencies]
    again = list(two_mode.random_two_mode(NETWORK, 2, 1))
    assert again[0].edges != again[1].edges


def test_what_does_not_belong_is_named():
    with pytest.raises(ValueError, match="'b' is an agency and a purpose"):
        two_mode.two_mode_network(("a", "b"), ("b",), [])
    with pytest.raises(ValueError, match="'a' serves 'z'"):
        two_mode.two_mode_network(("a",), ("b",), [("a", "z")])
    with pytest.raises(KeyError, match="no agency 'z'"):
        two_mode.unserved(small(), ["z"])
    with pytest.raises(ValueError, match="an agency and a purpose"):
        two_mode.two_mode_density(two_mode.two_mode_network(("a",), (), []))


def test_fields_by_hand():
    assert two_mode.field(4, 2, (3, 3)) == "important, done badly"
    assert two_mode.field(3, 3, (3, 3)) == "important, done well"
    assert two_mode.field(2, 4, (3, 3)) == "less important, done well"


def test_the_chart_tells_its_fields_and_refuses_what_lies_outside():
    points = [("milk", 4, 2), ("tea", 2, 4)]
    about = {"title": "Drinks", "name": "drink", "x": "importance", "y": "practice", "scale": (1, 5)}
    figure = quadrant_plot(points, cuts=(3, 3), **about)
    assert "importance above and practice below its line, 1: milk" in figure.alt
    assert figure.table.rows[0] == ("1 milk", 4, 2)
    with pytest.raises(ValueError, match="'rum' at 6 and 1 is beyond the scale"):
        quadrant_plot([("rum", 6, 1)], cuts=(3, 3), **about)


# The fictional community


def test_the_busiest_agency_is_not_the_one_on_which_most_hangs():
    hangs = two_mode.hanging(NETWORK)
    assert max(NETWORK.degree(a) for a in COMMUNITY.agencies) == NETWORK.degree(SCHOOL) == 9
    assert hangs[SCHOOL] == [] and max(hangs, key=lambda a: len(hangs[a])) == "food bank"


def test_families_and_staff_see_home_languages_differently():
    for who, important in (("staff", False), ("families", True)):
        ratings = COMMUNITY.ratings(who)
        line = mean(pair[0] for pair in ratings.values())
        assert (ratings["home languages"][0] > line) == important


def test_importance_bunches_at_the_top():
    assert all(pair[0] > 3 for who in ("staff", "families") for pair in COMMUNITY.ratings(who).values())


def test_everything_has_its_place():
    assert set(SETTLED) == {purpose.name for purpose in COMMUNITY.purposes}
    assert set(COMMUNITY.agencies.values()) == {"place", "interest"}
    assert all(NETWORK.degree(agency) for agency in COMMUNITY.agencies)
    assert primary_school_community(88) == COMMUNITY != primary_school_community(89)
    assert "fictional" in COMMUNITY.notice
    with pytest.raises(KeyError):
        COMMUNITY.ratings("inspectors")


def test_it_is_saved_with_its_notice(tmp_path):
    written = COMMUNITY.save(tmp_path)
    assert [path.name for path in written] == ["notice.txt", "agencies.csv", "purposes.csv", "serves.csv"]
    assert len(written[3].read_text(encoding="utf-8").splitlines()) == NETWORK.number_of_edges() + 1
