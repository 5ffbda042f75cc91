"""References in the author–date form that British books use, for sphinxcontrib-bibtex.

`bibtex_default_style: harvard` sets the list: *Day, C. and Sammons, P. (2009a) Title. …*;
`bibtex_reference_style: harvard` the citations in the text: (Day and Sammons, 2009a). Two works of one author and year
are told apart by a letter in both. Sphinx alone offers square brackets, and no letter.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import ClassVar

from pybtex.database import Entry, Person
from pybtex.plugin import register_plugin as register_pybtex
from pybtex.richtext import Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import toplevel
from pybtex.style.formatting.unsrt import Style as UnsortedStyle
from pybtex.style.formatting.unsrt import pages
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle
from pybtex.style.template import Node, href, join, node, optional, optional_field, sentence, tag, words
from pybtex.style.template import field as entry_field
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.domain import get_docnames
from sphinxcontrib.bibtex.plugin import register_plugin as register_reference_style
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle
from sphinxcontrib.bibtex.style.referencing.basic_author_year import (
    BasicAuthorYearParentheticalReferenceStyle,
    BasicAuthorYearTextualReferenceStyle,
)
from sphinxcontrib.bibtex.style.template import join as join_parts
from sphinxcontrib.bibtex.style.template import join2, post_text, pre_text, reference


def _people(entry: Entry) -> list[Person]:
    return entry.persons.get("author") or entry.persons.get("editor") or []


def _surname(person: Person) -> str:
    return " ".join(str(name) for name in [*person.rich_prelast_names, *person.rich_last_names])


def _year(entry: Entry) -> str:
    return str(entry.fields.get("year", "n.d."))


class AuthorDateLabels(BaseLabelStyle):
    """Labels such as *Day et al., 2009a*; the letter only where two works of the book would share a label."""

    whole_book: ClassVar[Mapping[str, str]] = {}
    """The labels by key, made from all works of the book, so that a work has one label in every list."""

    def format_labels(self, sorted_entries: Iterable[Entry]) -> Iterator[str]:
        entries = list(sorted_entries)
        own = self.labels(entries)
        return (self.whole_book.get(entry.key, label) for entry, label in zip(entries, own, strict=True))

    def labels(self, entries: Iterable[Entry]) -> list[str]:
        """Labels for entries in the order of a list."""
        plain = [f"{self._names(entry)}, {_year(entry)}" for entry in entries]
        count, seen = Counter(plain), Counter()
        labels = []
        for label in plain:
            labels.append(label if count[label] == 1 else label + ascii_lowercase[seen[label] % 26])
            seen[label] += 1
        return labels

    def _names(self, entry: Entry) -> str:
        names = [_surname(person) for person in _people(entry)]
        if not names:
            return str(entry.fields.get("title", entry.key))
        return names[0] + " et al." if len(names) > 2 else " and ".join(names)


class AuthorDateOrder(BaseSortingStyle):
    """By names as they are read aloud, accents and braces aside; then by year and title."""

    def sorting_key(self, entry: Entry) -> tuple:
        names = [f"{_surname(person)} {' '.join(person.first_names)}" for person in _people(entry)]
        title = str(entry.fields.get("title", ""))
        return [_letters(name) for name in names or [title]], _year(entry), _letters(title)


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if c.isalnum() or c == " ")


@node
def _names(children, data, role: str) -> Text:
    """The people of a role: *Day, C., Sammons, P. and Gu, Q.*; BibTeX's `and others` becomes *et al.*"""
    style = data["style"]
    persons = data["entry"].persons[role]
    others = str(persons[-1]) == "others"
    named = [
        style.format_name(person, style.abbreviate_names).format_data(data)
        for person in persons[: -1 if others else None]
    ]
    if others:
        return Text(Text(", ").join(named), " et al.")
    return Text(" and ").join([Text(", ").join(named[:-1]), named[-1]]) if len(named) > 1 else named[0]


@node
def _dated(children, data) -> str:
    """The year with its letter, in round brackets."""
    return f"({data['label'].rpartition(', ')[2]})"


