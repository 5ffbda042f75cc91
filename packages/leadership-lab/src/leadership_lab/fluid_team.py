"""A leadership team whose members change: who has had a seat after so many terms, under rules for choosing.

From a head's account come a core of two, members none of whom is permanent, meetings whose visitors commit to a
term, and a research post that nobody holds for more than two years. How many seats, how long a member stays, how
many visit and who puts themselves forward are our assumptions; three terms make a year.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import comb
from random import Random

CHOICES = ("permanent", "who is known", "who comes forward", "by lot", "in turn")
"""How a free seat is filled: never freed; by experience so far; by post; at random; least experience first."""

FORWARD = {
    "head": 6,
    "deputy head": 6,
    "middle leader": 6,
    "business manager": 3,
    "teacher": 3,
    "teaching assistant": 1,
}
"""How readily each post comes forward, in proportion: our assumption."""

LONGEST_RESEARCH = 6
"""Terms that the research post may be held: two years."""


@dataclass(frozen=True)
class Rules:
    """How a fluid team is run.

    seats: int, members beside the core. stay: int from 1, terms a member stays. visitors: int, people a term who sit
    in, each for a whole term. research: int from 1 to 6, terms that the research post is held; 0 without one.
    leavers: int, people a term who leave the school and are replaced; never the core.
    choose: str of `CHOICES`; visitors choose themselves, as `who comes forward`.
    """

    seats: int = 4
    stay: int = 3
    visitors: int = 1
    research: int = LONGEST_RESEARCH
    leavers: int = 0
    choose: str = "in turn"

    def __post_init__(self):
        if self.choose not in CHOICES:
            raise ValueError(f"choice {self.choose!r} is not there; choose one of {', '.join(CHOICES)}")
        if self.stay < 1 or min(self.seats, self.visitors, self.leavers) < 0:
            raise ValueError("a member stays a term or more, and nothing else is below 0")
        if not 0 <= self.research <= LONGEST_RESEARCH:
            raise ValueError(f"nobody holds the research post for {self.research} terms; {LONGEST_RESEARCH} at most")


@dataclass
class Experience:
    """What has been gathered after some terms.

    posts: dict of person to post, everyone at the school now. terms_in: dict of person to int, terms in the room or
    in the research post, of all who ever had one, the core included. ever: list of int, after each term, how many
    people have had any. here: list of int, how many of these are still at the school.
    """

    posts: dict
    terms_in: dict = field(default_factory=dict)
    ever: list = field(default_factory=list)
    here: list = field(default_factory=list)

    def with_terms(self, least=1):
        """Return those at the school who have had so many terms or more. Returns: list of str."""
        return [person for person in self.posts if self.terms_in.get(person, 0) >= least]

    def share_of(self, posts):
        """Return the share of the people in some posts who have had a term. posts: collection. Returns: float."""
        those = [person for person, post in self.posts.items() if post in posts]
        return sum(person in self.terms_in for person in those) / len(those)


def run_terms(posts, core, rules, terms, seed):
    """Return the experience gathered in a school whose leadership team is fluid.

    posts: dict of person to post, a key of `FORWARD`. core: people who always sit. rules: Rules. terms: int.
    seed: int.
    Returns: Experience.
    Raises: ValueError when the school is too small for the seats, the visitors and the post; KeyError on a post that
        is not in `FORWARD`.
    """
    random = Random(seed)
    gathered = Experience(dict(posts))
    # One seat ends each term or so, as when a team has been running for long.
    seats = [[None, at * rules.stay // max(1, rules.seats)] for at in range(rules.seats)]
    researcher, until = None, 0
    if len(posts) < len(core) + rules.seats + rules.visitors + 1 + rules.leavers:
        raise ValueError(f"{len(posts)} people are too few for {rules.seats} seats and {rules.visitors} visitors")

    def free(*, taken):
        return [person for person in gathered.posts if person not in taken]

    def busy():
        return {*core, researcher, *(who for who, _ in seats)}

    for now in range(terms):
        for _ in range(rules.leavers):
            leaver = random.choice(free(taken=set(core)))
            post = gathered.posts.pop(leaver)
            gathered.posts[f"newcomer {now}.{len(gathered.posts)}.{leaver}"] = post
            seats = [[None, now] if who == leaver else [who, end] for who, end in seats]
            researcher, until = (None, now) if leaver == researcher else (researcher, until)
        for seat in seats:
            if seat[0] is None or (seat[1] <= now and rules.choose != "permanent"):
                first = seat[0] is None and now == 0
                # Members of the first term stay for different times, so that seats do not all end at once.
                end = now + (rules.stay if not first else max(1, seat[1]))
                before = seat[0]
                seat[0] = None
                seat[:] = [_chosen(free(taken=busy() | {before}), gathered, rules.choose, random), end]
        if rules.research and (researcher is None or (until <= now and rules.choose != "permanent")):
            before, researcher = researcher, None
            researcher = _chosen(free(taken=busy() | {before}), gathered, rules.choose, random)
            until = now + rules.research
        visiting = set()
        for _ in range(rules.visitors):
            visiting.add(_chosen(free(taken=busy() | visiting), gathered, "who comes forward", random))
        for person in (busy() | visiting) - {None}:
            gathered.terms_in[person] = gathered.terms_in.get(person, 0) + 1
        gathered.ever.append(len(gathered.terms_in))
        gathered.here.append(len(gathered.with_terms()))
    return gathered


def _chosen(people, gathered, choose, random):
    had = [gathered.terms_in.get(person, 0) for person in people]
    if choose == "in turn":
        fewest = min(had)
        return random.choice([person for person, many in zip(people, had, strict=True) if many == fewest])
    if choose == "by lot":
        return random.choice(people)
    weights = [FORWARD[gathered.posts[person]] for person in people]
    if choose != "who comes forward":
        # Whoever has been seen at work is thought of again: each term counts as much as having come new.
        weights = [weight * (1 + many) for weight, many in zip(weights, had, strict=True)]
    return random.choices(people, weights)[0]


def people_reached_by_lot(people, seats, terms):
    """Return how many different people seats drawn afresh each term are expected to reach.

    people: int, who can be drawn. seats: int, drawn each term without putting back. terms: int.
    Returns: float, people x (1 - (1 - seats / people) ** terms).
    Raises: ValueError on more seats than people.
    """
    if not 0 <= seats <= people or people < 1:
        raise ValueError(f"{seats} seats cannot be drawn from {people} people")
    return people * (1 - (1 - seats / people) ** terms)


def terms_until_all_by_lot(people, seats):
    """Return the expected number of terms until everyone has had a seat, if seats are drawn afresh each term.

    The collector of coupons, several at a time: by inclusion and exclusion over those not yet drawn.

    people: int from 1. seats: int from 1 to `people`. Returns: float.
    Raises: ValueError on seats that cannot be drawn.
    """
    if not 1 <= seats <= people:
        raise ValueError(f"{seats} seats cannot be drawn from {people} people")
    whole = comb(people, seats)
    return float(
        sum(
            (-1) ** (missed + 1) * comb(people, missed) * Fraction(whole, whole - comb(people - missed, seats))
            for missed in range(1, people + 1)
        )
    )
