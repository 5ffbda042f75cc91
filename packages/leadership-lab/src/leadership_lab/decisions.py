"""Who decides and who answers: a list of decisions, with the part that each post has in each of them.

By post and never by person: a post is what a school can change without judging anybody. Counts weigh every
decision alike, so they describe the list as much as the school; `without` shows how far they hang on it.
"""

import re
from dataclasses import dataclass, replace
from random import Random

from leadership_lab.school_level import MINIMUM_STAFF, PROTOCOL, REASON
from leadership_lab.tables import InputError, read_table

PARTS = ("proposes", "decides", "vetoes", "answers")
# Enough for the ends of an interval; a register is small, and the draws take a moment.
_DRAWS = 1000
_SEED = 2026
_TITLE = re.compile(r"\b(mr|mrs|ms|miss|mx|dr)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Decision:
    """A decision that comes round, and the posts that have a part in it.

    name: str. proposes, decides, vetoes: str each, posts; whoever vetoes can stop the decision or undo it.
    answers: str each, the posts that are asked to explain if it goes badly.
    Raises: ValueError where nobody decides or nobody answers, naming the decision.
    """

    name: str
    proposes: tuple[str, ...]
    decides: tuple[str, ...]
    vetoes: tuple[str, ...]
    answers: tuple[str, ...]

    def __post_init__(self):
        for part in ("decides", "answers"):
            if not getattr(self, part):
                raise ValueError(f"{self.name!r}: nobody {part}; name a post, even if only by custom")

    def parts(self, post):
        """Return the parts that a post has in it. Returns: tuple of str, in the order of `PARTS`."""
        return tuple(part for part in PARTS if post in getattr(self, part))


@dataclass(frozen=True)
class Register:
    """The decisions of a school, by post.

    name, notice: str; a fictional school's notice says so and belongs wherever the register appears.
    posts: str each, in the order of a table. decisions: Decision each.
    Raises: ValueError on a decision that stands twice, or on a post that is not among `posts`, naming both.
    Source: lumby2013 and woods2004 for the question; the four parts are this book's own.
    """

    name: str
    notice: str
    posts: tuple[str, ...]
    decisions: tuple[Decision, ...]

    def __post_init__(self):
        names = [decision.name for decision in self.decisions]
        for decision in self.decisions:
            if names.count(decision.name) > 1:
                raise ValueError(f"{decision.name!r} stands twice; give each decision a name of its own")
            for part in PARTS:
                for post in getattr(decision, part):
                    if post not in self.posts:
                        raise ValueError(f"{decision.name!r}: {post!r} {part}, and is not among the posts")


@dataclass(frozen=True)
class Gap:
    """What one post decides and what it answers for.

    post: str. together, decides_only, answers_only: str each, names of decisions.
    """

    post: str
    together: tuple[str, ...]
    decides_only: tuple[str, ...]
    answers_only: tuple[str, ...]

    @property
    def decides(self):
        """How many decisions the post settles, alone or with others."""
        return len(self.together) + len(self.decides_only)

    @property
    def answers(self):
        """How many decisions the post answers for, alone or with others."""
        return len(self.together) + len(self.answers_only)


def gaps(register):
    """Return for each post which decisions it settles, answers for, or both.

    register: Register. Returns: tuple of Gap, in the order of the posts. Equal numbers of decisions settled and
        answered for can hide that they are not the same decisions.
    """
    found = []
    for post in register.posts:
        settled = [d for d in register.decisions if post in d.decides]
        answered = [d for d in register.decisions if post in d.answers]
        found.append(
            Gap(
                post,
                together=tuple(d.name for d in settled if d in answered),
                decides_only=tuple(d.name for d in settled if d not in answered),
                answers_only=tuple(d.name for d in answered if d not in settled),
            )
        )
    return tuple(found)


def times(register, part):
    """Return in how many decisions each post has a part.

    part: str of `PARTS`. Returns: dict of post to int, in the order of the posts.
    Raises: ValueError on another part, naming those there are.
    """
    if part not in PARTS:
        raise ValueError(f"part {part!r} is not there; choose one of {', '.join(PARTS)}")
    return {post: sum(post in getattr(d, part) for d in register.decisions) for post in register.posts}


def reach(register):
    """Return in how many decisions each post can have its way: it decides, or can stop what others decide.

    Returns: dict of post to int, in the order of the posts.
    """
    return {post: sum(post in d.decides or post in d.vetoes for d in register.decisions) for post in register.posts}


def answering(decision):
    """Return how deciding and answering lie to each other in a decision.

    decision: Decision.
    Returns: "together" where those who decide are those who answer, "apart" where no post does both, else "partly".
    """
    if set(decision.decides) == set(decision.answers):
        return "together"
    return "partly" if set(decision.decides) & set(decision.answers) else "apart"


def without(register, names):
    """Return the register as it would be, had some decisions not been listed.

    names: str each. Raises: KeyError on a decision that is not there, naming it.
    """
    there = {decision.name for decision in register.decisions}
    for name in names:
        if name not in there:
            raise KeyError(f"the register has no decision {name!r}")
    return replace(register, decisions=tuple(d for d in register.decisions if d.name not in names))


def shares(register, part, weights=None):
    """Return which share of a part each post holds; posts that hold it together divide it evenly.

    part: str of `PARTS`. weights: dict of decision to how much it counts, a number from 0; 1 unless given.
    Returns: dict of post to float, in the order of the posts, adding up to 1.
    Raises: ValueError on another part or where nobody holds the part; KeyError on a weight of a decision that is
        not there, naming it.
    """
    times(register, part)
    for name in weights or ():
        if name not in {decision.name for decision in register.decisions}:
            raise KeyError(f"the register has no decision {name!r}")
    held = dict.fromkeys(register.posts, 0.0)
    for decision in register.decisions:
        posts = getattr(decision, part)
        for post in posts:
            held[post] += (weights or {}).get(decision.name, 1) / len(posts)
    whole = sum(held.values())
    if not whole:
        raise ValueError(f"nobody {part} anything, so nobody has a share of it")
    return {post: one / whole for post, one in held.items()}


def spread(held):
    """Return over how many posts something is spread, were it held in equal parts.

    held: floats from 0 that add up to 1. Returns: float from 1, all in one hand, to their number, all alike.
    Source: the inverse of Herfindahl's index of concentration.
    """
    return 1 / sum(share**2 for share in held)


def kinds(register):
    """Return how many decisions have deciding and answering together, partly and apart. Returns: dict of str to int."""
    found = [answering(decision) for decision in register.decisions]
    return {kind: found.count(kind) for kind in ("together", "partly", "apart")}


def dealt_anew(register, draws, seed):
    """Yield registers in which the same sets of answering posts are dealt out among the decisions by lot.

    What anybody decides, and how often each post answers, stays; what it answers for has nothing to do any more
    with what it decides. draws: int; seed: int. Yields: Register.
    """
    random = Random(seed)
    for _ in range(draws):
        answers = random.sample([d.answers for d in register.decisions], len(register.decisions))
        dealt = (replace(d, answers=a) for d, a in zip(register.decisions, answers, strict=True))
        yield replace(register, decisions=tuple(dealt))


def settled_by_lot(register, draws, seed):
    """Yield registers in which each decision is settled by as many posts as before, drawn by lot from all.

    draws: int; seed: int. Yields: Register.
    """
    random = Random(seed)
    for _ in range(draws):
        drawn = (replace(d, decides=tuple(random.sample(register.posts, len(d.decides)))) for d in register.decisions)
        yield replace(register, decisions=tuple(drawn))


def read_register(path):
    """Return a register from a file with the columns decision, proposes, decides, vetoes and answers.

    path: as `read_table` takes it. Several posts in a cell are joined by "+"; proposes and vetoes may be empty.
    Returns: Register, posts in the order in which they occur, in small letters.
    Raises: InputError on a missing column, on a line that nobody decides or answers for, and on a cell that gives a
        person (Mrs, Dr ...) and not a post.
    """
    table = read_table(path)
    columns = [heading.strip().lower() for heading in table.header]
    for needed in ("decision", *PARTS):
        if needed not in columns:
            raise InputError(table.name, f"no column {needed!r}", f"give the columns decision, {', '.join(PARTS)}", 1)
    decisions = []
    for row in table.rows:
        cells = dict(zip(columns, row.cells, strict=True))
        parts = {part: tuple(_posts(table.name, row.line, cells[part])) for part in PARTS}
        try:
            decisions.append(Decision(cells["decision"].strip(), **parts))
        except ValueError as error:
            raise InputError(table.name, str(error), "write a post into the empty cell", row.line) from None
    posts = dict.fromkeys(post for d in decisions for part in PARTS for post in getattr(d, part))
    return Register(table.name, "", tuple(posts), tuple(decisions))


def own_school(path, staff):
    """Return what may be told of a school's own register: the school as a whole, and no post by its name.

    path: as `read_register` takes it; staff: int, how many work at the school.
    Returns: str. Under 12 staff a guide to a conversation, for there every post is a person.
    Raises: InputError as `read_register`.
    Source: borgatti2003 and borgatti2005 for the care.
    """
    if staff < MINIMUM_STAFF:
        return "\n".join([REASON, "", *(f"{place}. {step}" for place, step in enumerate(PROTOCOL, 1))])
    register = read_register(path)
    found, decided = kinds(register), sorted(times(register, "decides").values(), reverse=True)
    apart = sorted(kinds(dealt)["apart"] for dealt in dealt_anew(register, _DRAWS, _SEED))
    apart_gaps = [gap for gap in gaps(register) if gap.answers and not gap.decides]
    lead = decided[0] - decided[1] if len(decided) > 1 else decided[0]
    return "\n".join(
        [
            f"{len(register.decisions)} decisions, {len(register.posts)} posts",
            f"Deciding and answering: together {found['together']}, partly {found['partly']}, apart {found['apart']}.",
            f"Were answering dealt out by lot, 95 of 100 times {apart[_DRAWS // 40]} to {apart[-1 - _DRAWS // 40]} "
            "would lie apart.",
            f"Deciding is spread as over {spread(shares(register, 'decides').values()):.1f} posts, "
            f"answering as over {spread(shares(register, 'answers').values()):.1f}.",
            f"Posts that answer and decide nothing: {len(apart_gaps)}.",
            f"What would overturn it: the post that decides most is ahead of the next by {lead}; it would not be, had "
            "so many lines been left off the list, and the right ones.",
            "Every line counts as one, whatever hangs on it. Posts, not people: not for appraisal, capability, pay, "
            "redundancy or appointment.",
        ]
    )


def _posts(name, line, cell):
    for post in cell.split("+"):
        post = " ".join(post.lower().split())
        if _TITLE.search(post):
            raise InputError(name, f"{post!r} looks like a person", "write the post, such as deputy head", line)
        if post:
            yield post
