"""From a file of who asks whom, and a list of staff, to an advice network."""

import difflib
import secrets
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

import networkx as nx

from leadership_lab.problems import InputError, Problems
from leadership_lab.tables import clean, lines_of, read_table, shown
from leadership_lab.templates import is_example
from leadership_lab.workbooks import EXCELS_ERRORS

LONGEST_NAME = 200
"""Characters; a longer cell is a comment or a wrong file, not a name."""

# Headings that say by themselves which side of a tie the column holds, in `_plain` form. "Asked" alone is not
# one of them: it may head those who were asked the survey's question.
_WHO_ASKS = {
    *("who asks", "who is asking", "who seeks advice", "asker", "askers", "asked by", "person asking"),
    *(
        "person who asks",
        "your name",
        "my name",
        "seeker",
        "seekers",
        "advice seeker",
        "advice seekers",
        "advisee",
        "advisees",
    ),
    *("respondent", "enquirer", "inquirer"),
}
_WHO_IS_ASKED = {
    *("who is asked", "who gets asked", "who is asked for advice", "asks whom", "who do you ask"),
    *("person asked", "person who is asked", "adviser", "advisers", "advisor", "advisors", "advice giver"),
    *("advice givers", "advice from", "nominee", "nominees"),
}
# Headings that say so only together.
_PAIRS = (("asks", "asked"), ("from", "to"), ("source", "target"), ("sender", "receiver"), ("ego", "alter"))
_TIMES = {"timestamp", "time", "date", "start time", "completion time"}
_STAFF = {
    *("name", "names", "full name", "staff", "staff name", "staff names", "staff member", "staff members"),
    *("staff list", "teacher", "teachers", "colleague", "colleagues", "person", "people", "employee"),
    *("member of staff", "members of staff", "member", "members", "who", "enw", "enwau"),
}
_HEADINGS = _WHO_ASKS | _WHO_IS_ASKED | _STAFF | {heading for pair in _PAIRS for heading in pair}
_NOBODY = {
    *("nobody", "no one", "noone", "no-one", "none", "n/a", "nil", "neb", "-", "--", "?", "???"),
    *("me", "myself", "self"),
}
_EXAMPLE = "says what belongs here, and is no name", "write a name in its place, or remove the row"
# Marks that word processors write one for the other.
_SAME_MARK = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'") | dict.fromkeys("\u2010\u2011\u2013", "-"))


@dataclass(frozen=True)
class Ties:
    """An advice network as read from a file.

    graph: DiGraph; a tie u -> v says that u asks v for advice; staff without a tie are nodes too.
    notices: tuple of str, what was put right or left aside in reading; they hold no name.
    """

    graph: nx.DiGraph
    notices: tuple[str, ...]


def read_ties(path, staff=None, pseudonyms=False):
    """Return the advice network in a table: a header row, then who asks and who is asked.

    path: the file of ties, one a row (a delimited text file or an Excel workbook, .xlsx), or its bytes, or a
        `Table` such as `read_pasted` returns. Two columns are read: those whose headings say which they
        are ("adviser", "seeker"), else the first as who asks and the second as who is asked.
    staff: the staff list likewise (names in the first column), or None; it adds staff without a tie,
        and every tied name must then be on it.
    pseudonyms: bool; names are replaced by random codes, kept nowhere.
    Returns: `Ties`. Names that differ in capitals, blanks or the way accents are stored are one person, under
        the spelling that comes first.
    Raises: InputError, which lists every problem of a file (of the staff list, if it has any).
    """
    listed = None if staff is None else read_table(staff)
    table = read_table(path)
    notices = [*(listed.notices if listed else ()), *table.notices]
    people = _People()
    asks, asked = _columns(table, notices)
    if listed:
        tied = {person_key(row.cells[column]) for row in table.rows for column in (asks, asked)}
        _list_staff(listed, tied, people, notices)
    _refuse_missing_header(table, (asks, asked), people)
    ties = _checked_ties(table, asks, asked, people, listed)
    _refuse_more_names(table, (asks, asked), people)
    notices += people.notices()
    _note_lost_letters(table, (asks, asked), notices)
    label = _codes(people.spelling) if pseudonyms else people.spelling
    graph = nx.DiGraph()
    graph.add_nodes_from(label.values())
    graph.add_edges_from((label[seeker], label[adviser]) for seeker, adviser in ties)
    return Ties(graph, tuple(notices))


