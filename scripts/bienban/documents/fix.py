"""Repairs what can be repaired without a doubt: text not in NFC, soft hyphens."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bienban.documents.reader import MAX_BYTES, record_class
from bienban.documents.workspace import document_paths
from bienban.text import nfc

SOFT_HYPHEN = "\u00ad"


def fixed(text: str) -> str:
    """Return `text` in NFC and without soft hyphens; everything else stays as it is."""
    return nfc(text.replace(SOFT_HYPHEN, ""))


def fix_workspace(root: Path) -> Iterator[str]:
    """Rewrite every document that needs it, whole or not at all, and yield its path."""
    for path in document_paths(root):
        place = root / path
        if record_class(path) is None or place.is_symlink() or not place.is_file():
            continue
        if place.stat().st_size > MAX_BYTES:
            continue
        data = place.read_bytes()
        try:
            better = fixed(data.decode("utf-8")).encode()
        except UnicodeDecodeError:
            continue
        if better != data:
            write_whole(place, better)
            yield path


def write_whole(place: Path, data: bytes) -> None:
    """Replace the file at `place` by `data` in one step, keeping its mode."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(place.stat().st_mode & 0o777 if place.exists() else 0o644)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
