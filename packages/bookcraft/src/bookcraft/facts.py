"""Published numbers in the text, from one data file: ``{fact}`id` ``, never typed.

The file (`bookcraft_facts` in the configuration, by path) is a CSV with the columns `id`, `value` and `unit`.
``{fact}`id` `` prints the value with its unit; ``{fact}`id:value` `` the value alone; ``{fact}`id:2` `` the second of
several values that stand in one cell, separated by a slash.
"""

from __future__ import annotations

import csv
import re
from difflib import get_close_matches
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util.docutils import SphinxRole

from .authoring import LOGGER

_UNITS = {"percent": "{value}%", "times": "{value} times"}
_COLUMNS = ("id", "value", "unit")


def read_facts(path: Path) -> dict[str, dict[str, str]]:
    """Read the facts by id.

    path: the CSV file. Raises: ValueError naming file, line and remedy.
    """
    # With or without the mark that spreadsheets put at the beginning.
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if missing := set(_COLUMNS) - set(rows.fieldnames or ()):
            raise ValueError(f"{path.name} line 1: no column {', '.join(sorted(missing))}; add it to the header")
        facts: dict[str, dict[str, str]] = {}
        for row in rows:
            line = f"{path.name} line {rows.line_num}"
            if empty := [name for name in _COLUMNS if not (row[name] or "").strip()]:
                raise ValueError(f"{line}: no {', '.join(empty)}; fill it in, or remove the line")
            if row["id"] in facts:
                raise ValueError(f"{line}: id '{row['id']}' stands twice; rename one")
            facts[row["id"]] = row
    return facts


def shown(fact: dict[str, str], form: str = "") -> str | None:
    """A fact as the text prints it, or None if there is no such form.

    form: "" for value and unit, "value" for the value alone, "1", "2" … for one of several values.
    """
    value = fact["value"].strip()
    values = [part.strip() for part in value.split("/")]
    if re.fullmatch("[0-9]+", form):
        if not 1 <= int(form) <= len(values):
            return None
        value, form = values[int(form) - 1], "value"
    if form not in ("", "value"):
        return None
    value = re.sub(r"(?<=\d)-(?=\d)", "\u2013", value)
    value = re.sub(r"(?<![\d.])\d{4,}(?!\d|\.\d)", lambda found: f"{int(found.group()):,}", value)
    return value if form else _UNITS.get(fact["unit"].strip(), "{value}").format(value=value)


class FactRole(SphinxRole):
    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        facts, file = self.env.app.bookcraft_facts, self.config.bookcraft_facts
        if file:
            self.env.note_dependency(str(Path(self.env.srcdir, file)))
        name, _, form = self.text.strip().partition(":")
        text = shown(facts[name], form) if name in facts else None
        if text is None:
            LOGGER.warning(self._problem(name, form), type="bookcraft", subtype="fact", location=self.get_location())
            return [nodes.Text(self.text)], []
        return [nodes.inline("", text, classes=["fact"])], []

    def _problem(self, name: str, form: str) -> str:
        facts, file = self.env.app.bookcraft_facts, self.config.bookcraft_facts
        if not file:
            return "{fact}: no file of facts; name it as 'bookcraft_facts' in _config.yml"
        if name in facts:
            forms = f"'{name}', '{name}:value', or '{name}:1' for the first of several"
            return f"{{fact}}: '{name}' has no '{form}'; write {forms}"
        near = get_close_matches(name, facts, 1)
        return f"{{fact}}: no fact '{name}' in {file}; " + (f"write '{near[0]}'" if near else "add it there")


def load_facts(app: Sphinx) -> None:
    app.bookcraft_facts = {}
    if app.config.bookcraft_facts:
        path = Path(app.srcdir, app.config.bookcraft_facts)
        try:
            app.bookcraft_facts = read_facts(path)
        except OSError as error:
            raise ConfigError(f"bookcraft_facts: {path} cannot be read ({error.strerror}); correct the path") from None
        except ValueError as error:
            raise ConfigError(f"bookcraft_facts: {error}") from None


def setup_facts(app: Sphinx) -> None:
    app.add_config_value("bookcraft_facts", "", "env", [str])
    app.add_role("fact", FactRole())
    app.connect("builder-inited", load_facts)
