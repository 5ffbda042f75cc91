"""Files as people export them: read whole, or refused with file, line and remedy."""

import csv
import io
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from leadership_lab.problems import PROBLEMS_SHOWN, InputError, Problems
from leadership_lab.tables import (
    LARGEST_FILE,
    clean,
    lines_of,
    read_pasted,
    read_table,
    shown,
)

HEADER = ["who asks", "who is asked"]
ROWS = [["Siân Ŵyn", "Mrs O'Neil"], ["Lloyd, Dŷlan", 'Ann "Nan" Rees']]
latin = st.characters(codec="cp1252", exclude_categories=["Cc", "Cf"])
cells = st.text(st.one_of(latin, st.sampled_from('ŵŷŴŶ,;\t|"\n\r\xa0 ')), max_size=12)


def written(rows, delimiter=",", line_end="\n", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    return out.getvalue()


def said_of(source, name="ties.csv"):
    with pytest.raises(InputError) as caught:
        read_table(source, name)
    return str(caught.value)


class TestEveryWayToWriteTheSameTable:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    @pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    def test_delimiter_line_end_encoding_and_quotation_marks(self, delimiter, line_end, encoding, quoting):
        text = written([HEADER, *ROWS], delimiter, line_end, quoting)
        table = read_table(text.encode(encoding), "ties.csv")
        assert list(table.header) == HEADER
        assert [list(row.cells) for row in table.rows] == ROWS
        assert [row.line for row in table.rows] == [2, 3]
        assert table.notices == ()

    @given(
        st.lists(st.tuples(cells, cells).filter(lambda row: any(map(clean, row))), max_size=8),
        st.sampled_from([",", ";", "\t", "|"]),
        st.sampled_from(["\n", "\r\n", "\r"]),
        st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
        st.booleans(),
    )
    def test_any_cells_come_back(self, rows, delimiter, line_end, encoding, declared):
        # The writer of Python 3.11 leaves a cell bare whose only line break is not the table's.
        breaks = any(set("\r\n") & set(cell) for row in rows for cell in row)
        quoting = csv.QUOTE_ALL if breaks else csv.QUOTE_MINIMAL
        text = f"sep={delimiter}{line_end}" * declared + written([HEADER, *rows], delimiter, line_end, quoting)
        table = read_table(text.encode(encoding))
        assert [row.cells for row in table.rows] == [tuple(map(clean, row)) for row in rows]

    @given(st.lists(st.tuples(cells, cells).filter(lambda row: any(map(clean, row))), max_size=8))
    def test_lines_are_those_an_editor_counts(self, rows):
        rows = [[cell.replace("\r", "\n") for cell in row] for row in rows]
        text = written([HEADER, *rows])
        lines = [written([HEADER, *rows[:i]]).count("\n") + 1 for i in range(len(rows))]
        assert [row.line for row in read_table(text.encode()).rows] == lines

    def test_mixed_line_ends(self):
        table = read_table(b'a,b\r\n"one\r\ntwo",x\rc,d\n\r\ne,f')
        assert [(row.line, *row.cells) for row in table.rows] == [
            (2, "one two", "x"),
            (4, "c", "d"),
            (6, "e", "f"),
        ]

    @pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "sep=;;", "\ufeffsep=;"])
    def test_excels_own_first_line_names_the_delimiter(self, first):
        table = read_table(f"{first}\r\na, and more;b\r\nx,y;z\r\n".encode())
        assert table.header == ("a, and more", "b")
        assert table.rows[0] == (3, ("x,y", "z"))
        assert table.delimiter == "semicolon"

    @pytest.mark.parametrize(
        ("text", "header"),
        [
            ("who asks, and why;who is asked\nRees, A;Lloyd, B", ("who asks, and why", "who is asked")),
            ("asks;asked;note\nA;B;yes, often, and, gladly", ("asks", "asked", "note")),
            ("asks,asked,when;where\nA,B,x;y", ("asks", "asked", "when;where")),
            ("name\nRees, A\nLloyd, B", ("name",)),
            ("name\nRees", ("name",)),
        ],
    )
    def test_the_delimiter_is_the_one_that_the_rows_agree_with(self, text, header):
        assert read_table(text.encode()).header == header

    def test_blanks_after_the_delimiter_are_how_people_type(self):
        table = read_table(b'a, b\nRees, "Lloyd, B"\n')
        assert table.rows[0].cells == ("Rees", "Lloyd, B")
        assert table.notices == ()

    def test_windows_1252_is_read_and_said(self):
        table = read_table("a,b\nSiân,Zoë\u2019s\n".encode("cp1252"), "ties.csv")
        assert table.rows[0].cells == ("Siân", "Zoë\u2019s")
        assert len(table.notices) == 1 and "Windows-1252" in table.notices[0]

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf_16_without_a_mark_in_another_script(self, encoding):
        text = "хто питає;кого питають\nОлена Коваль;Андрій Шевченко\n"
        assert read_table(text.encode(encoding)).rows[0].cells == ("Олена Коваль", "Андрій Шевченко")

    def test_a_path_a_string_and_bytes(self, tmp_path):
        path = tmp_path / "tâbl.csv"
        path.write_bytes(b"a,b\n1,2\n")
        assert read_table(path) == read_table(str(path)) == read_table(b"a,b\n1,2\n", str(path))


