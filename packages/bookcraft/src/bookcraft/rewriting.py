"""Pages to write again although nobody touched them, so that an incremental build equals a fresh one.

Sphinx writes again what it has read again, and what shows a number that has changed. A heading, a label, a term or an
exercise that changed on another page stays as it was, on every page that names it; so does a page that is gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.index_entries import split_index_msg

from .exercises import tree


def _wanted(env: BuildEnvironment) -> dict[str, list[str]]:
    """By docname: the labels, terms and works that a page refers to."""
    if not hasattr(env, "bookcraft_wanted"):
        env.bookcraft_wanted = {}
    return env.bookcraft_wanted


def note_wanted(app: Sphinx, doctree: nodes.document) -> None:
    wanted: set[str] = set()
    for node in doctree.findall(addnodes.pending_xref):
        wanted |= {str(node[name]) for name in ("reftarget", "reftargetid") if node.get(name)}
    wanted |= {node["label"] for node in doctree.findall(lambda n: isinstance(n, tree.exercise | tree.review))}
    wanted |= {node["of"] for node in doctree.findall(tree.solution)}
    _wanted(app.env)[app.env.docname] = sorted(wanted)


def clear_all(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget all pages that will be read, before any is: what moved from one to another is no duplicate."""
    for docname in docnames:
        env.clear_doc(docname)


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _wanted(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    _wanted(env).update({docname: _wanted(other)[docname] for docname in docnames if docname in _wanted(other)})


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages that show something else of other pages than when they were written last in this form."""
    written = _read_record(app)
    app.bookcraft_shown = {docname: _digest(shown) for docname, shown in _all_shown(env)}
    return [docname for docname, digest in app.bookcraft_shown.items() if written.get(docname, digest) != digest]


def _all_shown(env: BuildEnvironment) -> Iterator[tuple[str, Any]]:
    exercises = env.get_domain("exercise")
    listed = [entry.exercise for entry in exercises.in_order()]
    # The time when its page was read tells whether an answer may have changed.
    answers = [(e.label, e.docname, exercises.name_of(e.label), env.all_docs.get(e.docname)) for e in listed]
    lists = {*exercises.data["exercise-list"], *exercises.data["solutions-appendix"]}
    around = _contents(env), bool(exercises.data["solutions-appendix"])
    works = {citation.key: (citation[:2], citation.formatted_entry.label) for citation in _citations(env)}
    for docname in sorted(env.found_docs):
        wanted = _wanted(env).get(docname, ())
        cited = [works.get(key.strip()) for name in wanted for key in name.split(",")]
        yield docname, (around, [_target(env, name) for name in wanted], cited, docname in lists and answers)


def _contents(env: BuildEnvironment) -> list[tuple]:
    """Titles, numbers and order of all pages: every page shows some of them around its text."""
    titles = {docname: env.titles[docname].astext() for docname in env.found_docs if docname in env.titles}
    numbers = {docname: (env.toc_secnumbers.get(docname) or {}).get("") for docname in titles}
    return sorted((doc, title, numbers[doc], env.toctree_includes.get(doc)) for doc, title in titles.items())


def _target(env: BuildEnvironment, name: str) -> tuple:
    standard, lower = env.get_domain("std"), name.lower()
    named = standard.labels.get(lower), standard.anonlabels.get(lower), standard._terms.get(lower)
    return env.get_domain("exercise").shown_as(name), *named


def _citations(env: BuildEnvironment) -> list:
    return env.get_domain("cite").citations if "cite" in env.domains else []


def _digest(shown: Any) -> str:
    return sha256(repr(shown).encode()).hexdigest()[:16]


def _record(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"written-{app.builder.name}.json")


def complete_search_index(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give the search the index entries of all pages: Sphinx forgets those of pages that it does not write again."""
    kept = getattr(env, "_search_index_index_entries", {})
    kept.clear()
    for docname, entries in env.get_domain("index").entries.items():
        kept[docname] = sorted({found for entry in entries for found in _searched(*entry)})
    return []


def _searched(kind: str, value: str, target: str, main: str, key: str | None) -> Iterator[tuple[str, str, str]]:
    with suppress(ValueError):
        for word in split_index_msg(kind, value):
            yield word, target or "", main


def _read_record(app: Sphinx) -> dict[str, str]:
    try:
        return json.loads(_record(app).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def keep_record(app: Sphinx, exception: Exception | None) -> None:
    """Remember what was written; remove the pages whose source is gone, which Sphinx leaves in the output for good."""
    if exception is not None:
        return
    for docname in _read_record(app).keys() - app.env.found_docs:
        if hasattr(app.builder, "get_outfilename"):
            Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)
        elif hasattr(app.builder, "out_suffix"):
            Path(app.outdir, docname + app.builder.out_suffix).unlink(missing_ok=True)
    _record(app).write_text(json.dumps(app.bookcraft_shown), encoding="utf-8")


def setup_rewriting(app: Sphinx) -> None:
    app.bookcraft_shown = {}
    app.connect("env-before-read-docs", clear_all)
    app.connect("doctree-read", note_wanted)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    # After all numbers are made.
    app.connect("env-get-updated", pages_to_rewrite, priority=900)
    app.connect("env-get-updated", complete_search_index)
    app.connect("build-finished", keep_record)
