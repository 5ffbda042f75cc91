"""Figures as data: text that says what is shown, a table with the numbers, a specification that draws."""

import json
import re

import networkx as nx
import pytest
from leadership_lab.figures import (
    Figure,
    Table,
    bar_chart,
    chance_chart,
    count_chart,
    dot_plot,
    matrix_chart,
    network_map,
    panel_plot,
    scatter_plot,
    split_bar_chart,
    theme,
)
from leadership_lab.figures.figure import MIME, VEGA_LITE_MIME
from leadership_lab.figures.words import counted, listed, number
from leadership_lab.schools import primary_school


def small_network():
    graph = nx.DiGraph([("Ann", "Bo"), ("Cy", "Bo"), ("Bo", "Ann")])
    graph.add_node("Di")
    nx.set_node_attributes(graph, {"Ann": "head", "Bo": "teacher", "Cy": "teacher", "Di": "teacher"}, "post")
    return graph


def all_figures():
    school = primary_school()
    graph = school.network("general", "spring")
    asked = [count for _, count in graph.in_degree]
    return {
        "map": network_map(graph, title="Who asks whom", groups=school.posts),
        "small map": network_map(small_network(), title="Four", groups={"head": True, "teacher": False}),
        "bars": bar_chart([("A", 3), ("B", 5)], title="Two", category="post", value="ties"),
        "counts": count_chart(asked, title="Asked", of="staff", value="colleagues who ask"),
        "scatter": scatter_plot(
            [("1", 10, 0.4, "real"), ("2", 20, 0.2, "real"), ("Ours", 45, 0.1, "ours")],
            title="Size",
            name="school",
            x="staff",
            y="density",
        ),
        "dots": dot_plot(
            [("A", 0.4, 0.3), ("B", 0.5, None), ("C", 0.2, 0.6)],
            title="Two series",
            category="team",
            series=("reciprocity", "chance"),
            value="share of ties returned",
            lines=[(0.3, "a third")],
        ),
        "one series": dot_plot(
            [("A", 8.5), ("B", 9)],
            title="One series",
            category="team",
            series=("needed",),
            value="people",
            from_zero=False,
            whole_lines=True,
        ),
        "chance": chance_chart([0.1, 0.1, 0.2], 0.4, title="Chance", value="centralisation", of="ours"),
        "many values of chance": chance_chart(
            [i / 97 for i in range(97)], 0.4, title="Chance", value="centralisation", of="ours"
        ),
        "matrix": matrix_chart(
            [
                ("budget", {"governors": ("decides", "answers"), "head": ("answers",)}),
                ("homework", {"head": ("decides",), "teacher": ("proposes", "answers")}),
            ],
            title="Who decides",
            row="decision",
            columns=("governors", "head", "teacher"),
            letters={"proposes": "P", "decides": "D", "answers": "A"},
            pair=("decides", "answers"),
        ),
        "split bars": split_bar_chart(
            [("head", 4, 2, 3), ("assistant", 0, 0, 2), ("family", 0, 0, 0)],
            title="Who answers",
            category="post",
            parts=("both", "decides", "answers"),
            value="decisions",
        ),
        "panels": panel_plot(
            [("A", "r", 0.3, "heads"), ("B", "r", 0.1, "all"), ("C", "per cent", 27, "all")],
            title="Effects",
            category="study",
            panel="unit",
            value="value",
            notes=("measured",),
            tops={"r": 1},
        ),
    }


FIGURES = all_figures()


# The specification is Vega-Lite 5; the build draws it with whatever version is newest.
@pytest.mark.parametrize("version", ["5.21", None])
@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_draws(name, version):
    vl_convert = pytest.importorskip("vl_convert")
    svg = vl_convert.vegalite_to_svg(FIGURES[name].spec, vl_version=version, show_warnings=True)
    assert svg.startswith("<svg") and "NaN" not in svg and "undefined" not in svg


