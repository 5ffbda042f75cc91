"""A small book, built within this process: what the tests of the directives share.

One build reads many pages, so that tests of many pages cost one start of Sphinx.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os.path import normpath
from pathlib import Path
from typing import Any, NamedTuple

from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

SETTINGS: dict[str, Any] = {
    "project": "A book",
    "author": "Its author",
    "copyright": "2026",
    "extensions": ["myst_nb", "sphinxcontrib.bibtex", "sphinx_design", "bookcraft"],
    "myst_enable_extensions": [
        "amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "tasklist",
    ],
    "exclude_patterns": ["_*"],
    "html_theme": "basic",
    "html_math_renderer": "mathml",
    "numfig": True,
    "language": "en-GB",
    "bibtex_bibfiles": ["references.bib"],
    "bibtex_reference_style": "author_year",
    "nb_execution_mode": "off",
    "epub_copyright": "2026",
    "epub_show_urls": "no",
    "version": "1",
}  # fmt: skip

REFERENCES = """\
@book{spillane2006,
  author = {Spillane, James P.}, title = {Distributed Leadership}, publisher = {Jossey-Bass}, year = {2006},
}
@book{wasserman1994,
  author = {Wasserman, Stanley and Faust, Katherine}, title = {Social Network Analysis},
  publisher = {Cambridge University Press}, year = {1994},
}
"""

_WARNING = re.compile(r"^(?P<place>.*?)(?::(?P<line>\d+))?: (?:WARNING|ERROR|CRITICAL|SEVERE): (?P<message>.*)$")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Warned(NamedTuple):
    """A warning: the page or file it names, without folder and ending; the line in it; what it says."""

    page: str
    line: int | None
    message: str


@dataclass(frozen=True)
class Built:
    """A finished build: where it is, and what Sphinx warned of."""

    out: Path
    warnings: tuple[Warned, ...]
    app: Sphinx

    def text(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")

    def of(self, page: str) -> list[Warned]:
        return [warned for warned in self.warnings if warned.page == page]

    def files(self) -> dict[str, bytes]:
        """Every file of the output by its name."""
        found = (path for path in sorted(self.out.rglob("*")) if path.is_file())
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in found}


class Book:
    """A folder with pages.

    pages: Markdown by docname; one called `index` is made to hold the others, numbered and in their order, unless it
    is given. settings: what differs from `SETTINGS`; None leaves one out.
    """

    def __init__(self, folder: Path, pages: Mapping[str, str | bytes], **settings: Any):
        self.folder = folder
        self.source = folder / "book"
        self.settings = {name: value for name, value in {**SETTINGS, **settings}.items() if value is not None}
        self.source.mkdir(parents=True, exist_ok=True)
        (self.source / "references.bib").write_text(REFERENCES, encoding="utf-8")
        if not any(docname.partition(".")[0] == "index" for docname in pages):
            self.order(*(docname for docname in pages if docname.endswith(".ipynb") or "." not in docname))
        self.write(pages)

    def order(self, *docnames: str) -> None:
        docnames = [docname.removesuffix(".ipynb") for docname in docnames]
        self.write({"index": "# A book\n\n```{toctree}\n:numbered:\n\n" + "\n".join(docnames) + "\n```\n"})

    def write(self, pages: Mapping[str, str | bytes]) -> None:
        for docname, content in pages.items():
            path = self.source / (docname if "." in docname else f"{docname}.md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def remove(self, docname: str) -> None:
        (self.source / f"{docname}.md").unlink()

    def build(self, builder: str = "html", *, jobs: int = 1, out: str = "", doctrees: str = "doctrees") -> Built:
        """Bring the book up to date in one form; builds with the same `doctrees` share what was read."""
        warnings = io.StringIO()
        place = self.folder / "out" / (out or builder)
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                self.source, None, place, self.folder / doctrees, builder, confoverrides=self.settings,
                status=None, warning=warnings, parallel=jobs,
            )  # fmt: skip
            app.build()
        return Built(place, tuple(_warned(warnings.getvalue())), app)


def _warned(log: str) -> Iterator[Warned]:
    for line in _COLOURS.sub("", log).splitlines():
        if found := _WARNING.match(line):
            place = Path(found["place"]).name.rsplit(".", 1)[0]
            yield Warned(place, int(found["line"]) if found["line"] else None, found["message"])
        elif line.strip():
            yield Warned("", None, line)


def line_of(text: str, content: str | bytes) -> int:
    """The number of the one line of a page that contains a text."""
    lines = (content.decode() if isinstance(content, bytes) else content).split("\n")
    found = [number for number, line in enumerate(lines, start=1) if text in line]
    assert len(found) == 1, f"{text!r} stands in lines {found}"
    return found[0]


def problems_of_html(page: str, name: str = "", pages: Mapping[str, str] | None = None) -> list[str]:
    """What is wrong with the ids of a page, and with the references to them.

    pages: the other pages by name, to follow links between them.
    """
    tags = BeautifulSoup(page, "html.parser").find_all(True)
    ids = [tag["id"] for tag in tags if tag.get("id")]
    found = [f"id {id_!r} stands {count} times" for id_, count in Counter(ids).items() if count > 1]
    for tag in tags:
        for attribute in ("aria-labelledby", "aria-describedby", "for"):
            missing = set(str(tag.get(attribute, "")).split()) - set(ids)
            found += [f"{attribute} of {tag.name} points to {id_!r}" for id_ in missing]
        href = str(tag.get("href") or "")
        file, hash_, anchor = href.partition("#")
        if not hash_ or not anchor or "//" in href:
            continue
        if not file:
            found += [f"a link leads to {href!r}"] if anchor not in ids else []
        elif pages is not None:
            target = normpath(f"{name}/../{file.rsplit('.', 1)[0]}")
            if target in pages and f'id="{anchor}"' not in pages[target]:
                found.append(f"a link leads to {href!r}")
    return found
