"""Published figures, and what can be recomputed from a table that its authors printed.

A printed number stands for every number that rounds to it. The checks here ask which whole numbers of ties lie
in that interval, in exact fractions: in floats, .2865 would fall on one side of a bound or the other by luck.
"""

import csv
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from math import ceil, floor
from random import Random

from leadership_lab.inference import chance_reciprocity


@dataclass(frozen=True)
class Team:
    """A line of De Jong's table, with its digits as printed.

    team: str. respondents, members: int, those who answered and those who could be named.
    density, reciprocity, indegree_centralisation: Decimal, proportions.
    central_members: int; central_members_percent: Decimal, of the members.
    """

    team: str
    respondents: int
    members: int
    density: Decimal
    reciprocity: Decimal
    indegree_centralisation: Decimal
    central_members: int
    central_members_percent: Decimal


@dataclass(frozen=True)
class Check:
    """What whole numbers of ties and of colleagues a team's printed figures allow.

    members: int, the number of members that was assumed.
    ties: int tuple, the tie counts that give the printed density.
    returned: int tuple, the counts of returned ties, always even, that give the printed reciprocity.
    largest_indegrees: int tuple, the largest in-degrees that give the printed centralisation.
    largest_needed: Fraction, the largest in-degree that the printed centralisation asks for if it were exact.
    centralisation_nearest: Fraction, the possible centralisation nearest to the printed one.
    percent_fits: bool, whether the printed percentage is that of the central members among the members,
        rounded or cut off.
    The last four are None or empty where no tie count fits.
    """

    members: int
    ties: tuple[int, ...]
    returned: tuple[int, ...]
    largest_indegrees: tuple[int, ...]
    largest_needed: Fraction | None
    centralisation_nearest: Fraction | None
    percent_fits: bool

    @property
    def fits(self):
        """Whether density, reciprocity and centralisation can all be those of one network."""
        return bool(self.ties and self.returned and self.largest_indegrees)


def rounding_interval(printed):
    """Return the bounds of the numbers that a printed decimal stands for.

    printed: Decimal, with its zeros. Returns: (Fraction, Fraction), half a unit of the last digit either way;
        both bounds belong to it, because nobody says how the authors rounded halves.
    """
    half = Fraction(10) ** printed.as_tuple().exponent / 2
    return Fraction(printed) - half, Fraction(printed) + half


def whole_counts(printed, whole):
    """Return the counts whose share of a whole is the printed one.

    printed: Decimal, a proportion; whole: int, what it is a proportion of.
    Returns: tuple of int, often one, empty where no count rounds to the printed number.
    """
    low, high = rounding_interval(printed)
    return tuple(range(max(0, ceil(low * whole)), min(whole, floor(high * whole)) + 1))


def tie_counts(team, members=None):
    """Return how many ties a team can have: density x respondents x (members - 1), as whole numbers.

    team: Team; members: int, to try another size than the printed one.
    Returns: tuple of int.
    Source: dejong2022.
    """
    return whole_counts(team.density, team.respondents * ((members or team.members) - 1))


def check(team, members=None, possible=None):
    """Return which whole numbers a team's printed figures allow.

    With n members, t ties and a largest in-degree of m, centralisation is sum(m - x) / (n - 1)^2
    = (n m - t) / (n - 1)^2: whoever knows n and t reads m off it.

    team: Team; members: int, to try another size than the printed one.
    possible: int, to try another number of possible ties than respondents x (members - 1).
    Returns: Check.
    Source: dejong2022; freeman1978.
    """
    n = members or team.members
    ties = whole_counts(team.density, possible) if possible else tie_counts(team, n)
    low, high = rounding_interval(team.indegree_centralisation)
    printed = Fraction(team.indegree_centralisation)
    # A member can be asked by every respondent, or by all the other members where those are fewer.
    most = min(team.respondents, n - 1)
    values = {(t, m): Fraction(n * m - t, (n - 1) ** 2) for t in ties for m in range(ceil(t / n), most + 1)}
    returned = {count for t in ties for count in whole_counts(team.reciprocity, t) if count % 2 == 0}
    share = Fraction(100 * team.central_members, n)
    digits = -team.central_members_percent.as_tuple().exponent
    rounded_or_cut = {Fraction(floor(share * 10**d), 10**d) for d in range(digits + 1)}
    bounds = rounding_interval(team.central_members_percent)
    return Check(
        members=n,
        ties=ties,
        returned=tuple(sorted(returned)),
        largest_indegrees=tuple(sorted({m for (_, m), value in values.items() if low <= value <= high})),
        largest_needed=(printed * (n - 1) ** 2 + ties[0]) / n if ties else None,
        centralisation_nearest=min(values.values(), key=lambda value: abs(value - printed)) if values else None,
        percent_fits=bounds[0] <= share <= bounds[1] or Fraction(team.central_members_percent) in rounded_or_cut,
    )


def sizes_that_fit(team, largest=30):
    """Return the numbers of members with which a team's density, reciprocity and centralisation fit together.

    team: Team; largest: int, the largest size to try, from the number of respondents up.
    Returns: tuple of int.
    """
    return tuple(n for n in range(team.respondents, largest + 1) if check(team, n).fits)


