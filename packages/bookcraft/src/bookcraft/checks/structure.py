"""Headings and fences: what a screen reader, a table of contents and a parser hold on to."""

from __future__ import annotations

from collections.abc import Iterator

from .book import Book
from .check import Check, Finding
from .pages import Page


class EveryFenceIsClosed(Check):
    """This fence is never closed, so that everything below belongs to it: write its closing $marks below its text."""

    code = "STR101"
    title = "Every fence is closed"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for line in page.unclosed:
            written = page.source[line - 1].lstrip(" >-*+0123456789.")
            marks = written[: len(written) - len(written.lstrip(written[0]))]
            yield self.found(page, line, marks=marks)


class OneTitle(Check):
    """A page has one title: $problem."""

    code = "STR102"
    title = "A page has one heading of the first level, and begins with it"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        titles = [heading for heading in page.headings if heading.level == 1]
        if not titles:
            yield self.found(page, 1, problem="write '# Its title' at the beginning")
            return
        if page.headings[0] is not titles[0]:
            problem = f"'{page.headings[0].title}' stands before it; move the title to the beginning"
            yield self.found(page, page.headings[0].line, problem=problem)
        for other in titles[1:]:
            yield self.found(page, other.line, problem=f"begin '{other.title}' with '##', or make it a page of its own")


class NoLevelIsSkipped(Check):
    """'$title' is $deeper levels below the heading before it: begin it with '$right', or give it a heading between."""

    code = "STR103"
    title = "No level of headings is skipped"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for above, heading in zip(page.headings, page.headings[1:], strict=False):
            if heading.level > above.level + 1:
                right, deeper = "#" * (above.level + 1), heading.level - above.level
                yield self.found(page, heading.line, title=heading.title, deeper=deeper, right=right)
