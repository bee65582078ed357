"""Which files are documents, of which workspace, and what they hold while no editor does."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from pygls.uris import to_fs_path

from bienban.documents.reader import MAX_BYTES, ORGANIZATION, record_class
from bienban.documents.workspace import FOLDERS
from bienban.frames import is_frame
from bienban.lsp.positions import Buffer


@dataclass(frozen=True, slots=True)
class Spot:
    """A document or score frame: the workspace that it belongs to, and its path there."""

    root: Path
    path: str


def spot_of(uri: str) -> Spot | None:
    """Return where a document stands; None where it is none of a minute book.

    Without an organization.yml the folder that holds `meetings` or `resolutions` counts.
    """
    name = to_fs_path(uri)
    if not name or "\0" in name:
        return None
    place = Path(os.path.normpath(name))
    for folder in place.parents:
        if (folder / ORGANIZATION).is_file() or folder / ORGANIZATION == place:
            return _spot(folder, place)
    for folder in place.parents:
        if folder.name in FOLDERS:
            return _spot(folder.parent, place)
    return None


def _spot(root: Path, place: Path) -> Spot | None:
    path = place.relative_to(root).as_posix()
    return Spot(root, path) if record_class(path) or is_frame(path) else None


def saved_text(place: Path) -> Buffer:
    """Return the text of a file that is not open; one that cannot be read has no lines.

    Links, special files and those too large are never opened, as the checker never does.
    """
    try:
        info = place.lstat()
        if not stat.S_ISREG(info.st_mode) or info.st_size > MAX_BYTES:
            return Buffer("")
        return Buffer(place.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff"))
    except OSError:
        return Buffer("")