def chance_reciprocity_of_team(team):
    """Return the reciprocity that chance alone would give a team, as `inference.chance_reciprocity`.

    team: Team. Returns: float from 0 to 1.
    """
    return chance_reciprocity(team.respondents, team.members, float(team.density))


def drawn_reciprocities(team, draws, seed):
    """Return the reciprocity of random teams with as many respondents, members and ties.

    team: Team, one tie count of which fits. draws: int; seed: int.
    Returns: list of Fraction in the order drawn; their mean is near `chance_reciprocity_of_team`.
    Source: dejong2022 for the roster.
    """
    random = Random(seed)
    (ties,) = tie_counts(team)
    pairs = [(i, j) for i in range(team.respondents) for j in range(team.members) if i != j]
    drawn = []
    for _ in range(draws):
        chosen = set(random.sample(pairs, ties))
        drawn.append(Fraction(sum((j, i) in chosen for i, j in chosen), ties))
    return drawn


def lowest_reciprocity(team):
    """Return the least reciprocity that a team's ties allow: beyond a certain density some must be returned.

    Each of the t ties can stand alone in its pair while pairs last; every further one returns another.

    team: Team, one tie count of which fits. Returns: Fraction.
    """
    (ties,) = tie_counts(team)
    k, n = team.respondents, team.members
    pairs = k * (k - 1) // 2 + k * (n - k)
    return Fraction(2 * max(0, ties - pairs), ties)


def thirds_of_range(values):
    """Return the two values that cut the range from the smallest to the largest into three equal lengths.

    values: Decimals or numbers. Returns: (Fraction, Fraction), the lower cut and the upper one.
    Source: dejong2022, who read the printed figures of these teams so, to explore.
    """
    values = [Fraction(value) for value in values]
    third = (max(values) - min(values)) / 3
    return min(values) + third, max(values) - third


def third_of_range(values):
    """Return for each value in which third of the values' own range it lies.

    values: dict of name to Decimal or number.
    Returns: dict of name to "lower", "middle" or "upper"; a value on a cut belongs to the outer third.
    """
    low, high = thirds_of_range(values.values())
    return {name: "lower" if value <= low else "upper" if value >= high else "middle" for name, value in values.items()}


def read_as_distributed(teams):
    """Return the teams that all four signs mark as distributed, among these teams.

    The signs are density and reciprocity in the upper third of the teams' own range, centralisation in the
    lower third, and more than one central member. Another set of teams gives other thirds: this is a place in
    a sample, and says nothing of a team outside it.

    teams: Teams. Returns: list of str, in the order given.
    Source: dejong2022.
    """
    teams = list(teams)
    thirds = {
        measure: third_of_range({team.team: getattr(team, measure) for team in teams})
        for measure in ("density", "reciprocity", "indegree_centralisation")
    }
    return [
        team.team
        for team in teams
        if thirds["density"][team.team] == thirds["reciprocity"][team.team] == "upper"
        and thirds["indegree_centralisation"][team.team] == "lower"
        and team.central_members > 1
    ]


@cache
def dejong_teams():
    """Return the 14 teams of De Jong's table, in its order.

    Returns: tuple of Team.
    Source: dejong2022.
    """
    return tuple(
        Team(
            team=row["team"],
            respondents=int(row["respondents"]),
            members=int(row["members"]),
            density=_three_digits(row["density"]),
            reciprocity=_three_digits(row["reciprocity"]),
            indegree_centralisation=_three_digits(row["indegree_centralisation"]),
            central_members=int(row["central_members"]),
            central_members_percent=Decimal(row["central_members_percent"]),
        )
        for row in _rows("dejong_table_4_5.csv")
    )


@dataclass(frozen=True)
class AdviceNetwork:
    """Size and density of a real school's advice network.

    school: str, a number. staff, advice_ties: int. density: float. mean_indegree: float, in colleagues.
    """

    school: str
    staff: int
    advice_ties: int
    density: float
    mean_indegree: float


@cache
def fifteen_schools():
    """Return size and density of 15 real advice networks in the United States: a baseline, no benchmark.

    Returns: tuple of AdviceNetwork, density and mean in-degree computed from the counts.
    Source: pitts2009, whose data were published in an R package.
    """
    networks = []
    for row in _rows("advice_networks_15_schools.csv"):
        n, ties = int(row["staff"]), int(row["advice_ties"])
        networks.append(AdviceNetwork(row["school"], n, ties, ties / (n * (n - 1)), ties / n))
    return tuple(networks)


@dataclass(frozen=True)
class PublishedNumber:
    """A figure that the text prints: every field as text, as published.

    id, quantity, value, unit, n (on how many it rests), source: str. status: str, how far it was verified.
    """

    id: str
    quantity: str
    value: str
    unit: str
    n: str
    source: str
    status: str


@cache
def published_numbers():
    """Return the published figures by id. Returns: dict of str to PublishedNumber."""
    return {row["id"]: PublishedNumber(**row) for row in _rows("published_numbers.csv")}


def _three_digits(text):
    # The file has lost closing zeros ("0.11"); the table prints three digits throughout.
    return Decimal(text).quantize(Decimal("0.001"))


def _rows(name):
    with (files("leadership_lab") / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
