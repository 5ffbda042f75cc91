"""Two things that belong together and may come apart, such as deciding and answering: a table of letters, and bars.

Both charts show the three cases alike: dark where both are there, grey for the first alone, a white field with a
strong edge for the second alone. They differ without colour.
"""

from leadership_lab.figures import theme
from leadership_lab.figures.charts import _need
from leadership_lab.figures.figure import Figure, Table
from leadership_lab.figures.words import listed, number

BOTH = {"fill": theme.BLUE, "edge": theme.BLUE, "ink": theme.PAPER}
FIRST = {"fill": theme.GRID, "edge": theme.QUIET, "ink": theme.INK}
SECOND = {"fill": theme.PAPER, "edge": theme.ORANGE, "ink": theme.INK}
NEITHER = {"fill": theme.PAPER, "edge": theme.GRID, "ink": theme.INK}


def matrix_chart(rows, *, title, row, columns, letters, pair):
    """Return a table of letters: what each column has to do with each row, and where two parts come apart.

    rows: (str, dict of column to the words that hold there), words being keys of `letters`.
    title: str; row: str, what a row is. columns: str each, in order. letters: dict of word to its letter.
    pair: two words, the parts that are told apart by the look of a cell.
    Returns: Figure. Its text says how often each column has either part of the pair and how often both; its
        table has the words.
    Raises: ValueError without a row, or on a word or a column that is not among those given, naming it.
    """
    rows = list(rows)
    _need(rows, "a matrix", "row")
    for name, cells in rows:
        for column, words in cells.items():
            if column not in columns:
                raise ValueError(f"{name!r} has a column {column!r}, which is not among {listed(columns)}")
            for word in words:
                if word not in letters:
                    raise ValueError(f"{name!r}, {column!r}: no letter for {word!r}")
    first, second = pair
    told = []
    for column in columns:
        there = [set(cells.get(column, ())) for _, cells in rows]
        one, other = (sum(word in words for words in there) for word in pair)
        told.append(f"{column} {number(one)}, {number(other)}, both {number(sum(set(pair) <= w for w in there))}")
    key = ", ".join(f"{letter} {word}" for word, letter in letters.items())
    alt = (
        f"{title}. A table of {number(len(rows))} rows by {number(len(columns))} columns with the letters {key}. "
        f"How often each column {first} and {second}: {'; '.join(told)}."
    )
    values = [
        {
            "row": name,
            "column": column,
            "letters": " ".join(letters[word] for word in letters if word in cells.get(column, ())),
            **_look(cells.get(column, ()), pair),
        }
        for name, cells in rows
        for column in columns
    ]
    place = {
        "y": {"field": "row", "type": "nominal", "sort": [name for name, _ in rows], "title": None},
        "x": {"field": "column", "type": "nominal", "sort": list(columns), "title": None},
    }
    for scale in place.values():
        scale["scale"] = {"paddingInner": 0.12}
        scale["axis"] = {"ticks": False, "domain": False}
    place["x"]["axis"] |= {"orient": "top", "labelAngle": -40}
    spec = theme.chart(
        alt,
        height={"step": 26},
        data={"values": values},
        layer=[
            {
                "mark": {"type": "rect", "strokeWidth": 2},
                "encoding": place | {"fill": _as_given("fill"), "stroke": _as_given("edge")},
            },
            {
                "mark": {"type": "text", "fontWeight": "bold"},
                "encoding": place | {"text": {"field": "letters"}, "color": _as_given("ink")},
            },
        ],
    )
    # Fitting leaves no room for the end of the last slanting heading.
    spec["padding"] = {"left": 8, "right": 2 * len(columns[-1]), "top": 8, "bottom": 8}
    table = tuple((name, *(listed_or_dash(cells.get(column, ())) for column in columns)) for name, cells in rows)
    return Figure(title, alt, Table((row, *columns), table), spec)


def split_bar_chart(rows, *, title, category, parts, value):
    """Return horizontal bars in three pieces: both parts, the first alone, the second alone.

    rows: (str, int, int, int) each: how many have both, the first alone, the second alone.
    title: str; category, value: str, what a bar is and what its length means. parts: three str, for the legend.
    Returns: Figure. Its text gives the three numbers of every bar.
    Raises: ValueError without a bar, or where not one thing is counted.
    """
    rows = [tuple(row) for row in rows]
    _need(rows, "a chart of bars", "bar")
    if not any(sum(row[1:]) for row in rows):
        raise ValueError("all bars are empty; there is nothing to see")
    told = "; ".join(f"{name} {', '.join(number(size) for size in sizes)}" for name, *sizes in rows)
    alt = f"{title}. Bars of {value} in three pieces, {listed(parts)}, in this order: {told}."
    looks = dict(zip(parts, (BOTH, FIRST, SECOND), strict=True))
    values = []
    for name, *sizes in rows:
        start = 0
        for place, (part, size) in enumerate(zip(parts, sizes, strict=True)):
            if size:
                middle = start + size / 2
                values.append(
                    {"name": name, "part": part, "from": start, "to": start + size, "middle": middle, "size": size}
                    | {"place": place, "ink": looks[part]["ink"]}
                )
            start += size
    y = {"field": "name", "type": "nominal", "sort": [row[0] for row in rows], "title": None}
    y["scale"] = {"domain": [row[0] for row in rows]}
    y["axis"] = {"ticks": False}
    x = {"type": "quantitative", "title": value, "axis": {"tickMinStep": 1, "grid": False}}
    shared = {"field": "part", "type": "nominal", "title": None}
    spec = theme.chart(
        alt,
        height={"step": 30},
        data={"values": values},
        layer=[
            {
                "mark": {"type": "bar", "height": 20, "strokeWidth": 2},
                "encoding": {
                    "x": x | {"field": "from"},
                    "x2": {"field": "to"},
                    "y": y,
                    "fill": shared
                    | {"scale": {"domain": list(parts), "range": [looks[part]["fill"] for part in parts]}},
                    "stroke": shared
                    | {"scale": {"domain": list(parts), "range": [looks[part]["edge"] for part in parts]}},
                },
            },
            {
                "mark": {"type": "text", "fontWeight": "bold"},
                "encoding": {
                    "x": x | {"field": "middle"},
                    "y": y,
                    "text": {"field": "size"},
                    "color": _as_given("ink"),
                },
            },
        ],
    )
    return Figure(title, alt, Table((category, *parts), tuple(rows)), spec)


def _look(words, pair):
    first, second = (word in words for word in pair)
    return BOTH if first and second else FIRST if first else SECOND if second else NEITHER


def _as_given(field):
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def listed_or_dash(words):
    """Return words as a cell of a table says them: "decides, answers", or a dash for none."""
    return ", ".join(words) or "–"
