"""A repository where there is none yet."""

from __future__ import annotations

from pathlib import Path

from git import Repo

from bienban.trail.environment import check_git


def start_repository(folder: Path) -> None:
    """Make `folder` a Git repository whose first branch is `main`; one that is stays as it is."""
    check_git()
    if not (folder / ".git").exists():
        Repo.init(folder, initial_branch="main").close()
