"""Runs of words that a page shares with texts that it may read and not copy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .book import Book
from .check import Check, Finding

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class NothingIsCopied(Check):
    """$count words in a row as in $source ("$start …"): retell it, or quote a few words and cite."""

    code = "SRC101"
    title = "No run of words is shared with the given sources"

    def in_book(self, book: Book) -> Iterator[Finding]:
        run = book.policy.shared_run
        known: dict[tuple[str, ...], str] = {}
        for name, text in book.sources.items():
            words = [word for word, _ in _words(text)]
            for start in range(len(words) - run + 1):
                known.setdefault(tuple(words[start : start + run]), name)
        for page in book.pages if known else ():
            words, start = _words(page.text), 0
            while start <= len(words) - run:
                end = start
                while source := known.get(tuple(word for word, _ in words[end : end + run])):
                    named, end = source, end + 1
                if end > start:
                    shared = words[start : end + run - 1]
                    line = page.text.count("\n", 0, shared[0][1]) + 1
                    beginning = " ".join(word for word, _ in shared[:8])
                    yield self.found(page, line, count=len(shared), source=named, start=beginning)
                    end += run - 2
                start = end + 1


def _words(text: str) -> list[tuple[str, int]]:
    """Words in small letters, with the place where each begins."""
    return [(found.group().lower(), found.start()) for found in _WORD.finditer(text)]
