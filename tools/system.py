"""What the machine itself provides: browsers, and packages of its system where we may install them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.steps import Stop, run, say

WINDOWS = os.name == "nt"

COMMANDS = {
    "chromium": ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"],
    "firefox": ["firefox-esr", "firefox"],
}
MAC_PROGRAMS = {
    "chromium": [
        "Chromium.app/Contents/MacOS/Chromium",
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ],
    "firefox": ["Firefox.app/Contents/MacOS/firefox"],
}
WINDOWS_PROGRAMS = {
    "chromium": ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"],
    "firefox": ["Mozilla Firefox/firefox.exe"],
}
MANAGERS = {
    "apt-get": ["apt-get update -qq", "apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300"],
    "dnf": ["dnf install -y -q"],
    "apk": ["apk add -q"],
    "pacman": ["pacman -Sy --noconfirm"],
}
# Where a package is not named after the browser. Pages are tested with fonts as wide as those readers have.
NAMES = {
    ("apt-get", "chromium"): "chromium fonts-liberation",
    ("apt-get", "firefox"): "firefox-esr",
    ("apk", "chromium"): "chromium font-liberation",
    ("apk", "firefox"): "firefox-esr",
}


def find_browser(name):
    """Path of `chromium` (Chrome and Edge count) or `firefox`, or None.

    The environment variable CHROMIUM or FIREFOX names one that is kept elsewhere.
    """
    if named := os.environ.get(name.upper()):
        return named
    if sys.platform == "darwin":
        folders = [Path("/Applications"), Path.home() / "Applications"]
        places = [folder / program for program in MAC_PROGRAMS[name] for folder in folders]
    elif WINDOWS:
        keys = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
        folders = [Path(os.environ[key]) for key in keys if key in os.environ]
        places = [folder / program for program in WINDOWS_PROGRAMS[name] for folder in folders]
    else:
        return next(filter(starts, filter(None, map(shutil.which, COMMANDS[name]))), None)
    return next((str(place) for place in places if place.is_file()), None)


def starts(program):
    """Ubuntu's `chromium-browser` is there, but only says that something else should be installed."""
    return subprocess.run([program, "--version"], capture_output=True).returncode == 0


def browser(name):
    """Path of a browser, installed first where it is missing and we may; otherwise stop with the remedy."""
    packages = NAMES.get((manager(), name), name)
    path = find_browser(name) or (install(packages) and find_browser(name))
    if not path:
        which = "Chromium, Chrome or Edge" if name == "chromium" else "Firefox"
        raise Stop(f"the tests need {which}: install {packages}, or set {name.upper()} to a browser's path")
    return path


def manager():
    """The system's package manager, or None."""
    return next(filter(shutil.which, MANAGERS), None)


def install(packages):
    """Install packages of the system, their names divided by blanks; False where we may not."""
    if WINDOWS or not manager() or os.geteuid() != 0:
        return False
    say(f"Installing {packages} with {manager()} ...")
    *before, last = MANAGERS[manager()]
    for command in (*before, f"{last} {packages}"):
        run(
            command.split(),
            f"'{command}' failed (its reason is above): install {packages} by hand, then try again",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    return True