@pytest.mark.parametrize("name", FIGURES)
def test_the_text_says_numbers_and_more_than_the_title(name):
    figure = FIGURES[name]
    assert figure.alt.startswith(figure.title)
    beyond = figure.alt.removeprefix(figure.title)
    assert len(re.findall(r"\d+", beyond)) >= 3
    assert beyond.endswith(".") and "  " not in beyond and ".." not in beyond


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_plain_data_and_the_same_each_time(name):
    once = json.dumps(FIGURES[name].bundle(), sort_keys=True, allow_nan=False)
    again = json.dumps(all_figures()[name].bundle(), sort_keys=True, allow_nan=False)
    assert once == again


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_is_told_by_a_tooltip_or_fetched(name):
    text = json.dumps(FIGURES[name].spec)
    assert "tooltip" not in text and '"url"' not in text and "href" not in text


@pytest.mark.parametrize("name", FIGURES)
def test_letters_can_be_read(name):
    sizes = [int(size) for size in re.findall(r'"\w*[fF]ontSize": (\d+)', json.dumps(FIGURES[name].spec))]
    assert sizes and min(sizes) >= 12


def test_the_bundle_has_our_form_the_one_jupyterlab_draws_and_the_text():
    figure = FIGURES["bars"]
    bundle = figure._repr_mimebundle_()
    assert set(bundle) == {MIME, VEGA_LITE_MIME, "text/plain"}
    assert bundle["text/plain"] == figure.alt
    assert set(bundle[MIME]) == {"title", "alt", "table", "spec"}
    assert bundle[MIME]["table"] == {"columns": ["post", "ties"], "rows": [["A", 3], ["B", 5]]}
    assert bundle[VEGA_LITE_MIME]["$schema"].endswith("/vega-lite/v5.json")


def test_a_table_refuses_a_ragged_row():
    with pytest.raises(ValueError, match="2 values for 1 columns"):
        Table(("only",), ((1, 2),))


def test_a_figure_cannot_be_changed():
    with pytest.raises(AttributeError):
        FIGURES["bars"].alt = "other"
    assert isinstance(FIGURES["bars"], Figure)


def contrast(colour, other="#ffffff"):
    def luminance(hexadecimal):
        parts = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(colour), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mark", [style["colour"] for style in theme.SERIES] + [theme.TIE, theme.QUIET])
def test_marks_stand_out_from_the_paper(mark):
    assert contrast(mark, theme.PAPER) >= 3


@pytest.mark.parametrize("text", [theme.INK, theme.ORANGE])
def test_text_stands_out_from_the_paper(text):
    assert contrast(text, theme.PAPER) >= 4.5


def test_no_two_groups_differ_by_colour_alone():
    shapes = [style["shape"] for style in theme.SERIES]
    assert len(set(shapes)) == len(shapes)


def test_a_map_says_who_is_asked_most_and_who_has_no_tie():
    alt = FIGURES["small map"].alt
    assert "4 people and 3 ties" in alt
    assert "Bo (teacher, asked by 2) and Ann (head, asked by 1)" in alt
    assert "Asked by nobody: 2." in alt
    assert "66.7% of the ties go to people with open marks (teacher)" in alt
    assert "Without any tie: Di." in alt


def test_the_maps_table_holds_every_tie():
    table = FIGURES["small map"].table
    assert table.columns == ("person", "post", "asked by (people)", "asks")
    assert table.rows == (
        ("Ann", "head", 1, "Bo"),
        ("Bo", "teacher", 2, "Ann"),
        ("Cy", "teacher", 0, "Bo"),
        ("Di", "teacher", 0, "nobody"),
    )


def test_a_returned_tie_is_one_line_with_two_heads():
    lines, heads, *_ = FIGURES["small map"].spec["layer"]
    assert len(lines["data"]["values"]) == 2
    assert len(heads["data"]["values"]) == 3


