"""The book builds with Jupyter Book alone, without a warning, and twice to the same bytes."""

import os
import shutil
import subprocess
from itertools import zip_longest
from pathlib import Path

import pytest

from tools.environments import scripts, variables
from tools.steps import ROOT

VENV = ROOT / ".venv"
STATIC = Path("packages/bookcraft/src/bookcraft/theme/static")


def files_below(folder):
    """Contents by name. Sphinx's own notes on what it built (`.doctrees`, `.buildinfo`) are not the book."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".")}


def pages(folder):
    return {name for name in files_below(folder) if name.endswith(".html")}


@pytest.mark.build
def test_jupyter_book_alone_builds_every_page_without_a_warning(built_book, tmp_path):
    # After `built_book`, so that two builds do not run the same notebooks at once.
    command = [scripts(VENV) / "jupyter-book", "build", ".", "--path-output", tmp_path]
    done = subprocess.run(command, cwd=ROOT, env=variables(VENV), capture_output=True, text=True)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "build succeeded." in said and "WARNING" not in said, said
    assert pages(tmp_path / "_build" / "html") == pages(built_book)


@pytest.mark.build
def test_two_clean_clones_give_the_same_bytes(built_book, tmp_path):
    """In folders of other names, at another hour and language, one page at a time; changed and changed back."""
    one, other = clone(tmp_path / "one"), clone(tmp_path / "l'autre, à côté")
    first = build(one, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    assert b"<!doctype html>" in first["index.html"].lower()[:100]
    compare(first, build(other, "--jobs", "1", PYTHONHASHSEED="2", TZ="Pacific/Apia", LC_ALL="C"))

    page = other / "book" / "glossary.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(f"{before}\n## One more section\n\nAnd a sentence.\n", encoding="utf-8")
    assert build(other) != first
    page.write_text(before, encoding="utf-8")
    compare(first, build(other))


def clone(folder):
    cloned = subprocess.run(["git", "clone", "-q", ROOT, folder], capture_output=True, text=True)
    if cloned.returncode:
        pytest.skip(f"not a git clone: {cloned.stderr.strip()}")
    shutil.copytree(ROOT / STATIC, folder / STATIC)
    return folder


def build(folder, *options, **environment):
    # The clone's own packages come before those that the environment names.
    sources = [str(folder / "packages" / name / "src") for name in ("bookcraft", "leadership-lab")]
    environment = variables(VENV, PYTHONPATH=os.pathsep.join(sources), **environment)
    environment.pop("SOURCE_DATE_EPOCH", None)
    command = [scripts(VENV) / "book", "build", "html", *options]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return files_below(folder / "_build" / "html")


def compare(one, other):
    assert not sorted(one.keys() ^ other.keys()), "these files are in one build only"
    differing = [name for name in sorted(one) if one[name] != other[name]]
    first = first_difference(one[differing[0]], other[differing[0]]) if differing else ""
    assert not differing, f"{len(differing)} files differ; the first is {differing[0]}:\n{first}"


def first_difference(one, other):
    lines = zip_longest(one.splitlines(), other.splitlines(), fillvalue=b"(nothing)")
    number, (ours, theirs) = next((n, pair) for n, pair in enumerate(lines, start=1) if pair[0] != pair[1])
    column = next((i for i, pair in enumerate(zip_longest(ours, theirs)) if pair[0] != pair[1]), 0)
    around = slice(max(0, column - 80), column + 80)
    return f"line {number}, column {column + 1}\n  {ours[around]!r}\n  {theirs[around]!r}"


def test_the_first_difference_is_shown_with_its_place():
    assert first_difference(b"a\nbcd", b"a\nbxd") == "line 2, column 2\n  b'bcd'\n  b'bxd'"
    assert first_difference(b"a", b"a\nb").startswith("line 2, column 1\n  b'(nothing)'")
