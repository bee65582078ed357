"""Plain data to a record, in whole or in part: each fault once, what it spoils marked as absent."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bienban.documents.base import Record
from bienban.documents.faults import Fault, get_at, torn_lists, within, yaml_faults
from bienban.documents.fields import MANY, ONE
from bienban.documents.frontmatter import Loc, Plain, Reading
from bienban.documents.shape import Shape, shape_of
from bienban.text import nearest

R = TypeVar("R", bound=Record)

_ROUNDS = 8
_HINTED = 200
"""How many unknown keys are compared with the known ones: no slip makes more."""

_OTHER_WORDS = {"thoi_gian": "gio"}
"""Keys that people write for another, as their forms name it so, and that look nothing like it."""

_NO_STEPS = frozenset({"[key]", ONE, MANY})
"""What pydantic puts into the place of an error that is no step in what was written."""


@dataclass(slots=True)
class Checked(Generic[R]):
    """The record with what failed left out, the faults, and the places that are absent.

    `torn` are lists in which an item may stand in another, with the index of the first.
    """

    record: R
    faults: list[Fault] = field(default_factory=list)
    failed: set[Loc] = field(default_factory=set)
    torn: dict[str, int] = field(default_factory=dict)


def check(record: type[R], reading: Reading) -> Checked[R]:
    """Return the record that `reading` holds, and everything wrong with it."""
    shape = shape_of(record)
    faults, failed = yaml_faults(reading, shape)
    data = reading.data
    for loc in failed:
        _remove(data, loc)
    torn = torn_lists(reading, shape)
    for number in range(_ROUNDS):
        try:
            return Checked(record.model_validate(data), faults, failed, torn)
        except ValidationError as error:
            headless = _headless(data, shape) if number == 0 else []
            for loc, header in headless:
                faults.append(Fault("BB106", loc, hint=header))
                failed.update({(header,), loc[:1]} if loc[1] == 0 else {(header,)})
            if not headless:
                faults.extend(_round(error.errors(include_url=False), data, shape, failed))
    message = f"{record.__name__}: {_ROUNDS} rounds did not make the data valid"
    raise AssertionError(message)


def _headless(data: dict[str, Plain], shape: Shape) -> list[tuple[Loc, str]]:
    """Take out of `data` the items whose own line `khóa:` is missing; return place and that key.

    YAML reads them as further items of the list before them.
    """
    lists = {key: place.item.keys for key, place in shape.keys.items() if place.item}
    absent = {key: known for key, known in lists.items() if key not in data}
    found: list[tuple[Loc, str]] = []
    for key, items in data.items():
        own = lists.get(key)
        if own is None or not isinstance(items, list):
            continue
        for index, item in enumerate(items):
            header = _header(item, own, absent)
            if header:
                found.append(((key, index), header))
                del items[index:]
                break
    return found


def _header(item: Plain, own: Collection[str], absent: Mapping[str, Collection[str]]) -> str:
    """Return which of the lists that are `absent` an item is of that is surely none of its own."""
    if not isinstance(item, dict) or not item or item.keys() <= {*own}:
        return ""
    return next((key for key, known in absent.items() if item.keys() <= {*known}), "")


def _round(
    errors: list[ErrorDetails], data: dict[str, Plain], shape: Shape, failed: set[Loc]
) -> Iterator[Fault]:
    """Yield the faults of one validation, and take out of `data` what is at fault."""
    spoilt: list[Loc] = []
    errors = sorted(errors, key=lambda error: error["type"] != "extra_forbidden")
    for number, error in enumerate(errors):
        loc: Loc = tuple(part for part in error["loc"] if part not in _NO_STEPS)
        if error["type"] == "missing":
            _set(data, loc, None)
            if not within(loc, failed):
                failed.add(loc)
                yield Fault("BB106", loc)
            continue
        if error["type"] == "extra_forbidden":
            yield _unknown(data, loc, shape, failed, hinted=number < _HINTED)
            spoilt.append(loc)
            continue
        owner = shape.owner(loc)
        if not within(owner, failed):
            failed.add(owner)
            shown = _shown(error["input"])
            near = nearest(shown, _choices(error)) or ""
            yield Fault("BB107", loc, False, _expected(error), shown, near)
        spoilt.append(owner)
    for loc in sorted(spoilt, key=repr, reverse=True):
        _remove(data, loc)


def _unknown(
    data: dict[str, Plain], loc: Loc, shape: Shape, failed: set[Loc], *, hinted: bool
) -> Fault:
    """Return the fault of an unknown key; the key it was meant to be counts as failed."""
    parent = shape.at(loc[:-1]) or shape
    holder = get_at(data, loc[:-1])
    present = holder if isinstance(holder, dict) else {}
    word = str(loc[-1])
    absent = [key for key in parent.keys if key not in present]
    meant = _OTHER_WORDS.get(word)
    near = (nearest(word, absent) or nearest(word, parent.keys)) if hinted else None
    hint = meant if meant in absent else near or ""
    if hint and hint not in present:
        failed.add((*loc[:-1], hint))
    return Fault("BB105", loc, True, hint=hint)


_EXPECTED = {
    "enum": "là một trong: {expected}",
    "tuple_type": "là một danh sách, mỗi dòng một mục mở đầu bằng «- »",
    "mapping_type": "là các dòng dạng «khóa: giá trị»",
    "model_type": "là các dòng dạng «khóa: giá trị»",
    "model_attributes_type": "là các dòng dạng «khóa: giá trị»",
    "dict_type": "là các dòng dạng «khóa: giá trị»",
}


def _expected(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    kind = error["type"]
    if kind == "bienban":
        return str(context["expected"])
    return _EXPECTED.get(kind, "đúng kiểu").format(expected=", ".join(_choices(error)))


def _choices(error: ErrorDetails) -> list[str]:
    """Return what the value had to be one of; nothing where it is no matter of choice."""
    if error["type"] != "enum":
        return []
    return re.findall(r"'([^']*)'", str(error["ctx"]["expected"]))


def _shown(value: object) -> str:
    """Return a value as a message quotes it: text itself, a list or mapping by its kind."""
    if isinstance(value, dict):
        return "một nhóm khóa"
    if isinstance(value, list):
        return "một danh sách"
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _set(data: dict[str, Plain], loc: Loc, value: Plain) -> None:
    holder = get_at(data, loc[:-1])
    if isinstance(holder, dict):
        holder[str(loc[-1])] = value


def _remove(data: dict[str, Plain], loc: Loc) -> None:
    """Take the value at `loc` out of `data`; an item of a list becomes empty, so none moves."""
    holder = get_at(data, loc[:-1])
    last = loc[-1]
    if isinstance(holder, dict):
        holder.pop(str(last), None)
    elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        holder[last] = {}
