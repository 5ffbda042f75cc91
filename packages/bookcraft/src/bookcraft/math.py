"""Formulas as MathML, made while the book is built: no script, no font to fetch, read aloud by screen readers.

Chosen in the configuration by `html_math_renderer: mathml`.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from docutils import nodes
from latex2mathml.converter import convert
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx.application import Sphinx
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)

# The security policy allows no style attributes; MathML Core says the same with attributes of its own, or CSS does.
_STYLE = re.compile(r'\s(?:style|class)="[^"]*"')
# What the converter does not know, or sets with line breaks that browsers leave out, as the nearest that it does.
_SAME = {"aligned": "split", "gathered": "matrix", "gather": "matrix", "multline": "matrix"}
_ENVIRONMENT = re.compile(r"\\(begin|end)\{(" + "|".join(_SAME) + r")\*?\}")


def to_mathml(tex: str, *, display: bool) -> str:
    """Return a formula as MathML.

    tex: the formula as TeX. display: a block of its own. Raises: ValueError if it cannot be read.
    """
    tex = _ENVIRONMENT.sub(lambda found: f"\\{found[1]}{{{_SAME[found[2]]}}}", tex)
    if display and r"\\" in tex and r"\begin" not in tex:
        # As Sphinx does for LaTeX.
        tex = rf"\begin{{split}}{tex}\end{{split}}"
    try:
        markup = convert(tex, display="block" if display else "inline")
        ElementTree.fromstring(markup)
    except ElementTree.ParseError:
        # The converter leaves a '&' as it is where it expects none.
        raise ValueError("'&' outside of align, split, cases or a matrix") from None
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


def _counted_label(renderer: SphinxRenderer) -> str:
    env = renderer.sphinx_env
    return f"{env.docname}-amsmath-{env.new_serialno('bookcraft-amsmath')}"


def setup_math(app: Sphinx) -> None:
    # MyST gives an equation without a label a random one, another in every build.
    SphinxRenderer._random_label = _counted_label
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_displaymath, None))
