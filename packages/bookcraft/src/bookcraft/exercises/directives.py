"""The directives of exercises.

An author writes a fence with the kind's name, options, and ordinary Markdown (the table in the authors' guide). The
tree keeps an `exercise` node with its parsed parts, the domain keeps the exercise as data. No HTML here and nothing
computed: a mistake is a warning at its own line that says what to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from . import tree
from .model import (
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
)
from .syntax import accepted_answers, read

LOGGER = logging.getLogger(__name__)

_LABEL = re.compile(r"[a-z0-9][a-z0-9-]*")

COMMON_OPTIONS = {
    "label": directives.unchanged,
    "formerly": directives.unchanged,
    "minutes": directives.unchanged,
    "points": directives.unchanged,
    "confidence": directives.flag,
    "class": directives.class_option,
}

OWN_OPTIONS: dict[str, dict] = {
    "fill-gaps": {"tolerate": directives.unchanged},
    "numeric": {name: directives.unchanged for name in ("answer", "tolerance", "unit")},
    "reflection": {"words": directives.unchanged, "frame": directives.unchanged},
    "plan": {"review-weeks": directives.unchanged},
    "exercise": {"number": directives.flag, "nonumber": directives.flag, "hidden": directives.flag},
}


class Authored(SphinxDirective):
    """What all our directives share: warnings at a line, and the parsing of passages."""

    def warn(self, line: int, message: str, subtype: str) -> None:
        location = (self.env.docname, line)
        LOGGER.warning("%s: %s", self.name, message, type="exercise", subtype=subtype, location=location)

    @property
    def body(self) -> Passage:
        return Passage("\n".join(self.content), self.lineno + self.content_offset + 1)

    def parsed(self, passage: Passage) -> list[nodes.Node]:
        holder = nodes.Element()
        holder.document = self.state.document
        lines = StringList(passage.text.split("\n"), self.state.document.current_source)
        self.state.nested_parse(lines, passage.line - self.lineno - 1, holder)
        for message in list(holder.findall(nodes.system_message)):
            message.parent.remove(message)
        return holder.children

    def inline(self, passage: Passage) -> list[nodes.Node]:
        """A passage of one paragraph without the paragraph around it."""
        found = self.parsed(passage)
        if len(found) == 1 and isinstance(found[0], nodes.paragraph):
            return found[0].children
        return found

    def part(self, role: str, passage: Passage | None, *, inline: bool = False, **attributes) -> tree.part:
        node = tree.part("", role=role, **attributes)
        if passage is not None and passage.text.strip():
            node += self.inline(passage) if inline else self.parsed(passage)
        return node


class ExerciseDirective(Authored):
    """One exercise of the kind the directive is named after."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    kind: ClassVar[str]

    def run(self) -> list[nodes.Node]:
        domain = self.env.get_domain("exercise")
        body = self.body
        reading = read(self.kind, body, {name: value for name, value in self.options.items() if isinstance(value, str)})
        for problem in reading.problems:
            self.warn(problem.line, problem.message, "syntax")
        if not "".join(self.content).strip():
            self.warn(self.lineno, "nothing inside; write the question", "syntax")
        record = Exercise(
            kind=self.kind,
            label=self._label(),
            docname=self.env.docname,
            line=self.lineno,
            title=self.arguments[0].strip() if self.arguments else "",
            prompt=reading.prompt,
            explanation=reading.explanation,
            content=reading.content,
            formerly=self._formerly(),
            minutes=self._whole("minutes"),
            points=self._whole("points"),
            confidence="confidence" in self.options,
            classes=tuple(self.options.get("class", ())),
        )
        node = tree.exercise("", label=record.label, kind=record.kind, ids=[record.label])
        self.set_source_info(node)
        if record.title:
            node += self.part("title", Passage(record.title, self.lineno), inline=True)
        node += self.part("prompt", reading.prompt)
        node += list(self._content(reading.content))
        if reading.explanation is not None:
            node += self.part("explanation", reading.explanation)
        if not domain.add(record, numbered="nonumber" not in self.options):
            return []
        self.state.document.note_explicit_target(node)
        return [] if "hidden" in self.options else [node]

    def _label(self) -> str:
        written = self.options.get("label", "").strip()
        if not written:
            if self.kind != "exercise":
                self.warn(self.lineno, "no label; kept answers are found by it: ':label: a-short-name'", "label")
            return self.env.get_domain("exercise").unnamed(self.env.docname, self.kind)
        if not _LABEL.fullmatch(written):
            clean = re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-") or self.kind
            self.warn(self.lineno, f"label '{written}' has other signs than a-z, 0-9 and '-'; write '{clean}'", "label")
            return clean
        return written

    def _formerly(self) -> tuple[str, ...]:
        return tuple(self.options.get("formerly", "").replace(",", " ").split())

    def _whole(self, name: str) -> int:
        written = self.options.get(name, "").strip()
        if written and not re.fullmatch(r"[0-9]{1,4}", written):
            self.warn(self.lineno, f"{name} '{written}' is no whole number; write ':{name}: 5'", "option")
            return 0
        return int(written or 0)

    def _content(self, content: Content) -> Iterable[nodes.Node]:
        match content:
            case Choices():
                for choice in content.choices:
                    text = self.part("text", choice.text)
                    feedback = self.part("feedback", choice.feedback)
                    yield tree.part("", text, feedback, role="choice", right=choice.right)
            case Matching():
                for pair in content.pairs:
                    term, partner = (
                        self.part("term", pair.term, inline=True),
                        self.part("partner", pair.partner, inline=True),
                    )
                    yield tree.part("", term, partner, self.part("reason", pair.reason), role="pair")
            case Ordering():
                for step in content.steps:
                    text = self.part("text", step.text, inline=True)
                    yield tree.part("", text, self.part("reason", step.reason), role="step")
            case Number():
                for mistake in content.mistakes:
                    yield self.part("mistake", mistake.feedback, value=str(mistake.value))
            case Frame():
                for number, frame in enumerate(content.parts):
                    heading = self.part("heading", frame.heading, inline=True)
                    yield tree.part("", heading, self.part("hint", frame.hint), role="frame", number=number)
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
            case Gaps():
                pass  # the gaps stand in the prompt


