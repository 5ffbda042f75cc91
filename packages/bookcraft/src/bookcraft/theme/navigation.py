"""The book's contents and a page's own, as data for the templates.

Sphinx renders a fresh tree of links for every page; this reads the tree once a build and leaves the page only to be
marked, with numbers, parts and the current page in elements of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util import url_re
from sphinx.util.nodes import clean_astext


@dataclass(frozen=True)
class Link:
    """A place in the book: `target` is a document's name, an address elsewhere, or an anchor on the page."""

    target: str
    title: str
    # "3" or "3.1"; empty where the contents do not number it.
    number: str = ""
    external: bool = False
    inner: tuple[Link, ...] = ()

    def covers(self, docname: str) -> bool:
        """Whether the link, or one below it, leads to the document."""
        return self.target == docname or any(link.covers(docname) for link in self.inner)


@dataclass(frozen=True)
class Part:
    """A part of the book; the title is empty for what stands before the first part."""

    title: str
    links: tuple[Link, ...]


def book_contents(env: BuildEnvironment) -> tuple[Part, ...]:
    """Return the parts of the book in order, the opening page first."""
    root = env.config.root_doc
    opening = Part("", (Link(root, clean_astext(env.titles[root])),))
    parts = [Part(tree.get("caption") or "", _links(env, tree, {root})) for tree in _trees(env, root)]
    return (opening, *(part for part in parts if part.links))


def page_contents(env: BuildEnvironment, docname: str) -> tuple[Link, ...]:
    """Return the sections of a page, two levels deep, without its own title."""
    toc = env.tocs.get(docname)
    if toc is None or not toc.children:
        return ()
    numbers = env.toc_secnumbers.get(docname, {})
    titles = [entry for entry in toc.children if isinstance(entry, nodes.list_item)]
    return tuple(link for entry in titles for link in _sections(entry, numbers, levels=2))


def part_of(contents: tuple[Part, ...], docname: str) -> str:
    """Return the title of the part that holds a document, or an empty one."""
    return next((part.title for part in contents for link in part.links if link.covers(docname)), "")


def _trees(env: BuildEnvironment, docname: str) -> Iterator[addnodes.toctree]:
    toc = env.tocs.get(docname)
    return toc.findall(addnodes.toctree) if toc is not None else iter(())


def _links(env: BuildEnvironment, tree: addnodes.toctree, above: set[str]) -> tuple[Link, ...]:
    links = []
    for title, target in tree["entries"]:
        if url_re.match(target):
            links.append(Link(target, title or target, external=True))
        elif target in env.titles and target not in above:
            inner = [link for below in _trees(env, target) for link in _links(env, below, above | {target})]
            number = env.toc_secnumbers.get(target, {}).get("")
            links.append(Link(target, title or clean_astext(env.titles[target]), _dotted(number), inner=tuple(inner)))
    return tuple(links)


def _sections(entry: nodes.list_item, numbers: dict, levels: int) -> Iterator[Link]:
    if levels == 0:
        return
    for inner in entry.children:
        if not isinstance(inner, nodes.bullet_list):
            continue
        for item in inner.children:
            reference = next(iter(item.findall(nodes.reference)), None)
            if not isinstance(item, nodes.list_item) or reference is None or not reference.get("anchorname"):
                continue
            anchor = reference["anchorname"]
            below = tuple(_sections(item, numbers, levels - 1))
            yield Link(anchor, clean_astext(reference), _dotted(numbers.get(anchor)), inner=below)


def _dotted(number: tuple[int, ...] | None) -> str:
    return ".".join(map(str, number or ()))