def person_key(name):
    """Return what two spellings of one person's name share.

    name: str. Returns: str; equal for names that differ in capitals, blanks, the way accents are stored, or
        the kind of apostrophe or hyphen, and different for names that differ in a letter or an accent.
    """
    folded = unicodedata.normalize("NFKC", clean(name).translate(_SAME_MARK)).casefold()
    return unicodedata.normalize("NFKC", folded)


class _People:
    """Everyone met so far, in order: the first spelling of each name, and where it stands."""

    def __init__(self):
        self.spelling = {}
        self._place = {}
        self._respelt = defaultdict(list)

    def meet(self, name, file, line):
        key = person_key(name)
        if key not in self.spelling:
            self.spelling[key], self._place[key] = name, (file, line)
        elif self.spelling[key] != name:
            self._respelt[file].append(line)
        return key

    def line(self, key):
        return self._place[key][1]

    def notices(self):
        for file, lines in self._respelt.items():
            yield (
                f"{file} {lines_of(dict.fromkeys(lines))}: a name in other capitals or marks than where it "
                "comes first, taken as one person"
            )
        alike = defaultdict(list)
        for key in self.spelling:
            bare = _bare(key)
            # Codes such as 1-12 and 11-2 differ in marks alone and are two people.
            if bare and not any(character.isdigit() for character in bare):
                alike[bare].append("{} line {}".format(*self._place[key]))
        for places in alike.values():
            if len(places) > 1:
                yield (
                    f"{' and '.join(places)}: names that differ only in accents or punctuation, counted as "
                    f"{len(places)} people; if they are one person, write the name in one way"
                )


def _plain(heading):
    """Return a heading in small letters with single blanks and without punctuation."""
    return " ".join("".join(c if c.isalnum() else " " for c in person_key(heading)).split())


def _bare(key):
    letters = unicodedata.normalize("NFKD", key)
    return "".join(character for character in letters if character.isalnum())


def _columns(table, notices):
    """Return the numbers of the column of those who ask and of the column of those who are asked."""
    headings = [_plain(heading) for heading in table.header]
    asks = [i for i, heading in enumerate(headings) if heading in _WHO_ASKS]
    asked = [i for i, heading in enumerate(headings) if heading in _WHO_IS_ASKED]
    for one, other in _PAIRS:
        if not asks and not asked and headings.count(one) == headings.count(other) == 1:
            asks, asked = [headings.index(one)], [headings.index(other)]
    if len(headings) < 2:
        raise InputError(
            table.name,
            "the header has one column, and a tie needs two",
            'write "who asks,who is asked" as the header, nothing above it, and then a tie a row in the same way',
            table.header_line,
        )
    write = f'write the headings "who asks" and "who is asked", {table.apart}'
    if len(asks) == len(asked) == 1:
        columns = asks[0], asked[0]
    elif len(headings) == 2 and len(asks) + len(asked) == 1:
        columns = (asks[0], 1 - asks[0]) if asks else (1 - asked[0], asked[0])
    elif asks in ([], [0]) and asked in ([], [1]) or (len(asks) > 1 or len(asked) > 1):
        columns = 0, 1
    else:
        raise InputError(
            table.name,
            "one heading says what its column holds, its partner is unclear",
            write,
            table.header_line,
        )
    for column in columns:
        if not table.header[column]:
            raise InputError(table.name, f"column {column + 1} has no heading", write, table.header_line)
        if headings[column] in _TIMES:
            raise InputError(
                table.name,
                f"column {column + 1}, which should hold names, is headed {shown(table.header[column])}",
                write + ", over the two columns of names",
                table.header_line,
            )
    by_name = len(asks) == len(asked) == 1
    if columns != (0, 1) or not by_name:
        notices.append(
            f"{table.name}: column {columns[0] + 1} is read as who asks, "
            f"column {columns[1] + 1} as who is asked{', as the headings say' if asks or asked else ''}"
        )
    others = [str(i + 1) for i in range(len(headings)) if i not in columns]
    if others:
        notices.append(f"{table.name}: not read: column{'s'[: len(others) > 1]} {', '.join(others)}")
    return columns


