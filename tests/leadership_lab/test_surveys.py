"""Surveys: against numpy, scipy and slow definitions; the own-school rules; and what the fictional answers hold."""

import csv
from itertools import product
from statistics import mean, median_low

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from leadership_lab import surveys
from leadership_lab.schools.survey import RUNGS, SPLIT, primary_school_survey
from leadership_lab.tables import InputError
from scipy import special, stats

SURVEY = primary_school_survey()
LEVELS = st.integers(1, 5)


def file_of(path, rows, header=("a", "b", "c")):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


# The room


@given(st.floats(0.001, 0.999), st.floats(0.5, 300), st.floats(0.5, 300))
def test_the_beta_share_is_scipys(x, a, b):
    assert surveys.beta_share(x, a, b) == pytest.approx(special.betainc(a, b, x), abs=1e-10)


@pytest.mark.parametrize("p", [0.005, 0.025, 0.5, 0.975, 0.995])
@pytest.mark.parametrize(("first", "second"), [(2, 2), (11, 55), (44, 220), (44, 44), (432, 2160), (1, 300)])
def test_the_quantile_of_f_is_scipys(p, first, second):
    assert surveys.f_quantile(p, first, second) == pytest.approx(stats.f.ppf(p, first, second), rel=1e-8)


@pytest.mark.parametrize("wrong", [(0, 2, 2), (1, 2, 2), (0.5, 0, 2), (0.5, 2, -1)])
def test_a_quantile_out_of_range_is_refused(wrong):
    with pytest.raises(ValueError, match="a quantile needs"):
        surveys.f_quantile(*wrong)


@pytest.mark.parametrize(("people", "low", "high"), [(45, 0.69, 0.88), (12, 0.55, 0.93)])
def test_an_alpha_of_four_fifths_on_six_items(people, low, high):
    found = surveys.alpha_interval(0.8, people, 6)
    assert found == (pytest.approx(low, abs=0.005), pytest.approx(high, abs=0.005))


@pytest.mark.parametrize("wrong", [(1.1, 10, 3), (0.8, 2, 3), (0.8, 10, 1)])
def test_an_interval_out_of_range_is_refused(wrong):
    with pytest.raises(ValueError, match="give an alpha up to 1"):
        surveys.alpha_interval(*wrong)


@given(st.lists(st.tuples(LEVELS, LEVELS, LEVELS, LEVELS), min_size=3, max_size=40))
def test_alpha_is_the_mean_covariance_over_the_mean_of_the_whole_table(rows):
    covariance = np.cov(np.array(rows), rowvar=False)
    if covariance.sum() < 1e-9:
        with pytest.raises(ValueError, match="all have the same total"):
            surveys.alpha(rows)
        return
    found = surveys.alpha(rows)
    between = (covariance.sum() - np.trace(covariance)) / 12
    assert found.value == pytest.approx(between / (covariance.sum() / 16))
    assert found.low <= found.value
    assert (found.people, found.items) == (len(rows), 4)


def test_the_interval_holds_alpha_as_often_as_it_says():
    random = np.random.default_rng(88)
    people, items, load = 20, 5, 1.0
    true = items * load**2 / (items * load**2 + 1)
    held = 0
    for _ in range(300):
        rows = load * random.normal(size=(people, 1)) + random.normal(size=(people, items))
        found = surveys.alpha(rows.tolist())
        held += found.low <= true <= found.high
    assert 270 <= held <= 298


def test_alpha_refuses_what_it_cannot_be():
    with pytest.raises(ValueError, match="two items or more"):
        surveys.alpha([(1, 2), (2, 3)])
    with pytest.raises(ValueError, match="everyone needs an answer"):
        surveys.alpha([(1, 2), (2, 3), (1,)])


def test_one_question_asked_three_times_has_an_alpha_of_one():
    assert surveys.alpha([(n, n, n) for n in (1, 2, 4, 5)]).value == pytest.approx(1)


def test_distributions_by_hand():
    assert surveys.distribution([1, 5, 5, 2]) == (1, 1, 0, 0, 2)
    assert surveys.at_the_ends([1, 5, 5, 2]) == (0.25, 0.5)
    assert surveys.bands([1, 2, 3, 4, 5, 5]) == (3, 1, 2)
    assert surveys.bands([1, 2, 3, 4], (1, 2, 3, 4)) == (2, 0, 2)
    with pytest.raises(ValueError, match="6 is not among the levels 1, 2"):
        surveys.distribution([6])
    with pytest.raises(ValueError, match="no answer"):
        surveys.at_the_ends([])


@given(st.lists(st.integers(1, 3), min_size=1, max_size=6), st.integers(1, 3))
def test_the_answers_that_move_the_middle_are_the_fewest(answers, to):
    fewest = min(
        sum(a != b for a, b in zip(answers, others, strict=True))
        for others in product((1, 2, 3), repeat=len(answers))
        if median_low(others) == to
    )
    assert surveys.answers_that_move_middle(answers, to) == fewest


