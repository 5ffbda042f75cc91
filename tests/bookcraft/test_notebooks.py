"""Notebooks that are surely run: every way in which one could pass without it stops the build, each time."""

import pytest
from bookcraft.build import BuildError, build
from bookcraft.notebooks import fingerprint

CONFIG = """\
title: A small book
only_build_toc_files: true
exclude_patterns: [package]
execute:
  execute_notebooks: cache
  cache: _build/notebook-cache
  raise_on_error: true
latex:
  use_jupyterbook_latex: false
sphinx:
  extra_extensions: [bookcraft]
  config:
    html_theme: basic
    html_theme_options: {}
    bookcraft_notebook_inputs: [package]
"""
FRONT = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"
COMPUTES = "import sys; sys.path.insert(0, 'package'); import measure\nprint('It is', measure.value())"

pytestmark = pytest.mark.build


def cell(code: str) -> str:
    return f"```{{code-cell}} ipython3\n{code}\n```\n"


@pytest.fixture
def book(tmp_path):
    (tmp_path / "_config.yml").write_text(CONFIG)
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters:\n- file: activity\n")
    (tmp_path / "index.md").write_text("# A small book\n")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "measure.py").write_text("def value():\n    return 41\n")
    return tmp_path


def write(book, cells, front=FRONT):
    (book / "activity.md").write_text(f"{front}# An activity\n\n{cells}")


def shown(book):
    return (book / "_build" / "html" / "activity.html").read_text()


def fails_again_and_again(book, capfd, *says):
    """The first build, the second, incremental one, and one after another page changed."""
    for time in range(3):
        if time == 2:
            (book / "index.md").write_text("# Another title\n")
        with pytest.raises(BuildError):
            build(book, quiet=True)
        said = capfd.readouterr().err
        for word in says:
            assert word in said
    assert not (book / "_build" / "html").exists()


def test_a_notebook_is_run(book):
    write(book, cell(COMPUTES))
    build(book, quiet=True)
    assert "It is 41" in shown(book)


def test_a_cell_that_fails(book, capfd):
    write(book, cell("1 / 0"))
    fails_again_and_again(book, capfd, "activity.md")


def test_a_file_that_does_not_say_that_it_is_a_notebook(book, capfd):
    write(book, cell("print('never')"), front="")
    fails_again_and_again(book, capfd, "activity.md line 3", "file_format: mystnb")


@pytest.mark.parametrize("tag", ["skip-execution", "raises-exception"])
def test_a_cell_that_hides_from_the_build(book, capfd, tag):
    write(book, cell(f":tags: [{tag}]\nprint('never')"))
    fails_again_and_again(book, capfd, "activity.md line", f"the tag '{tag}'")


def test_a_notebook_that_switches_its_execution_off(book, capfd):
    front = FRONT.replace("kernelspec:", "mystnb:\n  execution_mode: 'off'\nkernelspec:")
    write(book, cell("print('never')"), front=front)
    fails_again_and_again(book, capfd, "activity.md", "not run")


def test_a_package_that_breaks_behind_a_green_cache(book):
    write(book, cell(COMPUTES))
    build(book, quiet=True)
    (book / "package" / "measure.py").write_text("def value():\n    raise RuntimeError('broken')\n")
    for _ in range(2):
        with pytest.raises(BuildError):
            build(book, quiet=True)
    assert "It is 41" in shown(book), "the last good book stays"
    (book / "package" / "measure.py").write_text("def value():\n    return 42\n")
    build(book, quiet=True)
    assert "It is 42" in shown(book)


def test_what_has_not_changed_is_not_run_again(book):
    write(book, cell("import time; print('ran at', time.time_ns())"))
    build(book, quiet=True)
    first = shown(book)
    build(book, fresh=True, quiet=True)
    assert shown(book) == first


def test_an_input_that_is_not_there_is_named(book, capfd):
    config = book / "_config.yml"
    config.write_text(config.read_text().replace("[package]\n", "[pakage]\n"))
    write(book, cell("1"))
    with pytest.raises(BuildError):
        build(book, quiet=True)
    said = capfd.readouterr().err
    assert "bookcraft_notebook_inputs" in said and "pakage" in said


def test_the_fingerprint_sees_contents_and_names_and_no_leftovers_of_python(tmp_path):
    package = tmp_path / "package"
    package.mkdir()
    (package / "a.py").write_text("1")
    first = fingerprint(tmp_path, ["package"])
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert fingerprint(tmp_path, ["package"]) == first
    (package / "a.py").rename(package / "b.py")
    renamed = fingerprint(tmp_path, ["package"])
    assert renamed != first
    (package / "b.py").write_text("2")
    assert fingerprint(tmp_path, ["package"]) != renamed
    with pytest.raises(FileNotFoundError):
        fingerprint(tmp_path, ["elsewhere"])
