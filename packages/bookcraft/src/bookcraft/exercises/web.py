"""The web form of an exercise: a custom element around plain HTML that is whole without scripts.

Without scripts a reader sees the question and opens the answers in a disclosure. With them the element
(`web/exercises/`) brings the controls to life; it reads the right answers from the disclosure, the only place that has
them. Everything with the class `live` needs scripts and is hidden without; `blank` and `lines` stand in its place then,
and on paper. Nothing is added to a page after it is shown, so nothing moves.
"""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from ..nodes import element, folded, html, text
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
from .printed import scene_numbers
from .shuffling import letter, shuffled

ELEMENTS = {
    "single-choice": "book-choice",
    "multiple-choice": "book-choice",
    "matching": "book-matching",
    "ordering": "book-ordering",
    "fill-gaps": "book-gaps",
    "numeric": "book-number",
    "reflection": "book-writing",
    "prediction": "book-prediction",
    "plan": "book-plan",
    "checklist": "book-checklist",
    "branching": "book-branching",
    "exercise": "book-exercise",
}
"""The custom element of each kind."""

_LINES = html("span", class_="lines", aria_hidden="true")
_BLANK = html("span", class_="blank", aria_hidden="true")
_GRIP = html("span", class_="grip live", aria_hidden="true")

CONFIDENCE = (("1", "A guess"), ("2", "Fairly sure"), ("3", "Certain"))


def question(record: Exercise, node: tree.exercise, heading: list[nodes.Node], level: int) -> element:
    """The exercise as a custom element.

    heading: its number and title. level: the heading level its title has for screen readers, 2 to 6.
    """
    label = record.label
    outer = html(
        ELEMENTS[record.kind],
        class_=" ".join(["exercise", f"exercise-{record.kind}", *record.classes]),
        role="group",
        aria_labelledby=f"{label}--title",
        data_kind=record.kind,
        data_label=label,
        data_formerly=" ".join(record.formerly) or None,
        data_points=record.points or None,
    )
    outer["ids"] = [label]
    outer += html("p", *heading, class_="exercise-title", id=f"{label}--title", role="heading", aria_level=str(level))
    outer += html("p", *_facts(record), class_="exercise-facts")
    outer += html("div", *_with_inputs(record, tree.content(node, "prompt")), class_="exercise-body")
    outer += list(_form(record, node))
    if record.confidence and record.kind in MARKED:
        outer += _confidence(label)
    if record.kind in MARKED:
        outer += html(
            "p",
            _button("check", "Check"),
            _button("reveal", "Show the answer"),
            _button("again", "Try again", hidden=True),
            class_="controls live",
        )
        outer += html("div", class_="verdict live", role="status")
        outer += folded(nodes.Text("Answer and reasons"), *_answers(record, node), class_="answers")
    return outer


def review(record: Exercise, name: str, uri: str) -> element:
    """The place where a prediction is shown again: `name` is its reference, `uri` where it was made."""
    link = nodes.reference("", name, refuri=uri, internal=True)
    field = html("textarea", rows="3", readonly=True, placeholder="Nothing yet. Write it there first.")
    return html(
        "book-prediction-review",
        html("p", nodes.Text("Look back at what you expected in "), link, nodes.Text(".")),
        html("label", text("span", "What you expected"), field, _LINES.deepcopy(), class_="live"),
        class_="prediction-review",
        data_label=record.label,
        data_formerly=" ".join(record.formerly) or None,
    )


def _facts(record: Exercise) -> Iterable[nodes.Node]:
    yield text("span", KINDS[record.kind], class_="exercise-kind")
    for count, unit, class_ in ((record.minutes, "minute", "minutes"), (record.points, "point", "points")):
        if count:
            yield nodes.Text(" ")
            yield text("span", f"{count} {unit}{'s' * (count != 1)}", class_=f"exercise-{class_}")


def _button(class_: str, name: str, *, hidden: bool = False, **attributes) -> element:
    return text("button", name, type="button", class_=class_, hidden=hidden, **attributes)


