"""`lab`: the command line of leadership_lab, for people with a file and a terminal."""

import argparse
import json
import os
import sys

from leadership_lab.problems import InputError
from leadership_lab.school_level import MINIMUM_STAFF, report, school_figures
from leadership_lab.templates import TEMPLATES, save_template
from leadership_lab.ties import read_ties

COMPUTED, INPUT_PROBLEM, TOO_FEW_STAFF, INTERRUPTED = 0, 1, 3, 130

LARGEST_SCHOOL = 30_000
"""People; above it betweenness would take hours, and no school is as large."""

_FILES = """\
The file of ties has a header row, then one tie a row: who asks, then who is
asked. The staff list has a header row, then a name a row in its first column;
it adds people without ties. Each is an Excel workbook (.xlsx, its first sheet)
or a text file as Excel and others export it (CSV with commas, semicolons or
tabs). Two headings that say which column
is which, such as "adviser" and "seeker", may stand in either order.
"""
_ETHICS = f"""\
The figures describe the school. Names become random codes as the file is read
and are shown only where a problem in a file is reported to you. Below
{MINIMUM_STAFF} staff nothing is computed: a conversation protocol is printed instead.
"""
_TEMPLATES = """\
Write a file to fill in: headings, and a row in square brackets that says what
to write. "lab network" refuses the file while a cell in square brackets is
left, so nobody computes an example. A file that is there is not overwritten.
"""
_OWN_SCHOOL = """\
your own school:
  1  read "Ethics, data and privacy" in the book, and hand out its participation
     pack, before anybody is asked anything
  2  lab template staff FOLDER and lab template ties FOLDER write the files to
     fill in (--excel for workbooks)
  3  lab network FOLDER/ties.csv --staff FOLDER/staff.csv reads them
"""
_NEXT = """\
Before anybody is asked: the participation pack in the book's chapter
"Ethics, data and privacy", step by step. Then write names over the row in
square brackets; until then "lab network" refuses the file.
"""
_EXIT_CODES = """\
exit codes:
  0  the figures were computed
  1  a file has a problem, which is named with its line and remedy
  2  the command was not understood
  3  too few staff: the conversation protocol was printed
"""


def main(argv=None):
    """Run `lab` and return its exit code.

    argv: list of str, the arguments, or None for those of the process.
    Returns: int, as `lab network --help` lists them.
    """
    arguments = _parser().parse_args(argv)
    try:
        code = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except InputError as error:
        print(error, file=sys.stderr)
        return INPUT_PROBLEM
    except BrokenPipeError:
        # Whoever reads (head, less) has seen enough; what is left must not be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COMPUTED
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser():
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="lab",
        formatter_class=layout,
        description="What the activities of Everyone a Leader compute.",
        epilog=_OWN_SCHOOL,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    network = commands.add_parser(
        "network",
        formatter_class=layout,
        help="school-level figures of who asks whom for advice",
        description=f"Print school-level figures of an advice network.\n\n{_FILES}\n{_ETHICS}",
        epilog=_EXIT_CODES,
    )
    network.add_argument("ties", metavar="TIES", help="who asks whom: a .csv or .xlsx file")
    network.add_argument("--staff", metavar="STAFF", help="everyone who works at the school: a .csv or .xlsx file")
    network.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    network.set_defaults(run=_network)
    template = commands.add_parser(
        "template",
        formatter_class=layout,
        help="write a file to fill in for your own school",
        description=_TEMPLATES,
        epilog=_OWN_SCHOOL,
    )
    template.add_argument("kind", choices=sorted(TEMPLATES), help="who asks whom, or everyone who works at the school")
    template.add_argument("folder", metavar="FOLDER", help="where to write it; made if it is not there")
    template.add_argument("--excel", action="store_true", help="an Excel workbook (.xlsx) instead of a CSV file")
    template.set_defaults(run=_template)
    return parser


def _template(arguments):
    path = save_template(arguments.kind, arguments.folder, arguments.excel)
    print(f"{path} is there to be filled in.\n\n{_NEXT}", end="")
    return COMPUTED


def _network(arguments):
    ties = read_ties(arguments.ties, arguments.staff, pseudonyms=True)
    for notice in ties.notices:
        print(f"Note: {notice}", file=sys.stderr)
    staff = ties.graph.number_of_nodes()
    if staff > LARGEST_SCHOOL:
        raise InputError(
            arguments.ties,
            f"it names {staff:,} people, and {LARGEST_SCHOOL:,} is the most that is computed",
            "check that it is the right file",
        )
    if arguments.json:
        print(json.dumps(school_figures(ties.graph), indent=2))
    else:
        print(report(ties.graph))
    return TOO_FEW_STAFF if staff < MINIMUM_STAFF else COMPUTED
