"""All files of one workspace, read: the only module of `documents` that touches the disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from bienban.documents.astray import FOLDER
from bienban.documents.base import Record
from bienban.documents.document import Document, Problem
from bienban.documents.guidance import Guidance
from bienban.documents.meeting import Meeting
from bienban.documents.naming import beside_its_document, misnamed
from bienban.documents.organization import Organization
from bienban.documents.reader import (
    MAX_BYTES,
    ORGANIZATION,
    Parsed,
    mebibytes,
    read,
    record_class,
    unread,
)
from bienban.documents.resolution import Resolution
from bienban.errors import BienbanError
from bienban.standards import Standards

FOLDERS = ("meetings", "resolutions")
"""The folders whose files are documents."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that exists but cannot be read at all: its path and the identity it states.

    `proper` is where it belongs: at its path, unless it stands in the folder of another kind.
    """

    path: str
    id: str
    code: str
    proper: str


@dataclass(frozen=True)
class Library:
    """Everything a workspace holds, sorted by path.

    `files` are all regular files below the folders of documents, for links to be checked against.
    """

    organization: Document[Organization] | None
    meetings: tuple[Document[Meeting], ...]
    resolutions: tuple[Document[Resolution], ...]
    guidance: tuple[Document[Guidance], ...]
    unreadable: tuple[Unreadable, ...]
    problems: tuple[tuple[str, Problem], ...]
    files: frozenset[str]

    @property
    def documents(self) -> tuple[Document[Record], ...]:
        """Every readable document, organization.yml first."""
        head = (self.organization,) if self.organization else ()
        return (*head, *self.meetings, *self.resolutions, *self.guidance)


def find_root(start: Path) -> Path:
    """Return the workspace that `start` lies in: the nearest folder with an organization.yml."""
    for folder in (start, *start.parents):
        if (folder / ORGANIZATION).is_file():
            return folder
    message = (
        f"không thấy {ORGANIZATION} trong «{start}» hay thư mục nào bên trên. "
        "Cách sửa: chuyển vào thư mục của chi bộ (hoặc dùng -C THƯ_MỤC), hay tạo mới bằng "
        "«bienban init»."
    )
    raise BienbanError(message)


def document_paths(root: Path) -> Iterator[str]:
    """Yield the paths of every file below the folders of documents, and organization.yml.

    Names are put together as text: for 10,000 files paths as objects take as long as reading them.
    """
    if os.path.lexists(root / ORGANIZATION):
        yield ORGANIZATION
    waiting = [(f"{root}/{folder}", folder) for folder in reversed(FOLDERS)]
    while waiting:
        place, inside = waiting.pop()
        for entry in _entries(place):
            path = f"{inside}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, path))
            else:
                yield path


def _entries(place: str) -> list[os.DirEntry[str]]:
    """Return what stands in the folder at `place`, by name; nothing hidden, of no folder none."""
    try:
        with os.scandir(place) as entries:
            seen = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return []
    return sorted(seen, key=lambda entry: entry.name)


def read_file(
    root: Path, path: str, standards: Standards, data: bytes | None = None
) -> Parsed | None:
    """Read one file of the workspace, or None where it is no document.

    `data` stands in place of what is on the disk.
    """
    if data is not None:
        return read(path, data, standards) if record_class(path) else None
    opened = open_file(root, path)
    return read(path, opened, standards) if isinstance(opened, bytes) else opened


def open_file(root: Path, path: str) -> bytes | Parsed | None:
    """Return the bytes of one document, what is known where it has none, None where it is none.

    What is a document but for its name is known too (BB108).
    """
    if record_class(path) is None and not os.path.islink(f"{root}/{path}"):  # noqa: PTH114 (as above)
        return misnamed(path)
    return open_plain(root, path)


def open_plain(root: Path, path: str) -> bytes | Parsed:
    """Return the bytes of a file of the workspace, or what is known where it has none.

    Symbolic links, special files and those too large are never opened (BB112).
    """
    place = f"{root}/{path}"
    try:
        info = os.lstat(place)
        if stat.S_ISLNK(info.st_mode):
            return unread(path, "BB112", "symlink")
        if not stat.S_ISREG(info.st_mode):
            return unread(path, "BB112", "special")
        if info.st_size > MAX_BYTES:
            return unread(path, "BB112", "size", mebibytes(info.st_size))
        with open(place, "rb", buffering=0) as file:  # noqa: PTH123 (as above)
            data = file.read(info.st_size + 1)
            return data if len(data) == info.st_size else data + file.read()
    except OSError as error:
        return unread(path, "BB112", "os", error.strerror or str(error))


def library(parsed: Iterable[Parsed], files: frozenset[str]) -> Library:
    """Return the library of what was read."""
    results = sorted(parsed, key=lambda result: result.path)
    documents = [result.document for result in results if result.document is not None]
    organizations = _of(Organization, documents)
    return Library(
        organization=organizations[0] if organizations else None,
        meetings=_of(Meeting, documents),
        resolutions=_of(Resolution, documents),
        guidance=_of(Guidance, documents),
        unreadable=tuple(
            _unreadable(result)
            for result in results
            if result.document is None and not beside_its_document(result.path, files)
        ),
        problems=tuple((result.path, problem) for result in results for problem in result.problems),
        files=files,
    )


def _unreadable(result: Parsed) -> Unreadable:
    last = result.problems[-1]
    proper = last.hint if last.subject == FOLDER else result.path
    return Unreadable(result.path, result.id, last.code, proper)


def library_of(
    organization: Document[Organization] | None, documents: Iterable[Document[Record]]
) -> Library:
    """Return a library of `organization` and `documents` alone, as if no other file were there."""
    chosen = [*documents]
    return Library(
        organization=organization,
        meetings=_of(Meeting, chosen),
        resolutions=_of(Resolution, chosen),
        guidance=_of(Guidance, chosen),
        unreadable=(),
        problems=(),
        files=frozenset(),
    )


def _of(record: type[R], documents: list[Document[Record]]) -> tuple[Document[R], ...]:
    return tuple(
        cast("Document[R]", document)
        for document in documents
        if isinstance(document.record, record)
    )
