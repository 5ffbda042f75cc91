"""Reading a table as people have it: a text file from any system, an Excel workbook, cells that they pasted.

A text file may use commas, semicolons, tabs or bars, any of the encodings that Excel writes, any line endings,
quotation marks around cells that hold the delimiter or a line break. Of a workbook the first sheet is read
(`workbooks`). What is put right on the way is said in
a notice; what cannot be read is an `InputError` that names file, line and remedy. Nothing is left out in
silence.
"""

import csv
import re
import unicodedata
from io import StringIO
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from leadership_lab.problems import InputError, Problems
from leadership_lab.workbooks import BEGINNINGS, sheet_rows

LARGEST_FILE = 10_000_000
"""Bytes; a whole school's answers are a hundredth of it."""

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_ROWS_TO_JUDGE_BY = 100

# What a file begins with that is no text, and what people call it.
_OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed file",
    b"{\\rtf": "a word processor's file",
}
_TOO_LARGE = f"this is larger than {LARGEST_FILE // 1_000_000} MB"
_SMALLER = "check that it is the right one: a school's answers take up far less"
_SAVE_AS_CSV = 'open it in the program that made it and save or export it as "CSV UTF-8"'


class Row(NamedTuple):
    """A row under the header: the line that it starts on, from 1, and a cell for each heading."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A file's table.

    name: str, what messages call the file; header: tuple of headings; header_line: int from 1.
    rows: tuple of `Row`, each with as many cells as there are headings; blank rows are left out.
    delimiter: the word for it, such as "comma", or "" in a workbook; notices: tuple of str, what was put right.
    """

    name: str
    header: tuple[str, ...]
    header_line: int
    rows: tuple[Row, ...]
    delimiter: str
    notices: tuple[str, ...]

    @property
    def apart(self):
        """How two cells of a row are kept apart, as a remedy says it."""
        return f"with a {self.delimiter} between them" if self.delimiter else "each in a cell of its own"


def read_table(source, name=None):
    """Return the table in a delimited text file, or on the first sheet of an Excel workbook (.xlsx).

    source: path of the file, or its bytes, or a `Table`, which is returned as it is.
    name: str, what messages call it (the path unless given).
    Returns: `Table`; its cells have no blanks at their ends, single blanks within and composed accents.
    Raises: InputError for a file that cannot be read as a table, or a row with more cells than headings.
    """
    if isinstance(source, Table):
        return source
    name = name or (str(source) if isinstance(source, str | PathLike) else "the table")
    notices = []
    data = _bytes_of(source, name)
    if data.startswith(BEGINNINGS):
        return _tabled(sheet_rows(data, name, LARGEST_FILE, notices), "", name, notices)
    return _parsed(_decoded(data, name, notices), name, notices)


def read_pasted(text, name="the pasted cells"):
    """Return the table in text that was pasted: cells copied from a spreadsheet, or the lines of a file.

    text: str; name: str, what messages call it.
    Returns, Raises: as `read_table`; line 1 is the first line of the text.
    """
    if not clean(text):
        raise InputError(name, "there is nothing to read", "copy the cells with their headings, and paste them")
    if len(text) > LARGEST_FILE:
        raise InputError(name, _TOO_LARGE, _SMALLER)
    _refuse_markup(text, name, "copy the cells of the table, and paste them alone")
    return _parsed(text.removeprefix("\ufeff"), name, [])


def clean(cell):
    """Return a cell as it looks: no blanks at its ends, single ones within, accents joined to their letters.

    cell: str. Returns: str without invisible characters; "" for a cell that looks empty.
    """
    if not (cell.isascii() and cell.isprintable()):
        cell = unicodedata.normalize("NFC", "".join(map(_visible, cell)))
    return " ".join(cell.split())


def shown(text, longest=60):
    """Return text as an error may quote it: in quotation marks, shortened, nothing a terminal obeys."""
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return f'"{text}"' if len(text) <= longest else f'"{text[:longest]}..."'


def lines_of(numbers, most=5):
    """Return line numbers as a phrase: "line 3", "lines 3 and 5", "lines 2, 3, 5, 7, 8 and 12 more"."""
    numbers = list(numbers)
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    named = [str(number) for number in numbers[:most]]
    last = f"{len(numbers) - most} more" if len(numbers) > most else named.pop()
    return f"lines {', '.join(named)} and {last}"


def _visible(character):
    category = unicodedata.category(character)
    return "" if category == "Cf" else " " if category in ("Cc", "Zl", "Zp", "Zs") else character


def _bytes_of(source, name):
    if isinstance(source, bytes | bytearray | memoryview):
        found = bytes(source[: LARGEST_FILE + 1])
    else:
        try:
            with Path(source).open("rb") as file:
                found = file.read(LARGEST_FILE + 1)
        except FileNotFoundError:
            raise InputError(name, "there is no such file", "check the name and the folder") from None
        except IsADirectoryError:
            raise InputError(name, "this is a folder", "name the file in it") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise InputError(
                name, f"the file cannot be opened ({reason})", "check its name, and that you may read it"
            ) from None
    if len(found) > LARGEST_FILE:
        raise InputError(name, _TOO_LARGE.replace("this", "the file"), _SMALLER)
    return found


