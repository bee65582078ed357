"""What the work tree holds, in Git's terms, without asking Git: no filter and no hook runs."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from bienban.trail.history import blob_id
from bienban.trail.protected import FILES, FOLDERS
from bienban.trail.records import Entry

_LINK = "120000"


def pending_entries(root: Path, state: Mapping[str, Entry], length: int) -> dict[str, Entry]:
    """Return the protected files that the work tree holds otherwise than `state`.

    `length` is that of the repository's ids. A file whose lines end in CRLF is the same as one
    with LF, as Git may have written it so.
    """
    found = {}
    for path, place in _files(root):
        entry = _entry(place, state.get(path, ""), length)
        if entry and entry != state.get(path, ""):
            found[path] = entry
    return found


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    for name in sorted(FILES):
        if (root / name).is_symlink() or (root / name).is_file():
            yield name, root / name
    for folder in FOLDERS:
        for here, folders, names in os.walk(root / folder):
            links = [name for name in folders if (Path(here) / name).is_symlink()]
            for name in (*names, *links):
                place = Path(here) / name
                yield place.relative_to(root).as_posix(), place


def _entry(place: Path, expected: Entry, length: int) -> Entry:
    try:
        mode = place.lstat().st_mode
        if stat.S_ISLNK(mode):
            return f"{_LINK} {blob_id(os.fsencode(place.readlink()), length)}"
        if not stat.S_ISREG(mode):
            return ""
        data = place.read_bytes()
    except OSError:
        return ""
    blob = blob_id(data, length)
    if blob != expected and b"\r\n" in data:
        unix = blob_id(data.replace(b"\r\n", b"\n"), length)
        return unix if unix == expected else blob
    return blob