def test_weightings_are_all_there_are():
    found = surveys.weightings(3, 4)
    slow = [w for w in product(range(5), repeat=3) if sum(w) == 4]
    assert sorted(found) == sorted(tuple(x / 4 for x in w) for w in slow)


def test_a_profile_nowhere_lower_is_higher_whatever_the_weights():
    assert min(surveys.weighted_differences((1, 2, 2), (1, 3, 2), 10)) >= 0
    mixed = surveys.weighted_differences((1, 3), (3, 1), 10)
    assert min(mixed) == -2 and max(mixed) == 2 and mixed.count(0) == 1


# Your own school


def test_under_twelve_a_conversation(tmp_path):
    told = surveys.own_school(file_of(tmp_path / "a.csv", [(3, 4, 5)] * 11))
    assert "Fewer than 12 staff" in told and "about" not in told.splitlines()[0] and "Alpha" not in told


def test_under_thirty_no_alpha(tmp_path):
    rows = [(1 + n % 5, 1 + n % 5, 1 + n % 4) for n in range(29)]
    assert "No alpha" in surveys.own_school(file_of(tmp_path / "a.csv", rows))
    told = surveys.own_school(file_of(tmp_path / "b.csv", [*rows, (1, 1, 1)]))
    assert "Alpha 0." in told and "not validity" in told and "Not for appraisal" in told


def test_counts_are_rounded_and_single_answers_do_not_show(tmp_path):
    told = surveys.own_school(file_of(tmp_path / "a.csv", [(5, 5, 5)] * 19 + [(1, 5, "")]))
    assert "a: about 20, about 0, about 0" in told
    few = surveys.own_school(file_of(tmp_path / "b.csv", [(5, 5, 5)] * 11 + [(1, 5, "")] * 9))
    assert "c: answered by too few" in few


def test_it_says_which_middle_answers_a_few_would_move(tmp_path):
    path = file_of(tmp_path / "a.csv", [(5, 4, 3)] * 11 + [(5, 3, 1)] * 9, ("firm", "close", "near"))
    told = surveys.own_school(path)
    assert "up to 5 changed answers, could move the middle answer of: close and near." in told
    assert "of the 30 who gave none, could move the middle answer of: firm, close and near." in surveys.own_school(
        path, staff=50
    )
    assert "Fewer than 12 staff" in surveys.own_school(path, staff=9)


def test_a_name_in_the_file_is_refused_with_its_line(tmp_path):
    with pytest.raises(InputError, match="line 3: 'Eleri' is no answer; write a whole number"):
        surveys.own_school(file_of(tmp_path / "a.csv", [(1, 2, 3), ("Eleri", 2, 3)]))


# The fictional answers


def test_the_answers_are_drawn_by_the_seed():
    assert primary_school_survey(88) == SURVEY != primary_school_survey(89)
    assert SURVEY.people == 44 and "fictional" in SURVEY.notice
    assert all(len(rows) == 44 for rows in SURVEY.answers.values())


def test_a_ceiling_and_a_floor():
    assert surveys.at_the_ends(SURVEY.item("trust", "ask"))[1] > 0.6
    assert surveys.at_the_ends(SURVEY.item("trust", "time"))[0] > 0.5


def test_one_item_splits_the_staff_round_a_mean_that_few_gave():
    given_ = SURVEY.item("trust", SPLIT)
    ones, twos, threes, fours, fives = surveys.distribution(given_)
    assert 2.6 < mean(given_) < 3.4
    assert threes <= 6 and ones + twos >= 15 and fours + fives >= 15


def test_six_wordings_of_one_question_have_the_higher_alpha():
    trust, friendly = (surveys.alpha(SURVEY.answers[block]) for block in ("trust", "friendliness"))
    assert friendly.low > trust.high


def test_two_factors_rise_and_two_fall_and_the_weights_decide():
    autumn, spring = (surveys.profile(SURVEY.readiness[term]) for term in ("autumn", "spring"))
    steps = [spring[factor] - autumn[factor] for factor in autumn]
    assert steps == [1, -1, 1, -1]
    means = [[mean(given_) for given_ in SURVEY.readiness[term].values()] for term in ("autumn", "spring")]
    found = surveys.weighted_differences(*means)
    assert 0.25 < sum(step > 0 for step in found) / len(found) < 0.75
    assert all(set(given_) <= set(RUNGS) for given_ in SURVEY.readiness["spring"].values())


def test_it_saves_what_the_own_school_part_reads(tmp_path):
    written = SURVEY.save(tmp_path)
    assert [path.name for path in written][-1] == "readiness-spring.csv"
    assert "Alpha 0." in surveys.own_school(tmp_path / "trust.csv")


def test_an_item_that_is_not_there_is_named():
    with pytest.raises(KeyError, match="no item 'joy' in 'trust'"):
        SURVEY.item("trust", "joy")
