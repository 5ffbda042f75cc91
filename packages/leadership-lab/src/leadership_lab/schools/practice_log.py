"""Four weeks of practice at the fictional primary school, logged by everyone: who led what, with whom, towards what.

Two sorts of line. Routines come round by the timetable: the briefing on Monday, the senior team on Tuesday, the staff
meeting on Wednesday, planning in the phase teams on Thursday, talks about reading on Friday. Occasions are drawn: on
each weekday so many of each kind (`NUMBERS`), each with a leader drawn in proportion to the pull of the post for
this kind (`PULL`), with some probability a second leader from the same phase, so many minutes and an aim. Work that
runs the school comes in many short pieces, most of them early in the week; work on teaching comes in few long ones.

So three things can be found in it, and the tests count them: the senior team leads most of the lines and less than
half of the minutes; which of the two halves leads more depends on the weekday; and the head's own diary shows a
school that she and her deputies lead.
"""

from math import fsum
from random import Random

from leadership_lab.logs import Activity, PracticeLog
from leadership_lab.schools.primary import AWAY, NAME, NOTICE, PHASES, SECOND_PHASE, SEED, SPANNER, STAFF, WHOLE_SCHOOL

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
WEEKS = 4
KINDS = RUNNING, FAMILIES, TEACHING, LEARNING = (
    "running the school",
    "pupils and families",
    "teaching",
    "learning among staff",
)
# The school's stated vision is "every child a reader"; the other two stand in its improvement plan.
AIMS = READING, NUMBER, BELONGING = ("reading", "number", "belonging")
SENIOR = ("head", "deputy head", "business manager")

# How many occasions of each kind a day has, from the first number to the second.
NUMBERS = {
    "Monday": ((8, 11), (3, 5), (1, 1), (0, 0)),
    "Tuesday": ((6, 9), (2, 4), (1, 2), (0, 1)),
    "Wednesday": ((4, 6), (2, 4), (1, 3), (0, 1)),
    "Thursday": ((2, 4), (1, 3), (3, 5), (1, 2)),
    "Friday": ((4, 6), (2, 4), (1, 3), (0, 1)),
}
# head, deputy head, business manager, middle leader, teacher, teaching assistant
PULL = {
    RUNNING: (10.0, 8.0, 12.0, 0.7, 0.15, 0.05),
    FAMILIES: (6.0, 8.0, 0.0, 1.2, 0.5, 0.25),
    TEACHING: (0.5, 1.5, 0.0, 3.0, 2.0, 0.5),
    LEARNING: (0.2, 1.0, 0.0, 3.0, 2.5, 0.5),
}
POSTS = ("head", "deputy head", "business manager", "middle leader", "teacher", "teaching assistant")
# A teaching assistant without a post, whom both of her phases ask.
EXCEPTIONS = {(TEACHING, SPANNER): 6.0, (FAMILIES, SPANNER): 3.0}
MINUTES = {RUNNING: (5, 15), FAMILIES: (5, 25), TEACHING: (20, 50), LEARNING: (30, 60)}
TOGETHER = {RUNNING: 0.1, FAMILIES: 0.2, TEACHING: 0.5, LEARNING: 0.6}
# Of each kind, how likely an occasion is tied to reading, number, belonging, and no aim.
TIED = {
    RUNNING: (0.03, 0.0, 0.05, 0.92),
    FAMILIES: (0.1, 0.02, 0.45, 0.43),
    TEACHING: (0.45, 0.2, 0.05, 0.3),
    LEARNING: (0.5, 0.15, 0.1, 0.25),
}


def primary_school_log(seed=SEED):
    """Return the fictional primary school's log of four weeks in the spring.

    seed: int; the routines are always there, the occasions are drawn anew for each seed.
    Returns: PracticeLog of twenty days and the 44 staff who were at work.
    """
    random = Random(seed)
    here = tuple(m for m in STAFF if m.name not in AWAY["spring"])
    activities = []
    for day in range(1, WEEKS * len(WEEKDAYS) + 1):
        week, place = divmod(day - 1, len(WEEKDAYS))
        weekday = WEEKDAYS[place]
        activities += _routines(day, week, weekday, here)
        for kind, (low, high) in zip(KINDS, NUMBERS[weekday], strict=True):
            for _ in range(random.randint(low, high)):
                activities.append(_occasion(random, day, weekday, kind, here))
    return PracticeLog(NAME, NOTICE, {m.name: m.post for m in here}, KINDS, AIMS, tuple(activities))


def _routines(day, week, weekday, here):
    """Return the lines of the timetable; who leads beside a post changes by the week."""

    def line(kind, leaders, others, minutes, aim=""):
        rest = tuple(name for name in others if name not in leaders)
        return Activity(day, weekday, kind, tuple(leaders), rest, minutes, aim)

    everyone = [m.name for m in here]
    head, *deputies = (m.name for m in here if m.post in ("head", "deputy head"))
    if weekday == "Monday":
        return [line(RUNNING, [head], everyone, 10)]
    if weekday == "Tuesday":
        return [line(RUNNING, [head, *deputies], ["Piotr Ledgerby"], 60)]
    if weekday == "Wednesday":
        by_week = ("Becca Bookhampton", "Naomi Abacusson", "Hamza Quillmarsh", "Sunita Rulerton")
        aims = (READING, NUMBER, READING, BELONGING)
        taught = [m.name for m in here if m.post != "teaching assistant" and m.post != "business manager"]
        leaders = ["Alun Geirfan", by_week[week]] if aims[week] == READING else [by_week[week]]
        return [line(LEARNING, leaders, taught, 60, aims[week])]
    if weekday == "Thursday":
        lines = []
        for phase in PHASES:
            team = [m for m in here if m.phase == phase and m.post != "teaching assistant"]
            leader = next(m.name for m in team if m.role == f"{phase} leader")
            teachers = [m.name for m in team if m.post == "teacher"]
            with_her = teachers[week % len(teachers)]
            aim = (READING, NUMBER, "", READING)[(week + PHASES.index(phase)) % 4]
            lines.append(line(TEACHING, [leader, with_her], [m.name for m in team], 50, aim))
        return lines
    assistants = {"Gwen Storytide": "Nia Crayonley", "Mirela Rhifddol": "Gethin Foldershaw"}
    return [line(TEACHING, pair, [], 30, READING) for pair in assistants.items()]


def _occasion(random, day, weekday, kind, here):
    pull = dict(zip(POSTS, PULL[kind], strict=True))
    leader = _spin(random, here, [EXCEPTIONS.get((kind, m.name), pull[m.post]) for m in here])
    near = [m for m in here if m is not leader and _near(m, leader)]
    random.shuffle(near)
    leaders = 1 + (random.random() < TOGETHER[kind])
    people = [leader.name, *(m.name for m in near[: leaders - 1 + random.randint(1, 3)])]
    minutes = 5 * round(random.randint(*MINUTES[kind]) / 5)
    aim = _spin(random, (*AIMS, ""), TIED[kind])
    return Activity(day, weekday, kind, tuple(people[:leaders]), tuple(people[leaders:]), minutes, aim)


def _spin(random, things, weights):
    """Return one thing, with a probability in proportion to its weight."""
    left = random.random() * fsum(weights)
    for thing, weight in zip(things, weights, strict=True):
        left -= weight
        if left < 0:
            return thing
    # Rounding can leave a crumb after the last thing.
    return thing


def _near(one, other):
    phases = {other.phase, SECOND_PHASE.get(other.name, other.phase)}
    return one.phase in phases or one.phase == WHOLE_SCHOOL
