"""What this book promises its readers in particular: its numbers, its discussions, its reconstruction.

What any book promises is checked by `bookcraft.checks`; see test_checks.py.
"""

import csv
import re

import networkx as nx
import pytest
from leadership_lab.networks import density, indegree_centralisation, mean_indegree

from tests.content.book import page, pages
from tools.steps import ROOT

DATA = ROOT / "packages" / "leadership-lab" / "src" / "leadership_lab" / "data"
CASES = [each for each in pages() if each.path.startswith("book/case-studies/")]
DELEGATION = page("book/ideas/from-delegation-to-distribution.md")

NUMBERS = {
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"twelve": 12, "fifteen": 15, "twenty": 20},
}

# Discussions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path)
def test_the_steps_of_a_discussion_fill_its_time(case):
    """Each protocol takes over the start of the one before, as its first sentence says."""
    length = {}
    for minutes in (20, 45, 90):
        body = case.text.split(f"### In {minutes} minutes")[1].split("\n#")[0]
        steps = re.findall(r"^(\d+)\. \*([A-Z][a-z]+) minutes", body, flags=re.MULTILINE)
        length[minutes] = {int(step): NUMBERS[word.lower()] for step, word in steps}
    assert sum(length[20].values()) == 20
    assert sum(length[45].values()) + length[20][1] + length[20][2] == 45
    assert sum(length[90].values()) + 45 + 5 == 90


# Numbers in the text ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schools():
    with (DATA / "advice_networks_15_schools.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["school"]): row for row in csv.DictReader(file)}


def test_the_table_of_two_schools_is_the_data(schools):
    fence_free = DELEGATION.text
    for name, column, digits in (
        ("staff", "staff", 0),
        ("density", "density", 3),
        ("colleagues who ask a person, on average", "mean_indegree", 1),
    ):
        row = "| " + " | ".join([name, *(f"{float(schools[n][column]):.{digits}f}" for n in (12, 7))]) + " |"
        assert row in fence_free


def test_smallest_and_largest_school_are_those_of_the_data(schools):
    staff = [int(row["staff"]) for row in schools.values()]
    assert f"The smallest school has {min(staff)} staff, the largest {max(staff)}." in DELEGATION.text


def test_ring_and_star_differ_as_the_text_says():
    ring = nx.DiGraph([(n, (n + 1) % 5) for n in range(5)])
    star = nx.DiGraph([(1, 0), (2, 0), (3, 0), (4, 0), (0, 1)])
    assert density(ring) == density(star) == 0.25
    assert indegree_centralisation(ring) == 0
    assert f"{indegree_centralisation(star):.2f}" == "0.94"
    assert "density 0.25 each" in DELEGATION.text and "its {term}`centralisation` is 0.94" in DELEGATION.text


def test_the_numbers_after_the_merger_belong_together():
    before = nx.DiGraph(list(nx.gnm_random_graph(20, 76, seed=1, directed=True).edges))
    assert density(before) == pytest.approx(0.20) and mean_indegree(before) == pytest.approx(3.8)
    assert f"{0.11 * 39:.1f}" == "4.3" and f"{3.8 / 39:.2f}" == "0.10"
    assert (2 * 20 * 19, 40 * 39) == (760, 1560)


def test_answers_to_the_numeric_exercises_follow_from_their_text():
    answers = {
        fence.options["label"]: float(fence.options["answer"]) for each in pages() for fence in each.of_kind("numeric")
    }
    assert answers["ten-colleagues"] == 18 / (10 * 9)
    groups = nx.Graph([(person, f"group {person % 3}") for person in range(12)])
    assert nx.number_connected_components(groups) == 3
    pairs = sum(len(groups[a].keys() & groups[b].keys()) for a in range(12) for b in range(a))
    assert answers["pairs-who-share-a-group"] == pairs
    assert answers["the-fewest-that-suffice"] == nx.number_connected_components(groups) - 1


# The cone ---------------------------------------------------------------------------------------------------


def test_the_cone_is_labelled_a_reconstruction_and_described():
    (case,) = CASES
    (figure,) = case.of_kind("figure")
    assert "a reconstruction from the text" in figure.body.text
    assert "hatched" in figure.options["alt"]
    assert ":class: figure-description" in case.text


def test_the_drawing_stands_alone():
    """No styles, scripts, fonts or addresses: it has to show under the strictest policy, and on paper."""
    drawing = (ROOT / "book" / "case-studies" / "ice-cream-cone.svg").read_text(encoding="utf-8")
    assert re.search(r"<title\b[^>]*>[^<]+</title>", drawing) and re.search(r"<desc\b[^>]*>[^<]+</desc>", drawing)
    assert not re.search(r"<style|style=|<script|\son\w+=|<image|<foreignObject|@font-face", drawing)
    assert set(re.findall(r"https?://[^\"]+", drawing)) == {"http://www.w3.org/2000/svg"}
