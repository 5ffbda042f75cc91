"""One school, several layers of advice: literacy, mathematics, science. How they differ, and how far they overlap.

A layer is a `networkx.DiGraph` with a tie u -> v where u asks v about this matter; all layers have the same people.
"""

from dataclasses import dataclass
from math import isclose
from random import Random

import networkx as nx

from leadership_lab import networks
from leadership_lab.inference import beside
from leadership_lab.networks import Undefined

# What a comparison of layers sets side by side, in this order.
MEASURES = {
    "ties": nx.DiGraph.number_of_edges,
    "density": networks.density,
    "mean in-degree": networks.mean_indegree,
    "asked by three or more": lambda layer: networks.named_at_least(layer, 3),
    "in-degree centralisation": networks.indegree_centralisation,
    "share of ties to the most asked fifth": lambda layer: networks.top_share(layer, 0.2),
}


@dataclass(frozen=True)
class Overlap:
    """How many ties two networks of the same people have in common.

    both: int, ties in both; first, second: int, ties in the one and in the other, those in both included.
    """

    both: int
    first: int
    second: int

    @property
    def either(self):
        """Ties that are in one of the two or in both."""
        return self.first + self.second - self.both

    @property
    def jaccard(self):
        """Ties in both per tie in either: from 0 (none in common) to 1 (the same ties)."""
        return self.both / self.either

    @property
    def highest(self):
        """The Jaccard index there would be if the smaller network lay wholly within the larger."""
        return min(self.first, self.second) / max(self.first, self.second)


def layer_measures(layers):
    """Return every figure of `MEASURES` for each layer.

    layers: dict of name to DiGraph, each with a tie.
    Returns: dict of layer to dict of measure to int or float, both in the order given.
    Raises: ValueError where the layers have different people; Undefined where a measure is.
    Source: as each measure in `networks`.
    """
    graphs = list(layers.values())
    for layer in graphs[1:]:
        _need_same_people(graphs[0], layer)
    return {name: {what: measure(layer) for what, measure in MEASURES.items()} for name, layer in layers.items()}


def overlap(first, second):
    """Return how many ties two networks of the same people have in common.

    first, second: DiGraphs. A tie is in both only if the same person asks the same person in both.
    Returns: `Overlap`.
    Raises: ValueError on different people, naming one; Undefined where neither has a tie.
    Source: wasserman1994.
    """
    _need_same_people(first, second)
    both = sum(second.has_edge(*tie) for tie in first.edges)
    found = Overlap(both, first.number_of_edges(), second.number_of_edges())
    if not found.either:
        raise Undefined("an overlap needs a tie, and neither network has one")
    return found


def overlap_beside_chance(first, second, draws, seed, teams=None):
    """Return the Jaccard index of two networks beside that of one network with the other's people exchanged.

    Each draw gives everyone in the second network another's place in it, so that its shape stays and who stands
    where does not. Within teams, people exchange places with their own team only: then the overlap that comes
    from sitting in one corridor stays in the comparison, and what is left is about persons.

    first, second: DiGraphs of the same people. draws: int, 2 or more; seed: int.
    teams: dict of person to team, everyone in it; the whole staff is one team unless given.
    Returns: `AgainstChance`.
    Raises: as `overlap`; KeyError on a person without a team.
    Source: wasserman1994.
    """
    observed = overlap(first, second)
    people = list(first)
    groups = {}
    for person in people:
        groups.setdefault(teams[person] if teams else "", []).append(person)
    random = Random(seed)
    drawn = []
    for _ in range(draws):
        place = {}
        for group in groups.values():
            place.update(zip(group, random.sample(group, len(group)), strict=True))
        both = sum(first.has_edge(place[asks], place[asked]) for asks, asked in second.edges)
        drawn.append(Overlap(both, observed.first, observed.second).jaccard)
    return beside(observed.jaccard, drawn)


@dataclass(frozen=True)
class Difference:
    """A figure of one layer less the same figure of another, beside what exchanged answers give.

    observed: float. low, high: floats that 95 in 100 differences after exchange lie between.
    share_as_far: float from 0 to 1, the share of exchanges with a difference as far from 0 or further.
    drawn: tuple of float, the differences after exchange.
    """

    observed: float
    low: float
    high: float
    share_as_far: float
    drawn: tuple[float, ...]


def difference_of_layers(first, second, measure, draws, seed):
    """Return how two layers differ in a measure, beside what it would be if the matter made no difference.

    If it made none, each person's two lists of names could as well have been written under the other's heading.
    So each draw tosses a coin for every person and exchanges their two lists on heads.

    first, second: DiGraphs of the same people. measure: function of a DiGraph that returns a number.
    draws: int, 2 or more; seed: int.
    Returns: `Difference`, first less second.
    Raises: ValueError on different people; Undefined where the measure is.
    Source: wasserman1994.
    """
    _need_same_people(first, second)
    observed = measure(first) - measure(second)
    random = Random(seed)
    drawn = []
    for _ in range(draws):
        heads = {person for person in first if random.random() < 0.5}
        one, other = exchanged(first, second, heads)
        drawn.append(measure(one) - measure(other))
    band = beside(observed, drawn)
    # Equal differences may differ in the last place of a float.
    as_far = sum(abs(x) > abs(observed) or isclose(abs(x), abs(observed), abs_tol=1e-12) for x in drawn)
    return Difference(observed, band.low, band.high, as_far / draws, tuple(drawn))


def exchanged(first, second, people):
    """Return two layers after some people's lists of names have been exchanged between them.

    first, second: DiGraphs of the same people. people: set, whose lists are exchanged.
    Returns: two DiGraphs with the people of the first, without what the graphs know of them.
    Source: wasserman1994.
    """
    one, other = nx.DiGraph(), nx.DiGraph()
    for graph, own, others in ((one, first, second), (other, second, first)):
        graph.add_nodes_from(first)
        for person in first:
            graph.add_edges_from((others if person in people else own).out_edges(person))
    return one, other


def _need_same_people(first, second):
    for one, other, which in ((first, second, "second"), (second, first, "first")):
        missing = next((person for person in one if person not in other), None)
        if missing is not None:
            raise ValueError(f"{missing!r} is not in the {which} network; both need the same people")
