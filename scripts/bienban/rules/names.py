"""Every place where minutes or a paper name a person, as a table of keys."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from bienban.documents.base import Record
from bienban.documents.document import Loc

Pattern = tuple[str, ...]
"""Keys from the top of front matter down: `*` is each item of a list, `{}` each key of a map."""

_ITEM, _KEY = "*", "{}"


_Below = tuple[str, str, list[tuple[Pattern, str]]]


def _patterns(*dotted: str) -> tuple[Pattern, ...]:
    return tuple(tuple(keys.split(".")) for keys in dotted)


MEMBERS = _patterns(
    "chu_tri.*",
    "thu_ky.*",
    "dang_phi.*",
    "bieu_quyet.*.kiem_phieu.*",
    "bieu_quyet.*.bao_luu.{}",
    "bau_cu.*.kiem_phieu.*",
    "bau_cu.*.ung_cu.{}",
    "bau_cu.*.trung_cu.*",
    "xep_loai.kiem_phieu.*",
    "xep_loai.dang_vien.{}",
    "xep_loai.khong_xep.{}",
    "thuc_hien.*.nguoi.*",
    "ket_qua_giam_sat.*.dang_vien",
    "bieu_duong.{}",
    "nhac_nho.{}",
)
"""Where minutes name somebody on the cell's roll."""

ATTENDING = _patterns("vang.{}", "mien_van_du.*", "bieu_quyet.*.khong_bieu_quyet.*")
"""Where minutes name somebody who belongs to the sitting: at chi ủy one of them."""

IN_CHARGE = _patterns("nhiem_vu.*.giao_cho.*", "nhiem_vu.*.phoi_hop.*")
"""Where minutes or a paper name a person or a body."""

OF_PAPERS = _patterns(
    "nguoi_ky",
    "kiem_tra_giam_sat.to.*",
    "kiem_tra_giam_sat.doi_tuong.*.dang_vien",
)
"""Where a paper names somebody on the cell's roll."""


class Mention(NamedTuple):
    """A name in front matter: its place, the name as written, and the key that it stands under.

    `is_key` says that the name itself is a key, as in `vang`.
    """

    loc: Loc
    text: str
    key: str
    is_key: bool = False


def mentions(record: Record, patterns: tuple[Pattern, ...]) -> list[Mention]:
    """Return every name that stands in `record` where one of `patterns` leads."""
    found: list[Mention] = []
    for attribute, first, rests in _below(type(record), patterns):
        below = getattr(record, attribute)
        if below:  # most keys are not written
            for rest, key in rests:
                _collect(below, rest, (first,), key, found)
    return found


@cache
def _below(record: type[Record], patterns: tuple[Pattern, ...]) -> list[_Below]:
    """Return the attribute of each first key of `patterns`, and what follows with its last key."""
    below: dict[str, list[tuple[Pattern, str]]] = {}
    for pattern in patterns:
        last = next(step for step in reversed(pattern) if step not in (_ITEM, _KEY))
        below.setdefault(pattern[0], []).append((pattern[1:], last))
    return [(_attributes(record)[key], key, rests) for key, rests in below.items()]


def _collect(value: object, pattern: Pattern, loc: Loc, key: str, found: list[Mention]) -> None:
    """Add to `found` each name where `pattern` leads from `value`, which stands at `loc`."""
    if not pattern:
        if isinstance(value, str):
            found.append(Mention(loc, value, key))
    elif pattern[0] == _ITEM:
        for index, item in enumerate(value if isinstance(value, tuple) else ()):
            _collect(item, pattern[1:], (*loc, index), key, found)
    elif pattern[0] == _KEY:
        named = value if isinstance(value, dict) else ()
        found.extend([Mention((*loc, name), name, key, is_key=True) for name in named])
    elif isinstance(value, Record):
        below = getattr(value, _attributes(type(value))[pattern[0]])
        if below:
            _collect(below, pattern[1:], (*loc, pattern[0]), key, found)


@cache
def _attributes(record: type[Record]) -> dict[str, str]:
    """Return the attribute of each key as written."""
    return {info.alias or name: name for name, info in record.model_fields.items()}
