"""Text notebooks: they are run, their code stays short and folded, their results are not stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .book import Book
from .check import Check, Finding
from .pages import Directive, Page

_OUTPUT = re.compile(r"data:image/|\"outputs\"\s*:|^\s*<svg\b")


def _cells(page: Page) -> list[Directive]:
    return page.of_kind("code-cell")


def _tags(cell: Directive) -> set[str]:
    return set(cell.options.get("tags", "").strip("[]").replace(",", " ").split())


class NotebooksAreRun(Check):
    """The page has code cells, and none of them will be run: write '$missing' into the front matter between two lines
    of '---' at the top."""

    code = "NBK101"
    title = "A page with code cells says that it is a notebook"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        if _cells(page):
            front: Any = page.front if isinstance(page.front, dict) else {}
            # Jupytext has its own way to say the same.
            jupytext = "jupytext" in front
            kernel = front.get("kernelspec")
            if front.get("file_format") != "mystnb" and not jupytext:
                yield self.found(page, 1, missing="file_format: mystnb")
            if not isinstance(kernel, dict) or "name" not in kernel:
                yield self.found(page, 1, missing="kernelspec: {name: python3, display_name: Python 3}")


class CellsAreShort(Check):
    """This cell has $problem: move what it computes into a function of the package, or cut it in two."""

    code = "NBK102"
    title = "A code cell is short and not too wide"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        most, widest = book.policy.cell_lines, book.policy.cell_width
        for cell in _cells(page):
            lines = cell.body.text.strip("\n").split("\n")
            if most and len(lines) > most:
                yield self.found(page, cell.line, problem=f"{len(lines)} lines of at most {most}")
            if widest and (width := max(map(len, lines))) > widest:
                yield self.found(page, cell.line, problem=f"a line of {width} signs of at most {widest}")


class CellsAreTagged(Check):
    """A cell of this book has the tag $tag: write ':tags: [$tag]' below its first line."""

    code = "NBK103"
    title = "A code cell has the tags that the book asks for"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for cell in _cells(page):
            for tag in book.policy.cell_tags:
                if tag not in _tags(cell):
                    yield self.found(page, cell.line, tag=tag)


class NoOutputIsStored(Check):
    """A result of the code stands in the source ('$found'): take it out; the build makes it, and never an old one."""

    code = "NBK104"
    title = "A notebook stores no results"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        if _cells(page):
            for number, line in enumerate(page.source, start=1):
                if found := _OUTPUT.search(line):
                    yield self.found(page, number, found=found.group().strip())
