"""make.py runs before anything is installed, says what to do, and does nothing twice."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import make
from tools import environments, steps, system

SOURCES = ["make.py", *sorted(f"tools/{path.name}" for path in Path(steps.__file__).parent.glob("*.py"))]


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.split(".")[0]


@pytest.mark.parametrize("name", SOURCES)
def test_only_the_standard_library_is_used(name, root):
    tree = ast.parse((root / name).read_text(encoding="utf-8"))
    assert not set(imported(tree)) - set(sys.stdlib_module_names) - {"tools"}


def test_an_old_python_can_read_that_it_is_too_old(root):
    source = (root / "make.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    assert source.index("sys.version_info <") < source.index("from tools")


def test_the_makefile_has_the_same_verbs(root):
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert set(re.search(r"^VERBS := (.*)$", makefile, re.M)[1].split()) == set(make.VERBS)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", ".ci/run"])
def test_commands_that_the_documents_name_exist(name, root):
    text = (root / name).read_text(encoding="utf-8")
    code = re.findall(r"```.*?```|`[^`]+`|^ {4}.*$", text, re.M | re.S) if name.endswith(".md") else [text]
    named = set(re.findall(r"\bmake(?:\.py)? ([a-z][a-z-]*)", "\n".join(code)))
    assert named
    assert not named - set(make.VERBS)


def test_every_path_that_the_documents_name_exists(root):
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (root / name).read_text(encoding="utf-8")
        links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
        assert not [link for link in links if not (root / link).exists()], name


def run_make(*arguments, folder=steps.ROOT):
    command = [sys.executable, str(folder / "make.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder)


@pytest.mark.parametrize("arguments", [(), ("help",), ("--help",)])
def test_help_lists_every_verb_with_its_purpose(arguments):
    done = run_make(*arguments)
    assert done.returncode == 0
    for name, verb in make.VERBS.items():
        assert re.search(rf"^  {name} +{re.escape(verb.__doc__)}$", done.stdout, re.M)


@pytest.mark.parametrize("arguments", [("bok",), ("book", "html"), ("clean", "all", "now")])
def test_a_wrong_word_gets_one_line_and_does_nothing(arguments):
    done = run_make(*arguments)
    assert done.returncode == 1
    assert done.stdout == ""
    assert re.fullmatch(r"make\.py: .*\n", done.stderr)


# --- steps ---------------------------------------------------------------------------------------------


@pytest.fixture
def house(tmp_path, monkeypatch):
    """An empty house whose path has a blank and an accent."""
    folder = tmp_path / "École d'été"
    (folder / "requirements").mkdir(parents=True)
    for module in (steps, environments):
        monkeypatch.setattr(module, "ROOT", folder)
    (folder / "requirements" / "small.txt").write_text("")
    return folder


def test_a_digest_sees_names_and_contents_but_not_dates(house):
    file = house / "requirements" / "small.txt"
    before = steps.digest(house)
    os.utime(file, (1, 1))
    assert steps.digest(house) == before
    file.write_text("x")
    assert steps.digest(house) != before
    file.write_text("")
    assert steps.digest(house) == before
    file.rename(file.with_name("other.txt"))
    assert steps.digest(house) != before


def test_a_digest_leaves_installed_modules_out(house):
    before = steps.digest(house)
    (house / "web" / "node_modules").mkdir(parents=True)
    (house / "web" / "node_modules" / "x.js").write_text("x")
    assert steps.digest(house) == before


def test_a_failing_program_becomes_one_line():
    with pytest.raises(steps.Stop, match="^try again$"):
        steps.run([sys.executable, "-c", "raise SystemExit(3)"], "try again")
    with pytest.raises(steps.Stop, match="no-such-program"):
        steps.run(["no-such-program"], "try again")


def test_environments_are_made_once_and_half_made_ones_again(house, capsys, monkeypatch):
    folder = house / ".venv"
    folder.mkdir()
    (folder / "left-behind").touch()

    def prepare():
        environments.prepare(folder, "small", packages=False)
        return capsys.readouterr().out

    assert "Making" in prepare(), "without its note an environment is half made"
    assert not (folder / "left-behind").exists()
    assert environments.python_of(folder).exists()
    assert prepare() == "", "the second time there is nothing to do"

    made_again = []
    monkeypatch.setattr(environments, "create", made_again.append)
    (house / "requirements" / "small.txt").write_text("# a newer lock\n")
    prepare()
    assert made_again == [folder], "an environment holds no more than its lock names"
    (folder / "made.json").write_text('{"here": ["elsewhere", "3.11"], "locks": {}, "packages": null}')
    prepare()
    assert made_again == [folder] * 2, "a moved environment does not work"


def test_an_interrupted_step_leaves_no_note(house, monkeypatch):
    folder = house / ".venv"
    (folder / "bin").mkdir(parents=True)
    note = {"here": environments.identity(folder), "locks": {}, "packages": None}
    steps.write_note(folder / "made.json", note)

    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(environments, "pip", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environments.prepare(folder, "small", packages=False)
    assert not (folder / "made.json").exists()


def test_the_packages_are_named_by_relative_paths(root):
    """An accent in the path would otherwise hide them on Windows before Python 3.13."""
    found = list((root / ".venv").glob("[Ll]ib/**/site-packages/_editable_impl_*.pth"))
    if not (root / ".venv" / "made.json").exists():
        pytest.skip("this environment was not made by make.py")
    assert len(found) == 2
    assert all(path.read_text(encoding="ascii").startswith("..") for path in found)


# --- browsers ------------------------------------------------------------------------------------------

needs_shebang = pytest.mark.skipif(os.name == "nt", reason="the programs of this test are shell scripts")


def program(folder, name, text):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with a shell and nothing else on its path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("CHROMIUM", "FIREFOX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    return tmp_path


@needs_shebang
def test_a_browser_that_does_not_start_is_passed_over(machine):
    program(machine, "chromium-browser", "echo 'install the snap instead'; exit 1")
    assert system.find_browser("chromium") is None
    chrome = program(machine, "google-chrome", "echo 'Chrome 1'")
    assert system.find_browser("chromium") == str(chrome)


@needs_shebang
def test_a_named_browser_comes_first(machine, monkeypatch):
    program(machine, "chromium", "echo 'Chromium 1'")
    monkeypatch.setenv("CHROMIUM", "/opt/mine")
    assert system.find_browser("chromium") == "/opt/mine"


@needs_shebang
def test_a_missing_browser_is_installed_where_we_may(machine, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (machine / "archive").mkdir()
    packed, installed = program(machine / "archive", "firefox-esr", "exit 0"), machine / "firefox-esr"
    move = shutil.which("mv", path=os.defpath)
    note, unpack = f'echo "$@" >> "{machine}/asked"', f'{move} "{packed}" "{installed}"'
    program(machine, "apt-get", f'{note}; [ "$1" = update ] || {unpack}')
    assert system.browser("firefox") == str(installed)
    asked = (machine / "asked").read_text().splitlines()
    assert asked[0].startswith("update") and asked[1].endswith("firefox-esr")


@needs_shebang
def test_where_we_may_not_install_one_line_says_what_to_do(machine, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    program(machine, "apt-get", "exit 1")
    with pytest.raises(steps.Stop, match="install chromium fonts-liberation, or set CHROMIUM"):
        system.browser("chromium")
