"""The theme on small books: markup without inline styles, files on an allow-list, contents with numbers and parts."""

import re
import textwrap
from io import StringIO
from pathlib import Path

import pytest
from bookcraft.theme import assets, markup
from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace

from tools.steps import ROOT

TOKENS = ROOT / "web" / "page" / "tokens.css"


class Book:
    """A book built from texts. pages: {name: parsed page}; warnings: what Sphinx said."""

    def __init__(self, folder: Path, texts: dict[str, str], *, extension: str = "", **config) -> None:
        source = folder / "source"
        for name, text in texts.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text).strip() + "\n", encoding="utf-8")
        (source / "conf.py").write_text(extension, encoding="utf-8")
        settings = {
            "extensions": ["myst_parser", "bookcraft.theme"],
            "html_theme": "bookcraft",
            "myst_enable_extensions": ["colon_fence", "deflist", "attrs_inline"],
            "html_title": "A small book",
            "suppress_warnings": ["config.cache"],
            # Sphinx enters the kinds of files into its own default, which the next application would inherit.
            "source_suffix": {".rst": "restructuredtext"},
        } | config
        said = StringIO()
        with docutils_namespace():
            app = Sphinx(
                source,
                source,
                folder / "html",
                folder / "trees",
                "html",
                settings,
                status=None,
                warning=said,
                freshenv=True,
            )
            app.build()
        self.folder = folder / "html"
        self.warnings = said.getvalue()
        self.pages = {
            path.relative_to(self.folder).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser")
            for path in self.folder.rglob("*.html")
        }

    def __getitem__(self, name: str) -> BeautifulSoup:
        return self.pages[name]


@pytest.fixture(scope="module", autouse=True)
def built_assets():
    if not assets.MANIFEST.exists():
        pytest.fail("the assets are not built; run: python make.py assets")


@pytest.fixture
def book(tmp_path):
    def build(text_or_texts, **options):
        texts = {"index.md": text_or_texts} if isinstance(text_or_texts, str) else text_or_texts
        return Book(tmp_path, texts, **options)

    return build


def main(page):
    return page.find("main")


# --- what is written instead of styles ---


CONSTRUCTS = """
    # A page

    ## With a heading

    Text.[^1]

    [^1]: A note.

    :::{list-table} Given widths
    :header-rows: 1
    :stub-columns: 1
    :widths: 20 50 30
    :width: 80%

    * - A
      - B
      - C
    * - one
      - two
      - three
    :::

    | Left | Right |
    |:-----|------:|
    | a    |     1 |

    ![Three circles](circles.svg){width="50%"}
    ![Three circles](circles.svg){width="120px" height="4em"}
    ![Three circles](circles.svg)

    :::{figure} circles.svg
    :alt: Three circles
    :figwidth: 60%
    :width: 40%

    A caption
    :::

    :::{note}
    :class: dropdown

    Inside.
    :::

    :::{admonition} A title of its own
    :class: dropdown tip

    Inside.
    :::

    Term
    : Meaning

    ```{code-block} python
    :linenos:
    :emphasize-lines: 1
    x = 1
    ```

    ```{topic} A topic
    Text.
    ```
"""
CIRCLES = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120" viewBox="0 0 300 120"/>'


@pytest.fixture(scope="module")
def constructs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("constructs")
    return Book(folder, {"index.md": CONSTRUCTS, "circles.svg": CIRCLES})


def test_no_construct_writes_a_style(constructs):
    assert not constructs.warnings
    for name, page in constructs.pages.items():
        assert not page.find_all(style=True) and not page.find_all("style"), name
        assert not [script for script in page.find_all("script") if not script.get("src")], name


def test_widths_become_classes_and_sizes_attributes(constructs):
    page = main(constructs["index.html"])
    half, exact, natural = page.find_all("img")
    assert "width-50" in half["class"] and not half.get("width")
    assert (exact["width"], exact["height"]) == ("120", "72")
    assert (natural["width"], natural["height"]) == ("300", "120"), "the browser keeps the place free"
    assert "width-40" in page.find(class_="drawing")["class"]
    assert "width-60" in page.find("figure")["class"]
    assert "width-80" in page.find("table")["class"]
    assert [col["class"] for col in page.find_all("col")] == [["width-20"], ["width-50"], ["width-30"]]


