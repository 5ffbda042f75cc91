"""Who decides and who answers: counts against literal definitions, and what is to be found at the fictional school."""

from itertools import combinations

import pytest
from leadership_lab.decisions import PARTS, Decision, Register, answering, gaps, reach, times, without
from leadership_lab.schools import primary_school, primary_school_decisions

SCHOOL = primary_school_decisions()
GAPS = {gap.post: gap for gap in gaps(SCHOOL)}


def small():
    return Register(
        "A school",
        "fictional",
        ("head", "teacher", "family"),
        (
            Decision("play", ("family",), ("head", "teacher"), (), ("teacher",)),
            Decision("rest", (), ("head",), ("teacher",), ("teacher",)),
            Decision("work", ("head",), ("head",), (), ("head",)),
        ),
    )


# The room


def test_a_post_has_its_parts_in_order():
    assert small().decisions[0].parts("teacher") == ("decides", "answers")
    assert small().decisions[1].parts("teacher") == ("vetoes", "answers")
    assert small().decisions[0].parts("cook") == ()


def test_gaps_by_hand():
    head, teacher, family = gaps(small())
    assert (head.together, head.decides_only, head.answers_only) == (("work",), ("play", "rest"), ())
    assert (teacher.together, teacher.decides_only, teacher.answers_only) == (("play",), (), ("rest",))
    assert (head.decides, head.answers, teacher.decides, teacher.answers) == (3, 1, 1, 2)
    assert family.decides == family.answers == 0


@pytest.mark.parametrize("register", [small(), SCHOOL], ids=["small", "primary"])
def test_gaps_and_times_agree(register):
    for gap in gaps(register):
        assert gap.decides == times(register, "decides")[gap.post]
        assert gap.answers == times(register, "answers")[gap.post]
        names = [*gap.together, *gap.decides_only, *gap.answers_only]
        assert len(names) == len(set(names))


def test_reach_counts_a_decision_once_that_can_be_settled_or_stopped():
    assert reach(small()) == {"head": 3, "teacher": 2, "family": 0}


def test_answering_together_partly_apart():
    assert [answering(decision) for decision in small().decisions] == ["partly", "apart", "together"]


def test_decisions_can_be_left_off_the_list():
    assert [d.name for d in without(small(), ["rest"]).decisions] == ["play", "work"]
    with pytest.raises(KeyError, match="no decision 'sleep'"):
        without(small(), ["sleep"])


@pytest.mark.parametrize("part", ["decides", "answers"])
def test_a_decision_that_nobody_takes_or_answers_for_is_refused(part):
    parts = {"proposes": (), "decides": ("head",), "vetoes": (), "answers": ("head",)} | {part: ()}
    with pytest.raises(ValueError, match=f"'play': nobody {part}"):
        Decision("play", **parts)


def test_what_does_not_belong_is_named():
    play = small().decisions[0]
    with pytest.raises(ValueError, match="'play' stands twice"):
        Register("A", "", ("head", "teacher", "family"), (play, play))
    with pytest.raises(ValueError, match="'play': 'family' proposes, and is not among the posts"):
        Register("A", "", ("head", "teacher"), (play,))
    with pytest.raises(ValueError, match="part 'knows' is not there; choose one of proposes"):
        times(small(), "knows")


# The fictional school


def test_the_register_is_declared_fictional_and_has_the_schools_posts():
    assert "fictional" in SCHOOL.notice and SCHOOL.name == primary_school().name
    assert set(primary_school().posts) < set(SCHOOL.posts)
    assert len(SCHOOL.decisions) == 16 and len(SCHOOL.posts) == 8


def test_middle_leaders_decide_as_much_as_they_answer_for_and_mostly_not_the_same():
    middle = GAPS["middle leader"]
    assert middle.decides == middle.answers == 3
    assert middle.together == ("mathematics scheme",)


def test_classroom_staff_answer_for_what_others_decided():
    for post in ("teacher", "teaching assistant"):
        assert len(GAPS[post].answers_only) > len(GAPS[post].decides_only) == 0
    assert GAPS["teaching assistant"].decides == 0
    assert (times(SCHOOL, "proposes")["teacher"], GAPS["teacher"].decides) == (5, 1)


def test_families_and_pupils_propose_once_and_have_no_other_part():
    found = {part: times(SCHOOL, part)["families and pupils"] for part in PARTS}
    assert found == {"proposes": 1, "decides": 0, "vetoes": 0, "answers": 0}


def test_the_head_reaches_furthest_until_four_decisions_are_left_off():
    """What the text says would overturn it, tried on every shorter list."""

    def first(register):
        found = reach(register)
        return all(found["head"] > many for post, many in found.items() if post != "head")

    names = [decision.name for decision in SCHOOL.decisions]
    assert reach(SCHOOL)["head"] == 9 and reach(SCHOOL)["governing body"] == 5
    assert all(first(without(SCHOOL, gone)) for few in (1, 2, 3) for gone in combinations(names, few))
    assert not all(first(without(SCHOOL, gone)) for gone in combinations(names, 4))


def test_what_the_law_gives_to_one_post_stands_so():
    (exclusion,) = (d for d in SCHOOL.decisions if d.name == "excluding a pupil")
    assert exclusion.decides == ("head",) and exclusion.vetoes == ("governing body",)
    (budget,) = (d for d in SCHOOL.decisions if d.name == "budget")
    assert budget.decides == ("governing body",)
