"""The boxes of a chapter: outcomes, core route, stopping point, then and now, account of practice, pause, tutor's note.

An author writes a fence with the box's name and Markdown inside. The tree holds a `container` of standard nodes, which
every format shows; HTML turns it into a note with a heading of its own. A tutor's note exists in the tutor's edition
only: in every other it is left out while reading, so that nothing later can show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from .nodes import html


@dataclass(frozen=True, slots=True)
class Box:
    """A kind of box. title: its heading; with_argument: how the argument joins it, "" if it takes none."""

    title: str
    with_argument: str = ""


BOXES = {
    "outcomes": Box("What you will be able to do"),
    "core-route": Box("Core route"),
    "stopping-point": Box("A good place to stop", "{title}: you have read for about {argument}"),
    "then-and-now": Box("Then and now", "{title}, {argument}"),
    "account": Box("Account of practice", "{title}: {argument}"),
    "pause": Box("Pause for thought", "{title}: {argument}"),
    "tutor": Box("For tutors", "{title}: {argument}"),
}
"""Every box, by the name authors write."""

EDITIONS = ("learner", "tutor")


class box(nodes.General, nodes.Element):
    """A box of the kind `name`; its first child is its title."""


class BoxDirective(SphinxDirective):
    """One box of the kind the directive is named after."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {"class": directives.class_option, "label": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        if self.name == "tutor" and self.config.bookcraft_edition != "tutor":
            return []
        kind = BOXES[self.name]
        argument = self.arguments[0].strip() if self.arguments else ""
        title = kind.title
        if argument and kind.with_argument:
            title = kind.with_argument.format(title=title, argument=argument)
        node = box("", name=self.name, classes=["box", f"box-{self.name}", *self.options.get("class", [])])
        self.set_source_info(node)
        messages: list[nodes.Node] = []
        if hasattr(self.state, "inline_text"):
            inline, messages = self.state.inline_text(title, self.lineno)
        else:
            inline = [nodes.Text(title)]
        node += nodes.paragraph("", "", *inline, classes=["box-title"])
        self.state.nested_parse(self.content, self.content_offset, node)
        if label := self.options.get("label", "").strip():
            node["ids"] = node["names"] = [nodes.make_id(label)]
            self.state.document.note_explicit_target(node)
        return [node, *messages]


class RenderBoxes(SphinxPostTransform):
    """HTML gets a note, every other format a container with a bold title."""

    default_priority = 7

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(box)):
            title, *rest = node.children
            classes = node["classes"]
            if self.app.builder.format == "html":
                id_ = f"{node['ids'][0]}-title" if node["ids"] else None
                heading = html("p", *title.children, class_="box-title", id=id_)
                made: nodes.Element = html("div", heading, *rest, class_=" ".join(classes), role="note")
            else:
                strong = nodes.paragraph("", "", nodes.strong("", "", *title.children), classes=["box-title"])
                made = nodes.container("", strong, *rest, classes=classes)
            made["ids"] = node["ids"]
            node.replace_self(made)


def setup_boxes(app: Sphinx) -> None:
    app.add_config_value("bookcraft_edition", "learner", "env", [str])
    app.add_node(box)
    for name in BOXES:
        app.add_directive(name, BoxDirective)
    app.add_post_transform(RenderBoxes)
