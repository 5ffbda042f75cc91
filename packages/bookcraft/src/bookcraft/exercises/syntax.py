"""From the Markdown inside a fence to the content of an exercise.

The syntax is the table in the authors' guide. Nothing an author writes may raise here: whatever does not fit is a
`Problem` with its line, and the rest is read as well as can be. Knows nothing of Sphinx.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

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

# As MyST reads it: a list inside a formula or a fence is no list.
_MARKDOWN = (
    MarkdownIt("commonmark")
    .enable("table")
    .use(myst_block_plugin)
    .use(myst_role_plugin)
    .use(footnote_plugin)
    .disable(["footnote_inline", "footnote_tail"])
    .use(dollarmath_plugin)
    .use(amsmath_plugin)
    .use(colon_fence_plugin)
    .use(deflist_plugin)
)
_BOX = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_MARKER = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)]|[:~])(?: {1,4}(?! )| +|$)")
_DEFINITION = re.compile(r" {0,3}[:~](?: |$)")
_MOVE = re.compile(r"\[(?P<text>.+)\]\(#(?P<target>[^()\s]+)\)\s*\Z", re.DOTALL)
_FENCED = re.compile(r"\{(scene|seat)\}[ \t]*(.*)\Z", re.DOTALL)

_NO_LINE = {"fence", "colon_fence", "code_block", "table_open", "html_block", "math_block", "amsmath"}

MOST = 26
"""Choices, pairs or steps that an exercise can have: each gets a letter."""

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
        filled = [n for n in range(start, min(end, len(self.lines))) if self.lines[n].strip()]
        if not filled:
            return Passage("", self.line + start)
        return Passage("\n".join(self.lines[filled[0] : filled[-1] + 1]), self.line + filled[0])

    @property
    def whole(self) -> Passage:
        return self.passage(0, len(self.lines))

    def explained(self) -> tuple[Passage, Passage | None]:
        """The text, and the quotation that ends it if one does."""
        if self.blocks and self.blocks[-1].type == "blockquote_open":
            return self.passage(0, self.blocks[-1].start), self.unquoted(self.blocks[-1])
        return self.whole, None

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


def read(kind: str, body: Passage, options: Mapping[str, str]) -> Reading:
    """Read the body of one exercise.

    kind: a key of `model.KINDS`. body: the Markdown of the fence. options: the kind's own options, as written.
    Returns: a `Reading`; never raises on anything an author can write.
    """
    found = _Body(body, [])
    prompt, explanation, content = _READERS[kind](found, options)
    problems = found.problems
    if not body.text.strip():
        # Whatever else is missing, is missing because of this.
        problems = [] if kind == "plan" else [Problem(body.line, "nothing inside; write the question")]
    elif not prompt.text.strip() and kind not in ("checklist", "plan", "branching"):
        problems.insert(0, Problem(body.line, "the question is missing; write it before the answers"))
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
        if token.map and token.type != "myst_line_comment":
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
        unboxed = "\n".join([inner.lines[0][found.end() :], *inner.lines[1:]])
        inner = _Body(Passage(unboxed, passage.line), body.problems)
    quotations = [b for b in inner.blocks if b.type == "blockquote_open"]
    if not quotations:
        return _Item(inner.passage(0, len(inner.lines)), box, None)
    for extra in quotations[1:]:
        inner.problem(extra.start, "a second quotation; write all of the reason in one")
    quotation = quotations[0]
    after = inner.passage(quotation.end, len(inner.lines))
    if after.text and len(quotations) == 1:
        message = "text after the quotation; write it above, or begin its lines with '>'"
        body.problems.append(Problem(after.line, message))
    return _Item(inner.passage(0, quotation.start), box, inner.unquoted(quotation))


def _items(body: _Body, block: _Block) -> list[_Item]:
    level = block.token.level + 1
    spans = [t.map for t in block.inside if t.type == "list_item_open" and t.level == level and t.map]
    return [_item(body, body.marked(*span)) for span in spans]


def _peek(body: _Body, block: _Block) -> list[_Item]:
    """The items of a list, leaving no problems behind."""
    kept, body.problems = body.problems, []
    items = _items(body, block)
    body.problems = kept
    return items


def _has_box(item: _Item) -> bool:
    return item.box is not None


def _has_boxes(body: _Body, block: _Block) -> bool:
    return any(map(_has_box, _peek(body, block)))


def _definitions(body: _Body, block: _Block) -> list[tuple[Passage, list[Passage]]]:
    """Terms of a definition list, each with its definitions."""
    level = block.token.level + 1
    found: list[tuple[Passage, list[Passage]]] = []
    for token in block.inside:
        if token.level != level or not token.map:
            continue
        start, end = token.map
        if token.type == "dt_open":
            found.append((body.passage(start, start + 1), []))
        elif token.type == "dd_open" and found:
            # The parser's map of a definition may begin at its term.
            start = next((n for n in range(start, end) if _DEFINITION.match(body.lines[n])), start)
            found[-1][1].append(body.marked(start, end))
    return found


def _after(body: _Body, block: _Block, what: str) -> Passage | None:
    """What follows the answers: one quotation, the explanation, and nothing else."""
    explanation = None
    for after in (b for b in body.blocks if b.start >= block.end):
        if after.type == "blockquote_open" and explanation is None:
            explanation = body.unquoted(after)
        else:
            body.problem(after.start, f"text after the {what}; write it before them, or in a quotation after them")
    return explanation


def _told_apart(body: _Body, passages: Iterable[Passage], what: str) -> None:
    """No reader can choose between two that read the same."""
    seen: dict[str, int] = {}
    for passage in passages:
        if passage.text in seen:
            message = f"the same {what} as in line {seen[passage.text]}; no reader could tell them apart"
            body.problems.append(Problem(passage.line, message))
        seen.setdefault(passage.text, passage.line)


def _one_paragraph(body: _Body, passages: Iterable[Passage], what: str) -> None:
    """A label, a step or a link has room for one paragraph."""
    for passage in passages:
        blocks = list(_top_blocks(passage.text))
        long = next((b for n, b in enumerate(blocks) if n or b.type in _NO_LINE), None)
        if not passage.text.strip():
            body.problems.append(Problem(passage.line, f"an empty {what}; write its text"))
        elif long is not None:
            message = f"more than one paragraph in a {what}; say the rest in the question, or in the reason"
            body.problems.append(Problem(passage.line + long.start, message))


def _lettered(body: _Body, block: _Block, count: int, what: str) -> None:
    if count < 2:
        body.problem(block.start, f"only one {what}; write at least two")
    elif count > MOST:
        body.problem(block.start, f"{count} {what}s; there are letters for {MOST}, and patience for fewer")


# The kinds --------------------------------------------------------------------------------------------------

_Parts = tuple[Passage, Passage | None, Content]


def _read_choices(body: _Body, options: Mapping[str, str], several: bool) -> _Parts:
    lists = [b for b in body.blocks if b.type == "bullet_list_open"]
    with_boxes = [b for b in lists if _has_boxes(body, b)]
    first = next(iter(with_boxes or lists[-1:]), None)
    if first is None:
        message = "no choices; write each as '- [ ] a choice' and the right one as '- [x] …'"
        body.problems.append(Problem(body.line, message))
        return body.whole, None, Choices((), several)
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
    _lettered(body, first, len(choices), "choice")
    _told_apart(body, (c.text for c in choices), "choice")
    return body.passage(0, first.start), None, Choices(tuple(choices), several)


def _choice(body: _Body, item: _Item) -> Choice:
    if item.box is None:
        message = "a choice without a box; begin it with '- [ ]', or '- [x]' if it is right"
        body.problems.append(Problem(item.text.line, message))
    if item.quotation is None or not item.quotation.text.strip():
        message = "a choice without feedback; add an indented line '  > why it is right or wrong' under it"
        body.problems.append(Problem(item.text.line, message))
    if not item.text.text.strip():
        body.problems.append(Problem(item.text.line, "an empty choice; write its text behind the box"))
    return Choice(item.text, item.box == "x", item.quotation)


def _read_matching(body: _Body, options: Mapping[str, str]) -> _Parts:
    block = body.last("dl_open")
    if block is None:
        body.problems.append(Problem(body.line, "no pairs; write a line with the term, below it ': its partner'"))
        return body.whole, None, Matching(())
    pairs = []
    for term, definitions in _definitions(body, block):
        for extra in definitions[1:]:
            body.problems.append(Problem(extra.line, "a second partner for one term; give each term one"))
        partner = _item(body, definitions[0])
        pairs.append(Pair(term, partner.text, partner.quotation))
    _lettered(body, block, len(pairs), "pair")
    for what in ("term", "partner"):
        passages = [getattr(pair, what) for pair in pairs]
        _told_apart(body, passages, what)
        _one_paragraph(body, passages, what)
    return body.passage(0, block.start), _after(body, block, "pairs"), Matching(tuple(pairs))


def _read_ordering(body: _Body, options: Mapping[str, str]) -> _Parts:
    block = body.last("ordered_list_open")
    if block is None:
        message = "nothing to order; write a numbered list ('1. …') in the right order"
        body.problems.append(Problem(body.line, message))
        return body.whole, None, Ordering(())
    items = _items(body, block)
    for item in filter(_has_box, items):
        body.problems.append(Problem(item.text.line, "a box in a step; steps have no '[ ]'"))
    _lettered(body, block, len(items), "step")
    _told_apart(body, (i.text for i in items), "step")
    _one_paragraph(body, (i.text for i in items), "step")
    steps = Ordering(tuple(Step(i.text, i.quotation) for i in items))
    return body.passage(0, block.start), _after(body, block, "steps"), steps


def accepted_answers(written: str) -> tuple[str, ...]:
    """The answers that a gap accepts, from what stands in ``{gap}`a | b` ``."""
    return tuple(part for part in (" ".join(p.split()) for p in written.replace("\\|", "|").split("|")) if part)


def _read_gaps(body: _Body, options: Mapping[str, str]) -> _Parts:
    prompt, explanation = body.explained()
    gaps = []
    for line, written in _gaps(prompt):
        answers = accepted_answers(written)
        if answers:
            gaps.append(answers)
        else:
            body.problems.append(Problem(line, "an empty gap; write the answer between the backticks"))
    if not gaps:
        message = "no gaps; write one as {gap}`answer` or {gap}`answer | other spelling`"
        body.problems.append(Problem(body.line, message))
    tolerate = frozenset(options.get("tolerate", "case").replace(",", " ").split())
    for unknown in sorted(tolerate - {"case", "accents", "nothing"}):
        message = f"'{unknown}' cannot be tolerated; write any of: case accents, or nothing"
        body.problems.append(Problem(body.line, message, option="tolerate"))
    return prompt, explanation, Gaps(tuple(gaps), tolerate & {"case", "accents"})


def _gaps(prompt: Passage) -> Iterable[tuple[int, str]]:
    """The gaps of a text, as the parser of the page finds them: (line, what is written in the role)."""
    line = prompt.line
    for token in _MARKDOWN.parse(prompt.text):
        if token.map:
            line = prompt.line + token.map[0]
        breaks = 0
        for child in token.children or ():
            breaks += child.type in ("softbreak", "hardbreak")
            if child.type == "myst_role" and child.meta["name"] == "gap":
                yield line + breaks, child.content


def as_number(written: str) -> Fraction | None:
    """A number as authors write it (0.25, 1/4, 25 %, −3), or None.

    None for one with a comma, which may part thousands or decimals: 1,560 is two numbers.
    """
    text = written.strip().replace("\u2212", "-").replace("\u00a0", " ").replace(" ", "")
    percent = text.endswith("%")
    text = text.removesuffix("%")
    if not re.fullmatch(r"[-+]?([0-9]{1,30}(\.[0-9]{0,30})?|\.[0-9]{1,30}|[0-9]{1,30}/[0-9]{1,30})", text):
        return None
    try:
        value = Fraction(text)
    except ZeroDivisionError:
        return None
    return value / 100 if percent else value


def _read_number(body: _Body, options: Mapping[str, str]) -> _Parts:
    prompt, explanation = body.explained()
    blocks = body.blocks[:-1] if explanation is not None else body.blocks
    mistakes: list[Mistake] = []
    if blocks and blocks[-1].type == "bullet_list_open":
        items = _items(body, blocks[-1])
        values = [as_number(item.text.text) for item in items]
        if any(value is not None for value in values):
            prompt = body.passage(0, blocks[-1].start)
            for item, value in zip(items, values, strict=True):
                if value is None:
                    shape = "an expected mistake is '- 0.5' with '  > what to think of' under it"
                    message = f"not a number, or one with a comma; {shape}"
                    body.problems.append(Problem(item.text.line, message))
                elif item.quotation is None:
                    message = "an expected mistake without feedback; add '  > what to think of' under it"
                    body.problems.append(Problem(item.text.line, message))
                else:
                    mistakes.append(Mistake(value, item.text.text.strip(), item.quotation))
    printed = options.get("answer", "").strip()
    answer, tolerance = as_number(printed), as_number(options.get("tolerance", "0"))
    if answer is None:
        wrong = f"'{printed}' is not a number" if printed else "no answer"
        message = f"{wrong}; write ':answer: 0.25' below the directive's name, without a comma"
        body.problems.append(Problem(body.line, message, option="answer"))
    if tolerance is None or tolerance < 0:
        message = f"'{options['tolerance']}' is no tolerance; write a number without a comma, as in ':tolerance: 0.01'"
        body.problems.append(Problem(body.line, message, option="tolerance"))
    answer, tolerance = answer or Fraction(0), max(tolerance or Fraction(0), Fraction(0))
    for mistake in mistakes:
        if abs(mistake.value - answer) <= tolerance:
            body.problems.append(Problem(mistake.feedback.line, "this expected mistake is a right answer"))
    unit = options.get("unit", "").strip()
    return prompt, explanation, Number(answer, tolerance, unit, printed, tuple(mistakes))


def _read_reflection(body: _Body, options: Mapping[str, str]) -> _Parts:
    words = _count(body, options, "words")
    name = options.get("frame", "").strip()
    if name:
        if name not in FRAMES:
            message = f"no frame '{name}'; there are: {', '.join(FRAMES)}; or write your own as a definition list"
            body.problems.append(Problem(body.line, message, option="frame"))
        parts = [
            FramePart(Passage(heading, body.line), Passage(hint, body.line)) for heading, hint in FRAMES.get(name, ())
        ]
        return body.whole, None, Frame(tuple(parts), words)
    block = body.last("dl_open")
    if block is None:
        return body.whole, None, Frame((), words)
    parts = []
    for heading, hints in _definitions(body, block):
        for extra in hints[1:]:
            body.problems.append(Problem(extra.line, "a second hint for one heading; write both in one"))
        parts.append(FramePart(heading, hints[0]))
    for after in (b for b in body.blocks if b.start >= block.end):
        body.problem(after.start, "text after the frame; write it before")
    _one_paragraph(body, (part.heading for part in parts), "heading")
    return body.passage(0, block.start), None, Frame(tuple(parts), words)


def _read_prediction(body: _Body, options: Mapping[str, str]) -> _Parts:
    prompt, items = _unticked(body, "option", "a prediction has no right answer; untick it")
    return prompt, None, Prediction(tuple(i.text for i in items))


def _read_checklist(body: _Body, options: Mapping[str, str]) -> _Parts:
    prompt, items = _unticked(body, "item", "the reader ticks a checklist; untick it")
    if not items:
        body.problems.append(Problem(body.line, "nothing to tick; write each item as '- [ ] …'"))
    return prompt, None, Checklist(tuple(i.text for i in items))


def _unticked(body: _Body, what: str, ticked: str) -> tuple[Passage, list[_Item]]:
    block = body.last("bullet_list_open")
    if block is None or not _has_boxes(body, block):
        return body.whole, []
    items = _items(body, block)
    for item in items:
        if item.box is None:
            body.problems.append(Problem(item.text.line, f"an {what} without a box; begin it with '- [ ]'"))
        elif item.box == "x":
            body.problems.append(Problem(item.text.line, ticked))
        if item.quotation is not None:
            body.problems.append(Problem(item.quotation.line, "no quotation belongs here; nothing is marked"))
    for after in (b for b in body.blocks if b.start >= block.end):
        body.problem(after.start, f"text after the {what}s; write it before them")
    _one_paragraph(body, (i.text for i in items), what)
    return body.passage(0, block.start), items


def _read_plan(body: _Body, options: Mapping[str, str]) -> _Parts:
    return body.whole, None, Plan(_count(body, options, "review-weeks") or 6)


def _read_open(body: _Body, options: Mapping[str, str]) -> _Parts:
    return body.whole, None, Open()


def _count(body: _Body, options: Mapping[str, str], name: str) -> int:
    written = options.get(name, "0").strip()
    if not re.fullmatch(r"[0-9]{1,6}", written):
        message = f"'{written}' is no count; write a whole number, as in ':{name}: 5'"
        body.problems.append(Problem(body.line, message, option=name))
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


def _read_branching(body: _Body, options: Mapping[str, str]) -> _Parts:
    scenes: dict[str, Scene] = {}
    seats: list[Seat] = []
    first = len(body.lines)
    for block in body.blocks:
        fenced = _fenced(block)
        if block.type == "colon_fence" and not block.token.info.strip():
            message = "a fence ends before this; one around another needs one colon more: '::::{scene} name'"
            body.problem(block.start, message)
        elif fenced is None:
            if block.start > first:
                body.problem(block.start, "text between the scenes; write it before the first, or inside one")
        elif fenced[0] == "seat":
            first = min(first, block.start)
            seats.append(_seat(body, block, fenced[1]))
        elif fenced[1] in scenes:
            body.problem(block.start, f"a second scene '{fenced[1]}'; give it another name")
        else:
            first = min(first, block.start)
            scenes[fenced[1]] = _scene(body, block, fenced[1])
    if scenes:
        _check_paths(body, scenes)
    else:
        body.problems.append(Problem(body.line, "no scenes; write ':::{scene} start', its text, ':::'"))
    return body.passage(0, first), None, Branching(tuple(scenes.values()), tuple(seats))


def _seat(body: _Body, block: _Block, name: str) -> Seat:
    if not name:
        body.problem(block.start, "a seat without a name; write ':::{seat} Head'")
    return Seat(name or "?", _inside(body, block))


def _scene(body: _Body, block: _Block, name: str) -> Scene:
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
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
        elif part.type == "bullet_list_open" and any(_MOVE.match(i.text.text) for i in _peek(inner, part)):
            end = min(end, part.start)
            moves += _moves(inner, part)
        elif part.start >= end:
            inner.problem(part.start, "text after the moves; write it before them")
    text = inner.passage(0, end)
    if not text.text:
        body.problem(block.start, f"nothing happens in scene '{name}'; write its text before the moves")
    return Scene(name, text, tuple(seats), tuple(moves))


def _moves(body: _Body, block: _Block) -> Iterable[Move]:
    for item in _items(body, block):
        found = _MOVE.match(item.text.text)
        if found and item.box is None and item.quotation is None:
            yield Move(Passage(found["text"], item.text.line), found["target"])
        else:
            message = "not a move; write '- [what you do](#name-of-the-scene)' and nothing else in it"
            body.problems.append(Problem(item.text.line, message))


def _check_paths(body: _Body, scenes: dict[str, Scene]) -> None:
    for scene in scenes.values():
        for move in scene.moves:
            if move.target not in scenes:
                known = ", ".join(scenes)
                body.problems.append(Problem(move.text.line, f"no scene '{move.target}'; there are: {known}"))
    first = next(iter(scenes))
    reached, waiting = {first}, [first]
    while waiting:
        for move in scenes[waiting.pop()].moves:
            if move.target in scenes and move.target not in reached:
                reached.add(move.target)
                waiting.append(move.target)
    for name, scene in scenes.items():
        if name not in reached:
            body.problems.append(Problem(scene.text.line, f"no move leads to scene '{name}'; add one, or remove it"))
    if all(scene.moves for scene in scenes.values()):
        body.problems.append(Problem(scenes[first].text.line, "the case never ends; write one scene without moves"))


_READERS = {
    "single-choice": partial(_read_choices, several=False),
    "multiple-choice": partial(_read_choices, several=True),
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
