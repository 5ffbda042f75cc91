"""Which style sheets and scripts a page loads, and the icons written into it.

They are built from `web/` into `static/bookcraft/`, with a manifest that says what each is for. A page loads what its
article needs of them, what the book's author names in `html_css_files` and `html_js_files`, and nothing that an
extension adds on its own: several add inline scripts, which the security policy forbids, or files for every page.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup
from sphinx.config import Config
from sphinx.errors import ExtensionError

STATIC = Path(__file__).parent / "static"
MANIFEST = STATIC / "bookcraft" / "manifest.json"

# Files of extensions that a page may load after all, and the class name that shows it needs them.
OF_EXTENSIONS = {"sphinx-design.min.css": "sd-", "design-tabs.js": "sd-tab-set"}


@dataclass(frozen=True)
class PageFiles:
    """Markup of the links to a page's own style sheets and scripts, one tag each."""

    styles: tuple[Markup, ...]
    # Scripts that run before anything is drawn.
    head: tuple[Markup, ...]
    deferred: tuple[Markup, ...]


@cache
def manifest() -> dict[str, Any]:
    """Return the manifest of the built files.

    Raises: ExtensionError where they are not built, naming the command.
    """
    try:
        return json.loads(MANIFEST.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ExtensionError(
            f"{STATIC}: the page's style sheets and scripts are not built; run: python make.py assets"
        ) from None


@cache
def icon(name: str) -> Markup:
    """Return an icon of `web/icons.json` as inline SVG, hidden from screen readers: a word stands beside each."""
    shapes = manifest()["icons"][name]
    return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{shapes}</svg>')


def page_files(pagename: str, body: str, pathto: Callable[..., str], context: dict, config: Config) -> PageFiles:
    """Return what the page `pagename` with the article `body` loads.

    pathto, context: as Sphinx hands them to `html-page-context`.
    """
    styles, head, deferred = [], [], []
    for element in manifest()["elements"].values():
        if element["needs"] and not any(_needed(word, pagename, body) for word in element["needs"]):
            continue
        for file in element["files"]:
            url = f"{pathto(f'_static/bookcraft/{file}', 1)}?v={manifest()['sha256'][file][:8]}"
            if file.endswith(".css"):
                styles.append(Markup('<link rel="stylesheet" href="{}">').format(url))
            elif element["load"] == "head":
                head.append(Markup('<script src="{}"></script>').format(url))
            else:
                deferred.append(Markup('<script defer src="{}"></script>').format(url))

    chosen = {_name(entry) for entry in [*config.html_css_files, *config.html_js_files]}
    chosen |= {file for file, mark in OF_EXTENSIONS.items() if mark in body}
    styles += [Markup(context["css_tag"](css)) for css in context["css_files"] if _file(css) in chosen]
    deferred += [Markup(context["js_tag"](js)) for js in context["script_files"] if _file(js) in chosen]
    return PageFiles(tuple(styles), tuple(head), tuple(deferred))


def _needed(word: str, pagename: str, body: str) -> bool:
    if word.startswith("page:"):
        return pagename == word.removeprefix("page:")
    word = re.escape(word)
    return re.search(rf'<{word}[\s>]|class="(?:[^"]*\s)?{word}[\s"]', body) is not None


def _name(entry: str | tuple[str, dict]) -> str:
    return entry if isinstance(entry, str) else entry[0]


def _file(asset: Any) -> str | None:
    """Name below `_static` of a file that Sphinx lists for a page; None for an inline script."""
    name = getattr(asset, "filename", asset)
    return html.unescape(str(name)).removeprefix("_static/") if name else None
