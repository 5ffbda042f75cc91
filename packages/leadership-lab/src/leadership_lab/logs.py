"""A log of practice: who led what, with whom, for how long and towards which aim; and what a log leaves out.

A line of the log is one activity. Shares can be reckoned by lines or by minutes, and the two may contradict each
other: an hour's conversation is one line, and so is a word in the corridor.
"""

import csv
from collections import Counter
from dataclasses import dataclass, replace
from math import exp, floor, fsum, log
from pathlib import Path
from random import Random

UNITS = ("lines", "minutes")


@dataclass(frozen=True)
class Activity:
    """One line of a log.

    day: int from 1, the school day; weekday: str. kind: str, of what kind.
    leaders: str each, who led, one or more; others: str each, who took part besides.
    minutes: int from 1. aim: str, the aim to which it was tied, empty for none.
    Raises: ValueError where nobody led, somebody stands twice, or it took no time, naming day and kind.
    """

    day: int
    weekday: str
    kind: str
    leaders: tuple[str, ...]
    others: tuple[str, ...]
    minutes: int
    aim: str = ""

    def __post_init__(self):
        where = f"day {self.day}, {self.kind}"
        if not self.leaders:
            raise ValueError(f"{where}: nobody led; name one person or more")
        people = self.leaders + self.others
        if len(set(people)) < len(people):
            raise ValueError(f"{where}: somebody stands twice among those who led and took part")
        if self.minutes < 1:
            raise ValueError(f"{where}: {self.minutes} minutes; a line takes one minute or more")


