"""The decisions of a year at the fictional primary school, by post.

Written by hand, so that three things can be found in it: middle leaders decide as many things as they answer for,
and mostly not the same; classroom staff answer for what others decided; the head holds more than the decisions she
takes, since she can stop others. Two lines are not the school's to choose: who may exclude a pupil, and that the
governing body adopts the budget.
"""

import csv
from pathlib import Path

from leadership_lab.decisions import PARTS, Decision, Register
from leadership_lab.schools.primary import NAME, NOTICE, POSTS

GOVERNORS, FAMILIES = "governing body", "families and pupils"
HEAD, DEPUTY, MIDDLE, MANAGER, TEACHER, ASSISTANT = POSTS

DECISIONS = tuple(
    Decision(*line)
    for line in (
        # name, proposes, decides, vetoes, answers
        ("improvement plan", (HEAD, DEPUTY), (GOVERNORS,), (), (GOVERNORS, HEAD)),
        ("budget", (HEAD, MANAGER), (GOVERNORS,), (), (GOVERNORS, HEAD)),
        ("appointing a teacher", (HEAD,), (GOVERNORS, HEAD), (), (HEAD,)),
        ("excluding a pupil", (DEPUTY,), (HEAD,), (GOVERNORS,), (HEAD,)),
        ("residential visit", (TEACHER,), (HEAD,), (GOVERNORS,), (HEAD,)),
        ("who teaches which year", (DEPUTY,), (HEAD,), (), (HEAD,)),
        ("training days", (DEPUTY, MIDDLE), (HEAD,), (), (MIDDLE,)),
        ("homework", (TEACHER, FAMILIES), (HEAD,), (), (TEACHER,)),
        ("timetable and cover", (DEPUTY,), (DEPUTY,), (), (DEPUTY,)),
        ("marking rules", (DEPUTY,), (DEPUTY,), (), (TEACHER,)),
        ("which assistant works where", (MIDDLE,), (DEPUTY,), (), (MIDDLE, ASSISTANT)),
        ("reading scheme", (MIDDLE, TEACHER), (MIDDLE,), (HEAD,), (HEAD,)),
        ("mathematics scheme", (MIDDLE,), (MIDDLE,), (HEAD,), (MIDDLE,)),
        ("help for pupils who struggle", (TEACHER, ASSISTANT), (MIDDLE,), (), (ASSISTANT,)),
        ("rooms and purchases", (MANAGER,), (MANAGER,), (HEAD,), (MANAGER,)),
        ("book read aloud in class", (TEACHER,), (TEACHER,), (), (TEACHER,)),
    )
)


def primary_school_decisions():
    """Return the fictional primary school's decisions by post.

    Returns: Register of 16 decisions and eight posts: the governing body, the school's own, and, though no post,
        families and pupils.
    """
    return Register(NAME, NOTICE, (GOVERNORS, *POSTS, FAMILIES), DECISIONS)


def save_register(register, folder):
    """Write a register as notice.txt and decisions.csv, which `read_register` reads; posts are joined by "+".

    folder: path, made if it is not there. Returns: list of the paths written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    notice, path = folder / "notice.txt", folder / "decisions.csv"
    notice.write_text(register.notice + "\n", encoding="utf-8")
    rows = [(d.name, *(" + ".join(getattr(d, part)) for part in PARTS)) for d in register.decisions]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("decision", *PARTS), *rows])
    return [notice, path]
