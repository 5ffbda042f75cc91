"""Published numbers in the text: from the file, as printed, or told."""

from __future__ import annotations

import pytest
from bookcraft.facts import read_facts, shown
from sphinx.errors import ConfigError

from tests.bookcraft.building import Book
from tools.steps import ROOT

FACTS = """\
id,value,unit,source
share,63,percent,OECD
effect,3 to 4,times,Robinson
range,0.405-0.857,proportion,De Jong
sample,2570/90,count,Leithwood
roles,12 / 11 / 3,of 14 teams,De Jong
big,1234567,count,x
money,12345.67,pounds,x
"""


def fact(value, unit="count"):
    return {"value": value, "unit": unit}


@pytest.mark.parametrize(
    ("value", "unit", "form", "text"),
    [
        ("63", "percent", "", "63%"),
        ("63", "percent", "value", "63"),
        ("3 to 4", "times", "", "3 to 4 times"),
        ("0.42", "ES", "", "0.42"),
        ("0.405-0.857", "proportion", "", "0.405–0.857"),
        ("2570/90", "count", "", "2,570/90"),
        ("2570/90", "count", "1", "2,570"),
        ("2570/90", "count", "2", "90"),
        ("12 / 11 / 3", "of 14 teams", "3", "3"),
        ("1234567", "count", "", "1,234,567"),
        ("0.12345", "r", "", "0.12345"),
        ("12345.67", "pounds", "", "12345.67"),
        ("-0.5", "r", "", "-0.5"),
        ("about 33", "percent", "", "about 33%"),
        ("90", "count", "2", None),
        ("90", "count", "0", None),
        ("90", "count", "unit", None),
        ("90", "count", "\N{ARABIC-INDIC DIGIT ONE}", None),
    ],
)
def test_a_fact_as_the_text_prints_it(value, unit, form, text):
    assert shown(fact(value, unit), form) == text


def test_facts_are_read_by_id(tmp_path):
    (tmp_path / "facts.csv").write_bytes(b"\xef\xbb\xbf" + FACTS.encode())
    facts = read_facts(tmp_path / "facts.csv")
    assert facts["share"]["value"] == "63" and len(facts) == 7


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "facts.csv line 1: no column id, unit, value; add it to the header"),
        ("id,value\na,1\n", "facts.csv line 1: no column unit; add it to the header"),
        ("id,value,unit\na,1,x\na,2,x\n", "facts.csv line 3: id 'a' stands twice; rename one"),
        ("id,value,unit\na,1,x\nb,,x\n", "facts.csv line 3: no value; fill it in, or remove the line"),
        ("id,value,unit\na\n", "facts.csv line 2: no value, unit; fill it in, or remove the line"),
        ("id,value,unit\n,1,x\n", "facts.csv line 2: no id; fill it in, or remove the line"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(tmp_path, text, message):
    (tmp_path / "facts.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError) as told:
        read_facts(tmp_path / "facts.csv")
    assert str(told.value) == message


def book_with(tmp_path, page, facts=FACTS, **settings):
    return Book(tmp_path, {"page": page, "facts.csv": facts}, **{"bookcraft_facts": "facts.csv", **settings})


def test_facts_in_the_text(tmp_path):
    page = "# P\n\n{fact}`share`, {fact}`effect`, {fact}`range:value`, {fact}`sample:1` in {fact}`sample:2`.\n"
    built = book_with(tmp_path, page).build("text")
    assert built.warnings == ()
    assert "63%, 3 to 4 times, 0.405–0.857, 2,570 in 90." in built.text("page.txt")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("shar", "{fact}: no fact 'shar' in facts.csv; write 'share'"),
        ("quite another", "{fact}: no fact 'quite another' in facts.csv; add it there"),
        ("share:2", "{fact}: 'share' has no '2'; write 'share', 'share:value', or 'share:1' for the first of several"),
    ],
)
def test_a_fact_that_is_none_is_told_at_its_line(tmp_path, written, message):
    (told,) = book_with(tmp_path, f"# P\n\nText.\n\nA {{fact}}`{written}` here.\n").build("dummy").warnings
    assert (told.page, told.line, told.message) == ("page", 5, message)


def test_a_book_without_facts_is_told_where_to_name_them(tmp_path):
    (told,) = Book(tmp_path, {"page": "# P\n\n{fact}`share`\n"}).build("dummy").warnings
    assert told.message == "{fact}: no file of facts; name it as 'bookcraft_facts' in _config.yml"


def test_a_page_is_read_again_when_a_number_changes(tmp_path):
    book = book_with(tmp_path, "# P\n\nA {fact}`share`.\n")
    assert "A 63%." in book.build("text").text("page.txt")
    book.write({"facts.csv": FACTS.replace("share,63", "share,64")})
    assert "A 64%." in book.build("text").text("page.txt")


def test_a_missing_file_stops_the_build_and_says_so(tmp_path):
    with pytest.raises(ConfigError, match=r"bookcraft_facts: .*gone\.csv cannot be read \(.*\); correct the path"):
        Book(tmp_path, {"index": "# B\n"}, bookcraft_facts="gone.csv").build()


def test_a_faulty_file_stops_the_build_and_says_so(tmp_path):
    with pytest.raises(ConfigError, match=r"bookcraft_facts: facts\.csv line 2: no value"):
        book_with(tmp_path, "# P\n", "id,value,unit\na,,x\n").build()


def test_every_published_number_of_the_book_can_be_printed():
    path = ROOT / "packages" / "leadership-lab" / "src" / "leadership_lab" / "data" / "published_numbers.csv"
    for name, row in read_facts(path).items():
        assert shown(row) and shown(row, "value") and shown(row, "1"), name
