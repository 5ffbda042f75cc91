"""The boxes of a task list, in every format.

The parser writes them as HTML: `<input type="checkbox" checked>`, a control that does nothing and has no name for a
screen reader, and in print nothing at all. They become signs.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform


class DrawTaskBoxes(SphinxTransform):
    default_priority = 300

    def apply(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(nodes.raw)):
            if 'class="task-list-item-checkbox"' in node.astext():
                node.replace_self(nodes.Text("\u2611" if "checked" in node.astext() else "\u2610"))


def setup_tasklists(app: Sphinx) -> None:
    app.add_transform(DrawTaskBoxes)
