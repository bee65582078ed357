"""Images of a document: found inside the workspace by us, never opened by pandoc."""

from __future__ import annotations

import posixpath
import stat
from pathlib import Path
from urllib.parse import unquote

from bienban.export.paper import Paper, Picture, picture_targets

MAX_BYTES = 10 * 1024 * 1024
"""The size beyond which an image is not taken into a paper."""

_KINDS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))


def pictures_of(paper: Paper, root: Path) -> dict[str, Picture]:
    """Return the images that `paper` shows, by target as written.

    An image that is missing, outside `root`, behind a link or not a PNG or JPEG is left out, and
    the paper that shows it then fails by name.
    """
    found = {target: _picture(root, paper.path, target) for target in picture_targets(paper.blocks)}
    return {target: picture for target, picture in found.items() if picture is not None}


def _picture(root: Path, document: str, target: str) -> Picture | None:
    place = posixpath.normpath(posixpath.join(posixpath.dirname(document), unquote(target)))
    parts = place.split("/")
    if place.startswith("/") or "\\" in place or "\0" in place or ".." in parts or ":" in place:
        return None
    try:
        return _read(root, parts)
    except OSError:
        return None


def _read(root: Path, parts: list[str]) -> Picture | None:
    """Return the image below `root`, or None where a link leads there or it is no image."""
    path = root
    for part in parts:
        path = path / part
        if path.is_symlink():
            return None
    info = path.lstat()
    if not stat.S_ISREG(info.st_mode) or info.st_size > MAX_BYTES:
        return None
    data = path.read_bytes()
    mime = next((mime for mark, mime in _KINDS if data.startswith(mark)), None)
    return Picture(mime, data) if mime else None
