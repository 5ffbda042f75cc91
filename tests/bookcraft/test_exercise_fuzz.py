"""Nothing an author writes can crash a build: mistakes are told, and whatever is left is a page."""

from __future__ import annotations

import os
import re
from random import Random

import pytest
from bookcraft.exercises.directives import COMMON_OPTIONS, OWN_OPTIONS
from bookcraft.exercises.model import KINDS, Passage
from bookcraft.exercises.syntax import read
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bookcraft.building import Book
from tests.bookcraft.test_exercise_builders import QUESTIONS
from tests.bookcraft.test_exercise_directives import SNIPPETS

pytestmark = pytest.mark.build

# What a page is made of, and what can go wrong on it -------------------------------------------------------

PIECES = [
    "- [ ] a", "- [x] b", "- [X]", "- [] c", "-", "- d", "* [ ] e", "1. f", "2. ", "3) g", "  > why", "> why", ">",
    "   > because", "Term", ": partner", ": ", "  : x", "{gap}`a`", "{gap}`a | b`", "{gap}` `", "{gap}``a`b``",
    "{gap}`", "- 0.5", "- 1/0", "- \u221e", ":::{scene} start", ":::{scene}", "::::{scene} two", ":::{seat} Head",
    ":::{seat}", ":::", "::::", "```", "````", "```python", "- [go](#start)", "- [go](#nowhere)", "- [go](#", "$$",
    "$x$", "$", "# Heading", "#", "---", "+++", "% comment", "(label)=", "[^1]", "[^1]: note", "[a]: b", "{ref}`x`",
    "{term}`", "<b>", "<script>", "<!-- x", "| a | b |", "|---|---|", "![](x.png)", "\\", "\t", "    code", "&nbsp;",
    "\u2028", "\x0b", "\x00", "\ufeff", "\u202e", "é", "\U0001f600", "", "", "text", "```{exercise} x", ":label: y",
    "{{ x }}", "[x]", "{cite:p}`a b`",
]  # fmt: skip
VALUES = [
    "", "0.25", "-1", "1/0", "9" * 40, "case accents", "x", "4", "what-so-what-now-what", "\u0664", "a: b", "[1", "'",
    "#", "|", "{a",
]  # fmt: skip
TITLES = [
    "", "Title", "a `b`", "$x", "{ref}`x`", "guide-a-ring-of-five", "**", "<b>", "\\", "# x", "- [ ] y", "1. a",
    "![](x)", "{cite:p}`spillane2006`", "label-3",
]  # fmt: skip
OPTIONS = [*COMMON_OPTIONS, *sum(OWN_OPTIONS.values(), ()), "unknown"]
NAMES = [
    *KINDS, "solution", "prediction-review", "exercise-start", "exercise-end", "solution-start", "solution-end",
    "pause", "tutor", "account", "stopping-point", "then-and-now", "core-route", "example", "exercise-list",
    "solutions", "scene", "seat", "unknown",
]  # fmt: skip
REAL = [*SNIPPETS, *re.split(r"\n(?=```+\{)", QUESTIONS)]


def mutated(random: Random) -> str:
    """A real question with some of its lines lost, doubled, moved, cut or replaced."""
    lines = random.choice(REAL).split("\n")
    for _ in range(random.randrange(6)):
        at = random.randrange(len(lines))
        line, piece = lines[at], random.choice(PIECES)
        changed = [
            [],
            [line, line],
            [piece],
            [piece, line],
            ["   " + line],
            [line[: random.randrange(len(line) + 1)]],
            [random.choice(["> ", "- ", "  ", ": "]) + line],
        ]
        lines[at : at + 1] = random.choice(changed)
        lines = lines or [""]
    return "\n".join(lines)


def fenced(random: Random) -> str:
    """A fence of any name with anything in it."""
    fence = random.choice(["`````", "~~~~~"])
    chosen = [random.choice(OPTIONS) for _ in range(random.randrange(4))]
    options = "".join(f":{name}: {random.choice(VALUES)}\n" for name in chosen)
    label = f":label: label-{random.randrange(30)}\n" if random.random() < 0.6 else ""
    body = "\n".join(random.choice(PIECES) for _ in range(random.randrange(14)))
    return f"{fence}{{{random.choice(NAMES)}}} {random.choice(TITLES)}\n{label}{options}\n{body}\n{fence}\n"


def page(random: Random) -> str:
    return "\n\n".join(random.choice([mutated, mutated, fenced])(random) for _ in range(random.randrange(1, 5)))


# Reading ----------------------------------------------------------------------------------------------------

LINES = st.lists(st.sampled_from(PIECES), max_size=14).map("\n".join)
TEXTS = st.one_of(
    LINES,
    st.text(max_size=200),
    st.text(alphabet="-*>:[]x `{}#1.\n\t|$(", max_size=80),
    st.randoms(use_true_random=False).map(mutated),
)
WRITTEN = st.dictionaries(st.sampled_from(OPTIONS), st.one_of(st.sampled_from(VALUES), st.text(max_size=12)))


@given(st.sampled_from(sorted(KINDS)), TEXTS, WRITTEN)
@settings(max_examples=400, deadline=None)
def test_reading_never_raises(kind, text, options):
    for problem in read(kind, Passage(text, 1), options).problems:
        assert 1 <= problem.line <= len(text.split("\n"))
        assert problem.message and "\n" not in problem.message


@given(st.sampled_from(sorted(KINDS)), LINES)
@settings(max_examples=200, deadline=None)
def test_what_is_read_is_the_same_wherever_it_stands(kind, text):
    here, there = read(kind, Passage(text, 1), {}), read(kind, Passage(text, 101), {})
    assert [p.line + 100 for p in here.problems] == [p.line for p in there.problems]
    assert here.prompt.text == there.prompt.text


# Building ---------------------------------------------------------------------------------------------------


def build_all_forms(folder, random: Random, count: int):
    """Many such pages at once, in every form; the appendix shows the answers of all."""
    pages = {f"page-{n}": f"# Page {n}\n\n{page(random)}\n" for n in range(count)}
    back = "# Back\n\n```{exercise-list}\n```\n\n```{solutions}\n```\n\n```{bibliography}\n```\n"
    book = Book(folder, {**pages, "back": back})
    for builder in ("html", "text", "latex", "singlehtml", "epub", "man", "texinfo", "pseudoxml"):
        built = book.build(builder)
        assert any(built.out.iterdir())
    written = book.build("html").files()
    assert {f"{name}.html" for name in pages} <= written.keys()
    assert not [name for name, content in written.items() if b"task-list-item-checkbox" in content]


@pytest.mark.build
def test_no_build_crashes(tmp_path):
    build_all_forms(tmp_path, Random(1), 60)


# Half a minute each; a night's campaign is FUZZ_SEEDS=500 make soak.
@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 100 + int(os.environ.get("FUZZ_SEEDS", "8"))))
def test_no_build_crashes_in_a_long_campaign(tmp_path, seed):
    build_all_forms(tmp_path, Random(seed), 200)
