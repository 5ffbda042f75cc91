"""The two ways in which an activity hands a result to the text around it."""

from numbers import Integral, Real

from leadership_lab.figures.words import listed, number

RECORD = "application/papermill.record/"


def record(**values):
    """Make values available to the prose, as ``{glue:text}`name` ``, without showing them under the cell.

    values: by name. Text and whole numbers are said as they are; other numbers with three significant digits;
        a list or tuple as in a sentence, "A, B and C". For another form, hand in the text.
    Returns: None. Without IPython, in a test or a plain script, nothing happens.
    Raises: TypeError on a value of another type, naming it.
    Source: the glue protocol of MyST-NB (an output of the cell whose metadata give the name).
    """
    said = {name: _said(name, value) for name, value in values.items()}
    try:
        from IPython.display import display
    except ImportError:
        return
    for name, text in said.items():
        display(
            {RECORD + "text/plain": repr(text)},
            raw=True,
            metadata={"scrapbook": {"name": name, "mime_prefix": RECORD}},
        )


class MarkdownTable:
    """A table under a cell, as Markdown, so that every format of the book sets it as its own tables.

    columns: str each; rows: sequences of str, int or float, one value a column.
    """

    def __init__(self, columns, rows):
        self.columns = [str(column) for column in columns]
        self.rows = [[_cell(value) for value in row] for row in rows]

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/markdown": self._lines("| ", " | ", " |", rule=True), "text/plain": str(self)}

    def __str__(self):
        return self._lines("", "\t", "", rule=False)

    def _lines(self, start, between, end, rule):
        head = [self.columns, ["---"] * len(self.columns)] if rule else [self.columns]
        return "\n".join(start + between.join(row) + end for row in head + self.rows)


def _said(name, value):
    if isinstance(value, str):
        return value
    if isinstance(value, Integral) and not isinstance(value, bool):
        return number(int(value))
    if isinstance(value, Real) and not isinstance(value, bool):
        return number(float(value))
    if isinstance(value, list | tuple):
        return listed(_said(name, item) for item in value)
    raise TypeError(f"{name} is {type(value).__name__}; record text, numbers or a list of them")


def _cell(value):
    text = _said("a cell", value)
    return text.replace("|", "\\|")
