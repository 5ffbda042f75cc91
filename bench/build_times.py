"""How long a build takes: all of it, with the notebooks' results kept, one page changed, nothing changed.

In a copy of the source, so that the book of this folder is left alone. Run with `make bench`.
"""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from tools.environments import scripts, variables
from tools.steps import ROOT

LEFT_OUT = (".*", "_build", "dist", "node_modules", "__pycache__", "tests")


def seconds_to_build(book: Path) -> float:
    sources = [str(book / "packages" / name / "src") for name in ("bookcraft", "leadership-lab")]
    environment = variables(ROOT / ".venv", PYTHONPATH=os.pathsep.join(sources), SOURCE_DATE_EPOCH="0")
    began = time.perf_counter()
    command = [scripts(ROOT / ".venv") / "book", "build", "html"]
    subprocess.run(command, cwd=book, env=environment, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book"
        shutil.copytree(ROOT, book, ignore=shutil.ignore_patterns(*LEFT_OUT))
        times = {"everything, notebooks run": seconds_to_build(book)}
        shutil.rmtree(book / "_build" / ".work")
        times["everything, notebooks kept"] = seconds_to_build(book)
        page = next((book / "book").rglob("*.md"))
        page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
        times["one page changed"] = seconds_to_build(book)
        times["nothing changed"] = seconds_to_build(book)
        pages = len(list((book / "_build" / "html").rglob("*.html")))
    print(f"{pages} pages, {os.cpu_count()} cores")
    for what, seconds in times.items():
        print(f"{what:28}{seconds:6.1f} s")


if __name__ == "__main__":
    main()
