"""What may be said of a real school, and what is never said."""

import inspect
import re
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from leadership_lab import networks, school_level
from leadership_lab.inference import (
    against_chance,
    answers_that_overturn,
    chance_centralisation,
    chance_reciprocity_of,
)
from leadership_lab.school_level import MINIMUM_STAFF, report, school_figures


def school(n, ties, seed=1):
    random = Random(seed)
    graph = nx.DiGraph()
    graph.add_nodes_from(f"Mari Evans {i}" for i in range(n))
    while graph.number_of_edges() < ties:
        graph.add_edge(*random.sample(list(graph), 2))
    return graph


def said(graph):
    """The report with its lines joined, as a reader reads it."""
    return re.sub(r"\s+", " ", report(graph))


class TestSmallSchools:
    @pytest.mark.parametrize("n", [2, 5, 11])
    def test_under_twelve_nothing_is_computed(self, n):
        figures = school_figures(school(n, n))
        assert list(figures) == ["staff", "computed", "reason", "protocol"]
        assert (figures["staff"], figures["computed"]) == (n, False)
        assert "12 staff" in figures["reason"]
        assert len(figures["protocol"]) >= 5

    @pytest.mark.parametrize("n", [2, 5, 11])
    def test_a_conversation_is_offered_instead(self, n):
        text = said(school(n, n))
        assert all(step in text for step in school_level.PROTOCOL)
        assert f"The files name {n} people." in text
        assert not any(label in text for label, _, _ in school_level._EXPLAINED.values() if label != "Staff")

    def test_nothing_overrides_it(self):
        assert MINIMUM_STAFF == 12
        assert list(inspect.signature(school_figures).parameters) == ["graph"]
        assert list(inspect.signature(report).parameters) == ["graph", "width"]

    def test_from_twelve_on_the_figures_are_computed(self):
        graph = school(12, 30)
        assert school_figures(graph) == networks.school_measures(graph)
        assert list(school_figures(graph)) == list(networks.MEASURES)


class TestReport:
    GRAPH = school(45, 180)

    def test_every_figure_has_its_name_range_and_meaning(self):
        text = report(self.GRAPH)
        assert set(school_level._EXPLAINED) == set(networks.MEASURES)
        for label, possible, _ in school_level._EXPLAINED.values():
            (line,) = [line for line in text.split("\n") if line.startswith(f"{label}  ")]
            assert ("(possible: " in line) == bool(possible)
        assert re.search(r"^Density +0\.0909  \(possible: 0 to 1\)$", text, re.MULTILINE)
        assert re.search(r"^Mean in-degree +4  \(possible: 0 to 44\)$", text, re.MULTILINE)
        assert re.search(r"^Ties +180  \(possible: 0 to 1980\)$", text, re.MULTILINE)

    def test_every_baseline_is_the_one_computed(self):
        text = said(self.GRAPH)
        assert f"chance alone would return {chance_reciprocity_of(self.GRAPH):.3g}." in text
        chance = chance_centralisation(self.GRAPH, school_level._RANDOM_NETWORKS, school_level._SEED)
        assert f"95 lie between {chance.low:.3g} and {chance.high:.3g}." in text
        gini = against_chance(self.GRAPH, networks.gini_indegree, school_level._RANDOM_NETWORKS, school_level._SEED)
        assert f"have {gini.mean:.3g} on average, not 0." in text
        assert "do not compare schools of different size by it" in text

    def test_what_would_overturn_the_finding(self):
        text = said(self.GRAPH)
        chance = chance_centralisation(self.GRAPH, school_level._RANDOM_NETWORKS, school_level._SEED)
        changed = answers_that_overturn(self.GRAPH, chance.high)
        assert "Advice is not sought from fewer people than chance would pick" in text
        assert f"as few as {changed} of the 180 answers, moved to the colleague most sought" in text
        star = nx.DiGraph((i, 0) for i in range(1, 40))
        assert "Advice is sought from fewer people than chance would pick" in said(star)
        assert "or the answers of the 1 who named nobody, if they are only missing" in said(star)

    def test_the_ethics_are_said(self):
        text = said(self.GRAPH)
        for rule in ("appraisal, capability, pay, redundancy or appointment", "A missing tie is not a missing contri"):
            assert rule in text
        assert "none is a benchmark" in text

    def test_no_person_is_told_of(self):
        assert "Evans" not in report(self.GRAPH)

    def test_a_figure_that_does_not_exist_says_why(self):
        text = report(school(12, 0))
        assert re.search(r"^Reciprocity +none .*\n +Not defined here: there is no tie\.$", text, re.MULTILINE)
        assert "Beyond chance" not in text

    @settings(max_examples=8)
    @given(st.integers(12, 25), st.integers(1, 60), st.integers())
    def test_any_school_is_told_in_plain_ascii_within_the_width(self, n, ties, seed):
        text = report(school(n, ties, seed))
        assert text.isascii()
        assert max(map(len, text.split("\n"))) <= 80
        assert "{" not in text

    def test_a_full_network(self):
        assert "no change of answers that keeps their number" in said(nx.complete_graph(12, nx.DiGraph))
