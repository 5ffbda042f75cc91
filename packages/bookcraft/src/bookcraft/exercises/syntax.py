"""From the Markdown inside a fence to the content of an exercise.

The syntax is the table in the authors' guide. Nothing an author writes may raise here: whatever does not fit is a
`Problem` with its line, and the rest is read as well as can be. Knows nothing of Sphinx.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin

from .model import (
    Branching,
    Checklist,
    Choice,
    Choices,
    Content,
    Frame,
    FramePart,
    Gaps,
    Matching,
    Mistake,
    Move,
    Number,
    Open,
    Ordering,
    Pair,
    Passage,
    Plan,
    Prediction,
    Problem,
    Scene,
    Seat,
    Step,
)

_MARKDOWN = MarkdownIt("commonmark").enable("table").use(deflist_plugin).use(colon_fence_plugin)
_BOX = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_MARKER = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)]|[:~])(?: {1,4}(?! )| +|$)")
_DEFINITION = re.compile(r" {0,3}[:~](?: |$)")
_GAP = re.compile(r"\{gap\}(`+)(.+?)\1", re.DOTALL)
_MOVE = re.compile(r"\[(?P<text>.+)\]\(#(?P<target>[^()\s]+)\)\s*\Z", re.DOTALL)
_FENCED = re.compile(r"\{(scene|seat)\}[ \t]*(.*)\Z", re.DOTALL)

FRAMES = {
    "what-so-what-now-what": (
        ("What?", "What happened, or what do you see? Only what others could check."),
        ("So what?", "Why does it matter, and to whom? What else could explain it?"),
        ("Now what?", "What will you do, and how will you know that it helped?"),
    ),
    "claim-evidence-doubt": (
        ("Claim", "What do you hold to be so, in one sentence?"),
        ("Evidence", "What have you seen, counted or read that supports it?"),
        ("Doubt", "What would you have to see to change your mind?"),
    ),
}
"""Frames that a reflection can name: heading and hint of each part."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the question, what everyone is told at the end, the content, and the author's mistakes."""

    prompt: Passage
    explanation: Passage | None
    content: Content
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """A block at the top of a passage: its token, the tokens inside it, its lines from `start` up to `end`."""

    token: Token
    inside: tuple[Token, ...]
    start: int
    end: int

    @property
    def type(self) -> str:
        return self.token.type


@dataclass(frozen=True, slots=True)
class _Item:
    """A list item: its text without box and quotation, the box (None, " " or "x"), the quotation."""

    text: Passage
    box: str | None
    quotation: Passage | None


class _Body:
    """The body of a fence while it is read: its lines, its blocks, the problems found so far."""

    def __init__(self, passage: Passage, problems: list[Problem]):
        self.lines = passage.text.expandtabs(4).split("\n")
        self.line = passage.line
        self.blocks = tuple(_top_blocks(passage.text.expandtabs(4)))
        self.problems = problems

    def passage(self, start: int, end: int) -> Passage:
        """The lines from `start` up to `end`, without blank lines around them."""
        end = min(end, len(self.lines))
        while start < end and not self.lines[start].strip():
            start += 1
        while end > start and not self.lines[end - 1].strip():
            end -= 1
        return Passage("\n".join(self.lines[start:end]), self.line + start)

    def problem(self, at: int, message: str) -> None:
        self.problems.append(Problem(self.line + at, message))

    def last(self, *types: str) -> _Block | None:
        return next((b for b in reversed(self.blocks) if b.type in types), None)

    def marked(self, start: int, end: int) -> Passage:
        """The text behind a list or definition marker, dedented."""
        end = min(end, len(self.lines))
        first = self.lines[start]
        found = _MARKER.match(first)
        indent = found.end() if found else 0
        rest = [_dedent(line, indent) for line in self.lines[start + 1 : end]]
        text = "\n".join([first[indent:], *rest]).rstrip()
        return Passage(text, self.line + start)

    def unquoted(self, block: _Block) -> Passage:
        lines = [re.sub(r"^ {0,3}> ?", "", line) for line in self.lines[block.start : block.end]]
        return Passage("\n".join(lines).strip("\n"), self.line + block.start)


