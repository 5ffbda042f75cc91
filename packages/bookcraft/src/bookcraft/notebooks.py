"""Notebooks that are surely run: with today's code and data, to the end, every cell.

MyST-NB alone keeps results by the cells' text, so a broken package stays green from its cache; reads a file without its
format line as plain text, silently; and takes switched-off execution for success. Each of these stops the build here.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from jupyter_cache import get_cache
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError, ExtensionError
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)

MARKDOWN = MarkdownIt("commonmark").use(front_matter_plugin)
FORMAT_LINE = re.compile(r"^file_format:\s*[\"']?mystnb[\"']?\s*$", re.MULTILINE)
# The options of a cell: a block of YAML, or the lines that begin with a colon.
OPTIONS = re.compile(r"---\n(?:.*\n)*?---|(?:[ \t]*:.*\n?)*")
SKIPPED = re.compile(r"skip-execution|raises-exception")
OWN_SETTING = re.compile(r"^[ \t]+(execution_(?:mode|allow_errors|raise_on_error))[ \t]*:", re.MULTILINE)
HAS_CELLS = "bookcraft-has-cells"
KEPT_CACHES = 3


class NotebookError(ExtensionError):
    """A notebook that was not run as it should."""

    category = "Notebook error"


def fingerprint(root: Path, inputs: Iterable[str]) -> str:
    """Return a hash of everything the notebooks compute with.

    root: the book's folder. inputs: files and folders below it. Raises: FileNotFoundError naming what is missing.
    """
    digest = hashlib.sha256()
    for name in sorted(inputs):
        path = root / name
        if not path.exists():
            raise FileNotFoundError(name)
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        for file in files:
            if "__pycache__" in file.parts or file.suffix == ".pyc":
                continue
            digest.update(file.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


KERNEL_SETTINGS = {
    # Nothing a kernel warns of at its start concerns a build: it talks to this very process.
    "IPKernelApp": {"log_level": 40},
    "HistoryManager": {"enabled": False},
}


def isolate_kernels(app: Sphinx) -> None:
    """Give the notebooks' kernels settings of their own, so that no author's IPython start-up files reach the book."""
    folder = Path(app.doctreedir) / "ipython"
    profile = folder / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.json").write_text(json.dumps(KERNEL_SETTINGS))
    os.environ["IPYTHONDIR"] = str(folder)


def choose_cache(app: Sphinx) -> None:
    """Give every state of code and data a cache of its own, and make it before parallel readers want it."""
    config = getattr(app.env, "mystnb_config", None)
    if config is not None and config.execution_allow_errors:
        raise ConfigError("nb_execution_allow_errors: a book does not show failures as results; remove it")
    if config is None or config.execution_mode != "cache":
        return
    try:
        state = fingerprint(Path(app.srcdir), app.config.bookcraft_notebook_inputs)
    except FileNotFoundError as error:
        raise ConfigError(
            f"bookcraft_notebook_inputs: there is no '{error}'; correct the path in _config.yml"
        ) from None
    base = Path(app.srcdir, app.config.nb_execution_cache_path or "_build/notebook-cache")
    folder = base / state
    app.env.mystnb_config = config.copy(execution_cache_path=str(folder))
    app.bookcraft_notebook_state = state
    folder.mkdir(parents=True, exist_ok=True)
    get_cache(str(folder)).db  # noqa: B018 (asking for it makes it)
    folder.touch()
    others = sorted((p for p in base.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in others[KEPT_CACHES:]:
        shutil.rmtree(old, ignore_errors=True)


def outdated(app: Sphinx, env: BuildEnvironment, added: set, changed: set, removed: set) -> list[str]:
    """When code or data changed, the pages that ran with them."""
    state = getattr(app, "bookcraft_notebook_state", "")
    before, env.bookcraft_notebook_state = getattr(env, "bookcraft_notebook_state", state), state
    return [] if before == state else [name for name in env.found_docs if _ran(env, name)]


def _ran(env: BuildEnvironment, docname: str) -> dict | None:
    return getattr(env, "nb_metadata", {}).get(docname, {}).get("exec_data")


def check_source(app: Sphinx, docname: str, content: list[str]) -> None:
    """Refuse code cells in a file that would be read as plain text, and cells that ask not to be run."""
    tokens = MARKDOWN.parse(content[0])
    # As MyST-NB finds them: a cell inside another fence is shown, not run.
    cells = [t for t in tokens if t.level == 0 and t.type == "fence" and t.info.startswith("{code-cell}")]
    file = app.env.doc2path(docname, False)
    app.env.temp_data[HAS_CELLS] = bool(cells) or Path(file).suffix == ".ipynb"
    if not cells:
        return
    if tokens[0].type != "front_matter" or not FORMAT_LINE.search(tokens[0].content):
        raise NotebookError(
            f"{file} line {cells[0].map[0] + 1}: this code cell would not be run, for the file does not say that it is "
            "a notebook; write 'file_format: mystnb' into the block between '---' at its top"
        )
    if own := OWN_SETTING.search(tokens[0].content):
        line = 2 + tokens[0].content.count("\n", 0, own.start(1))
        raise NotebookError(f"{file} line {line}: '{own[1]}' changes how this one file is run; remove it")
    for cell in cells:
        options = OPTIONS.match(cell.content).group()
        if skipped := SKIPPED.search(options):
            line = cell.map[0] + 2 + options.count("\n", 0, skipped.start())
            raise NotebookError(
                f"{file} line {line}: the tag '{skipped.group()}' hides a cell from the build; remove it"
            )


def check_run(app: Sphinx, doctree: nodes.document) -> None:
    """Refuse a notebook that was read without having been run to its end."""
    docname = app.env.docname
    if not app.env.temp_data.get(HAS_CELLS):
        return
    result = _ran(app.env, docname)
    file = app.env.doc2path(docname, False)
    if result is None:
        raise NotebookError(
            f"{file}: not run; set 'execute_notebooks: cache' in _config.yml and nothing else in the file"
        )
    if not result["succeeded"]:
        raise NotebookError(f"{file}: a cell failed with {result['error']}\n{result['traceback'] or ''}")


def setup_notebooks(app: Sphinx) -> None:
    app.add_config_value("bookcraft_notebook_inputs", [], "env", [list])
    # After MyST-NB made its configuration, at the default priority of 500.
    app.connect("builder-inited", choose_cache, priority=800)
    app.connect("builder-inited", isolate_kernels)
    app.connect("env-get-outdated", outdated)
    app.connect("source-read", check_source)
    app.connect("doctree-read", check_run)
