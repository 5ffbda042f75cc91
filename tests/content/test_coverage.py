"""docs/coverage.md tells the truth: what it calls here is here, what it calls planned is not there yet."""

import re
from typing import NamedTuple

import pytest

from tests.content.book import book, pages
from tools.steps import ROOT

LINK = re.compile(r"\[[^\]]+\]\(\.\./([^)#]+)#([^)]+)\)")
PATH = re.compile(r"`([\w/-]+\.md)`")

NEVER_LOST = (
    "challenging circumstances",
    "decentralisation",
    "necessity",
    "expertise as a ground of authority",
    "support assistants",
    "business managers, parents",
    "the cautions",
    "density of leadership",
    "delegation is not distribution",
    "a culture of trust",
    "four factors of context",
    "activity 4.1.1: a film",
    "activity 4.1.1: another image",
    "why heroic leadership fails",
    "first review question",
    "second review question",
    "third review question",
    "fourth review question",
    "boundary spanners",
    "boundary objects",
    "differs from subject to subject",
    "vision in activities",
    "leadership against management",
    "appraisal",
    "directed support for novices",
    "knowing yourself",
    "critical friends",
    "the five beliefs",
    "the five principles",
)
"""What the chapters of the first two parts owe to the sources, by a piece of its row."""


class Row(NamedTuple):
    line: int
    item: str
    kind: str
    home: str
    status: str


def read():
    text = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n"), start=1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| ") and cells[-1] != "Status":
            assert len(cells) == 4, f"docs/coverage.md line {number}: write four cells"
            yield Row(number, *cells)


ROWS = list(read())


@pytest.fixture(scope="module")
def anchors():
    return {page.path: {label.name for label in page.labels} for page in pages()}


def test_what_is_here_is_here(anchors):
    missing = []
    for row in ROWS:
        if row.status == "here":
            places = LINK.findall(row.home) or [("", "")]
            missing += [(row.line, page, anchor) for page, anchor in places if anchor not in anchors.get(page, ())]
    assert not missing, "no such place: name the one where it lives now"


def test_what_is_planned_names_a_page_that_is_not_there_yet():
    for row in ROWS:
        if row.status == "planned":
            waiting = PATH.findall(row.home)
            assert waiting, f"line {row.line}: which page waits for it?"
            there = [path for path in waiting if (ROOT / path).exists()]
            assert not there, f"line {row.line}: {there[0]} exists: link to the place in it, and write 'here'"


def test_what_is_left_out_has_a_reason():
    assert not [row.line for row in ROWS if row.status == "left out" and len(row.home.split()) < 4]


def test_there_is_no_other_status():
    assert {row.status for row in ROWS} == {"here", "planned", "left out"}


def test_works_of_the_reading_list_can_be_cited():
    keys = {row.kind.strip("`") for row in ROWS if row.kind.startswith("`")}
    assert len(keys) == 31
    assert keys <= book().works


@pytest.mark.parametrize("item", NEVER_LOST)
def test_what_the_first_two_parts_owe_is_in_them(item):
    homes = [row.home for row in ROWS if item in row.item.lower() and row.status == "here"]
    assert any("../book/ideas/" in home or "../book/learning/" in home for home in homes)
