"""How a new practice spreads from person to person, under rules that we choose.

A simulation shows what follows from its rules. It is no evidence that people follow them.
"""

from dataclasses import dataclass
from random import Random
from statistics import fmean

import networkx as nx


@dataclass(frozen=True)
class Contagion:
    """Each person met who has taken a practice up is one more chance to take it up: one may be enough.

    chance: float from 0 to 1, that one meeting in one round persuades, for a weight of 1.
    weights: pairs of (post, float from 0), how many meetings one with that post counts for; all 1 if empty.
    """

    chance: float
    weights: tuple[tuple[str, float], ...] = ()

    def __post_init__(self):
        if not 0 <= self.chance <= 1:
            raise ValueError(f"a chance of {self.chance} is not between 0 and 1")
        for post, weight in self.weights:
            if weight < 0:
                raise ValueError(f"{post!r} has a weight of {weight}; give one from 0")


@dataclass(frozen=True)
class Thresholds:
    """A person takes a practice up once so great a share of those they meet has done so.

    low, high: floats from 0 to 1; each person's own share is drawn evenly between them, once a run.
    Source: granovetter1978, for thresholds that differ between people.
    """

    low: float
    high: float

    def __post_init__(self):
        if not 0 <= self.low <= self.high <= 1:
            raise ValueError(f"thresholds from {self.low} to {self.high} are not shares in order")


@dataclass(frozen=True)
class Reach:
    """How far a practice came in many runs.

    mean: float, people. low, high: ints, the bounds that 80 in 100 runs lie between.
    """

    mean: float
    low: int
    high: int


def spread(graph, starters, rule, rounds, seed):
    """Return who takes a practice up, and in which round.

    graph: Graph, who meets whom; nodes have `post` if the rule weighs posts. starters: nodes, in round 0.
    rule: Contagion or Thresholds. rounds: int. seed: int.
    Returns: dict of node to int, without those who never did. All look at the end of the round before, so that
        the order of people decides nothing.
    Raises: KeyError on a starter who is not in the network.
    Source: granovetter1978 for thresholds.
    """
    return next(replications(graph, starters, rule, rounds, 1, seed))


def replications(graph, starters, rule, rounds, draws, seed):
    """Yield `draws` runs of `spread`, from one stream of chance.

    Yields: dict of node to int, one a run.
    """
    random = Random(seed)
    people = list(graph)
    place = {person: at for at, person in enumerate(people)}
    meets = [[place[other] for other in graph[person] if other != person] for person in people]
    begin = sorted({place[person] for person in starters})
    if isinstance(rule, Contagion):
        weight = dict(rule.weights)
        counts = [weight.get(graph.nodes[person].get("post"), 1.0) for person in people]
    else:
        counts = [1.0] * len(people)
    for _ in range(draws):
        taken = _run(meets, counts, begin, rule, rounds, random)
        yield {people[at]: when for at, when in taken.items()}


def _run(meets, counts, begin, rule, rounds, random):
    taken = dict.fromkeys(begin, 0)
    pressure = {}
    new = begin
    if isinstance(rule, Contagion):
        stays = 1 - rule.chance
        needs = None
    else:
        # What a person needs, in people; a little less, or a third of three would not be one.
        needs = [random.uniform(rule.low, rule.high) * len(others) - 1e-9 for others in meets]
    for now in range(1, rounds + 1):
        for at in new:
            for other in meets[at]:
                if other not in taken:
                    pressure[other] = pressure.get(other, 0.0) + counts[at]
        if needs is None:
            new = [at for at, weight in pressure.items() if random.random() >= stays**weight]
        else:
            new = [at for at, many in pressure.items() if many >= needs[at]]
            if not new:
                break
        for at in new:
            taken[at] = now
            del pressure[at]
    return taken


def reach(runs, among=None):
    """Return how many people a practice reached in many runs.

    runs: dicts as `replications` yields them. among: collection of nodes, to count only these.
    Returns: Reach. Raises: ValueError without a run.
    """
    many = sorted(len(run) if among is None else sum(person in run for person in among) for run in runs)
    if not many:
        raise ValueError("a reach needs one run or more")
    last = len(many) - 1
    return Reach(fmean(many), many[round(0.1 * last)], many[round(0.9 * last)])


def within_steps(graph, first, others, steps):
    """Return how many of some people can be reached from one in so many steps.

    graph: Graph. first: node. others: nodes. steps: int from 0. Returns: int.
    """
    near = nx.single_source_shortest_path_length(graph, first, cutoff=steps)
    return sum(other in near for other in others)
