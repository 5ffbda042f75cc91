"""The book, read once, as the checks read it."""

from functools import cache

from bookcraft.checks import Book, Page, open_book

from tools.steps import ROOT


@cache
def book() -> Book:
    return open_book(ROOT)


def pages() -> list[Page]:
    """Every page of the book: the landing page, the text, the activities."""
    return list(book().pages)


def page(path: str) -> Page:
    return next(page for page in pages() if page.path == path)
