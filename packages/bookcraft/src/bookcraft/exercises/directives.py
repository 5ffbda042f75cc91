"""The directives of exercises.

An author writes a fence with the kind's name, options, and ordinary Markdown (the table in the authors' guide). The
tree keeps an `exercise` node with its parsed parts, the domain keeps the exercise as data. No HTML here and nothing
computed: a mistake is a warning at its own line that says what to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

from ..authoring import LOGGER, Authored
from ..editions import is_for_learners, without_notes
from . import tree
from .domain import Place
from .model import (
    MARKED,
    Branching,
    Checklist,
    Choices,
    Content,
    Exercise,
    Frame,
    Gaps,
    Matching,
    Number,
    Ordering,
    Passage,
    Prediction,
    Solution,
)
from .syntax import accepted_answers, read

_LABEL = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")

COMMON_OPTIONS = ("label", "formerly", "minutes", "points", "class", "nonumber", "hidden")

OWN_OPTIONS: dict[str, tuple[str, ...]] = {
    **{kind: ("confidence",) for kind in MARKED},
    "fill-gaps": ("confidence", "tolerate"),
    "numeric": ("confidence", "answer", "tolerance", "unit"),
    "reflection": ("words", "frame"),
    "plan": ("review-weeks",),
}

_INSIDE = "bookcraft-inside-exercise"
_GAPS = "bookcraft-gaps-allowed"
EXAMPLE = "bookcraft-example"
"""Set in the environment's temporary data while an `{example}` is parsed: its exercises are not the book's."""


class OfExercises(Authored):
    """What the directives of this room share: passages are parsed where they stand, exercises do not nest."""

    @property
    def body(self) -> Passage:
        text = "\n".join(self.content)
        # An included file has not gone through what a page goes through.
        text = without_notes(text) if is_for_learners(self.config) else text
        return Passage(text, self.line + self.content_offset + 1)

    def refused(self, *, markdown: bool = True) -> bool:
        """Whether this cannot stand here; the author is told."""
        if markdown and not self.in_markdown:
            self.warn(self.line, "exercises are written in Markdown; put it into a page ending in .md", "place")
            return True
        if inside := self.env.temp_data.get(_INSIDE):
            self.warn(self.line, f"this stands inside {inside}; close that first", "place")
            return True
        return False

    @contextmanager
    def inside(self) -> Iterator[None]:
        self.env.temp_data[_INSIDE] = f"the {{{self.name}}} of line {self.line}"
        yield
        self.env.temp_data[_INSIDE] = None

    def parsed(self, passage: Passage) -> list[nodes.Node]:
        holder = nodes.Element()
        holder.document = self.state.document
        lines = StringList(passage.text.split("\n"), self.state.document.current_source)
        self.state.nested_parse(lines, passage.line - self.lineno - 1, holder)
        for message in list(holder.findall(nodes.system_message)):
            message.parent.remove(message)
        return holder.children

    def part(self, role: str, passage: Passage | None, *, inline: bool = False, **attributes) -> tree.part:
        node = tree.part("", role=role, inline=inline, **attributes)
        if passage is None or not passage.text.strip():
            return node
        if not inline:
            node += self.parsed(passage)
            return node
        # The parser counts the first line of inline text as the one after.
        line, _ = self.state.inline_text(passage.text, passage.line - 1)
        # A paragraph, for translators get paragraphs.
        node += nodes.paragraph(passage.text, "", *line)
        node[0].source, node[0].line = self.source, passage.line
        return node

    def note(self, node: nodes.Element, id_: str) -> None:
        """Give a node its id, which no heading above may have."""
        self.set_source_info(node)
        if id_ in self.state.document.ids:
            self.warn(self.option_line("label"), f"'{id_}' is the address of a heading too; rename this", "label")
            return
        node["ids"] = [id_]
        self.state.document.note_explicit_target(node)

    def label(self) -> str:
        """The label as written, or the nearest that can be one."""
        written = self.options.get("label", "").strip()
        if not written or _LABEL.fullmatch(written):
            return written
        clean = re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-0123456789") or self.name
        rule = "a label has small letters, digits and single '-', a letter first"
        self.warn(self.option_line("label"), f"label '{written}': {rule}; write '{clean}'", "label")
        return clean


class ExerciseDirective(OfExercises):
    """One exercise of the kind the directive is named after; `exercise-start` opens one that a gate closes."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    kind: ClassVar[str]

    def run(self) -> list[nodes.Node]:
        self.check_options()
        if self.refused():
            return []
        domain = self.env.get_domain("exercise")
        body, gated = self.body, self.name == "exercise-start"
        reading = read(self.kind, body, self.options)
        for problem in [] if gated else reading.problems:
            line = self.option_line(problem.option) if problem.option else problem.line
            self.warn(line if body.text.strip() or problem.option else self.line, problem.message, "syntax")
        record = Exercise(
            kind=self.kind,
            label=self.label() or self._unnamed(),
            docname=self.env.docname,
            line=self.line,
            source=self.source,
            title=self.arguments[0].strip() if self.arguments else "",
            prompt=reading.prompt,
            explanation=reading.explanation,
            content=reading.content,
            formerly=tuple(self.options.get("formerly", "").replace(",", " ").split()),
            minutes=self.whole_number("minutes"),
            points=self.whole_number("points"),
            confidence="confidence" in self.options,
            classes=self.classes(),
        )
        node = tree.exercise("", label=record.label, docname=record.docname, gated=gated)
        with self.inside():
            node += self._title(record.title)
            node += self._prompt(reading.prompt, reading.content)
            node += list(self._parts(reading.content))
            node += self.part("explanation", reading.explanation)
        if not domain.add(record, self._place(), tree.title(node), numbered="nonumber" not in self.options):
            return []
        if "hidden" in self.options:
            return []
        self.note(node, record.label)
        return [node]

    def _title(self, written: str) -> tree.part:
        node = self.part("title", Passage(written, self.line), inline=True)
        if any(found["reftype"] != "term" for found in node.findall(addnodes.pending_xref)):
            message = "a title stands in lists and references too, and cannot cite or refer; do that in the question"
            self.warn(self.line, message, "syntax")
        return node

    def _place(self) -> Place:
        if self.env.temp_data.get(EXAMPLE):
            return Place.EXAMPLE
        return Place.NOWHERE if "hidden" in self.options else Place.BOOK

    def _unnamed(self) -> str:
        if self.kind != "exercise":
            self.warn(self.line, "no label; kept answers are found by it: ':label: a-short-name'", "label")
        return self.env.get_domain("exercise").unnamed(self.env.docname)

    def _prompt(self, prompt: Passage, content: Content) -> tree.part:
        accepted = content.accepted if isinstance(content, Gaps) else ()
        self.env.temp_data[_GAPS] = isinstance(content, Gaps)
        node = self.part("prompt", prompt)
        self.env.temp_data[_GAPS] = False
        if len(list(node.findall(tree.gap))) != len(accepted):
            message = "a gap in code, in a formula or in another fence cannot be marked; write it in the running text"
            self.warn(prompt.line, message, "syntax")
        return node

    def _parts(self, content: Content) -> Iterable[nodes.Node]:
        match content:
            case Choices():
                for choice in content.choices:
                    text = self.part("text", choice.text)
                    yield tree.part("", text, self.part("feedback", choice.feedback), role="choice")
            case Matching():
                for pair in content.pairs:
                    term = self.part("term", pair.term, inline=True)
                    partner = self.part("partner", pair.partner, inline=True)
                    yield tree.part("", term, partner, self.part("reason", pair.reason), role="pair")
            case Ordering():
                for step in content.steps:
                    text = self.part("text", step.text, inline=True)
                    yield tree.part("", text, self.part("reason", step.reason), role="step")
            case Number():
                for mistake in content.mistakes:
                    yield self.part("mistake", mistake.feedback)
            case Frame():
                for frame in content.parts:
                    heading = self.part("heading", frame.heading, inline=True)
                    yield tree.part("", heading, self.part("hint", frame.hint), role="frame")
            case Prediction():
                for option in content.options:
                    yield self.part("option", option, inline=True)
            case Checklist():
                for item in content.items:
                    yield self.part("item", item, inline=True)
            case Branching():
                for seat in content.seats:
                    yield self.part("seat", seat.text, name=seat.name)
                for scene in content.scenes:
                    node = tree.part("", self.part("text", scene.text), role="scene", name=scene.name)
                    node += [self.part("seat", seat.text, name=seat.name) for seat in scene.seats]
                    node += [self.part("move", move.text, inline=True, target=move.target) for move in scene.moves]
                    yield node


