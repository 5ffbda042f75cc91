"""Spelling, by codespell's lists; it runs as a program of its own, and its lists are read where it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from .book import Book, BookError
from .check import Check, Finding
from .pages import Page, words_of

# American forms that are right in British English too, at least in one of their meanings.
_ALSO_BRITISH = frozenset({
    "analog", "biased", "cognizant", "focused", "focuses", "focusing", "gray", "grays", "lambaste",
    "lambastes", "license", "licensed", "licenses", "licensing", "meter", "meters", "practice", "practices",
    "program", "refocused", "refocuses", "refocusing", "routing", "salable", "specialty", "specialties",
    "stories", "story",
})  # fmt: skip
# What the list of codespell lacks.
_ALSO_AMERICAN = {
    "counseling": "counselling",
    "fiber": "fibre",
    "fibers": "fibres",
    "gotten": "got",
    "sizable": "sizeable",
    "theater": "theatre",
    "theaters": "theatres",
    "traveled": "travelled",
    "traveler": "traveller",
    "traveling": "travelling",
}


class WordsAreSpelled(Check):
    """'$word' looks like a slip for $right: correct it, or add it to $kept if it is right here."""

    code = "SPL101"
    title = "No common misspelling"

    def in_book(self, book: Book) -> Iterator[Finding]:
        lines = [(page, number, text) for page in book.pages for number, text in _texts(page)]
        for place, word, right in _misspelled([text for _, _, text in lines]):
            page, number, _ = lines[place]
            if word.lower() not in book.kept_words:
                yield self.found(page, number, word=word, right=right, kept=_kept(book))


class SpellingIsBritish(Check):
    """'$word' is American: write '$right', or add it to $kept if it stands in a title or a quotation."""

    code = "SPL102"
    title = "British spelling"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        american = american_words()
        for number, text in _texts(page):
            for word in words_of(text):
                right = american.get(word.lower())
                if right and word.lower() not in book.kept_words:
                    yield self.found(page, number, word=word, right=right, kept=_kept(book))


@cache
def american_words() -> Mapping[str, str]:
    """American words with their British form, from codespell's list the other way about."""
    _require_codespell()
    written = files("codespell_lib").joinpath("data", "dictionary_en-GB_to_en-US.txt").read_text(encoding="utf-8")
    pairs = (line.strip().split("->") for line in written.splitlines() if "->" in line)
    found = {american: british for british, american in pairs if american not in _ALSO_BRITISH}
    return found | _ALSO_AMERICAN


def _texts(page: Page) -> Iterator[tuple[int, str]]:
    for block in page.blocks:
        for line in block.lines:
            # Line ends of its own would shift the lines that codespell counts.
            yield line.number, " ".join(line.text.split())


def _misspelled(texts: list[str]) -> Iterator[tuple[int, str, str]]:
    """The place of a text, the word, what it might be."""
    _require_codespell()
    command = [sys.executable, "-m", "codespell_lib", "--builtin", "clear,rare", "--stdin-single-line", "-"]
    done = subprocess.run(
        command,
        input="\n".join(texts) + "\n",
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        # Where no configuration of codespell's own lies, so that a book's pages are judged alike everywhere.
        cwd=Path(__file__).parent,
    )
    # 65 says that there are misspellings.
    if done.returncode not in (0, 65):
        raise BookError(f"codespell failed: {done.stderr.strip() or done.stdout.strip()}")
    for line in done.stdout.splitlines():
        place, found, said = line.partition(": ")
        word, arrow, right = said.partition(" ==> ")
        if found and arrow and place.isdecimal():
            yield int(place) - 1, word, right.replace(", ", " or ")


def _require_codespell() -> None:
    if find_spec("codespell_lib") is None:
        raise BookError(
            "spelling needs codespell: run 'pip install codespell', or leave it out: 'book check --ignore SPL'"
        )


def _kept(book: Book) -> str:
    return book.policy.words or "a file of words, named as 'words' in [tool.bookcraft.checks]"
