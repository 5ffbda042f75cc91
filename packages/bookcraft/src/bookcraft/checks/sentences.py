"""Sentences: one a line in the source, none too long, and how hard a page is to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .book import Book
from .check import Check, Finding
from .pages import Block, Page, words_of

_END = re.compile(r"[.!?]+[\"”’')\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])")
_ENDS_LINE = re.compile(r"[.!?][\"”’')\]]*\s*\Z")
# What ends with a full stop and ends no sentence.
_NO_END = re.compile(
    r"(?:\b(?:p|pp|e\.g|i\.e|cf|vols?|n\.d|eds?|Mr|Mrs|Ms|Dr|St|Prof|Fig|[A-Z])\.|\bet al\.)[\"”’')\]]*\s*\Z"
)


class Sentence(NamedTuple):
    text: str
    line: int


def _ends(text: str) -> Iterator[int]:
    """Where a sentence ends and another begins; what somebody says in quotation marks is let alone."""
    for found in _END.finditer(text):
        before = text[: found.start() + 1]
        in_quotation = before.count('"') % 2 or before.count("“") > before.count("”")
        closes = re.search('["”]', found.group())
        if (closes or not in_quotation) and not _NO_END.search(text[: found.end()]):
            yield found.end()


def sentences(block: Block) -> Iterator[Sentence]:
    """The sentences of a block, as far as signs can tell, each with the line that it begins in."""
    text, line = "", block.line
    for number, written in ((line.number, line.text) for line in block.lines):
        begin = 0
        # Whatever sign the next line begins with, a full stop ends a line's sentence.
        if text and _ENDS_LINE.search(text) and not _NO_END.search(text):
            yield Sentence(text, line)
            text = ""
        line = line if text else number
        for end in _ends(written):
            yield Sentence(f"{text} {written[begin:end]}".strip(), line)
            text, begin, line = "", end, number
        text = f"{text} {written[begin:]}".strip()
    if text:
        yield Sentence(text, line)


class OneSentenceALine(Check):
    """Break the line after "… $end", so that each sentence has a line of its own and a review shows what changed."""

    code = "TXT101"
    title = "One sentence a line"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for block in page.blocks:
            # A caption is set as one line wherever it stands.
            if block.place == "text" and "figure" not in block.inside:
                for line in block.lines:
                    for end in _ends(line.text):
                        yield self.found(page, line.number, end=" ".join(line.text[:end].split()[-4:]))


class NoLongSentence(Check):
    """A sentence of $count words, beginning "$start": make two of it, or say less; $most words are the most."""

    code = "TXT102"
    title = "No sentence is too long to follow"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        most = book.policy.longest_sentence
        for block in page.blocks:
            for sentence in sentences(block):
                words = words_of(sentence.text)
                if most and len(words) > most:
                    start = " ".join(sentence.text.split()[:5])
                    yield self.found(page, sentence.line, count=len(words), start=start, most=most)


class ReadingGrade(Check):
    """Reading grade $grade, for $words words in sentences of $mean on average."""

    code = "TXT103"
    title = "How hard a page is to read (reported, never failed)"
    fails = False

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        read = [s.text for block in page.running if block.place == "text" for s in sentences(block)]
        words = [word for text in read for word in words_of(text)]
        if words:
            grade = automated_readability(words, len(read))
            yield self.found(page, 1, grade=f"{grade:.1f}", words=len(words), mean=f"{len(words) / len(read):.1f}")


def automated_readability(words: list[str], sentences: int) -> float:
    """Return the automated readability index: about the American school grade that a text asks for.

    words: all of them, at least one. sentences: how many they make, at least one. Needs no count of syllables, which
    a program only guesses. Source: Senter and Smith, Automated readability index, AMRL-TR-66-220 (1967).
    """
    return 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / sentences - 21.43
