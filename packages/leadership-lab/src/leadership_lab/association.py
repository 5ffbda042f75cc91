"""Whether two things rise together, over a handful of schools."""

from dataclasses import dataclass
from math import atanh, sqrt, tanh
from statistics import correlation


@dataclass(frozen=True)
class RankCorrelation:
    """A rank correlation with its interval.

    value: float from -1 (one falls as the other rises) to 1 (they rise together), 0 without a tendency.
    low, high: floats, the bounds of the 95 in 100 interval. pairs: int, on how many pairs it rests.
    """

    value: float
    low: float
    high: float
    pairs: int


def rank_correlation(first, second):
    """Return Spearman's rank correlation with its 95 in 100 interval.

    first, second: numbers, one a school in the same order; equal ones share the mean of their ranks.
    Returns: RankCorrelation. The interval is Fisher's, with Fieller's standard error sqrt(1.06 / (n - 3)) for
        ranks: rough below ten pairs, and for pairs drawn at random, which schools that took part are not.
    Raises: ValueError on fewer than four pairs, on unequal numbers of values, or where all values are equal.
    Source: Spearman 1904; Fieller, Hartley and Pearson 1957, Biometrika 44.
    """
    first, second = list(first), list(second)
    if len(first) != len(second):
        raise ValueError(f"{len(first)} values cannot be paired with {len(second)}")
    if len(first) < 4:
        raise ValueError(f"a rank correlation needs four pairs or more, not {len(first)}")
    for values in (first, second):
        if len(set(values)) == 1:
            raise ValueError(f"all {len(values)} values are {values[0]}: they rise with nothing")
    value = max(-1.0, min(1.0, correlation(ranks(first), ranks(second))))
    if abs(value) == 1:
        return RankCorrelation(value, value, value, len(first))
    reach = 1.96 * sqrt(1.06 / (len(first) - 3))
    low, high = tanh(atanh(value) - reach), tanh(atanh(value) + reach)
    return RankCorrelation(value, low, high, len(first))


def ranks(values):
    """Return the rank of each value, from 1 for the smallest; equal ones share the mean of their ranks.

    values: numbers. Returns: list of float, in the order given.
    """
    in_order = sorted(values)
    return [in_order.index(value) + (in_order.count(value) + 1) / 2 for value in values]
