"""The pages of the book as their authors wrote them, taken apart far enough for the tests of this folder."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tools.steps import ROOT

_FENCE = re.compile(r"^\s*(`{3,}|:{3,})(?:\{([a-z-]+)\}\s*(.*))?\s*$")
_OPTION = re.compile(r"^:([a-z-]+):\s*(.*)$")
_CITATION = re.compile(r"\{cite(?::[a-z]+)?\}`([^`]+)`")

MARKED = frozenset(("single-choice", "multiple-choice", "matching", "ordering", "fill-gaps", "numeric", "branching"))
"""Kinds that tell the reader whether an answer is right."""
EXERCISES = MARKED | {"reflection", "prediction", "plan", "checklist", "exercise"}


@dataclass(frozen=True)
class Line:
    """A line of text: its number from 1, and the fence around it (None outside)."""

    number: int
    text: str
    fence: "Fence | None"


@dataclass
class Fence:
    """A directive written as a fence: kind, argument, options, the lines inside."""

    kind: str
    argument: str
    number: int
    options: dict[str, str]
    lines: list[str]


class Page:
    """A page of Markdown."""

    def __init__(self, path: Path):
        self.path = path
        self.name = path.relative_to(ROOT).as_posix()
        self.text = path.read_text(encoding="utf-8")
        self.fences: list[Fence] = []
        self.lines = list(self._read())

    def _read(self):
        text = re.sub(r"\A---\n.*?\n---\n", lambda found: "\n" * found.group().count("\n"), self.text, flags=re.DOTALL)
        open_marks: list[tuple[str, Fence]] = []
        for number, line in enumerate(text.split("\n"), start=1):
            found = _FENCE.match(line)
            inside = open_marks[-1][1] if open_marks else None
            if found and found.group(2) and not (inside and inside.kind == "example"):
                fence = Fence(found.group(2), found.group(3).strip(), number, {}, [])
                self.fences.append(fence)
                open_marks.append((found.group(1), fence))
            elif found and open_marks and found.group(1) == open_marks[-1][0]:
                open_marks.pop()
            elif inside and not inside.lines and (option := _OPTION.match(line)):
                inside.options[option.group(1)] = option.group(2).strip()
            else:
                if inside:
                    inside.lines.append(line)
                yield Line(number, line, inside)
        assert not open_marks, f"{self.name} line {open_marks[-1][1].number}: this fence is never closed"

    def of_kind(self, *kinds: str) -> list[Fence]:
        return [fence for fence in self.fences if fence.kind in kinds]

    @cached_property
    def cited(self) -> set[str]:
        """Keys of the works that the page cites."""
        return {key.strip() for found in _CITATION.findall(self.text) for key in re.split(r"[,;]", found)}

    def running_text(self) -> list[Line]:
        """Lines that are read through: neither exercises nor code, options, formulas and lists of works."""
        boxes = {"outcomes", "then-and-now", "account", "pause", "admonition"}
        return [line for line in self.lines if line.fence is None or line.fence.kind in boxes]

    def word_count(self) -> int:
        text = "\n".join(line.text for line in self.running_text())
        text = re.sub(r"\{[a-z:]+\}`[^`]*`", "role", text)
        return len(re.findall(r"[^\W_][\w'’-]*", text))


def pages() -> list[Page]:
    """Every page of the book: the landing page, the text, the activities."""
    found = [ROOT / "index.md", *(ROOT / "book").rglob("*.md"), *(ROOT / "notebooks").rglob("*.md")]
    return [Page(path) for path in sorted(found)]


def page(name: str) -> Page:
    return Page(ROOT / name)
