"""Folders that replace others only when they are whole."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCK = "lock"
_GRACE = 60.0  # seconds in which a new place may still be without its lock


class Place:
    """A new folder beside `target` to work in, which only its owner may read.

    It is locked for as long as the process lives, so that the next to work here can tell what a
    killed one left behind, perhaps papers of chi ủy, and remove it. Raises OSError.
    """

    def __init__(self, target: Path, prefix: str) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(target.parent, prefix)
        self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
        self._lock: int | None = _locked(self.path, create=True)

    def discard(self) -> None:
        """Remove the folder with everything in it."""
        if self._lock is not None:
            os.close(self._lock)  # first, as Windows removes no file that is open
            self._lock = None
        shutil.rmtree(self.path, ignore_errors=True)


def _remove_abandoned(folder: Path, prefix: str) -> None:
    """Remove what was left here by those who are no more."""
    for path in folder.glob(f"{prefix}*"):
        if path.is_dir() and not path.is_symlink():
            try:
                lock = _locked(path, create=False)
            except FileNotFoundError:
                if _is_new(path):
                    continue
                lock = None
            except OSError:  # somebody works in it, or it is not ours
                continue
            if lock is not None:
                os.close(lock)
            shutil.rmtree(path, ignore_errors=True)


def _is_new(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime < _GRACE
    except FileNotFoundError:
        return True


def _locked(place: Path, *, create: bool) -> int:
    """Return the open lock of a place; raise OSError where another holds it."""
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | (os.O_CREAT if create else 0)
    handle = os.open(place / _LOCK, flags, 0o600)
    try:
        _claim(handle)
    except OSError:
        os.close(handle)
        raise
    return handle


def _claim(handle: int) -> None:
    """Lock an open file for this process; raise OSError where another holds it."""
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def swap_in(folder: Path, target: Path, aside: Path) -> None:
    """Put `folder` in the place of `target`, which goes to `aside`; undo it where that fails.

    All three lie on one file system, so that each step is a rename. Raises OSError.
    """
    if target.exists():
        target.rename(aside)
    try:
        folder.rename(target)
    except OSError:
        if aside.exists():
            aside.rename(target)
        raise
