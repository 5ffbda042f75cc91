"""Whoever reads a book while it is exchanged meets the old one or the new one, whole."""

import os
import shutil
import threading
from pathlib import Path

import pytest
from bookcraft import swap
from bookcraft.swap import swap_in


def write(folder, text, pages=3):
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(pages):
        (folder / f"{number}.html").write_text(text)
    return folder


def read(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


@pytest.fixture(params=["in one step", "one after the other"])
def any_system(request, monkeypatch):
    if request.param != "in one step":
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)


@pytest.mark.usefixtures("any_system")
class TestSwapping:
    def test_the_first_book_is_put_in_its_place(self, tmp_path):
        swap_in(write(tmp_path / "work", "new"), tmp_path / "html")
        assert read(tmp_path / "html") == {f"{n}.html": "new" for n in range(3)}

    def test_a_new_book_takes_the_place_of_the_old_and_leaves_nothing_behind(self, tmp_path):
        write(tmp_path / "html", "old", pages=5)
        swap_in(write(tmp_path / "work", "new"), tmp_path / "html")
        assert read(tmp_path / "html") == {f"{n}.html": "new" for n in range(3)}
        assert {path.name for path in tmp_path.iterdir()} == {"work", "html"}

    def test_what_the_next_build_writes_does_not_reach_readers(self, tmp_path):
        work = write(tmp_path / "work", "new")
        swap_in(work, tmp_path / "html")
        write(work, "half-written")
        assert set(read(tmp_path / "html").values()) == {"new"}

    def test_leftovers_of_an_interrupted_exchange_are_put_right(self, tmp_path):
        write(tmp_path / "html.old", "old")
        write(tmp_path / "html.new", "torn", pages=1)
        swap_in(write(tmp_path / "work", "new"), tmp_path / "html")
        assert set(read(tmp_path / "html").values()) == {"new"}
        assert {path.name for path in tmp_path.iterdir()} == {"work", "html"}

    def test_the_old_book_stays_when_the_copy_fails(self, tmp_path, monkeypatch):
        write(tmp_path / "html", "old")

        def full(*_, **__):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(shutil, "copyfile", full)
        with pytest.raises(OSError):
            swap_in(write(tmp_path / "work", "new"), tmp_path / "html")
        assert set(read(tmp_path / "html").values()) == {"old"}
        assert not (tmp_path / "html.new").exists()


def test_the_old_book_comes_back_when_the_new_one_cannot_take_its_place(tmp_path, monkeypatch):
    """As on Windows, where somebody may have a file of it open."""
    write(tmp_path / "html", "old")
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    rename = Path.rename

    def refused(path, target):
        if path.name == "html.new":
            raise PermissionError(13, "a file of it is open")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError):
        swap_in(write(tmp_path / "work", "new"), tmp_path / "html")
    assert set(read(tmp_path / "html").values()) == {"old"}
    monkeypatch.undo()
    swap_in(tmp_path / "work", tmp_path / "html")
    assert set(read(tmp_path / "html").values()) == {"new"}
    assert {path.name for path in tmp_path.iterdir()} == {"work", "html"}


def test_an_old_book_that_cannot_be_removed_does_no_harm(tmp_path, monkeypatch):
    write(tmp_path / "html", "old")
    swap_in(write(tmp_path / "work", "new"), tmp_path / "html")
    monkeypatch.setattr(os, "unlink", refuse)
    monkeypatch.setattr(os, "rmdir", refuse)
    swap_in(write(tmp_path / "work", "newer"), tmp_path / "html")
    assert set(read(tmp_path / "html").values()) == {"newer"}


def refuse(*_, **__):
    raise PermissionError(13, "not yours")


def test_an_exchange_that_broke_off_gives_the_old_book_back_before_anything_else(tmp_path, monkeypatch):
    write(tmp_path / "html.old", "old")

    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "copyfile", stopped)
    with pytest.raises(KeyboardInterrupt):
        swap_in(write(tmp_path / "work", "new"), tmp_path / "html")
    assert set(read(tmp_path / "html").values()) == {"old"}


def test_there_is_no_moment_without_a_book(tmp_path):
    """On Linux, where two folders are exchanged in one step."""
    html = write(tmp_path / "html", "old")
    if not swap._exchange(write(tmp_path / "one", "a"), write(tmp_path / "other", "b")):
        pytest.skip("this system cannot exchange two folders in one step")
    missing, done = [], threading.Event()

    def visit():
        while not done.is_set():
            try:
                (html / "0.html").stat()
            except FileNotFoundError as error:
                missing.append(error)

    reader = threading.Thread(target=visit)
    reader.start()
    for number in range(60):
        swap_in(write(tmp_path / "work", f"book {number}"), html)
    done.set()
    reader.join()
    assert not missing
