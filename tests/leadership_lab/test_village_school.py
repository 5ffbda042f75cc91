"""The fictional village school: coherent with the book, and answered with a conversation, never with a figure."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leadership_lab.cli import main
from leadership_lab.school_level import MINIMUM_STAFF, PROTOCOL
from leadership_lab.schools import primary
from leadership_lab.schools.village import (
    DIFFICULT,
    EVERYDAY,
    LEARNING_WELSH,
    MARKS,
    NOBODYS,
    ONLY_ONE,
    STAFF,
    TALKS,
    village_school,
)

SCHOOL = village_school()
NAMES = [m.name for m in STAFF]
BOOK = Path(__file__).parents[2] / "book"


def asked(school, talk):
    """How often the two who are learning Welsh are named in a talk."""
    return sum(tie.asked in LEARNING_WELSH for tie in school.ties if tie.layer == talk)


@given(st.integers(0, 1_000_000))
def test_any_seed_gives_a_valid_school(seed):
    school = village_school(seed)
    said = [(tie.asks, tie.asked, tie.layer) for tie in school.ties]
    assert len(said) == len(set(said))
    assert all(asks != other and {asks, other} <= set(NAMES) for asks, other, _ in said)
    written = {}
    for tie in school.ties:
        written.setdefault((tie.asks, tie.layer), []).append(tie.place)
    assert all(places == list(range(1, len(places) + 1)) for places in written.values())
    assert set(written) == {(name, talk) for name in NAMES for talk in TALKS}
    assert all(other not in [n for n, ms in school.led_by.items() if m in ms] for m, other in school.stands_in.items())


def test_the_same_seed_gives_the_same_school_and_another_seed_other_answers():
    assert village_school(5) == village_school(5)
    assert village_school(5).ties != village_school(6).ties
    assert village_school(5).staff == village_school(6).staff


class TestAsTheBookTells:
    def test_nine_staff_of_whom_none_could_be_taken_for_one_of_the_other_school(self):
        assert len(set(NAMES)) == 9 < MINIMUM_STAFF
        given_names = [m.given_name for m in STAFF] + [m.given_name for m in primary.STAFF]
        assert len(given_names) == len(set(given_names))
        told = [re.sub(r"\s+", " ", path.read_text(encoding="utf-8")) for path in BOOK.rglob("*.md")]
        told = [text for text in told if "Nant-y-Bryn" in text]
        assert len(told) >= 4
        assert all(re.search(r"nine staff|of nine", text) for text in told)

    def test_each_leads_on_three_or_four_matters(self):
        assert set(SCHOOL.led_by) == set(NAMES)
        assert {len(matters) for matters in SCHOOL.led_by.values()} == {3, 4}
        matters = [matter for matters in SCHOOL.led_by.values() for matter in matters] + list(NOBODYS)
        assert len(matters) == len(set(matters))

    def test_an_assistant_rides_on_the_bus_and_the_head_teaches(self):
        (bus,) = [m for m in STAFF if "the bus" in m.role]
        assert bus.post == "teaching assistant" and "the bus" in SCHOOL.led_by[bus.name]
        (head,) = [m for m in STAFF if m.post == "head"]
        assert "teaches" in head.role

    def test_talk_passes_by_the_two_who_are_learning_until_it_is_difficult(self):
        assert len(LEARNING_WELSH) == 2
        assert asked(SCHOOL, EVERYDAY) <= 2
        assert asked(SCHOOL, DIFFICULT) >= 5

    def test_it_does_so_with_nearly_every_seed(self):
        holds = sum(
            asked(village_school(seed), DIFFICULT) > 2 * asked(village_school(seed), EVERYDAY) for seed in range(200)
        )
        assert holds >= 190

    @given(st.integers(0, 1_000_000))
    def test_bus_and_returns_depend_on_one_post(self, seed):
        assert set(ONLY_ONE) <= set(village_school(seed).sheet()[MARKS[1]])


class TestAConversation:
    @given(st.integers(0, 1_000_000))
    def test_the_sheet_holds_every_matter_once_and_no_name(self, seed):
        sheet = village_school(seed).sheet()
        assert tuple(sheet) == MARKS
        matters = [matter for matters in sheet.values() for matter in matters]
        assert sorted(matters) == sorted([m for ms in SCHOOL.led_by.values() for m in ms] + list(NOBODYS))
        assert not any(m.given_name in " ".join(matters) for m in STAFF)

    def test_with_the_default_seed_each_mark_has_matters_to_talk_about(self):
        assert all(len(matters) >= 2 for matters in SCHOOL.sheet().values())

    def test_the_school_has_no_network_to_measure(self):
        assert not hasattr(SCHOOL, "network")

    @pytest.mark.parametrize("talk", TALKS)
    @pytest.mark.parametrize("staff", [True, False])
    def test_its_files_open_the_protocol(self, tmp_path, capfd, talk, staff):
        SCHOOL.save(tmp_path)
        listed = ["--staff", str(tmp_path / "staff.csv")] * staff
        assert main(["network", str(tmp_path / f"advice-{talk}.csv"), *listed]) == 3
        out, err = capfd.readouterr()
        assert out.startswith("Fewer than 12 staff")
        assert not any(m.given_name in out + err for m in STAFF)
        assert main(["network", str(tmp_path / f"advice-{talk}.csv"), *listed, "--json"]) == 3
        answer = json.loads(capfd.readouterr().out)
        assert (answer["computed"], answer["protocol"]) == (False, list(PROTOCOL))
        assert set(answer) == {"staff", "computed", "reason", "protocol"}

    def test_conversation_is_what_the_command_prints(self, tmp_path, capfd):
        SCHOOL.save(tmp_path)
        main(["network", str(tmp_path / "advice-everyday.csv"), "--staff", str(tmp_path / "staff.csv")])
        assert capfd.readouterr().out == SCHOOL.conversation() + "\n"
        assert "The files name 9 people" in SCHOOL.conversation()

    def test_files_say_that_the_school_is_fictional(self, tmp_path):
        notice, staff, *ties = SCHOOL.save(tmp_path / "new" / "folder")
        assert "fictional" in notice.read_text(encoding="utf-8")
        assert staff.read_text(encoding="utf-8").count("\n") == 10
        assert sum(path.read_text(encoding="utf-8").count("\n") - 1 for path in ties) == len(SCHOOL.ties)