def test_arrows_point_at_who_is_asked():
    graph = nx.DiGraph(
        [("A", "B")],
    )
    nx.set_node_attributes(graph, "staff", "post")
    places = {"A": (0.1, 0.5), "B": (0.9, 0.5)}
    figure = network_map(graph, title="Two", groups={"staff": True}, positions=places)
    line, head = (layer["data"]["values"][0] for layer in figure.spec["layer"][:2])
    assert 0.1 < line["x"] < line["x2"] < 0.9
    assert head["x"] == line["x2"] and head["angle"] == 90


def test_a_map_refuses_someone_in_no_group():
    with pytest.raises(ValueError, match="'Ann' has post 'head', which is not among teacher"):
        network_map(small_network(), title="Four", groups={"teacher": True})


def test_more_groups_than_marks_are_refused():
    with pytest.raises(ValueError, match="7 groups"):
        network_map(nx.DiGraph(), title="None", groups=dict.fromkeys("abcdefg", True))
    with pytest.raises(ValueError, match="7 groups"):
        dot_plot([("A", *range(7))], title="T", category="team", series="abcdefg", value="v")


def test_bars_name_the_longest_and_the_shortest():
    assert "for 2 posts: the longest is B with 5, the shortest A with 3; their mean is 4." in FIGURES["bars"].alt


def test_a_bar_below_nothing_is_refused():
    with pytest.raises(ValueError, match="'B' has -1"):
        bar_chart([("A", 1), ("B", -1)], title="T", category="post", value="ties")


def test_counts_include_those_that_nobody_has():
    figure = count_chart([0, 0, 3], title="T", of="staff", value="colleagues who ask")
    assert figure.table.rows == ((0, 2), (1, 0), (2, 0), (3, 1))
    assert "2 have none, the middle one has 0, the mean is 1, and the largest count is 3, reached by 1" in figure.alt


def test_points_are_compared_half_with_half():
    assert "on average 0.4 in the half with less staff and 0.2 in the half with more" in FIGURES["scatter"].alt
    assert "Ours at staff 45 and density 0.1" in FIGURES["scatter"].alt


def test_dots_say_where_the_first_series_is_below_the_second_and_below_a_line():
    alt = FIGURES["dots"].alt
    assert "for 3 teams: reciprocity from 0.2 (C) to 0.5 (B)" in alt
    assert "Reciprocity is above chance for 1 of 2, equal for 0 and below for 1 (C)." in alt
    assert "Each, reciprocity first: A 0.4 and 0.3; C 0.2 and 0.6." in alt
    assert "A third, a line at 0.3: 1 of 3 lie below it." in alt


def test_dots_that_should_be_whole_say_which_are_not():
    rows = [("A", 9.002), ("B", 8.504), ("C", 3.991)]
    figure = dot_plot(rows, title="T", category="team", series=("needed",), value="people", whole_lines=True)
    assert "Furthest from a whole number: B at 8.504, 0.496 off; C at 3.991, 0.009 off." in figure.alt
    assert figure.alt.endswith("All others are within 0.002 of one.")


def test_chance_says_how_many_draws_lie_below():
    figure = FIGURES["chance"]
    assert "A line marks ours at 0.4, above 3 of the 3." in figure.alt
    assert figure.table.rows == ((0.1, 2), (0.2, 1))


def test_what_chance_draws_has_a_name():
    figure = chance_chart([1, 1, 2], 3, title="T", value="gain", of="ours", draw="trial")
    assert "Columns for 3 trials by gain" in figure.alt
    assert figure.table.columns == ("gain", "trials")


def test_many_values_of_chance_are_gathered_and_none_is_lost():
    rows = FIGURES["many values of chance"].table.rows
    assert len(rows) == 20 and sum(many for _, many in rows) == 97


