"""Answers on a scale of agreement: how they are spread, how far a set of items hangs together, and profiles.

An answer is a rung on a ladder, not a length: levels have an order and no distances. So distributions and middle
answers come first; whatever adds levels up (alpha, a weighted score) has to pretend that the rungs are evenly spaced.
"""

from dataclasses import dataclass
from itertools import combinations
from math import exp, lgamma, log, log1p
from statistics import median_low, variance

from leadership_lab.figures.words import listed
from leadership_lab.school_level import MINIMUM_STAFF, PROTOCOL, REASON
from leadership_lab.tables import InputError, read_table

MINIMUM_FOR_ALPHA = 30
"""Below so many people no alpha of a real school is given: its interval would hold nearly everything."""
# Counts of a real school are rounded to the nearest five, so that no single answer shows.
ROUNDED_TO = 5
SCALE = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Alpha:
    """Cronbach's alpha with its interval.

    value, low, high: floats up to 1. people, items: ints.
    """

    value: float
    low: float
    high: float
    people: int
    items: int


def distribution(answers, levels=SCALE):
    """Return how many gave each answer.

    answers: ints; levels: ints, the answers that could be given, in order.
    Returns: tuple of int, one a level. Raises: ValueError on an answer that is not among the levels, naming it.
    """
    answers = list(answers)
    for answer in answers:
        if answer not in levels:
            raise ValueError(f"{answer!r} is not among the levels {', '.join(map(str, levels))}")
    return tuple(answers.count(level) for level in levels)


def at_the_ends(answers, levels=SCALE):
    """Return the shares of answers on the lowest and on the highest level: floor and ceiling.

    Returns: pair of floats from 0 to 1. Raises: ValueError without an answer.
    """
    counts = distribution(answers, levels)
    if not sum(counts):
        raise ValueError("there is no answer")
    return counts[0] / sum(counts), counts[-1] / sum(counts)


def bands(answers, levels=SCALE):
    """Return how many are above, on and below the middle of the scale. Returns: three ints."""
    middle = (levels[0] + levels[-1]) / 2
    distribution(answers, levels)
    return (
        sum(answer > middle for answer in answers),
        sum(answer == middle for answer in answers),
        sum(answer < middle for answer in answers),
    )


def alpha(rows, share=0.95):
    """Return Cronbach's alpha of a set of items, with Feldt's interval.

    rows: sequences of numbers, one a person, one number an item; nobody left an item out.
    share: float between 0 and 1, what the interval is to hold.
    Returns: Alpha. It rises with the number of items and with how far they go together, whatever they ask about:
        it says nothing on whether they measure what their title says.
    Raises: ValueError on fewer than two items or three people, on rows of unequal length, or where all have the
        same total.
    Source: cronbach1951; the interval: Feldt 1965, Psychometrika 30.
    """
    rows = [tuple(row) for row in rows]
    if len(rows) < 3 or len(rows[0]) < 2:
        raise ValueError("alpha needs two items or more, answered by three people or more")
    items = len(rows[0])
    if any(len(row) != items for row in rows):
        raise ValueError("everyone needs an answer to every item; leave out who left one out, and say how many")
    total = variance(map(sum, rows))
    if not total:
        raise ValueError("all have the same total: nothing varies, and alpha has no value")
    value = items / (items - 1) * (1 - sum(variance(column) for column in zip(*rows, strict=True)) / total)
    return Alpha(value, *alpha_interval(value, len(rows), items, share), len(rows), items)


def alpha_interval(value, people, items, share=0.95):
    """Return the ends of Feldt's interval of an alpha.

    (1 - alpha) / (1 - estimate) follows F with people - 1 and (people - 1)(items - 1) degrees of freedom, if the
    items are equally good measures with normal errors, which answers on five levels are not: a rough guide.

    value: float up to 1; people: int from 3; items: int from 2. Returns: pair of floats.
    Raises: ValueError on a value above 1, fewer people or items, or a share that is none.
    Source: Feldt 1965, Psychometrika 30.
    """
    if value > 1 or people < 3 or items < 2 or not 0 < share < 1:
        raise ValueError("give an alpha up to 1, three people or more, two items or more, and a share between 0 and 1")
    freedom = people - 1, (people - 1) * (items - 1)
    tail = (1 - share) / 2
    return tuple(1 - (1 - value) * f_quantile(p, *freedom) for p in (1 - tail, tail))


def f_quantile(p, first, second):
    """Return the value below which F lies with probability p.

    p: float between 0 and 1; first, second: degrees of freedom above 0. Returns: float above 0, to nine digits.
    Raises: ValueError beyond these ranges. Source: the relation of F to the beta distribution.
    """
    if not 0 < p < 1 or first <= 0 or second <= 0:
        raise ValueError("a quantile needs a probability between 0 and 1 and degrees of freedom above 0")
    low, high = 0.0, 1.0
    # Halving sixty times leaves less than a float can hold.
    for _ in range(60):
        middle = (low + high) / 2
        if beta_share(middle, first / 2, second / 2) < p:
            low = middle
        else:
            high = middle
    return second * low / (first * (1 - low))


