"""Occasions of voice, coded twice: counts against literal definitions, and what is to be found at the school."""

import csv
from dataclasses import replace
from statistics import mean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from leadership_lab.agreement import agreement
from leadership_lab.schools import primary_school, primary_school_voices
from leadership_lab.schools.voice import (
    ANSWERED,
    ASKED,
    CODERS,
    DECIDING,
    DIALOGUE,
    FAMILIES,
    PUPILS,
    RUNGS,
    SIDES,
    TOTALS,
    WATCHED,
    Group,
    Occasion,
    Voices,
    dealt_by_lot,
    drawn_again,
)

SCHOOL = primary_school_voices()
GROUPS = (Group("all", PUPILS, 30), Group("some", PUPILS, 3), Group("home", FAMILIES, 20))


def coded(*codes, side=PUPILS, heard=("all",)):
    occasions = tuple(
        Occasion(f"occasion {place}", "", side, heard, first, second, "one reason", "another")
        for place, (first, second) in enumerate(codes)
    )
    return Voices("A school", "fictional", ("A", "B"), RUNGS, GROUPS, occasions)


CODES = st.lists(st.tuples(st.sampled_from(RUNGS), st.sampled_from(RUNGS)), min_size=1, max_size=30)


# The room


def test_a_table_by_hand():
    voices = coded((WATCHED, ASKED), (ASKED, ASKED), (DIALOGUE, ANSWERED), (DECIDING, DECIDING))
    assert voices.table(DIALOGUE) == [[2, 0], [1, 1]]
    assert voices.table(ASKED) == [[0, 1], [0, 3]]
    assert [sum(row) for row in voices.table()] == [1, 1, 0, 1, 1, 0]
    assert voices.margins()[1] == (ASKED, 1, 2)
    assert [one.name for one in voices.differing()] == ["occasion 0", "occasion 2"]
    assert [one.name for one in voices.differing(DIALOGUE)] == ["occasion 2"]


@given(CODES, st.sampled_from([None, *RUNGS[1:]]))
def test_tables_agree_with_a_literal_count(codes, cut):
    voices = coded(*codes)
    table = voices.table(cut)

    def kind(rung):
        return RUNGS.index(rung) if cut is None else int(RUNGS.index(rung) >= RUNGS.index(cut))

    for row in range(len(table)):
        for column in range(len(table)):
            assert table[row][column] == sum((kind(a), kind(b)) == (row, column) for a, b in codes)
    assert np.sum(table) == len(codes) and np.sum(table) - np.trace(table) == len(voices.differing(cut))
    assert [row[1:] for row in voices.margins()] == [
        (sum(a == rung for a, _ in codes), sum(b == rung for _, b in codes)) for rung in RUNGS
    ]


@given(CODES)
def test_a_lower_cut_puts_no_fewer_above_it(codes):
    above = [sum(coded(*codes).table(cut)[1]) for cut in RUNGS[1:]]
    assert above == sorted(above, reverse=True)


def test_groups_are_reached_where_both_coders_say_so():
    voices = coded((DIALOGUE, DECIDING), (DIALOGUE, ASKED), (ASKED, ASKED))
    assert voices.reached() == {"all": 3, "some": 0, "home": 0}
    assert voices.reached(DIALOGUE) == {"all": 1, "some": 0, "home": 0}


def test_settling_changes_one_occasion():
    voices = coded((DIALOGUE, ASKED), (ASKED, WATCHED))
    settled = voices.settled("occasion 0", ANSWERED)
    assert [(one.first, one.second) for one in settled.occasions] == [(ANSWERED, ANSWERED), (ASKED, WATCHED)]
    with pytest.raises(KeyError, match="no occasion 'fire'"):
        voices.settled("fire", ASKED)


def test_dealing_by_lot_gives_the_agreement_by_habit():
    drawn = list(dealt_by_lot(SCHOOL, DIALOGUE, 4000, 1))
    assert mean(drawn) == pytest.approx(agreement(SCHOOL.table(DIALOGUE)).expected, abs=0.01)
    assert drawn[:9] == list(dealt_by_lot(SCHOOL, DIALOGUE, 9, 1))


def test_drawing_again_surrounds_kappa_and_says_where_it_has_none():
    pupils = SCHOOL.of(PUPILS)
    found = [kappa for kappa in drawn_again(pupils, DIALOGUE, 500, 1) if kappa is not None]
    kappa = agreement(pupils.table(DIALOGUE)).kappa
    assert np.quantile(found, 0.25) < kappa < np.quantile(found, 0.75)
    assert list(drawn_again(coded((ASKED, ASKED)), DIALOGUE, 3, 1)) == [None] * 3


def test_what_does_not_belong_is_named():
    one = coded((ASKED, ASKED))
    (play,) = one.occasions
    for wrong, said in (
        ((play, play), "'occasion 0' stands twice"),
        ((replace(play, first="sung"),), "'occasion 0': no rung 'sung'; choose one of watched"),
        ((replace(play, heard=("home",)),), "'home' is not a group of pupils"),
        ((replace(play, second=WATCHED, why_first=""),), "the coders differ; give both reasons"),
    ):
        with pytest.raises(ValueError, match=said):
            replace(one, occasions=wrong)
    with pytest.raises(ValueError, match="nothing can be cut at 'watched'"):
        one.table(WATCHED)
    with pytest.raises(ValueError, match="side 'staff' is not there"):
        one.of("staff")


# The fictional school


def test_the_occasions_are_declared_fictional_and_coded_by_its_staff():
    assert "fictional" in SCHOOL.notice
    assert set(CODERS) < {member.name for member in primary_school().staff}
    assert len(SCHOOL.of(PUPILS).occasions) == 22 and len(SCHOOL.of(FAMILIES).occasions) == 14


def test_the_four_phases_are_all_pupils():
    phases = [group.many for group in SCHOOL.groups if group.side == PUPILS][:4]
    assert sum(phases) == TOTALS[PUPILS]
    assert all(group.many < TOTALS[group.side] for group in SCHOOL.groups)


def test_families_are_agreed_on_more_often_and_no_better_than_by_habit():
    pupils, families = (agreement(SCHOOL.of(side).table(DIALOGUE)) for side in SIDES)
    assert families.observed > pupils.observed + 0.05
    assert families.kappa < 0 < 0.5 < pupils.kappa


def test_another_cut_or_one_settled_occasion_turns_the_families_round():
    families = SCHOOL.of(FAMILIES)
    assert agreement(families.table(ANSWERED)).kappa == 1
    assert agreement(families.settled("stories on a string", DIALOGUE).table(DIALOGUE)).kappa > 0.6


def test_the_deputy_reads_higher():
    higher = [one for one in SCHOOL.differing() if RUNGS.index(one.first) > RUNGS.index(one.second)]
    assert (len(higher), len(SCHOOL.differing())) == (9, 11)


def test_three_groups_were_never_asked():
    never = [name for name, many in SCHOOL.reached().items() if not many]
    assert never == ["pupils new to English", "pupils often away", "parents who live elsewhere"]


def test_codes_are_saved_as_a_table(tmp_path):
    notice, lines = SCHOOL.save(tmp_path / "voice")
    assert "fictional" in notice.read_text(encoding="utf-8")
    with lines.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["first code"], row["second code"]) for row in rows] == [
        (one.first, one.second) for one in SCHOOL.occasions
    ]
