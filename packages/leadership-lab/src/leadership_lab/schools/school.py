"""What a fictional school is made of: staff, ties of advice, and the stories behind them."""

import csv
from dataclasses import dataclass, field
from math import fsum
from pathlib import Path

import networkx as nx


@dataclass(frozen=True)
class Member:
    """Someone who works at the school.

    name: str, unique in the school, as is the first word of it.
    post: str, one of the school's `posts`; role: str, what the post is for.
    phase: str, the team of year groups; subject: str, the subject team, empty for none.
    """

    name: str
    post: str
    role: str
    phase: str
    subject: str = ""

    @property
    def given_name(self):
        """The first word of the name, which labels a map."""
        return self.name.split()[0]


@dataclass(frozen=True)
class Tie:
    """An answer to "whom do you ask for advice?".

    asks, asked: str, names; layer: str, what the advice is about; term: str.
    place: int from 1, the place in which the asker wrote the name.
    """

    asks: str
    asked: str
    layer: str
    term: str
    place: int


@dataclass(frozen=True)
class Story:
    """Something that the ties show and do not explain.

    name: str; person: str, whom it is about, empty for the school as a whole; terms: str each.
    shows: str, what the map shows; told: str, what people who know the school would tell.
    """

    name: str
    person: str
    terms: tuple[str, ...]
    shows: str
    told: str


@dataclass(frozen=True)
class School:
    """A fictional school.

    name, notice: str; the notice says that the school is fictional and belongs wherever it appears.
    staff: Member each. posts: dict of post to whether it carries leadership, in the order of a legend.
    layers, terms: str each. ties: Tie each. stories: Story each.
    away: dict of term to the names of those on leave, who neither answered nor could be asked.
    """

    name: str
    notice: str
    staff: tuple[Member, ...]
    posts: dict[str, bool]
    layers: tuple[str, ...]
    terms: tuple[str, ...]
    ties: tuple[Tie, ...]
    stories: tuple[Story, ...] = ()
    away: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def member(self, name):
        """Return the member with this name. Raises: KeyError, naming it."""
        return next((m for m in self.staff if m.name == name), None) or _raise_unknown("member", name)

    def story(self, name):
        """Return the story with this name. Raises: KeyError, naming it."""
        return next((s for s in self.stories if s.name == name), None) or _raise_unknown("story", name)

    def network(self, layer, term, most_names=None):
        """Return who asks whom, as a directed graph with everyone in it.

        layer, term: str, of the school's layers and terms.
        most_names: int from 1, keep the first so many names of each person, as a form with so many lines
            would; all names unless given.
        Returns: networkx.DiGraph, u -> v: u asks v, nodes in the order of the staff list with `label` (given
            name), `post`, `role`, `phase` and `subject`.
        Raises: ValueError on another layer or term, naming those there are, or on most_names below 1.
        """
        for value, values, what in ((layer, self.layers, "layer"), (term, self.terms, "term")):
            if value not in values:
                raise ValueError(f"{what} {value!r} is not there; choose one of {', '.join(values)}")
        if most_names is not None and most_names < 1:
            raise ValueError(f"a form asks for one name or more, not {most_names}")
        graph = nx.DiGraph()
        for m in self.staff:
            graph.add_node(m.name, label=m.given_name, post=m.post, role=m.role, phase=m.phase, subject=m.subject)
        for tie in self.ties:
            if tie.layer == layer and tie.term == term and (most_names is None or tie.place <= most_names):
                graph.add_edge(tie.asks, tie.asked)
        return graph

    def share_to_posts(self, graph):
        """Return the share of a network's ties that go to people whose post carries leadership.

        graph: DiGraph as `network` returns it, with a tie. Returns: float from 0 to 1.
        """
        to_posts = sum(self.posts[graph.nodes[asked]["post"]] for _, asked in graph.edges)
        return to_posts / graph.number_of_edges()

    def save(self, folder):
        """Write the school as files that `lab network` reads.

        folder: path, made if it is not there. Writes notice.txt, staff.csv (name, post, role, phase,
            subject) and advice-LAYER-TERM.csv (asks, asked), the names in the order they were written.
        Returns: list of the paths written.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        notice = folder / "notice.txt"
        notice.write_text(self.notice + "\n", encoding="utf-8")
        staff = [(m.name, m.post, m.role, m.phase, m.subject) for m in self.staff]
        written = [notice]
        written.append(write_table(folder / "staff.csv", ("name", "post", "role", "phase", "subject"), staff))
        for layer in self.layers:
            for term in self.terms:
                ties = [(t.asks, t.asked) for t in self.ties if (t.layer, t.term) == (layer, term)]
                written.append(write_table(folder / f"advice-{layer}-{term}.csv", ("asks", "asked"), ties))
        return written


def spin(random, weights):
    """Return one name, with a probability in proportion to its weight.

    random: random.Random; weights: dict of name to weight, positive for one at least.
    """
    # fsum is the same in every Python; sum rounds differently from 3.12 on.
    left = random.random() * fsum(weights.values())
    for name, weight in weights.items():
        left -= weight
        if left < 0:
            return name
    # Rounding can leave a crumb after the last name.
    return name


def _raise_unknown(what, name):
    raise KeyError(f"the school has no {what} {name!r}")


def write_table(path, header, rows):
    """Write a CSV file in UTF-8 and return its path. path: Path; header: headings; rows: a cell for each."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return path