def _list_staff(table, tied, people, notices):
    problems = Problems(table.name)
    heading = table.header[0]
    rows = [(row.line, row.cells[0]) for row in table.rows]
    if person_key(heading) in tied - {person_key(name) for _, name in rows}:
        rows.insert(0, (table.header_line, heading))
        notices.append(f"{table.name} line {table.header_line}: a name, not a heading, so read as a person")
    elif _plain(heading) not in _STAFF:
        notices.append(
            f"{table.name} line {table.header_line}: read as the heading, not as a person; "
            'if it is a person, write the heading "name" above it'
        )
    if not rows:
        raise InputError(table.name, "there is a heading and no name under it", "write a name a row", table.header_line)
    if len(table.header) > 1:
        notices.append(f"{table.name}: only the first column is read, as the names of the staff")
    for line, name in rows:
        if not name:
            problems.add(line, "there is no name in the first column", "write it, or remove the row")
        elif len(name) > LONGEST_NAME:
            problems.add(line, f"a name of {len(name):,} characters: {shown(name)}", "write a name only")
        elif is_example(name):
            problems.add(line, f"{shown(name)} {_EXAMPLE[0]}", _EXAMPLE[1])
        elif person_key(name) in EXCELS_ERRORS:
            problems.add(line, f"{shown(name)} is not a person's name", "write the name, or remove the row")
        elif (key := person_key(name)) in people.spelling:
            problems.add(
                line,
                f"{shown(name)} is on line {people.line(key)} already",
                "remove one of the two rows, or tell two people of one name apart in both files",
            )
        else:
            people.meet(name, table.name, line)
    problems.raise_any()


def _refuse_missing_header(table, columns, people):
    headings = [table.header[column] for column in columns]
    if any(_plain(heading) in _WHO_ASKS | _WHO_IS_ASKED for heading in headings):
        return
    names = {person_key(row.cells[column]): row.line for row in reversed(table.rows) for column in columns}
    for heading in headings:
        key = person_key(heading)
        if key in names or key in people.spelling:
            where = f"is a name on line {names[key]} too" if key in names else "is on the staff list"
            raise InputError(
                table.name,
                f"the header row seems to be missing: {shown(heading)} {where}",
                f'begin with a row of headings: "who asks" and "who is asked", {table.apart}',
                table.header_line,
            )


def _checked_ties(table, asks, asked, people, listed):
    """Return the ties as a dict of (key, key) to line; raise every problem of the rows at once."""
    problems = Problems(table.name)
    ties, unknown = {}, defaultdict(list)
    if not table.rows:
        problems.add(
            table.header_line,
            "there is a header row and no tie under it",
            "write a tie a row: who asks, then who is asked",
        )
    for line, cells in table.rows:
        pair = cells[asks], cells[asked]
        if wrong := list(_no_pair(pair, people, table)):
            for found in wrong:
                problems.add(line, *found)
            continue
        keys = tuple(person_key(name) for name in pair)
        for key, name in zip(keys, pair, strict=True):
            if listed and key not in people.spelling:
                unknown[key].append((line, name))
            else:
                people.meet(name, table.name, line)
        if keys[0] == keys[1]:
            problems.add(
                line,
                f"{shown(pair[0])} asks themselves for advice",
                "remove the row, or name the colleague who is asked",
            )
        elif keys in ties:
            problems.add(
                line,
                f"{shown(pair[0])} asks {shown(pair[1])} on line {ties[keys]} already",
                "remove one of the two rows",
            )
        else:
            ties[keys] = line
    for key, places in unknown.items():
        _add_unknown(problems, key, places, people, listed)
    problems.raise_any()
    return ties


