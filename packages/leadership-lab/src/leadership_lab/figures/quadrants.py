"""Points in four fields. The lines between the fields are drawn by whoever draws the chart, and that is said."""

from leadership_lab.figures import theme
from leadership_lab.figures.charts import _need
from leadership_lab.figures.figure import Figure, Table
from leadership_lab.figures.words import counted, listed, number


def quadrant_plot(points, *, title, name, x, y, cuts, scale):
    """Return numbered points on two scales, with a line across each.

    points: (str, number, number) each; they are numbered from 1 in this order, and the table is the key.
    title: str; name, x, y: str, what a point is and what the scales mean. cuts: (number, number), where the lines
        stand, x first. scale: (number, number), the ends of both scales.
    Returns: Figure. Its text lists each of the four fields.
    Raises: ValueError without a point, or on one beyond the scales, naming it.
    """
    points = [tuple(point) for point in points]
    _need(points, "a chart of four fields", "point")
    low, high = scale
    for label, *place in points:
        if not all(low <= at <= high for at in place):
            raise ValueError(f"{label!r} at {place[0]} and {place[1]} is beyond the scale from {low} to {high}")
    told = []
    for right in (True, False):
        for top in (True, False):
            there = [label for label, a, b in points if (a >= cuts[0]) == right and (b >= cuts[1]) == top]
            words = f"{x} {'above' if right else 'below'} and {y} {'above' if top else 'below'} its line"
            told.append(f"{words}, {number(len(there))}: {listed(there)}")
    alt = (
        f"{title}. {counted(len(points), name)}, {x} across and {y} upwards, from {number(low)} to {number(high)}, "
        f"with lines at {number(cuts[0])} and {number(cuts[1])}. {'; '.join(told)}."
    )
    axis = {"type": "quantitative", "scale": {"domain": [low, high], "nice": False}, "axis": {"grid": False}}
    across, upwards = axis | {"title": x}, axis | {"title": y}
    values = [{"label": str(n), "name": p[0], "x": p[1], "y": p[2]} for n, p in enumerate(points, 1)]
    place = {"x": across | {"field": "x"}, "y": upwards | {"field": "y"}}
    rule = {"type": "rule", "color": theme.INK, "strokeWidth": 2, "strokeDash": [6, 4]}
    spec = theme.chart(
        alt,
        height=420,
        layer=[
            {"data": {"values": [{"at": cuts[0]}]}, "mark": rule, "encoding": {"x": across | {"field": "at"}}},
            {"data": {"values": [{"at": cuts[1]}]}, "mark": rule, "encoding": {"y": upwards | {"field": "at"}}},
            {
                "data": {"values": values},
                "encoding": place,
                "layer": [
                    {"mark": {"type": "point", "filled": True, "size": theme.SMALL, "color": theme.BLUE, "opacity": 1}},
                    {
                        "mark": {"type": "text", "align": "left", "dx": 8, "dy": -8, "fontWeight": "bold"},
                        "encoding": {"text": {"field": "label"}},
                    },
                ],
            },
        ],
    )
    rows = tuple((f"{n} {label}", round(a, 2), round(b, 2)) for n, (label, a, b) in enumerate(points, 1))
    return Figure(title, alt, Table((name, x, y), rows), spec)