def read(kind: str, body: Passage, options: dict[str, str]) -> Reading:
    """Read the body of one exercise.

    kind: a key of `model.KINDS`. body: the Markdown of the fence. options: the kind's own options, as written.
    Returns: a `Reading`; never raises on anything an author can write.
    """
    problems: list[Problem] = []
    prompt, explanation, content = _READERS[kind](_Body(body, problems), options, body.line)
    if not prompt.text.strip() and kind not in ("checklist", "plan", "branching"):
        problems.append(Problem(body.line, "the question is missing; write it before the answers"))
    return Reading(prompt, explanation, content, tuple(problems))


def _top_blocks(text: str) -> Iterable[_Block]:
    tokens = _MARKDOWN.parse(text)
    index = 0
    while index < len(tokens):
        token, depth, first = tokens[index], tokens[index].nesting, index + 1
        while depth > 0:
            index += 1
            depth += tokens[index].nesting
        index += 1
        if token.map:
            yield _Block(token, tuple(tokens[first : index - 1]), *token.map)


def _dedent(line: str, indent: int) -> str:
    return line[indent:] if not line[:indent].strip() else line.lstrip()


# Lists ------------------------------------------------------------------------------------------------------


def _item(body: _Body, passage: Passage) -> _Item:
    """Take a list item or definition apart: box, text, quotation."""
    inner = _Body(passage, body.problems)
    box = None
    if found := _BOX.match(inner.lines[0]):
        box = found.group(1).lower()
        inner = _Body(
            Passage("\n".join([inner.lines[0][found.end() :], *inner.lines[1:]]), passage.line), body.problems
        )
    quotations = [b for b in inner.blocks if b.type == "blockquote_open"]
    if not quotations:
        return _Item(inner.passage(0, len(inner.lines)), box, None)
    for extra in quotations[1:]:
        inner.problem(extra.start, "a second quotation; write all of the reason in one")
    quotation = quotations[0]
    after = inner.passage(quotation.end, len(inner.lines))
    if after.text and len(quotations) == 1:
        inner.problem(quotation.end, "text after the quotation; write it above, or begin its lines with '>'")
    return _Item(inner.passage(0, quotation.start), box, inner.unquoted(quotation))


def _items(body: _Body, block: _Block) -> list[_Item]:
    level = block.token.level + 1
    spans = [t.map for t in block.inside if t.type == "list_item_open" and t.level == level and t.map]
    return [_item(body, body.marked(*span)) for span in spans]


def _has_box(item: _Item) -> bool:
    return item.box is not None


def _list_and_rest(body: _Body, type_: str, what: str) -> tuple[Passage, list[_Item], Passage | None]:
    """The prompt, the items of the last list of a type, and a quotation after it."""
    block = body.last(type_)
    if block is None:
        return body.passage(0, len(body.lines)), [], None
    explanation, prompt = None, body.passage(0, block.start)
    for after in (b for b in body.blocks if b.start >= block.end):
        if after.type == "blockquote_open" and explanation is None:
            explanation = body.unquoted(after)
        else:
            body.problem(after.start, f"text after the {what}; write it before them, or in a quotation after them")
    return prompt, _items(body, block), explanation


# The kinds --------------------------------------------------------------------------------------------------

_Parts = tuple[Passage, Passage | None, Content]


