"""From exercise nodes to nodes that every writer knows, and from references to finished text."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from ..nodes import html
from . import printed, tree, web
from .domain import ExerciseDomain
from .model import MARKED, Exercise

INTERACTIVE = frozenset({"html", "dirhtml"})
"""The builders whose pages can be interactive; all others print."""


class _ExerciseTransform(SphinxPostTransform):
    @property
    def domain(self) -> ExerciseDomain:
        return self.env.get_domain("exercise")

    def reference(self, record: Exercise, content: nodes.Node) -> nodes.Node:
        """A reference to an exercise, or the bare content where the format has no such page."""
        try:
            return make_refnode(self.app.builder, self.env.docname, record.docname, record.label, content)
        except NoUri:
            return content


class ResolveExerciseReferences(_ExerciseTransform):
    """`ref` and `numref` to an exercise become finished text before anyone else looks for the target."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(addnodes.pending_xref)):
            if node.get("reftype") not in ("ref", "numref", "myst", "any", "exercise"):
                continue
            record = self.domain.find(node["reftarget"]) if node.get("reftarget") else None
            if record is None:
                continue
            if node.get("refexplicit") and node.children:
                content: nodes.Node = node.children[0].deepcopy()
                if node["reftype"] == "numref":
                    number = self.domain.number(record.label)
                    shown = (
                        node.astext().replace("%s", number).replace("{number}", number).replace("{name}", record.title)
                    )
                    content = nodes.inline("", shown)
            elif node["reftype"] == "numref":
                content = nodes.inline("", self.domain.short_name(record.label))
            else:
                content = nodes.inline("", self.domain.name_of(record.label))
            node.replace_self(self.reference(record, content))


class RenderExercises(_ExerciseTransform):
    """Turn exercises, solutions, lists and the appendix into standard nodes."""

    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        interactive = self.app.builder.name in INTERACTIVE
        for node in list(self.document.findall(tree.exercise_list)):
            node.replace_self(self._list())
        for node in list(self.document.findall(tree.solutions_appendix)):
            node.replace_self(self._appendix())
        for node in list(self.document.findall(tree.solution)):
            node.replace_self(self._solution(node, interactive))
        for node in list(self.document.findall(tree.review)):
            node.replace_self(self._review(node, interactive))
        for node in list(self.document.findall(tree.exercise)):
            record = self.domain.find(node["label"])
            heading = self._heading(record, node)
            if interactive:
                node.replace_self(web.question(record, node, heading, _heading_level(node)))
            else:
                node.replace_self(printed.question(record, node, heading, self._where_answers_are(record)))
        for node in list(self.document.findall(tree.gap)):
            node.replace_self(nodes.Text(printed.BLANK))
        if self.app.builder.format == "text":
            printed.spell_out_letters(self.document)

    def _heading(self, record: Exercise, node: tree.exercise) -> list[nodes.Node]:
        number = nodes.inline("", self.domain.short_name(record.label), classes=["exercise-number"])
        title = tree.content(node, "title")
        return [number, nodes.Text(" "), nodes.inline("", "", *title, classes=["exercise-name"])] if title else [number]

    def _where_answers_are(self, record: Exercise) -> list[nodes.Node]:
        overviews = self.domain.data["overviews"]
        if record.kind not in MARKED or not overviews:
            return []
        sentence = nodes.emphasis("", "The answer is with the solutions at the back.")
        return [nodes.paragraph("", "", sentence)]

    def _solution(self, node: tree.solution, interactive: bool) -> list[nodes.Node]:
        record = self.domain.find(node["label"])
        if record is None:
            return []
        name = nodes.inline("", f"Solution to {self.domain.name_of(record.label)}")
        title = self.reference(record, name)
        if interactive:
            summary = html("summary", nodes.inline("", name.astext()))
            return [html("details", summary, *node.children, class_="solution", id=next(iter(node["ids"]), None))]
        if self.domain.data["overviews"]:
            return []
        return [nodes.paragraph("", "", title), *node.children]

    def _review(self, node: tree.review, interactive: bool) -> list[nodes.Node]:
        record = self.domain.find(node["label"])
        if record is None:
            return []
        name = self.domain.name_of(record.label)
        link = self.reference(record, nodes.inline("", name))
        if interactive:
            return [web.review(record, name, link.get("refuri") or f"#{link.get('refid', record.label)}")]
        return [nodes.paragraph("", "", nodes.Text("Look back at what you expected in "), link, nodes.Text("."))]

    def _by_page(self) -> dict[str, list[Exercise]]:
        pages: dict[str, list[Exercise]] = {}
        for record in self.domain.in_order():
            pages.setdefault(record.docname, []).append(record)
        return pages

    def _page_title(self, docname: str) -> nodes.Node:
        title = self.env.titles[docname].astext() if docname in self.env.titles else docname
        number = (self.env.toc_secnumbers.get(docname) or {}).get("")
        shown = ".".join(map(str, number)) + " " + title if number else title
        return nodes.rubric("", shown)

    def _list(self) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        for docname, records in self._by_page().items():
            found.append(self._page_title(docname))
            listed = nodes.bullet_list("")
            for record in records:
                link = self.reference(record, nodes.inline("", self.domain.name_of(record.label)))
                listed += nodes.list_item("", nodes.paragraph("", "", link))
            found.append(listed)
        return found

    def _appendix(self) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        for docname, records in self._by_page().items():
            # Unresolved, so that citations and references in the answers are resolved from this page.
            page = self.env.get_doctree(docname)
            written = {node["label"]: node for node in page.findall(tree.exercise)}
            solutions: dict[str, list[nodes.Node]] = {}
            for node in page.findall(tree.solution):
                if target := self.domain.find(node["label"]):
                    solutions.setdefault(target.label, []).extend(node.deepcopy().children)
            answers: list[nodes.Node] = []
            for record in records:
                body = printed.answer(record, written[record.label]) if record.label in written else []
                body += solutions.pop(record.label, [])
                if body:
                    link = self.reference(record, nodes.inline("", self.domain.name_of(record.label)))
                    answers += [nodes.paragraph("", "", nodes.strong("", "", link)), *body]
            if answers:
                found += [self._page_title(docname), *answers]
        return _without_ids(found)


def _heading_level(node: nodes.Node) -> int:
    depth = 0
    while node := node.parent:
        depth += isinstance(node, nodes.section)
    return min(depth + 1, 6)


def _without_ids(found: list[nodes.Node]) -> list[nodes.Node]:
    """Copies of answers carry no ids: an id stands once in a book."""
    for top in found:
        for node in top.findall(nodes.Element):
            node["ids"] = []
    return found
