"""Excel workbooks: read as what they show, or refused with place and remedy, whatever is in the zip."""

import io
import time
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from leadership_lab.problems import InputError
from leadership_lab.tables import clean, read_table
from leadership_lab.ties import read_ties
from leadership_lab.workbooks import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER = ["who asks", "who is asked"]
printable = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=12)


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def parts_of(rows, strings="", sheets='<sheet name="A" sheetId="1" r:id="r1"/>', after=""):
    """The parts that Excel writes, as far as they are read; rows: the XML within sheetData."""
    return {
        "_rels/.rels": f'<Relationships><Relationship Id="x" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet2.xml"/>'
        f'<Relationship Id="r3" Type="{OFFICE}/chartsheet" Target="chartsheets/sheet1.xml"/>'
        f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>',
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{inline(["second", "sheet"])}'
        "</sheetData></worksheet>",
    }


def inline(*rows):
    return "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )


def book(rows, **more):
    return zipped(parts_of(rows, **more))


def cells_of(rows, **more):
    """The cells of the second row, under a header as wide."""
    return read_table(book(inline(["a", "b", "c"]) + rows, **more)).rows[0].cells


def said_of(data):
    with pytest.raises(InputError) as caught:
        read_table(data, "ties.xlsx")
    return str(caught.value)


class TestRead:
    @pytest.mark.parametrize(
        ("cell", "shown"),
        [
            ('<c t="s"><v>0</v></c>', "Siân"),
            ('<c t="s"><v>1</v></c>', "Ŵyn Rees"),
            ('<c t="s"><v>2</v></c>', "東京"),
            ('<c t="inlineStr"><is><r><t>An</t></r><r><rPr><b/></rPr><t>n</t></r></is></c>', "Ann"),
            ('<c t="inlineStr"><is><t>東京</t><rPh sb="0" eb="1"><t>トウキョウ</t></rPh></is></c>', "東京"),
            ('<c t="str"><f>A1&amp;B1</f><v>Mari Evans</v></c>', "Mari Evans"),
            ("<c><v>7</v></c>", "7"),
            ("<c><v>7.0</v></c>", "7"),
            ("<c><v>0.1</v></c>", "0.1"),
            ("<c><v>0.30000000000000004</v></c>", "0.3"),
            ("<c><f>3+4</f><v>7</v></c>", "7"),
            ("<c><v>1e400</v></c>", "1e400"),
            ('<c t="b"><v>1</v></c>', "TRUE"),
            ('<c t="e"><v>#N/A</v></c>', "#N/A"),
            ('<c t="d"><v>2026-11-21</v></c>', "2026-11-21"),
            ('<c t="inlineStr"><is><t>one_x000D_\ntwo_x005F_x</t></is></c>', "one two_x"),
            ('<c t="inlineStr"><is><t>_xD800_</t></is></c>', "_xD800_"),
        ],
    )
    def test_a_cell_is_what_the_sheet_shows(self, cell, shown):
        strings = (
            "<si><t>Siân</t></si><si><r><t>Ŵyn </t></r><r><rPr/><t>Rees</t></r></si>"
            '<si><t>東京</t><rPh sb="0" eb="1"><t>トウキョウ</t></rPh><phoneticPr/></si>'
        )
        assert cells_of(f"<row>{cell}</row>", strings=strings) == (shown, "", "")

    def test_cells_stand_in_their_columns_and_rows(self):
        table = read_table(book(inline(["a", "b", "c"]) + '<row r="9"><c r="C9"><v>3</v></c></row>'))
        assert table.rows == ((9, ("", "", "3")),)
        assert table.delimiter == ""

    @example([("_x0041_", "_x005F_")])
    @given(st.lists(st.tuples(printable, printable).filter(lambda row: any(map(clean, row))), max_size=6))
    def test_what_is_written_is_read(self, rows):
        table = read_table(workbook([HEADER, *rows]))
        assert table.header == tuple(HEADER)
        assert [row.cells for row in table.rows] == [tuple(map(clean, row)) for row in rows]

    def test_the_first_sheet_that_is_not_hidden(self):
        two = '<sheet name="A" r:id="{}" {}/><sheet name="B" r:id="r2"/>'
        rows = inline(HEADER, ["Mari", "Bob"])
        table = read_table(book(rows, sheets=two.format("r1", "")), "t.xlsx")
        assert table.header == tuple(HEADER)
        assert table.notices == ("t.xlsx: only the first of its 2 sheets is read",)
        assert read_table(book(rows, sheets=two.format("r1", 'state="hidden"'))).header == ("second", "sheet")
        assert read_table(book(rows, sheets=two.format("r3", ""))).header == ("second", "sheet")

    def test_prefixes_and_utf_16_are_other_ways_to_write_the_same(self):
        parts = parts_of("")
        sheet = f'<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row>'
        sheet += '<x:c t="inlineStr"><x:is><x:t>Ŵ</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
        parts["xl/worksheets/sheet1.xml"] = sheet.encode("utf-16")
        assert read_table(zipped(parts)).header == ("Ŵ",)

    def test_hidden_rows_are_read_and_said(self):
        rows = inline(["a"], ["b"]).replace("<row>", '<row hidden="1">', 2).replace('<row hidden="1">', "<row>", 1)
        assert read_table(book(rows), "t.xlsx").notices == ("t.xlsx: rows that the sheet hides are read too (1 of 2)",)

    def test_ties_and_staff_as_in_a_text_file(self, tmp_path):
        ties, staff = tmp_path / "ties.xlsx", tmp_path / "staff.xlsx"
        ties.write_bytes(workbook([HEADER, ["Mari", "Siân Ŵyn"], [" SIÂN  ŵyn", "Bob"]]))
        staff.write_bytes(workbook([["name"], ["Mari"], ["Siân Ŵyn"], ["Bob"], ["Carys"]]))
        read = read_ties(ties, staff)
        assert set(read.graph.edges) == {("Mari", "Siân Ŵyn"), ("Siân Ŵyn", "Bob")}
        assert list(read.graph) == ["Mari", "Siân Ŵyn", "Bob", "Carys"]

    def test_remedies_speak_of_cells_not_of_delimiters(self):
        with pytest.raises(InputError) as caught:
            read_ties(workbook([HEADER, ["Mari", ""], ["#REF!", "Bob"]]))
        assert str(caught.value).split("\n") == [
            'the table line 2: "Mari" asks, and nobody is named who is asked; write both names each in a cell of '
            "its own, or remove the row; whoever asks nobody belongs on the staff list alone",
            'the table line 3: "#REF!" is not a person\'s name; write the name, or remove the row; whoever asks '
            "nobody belongs on the staff list alone",
        ]
        assert "line 2: the row has 3 cells, the header on line 1 has 2; empty the cells beside" in said_of(
            book(inline(HEADER, ["a", "b", "c"]))
        )
        with pytest.raises(InputError, match='line 2: "#N/A" is not a person'):
            read_ties(workbook([HEADER, ["a", "b"]]), workbook([["name"], ["#N/A"]]))


