"""A team whose members change: what must hold under any rules, and the collector of coupons by simulation."""

from random import Random
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from leadership_lab.fluid_team import (
    CHOICES,
    FORWARD,
    Rules,
    people_reached_by_lot,
    run_terms,
    terms_until_all_by_lot,
)
from leadership_lab.schools import primary_school

POSTS = {member.name: member.post for member in primary_school().staff}
CORE = tuple(POSTS)[:2]

rules = st.builds(
    Rules,
    seats=st.integers(0, 6),
    stay=st.integers(1, 6),
    visitors=st.integers(0, 3),
    research=st.integers(0, 6),
    leavers=st.integers(0, 3),
    choose=st.sampled_from(CHOICES),
)


@settings(max_examples=60)
@given(rules, st.integers(1, 15), st.integers(0, 99))
def test_what_holds_under_any_rules(rules, terms, seed):
    found = run_terms(POSTS, CORE, rules, terms, seed)
    in_the_room = len(CORE) + rules.seats + rules.visitors + bool(rules.research)
    assert sum(found.terms_in.values()) == terms * in_the_room
    assert all(found.terms_in[person] == terms for person in CORE)
    assert found.ever == sorted(found.ever) and found.ever[0] == in_the_room
    assert found.ever[-1] == len(found.terms_in)
    assert all(here <= ever for here, ever in zip(found.here, found.ever, strict=True))
    assert sorted(found.posts.values()) == sorted(POSTS.values())
    if not rules.leavers:
        assert found.ever == found.here


def test_a_permanent_team_reaches_only_itself_and_its_visitors():
    still = run_terms(POSTS, CORE, Rules(choose="permanent", visitors=0, research=0), 12, 1)
    assert still.ever == [6] * 12
    assert set(still.terms_in.values()) == {12}


def test_in_turn_nobody_comes_again_before_all_have_come():
    found = run_terms(POSTS, CORE, Rules(stay=1, visitors=0, research=0), 10, 3)
    assert found.ever[-1] == 2 + 40
    assert set(found.terms_in[p] for p in found.terms_in if p not in CORE) == {1}


def test_in_turn_reaches_most_and_who_is_known_least():
    def mean_reach(choose):
        return fmean(run_terms(POSTS, CORE, Rules(choose=choose), 12, s).ever[-1] for s in range(60))

    reached = [mean_reach(choose) for choose in CHOICES]
    assert reached == sorted(reached)


def test_who_comes_forward_leaves_assistants_behind():
    def share(choose):
        runs = [run_terms(POSTS, CORE, Rules(choose=choose), 12, seed) for seed in range(60)]
        return fmean(run.share_of(["teaching assistant"]) for run in runs)

    assert share("who comes forward") < 0.75 * share("by lot")
    assert set(POSTS.values()) <= set(FORWARD)


def test_leavers_take_their_experience_along():
    found = run_terms(POSTS, CORE, Rules(leavers=2), 12, 5)
    assert found.here[-1] < found.ever[-1] and len(found.posts) == 45
    assert set(CORE) <= set(found.posts)


@pytest.mark.parametrize(("people", "seats", "terms"), [(10, 1, 5), (43, 4, 12), (6, 6, 1)])
def test_people_reached_by_lot_as_simulated(people, seats, terms):
    random = Random(4)
    drawn = [len({one for _ in range(terms) for one in random.sample(range(people), seats)}) for _ in range(3000)]
    assert people_reached_by_lot(people, seats, terms) == pytest.approx(fmean(drawn), rel=0.02)


def test_terms_until_all():
    # One seat at a time is the classical collector: n times the sum of 1 / k.
    assert terms_until_all_by_lot(10, 1) == pytest.approx(10 * sum(1 / k for k in range(1, 11)))
    assert terms_until_all_by_lot(7, 7) == 1
    random, waits = Random(8), []
    for _ in range(2000):
        missing, terms = set(range(12)), 0
        while missing:
            missing -= set(random.sample(range(12), 3))
            terms += 1
        waits.append(terms)
    assert terms_until_all_by_lot(12, 3) == pytest.approx(fmean(waits), rel=0.03)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Rules(choose="by merit"), "'by merit' is not there"),
        (lambda: Rules(research=7), "for 7 terms; 6 at most"),
        (lambda: Rules(stay=0), "a term or more"),
        (lambda: run_terms({"a": "head", "b": "teacher"}, ["a"], Rules(), 1, 1), "2 people are too few"),
        (lambda: people_reached_by_lot(3, 4, 1), "4 seats cannot be drawn from 3"),
        (lambda: terms_until_all_by_lot(3, 0), "0 seats"),
    ],
)
def test_what_cannot_be_is_refused(make, said):
    with pytest.raises(ValueError, match=said):
        make()