class SolutionDirective(Authored):
    """The solution of an exercise, as in sphinx-exercise: the argument is the exercise's label."""

    has_content = True
    required_arguments = 1
    option_spec = {"label": directives.unchanged, "class": directives.class_option, "hidden": directives.flag}

    def run(self) -> list[nodes.Node]:
        target = self.arguments[0].strip()
        self.env.get_domain("exercise").add_solution(target, self.env.docname, self.lineno)
        node = tree.solution("", *self.parsed(self.body), label=target)
        self.set_source_info(node)
        if label := self.options.get("label", "").strip():
            node["ids"] = [nodes.make_id(label)]
        return [] if "hidden" in self.options else [node]


class ReviewDirective(Authored):
    """Shows a prediction again, after the activity ran: the argument is the prediction's label."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        target = self.arguments[0].strip()
        self.env.get_domain("exercise").add_review(target, self.env.docname, self.lineno)
        node = tree.review("", label=target)
        self.set_source_info(node)
        return [node]


class ExerciseListDirective(SphinxDirective):
    """The list of all exercises of the book, by page."""

    def run(self) -> list[nodes.Node]:
        self.env.get_domain("exercise").add_overview(self.env.docname)
        return [tree.exercise_list("")]


class SolutionsAppendixDirective(SphinxDirective):
    """All answers and solutions of the book, by page: the back of the printed book."""

    def run(self) -> list[nodes.Node]:
        self.env.get_domain("exercise").add_overview(self.env.docname)
        return [tree.solutions_appendix("")]


class GapRole(SphinxRole):
    """``{gap}`answer | other spelling` ``: a gap in a `fill-gaps` exercise."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        accepted = accepted_answers(self.text)
        return [tree.gap("", accepted=accepted)] if accepted else [], []


def directive_for(kind: str) -> type[ExerciseDirective]:
    """The directive class of a kind."""
    options = {**COMMON_OPTIONS, **OWN_OPTIONS.get(kind, {})}
    return type(
        f"{kind.title().replace('-', '')}Directive", (ExerciseDirective,), {"kind": kind, "option_spec": options}
    )
