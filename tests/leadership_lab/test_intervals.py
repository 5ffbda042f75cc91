"""Wilson's interval and streaks: against their definitions, every series of a few trials, and scipy."""

from itertools import product
from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leadership_lab.intervals import chance_of_streak, wilson

counts = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, st.sampled_from([0.8, 0.95, 0.99]))
def test_each_bound_is_z_standard_errors_from_the_share(count, confidence):
    successes, trials = count
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    found = wilson(successes, trials, confidence)
    assert 0 <= found.low <= found.value <= found.high <= 1
    for bound in (found.low, found.high):
        if 0 < bound < 1:
            assert abs(found.value - bound) == pytest.approx(z * sqrt(bound * (1 - bound) / trials))


def test_eight_of_eight():
    found = wilson(8, 8)
    assert (found.value, round(found.low, 2), found.high) == (1, 0.68, 1)
    # With all succeeding the lower bound is n / (n + z squared).
    assert found.low == pytest.approx(8 / (8 + NormalDist().inv_cdf(0.975) ** 2))
    assert wilson(0, 8).high == pytest.approx(1 - found.low)


@pytest.mark.parametrize("count", [(8, 8), (0, 5), (3, 12), (40, 55)])
def test_as_scipy_has_it(count):
    stats = pytest.importorskip("scipy.stats")
    theirs = stats.binomtest(*count).proportion_ci(method="wilson")
    found = wilson(*count)
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high))


@pytest.mark.parametrize("length", [1, 2, 3, 5])
@pytest.mark.parametrize("chance", [0.2, 0.7, 1])
def test_streaks_by_counting_every_series(length, chance):
    for trials in range(9):
        by_hand = sum(
            chance ** sum(series) * (1 - chance) ** (trials - sum(series))
            for series in product((0, 1), repeat=trials)
            if "1" * length in "".join(map(str, series))
        )
        assert chance_of_streak(length, trials, chance) == pytest.approx(by_hand)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: wilson(9, 8), "9 of 8 cannot be"),
        (lambda: wilson(0, 0), "0 of 0 cannot be"),
        (lambda: wilson(1, 2, 1), "confidence of 1"),
        (lambda: chance_of_streak(0, 3, 0.5), "a streak of 0 in 3"),
        (lambda: chance_of_streak(1, 3, 1.5), "a chance of 1.5"),
    ],
)
def test_what_cannot_be_is_refused(make, said):
    with pytest.raises(ValueError, match=said):
        make()
