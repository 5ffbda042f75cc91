"""Reading a delimited text file as people export it: from Excel, a form, an editor, any system.

The file may use commas, semicolons, tabs or bars, any of the encodings that Excel writes, any line endings,
quotation marks around cells that hold the delimiter or a line break. What is put right on the way is said in
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

LARGEST_FILE = 10_000_000
"""Bytes; a whole school's answers are a hundredth of it."""

PROBLEMS_SHOWN = 20

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_ROWS_TO_JUDGE_BY = 100

# What a file begins with that is no text, and what people call it.
_OTHER_KINDS = {
    b"PK\x03\x04": "a spreadsheet (such as .xlsx or .ods) or another zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file (such as .xls)",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed file",
    b"{\\rtf": "a word processor's file",
}
_SAVE_AS_CSV = 'open it in the program that made it and save or export it as "CSV UTF-8"'


class InputError(ValueError):
    """What is wrong in a file that a person made, where, and what to do about it.

    path: str, the file as the reader named it; line: int from 1, or None for the file as a whole.
    problem, remedy: str, without a full stop.
    further: tuple of InputErrors for the file's other problems, at most 20 in all; unlisted: int, how many
        more there are.
    str() gives a line a problem: `ties.csv line 14: problem; remedy`.
    """

    def __init__(self, path, problem, remedy, line=None, further=(), unlisted=0):
        super().__init__(path, problem, remedy, line, further, unlisted)
        self.path, self.problem, self.remedy, self.line = path, problem, remedy, line
        self.further, self.unlisted = tuple(further), unlisted

    def __str__(self):
        place = self.path if self.line is None else f"{self.path} line {self.line}"
        said = [f"{place}: {self.problem}; {self.remedy}", *map(str, self.further)]
        if self.unlisted:
            said.append(f"{self.path}: and {self.unlisted} more")
        return "\n".join(said)


class Problems:
    """The problems of one file, gathered so that its owner can mend them in one go."""

    def __init__(self, path):
        self._path, self._found = path, []

    def add(self, line, problem, remedy):
        """Note a problem on a line; remedy: str, or a function that makes it if the problem is shown."""
        self._found.append((line, problem, remedy))

    def raise_any(self):
        """Raise the first problem by line as an InputError that carries the others, if there is one."""
        if not self._found:
            return
        ordered = sorted(self._found, key=lambda found: found[0])[:PROBLEMS_SHOWN]
        (line, problem, remedy), *further = [
            (line, problem, remedy() if callable(remedy) else remedy) for line, problem, remedy in ordered
        ]
        raise InputError(
            self._path,
            problem,
            remedy,
            line,
            further=[InputError(self._path, problem, remedy, line) for line, problem, remedy in further],
            unlisted=len(self._found) - len(ordered),
        )


class Row(NamedTuple):
    """A row under the header: the line that it starts on, from 1, and a cell for each heading."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A file's table.

    name: str, what messages call the file; header: tuple of headings; header_line: int from 1.
    rows: tuple of `Row`, each with as many cells as there are headings; blank rows are left out.
    delimiter: the word for it, such as "comma"; notices: tuple of str, what was put right.
    """

    name: str
    header: tuple[str, ...]
    header_line: int
    rows: tuple[Row, ...]
    delimiter: str
    notices: tuple[str, ...]


def read_table(source, name=None):
    """Return the table in a delimited text file.

    source: path of the file, or its bytes; name: str, what messages call it (the path unless given).
    Returns: `Table`; its cells have no blanks at their ends, single blanks within and composed accents.
    Raises: InputError for a file that cannot be read as a table, or a row with more cells than headings.
    """
    name = name or (str(source) if isinstance(source, str | PathLike) else "the table")
    notices = []
    text = _decoded(_bytes_of(source, name), name, notices)
    return _parsed(text, name, notices)


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
        raise InputError(
            name,
            f"the file is larger than {LARGEST_FILE // 1_000_000} MB",
            "check that it is the right one: a school's answers take up far less",
        )
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
    if text.lstrip().startswith("<"):
        raise InputError(name, "this is a web page or XML, not a table in a text file", _SAVE_AS_CSV)
    return text


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
    header, header_line, rows = None, None, []
    blank, spaced, joined = [], [], []
    problems = Problems(name)
    for line, raw in _records(lines, delimiter, name, line=2 if declared else 1):
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
                "put quotation marks around a cell that holds the "
                f"{_DELIMITERS.get(delimiter, delimiter)}, or give every column a heading",
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
    return Table(name, header, header_line, tuple(rows), _DELIMITERS.get(delimiter, delimiter), tuple(notices))


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