def beta_share(x, a, b):
    """Return the share of a beta distribution below x: the regularised incomplete beta function.

    x: float from 0 to 1; a, b: floats above 0. Returns: float from 0 to 1.
    Source: its continued fraction, evaluated by Lentz's method.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    # The fraction converges fast on this side only.
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(1 - x, b, a)
    front = exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)) / a
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, 500):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 / (1 + step * d), 1 + step / c
            fraction *= d * c
        if abs(d * c - 1) < 1e-14:
            break
    return front * fraction


def profile(answers):
    """Return the middle answer to each question, the lower of two. answers: dict of name to ints."""
    return {name: median_low(given) for name, given in answers.items()}


def answers_that_move_middle(answers, to):
    """Return how few answers, changed, would bring the middle answer to another level.

    answers: ints; to: int. Returns: int from 0.
    """
    place = (len(answers) - 1) // 2
    if median_low(answers) < to:
        return sum(answer < to for answer in answers) - place
    return max(0, place + 1 - sum(answer <= to for answer in answers))


def weightings(factors, parts):
    """Return every way to weigh some factors, each weight a whole number of parts.

    factors: int from 1; parts: int from 1, how many parts the weight of 1 is cut into.
    Returns: list of tuples of floats that add up to 1.
    """
    # Bars between stars: where the bars stand, one factor's parts end and the next one's begin.
    found = []
    for bars in combinations(range(parts + factors - 1), factors - 1):
        ends = (-1, *bars, parts + factors - 1)
        found.append(tuple((ends[i + 1] - ends[i] - 1) / parts for i in range(factors)))
    return found


def weighted_differences(first, second, parts=20):
    """Return how far the second profile is above the first, for every weighting.

    first, second: numbers, one a factor. Returns: list of float. Of one sign throughout only if one profile is
        nowhere below the other; else the weights decide which is "higher".
    """
    steps = [b - a for a, b in zip(first, second, strict=True)]
    return [
        # Crumbs of rounding would turn a tie into a lead.
        round(sum(w * step for w, step in zip(weights, steps, strict=True)), 9)
        for weights in weightings(len(steps), parts)
    ]


def own_school(path, staff=None):
    """Return what may be told of a school's own answers: the school as a whole, by item, in rounded counts.

    path: a delimited file, one row a person, one column an item, answers from 1 to 5; no column of names or posts.
    staff: int, how many were asked; as many as answered unless given.
    Returns: str. Under 12 people a guide to a conversation; under 30 no alpha. Counts are rounded to the nearest
        five; an item that some left out is told by those who answered it, and alpha by those who answered all.
    Raises: InputError on a cell that is no answer, naming file, line and remedy.
    Source: borgatti2003 and borgatti2005 for the care; cronbach1951 for alpha.
    """
    table = read_table(path)
    rows = [[_answer(table, row.line, cell) for cell in row.cells] for row in table.rows]
    if min(len(rows), staff or len(rows)) < MINIMUM_STAFF:
        return "\n".join([REASON, "", *(f"{place}. {step}" for place, step in enumerate(PROTOCOL, 1))])
    silent = max(0, (staff or 0) - len(rows))
    loose = []
    lines = [f"{len(rows)} answer sheets; counts to the nearest {ROUNDED_TO}, of agree, neither, disagree"]
    for place, item in enumerate(table.header):
        given = [row[place] for row in rows if row[place] is not None]
        if len(given) < MINIMUM_STAFF:
            lines.append(f"{item}: answered by too few to be shown")
        else:
            lines.append(f"{item}: " + ", ".join(f"about {_rounded(count)}" for count in bands(given)))
            fewest = min(answers_that_move_middle(given, level) for level in SCALE if level != median_low(given))
            # A silent colleague adds an answer, a changed one takes another away as well: it weighs double.
            if fewest <= max(ROUNDED_TO, silent / 2):
                loose.append(item)
    complete = [row for row in rows if None not in row]
    if len(complete) < MINIMUM_FOR_ALPHA or len(table.header) < 2:
        lines.append(f"No alpha: it takes {MINIMUM_FOR_ALPHA} complete sheets and two items.")
    else:
        found = alpha(complete)
        lines.append(f"Alpha {found.value:.2f}, interval {found.low:.2f} to {found.high:.2f}; it is not validity.")
    changed = f"{ROUNDED_TO} changed answers" + (f", or answers of the {silent} who gave none" if silent else "")
    lines.append(f"What would overturn it: up to {changed}, could move the middle answer of: {listed(loose)}.")
    lines.append("Not for appraisal, capability, pay, redundancy or appointment. No score of a school or a person.")
    return "\n".join(lines)


def _answer(table, line, cell):
    cell = str(cell).strip()
    if not cell:
        return None
    if cell not in map(str, SCALE):
        remedy = "write a whole number from 1 to 5, or leave the cell empty; take out names, posts and codes"
        raise InputError(table.name, f"{cell!r} is no answer", remedy, line)
    return int(cell)


def _rounded(count):
    return ROUNDED_TO * ((count + ROUNDED_TO // 2) // ROUNDED_TO)
