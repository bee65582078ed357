"""Results kept in packs in the user's cache folder; a cache that cannot be used is as none.

Only what costs time again may stand here.  One file of SQLite serves all workspaces and runs at
once; each pack carries its digest, so that a spoilt one is made again instead of believed.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

MAX_PACKS = 400
"""How many packs are kept, of all workspaces: about 150 MB of the largest; the oldest go first."""

_PACKAGE = Path(__file__).parent
_DEPENDENCIES = ("pydantic", "pydantic-core", "pyromark", "pyyaml")
_DIGEST = 16
_PATIENCE = 2.0  # seconds to wait for another run that writes


def cache_folder() -> Path:
    """Return the folder of the user's cache for this program."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "bienban"


@cache
def fingerprint() -> bytes:
    """Return what stands for everything but the input that a result rests on.

    That is the code and the standards, as installed, and the versions of the dependencies.
    """
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in (".py", ".yml"):
            info = path.stat()
            digest.update(f"{path}\0{info.st_mtime_ns}\0{info.st_size}\0".encode())
    for name in _DEPENDENCIES:
        digest.update(f"{name} {version(name)}\0".encode())
    return digest.digest()


def key(*parts: bytes) -> bytes:
    """Return the key of a result that rests on `parts` and on `fingerprint`."""
    made = hashlib.blake2b(fingerprint(), digest_size=_DIGEST)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


def load(book: bytes) -> dict[int, bytes]:
    """Return the packs kept of `book` by their numbers, those that are whole."""
    try:
        with closing(_open()) as kept:
            return dict(_packs(kept, book))
    except (OSError, sqlite3.Error) as error:
        _discard(error)
        return {}


def save(book: bytes, packs: Iterable[bytes], replaced: Iterable[int] = ()) -> None:
    """Keep `packs` of `book` in place of those numbered `replaced`, all or none.

    Where that fails what they hold is made again next time.
    """
    rows = [(book, _seal(book, pack) + pack) for pack in packs]
    gone = [(number,) for number in replaced]
    try:
        with closing(_open()) as kept, kept:
            kept.executemany("DELETE FROM packs WHERE number = ?", gone)
            kept.executemany("INSERT INTO packs (book, pack) VALUES (?, ?)", rows)
            oldest = "SELECT number FROM packs ORDER BY number DESC LIMIT -1 OFFSET ?"
            kept.execute(f"DELETE FROM packs WHERE number IN ({oldest})", (MAX_PACKS,))
    except (OSError, sqlite3.Error) as error:
        _discard(error)


def _packs(kept: sqlite3.Connection, book: bytes) -> Iterator[tuple[int, bytes]]:
    rows = kept.execute("SELECT number, pack FROM packs WHERE book = ?", (book,))
    for number, sealed in rows:
        pack = sealed[_DIGEST:]
        if sealed[:_DIGEST] == _seal(book, pack):
            yield number, pack


def _seal(book: bytes, pack: bytes) -> bytes:
    return hashlib.blake2b(pack, key=book, digest_size=_DIGEST).digest()


def _place() -> Path:
    return cache_folder() / "checked-3.sqlite"


def _open() -> sqlite3.Connection:
    _own(_place().parent)
    kept = sqlite3.connect(_place(), timeout=_PATIENCE)
    try:
        kept.execute(_TABLE)
    except sqlite3.Error:
        kept.close()
        raise
    return kept


_TABLE = """CREATE TABLE IF NOT EXISTS packs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, book BLOB NOT NULL, pack BLOB NOT NULL)"""


def _discard(error: Exception) -> None:
    """Throw the file away where it is no sound database; one that is busy is left alone."""
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
        with suppress(OSError):
            _place().unlink(missing_ok=True)


def _own(folder: Path) -> None:
    """Make `folder`, for this user alone; raise OSError where it is somebody else's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    info = folder.lstat()
    if not stat.S_ISDIR(info.st_mode) or (hasattr(os, "getuid") and info.st_uid != os.getuid()):
        message = f"{folder} is not a folder of this user"
        raise OSError(message)
    if info.st_mode & 0o077:
        folder.chmod(0o700)
