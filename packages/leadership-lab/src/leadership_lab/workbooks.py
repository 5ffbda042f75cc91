"""The first sheet of an Excel workbook (.xlsx), read and written with the standard library.

Only cells with content are kept: text shared or in place, numbers, results of formulas. Everything has a limit
before it is unpacked or repeated, for ten megabytes of zip can hold gigabytes of sheet.
"""

import io
import posixpath
import re
import sys
import zipfile
import zlib
from math import isfinite
from string import ascii_uppercase
from xml.parsers import expat
from xml.sax.saxutils import escape

from leadership_lab.problems import InputError, Problems

_OLD = b"\xd0\xcf\x11\xe0"
BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", _OLD)
"""What a workbook, or what people take for one, begins with."""

MOST_COLUMNS = 100
MOST_ROWS = 100_000
_LAST_LINE = 1_048_576
LONGEST_CELL = 32_767
"""Characters; Excel's own limit."""

EXCELS_ERRORS = {"#n/a", "#ref!", "#name?", "#value!", "#div/0!", "#null!", "#num!", "#spill!", "#calc!"}
"""What Excel shows where a formula failed, in small letters."""

_SAVE_AS = 'open it in the program that made it and save it as "Excel Workbook (.xlsx)" or "CSV UTF-8"'
_DAMAGED = "open it in Excel, save it under another name, and read that file"
# Half a character, as D800 to DFFF are, stands for nothing.
_EXCELS_CHARACTER = re.compile("_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
# A member of the zip that says what it is, in the order in which they are looked for.
_OTHER_ZIPS = (
    ("xl/vbaProject.bin", "this workbook holds macros", 'save it as "Excel Workbook (.xlsx)", which leaves them out'),
    ("xl/workbook.bin", "this is an Excel binary workbook (.xlsb)", _SAVE_AS),
    ("word/document.xml", "this is a Word document, not a spreadsheet", "copy its table into a spreadsheet"),
    ("ppt/presentation.xml", "this is a presentation, not a spreadsheet", "name the file that holds the table"),
    ("Index/Document.iwa", "this is a file of Numbers, Pages or Keynote", "export it to Excel or CSV, and read that"),
    ("content.xml", "this is an OpenDocument file (such as .ods)", _SAVE_AS),
)


def sheet_rows(data, name, largest, notices):
    """Return the rows of a workbook's first sheet that has not been hidden.

    data: bytes that begin with one of `BEGINNINGS`; name: str, what messages call the file.
    largest: int, the most bytes of a part once it is unpacked, and the most characters of all cells together.
    notices: list, to which is added what the reader should know.
    Returns: list of pairs: line (the sheet's row number) and the list of its cells as str, rows without
        content left out.
    Raises: InputError for a file that is another kind, locked, damaged, too large, or has merged cells.
    """
    if data.startswith(_OLD):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise InputError(name, "this workbook is locked with a password", "save a copy without one, and read that")
        raise InputError(name, "this is an old Excel or Word file (such as .xls)", _SAVE_AS)
    package = _Package(data, name, largest)
    for member, problem, remedy in _OTHER_ZIPS:
        if member in package:
            raise InputError(name, problem, remedy)
    part, shared, sheets = package.first_sheet()
    if sheets > 1:
        notices.append(f"{name}: only the first of its {sheets} sheets is read")
    sheet = _Sheet(name, package.strings(shared) if shared else [], largest)
    package.parse(part, sheet)
    return sheet.rows_in_use(notices)


class _Package:
    """The zip of a workbook; every way in which it may be broken or hostile is an InputError."""

    def __init__(self, data, name, largest):
        self._name, self._largest = name, largest
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = {member.filename: member for member in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
            raise self.damaged() from None

    def __contains__(self, part):
        return part in self._members

    def damaged(self):
        return InputError(self._name, "this workbook is damaged, or is a zip file of another kind", _DAMAGED)

    def parse(self, part, reading):
        """Hand the elements of a part to reading's `start`, `text` and `end`, by their names without prefix."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, attributes: reading.start(_local(tag), attributes)
        parser.EndElementHandler = lambda tag: reading.end(_local(tag))
        parser.CharacterDataHandler = reading.text
        # A workbook has no document type; one that does is there for its entities.
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(self._bytes(part), True)
        except InputError:
            raise
        except (expat.ExpatError, LookupError, ValueError):
            raise self.damaged() from None

    def first_sheet(self):
        """Return the part of the first sheet, the part of the shared strings or None, and how many sheets there are."""
        book = next(
            (target for kind, target in self._related("").values() if kind == "officeDocument"), "xl/workbook.xml"
        )
        related = self._related(book)
        workbook = _Elements("sheet")
        self.parse(book, workbook)
        sheets = [
            (sheet.get("state", "visible") == "visible", related[sheet["id"]][1])
            for sheet in workbook.found
            if related.get(sheet.get("id"), ("",))[0] == "worksheet"
        ]
        if not sheets:
            raise self.damaged()
        part = next((target for visible, target in sheets if visible), sheets[0][1])
        return part, next((target for kind, target in related.values() if kind == "sharedStrings"), None), len(sheets)

    def strings(self, part):
        reading = _Strings(self._name)
        self.parse(part, reading)
        return reading.found

    def _related(self, part):
        """Return a dict of id to (kind, part) of what a part refers to."""
        folder, file = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{file}.rels")
        if listed not in self:
            return {}
        reading = _Elements("Relationship")
        self.parse(listed, reading)
        return {
            each.get("Id"): (
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in reading.found
        }

    def _bytes(self, part):
        member = self._members.get(part)
        if member is None or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.damaged()
        if member.flag_bits & 1:
            raise InputError(
                self._name, "this file is locked with a password", "save a copy without one, and read that"
            )
        try:
            with self._zip.open(member) as file:
                found = file.read(self._largest + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            raise self.damaged() from None
        if len(found) > self._largest:
            raise _too_large(self._name, self._largest)
        return found

    def _refuse(self, *_):
        raise self.damaged()


class _Elements:
    """Collects the attributes of one kind of element, by their names without prefix."""

    def __init__(self, kind):
        self._kind, self.found = kind, []

    def start(self, tag, attributes):
        if tag == self._kind:
            self.found.append({_local(name): value for name, value in attributes.items()})

    def text(self, text):
        pass

    def end(self, tag):
        pass


class _Strings:
    """Collects the texts to which cells refer by number, without their readings in another script."""

    def __init__(self, name):
        self._name, self.found = name, []
        self._pieces, self._reading, self._spoken = [], False, False

    def start(self, tag, attributes):
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._spoken = True
        elif tag == "t":
            self._reading = not self._spoken

    def text(self, text):
        if self._reading:
            self._pieces.append(text)

    def end(self, tag):
        if tag == "t":
            self._reading = False
        elif tag == "rPh":
            self._spoken = False
        elif tag == "si":
            self.found.append(_plain("".join(self._pieces), self._name))


class _Sheet:
    """Collects the cells with content, row by row."""

    def __init__(self, name, strings, largest):
        self._name, self._strings, self._largest = name, strings, largest
        self._rows, self._hidden = [], []
        self._problems = Problems(name)
        self._line = self._column = 0
        self._cells, self._in_cell, self._collecting, self._characters = {}, False, False, 0

    def start(self, tag, attributes):
        if tag == "row":
            self._line = _line(attributes.get("r", self._line + 1))
            self._column, self._cells = -1, {}
            if attributes.get("hidden") in ("1", "true"):
                self._hidden.append(self._line)
        elif tag == "c":
            place = attributes.get("r")
            self._column = _column(place) if place else self._column + 1
            self._kind, self._pieces = attributes.get("t", "n"), []
            self._in_cell, self._formula, self._spoken = True, False, False
        elif tag == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            if last and first != last:
                self._problems.add(
                    _line(first.lstrip(ascii_uppercase)),
                    f"the cells {first} to {last[:10]} are merged",
                    "separate them, and write in each what it should hold",
                )
        elif self._in_cell:
            self._formula = self._formula or tag == "f"
            self._spoken = self._spoken or tag == "rPh"
            self._collecting = tag == "v" or (tag == "t" and not self._spoken)

    def text(self, text):
        if self._collecting:
            self._pieces.append(text)

    def end(self, tag):
        if tag in ("v", "t"):
            self._collecting = False
        elif tag == "rPh":
            self._spoken = False
        elif tag == "c":
            self._in_cell = False
            self._keep("".join(self._pieces))
        elif tag == "row" and self._cells:
            self._rows.append((self._line, self._cells))
            self._cells = {}
            if len(self._rows) > MOST_ROWS:
                raise _too_large(self._name, self._largest, f"it has more than {MOST_ROWS:,} rows")

    def rows_in_use(self, notices):
        self._problems.raise_any()
        used = [line for line, _ in self._rows]
        hidden = sorted(set(self._hidden) & set(used))
        if hidden:
            notices.append(f"{self._name}: rows that the sheet hides are read too ({len(hidden)} of {len(used)})")
        return [(line, [cells.get(i, "") for i in range(max(cells) + 1)]) for line, cells in self._rows]

    def _keep(self, value):
        if self._kind == "s":
            value = self._strings[_index(value)] if value else ""
        elif self._kind == "n":
            value = _number(value)
        elif self._kind == "b":
            value = {"1": "TRUE", "0": "FALSE"}.get(value, value)
        else:
            value = _plain(value, self._name)
        if self._formula and not value and self._kind == "n":
            self._problems.add(
                self._line,
                f"the formula in column {self._column + 1} has no result in the file",
                "open it in Excel and save it, or write the result in its place",
            )
        if not value.strip():
            return
        if self._column >= MOST_COLUMNS:
            raise InputError(
                self._name,
                f"there is a cell in column {self._column + 1}, and {MOST_COLUMNS} columns are read",
                "empty the cells beside the table",
                self._line,
            )
        self._characters += len(value)
        if self._characters > self._largest:
            raise _too_large(self._name, self._largest)
        self._cells[self._column] = value


def _too_large(name, largest, problem=None):
    return InputError(
        name,
        problem or f"unpacked, the workbook is larger than {largest // 1_000_000} MB",
        "check that it is the right one: a school's answers take up far less",
    )


def _local(name):
    return name.rpartition(":")[2]


def _column(place):
    """Return the number of a cell's column from 0: "A1" is 0, "AB7" is 27. Raises: ValueError if it has none."""
    letters = re.match(r"[A-Z]{1,3}(?=\d)", place)
    if not letters:
        raise ValueError(place)
    number = 0
    for letter in letters[0]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _index(value):
    return _within(int(value), 0, sys.maxsize)


def _line(value):
    return _within(int(value), 1, _LAST_LINE)


def _within(number, least, most):
    if not least <= number <= most:
        raise ValueError("out of range")
    return number


def _number(value):
    """Return a number as a sheet shows it: 7 for 7.0, at most fifteen digits."""
    try:
        number = float(value)
    except ValueError:
        return value
    if not isfinite(number):
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def _plain(text, name):
    """Return text with the characters that Excel writes as _x000D_ put back."""
    if len(text) > LONGEST_CELL:
        raise InputError(
            name, f"a cell holds more than {LONGEST_CELL:,} characters", "check that this is the right file"
        )
    return _EXCELS_CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)


def workbook(rows, width=40):
    """Return an Excel workbook of one sheet, in which every cell is text, those still empty too.

    rows: sequences of str; width: int, of each column in characters.
    Returns: bytes, the same for the same rows.
    """
    columns = max(map(len, rows))
    sheet = "".join(
        f'<row r="{line}">'
        + "".join(f'<c s="1" t="inlineStr"><is><t xml:space="preserve">{_written(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for line, row in enumerate(rows, 1)
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType='
            f'"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
            for part, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"))
        )
        + "</Types>",
        "_rels/.rels": _relationships(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relationships(worksheet="worksheets/sheet1.xml", styles="styles.xml"),
        # Format 49 is text: Excel would otherwise take a code such as 1-2 for a day in February.
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="2"><fill>'
        '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
        '<xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><cols>'
        f'<col min="1" max="{columns}" width="{width}" style="1" customWidth="1"/></cols>'
        f"<sheetData>{sheet}</sheetData></worksheet>",
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for part, content in parts.items():
            declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content
            file.writestr(zipfile.ZipInfo(part), declared, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _written(cell):
    return escape(_EXCELS_CHARACTER.sub(r"_x005F_x\1_", cell))


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relationships(**targets):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(f'<Relationship Id="{k}" Type="{_OFFICE}/{k}" Target="{t}"/>' for k, t in targets.items())
        + "</Relationships>"
    )
