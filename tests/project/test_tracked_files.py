"""What is committed is source, readable everywhere, and tied to no machine."""

import json
import re
import subprocess
import sys

import pytest

from tools.steps import ROOT

# Written so that this file does not match itself.
REGISTRY = re.compile(rb"(?:pypi|pythonhosted|npmjs|yarnpkg|deb\.debian|archive\.ubuntu)\.(?:org|com)\b")
MACHINE = re.compile(rb"(?<![\w.:/-])(?:/(?:home|root|work|Users)/|[A-Z]:\\Users\\)[\w.-]+")


@pytest.fixture(scope="module")
def tracked():
    """Path of every file that git holds, or is about to, as it is in the working tree."""
    command = ["git", "ls-files", "-z", "--cached"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git clone: what is committed cannot be told")
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.fixture(scope="module")
def texts(tracked):
    contents = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in tracked}
    return {name: content for name, content in contents.items() if b"\0" not in content}


def lines_with(pattern, texts):
    return [
        f"{name} line {number}: {line.decode(errors='replace').strip()[:100]}"
        for name, content in texts.items()
        for number, line in enumerate(content.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_registry(texts):
    assert not lines_with(REGISTRY, texts)


def test_no_file_holds_a_path_of_somebodys_machine(texts):
    assert not lines_with(MACHINE, texts)


def test_locks_hold_no_address(texts):
    locks = {name: content for name, content in texts.items() if name.startswith("requirements/")}
    assert locks
    assert not lines_with(re.compile(rb"://"), locks)


def test_the_lock_of_the_front_end_holds_sums_and_no_address(root):
    lock = json.loads((root / "web" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert not [name for name, package in packages.items() if "integrity" not in package]


def test_nothing_that_git_ignores_is_committed():
    command = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert not done.stdout.split("\n")[:-1]


def test_no_notebook_with_outputs_and_no_compiled_file_is_committed(tracked):
    made = {".ipynb", ".pyc", ".whl", ".map", ".html", ".log"}
    # A template is a source, although it ends in .html.
    sources = ("theme", "templates", "layouts")
    found = [path for path in tracked if path.suffix in made and not set(sources) & set(path.parts)]
    assert not found


def test_text_files_end_with_one_newline_and_have_unix_lines(texts):
    wrong = [name for name, text in texts.items() if text and (text[-1:] != b"\n" or b"\r" in text)]
    assert not [name for name in wrong if not is_sample(name)]


def test_text_files_are_utf8(texts):
    for name, content in texts.items():
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            assert is_sample(name), f"{name} is not UTF-8: {error}"


def is_sample(name):
    """Files as a school's programs export them may be as bad as they are."""
    return name.startswith("tests/") and name.endswith((".csv", ".tsv", ".txt"))


def test_no_file_name_carries_a_number(tracked):
    """Order lives in `_toc.yml`; a number in a name would have to be changed with it."""
    paths = [path.relative_to(ROOT).with_suffix("") for path in tracked]
    # A published table keeps the number that it was published under.
    assert not [str(path) for path in paths if re.search(r"\d", str(path)) and path.parent.name != "data"]


def test_the_code_is_clean(tracked):
    code = [path for path in tracked if path.suffix == ".py"]
    done = subprocess.run([sys.executable, "-m", "ruff", "check", *code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
