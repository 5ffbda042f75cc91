"""`book build`: strict, one at a time, and never without the last good book."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bookcraft import build as building
from bookcraft.build import BuildError, build, find_book, source_date
from filelock import FileLock

CONFIG = """\
title: A small book
only_build_toc_files: true
html:
  use_multitoc_numbering: true
latex:
  use_jupyterbook_latex: false
sphinx:
  extra_extensions: [bookcraft]
  config:
    html_theme: basic
    html_theme_options: {}
"""


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "a böok"
    folder.mkdir()
    (folder / "_config.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters:\n- file: one\n", encoding="utf-8")
    (folder / "index.md").write_text("# A small book\n", encoding="utf-8")
    (folder / "one.md").write_text("# One\n\nFirst.\n", encoding="utf-8")
    return folder


def shown(book: Path, page: str = "one") -> str:
    return (book / "_build" / "html" / f"{page}.html").read_text(encoding="utf-8")


def write(book: Path, text: str) -> None:
    (book / "one.md").write_text(text, encoding="utf-8")


pytestmark = pytest.mark.build


def test_a_book_is_built_and_says_where_it_is(book):
    built = build(book, quiet=True)
    assert built.start == book / "_build" / "html" / "index.html" and built.start.is_file()
    assert "First." in shown(book)


def test_a_warning_fails_the_build_and_the_next_one_and_keeps_the_last_good_book(book):
    build(book, quiet=True)
    write(book, "# One\n\nSecond, with {ref}`nowhere`.\n")
    for _ in range(2):
        with pytest.raises(BuildError, match="the last good book is still in"):
            build(book, quiet=True)
        assert "First." in shown(book)
    write(book, "# One\n\nThird.\n")
    build(book, quiet=True)
    assert "Third." in shown(book)


def test_a_build_that_was_killed_is_not_trusted(book, monkeypatch):
    build(book, quiet=True)
    write(book, "# One\n\nSecond, with {ref}`nowhere`.\n")

    def killed(*_):
        raise SystemExit("killed after Sphinx had read the pages")

    with monkeypatch.context() as patched:
        patched.setattr(building, "swap_in", killed)
        write(book, "# One\n\nSecond.\n")
        with pytest.raises(SystemExit):
            build(book, quiet=True)
    assert "First." in shown(book)
    assert (book / "_build" / ".work" / "unfinished").exists()
    build(book, quiet=True)
    assert "Second." in shown(book)
    assert not (book / "_build" / ".work" / "unfinished").exists()


def test_two_builds_at_once_do_not_meet(book):
    work = book / "_build" / ".work"
    work.mkdir(parents=True)
    with FileLock(work / "lock"), pytest.raises(BuildError, match="another build of .* is running"):
        build(book, quiet=True)


def test_a_first_build_that_fails_says_that_there_is_no_book(book):
    write(book, "# One\n\n{ref}`nowhere`\n")
    with pytest.raises(BuildError, match="there is no earlier book to keep"):
        build(book, quiet=True)
    assert not (book / "_build" / "html").exists()


def test_an_output_folder_that_cannot_be_written_is_named(book):
    (book / "_build").write_text("a file where a folder should be")
    with pytest.raises(BuildError, match="_build"):
        build(book, quiet=True)


def test_the_book_is_found_from_any_folder_inside_it(book, tmp_path):
    inside = book / "chapters" / "deep"
    inside.mkdir(parents=True)
    assert find_book(inside) == book.resolve()
    with pytest.raises(BuildError, match="no _config.yml and _toc.yml in it or above"):
        find_book(tmp_path)


def test_builds_carry_the_time_of_the_last_commit(book):
    assert source_date(book) == "0"
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "A book", "--date=@1700000000"]):
        subprocess.run(["git", "-C", str(book), *command], check=True, env={"GIT_COMMITTER_DATE": "@1700000000 +0000"})
    assert source_date(book) == "1700000000"


class TestCommand:
    """Through the installed command, as an author types it."""

    def run(self, book, *arguments):
        command = [Path(sys.executable).with_name("book"), "build", "html", "--source", book, *arguments]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")

    def test_a_good_book(self, book):
        done = self.run(book, "--json")
        assert done.returncode == 0
        answer = json.loads(done.stdout.strip().splitlines()[-1])
        assert answer["built"] and Path(answer["start"]).is_file()

    def test_a_bad_book(self, book):
        write(book, "# One\n\n{ref}`nowhere`\n")
        done = self.run(book, "--json")
        assert done.returncode == 1
        assert not json.loads(done.stdout.strip().splitlines()[-1])["built"]
        done = self.run(book)
        assert done.returncode == 1 and "one.md:3" in done.stderr and "the build failed" in done.stderr

    def test_no_book(self, book, tmp_path):
        shutil.rmtree(book)
        deep = tmp_path / ("a folder with a long name " * 4).strip()
        deep.mkdir()
        done = self.run(deep)
        assert done.returncode == 1
        assert "no book here: no _config.yml and _toc.yml in it or above" in done.stderr, "a message is one line"
