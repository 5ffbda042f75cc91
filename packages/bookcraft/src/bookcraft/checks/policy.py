"""What a book has settled for itself, in one place: the table `[tool.bookcraft.checks]` of its pyproject.toml.

    [tool.bookcraft.checks]
    longest-sentence = 45

    [tool.bookcraft.checks.kinds.chapter]
    pages = ["book/ideas/*.md"]
    words = [3000, 4500]

A kind of page is whatever the book calls so; what it does not settle is not checked. Field names are the keys, with
'-' for '_'.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

TABLE = "tool.bookcraft.checks"


class PolicyError(Exception):
    """A table that cannot be read; the text names file, line and remedy."""


class Shape(NamedTuple):
    """What a setting has to be: in words, as an example, as a test, and as the value that is kept."""

    words: str
    example: str
    fits: Callable[[Any], bool]
    keep: Callable[[Any], Any] = lambda value: value


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) and part.strip() for part in value)


def _is_range(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_number, value)) and value[0] <= value[1]


NUMBER = Shape("a whole number", "12", _is_number)
TEXT = Shape("a text", '"book/words.txt"', lambda value: isinstance(value, str))
TEXTS = Shape("a list of texts", '["book/*.md"]', _is_texts, tuple)
RANGE = Shape("the least and the most", "[5, 15]", _is_range, tuple)
NUMBERS = Shape("a list of whole numbers", "[20, 45]", lambda v: isinstance(v, list) and all(map(_is_number, v)), tuple)
SHARE = Shape("a share between 0 and 1", "0.5", lambda v: isinstance(v, int | float) and 0 <= v <= 1, float)


def _setting(shape: Shape, default: Any) -> Any:
    return field(default=default, metadata={"shape": shape})


@dataclass(frozen=True)
class Kind:
    """What every page of one kind has; None or 0 for what is not settled.

    pages: globs from the book's folder. words: the length of what is read through. boxes: directives it needs.
    sections: headings of the second level it needs, in this order. questions, question_kinds: the least number of
    marked questions, and of their kinds. recall: the most questions with the class `recall`. core_route: minutes that
    the route takes. stops: minutes before each place to stop. minutes_slack: by how much the minutes stated under the
    title may exceed the sum. discussions: lengths in minutes, each of which has a section. reflection_words: length of
    a substantial reflection, of which each part of the book with such pages needs one.
    """

    name: str = ""
    pages: tuple[str, ...] = _setting(TEXTS, ())
    words: tuple[int, int] | None = _setting(RANGE, None)
    boxes: tuple[str, ...] = _setting(TEXTS, ())
    sections: tuple[str, ...] = _setting(TEXTS, ())
    questions: int = _setting(NUMBER, 0)
    question_kinds: int = _setting(NUMBER, 0)
    recall: int | None = _setting(NUMBER, None)
    core_route: tuple[int, int] | None = _setting(RANGE, None)
    stops: tuple[int, int] | None = _setting(RANGE, None)
    minutes_slack: int | None = _setting(NUMBER, None)
    discussions: tuple[int, ...] = _setting(NUMBERS, ())
    reflection_words: int = _setting(NUMBER, 0)

    @cached_property
    def _globs(self) -> list[re.Pattern[str]]:
        return [_pattern(glob) for glob in self.pages]

    def has(self, path: str) -> bool:
        return any(glob.fullmatch(path) for glob in self._globs)


def _pattern(glob: str) -> re.Pattern[str]:
    """A glob as pathlib reads it: '**/' stands for any folders and for none, '*' does not cross a folder."""
    signs = {"**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(signs.get(part, re.escape(part)) for part in re.split(r"(\*\*/|\*|\?)", glob)))


@dataclass(frozen=True)
class Policy:
    """What holds for the whole book.

    pages: globs; without any, the pages of `_toc.yml`. words: path of the kept list of words that are spelled right.
    longest_sentence, longest_quotation: in words. shortest_alternative: words of an alternative text. longest_share:
    the share of single-choice questions in which the right answer may be the longest. exercise_minutes: that any
    exercise may take. cell_lines, cell_width, cell_tags: of code cells. shared_run: words in a row that count as
    copied. kinds: of pages, by name.
    """

    pages: tuple[str, ...] = _setting(TEXTS, ())
    words: str = _setting(TEXT, "")
    longest_sentence: int = _setting(NUMBER, 45)
    longest_quotation: int = _setting(NUMBER, 40)
    shortest_alternative: int = _setting(NUMBER, 8)
    longest_share: float = _setting(SHARE, 2 / 3)
    exercise_minutes: tuple[int, int] = _setting(RANGE, (1, 60))
    cell_lines: int = _setting(NUMBER, 0)
    cell_width: int = _setting(NUMBER, 0)
    cell_tags: tuple[str, ...] = _setting(TEXTS, ())
    shared_run: int = _setting(NUMBER, 12)
    kinds: tuple[Kind, ...] = ()


def read_policy(book: Path) -> Policy:
    """Read the policy of a book; the defaults where it has none.

    book: its folder. Raises: PolicyError naming file, line and remedy.
    """
    path = book / "pyproject.toml"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Policy()
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{path.name}: {error}; correct it there") from None
    table: Any = document
    for name in TABLE.split("."):
        table = table.get(name, {}) if isinstance(table, Mapping) else {}
    return policy_of(table, text)


def policy_of(table: Mapping[str, Any], text: str = "") -> Policy:
    """The policy that a table states.

    text: the file, in which lines are looked up for messages. Raises: PolicyError.
    """
    table = dict(table)
    kinds = table.pop("kinds", {})
    if not isinstance(kinds, Mapping) or not all(isinstance(kind, Mapping) for kind in kinds.values()):
        raise _error(text, "", "kinds", f"write each kind as a table: [{TABLE}.kinds.chapter]")
    read = tuple(Kind(name=name, **_values(Kind, kind, text, f"kinds.{name}")) for name, kind in kinds.items())
    for kind in read:
        if not kind.pages:
            raise _error(text, f"kinds.{kind.name}", "", 'which pages are of this kind? Add pages = ["book/*.md"]')
    return Policy(kinds=read, **_values(Policy, table, text, ""))


def _values(of: type, table: Mapping[str, Any], text: str, where: str) -> dict[str, Any]:
    shapes = {f.name.replace("_", "-"): f.metadata["shape"] for f in fields(of) if "shape" in f.metadata}
    values = {}
    for key, value in table.items():
        if key not in shapes:
            near = get_close_matches(key, shapes, 1)
            remedy = f"write '{near[0]}'" if near else f"there are: {', '.join(shapes)}"
            raise _error(text, where, key, f"no such setting; {remedy}")
        shape = shapes[key]
        if not shape.fits(value):
            raise _error(text, where, key, f"{value!r} is not {shape.words}; write for example {key} = {shape.example}")
        values[key.replace("-", "_")] = shape.keep(value)
    return values


def _error(text: str, where: str, key: str, remedy: str) -> PolicyError:
    table = f"{TABLE}.{where}" if where else TABLE
    line, found = 1, False
    for number, written in enumerate(text.split("\n"), start=1):
        if written.strip().startswith("["):
            found = written.split("]")[0].strip(" [").replace('"', "") == table
            line = number if found else line
        elif found and key and re.match(rf'"?{re.escape(key)}"?\s*=', written.strip()):
            line = number
            break
    return PolicyError(f"pyproject.toml line {line}: [{table}]{' ' + key if key else ''}: {remedy}")
