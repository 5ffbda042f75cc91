"""A book as the checks see it: its pages, and what they may refer to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from .pages import EXTENSIONS, Page
from .policy import Kind, Policy, read_policy


class BookError(Exception):
    """A file of the book that cannot be read; the text names it, with line and remedy."""


class Part(NamedTuple):
    """A part of the book as `_toc.yml` has it: its caption, the paths of its pages without their ending."""

    caption: str
    pages: tuple[str, ...]


@dataclass
class Book:
    """What there is to check.

    pages: all of them. policy: what the book has settled. folder: where it lies, for files that pages name.
    works: keys of the works it may cite. facts: by id, the rows of the file of published numbers. parts: see `Part`.
    kept_words: spelled right here, in small letters. sources: by name, texts that no page may copy from.
    """

    pages: Sequence[Page]
    policy: Policy = field(default_factory=Policy)
    folder: Path | None = None
    works: frozenset[str] = frozenset()
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    parts: Sequence[Part] = ()
    kept_words: frozenset[str] = frozenset()
    sources: Mapping[str, str] = field(default_factory=dict)

    def of_kinds(self, page: Page) -> Iterator[Kind]:
        """The kinds that a page is of."""
        return (kind for kind in self.policy.kinds if kind.has(page.path))


def open_book(folder: Path, sources: Path | None = None) -> Book:
    """Read a book.

    folder: its own, with `_config.yml` and `_toc.yml`. sources: a folder of texts that no page may copy from.
    Returns: the book. Raises: BookError or PolicyError, naming file and remedy.
    """
    policy = read_policy(folder)
    config, toc = _yaml(folder / "_config.yml"), _yaml(folder / "_toc.yml")
    extensions = tuple(_under(config, "parse", "myst_enable_extensions") or EXTENSIONS)
    # A book may hand its references to Jupyter Book or to Sphinx.
    files = _under(config, "bibtex_bibfiles") or _under(config, "sphinx", "config", "bibtex_bibfiles") or ()
    facts = _under(config, "sphinx", "config", "bookcraft_facts")
    return Book(
        pages=[Page(p.relative_to(folder).as_posix(), _text(p), extensions) for p in _pages(folder, policy, toc)],
        policy=policy,
        folder=folder,
        works=frozenset(key for file in files for key in _works(folder / file)),
        facts=_facts(folder / facts) if facts else {},
        parts=_parts(toc),
        kept_words=_kept_words(folder / policy.words) if policy.words else frozenset(),
        sources={path.name: _text(path) for path in sorted(sources.glob("*.txt"))} if sources else {},
    )


def ascii_letters(text: str) -> str:
    """Small plain letters and digits: what a key keeps of a name."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BookError(f"{path}: {error.strerror}; correct the path, or bring the file back") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BookError(f"{path.name} line {line}: not UTF-8; save the file as UTF-8") from None


def _yaml(path: Path) -> Any:
    try:
        return yaml.safe_load(_text(path)) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BookError(f"{path.name} line {line}: not YAML; correct it there") from None


def _under(tree: Any, *names: str) -> Any:
    for name in names:
        tree = tree.get(name) if isinstance(tree, Mapping) else None
    return tree


def _pages(folder: Path, policy: Policy, toc: Any) -> list[Path]:
    if policy.pages:
        found = {path for glob in policy.pages for path in folder.glob(glob) if path.is_file()}
    else:
        named = [_under(toc, "root"), *_files(toc)]
        found = {path for name in named if name and (path := folder / f"{str(name).removesuffix('.md')}.md").is_file()}
    return sorted(found)


def _files(tree: Any) -> Iterator[str]:
    """Every file that a piece of the table of contents names, in its order."""
    if isinstance(tree, Mapping) and isinstance(tree.get("file"), str):
        yield tree["file"]
    branches = tree.values() if isinstance(tree, Mapping) else tree if isinstance(tree, list) else ()
    for branch in branches:
        yield from _files(branch)


def _parts(toc: Any) -> list[Part]:
    parts = _under(toc, "parts") or _under(toc, "subtrees") or ()
    return [Part(str(_under(part, "caption") or ""), tuple(_files(part))) for part in parts]


def _works(path: Path) -> Iterator[str]:
    from pybtex.database import BibliographyDataError, parse_string
    from pybtex.exceptions import PybtexError
    from pybtex.scanner import PybtexSyntaxError

    try:
        yield from parse_string(_text(path), "bibtex").entries
    except PybtexSyntaxError as error:
        problem = str(error).partition(": ")[2]
        raise BookError(f"{path.name} line {error.lineno}: {problem}; correct it there") from None
    except BibliographyDataError as error:
        raise BookError(f"{path.name}: {error}; take one of the two out") from None
    except PybtexError as error:
        raise BookError(f"{path.name}: {error}") from None


def _facts(path: Path) -> Mapping[str, Mapping[str, str]]:
    from ..facts import read_facts

    try:
        return read_facts(path)
    except OSError as error:
        raise BookError(f"{path}: {error.strerror}; correct bookcraft_facts in _config.yml") from None
    except ValueError as error:
        raise BookError(str(error)) from None


def _kept_words(path: Path) -> frozenset[str]:
    lines = (line.partition("#")[0].strip() for line in _text(path).split("\n"))
    return frozenset(line.lower() for line in lines if line)
