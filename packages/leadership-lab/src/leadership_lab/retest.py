"""What a second test shows of pupils who were chosen by a first one, if nothing was done between the two.

A score is what a pupil can do and the luck of the day. Whoever is picked for a low score has had bad luck more
often than good, and on the next day the luck is drawn anew: the picked rise, on average, though untaught.
"""

from math import sqrt
from random import Random
from statistics import fmean


def two_tests(pupils, *, mean, spread, reliability, random):
    """Return the scores of one class on two tests between which nothing changes.

    pupils: int from 1. mean, spread: numbers in points, mean and standard deviation of either test.
    reliability: float from 0 to 1, the correlation between the two tests: the share of the variation in
        scores that lies in what pupils can do, the rest being luck.
    random: random.Random.
    Returns: list of (first, second), floats, one pair a pupil.
    Raises: ValueError on a reliability outside 0 to 1, on a negative spread, or without a pupil.
    """
    if pupils < 1:
        raise ValueError(f"a class has a pupil or more, not {pupils}")
    if not 0 <= reliability <= 1:
        raise ValueError(f"a reliability lies between 0 and 1; {reliability} does not")
    if spread < 0:
        raise ValueError(f"a spread cannot be negative; {spread} is")
    lasting, luck = spread * sqrt(reliability), spread * sqrt(1 - reliability)
    able = [mean + random.gauss(0, lasting) for _ in range(pupils)]
    return [(can + random.gauss(0, luck), can + random.gauss(0, luck)) for can in able]


def gain_of_picked(scores, picked, *, highest=False):
    """Return the mean gain of those with the lowest first scores, in points.

    scores: (first, second) each. picked: int from 1, how many. highest: bool, pick from the other end.
    Returns: float, the mean of second - first over the picked.
    Raises: ValueError on fewer scores than are picked, giving both.
    """
    if not 1 <= picked <= len(scores):
        raise ValueError(f"{picked} pupils cannot be picked from {len(scores)}")
    chosen = sorted(scores, reverse=highest)[:picked]
    return fmean(second - first for first, second in chosen)


def gains_without_teaching(pupils, picked, *, mean, spread, reliability, draws, seed, highest=False):
    """Return the mean gain of the picked in many classes in which nothing was done.

    pupils, picked, mean, spread, reliability, highest: as in `two_tests` and `gain_of_picked`.
    draws: int, how many classes; seed: int, the same classes for the same seed.
    Returns: list of float, in points, one a class.
    Source: the regression of Galton 1886, Journal of the Anthropological Institute 15.
    """
    random = Random(seed)
    settings = {"mean": mean, "spread": spread, "reliability": reliability, "random": random}
    return [gain_of_picked(two_tests(pupils, **settings), picked, highest=highest) for _ in range(draws)]
