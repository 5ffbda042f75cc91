"""How long a thousand runs of a spreading practice take, beside the same on plain networkx.

Run with `python -m bench.diffusion`; the last column is how many times as long networkx took, in the same run.
"""

import time
from random import Random

from leadership_lab.diffusion import Contagion, Thresholds, replications
from leadership_lab.schools.lead_innovators import lead_innovators

RUNS, PLAIN_RUNS, ROUNDS = 1000, 100, 8
RULES = {
    "one is enough": Contagion(0.05),
    "many must": Thresholds(0.15, 0.35),
    "posts weigh": Contagion(0.05, (("head", 5), ("lead innovator", 2))),
}


def plainly(graph, starters, rule, seed):
    """One run as the rule reads, everyone asked in every round."""
    random = Random(seed)
    taken = set(starters)
    if isinstance(rule, Thresholds):
        needs = {person: random.uniform(rule.low, rule.high) for person in graph}
    else:
        weight = dict(rule.weights)
    for _ in range(ROUNDS):
        new = set()
        for person in graph:
            met = [other for other in graph.neighbors(person) if other in taken]
            if person in taken or not met:
                continue
            if isinstance(rule, Thresholds):
                follows = len(met) >= needs[person] * graph.degree(person)
            else:
                counts = sum(weight.get(graph.nodes[other]["post"], 1) for other in met)
                follows = random.random() >= (1 - rule.chance) ** counts
            if follows:
                new.add(person)
        taken |= new
    return taken


def main() -> None:
    network = lead_innovators()
    graph, starters = network.graph(), network.starters("inside out")
    print(f"{RUNS} runs, {len(graph)} people, {graph.number_of_edges()} ties, {ROUNDS} rounds")
    for name, rule in RULES.items():
        began = time.perf_counter()
        ours = [len(run) for run in replications(graph, starters, rule, ROUNDS, RUNS, seed=1)]
        middle = time.perf_counter()
        plain = [len(plainly(graph, starters, rule, seed)) for seed in range(PLAIN_RUNS)]
        seconds, slow = middle - began, (time.perf_counter() - middle) * RUNS / PLAIN_RUNS
        means = sum(ours) / RUNS, sum(plain) / PLAIN_RUNS
        print(f"{name:16}{seconds:6.2f} s   reach {means[0]:5.1f} and {means[1]:5.1f}   {slow / seconds:5.1f} times")


if __name__ == "__main__":
    main()