class Harvard(UnsortedStyle):
    """The list of references: author, date, title, source."""

    default_label_style = AuthorDateLabels
    default_name_style = "lastfirst"
    default_sorting_style = AuthorDateOrder

    def __init__(self, **options) -> None:
        super().__init__(**{**options, "abbreviate_names": True})

    def format_entry(self, label: str, entry: Entry, bib_data=None) -> FormattedEntry:
        context = {"entry": entry, "style": self, "bib_data": bib_data, "label": label}
        template = {"article": self._article, "incollection": self._chapter}.get(entry.type, self._work)
        return FormattedEntry(entry.key, template(entry).format_data(context), label)

    def _head(self, entry: Entry) -> Node:
        if "author" in entry.persons:
            names = _names(role="author")
        elif "editor" in entry.persons:
            names = words[_names(role="editor"), self._editors(entry)]
        else:
            return words[tag("em")[entry_field("title")], _dated]
        return words[names, _dated]

    def _editors(self, entry: Entry) -> str:
        return "(eds)" if len(entry.persons["editor"]) > 1 else "(ed.)"

    def _article(self, entry: Entry) -> Node:
        volume = join[entry_field("volume"), optional["(", entry_field("number"), ")"]]
        place = sentence[join(sep=" ")[tag("em")[entry_field("journal")], optional[volume]], optional[pages]]
        return toplevel[self._head(entry), sentence[entry_field("title")], place, *self._rest(entry)]

    def _chapter(self, entry: Entry) -> Node:
        names = words[_names(role="editor"), self._editors(entry)] if "editor" in entry.persons else ""
        inside = words["In", names, tag("em")[entry_field("booktitle")]]
        return toplevel[
            self._head(entry),
            sentence[entry_field("title")],
            sentence[inside, optional[pages]],
            self._publisher(entry),
            *self._rest(entry),
        ]

    def _work(self, entry: Entry) -> Node:
        titled = "author" in entry.persons or "editor" in entry.persons
        title = sentence[tag("em")[entry_field("title")], optional[entry_field("edition"), " edition"]]
        return toplevel[
            self._head(entry),
            title if titled else "",
            sentence(sep=" ")[optional_field("type"), optional_field("number")],
            self._publisher(entry),
            sentence[optional_field("howpublished")],
            *self._rest(entry),
        ]

    def _publisher(self, entry: Entry) -> Node:
        name = next((kind for kind in ("publisher", "institution", "school") if kind in entry.fields), None)
        if name is None:
            return sentence[optional_field("address")]
        return sentence[join[optional[entry_field("address"), ": "], entry_field(name)]]

    def _rest(self, entry: Entry) -> list[Node]:
        rest = [sentence[optional_field("note")]]
        if "doi" in entry.fields:
            doi = entry.fields["doi"]
            rest.append(href(f"https://doi.org/{doi}")[f"doi:{doi}"])
        elif "url" in entry.fields:
            rest.append(href(entry.fields["url"])[entry.fields["url"]])
        if "isbn" in entry.fields:
            rest.append(sentence[words["ISBN", entry_field("isbn")]])
        return rest


@node
def _cited_year(children, data) -> str:
    return data["formatted_entry"].label.rpartition(", ")[2]


def _round() -> BracketStyle:
    return BracketStyle(left="(", right=")", sep="; ")


def _persons() -> PersonStyle:
    return PersonStyle(sep2=" and ", last_sep=" and ")


@dataclass
class _Parenthetical(BasicAuthorYearParentheticalReferenceStyle):
    def inner(self, role_name: str) -> Node:
        named = join_parts(sep=self.author_year_sep)[
            self.person.author_or_editor_or_title(full="s" in role_name), _cited_year
        ]
        return join2(sep1=self.pre_text_sep, sep2=self.post_text_sep)[pre_text, reference[named], post_text]


@dataclass
class _Textual(BasicAuthorYearTextualReferenceStyle):
    def inner(self, role_name: str) -> Node:
        dated = join2(sep1=self.pre_text_sep, sep2=self.post_text_sep)[pre_text, reference[_cited_year], post_text]
        return join_parts(sep=self.text_reference_sep)[
            self.person.author_or_editor_or_title(full="s" in role_name),
            join_parts[self.bracket.left, dated, self.bracket.right],
        ]


@dataclass
class HarvardCitations(AuthorYearReferenceStyle):
    """Citations in the text: round brackets, and the letter of the list."""

    bracket_textual: BracketStyle = field(default_factory=_round)
    bracket_parenthetical: BracketStyle = field(default_factory=_round)
    bracket_author: BracketStyle = field(default_factory=_round)
    bracket_label: BracketStyle = field(default_factory=_round)
    bracket_year: BracketStyle = field(default_factory=_round)
    person: PersonStyle = field(default_factory=_persons)

    def __post_init__(self) -> None:
        super().__post_init__()
        shared = {"person": self.person, "pre_text_sep": self.pre_text_sep, "post_text_sep": self.post_text_sep}
        parenthetical = _Parenthetical(bracket=self.bracket_parenthetical, **shared)
        textual = _Textual(bracket=self.bracket_textual, **shared)
        self.role_style |= {role: style for style in (parenthetical, textual) for role in style.role_names()}


def label_whole_book(app: Sphinx) -> None:
    """Make the labels from all works in the book's files, after sphinxcontrib-bibtex has read them."""
    if "cite" in app.env.domains:
        works = AuthorDateOrder().sort(app.env.get_domain("cite").bibdata.data.entries.values())
        labels = AuthorDateLabels().labels(works)
        AuthorDateLabels.whole_book = dict(zip((work.key for work in works), labels, strict=True))


def order_lists(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Put the lists of works into the book's order, whichever process read them.

    A citation on a page without a list leads to the last one that has the work: the bibliography of the whole book.
    """
    if "cite" in env.domains:
        lists = env.get_domain("cite").bibliographies
        places = {name: place for place, name in enumerate(get_docnames(env))}
        ordered = sorted(lists.items(), key=lambda item: places.get(item[0].docname, -1))
        lists.clear()
        lists.update(ordered)
    return []


def setup_citations(app: Sphinx) -> None:
    app.connect("builder-inited", label_whole_book, priority=900)
    # Before sphinxcontrib-bibtex, at the default priority of 500, makes its citations from the lists.
    app.connect("env-updated", order_lists, priority=400)
    register_pybtex("pybtex.style.formatting", "harvard", Harvard)
    register_reference_style("sphinxcontrib.bibtex.style.referencing", "harvard", HarvardCitations)
