"""What is done for children, families and community around the fictional primary school, and by whom.

Agencies, purposes and ties are written by hand; what staff and families think of each purpose is drawn. Built in are:
the agency with the most purposes is not the one on which most hangs; a purpose important to families and not to
staff; importance that bunches at the top of its scale, so that where the lines of a matrix are drawn decides what
it says; and one agency that is no neighbour and joins people by what they share.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import mean

from leadership_lab.schools.primary import NAME, NOTICE, SEED
from leadership_lab.two_mode import two_mode_network

SCHOOL = "school"
# Name, and what joins its people: a place, or something they share.
AGENCIES = {
    SCHOOL: "place",
    "family centre": "place",
    "library": "place",
    "surgery": "place",
    "health visitors": "place",
    "chapel hall": "place",
    "food bank": "place",
    "housing office": "place",
    "football club": "interest",
    "Saturday school": "interest",
    "grandparents' group": "interest",
}
# Name, for whom, who serves it, then what it is on average to staff and to families: importance and practice, 1 to 5.
PURPOSES = (
    ("breakfast", "child", (SCHOOL, "food bank"), (4.3, 3.8), (4.2, 4.0)),
    ("reading for pleasure", "child", (SCHOOL, "library", "grandparents' group"), (4.7, 4.2), (3.9, 3.9)),
    ("play after school", "child", (SCHOOL, "football club", "family centre"), (3.5, 3.4), (4.3, 3.2)),
    ("starting school", "child", (SCHOOL, "health visitors", "family centre"), (4.5, 4.1), (4.4, 4.1)),
    ("home languages", "child", ("Saturday school",), (3.3, 2.4), (4.4, 2.6)),
    ("speech and hearing", "child", (SCHOOL, "health visitors", "surgery"), (4.6, 2.6), (4.2, 2.5)),
    ("food in the holidays", "family", ("food bank",), (4.1, 3.1), (4.4, 3.3)),
    ("warm room in winter", "family", ("chapel hall",), (3.2, 3.5), (4.5, 3.6)),
    ("advice on debts", "family", ("food bank",), (3.6, 2.5), (4.1, 2.7)),
    ("parents' reading", "family", (SCHOOL, "library"), (4.2, 2.9), (3.3, 2.9)),
    ("mould in homes", "family", ("housing office", "surgery"), (3.9, 2.2), (4.6, 1.9)),
    ("summer fair", "community", (SCHOOL, "chapel hall", "football club"), (3.4, 4.3), (3.6, 4.4)),
    ("company for the old", "community", (SCHOOL, "grandparents' group", "chapel hall"), (3.3, 3.3), (3.7, 3.4)),
    ("safe way to school", "community", (SCHOOL, "housing office"), (4.4, 3.1), (4.6, 2.7)),
)
# Who settles what is done for a purpose; families take part in the last only.
STYLES = ("one agency", "agencies together", "with families")
SETTLED = dict.fromkeys((line[0] for line in PURPOSES), STYLES[1]) | {
    "breakfast": STYLES[0],
    "reading for pleasure": STYLES[0],
    "starting school": STYLES[1],
    "home languages": STYLES[2],
    "food in the holidays": STYLES[0],
    "warm room in winter": STYLES[2],
    "advice on debts": STYLES[0],
    "parents' reading": STYLES[0],
    "summer fair": STYLES[2],
}
ANSWERED = {"staff": 44, "families": 60}


@dataclass(frozen=True)
class Purpose:
    """Something that is done for somebody.

    name: str; outcome: str, "child", "family" or "community"; agencies: str each, who serves it.
    settled: str of `STYLES`, who settles what is done.
    importance, practice: dict of "staff" and "families" to their answers, ints from 1 to 5.
    """

    name: str
    outcome: str
    agencies: tuple[str, ...]
    settled: str
    importance: dict[str, tuple[int, ...]]
    practice: dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class Community:
    """What is done around a school.

    name, notice: str; the notice says that all is fictional. agencies: dict of agency to "place" or "interest".
    purposes: Purpose each.
    """

    name: str
    notice: str
    agencies: dict[str, str]
    purposes: tuple[Purpose, ...]

    def network(self):
        """Return who serves what, as `two_mode_network` does."""
        ties = [(agency, purpose.name) for purpose in self.purposes for agency in purpose.agencies]
        return two_mode_network(tuple(self.agencies), tuple(p.name for p in self.purposes), ties)

    def ratings(self, who):
        """Return the mean importance and practice of each purpose. who: "staff" or "families".

        Returns: dict of purpose to a pair of floats from 1 to 5. Raises: KeyError on anybody else.
        """
        return {p.name: (mean(p.importance[who]), mean(p.practice[who])) for p in self.purposes}

    def save(self, folder):
        """Write notice.txt, agencies.csv, purposes.csv and serves.csv. Returns: list of the paths written."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        notice = folder / "notice.txt"
        notice.write_text(self.notice + "\n", encoding="utf-8")
        purposes = [(p.name, p.outcome, p.settled) for p in self.purposes]
        serves = [(agency, p.name) for p in self.purposes for agency in p.agencies]
        return [
            notice,
            _write(folder / "agencies.csv", ("agency", "joined by"), self.agencies.items()),
            _write(folder / "purposes.csv", ("purpose", "outcome", "settled by"), purposes),
            _write(folder / "serves.csv", ("agency", "purpose"), serves),
        ]


def primary_school_community(seed=SEED):
    """Return what is done around the fictional primary school.

    seed: int; agencies, purposes and ties are always the same, the answers are drawn anew for each seed.
    Returns: Community of 11 agencies and 14 purposes.
    """
    random = Random(seed)
    purposes = []
    for name, outcome, agencies, *means in PURPOSES:
        given = {}
        for (who, many), pair in zip(ANSWERED.items(), means, strict=True):
            given[who] = [tuple(_answer(random, wanted) for _ in range(many)) for wanted in pair]
        importance, practice = ({who: pair[place] for who, pair in given.items()} for place in (0, 1))
        purposes.append(Purpose(name, outcome, agencies, SETTLED[name], importance, practice))
    return Community(f"The community of {NAME}", NOTICE, AGENCIES, tuple(purposes))


def _answer(random, wanted):
    return min(5, max(1, round(random.gauss(wanted, 0.8))))


def _write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return path
