#!/usr/bin/env python3
"""Everything one does with this book:  python make.py VERB  (Windows: py make.py VERB; or: make VERB)"""

import sys

if sys.version_info < (3, 11):  # an old Python must be able to parse this file: no newer syntax in it
    sys.exit(
        "make.py: this is Python %d.%d and the book needs 3.11 or newer: install it, then name it, "
        "for example: python3.12 make.py book" % sys.version_info[:2]
    )

import inspect
import json
import re
import shutil
import subprocess

from tools.environments import lock_of, prepare, python_of, scripts, variables
from tools.steps import ROOT, Stop, digest, read_note, run, say, write_note
from tools.system import browser

VENV = ROOT / ".venv"
PLAIN_SPHINX = ROOT / ".venvs" / "plain-sphinx"
LOCKING = ROOT / ".venvs" / "lock"
WEB = ROOT / "web"
STATIC = ROOT / "packages" / "bookcraft" / "src" / "bookcraft" / "theme" / "static"

# What each lock is made from; `test` keeps to the versions of `book`.
LOCKS = {
    "lock": ["--group", "lock"],
    "book": ["pyproject.toml"],
    "test": ["pyproject.toml", "--group", "test", "-c", "requirements/book.txt"],
    "node": ["--group", "node"],
    "plain-sphinx": ["--group", "plain-sphinx"],
}
FOR_EVERY_MACHINE = ["--universal", "--python-version", "3.11", "--generate-hashes"]
WITHOUT_ADDRESSES = ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
SIDE_BY_SIDE = ["-n", "logical", "--maxprocesses", "4", "--dist", "loadgroup"]


def set_up(*locks):
    prepare(VENV, *locks)
    build_assets()


def build_assets():
    """Build the page's scripts and styles, unless these very sources made what is there."""
    note_file = ROOT / ".cache" / "assets.json"
    sources = digest(WEB)
    if read_note(note_file) == {"sources": sources, "built": digest(STATIC)}:
        return
    node, npm = node_and_npm()
    note_file.unlink(missing_ok=True)
    say("Building the page's scripts and styles ...")
    installed, wanted = WEB / "node_modules" / "made.json", {"lock": digest(WEB / "package-lock.json")}
    if read_note(installed) != wanted:
        quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts", "--loglevel=error"]
        trouble = "npm ci failed in web/ (its reason is above): see that the network is there, then try again"
        run([npm, "ci", *quiet], trouble, cwd=WEB, env=variables(VENV), stdout=subprocess.DEVNULL)
        write_note(installed, wanted)
    run([node, "build.mjs"], "web/build.mjs failed (its reason is above)", cwd=WEB, env=variables(VENV))
    write_note(note_file, {"sources": sources, "built": digest(STATIC)})


def node_and_npm():
    """Paths of Node.js and npm: the machine's own where they are new enough, else a Python package's."""
    engines = json.loads((WEB / "package.json").read_text(encoding="utf-8")).get("engines", {})
    needed = int(re.search(r"\d+", engines.get("node", ">=18"))[0])
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
        if int((re.match(r"v(\d+)", version) or [0, 0])[1]) >= needed:
            return node, npm
    prepare(VENV, "node")
    return [shutil.which(name, path=scripts(VENV)) for name in ("node", "npm")]


def browsers(*names):
    """The variables that tell the tests where browsers are."""
    # Playwright's own Node.js asks for a system library that bare machines lack; the one of the assets does as well.
    return {name.upper(): browser(name) for name in names} | {"PLAYWRIGHT_NODEJS_PATH": node_and_npm()[0]}


def pytest(expression, *more, **environment):
    command = [python_of(VENV), "-m", "pytest", "-m", expression, *more]
    code = subprocess.run(command, cwd=ROOT, env=variables(VENV, **environment)).returncode
    if code:
        sys.exit(code)


