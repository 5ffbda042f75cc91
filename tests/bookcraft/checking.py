"""What the tests of the checks share: a book of one or more small texts, and what one check finds in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

from bookcraft.checks import CHECKS, Book, Finding, Page, Policy, check_book
from bookcraft.checks.policy import policy_of

EXTENSIONS = ("colon_fence", "deflist", "dollarmath", "attrs_inline", "attrs_block", "tasklist")


def book_of(*texts: str, policy: Mapping[str, Any] | None = None, **known: Any) -> Book:
    """A book whose pages are `page.md`, `other.md`, `third.md`; policy: the table as it stands in pyproject.toml."""
    names = ("page.md", "other.md", "third.md")
    pages = [Page(name, dedent(text), EXTENSIONS) for name, text in zip(names, texts, strict=False)]
    return Book(pages=pages, policy=policy_of(policy) if policy else Policy(), **known)


def findings(code: str, *texts: str, **known: Any) -> list[Finding]:
    found = check_book(book_of(*texts, **known), [CHECKS[code]])
    # A message is whole: everything that it names has been put in.
    assert not [each for each in found if "$" in each.message or "  " in each.message or not each.message]
    return found


def passes(code: str, *texts: str, **known: Any) -> None:
    assert findings(code, *texts, **known) == []


def fails(code: str, *texts: str, line: int, says: str, path: str = "page.md", **known: Any) -> None:
    """The check finds one thing: there, and says so."""
    (found,) = findings(code, *texts, **known)
    assert (found.code, found.path, found.line) == (code, path, line)
    assert says in found.message


def in_folder(folder: Path, **files: str) -> Path:
    """A folder with a book's files, named by keyword: `_config`, `_toc`, `pyproject`, or a page."""
    endings = {"_config": ".yml", "_toc": ".yml", "pyproject": ".toml", "references": ".bib", "facts": ".csv"}
    for name, text in files.items():
        (folder / f"{name}{endings.get(name, '.md')}").write_text(dedent(text), encoding="utf-8")
    return folder
