"""Plain data to a record, in whole or in part: each fault once, what it spoils marked as absent."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import dropwhile, islice, takewhile
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bienban.documents.base import Record
from bienban.documents.fields import MANY, ONE
from bienban.documents.frontmatter import Loc, Plain, Reading
from bienban.documents.shape import Form, Shape, shape_of
from bienban.text import nearest

R = TypeVar("R", bound=Record)

_ROUNDS = 8
_HINTED = 200
"""How many unknown keys are compared with the known ones: no slip makes more."""

_OTHER_WORDS = {"thoi_gian": "gio"}
"""Keys that people write for another, as their forms name it so, and that look nothing like it."""

_NO_STEPS = frozenset({"[key]", ONE, MANY})
"""What pydantic puts into the place of an error that is no step in what was written."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a value: `loc` is its place, `key` whether the key is at fault.

    `mark` is line and column in the front matter, from 0, where `loc` does not say the place.
    """

    code: str
    loc: Loc
    key: bool = False
    expected: str = ""
    actual: str = ""
    hint: str = ""
    mark: tuple[int, int] | None = None


@dataclass(slots=True)
class Checked(Generic[R]):
    """The record with what failed left out, the faults, and the places that are absent."""

    record: R
    faults: list[Fault] = field(default_factory=list)
    failed: set[Loc] = field(default_factory=set)


def check(record: type[R], reading: Reading) -> Checked[R]:
    """Return the record that `reading` holds, and everything wrong with it."""
    shape = shape_of(record)
    faults, failed = _yaml_faults(reading, shape)
    data = reading.data
    for loc in failed:
        _remove(data, loc)
    for number in range(_ROUNDS):
        try:
            return Checked(record.model_validate(data), faults, failed)
        except ValidationError as error:
            headless = _headless(data, shape) if number == 0 else []
            for loc, header in headless:
                faults.append(Fault("BB106", loc, hint=header))
                failed.update({(header,), loc[:1]} if loc[1] == 0 else {(header,)})
            if not headless:
                faults.extend(_round(error.errors(include_url=False), data, shape, failed))
    message = f"{record.__name__}: {_ROUNDS} rounds did not make the data valid"
    raise AssertionError(message)


def _yaml_faults(reading: Reading, shape: Shape) -> tuple[list[Fault], set[Loc]]:
    """Return what YAML hid or cut: doubled keys, cut prose, keys without a value."""
    faults: list[Fault] = []
    failed: set[Loc] = set()

    def fail(code: str, loc: Loc, *, key: bool = False, hint: str = "") -> None:
        place = shape.owner(loc)
        if not _within(loc, failed):
            faults.append(Fault(code, loc, key, hint=hint))
        failed.add(place)

    for loc in reading.commented:
        if _is_prose(shape, loc):
            fail("BB113", loc)
    flows = [flow for flow in reading.flow if _holds_prose(shape, flow)]
    leaves = [loc for loc in reading.flow_leaves if _is_prose(shape, loc)] if flows else []
    first = {leaf[:depth]: leaf for leaf in reversed(leaves) for depth in range(1, len(leaf) + 1)}
    for flow in flows:
        if leaf := first.get(flow):
            fail("BB113", leaf)
            failed.add(shape.owner(flow))
    for loc, key_node in reading.doubled:
        if not _within(loc, failed):
            at = key_node.start_mark
            faults.append(Fault("BB104", loc, mark=(at.line, at.column)))
    failed.update(loc for loc, _ in reading.doubled)
    for loc in reading.empty:
        found = shape.at(loc)
        if found is not None and not found.may_be_empty:
            names = _outdented(reading.data, loc, shape) if found.form is Form.MAP else ()
            fail("BB107", loc, key=True, hint="\n".join(names))
    return faults, failed


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


def _outdented(data: dict[str, Plain], loc: Loc, shape: Shape) -> tuple[str, ...]:
    """Take out of `data` the names that belong below the empty key at `loc`, and return them.

    They stand right after it, indented too little or by what YAML takes for letters.
    """
    holder = _get(data, loc[:-1])
    known = (shape.at(loc[:-1]) or shape).keys
    if not isinstance(holder, dict):
        return ()
    after = islice(dropwhile(lambda key: key != loc[-1], [*holder]), 1, None)
    names = tuple(takewhile(lambda key: key not in known and len(key.split()) > 1, after))
    for name in names:
        del holder[name]
    return names


def _is_prose(shape: Shape, loc: Loc) -> bool:
    found = shape.at(loc)
    return found is not None and found.prose


def _holds_prose(shape: Shape, loc: Loc) -> bool:
    found = shape.at(loc)
    return found is not None and found.holds_prose


def _within(loc: Loc, places: set[Loc]) -> bool:
    return any(loc[:depth] in places for depth in range(1, len(loc) + 1))


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
            if not _within(loc, failed):
                failed.add(loc)
                yield Fault("BB106", loc)
            continue
        if error["type"] == "extra_forbidden":
            yield _unknown(data, loc, shape, failed, hinted=number < _HINTED)
            spoilt.append(loc)
            continue
        owner = shape.owner(loc)
        if not _within(owner, failed):
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
    holder = _get(data, loc[:-1])
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


def _get(data: Any, loc: Loc) -> Any:  # noqa: ANN401 (plain YAML data)
    for part in loc:
        if isinstance(data, dict):
            data = data.get(str(part))
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def _set(data: dict[str, Plain], loc: Loc, value: Plain) -> None:
    holder = _get(data, loc[:-1])
    if isinstance(holder, dict):
        holder[str(loc[-1])] = value


def _remove(data: dict[str, Plain], loc: Loc) -> None:
    """Take the value at `loc` out of `data`; an item of a list becomes empty, so none moves."""
    holder = _get(data, loc[:-1])
    last = loc[-1]
    if isinstance(holder, dict):
        holder.pop(str(last), None)
    elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        holder[last] = {}
