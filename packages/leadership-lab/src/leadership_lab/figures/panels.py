"""Numbers in different units, one panel a unit: panels keep apart what cannot be put on one scale."""

from leadership_lab.figures import theme
from leadership_lab.figures.charts import _need
from leadership_lab.figures.figure import Figure, Table
from leadership_lab.figures.words import counted, number

# Room for the names to the left of every panel, in pixels.
NAMES = 190


def panel_plot(rows, *, title, category, panel, value, notes=(), tops=None):
    """Return a row of dots in panels, each panel with a scale of its own that starts at 0.

    rows: (category, panel, number, note, ...) each, as many notes as `notes`; notes stand in the table only.
    title: str; category, panel, value: str, what a row, a panel and a number is. notes: str each, headings.
    tops: dict of panel to the end of its scale, such as 1 for a correlation; a little above the largest unless given.
    Returns: Figure. Its text gives every number, panel by panel, and says that the scales differ.
    Raises: ValueError without a row, or on a number beyond the end of its scale, naming it.
    """
    rows = [tuple(row) for row in rows]
    _need(rows, "a plot of panels", "row")
    panels = list(dict.fromkeys(row[1] for row in rows))
    told, drawn = [], []
    for name in panels:
        members = [row for row in rows if row[1] == name]
        told.append(f"{name}: " + ", ".join(f"{row[0]} {number(row[2])}" for row in members))
        largest = max(members, key=lambda row: row[2])
        top = (tops or {}).get(name, 1.2 * largest[2])
        if largest[2] > top:
            raise ValueError(f"{largest[0]!r} has {largest[2]}, beyond the end of the scale at {top}")
        drawn.append(_panel(name, members, top))
    alt = (
        f"{title}. Dots for {counted(len(rows), category)} in {counted(len(panels), 'panel')}, one a {panel}, "
        f"each with its own scale from 0, so that no dot can be compared with one of another panel. "
        f"{'; '.join(told)}."
    )
    spec = theme.chart(alt, vconcat=drawn, spacing=22)
    # A stack of charts sizes itself: neither the width nor the fitting of a single chart holds for it.
    del spec["width"], spec["autosize"]
    return Figure(title, alt, Table((category, panel, value, *notes), tuple(rows)), spec)


def _panel(name, rows, top):
    y = {"field": "name", "type": "nominal", "sort": [row[0] for row in rows], "title": None}
    # The same room in every panel lets all scales begin at one place.
    y["axis"] = {"grid": True, "ticks": False, "domain": False, "minExtent": NAMES, "maxExtent": NAMES}
    x = {"field": "value", "type": "quantitative", "title": name}
    x["scale"] = {"domain": [0, top], "nice": False}
    x["axis"] = {"grid": False, "tickCount": 5}
    style = theme.SERIES[0]
    mark = {"type": "point", "size": theme.SMALL, "color": style["colour"], "shape": style["shape"], "filled": True}
    return {
        "width": theme.WIDTH - NAMES - 40,
        "height": {"step": 26},
        "data": {"values": [{"name": row[0], "value": row[2], "label": number(row[2])} for row in rows]},
        "layer": [
            {"mark": mark | {"opacity": 1}, "encoding": {"x": x, "y": y}},
            {
                "mark": {"type": "text", "align": "left", "dx": 10},
                "encoding": {"x": x, "y": y, "text": {"field": "label"}},
            },
        ],
    }
