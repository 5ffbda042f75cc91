"""What Jupyter Book's own set of extensions does that a book of ours must not have.

Jupyter Book 1 loads its extensions whether a book wants them or not. One forbids parallel reading by saying nothing;
others put scripts on every page that fetch from other hosts and that the security policy blocks.
"""

from __future__ import annotations

from sphinx.application import Sphinx

SAFE_IN_PARALLEL = ("sphinx_multitoc_numbering",)
"""sphinx-multitoc-numbering only replaces how sections are numbered, in the main process when all pages are read; its
setup returns no metadata, which Sphinx takes for "not safe"."""

NOT_ON_OUR_PAGES = ("sphinx_thebe", "sphinx_comments", "sphinx_book_theme", "sphinx_copybutton", "sphinx_togglebutton")
"""Live code from Binder, comments by others, and buttons for another theme."""


def allow_parallel_reading(app: Sphinx) -> None:
    for name in SAFE_IN_PARALLEL:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True
            app.extensions[name].parallel_write_safe = True


def keep_off_our_pages(app: Sphinx) -> None:
    """Disconnect the extensions that only serve another page than the book's own."""
    if app.config.html_theme != "bookcraft":
        return
    for listeners in list(app.events.listeners.values()):
        for listener in list(listeners):
            if listener.handler.__module__.partition(".")[0] in NOT_ON_OUR_PAGES:
                app.disconnect(listener.id)


def forget_words(app: Sphinx) -> list:
    """Take the words out of the search index that no page has any more.

    Sphinx keeps them, without a page, so that a book built after a change would not be the one a clean build gives.
    """
    if indexer := getattr(app.builder, "indexer", None):
        for words in (indexer._mapping, indexer._title_mapping):
            for word in [word for word, pages in words.items() if not pages]:
                del words[word]
    return []


def setup_engine(app: Sphinx) -> None:
    app.connect("builder-inited", allow_parallel_reading)
    app.connect("config-inited", lambda app, config: keep_off_our_pages(app), priority=10)
    # The last moment before the index is written.
    app.connect("html-collect-pages", forget_words)
