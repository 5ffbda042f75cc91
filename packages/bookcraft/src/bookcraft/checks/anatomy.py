"""The anatomy of a page: what every page of its kind has, as the book's policy settles it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from ..exercises.model import MARKED, Frame
from .book import Book
from .check import Check, Finding
from .pages import EXERCISES, Directive, Page

_STEP = re.compile(r"\s*[-*+] \[(?P<title>.+)\]\(#(?P<label>[^()\s]+)\) (?P<minutes>\d+) minutes?\s*")
_STATED = re.compile(r"\bAbout (\d+) minutes in all\b")
_STOP = re.compile(r"(\d+) minutes?")

ASKING = MARKED | {"branching"}
"""Kinds that tell the reader what an answer is worth."""


class BoxesAreThere(Check):
    """A $kind has a {$box}, and this one has none: write one."""

    code = "ANA101"
    title = "A page has the boxes of its kind"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for kind in book.of_kinds(page):
            for box in kind.boxes:
                if not page.of_kind(box):
                    yield self.found(page, 1, kind=kind.name, box=box)


class SectionsAreThere(Check):
    """A $kind has the section '## $section'$problem."""

    code = "ANA102"
    title = "A page has the sections of its kind, in their order"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        lines = {heading.title: heading.line for heading in reversed(page.headings) if heading.level == 2}
        for kind in book.of_kinds(page):
            above = 0
            for section in kind.sections:
                line = lines.get(section)
                if line is None:
                    yield self.found(
                        page, 1, kind=kind.name, section=section, problem=", and this one does not: add it"
                    )
                elif line < above:
                    order = ", ".join(kind.sections)
                    problem = f" in another place; the order is: {order}"
                    yield self.found(page, line, kind=kind.name, section=section, problem=problem)
                above = max(above, line or 0)


class LengthIsKept(Check):
    """$words words are read through here, and a $kind has $least to $most: $remedy."""

    code = "ANA103"
    title = "A page has the length of its kind"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for kind in book.of_kinds(page):
            if kind.words and not kind.words[0] <= page.words <= kind.words[1]:
                least, most = kind.words
                remedy = "say more of what matters most" if page.words < least else "cut what a reader would not miss"
                yield self.found(page, 1, words=page.words, kind=kind.name, least=least, most=most, remedy=remedy)


class QuestionsAreEnough(Check):
    """$count questions of $kinds kinds say here what an answer is worth, and a $kind has at least $least, of
    $least_kinds kinds: write more, set in scenes."""

    code = "ANA104"
    title = "A page asks enough, in several ways"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        asked = [directive.kind for directive in page.of_kind(*ASKING)]
        for kind in book.of_kinds(page):
            if len(asked) < kind.questions or len(set(asked)) < kind.question_kinds:
                least = {"least": kind.questions, "least_kinds": kind.question_kinds}
                yield self.found(page, 1, count=len(asked), kinds=len(set(asked)), kind=kind.name, **least)


class RecallIsLittle(Check):
    """This is question $count with the class 'recall', and a $kind has at most $most: take one out."""

    code = "ANA105"
    title = "A page recalls few things"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        recalled = [d for d in page.of_kind(*EXERCISES) if "recall" in d.options.get("class", "").split()]
        for kind in book.of_kinds(page):
            if kind.recall is not None:
                for count, directive in enumerate(recalled[kind.recall :], start=kind.recall + 1):
                    yield self.found(page, directive.line, count=count, kind=kind.name, most=kind.recall)


class CoreRouteLeadsThrough(Check):
    """The core route $problem."""

    code = "ANA106"
    title = "The core route leads through sections of its page, in the time that it has"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for kind in book.of_kinds(page):
            routes = page.of_kind("core-route") if kind.core_route else []
            for route in routes[1:]:
                yield self.found(page, route.line, problem=f"is in line {routes[0].line} already: take one out")
            for route in routes[:1]:
                for line, problem in _of_route(page, route, kind.core_route):
                    yield self.found(page, line, problem=problem)


def _of_route(page: Page, route: Directive, span: tuple[int, int]) -> Iterator[tuple[int, str]]:
    sections = {label: heading for heading in page.headings for label in heading.labels}
    minutes = 0
    for number, line in enumerate(route.body.text.split("\n"), start=route.body.line):
        if not line.strip():
            continue
        step = _STEP.fullmatch(line)
        if not step:
            yield number, "has a step that cannot be read: write '- [Its section](#its-label) 8 minutes'"
            continue
        minutes += int(step["minutes"])
        section = sections.get(step["label"])
        if section is None:
            label = step["label"]
            yield number, f"leads to '#{label}', which no section of this page is called: write '({label})=' above one"
        elif section.title != step["title"]:
            yield number, f"calls a section '{step['title']}' whose heading is '{section.title}': use one name"
    if not span[0] <= minutes <= span[1]:
        yield route.line, f"takes {minutes} minutes, and {span[0]} to {span[1]} are meant: lead it elsewhere"


class StopsAreNear(Check):
    """A reader comes to a place to stop every $least to $most minutes: $problem."""

    code = "ANA107"
    title = "There is a place to stop every few minutes"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for kind in book.of_kinds(page):
            for stop in page.of_kind("stopping-point") if kind.stops else ():
                least, most = kind.stops
                minutes = _minutes(stop)
                if minutes is None:
                    problem = "write '{stopping-point} 12 minutes'"
                elif not least <= minutes <= most:
                    problem = f"this one comes after {minutes}; move it, or count again"
                else:
                    continue
                yield self.found(page, stop.line, least=least, most=most, problem=problem)


class MinutesAddUp(Check):
    """$problem."""

    code = "ANA108"
    title = "The minutes of a page add up to what it says under its title"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        slack = next((kind.minutes_slack for kind in book.of_kinds(page) if kind.minutes_slack is not None), None)
        if slack is None:
            return
        lines = [line for block in page.running for line in block.lines]
        stated = next(((int(found[1]), line.number) for line in lines if (found := _STATED.search(line.text))), None)
        stops = page.of_kind("stopping-point")
        after = stops[-1].line if stops else 0
        rest = [d.options.get("minutes", "") for d in page.of_kind(*EXERCISES) if d.line > after]
        total = sum(_minutes(stop) or 0 for stop in stops) + sum(int(m) for m in rest if m.isdecimal())
        if stated is None:
            told = f"Under its title a page says how long it takes: write '**About {total} minutes in all; …**'"
            yield self.found(page, 1, problem=told)
        elif not stated[0] - slack <= total <= stated[0]:
            told = f"The places to stop, and the exercises after the last of them, come to {total} minutes"
            yield self.found(page, stated[1], problem=f"{told}: write 'About {total} minutes in all'")


def _minutes(stop: Directive) -> int | None:
    found = _STOP.fullmatch(stop.argument)
    return int(found.group(1)) if found else None


class ThenAndNowIsDated(Check):
    """Policy changes, so this box says of when it speaks: write '{then-and-now} November 2026'."""

    code = "ANA109"
    title = "A box on then and now bears its date"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for box in page.of_kind("then-and-now"):
            try:
                datetime.datetime.strptime(box.argument, "%B %Y")
            except ValueError:
                yield self.found(page, box.line)


class DiscussionsHaveTheirLengths(Check):
    """A $kind can be discussed in $lengths minutes, and here is no protocol for $minutes: write one under
    '### In $minutes minutes'."""

    code = "ANA110"
    title = "A case can be discussed in several lengths"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        titles = {heading.title for heading in page.headings}
        for kind in book.of_kinds(page):
            for minutes in kind.discussions:
                if f"In {minutes} minutes" not in titles:
                    lengths = ", ".join(map(str, kind.discussions))
                    yield self.found(page, 1, kind=kind.name, lengths=lengths, minutes=minutes)


class PartsReflect(Check):
    """The part '$part' has no substantial reflection: write one on the reader's own school into one of its pages, with
    a frame and ':words: $words' or more."""

    code = "ANA111"
    title = "Each part of the book has one substantial framed reflection"

    def in_book(self, book: Book) -> Iterator[Finding]:
        pages = {page.path.removesuffix(".md"): page for page in book.pages}
        for kind in book.policy.kinds:
            for part in book.parts:
                here = [pages[path] for path in part.pages if path in pages]
                of_kind = [page for page in here if kind.has(page.path)]
                if kind.reflection_words and of_kind and not any(_reflects(p, kind.reflection_words) for p in of_kind):
                    yield self.found(of_kind[-1], 1, part=part.caption, words=kind.reflection_words)


def _reflects(page: Page, words: int) -> bool:
    frames = (asked.reading.content for asked in page.exercises if asked.kind == "reflection")
    return any(isinstance(frame, Frame) and frame.parts and frame.words >= words for frame in frames)
