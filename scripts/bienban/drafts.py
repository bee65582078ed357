"""Folders made beside those they replace: what they hold of the last, and how they take its place.

The folder of a site and the folder of papers are both such; a manifest in each says from what its
files were made, and marks it as ours to replace.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, NamedTuple, Self

from bienban.errors import BienbanError
from bienban.folders import Place, clear_abandoned


class Kept(NamedTuple):
    """What a manifest says of one file: the key of its origin, the digest of its bytes."""

    key: str
    digest: str


def digest(data: bytes) -> str:
    """Return the digest by which a kept file is known to be whole."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The file `name` of a folder, in which `label` stands over what is said of each file."""

    name: str
    label: str

    def read(self, folder: Path) -> dict[str, Kept]:
        """Return what a folder's manifest says by path; nothing where it is none or broken."""
        try:
            told: Any = json.loads((folder / self.name).read_text(encoding="utf-8"))
            items = told[self.label].items()
            return {path: Kept(str(key), str(sum_)) for path, (key, sum_) in items}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def write(self, folder: Path, files: Mapping[str, Kept]) -> None:
        """Write the manifest of a folder. Raises OSError."""
        told = {self.label: dict(sorted(files.items()))}
        text = json.dumps(told, ensure_ascii=False, indent=0)
        (folder / self.name).write_text(f"{text}\n", encoding="utf-8")


class Draft:
    """A folder beside the one it will replace; as a context it removes what is not published.

    Raises BienbanError where the target is not ours to replace, or cannot be written.
    """

    manifest: ClassVar[Manifest]
    prefix: ClassVar[str]

    def __init__(self, target: Path) -> None:
        self.target = target
        try:
            self._place = Place(target, self.prefix)
            self.folder = self._place.path / target.name
            self.folder.mkdir()
        except OSError as error:
            raise self.unwritable(error) from error
        if not self._replaceable():
            self.discard()
            message = (
                f"«{target}» đã có và không do bienban tạo, nên không ghi đè. Cách sửa: xóa hoặc "
                "đổi tên nó, hay chọn nơi khác bằng --out."
            )
            raise BienbanError(message)
        self.kept = self.manifest.read(target)

    @classmethod
    def recover(cls, folder: Path) -> None:
        """Put back into `folder` what a process took away that was killed before it was done."""
        clear_abandoned(folder, cls.prefix)

    def _replaceable(self) -> bool:
        """Tell whether the target is a folder of ours, an empty one, or not there."""
        if not os.path.lexists(self.target):
            return True
        if self.target.is_symlink() or not self.target.is_dir():
            return False
        return (self.target / self.manifest.name).is_file() or not any(self.target.iterdir())

    def publish(self) -> None:
        """Put the folder in the place of its target."""
        try:
            self._place.swap_in(self.folder, self.target)
        except OSError as error:
            raise self.unwritable(error) from error
        finally:
            self.discard()

    def discard(self) -> None:
        """Remove what has not been published."""
        self._place.discard()

    def unwritable(self, error: OSError) -> BienbanError:
        """Return what to tell the user where writing fails."""
        return BienbanError(
            f"không ghi được vào «{self.target}» ({error.strerror or error}). Cách sửa: kiểm tra "
            "quyền ghi và chỗ trống, đóng các văn bản đang mở, hay chọn nơi khác bằng --out."
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.discard()
