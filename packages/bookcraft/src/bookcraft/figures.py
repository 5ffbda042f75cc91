"""Figures that arrive as data from a notebook: one picture, its alternative text, its table, for every format.

A cell shows a bundle of the type `FIGURE` (a Vega-Lite specification with the rest). It becomes an SVG, made here; HTML
gets it inline with the table in a disclosure, other formats as an image. Nothing here knows what computed it.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any
from xml.etree import ElementTree

import vl_convert
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from .nodes import html, text

LOGGER = logging.getLogger(__name__)

FIGURE = "application/vnd.everyone-a-leader.figure+json"
VEGA_LITE = re.compile(r"application/vnd\.vegalite\.v\d+\+json")

# Once for the process: what is written must not depend on what was written before.
ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


class chart(nodes.General, nodes.Element):
    """A figure: `title`, `alt`, `columns`, `rows`, `svg`, and its image as a child."""


def to_svg(spec: dict[str, Any]) -> str:
    """Draw a Vega-Lite specification.

    Returns: SVG that is the same in every process: ids begin with a hash of the picture, and nothing in it is styled
    inline or speaks for itself (the alternative text does). Raises: ValueError if the specification is not valid.
    """
    try:
        drawn = vl_convert.vegalite_to_svg(json.dumps(spec))
    except Exception as error:  # vl-convert raises ValueError and bare Exception alike
        raise ValueError(str(error).strip().split("\n")[0]) from error
    root = ElementTree.fromstring(drawn)
    _plain_ids(root)
    for node in root.iter():
        for name in [n for n in node.attrib if n == "role" or n.startswith("aria-") or n in ("class", "cursor")]:
            del node.attrib[name]
    return ElementTree.tostring(root, encoding="unicode")


def _plain_ids(root: ElementTree.Element) -> None:
    # vl-convert counts ids up by process: number them anew by their place, then mark them by what is drawn.
    found = {node.attrib["id"]: f"{n}" for n, node in enumerate(root.iter()) if "id" in node.attrib}
    _rename(root, found)
    if found:
        digest = hashlib.sha256(ElementTree.tostring(root)).hexdigest()[:10]
        _rename(root, {new: f"figure-{digest}-{new}" for new in found.values()})


def _rename(root: ElementTree.Element, names: dict[str, str]) -> None:
    for node in root.iter():
        for name, value in node.attrib.items():
            if name == "id":
                node.attrib[name] = names.get(value, value)
            elif name.endswith("href") and value.startswith("#"):
                node.attrib[name] = "#" + names.get(value[1:], value[1:])
            elif "url(#" in value:
                node.attrib[name] = _REFERENCE.sub(lambda m: f"url(#{names.get(m[1], m[1])})", value)


class FigureRenderer:
    """The MyST-NB plugin: a figure bundle becomes a `chart`; the Vega-Lite copy beside it is for Jupyter alone."""

    mime_priority_overrides = [("*", FIGURE, 1)]

    @staticmethod
    def handle_mime(renderer, data, inline: bool) -> list[nodes.Element] | None:
        if VEGA_LITE.fullmatch(data.mime_type):
            return []
        if data.mime_type != FIGURE or inline:
            return None
        figure = data.content if isinstance(data.content, dict) else json.loads(data.content)
        if not str(figure.get("alt", "")).strip():
            renderer.logger.warning("a figure without an alternative text; say what it shows", line=data.line)
        try:
            svg = to_svg(figure["spec"])
        except (KeyError, ValueError) as error:
            renderer.logger.warning(f"this figure cannot be drawn: {error}", line=data.line)
            return []
        content = svg.encode()
        name = hashlib.sha256(content).hexdigest()[:20] + ".svg"
        uri = renderer.write_file([name], content, overwrite=True)
        table = figure.get("table") or {}
        node = chart(
            "",
            nodes.image(uri=uri, alt=figure.get("alt", "")),
            title=figure.get("title", ""),
            alt=figure.get("alt", ""),
            columns=list(table.get("columns", ())),
            rows=[list(row) for row in table.get("rows", ())],
            svg=svg,
        )
        node.line = data.line
        return [node]


class RenderCharts(SphinxPostTransform):
    """HTML gets the picture inline and the table in a disclosure; all else an image, text builders the table."""

    default_priority = 7

    def run(self, **kwargs: Any) -> None:
        for number, node in enumerate(list(self.document.findall(chart)), 1):
            caption = [nodes.caption("", node["title"])] if node["title"] else []
            if self.app.builder.name in ("html", "dirhtml"):
                node.replace_self(_web(node))
            elif self.app.builder.format in ("text", "man"):
                node.replace_self([nodes.paragraph("", node["alt"]), *([_table(node)] if node["columns"] else [])])
            else:
                # Where figures are numbered, Sphinx warns of a caption whose figure has no id.
                node.replace_self(nodes.figure("", node[0], *caption, classes=["chart"], ids=[f"chart-{number}"]))


def _web(node: chart) -> nodes.Element:
    root = ElementTree.fromstring(node["svg"])
    width, height = root.attrib.get("width"), root.attrib.get("height")
    root.attrib.update({"role": "img", "aria-label": node["alt"], "width": width, "height": height})
    drawing = nodes.raw("", ElementTree.tostring(root, encoding="unicode"), format="html")
    caption = text("figcaption", node["title"])
    scroll = html("div", drawing, class_="chart-drawing")
    figure = html("figure", scroll, caption, class_="chart")
    if node["columns"]:
        summary = text("summary", "The figures as a table")
        figure += html("details", summary, html("div", _table(node), class_="table-scroll", tabindex="0"))
    return figure


def _table(node: chart) -> nodes.table:
    columns = node["columns"]
    widths = (max(len(str(cell)) for cell in column) + 2 for column in zip(columns, *node["rows"], strict=True))
    group = nodes.tgroup("", *(nodes.colspec(colwidth=min(width, 40)) for width in widths), cols=len(columns))
    group += nodes.thead("", _row(columns))
    group += nodes.tbody("", *(_row(row) for row in node["rows"]))
    return nodes.table("", group, classes=["chart-table"])


def _row(cells: list[Any]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "" if c is None else str(c))) for c in cells))


def setup_figures(app: Sphinx) -> None:
    app.add_node(chart)
    app.add_post_transform(RenderCharts)
