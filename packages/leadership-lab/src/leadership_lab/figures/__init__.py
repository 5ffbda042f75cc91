"""Figures as data: what they say in words, their numbers as a table, and a Vega-Lite specification."""

from leadership_lab.figures.charts import bar_chart, chance_chart, count_chart, dot_plot, scatter_plot
from leadership_lab.figures.figure import Figure, Table
from leadership_lab.figures.maps import network_map
from leadership_lab.figures.matrices import matrix_chart, split_bar_chart
from leadership_lab.figures.panels import panel_plot

__all__ = [
    "Figure",
    "Table",
    "bar_chart",
    "chance_chart",
    "count_chart",
    "dot_plot",
    "matrix_chart",
    "network_map",
    "panel_plot",
    "scatter_plot",
    "split_bar_chart",
]
