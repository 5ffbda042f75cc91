"""The exercises of a whole book: what is there, what it is called, and what refers to it.

The domain survives parallel reading and incremental builds: every record knows its page, pages are cleared and merged
one at a time, numbers are made only when all pages are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment

from ..authoring import LOGGER
from . import tree
from .model import Exercise, Solution


class Place(Enum):
    """Where an exercise is: in the book; in an `{example}` on a page about writing; nowhere, because it is hidden."""

    BOOK = "book"
    EXAMPLE = "example"
    NOWHERE = "nowhere"


class Entry(NamedTuple):
    """An exercise in its book.

    position: its place on the page. numbered: whether it counts. title: as readers see it, without Markdown.
    anchors: the sections around it, innermost first, as Sphinx's table of section numbers calls them.
    """

    exercise: Exercise
    place: Place
    position: int
    numbered: bool
    title: str = ""
    anchors: tuple[str, ...] = ()


class Review(NamedTuple):
    """A place where the prediction with the label `of` is shown again."""

    of: str
    location: str


class ExerciseDomain(Domain):
    """Keeps exercises as data and gives them their numbers."""

    name = "exercise"
    label = "Exercise"
    object_types = {"exercise": ObjType("exercise", "ref", "numref")}
    data_version = 1
    initial_data: dict[str, Any] = {
        "entries": {},  # label -> Entry
        "former": {},  # label of old -> label
        "numbers": {},  # label -> "1.2.3"
        "solutions": {},  # docname -> list of Solution
        "reviews": {},  # docname -> list of Review
        "exercise-list": [],  # docnames that list all exercises
        "solutions-appendix": [],  # docnames that show all answers
        "refused": [],  # docnames with an exercise whose label is taken
    }

    # Reading ------------------------------------------------------------------------------------------------

    def add(self, exercise: Exercise, place: Place, title: str, *, numbered: bool) -> bool:
        """Keep an exercise; False, with a warning, if its label is taken."""
        position = sum(1 for entry in self.entries.values() if entry.exercise.docname == exercise.docname)
        return self._keep(Entry(exercise, place, position, numbered and place is Place.BOOK, title))

    def _keep(self, entry: Entry) -> bool:
        exercise = entry.exercise
        for label in (exercise.label, *exercise.formerly):
            if holder := self.find(label):
                message = "%s: label '%s' is taken by the one in %s line %s; give this one another"
                place = f"{exercise.source or self.env.doc2path(exercise.docname)}:{exercise.line}"
                where = holder.exercise.docname, holder.exercise.line
                LOGGER.warning(message, exercise.kind, label, *where, type="bookcraft", subtype="label", location=place)
                # Read again next time: what is taken today may be free then.
                self._note("refused", exercise.docname)
                return False
        self.entries[exercise.label] = entry
        self.data["former"].update(dict.fromkeys(exercise.formerly, exercise.label))
        return True

    def unnamed(self, docname: str) -> str:
        """A label for an exercise that has none; it changes when the page does, and no author can write it."""
        taken = sum(1 for entry in self.entries.values() if entry.exercise.docname == docname)
        return f"unnamed--{nodes.make_id(docname)}--{taken}"

    def add_solution(self, solution: Solution) -> None:
        self.data["solutions"].setdefault(solution.docname, []).append(solution)

    def add_review(self, of: str, docname: str, location: str) -> None:
        self.data["reviews"].setdefault(docname, []).append(Review(of, location))

    def add_list(self, what: str, docname: str) -> None:
        """Note that a page shows `exercise-list` or `solutions`."""
        self._note({"solutions": "solutions-appendix"}.get(what, what), docname)

    def _note(self, what: str, docname: str) -> None:
        if docname not in self.data[what]:
            self.data[what].append(docname)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note which sections an exercise stands in, and its title with quotation marks as they are printed."""
        for node in document.findall(tree.exercise):
            if entry := self.entries.get(node["label"]):
                anchors = tuple(_anchors(node))
                self.entries[node["label"]] = entry._replace(title=tree.title(node), anchors=anchors)

    def clear_doc(self, docname: str) -> None:
        for label, entry in list(self.entries.items()):
            if entry.exercise.docname == docname:
                del self.entries[label]
                for old in entry.exercise.formerly:
                    self.data["former"].pop(old, None)
        for name in ("solutions", "reviews"):
            self.data[name].pop(docname, None)
        for name in ("exercise-list", "solutions-appendix", "refused"):
            if docname in self.data[name]:
                self.data[name].remove(docname)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take in what another process read."""
        read = set(docnames)
        for entry in otherdata["entries"].values():
            if entry.exercise.docname in read:
                self._keep(entry)
        for name in ("solutions", "reviews"):
            self.data[name].update({doc: found for doc, found in otherdata[name].items() if doc in read})
        for name in ("exercise-list", "solutions-appendix", "refused"):
            for docname in read.intersection(otherdata[name]):
                self._note(name, docname)

    # Numbers ------------------------------------------------------------------------------------------------

    @property
    def entries(self) -> dict[str, Entry]:
        return self.data["entries"]

    def in_order(self, *, hidden: bool = False) -> Iterator[Entry]:
        """The exercises of the book, in its order; `hidden` ones too, whose solutions may be shown."""
        place = {docname: n for n, docname in enumerate(_reading_order(self.env))}
        last = len(place)
        wanted = {Place.BOOK, Place.NOWHERE} if hidden else {Place.BOOK}
        entries = (entry for entry in self.entries.values() if entry.place in wanted)
        key = lambda e: (place.get(e.exercise.docname, last), e.exercise.docname, e.position)  # noqa: E731
        return iter(sorted(entries, key=key))

    def assign_numbers(self) -> None:
        """Number the exercises: chapter.section.item, section 0 before the first heading of a chapter."""
        counters: defaultdict[tuple, int] = defaultdict(int)
        numbers = {}
        for entry in self.in_order():
            if not entry.numbered:
                continue
            docname, label = entry.exercise.docname, entry.exercise.label
            sections = self.env.toc_secnumbers.get(docname, {})
            number = next(filter(None, (sections.get(anchor) for anchor in (*entry.anchors, ""))), None)
            # A page without a number counts for itself.
            prefix = (*number, 0)[:2] if number else (docname,)
            counters[prefix] += 1
            numbers[label] = ".".join(map(str, (*(prefix if number else ()), counters[prefix])))
        self.data["numbers"] = numbers

    # Asking -------------------------------------------------------------------------------------------------

    def find(self, label: str) -> Entry | None:
        """The exercise that has, or once had, a label."""
        label = label.strip()
        return self.entries.get(label) or self.entries.get(self.data["former"].get(label, ""))

    def find_solution(self, label: str) -> Solution | None:
        """The solution with a label of its own."""
        solutions = (solution for found in self.data["solutions"].values() for solution in found)
        return next((solution for solution in solutions if solution.label == label), None) if label else None

    def number(self, label: str) -> str:
        return self.data["numbers"].get(label, "")

    def short_name(self, label: str) -> str:
        """*Activity 1.2.3*, or *Activity* for one without a number."""
        return f"Activity {self.number(label)}".rstrip()

    def name_of(self, label: str) -> str:
        """*Activity 1.2.3 Title*; empty for a label that no exercise has."""
        entry = self.find(label)
        return f"{self.short_name(entry.exercise.label)} {entry.title}".rstrip() if entry else ""

    def shown_as(self, label: str) -> tuple | None:
        """What other pages show of a label, in order to tell whether it has changed."""
        if solution := self.find_solution(label):
            return solution.docname, self.name_of(solution.of)
        entry = self.find(label)
        return (entry.exercise.docname, entry.exercise.label, entry.place, self.name_of(label)) if entry else None

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for entry in self.in_order():
            label = entry.exercise.label
            # Not for the search, which would take the number apart at its dots: it finds the title on the page.
            yield label, self.name_of(label), "exercise", entry.exercise.docname, label, -1

    def resolve_any_xref(self, *asked: Any) -> list:
        # References to exercises are finished before domains are asked.
        return []

    def check_consistency(self) -> None:
        for solutions in self.data["solutions"].values():
            for solution in solutions:
                if self.find(solution.of) is None:
                    message = f"no exercise has the label '{solution.of}'"
                    self._warn("solution", message, f"{solution.source}:{solution.line}")
        for reviews in self.data["reviews"].values():
            for review in reviews:
                found = self.find(review.of)
                if found is None:
                    self._warn("prediction-review", f"no exercise has the label '{review.of}'", review.location)
                elif found.exercise.kind != "prediction":
                    message = f"'{review.of}' is no prediction, but {found.exercise.kind}"
                    self._warn("prediction-review", message, review.location)
        sections = self.env.get_domain("std").anonlabels
        for label, entry in self.entries.items():
            if label in sections:
                message = f"label '{label}' is also that of a place in {sections[label][0]}; rename one of them"
                self._warn(entry.exercise.kind, message, f"{entry.exercise.source}:{entry.exercise.line}")

    def _warn(self, name: str, message: str, location: str) -> None:
        message = message if ";" in message else f"{message}; write the label of one that exists"
        LOGGER.warning("%s: %s", name, message, type="bookcraft", subtype="label", location=location)


def _anchors(node: nodes.Node) -> Iterator[str]:
    while node := node.parent:
        if isinstance(node, nodes.section) and node["ids"]:
            yield "#" + node["ids"][0]


def _reading_order(env: BuildEnvironment) -> Iterator[str]:
    seen: set[str] = set()
    waiting = [env.config.root_doc]
    while waiting:
        docname = waiting.pop()
        if docname in seen:
            continue
        seen.add(docname)
        yield docname
        waiting += reversed(env.toctree_includes.get(docname, []))
    yield from sorted(env.found_docs - seen)


def renumber(app: Sphinx, env: BuildEnvironment) -> list[str]:
    env.get_domain("exercise").assign_numbers()
    return []


def read_again(app: Sphinx, env: BuildEnvironment, *changes: set[str]) -> list[str]:
    return [docname for docname in env.get_domain("exercise").data["refused"] if docname in env.found_docs]
