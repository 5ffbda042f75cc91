"""The printed form of an exercise, in standard nodes: for every format that cannot be interactive.

It says something true and fair: blanks to fill in, matching and ordering shuffled, the answers elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from . import tree
from .model import (
    KINDS,
    MARKED,
    Branching,
    Checklist,
    Choices,
    Exercise,
    Frame,
    Gaps,
    Matching,
    Number,
    Ordering,
    Plan,
    Prediction,
)
from .shuffling import letter, shuffled

BLANK = "\u00a0".join(["_____"] * 2)
BOX = "\u2610"  # ballot box


def question(record: Exercise, node: tree.exercise, heading: list[nodes.Node], answers: list[nodes.Node]) -> nodes.Node:
    """The exercise as it stands in the text.

    heading: its number and title. answers: a sentence that says where the answers are, or nothing.
    """
    title = nodes.paragraph("", "", nodes.strong("", "", *heading), *_facts(record), classes=["exercise-title"])
    return box(
        ["exercise", f"exercise-{record.kind}", *record.classes],
        [record.label],
        title,
        *_fill_blanks(tree.content(node, "prompt")),
        *_form(record, node),
        *answers,
    )


def box(classes: list[str], ids: list[str], *children: nodes.Node) -> nodes.Element:
    """A container that can be referred to: LaTeX and Texinfo write the ids of targets, not those of containers."""
    targets = [nodes.target("", "", ids=ids)] if ids else []
    return nodes.container("", *targets, *children, classes=classes)


def answer(record: Exercise, node: tree.exercise) -> list[nodes.Node]:
    """The answer with its reasons, as it stands in the appendix; nothing for an exercise that has none."""
    return [*_answer(record, node), *tree.content(node, "explanation")]


def _facts(record: Exercise) -> list[nodes.Node]:
    facts = [KINDS[record.kind]]
    if record.minutes:
        facts.append(f"{record.minutes} minute{'s' * (record.minutes != 1)}")
    if record.points:
        facts.append(f"{record.points} point{'s' * (record.points != 1)}")
    return [nodes.Text(" "), nodes.emphasis("", f"({', '.join(facts)})")]


def _paragraph(*children: nodes.Node | str) -> nodes.paragraph:
    return nodes.paragraph("", "", *(nodes.Text(c) if isinstance(c, str) else c for c in children))


def lettered(items: Iterable[list[nodes.Node]]) -> nodes.Element:
    """A list of (a), (b), (c) …; the items are lists of block or inline nodes."""
    found = nodes.enumerated_list("", enumtype="loweralpha", prefix="", suffix=".")
    for item in items:
        found += nodes.list_item("", *_blocks(item))
    return found


def spell_out_letters(document: nodes.document) -> None:
    """Write (a), (b) … as text, for the text writer numbers every list 1, 2 …"""
    for found in list(document.findall(nodes.enumerated_list)):
        if found.get("enumtype") != "loweralpha":
            continue
        blocks: list[nodes.Node] = []
        for number, item in enumerate(found.children):
            if not isinstance(item[0], nodes.paragraph):
                item.insert(0, nodes.paragraph())
            item[0].insert(0, nodes.Text(f"({letter(number).lower()}) "))
            blocks += item.children
        found.replace_self(nodes.block_quote("", *blocks))


def _blocks(children: list[nodes.Node]) -> list[nodes.Node]:
    """Block nodes for a place that wants blocks: loose text goes into a paragraph."""
    if all(isinstance(child, nodes.Inline | nodes.Text) for child in children):
        return [_paragraph(*children)]
    return children


def _fill_blanks(found: list[nodes.Node]) -> list[nodes.Node]:
    holder = nodes.Element("", *found)
    for number, gap in enumerate(list(holder.findall(tree.gap)), 1):
        gap.replace_self(nodes.Text(f"{BLANK} ({number})"))
    return holder.children


def _form(record: Exercise, node: tree.exercise) -> Iterable[nodes.Node]:
    match record.content:
        case Choices():
            yield lettered(tree.content(choice, "text") for choice in tree.parts(node, "choice"))
        case Matching(pairs):
            pair_nodes = list(tree.parts(node, "pair"))
            yield nodes.bullet_list(
                "", *(nodes.list_item("", _paragraph(*tree.content(p, "term"), f": {BLANK}")) for p in pair_nodes)
            )
            order = shuffled(len(pairs), record.label)
            yield lettered(tree.content(pair_nodes[n], "partner") for n in order)
        case Ordering(steps):
            step_nodes = list(tree.parts(node, "step"))
            order = shuffled(len(steps), record.label)
            yield lettered(tree.content(step_nodes[n], "text") for n in order)
            yield _paragraph("Right order: " + ", ".join(["___"] * len(steps)))
        case Number(unit=unit):
            yield _paragraph(f"Answer: {BLANK} {unit}".rstrip())
        case Frame(parts, words):
            for part in tree.parts(node, "frame"):
                yield nodes.paragraph("", "", nodes.strong("", "", *tree.content(part, "heading")))
                yield from tree.content(part, "hint")
                yield _paragraph(BLANK)
            if not parts:
                yield _paragraph(BLANK)
            if words:
                yield _paragraph(f"About {words} words.")
        case Prediction(options):
            if options:
                yield _ticks(tree.inside(part) for part in tree.parts(node, "option"))
            else:
                yield _paragraph(BLANK)
        case Checklist():
            yield _ticks(tree.inside(part) for part in tree.parts(node, "item"))
        case Plan():
            yield _paragraph(f"If {BLANK},")
            yield _paragraph(f"then I will {BLANK}.")
            yield _paragraph(f"I will look at this again on {BLANK}.")
        case Branching():
            yield from _paragraphs_to_turn_to(record, node)
        case Gaps(_, _):
            pass


def _ticks(items: Iterable[list[nodes.Node]]) -> nodes.bullet_list:
    return nodes.bullet_list("", *(nodes.list_item("", _paragraph(f"{BOX} ", *item)) for item in items))


def scene_numbers(record: Exercise) -> dict[str, int]:
    """The number of each scene's paragraph: the first is 1, the rest are shuffled, so that no order tells the way."""
    assert isinstance(record.content, Branching)
    names = list(dict.fromkeys(scene.name for scene in record.content.scenes))
    rest = shuffled(len(names) - 1, record.label)
    return {names[0]: 1, **{names[1 + n]: place + 2 for place, n in enumerate(rest)}} if names else {}


