"""Figures that arrive as data: one picture, its words, its table; the same bytes from every process."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import types
from xml.etree import ElementTree

import nbformat
import pytest
from bookcraft.figures import FIGURE, setup_figures, to_svg
from bookcraft.math import setup_math
from bookcraft.nodes import setup_nodes
from bs4 import BeautifulSoup

from tests.bookcraft.building import Book

SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "width": 200,
    "height": 100,
    "data": {"values": [{"who": "Sian", "asked": 3}, {"who": "Tom", "asked": 11}]},
    "mark": {"type": "bar", "clip": True},
    "encoding": {
        "x": {"field": "asked", "type": "quantitative"},
        "y": {"field": "who", "type": "nominal"},
        "color": {"field": "asked", "type": "quantitative"},
    },
}
ALT = "Two bars: Tom is asked by eleven colleagues, Sian by three."
BUNDLE = {
    "title": "Who is asked?",
    "alt": ALT,
    "table": {"columns": ["who", "asked"], "rows": [["Sian", 3], ["Tom", 11], ["Ann", None]]},
    "spec": SPEC,
}
BUILDERS = ["html", "dirhtml", "singlehtml", "epub", "text", "man", "latex", "xml"]


def notebook(*bundles, **beside):
    outputs = [
        nbformat.v4.new_output("display_data", {FIGURE: bundle, "text/plain": "Figure()", **beside})
        for bundle in bundles
    ]
    cell = nbformat.v4.new_code_cell("figure", outputs=outputs, execution_count=1)
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cells = [nbformat.v4.new_markdown_cell("# Page"), cell]
    for number, each in enumerate(cells):
        each["id"] = f"cell-{number}"
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=metadata))


def book_with(folder, *bundles, **beside):
    # A notebook that has its results already: what is tested is what becomes of them.
    alone = {"extensions": EXTENSIONS, "bibtex_bibfiles": None, "bibtex_reference_style": None}
    return Book(folder, {"page.ipynb": notebook(*bundles, **beside)}, **alone)


EXTENSIONS = ["myst_nb", "bookcraft.nodes_and_figures"]


@pytest.fixture(scope="module", autouse=True)
def _figures_alone():
    """An extension of the two rooms that figures need; the others refuse a notebook that has not been run."""
    module = types.ModuleType("bookcraft.nodes_and_figures")
    module.setup = lambda app: [room(app) for room in (setup_nodes, setup_figures, setup_math)] and {}
    sys.modules[module.__name__] = module
    yield
    del sys.modules[module.__name__]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    book = book_with(tmp_path_factory.mktemp("figures"), BUNDLE, **{"application/vnd.vegalite.v5+json": SPEC})
    return {builder: book.build(builder) for builder in BUILDERS}


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_form_warns(built, builder):
    assert [told for told in built[builder].warnings if "a suitable image for" not in told.message] == []


@pytest.mark.parametrize(("builder", "file"), [("html", "page.html"), ("dirhtml", "page/index.html")])
def test_on_the_web_the_picture_is_in_the_page_with_words_and_table(built, builder, file):
    page = BeautifulSoup(built[builder].text(file), "html.parser")
    (figure,) = page.select("figure.chart")
    svg = figure.select_one("svg")
    assert svg["role"] == "img" and svg["aria-label"] == ALT
    assert float(svg["width"]) > 200 and float(svg["height"]) > 100
    assert figure.select_one("figcaption").get_text() == "Who is asked?"
    rows = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in figure.select("details tr")]
    assert rows == [["who", "asked"], ["Sian", "3"], ["Tom", "11"], ["Ann", ""]]
    # The Vega-Lite copy for Jupyter, and the words for a terminal, are not shown beside it.
    assert "Figure()" not in page.get_text() and len(page.select("svg")) == 1


@pytest.mark.parametrize(
    ("builder", "file", "alternative"),
    [("singlehtml", "index.html", f'alt="{ALT}"'), ("epub", "page.xhtml", f'alt="{ALT}"'), ("xml", "page.xml", ALT)],
)
def test_elsewhere_it_is_an_image_with_its_words(built, builder, file, alternative):
    assert alternative in built[builder].text(file)


@pytest.mark.parametrize(("builder", "file"), [("text", "page.txt"), ("man", "abook.1")])
def test_in_plain_text_it_is_its_words_and_its_table(built, builder, file):
    text = built[builder].text(file).replace("\\-", "-")
    assert all(word in text for word in (*ALT.split(), "Sian", "11"))


def test_no_picture_is_described_by_its_file_name(built):
    for builder in BUILDERS:
        for name, content in built[builder].files().items():
            if name.endswith((".html", ".xhtml", ".xml")):
                described = re.findall(rb'(?:alt|aria-label)="([^"]*)"', content)
                assert not [words for words in described if re.search(rb"\.(?:svg|png|jpe?g)$", words)]


def test_a_figure_without_alternative_text_is_told(tmp_path):
    built = book_with(tmp_path, {**BUNDLE, "alt": " "}).build()
    assert any("a figure without an alternative text; say what it shows" in told.message for told in built.warnings)


@pytest.mark.parametrize("broken", [{**BUNDLE, "spec": {"mark": "nonsense"}}, {"alt": ALT}, {**BUNDLE, "spec": None}])
def test_a_figure_that_cannot_be_drawn_is_told(tmp_path, broken):
    built = book_with(tmp_path, broken).build()
    assert any("this figure cannot be drawn" in told.message for told in built.warnings)


# The picture ------------------------------------------------------------------------------------------------


def test_ids_come_from_what_is_drawn():
    drawn = to_svg(SPEC)
    ids = re.findall(r'\bid="([^"]+)"', drawn)
    assert ids and all(re.fullmatch(r"figure-[0-9a-f]{10}-\d+", id_) for id_ in ids)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", drawn)) <= set(ids)
    other = to_svg({**SPEC, "width": 300})
    assert not set(ids) & set(re.findall(r'\bid="([^"]+)"', other))


def test_two_processes_draw_the_same_bytes():
    script = (
        "import json, sys; from bookcraft.figures import to_svg; spec = json.loads(sys.argv[1]);"
        # The second process has drawn before, so that the converter's own numbers are further on.
        "[to_svg({**spec, 'width': n}) for n in range(int(sys.argv[2]))]; sys.stdout.write(to_svg(spec))"
    )
    one, two = (
        subprocess.run([sys.executable, "-c", script, json.dumps(SPEC), n], capture_output=True, check=True).stdout
        for n in ("0", "3")
    )
    assert one == two and one.decode() == to_svg(SPEC)


def test_nothing_in_a_picture_is_styled_or_speaks_for_itself():
    root = ElementTree.fromstring(to_svg(SPEC))
    for node in root.iter():
        assert node.tag.rpartition("}")[2] not in ("style", "script", "image", "foreignObject")
        assert not [
            name for name in node.attrib if name in ("style", "class", "role") or name.startswith(("aria-", "on"))
        ]


def test_a_specification_that_is_none_is_refused():
    with pytest.raises(ValueError):
        to_svg({"mark": "nonsense"})
