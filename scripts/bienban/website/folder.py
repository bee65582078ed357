"""The folder of a site: pages kept from the last build, a new folder put in place when whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from bienban.drafts import Draft as AnyDraft
from bienban.drafts import Kept, Manifest, digest

PAGES = Manifest(".bienban-site.json", "pages")
"""The file of a site that says from which inputs each page was made."""


class Draft(AnyDraft):
    """A site beside the one it will replace."""

    manifest = PAGES
    prefix = ".bienban-site-"

    def take(self, path: str, key: str) -> Kept | None:
        """Take over the page that the last build made of the same inputs, if it is whole."""
        kept = self.kept.get(path)
        if kept is None or kept.key != key:
            return None
        old = self.target / path
        try:
            if old.is_symlink() or digest(old.read_bytes()) != kept.digest:
                return None
        except OSError:
            return None
        place(old, self.folder / path)
        return kept


def place(source: Path, target: Path) -> None:
    """Put a file of the last build into the new folder: as a second name where that is possible."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def copy_tree(source: Path, target: Path) -> None:
    """Put every file below `source` below `target`."""
    for path in sorted(source.rglob("*")):
        if path.is_file() and not path.is_symlink():
            place(path, target / path.relative_to(source))
