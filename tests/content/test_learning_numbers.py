"""Numbers of the chapters on learning, reckoned another way than the chapters do."""

import re
from itertools import product
from statistics import NormalDist

import pytest
from leadership_lab.schools import primary_school

from tests.content.test_activities import executed
from tools.steps import ROOT

LEARNING = ROOT / "book" / "learning"


def shown(chapter):
    """What the prose of a chapter shows for each record."""
    outputs = [output for cell in executed(LEARNING / chapter)[0].cells for output in cell.outputs]
    found = [output for output in outputs if "scrapbook" in output.get("metadata", {})]
    return {o["metadata"]["scrapbook"]["name"]: next(iter(o["data"].values())).strip("'") for o in found}


def text_of(chapter):
    return (LEARNING / chapter).read_text(encoding="utf-8")


def answer_to(label, chapter):
    found = re.search(rf"^:label: {label}\n(?::\w+:.*\n)*?:answer: (\S+)", text_of(chapter), flags=re.MULTILINE)
    return float(found[1])


@pytest.mark.parametrize(
    "chapter", ["joint-practice-development.md", "professional-learning-communities.md", "student-and-family-voice.md"]
)
def test_every_record_is_used_and_everything_used_is_recorded(chapter):
    assert set(re.findall(r"\{glue:text\}`([^`:]+)`", text_of(chapter))) == set(shown(chapter))


def test_the_lowest_rise_without_teaching_as_far_as_theory_says():
    """By the normal distribution; a class of thirty has a slightly less extreme lowest fifth than a large one."""
    said = shown("joint-practice-development.md")
    normal = NormalDist()
    depth = normal.pdf(normal.inv_cdf(0.2)) / 0.2 * 15
    assert float(said["jpd_rise"]) == pytest.approx((1 - 0.8) * depth, abs=0.4)
    assert float(said["jpd_fall"]) == pytest.approx((1 - 0.8) * depth, abs=0.4)
    assert float(said["jpd_rise_less"]) == pytest.approx((1 - 0.7) * depth, abs=0.5)
    assert float(said["jpd_as_large"]) < 50 < float(said["jpd_risen"])


def test_the_cover_of_a_trio_is_counted_lesson_by_lesson():
    teachers = range(3)
    lessons = [teacher for teacher in teachers for _ in range(2)]
    watching = sum(1 for teaching in lessons for teacher in teachers if teacher != teaching)
    assert answer_to("jpd-what-a-trio-costs", "joint-practice-development.md") == watching


def test_advice_that_leaves_a_team_is_counted_tie_by_tie():
    said = shown("professional-learning-communities.md")
    school = primary_school()
    phase = {member.name: member.phase for member in school.staff}
    ties = [t for t in school.ties if (t.layer, t.term) == ("general", "spring")]
    of_team = [t for t in ties if phase[t.asks] == said["plc_home"]]
    leaving = sum(phase[t.asked] != said["plc_home"] for t in of_team)
    members = sum(team == said["plc_home"] for team in phase.values())
    assert said["plc_home_members"] == str(members)
    assert said["plc_home_outside"] == f"{100 * leaving / len(of_team):.0f}"
    assert said["plc_home_lot"] == f"{100 * (len(phase) - members) / (len(phase) - 1):.0f}"


def majority(follow, people=9, right=0.65):
    """Meeting by meeting: each of the others is right, or wrong, or follows the first."""
    total = 0.0
    for first, *others in product((True, False), repeat=people):
        chance = right if first else 1 - right
        for view in others:
            own = right if view else 1 - right
            chance *= (1 - follow) * own + follow * (view == first)
        total += chance * (first + sum(others) > people / 2)
    return total


def test_nine_colleagues_are_right_as_often_as_the_text_says():
    said = shown("professional-learning-communities.md")
    for name, follow in (("plc_free", 0), ("plc_quarter", 0.25), ("plc_half", 0.5)):
        assert said[name] == f"{100 * majority(follow):.0f}"
    assert said["plc_three_free"] == f"{100 * majority(0, people=3):.0f}"
    question = text_of("professional-learning-communities.md")
    assert (
        f"right 65 times in a hundred.\nIf all nine judge for themselves and the majority decides, "
        f"the meeting is right {said['plc_free']} times" in question
    )
    assert float(said["plc_half"]) < 70


def test_what_came_back_is_a_share_of_what_was_begun():
    assert answer_to("plc-thirty-items", "professional-learning-communities.md") == 100 * 2 / (30 - 14 - 6)


def test_kappa_is_what_the_coders_sheets_give():
    """From the forty judgements themselves, not from the table of counts."""
    said = shown("student-and-family-voice.md")
    for term, counts in {"autumn": (18, 2, 2, 18), "spring": (29, 2, 2, 7), "summer": (36, 2, 2, 0)}.items():
        pairs = [pair for pair, n in zip(product("bd", repeat=2), counts, strict=True) for _ in range(n)]
        same = sum(a == b for a, b in pairs) / len(pairs)
        habit = sum(a == b for (a, _), (_, b) in product(pairs, repeat=2)) / len(pairs) ** 2
        assert said[f"voice_kappa_{term}"] == f"{(same - habit) / (1 - habit):.2f}".replace("-", "\N{MINUS SIGN}")
        assert (len(pairs), round(same * len(pairs))) == (int(said["voice_things"]), int(said["voice_same"]))
    assert said["voice_habit_summer"] == f"{100 * habit:.1f}"
    assert answer_to("voice-agreement-by-habit", "student-and-family-voice.md") == pytest.approx(habit)
