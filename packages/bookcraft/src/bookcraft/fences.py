"""Fences that are none: what stands in them would be printed as it is, answers and all.

A fence of backticks with a backtick in its first line (a role in its title) is a paragraph to Markdown; so is one of
colons where the configuration does not turn them on. Nobody is told of either.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from .authoring import LOGGER

_OPENING = re.compile(r"(`{3,}|:{3,})\{[a-z:-]+\}")


class FindBrokenFences(SphinxTransform):
    default_priority = 300

    def apply(self, **kwargs: Any) -> None:
        for node in self.document.findall(nodes.paragraph):
            if found := _OPENING.match(node.astext()):
                reason, remedy = (
                    ("its first line has a backtick", "begin and end it with '~~~' instead")
                    if found[1].startswith("`")
                    else ("colons make none here", "turn on 'colon_fence', or use backticks")
                )
                message = f"{found.group()} begins no fence, for {reason}; {remedy}"
                location = f"{node.source}:{node.line}"
                LOGGER.warning(message, type="bookcraft", subtype="fence", location=location)


def setup_fences(app: Sphinx) -> None:
    app.add_transform(FindBrokenFences)
