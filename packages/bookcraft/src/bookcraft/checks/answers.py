"""Exercises: they read as they were meant, they can be referred to, and their form gives no answer away."""

from __future__ import annotations

from collections.abc import Iterator

from ..exercises.model import Choices, Frame
from .book import Book
from .check import Check, Finding
from .pages import Asked, Page

FEWEST = 3
"""Questions from which on a pattern can be seen."""


class ExercisesRead(Check):
    """{$kind}: $problem."""

    code = "ANS101"
    title = "Every exercise reads without a problem"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for asked in page.exercises:
            for problem in asked.reading.problems:
                line = asked.line if problem.option or not asked.directive.body.text.strip() else problem.line
                yield self.found(page, line, kind=asked.kind, problem=problem.message)


class ExercisesAreLabelled(Check):
    """This {$kind} has no label, under which readers' answers are kept: write ':label: a-few-words' below its first
    line, and never change it."""

    code = "ANS102"
    title = "Every exercise has a label"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for asked in page.exercises:
            if not asked.directive.options.get("label", "").strip():
                yield self.found(page, asked.line, kind=asked.kind)


class ExercisesAreTitled(Check):
    """This {$kind} has no title, so its reference would be a bare number: write one behind '{$kind}'."""

    code = "ANS103"
    title = "Every exercise has a title"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for asked in page.exercises:
            if not asked.directive.argument:
                yield self.found(page, asked.line, kind=asked.kind)


class ExercisesSayHowLong(Check):
    """How long does this {$kind} take? Write ':minutes: 3' below its first line; $least to $most are allowed."""

    code = "ANS104"
    title = "Every exercise says how long it takes"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        least, most = book.policy.exercise_minutes
        for asked in page.exercises:
            written = asked.directive.options.get("minutes", "").strip()
            if not (written.isdecimal() and least <= int(written) <= most):
                yield self.found(page, asked.line, kind=asked.kind, least=least, most=most)


class ReflectionsHaveOneFrame(Check):
    """A reflection has one frame: $problem."""

    code = "ANS105"
    title = "Every reflection has one frame"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for asked in page.exercises:
            frame = asked.reading.content
            if asked.kind != "reflection" or not isinstance(frame, Frame):
                continue
            named = asked.directive.options.get("frame", "").strip()
            own = any(
                block.place == "term"
                for block in page.blocks
                if "reflection" in block.inside and asked.line < block.line <= _last_line(asked)
            )
            if named and own:
                problem = f"take out ':frame: {named}', or the frame of your own"
            elif not named and not frame.parts:
                problem = "write ':frame: what-so-what-now-what', or headings with ': a hint' below each"
            else:
                continue
            yield self.found(page, asked.line, problem=problem)


class OnePlan(Check):
    """A reader keeps one plan through the whole book, and $other has it: refer to that one, or make this a
    reflection."""

    code = "ANS106"
    title = "A reader keeps one plan"

    def in_book(self, book: Book) -> Iterator[Finding]:
        plans = [(page, plan) for page in book.pages for plan in page.of_kind("plan")]
        for page, plan in plans[1:]:
            first, kept = plans[0]
            yield self.found(page, plan.line, other=f"{first.path} line {kept.line}")


class LengthGivesNothingAway(Check):
    """In $count of the $asked single choices $where the right answer is the longest, as here: a reader who picks the
    longest needs no thought. Shorten it, or let a wrong one say as much."""

    code = "ANS107"
    title = "The right answer is not always the longest"

    def in_book(self, book: Book) -> Iterator[Finding]:
        share = book.policy.longest_share
        everywhere = [(page, asked) for page in book.pages for asked in _single_choices(page)]
        telling = [(page, asked) for page, asked in everywhere if _longest_is_right(asked)]
        if len(everywhere) >= FEWEST and len(telling) > share * len(everywhere):
            where = "of the book"
            for page, asked in telling:
                yield self.found(page, asked.line, count=len(telling), asked=len(everywhere), where=where)
            return
        for page in book.pages:
            here = [asked for asked in _single_choices(page)]
            told = [asked for asked in here if _longest_is_right(asked)]
            if len(here) >= FEWEST and len(told) == len(here):
                yield self.found(page, told[0].line, count=len(told), asked=len(here), where="of this page")


class PlaceGivesNothingAway(Check):
    """In all $asked single choices of this page the right answer is choice $place: move one of them."""

    code = "ANS108"
    title = "The right answer is not always in one place"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        asked = _single_choices(page)
        places = {_right(each) for each in asked}
        if len(asked) >= FEWEST and len(places) == 1:
            yield self.found(page, asked[-1].line, asked=len(asked), place=places.pop() + 1)


def _single_choices(page: Page) -> list[Asked]:
    """Those with exactly one right answer; anything else is told elsewhere."""
    return [
        asked
        for asked in page.exercises
        if isinstance(asked.reading.content, Choices)
        and not asked.reading.content.several
        and sum(choice.right for choice in asked.reading.content.choices) == 1
    ]


def _right(asked: Asked) -> int:
    return next(place for place, choice in enumerate(asked.reading.content.choices) if choice.right)


def _longest_is_right(asked: Asked) -> bool:
    return max(asked.reading.content.choices, key=lambda choice: len(choice.text.text)).right


def _last_line(asked: Asked) -> int:
    return asked.directive.body.line + asked.directive.body.text.count("\n")
