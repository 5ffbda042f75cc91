"""Templates: what a school fills in, and what nobody can compute by mistake."""

import io
import zipfile
from pathlib import Path

import pytest
from leadership_lab.problems import InputError
from leadership_lab.tables import read_table
from leadership_lab.templates import TEMPLATES, is_example, save_template, template
from leadership_lab.ties import read_ties
from leadership_lab.workbooks import workbook


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_template_is_its_headings_and_one_row_that_explains(kind, excel, tmp_path):
    table = read_table(template(kind, excel))
    assert (table.header, *(row.cells for row in table.rows)) == TEMPLATES[kind]
    assert all(map(is_example, table.rows[0].cells))
    assert table.notices == ()
    path = save_template(kind, tmp_path / "a" / "b", excel)
    assert path.read_bytes() == template(kind, excel)
    assert path.name == f"{kind}.{'xlsx' if excel else 'csv'}"


@pytest.mark.parametrize("kind", TEMPLATES)
def test_the_files_that_the_book_offers_are_those_that_the_command_writes(kind):
    offered = Path(__file__).parents[2] / "book" / "using" / "templates"

    def parts(data):
        # Another zlib packs the same parts into other bytes.
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return {name: file.read(name) for name in file.namelist()}

    anew = "write it anew with save_template"
    assert (offered / f"{kind}.csv").read_bytes() == template(kind), anew
    assert parts((offered / f"{kind}.xlsx").read_bytes()) == parts(template(kind, excel=True)), anew


def test_headings_are_understood_without_a_notice():
    (ties, _), (staff, _) = TEMPLATES["ties"], TEMPLATES["staff"]
    read = read_ties(workbook([ties, ("Mari", "Bob")]), workbook([staff, ("Mari",), ("Bob",)]))
    assert list(read.graph.edges) == [("Mari", "Bob")]
    assert read.notices == ()


def test_one_example_left_among_answers_is_enough_to_refuse():
    (ties, example), (staff, person) = TEMPLATES["ties"], TEMPLATES["staff"]
    names = workbook([staff, ("Mari",), ("Bob",)])
    for rows, line in (([example, ("Mari", "Bob")], 2), ([("Mari", "Bob"), ("Mari", example[1])], 3)):
        for listed in (None, names):
            with pytest.raises(InputError, match=rf"line {line}: .* says what belongs here"):
                read_ties(workbook([ties, *rows]), listed)
    with pytest.raises(InputError, match=r"line 4: .* says what belongs here, and is no name; write a name"):
        read_ties(workbook([ties, ("Mari", "Bob")]), workbook([staff, ("Mari",), ("Bob",), person]))
    with pytest.raises(InputError):
        read_ties(workbook([ties, example]), workbook([staff, person]))


def test_brackets_within_a_name_are_a_name():
    assert list(read_ties(workbook([("who asks", "who is asked"), ("Ann [Year 2]", "Bob")])).graph) == [
        "Ann [Year 2]",
        "Bob",
    ]
