"""The boxes of a chapter: outcomes, core route, stopping point, then and now, account of practice, pause, tutor's note.

An author writes a fence with the box's name and Markdown inside. The tree holds a `box` of standard nodes; HTML turns
it into a note with a heading of its own, every other format into a container with a bold title. A tutor's note exists
in the tutor's edition only (`editions`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from .authoring import Authored
from .editions import NOTE, is_for_learners
from .nodes import html


@dataclass(frozen=True, slots=True)
class Box:
    """A kind of box.

    title: its heading. with_argument: how the argument joins it, "" if it takes none. example: an argument to write,
    for a box that needs one. empty: whether it may stand without content.
    """

    title: str
    with_argument: str = ""
    example: str = ""
    empty: bool = False


BOXES = {
    "outcomes": Box("What you will be able to do"),
    "core-route": Box("Core route"),
    "stopping-point": Box(
        "A good place to stop", "{title}: you have read for about {argument}", example="12 minutes", empty=True
    ),
    "then-and-now": Box("Then and now", "{title}, {argument}", example="November 2026"),
    "account": Box("Account of practice", "{title}: {argument}"),
    "pause": Box("Pause for thought", "{title}: {argument}"),
    "tutor": Box("For tutors", "{title}: {argument}"),
}
"""Every box, by the name authors write."""


class box(nodes.General, nodes.Element):
    """A box; its first child is its title."""


class BoxDirective(Authored):
    """One box of the kind the directive is named after."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    options_known = ("label", "class")

    def run(self) -> list[nodes.Node]:
        # A note that came in by another way than the page's own text.
        if self.name == NOTE and is_for_learners(self.config):
            return []
        self.check_options()
        kind = BOXES[self.name]
        node = box("", classes=["box", f"box-{self.name}", *self.classes()])
        self.set_source_info(node)
        node += nodes.paragraph("", "", *self._title(kind), classes=["box-title"])
        if not kind.empty and not "".join(self.content).strip():
            self.warn(self.line, "nothing inside; write its text", "box")
        self.state.nested_parse(self.content, self.content_offset, node)
        if label := self.options.get("label", "").strip():
            node["names"] = [nodes.fully_normalize_name(label)]
            self.state.document.note_explicit_target(node)
        return [node]

    def _title(self, kind: Box) -> list[nodes.Node]:
        argument = self.arguments[0].strip() if self.arguments else ""
        if argument and not kind.with_argument:
            self.warn(self.line, f"it has no title of its own; write '{argument}' inside, or leave it out", "box")
        elif kind.example and not argument:
            self.warn(self.line, f"write it as '{{{self.name}}} {kind.example}'", "box")
        if not argument or not kind.with_argument:
            return [nodes.Text(kind.title)]
        before, after = kind.with_argument.format(title=kind.title, argument="\0").split("\0")
        written, _ = self.state.inline_text(argument, self.line - self.in_markdown)
        return [nodes.Text(before), *written, *([nodes.Text(after)] if after else [])]


class RenderBoxes(SphinxPostTransform):
    """HTML gets a note, every other format a container with a bold title."""

    default_priority = 7

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(box)):
            title, *rest = node.children
            if self.app.builder.format == "html":
                heading = html("p", *title.children, class_="box-title")
                made: nodes.Element = html("div", heading, *rest, class_=" ".join(node["classes"]), role="note")
            else:
                strong = nodes.paragraph("", "", nodes.strong("", "", *title.children), classes=["box-title"])
                # LaTeX and Texinfo write the ids of targets, not those of containers.
                targets = [nodes.target("", "", ids=node["ids"])] if node["ids"] else []
                made = nodes.container("", *targets, strong, *rest)
            node.replace_self(made)


def name_boxes(app: Sphinx, doctree: nodes.document) -> None:
    """Let references that give no text name a box by its title, as they name a section."""
    labels = app.env.get_domain("std").labels
    for node in doctree.findall(box):
        labels.update({name: (app.env.docname, node["ids"][0], node[0].astext()) for name in node["names"]})


def setup_boxes(app: Sphinx) -> None:
    app.add_node(box)
    for name in BOXES:
        app.add_directive(name, BoxDirective)
    app.connect("doctree-read", name_boxes)
    app.add_post_transform(RenderBoxes)
