"""The nodes an exercise is kept in between reading and writing.

They hold what the directive parsed, in a shape no writer sees: a transform turns them into the web form or the
printed one before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes


class exercise(nodes.General, nodes.Element):
    """One exercise: `label`, `docname` of its page, `gated` if a `gate` closes it; its children are `part` nodes."""


class part(nodes.Part, nodes.Element):
    """A parsed passage of an exercise, or a group of them; `inline`: its one child is a paragraph that is only a line.

    role: title, prompt, explanation, choice, pair, step, mistake, frame, option, item, scene, seat, move, or inside
    those: text, feedback, term, partner, reason, heading, hint.
    """


class gap(nodes.Inline, nodes.Element):
    """A gap in a text: `accepted`, the answers."""


class solution(nodes.General, nodes.Element):
    """The solution of the exercise with the label `of`; `label` is its own or empty; `gated` as for an exercise."""


class gate(nodes.General, nodes.Element):
    """Closes the exercise or solution that began above: `closes` is "exercise" or "solution"."""


class review(nodes.General, nodes.Element):
    """The place where the prediction `label` is shown again."""


class exercise_list(nodes.General, nodes.Element):
    """The place of the list of all exercises."""


class solutions_appendix(nodes.General, nodes.Element):
    """The place of all answers and solutions."""


def parts(node: nodes.Element, role: str) -> Iterator[part]:
    """The parts of a role directly inside a node."""
    return (child for child in node.children if isinstance(child, part) and child["role"] == role)


def inside(found: part) -> list[nodes.Node]:
    """Copies of what a part holds; without the paragraph around it for a line."""
    copied = found.deepcopy()
    return copied[0].children if copied.children and copied.get("inline") else copied.children


def content(node: nodes.Element, role: str) -> list[nodes.Node]:
    """Copies of what the parts of a role hold, for the first place that shows it."""
    return [child for found in parts(node, role) for child in inside(found)]


def again(node: nodes.Element, role: str) -> list[nodes.Node]:
    """The same for another place on the same page: without ids, which stand once on a page."""
    copies = content(node, role)
    for copy in copies:
        for element in copy.findall(nodes.Element):
            element["ids"] = []
    return copies


def title(node: exercise) -> str:
    """The title of an exercise as plain text."""
    return " ".join("".join(child.astext() for child in content(node, "title")).split())


def replace(node: nodes.Node, new: Iterable[nodes.Node]) -> None:
    """Put other nodes in the place of one; docutils' own way would hand its ids down and insist that none is lost."""
    place = node.parent.index(node)
    node.parent[place : place + 1] = list(new)