class TestPutRightAndSaid:
    def test_blank_rows_and_trailing_delimiters(self):
        table = read_table(b"\n,,\na,b,,\n\n1,2,,\n , \n3\n", "t.csv")
        assert (table.header, table.header_line) == (("a", "b"), 3)
        assert [row for row in table.rows] == [(5, ("1", "2")), (7, ("3", ""))]
        assert table.notices == ("t.csv lines 1, 2, 4 and 6: blank, left out",)

    def test_stray_blanks_and_invisible_characters(self):
        table = read_table("a,b\n\xa0Siân\u2009 Rees ,\u200bLloyd\ufeff\nx,y".encode(), "t.csv")
        assert table.rows[0].cells == ("Siân Rees", "Lloyd")
        assert table.notices == ("t.csv line 2: stray blanks or invisible characters in a cell, taken away",)

    def test_accents_stored_apart_are_joined(self):
        table = read_table(unicodedata.normalize("NFD", "a,b\nSiân,Ŵyn\nx,y").encode(), "t.csv")
        assert table.rows[0].cells == ("Siân", "Ŵyn")
        assert table.notices == ("t.csv line 2: accents written as characters of their own, joined to their letters",)

    @given(st.text())
    @example("\N{ANGSTROM SIGN}")
    @example("a\u0323\u200b\u0302")
    def test_cleaning_twice_changes_nothing_more(self, text):
        assert clean(clean(text)) == clean(text)
        assert not clean(text) or clean(text).split(" ") == clean(text).split()


class TestRefused:
    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "ties.csv: the file is empty; write a header row, then a row for each entry"),
            (b"\xef\xbb\xbf\r\n\r\n", "ties.csv: the file is empty; write a header row"),
            (b"sep=;\n", "ties.csv: the file is empty"),
            (b"%PDF-1.7 ...", "ties.csv: this is a PDF, not a text file; open it in the program that made it"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ties.csv: this is an old Excel or Word file (such as .xls)"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0", "ties.csv: this is not a text file"),
            (b"a,b\nMari,Bob\n" * 10 + b"\0", "ties.csv: this is not a text file"),
            (b"a\0,\0b\0\0\n\0x", "ties.csv: this is not a text file"),
            (b"<html><table>", "ties.csv: this is a web page or XML"),
            (b"\xff\xfea\0,", "ties.csv: the characters cannot be read (as utf-16"),
            (b"a,b\nx,\x81\n", "ties.csv line 2: the characters cannot be read (as cp1252"),
            (b'a,b\nx,y\n"z,q\n1,2\n', "ties.csv line 3: a quotation mark is not closed"),
            (b'a,b\n"z" q,y\n', "ties.csv line 2: a quotation mark is not closed, or is closed before the end"),
            (b"a,b\nx,y,z\n", "ties.csv line 2: the row has 3 cells, the header on line 1 has 2; put quotation"),
        ],
    )
    def test_what_is_wrong_and_what_to_do(self, data, said):
        assert said_of(data).startswith(said)

    def test_a_missing_file_a_folder_and_a_name_that_is_none(self, tmp_path):
        missing = tmp_path / "none.csv"
        assert said_of(missing, None) == f"{missing}: there is no such file; check the name and the folder"
        assert said_of(tmp_path, None) == f"{tmp_path}: this is a folder; name the file in it"
        assert "the file cannot be opened" in said_of("a\0b", "odd")
        assert "the file cannot be opened" in said_of("x" * 5000, "long")

    def test_a_hundred_megabytes_are_not_read(self, tmp_path):
        path = tmp_path / "big.csv"
        with path.open("wb") as file:
            file.truncate(100_000_000)
        start = time.process_time()
        assert said_of(path, "big.csv").startswith("big.csv: the file is larger than 10 MB; check that it is")
        assert time.process_time() - start < 1
        assert "larger than 10 MB" in said_of(b"a" * (LARGEST_FILE + 1))

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            (b"x" * 1_000_000, "has more than 131,072 characters"),
            (b'"' + b"x,y\n" * 300_000, "has more than 131,072 characters"),
            (b"x,y,z," * 200_000, "the row has 600000 cells, the header on line 1 has 2"),
            (b'"' * 1_000_001, "characters"),
        ],
    )
    def test_a_line_of_a_million_characters(self, line, said):
        start = time.process_time()
        assert said in said_of(b"a,b\n" + line)
        assert time.process_time() - start < 3

    def test_half_a_million_blank_cells_are_nothing(self):
        assert read_table(b"a,b\nx" + b"," * 500_000).rows == ((2, ("x", "")),)

    def test_all_rows_that_are_too_long_are_told_at_once(self):
        error = said_of(b"a,b\n" + b"x,y,z\n" * 30)
        assert error.count("\n") == PROBLEMS_SHOWN
        assert error.endswith("ties.csv: and 10 more")
        assert "ties.csv line 21: " in error and "ties.csv line 22: " not in error


