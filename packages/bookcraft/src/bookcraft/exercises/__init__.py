"""Exercises: one source for the web page, for paper and for learning platforms.

`model` and `syntax` know nothing of Sphinx; `directives` parse, `domain` keeps and numbers, `transforms` turn the nodes
of `tree` into the `web` form or the `printed` one.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from . import tree
from .directives import (
    ExerciseListDirective,
    GapRole,
    ReviewDirective,
    SolutionDirective,
    SolutionsAppendixDirective,
    directive_for,
)
from .domain import ExerciseDomain, note_reading, renumber
from .model import KINDS
from .transforms import RenderExercises, ResolveExerciseReferences


def setup_exercises(app: Sphinx) -> None:
    app.add_domain(ExerciseDomain)
    for kind in KINDS:
        app.add_directive(kind, directive_for(kind))
    app.add_directive("solution", SolutionDirective)
    app.add_directive("prediction-review", ReviewDirective)
    app.add_directive("exercise-list", ExerciseListDirective)
    app.add_directive("solutions", SolutionsAppendixDirective)
    app.add_role("gap", GapRole())
    for node in (tree.exercise, tree.part, tree.gap, tree.solution, tree.review):
        app.add_node(node)
    app.add_node(tree.exercise_list)
    app.add_node(tree.solutions_appendix)
    app.add_post_transform(ResolveExerciseReferences)
    app.add_post_transform(RenderExercises)
    app.connect("env-before-read-docs", note_reading)
    # After Sphinx has numbered the sections, which it does at the default priority of 500.
    app.connect("env-get-updated", renumber, priority=800)
    app.connect("env-check-consistency", lambda app, env: env.get_domain("exercise").check_consistency())
