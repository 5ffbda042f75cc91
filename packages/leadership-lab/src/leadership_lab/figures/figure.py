"""The record of a figure: what it says in words, its numbers as a table, and how it is drawn."""

from dataclasses import dataclass

MIME = "application/vnd.everyone-a-leader.figure+json"
VEGA_LITE_MIME = "application/vnd.vegalite.v5+json"


@dataclass(frozen=True)
class Table:
    """The numbers of a figure.

    columns: str each, headings with their units; the first column names the row.
    rows: tuples of str, int or float, one value a column.
    Raises: ValueError on a row of another length, giving it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple, ...]

    def __post_init__(self):
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{row!r} has {len(row)} values for {len(self.columns)} columns")


@dataclass(frozen=True)
class Figure:
    """A figure as data, drawn by whoever shows it.

    title: str, what is shown, in a line.
    alt: str, what a reader should see in it: numbers and a comparison, not only a label.
    table: Table, its numbers.
    spec: dict, a Vega-Lite 5 specification with its data inside.
    """

    title: str
    alt: str
    table: Table
    spec: dict

    def bundle(self):
        """Return title, alternative text, table and specification as plain JSON values."""
        return {
            "title": self.title,
            "alt": self.alt,
            "table": {"columns": list(self.table.columns), "rows": [list(row) for row in self.table.rows]},
            "spec": self.spec,
        }

    def _repr_mimebundle_(self, include=None, exclude=None):
        # The second form is for JupyterLab, which draws Vega-Lite by itself and knows nothing of ours.
        return {MIME: self.bundle(), VEGA_LITE_MIME: self.spec, "text/plain": self.alt}
