"""Pupils picked by a first test and tested again."""

from random import Random
from statistics import NormalDist, correlation, fmean, stdev

import pytest
from leadership_lab.retest import gain_of_picked, gains_without_teaching, two_tests

TEST = {"mean": 100, "spread": 15}


def test_two_tests_have_the_mean_the_spread_and_the_reliability_asked_for():
    first, second = zip(*two_tests(20_000, **TEST, reliability=0.7, random=Random(1)), strict=True)
    for scores in (first, second):
        assert fmean(scores) == pytest.approx(100, abs=0.5)
        assert stdev(scores) == pytest.approx(15, abs=0.3)
    assert correlation(first, second) == pytest.approx(0.7, abs=0.02)


def test_a_test_without_luck_gives_the_same_score_twice():
    assert all(one == two for one, two in two_tests(30, **TEST, reliability=1, random=Random(1)))
    assert set(gains_without_teaching(30, 6, **TEST, reliability=1, draws=5, seed=1)) == {0}


def test_the_picked_are_those_with_the_lowest_or_the_highest_first_score():
    scores = [(10, 11), (30, 20), (20, 25), (40, 40)]
    assert gain_of_picked(scores, 2) == 3
    assert gain_of_picked(scores, 2, highest=True) == -5


def test_the_lowest_rise_and_the_highest_fall_as_far_as_theory_says():
    """The lowest fifth of a normal distribution lies, on average, 1.4 spreads below the mean."""
    normal = NormalDist()
    depth = normal.pdf(normal.inv_cdf(0.2)) / 0.2
    expected = (1 - 0.8) * depth * 15
    lowest = fmean(gains_without_teaching(1000, 200, **TEST, reliability=0.8, draws=150, seed=1))
    highest = fmean(gains_without_teaching(1000, 200, **TEST, reliability=0.8, draws=150, seed=1, highest=True))
    assert lowest == pytest.approx(expected, rel=0.05)
    assert highest == pytest.approx(-expected, rel=0.05)


def test_the_same_seed_draws_the_same_classes():
    settings = {**TEST, "reliability": 0.8, "draws": 3}
    assert gains_without_teaching(30, 6, **settings, seed=4) == gains_without_teaching(30, 6, **settings, seed=4)
    assert gains_without_teaching(30, 6, **settings, seed=4) != gains_without_teaching(30, 6, **settings, seed=5)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"pupils": 0}, "not 0"),
        ({"reliability": 1.2}, "1.2 does not"),
        ({"spread": -1}, "-1 is"),
    ],
)
def test_impossible_tests_are_refused(settings, told):
    usual = {"pupils": 30, **TEST, "reliability": 0.8, "random": Random(1)}
    with pytest.raises(ValueError, match=told):
        two_tests(**usual | settings)


@pytest.mark.parametrize("picked", [0, 4])
def test_more_pupils_than_there_are_cannot_be_picked(picked):
    with pytest.raises(ValueError, match=f"{picked} pupils cannot be picked from 3"):
        gain_of_picked([(1, 2)] * 3, picked)
