"""The book passes its own checks; `book check` prints the same."""

from functools import cache

import pytest
from bookcraft.checks import CHECKS, check_book

from tests.content.book import book


@cache
def findings():
    return check_book(book())


@pytest.mark.parametrize("code", [code for code, check in CHECKS.items() if check.fails])
def test_the_book_passes(code):
    assert not [str(finding) for finding in findings() if finding.code == code], CHECKS[code].title


def test_every_page_is_of_a_kind_or_for_the_use_of_the_book():
    """A page outside these folders would be held to nothing."""
    of_no_kind = {page.path for page in book().pages if not list(book().of_kinds(page))}
    assert not [path for path in of_no_kind if not path.startswith(("index.md", "book/using/", "book/glossary.md"))]
