"""Positions for the people of a network map, in pure Python.

Every layout of networkx needs numpy, which does not start in the page.
"""

from math import sqrt
from random import Random

import networkx as nx

STEPS = 300
DIGITS = 4
# The part of the height that is kept free for people without ties.
SHELF = 0.12
# How strongly a tie pulls, against people's push of 1 over their distance.
PULL = 3.0


def force_layout(graph, seed, apart=0.8):
    """Place the nodes of a graph so that tied people lie near each other and nobody lies on anybody.

    Ties pull and people push, with a weak pull to the centre that keeps separate parts on the page; then
    people who lie too close are moved apart. People without ties stand in a row at the bottom.

    graph: networkx graph; a tie counts in either direction, and twice when returned.
    seed: int; the same graph, in the same order, and the same seed give the same positions.
    apart: float, the least distance between two tied people in units of 1 / sqrt(n), the spacing of n people
        on a grid; above 1 they cannot all have it.
    Returns: dict of node to (x, y), floats from 0 to 1 rounded to four digits, in the graph's order.
    Source: Fruchterman and Reingold 1991, Software: Practice and Experience 21(11), whose forces these are
        but for the pull of a tie, which grows with its length and not with its square: groups show better.
    """
    # Nothing but + - * / and sqrt, which IEEE 754 rounds alike everywhere: hundreds of steps would turn a
    # last digit of exp or hypot into another picture on another machine.
    alone = [person for person in graph if not any(other != person for other in nx.all_neighbors(graph, person))]
    people = [person for person in graph if person not in set(alone)]
    places = {person: ((i + 0.5) / len(alone), 0.0) for i, person in enumerate(alone)}
    floor = SHELF if alone and people else 0.0
    for person, (x, y) in _tied(graph, people, seed, apart).items():
        places[person] = (x, floor + (1 - floor) * y)
    return {person: (round(places[person][0], DIGITS), round(places[person][1], DIGITS)) for person in graph}


def _tied(graph, people, seed, apart):
    """Place people who have ties in the unit square."""
    random = Random(seed)
    x = [random.random() for _ in people]
    y = [random.random() for _ in people]
    number = {person: i for i, person in enumerate(people)}
    ties = [(number[u], number[v]) for u, v in graph.edges if u != v]
    if people:
        spacing = 1 / sqrt(len(people))
        for step in range(STEPS):
            _move(x, y, ties, spacing, reach=0.1 * (1 - step / STEPS))
        _fit(x, y)
        for _ in range(STEPS):
            if not _spread(x, y, apart * spacing):
                break
            _keep_inside(x, y)
    return {person: (x[i], y[i]) for person, i in number.items()}


def _move(x, y, ties, spacing, reach):
    """Move everyone once along the forces on them, by `reach` at most."""
    n = len(x)
    push = spacing * spacing
    force_x, force_y = [0.0] * n, [0.0] * n
    for i in range(n):
        for j in range(i):
            dx, dy = x[i] - x[j], y[i] - y[j]
            # Two people on one spot push each other nowhere; the least distance gives them a direction.
            strength = push / max(dx * dx + dy * dy, 1e-9)
            force_x[i] += dx * strength
            force_y[i] += dy * strength
            force_x[j] -= dx * strength
            force_y[j] -= dy * strength
    for i, j in ties:
        dx, dy = x[i] - x[j], y[i] - y[j]
        force_x[i] -= dx * PULL
        force_y[i] -= dy * PULL
        force_x[j] += dx * PULL
        force_y[j] += dy * PULL
    for i in range(n):
        force_x[i] += 0.5 * (0.5 - x[i])
        force_y[i] += 0.5 * (0.5 - y[i])
        length = sqrt(force_x[i] * force_x[i] + force_y[i] * force_y[i])
        if length > 0:
            scale = min(length, reach) / length
            x[i] += force_x[i] * scale
            y[i] += force_y[i] * scale


def _fit(x, y):
    """Stretch the positions to fill the unit square, each direction by itself."""
    for values in (x, y):
        low, high = min(values), max(values)
        span = high - low
        for i, value in enumerate(values):
            values[i] = (value - low) / span if span > 0 else 0.5


def _spread(x, y, least):
    """Move each pair that lies closer than `least` half-way apart; return whether there was one."""
    moved = False
    for i in range(len(x)):
        for j in range(i):
            dx, dy = x[i] - x[j], y[i] - y[j]
            distance = sqrt(dx * dx + dy * dy)
            if distance < least * 0.999:
                moved = True
                if distance == 0:
                    dx, dy, distance = 1e-6 * (i + 1), 1e-6 * (j + 1), 1e-6 * sqrt((i + 1) ** 2 + (j + 1) ** 2)
                shift = 0.5 * (least - distance) / distance
                x[i] += dx * shift
                y[i] += dy * shift
                x[j] -= dx * shift
                y[j] -= dy * shift
    return moved


def _keep_inside(x, y):
    for values in (x, y):
        for i, value in enumerate(values):
            values[i] = min(max(value, 0.0), 1.0)
