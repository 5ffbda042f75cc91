"""The book's own page: a small Sphinx theme, light, private and readable without scripts.

Chosen with `html_theme = "bookcraft"`. Why there is one: docs/decisions/own-page-theme.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from bookcraft.theme import assets, icons, markup, navigation
from bookcraft.theme.policy import PAGE_POLICY

NAME = "bookcraft"
HERE = Path(__file__).parent


def is_ours(app: Sphinx) -> bool:
    """Whether this build writes HTML pages with this theme; an EPUB has a theme of its own."""
    return app.builder.format == "html" and getattr(getattr(app.builder, "theme", None), "name", None) == NAME


def settle(app: Sphinx, config: Config) -> None:
    """Set what this theme does not leave open."""
    if config.html_theme != NAME:
        return
    # Sources hold answers and tutors' notes.
    config.html_copy_source = False
    config.html_show_sourcelink = False
    # A picture that is as wide as it may be needs no link to itself, which is one more stop for the keyboard.
    config.html_scaled_image_link = False
    # Sphinx's templates for an index on many pages have inline styles.
    config.html_split_index = False


def prepare(app: Sphinx) -> None:
    """Stop where the assets are not built, and write the markup that they expect.

    Raises: ExtensionError, naming the command.
    """
    if not is_ours(app):
        return
    assets.manifest()
    # Sphinx 9 makes the folder even where nothing is copied.
    app.builder.copysource = False
    app.set_translator(app.builder.name, markup.BookTranslator, override=True)
    if "myst_nb" in app.extensions:
        from myst_nb.sphinx_ import HideCodeCellNode

        visitors = (markup.visit_hidden_code, markup.depart_hidden_code)
        app.add_node(HideCodeCellNode, override=True, html=visitors)


def add_icons(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if is_ours(app):
        icons.add_icons(doctree)


def fill_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Give the templates what they show: contents, place in the book, files, icons."""
    if not is_ours(app):
        return
    builder = app.builder
    if not hasattr(builder, "bookcraft_contents"):
        builder.bookcraft_contents = navigation.book_contents(builder.env)
    context["policy"] = PAGE_POLICY
    context["icon"] = assets.icon
    context["contents"] = builder.bookcraft_contents
    context["part"] = navigation.part_of(builder.bookcraft_contents, pagename)
    context["page_contents"] = navigation.page_contents(builder.env, pagename)
    context["files"] = assets.page_files(pagename, context.get("body", ""), context["pathto"], context, app.config)


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_html_theme(NAME, str(HERE))
    app.connect("config-inited", settle)
    app.connect("builder-inited", prepare)
    app.connect("doctree-resolved", add_icons, priority=900)
    # After every extension has said what it wants on the page.
    app.connect("html-page-context", fill_page, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
