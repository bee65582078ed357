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
_OLD = "old"
_GRACE = 60.0  # seconds in which a new place may still be without its lock


class Place:
    """A new folder beside `target` to work in, which only its owner may read.

    It is locked for as long as the process lives, so that the next to work here can tell what a
    killed one left behind, perhaps papers of chi ủy, and remove it. Raises OSError.
    """

    def __init__(self, target: Path, prefix: str) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        clear_abandoned(target.parent, prefix)
        self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
        self._lock: int | None = _locked(self.path, create=True)

    def swap_in(self, folder: Path, target: Path) -> None:
        """Put `folder` in the place of `target`, which goes aside; undo it where that fails.

        All lie on one file system, so that each step is a rename. A process that is killed
        between the two leaves no `target`: the old one keeps its name where it lies, so that
        `clear_abandoned` can put it back. Raises OSError.
        """
        aside = self.path / _OLD / target.name
        if target.exists():
            aside.parent.mkdir()
            target.rename(aside)
        try:
            folder.rename(target)
        except OSError:
            if aside.exists():
                aside.rename(target)
            raise

    def discard(self) -> None:
        """Remove the folder with everything in it."""
        if self._lock is not None:
            os.close(self._lock)  # first, as Windows removes no file that is open
            self._lock = None
        shutil.rmtree(self.path, ignore_errors=True)


def clear_abandoned(folder: Path, prefix: str) -> None:
    """Remove what was left here by those who are no more, and put back what they took away."""
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
            restored = _put_back(path)
            if lock is not None:
                os.close(lock)
            if restored:
                shutil.rmtree(path, ignore_errors=True)


def _put_back(place: Path) -> bool:
    """Put the folder that was taken aside in `place` back, where none has taken its name since."""
    for old in (place / _OLD).glob("*"):
        target = place.parent / old.name
        if old.is_symlink() or os.path.lexists(target):
            continue
        try:
            old.rename(target)
        except OSError:
            return False
    return True


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
