"""How all figures look: one configuration and one set of marks.

The colours are from Okabe and Ito's palette and Tol's, told apart with any colour vision, and darkened to at
least 3:1 on white for marks and 4.5:1 for text. Shape, fill or place says the same as colour, always.
"""

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
WIDTH = 600

PAPER = "#ffffff"
INK = "#1a1a1a"
QUIET = "#595959"
GRID = "#dddddd"
TIE = "#8c8c8c"
BLUE = "#0072b2"
ORANGE = "#b35c00"
GREEN = "#00785a"
PURPLE = "#7a3e9d"
RED = "#c2447e"

# Areas of marks in square pixels.
SMALL = 75
LARGE = 190

# In order of use: the first is told from the second without colour (filled disc, open square, ...).
SERIES = (
    {"colour": BLUE, "shape": "circle", "filled": True},
    {"colour": ORANGE, "shape": "square", "filled": False},
    {"colour": GREEN, "shape": "triangle-up", "filled": True},
    {"colour": PURPLE, "shape": "diamond", "filled": False},
    {"colour": INK, "shape": "cross", "filled": True},
    {"colour": RED, "shape": "triangle-down", "filled": False},
)

CONFIG = {
    "background": PAPER,
    "font": "sans-serif",
    "padding": 8,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
        "domainColor": QUIET,
        "tickColor": QUIET,
        "gridColor": GRID,
        "labelLimit": 260,
        "titlePadding": 10,
    },
    "legend": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
        "labelLimit": 400,
        "orient": "top",
        "direction": "horizontal",
        "symbolSize": 130,
        "columnPadding": 14,
    },
    "text": {"fontSize": 13, "color": INK},
}


def chart(alt, **parts):
    """Return a Vega-Lite specification of the house: schema, description, size, configuration, and the parts.

    The title is not in the picture: whoever shows the figure sets it as text beside it.
    """
    return {
        "$schema": SCHEMA,
        "description": alt,
        "width": WIDTH,
        "autosize": {"type": "fit", "contains": "padding"},
        "config": CONFIG,
        **parts,
    }
