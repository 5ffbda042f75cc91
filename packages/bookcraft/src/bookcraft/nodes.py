"""One docutils node for what HTML can say and docutils cannot: an element with a name and attributes.

HTML writes `<tag …>children</tag>`; every other format writes the children alone. Transforms use it for HTML
builders only, so no format needs to know what it stands for.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

VOID = frozenset({"input", "br", "hr", "img"})
INLINE = frozenset({"a", "b", "button", "input", "label", "option", "select", "span"})


class element(nodes.General, nodes.TextElement):
    """An HTML element. `tag`: its name; `attributes_`: its attributes; True writes a bare one, None and False none.

    A text element, for the writers take a reference outside of one for an image.
    """


class unsearched(element, nodes.comment):
    """An element whose words the search does not find: Sphinx indexes all but comments, unseen answers included."""


def html(tag: str, *children: nodes.Node, **attributes: str | int | bool | None) -> element:
    """Make an element; `class_` and `for_` stand for the reserved words, `data_x` for `data-x`."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return element("", "", *children, tag=tag, attributes_=named)


def text(tag: str, content: str, **attributes: str | int | bool | None) -> element:
    """Make an element that holds a text."""
    return html(tag, nodes.Text(content), **attributes)


def folded(summary: nodes.Node, *children: nodes.Node, class_: str) -> unsearched:
    """Make a disclosure of something that no reader should come upon before asking for it."""
    return unsearched("", "", html("summary", summary), *children, tag="details", attributes_={"class": class_})


def _visit_html(self, node: element) -> None:
    parts = [node["tag"]]
    for name, value in node["attributes_"].items():
        if value is True:
            parts.append(name)
        elif value is not None and value is not False:
            parts.append(f'{name}="{self.attval(str(value))}"')
    if node.get("ids"):
        parts.append(f'id="{node["ids"][0]}"')
    self.body.append(f"<{' '.join(parts)}>")


def _depart_html(self, node: element) -> None:
    if node["tag"] not in VOID:
        self.body.append(f"</{node['tag']}>" + ("" if node["tag"] in INLINE else "\n"))


def _pass(self, node: element) -> None:
    pass


def setup_nodes(app: Sphinx) -> None:
    others = {name: (_pass, _pass) for name in ("latex", "text", "man", "texinfo")}
    for node in (element, unsearched):
        app.add_node(node, html=(_visit_html, _depart_html), **others)
