"""Occasions on which pupils and families of the fictional primary school were heard, as two of its staff coded them.

Written by hand, notes, codes and reasons alike, so that four things can be found in it: the two agree on most
occasions and least where one of them goes by what was meant and the other by what came of it; on families they agree
more often than on pupils and yet no better than by habit, since hardly any of those occasions went beyond an answer;
they use the rungs differently, the deputy the upper ones more; and some groups were never asked by anyone.
The ladder is this book's own and untested.
"""

import csv
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from leadership_lab.agreement import agreement
from leadership_lab.schools.primary import NAME, NOTICE

RUNGS = WATCHED, ASKED, ANSWERED, DIALOGUE, DECIDING, ASKING = (
    "watched",
    "asked",
    "answered",
    "in dialogue",
    "deciding",
    "asking",
)
SIDES = PUPILS, FAMILIES = ("pupils", "families")
# Joanna arranged many of these occasions; Parveen was in the room for many of them.
CODERS = ("Joanna Globeworth", "Parveen Lanternby")


@dataclass(frozen=True)
class Group:
    """People who could be heard. name: str; side: str, "pupils" or "families"; many: int, pupils or families."""

    name: str
    side: str
    many: int


@dataclass(frozen=True)
class Occasion:
    """One occasion, as a note tells it, and as two coders read it.

    name: str, unique; note: str. side: str, whose voice it was. heard: str each, the groups that were asked or who
    spoke. first, second: str, the rung by either coder. why_first, why_second: str, their reasons where they differ.
    """

    name: str
    note: str
    side: str
    heard: tuple[str, ...]
    first: str
    second: str
    why_first: str = ""
    why_second: str = ""

    @property
    def agreed(self):
        """Whether both coders chose the same rung."""
        return self.first == self.second


