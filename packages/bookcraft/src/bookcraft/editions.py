"""The editions of a book: the learner's, without tutors' notes, and the tutor's.

In a learner's edition the notes are taken out of the text before anything reads it, so that no later step can keep
them: not the tree, which holds the source of an admonition whole, nor the exercises as data, nor a notebook's copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

EDITIONS = ("learner", "tutor")
NOTE = "tutor"

_MARKDOWN = MarkdownIt("commonmark").use(colon_fence_plugin).use(deflist_plugin)
_NAME = re.compile(r"\{([a-z][a-z:-]*)\}")
# What stands in these is shown, not meant.
_SHOWN = {"example", "code-block", "code", "sourcecode", "code-cell", "raw-cell", "math", "raw"}


def is_for_learners(config: Config) -> bool:
    return config.bookcraft_edition != "tutor"


def without_notes(markdown: str) -> str:
    """Return a text without its notes for tutors, line for line: empty lines stand in their place."""
    if f"{{{NOTE}}}" not in markdown:
        return markdown
    lines = markdown.split("\n")
    for start, end in _notes(markdown):
        # What is around a note goes on: a quotation, an indented item.
        lines[start:end] = [re.match(r"[ \t>]*", line).group() for line in lines[start:end]]
    return "\n".join(lines)


def _notes(markdown: str) -> Iterator[tuple[int, int]]:
    """The lines of each note: from, up to."""
    for token in _MARKDOWN.parse(markdown):
        if token.type not in ("fence", "colon_fence") or not token.map:
            continue
        name = _NAME.match(token.info.strip())
        if name and name[1] == NOTE:
            yield token.map[0], token.map[1]
        elif name and name[1] not in _SHOWN:
            for start, end in _notes(token.content):
                yield token.map[0] + 1 + start, token.map[0] + 1 + end


def take_notes_out(app: Sphinx, docname: str, content: list[str]) -> None:
    if is_for_learners(app.config):
        content[0] = without_notes(content[0])


def check_edition(app: Sphinx, config: Config) -> None:
    if config.bookcraft_edition not in EDITIONS:
        raise ConfigError(f"bookcraft_edition: '{config.bookcraft_edition}'; write one of: {', '.join(EDITIONS)}")


def setup_editions(app: Sphinx) -> None:
    app.add_config_value("bookcraft_edition", "learner", "env", [str])
    app.connect("config-inited", check_edition)
    # Before anything else that looks at a source.
    app.connect("source-read", take_notes_out, priority=100)
