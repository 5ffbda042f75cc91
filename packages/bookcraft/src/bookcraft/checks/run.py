"""Running the checks that were asked for."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

# Each of these modules enters its checks by being imported.
from . import (  # noqa: F401
    anatomy,
    answers,
    citations,
    descriptions,
    labels,
    notebooks,
    numbers,
    overlap,
    sentences,
    spelling,
    structure,
)
from .book import Book
from .check import CHECKS, Check, Finding


class UnknownCode(ValueError):
    """A code that no check has, nor begins with."""


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Check]:
    """The checks whose codes begin with one of `select` (all, if there is none) and with none of `ignore`.

    Raises: UnknownCode, naming the nearest.
    """
    select, ignore = tuple(select), tuple(ignore)
    for asked in (*select, *ignore):
        if not any(code.startswith(asked) for code in CHECKS):
            near = get_close_matches(asked.upper(), CHECKS, 1)
            remedy = f"write '{near[0]}'" if near else "see 'book check --list'"
            raise UnknownCode(f"no check has the code '{asked}'; {remedy}")
    codes = [code for code in sorted(CHECKS) if code.startswith(select or "") and not code.startswith(ignore)]
    return [CHECKS[code] for code in codes]


def check_book(book: Book, checks: Iterable[Check] | None = None, paths: Iterable[str] = ()) -> list[Finding]:
    """Run checks on a book.

    checks: all, unless named. paths: of pages or folders; findings in others are left out, though every page is read,
    since a label may be repeated anywhere.
    Returns: the findings in the order of pages and lines, without those that a comment above them excuses
    (`% book check: ignore TXT102: why`).
    """
    pages = {page.path: page for page in book.pages}
    inside = tuple(paths)
    findings = []
    for check in chosen() if checks is None else checks:
        for finding in check.in_book(book):
            page = pages.get(finding.path)
            if page is not None and page.is_excused(finding.code, finding.line):
                continue
            if not inside or any(is_in(finding.path, path) for path in inside):
                findings.append(finding)
    return sorted(set(findings), key=lambda found: (found.path, found.line, found.code, found.message))


def is_in(page: str, path: str) -> bool:
    """Whether a page is at a path, or in the folder there; both as they stand in findings."""
    return page == path or page.startswith(f"{path.rstrip('/')}/")