def _paragraphs_to_turn_to(record: Exercise, node: tree.exercise) -> Iterable[nodes.Node]:
    numbers = scene_numbers(record)
    for seat in tree.parts(node, "seat"):
        yield _only_for(seat)
    scenes = {}
    for scene in tree.parts(node, "scene"):
        scenes.setdefault(scene["name"], scene)
    for name, number in sorted(numbers.items(), key=lambda item: item[1]):
        scene = scenes[name]
        yield nodes.paragraph("", "", nodes.strong("", str(number)))
        yield from tree.content(scene, "text")
        for seat in tree.parts(scene, "seat"):
            yield _only_for(seat)
        moves = nodes.bullet_list("")
        for move in tree.parts(scene, "move"):
            turn = f": turn to {numbers[move['target']]}." if move["target"] in numbers else "."
            moves += nodes.list_item("", _paragraph(*tree.inside(move), turn))
        yield moves if moves.children else _paragraph(nodes.emphasis("", "The case ends here."))


def _only_for(seat: tree.part) -> nodes.Node:
    title = nodes.paragraph("", "", nodes.strong("", f"Only the {seat['name']} knows"))
    return nodes.block_quote("", title, *tree.inside(seat))


# Answers ----------------------------------------------------------------------------------------------------


def _answer(record: Exercise, node: tree.exercise) -> Iterable[nodes.Node]:
    if record.kind not in MARKED:
        return
    match record.content:
        case Choices(choices):
            right = [f"({letter(n).lower()})" for n, choice in enumerate(choices) if choice.right]
            yield _paragraph(nodes.strong("", f"Right: {', '.join(right) or 'none'}."))
            yield lettered(
                tree.content(choice, "feedback") or [nodes.Text("–")] for choice in tree.parts(node, "choice")
            )
        case Matching(pairs):
            places = {n: letter(place).lower() for place, n in enumerate(shuffled(len(pairs), record.label))}
            found = nodes.bullet_list("")
            for number, pair in enumerate(tree.parts(node, "pair")):
                line = _paragraph(*tree.content(pair, "term"), f": ({places[number]}) ", *tree.content(pair, "partner"))
                found += nodes.list_item("", line, *tree.content(pair, "reason"))
            yield found
        case Ordering(steps):
            places = {n: letter(place).lower() for place, n in enumerate(shuffled(len(steps), record.label))}
            yield _paragraph(nodes.strong("", f"Right order: {', '.join(places[n] for n in range(len(steps)))}."))
            found = nodes.enumerated_list("", enumtype="arabic", prefix="", suffix=".")
            for step in tree.parts(node, "step"):
                found += nodes.list_item("", _paragraph(*tree.content(step, "text")), *tree.content(step, "reason"))
            yield found
        case Gaps(accepted):
            found = nodes.enumerated_list("", enumtype="arabic", prefix="", suffix=".")
            for answers in accepted:
                found += nodes.list_item("", _paragraph(" or ".join(answers)))
            yield found
        case Number(_, tolerance, unit, printed, mistakes):
            within = f" (within {_decimal(tolerance)} either way)" if tolerance else ""
            yield _paragraph(nodes.strong("", f"{printed} {unit}".rstrip()), f"{within}.")
            found = nodes.bullet_list("")
            for mistake, part in zip(mistakes, tree.parts(node, "mistake"), strict=True):
                found += nodes.list_item("", _paragraph(f"{mistake.printed}:"), *tree.inside(part))
            yield from [found] if mistakes else []


def _decimal(value) -> str:
    return f"{float(value):.10g}"
