"""A page of Markdown taken apart, once, for all checks: headings, blocks of text, directives, roles, labels.

The parser is MyST's own with the book's extensions, so that a check sees what the page will show: a list inside a
formula is no list, and a word inside a link is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from ..exercises.model import KINDS, Passage
from ..exercises.syntax import Reading, read

EXTENSIONS = ("colon_fence", "dollarmath", "linkify", "substitution", "tasklist")
"""What Jupyter Book switches on unless `_config.yml` says otherwise."""

EXERCISES = frozenset(KINDS)

RUNNING = frozenset({
    "outcomes", "then-and-now", "account", "pause", "admonition", "note", "tip", "hint", "important",
    "warning", "caution", "danger", "attention", "error", "seealso", "margin", "sidebar", "dropdown",
})  # fmt: skip
"""Boxes whose text belongs to what is read through; everything else in a fence is looked at apart."""

# Bodies that are not Markdown of this page, or (`example`) that are shown and not meant.
_OTHER = frozenset({
    "code-cell", "code", "code-block", "sourcecode", "literalinclude", "math", "bibliography", "toctree",
    "tableofcontents", "csv-table", "raw", "eval-rst", "mermaid", "prediction-review", "exercise-list",
    "solutions", "include", "glue", "glue:figure", "index", "example",
})  # fmt: skip
# Directives whose argument is a name, a path or a date, and not a title to read.
_UNTITLED = frozenset(
    {"figure", "image", "scene", "solution", "stopping-point", "then-and-now", "list-table", "figure-md"}
)

_PLACES = {
    "bullet_list_open": "item",
    "ordered_list_open": "item",
    "blockquote_open": "quote",
    "dt_open": "term",
    "dd_open": "definition",
    "th_open": "cell",
    "td_open": "cell",
    "heading_open": "heading",
    "footnote_reference_open": "note",
}
_NAMED = re.compile(r"\{([A-Za-z][\w:.-]*)\}\s*(.*)\Z", re.DOTALL)
_OPTION = re.compile(r":([\w-]+):(?:\s+(.*))?\Z")
_TARGETED = re.compile(r"(.+?)\s*<[^<>]+>\Z", re.DOTALL)
_ADDRESS = re.compile(r"<?https?://\S+")
_EXCUSE = re.compile(r"\s*book check: ignore ((?:[A-Z]+\d+[, ]*)+): *\S")

_READ_AS_NUMBER = frozenset({"fact", "glue:text", "glue", "eval"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role as it is written: ``{name}`content` ``."""

    name: str
    content: str
    line: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block: its number, its text as a reader reads it, the roles in it.

    Markup is taken off; a citation reads as a name, an inserted number as a figure, code and formulas as a letter.
    """

    number: int
    text: str
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or what corresponds to it elsewhere.

    place: text, item, quote, term, definition, cell, heading, note, title (of a directive) or alt.
    inside: the kinds of the directives around it, from the outside inwards.
    """

    place: str
    inside: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def line(self) -> int:
        return self.lines[0].number

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def is_running(self) -> bool:
        """Whether it is read through: in the page itself or in a box, not in an exercise, a caption or a cell."""
        return RUNNING.issuperset(self.inside) and self.place not in ("title", "alt")


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    title: str
    line: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive written as a fence; `body` begins below its options. inside: the kinds around it."""

    kind: str
    argument: str
    line: int
    options: Mapping[str, str]
    body: Passage
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """An exercise: the directive, and what was read in it."""

    directive: Directive
    reading: Reading

    @property
    def kind(self) -> str:
        return self.directive.kind

    @property
    def line(self) -> int:
        return self.directive.line


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the address of its file, and its alternative text (None where there is none)."""

    address: str
    alternative: str | None
    line: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    name: str
    line: int


