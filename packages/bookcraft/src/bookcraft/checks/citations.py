"""Works: every one that is cited exists, is listed, and is quoted in a few words only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from .book import Book
from .check import Check, Finding
from .pages import Directive, Page, is_citation

_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]|‘([^‘’]+(?:’\w+[^‘’]*)*)’(?!\w)")


class WorksExist(Check):
    """No work has the key '$key' in the references: $remedy."""

    code = "CIT101"
    title = "Every work that is cited exists"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for key, line in page.citations:
            if key not in book.works:
                near = get_close_matches(key, book.works, 1)
                remedy = f"write '{near[0]}', or enter it" if near else "enter it there, or correct the key"
                yield self.found(page, line, key=key, remedy=remedy)


class QuotationsAreShort(Check):
    """A quotation of $count words, beginning "$start": quote at most $most words of a work and retell the rest."""

    code = "CIT102"
    title = "A quotation in a line that cites is short"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        most = book.policy.longest_quotation
        for block in page.blocks:
            for line in block.lines:
                if not any(map(is_citation, line.roles)):
                    continue
                for quotation in _QUOTED.findall(line.text):
                    words = "".join(quotation).split()
                    if len(words) > most:
                        yield self.found(page, line.number, count=len(words), start=" ".join(words[:4]), most=most)


class WorksAreListed(Check):
    """The page cites works and neither it nor any other page lists them: end it with '## Bibliography' and a
    {bibliography} directive with the option ':filter: docname in docnames'."""

    code = "CIT103"
    title = "Works that are cited are listed"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        whole = any("docname" not in each.options.get("filter", "") for p in book.pages for each in _lists(p))
        if page.citations and not _lists(page) and not whole:
            yield self.found(page, page.citations[0][1])


def _lists(page: Page) -> list[Directive]:
    return page.of_kind("bibliography")
