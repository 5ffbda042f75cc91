"""Files to fill in for one's own school, whose example no reader takes for an answer."""

import csv
import io
from pathlib import Path

from leadership_lab.problems import InputError
from leadership_lab.workbooks import workbook

TEMPLATES = {
    "ties": (
        ("who asks", "who is asked"),
        ("[name of a colleague who asks, as on the staff list]", "[name of one whom they ask; one row for each]"),
    ),
    "staff": (
        ("name",),
        ("[name of a colleague; one row each, also for those without ties]",),
    ),
}
"""For each kind its headings, and under them the row that explains what to write in its place."""


def is_example(cell):
    """Return whether a cell stands in square brackets, as what a template wants replaced does. cell: str."""
    return cell.startswith("[") and cell.endswith("]")


def template(kind, excel=False):
    """Return a template: its headings and one row that says what to write, which `read_ties` refuses until replaced.

    kind: str, of `TEMPLATES`; excel: bool, a workbook (.xlsx) with cells of text, or else a CSV file in UTF-8.
    Returns: bytes.
    Raises: KeyError on another kind.
    """
    rows = TEMPLATES[kind]
    if excel:
        return workbook(rows, width=max(len(cell) for row in rows for cell in row))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    # With the mark, Excel opens the file as Unicode, and a name keeps its circumflex.
    return text.getvalue().encode("utf-8-sig")


def save_template(kind, folder, excel=False):
    """Write a template as ties.csv, staff.csv, ties.xlsx or staff.xlsx, and return its path.

    kind, excel: as for `template`; folder: path, made if it is not there.
    Raises: InputError if the file is there already or cannot be written; it is never overwritten.
    """
    path = Path(folder) / f"{kind}.{'xlsx' if excel else 'csv'}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(template(kind, excel))
    except FileExistsError as error:
        if Path(error.filename) == path:
            problem, remedy = (
                "this file is there already, and may hold answers",
                "name another folder, or move the file",
            )
        else:
            problem, remedy = "the folder cannot be made, since a file has its name", "name another folder"
        raise InputError(str(path), problem, remedy) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(str(path), f"the file cannot be written ({reason})", "name another folder") from None
    return path