def _refuse_more_names(table, columns, people):
    """Raise an InputError if a further column holds colleagues' names, as in one row a person."""
    for column in set(range(len(table.header))) - set(columns):
        # Digits may be how often they talk, in a file whose people are numbers.
        words = [row.cells[column] for row in table.rows if any(map(str.isalpha, row.cells[column]))]
        names = [word for word in words if person_key(word) in people.spelling]
        if len(names) > 1 and 2 * len(names) > len(words):
            raise InputError(
                table.name,
                f"column {column + 1} holds names too, such as {shown(names[0])}",
                "write one tie a row: who asks, and one colleague who is asked; or remove the column",
                table.header_line,
            )


def _no_pair(pair, people, table):
    """Yield problem and remedy for each reason why two cells are not two people's names."""
    alone = "; whoever asks nobody belongs on the staff list alone"
    if not all(pair):
        seeker, adviser = pair
        if seeker:
            problem = f"{shown(seeker)} asks, and nobody is named who is asked"
        elif adviser:
            problem = f"{shown(adviser)} is asked, and nobody is named who asks"
        else:
            problem = "neither who asks nor who is asked is named"
        yield problem, f"write both names {table.apart}, or remove the row{alone}"
        return
    strangers = [name for name in pair if person_key(name) not in people.spelling]
    if len(strangers) == 2 and all(_plain(name) in _HEADINGS for name in pair):
        yield (
            f"{shown(pair[0])} and {shown(pair[1])} are headings, not names",
            "remove the row; or, if it is the header, remove what stands above it",
        )
    for name in strangers:
        if len(name) > LONGEST_NAME:
            yield f"a name of {len(name):,} characters: {shown(name)}", "write a name only"
        elif is_example(name):
            yield f"{shown(name)} {_EXAMPLE[0]}", _EXAMPLE[1]
        elif person_key(name) in _NOBODY | EXCELS_ERRORS:
            yield f"{shown(name)} is not a person's name", f"write the name, or remove the row{alone}"
        elif len([part for part in name.split(";") if clean(part)]) > 1:
            yield f"{shown(name)} holds several names", "give each of them a row of its own"


def _add_unknown(problems, key, places, people, listed):
    (line, name), *again = places
    also = f" (nor on {lines_of(line for line, _ in again)})" if again else ""

    def remedy():
        near = difflib.get_close_matches(key, people.spelling, n=1)
        if not near:
            return "correct the name, or add it to the list"
        known, where = people.spelling[near[0]], people.line(near[0])
        return f"write {shown(known)} (line {where} of the list) if that is meant, or add the name"

    problems.add(line, f"{shown(name)}{also} is not on the staff list {listed.name}", remedy)


def _note_lost_letters(table, columns, notices):
    names = [(row.line, row.cells[column]) for row in table.rows for column in columns]
    lost = [line for line, name in names if "?" in name or "\N{REPLACEMENT CHARACTER}" in name]
    if lost:
        notices.append(
            f"{table.name} {lines_of(dict.fromkeys(lost))}: a question mark in a name may stand for a letter "
            "that was lost on saving, such as \N{LATIN SMALL LETTER W WITH CIRCUMFLEX}; if so, save as CSV UTF-8"
        )


def _codes(people):
    codes = set()
    while len(codes) < len(people):
        codes.add(secrets.token_hex(4))
    return dict(zip(people, codes, strict=True))
