"""Published numbers are inserted from the one file that has them, and never typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .book import Book, ascii_letters
from .check import Check, Finding
from .pages import Page, cited_keys, is_citation

_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]|[.,]\d)")
_KEY = re.compile(r"([a-z]+?)(nd|\d{4})[a-z]?\Z")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class NumbersAreInserted(Check):
    """'$number' is typed beside the work that it comes from: write {fact}`$id` ($quantity), so that it is corrected in
    one place; if it is another number, say so above: '% book check: ignore FCT101: why'."""

    code = "FCT101"
    title = "A published number is inserted, not typed"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for block in page.blocks:
            for line in block.lines:
                keys = [key for role in line.roles if is_citation(role) for key in cited_keys(role)]
                typed = {number.replace(",", ""): number for number in _NUMBER.findall(line.text)}
                for id_, fact in book.facts.items() if keys and typed else ():
                    if not any(_is_of(fact.get("source") or "", key) for key in keys):
                        continue
                    for number in _numbers(fact) & typed.keys():
                        quantity = fact.get("quantity") or "its value"
                        yield self.found(page, line.number, number=typed[number], id=id_, quantity=quantity)


def _numbers(fact: Mapping[str, str]) -> set[str]:
    """The numbers of a fact; a single digit stands in too many sentences to say anything."""
    found = {number.replace(",", "") for number in _NUMBER.findall(fact["value"].replace("-", " "))}
    return {number for number in found if len(number) > 1}


def _is_of(source: str, key: str) -> bool:
    """Whether a fact's source, in words, is the work of this key: the first author, and the year if there is one."""
    parts = _KEY.match(key)
    if not parts:
        return False
    name, year = parts.groups()
    if _YEAR.search(source) and year not in source:
        return False
    words = [ascii_letters(word) for word in source.split()]
    # A name such as 'De Jong' is one word in a key.
    return any("".join(words[i:j]) == name for i in range(len(words)) for j in range(i + 1, i + 4))
