"""Published numbers in the text, from one data file: ``{fact}`id` ``, never typed.

The file (`bookcraft_facts` in the configuration, by path) is a CSV with the columns `id`, `value`, `unit` and `source`.
``{fact}`id` `` prints the value with its unit; ``{fact}`id:value` `` the value alone; ``{fact}`id:2` `` the second of
several values that stand in one cell, separated by a slash.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

LOGGER = logging.getLogger(__name__)

_UNITS = {"percent": "{value}%", "times": "{value} times"}


def read_facts(path: Path) -> dict[str, dict[str, str]]:
    """Read the facts by id.

    path: the CSV file. Raises: ValueError naming file, line and remedy.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if missing := {"id", "value", "unit"} - set(rows.fieldnames or ()):
            raise ValueError(f"{path.name} line 1: no column {', '.join(sorted(missing))}; add it to the header")
        facts: dict[str, dict[str, str]] = {}
        for row in rows:
            if row["id"] in facts:
                raise ValueError(f"{path.name} line {rows.line_num}: id '{row['id']}' stands twice; rename one")
            facts[row["id"]] = row
    return facts


def shown(fact: dict[str, str], form: str = "") -> str | None:
    """A fact as the text prints it, or None if there is no such form.

    form: "" for value and unit, "value" for the value alone, "1", "2" … for one of several values.
    """
    value = fact["value"].strip()
    values = [part.strip() for part in value.split("/")]
    if form.isdigit():
        if not 1 <= int(form) <= len(values):
            return None
        value, form = values[int(form) - 1], "value"
    value = re.sub(r"(?<=\d)-(?=\d)", "\u2013", value)
    value = re.sub(r"(?<![\d.])(\d{1,3})(\d{3})(?![\d.])", r"\1,\2", value)
    if form == "value":
        return value
    return _UNITS.get(fact["unit"], "{value}").format(value=value) if not form else None


class FactRole(SphinxRole):
    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        path = Path(self.env.srcdir, self.config.bookcraft_facts)
        self.env.note_dependency(str(path))
        name, _, form = self.text.strip().partition(":")
        fact = self.env.app.bookcraft_facts.get(name)
        text = shown(fact, form) if fact else None
        if text is None:
            message = f"no fact '{self.text}'; write the id of a line of {self.config.bookcraft_facts}"
            LOGGER.warning(message, type="fact", location=self.get_location())
            return [nodes.Text(self.text)], []
        return [nodes.inline("", text, classes=["fact"])], []


def load_facts(app: Sphinx) -> None:
    app.bookcraft_facts = {}
    if app.config.bookcraft_facts:
        path = Path(app.srcdir, app.config.bookcraft_facts)
        try:
            app.bookcraft_facts = read_facts(path)
        except OSError as error:
            raise ConfigError(f"bookcraft_facts: {path} cannot be read ({error.strerror}); correct the path") from None
        except ValueError as error:
            raise ConfigError(str(error)) from None


def setup_facts(app: Sphinx) -> None:
    app.add_config_value("bookcraft_facts", "", "env", [str])
    app.add_role("fact", FactRole())
    app.connect("builder-inited", load_facts)
