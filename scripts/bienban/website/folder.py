"""The folder of a site: pages kept from the last build, a new folder put in place when whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from bienban.errors import BienbanError
from bienban.folders import Place, swap_in

MANIFEST = ".bienban-site.json"
"""The file of a site that says from which inputs each page was made."""


class Kept(NamedTuple):
    """What the manifest says of one page: the key of its inputs, the digest of its bytes."""

    key: str
    digest: str


def digest(data: bytes) -> str:
    """Return the digest by which a kept file is known to be whole."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def read_manifest(folder: Path) -> dict[str, Kept]:
    """Return the manifest of a site; nothing where there is none or it is broken."""
    try:
        told: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {path: Kept(str(key), str(sum_)) for path, (key, sum_) in told["pages"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def write_manifest(folder: Path, pages: Mapping[str, Kept]) -> None:
    """Write the manifest, which also marks the folder as ours to replace."""
    text = json.dumps({"pages": dict(sorted(pages.items()))}, ensure_ascii=False, indent=0)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def check_target(folder: Path) -> None:
    """Raise where `folder` is not ours to replace."""
    ours = folder.is_dir() and not folder.is_symlink() and (folder / MANIFEST).is_file()
    empty = folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())
    if os.path.lexists(folder) and not ours and not empty:
        message = (
            f"«{folder}» đã có và không do bienban tạo, nên không ghi đè. Cách sửa: xóa hoặc đổi "
            "tên nó, hay chọn nơi khác bằng --out."
        )
        raise BienbanError(message)


class Draft:
    """A site beside the one it will replace; as a context it removes what is not published."""

    def __init__(self, target: Path) -> None:
        check_target(target)
        self.target = target
        self.kept = read_manifest(target)
        try:
            self._place = Place(target, ".bienban-site-")
            self.folder = self._place.path / target.name
            self.folder.mkdir()
        except OSError as error:
            raise _unwritable(target, error) from error

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

    def publish(self) -> None:
        """Put the folder in the place of its target."""
        try:
            swap_in(self.folder, self.target, self._place.path / "old")
        except OSError as error:
            raise _unwritable(self.target, error) from error
        finally:
            self.discard()

    def discard(self) -> None:
        """Remove what has not been published."""
        self._place.discard()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.discard()


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


def _unwritable(folder: Path, error: OSError) -> BienbanError:
    reason = error.strerror or str(error)
    return BienbanError(
        f"không ghi được vào «{folder}» ({reason}). Cách sửa: kiểm tra quyền ghi và chỗ trống, "
        "hay chọn nơi khác bằng --out."
    )
