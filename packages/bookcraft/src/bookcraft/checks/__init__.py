"""Checks that keep the promises of a book's text: each a small class whose docstring says what to write.

    findings = check_book(open_book(folder))

`pages` takes the pages apart, once; `policy` reads what this book has settled for itself, from the table
`[tool.bookcraft.checks]` of its pyproject.toml; the other modules hold the checks, by subject. No check needs Sphinx
to run, and none writes a file. To add one: a class below `Check` with a code of its own, and for it a text that
passes and one that fails in `tests/bookcraft/test_checks_*.py`.
"""

from __future__ import annotations

from .book import Book, BookError, open_book
from .check import CHECKS, Check, Finding
from .pages import Page
from .policy import Kind, Policy, PolicyError
from .run import UnknownCode, check_book, chosen, is_in

__all__ = [
    "CHECKS",
    "Book",
    "BookError",
    "Check",
    "Finding",
    "Kind",
    "Page",
    "Policy",
    "PolicyError",
    "UnknownCode",
    "check_book",
    "chosen",
    "is_in",
    "open_book",
]
