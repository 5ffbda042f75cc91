"""Exercises: one source for the web page, for paper and for learning platforms.

`model` and `syntax` know nothing of Sphinx; `directives` parse, `domain` keeps and numbers, `transforms` turn the nodes
of `tree` into the `web` form or the `printed` one.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from . import tree
from .directives import (
    GapRole,
    GateDirective,
    ListDirective,
    ReviewDirective,
    SolutionDirective,
    directive_for,
)
from .domain import ExerciseDomain, read_again, renumber
from .model import KINDS
from .transforms import CloseGates, PlaceAnswers, RenderExercises, ResolveExerciseReferences


def setup_exercises(app: Sphinx) -> None:
    app.add_domain(ExerciseDomain)
    for kind in KINDS:
        app.add_directive(kind, directive_for(kind))
    app.add_directive("exercise-start", directive_for("exercise"))
    app.add_directive("solution", SolutionDirective)
    app.add_directive("solution-start", SolutionDirective)
    app.add_directive("exercise-end", GateDirective)
    app.add_directive("solution-end", GateDirective)
    app.add_directive("prediction-review", ReviewDirective)
    app.add_directive("exercise-list", ListDirective)
    app.add_directive("solutions", ListDirective)
    app.add_role("gap", GapRole())
    for node in (
        tree.exercise, tree.part, tree.gap, tree.solution, tree.gate, tree.review, tree.exercise_list,
        tree.solutions_appendix,
    ):  # fmt: skip
        app.add_node(node)
    app.add_transform(CloseGates)
    for transform in (PlaceAnswers, ResolveExerciseReferences, RenderExercises):
        app.add_post_transform(transform)
    app.connect("env-get-outdated", read_again)
    # After Sphinx has numbered the sections, which it does at the default priority of 500.
    app.connect("env-get-updated", renumber, priority=700)
