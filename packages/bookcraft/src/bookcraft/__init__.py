"""How an interactive textbook is made with Jupyter Book, for any book: `extra_extensions: [bookcraft]`.

Each room sets itself up; this is the list of rooms.
"""

from __future__ import annotations

from sphinx.application import Sphinx

__version__ = "0.1.0"


def setup(app: Sphinx) -> dict:
    from .boxes import setup_boxes
    from .citations import setup_citations
    from .editions import setup_editions
    from .engine import setup_engine
    from .examples import setup_examples
    from .exercises import setup_exercises
    from .facts import setup_facts
    from .fences import setup_fences
    from .figures import setup_figures
    from .math import setup_math
    from .mending import setup_mending
    from .nodes import setup_nodes
    from .notebooks import setup_notebooks
    from .rewriting import setup_rewriting
    from .sources import setup_sources
    from .tasklists import setup_tasklists
    from .theme import setup as setup_theme

    for set_up in (
        setup_editions,
        setup_nodes,
        setup_exercises,
        setup_boxes,
        setup_facts,
        setup_citations,
        setup_figures,
        setup_math,
        setup_notebooks,
        setup_examples,
        setup_rewriting,
        setup_sources,
        setup_tasklists,
        setup_fences,
        setup_mending,
        setup_engine,
        setup_theme,
    ):
        set_up(app)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
