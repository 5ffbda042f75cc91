"""The way out of a frozen engine stays open: the same source builds under plain Sphinx.

See docs/decisions/frozen-engine-and-the-way-out.md.
"""

import ast
import os
import re
import shutil
import subprocess

import pytest

from tools.environments import python_of, scripts, variables
from tools.steps import ROOT

PLAIN_SPHINX = ROOT / ".venvs" / "plain-sphinx"
# The engine itself, and what only its own themes and pages use.
LEFT_BEHIND = {"jupyter_book", "sphinx_book_theme", "sphinx_comments", "sphinx_thebe"}


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A copy of what is built, with the conf.py that Jupyter Book writes, less the engine."""
    copy = tmp_path_factory.mktemp("way-out") / "source"
    made = shutil.ignore_patterns(".*", "_build", "dist", "node_modules", "__pycache__", "web", "tests")
    shutil.copytree(ROOT, copy, ignore=made)
    command = [scripts(ROOT / ".venv") / "jupyter-book", "config", "sphinx", "."]
    subprocess.run(command, cwd=copy, env=variables(ROOT / ".venv"), check=True, capture_output=True)
    conf = copy / "conf.py"
    found = re.search(r"^extensions = (\[.*\])$", conf.read_text(encoding="utf-8"), re.M)
    kept = [name for name in ast.literal_eval(found[1]) if name not in LEFT_BEHIND]
    conf.write_text(conf.read_text(encoding="utf-8").replace(found[0], f"extensions = {kept}"), encoding="utf-8")
    return copy


@pytest.mark.way_out
def test_plain_sphinx_builds_the_same_pages_without_a_warning(source, built_book, tmp_path):
    assert python_of(PLAIN_SPHINX).exists(), "run this with: make.py way-out"
    paths = [str(source / "packages" / name / "src") for name in ("bookcraft", "leadership-lab")]
    environment = variables(PLAIN_SPHINX, PYTHONPATH=os.pathsep.join(paths))
    command = [python_of(PLAIN_SPHINX), "-m", "sphinx", "-W", "--keep-going", "-b", "html", source, tmp_path]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Running Sphinx v(9|\d\d)\.", done.stdout), "this is an older engine"

    assert pages(tmp_path) == pages(built_book)
    for name in sorted(pages(built_book)):
        assert headings(tmp_path / name) == headings(built_book / name), name


@pytest.mark.way_out
def test_the_engine_is_nowhere_in_that_environment():
    command = [python_of(PLAIN_SPHINX), "-c", "import jupyter_book"]
    done = subprocess.run(command, env=variables(PLAIN_SPHINX), capture_output=True, text=True)
    assert "No module named 'jupyter_book'" in done.stderr


def test_one_module_alone_knows_the_engine(root):
    sources = (root / "packages" / "bookcraft" / "src").rglob("*.py")
    knowing = [path.name for path in sources if re.search(r"(import|from) jupyter_book", path.read_text("utf-8"))]
    assert knowing == ["build.py"]


def pages(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def headings(page):
    return re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", page.read_text(encoding="utf-8"), re.S)