def _decoded(data, name, notices):
    for beginning, kind in _OTHER_KINDS.items():
        if data.startswith(beginning):
            raise InputError(name, f"this is {kind}, not a text file", _SAVE_AS_CSV)
    encoding = _encoding(data)
    if encoding is None:
        raise InputError(name, "this is not a text file", _SAVE_AS_CSV)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            name,
            f"the characters cannot be read (as {encoding}, byte {error.start + 1})",
            _SAVE_AS_CSV,
            line=None if encoding.startswith("utf-") else data.count(b"\n", 0, error.start) + 1,
        ) from None
    if encoding == "cp1252":
        notices.append(
            f"{name}: not in Unicode, so read as Windows-1252, which is how Excel saves plain CSV; "
            'letters such as \N{LATIN SMALL LETTER W WITH CIRCUMFLEX} survive only in "CSV UTF-8"'
        )
    _refuse_markup(text, name, _SAVE_AS_CSV)
    return text


def _refuse_markup(text, name, remedy):
    if text.lstrip().startswith("<"):
        raise InputError(name, "this is a web page or XML, not a table in a text file", remedy)


def _encoding(data):
    """Return the encoding of bytes by a small fixed rule, or None if they are no text."""
    # The UTF-32 mark begins with the UTF-16 one, so it comes first.
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return encoding
    # Text has no zero bytes, but every delimiter and Latin letter of UTF-16 has one: the second of the two
    # where the small end comes first, as Windows writes it. In any script a tenth of a table is delimiters.
    first, second = data[0::2].count(0), data[1::2].count(0)
    if first or second:
        most, encoding = max((second, "utf-16-le"), (first, "utf-16-be"))
        return encoding if most > 9 * min(first, second) and 20 * most > len(data) else None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _parsed(text, name, notices):
    lines = StringIO(text, newline="")
    # Excel's own first line, which names the delimiter and is no part of the table.
    declared = re.fullmatch(r'"?sep=([^\w\s"]|\t)"?[,;\t]*', lines.readline().rstrip("\r\n"), re.IGNORECASE)
    if not declared:
        lines.seek(0)
    delimiter = declared[1] if declared else _delimiter(lines)
    records = _records(lines, delimiter, name, line=2 if declared else 1)
    return _tabled(records, _DELIMITERS.get(delimiter, delimiter), name, notices)


def _tabled(records, delimiter, name, notices):
    """Return the `Table` in records: pairs of line and cells; delimiter: the word for it, "" if there is none."""
    header, header_line, rows = None, None, []
    blank, spaced, joined = [], [], []
    problems = Problems(name)
    for line, raw in records:
        cells = [clean(cell) for cell in raw]
        while cells and not cells[-1] and (header is None or len(cells) > len(header)):
            cells.pop()
        if not any(cells):
            blank.append(line)
            continue
        composed = [unicodedata.normalize("NFC", cell) for cell in raw]
        if composed != raw:
            joined.append(line)
        if composed[: len(cells)] != cells:
            spaced.append(line)
        if header is None:
            header, header_line = tuple(cells), line
        elif len(cells) > len(header):
            problems.add(
                line,
                f"the row has {len(cells)} cells, the header on line {header_line} has {len(header)}",
                f"put quotation marks around a cell that holds the {delimiter}, or give every column a heading"
                if delimiter
                else "empty the cells beside the table, or give every column a heading",
            )
        else:
            rows.append(Row(line, tuple(cells) + ("",) * (len(header) - len(cells))))
    if header is None:
        raise InputError(name, "the file is empty", "write a header row, then a row for each entry")
    problems.raise_any()
    for where, what in (
        (blank, "blank, left out"),
        (spaced, "stray blanks or invisible characters in a cell, taken away"),
        (joined, "accents written as characters of their own, joined to their letters"),
    ):
        if where:
            notices.append(f"{name} {lines_of(where)}: {what}")
    return Table(name, header, header_line, tuple(rows), delimiter, tuple(notices))


def _records(lines, delimiter, name, line):
    """Yield each record with the line that it starts on, counting the lines within quotation marks."""
    # skipinitialspace, or the quotation mark in `Evans, "Jones, M"` would be taken for a letter; strict, or a
    # mark that is never closed would swallow the rest of the file into one cell.
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    begin = line
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "larger than field limit" in str(error):
                problem = f"a cell that begins here has more than {csv.field_size_limit():,} characters"
                remedy = "close its quotation mark, or check that this is the right file"
            else:
                problem = "a quotation mark is not closed, or is closed before the end of its cell"
                remedy = "close it, take it away, or write it twice where it belongs to the text"
            raise InputError(name, problem, remedy, begin) from None
        yield begin, record
        begin = line + reader.line_num


def _delimiter(lines):
    """Return the delimiter under which the first rows have two cells or more, as many as the header."""

    def judged(delimiter):
        lines.seek(0)
        # Not strict: under a wrong delimiter quotation marks stand anywhere.
        reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
        try:
            sample = [row for row in islice(reader, _ROWS_TO_JUDGE_BY) if any(cell.strip() for cell in row)]
        except csv.Error:
            sample = []
        header, *rows = [len(row) for row in sample] or [0]
        return header > 1, sum(row == header for row in rows), header

    best = max(_DELIMITERS, key=judged)
    lines.seek(0)
    return best
