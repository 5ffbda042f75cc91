"""Figures as data: what they say in words, their numbers as a table, and a Vega-Lite specification."""

from leadership_lab.figures.charts import bar_chart, chance_chart, count_chart, dot_plot, scatter_plot
from leadership_lab.figures.figure import Figure, Table
from leadership_lab.figures.maps import network_map

__all__ = [
    "Figure",
    "Table",
    "bar_chart",
    "chance_chart",
    "count_chart",
    "dot_plot",
    "network_map",
    "scatter_plot",
]