def _read_choices(body: _Body, options: dict[str, str], line: int, several: bool) -> _Parts:
    lists = [b for b in body.blocks if b.type == "bullet_list_open"]
    with_boxes = [b for b in lists if any(map(_has_box, _peek(body, b)))]
    first = next(iter(with_boxes or lists[-1:]), None)
    if first is None:
        body.problems.append(Problem(line, "no choices; write each as '- [ ] a choice' and the right one as '- [x] …'"))
        return body.passage(0, len(body.lines)), None, Choices((), several)
    choices: list[Choice] = []
    for block in (b for b in body.blocks if b.start >= first.start):
        if block.type == "bullet_list_open":
            choices += [_choice(body, item) for item in _items(body, block)]
        elif block.type == "blockquote_open":
            body.problem(block.start, "this quotation belongs to no choice; indent it by two blanks under its choice")
        else:
            body.problem(block.start, "text after the choices; write it before them")
    right = [c for c in choices if c.right]
    if not right:
        body.problem(first.start, "no right answer; tick it: '- [x] …'")
    elif len(right) > 1 and not several:
        message = "a second right answer in a single choice; untick one, or use {multiple-choice}"
        body.problems.append(Problem(right[1].text.line, message))
    if len(choices) < 2:
        body.problem(first.start, "only one choice; write at least two")
    return body.passage(0, first.start), None, Choices(tuple(choices), several)


def _choice(body: _Body, item: _Item) -> Choice:
    if item.box is None:
        body.problems.append(
            Problem(item.text.line, "a choice without a box; begin it with '- [ ]', or '- [x]' if it is right")
        )
    if item.quotation is None or not item.quotation.text.strip():
        message = "a choice without feedback; add an indented line '  > why it is right or wrong' under it"
        body.problems.append(Problem(item.text.line, message))
    if not item.text.text.strip():
        body.problems.append(Problem(item.text.line, "an empty choice; write its text behind the box"))
    return Choice(item.text, item.box == "x", item.quotation)


def _read_definitions(body: _Body, block: _Block) -> list[tuple[Passage, list[_Item]]]:
    """Terms of a definition list, each with its definitions."""
    level = block.token.level + 1
    found: list[tuple[Passage, list[_Item]]] = []
    for token in block.inside:
        if token.level != level or not token.map:
            continue
        start, end = token.map
        if token.type == "dt_open":
            found.append((body.passage(start, start + 1), []))
        elif token.type == "dd_open" and found:
            # The parser's map of a definition may begin at its term.
            start = next((n for n in range(start, end) if _DEFINITION.match(body.lines[n])), start)
            found[-1][1].append(_item(body, body.marked(start, end)))
    return found


def _read_matching(body: _Body, options: dict[str, str], line: int) -> _Parts:
    block = body.last("dl_open")
    if block is None:
        body.problems.append(Problem(line, "no pairs; write a line with the term, below it ': its partner'"))
        return body.passage(0, len(body.lines)), None, Matching(())
    pairs = []
    for term, definitions in _read_definitions(body, block):
        for extra in definitions[1:]:
            body.problems.append(Problem(extra.text.line, "a second partner for one term; give each term one"))
        if definitions:
            pairs.append(Pair(term, definitions[0].text, definitions[0].quotation))
    if len(pairs) < 2:
        body.problem(block.start, "only one pair; write at least two")
    for attribute, what in (("term", "term"), ("partner", "partner")):
        seen: dict[str, int] = {}
        for pair in pairs:
            passage = getattr(pair, attribute)
            if passage.text in seen:
                message = f"the same {what} as in line {seen[passage.text]}; no reader could tell them apart"
                body.problems.append(Problem(passage.line, message))
            seen.setdefault(passage.text, passage.line)
    explanation = None
    for after in (b for b in body.blocks if b.start >= block.end):
        if after.type == "blockquote_open" and explanation is None:
            explanation = body.unquoted(after)
        else:
            body.problem(after.start, "text after the pairs; write it before them, or in a quotation after them")
    return body.passage(0, block.start), explanation, Matching(tuple(pairs))


