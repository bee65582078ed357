"""Makes a large workspace out of the sample cell: the same year again and again, with other people.

Every copy of the sample's year has its own years, term, numbers and roll, and what the year before
left open is closed in its first sitting, so that a big workspace is as sound as the sample.
"""

from __future__ import annotations

import argparse
import re
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from bienban.checking import check_workspace
from bienban.register import Register
from bienban.vocabulary import Audience

SAMPLE = Path(__file__).resolve().parents[1]
"""The sample cell: this repository."""

FIRST = 2025
"""The year in which the sample's records begin."""

_TERM = "2025-2027"
_YEAR = re.compile(rf"{_TERM}|(?<!\d)20[12]\d(?!\d)")
_MIDDLE = [
    "Bảo",
    "Chí",
    "Diệu",
    "Gia",
    "Hoài",
    "Kim",
    "Lệ",
    "Mai",
    "Nhật",
    "Phúc",
    "Quỳnh",
    "Tường",
    "Uyên",
    "Xuân",
]


def make(target: Path, documents: int) -> int:
    """Write a workspace of at least `documents` documents to `target`; return how many it has."""
    year = _Year(SAMPLE)
    copies = -(-documents // len(year.texts))
    for number in range(copies):
        for path, text in year.copy(number):
            place = target / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
    organization = year.organization(copies)
    shown = yaml.dump(organization, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000)
    (target / "organization.yml").write_text(shown, encoding="utf-8")
    return copies * len(year.texts) + 1


class _Plain(yaml.SafeDumper):
    """Writes a value each time that it stands, never an alias."""

    def ignore_aliases(self, data: object) -> bool:
        """Tell that nothing is shared."""
        del data
        return True


class _Year:
    """The sample's documents, and how the n-th copy of them reads."""

    def __init__(self, root: Path) -> None:
        register = check_workspace(root, day=date(2026, 11, 21)).register
        documents = register.library.documents
        self.texts = {
            document.path: (root / document.path).read_text(encoding="utf-8")
            for document in documents
            if document.path.endswith(".md")
        }
        self.cell = yaml.safe_load((root / "organization.yml").read_text(encoding="utf-8"))
        self.names = [member["ten"] for member in self.cell["dang_vien"]]
        self.left_open = {body: _left_open(register, body) for body in Audience}
        self.first = {
            body: next(s.path for s in sittings if not s.planned)
            for body, sittings in (
                (Audience.DANG_VIEN, register.calendar.regular),
                (Audience.CHI_UY, [s for s in register.calendar.committee if s.committee]),
            )
        }

    def copy(self, number: int) -> list[tuple[str, str]]:
        """Return path and text of every document of the n-th copy."""
        return [
            (
                _moved(path, number),
                self._people(_moved(self._closing(path, text, number), number), number),
            )
            for path, text in self.texts.items()
        ]

    def _closing(self, path: str, text: str, number: int) -> str:
        """Return `text` with what the copy before left open closed, where `path` is to do that."""
        if not number:
            return text
        lines = [
            f"  - nhiem_vu: {_moved(task, -1)}\n    trang_thai: hoan-thanh\n"
            for body, first in self.first.items()
            if path == first
            for task in self.left_open[body]
        ]
        if not lines:
            return text
        if "\ntheo_doi:\n" in text:
            return text.replace("\ntheo_doi:\n", "\ntheo_doi:\n" + "".join(lines), 1)
        return text.replace("\n---\n", "\ntheo_doi:\n" + "".join(lines) + "---\n", 1)

    def _people(self, text: str, number: int) -> str:
        for name in self.names:
            text = text.replace(name, _renamed(name, number))
        return text

    def organization(self, copies: int) -> dict[str, Any]:
        """Return organization.yml for so many copies."""
        terms = [
            {"tu": f"{FIRST + n}-12-01", "den": f"{FIRST + 1 + n}-11-30"} for n in range(copies)
        ]
        members = [self._member(m, n) for n in range(copies) for m in self.cell["dang_vien"]]
        return {**self.cell, "nhiem_ky": terms, "dang_vien": members}

    def _member(self, member: dict[str, Any], number: int) -> dict[str, Any]:
        """Return a member of the n-th copy, who comes and goes with it."""
        moved = yaml.safe_load(_moved(yaml.dump(member, allow_unicode=True), number))
        start = date(FIRST + number, 12, 1)
        until = date(FIRST + 1 + number, 11, 30)
        for stay in moved.setdefault("sinh_hoat", [{"tu": max(start, moved["vao_dang"])}]):
            stay["den"] = until
        for role in moved.get("chuc_vu", ()):
            role["tu"] = max(start, role["tu"])
            role["den"] = min(until, role.get("den", until))
        name = _renamed(member["ten"], number)
        return {**moved, "ma": f"{member['ma']}-{number + 1}", "ten": name}


def _left_open(register: Register, body: Audience) -> list[str]:
    day = date(2026, 11, 30)
    return [task.id for task in register.tasks if task.body is body and task.open_on(day)]


def _moved(text: str, years: int) -> str:
    """Return `text` with every year moved, and the sample's term become the copy's."""

    def later(found: re.Match[str]) -> str:
        if found[0] == _TERM:
            return f"{FIRST + years}-{FIRST + 1 + years}"
        return str(int(found[0]) + years)

    return _YEAR.sub(later, text)


_PAIRS = [f"{one} {other}" for one, other in product(_MIDDLE, repeat=2)]


def _renamed(name: str, number: int) -> str:
    family, *_, given = name.split(" ")
    return f"{family} {_PAIRS[number % len(_PAIRS)]} {given}"


def main() -> None:
    """Write a workspace to a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    given = parser.parse_args()
    print(make(given.target, given.documents))


if __name__ == "__main__":
    main()
