"""Maps of who asks whom.

A map shows people, and may harm them. In this book labelled maps show the fictional schools only; nothing in
`lab` and nothing on the page draws one of a reader's school.
"""

from math import atan2, degrees, sqrt

from leadership_lab.figures import theme
from leadership_lab.figures.figure import Figure, Table
from leadership_lab.figures.words import counted, listed, number
from leadership_lab.layout import force_layout

SIDE = 560
MARGIN = 0.04
# Pixels from one end of the unit square to the other.
UNIT = SIDE / (1 + 2 * MARGIN)
# The area of a mark in square pixels, for nobody asking and for each colleague who asks. The same on every
# map, so that two of them compare.
AREA_OF_NONE = 100
AREA_OF_ONE = 26


def network_map(graph, *, title, groups, attribute="post", layer="advice", positions=None, seed=1):
    """Return a map of people and the arrows from who asks to who is asked.

    graph: DiGraph, u -> v: u asks v; each node has `attribute`, one of `groups`, and may have `label`, str.
    title: str; layer: str, what the ties are about.
    groups: dict of group to True (a filled mark) or False (an open one), in the order of the legend.
    positions: dict of node to (x, y) from 0 to 1; `force_layout` of the graph with `seed` unless given.
    Returns: Figure. Its text names the most asked, gives the share of ties that go to open marks, and names
        who has no tie; its table lists everyone with those they ask.
    Raises: ValueError on a person in no group, naming the person, or on more groups than there are marks.
    """
    if len(groups) > len(theme.SERIES):
        raise ValueError(f"{len(groups)} groups are more than anyone can tell apart; {len(theme.SERIES)} at most")
    for person, group in graph.nodes(data=attribute):
        if group not in groups:
            raise ValueError(f"{person!r} has {attribute} {group!r}, which is not among {listed(groups)}")
    positions = positions or force_layout(graph, seed)
    alt = _alt(graph, title, groups, attribute, layer)
    people = [
        {
            "name": _label(graph, p),
            "group": graph.nodes[p][attribute],
            "area": _area(graph, p),
            "x": positions[p][0],
            "y": positions[p][1],
            "below": round(positions[p][1] - (_radius(graph, p) + 10) / UNIT, 4),
        }
        for p in graph
    ]
    lines, heads = _arrows(graph, positions)
    return Figure(title, alt, _table(graph, groups, attribute), _spec(alt, groups, people, lines, heads))


def _label(graph, person):
    return graph.nodes[person].get("label", str(person))


def _area(graph, person):
    return AREA_OF_NONE + AREA_OF_ONE * graph.in_degree(person)


def _radius(graph, person):
    # Of the largest mark of that area, a triangle, from its middle to the line's usual end.
    return 0.65 * sqrt(_area(graph, person))


def _alt(graph, title, groups, attribute, layer):
    ties = graph.number_of_edges()
    asked = sorted(graph.in_degree, key=lambda pair: (-pair[1], str(pair[0])))
    top = [
        f"{_label(graph, p)} ({graph.nodes[p][attribute]}, asked by {number(many)})" for p, many in asked[:3] if many
    ]
    silent = sum(not many for _, many in asked)
    alone = [_label(graph, p) for p in graph if not graph.degree(p)]
    alt = (
        f"{title}. Map of {counted(len(graph), 'person')} and {counted(ties, 'tie')} of {layer}, "
        f"an arrow from each who asks to each who is asked, and a larger mark for those asked by more. "
        f"Most asked: {listed(top)}. Asked by nobody: {number(silent)}."
    )
    open_groups = [group for group, filled in groups.items() if not filled]
    if ties and open_groups:
        to_open = sum(graph.nodes[v][attribute] in open_groups for _, v in graph.edges)
        alt += f" {number(100 * to_open / ties)}% of the ties go to people with open marks ({listed(open_groups)})."
    return alt + (f" Without any tie: {listed(alone)}." if alone else " Everyone has a tie.")


