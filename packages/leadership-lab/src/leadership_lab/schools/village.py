"""The fictional village school: nine staff, two languages, and a conversation where others would compute.

The roster, the matters and who leads on each are written by hand; drawn are the answers to "whom do you ask?" and
who could stand in on which matter. In so small a school a figure points at someone, so nothing here leads to one:
there is no network to measure, `conversation` gives the protocol as `lab` does, and `sheet` what the nine would have
written on their sheet, by matter and without a name.

An answer is drawn in proportion to pull x nearness. Pull is 2 for those whose role is the whole school's, else 1;
nearness is 2 within a team. Two colleagues are still learning Welsh. Everyday talk is in Welsh and passes by them:
their pull on everyday matters is `PASSED_BY`. What is difficult is said in English, for their sake, and they are
asked like the others.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

from leadership_lab.school_level import report
from leadership_lab.schools.school import Member, Story, Tie, spin, write_table
from leadership_lab.ties import read_ties

NAME = "Ysgol Nant-y-Bryn"
NOTICE = (
    "Ysgol Nant-y-Bryn is fictional. Its staff, their names, posts, languages, matters and answers were made up for "
    "this book; any likeness to a real school or person is chance."
)
SEED = 88

INFANTS, JUNIORS, WHOLE_SCHOOL = "infants", "juniors", "whole school"

STAFF = tuple(
    Member(*line)
    for line in (
        ("Angharad Tegellwen", "head", "headteacher, teaches two days a week", WHOLE_SCHOOL),
        ("Emyr Bryngloch", "teacher", "early years and infants teacher", INFANTS),
        ("Rashida Pathfield", "teacher", "lower juniors teacher", JUNIORS),
        ("Iwan Porthcoed", "teacher", "upper juniors teacher", JUNIORS),
        ("Menna Busgate", "teaching assistant", "infants assistant, rides on the bus", INFANTS),
        ("Colin Sandhollow", "teaching assistant", "juniors assistant", JUNIORS),
        ("Delyth Nodwydden", "teaching assistant", "additional needs assistant", WHOLE_SCHOOL),
        ("Beti Llythyrby", "administrator", "office, money and returns", WHOLE_SCHOOL),
        ("Gwilym Halenfa", "cook", "kitchen and caretaking", WHOLE_SCHOOL),
    )
)
LEARNING_WELSH = ("Rashida Pathfield", "Colin Sandhollow")
ON_THE_BUS = "Menna Busgate"
OFFICE = "Beti Llythyrby"

LED_BY = {
    "Angharad Tegellwen": ("safeguarding", "governors' papers", "visits of the inspectorate", "new staff"),
    "Emyr Bryngloch": ("early reading", "starting school", "assessment", "the Christmas play"),
    "Rashida Pathfield": ("mathematics", "science", "homework", "residential visits"),
    "Iwan Porthcoed": ("Welsh", "music", "moving on to secondary school"),
    "Menna Busgate": ("the bus", "breakfast club", "play at break"),
    "Colin Sandhollow": ("computers", "sport", "library", "eco council"),
    "Delyth Nodwydden": ("additional needs", "pupils' health", "families in difficulty"),
    "Beti Llythyrby": ("returns", "budget", "attendance", "letters home"),
    "Gwilym Halenfa": ("school meals", "the building", "fire drills"),
}
"""Matter by matter, who leads on it: three or four each, for there is nobody to hand them to."""

NOBODYS = ("help from the neighbouring school", "what is settled at the kettle")
"""Matters on which nobody leads."""

ONLY_ONE = ("the bus", "returns")
"""Matters on which nobody else could stand in, whatever the seed."""

EVERYDAY, DIFFICULT = "everyday", "difficult"
TALKS = (EVERYDAY, DIFFICULT)
MARKS = ("everyone knows where to turn", "depends on one post", "nobody knows where to turn")

STORIES = (
    Story(
        "kettle",
        "",
        (),
        "The two who are learning Welsh are asked about what is difficult, and hardly about everyday matters.",
        "There is hardly a meeting. Talk at the kettle is in Welsh, and moves into English when it gets difficult. "
        "Most things get settled while it is easy, and nobody meant to leave anyone out.",
    ),
    Story(
        "bus",
        ON_THE_BUS,
        (),
        "What is said on the bus reaches the school through one assistant.",
        "She has ridden on it for years, and asks the children before she passes anything on. Nobody has asked "
        "what happens on the days when she is ill.",
    ),
    Story(
        "returns",
        OFFICE,
        (),
        "The same returns fall due as in a large school, and one person knows how they are made.",
        "She learned it from the colleague before her, in a fortnight, and has not had a fortnight since.",
    ),
)

NAMES = (2, 4)
"""How many colleagues each names, from the first number to the second."""
PASSED_BY = 0.05
STANDS_IN = 0.5
"""The probability that somebody could stand in on a matter."""


@dataclass(frozen=True)
class Village:
    """The fictional village school.

    name, notice: str; the notice says that the school is fictional and belongs wherever it appears.
    staff: Member each. stories: Story each; ties: Tie each, whose layer is one of `TALKS`.
    led_by: dict of name to the matters on which that person leads.
    stands_in: dict of matter to the name of whoever could stand in; matters without such a person are left out.
    """

    name: str
    notice: str
    staff: tuple[Member, ...]
    stories: tuple[Story, ...]
    ties: tuple[Tie, ...]
    led_by: dict[str, tuple[str, ...]]
    stands_in: dict[str, str]

    def sheet(self):
        """Return what the protocol's large sheet would hold: a dict of each of `MARKS` to its matters, without names.

        A matter with a second person is one for which everyone knows where to turn; it depends on one post if
        there is no second; and nobody knows where to turn if nobody leads on it.
        """
        led = [matter for matters in self.led_by.values() for matter in matters]
        known = tuple(matter for matter in led if matter in self.stands_in)
        return dict(zip(MARKS, (known, tuple(m for m in led if m not in known), NOBODYS), strict=True))

    def conversation(self):
        """Return what `lab network` prints for this school's files: the conversation protocol, as str."""
        with tempfile.TemporaryDirectory() as folder:
            _, staff, ties, _ = self.save(folder)
            return report(read_ties(ties, staff, pseudonyms=True).graph)

    def save(self, folder):
        """Write the school as files that `lab network` answers with a conversation.

        folder: path, made if it is not there. Writes notice.txt, staff.csv (name, post, role, team) and
            advice-TALK.csv (asks, asked) for each of `TALKS`.
        Returns: list of the paths written.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        notice = folder / "notice.txt"
        notice.write_text(self.notice + "\n", encoding="utf-8")
        staff = [(m.name, m.post, m.role, m.phase) for m in self.staff]
        written = [notice, write_table(folder / "staff.csv", ("name", "post", "role", "team"), staff)]
        for talk in TALKS:
            ties = [(tie.asks, tie.asked) for tie in self.ties if tie.layer == talk]
            written.append(write_table(folder / f"advice-{talk}.csv", ("asks", "asked"), ties))
        return written


def village_school(seed=SEED):
    """Return the fictional village school.

    seed: int; the staff and their matters are always the same, the answers and who could stand in are drawn. With
        the default each of `STORIES` holds.
    Returns: Village of nine staff.
    """
    random = Random(seed)
    ties = tuple(
        Tie(asker.name, name, talk, "autumn", place)
        for talk in TALKS
        for asker in STAFF
        for place, name in enumerate(_draw(random, asker, talk), 1)
    )
    stands_in = {}
    for name, matters in LED_BY.items():
        others = [m.name for m in STAFF if m.name != name]
        for matter in matters:
            if random.random() < STANDS_IN and matter not in ONLY_ONE:
                stands_in[matter] = random.choice(others)
    return Village(NAME, NOTICE, STAFF, STORIES, ties, LED_BY, stands_in)


def _draw(random, asker, talk):
    """Return the colleagues whom the asker names, drawn one by one without replacement."""
    weights = {m.name: _pull(m, talk) * (2 if m.phase == asker.phase else 1) for m in STAFF if m is not asker}
    drawn = []
    for _ in range(random.randint(*NAMES)):
        drawn.append(spin(random, weights))
        del weights[drawn[-1]]
    return drawn


def _pull(member, talk):
    if member.name in LEARNING_WELSH and talk == EVERYDAY:
        return PASSED_BY
    return 2.0 if member.phase == WHOLE_SCHOOL else 1.0
