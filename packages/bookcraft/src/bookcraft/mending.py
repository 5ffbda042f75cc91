"""What Markdown allows and docutils' writers stop at with a traceback: mended here, with a word to the author."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from .authoring import LOGGER


def _tell(node: nodes.Element, message: str) -> None:
    LOGGER.warning(message, type="bookcraft", subtype="mending", location=f"{node.source}:{node.line}")


class RemoveRulesInFences(SphinxTransform):
    """A rule that stands in a fence, a list or a quotation: docutils fails an assertion."""

    # Before docutils' Transitions, at 830.
    default_priority = 300

    def apply(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(nodes.transition)):
            if not isinstance(node.parent, nodes.document | nodes.section):
                _tell(node, "a rule ('---') cannot stand inside anything; remove it")
                node.parent.remove(node)


class CompleteTables(SphinxTransform):
    """A table that has a head alone, where the LaTeX writer looks for a body; one of more than fifty columns, where the
    text writer tries for ever to break a word after no letter.
    """

    default_priority = 300

    def apply(self, **kwargs: Any) -> None:
        for group in self.document.findall(nodes.tgroup):
            if not any(isinstance(child, nodes.tbody) for child in group):
                _tell(group.parent, "a table without rows; write one, or remove it")
                group += nodes.tbody("", nodes.row("", *(nodes.entry() for _ in range(group["cols"]))))
        for column in self.document.findall(nodes.colspec):
            if float(column["colwidth"]) < 2:
                column["colwidth"] = 2


class NameHeadings(SphinxTransform):
    """A heading without a word: the Texinfo writer has no name for its place."""

    default_priority = 300

    def apply(self, **kwargs: Any) -> None:
        for title in self.document.findall(nodes.title):
            if not title.astext().strip():
                _tell(title.parent, "a heading without a word; write one, or remove it")
                title += nodes.Text("\N{HORIZONTAL ELLIPSIS}")


def watch_citations(app: Sphinx) -> None:
    """A citation whose key is none: sphinxcontrib-bibtex raises."""
    if "cite" not in app.env.domains:
        return
    from sphinxcontrib.bibtex.roles import CiteRole

    class Cite(CiteRole):
        def result_nodes(self, document, env, node, is_ref):
            try:
                return super().result_nodes(document, env, node, is_ref)
            except ValueError:
                message = "'%s' is no key of a work; write keys as in references.bib, with commas between them"
                LOGGER.warning(message, self.target, type="bookcraft", subtype="mending", location=self.get_location())
                return [nodes.Text(self.text)], []

    domain = app.env.get_domain("cite")
    domain.roles = dict.fromkeys(domain.roles, Cite())


def setup_mending(app: Sphinx) -> None:
    app.connect("builder-inited", watch_citations)
    app.add_transform(RemoveRulesInFences)
    app.add_transform(CompleteTables)
    app.add_transform(NameHeadings)
