"""Building a book without ever losing the last good one.

A build works in a folder of its own and is swapped in, whole, when it has succeeded. Warnings are errors. What a build
read that failed, or was stopped in any way, is forgotten, so that the next one meets the same warnings again instead of
passing over them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from .swap import swap_in

START_FILES = {"html": "index.html"}
"""The forms a book can be built in, and the file that each opens with."""


class BuildError(Exception):
    """A build that did not succeed; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build. form: a key of `START_FILES`; folder, start: where it is and begins; seconds: its time."""

    form: str
    folder: Path
    start: Path
    seconds: float


def find_book(start: Path) -> Path:
    """Return the folder of the book that `start` lies in. Raises: BuildError if there is none."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "_config.yml").is_file() and (folder / "_toc.yml").is_file():
            return folder
    raise BuildError(f"{start}: no book here: no _config.yml and _toc.yml in it or above; go to the book's folder")


def build(
    book: Path, form: str = "html", *, jobs: int | None = None, fresh: bool = False, quiet: bool = False
) -> Built:
    """Build a book in one form.

    book: its folder, with `_config.yml` and `_toc.yml`. jobs: processes that read pages, all cores by default.
    fresh: forget what earlier builds read. quiet: print warnings only.
    Returns: where the finished build is. Raises: BuildError; the last good output is then as it was.
    """
    began = time.monotonic()
    made = book / "_build"
    work, out = made / ".work", made / form
    try:
        work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(work / "lock")
        with lock.acquire(timeout=0):
            unfinished = work / "unfinished"
            if fresh or unfinished.exists():
                _remove(work / form)
                _remove(work / "doctrees")
            unfinished.touch()
            if not run_sphinx(book, work / form, work / "doctrees", form, jobs or os.cpu_count() or 1, quiet):
                raise BuildError(f"the build failed, see above; {_last_good(out)}")
            swap_in(work / form, out)
            unfinished.unlink()
    except Timeout:
        raise BuildError(f"another build of {book} is running; wait for it, or stop it") from None
    except OSError as error:
        raise BuildError(f"{error.filename or made}: {error.strerror or error}; {_last_good(out)}") from error
    return Built(form, out, out / START_FILES[form], time.monotonic() - began)


def run_sphinx(book: Path, out: Path, doctrees: Path, builder: str, jobs: int, quiet: bool = False) -> bool:
    """Run Jupyter Book's own build, strictly. Returns: whether it succeeded without a warning."""
    from jupyter_book.sphinx import build_sphinx

    os.environ.setdefault("SOURCE_DATE_EPOCH", source_date(book))
    result = build_sphinx(
        book,
        out,
        noconfig=True,
        path_config=book / "_config.yml",
        confoverrides={"external_toc_path": (book / "_toc.yml").as_posix(), "latex_individualpages": False},
        doctreedir=doctrees,
        builder=builder,
        warningiserror=True,
        keep_going=True,
        jobs=jobs,
        quiet=quiet,
    )
    if isinstance(result, KeyboardInterrupt):
        raise result
    return result == 0


def source_date(book: Path) -> str:
    """The time that builds carry: of the last commit, so that the same source gives the same bytes."""
    asked = ["git", "-C", str(book), "log", "-1", "--format=%ct"]
    with suppress(OSError, subprocess.CalledProcessError):
        return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip() or "0"
    return "0"


def _last_good(out: Path) -> str:
    return f"the last good book is still in {out}" if out.exists() else "there is no earlier book to keep"


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
