"""Every cell is run, with today's code and data, in every build: each trap of executing notebooks, and its stop."""

from __future__ import annotations

import re

import pytest
from bookcraft.notebooks import KEPT_CACHES, NotebookError, fingerprint
from myst_nb.core.execute.base import ExecutionError
from sphinx.errors import ConfigError, SphinxError

from tests.bookcraft.building import Book, line_of
from tools.steps import ROOT

pytestmark = pytest.mark.build

FRONT = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"
SETTINGS = {
    "nb_execution_mode": "cache",
    "nb_execution_cache_path": "_cache",
    "nb_execution_raise_on_error": True,
    "nb_execution_timeout": 60,
    "bookcraft_notebook_inputs": [],
}


def cell(*lines, options=""):
    return "```{code-cell} ipython3\n" + options + "\n".join(lines) + "\n```\n"


def book_with(folder, page, **more):
    helper = {name: content for name, content in more.items() if name.endswith(".py")}
    settings = {name: value for name, value in more.items() if name not in helper}
    return Book(folder, {"page": page, **helper}, **{**SETTINGS, **settings})


# Not run at all ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("front", ["", "---\ntitle: T\n---\n\n", "---\njupytext:\n  file_format: mystnb\n---\n\n"])
def test_cells_in_a_file_that_is_no_notebook_stop_the_build(tmp_path, front):
    page = f"{front}# P\n\nText.\n\n{cell('1 / 0')}"
    line = line_of("{code-cell}", page)
    with pytest.raises(NotebookError) as told:
        book_with(tmp_path, page).build()
    assert f"page.md line {line}: this code cell would not be run" in str(told.value)
    assert "write 'file_format: mystnb'" in str(told.value)


def test_a_format_line_further_down_is_none(tmp_path):
    page = f"# P\n\n{cell('1 / 0')}\n---\nfile_format: mystnb\n---\n"
    with pytest.raises(NotebookError):
        book_with(tmp_path, page).build()


def test_cells_that_are_shown_in_another_fence_are_no_cells(tmp_path):
    page = f"# P\n\n`````md\n---\nfile_format: mystnb\n---\n\n{cell('1 / 0')}`````\n\n    {cell('x')}"
    assert book_with(tmp_path, page).build("dummy").warnings == ()


@pytest.mark.parametrize(
    ("options", "at"),
    [
        (":tags: [skip-execution]\n", ":tags:"),
        (":tags: hide-input, skip-execution\n", ":tags:"),
        (":name: x\n:tags: [raises-exception]\n", ":tags:"),
        ("---\ntags:\n  - hide-input\n  - skip-execution\n---\n", "- skip-execution"),
        ("---\ntags: [raises-exception]\n---\n", "tags: ["),
    ],
)
def test_a_tag_that_hides_a_cell_from_the_build_stops_it(tmp_path, options, at):
    page = FRONT + "# P\n\n" + cell("ok = 1") + "\n" + cell("1 / 0", options=options)
    with pytest.raises(NotebookError) as told:
        book_with(tmp_path, page).build()
    tag = re.search(r"skip-execution|raises-exception", options).group()
    assert f"page.md line {line_of(at, page)}: the tag '{tag}' hides a cell from the build; remove it" in str(
        told.value
    )


def test_the_word_in_the_code_is_no_tag(tmp_path):
    page = FRONT + "# P\n\n" + cell("said = 'skip-execution'", "said")
    assert book_with(tmp_path, page).build("dummy").warnings == ()


@pytest.mark.parametrize("mode", ["off", "inline"])
def test_a_book_that_does_not_run_its_notebooks_is_stopped(tmp_path, mode):
    page = FRONT + "# P\n\n" + cell("1 + 1")
    if mode == "inline":
        assert book_with(tmp_path, page, nb_execution_mode=mode).build("dummy").warnings == ()
        return
    with pytest.raises(NotebookError, match="page.md: not run; set 'execute_notebooks: cache' in _config.yml"):
        book_with(tmp_path, page, nb_execution_mode=mode).build()


@pytest.mark.parametrize("setting", ["execution_mode: 'off'", "execution_allow_errors: true"])
def test_a_file_with_execution_settings_of_its_own_stops_the_build(tmp_path, setting):
    page = FRONT.replace("kernelspec:", f"mystnb:\n  {setting}\nkernelspec:") + "# P\n\n" + cell("1 / 0")
    name = setting.partition(":")[0]
    line = line_of(name, page)
    with pytest.raises(NotebookError) as told:
        book_with(tmp_path, page).build()
    assert f"page.md line {line}: '{name}' changes how this one file is run; remove it" in str(told.value)


def test_a_book_that_allows_errors_is_stopped(tmp_path):
    with pytest.raises(ConfigError, match="nb_execution_allow_errors"):
        book_with(tmp_path, "# P\n", nb_execution_allow_errors=True).build()


def test_a_folder_that_is_left_out_of_execution_stops_the_build(tmp_path):
    with pytest.raises(NotebookError, match="page.md: not run"):
        book_with(tmp_path, FRONT + "# P\n\n" + cell("1 / 0"), nb_execution_excludepatterns=["page*"]).build()


