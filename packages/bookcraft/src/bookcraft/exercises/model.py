"""An exercise as data: what its author wrote, before it is a page.

Knows nothing of Sphinx. Texts stay Markdown, roles and all (`{cite:p}`, `{term}`, `{gap}`); the directive parses them
once, the learning-platform writers read them here. Two things that an author can write are not in a record: what a text
takes from elsewhere on its page (footnotes, link definitions, substitutions), and what stands between `exercise-start`
and `exercise-end` or between the gates of a solution. The parsed nodes have both.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Passage:
    """Markdown as its author wrote it.

    text: the Markdown, dedented.
    line: the line of the source file where it begins, counted from 1.
    """

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake of the author: the line of the source file, and what to write instead.

    option: the option that it is about; whoever reads the file knows the line of that better.
    """

    line: int
    message: str
    option: str = ""

    def __post_init__(self) -> None:
        # What an author wrote may be quoted in it, over several lines; a message is one.
        object.__setattr__(self, "message", " ".join(self.message.splitlines()))


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a question; `feedback` is what a reader who takes it is told."""

    text: Passage
    right: bool
    feedback: Passage | None


@dataclass(frozen=True, slots=True)
class Choices:
    """Single choice (`several` is false) or multiple choice."""

    choices: tuple[Choice, ...]
    several: bool


@dataclass(frozen=True, slots=True)
class Pair:
    term: Passage
    partner: Passage
    reason: Passage | None


@dataclass(frozen=True, slots=True)
class Matching:
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Step:
    text: Passage
    reason: Passage | None


@dataclass(frozen=True, slots=True)
class Ordering:
    """Steps in the right order."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Gaps in the prompt, in order: each the accepted answers, the first of them the one shown.

    tolerate: what a reader's answer may differ in: any of "case" and "accents".
    """

    accepted: tuple[tuple[str, ...], ...]
    tolerate: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong number that is expected, as a value and as its author wrote it; what a reader who gives it is told."""

    value: Fraction
    printed: str
    feedback: Passage


@dataclass(frozen=True, slots=True)
class Number:
    """A number to work out; right within `tolerance` either way; `printed` is the answer as its author wrote it."""

    answer: Fraction
    tolerance: Fraction
    unit: str
    printed: str
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class FramePart:
    heading: Passage
    hint: Passage | None


@dataclass(frozen=True, slots=True)
class Frame:
    """Free text, in the parts of a frame if it has one; `words` is a guide, 0 for none."""

    parts: tuple[FramePart, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a reader expects, before an activity runs: one of `options`, or free text if there are none."""

    options: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The reader's one live if–then plan; its review is proposed `review_weeks` ahead."""

    review_weeks: int


@dataclass(frozen=True, slots=True)
class Checklist:
    items: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """What only one seat at the table knows."""

    name: str
    text: Passage


@dataclass(frozen=True, slots=True)
class Move:
    text: Passage
    target: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A place in a branching case; one without moves is an ending."""

    name: str
    text: Passage
    seats: tuple[Seat, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Branching:
    scenes: tuple[Scene, ...]
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """An exercise without a form of its own: its text is all there is, a `solution` may follow elsewhere."""


Content = Choices | Matching | Ordering | Gaps | Number | Frame | Prediction | Plan | Checklist | Branching | Open


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise, whole.

    kind: a key of `KINDS`. label: unique in the book. formerly: labels it had before, so that kept answers find it.
    docname, line: where it is written. title: Markdown, may be empty. minutes, points: 0 when not given.
    confidence: ask how sure the reader is before the answer. prompt: the question.
    explanation: what every reader is told after checking. content: the part that depends on the kind.
    source: the file that `line` counts in; another than the page's own where the page includes a file.
    """

    kind: str
    label: str
    docname: str
    line: int
    prompt: Passage
    content: Content
    title: str = ""
    formerly: tuple[str, ...] = ()
    minutes: int = 0
    points: int = 0
    confidence: bool = False
    explanation: Passage | None = None
    classes: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Solution:
    """The solution of the exercise `of`, as its author wrote it; `label` is its own, and may be empty."""

    of: str
    text: Passage
    docname: str
    line: int
    label: str = ""
    source: str = ""


KINDS = {
    "single-choice": "Choose one",
    "multiple-choice": "Choose all that apply",
    "matching": "Match",
    "ordering": "Put in order",
    "fill-gaps": "Fill the gaps",
    "numeric": "Work out",
    "reflection": "Reflect",
    "prediction": "Predict",
    "plan": "Plan",
    "checklist": "Checklist",
    "branching": "Decide",
    "exercise": "Exercise",
}
"""Every kind of exercise, as authors write it, and as readers see it."""

MARKED = frozenset({"single-choice", "multiple-choice", "matching", "ordering", "fill-gaps", "numeric"})
"""The kinds that have a right answer."""
