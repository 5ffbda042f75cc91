"""Parallel reading, which one extension of Jupyter Book forbids by saying nothing.

sphinx-multitoc-numbering only replaces how section numbers are made, in the main process, when all pages are read; its
setup returns no metadata, which Sphinx takes for "not safe". Without this, two cores read like one.
"""

from __future__ import annotations

from sphinx.application import Sphinx

SAFE = ("sphinx_multitoc_numbering",)


def allow_parallel_reading(app: Sphinx) -> None:
    for name in SAFE:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True
            app.extensions[name].parallel_write_safe = True


def setup_parallel(app: Sphinx) -> None:
    app.connect("builder-inited", allow_parallel_reading)
