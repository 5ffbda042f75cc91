"""Pictures: what they show is said in words, and a drawing stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from .book import Book, ascii_letters
from .check import Check, Finding
from .pages import Page, words_of

_SAYS_WHAT_IT_IS = re.compile(
    r"(?:an? |the |this )?(?:image|picture|photo|photograph|screenshot|graphic|figure|illustration)"
    r" (?:of|showing|that shows|shows|which shows)\b",
    flags=re.IGNORECASE,
)
_NOT_ALONE = re.compile(
    r"<style|\sstyle\s*=|<script|\son\w+\s*=|<image\b|<foreignObject|@font-face|@import|url\((?!#|['\"]?#)"
)
_ELSEWHERE = re.compile(r"\b(?:xlink:)?href\s*=\s*[\"'](?!#)([^\"']+)|<!DOCTYPE[^>]*?(https?://[^\"'>]+)")
_SAID = re.compile(r"<(title|desc)\b[^>]*>\s*[^<\s]")


class PicturesAreDescribed(Check):
    """This picture has no alternative text, and some readers get nothing else: write $how what it shows."""

    code = "FIG101"
    title = "Every picture has an alternative text"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for picture in page.pictures:
            if not picture.alternative:
                inline = page.source[picture.line - 1].find("![") >= 0
                yield self.found(page, picture.line, how="between '![' and ']'" if inline else "as ':alt:'")


class DescriptionsSayWhatIsShown(Check):
    """The alternative text $problem: say what the picture shows, as to somebody on the telephone."""

    code = "FIG102"
    title = "An alternative text says what is shown"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        least = book.policy.shortest_alternative
        for picture in page.pictures:
            text = picture.alternative
            if not text:
                continue
            stem = PurePosixPath(picture.address).stem
            if _SAYS_WHAT_IT_IS.match(text):
                problem = f'begins with what it is ("{" ".join(text.split()[:3])} …")'
            elif ascii_letters(text) in (ascii_letters(stem), ascii_letters(picture.caption)):
                problem = "only repeats the file's name or the caption"
            elif (count := len(words_of(text))) < least:
                problem = f"has {count} words of the {least} that one needs at least"
            else:
                continue
            yield self.found(page, picture.line, problem=problem)


class DrawingsStandAlone(Check):
    """The drawing $name $problem: it has to show under a strict policy, in print and without a network, and to speak
    for itself."""

    code = "FIG103"
    title = "A drawing needs nothing from elsewhere, and has a title and a description"

    def in_page(self, page: Page, book: Book) -> Iterator[Finding]:
        for picture in page.pictures:
            path = _file(picture.address, page, book)
            if path is None or path.suffix != ".svg":
                continue
            for problem in _problems(path.read_text(encoding="utf-8", errors="replace")):
                yield self.found(page, picture.line, name=path.name, problem=problem)


def _file(address: str, page: Page, book: Book) -> Path | None:
    if book.folder is None or "://" in address:
        return None
    path = book.folder / (address.lstrip("/") if address.startswith("/") else PurePosixPath(page.path).parent / address)
    return path if path.is_file() else None


def _problems(drawing: str) -> Iterator[str]:
    if found := _NOT_ALONE.search(drawing):
        yield f"holds '{found.group().strip()}'; use attributes such as fill and font-family instead"
    for found in _ELSEWHERE.finditer(drawing):
        yield f"names '{found.group(1) or found.group(2)}'; draw it, or leave it out"
    said = {found.group(1) for found in _SAID.finditer(drawing)}
    for name in ("title", "desc"):
        if name not in said:
            yield f"has no <{name}>; add one as the first thing inside <svg>"
