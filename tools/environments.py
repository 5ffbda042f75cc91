"""Python environments that hold exactly what the locks in `requirements/` name, and our own packages."""

import os
import subprocess
import sys

from tools.steps import ROOT, Stop, digest, read_note, run, say, write_note
from tools.system import WINDOWS, install

PACKAGES = [ROOT / "packages" / name for name in ("leadership-lab", "bookcraft")]


def scripts(environment):
    return environment / ("Scripts" if WINDOWS else "bin")


def python_of(environment):
    return scripts(environment) / ("python.exe" if WINDOWS else "python")


def lock_of(name):
    return ROOT / "requirements" / f"{name}.txt"


def prepare(environment, *names, packages=True):
    """Make `environment` hold what the locks `names` say and, with `packages`, our own two.

    Locks are given from small to large: each holds the ones before it. The note in the environment is
    taken away before anything changes and written when all is done, so an environment without one is half
    made. That one, and one that follows an older lock, is made again from nothing: it then never holds
    more than the locks name.
    """
    note_file = environment / "made.json"
    note = read_note(note_file)
    locks = note.get("locks", {})
    outdated = any(digest(lock_of(name)) != seen for name, seen in locks.items())
    if outdated or note.get("here") != identity(environment):
        note, locks = {}, {}
    missing = [name for name in names if name not in locks]
    wanted = digest(*(package / "pyproject.toml" for package in PACKAGES)) if packages else None
    if note and not missing and note["packages"] == wanted:
        return

    note_file.unlink(missing_ok=True)
    if not note:
        say(f"Making the Python environment {environment.relative_to(ROOT)} ...")
        create(environment)
    if missing:
        say(f"Installing what requirements/{missing[-1]}.txt names (a minute or two the first time) ...")
        pip(environment, "--only-binary", ":all:", "--require-hashes", "-r", lock_of(missing[-1]))
    if packages:
        editable = [part for package in PACKAGES for part in ("-e", package)]
        pip(environment, "--no-deps", "--no-index", "--no-build-isolation", *editable)
        name_relatively(environment)
    locks |= {name: digest(lock_of(name)) for name in missing}
    write_note(note_file, {"here": identity(environment), "locks": locks, "packages": wanted})


def identity(environment):
    """Where the environment is and which Python it runs; it cannot be moved, nor outlive its Python."""
    code = "import sys, pip; print(sys.version)"
    try:
        found = subprocess.run([python_of(environment), "-I", "-c", code], capture_output=True, text=True)
    except OSError:
        return None
    return [str(environment), found.stdout.strip()]


def create(environment):
    base = getattr(sys, "_base_executable", None) or sys.executable  # not the one that is being replaced
    try:
        import ensurepip  # noqa: F401
    except ImportError:  # Debian and its kin ship it apart
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not install(package):
            remedy = f"install {package}, then try again"
            raise Stop(f"this Python cannot make environments: {remedy}") from None
    run(
        [base, "-m", "venv", "--clear", environment],
        f"the environment could not be made: close what uses {environment}, delete it, then try again",
    )


def pip(environment, *arguments):
    run(
        [python_of(environment), "-m", "pip", "install", "-qq", *arguments],
        "pip could not install this (its reason is above): see that the network is there, then try again",
        env=variables(environment),
    )


def name_relatively(environment):
    """Let the environment name our packages by relative paths, which are plain ASCII.

    Python before 3.13 reads .pth files in the locale's encoding on Windows: with an absolute path, an
    accent in the name of a folder or a user would hide the packages.
    """
    for package in PACKAGES:
        name = f"site-packages/_editable_impl_{package.name.replace('-', '_')}.pth"
        for file in (*environment.glob(f"lib/python*/{name}"), *environment.glob(f"Lib/{name}")):
            file.write_text(os.path.relpath(package / "src", file.parent) + "\n", encoding="ascii")


def variables(environment, **more):
    """The environment variables of a program that belongs to `environment`."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return kept | {
        "PATH": f"{scripts(environment)}{os.pathsep}{os.environ.get('PATH', '')}",
        "VIRTUAL_ENV": str(environment),
        "PYTHONUTF8": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        **more,
    }
