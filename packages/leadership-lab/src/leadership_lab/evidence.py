"""What published studies of leadership measured, each in its own unit, and what a correlation leaves open.

Nothing here is pooled or converted. A common unit would not make a study of heads one of distribution, and it would
hide that one counts differences between schools and another those between kinds of leadership.
"""

import re
from dataclasses import dataclass
from math import asin, ceil, pi, sqrt
from random import Random
from statistics import correlation

from leadership_lab.published import published_numbers

UNITS = {
    "ES": "effect size, printed as z",
    "r": "correlation, r",
    "Cohen d": "standardised difference, d",
    "percent": "per cent of the variation across schools",
}
"""The units of the panels, by the unit in the file of published numbers."""

TOPS = dict(zip(UNITS.values(), (1, 1, 1, 100), strict=True))
"""Where the scale of each panel ends: at the largest value there can be, or for z and d at 1, beyond all of ours."""


@dataclass(frozen=True)
class Effect:
    """A published figure on leadership and what pupils learn.

    name: str, short. unit: str, a value of `UNITS`. value: float, as printed.
    leadership, outcome: str, what was measured on either side, as far as title or summary say.
    rests_on: str, on how many effects and studies, empty where we do not know. source: str, a key of references.bib.
    status: str, how far the number was verified.
    """

    name: str
    unit: str
    value: float
    leadership: str
    outcome: str
    rests_on: str
    source: str
    status: str

    @property
    def effects(self):
        """On how many effects the figure rests, None where we do not know: int."""
        return self._counted("effects|ES")

    @property
    def studies(self):
        """From how many studies or syntheses these come, None where we do not know: int."""
        return self._counted("studies")

    def _counted(self, what):
        found = re.search(rf"(\d+) (?:{what})\b", self.rests_on)
        return int(found[1]) if found else None


_KINDS = "kinds of leadership"
_LISTED = (
    # id in the file, name, leadership, outcome, source
    ("robinson_2008_teacher_learning", "Robinson: teachers' learning", _KINDS, "student outcomes", "robinson2008"),
    ("robinson_2008_goals", "Robinson: goals", _KINDS, "student outcomes", "robinson2008"),
    ("robinson_2008_curriculum", "Robinson: curriculum", _KINDS, "student outcomes", "robinson2008"),
    ("robinson_2008_resourcing", "Robinson: resourcing", _KINDS, "student outcomes", "robinson2008"),
    ("robinson_2008_environment", "Robinson: environment", _KINDS, "student outcomes", "robinson2008"),
    ("tan_2022_second_order", "Tan and others 2022", "school leadership", "different school outcomes", "tan2022"),
    ("tan_three_level", "Tan and others 2024", "school leadership practices", "student outcomes", "tan2024"),
    ("wu_shen_2022", "Wu and Shen 2022", "heads' leadership", "student achievement", "wu2022"),
    ("leithwood_2006_claim5", "Leithwood and others 2006", "total leadership", "student achievement", "leithwood2006"),
)


def published_effects():
    """Return the published figures on leadership and learning that the book prints.

    Returns: tuple of Effect, unit by unit. No intervals: none stands in the summaries from which we have them.
    Source: robinson2008, tan2022, tan2024, wu2022, leithwood2006.
    """
    numbers = published_numbers()
    return tuple(
        Effect(
            name,
            UNITS[numbers[key].unit],
            float(numbers[key].value),
            leadership,
            outcome,
            numbers[key].n,
            source,
            numbers[key].status,
        )
        for key, name, leadership, outcome, source in _LISTED
    )


def difference_like(r):
    """Return the standardised difference d that a correlation is like, by the usual formula 2r / sqrt(1 - r^2).

    For showing that equal digits in two units are not equal effects; it makes no two studies comparable.

    r: float above -1 and below 1, between belonging to one of two groups of equal size and some result.
    Returns: float.
    """
    return 2 * r / sqrt(1 - r**2)


WORLDS = ("leadership raises results", "results raise leadership", "the intake raises both")
"""What may lie behind a correlation of leadership with results."""


def invented_schools(world, strength, schools, seed, by_lot=False):
    """Return leadership and results of invented schools, in a world that we made.

    In every world the two correlate by `strength` when schools are only observed, and in one alone do results change
    if leadership is given out by lot. A simulation shows what could be; it is no evidence of what is.

    world: str of `WORLDS`. strength: float above 0 and below 1. schools: int. seed: int.
    by_lot: bool, whether leadership was given out by lot before results came about.
    Returns: (list of float, list of float), leadership and results in standard units.
    Raises: ValueError on another world or a strength out of bounds.
    """
    if world not in WORLDS:
        raise ValueError(f"world {world!r} is not there; choose one of {', '.join(WORLDS)}")
    if not 0 < strength < 1:
        raise ValueError(f"a strength of {strength} cannot be; give one above 0 and below 1")
    random = Random(seed)
    led, learned = [], []
    for _ in range(schools):
        cause, first, second, lot = (random.gauss(0, 1) for _ in range(4))
        if world == "the intake raises both":
            results = sqrt(strength) * cause + sqrt(1 - strength) * second
            leadership = lot if by_lot else sqrt(strength) * cause + sqrt(1 - strength) * first
        elif world == "results raise leadership":
            results = second
            leadership = lot if by_lot else strength * results + sqrt(1 - strength**2) * first
        else:
            leadership = lot if by_lot else first
            results = strength * leadership + sqrt(1 - strength**2) * second
        led.append(leadership)
        learned.append(results)
    return led, learned


def correlation_in(world, strength, schools, seed, by_lot=False):
    """Return the correlation of leadership with results among invented schools, as `invented_schools`.

    Returns: float from -1 to 1.
    """
    return correlation(*invented_schools(world, strength, schools, seed, by_lot))


def above_the_middle(r):
    """Return of a hundred schools above the middle in one thing, how many are above it in another.

    r: float from -1 to 1, the correlation of the two, both distributed normally; 50 without a connection.
    Returns: float, 50 + 100 asin(r) / pi.
    Raises: ValueError on an r out of bounds.
    """
    if not -1 <= r <= 1:
        raise ValueError(f"a correlation of {r} is not between -1 and 1")
    return 50 + 100 * asin(r) / pi


def empty_effects_that_overturn(mean, effects, other):
    """Return how many further effects of nothing bring a mean down to another figure.

    If the mean is the plain mean of its effects, each counted alike; a synthesis may weigh them otherwise.

    mean: float, in the unit of `other`. effects: int, on how many it rests. other: float above 0.
    Returns: int, 0 if the mean does not exceed the other.
    Raises: ValueError on another figure or a number of effects that cannot be.
    """
    if other <= 0 or effects < 1:
        raise ValueError(f"a mean of {effects} effects cannot be brought to {other} by effects of nothing")
    # Hundredths of a float may end a hair above a whole number of effects.
    return max(0, ceil(effects * (mean - other) / other - 1e-9))


def clusters(r, schools, draws, seed):
    """Return the correlations that many clusters of invented schools would find, where r is the true one.

    r: float above 0 and below 1. schools: int from 3, in each cluster. draws: int, clusters. seed: int.
    Returns: list of float. Chance alone scatters them, and no cluster knows where it stands in the list.
    """
    led, learned = invented_schools(WORLDS[0], r, schools * draws, seed)
    return [
        correlation(led[at : at + schools], learned[at : at + schools]) for at in range(0, schools * draws, schools)
    ]
