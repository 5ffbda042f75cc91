"""No book holds its own sources: they have the answers, and what is for tutors only.

Sphinx copies every page's source into the output unless told otherwise; MyST-NB leaves the source of every notebook
page beside it, from where a theme may take it for its download button.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config


def keep_sources(app: Sphinx, config: Config) -> None:
    config.html_copy_source = False
    config.html_show_sourcelink = False


def remove_notebook(app: Sphinx, doctree: nodes.document) -> None:
    config = getattr(app.env, "mystnb_config", None)
    if config is not None and config.output_folder:
        Path(config.output_folder, f"{app.env.docname}.ipynb").unlink(missing_ok=True)


def setup_sources(app: Sphinx) -> None:
    app.connect("config-inited", keep_sources)
    app.connect("doctree-read", remove_notebook)