def _confidence(label: str) -> element:
    choices = []
    for value, name in CONFIDENCE:
        box = html("input", type="radio", name=f"{label}--confidence", value=value)
        choices += [html("label", box, nodes.Text(f" {name}")), nodes.Text(" ")]
    return html("fieldset", text("legend", "How sure are you?"), *choices, class_="confidence live")


def _plain(found: list[nodes.Node]) -> str:
    """The text of nodes, for an attribute or an option."""
    return " ".join(" ".join(node.astext() for node in found).split())


def _labelled(found: list[nodes.Node], *, for_: str, id_: str) -> element:
    """A text that names an input: a label when it is one paragraph, else a block that the input refers to."""
    if len(found) == 1 and isinstance(found[0], nodes.paragraph):
        return html("label", *found[0].children, for_=for_, id=id_)
    if all(isinstance(child, nodes.Inline | nodes.Text) for child in found):
        return html("label", *found, for_=for_, id=id_)
    return html("div", *found, id=id_, class_="choice-text")


def _with_inputs(record: Exercise, found: list[nodes.Node]) -> list[nodes.Node]:
    holder = nodes.Element("", *found)
    for number, gap in enumerate(list(holder.findall(tree.gap)), 1):
        longest = max(len(answer) for answer in gap["accepted"])
        # The width tells the length of no single answer: steps of eight letters.
        size = str(8 * (longest // 8 + 1))
        field = html(
            "input", type="text", class_="gap", id=f"{record.label}--gap-{number}", size=size,
            aria_label=f"Gap {number}", autocomplete="off", autocapitalize="off", spellcheck="false",
        )  # fmt: skip
        gap.replace_self(field)
    return holder.children


def _form(record: Exercise, node: tree.exercise) -> Iterable[nodes.Node]:
    label = record.label
    match record.content:
        case Choices(_, several):
            kind = "checkbox" if several else "radio"
            items = []
            for n, choice in enumerate(tree.parts(node, "choice")):
                id_ = f"{label}--{n}"
                box = html(
                    "input",
                    type=kind,
                    name=label,
                    value=str(n),
                    id=id_,
                    aria_labelledby=f"{id_}-letter {id_}-text",
                    class_="live",
                )
                mark = text("span", f"{letter(n).lower()}", class_="letter", id=f"{id_}-letter")
                named = _labelled(tree.content(choice, "text"), for_=id_, id_=f"{id_}-text")
                items.append(html("li", box, mark, named))
            role = "group" if several else "radiogroup"
            listed = html("ul", *items, class_="choices")
            yield html("div", listed, role=role, aria_labelledby=f"{label}--title", class_="choice-group")
        case Matching(pairs):
            yield _matching(label, list(tree.parts(node, "pair")), shuffled(len(pairs), label))
        case Ordering(steps):
            yield _ordering(label, list(tree.parts(node, "step")), shuffled(len(steps), label))
        case Number(unit=unit):
            field = html(
                "input", type="text", inputmode="decimal", id=f"{label}--number", autocomplete="off",
                class_="number", data_unit=unit or None,
            )  # fmt: skip
            named = text("label", "Your answer", for_=f"{label}--number")
            yield html("p", named, nodes.Text(" "), field, nodes.Text(f" {unit}".rstrip()), class_="number-line")
        case Frame(_, words):
            yield from _writing(record, list(tree.parts(node, "frame")), words)
        case Prediction(options):
            if options:
                yield _ticks(label, "radio", list(tree.parts(node, "option")))
            else:
                yield _textarea(f"{label}--text", "What do you expect, and why?", rows=3)
        case Checklist():
            yield _ticks(label, "checkbox", list(tree.parts(node, "item")))
        case Plan(weeks):
            yield _textarea(f"{label}--if", "If …", rows=2)
            yield _textarea(f"{label}--then", "then I will …", rows=2)
            date = html("input", type="date", id=f"{label}--review", data_weeks=str(weeks), class_="live")
            named = text("label", "I will look at this again on", for_=f"{label}--review")
            yield html("p", named, nodes.Text(" "), date, _BLANK.deepcopy(), class_="review-date")
        case Branching():
            yield from _scenes(record, node)
        case Gaps():
            pass


def _matching(label: str, pairs: list[tree.part], order: tuple[int, ...]) -> element:
    partners = [(letter(place), pairs[n]) for place, n in enumerate(order)]
    terms = []
    for n, pair in enumerate(pairs):
        options = [text("option", "choose", value="")]
        options += [
            text("option", f"{mark} {_plain(tree.content(other, 'partner'))}", value=mark) for mark, other in partners
        ]
        named = html("label", *tree.content(pair, "term"), for_=f"{label}--{n}", class_="term")
        chooser = html("select", *options, id=f"{label}--{n}", class_="live")
        terms.append(html("li", named, nodes.Text(" "), chooser, _BLANK.deepcopy()))
    listed = [
        html(
            "li",
            text("span", mark, class_="letter"),
            nodes.Text(" "),
            html("span", *tree.content(pair, "partner"), class_="partner-text"),
            _GRIP.deepcopy(),
            data_partner=mark,
        )
        for mark, pair in partners
    ]
    return html("div", html("ol", *terms, class_="terms"), html("ul", *listed, class_="partners"), class_="pairs")


def _ordering(label: str, steps: list[tree.part], order: tuple[int, ...]) -> element:
    items = []
    for place, n in enumerate(order):
        mark = letter(place)
        name = _plain(tree.content(steps[n], "text"))
        buttons = html(
            "span",
            _button("earlier", "\u2191", aria_label=f"Move earlier: {name}"),
            _button("later", "\u2193", aria_label=f"Move later: {name}"),
            _GRIP.deepcopy(),
            class_="moves-step live",
        )
        mark_node = text("span", mark, class_="letter")
        content = html("span", *tree.content(steps[n], "text"), class_="step-text")
        items.append(html("li", mark_node, nodes.Text(" "), content, buttons, data_step=mark))
    return html("ol", *items, class_="steps", id=f"{label}--steps")


def _textarea(id_: str, name: str | list[nodes.Node], *, rows: int, hint: list[nodes.Node] | None = None) -> element:
    children: list[nodes.Node] = [
        text("label", name, for_=id_) if isinstance(name, str) else html("label", *name, for_=id_)
    ]
    if hint:
        children.append(html("div", *hint, class_="hint", id=f"{id_}-hint"))
    described = f"{id_}-hint" if hint else None
    children.append(html("textarea", id=id_, rows=str(rows), aria_describedby=described, class_="live"))
    children.append(_LINES.deepcopy())
    return html("div", *children, class_="writing")


def _writing(record: Exercise, parts: list[tree.part], words: int) -> Iterable[element]:
    label = record.label
    for n, part in enumerate(parts):
        yield _textarea(f"{label}--{n}", tree.content(part, "heading"), rows=3, hint=tree.content(part, "hint"))
    if not parts:
        yield _textarea(f"{label}--text", "Your words", rows=5)
    if words:
        yield text("p", f"About {words} words.", class_="word-guide", data_words=str(words))


def _ticks(label: str, kind: str, parts: list[tree.part]) -> element:
    items = []
    for n, part in enumerate(parts):
        id_ = f"{label}--{n}"
        box = html("input", type=kind, name=label, value=str(n), id=id_, aria_labelledby=f"{id_}-text", class_="live")
        items.append(html("li", box, _labelled(tree.inside(part), for_=id_, id_=f"{id_}-text")))
    role = "radiogroup" if kind == "radio" else "group"
    return html(
        "div", html("ul", *items, class_="ticks"), role=role, aria_labelledby=f"{label}--title", class_="tick-group"
    )


def _scenes(record: Exercise, node: tree.exercise) -> Iterable[element]:
    label = record.label
    seats = list(tree.parts(node, "seat"))
    named = list(dict.fromkeys([s["name"] for s in seats] + [
        s["name"] for scene in tree.parts(node, "scene") for s in tree.parts(scene, "seat")
    ]))  # fmt: skip
    if named:
        options = [text("option", "everybody: show what each seat knows", value="")] + [
            text("option", name, value=name) for name in named
        ]
        chooser = html("select", *options, id=f"{label}--seat")
        named_chooser = [text("label", "You sit as", for_=f"{label}--seat"), nodes.Text(" "), chooser]
        yield html("p", *named_chooser, class_="seat-line live")
    yield from (_seat(seat) for seat in seats)
    numbers = scene_numbers(record)
    written = {scene["name"]: scene for scene in reversed(list(tree.parts(node, "scene")))}
    for name, number in sorted(numbers.items(), key=lambda item: item[1]):
        scene = written[name]
        section = html(
            "section",
            text("p", str(number), class_="scene-number"),
            *tree.content(scene, "text"),
            *(_seat(seat) for seat in tree.parts(scene, "seat")),
            class_="scene here" if number == 1 else "scene",
            data_scene=name,
            tabindex="-1",
        )
        section["ids"] = [f"{label}--{name}"]
        moves = [_move(label, move, numbers.get(move["target"])) for move in tree.parts(scene, "move")]
        section += html("ul", *moves, class_="moves") if moves else text("p", "The case ends here.", class_="ending")
        yield section
    yield html(
        "p",
        _button("back", "Go back", disabled=True),
        _button("again", "Begin again", disabled=True),
        _button("resume", "Go on where you stopped", hidden=True),
        class_="controls live",
    )


def _move(label: str, move: tree.part, number: int | None) -> element:
    link = html("a", *tree.inside(move), href=f"#{label}--{move['target']}", class_="move")
    return html("li", link, text("span", f": turn to {number}", class_="turn") if number else nodes.Text(""))


def _seat(seat: tree.part) -> element:
    title = text("p", f"Only the {seat['name']} knows", class_="seat-title")
    return html("div", title, *tree.inside(seat), class_="seat", data_seat=seat["name"])


# The disclosure ---------------------------------------------------------------------------------------------


def _answers(record: Exercise, node: tree.exercise) -> Iterable[nodes.Node]:
    match record.content:
        case Choices(choices):
            items = []
            for n, part in enumerate(tree.parts(node, "choice")):
                right = choices[n].right
                name = f"{letter(n).lower()} is {'right' if right else 'wrong'}."
                verdict = html("p", text("b", name), class_="answer-line")
                items.append(html("li", verdict, *tree.content(part, "feedback"), data_choice=str(n), data_right=right))
            yield html("ul", *items)
        case Matching(pairs):
            places = {n: letter(place) for place, n in enumerate(shuffled(len(pairs), record.label))}
            items = []
            for n, pair in enumerate(tree.parts(node, "pair")):
                line = html(
                    "p",
                    html("b", *tree.again(pair, "term")),
                    nodes.Text(": "),
                    text("span", places[n], class_="letter"),
                    nodes.Text(" "),
                    *tree.again(pair, "partner"),
                    class_="answer-line",
                )
                items.append(html("li", line, *tree.content(pair, "reason"), data_term=str(n), data_partner=places[n]))
            yield html("ul", *items)
        case Ordering(steps):
            places = {n: letter(place) for place, n in enumerate(shuffled(len(steps), record.label))}
            items = []
            for n, step in enumerate(tree.parts(node, "step")):
                line = html("p", *tree.again(step, "text"), class_="answer-line")
                items.append(html("li", line, *tree.content(step, "reason"), data_step=places[n]))
            yield html("ol", *items)
        case Gaps(accepted, tolerate):
            items = [text("li", " or ".join(answers), data_accepted="|".join(answers)) for answers in accepted]
            yield html("ol", *items, data_tolerate=" ".join(sorted(tolerate)))
        case Number(answer, tolerance, unit, printed, mistakes):
            within = f", within {float(tolerance):.10g} either way" if tolerance else ""
            yield text(
                "p", f"{printed} {unit}".rstrip() + f"{within}.", class_="number-answer",
                data_answer=repr(float(answer)), data_tolerance=repr(float(tolerance)),
            )  # fmt: skip
            if mistakes:
                items = []
                for mistake, part in zip(mistakes, tree.parts(node, "mistake"), strict=False):
                    line = html("p", text("b", f"{float(mistake.value):.10g}"), class_="answer-line")
                    items.append(html("li", line, *tree.inside(part), data_value=repr(float(mistake.value))))
                yield html("ul", *items, class_="mistakes")
    explanation = tree.content(node, "explanation")
    if explanation:
        yield html("div", *explanation, class_="explanation")
