"""The exercises of a whole book: what is there, what it is called, and what refers to it.

The domain survives parallel reading and incremental builds: every record knows its page, pages are cleared and merged
one at a time, numbers are made only when all pages are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from . import tree
from .model import Exercise

LOGGER = logging.getLogger(__name__)


class Entry(NamedTuple):
    """An exercise in its book. position: its place on the page; numbered: false for `:nonumber:`."""

    exercise: Exercise
    position: int
    numbered: bool


class Mention(NamedTuple):
    """A place that needs an exercise to exist: a solution, or a prediction shown again."""

    label: str
    docname: str
    line: int


class ExerciseDomain(Domain):
    """Keeps exercises as data and gives them their numbers."""

    name = "exercise"
    label = "Exercise"
    object_types = {"exercise": ObjType("exercise", "ref", "numref")}
    data_version = 1
    reading = True
    initial_data: dict[str, Any] = {
        "entries": {},  # label -> Entry
        "numbers": {},  # label -> "1.2.3"
        "solutions": {},  # docname -> list of Mention
        "reviews": {},  # docname -> list of Mention
        "overviews": [],  # docnames that list exercises or answers
        "anchors": {},  # label -> anchors of the sections around it, innermost first
        "references": {},  # docname -> labels it refers to
        "shown": {},  # docname -> the numbers it was last written with
    }

    # Reading ------------------------------------------------------------------------------------------------

    def add(self, exercise: Exercise, *, numbered: bool) -> bool:
        """Keep an exercise; False, with a warning, if its label is taken."""
        for label in (exercise.label, *exercise.formerly):
            holder = self._holder(label)
            if holder is not None:
                self._duplicate(label, holder, exercise)
                if label == exercise.label:
                    return False
        position = sum(1 for entry in self.entries.values() if entry.exercise.docname == exercise.docname)
        self.entries[exercise.label] = Entry(exercise, position, numbered)
        return True

    def _holder(self, label: str) -> Exercise | None:
        if label in self.entries:
            return self.entries[label].exercise
        return next((e.exercise for e in self.entries.values() if label in e.exercise.formerly), None)

    def _duplicate(self, label: str, first: Exercise, second: Exercise) -> None:
        LOGGER.warning(
            "%s: label '%s' is taken by %s line %s; give this one another",
            second.kind,
            label,
            first.docname,
            first.line,
            type="exercise",
            subtype="label",
            location=(second.docname, second.line),
        )

    def unnamed(self, docname: str, kind: str) -> str:
        """A label for an exercise that has none; it changes when the page does."""
        taken = sum(1 for entry in self.entries.values() if entry.exercise.docname == docname)
        return nodes.make_id(f"{docname.rsplit('/', 1)[-1]}-{kind}-unnamed-{taken}")

    def add_solution(self, label: str, docname: str, line: int) -> None:
        self.data["solutions"].setdefault(docname, []).append(Mention(label, docname, line))

    def add_review(self, label: str, docname: str, line: int) -> None:
        self.data["reviews"].setdefault(docname, []).append(Mention(label, docname, line))

    def add_overview(self, docname: str) -> None:
        if docname not in self.data["overviews"]:
            self.data["overviews"].append(docname)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note which sections an exercise stands in, and what the page refers to."""
        for node in document.findall(tree.exercise):
            self.data["anchors"][node["label"]] = list(_anchors(node))
        wanted = {n["reftarget"] for n in document.findall(addnodes.pending_xref) if n.get("reftarget")}
        wanted |= {n["label"] for n in document.findall(tree.review)}
        wanted |= {n["label"] for n in document.findall(tree.solution)}
        self.data["references"][docname] = sorted(wanted)

    def clear_doc(self, docname: str) -> None:
        for label, entry in list(self.entries.items()):
            if entry.exercise.docname == docname:
                del self.entries[label]
                self.data["anchors"].pop(label, None)
        for name in ("solutions", "reviews", "references", "shown"):
            self.data[name].pop(docname, None)
        if docname in self.data["overviews"]:
            self.data["overviews"].remove(docname)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take in what another process read."""
        read = set(docnames)
        for label, entry in otherdata["entries"].items():
            if entry.exercise.docname not in read:
                continue
            holder = self._holder(label)
            if holder is not None and holder.docname != entry.exercise.docname:
                self._duplicate(label, holder, entry.exercise)
                continue
            self.entries[label] = entry
            if label in otherdata["anchors"]:
                self.data["anchors"][label] = otherdata["anchors"][label]
        for name in ("solutions", "reviews", "references"):
            self.data[name].update({doc: found for doc, found in otherdata[name].items() if doc in read})
        for docname in otherdata["overviews"]:
            if docname in read:
                self.add_overview(docname)

    # Numbers ------------------------------------------------------------------------------------------------

    @property
    def entries(self) -> dict[str, Entry]:
        return self.data["entries"]

    def in_order(self) -> Iterator[Exercise]:
        """All exercises in the order of the book."""
        place = {docname: n for n, docname in enumerate(_reading_order(self.env))}
        last = len(place)
        key = lambda e: (place.get(e.exercise.docname, last), e.exercise.docname, e.position)  # noqa: E731
        return (entry.exercise for entry in sorted(self.entries.values(), key=key))

    def assign_numbers(self) -> None:
        """Number the exercises: chapter.section.item, section 0 before the first heading of a chapter."""
        counters: defaultdict[tuple, int] = defaultdict(int)
        numbers = {}
        for exercise in self.in_order():
            if not self.entries[exercise.label].numbered:
                continue
            sections = self.env.toc_secnumbers.get(exercise.docname, {})
            found = (sections.get(anchor) for anchor in [*self.data["anchors"].get(exercise.label, ()), ""])
            number = next((n for n in found if n), None)
            prefix = (*number, 0)[:2] if number else (exercise.docname,)
            counters[prefix] += 1
            shown = (*prefix, counters[prefix]) if number else (counters[prefix],)
            numbers[exercise.label] = ".".join(map(str, shown))
        self.data["numbers"] = numbers

    def pages_to_rewrite(self) -> set[str]:
        """The pages whose text a new number or title changes."""
        self.assign_numbers()
        # A list of exercises shows their texts too, so any page read may change it.
        pages = set(self.data["overviews"]) if self.reading else set()
        for docname in self.env.found_docs:
            wanted = set(self.data["references"].get(docname, ()))
            own = {label for label, e in self.entries.items() if e.exercise.docname == docname}
            now = {label: self.name_of(label) for label in sorted(wanted | own) if self.find(label)}
            if self.data["shown"].get(docname) != now:
                self.data["shown"][docname] = now
                pages.add(docname)
        return pages

    # Asking -------------------------------------------------------------------------------------------------

    def find(self, label: str) -> Exercise | None:
        """The exercise that has, or once had, a label."""
        return self._holder(label.strip())

    def number(self, label: str) -> str:
        return self.data["numbers"].get(label, "")

    def short_name(self, label: str) -> str:
        """*Activity 1.2.3*, or *Activity* for one without a number."""
        return f"Activity {self.number(label)}".rstrip()

    def name_of(self, label: str) -> str:
        """*Activity 1.2.3 Title*."""
        exercise = self.find(label)
        return f"{self.short_name(exercise.label)} {plain(exercise.title)}".rstrip() if exercise else ""

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for label, entry in self.entries.items():
            yield label, self.name_of(label), "exercise", entry.exercise.docname, label, 1

    def check_consistency(self) -> None:
        for what, name in (("solutions", "solution"), ("reviews", "prediction-review")):
            for mention in (m for mentions in self.data[what].values() for m in mentions):
                found = self.find(mention.label)
                message = None
                if found is None:
                    message = f"no exercise has the label '{mention.label}'"
                elif what == "reviews" and found.kind != "prediction":
                    message = f"'{mention.label}' is no prediction, but {found.kind}"
                if message:
                    LOGGER.warning(
                        "%s: %s; write the label of one that exists",
                        name,
                        message,
                        type="exercise",
                        subtype="label",
                        location=(mention.docname, mention.line),
                    )


def plain(markdown: str) -> str:
    """A title without its Markdown marks, for places that take text alone."""
    return markdown.replace("**", "").replace("*", "").replace("`", "")


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


def note_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Remember whether this build reads any page at all."""
    env.get_domain("exercise").reading = bool(docnames)


def renumber(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """After the section numbers are made: number the exercises, and name the pages to write again."""
    return sorted(env.get_domain("exercise").pages_to_rewrite())
