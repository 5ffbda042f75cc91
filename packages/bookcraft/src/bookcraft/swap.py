"""Putting a finished folder in the place of another, so that no one ever meets half of it."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap_in(finished: Path, place: Path) -> None:
    """Copy a finished folder beside its place, then exchange the two.

    finished: a whole folder; it stays, for the next incremental build. place: where readers look; what was there goes.
    Where the system can exchange two folders in one step (Linux) there is no moment without a book; elsewhere the old
    one is moved aside first, and an interrupted exchange is put right at the next call.
    Raises: OSError; `place` is then as it was.
    """
    fresh, old = place.with_name(place.name + ".new"), place.with_name(place.name + ".old")
    if old.exists() and not place.exists():
        old.rename(place)
    for leftover in (fresh, old):
        if leftover.exists():
            shutil.rmtree(leftover)
    try:
        # Never hard links: the next build writes into its own files, not into those a reader has.
        shutil.copytree(finished, fresh, copy_function=shutil.copyfile)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    if not place.exists():
        fresh.rename(place)
    elif _exchange(fresh, place):
        shutil.rmtree(fresh, ignore_errors=True)
    else:
        place.rename(old)
        try:
            fresh.rename(place)
        except BaseException:
            old.rename(place)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    result = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return result == 0
