"""What a check is, and what it finds."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from .book import Book
    from .pages import Page


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend.

    code: of the check. path: of the page, from the book's folder, with forward slashes. line: counted from 1.
    message: what to write. fails: whether the book fails by it; a report does not.
    """

    code: str
    path: str
    line: int
    message: str
    fails: bool = True

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


CHECKS: dict[str, Check] = {}
"""Every check, by its code."""


class Check:
    """The parent of all checks.

    code: three letters for the subject, a number. title: the promise, in one line. The docstring is the message of a
    finding: what to write, with `$name` where `found` puts in what it found.
    fails: whether a finding fails the book, or is a report.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    fails: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        if cls.code in CHECKS:
            raise TypeError(f"{cls.__name__}: {cls.code} is the code of {type(CHECKS[cls.code]).__name__}")
        CHECKS[cls.code] = cls()

    def in_book(self, book: Book) -> Iterable[Finding]:
        """What is found in the whole book; a check of single pages overrides `in_page` instead."""
        for page in book.pages:
            yield from self.in_page(page, book)

    def in_page(self, page: Page, book: Book) -> Iterable[Finding]:
        return ()

    @classmethod
    def found(cls, page: Page | str, line: int, **values: object) -> Finding:
        path = page if isinstance(page, str) else page.path
        message = " ".join(Template(inspect.getdoc(cls) or "").substitute(values).split())
        return Finding(cls.code, path, line, message, cls.fails)
