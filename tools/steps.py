"""A step of work: said before it starts, noted when it is done, one line where it fails."""

import hashlib
import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Stop(Exception):
    """Work cannot go on: one line that says what is wrong and what to do."""


def say(text):
    print(text, flush=True)


def run(command, trouble, cwd=ROOT, **options):
    """Run `command`; where it fails, stop with the line `trouble`."""
    command = [str(part) for part in command]
    try:
        subprocess.run(command, check=True, cwd=cwd, **options)
    except OSError as error:
        raise Stop(f"{trouble} ({command[0]}: {error.strerror})") from None
    except subprocess.CalledProcessError:
        raise Stop(trouble) from None


def digest(*paths):
    """Hash of the names and contents of files and folders: a newer date alone is no new work."""
    total = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            name = file.relative_to(ROOT)
            if file.is_file() and not {"node_modules", "__pycache__"} & set(name.parts):
                total.update(name.as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def read_note(path):
    """The note that finished work left; {} where it was never finished."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def write_note(path, note):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