def _read_ordering(body: _Body, options: dict[str, str], line: int) -> _Parts:
    prompt, items, explanation = _list_and_rest(body, "ordered_list_open", "steps")
    if len(items) < 2:
        body.problems.append(Problem(line, "nothing to order; write a numbered list ('1. …') in the right order"))
    for item in filter(_has_box, items):
        body.problems.append(Problem(item.text.line, "a box in a step; steps have no '[ ]'"))
    seen: set[str] = set()
    for item in items:
        if item.text.text in seen:
            body.problems.append(Problem(item.text.line, "the same step twice; no reader could tell them apart"))
        seen.add(item.text.text)
    return prompt, explanation, Ordering(tuple(Step(i.text, i.quotation) for i in items))


def accepted_answers(written: str) -> tuple[str, ...]:
    """The answers that a gap accepts, from what stands in ``{gap}`a | b` ``."""
    return tuple(part for part in (" ".join(p.split()) for p in written.replace("\\|", "|").split("|")) if part)


def _read_gaps(body: _Body, options: dict[str, str], line: int) -> _Parts:
    explanation, end = None, len(body.lines)
    if body.blocks and body.blocks[-1].type == "blockquote_open":
        last = body.blocks[-1]
        explanation, end = body.unquoted(last), last.start
    prompt = body.passage(0, end)
    gaps = []
    for found in _GAP.finditer(prompt.text):
        answers = accepted_answers(found.group(2))
        if answers:
            gaps.append(answers)
        else:
            at = prompt.line + prompt.text.count("\n", 0, found.start())
            body.problems.append(Problem(at, "an empty gap; write the answer between the backticks"))
    if not gaps:
        body.problems.append(Problem(line, "no gaps; write one as {gap}`answer` or {gap}`answer | other spelling`"))
    tolerate = frozenset(options.get("tolerate", "case").replace(",", " ").split())
    for unknown in sorted(tolerate - {"case", "accents", "nothing"}):
        message = f"'{unknown}' cannot be tolerated; write any of: case accents, or nothing"
        body.problems.append(Problem(line, message))
    return prompt, explanation, Gaps(tuple(gaps), tolerate & {"case", "accents"})


def as_number(written: str) -> Fraction | None:
    """A number as authors and readers write it (0.25, 0,25, 1/4, 25 %, −3), or None."""
    text = written.strip().replace("\u2212", "-").replace("\u00a0", " ").replace(" ", "")
    percent = text.endswith("%")
    text = text.removesuffix("%")
    if re.fullmatch(r"[-+]?\d{1,30},\d{1,30}", text):
        text = text.replace(",", ".")
    if not re.fullmatch(r"[-+]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30}|\d{1,30}/\d{1,30})", text):
        return None
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None
    return value / 100 if percent else value


def _read_number(body: _Body, options: dict[str, str], line: int) -> _Parts:
    explanation, end = None, len(body.lines)
    blocks = list(body.blocks)
    if blocks and blocks[-1].type == "blockquote_open":
        last = blocks.pop()
        explanation, end = body.unquoted(last), last.start
    mistakes: list[Mistake] = []
    if blocks and blocks[-1].type == "bullet_list_open":
        items = _items(body, blocks[-1])
        values = [as_number(item.text.text) for item in items]
        if any(value is not None for value in values):
            end = blocks[-1].start
            for item, value in zip(items, values, strict=True):
                if value is None:
                    message = "not a number; an expected mistake is '- 0.5' with '  > what to think of' under it"
                    body.problems.append(Problem(item.text.line, message))
                elif item.quotation is None:
                    message = "an expected mistake without feedback; add '  > what to think of' under it"
                    body.problems.append(Problem(item.text.line, message))
                else:
                    mistakes.append(Mistake(value, item.quotation))
    printed = options.get("answer", "").strip()
    answer, tolerance = as_number(printed), as_number(options.get("tolerance", "0"))
    if answer is None:
        wrong = f"'{printed}' is not a number" if printed else "no answer"
        body.problems.append(Problem(line, f"{wrong}; write ':answer: 0.25' below the directive's name"))
    if tolerance is None or tolerance < 0:
        message = f"'{options['tolerance']}' is no tolerance; write a number, as in ':tolerance: 0.01'"
        body.problems.append(Problem(line, message))
    answer, tolerance = answer or Fraction(0), max(tolerance or Fraction(0), Fraction(0))
    for mistake in mistakes:
        if abs(mistake.value - answer) <= tolerance:
            body.problems.append(Problem(mistake.feedback.line, "this expected mistake is a right answer"))
    unit = options.get("unit", "").strip()
    return body.passage(0, end), explanation, Number(answer, tolerance, unit, printed, tuple(mistakes))