def test_every_width_that_is_written_is_in_the_style_sheet():
    written = {markup.width_class(share) for share in range(0, 121)}
    defined = set(re.findall(r"\.(width-\d+)", (ROOT / "web" / "page" / "content.css").read_text("utf-8")))
    assert written == defined


@pytest.mark.parametrize(
    ("head", "written", "shown"),
    [
        ('viewBox="0 0 640 528"', {}, ("640", "528")),
        ('viewBox="0 0 640 528"', {"width": "320px"}, ("320", "264")),
        ('viewBox="0 0 640 528"', {"width": "50%"}, ("50%", None)),
        ('width="100" height="50" viewBox="0 0 640 528"', {}, ("100", "50")),
        ("", {}, (None, None)),
    ],
)
def test_a_drawing_keeps_its_place_before_it_arrives(tmp_path, head, written, shown):
    path = tmp_path / "drawing.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {head}/>', encoding="utf-8")
    node = nodes.image(uri="drawing.svg", **written)
    markup.BookTranslator._give_size(node, markup.picture_size(path))
    assert (node.get("width"), node.get("height")) == shown


def test_header_cells_say_what_they_head(constructs):
    given, plain = main(constructs["index.html"]).find_all("table")
    assert [cell["scope"] for cell in given.find_all("th")] == ["col", "col", "col", "row"]
    assert [cell["scope"] for cell in plain.find_all("th")] == ["col", "col"]
    assert all(table.find_parent(class_="table-scroll") for table in (given, plain))


def test_the_link_to_a_heading_stands_beside_it(constructs):
    heading = main(constructs["index.html"]).find("h2")
    assert heading.get_text(strip=True) == "With a heading"
    link = heading.find_next_sibling("a", class_="headerlink")
    assert link["href"] == "#with-a-heading" and "With a heading" in link["aria-label"]


def test_folded_admonitions_need_no_script(constructs):
    note, own = main(constructs["index.html"]).find_all("details")
    assert note.summary.get_text() == "Note" and own.summary.get_text() == "A title of its own"
    assert "Inside." in note.get_text() and not note.find(class_="admonition-title")


def test_a_style_that_cannot_be_kept_is_named_with_its_place(book):
    built = book("# A page\n\n<div style='color: red'>red</div>\n\n<b onclick='x()'>press</b>\n")
    assert built.warnings.count("blocked by the page's security policy") == 2
    assert "style of <div>" in built.warnings and "onclick of <b>" in built.warnings
    assert "index.md" in built.warnings


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img" aria-labelledby="t" class="c">
<title id="t">Other words</title><defs><pattern id="hatch"/></defs><path fill="url(#hatch)" d="M0 0"/>%s</svg>"""
FIGURE = """
:::{figure} drawing.svg
:alt: A square, hatched
:width: 60%

A caption
:::
"""


def test_a_drawing_in_a_figure_stands_in_the_page_with_ids_of_its_own(book):
    page = main(book({"index.md": "# A page\n" + 2 * FIGURE, "drawing.svg": DRAWING % ""})["index.html"])
    assert not page.find_all("img")
    drawings = page.select("figure .drawing > svg")
    assert [drawing["aria-label"] for drawing in drawings] == 2 * ["A square, hatched"]
    assert all({*drawing.parent["class"]} == {"drawing", "width-60"} for drawing in drawings)
    ids = [pattern["id"] for pattern in page.find_all("pattern")]
    assert len(set(ids)) == 2 and [path["fill"] for path in page.find_all("path", fill=True)] == [
        f"url(#{id_})" for id_ in ids
    ]
    assert not page.find("title") and "Other words" not in page.get_text()


@pytest.mark.parametrize(
    "inside",
    [
        "<style>path {}</style>",
        '<path style="fill: red"/>',
        "<script>1</script>",
        '<path onclick="x()"/>',
        '<image href="other.png"/>',
        '<use href="https://example.org/x.svg#a"/>',
        "<!-- " + 24_000 * "x" + " -->",
    ],
)
def test_a_drawing_that_the_policy_or_its_size_keeps_out_stays_a_file(book, inside):
    built = book({"index.md": "# A page\n" + FIGURE, "drawing.svg": DRAWING % inside})
    page = main(built["index.html"])
    assert page.find("img")["alt"] == "A square, hatched" and not page.select(".drawing")
    assert not built.warnings and not page.find_all(style=True)


def test_words_that_only_look_like_a_handler_are_let_through(book):
    built = book("# A page\n\n<svg aria-label='Only one = 1, style = plain'></svg>\n\n<p>javascript: a word</p>\n")
    assert not built.warnings


# --- files ---


NOISY = """
from sphinx.application import Sphinx
def setup(app: Sphinx):
    app.add_js_file(None, body="alert('inline')")
    app.add_js_file("https://cdn.example.org/library.js")
    app.add_js_file("extension.js")
    app.add_css_file("extension.css")
    def late(app, pagename, templatename, context, doctree):
        app.add_js_file("late.js")
        context["metatags"] = context.get("metatags", "")
    app.connect("html-page-context", late)