@dataclass(frozen=True)
class Voices:
    """Coded occasions. name, notice: str; coders: two str; rungs: str each, from the lowest; groups: Group each.

    Raises: ValueError where a name stands twice, a rung or a group is not among those given or is of the other
        side, and where coders differ without their reasons; it names the occasion.
    """

    name: str
    notice: str
    coders: tuple[str, str]
    rungs: tuple[str, ...]
    groups: tuple[Group, ...]
    occasions: tuple[Occasion, ...]

    def __post_init__(self):
        sides, seen = {group.name: group.side for group in self.groups}, set()
        for one in self.occasions:
            if one.name in seen:
                raise ValueError(f"{one.name!r} stands twice")
            seen.add(one.name)
            for rung in (one.first, one.second):
                if rung not in self.rungs:
                    raise ValueError(f"{one.name!r}: no rung {rung!r}; choose one of {', '.join(self.rungs)}")
            for group in one.heard:
                if sides.get(group) != one.side:
                    raise ValueError(f"{one.name!r}: {group!r} is not a group of {one.side}")
            if not one.agreed and not (one.why_first and one.why_second):
                raise ValueError(f"{one.name!r}: the coders differ; give both reasons")

    def of(self, side):
        """Return the occasions of pupils, or of families. Raises: ValueError on another side."""
        if side not in SIDES:
            raise ValueError(f"side {side!r} is not there; choose one of {', '.join(SIDES)}")
        return replace(self, occasions=tuple(one for one in self.occasions if one.side == side))

    def settled(self, name, rung):
        """Return the occasions with one on which both coders have come to the same rung.

        Raises: KeyError on an occasion that is not there.
        """
        if name not in {one.name for one in self.occasions}:
            raise KeyError(f"no occasion {name!r}")
        return replace(
            self,
            occasions=tuple(
                replace(one, first=rung, second=rung) if one.name == name else one for one in self.occasions
            ),
        )

    def table(self, cut=None):
        """Return how many occasions the first coder put on the row's rung and the second on the column's.

        cut: str, a rung, or None. With a rung the table has two kinds only: below it, and there or above.
        Returns: list of lists of ints, as `leadership_lab.agreement.agreement` takes it.
        Raises: ValueError on a rung that is not there, or on the lowest, below which nothing is.
        Source: cohen1960.
        """
        kinds = self._kinds(cut)
        table = [[0] * (max(kinds.values()) + 1) for _ in range(max(kinds.values()) + 1)]
        for one in self.occasions:
            table[kinds[one.first]][kinds[one.second]] += 1
        return table

    def margins(self):
        """Return how often each coder used each rung: list of (rung, int, int), from the lowest."""
        return [
            (rung, sum(one.first == rung for one in self.occasions), sum(one.second == rung for one in self.occasions))
            for rung in self.rungs
        ]

    def differing(self, cut=None):
        """Return the occasions on which the coders differ: in the rung, or, with a cut, in the side of it."""
        kinds = self._kinds(cut)
        return [one for one in self.occasions if kinds[one.first] != kinds[one.second]]

    def reached(self, cut=None):
        """Return in how many occasions each group was heard.

        cut: str, a rung; count only occasions that both coders put there or above. None counts all.
        Returns: dict of group name to int, in the order of the groups.
        """
        kinds = self._kinds(cut)
        counted = [one for one in self.occasions if cut is None or kinds[one.first] == kinds[one.second] == 1]
        return {group.name: sum(group.name in one.heard for one in counted) for group in self.groups}

    def save(self, folder):
        """Write notice.txt and occasions.csv with notes, groups, both codes and reasons, one occasion a row.

        folder: path, made if it is not there. Returns: list of the paths written.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        notice, lines = folder / "notice.txt", folder / "occasions.csv"
        notice.write_text(self.notice + "\n", encoding="utf-8")
        with lines.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            header = (
                "occasion",
                "note",
                "whose",
                "heard",
                "first code",
                "second code",
                "first reason",
                "second reason",
            )
            writer.writerow(header)
            for one in self.occasions:
                row = (one.name, one.note, one.side, ";".join(one.heard), one.first, one.second)
                writer.writerow((*row, one.why_first, one.why_second))
        return [notice, lines]

    def _kinds(self, cut):
        """Return the kind of each rung: its place on the ladder, or 0 and 1 on either side of the cut."""
        if cut is None:
            return {rung: place for place, rung in enumerate(self.rungs)}
        if cut not in self.rungs[1:]:
            raise ValueError(f"nothing can be cut at {cut!r}; choose one of {', '.join(self.rungs[1:])}")
        return {rung: int(place >= self.rungs.index(cut)) for place, rung in enumerate(self.rungs)}


def drawn_again(voices, cut, draws, seed):
    """Yield kappa for as many occasions drawn by lot from these, with replacement; None where it has no value.

    voices: Voices; cut: as for `Voices.table`; draws, seed: ints. Yields: float up to 1, or None.
    What comes out is a range for a reader's caution: occasions at one school are no random sample of any.
    Source: cohen1960.
    """
    random, kinds = Random(seed), voices._kinds(cut)
    pairs = [(kinds[one.first], kinds[one.second]) for one in voices.occasions]
    size = max(kinds.values()) + 1
    for _ in range(draws):
        table = [[0] * size for _ in range(size)]
        for first, second in random.choices(pairs, k=len(pairs)):
            table[first][second] += 1
        try:
            yield agreement(table).kappa
        except ValueError:
            # Both put everything into one kind.
            yield None


def dealt_by_lot(voices, cut, draws, seed):
    """Yield the share agreed on when the second coder's codes are dealt out to the occasions by lot.

    voices: Voices with an occasion; cut, draws, seed: as for `drawn_again`. Yields: float from 0 to 1.
    Their mean is the agreement by habit that kappa takes off.
    """
    random, kinds = Random(seed), voices._kinds(cut)
    first = [kinds[one.first] for one in voices.occasions]
    second = [kinds[one.second] for one in voices.occasions]
    for _ in range(draws):
        random.shuffle(second)
        yield sum(map(int.__eq__, first, second)) / len(first)


EARLY, INFANTS, LOWER, UPPER = "early years", "infants", "lower juniors", "upper juniors"
HELPED, NEW, ABSENT = "pupils with extra help", "pupils new to English", "pupils often away"
COMING, SHIFTS, LANGUAGE, APART = (
    "families who come in",
    "families who work shifts",
    "families with another language",
    "parents who live elsewhere",
)
# Of 420 pupils and 300 families; the four phases are everyone, the other groups overlap.
GROUPS = (
    Group(EARLY, PUPILS, 80),
    Group(INFANTS, PUPILS, 110),
    Group(LOWER, PUPILS, 112),
    Group(UPPER, PUPILS, 118),
    Group(HELPED, PUPILS, 60),
    Group(NEW, PUPILS, 34),
    Group(ABSENT, PUPILS, 29),
    Group(COMING, FAMILIES, 90),
    Group(SHIFTS, FAMILIES, 75),
    Group(LANGUAGE, FAMILIES, 60),
    Group(APART, FAMILIES, 45),
)
TOTALS = {PUPILS: 420, FAMILIES: 300}

# name, note, who was heard, the deputy's rung, the assistant's rung, and their reasons where they differ
PUPIL_OCCASIONS = (
    (
        "benches",
        "The council votes among three colours for the benches; blue wins and blue it is.",
        (INFANTS, LOWER, UPPER),
        DECIDING,
        DECIDING,
    ),
    (
        "the easy book",
        "Tidying up, a girl in Year 5 says why her group gets the easy book. With her leave an assistant "
        "tells the teachers, who make the groups differently.",
        (UPPER,),
        WATCHED,
        DIALOGUE,
        "Nobody asked her, and an adult spoke for her.",
        "She put a question to us, and we were the ones who thought again.",
    ),
    ("lunch form", "All juniors tick a form about lunch; the sums go to the kitchen.", (LOWER, UPPER), ASKED, ASKED),
    (
        "the cook's answer",
        "The cook says in assembly which wishes will be met, and why two cannot.",
        (INFANTS, LOWER, UPPER),
        ANSWERED,
        ANSWERED,
    ),
    (
        "seating",
        "Year 6 object to the seating; their teacher tries theirs for a month, and they look at it again.",
        (UPPER,),
        DIALOGUE,
        DIALOGUE,
    ),
    (
        "interview",
        "Four pupils help to interview an assistant, with two votes of seven, as was said beforehand.",
        (UPPER,),
        DECIDING,
        DECIDING,
    ),
    (
        "boys and books",
        "A club in Year 4 counts who borrows books, and the literacy leader has to answer its question.",
        (LOWER,),
        ASKING,
        ASKING,
    ),
    ("Fridays", "A meeting reads the register to say how Year 3 feel about Fridays.", (), WATCHED, WATCHED),
    (
        "half-termly council",
        "The council brings points, and the deputy replies to each of them.",
        (LOWER, UPPER),
        DIALOGUE,
        ANSWERED,
        "They set the points and I answer: both sides speak.",
        "Every point had its reply. I have not seen a reply that changed our minds.",
    ),
    (
        "marks for rivers",
        "Year 5 give a lesson on rivers marks out of five; the teacher keeps the slips.",
        (UPPER,),
        ASKED,
        ASKED,
    ),
    (
        "the wall",
        "A wall in the hall shows what was said, what was done, and what was not and why.",
        (INFANTS, LOWER, UPPER),
        ANSWERED,
        ANSWERED,
    ),
    (
        "pictures in corners",
        "Nursery children put their picture where they wish to play; staff note the empty corner.",
        (EARLY,),
        ASKED,
        WATCHED,
        "We asked them in the way in which they can answer.",
        "They were playing. The notes on it were ours.",
    ),
    (
        "learning cards",
        "Two from each junior class tell the science leader from a card how they learn best.",
        (LOWER, UPPER),
        ASKED,
        ASKED,
    ),
    (
        "assembly",
        "Year 2 choose and plan an assembly, with ten minutes and no film as the limits.",
        (INFANTS,),
        DECIDING,
        DECIDING,
    ),
    (
        "plastic",
        "Six pupils write to the head about plastic; she doubts it, reckons it through with them, and changes "
        "the supplier.",
        (UPPER,),
        ASKING,
        DIALOGUE,
        "The question was theirs from first to last.",
        "It began as theirs; what counted was that she doubted it and then did not.",
    ),
    (
        "tablets",
        "Digital ambassadors, picked by teachers, collect complaints about tablets and hand in the list.",
        (LOWER, UPPER),
        ASKING,
        ASKED,
        "Pupils find out, and adults have to deal with it.",
        "We picked them, we wrote the form, and nobody has told them what came of it.",
    ),
    ("circle time", "In Year 1 each child says one good thing about the week.", (INFANTS,), ASKED, ASKED),
    (
        "symbols",
        "Pupils with extra help show by symbols what they would keep; a plan is gone through with them.",
        (HELPED,),
        DIALOGUE,
        ANSWERED,
        "The plan was gone through with them, line by line.",
        "The plan was typed before they came. They were told it kindly.",
    ),
    (
        "football cage",
        "Year 6 share in the rules of the football cage, and change the rota as had been agreed.",
        (UPPER,),
        DECIDING,
        DECIDING,
    ),
    (
        "library at lunch",
        "A boy in Year 3 asks why the library is shut at lunch; the staff meeting sends him its reasons.",
        (LOWER,),
        ANSWERED,
        ANSWERED,
    ),
    (
        "playground rules",
        "Elected captains write playground rules; staff go over every line before it counts.",
        (UPPER,),
        DECIDING,
        ASKED,
        "They wrote the rules that are on the wall.",
        "We changed most lines. They wrote what we wanted to know they would write.",
    ),
    (
        "visit to Year 3",
        "Pupils of Year 5 watch Year 3 at work and talk with its teacher, who asks them back.",
        (UPPER,),
        DIALOGUE,
        DIALOGUE,
    ),
)
FAMILY_OCCASIONS = (
    ("yearly survey", "A survey goes out by e-mail; its results lie in the governors' file.", (COMING,), ASKED, ASKED),
    (
        "letter on the survey",
        "A letter answers the three commonest wishes, and says what will not be done.",
        (COMING,),
        ANSWERED,
        ANSWERED,
    ),
    (
        "parents' evening",
        "Ten minutes with each family, in which the teacher reports.",
        (COMING,),
        ASKED,
        WATCHED,
        "Every teacher ends with: is there anything that you would like to ask?",
        "There is a bell after ten minutes. We told them about their child.",
    ),
    ("uniform at the gate", "The deputy asks ten parents at the gate about the uniform.", (COMING,), ASKED, ASKED),
    (
        "stories on a string",
        "A mother shows the nursery team how her mother tells stories; by summer other grandparents do so too.",
        (LANGUAGE,),
        ANSWERED,
        DIALOGUE,
        "We had asked, she told us, and something came of it.",
        "The team said that it had not seen stories like that, and moved the carpet.",
    ),
    (
        "times of the day",
        "Two elected parents vote among the governors on the times of the day; families are told.",
        (COMING,),
        DECIDING,
        ANSWERED,
        "Parents had a vote.",
        "Two had a vote. The other families had a letter.",
    ),
    (
        "homework evening",
        "Thirty families hear about homework and put questions; the policy has been printed.",
        (COMING,),
        ASKED,
        ASKED,
    ),
    ("reply slip", "A slip asks whether a child may go on the visit, yes or no.", (COMING, SHIFTS), ASKED, ASKED),
    (
        "parking",
        "The business manager collects complaints on parking and tells all what can be done, and what not.",
        (COMING,),
        ANSWERED,
        ANSWERED,
    ),
    (
        "how to be told",
        "A sheet in six languages asks how families would like to be told of progress.",
        (LANGUAGE,),
        ASKED,
        ASKED,
    ),
    ("reading morning", "Families listen to reading; beside the door is a box for remarks.", (COMING,), ASKED, ASKED),
    ("the app", "The deputy tells a meeting what families think of the app.", (), WATCHED, WATCHED),
    (
        "a time at eight",
        "A father who works nights asks for another hour; he gets one, and is told why it is not later.",
        (SHIFTS,),
        ANSWERED,
        ANSWERED,
    ),
    (
        "the fair",
        "Parents run the stalls; what the money is for has been decided.",
        (COMING,),
        ASKED,
        WATCHED,
        "We asked them what stalls they would like.",
        "They worked. Help is not voice.",
    ),
)


def primary_school_voices():
    """Return the fictional primary school's occasions of pupil and family voice over a year.

    Returns: Voices of 22 occasions of pupils and 14 of families, each coded twice.
    """
    occasions = [Occasion(name, note, PUPILS, *rest) for name, note, *rest in PUPIL_OCCASIONS]
    occasions += [Occasion(name, note, FAMILIES, *rest) for name, note, *rest in FAMILY_OCCASIONS]
    return Voices(NAME, NOTICE, CODERS, RUNGS, GROUPS, tuple(occasions))