class TestRefused:
    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an old Excel or Word file (such as .xls); open it in"),
            (
                b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
                "this workbook is locked with a password; save a copy without one",
            ),
            (zipped({"content.xml": "<x/>"}), "this is an OpenDocument file (such as .ods); open it in"),
            (zipped({"xl/workbook.bin": "x"}), "this is an Excel binary workbook (.xlsb); open it"),
            (zipped({"word/document.xml": "<x/>"}), "this is a Word document, not a spreadsheet; copy"),
            (zipped({"Index/Document.iwa": "x"}), "this is a file of Numbers, Pages or Keynote; export"),
            (zipped(parts_of("") | {"xl/vbaProject.bin": "x"}), "this workbook holds macros; save it as"),
            (zipped({"photo.jpg": "x"}), "this workbook is damaged, or is a zip file of another kind; open it in"),
            (zipped({}), "this workbook is damaged"),
            (zipped({"xl/workbook.xml": "<workbook/>"}), "this workbook is damaged"),
            (b"PK\x03\x04", "this workbook is damaged"),
            (book("")[:-40], "this workbook is damaged"),
            (book(""), "the file is empty; write a header row"),
            (book("<row><c t='s'><v>0</v></c></row>"), "this workbook is damaged"),
            (book("<row><c t='s'><v>-1</v></c></row>", strings="<si><t>x</t></si>"), "this workbook is damaged"),
            (book("<row r='0'/>"), "this workbook is damaged"),
            (book("<row r='" + "9" * 5000 + "'/>"), "this workbook is damaged"),
            (book("<row><c r='1A'/></row>"), "this workbook is damaged"),
            (book("<row>"), "this workbook is damaged"),
            (zipped(parts_of("") | {"xl/worksheets/sheet1.xml": b"\xff\xff"}), "this workbook is damaged"),
            (zipped(parts_of(""), zipfile.ZIP_BZIP2), "this workbook is damaged"),
        ],
    )
    def test_what_is_wrong_and_what_to_do(self, data, said):
        assert said_of(data).startswith(f"ties.xlsx: {said}")

    def test_a_locked_member(self):
        data = bytearray(book(inline(HEADER)))
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            begin = -1
            while (begin := data.find(mark, begin + 1)) >= 0:
                data[begin + place] |= 1
        assert "this file is locked with a password; save a copy without one" in said_of(bytes(data))

    def test_merged_cells_and_formulas_without_a_result_are_told_at_once(self):
        rows = inline(HEADER, ["Mari", "Bob"]) + '<row r="3"><c r="A3"><f>A2</f></c></row>'
        after = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2"/></mergeCells>'
        assert said_of(book(rows, after=after)).split("\n") == [
            "ties.xlsx line 2: the cells A2 to A3 are merged; separate them, and write in each what it should hold",
            "ties.xlsx line 3: the formula in column 1 has no result in the file; open it in Excel and save it, or "
            "write the result in its place",
        ]

    def test_a_cell_far_beside_the_table(self):
        said = said_of(book(inline(HEADER) + '<row><c r="XFD2"><v>1</v></c></row>'))
        assert said == (
            f"ties.xlsx line 2: there is a cell in column 16384, and {MOST_COLUMNS} columns are read; "
            "empty the cells beside the table"
        )