def book():
    """build the book, after setting up whatever is missing"""
    set_up("book")
    run([scripts(VENV) / "book", "build", "html"], "no book (the reason is above)", env=variables(VENV))
    index = ROOT / "_build" / "html" / "index.html"
    opener = {"win32": "explorer", "darwin": "open"}.get(sys.platform, "xdg-open")
    say(f'To read it:  {opener} "{index}"')


def test(*more):
    """run every group of tests, a browser included (what follows goes to pytest, as with quick and soak)"""
    set_up("book", "test")
    pytest("not (soak or way_out)", *SIDE_BY_SIDE, *more, **browsers("chromium"))


def quick(*more):
    """run the tests that open no browser and build no book: less than a minute"""
    prepare(VENV, "book", "test")
    pytest("not (build or browser or soak or way_out)", *SIDE_BY_SIDE, *more)


def soak(*more):
    """run the long campaigns: load, scale, a second browser, two clean builds, the way out"""
    set_up("book", "test")
    prepare(PLAIN_SPHINX, "plain-sphinx")
    pytest("soak or way_out", *more, **browsers("chromium", "firefox"))


def way_out(*more):
    """build the same source under plain Sphinx, in an environment of its own"""
    set_up("book", "test")
    prepare(PLAIN_SPHINX, "plain-sphinx")
    pytest("way_out", *more)


def bench(*names):
    """run the benchmarks of bench/, or only those named"""
    set_up("book", "test")
    for script in sorted((ROOT / "bench").glob("*.py")):
        if not names or script.stem in names:
            trouble = f"bench/{script.name} failed (its reason is above)"
            run([python_of(VENV), "-m", f"bench.{script.stem}"], trouble, env=variables(VENV))


def assets():
    """build the page's scripts and styles from web/"""
    set_up("book")


def lint(*more):
    """check the code's style; --fix mends what it can"""
    prepare(VENV, "book", "test")
    run([python_of(VENV), "-m", "ruff", "check", ".", *more], "the code's style needs mending (see above)")


def lock(*more):
    """write requirements/ anew from pyproject.toml; --upgrade takes newer versions"""
    prepare(LOCKING, "lock", packages=False)
    for name, source in LOCKS.items():
        file = lock_of(name)
        options = [*FOR_EVERY_MACHINE, *WITHOUT_ADDRESSES, *more, "-o", file]
        command = [scripts(LOCKING) / "uv", "pip", "compile", "-q", *source, *options]
        run(command, f"uv could not write {file} (its reason is above)")
        if "://" in file.read_text(encoding="utf-8"):
            raise Stop(f"{file} names an address, which other machines may not reach: take it out")
        say(f"requirements/{file.name}")


def clean(what=""):
    """delete what builds and tests made; `clean all` deletes the environments too"""
    made = ["_build", "dist", ".cache", ".hypothesis", ".pytest_cache", ".ruff_cache", STATIC]
    environments = [".venv", ".venvs", "web/node_modules"]
    for path in made + environments * (what == "all"):
        shutil.rmtree(ROOT / path, ignore_errors=True)


def show_help():
    """show this list"""
    say(f"{__doc__}\n\n" + "\n".join(f"  {name:8} {verb.__doc__}" for name, verb in VERBS.items()))


VERBS = {verb.__name__.replace("_", "-"): verb for verb in (book, test, quick, soak, way_out)}
VERBS |= {verb.__name__: verb for verb in (bench, assets, lint, lock, clean)} | {"help": show_help}


def main(name="help", *more):
    verb = VERBS.get({"-h": "help", "--help": "help"}.get(name, name))
    if not verb:
        raise Stop(f"there is no {name!r}; there is: {', '.join(VERBS)}")
    try:
        inspect.signature(verb).bind(*more)
    except TypeError:
        raise Stop(f"'{name}' takes no {' '.join(more)!r}") from None
    verb(*more)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Stop as stop:
        sys.exit(f"make.py: {stop}")
    except KeyboardInterrupt:
        print("\nmake.py: stopped; the same command goes on from here", file=sys.stderr)
        sys.exit(130)