class TestPasted:
    @given(st.lists(st.tuples(cells, cells).filter(lambda row: any(map(clean, row))), max_size=8))
    def test_cells_of_a_spreadsheet_come_back(self, rows):
        text = written([HEADER, *rows], "\t", "\r\n", csv.QUOTE_ALL)
        assert read_pasted(text)._replace(name="x", notices=()) == read_table(text.encode(), "x")._replace(notices=())

    def test_messages_name_what_was_pasted(self):
        with pytest.raises(InputError, match="^the pasted cells line 2: the row has 3 cells, the header on line 1"):
            read_pasted("a\tb\nx\ty\tz")
        with pytest.raises(InputError, match="web page or XML.*; copy the cells of the table"):
            read_pasted("<table>")
        with pytest.raises(InputError, match="the pasted cells: this is larger than 10 MB"):
            read_pasted("a" * (LARGEST_FILE + 1))
        with pytest.raises(InputError, match="the pasted cells: there is nothing to read; copy"):
            read_pasted(" \n ")

    @given(st.text(st.sampled_from('ab,;\t|"\n\r =\ufeff\u2028\0\ud800ŵ')))
    def test_any_text(self, text):
        try:
            table = read_pasted(text)
        except InputError as error:
            assert error.problem and error.remedy
        else:
            assert all(len(row.cells) == len(table.header) for row in table.rows)

    def test_a_table_is_taken_as_it_is(self):
        table = read_pasted("a,b\n1,2")
        assert read_table(table) is table


class TestErrors:
    def test_an_error_names_file_line_and_remedy(self):
        error = InputError("ties.csv", '"Mrs Evans" asks herself', "remove the row", 14)
        assert str(error) == 'ties.csv line 14: "Mrs Evans" asks herself; remove the row'
        assert (error.path, error.line, error.problem, error.remedy) == (
            *("ties.csv", 14),
            *('"Mrs Evans" asks herself', "remove the row"),
        )
        assert isinstance(error, ValueError)

    def test_problems_are_told_by_line_and_remedies_made_for_those_shown(self):
        problems, made = Problems("t.csv"), []

        def remedy():
            made.append(1)
            return "mend it"

        problems.raise_any()
        for line in range(100, 0, -1):
            problems.add(line, f"problem {line}", remedy)
        with pytest.raises(InputError) as caught:
            problems.raise_any()
        assert caught.value.line == 1
        assert [error.line for error in caught.value.further] == list(range(2, PROBLEMS_SHOWN + 1))
        assert caught.value.unlisted == 100 - PROBLEMS_SHOWN
        assert len(made) == PROBLEMS_SHOWN

    def test_what_is_quoted_is_short_and_harmless(self):
        assert shown("Siân") == '"Siân"'
        assert shown("\x1b[31mred\u202e") == '"\N{REPLACEMENT CHARACTER}[31mred\N{REPLACEMENT CHARACTER}"'
        assert len(shown("x" * 1000)) < 70

    @pytest.mark.parametrize(
        ("numbers", "phrase"),
        [
            ([3], "line 3"),
            ([3, 5], "lines 3 and 5"),
            ([1, 2, 3, 4, 5], "lines 1, 2, 3, 4 and 5"),
            (range(1, 9), "lines 1, 2, 3, 4, 5 and 3 more"),
        ],
    )
    def test_lines_as_a_phrase(self, numbers, phrase):
        assert lines_of(numbers) == phrase


class TestAnyBytes:
    def read(self, data):
        try:
            table = read_table(data, "ties.csv")
        except InputError as error:
            assert str(error).startswith("ties.csv")
            assert error.problem and error.remedy
        else:
            assert all(len(row.cells) == len(table.header) for row in table.rows)

    @given(st.binary())
    @example(b"\xff\xfe")
    @example(b"\xff\xfe\0\0")
    @example(b"\xef\xbb\xbf")
    @example(b"\0")
    @example(b"a\0")
    @example(b"\r")
    @example(b"sep=,")
    @example(b"sep=")
    @example(b"sep=\r\na")
    def test_bytes(self, data):
        self.read(data)

    @given(st.text(st.sampled_from('ab,;\t|"\n\r =\ufeff\u2028\x0b\x1a\xa0ŵ')), st.sampled_from(["utf-8", "utf-16-be"]))
    def test_text(self, text, encoding):
        self.read(text.encode(encoding))

    @given(st.data())
    def test_a_good_file_with_a_few_bytes_changed(self, data):
        good = bytearray(written([HEADER, *ROWS], ";").encode(data.draw(st.sampled_from(["utf-8", "utf-16"]))))
        for _ in range(data.draw(st.integers(1, 4))):
            good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
        self.read(bytes(good))
