"""The sample cell: where it lies, and its organization.yml as it was at each time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bienban.dates import parse_day
from bienban.documents.reader import ORGANIZATION
from bienban.documents.workspace import FOLDERS
from bienban.errors import BienbanError

EXTRAS = ("mkdocs.yml",)
"""What a workspace needs beside its documents."""

_DAY = re.compile(r"^ngay: (\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Sample:
    """The sample's files by path; `days` holds the day of each document."""

    organization: str
    documents: Mapping[str, str]
    extras: Mapping[str, str]
    days: Mapping[str, date]

    def between(self, first: date, last: date) -> list[str]:
        """Return the documents of these days, both included, in the order of their days."""
        chosen = [path for path, day in self.days.items() if first <= day <= last]
        return sorted(chosen, key=lambda path: (self.days[path], path))


def load_sample() -> Sample:
    """Read the sample: from the package, or from the checkout that it is installed out of."""
    root = _folder()
    documents = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for folder in FOLDERS
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }
    return Sample(
        (root / ORGANIZATION).read_text(encoding="utf-8"),
        documents,
        {name: (root / name).read_text(encoding="utf-8") for name in EXTRAS},
        {path: _day(path, text) for path, text in documents.items()},
    )


def _folder() -> Path:
    here = Path(__file__).resolve()
    for root in (here.parent / "sample", here.parents[3]):
        if (root / ORGANIZATION).is_file():
            return root
    raise BienbanError("bản cài này thiếu chi bộ mẫu; hãy cài lại bienban")


def _day(path: str, text: str) -> date:
    found = _DAY.search(text)
    day = parse_day(found[1]) if found else None
    if day is None:
        raise BienbanError(f"văn bản mẫu «{path}» không có `ngay`; hãy cài lại bienban")
    return day


def without_member(text: str, member: str) -> str:
    """Return organization.yml without a member's block."""
    return "\n\n".join(block for block in text.split("\n\n") if not _is_of(block, member))


def without(text: str, member: str, *keys: str) -> str:
    """Return organization.yml without some keys of a member, and without the remark above."""
    blocks = [_cut(block, keys) if _is_of(block, member) else block for block in text.split("\n\n")]
    return "\n\n".join(blocks)


def with_lines(text: str, member: str, lines: Iterable[str]) -> str:
    """Return organization.yml with more lines at the end of a member's block."""
    added = "\n".join(lines)
    blocks = [
        f"{block.rstrip()}\n{added}" if _is_of(block, member) else block
        for block in text.rstrip("\n").split("\n\n")
    ]
    return "\n\n".join(blocks) + "\n"


def _is_of(block: str, member: str) -> bool:
    return f"- ma: {member}\n" in f"{block}\n"


def _cut(block: str, keys: tuple[str, ...]) -> str:
    """Take away each key with what is indented below it, and the comment lines."""
    kept: list[str] = []
    cutting = -1
    for line in block.split("\n"):
        indent = len(line) - len(line.lstrip())
        if cutting >= 0 and indent > cutting:
            continue
        cutting = -1
        if line.strip().split(":")[0] in keys:
            cutting = indent
        elif not (line.startswith("  #") and not kept):
            kept.append(line)
    return "\n".join(kept)


def replaced(text: str, member: str, old: str, new: str) -> str:
    """Return organization.yml with one passage of a member's block replaced."""
    blocks = text.split("\n\n")
    for place, block in enumerate(blocks):
        if _is_of(block, member):
            if block.count(old) != 1:
                raise BienbanError(f"danh bạ mẫu không còn như bản minh họa cần ở «{member}»")
            blocks[place] = block.replace(old, new)
    return "\n\n".join(blocks)


def with_block(text: str, member: str, block: str) -> str:
    """Return organization.yml with a block of its own before that of a member."""
    blocks = text.split("\n\n")
    at = next(place for place, other in enumerate(blocks) if _is_of(other, member))
    return "\n\n".join([*blocks[:at], block.strip("\n"), *blocks[at:]])
