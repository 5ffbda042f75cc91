"""A fictional network of twelve schools, built like the one in which Stockport's lead innovators worked.

From the text come the twelve, one a school, their three project groups and the seven kinds of ties that could join
the groups. All else is our assumption: four schools a group, the size of a school, who meets whom. Inside a school
everyone is tied to the next two on either side of a ring of teachers, the lead innovator to most teachers, the head
to the lead innovator and a few teachers. Who takes part in a joining tie is drawn by lot.
"""

import csv
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random

import networkx as nx

NAME = "Twelve fictional schools"
NOTICE = (
    "These twelve schools are fictional. Their people are posts without names, and who meets whom was drawn by a "
    "rule; only the twelve lead innovators, the three groups and the kinds of ties come from a published account."
)
SEED = 88

GROUPS = ("creative learning", "thinking classroom", "effective learning environment")
HEAD, INNOVATOR, TEACHER, AGENT = "head", "lead innovator", "teacher", "agent"
POSTS = (HEAD, INNOVATOR, TEACHER, AGENT)

WITHIN = ("school", "project group")
"""The ties that are always there: in a school, and among the lead innovators of a group."""

JOINING = (
    "strategic group",
    "heads' group",
    "training days",
    "coaching",
    "visits",
    "conferences",
    "co-ordination",
)
"""The ties, all named in the text, that could carry something from one group to another."""

AGENTS = ("communication", "marketing", "monitoring", "training")
STARTS = ("inside out", "top down", "at the edge")


@dataclass(frozen=True)
class Person:
    """A post: str name such as "teacher D3", post of `POSTS`, school and group (empty for an agent)."""

    name: str
    post: str
    school: str
    group: str


@dataclass(frozen=True)
class Meeting:
    """Two people who meet, in either direction. one, other: str. kind: str of `WITHIN` or `JOINING`."""

    one: str
    other: str
    kind: str


