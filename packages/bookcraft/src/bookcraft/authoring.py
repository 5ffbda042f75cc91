"""What every directive of ours owes an author: a mistake is a warning at its own line that says what to write.

docutils and MyST know an option's line no more than its name's legality; both are found here.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

LOGGER = logging.getLogger("bookcraft")


class _AnyOption(dict):
    """Takes every option as it is written, so that the directive itself can tell an unknown one at its own line."""

    def __missing__(self, name: str):
        return directives.unchanged

    def __bool__(self) -> bool:
        # MyST looks for options only where there can be some.
        return True


class Authored(SphinxDirective):
    """A directive that warns at the line of the mistake.

    options_known: the options it takes; `check_options` warns of any other.
    """

    option_spec = _AnyOption()
    options_known: ClassVar[tuple[str, ...]] = ()

    @property
    def in_markdown(self) -> bool:
        # MyST's stand-in for the parser's state; reStructuredText has docutils' own.
        return type(self.state).__module__.startswith("myst_parser")

    @property
    def source(self) -> str:
        """The file that lines are counted in: the page's, or the one that the page includes."""
        return str(self.get_source_info()[0] or self.env.doc2path(self.env.docname))

    @cached_property
    def line(self) -> int:
        """The line of the directive in its file.

        MyST-NB counts the text between two cells without the blank lines at its beginning, MyST an included file from
        its second line.
        """
        near = sorted(range(self.lineno - 1, self.lineno + 9), key=lambda n: abs(n - self.lineno))
        return next((n for n in near if f"{{{self.name}}}" in "".join(self._lines[n - 1 : n])), self.lineno)

    def set_source_info(self, node: nodes.Node) -> None:
        node.source, node.line = self.source, self.line

    @cached_property
    def _lines(self) -> list[str]:
        try:
            return Path(self.source).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return []

    def warn(self, line: int, message: str, subtype: str) -> None:
        location = f"{self.source}:{line}"
        LOGGER.warning("%s: %s", self.name, message, type="bookcraft", subtype=subtype, location=location)

    def option_line(self, name: str) -> int:
        """The line of an option, as far as the file tells; else the directive's first."""
        written = re.compile(rf"[\s>]*:?{re.escape(name)}\s*:")
        block = range(self.line, min(self.line + self.content_offset, len(self._lines)))
        return next((n + 1 for n in block if written.match(self._lines[n])), self.line)

    def check_options(self) -> None:
        for name in [name for name in self.options if name not in self.options_known]:
            del self.options[name]
            near = get_close_matches(name, self.options_known, 1)
            message = f"no option '{name}'" + (f"; write '{near[0]}'" if near else "")
            known = ", ".join(self.options_known) or "none"
            self.warn(self.option_line(name), f"{message}; there are: {known}", "option")
        # An option without a value.
        self.options = {name: value or "" for name, value in self.options.items()}

    def whole_number(self, name: str) -> int:
        written = self.options.get(name, "0").strip()
        if re.fullmatch(r"[0-9]{1,4}", written):
            return int(written)
        message = f"{name} '{written}' is no whole number; write ':{name}: 5'"
        self.warn(self.option_line(name), message, "option")
        return 0

    def classes(self) -> tuple[str, ...]:
        return tuple(filter(None, map(nodes.make_id, self.options.get("class", "").split())))
