"""How much a count of so many in so many leaves open, and how often a streak comes by chance."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True)
class Proportion:
    """A share with its interval. value, low, high: floats from 0 to 1."""

    value: float
    low: float
    high: float


def wilson(successes, trials, confidence=0.95):
    """Return a share of so many in so many, with Wilson's interval.

    The bounds are the shares p from which the observed one lies just z standard errors sqrt(p (1 - p) / n) away.

    successes, trials: ints, 0 <= successes <= trials, 1 <= trials; each trial drawn independently and with one
        and the same chance, which the last few of anything seldom are.
    confidence: float above 0 and below 1.
    Returns: Proportion. Unlike the share plus and minus a margin, it stays within 0 and 1 and has a width when
        all succeed.
    Raises: ValueError on counts or a confidence that cannot be.
    Source: wilson1927.
    """
    if not 0 <= successes <= trials or trials < 1:
        raise ValueError(f"{successes} of {trials} cannot be")
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence of {confidence} is not between 0 and 1")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = successes / trials
    middle = (share + z**2 / (2 * trials)) / (1 + z**2 / trials)
    reach = z / (1 + z**2 / trials) * sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2))
    # At 0 of n and n of n one bound is 0 or 1 exactly, which floats may miss by a hair.
    low = 0.0 if successes == 0 else middle - reach
    high = 1.0 if successes == trials else middle + reach
    return Proportion(share, low, high)


def chance_of_streak(length, trials, chance):
    """Return how likely a streak of successes is to occur somewhere in a series.

    length: int from 1, successes in a row. trials: int from 0. chance: float from 0 to 1, of each success.
    Returns: float from 0 to 1; the chance that whoever watches the series can say, at one time or another, that
        the last so many all succeeded.
    Raises: ValueError on a length or a chance that cannot be.
    """
    if length < 1 or trials < 0:
        raise ValueError(f"a streak of {length} in {trials} cannot be")
    if not 0 <= chance <= 1:
        raise ValueError(f"a chance of {chance} is not between 0 and 1")
    # How likely it is that no streak has come yet and the last so many succeeded.
    running = [1.0] + [0.0] * (length - 1)
    for _ in range(trials):
        running = [sum(running) * (1 - chance), *(chance * one for one in running[:-1])]
    return 1 - sum(running)