def _table(graph, groups, attribute):
    order = list(groups)
    people = sorted(graph, key=lambda p: (order.index(graph.nodes[p][attribute]), -graph.in_degree(p), str(p)))
    rows = tuple(
        (
            _label(graph, p),
            graph.nodes[p][attribute],
            graph.in_degree(p),
            listed(sorted(_label(graph, q) for q in graph.successors(p))) if graph.out_degree(p) else "nobody",
        )
        for p in people
    )
    return Table(("person", attribute, "asked by (people)", "asks"), rows)


def _arrows(graph, positions):
    """Return the lines from mark to mark and, where each ends, a head with the angle it points at."""
    lines, heads = [], []
    for u, v in graph.edges:
        (x, y), (x2, y2) = positions[u], positions[v]
        dx, dy = (x2 - x) * UNIT, (y2 - y) * UNIT
        length = sqrt(dx * dx + dy * dy)
        if not length:
            continue
        mark = (_radius(graph, u) + 1) / length
        head = (_radius(graph, v) + 4) / length
        if mark + head >= 1:
            mark = head = 0.5
        start = (round(x + (x2 - x) * mark, 4), round(y + (y2 - y) * mark, 4))
        end = (round(x2 - (x2 - x) * head, 4), round(y2 - (y2 - y) * head, 4))
        # A returned tie is one line with two heads: drawn twice it would look like a stronger tie.
        if not graph.has_edge(v, u) or str(u) < str(v):
            lines.append({"x": start[0], "y": start[1], "x2": end[0], "y2": end[1]})
        # Vega's triangle points up and turns clockwise; the vertical scale points up.
        heads.append({"x": end[0], "y": end[1], "angle": round(degrees(atan2(dx, dy)), 1)})
    return lines, heads


def _spec(alt, groups, people, lines, heads):
    styles = dict(zip(groups, theme.SERIES, strict=False))
    names = list(groups)
    colours = [styles[g]["colour"] for g in names]
    shared = {"field": "group", "type": "nominal", "title": None, "legend": {"columns": 3}}
    domain = {"domain": [-MARGIN, 1 + MARGIN], "nice": False, "zero": False}
    x = {"field": "x", "type": "quantitative", "scale": domain, "axis": None}
    y = {"field": "y", "type": "quantitative", "scale": domain, "axis": None}
    label = {"type": "text", "fontSize": 13}
    encoding = {"x": x, "y": y | {"field": "below"}, "text": {"field": "name"}}
    return theme.chart(
        alt,
        width=SIDE,
        height=SIDE,
        autosize="pad",
        layer=[
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "color": theme.TIE, "strokeWidth": 0.9},
                "encoding": {"x": x, "y": y, "x2": {"field": "x2"}, "y2": {"field": "y2"}},
            },
            {
                "data": {"values": heads},
                "mark": {"type": "point", "shape": "triangle", "filled": True, "size": 42, "color": theme.QUIET},
                "encoding": {
                    "x": x,
                    "y": y,
                    "angle": {"field": "angle", "type": "quantitative", "scale": None},
                },
            },
            {
                "data": {"values": people},
                "mark": {"type": "point", "strokeWidth": 2, "opacity": 1},
                "encoding": {
                    "x": x,
                    "y": y,
                    "size": {"field": "area", "type": "quantitative", "scale": None},
                    "shape": shared | {"scale": {"domain": names, "range": [styles[g]["shape"] for g in names]}},
                    "stroke": shared | {"scale": {"domain": names, "range": colours}},
                    "fill": shared
                    | {
                        "scale": {
                            "domain": names,
                            "range": [c if groups[g] else theme.PAPER for g, c in zip(names, colours, strict=True)],
                        }
                    },
                },
            },
            # White letters, thickly outlined, under the dark ones keep a name readable on a line.
            {
                "data": {"values": people},
                "mark": label | {"color": theme.PAPER, "stroke": theme.PAPER, "strokeWidth": 4},
                "encoding": encoding,
            },
            {"data": {"values": people}, "mark": label, "encoding": encoding},
        ],
    )
