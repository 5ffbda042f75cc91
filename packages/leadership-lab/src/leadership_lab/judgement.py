"""How often a meeting is right, if its members judge for themselves or follow whoever speaks first.

A bare model: a question has a right and a wrong answer, everyone is right equally often, and the majority
decides. Questions about teaching are seldom so plain. What the model shows is one mechanism: views that lean
on each other are fewer than they look.
"""

from math import comb


def majority_right(people, right, follow=0.0):
    """Return how often the majority is right.

    people: odd int from 1. right: float from 0 to 1, how often each one's own judgement is right.
    follow: float from 0 to 1, how often each of the others repeats the first speaker's view instead.
    Returns: float from 0 to 1. With `follow` 0 it grows with the number of people if `right` is above a half;
        with `follow` 1 it is `right`, however many they are.
    Raises: ValueError on an even number of people, who may be split down the middle, or on a share that is none.
    Source: Condorcet 1785 for independent judgement; the following is ours.
    """
    if people < 1 or people % 2 == 0:
        raise ValueError(f"take an odd number of people, from 1; {people} may have no majority")
    for name, share in (("right", right), ("follow", follow)):
        if not 0 <= share <= 1:
            raise ValueError(f"{name} is a share from 0 to 1; {share} is not")
    others, needed = people - 1, (people + 1) // 2
    own = (1 - follow) * right
    first_right = _at_least(needed - 1, others, follow + own)
    first_wrong = _at_least(needed, others, own)
    return right * first_right + (1 - right) * first_wrong


def _at_least(fewest, of, chance):
    """Return the probability of `fewest` or more successes in `of` independent trials."""
    return sum(comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(fewest, of + 1))