def test_a_matrix_says_how_often_both_parts_meet_and_shows_them_without_colour():
    figure = FIGURES["matrix"]
    assert "governors 1, 1, both 1; head 1, 1, both 0; teacher 0, 1, both 0." in figure.alt
    assert figure.table.rows[1] == ("homework", "–", "decides", "proposes, answers")
    cells = {(cell["row"], cell["column"]): cell for cell in figure.spec["data"]["values"]}
    assert cells["homework", "teacher"]["letters"] == "P A"
    looks = [cells[place] for place in (("budget", "governors"), ("homework", "head"), ("homework", "teacher"))]
    assert len({look["fill"] for look in looks}) == 3
    for look in looks:
        assert contrast(look["ink"], look["fill"]) >= 4.5
        assert contrast(look["edge"]) >= 3


def test_a_matrix_refuses_what_has_no_column_or_letter():
    matrix = {"title": "T", "row": "r", "columns": ("a",), "letters": {"x": "X", "y": "Y"}, "pair": ("x", "y")}
    with pytest.raises(ValueError, match="'one' has a column 'b', which is not among a"):
        matrix_chart([("one", {"b": ("x",)})], **matrix)
    with pytest.raises(ValueError, match="'one', 'a': no letter for 'z'"):
        matrix_chart([("one", {"a": ("z",)})], **matrix)


def test_split_bars_say_all_and_begin_where_the_last_piece_ends():
    figure = FIGURES["split bars"]
    assert "both, decides and answers, in this order: head 4, 2, 3; assistant 0, 0, 2; family 0, 0, 0." in figure.alt
    pieces = [(p["name"], p["from"], p["to"]) for p in figure.spec["data"]["values"]]
    assert pieces == [("head", 0, 4), ("head", 4, 6), ("head", 6, 9), ("assistant", 0, 2)]
    with pytest.raises(ValueError, match="all bars are empty"):
        split_bar_chart([("A", 0, 0, 0)], title="T", category="c", parts=("a", "b", "c"), value="v")


def test_panels_have_scales_of_their_own_from_nothing():
    figure = FIGURES["panels"]
    tops = [panel["layer"][0]["encoding"]["x"]["scale"]["domain"] for panel in figure.spec["vconcat"]]
    assert tops == [[0, 1], [0, pytest.approx(1.2 * 27)]]
    assert "in 2 panels, one a unit, each with its own scale from 0" in figure.alt
    assert "r: A 0.3, B 0.1; per cent: C 27." in figure.alt
    assert figure.table.columns == ("study", "unit", "value", "measured")
    with pytest.raises(ValueError, match="'A' has 1.2, beyond the end of the scale at 1"):
        panel_plot([("A", "r", 1.2)], title="T", category="s", panel="u", value="v", tops={"r": 1})


@pytest.mark.parametrize(
    "draw",
    [
        lambda: matrix_chart([], title="T", row="r", columns=("a",), letters={}, pair=("a", "b")),
        lambda: split_bar_chart([], title="T", category="c", parts=("a", "b", "c"), value="v"),
        lambda: panel_plot([], title="T", category="study", panel="unit", value="v"),
        lambda: bar_chart([], title="T", category="post", value="ties"),
        lambda: count_chart([], title="T", of="staff", value="ties"),
        lambda: scatter_plot([], title="T", name="school", x="staff", y="density"),
        lambda: dot_plot([], title="T", category="team", series=("a",), value="v"),
        lambda: chance_chart([], 1, title="T", value="v", of="ours"),
    ],
)
def test_a_chart_of_nothing_is_refused(draw):
    with pytest.raises(ValueError, match="needs one"):
        draw()


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (3.0, "3"), (1240, "1,240"), (0.09042, "0.0904"), (12.34, "12.3"), (0.5, "0.5"), (-0.785, "-0.785")]
    + [(1234.5, "1,234"), (0.9996, "1"), (9.996, "10")],
)
def test_numbers_in_a_sentence(value, said):
    assert number(value) == said


def test_lists_and_counts_in_a_sentence():
    assert [listed(items) for items in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "none",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert (counted(1, "tie"), counted(2, "person"), counted(0, "bar")) == ("1 tie", "2 people", "0 bars")