@dataclass
class Page:
    """A page of Markdown.

    path: from the book's folder, with forward slashes. text: as written. extensions: of MyST, switched on.
    unclosed: lines of fences that are never closed, behind which nothing can be told apart.
    """

    path: str
    text: str
    extensions: tuple[str, ...] = EXTENSIONS
    front: Any = None
    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)
    excused: list[tuple[range, frozenset[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.source = self.text.split("\n")
        _Reader(self).read(self.text, 0, ())

    def of_kind(self, *kinds: str) -> list[Directive]:
        return [directive for directive in self.directives if directive.kind in kinds]

    @cached_property
    def exercises(self) -> list[Asked]:
        found = []
        for directive in self.of_kind(*EXERCISES):
            found.append(Asked(directive, read(directive.kind, directive.body, directive.options)))
        return found

    @cached_property
    def running(self) -> list[Block]:
        return [block for block in self.blocks if block.is_running]

    @cached_property
    def words(self) -> int:
        """How many words are read through; a citation counts as one."""
        return sum(len(words_of(block.text)) for block in self.running)

    @cached_property
    def citations(self) -> list[tuple[str, int]]:
        """Every key that is cited, with its line."""
        return [(key, role.line) for role in self.roles if is_citation(role) for key in cited_keys(role)]

    @property
    def roles(self) -> Iterator[Role]:
        return (role for block in self.blocks for line in block.lines for role in line.roles)

    def is_excused(self, code: str, line: int) -> bool:
        return any(line in lines and code in codes for lines, codes in self.excused)


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_][\w'’-]*", text)


def is_citation(role: Role) -> bool:
    return role.name.partition(":")[0] in ("cite", "footcite")


def cited_keys(role: Role) -> list[str]:
    """The keys of a citation, without what is said before and after them."""
    keys = re.split(r"[,;]", re.sub(r"\{[^{}]*\}", "", role.content))
    return [key.strip() for key in keys if key.strip()]


@lru_cache
def _parser(extensions: tuple[str, ...]) -> MarkdownIt:
    from myst_parser.config.main import MdParserConfig
    from myst_parser.parsers.mdit import create_md_parser

    return create_md_parser(MdParserConfig(enable_extensions=set(extensions)), RendererHTML)


class _Reader:
    """One pass over a page; what stands in a directive is read the same way, with its own lines."""

    def __init__(self, page: Page):
        self.page = page
        self.pending: list[str] = []
        self.parse = _parser(page.extensions).parse

    def read(self, text: str, before: int, inside: tuple[str, ...]) -> None:
        """Read Markdown that begins after `before` lines of the page."""
        places: list[str] = []
        excuse: frozenset[str] = frozenset()
        tokens = self.parse(text)
        for token, following in zip_longest(tokens, tokens[1:]):
            line = before + token.map[0] + 1 if token.map else 0
            if excuse and token.map and token.type != "myst_line_comment":
                self.page.excused.append((range(line, before + token.map[1] + 1), excuse))
                excuse = frozenset()
            if token.type in _PLACES and token.nesting == 1:
                places.append(_PLACES[token.type])
            elif token.nesting == -1 and token.type.replace("_close", "_open") in _PLACES:
                places.pop()
            if token.type == "inline":
                self._inline(token, line, places[-1] if places else "text", inside)
            elif token.type in ("fence", "colon_fence"):
                self._fence(token, line, before, inside)
            elif token.type == "heading_open" and following is not None:
                self._heading(token, following, line, inside)
            elif token.type == "myst_target":
                self._label(token.content, line)
                self.pending.append(token.content)
            elif token.type == "front_matter" and not inside:
                self.page.front = _front(token.content)
            elif token.type == "myst_line_comment" and (found := _EXCUSE.match(token.content)):
                excuse = frozenset(re.findall(r"[A-Z]+\d+", found.group(1)))
            if token.type not in ("myst_target", "inline", "heading_open"):
                self.pending.clear()
            if token.attrs.get("id"):
                self._label(str(token.attrs["id"]), line)

    def _label(self, name: str, line: int) -> None:
        self.page.labels.append(Label(name.strip().lower(), line))

    def _heading(self, token: Token, inline: Token, line: int, inside: tuple[str, ...]) -> None:
        if inside:
            return
        title = "".join(part.text for part in _lines(inline.children or (), line))
        self.page.headings.append(Heading(int(token.tag[1:]), title, line, tuple(self.pending)))
        self.pending.clear()

    def _inline(self, token: Token, line: int, place: str, inside: tuple[str, ...]) -> None:
        lines = tuple(_lines(token.children or (), line))
        if any(part.text.strip() or part.roles for part in lines):
            self.page.blocks.append(Block(place, inside, lines))
        for child in token.children or ():
            if child.type == "image":
                alternative = child.content.strip()
                self.page.pictures.append(Picture(str(child.attrs.get("src", "")), alternative or None, line))
                self._alternative(alternative, line, inside)

    def _alternative(self, text: str, line: int, inside: tuple[str, ...]) -> None:
        if text:
            self.page.blocks.append(Block("alt", inside, (Line(line, text),)))

    def _fence(self, token: Token, line: int, before: int, inside: tuple[str, ...]) -> None:
        # A fence that ends with its text, or with what it stands in, has no closing line.
        last = before + (token.map or (0, 0))[1]
        if not self.page.source[last - 1 : last] or not re.match(
            rf"[\s>]*{re.escape(token.markup[0])}{{{len(token.markup)},}}\s*\Z", self.page.source[last - 1]
        ):
            self.page.unclosed.append(line)
        named = _NAMED.match(token.info.strip())
        if not named:
            return
        kind, argument = named.group(1), named.group(2).strip()
        options, body = _options(token.content, line + 1)
        directive = Directive(kind, argument, line, options, body, inside)
        self.page.directives.append(directive)
        for name in ("label", "name"):
            if options.get(name):
                self._label(options[name], line)
        within = (*inside, kind)
        if kind in ("figure", "image"):
            caption = " ".join(body.text.split())
            self.page.pictures.append(Picture(argument, options.get("alt", "").strip() or None, line, caption))
            self._alternative(options.get("alt", ""), line, within)
        if kind in _OTHER or kind.startswith("code"):
            return
        if argument and kind not in _UNTITLED:
            self._title(argument, line, within)
        if kind == "glossary":
            self._glossary(body, within)
        else:
            self.read(body.text, body.line - 1, within)

    def _title(self, argument: str, line: int, inside: tuple[str, ...]) -> None:
        for token in self.parse(argument):
            if token.type == "inline":
                self._inline(token, line, "title", inside)

    def _glossary(self, body: Passage, inside: tuple[str, ...]) -> None:
        """A glossary has terms at the margin and indents what is said of them, which to Markdown is one paragraph."""
        for number, written in enumerate(body.text.split("\n"), start=body.line):
            place = "definition" if written[:1].isspace() else "term"
            for token in self.parse(written.strip()):
                if token.type == "inline":
                    self._inline(token, number, place, inside)


def _options(content: str, first: int) -> tuple[dict[str, str], Passage]:
    """The options at the head of a directive, and what stands below them."""
    lines = content.rstrip("\n").split("\n")
    options: dict[str, str] = {}
    count = 0
    if lines[0].strip() == "---" and "---" in (end := [line.strip() for line in lines[1:]]):
        count = end.index("---") + 2
        values = _front("\n".join(lines[1 : count - 1]))
        options = {str(k): str(v) for k, v in values.items()} if isinstance(values, dict) else {}
    else:
        while count < len(lines) and (found := _OPTION.match(lines[count].rstrip())):
            options[found.group(1)] = (found.group(2) or "").strip()
            count += 1
    return options, Passage("\n".join(lines[count:]), first + count)


def _front(written: str) -> Any:
    try:
        return yaml.safe_load(written)
    except yaml.YAMLError:
        return None


def _lines(children: Iterable[Token], first: int) -> Iterator[Line]:
    number, text, roles = first, "", []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            yield Line(number, text.strip(), tuple(roles))
            number, text, roles = number + 1, "", []
        elif child.type == "myst_role":
            role = Role(child.meta["name"], child.content, number)
            roles.append(role)
            text += _as_read(role)
        elif child.type == "text":
            text += _ADDRESS.sub("", child.content)
        elif child.type == "code_inline" or child.type.startswith("math"):
            text += "x"
    yield Line(number, text.strip(), tuple(roles))


def _as_read(role: Role) -> str:
    if role.name in _READ_AS_NUMBER:
        return "0"
    targeted = _TARGETED.match(role.content)
    if role.name == "gap":
        return role.content.partition("|")[0].strip()
    if targeted and not is_citation(role):
        return targeted.group(1)
    # A bare term or abbreviation is read as it stands; what else refers shows a title or a name.
    return role.content if role.name in ("term", "abbr") else "Ref"
