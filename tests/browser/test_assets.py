"""The front end is built the same every time, and the built one is what its sources say."""

import shutil
import subprocess

import pytest

from tools.environments import scripts
from tools.steps import ROOT

STATIC = ROOT / "packages" / "bookcraft" / "src" / "bookcraft" / "theme" / "static"


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.build
def test_two_builds_give_the_same_bytes_and_the_installed_one_is_current(tmp_path):
    node = shutil.which("node") or shutil.which("node", path=scripts(ROOT / ".venv"))
    if not node:
        pytest.fail("no Node.js; run: python make.py assets")
    for name in ("one", "other"):
        subprocess.run([node, "build.mjs", tmp_path / name], cwd=ROOT / "web", check=True, capture_output=True)
    one, other = contents(tmp_path / "one"), contents(tmp_path / "other")
    assert one == other
    assert contents(STATIC) == one, "web/ has changed since the assets were built; run: python make.py assets"
