"""Labels: what references, kept answers and links from outside hold on to."""

from __future__ import annotations

from collections.abc import Iterator

from .book import Book
from .check import Check, Finding


class LabelsAreUnique(Check):
    """The label '$name' stands in $other already, and a reference can mean only one: give this one another."""

    code = "LBL101"
    title = "No label stands twice in the book"

    def in_book(self, book: Book) -> Iterator[Finding]:
        seen: dict[str, str] = {}
        for page in book.pages:
            for label in sorted(page.labels, key=lambda label: label.line):
                if label.name in seen:
                    yield self.found(page, label.line, name=label.name, other=seen[label.name])
                seen.setdefault(label.name, f"{page.path} line {label.line}")


class OldLabelsAreFree(Check):
    """':formerly: $name' leads here, yet $other has that label now, and an answer can belong to one only: rename that
    label, or take the former one out."""

    code = "LBL102"
    title = "A former label is nobody's label now"

    def in_book(self, book: Book) -> Iterator[Finding]:
        taken = {label.name: f"{page.path} line {label.line}" for page in book.pages for label in page.labels}
        for page in book.pages:
            for directive in page.directives:
                for name in directive.options.get("formerly", "").replace(",", " ").split():
                    if name.lower() in taken:
                        yield self.found(page, directive.line, name=name, other=taken[name.lower()])
