"""Who decides and who answers: a list of decisions, with the part that each post has in each of them.

By post and never by person: a post is what a school can change without judging anybody. Counts weigh every
decision alike, so they describe the list as much as the school; `without` shows how far they hang on it.
"""

from dataclasses import dataclass, replace

PARTS = ("proposes", "decides", "vetoes", "answers")


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
