"""Who is to be asked, by their posts, and who is asked: the assigned network beside the lived one.

An assigned network has a tie u -> v where, by the posts, u would turn to v. Schools write down posts and seldom
such lines, so the lines are a reading of the posts; `READINGS` has three, and no result may rest on one alone.
"""

from dataclasses import dataclass
from math import fsum

import networkx as nx

from leadership_lab.layers import overlap
from leadership_lab.networks import Undefined, _refuse_other_graphs

READINGS = {
    "line": "each turns to the one person who answers for them, or who leads the subject",
    "team": "each turns to that person, to all posts in their team and to those for the whole school",
    "open": "each turns to anyone with a post",
}
GENERAL = "general"
HEAD, DEPUTY, MIDDLE = "head", "deputy head", "middle leader"
CURRICULUM, PUPILS = "teaching and curriculum", "pupils and families"
WHOLE_SCHOOL = "whole school"


def assigned_network(school, layer=GENERAL, reading="line"):
    """Return whom everyone would ask if advice followed the posts.

    By the line, for general matters: a phase's staff turn to its leader; leaders of phases and subjects to the
    deputy for teaching and curriculum, other middle leaders to the deputy for pupils and families; deputies and
    the business manager to the head; the head to nobody. On a subject: all staff of the phases turn to the
    leader of the subject, who turns to the deputy for teaching and curriculum.

    school: School with the posts and roles of the fictional primary school. layer: str, one of the school's.
    reading: str, a key of `READINGS`; each wider one has all ties of the narrower.
    Returns: DiGraph of all staff, in the order of the staff list.
    Raises: ValueError on another layer or reading, naming those there are; Undefined where nobody leads the
        subject or holds a post on which the line rests.
    Source: spillane2010 on assigned and lived leadership; the rule is ours.
    """
    for value, values, what in ((layer, school.layers, "layer"), (reading, READINGS, "reading")):
        if value not in values:
            raise ValueError(f"{what} {value!r} is not there; choose one of {', '.join(values)}")
    graph = nx.DiGraph()
    graph.add_nodes_from(member.name for member in school.staff)
    with_post = [member for member in school.staff if school.posts[member.post]]
    for member in school.staff:
        above = _general_line(school, member) if layer == GENERAL else _subject_line(school, member, layer)
        asked = {above} if above else set()
        if reading != "line":
            asked |= {m for m in with_post if reading == "open" or m.phase in (member.phase, WHOLE_SCHOOL)}
        graph.add_edges_from((member.name, m.name) for m in school.staff if m in asked and m is not member)
    return graph


def _general_line(school, member):
    if member.post == HEAD:
        return None
    if not school.posts[member.post]:
        return _holder(school, MIDDLE, f"{member.phase} leader")
    if member.post == MIDDLE:
        return _holder(school, DEPUTY, CURRICULUM if member.role.endswith(" leader") else PUPILS)
    return next(m for m in school.staff if m.post == HEAD)


def _subject_line(school, member, subject):
    leader = _holder(school, MIDDLE, f"{subject} leader")
    if member is leader:
        return _holder(school, DEPUTY, CURRICULUM)
    return None if member.phase == WHOLE_SCHOOL else leader


def _holder(school, post, role):
    found = next((m for m in school.staff if (m.post, m.role) == (post, role)), None)
    if found is None:
        raise Undefined(f"{school.name} has no {post} for {role!r}, so the line has no end there")
    return found


@dataclass(frozen=True)
class Fit:
    """How far lived advice runs along the lines that the posts draw.

    lines: int, ties of the assigned network; advice: int, ties of the lived one; along: int, ties in both.
    """

    lines: int
    advice: int
    along: int

    @property
    def jaccard(self):
        """Ties in both per tie in either: from 0 (advice runs beside the lines) to 1 (the two are the same)."""
        return self.along / (self.lines + self.advice - self.along)

    @property
    def highest(self):
        """The Jaccard index there could be with so many lines and so much advice."""
        return min(self.lines, self.advice) / max(self.lines, self.advice)

    @property
    def lines_used(self):
        """The share of lines along which advice is sought. Raises: Undefined without a line."""
        return _share(self.along, self.lines, "line")

    @property
    def advice_on_lines(self):
        """The share of advice that runs along a line. Raises: Undefined without a tie of advice."""
        return _share(self.along, self.advice, "tie of advice")


def fit(assigned, lived):
    """Return how far lived advice runs along assigned lines.

    assigned, lived: DiGraphs of the same people; a tie runs along a line only in the line's direction.
    Returns: `Fit`.
    Raises: ValueError on different people, naming one; Undefined where neither has a tie.
    Source: spillane2010.
    """
    found = overlap(assigned, lived)
    return Fit(lines=found.first, advice=found.second, along=found.both)


def sought_by_line(assigned, lived, person):
    """Return how many colleagues should turn to someone by their post, and how many of these do.

    assigned, lived: DiGraphs with the person. Returns: two ints.
    Raises: KeyError on an unknown person, naming them.
    Source: spillane2010.
    """
    for graph in (assigned, lived):
        if person not in graph:
            raise KeyError(f"{person!r} is not in the network")
    should = set(assigned.predecessors(person))
    return len(should), len(should & set(lived.predecessors(person)))


def share_without_post(graph, with_post):
    """Return the share of advice that goes to people without a post.

    graph: DiGraph. with_post: set of the people who hold one.
    Returns: float from 0 to 1.
    Raises: Undefined without a tie.
    Source: spillane2010.
    """
    _refuse_other_graphs(graph)
    return _share(sum(asked not in with_post for _, asked in graph.edges), graph.number_of_edges(), "tie of advice")


def share_without_post_by_chance(graph, with_post):
    """Return that share when everyone names as many colleagues as they do, picked at random.

    graph: DiGraph of n people; the mean over `inference.random_directed_networks`, without drawing them.
    with_post: set of the people who hold a post.
    Returns: float from 0 to 1: the share of the others who have no post, averaged over the names given.
    Raises: Undefined without a tie.
    Source: anderson1999.
    """
    _refuse_other_graphs(graph)
    without = sum(person not in with_post for person in graph)
    named = fsum(asks * (without - (person not in with_post)) for person, asks in graph.out_degree)
    return _share(named, graph.number_of_edges() * (len(graph) - 1), "tie of advice")


def without_advice_from(graph, person):
    """Return the network as it would be if nobody asked this person and the ties went nowhere else.

    graph: DiGraph with the person, who stays and goes on asking. Returns: DiGraph, a copy.
    Raises: KeyError on an unknown person, naming them.
    Source: borgatti2006 on taking people away from a network.
    """
    if person not in graph:
        raise KeyError(f"{person!r} is not in the network")
    left = nx.DiGraph(graph)
    left.remove_edges_from(list(graph.in_edges(person)))
    return left


def _share(part, whole, what):
    if not whole:
        raise Undefined(f"a share needs a {what}, and there is none")
    return part / whole
