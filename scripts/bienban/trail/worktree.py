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


def _files(root: Path) -> Iterator[tuple[str, str]]:
    for name in sorted(FILES):
        if os.path.lexists(root / name):
            yield name, str(root / name)
    for folder in FOLDERS:
        yield from _inside(f"{root}/{folder}", folder)


def _inside(place: str, path: str) -> Iterator[tuple[str, str]]:
    """Yield path and place of everything below a folder that is no folder itself.

    Plain strings: ten thousand `Path` objects cost more than reading the files.
    """
    try:
        with os.scandir(place) as found:
            entries = list(found)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _inside(f"{place}{entry.name}/", f"{path}{entry.name}/")
        else:
            yield path + entry.name, entry.path


def _entry(place: str, expected: Entry, length: int) -> Entry:
    try:
        mode = os.lstat(place).st_mode
        if stat.S_ISLNK(mode):
            return f"{_LINK} {blob_id(os.fsencode(os.readlink(place)), length)}"  # noqa: PTH115
        if not stat.S_ISREG(mode):
            return ""
        with open(place, "rb") as file:  # noqa: PTH123
            data = file.read()
    except OSError:
        return ""
    blob = blob_id(data, length)
    if blob != expected and b"\r\n" in data:
        unix = blob_id(data.replace(b"\r\n", b"\n"), length)
        return unix if unix == expected else blob
    return blob