# Run, and failed --------------------------------------------------------------------------------------------


def assert_fails(book, **how):
    """Return what is told, causes included."""
    with pytest.raises((SphinxError, ExecutionError)) as told:
        book.build("dummy", **how)
    return f"{told.value}\n{told.value.__cause__}"


@pytest.mark.parametrize("at_once", [True, False])
def test_a_failing_cell_stops_the_first_the_second_the_incremental_and_the_cached_build(tmp_path, at_once):
    """Whether MyST-NB raises at once, or leaves it to us."""
    bad = FRONT + "# P\n\n" + cell("ties = 3", "ties / 0")
    book = book_with(tmp_path, bad, nb_execution_raise_on_error=at_once)
    assert "ZeroDivisionError" in assert_fails(book)
    assert "ZeroDivisionError" in assert_fails(book)
    # Another page has changed, this one has not.
    book.write({"other": "# Other\n"})
    book.order("page", "other")
    assert "ZeroDivisionError" in assert_fails(book)
    # The cells are known, what was read is not.
    assert "ZeroDivisionError" in assert_fails(book, doctrees="others")
    book.write({"page": bad.replace("ties / 0", "ties / 2")})
    assert book.build("dummy").warnings == ()


def test_a_broken_package_behind_a_green_cache_fails(tmp_path):
    page = FRONT + "# P\n\n" + cell("from helper import ties", "print('ties', ties)")
    book = book_with(tmp_path, page, **{"helper.py": "ties = 3\n", "bookcraft_notebook_inputs": ["helper.py"]})
    assert "ties 3" in book.build("text").text("page.txt")
    # What the cells say is the same; what they compute is not.
    book.write({"helper.py": "ties = 4\n"})
    assert "ties 4" in book.build("text").text("page.txt")
    book.write({"helper.py": "raise RuntimeError('broken')\n"})
    assert "broken" in assert_fails(book)
    assert "broken" in assert_fails(book)
    book.write({"helper.py": "ties = 3\n"})
    assert "ties 3" in book.build("text").text("page.txt")


def test_nothing_is_run_again_without_need(tmp_path):
    page = FRONT + "# P\n\n" + cell("import random", "print('drawn', random.random())")
    book = book_with(tmp_path, page)
    drawn = re.search(r"drawn \S+", book.build("text").text("page.txt")).group()
    book.write({"page": page + "\nMore text.\n"})
    text = book.build("text").text("page.txt")
    assert drawn in text and "More text." in text


def test_several_notebooks_in_several_processes(tmp_path):
    pages = {f"page-{n}": FRONT + f"# P\n\n{cell(f'print({n} * 11)')}" for n in range(3)}
    built = Book(tmp_path, pages, **SETTINGS).build("text", jobs=3)
    assert built.warnings == ()
    assert [str(n * 11) in built.text(f"page-{n}.txt") for n in range(3)] == [True] * 3


def test_the_notebook_of_the_authors_guide_runs(tmp_path):
    guide = (ROOT / "book" / "using" / "for-authors.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^`````md\n(---\nfile_format.*?)^`````$", guide, re.MULTILINE | re.DOTALL)
    built = book_with(tmp_path, shown).build("text")
    assert built.warnings == ()
    assert "density 0.25" in built.text("page.txt")


# What they compute with -------------------------------------------------------------------------------------


def test_the_fingerprint_follows_names_and_contents(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.py").write_text("1")
    (tmp_path / "lock.txt").write_text("1")
    first = fingerprint(tmp_path, ["src", "lock.txt"])
    assert first == fingerprint(tmp_path, ["lock.txt", "src"])
    (tmp_path / "src" / "__pycache__").mkdir()
    (tmp_path / "src" / "__pycache__" / "a.pyc").write_text("x")
    assert first == fingerprint(tmp_path, ["src", "lock.txt"])
    seen = {first}
    for change in (
        lambda: (tmp_path / "src" / "a.py").write_text("2"),
        lambda: (tmp_path / "lock.txt").write_text("2"),
        lambda: (tmp_path / "src" / "a.py").rename(tmp_path / "src" / "b.py"),
        lambda: (tmp_path / "src" / "c.csv").write_text(""),
    ):
        change()
        seen.add(fingerprint(tmp_path, ["src", "lock.txt"]))
    assert len(seen) == 5


def test_an_input_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(ConfigError, match="bookcraft_notebook_inputs: there is no 'gone'; correct the path"):
        book_with(tmp_path, "# P\n", bookcraft_notebook_inputs=["gone"]).build()


def test_few_caches_are_kept(tmp_path):
    book = book_with(tmp_path, "# P\n", **{"helper.py": "", "bookcraft_notebook_inputs": ["helper.py"]})
    for n in range(KEPT_CACHES + 3):
        book.write({"helper.py": f"ties = {n}\n"})
        book.build("dummy")
    assert len([path for path in (book.source / "_cache").iterdir() if path.is_dir()]) == KEPT_CACHES
