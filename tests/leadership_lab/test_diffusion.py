"""How a practice spreads: against a literal definition, by hand, and by what must hold whatever the network."""

from random import Random
from statistics import fmean

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from leadership_lab.diffusion import Contagion, Reach, Thresholds, reach, replications, spread, within_steps


def slowly(graph, starters, share, rounds):
    """Equal thresholds, straight from the definition: everyone looks at everyone they meet, round by round."""
    taken = dict.fromkeys(starters, 0)
    for now in range(1, rounds + 1):
        for person in [p for p in graph if p not in taken and graph[p]]:
            met = [other for other in graph[person] if other in taken and taken[other] < now]
            if met and len(met) / len(graph[person]) >= share - 1e-12:
                taken[person] = now
    return taken


graphs = st.builds(nx.gnp_random_graph, st.integers(2, 14), st.floats(0, 1), seed=st.integers(0, 999))


@given(graphs, st.sampled_from([0, 0.2, 1 / 3, 0.5, 1]), st.integers(0, 5))
def test_thresholds_as_literally_defined(graph, share, rounds):
    assert spread(graph, [0, 1], Thresholds(share, share), rounds, seed=1) == slowly(graph, [0, 1], share, rounds)


@given(graphs, st.integers(0, 999))
def test_certain_contagion_takes_as_many_rounds_as_steps(graph, seed):
    steps = nx.single_source_shortest_path_length(graph, 0)
    assert spread(graph, [0], Contagion(1), len(graph), seed) == steps


@given(graphs, st.floats(0, 1), st.integers(0, 999))
def test_nobody_takes_up_without_meeting_one_who_has(graph, chance, seed):
    taken = spread(graph, [0], Contagion(chance), 6, seed)
    for person, when in taken.items():
        assert when == 0 or any(taken.get(other, when) < when for other in graph[person])


def test_one_meeting_persuades_as_often_as_the_chance_says():
    pair = nx.path_graph(2)
    runs = list(replications(pair, [0], Contagion(0.3), 1, 8000, seed=5))
    assert fmean(1 in run for run in runs) == pytest.approx(0.3, abs=0.02)
    # Two rounds: 1 - 0.7 x 0.7.
    runs = replications(pair, [0], Contagion(0.3), 2, 8000, seed=6)
    assert fmean(1 in run for run in runs) == pytest.approx(0.51, abs=0.02)


def test_a_weight_counts_as_so_many_meetings():
    pair = nx.path_graph(2)
    nx.set_node_attributes(pair, {0: "head", 1: "teacher"}, "post")
    runs = replications(pair, [0], Contagion(0.3, (("head", 3),)), 1, 8000, seed=7)
    assert fmean(1 in run for run in runs) == pytest.approx(1 - 0.7**3, abs=0.02)
    assert spread(pair, [0], Contagion(1, (("head", 0),)), 9, seed=7) == {0: 0}


def test_granovetters_hundred_people():
    """Thresholds 0, 1, 2 ... 99 topple all; without the one with threshold 1 nobody follows the first."""
    for gap in (False, True):
        crowd = nx.complete_graph(100)
        taken, now = {0}, -1
        while len(taken) != now:
            now = len(taken)
            taken |= {p for p in crowd if (p if not (gap and p == 1) else 2) <= now}
        assert len(taken) == (1 if gap else 100)
    # In ours, a crowd with equal thresholds falls as one or not at all.
    assert len(spread(nx.complete_graph(11), [0], Thresholds(0.1, 0.1), 5, 1)) == 11
    assert len(spread(nx.complete_graph(11), [0], Thresholds(0.11, 0.11), 5, 1)) == 1


def test_the_same_seed_gives_the_same_runs():
    graph = nx.gnp_random_graph(40, 0.1, seed=2)
    one, two = (list(replications(graph, [0, 1], Contagion(0.2), 5, 20, seed=9)) for _ in range(2))
    assert one == two and one != list(replications(graph, [0, 1], Contagion(0.2), 5, 20, seed=10))
    assert spread(graph, [0, 1], Contagion(0.2), 5, 9) == one[0]


def test_reach_of_many_runs():
    runs = [{at: 0 for at in range(many)} for many in Random(1).sample(range(1, 12), 11)]
    assert reach(runs) == Reach(6, 2, 10)
    assert reach([{"a": 0, "b": 1}, {"a": 0}], among=["b"]).mean == 0.5
    with pytest.raises(ValueError, match="one run or more"):
        reach([])


def test_within_steps_counts_who_is_near():
    path = nx.path_graph(6)
    assert [within_steps(path, 0, [2, 4, 5], steps) for steps in (1, 2, 4, 9)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Contagion(1.2), "1.2 is not between"),
        (lambda: Contagion(0.1, (("head", -1),)), "'head' has a weight of -1"),
        (lambda: Thresholds(0.4, 0.2), "0.4 to 0.2 are not shares in order"),
    ],
)
def test_rules_that_cannot_be_are_refused(make, said):
    with pytest.raises(ValueError, match=said):
        make()


def test_a_starter_who_is_not_there_is_named():
    with pytest.raises(KeyError, match="nobody"):
        spread(nx.path_graph(2), ["nobody"], Contagion(1), 1, 1)
