"""The folder of papers: kept papers found again, and a new folder put in place only when whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bienban.drafts import Draft as AnyDraft
from bienban.drafts import Kept, Manifest, digest

PAPERS = Manifest(".bienban-papers.json", "papers")
"""The file of a folder of papers that says from what content each of them was made."""


class Shelf:
    """The papers of earlier exports, to be taken again where their content has not changed."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = [(folder, PAPERS.read(folder)) for folder in folders]

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


class Draft(AnyDraft):
    """A folder of papers beside the one that it will replace."""

    manifest = PAPERS
    prefix = ".bienban-papers-"

    def __init__(self, target: Path) -> None:
        super().__init__(target)
        self._papers: dict[str, Kept] = {}

    def add(self, path: str, key: str, data: bytes) -> None:
        """Put one paper into the folder."""
        place = self.folder / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        except OSError as error:
            self.discard()
            raise self.unwritable(error) from error
        self._papers[path] = Kept(key, digest(data))

    def keep_others(self, papers: Iterable[str], but: Iterable[str]) -> None:
        """Take over from the target what it holds of `papers`, except those in `but`."""
        for path in sorted({*papers} - {*but, *self._papers}):
            entry = self.kept.get(path)
            place = self.target / path
            if entry is not None and place.is_file() and not place.is_symlink():
                self.add(path, entry.key, place.read_bytes())

    def publish(self) -> None:
        """Say what the papers were made from, and put the folder in the place of its target."""
        try:
            self.manifest.write(self.folder, self._papers)
        except OSError as error:
            self.discard()
            raise self.unwritable(error) from error
        super().publish()