def _read_reflection(body: _Body, options: dict[str, str], line: int) -> _Parts:
    words = _count(body, options, "words", line)
    name = options.get("frame", "").strip()
    parts: list[FramePart] = []
    end, block = len(body.lines), body.last("dl_open")
    if name and name not in FRAMES:
        body.problems.append(
            Problem(line, f"no frame '{name}'; there are: {', '.join(FRAMES)}; or write your own as a definition list")
        )
    if name in FRAMES:
        parts = [FramePart(Passage(heading, line), Passage(hint, line)) for heading, hint in FRAMES[name]]
    elif block is not None:
        end = block.start
        for term, definitions in _read_definitions(body, block):
            parts.append(FramePart(term, definitions[0].text if definitions else None))
        for after in (b for b in body.blocks if b.start >= block.end):
            body.problem(after.start, "text after the frame; write it before")
    return body.passage(0, end), None, Frame(tuple(parts), words)


def _read_prediction(body: _Body, options: dict[str, str], line: int) -> _Parts:
    prompt, items, explanation = _unticked(body, "a prediction has no right answer; untick it")
    return prompt, explanation, Prediction(tuple(i.text for i in items))


def _read_checklist(body: _Body, options: dict[str, str], line: int) -> _Parts:
    prompt, items, explanation = _unticked(body, "the reader ticks a checklist; untick it")
    if not items:
        body.problems.append(Problem(line, "nothing to tick; write each item as '- [ ] …'"))
    return prompt, explanation, Checklist(tuple(i.text for i in items))


def _unticked(body: _Body, message: str) -> tuple[Passage, list[_Item], Passage | None]:
    block = body.last("bullet_list_open")
    if block is None or not any(map(_has_box, _peek(body, block))):
        return body.passage(0, len(body.lines)), [], None
    prompt, items, explanation = _list_and_rest(body, "bullet_list_open", "items")
    for item in items:
        if item.box is None:
            body.problems.append(Problem(item.text.line, "an item without a box; begin it with '- [ ]'"))
        elif item.box == "x":
            body.problems.append(Problem(item.text.line, message))
        if item.quotation is not None:
            body.problems.append(Problem(item.quotation.line, "no quotation belongs here; nothing is marked"))
    return prompt, items, explanation


def _peek(body: _Body, block: _Block) -> list[_Item]:
    """The items of a list, leaving no problems behind."""
    kept, body.problems = body.problems, []
    items = _items(body, block)
    body.problems = kept
    return items


def _read_plan(body: _Body, options: dict[str, str], line: int) -> _Parts:
    weeks = _count(body, options, "review-weeks", line) or 6
    return body.passage(0, len(body.lines)), None, Plan(weeks)


def _read_open(body: _Body, options: dict[str, str], line: int) -> _Parts:
    return body.passage(0, len(body.lines)), None, Open()


def _count(body: _Body, options: dict[str, str], name: str, line: int) -> int:
    written = options.get(name, "").strip()
    if not written:
        return 0
    if not re.fullmatch(r"[0-9]{1,6}", written):
        body.problems.append(Problem(line, f"'{written}' is no count; write a whole number, as in ':{name}: 5'"))
        return 0
    return int(written)


# Branching cases --------------------------------------------------------------------------------------------


def _fenced(block: _Block) -> tuple[str, str] | None:
    """("scene" or "seat", its argument) if the block is such a fence."""
    if block.type not in ("fence", "colon_fence"):
        return None
    found = _FENCED.match(block.token.info.strip())
    return (found.group(1), found.group(2).strip()) if found else None


