"""What several groups of tests share: the built book, the browsers, and the marks that follow from them."""

import os
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

from tools.environments import scripts, variables
from tools.steps import ROOT
from tools.system import find_browser

MARK_OF_FIXTURE = {"built_book": "build", "chromium": "browser", "firefox": "browser"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """A test that uses the built book or a browser carries the mark for it, before `-m` chooses."""
    for item in items:
        for fixture, mark in MARK_OF_FIXTURE.items():
            if fixture in item.fixturenames:
                item.add_marker(mark)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def built_book(tmp_path_factory, worker_id) -> Path:
    """The folder of the built web book: brought up to date once a run, whichever worker needs it first."""
    run = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    built = run / "book-is-built"
    with FileLock(run / "book.lock"):
        if not built.exists():
            venv = ROOT / ".venv"
            command = [scripts(venv) / "book", "build", "html"]
            done = subprocess.run(command, cwd=ROOT, env=variables(venv), capture_output=True, text=True)
            if done.returncode:
                pytest.fail(f"the book does not build:\n{done.stdout}\n{done.stderr}", pytrace=False)
            built.touch()
    return ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Chromium, Chrome or Edge."""
    return browser_or_fail("chromium")


@pytest.fixture(scope="session")
def firefox() -> str:
    """Path of Firefox."""
    return browser_or_fail("firefox")


def browser_or_fail(name):
    path = find_browser(name)
    if not path or not os.access(path, os.X_OK):
        pytest.fail(f"no {name} was found: run the tests with make.py, which installs it or says what to do")
    return path
