"""Numbers that chapters compute are those that another way of reckoning gives."""

import re
from math import sqrt

import pytest
from leadership_lab.published import fifteen_schools

from tests.content.test_activities import executed
from tools.steps import ROOT

IDEAS = ROOT / "book" / "ideas"


def shown(chapter):
    """What the prose of a chapter shows for each record."""
    outputs = [output for cell in executed(IDEAS / chapter)[0].cells for output in cell.outputs]
    found = [output for output in outputs if "scrapbook" in output.get("metadata", {})]
    return {o["metadata"]["scrapbook"]["name"]: next(iter(o["data"].values())).strip("'") for o in found}


def ranks(values):
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]


def correlation(x, y):
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    products = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return products / sqrt(sum((a - mean_x) ** 2 for a in x) * sum((b - mean_y) ** 2 for b in y))


def test_the_rank_correlations_with_size_are_those_of_the_data():
    said, schools = shown("from-delegation-to-distribution.md"), fifteen_schools()
    size = ranks([school.staff for school in schools])
    with_density = correlation(size, ranks([school.density for school in schools]))
    with_mean = correlation(size, ranks([school.mean_indegree for school in schools]))
    assert said["size_density"] == f"\N{MINUS SIGN}{-with_density:.3f}"
    assert said["size_mean"] == f"+{with_mean:.2f}"
    assert said["asked"] == f"{sum(s.advice_ties for s in schools) / sum(s.staff for s in schools):.1f}"


def test_shared_talks_take_the_hours_that_the_text_says():
    said = shown("why-share-leadership.md")
    one, six = 44 * 20 / 60, 44 * 20 / 60 + 6
    hours = [float(said[name]) for name in ("pontwydr_hours", "all_of_one", "all_of_six", "each_of_six")]
    assert hours == [pytest.approx(exact, abs=0.05) for exact in (one, one, six, six / 6)]
    assert said["more_with_six"] == f"{100 * (six - one) / one:.0f}"


def test_answers_to_the_numeric_exercises_follow_from_their_text():
    answers = {}
    for chapter in IDEAS.glob("*.md"):
        text = chapter.read_text(encoding="utf-8")
        answers |= dict(re.findall(r"^:label: (\S+)\n(?::\w+:.*\n)*?:answer: (\S+)", text, flags=re.MULTILINE))
    assert float(answers["hours-for-a-staff"]) == (31 - 1) * 15 / 60
    assert float(answers["the-vision-in-a-month"]) == 100 * 6 / (24 - 4)
