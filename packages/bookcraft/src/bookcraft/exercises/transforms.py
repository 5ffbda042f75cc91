"""From exercise nodes to nodes that every writer knows, and from references to finished text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from ..authoring import LOGGER
from ..nodes import folded
from . import printed, tree, web
from .carried import carry, leave_footnotes
from .domain import Entry, ExerciseDomain, Place
from .model import MARKED, Exercise, Solution

INTERACTIVE = frozenset({"html", "dirhtml"})
"""The builders whose pages can be interactive; all others print."""


class CloseGates(SphinxTransform):
    """What stands between a start and its end goes into the exercise or solution."""

    # After the parser, before anything looks at exercises.
    default_priority = 300

    def apply(self, **kwargs: Any) -> None:
        for opened in list(self.document.findall(_is_gated)):
            self._close(opened)
        for gate in list(self.document.findall(tree.gate)):
            self._warn(gate, f"{gate['closes']}-end", f"there is no {{{gate['closes']}-start}} above it; add one")
            gate.parent.remove(gate)

    def _close(self, opened: nodes.Element) -> None:
        name = type(opened).__name__
        siblings = opened.parent.children
        start = siblings.index(opened) + 1
        for end, node in enumerate(siblings[start:], start):
            if isinstance(node, tree.gate) and node["closes"] == name:
                between = siblings[start:end]
                del opened.parent.children[start : end + 1]
                if isinstance(opened, tree.exercise):
                    opened = next(tree.parts(opened, "prompt"))
                opened.extend(between)
                return
            if isinstance(node, tree.exercise | tree.solution | nodes.section):
                what = "a heading" if isinstance(node, nodes.section) else f"another {type(node).__name__}"
                self._warn(opened, f"{name}-start", f"{what} comes before the end; write {{{name}-end}} above it")
                return
        self._warn(opened, f"{name}-start", f"it is never closed; write {{{name}-end}} below it, outside of any fence")

    def _warn(self, node: nodes.Element, name: str, message: str) -> None:
        location = f"{node.source}:{node.line}"
        LOGGER.warning("%s: %s", name, message, type="bookcraft", subtype="place", location=location)


def _is_gated(node: nodes.Node) -> bool:
    return isinstance(node, tree.exercise | tree.solution) and node["gated"]


class _ExerciseTransform(SphinxPostTransform):
    def is_supported(self) -> bool:
        # Translators get what authors wrote.
        return self.app.builder.name != "gettext"

    @property
    def domain(self) -> ExerciseDomain:
        return self.env.get_domain("exercise")

    @property
    def interactive(self) -> bool:
        return self.app.builder.name in INTERACTIVE

    @property
    def answers_elsewhere(self) -> bool:
        """Whether the answers of this form have pages of their own: then they are on no other."""
        return not self.interactive and bool(self.domain.data["solutions-appendix"])

    def refer(self, docname: str, id_: str, content: nodes.Node) -> nodes.Node:
        """A reference, or the bare content where the format has no such page."""
        try:
            return make_refnode(self.app.builder, self.env.docname, docname, id_, content)
        except NoUri:
            return content

    def refer_to(self, entry: Entry, content: nodes.Node) -> nodes.Node:
        if entry.place is Place.NOWHERE:
            return content
        return self.refer(entry.exercise.docname, entry.exercise.label, content)

    def named(self, entry: Entry) -> nodes.Node:
        return self.refer_to(entry, nodes.inline("", self.domain.name_of(entry.exercise.label)))


class PlaceAnswers(_ExerciseTransform):
    """Solutions, lists of exercises and the answers at the back, before anyone resolves what they refer to."""

    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(tree.exercise_list)):
            tree.replace(node, self._list())
        for node in list(self.document.findall(tree.solutions_appendix)):
            tree.replace(node, self._appendix())
        for node in list(self.document.findall(tree.solution)):
            tree.replace(node, self._solution(node))
        for node in list(self.document.findall(tree.review)):
            tree.replace(node, self._review(node))

    def _solution(self, node: tree.solution) -> list[nodes.Node]:
        entry = self.domain.find(node["of"])
        if entry is None or (self.answers_elsewhere and entry.place is not Place.EXAMPLE):
            return []
        name = nodes.Text(f"Solution to {self.domain.name_of(node['of'])}")
        if self.interactive:
            made = folded(name, *node.children, class_=" ".join(["solution", *node["classes"]]))
            made["ids"] = node["ids"]
            return [made]
        title = nodes.paragraph("", "", nodes.strong("", "", self.refer_to(entry, nodes.inline("", "", name))))
        return [printed.box(["solution", *node["classes"]], node["ids"], title, *node.children)]

    def _review(self, node: tree.review) -> list[nodes.Node]:
        entry = self.domain.find(node["label"])
        if entry is None:
            return []
        link = self.named(entry)
        if self.interactive:
            record = entry.exercise
            uri = link.get("refuri") or f"#{link.get('refid', record.label)}"
            return [web.review(record, self.domain.name_of(record.label), uri)]
        return [nodes.paragraph("", "", nodes.Text("Look back at what you expected in "), link, nodes.Text("."))]

    def _page_title(self, docname: str) -> nodes.Text:
        title = self.env.titles[docname].astext() if docname in self.env.titles else docname
        number = (self.env.toc_secnumbers.get(docname) or {}).get("")
        return nodes.Text(".".join(map(str, number)) + " " + title if number else title)

    def _list(self) -> Iterator[nodes.Node]:
        for docname, entries in groupby(self.domain.in_order(), key=_docname):
            items = [nodes.list_item("", nodes.paragraph("", "", self.named(entry))) for entry in entries]
            yield nodes.rubric("", "", self._page_title(docname))
            yield nodes.bullet_list("", *items)

    def _appendix(self) -> Iterator[nodes.Node]:
        # Unresolved, so that citations and references in the answers are resolved from this page.
        page = cache(self.env.get_doctree)
        solved: defaultdict[str, list[tuple[str, tree.solution]]] = defaultdict(list)
        for docname in sorted(self.domain.data["solutions"]):
            for node in page(docname).findall(tree.solution):
                if target := self.domain.find(node["of"]):
                    solved[target.exercise.label].append((docname, node))
        for docname, entries in groupby(self.domain.in_order(hidden=True), key=_docname):
            asked = {node["label"]: node for node in page(docname).findall(tree.exercise)}
            answers: list[nodes.Node] = []
            for entry in entries:
                label = entry.exercise.label
                body = printed.answer(entry.exercise, asked[label]) if label in asked else []
                found = carry(body, page(docname), docname, self.env.docname, f"answer--{label}", self.refer)
                for n, (where, node) in enumerate(solved[label]):
                    body = [printed.box([], node["ids"], *node.deepcopy().children)]
                    found += carry(body, page(where), where, self.env.docname, f"solution--{label}--{n}", self.refer)
                if found:
                    answers += [nodes.paragraph("", "", nodes.strong("", "", self.named(entry))), *found]
            if answers and self.interactive:
                yield folded(self._page_title(docname), *answers, class_="answers-of-page")
            elif answers:
                yield nodes.rubric("", "", self._page_title(docname))
                yield from answers


def _docname(entry: Entry) -> str:
    return entry.exercise.docname


class ResolveExerciseReferences(_ExerciseTransform):
    """References to exercises and solutions become finished text before anyone else looks for the target."""

    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(addnodes.pending_xref)):
            if node.get("reftype") not in ("ref", "numref", "myst", "any"):
                continue
            # `[](page.md#label)` names the page first.
            label = node.get("reftargetid") or node.get("reftarget") or ""
            if entry := self.domain.find(label):
                tree.replace(node, [self.refer_to(entry, self._text(node, entry.exercise))])
            elif solution := self.domain.find_solution(label):
                tree.replace(node, [self._to_solution(node, solution)])

    def _text(self, node: addnodes.pending_xref, record: Exercise) -> nodes.Node:
        short, name = self.domain.short_name(record.label), self.domain.name_of(record.label)
        if not (node.get("refexplicit") and node.children):
            return nodes.inline("", short if node["reftype"] == "numref" else name)
        if node["reftype"] != "numref":
            return node.children[0].deepcopy()
        text = node.astext().replace("%s", self.domain.number(record.label))
        text = text.replace("{number}", self.domain.number(record.label))
        return nodes.inline("", text.replace("{name}", self.domain.find(record.label).title))

    def _to_solution(self, node: addnodes.pending_xref, solution: Solution) -> nodes.Node:
        explicit = node.get("refexplicit") and node.children
        name = nodes.inline("", f"Solution to {self.domain.name_of(solution.of)}")
        content = node.children[0].deepcopy() if explicit else name
        if self.answers_elsewhere and self.domain.find(solution.of).place is not Place.EXAMPLE:
            return content
        return self.refer(solution.docname, solution.label, content)


class RenderExercises(_ExerciseTransform):
    """Turn exercises into standard nodes, when what stands in them is finished."""

    # After the references: an option of a menu takes text alone, and the text of a reference must be there by then.
    default_priority = 20

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(tree.exercise)):
            entry = self.domain.find(node["label"])
            # Parallel processes may both have taken one label; the book keeps one of the two.
            if entry is None or entry.exercise.docname != node["docname"]:
                node.parent.remove(node)
                continue
            record, heading = entry.exercise, self._heading(entry.exercise, node)
            if self.interactive:
                made = web.question(record, node, heading, _heading_level(node))
            else:
                made = printed.question(record, node, heading, self._where_answers_are(entry))
            tree.replace(node, [made])
        for node in list(self.document.findall(tree.gap)):
            tree.replace(node, [nodes.Text(printed.BLANK)])
        if not self.interactive:
            leave_footnotes(self.document)
        if self.app.builder.format == "text":
            printed.spell_out_letters(self.document)

    def _heading(self, record: Exercise, node: tree.exercise) -> list[nodes.Node]:
        number = nodes.inline("", self.domain.short_name(record.label), classes=["exercise-number"])
        title = tree.content(node, "title")
        return [number, nodes.Text(" "), nodes.inline("", "", *title, classes=["exercise-name"])] if title else [number]

    def _where_answers_are(self, entry: Entry) -> list[nodes.Node]:
        if entry.exercise.kind not in MARKED or entry.place is not Place.BOOK or not self.answers_elsewhere:
            return []
        sentence = nodes.emphasis("", "The answer is with the solutions at the back.")
        return [nodes.paragraph("", "", sentence)]


def _heading_level(node: nodes.Node) -> int:
    depth = 0
    while node := node.parent:
        depth += isinstance(node, nodes.section)
    return min(depth + 1, 6)
