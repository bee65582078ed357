"""Results kept by key in the user's cache folder; a cache that cannot be used is as none.

Only what costs time again may stand here.  One file of SQLite serves all workspaces and runs at
once; each value carries its digest, so that a spoilt one is made again instead of believed.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

MAX_VALUES = 30_000
"""How many results are kept: about 150 MB of the largest; the oldest go first."""

_PACKAGE = Path(__file__).parent
_DEPENDENCIES = ("pydantic", "pydantic-core", "pyromark", "pyyaml")
_DIGEST = 16
_AT_ONCE = 500
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
    digest = hashlib.blake2b(fingerprint(), digest_size=_DIGEST)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def load(keys: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return the values kept under `keys`, those that are there and whole."""
    try:
        with closing(_open()) as book:
            return dict(_values(book, list(keys)))
    except (OSError, sqlite3.Error) as error:
        _discard(error)
        return {}


def save(values: Mapping[bytes, bytes]) -> None:
    """Keep `values`, all or none; where that fails they are made again next time."""
    rows = [(name, _seal(name, value) + value) for name, value in values.items()]
    try:
        with closing(_open()) as book, book:
            book.executemany("INSERT OR REPLACE INTO kept (key, value) VALUES (?, ?)", rows)
            oldest = "SELECT max(number) FROM kept"
            book.execute(f"DELETE FROM kept WHERE number <= ({oldest}) - ?", (MAX_VALUES,))
    except (OSError, sqlite3.Error) as error:
        _discard(error)


def _values(book: sqlite3.Connection, keys: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        for name, sealed in book.execute(
            f"SELECT key, value FROM kept WHERE key IN ({marks})", some
        ):
            value = sealed[_DIGEST:]
            if sealed[:_DIGEST] == _seal(name, value):
                yield name, value


def _seal(name: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, key=name, digest_size=_DIGEST).digest()


def _place() -> Path:
    return cache_folder() / "checked-1.sqlite"


def _open() -> sqlite3.Connection:
    _own(_place().parent)
    book = sqlite3.connect(_place(), timeout=_PATIENCE)
    try:
        book.execute(_TABLE)
    except sqlite3.Error:
        book.close()
        raise
    return book


_TABLE = """CREATE TABLE IF NOT EXISTS kept (
    number INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB UNIQUE NOT NULL, value BLOB NOT NULL)"""


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