class TestHostile:
    def refused_soon(self, data, said, seconds=5.0):
        start = time.process_time()
        assert said in said_of(data)
        assert time.process_time() - start < seconds

    @pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
    def test_gigabytes_in_a_small_zip(self, part):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in (parts_of(inline(HEADER)) | {part: b""}).items():
                if name != part:
                    file.writestr(name, content)
            with file.open(part, "w", force_zip64=True) as bomb:
                for _ in range(100):
                    bomb.write(b" " * 1_000_000)
        self.refused_soon(out.getvalue(), "unpacked, the workbook is larger than 10 MB", 2)

    def test_entities_are_not_unfolded(self):
        laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
        sheet = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><worksheet><row><c><v>&l9;</v></c></row></worksheet>'
        for text in (sheet, ('<?xml version="1.0" encoding="UTF-16"?>' + sheet).encode("utf-16")):
            self.refused_soon(zipped(parts_of("") | {"xl/worksheets/sheet1.xml": text}), "damaged", 1)

    def test_a_long_text_repeated_in_every_cell(self):
        strings = f"<si><t>{'x' * LONGEST_CELL}</t></si>"
        self.refused_soon(book("<row><c t='s'><v>0</v></c></row>" * 100_000, strings=strings), "larger than 10 MB")

    def test_a_cell_longer_than_excels(self):
        long = "x" * (LONGEST_CELL + 1)
        self.refused_soon(book(inline([long])), "a cell holds more than 32,767 characters")
        self.refused_soon(book("", strings=f"<si><t>{long}</t></si>"), "a cell holds more than 32,767 characters")

    def test_more_rows_than_a_school_has_answers(self):
        self.refused_soon(book("<row><c><v>1</v></c></row>" * (MOST_ROWS + 1)), "it has more than 100,000 rows")

    def test_a_long_name_of_a_namespace_is_not_repeated(self):
        sheet = f'<x:worksheet xmlns:x="{"n" * 1_000_000}">{"<x:row/>" * 500_000}</x:worksheet>'
        self.refused_soon(zipped(parts_of("") | {"xl/worksheets/sheet1.xml": sheet}), "the file is empty")

    def test_elements_within_elements(self):
        deep = "<row>" * 500_000 + "</row>" * 500_000
        self.refused_soon(book(deep), "the file is empty")


class TestAnyBytes:
    GOOD = parts_of(
        inline(HEADER) + '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>7</v></c></row>',
        strings="<si><t>Siân</t></si>",
        after='<mergeCells><mergeCell ref="C5"/></mergeCells>',
    )

    def read(self, data):
        try:
            table = read_table(data, "ties.xlsx")
        except InputError as error:
            assert str(error).startswith("ties.xlsx")
            assert error.problem and error.remedy
        else:
            assert all(len(row.cells) == len(table.header) for row in table.rows)

    @given(st.binary(), st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"]))
    @example(b"\0" * 18, b"PK\x05\x06")
    def test_bytes(self, data, beginning):
        self.read(beginning + data)

    @given(st.data(), st.sampled_from([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED]))
    def test_a_good_zip_with_a_few_bytes_changed(self, data, method):
        good = bytearray(zipped(self.GOOD, method))
        for _ in range(data.draw(st.integers(1, 6))):
            good[data.draw(st.integers(4, len(good) - 1))] = data.draw(st.integers(0, 255))
        self.read(bytes(good))

    @given(st.data())
    def test_a_good_workbook_with_its_xml_changed(self, data):
        part = data.draw(st.sampled_from(sorted(self.GOOD)))
        text = self.GOOD[part]
        begin = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(begin, min(len(text), begin + 12)))
        new = data.draw(
            st.sampled_from(["", "-1", "s", "<c>", "</row>", "<row r='x'>", "&lt;", "&x;", "../", "9" * 20])
        )
        self.read(zipped(self.GOOD | {part: text[:begin] + new + text[end:]}))
