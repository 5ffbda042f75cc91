"""Formulas as MathML, made while the book is built: no script, no font to fetch, read aloud by screen readers.

Chosen in the configuration by `html_math_renderer: mathml`.
"""

from __future__ import annotations

import re

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)

# The security policy allows no style attributes; MathML Core says the same with attributes of its own, or CSS does.
_STYLE = re.compile(r'\s(?:style|class)="[^"]*"')


def to_mathml(tex: str, *, display: bool) -> str:
    """Return a formula as MathML.

    tex: the formula as TeX. display: a block of its own. Raises: ValueError if it cannot be read.
    """
    try:
        markup = convert(tex, display="block" if display else "inline")
    except Exception as error:  # the converter has no common base of its errors
        raise ValueError(f"{type(error).__name__}: {error}".rstrip(": ")) from error
    return _STYLE.sub("", markup)


def _formula(self, node: nodes.Element, *, display: bool) -> str:
    try:
        return to_mathml(node.astext(), display=display)
    except ValueError as error:
        message = "this formula cannot be made into MathML (%s); rewrite it in plain TeX: %s"
        LOGGER.warning(message, error, node.astext(), type="math", location=node)
        return f"<code>{self.encode(node.astext())}</code>"


def visit_math(self, node: nodes.math) -> None:
    self.body.append(_formula(self, node, display=False))
    raise nodes.SkipNode


def visit_displaymath(self, node: nodes.math_block) -> None:
    ids = f' id="{node["ids"][0]}"' if node.get("ids") else ""
    # A region that scrolls must be reachable with the keyboard.
    self.body.append(f'<div class="math" tabindex="0"{ids}>')
    self.body.append(_formula(self, node, display=True))
    if node.get("number"):
        self.body.append(f'<span class="eqno">({node["number"]})</span>')
    self.body.append("</div>\n")
    raise nodes.SkipNode


def setup_math(app: Sphinx) -> None:
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_displaymath, None))
