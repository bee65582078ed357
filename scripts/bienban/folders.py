"""Folders that replace others only when they are whole."""

from __future__ import annotations

from pathlib import Path


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
