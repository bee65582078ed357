"""The folder of papers: kept papers found again, and a new folder put in place only when whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bienban.errors import BienbanError
from bienban.folders import Place, swap_in

MANIFEST = ".bienban-papers.json"
"""The file of a folder of papers that says from what content each of them was made."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one paper: the key of its content, the digest of its bytes."""

    key: str
    digest: str


def digest(data: bytes) -> str:
    """Return the digest by which a kept paper is known to be whole."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(folder: Path) -> dict[str, Entry]:
    """Return the manifest of a folder by path; nothing where there is none or it is broken."""
    try:
        told: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {path: Entry(key, digest_) for path, (key, digest_) in told["papers"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


class Shelf:
    """The papers of earlier exports, to be taken again where their content has not changed."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = [(folder, read_manifest(folder)) for folder in folders]

    def find(self, path: str, key: str) -> bytes | None:
        """Return the paper kept at `path` from content `key`, if its bytes are as they were."""
        for folder, manifest in self._folders:
            entry = manifest.get(path)
            if entry is None or entry.key != key:
                continue
            try:
                data = (folder / path).read_bytes()
            except OSError:
                continue
            if digest(data) == entry.digest:
                return data
        return None


def check_target(folder: Path) -> None:
    """Raise BienbanError where `folder` is not ours to replace."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        message = (
            f"«{folder}» không phải thư mục. Cách sửa: xóa hoặc đổi tên nó, hay chọn nơi khác "
            "bằng --out."
        )
        raise BienbanError(message)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        message = (
            f"thư mục «{folder}» đã có và không do bienban tạo, nên không ghi đè. Cách sửa: xóa "
            "hoặc đổi tên nó, hay chọn nơi khác bằng --out."
        )
        raise BienbanError(message)


class Draft:
    """A folder of papers beside the one that it will replace."""

    def __init__(self, target: Path) -> None:
        check_target(target)
        self.target = target
        try:
            self._place = Place(target, ".bienban-papers-")
            self.folder = self._place.path / target.name
            self.folder.mkdir()
        except OSError as error:
            raise _unwritable(target, error) from error
        self._entries: dict[str, Entry] = {}

    def add(self, path: str, key: str, data: bytes) -> None:
        """Put one paper into the folder."""
        place = self.folder / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        except OSError as error:
            self.discard()
            raise _unwritable(self.target, error) from error
        self._entries[path] = Entry(key, digest(data))

    def keep_others(self, papers: Iterable[str], but: Iterable[str]) -> None:
        """Take over from the target what it holds of `papers`, except those in `but`."""
        manifest = read_manifest(self.target)
        for path in sorted({*papers} - {*but, *self._entries}):
            entry = manifest.get(path)
            place = self.target / path
            if entry is not None and place.is_file() and not place.is_symlink():
                self.add(path, entry.key, place.read_bytes())

    def publish(self) -> None:
        """Put the folder in the place of its target."""
        told: Mapping[str, object] = {
            "papers": {path: (e.key, e.digest) for path, e in sorted(self._entries.items())}
        }
        text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        try:
            (self.folder / MANIFEST).write_text(text, encoding="utf-8")
            swap_in(self.folder, self.target, self._place.path / "old")
        except OSError as error:
            raise _unwritable(self.target, error) from error
        finally:
            self.discard()

    def discard(self) -> None:
        """Remove what has not been published."""
        self._place.discard()


def _unwritable(folder: Path, error: OSError) -> BienbanError:
    reason = error.strerror or str(error)
    return BienbanError(
        f"không ghi được vào «{folder}» ({reason}). Cách sửa: kiểm tra quyền ghi và chỗ trống, "
        "đóng các văn bản đang mở, hay chọn nơi khác bằng --out."
    )
