"""The fictional primary school's survey of a spring: six items on trust, six on friendliness, four on readiness.

The items are this book's own and have not been tested on anyone. Each person has a leaning, drawn once for trust
and once for friendliness; an answer is the item's middle plus its pull on that leaning plus something of the moment,
rounded to a level. Three things are built in: one item at the ceiling and one at the floor; one item that splits the
staff in two, so that its mean is an answer hardly anyone gave; and six wordings of one question, whose alpha is
higher than that of six different ones. Readiness is answered on four rungs, for the autumn and again for the spring:
two factors rise and two fall. The form asked for no name, no post and no team.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

from leadership_lab.schools.primary import NAME, NOTICE, SEED, STAFF
from leadership_lab.surveys import SCALE

AGREEMENT = ("disagree strongly", "disagree", "neither", "agree", "agree strongly")
RUNGS = (1, 2, 3, 4)
RUNG_NAMES = ("not yet", "here and there", "mostly", "firmly")
TERMS = ("autumn", "spring")

# Name, wording, middle, pull on the leaning.
TRUST = (
    ("ask", "I can ask a colleague something that shows I do not know it.", 4.9, 0.45),
    ("promise", "What is promised in a meeting here is done.", 3.4, 0.75),
    ("disagree", "I can disagree with somebody senior and work well with them the next day.", 3.3, 0.8),
    ("credit", "Credit goes to those who did the work.", 3.5, 0.75),
    ("cause", "When something fails here, we look for the cause before the culprit.", 3.0, 0.3),
    ("time", "I have time in my week for what I have agreed to lead.", 1.3, 0.45),
)
FRIENDLY = (
    ("friendly", "Colleagues here are friendly.", 3.7, 0.95),
    ("kind", "Colleagues here are kind.", 3.6, 0.95),
    ("pleasant", "It is pleasant to be with colleagues here.", 3.5, 0.95),
    ("warm", "There is warmth among colleagues here.", 3.5, 0.95),
    ("greet", "Colleagues here greet one another gladly.", 3.8, 0.95),
    ("nice", "Colleagues here are nice to one another.", 3.6, 0.95),
)
# The four are those of the learning pack; the statements and the middles of the two terms are ours.
READINESS = (
    ("school's stage", "We know what we must stop and what we want to grow.", 1.9, 3.0),
    ("head's stage", "Decisions that the head has given away stay given away.", 3.1, 2.2),
    ("time in the post", "We know from experience what happens here when an idea fails.", 2.2, 2.8),
    ("social context", "Families and partners outside the school have time to take part.", 2.9, 2.1),
)
SPLIT = "cause"
SPLIT_BY = 1.6


@dataclass(frozen=True)
class Survey:
    """The answers to a survey.

    name, notice: str; the notice says that school and answers are fictional.
    items: dict of block, "trust" or "friendliness", to a dict of an item's name to its wording.
    answers: dict of block to a tuple of rows, one a person, one int from 1 to 5 an item, in the order of the items.
    factors: dict of readiness factor to its statement.
    readiness: dict of term to a dict of factor to the answers, ints from 1 to 4, one a person.
    people: int, how many answered.
    """

    name: str
    notice: str
    items: dict[str, dict[str, str]]
    answers: dict[str, tuple[tuple[int, ...], ...]]
    factors: dict[str, str]
    readiness: dict[str, dict[str, tuple[int, ...]]]
    people: int

    def item(self, block, name):
        """Return everyone's answer to one item. Raises: KeyError on a block or an item that is not there."""
        if block not in self.items or name not in self.items[block]:
            raise KeyError(f"the survey has no item {name!r} in {block!r}")
        place = list(self.items[block]).index(name)
        return [row[place] for row in self.answers[block]]

    def save(self, folder):
        """Write the survey as files: notice.txt, items.csv, trust.csv, friendliness.csv and readiness-TERM.csv.

        folder: path, made if it is not there. Returns: list of the paths written. A row is a person without a name.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        notice = folder / "notice.txt"
        notice.write_text(self.notice + "\n", encoding="utf-8")
        worded = [(b, name, text) for b, items in self.items.items() for name, text in items.items()]
        worded += [("readiness", *pair) for pair in self.factors.items()]
        written = [notice, _write(folder / "items.csv", ("block", "item", "wording"), worded)]
        for block, rows in self.answers.items():
            written.append(_write(folder / f"{block}.csv", tuple(self.items[block]), rows))
        for term, given in self.readiness.items():
            rows = list(zip(*given.values(), strict=True))
            written.append(_write(folder / f"readiness-{term}.csv", tuple(given), rows))
        return written


def primary_school_survey(seed=SEED):
    """Return the fictional primary school's survey.

    seed: int; with the default everything that the module tells of holds (the tests count it).
    Returns: Survey of the 44 who were at work in the spring.
    """
    random = Random(seed)
    people = len(STAFF) - 1  # one was on leave
    halves = [1 if place % 2 else -1 for place in range(people)]
    answers = {"trust": [], "friendliness": []}
    for half in halves:
        leaning = random.gauss(0, 1)
        apart = {SPLIT: SPLIT_BY * half}
        answers["trust"].append(
            tuple(_level(random, m + apart.get(name, 0) + pull * leaning, 0.55) for name, _, m, pull in TRUST)
        )
        liking = random.gauss(0, 1)
        answers["friendliness"].append(
            tuple(_level(random, middle + pull * liking, 0.35) for _, _, middle, pull in FRIENDLY)
        )
    # Who sat where on the pile of sheets tells nothing.
    for rows in answers.values():
        random.shuffle(rows)
    readiness = {
        term: {line[0]: tuple(_level(random, line[2 + place], 0.8, RUNGS) for _ in range(people)) for line in READINESS}
        for place, term in enumerate(TERMS)
    }
    items = {"trust": {line[0]: line[1] for line in TRUST}, "friendliness": {line[0]: line[1] for line in FRIENDLY}}
    factors = {line[0]: line[1] for line in READINESS}
    fixed = {block: tuple(rows) for block, rows in answers.items()}
    return Survey(NAME, NOTICE, items, fixed, factors, readiness, people)


def _level(random, wanted, moment, levels=SCALE):
    """Return the level nearest to what somebody would say, give or take the moment."""
    return min(levels[-1], max(levels[0], round(random.gauss(wanted, moment))))


def _write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return path