@dataclass(frozen=True)
class SchoolNetwork:
    """The fictional network. people: tuple of Person. meetings: tuple of Meeting; two people may have several."""

    name: str
    notice: str
    people: tuple[Person, ...]
    meetings: tuple[Meeting, ...]

    def graph(self, joining=JOINING):
        """Return who meets whom, with the joining ties that are switched on.

        joining: collection of str of `JOINING`, or none.
        Returns: Graph of all people with `post`, `school` and `group`; an agent belongs to neither and stays
            alone unless the strategic group is on.
        Raises: ValueError on another kind of tie, naming those there are.
        """
        for kind in joining:
            if kind not in JOINING:
                raise ValueError(f"tie {kind!r} is not there; choose among {', '.join(JOINING)}")
        graph = nx.Graph()
        for person in self.people:
            graph.add_node(person.name, post=person.post, school=person.school, group=person.group)
        kinds = {*WITHIN, *joining}
        graph.add_edges_from((m.one, m.other) for m in self.meetings if m.kind in kinds)
        return graph

    def memberships(self):
        """Return the two-mode network of lead innovators and project groups.

        Returns: Graph; nodes have `bipartite`, 0 for a person and 1 for a group.
        Source: borgatti1997.
        """
        graph = nx.Graph()
        graph.add_nodes_from(GROUPS, bipartite=1)
        for person in self.people:
            if person.post == INNOVATOR:
                graph.add_node(person.name, bipartite=0)
                graph.add_edge(person.name, person.group)
        return graph

    def of_post(self, post, group=None):
        """Return the names of the people in a post, in a group if one is given, in the order of the schools."""
        return tuple(p.name for p in self.people if p.post == post and group in (None, p.group))

    def starters(self, start, group=GROUPS[1], many=4):
        """Return who begins with a new practice.

        start: str of `STARTS`. Inside out: lead innovators of the group; top down: the heads of their schools; at
            the edge: teachers side by side in the last school of the group, chosen so that they have together as
            few joining ties as can be.
        group: str of `GROUPS`. many: int, how many begin.
        Returns: tuple of str.
        Raises: ValueError on another start, or when the group or the school has fewer people.
        """
        if start not in STARTS:
            raise ValueError(f"start {start!r} is not there; choose one of {', '.join(STARTS)}")
        if start == "at the edge":
            school = [p.school for p in self.people if p.post == INNOVATOR and p.group == group][-1]
            ring = [p.name for p in self.people if p.post == TEACHER and p.school == school]
            sides = [tuple((ring + ring)[at : at + many]) for at in range(len(ring))] if many <= len(ring) else [()]
            found = min(
                sides,
                key=lambda names: sum(m.kind in JOINING and bool({m.one, m.other} & {*names}) for m in self.meetings),
            )
        else:
            found = self.of_post(INNOVATOR if start == "inside out" else HEAD, group)[:many]
        if len(found) < many:
            raise ValueError(f"{many} people cannot begin {start}: there are fewer in {group!r}")
        return found

    def save(self, folder):
        """Write the network as files: notice.txt, people.csv and meetings.csv.

        folder: path, made if it is not there. Returns: list of the paths written.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        notice, people, meetings = (folder / name for name in ("notice.txt", "people.csv", "meetings.csv"))
        notice.write_text(self.notice + "\n", encoding="utf-8")
        for path, header, rows in (
            (people, ("name", "post", "school", "group"), [(p.name, p.post, p.school, p.group) for p in self.people]),
            (meetings, ("one", "other", "kind"), [(m.one, m.other, m.kind) for m in self.meetings]),
        ):
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows([header, *rows])
        return [notice, people, meetings]


def lead_innovators(seed=SEED, split=(4, 4, 4), teachers=10):
    """Return the fictional network of schools.

    seed: int, who takes part in the joining ties.
    split: three ints from 1, schools in each project group; 4 + 4 + 4 is our assumption.
    teachers: int from 5, teachers in each school beside the head and the lead innovator; our assumption.
    Returns: SchoolNetwork.
    Raises: ValueError on a split into other than three groups, or on fewer teachers.
    Source: bagnallnd, for the lead innovators, the groups and the kinds of ties.
    """
    if len(split) != len(GROUPS) or min(split) < 1:
        raise ValueError(f"a split {split} does not give each of the three groups a school or more")
    if teachers < 5:
        raise ValueError(f"a ring of teachers needs five or more, not {teachers}")
    random = Random(seed)
    group_of = {
        chr(65 + at): group for at, group in enumerate(g for g, n in zip(GROUPS, split, strict=True) for _ in range(n))
    }
    people, staff = [], {}
    for school, group in group_of.items():
        staff[school] = [f"{TEACHER} {school}{at}" for at in range(1, teachers + 1)]
        people += [Person(f"{post} {school}", post, school, group) for post in (HEAD, INNOVATOR)]
        people += [Person(name, TEACHER, school, group) for name in staff[school]]
    people += [Person(f"{AGENT} for {task}", AGENT, "", "") for task in AGENTS]
    meetings = []
    for kind, draw in (("school", _in_schools), ("project group", _in_groups), *_DRAWN.items()):
        pairs = dict.fromkeys(tuple(sorted(pair)) for pair in draw(random, group_of, staff))
        meetings += [Meeting(one, other, kind) for one, other in pairs]
    return SchoolNetwork(NAME, NOTICE, tuple(people), tuple(meetings))


def _in_schools(random, group_of, staff):
    for school, ring in staff.items():
        head, innovator = f"{HEAD} {school}", f"{INNOVATOR} {school}"
        yield head, innovator
        for at, name in enumerate(ring):
            yield name, ring[(at + 1) % len(ring)]
            yield name, ring[(at + 2) % len(ring)]
        yield from ((innovator, name) for name in random.sample(ring, len(ring) * 6 // 10))
        yield from ((head, name) for name in random.sample(ring, len(ring) * 4 // 10))


def _innovators(group_of, group=None):
    return [f"{INNOVATOR} {school}" for school, of in group_of.items() if group in (None, of)]


def _in_groups(random, group_of, staff):
    for group in GROUPS:
        yield from combinations(_innovators(group_of, group), 2)


def _strategic_group(random, group_of, staff):
    agents = [f"{AGENT} for {task}" for task in AGENTS]
    yield from combinations(agents, 2)
    yield from ((innovator, random.choice(agents)) for innovator in _innovators(group_of))


def _heads_group(random, group_of, staff):
    yield from combinations([f"{HEAD} {school}" for school in group_of], 2)


def _training_days(random, group_of, staff):
    # Three days, and at each a table of six from six schools.
    for _ in range(3):
        table = [random.choice(staff[school]) for school in random.sample(sorted(staff), min(6, len(staff)))]
        yield from combinations(table, 2)


def _elsewhere(random, staff, school):
    return random.choice(staff[random.choice([other for other in staff if other != school])])


def _coaching(random, group_of, staff):
    for school in group_of:
        yield from ((f"{INNOVATOR} {school}", _elsewhere(random, staff, school)) for _ in range(2))


def _visits(random, group_of, staff):
    for school in group_of:
        yield random.choice(staff[school]), _elsewhere(random, staff, school)


def _conferences(random, group_of, staff):
    # A conference of each group, with two guests from the schools of the others.
    for group in GROUPS:
        others = [name for school, of in group_of.items() if of != group for name in staff[school]]
        guests = random.sample(others, 2)
        yield from ((innovator, guest) for innovator in _innovators(group_of, group) for guest in guests)


def _co_ordination(random, group_of, staff):
    yield from combinations([random.choice(_innovators(group_of, group)) for group in GROUPS], 2)


_DRAWN = dict(
    zip(
        JOINING,
        (_strategic_group, _heads_group, _training_days, _coaching, _visits, _conferences, _co_ordination),
        strict=True,
    )
)