@dataclass(frozen=True)
class PracticeLog:
    """A log of practice at one school.

    name, notice: str; the notice says that a fictional school is one. posts: dict of everyone at work in these
    days to their post. kinds, aims: str each. activities: Activity each.
    Raises: ValueError on a person, kind or aim that is not among those, naming it.
    """

    name: str
    notice: str
    posts: dict[str, str]
    kinds: tuple[str, ...]
    aims: tuple[str, ...]
    activities: tuple[Activity, ...]

    def __post_init__(self):
        for one in self.activities:
            for person in one.leaders + one.others:
                if person not in self.posts:
                    raise ValueError(f"day {one.day}: {person!r} is not on the list of staff")
            if one.kind not in self.kinds:
                raise ValueError(f"day {one.day}: kind {one.kind!r} is not there")
            if one.aim and one.aim not in self.aims:
                raise ValueError(f"day {one.day}: aim {one.aim!r} is not there")

    @property
    def days(self):
        """The days with a line, in order."""
        return sorted({one.day for one in self.activities})

    def only(self, keep):
        """Return the log with the activities for which `keep(activity)` is true."""
        return replace(self, activities=tuple(one for one in self.activities if keep(one)))

    def save(self, folder):
        """Write notice.txt and practice-log.csv, one activity a row, names joined by semicolons.

        folder: path, made if it is not there. Returns: list of the paths written.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        notice, lines = folder / "notice.txt", folder / "practice-log.csv"
        notice.write_text(self.notice + "\n", encoding="utf-8")
        with lines.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("day", "weekday", "kind", "led by", "with", "minutes", "aim"))
            for one in self.activities:
                people = (";".join(one.leaders), ";".join(one.others))
                writer.writerow((one.day, one.weekday, one.kind, *people, one.minutes, one.aim))
        return [notice, lines]


def size(log_, unit="lines"):
    """Return how long a log is. log_: PracticeLog; unit: "lines" or "minutes". Returns: int from 0."""
    return sum(_weight(one, unit) for one in log_.activities)


def share_by_person(log_, unit="lines"):
    """Return each person's share of the leading; those who lead together share a line equally.

    log_: PracticeLog with a line. unit: "lines", each of which counts alike, or "minutes".
    Returns: dict of everyone on the staff list to a float; the values add up to 1.
    Raises: ValueError on an empty log or another unit.
    Source: spillane2007, for logs of practice; how a line is shared is our own rule.
    """
    pieces = {person: [] for person in log_.posts}
    for one in log_.activities:
        for person in one.leaders:
            pieces[person].append(_weight(one, unit) / len(one.leaders))
    whole = _whole(log_, unit)
    return {person: fsum(found) / whole for person, found in pieces.items()}


def share_by_post(log_, unit="lines"):
    """Return each post's share of the leading, its people taken together.

    log_, unit: as for `share_by_person`. Returns: dict of post to float, adding up to 1.
    Raises: ValueError on an empty log or another unit.
    Source: spillane2007.
    """
    by_person = share_by_person(log_, unit)
    return {
        post: fsum(share for person, share in by_person.items() if log_.posts[person] == post)
        for post in dict.fromkeys(log_.posts.values())
    }


def times_led(log_):
    """Return in how many lines each person led, alone or with others.

    log_: PracticeLog. Returns: dict of everyone on the staff list to an int from 0.
    """
    found = Counter(person for one in log_.activities for person in one.leaders)
    return {person: found[person] for person in log_.posts}


def co_performed(log_, unit="lines"):
    """Return the share of the log that two or more people led together.

    log_: PracticeLog with a line; unit: "lines" or "minutes". Returns: float from 0 to 1.
    Raises: ValueError on an empty log or another unit.
    Source: spillane2007.
    """
    return sum(_weight(one, unit) for one in log_.activities if len(one.leaders) > 1) / _whole(log_, unit)


def tied_to(log_, aim, unit="lines"):
    """Return the share of the log that is tied to one aim.

    log_: PracticeLog with a line; aim: str of its aims; unit: "lines" or "minutes".
    Returns: float from 0 to 1.
    Raises: ValueError on an empty log, another unit, or an aim that the log does not have.
    Source: timperley2005b, for looking for coherence in activities.
    """
    if aim not in log_.aims:
        raise ValueError(f"aim {aim!r} is not there; choose one of {', '.join(log_.aims)}")
    return sum(_weight(one, unit) for one in log_.activities if one.aim == aim) / _whole(log_, unit)


def equal_people(scores):
    """Return how many people with equal shares would be spread as widely: e to the power of Shannon's entropy.

    scores: numbers from 0, one a person, not all 0.
    Returns: float from 1 (one has all) to the number of people (all have the same).
    Raises: ValueError on a score below 0 or where all are 0.
    Source: Shannon 1948.
    """
    return exp(_entropy(scores))


def evenness(scores):
    """Return Shannon's entropy as a share of the largest that so many people could have.

    scores: numbers from 0, one a person, two people or more, not all 0.
    Returns: float from 0 (one has all) to 1 (all have the same).
    Raises: ValueError on fewer than two people, on a score below 0 or where all are 0.
    Source: Shannon 1948.
    """
    scores = list(scores)
    if len(scores) < 2:
        raise ValueError("evenness needs two people or more")
    return _entropy(scores) / log(len(scores))


def seen_by(log_, person):
    """Return the log as this person's own diary would have it: only what they led or took part in.

    log_: PracticeLog; person: str. Returns: PracticeLog. Raises: KeyError on someone who is not on the list.
    """
    if person not in log_.posts:
        raise KeyError(f"{person!r} is not on the list of staff")
    return log_.only(lambda one: person in one.leaders + one.others)


def sampled_days(log_, many, draws, seed):
    """Yield the log of so many of its days, drawn by lot without replacement, again and again.

    log_: PracticeLog; many: int from 1 to the number of its days; draws, seed: ints.
    Raises: ValueError on more days than there are, or on none.
    """
    days = log_.days
    if not 1 <= many <= len(days):
        raise ValueError(f"{many} days cannot be drawn from {len(days)}")
    random = Random(seed)
    for _ in range(draws):
        drawn = set(random.sample(days, many))
        yield log_.only(lambda one, drawn=drawn: one.day in drawn)


def led_by_lot(log_, draws, seed):
    """Yield how often each would have led, had those who led each line been drawn by lot from the whole staff.

    log_: PracticeLog; draws, seed: ints. A line keeps its number of leaders.
    Yields: list of ints, one a person in the order of the staff list.
    """
    random, people = Random(seed), range(len(log_.posts))
    for _ in range(draws):
        found = [0] * len(people)
        for one in log_.activities:
            for place in random.sample(people, len(one.leaders)):
                found[place] += 1
        yield found


def lines_that_overturn(log_, people):
    """Return how many lines that nobody wrote down, led by others, would end these people's majority of lines.

    log_: PracticeLog with a line; people: str each. Returns: int from 0; 0 where they have no majority.
    Raises: ValueError on an empty log.
    """
    by_person = share_by_person(log_)
    theirs = fsum(by_person[person] for person in set(people)) * size(log_)
    others = size(log_) - theirs
    # Rounding can leave a crumb where both halves are equal.
    return floor(theirs - others + 1e-9) + 1 if theirs - others > 1e-9 else 0


def _weight(activity, unit):
    if unit not in UNITS:
        raise ValueError(f"unit {unit!r} is not there; choose one of {', '.join(UNITS)}")
    return 1 if unit == "lines" else activity.minutes


def _whole(log_, unit):
    if not log_.activities:
        raise ValueError("the log is empty: it has no shares")
    return size(log_, unit)


def _entropy(scores):
    scores = list(scores)
    whole = fsum(scores)
    if any(score < 0 for score in scores) or not whole:
        raise ValueError("scores are 0 or more, and one of them is more")
    # Rounding can bring a lone score a crumb below 0.
    return max(0.0, -fsum(score / whole * log(score / whole) for score in scores if score))
