"""The locks name exact versions with their sums, and all that pyproject.toml asks for."""

import re
import tomllib

import pytest

import make
from tools.environments import lock_of

LOCKS = sorted(make.LOCKS)
PIN = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)([^\\]*)\\?$")


def pins(name):
    lines = lock_of(name).read_text(encoding="utf-8").splitlines()
    starts = [line for line in lines if line and not line.startswith((" ", "#"))]
    found = [PIN.match(line) for line in starts]
    assert all(found), f"{name}: {[line for line, match in zip(starts, found, strict=True) if not match]}"
    return {(match[1], match[2], match[3].strip()) for match in found}


def normal(requirement):
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_version_is_exact_and_has_its_sums(name):
    assert pins(name)
    blocks = re.split(r"\n(?=\S)", lock_of(name).read_text(encoding="utf-8").strip())
    assert not [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block]


@pytest.mark.parametrize("name", LOCKS)
def test_what_pyproject_asks_for_is_locked(name, root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["dependency-groups"].get(name, [])
    if "pyproject.toml" in make.LOCKS[name]:
        wanted = [*wanted, *project["project"]["dependencies"]]
    missing = {normal(requirement) for requirement in wanted} - {name for name, _, _ in pins(name)}
    assert not missing, f"{sorted(missing)} are missing: run make.py lock"


def test_no_lock_is_forgotten(root):
    assert sorted(path.stem for path in (root / "requirements").iterdir()) == LOCKS


def test_the_test_set_holds_the_book_set():
    assert not pins("book") - pins("test"), "run make.py lock"


@pytest.mark.parametrize("name", ["book", "plain-sphinx"])
def test_what_the_packages_ask_for_is_locked_too(name, root):
    """They are installed without their dependencies, which must therefore be in the lock."""
    locked = {name for name, _, _ in pins(name)}
    for path in (root / "packages").glob("*/pyproject.toml"):
        package = tomllib.loads(path.read_text(encoding="utf-8"))
        wanted = {normal(requirement) for requirement in package["project"]["dependencies"]}
        if name == "plain-sphinx":  # the engine that it is the way out of
            wanted -= {"jupyter-book"}
        assert not wanted - locked, f"{path}: add them to pyproject.toml, then run make.py lock"


def test_the_page_s_lock_names_no_address_at_all(root):
    """Neither where a package comes from nor whom to thank: npm writes `funding` back, which is taken out by hand."""
    assert "://" not in (root / "web" / "package-lock.json").read_text("utf-8")