"""


def addresses(page):
    return [node.get("src") or node.get("href") for node in page.find_all(["script", "link"])]


def test_a_page_loads_what_the_theme_and_the_author_name_and_nothing_else(book):
    built = book(
        {"index.md": "# A page", "_static/mine.css": "p {}", "_static/mine.js": "1"},
        extension=NOISY,
        html_static_path=["_static"],
        html_css_files=["mine.css"],
        html_js_files=["mine.js"],
    )
    loaded = " ".join(addresses(built["index.html"]))
    assert "mine.css" in loaded and "mine.js" in loaded and "bookcraft/page.css" in loaded
    for unwanted in ("extension", "late.js", "cdn.example.org", "basic.css", "pygments", "doctools", "searchtools"):
        assert unwanted not in loaded
    assert "alert(" not in str(built["index.html"])


def test_an_element_is_loaded_only_where_it_is_needed(book, monkeypatch):
    made = assets.manifest() | {
        "elements": {
            "always": {"load": "head", "needs": [], "files": ["boot.js"]},
            "card": {"load": "defer", "needs": ["book-card"], "files": ["page.js"]},
            "quiz": {"load": "defer", "needs": ["quiz"], "files": ["page.css"]},
        }
    }
    monkeypatch.setattr(assets, "manifest", lambda: made)
    built = book(
        {
            "index.md": "# None\n\n```{toctree}\ntag\nclass\nword\n```",
            "tag.md": "# Tag\n\n<book-card>a</book-card>",
            "class.md": "# Class\n\n<p class='big quiz'>a</p>\n\n<p class=\"big quiz\">a</p>",
            "word.md": '# Word\n\nThe word quiz and `book-card` alone, and a <span class="quizzical">word</span>.',
        }
    )
    files = {
        name: {re.sub(r".*/|\?.*", "", address) for address in addresses(page) if "bookcraft/" in address}
        for name, page in built.pages.items()
    }
    assert files["index.html"] - {"favicon.svg"} == {"boot.js"}
    assert files["tag.html"] - {"favicon.svg"} == {"boot.js", "page.js"}
    assert files["class.html"] - {"favicon.svg"} == {"boot.js", "page.css"}
    assert files["word.html"] - {"favicon.svg"} == {"boot.js"}


def test_missing_assets_stop_the_build_and_name_the_command(book, monkeypatch, tmp_path):
    assets.manifest.cache_clear()
    monkeypatch.setattr(assets, "MANIFEST", tmp_path / "none.json")
    try:
        with pytest.raises(ExtensionError, match=r"not built; run: python make\.py assets"):
            book("# A page")
    finally:
        assets.manifest.cache_clear()


def test_sources_stay_out_whatever_the_configuration_says(book):
    built = book("# A page", html_copy_source=True, html_show_sourcelink=True)
    assert not (built.folder / "_sources").exists()
    assert "_sources" not in str(built["index.html"])


def test_another_theme_is_left_alone(book):
    built = book("# A page\n\n## Two", html_theme="basic")
    assert "Content-Security-Policy" not in str(built["index.html"])
    assert built["index.html"].find("h2").find(class_="headerlink")


# --- contents ---


PARTS = {
    "index.md": """
        # The book

        ```{toctree}
        :caption: Ideas
        :numbered:

        one
        two
        ```

        ```{toctree}
        :caption: Practice

        three
        Elsewhere <https://example.org/>
        ```
    """,
    "one.md": "# *First* chapter\n\n## Section\n\n### Deeper\n\n#### Deepest\n",
    "two.md": "# Second chapter\n\n```{toctree}\nbelow\n```\n",
    "below.md": "# Below",
    "three.md": "# Third chapter",
}


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    return Book(tmp_path_factory.mktemp("parts"), PARTS)


def test_the_contents_have_parts_numbers_and_one_current_page(parts):
    for name, title in (("one.html", "First chapter"), ("below.html", "Below"), ("index.html", "The book")):
        contents = parts[name].find(id="contents")
        assert [part.get_text() for part in contents.find_all("p", class_="part")] == ["Ideas", "Practice"]
        current = contents.find_all(attrs={"aria-current": "page"})
        assert len(current) == 1 and title in current[0].get_text()
    links = {a.get_text(" ", strip=True): a["href"] for a in parts["one.html"].find(id="contents").find_all("a")}
    assert links == {
        "The book": "index.html",
        "1 First chapter": "#",
        "2 Second chapter": "two.html",
        "2.1 Below": "below.html",
        "Third chapter": "three.html",
        "Elsewhere": "https://example.org/",
    }


def test_a_page_says_its_part_and_its_sections_two_levels_deep(parts):
    page = parts["one.html"]
    assert page.find(class_="where").p.get_text() == "Ideas"
    sections = [(a["href"], a.get_text(" ", strip=True)) for a in page.find(id="on-page").find_all("a")]
    assert sections == [("#section", "1.1 Section"), ("#deeper", "1.1.1 Deeper")]
    assert parts["three.html"].find(id="on-page") is None, "a page without sections has no list of them"


def test_previous_and_next_follow_the_contents(parts):
    page = parts["two.html"]
    assert page.find("a", rel="prev")["href"] == "one.html" and page.find("a", rel="next")["href"] == "below.html"
    assert "First chapter" in page.find("nav", class_="neighbours").get_text()


def test_ids_are_there_once_on_every_page(constructs, parts):
    for built in (constructs, parts):
        for name, page in built.pages.items():
            ids = [node["id"] for node in page.find_all(id=True)]
            assert len(ids) == len(set(ids)), (name, ids)


def test_the_index_and_the_search_follow_the_same_rules(book):
    built = book("# A page\n\n```{index} single: trust; in schools\n```\n```{index} density\n```\n\nText.\n")
    index = main(built["genindex.html"])
    assert {"density", "trust"} <= {item.get_text().split()[0] for item in index.select(".index-entries > li")}
    assert not built["genindex.html"].find_all(style=True) and not built["search.html"].find_all(style=True)
    order = [
        re.sub(r"\?.*|.*/", "", a) for a in addresses(built["search.html"]) if a and a.split("?")[0].endswith(".js")
    ]
    assert order.index("documentation_options.js") < order.index("search.js") < order.index("searchtools.js")
    assert order[-1] == "searchindex.js"


# --- colours ---


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_is_readable_on_every_ground(scheme):
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS.read_text("utf-8"))
    colours = {name: pair[scheme] for name, *pair in found}
    hues = ["teal", "blue", "ochre", "plum", "brick"]
    grounds = ["paper", "surface", "sunk", "mark", *(f"{hue}-wash" for hue in hues)]
    needed = {(ink, ground): 4.5 for ink in ("ink", "ink-soft", *hues) for ground in grounds}
    needed |= {("on-hue", hue): 4.5 for hue in hues}
    needed |= {("edge", ground): 3 for ground in ("paper", "surface", "sunk")}
    pairs = {pair: (round(contrast(colours[pair[0]], colours[pair[1]]), 2), least) for pair, least in needed.items()}
    assert not {pair: both for pair, both in pairs.items() if both[0] < both[1]}