class SolutionDirective(OfExercises):
    """The solution of an exercise, as in sphinx-exercise: the argument is the exercise's label."""

    has_content = True
    required_arguments = 1
    options_known = ("label", "class", "hidden")

    def run(self) -> list[nodes.Node]:
        self.check_options()
        if self.refused():
            return []
        of, body, label = self.arguments[0].strip(), self.body, self.label()
        record = Solution(of, body, self.env.docname, self.line, label, self.source)
        gated = self.name == "solution-start"
        node = tree.solution("", of=of, label=label, classes=list(self.classes()), gated=gated)
        with self.inside():
            node += self.parsed(body)
        if "hidden" in self.options:
            return []
        self.env.get_domain("exercise").add_solution(record)
        if label:
            self.note(node, label)
        else:
            self.set_source_info(node)
        return [node]


class GateDirective(OfExercises):
    """`exercise-end` and `solution-end`: what stands between them and the start belongs to the exercise or solution."""

    def run(self) -> list[nodes.Node]:
        self.check_options()
        node = tree.gate("", closes=self.name.removesuffix("-end"))
        self.set_source_info(node)
        return [node]


class ReviewDirective(OfExercises):
    """Shows a prediction again, after the activity ran: the argument is the prediction's label."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        self.check_options()
        of = self.arguments[0].strip()
        self.env.get_domain("exercise").add_review(of, self.env.docname, f"{self.source}:{self.line}")
        node = tree.review("", label=of)
        self.set_source_info(node)
        return [node]


class ListDirective(OfExercises):
    """`exercise-list`, all exercises of the book by page, and `solutions`, all answers: the back of a printed book."""

    def run(self) -> list[nodes.Node]:
        self.check_options()
        if self.refused(markdown=False):
            return []
        self.env.get_domain("exercise").add_list(self.name, self.env.docname)
        node = {"exercise-list": tree.exercise_list, "solutions": tree.solutions_appendix}[self.name]("")
        self.set_source_info(node)
        return [node]


class GapRole(SphinxRole):
    """``{gap}`answer | other spelling` ``: a gap in a `fill-gaps` exercise."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        if not self.env.temp_data.get(_GAPS):
            message = "{gap}: a gap can only stand in the text of a {fill-gaps}"
            LOGGER.warning(message, type="bookcraft", subtype="place", location=self.get_location())
            return [nodes.Text(self.text)], []
        accepted = accepted_answers(self.text)
        return [tree.gap("", accepted=accepted)] if accepted else [], []


def directive_for(kind: str) -> type[ExerciseDirective]:
    """The directive class of a kind."""
    known = (*COMMON_OPTIONS, *OWN_OPTIONS.get(kind, ()))
    name = f"{kind.title().replace('-', '')}Directive"
    return type(name, (ExerciseDirective,), {"kind": kind, "options_known": known})
