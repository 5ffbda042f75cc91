"""How often a majority is right."""

from itertools import product

import pytest
from leadership_lab.judgement import majority_right


def by_counting(people, right, follow):
    """Every meeting that can happen, one by one: who judges rightly, who follows."""
    total = 0.0
    for judged in product((True, False), repeat=people):
        for followed in product((True, False), repeat=people - 1):
            views = [judged[0]] + [judged[0] if f else own for f, own in zip(followed, judged[1:], strict=True)]
            chance = 1.0
            for own in judged:
                chance *= right if own else 1 - right
            for f in followed:
                chance *= follow if f else 1 - follow
            total += chance * (sum(views) > people / 2)
    return total


@pytest.mark.parametrize("people", [1, 3, 5])
@pytest.mark.parametrize("right", [0.4, 0.65])
@pytest.mark.parametrize("follow", [0, 0.25, 1])
def test_it_is_what_counting_every_meeting_gives(people, right, follow):
    assert majority_right(people, right, follow) == pytest.approx(by_counting(people, right, follow))


def test_independent_views_add_up_and_repeated_ones_do_not():
    assert majority_right(9, 0.65) > majority_right(3, 0.65) > 0.65
    assert majority_right(9, 0.65, follow=1) == pytest.approx(0.65)


def test_the_more_follow_the_less_a_meeting_adds():
    shares = [majority_right(9, 0.65, step / 10) for step in range(11)]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [((4, 0.6), "4 may have no majority"), ((0, 0.6), "0 may"), ((3, 1.2), "right .* 1.2"), ((3, 0.6, -1), "follow")],
)
def test_impossible_meetings_are_refused(arguments, told):
    with pytest.raises(ValueError, match=told):
        majority_right(*arguments)
