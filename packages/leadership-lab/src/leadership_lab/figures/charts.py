"""Charts of numbers. Each returns a Figure whose text is computed from the data that it draws."""

from collections import Counter
from itertools import pairwise
from math import floor
from statistics import mean, median

from leadership_lab.figures import theme
from leadership_lab.figures.figure import Figure, Table
from leadership_lab.figures.words import counted, listed, number

# About what is left of the width beside the labels of the vertical scale, in pixels.
PLOT = 520
# So many rows are told one by one in the text.
FEW = 8


def bar_chart(bars, *, title, category, value):
    """Return horizontal bars, in the order given, each with its number at its end.

    bars: pairs of (str, number from 0), one a bar.
    title: str; category, value: str, what a bar is and what its length means, with the unit.
    Returns: Figure. Its text names the longest and the shortest bar.
    Raises: ValueError without a bar or on a number below 0, naming the bar.
    """
    bars = list(bars)
    _need(bars, "a bar chart", "bar")
    for name, size in bars:
        if size < 0:
            raise ValueError(f"{name!r} has {size}, and a bar cannot be shorter than nothing")
    longest, shortest = max(bars, key=_second), min(bars, key=_second)
    alt = (
        f"{title}. Bars of {value} for {counted(len(bars), category)}: "
        f"the longest is {longest[0]} with {number(longest[1])}, "
        f"the shortest {shortest[0]} with {number(shortest[1])}; their mean is {number(mean(s for _, s in bars))}."
    )
    rows = [{"name": name, "size": size, "label": number(size)} for name, size in bars]
    y = {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": {"ticks": False}}
    x = {"field": "size", "type": "quantitative", "title": value, "axis": {"tickMinStep": _whole_step(bars)}}
    spec = theme.chart(
        alt,
        height={"step": 28},
        data={"values": rows},
        layer=[
            {"mark": {"type": "bar", "color": theme.BLUE, "height": 18}, "encoding": {"x": x, "y": y}},
            {
                "mark": {"type": "text", "align": "left", "dx": 5},
                "encoding": {"x": x, "y": y, "text": {"field": "label"}},
            },
        ],
    )
    return Figure(title, alt, Table((category, value), tuple(bars)), spec)


def count_chart(counts, *, title, of, value):
    """Return columns: how many have a count of 0, of 1, of 2 and so on.

    counts: ints from 0, one a person or thing.
    title: str; of: str, who is counted, in the plural ("staff"); value: str, what is counted of each.
    Returns: Figure. Its text gives the middle, the mean, the largest count and how many have none.
    Raises: ValueError without a count.
    """
    counts = list(counts)
    _need(counts, "a chart of counts", "count")
    tally, top = Counter(counts), max(counts)
    rows = [(count, tally[count]) for count in range(top + 1)]
    alt = (
        f"{title}. Columns for {number(len(counts))} {of} by {value}: "
        f"{number(tally[0])} have none, the middle one has {number(median(counts))}, the mean is "
        f"{number(mean(counts))}, and the largest count is {number(top)}, reached by {number(tally[top])}."
    )
    spec = theme.chart(
        alt,
        height=260,
        data={"values": [{"count": count, "many": many} for count, many in rows]},
        mark={"type": "bar", "color": theme.BLUE},
        encoding={
            "x": {
                "field": "count",
                "type": "ordinal",
                "title": value,
                "axis": {"labelAngle": 0, "labelOverlap": True},
            },
            "y": {
                "field": "many",
                "type": "quantitative",
                "title": f"number of {of}",
                "axis": {"tickMinStep": 1},
            },
        },
    )
    return Figure(title, alt, Table((value, f"number of {of}"), tuple(rows)), spec)


def scatter_plot(points, *, title, name, x, y):
    """Return points on two scales that start at 0, each group with a shape of its own.

    points: (name, x, y, group) each; a group of one has its name beside its point.
    title: str; name, x, y: str, what a point is and what the scales mean, with units.
    Returns: Figure. Its text gives each group's range on both scales and compares its lower half with its upper.
    Raises: ValueError without a point, or on more groups than there are marks for.
    """
    points = list(points)
    _need(points, "a scatter plot", "point")
    groups = _styles(dict.fromkeys(group for *_, group in points))
    told = []
    for group in groups:
        members = [point for point in points if point[3] == group]
        if len(members) == 1:
            told.append(f"{members[0][0]} at {x} {number(members[0][1])} and {y} {number(members[0][2])}")
        else:
            told.append(
                f"{group}, {len(members)} points, with {_range(x, members, 1)} and {_range(y, members, 2)}, "
                f"on average {number(_mean_y(members, upper=False))} in the half with less {x} and "
                f"{number(_mean_y(members, upper=True))} in the half with more"
            )
    alt = f"{title}. Points by {x} across and {y} upwards: {'; '.join(told)}."
    single = {group for group in groups if sum(point[3] == group for point in points) == 1}
    values = [
        {"name": str(n), "x": a, "y": b, "group": group, "label": str(n) if group in single else ""}
        for n, a, b, group in points
    ]
    encoding = {
        "x": {"field": "x", "type": "quantitative", "title": x},
        "y": {"field": "y", "type": "quantitative", "title": y},
    }
    spec = theme.chart(
        alt,
        height=340,
        data={"values": values},
        layer=[
            {"mark": {"type": "point", "strokeWidth": 2, "opacity": 1}, "encoding": encoding | _marks(groups)},
            {
                "mark": {"type": "text", "align": "left", "dx": 12, "fontWeight": "bold"},
                "encoding": encoding | {"text": {"field": "label"}},
            },
        ],
    )
    table = Table((name, x, y, "group"), tuple((str(n), a, b, group) for n, a, b, group in points))
    return Figure(title, alt, table, spec)


def dot_plot(rows, *, title, category, series, value, from_zero=True, whole_lines=False, lines=()):
    """Return a row of dots for each category, one dot a series, on one scale.

    rows: (category, number, number, ...) each, one number a series, None where there is none.
    title: str; category, value: str, what a row is and what the scale means, with its unit.
    series: str each, one to six.
    from_zero: bool, whether the scale starts at 0.
    whole_lines: bool, a line at each whole number of the scale, where only whole numbers can be.
    lines: pairs of (number, str), a line of that name across all rows at the number.
    Returns: Figure. Its text gives each series' range; with whole lines the two of the first series that lie
        furthest from a whole number; of two series also how often the first is above and
        below the second, and up to eight rows each; of each line, how many dots of the first series are below it.
    Raises: ValueError without a row, or on more series than there are marks for.
    """
    rows = [tuple(row) for row in rows]
    _need(rows, "a dot plot", "row")
    styles = _styles(series)
    told = []
    for place, label in enumerate(series, 1):
        there = [row for row in rows if row[place] is not None]
        low, high = min(there, key=lambda row: row[place]), max(there, key=lambda row: row[place])
        told.append(
            f"{label} from {number(low[place])} ({low[0]}) to {number(high[place])} ({high[0]}), "
            f"mean {number(mean(row[place] for row in there))}"
        )
    alt = f"{title}. Dots of {value} for {counted(len(rows), category)}: {'; '.join(told)}."
    if len(series) == 2:
        both = [row for row in rows if None not in row[1:]]
        below = [row[0] for row in both if row[1] < row[2]]
        above = sum(row[1] > row[2] for row in both)
        alt += (
            f" {_capital(series[0])} is above {series[1]} for {above} of {len(both)}, equal for "
            f"{len(both) - above - len(below)} and below for {len(below)}"
            f"{' (' + listed(below) + ')' if 0 < len(below) <= len(both) / 2 else ''}."
        )
        if len(both) <= FEW:
            pairs = [f"{name} {number(one)} and {number(other)}" for name, one, other in both]
            alt += f" Each, {series[0]} first: {'; '.join(pairs)}."
    if whole_lines:
        alt += _far_from_whole(rows)
    for at, label in lines:
        below = sum(row[1] < at for row in rows if row[1] is not None)
        alt += f" {_capital(label)}, a line at {number(at)}: {below} of {len(rows)} lie below it."
    values = [
        {"name": row[0], "series": label, "value": row[place]}
        for row in rows
        for place, label in enumerate(series, 1)
        if row[place] is not None
    ]
    y = {"field": "name", "type": "nominal", "sort": [row[0] for row in rows], "title": None}
    # A grid line under each row leads the eye from the name to its dots.
    y["axis"] = {"grid": True, "ticks": False, "domain": False}
    x = {"field": "value", "type": "quantitative", "title": value}
    # Padding keeps the dots at either end clear of the names and of the edge.
    x["scale"] = {"zero": from_zero, "nice": False, "padding": 14}
    x["axis"] = {"grid": False, "tickCount": 8}
    if whole_lines:
        x["axis"] = {"tickMinStep": 1, "grid": True, "gridColor": theme.TIE}
    marks = _marks(styles, field="series") if len(series) > 1 else {}
    style = styles[series[0]]
    one = {} if marks else {"color": style["colour"], "shape": style["shape"], "filled": True}
    layers = [
        {
            "mark": {"type": "point", "size": theme.SMALL, "strokeWidth": 2, "opacity": 1, **one},
            "encoding": {"x": x, "y": y} | marks,
        }
    ]
    if lines:
        across = {"x": {"field": "at", "type": "quantitative"}}
        label = {"type": "text", "align": "left", "dx": 5, "baseline": "top", "fontWeight": "bold"}
        layers += [
            {
                "data": {"values": [{"at": at, "label": label} for at, label in lines]},
                "encoding": across,
                "layer": [
                    {"mark": {"type": "rule", "color": theme.INK, "strokeWidth": 2, "strokeDash": [6, 4]}},
                    {"mark": label, "encoding": {"y": {"value": -18}, "text": {"field": "label"}}},
                ],
            }
        ]
    spec = theme.chart(alt, height={"step": 26}, data={"values": values}, layer=layers)
    return Figure(title, alt, Table((category, *series), tuple(rows)), spec)


def chance_chart(drawn, observed, *, title, value, of, draw="random network"):
    """Return how often chance gives each value, with a line where the observed one stands.

    drawn: numbers, one a draw; observed: number.
    title: str; value: str, what is measured, with its unit; of: str, whose the observed value is.
    draw: str, what chance draws, in the singular.
    Returns: Figure. Its text gives chance's range and middle and the share of draws below the observed value.
    Raises: ValueError without a draw.
    """
    drawn = sorted(drawn)
    _need(drawn, "a chart of chance", "draw")
    below = sum(one < observed for one in drawn)
    alt = (
        f"{title}. Columns for {counted(len(drawn), draw)} by {value}: they run from "
        f"{number(drawn[0])} to {number(drawn[-1])} with the middle at {number(median(drawn))}. "
        f"A line marks {of} at {number(observed)}, above {number(below)} of the {number(len(drawn))}."
    )
    columns = _columns(drawn)
    places = sorted({at for at, _ in columns} | {observed})
    gap = min((b - a for (a, _), (b, _) in pairwise(columns)), default=0) or abs(observed - drawn[0]) or 1
    low, high = places[0] - gap, places[-1] + gap
    x = {"type": "quantitative", "title": value, "axis": {"grid": False, "tickCount": 8}}
    x["scale"] = {"domain": [low, high], "zero": False, "nice": False}
    spec = theme.chart(
        alt,
        height=260,
        layer=[
            {
                "data": {"values": [{"at": at, "many": many} for at, many in columns]},
                "mark": {"type": "bar", "color": theme.TIE, "width": max(2, floor(0.8 * PLOT * gap / (high - low)))},
                "encoding": {
                    "x": x | {"field": "at"},
                    "y": {"field": "many", "type": "quantitative", "title": f"{draw}s"},
                },
            },
            {
                "data": {"values": [{"at": observed, "label": f"{of}: {number(observed)}"}]},
                "encoding": {"x": x | {"field": "at"}},
                "layer": [
                    {"mark": {"type": "rule", "color": theme.ORANGE, "strokeWidth": 3}},
                    {
                        "mark": {
                            "type": "text",
                            "align": "right" if observed > (drawn[0] + drawn[-1]) / 2 else "left",
                            "baseline": "bottom",
                            "fontWeight": "bold",
                            "color": theme.ORANGE,
                        },
                        # Above the columns: on them it could not be read.
                        "encoding": {"y": {"value": -5}, "text": {"field": "label"}},
                    },
                ],
            },
        ],
    )
    return Figure(title, alt, Table((value, f"{draw}s"), tuple(columns)), spec)


def _need(items, what, one):
    if not items:
        raise ValueError(f"{what} needs one {one} or more")


def _far_from_whole(rows):
    distance = {name: abs(value - round(value)) for name, value, *_ in rows}
    values = {name: value for name, value, *_ in rows}
    far = sorted(distance, key=distance.get, reverse=True)
    said = [f"{name} at {values[name]:.3f}, {distance[name]:.3f} off" for name in far[:2]]
    text = f" Furthest from a whole number: {'; '.join(said)}."
    return text + (f" All others are within {distance[far[2]]:.3f} of one." if far[2:] else "")


def _capital(text):
    return text[0].upper() + text[1:]


def _second(pair):
    return pair[1]


def _whole_step(bars):
    return 1 if all(isinstance(size, int) for _, size in bars) else 0


def _range(label, points, place):
    values = [point[place] for point in points]
    return f"{label} from {number(min(values))} to {number(max(values))}"


def _mean_y(points, upper):
    """Return the mean of the second scale over the points above or below the middle of the first."""
    middle = median(point[1] for point in points)
    return mean(point[2] for point in points if (point[1] > middle if upper else point[1] <= middle))


def _styles(groups):
    groups = list(groups)
    if len(groups) > len(theme.SERIES):
        raise ValueError(f"{len(groups)} groups are more than anyone can tell apart; {len(theme.SERIES)} at most")
    return dict(zip(groups, theme.SERIES, strict=False))


def _marks(styles, field="group"):
    """Return the encoding that gives each group its colour, shape and fill, with one legend for all three."""
    names = list(styles)
    colours = [style["colour"] for style in styles.values()]
    # An open mark is larger and lets what lies under it show: two marks on one spot stay two.
    fills = [style["colour"] if style["filled"] else "transparent" for style in styles.values()]
    sizes = [theme.SMALL if style["filled"] else theme.LARGE for style in styles.values()]
    shared = {"field": field, "type": "nominal", "title": None}
    return {
        "shape": shared | {"scale": {"domain": names, "range": [style["shape"] for style in styles.values()]}},
        "stroke": shared | {"scale": {"domain": names, "range": colours}},
        "fill": shared | {"scale": {"domain": names, "range": fills}},
        "size": shared | {"scale": {"domain": names, "range": sizes}},
    }


def _columns(drawn):
    """Return pairs of a value and how many draws have it, in order; forty at most.

    More values than that are gathered in columns of equal width, each with the value of its middle.
    """
    # Sums of thirds reach the same value by different ways; nine digits make them one again.
    tally = Counter(round(draw, 9) for draw in drawn)
    if len(tally) > 40:
        low, width = min(tally), (max(tally) - min(tally)) / 20
        middles = [round(low + (place + 0.5) * width, 9) for place in range(20)]
        tally = Counter(middles[min(19, floor((draw - low) / width))] for draw in drawn)
        return [(middle, tally[middle]) for middle in middles]
    return sorted(tally.items())