def _inside(body: _Body, block: _Block) -> Passage:
    return Passage(block.token.content.rstrip("\n"), body.line + block.start + 1)


def _read_branching(body: _Body, options: dict[str, str], line: int) -> _Parts:
    scenes: list[Scene] = []
    seats: list[Seat] = []
    first = len(body.lines)
    for block in body.blocks:
        fenced = _fenced(block)
        if fenced is None:
            if block.start > first:
                body.problem(block.start, "text between the scenes; write it before the first, or inside one")
            continue
        first = min(first, block.start)
        if fenced[0] == "seat":
            seats.append(_seat(body, block, fenced[1]))
        else:
            scenes.append(_scene(body, block, fenced[1]))
    if not scenes:
        body.problems.append(Problem(line, "no scenes; write ':::{scene} start', its text, ':::'"))
    _check_paths(body, scenes)
    return body.passage(0, first), None, Branching(tuple(scenes), tuple(seats))


def _seat(body: _Body, block: _Block, name: str) -> Seat:
    if not name:
        body.problem(block.start, "a seat without a name; write ':::{seat} Head'")
    return Seat(name or "?", _inside(body, block))


def _scene(body: _Body, block: _Block, name: str) -> Scene:
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        body.problem(block.start, "a scene needs a short name in small letters: ':::{scene} ask-the-staff'")
    inner = _Body(_inside(body, block), body.problems)
    moves: list[Move] = []
    seats = []
    end = len(inner.lines)
    for part in inner.blocks:
        fenced = _fenced(part)
        if fenced and fenced[0] == "seat":
            seats.append(_seat(inner, part, fenced[1]))
            end = min(end, part.start)
        elif part.type == "bullet_list_open":
            items = _peek(inner, part)
            found = [_MOVE.match(item.text.text) for item in items]
            if not any(found):
                continue
            end = min(end, part.start)
            for item, match in zip(items, found, strict=True):
                if match is None:
                    inner.problems.append(
                        Problem(item.text.line, "not a move; write '- [what you do](#name-of-the-scene)'")
                    )
                else:
                    moves.append(Move(Passage(match.group("text"), item.text.line), match.group("target")))
        elif part.start >= end:
            inner.problem(part.start, "text after the moves; write it before them")
    return Scene(name, inner.passage(0, end), tuple(seats), tuple(moves))


def _check_paths(body: _Body, scenes: list[Scene]) -> None:
    names: dict[str, Scene] = {}
    for scene in scenes:
        if scene.name in names:
            body.problems.append(Problem(scene.text.line, f"a second scene '{scene.name}'; give it another name"))
        names.setdefault(scene.name, scene)
    for scene in scenes:
        for move in scene.moves:
            if move.target not in names:
                known = ", ".join(names)
                body.problems.append(Problem(move.text.line, f"no scene '{move.target}'; there are: {known}"))
    if not scenes:
        return
    reached, waiting = {scenes[0].name}, [scenes[0].name]
    while waiting:
        for move in names[waiting.pop()].moves:
            if move.target in names and move.target not in reached:
                reached.add(move.target)
                waiting.append(move.target)
    for name, scene in names.items():
        if name not in reached:
            body.problems.append(Problem(scene.text.line, f"no move leads to scene '{name}'; add one, or remove it"))
    if all(scene.moves for scene in names.values()):
        body.problems.append(Problem(scenes[0].text.line, "the case never ends; write one scene without moves"))


_READERS = {
    "single-choice": lambda body, options, line: _read_choices(body, options, line, several=False),
    "multiple-choice": lambda body, options, line: _read_choices(body, options, line, several=True),
    "matching": _read_matching,
    "ordering": _read_ordering,
    "fill-gaps": _read_gaps,
    "numeric": _read_number,
    "reflection": _read_reflection,
    "prediction": _read_prediction,
    "plan": _read_plan,
    "checklist": _read_checklist,
    "branching": _read_branching,
    "exercise": _read_open,
}
