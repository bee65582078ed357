"""What YAML hid or cut: doubled keys, cut prose, keys without a value, each told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice, takewhile
from typing import Any

from yaml import Node

from bienban.documents.frontmatter import Loc, Plain, Reading
from bienban.documents.shape import Form, Shape


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


def yaml_faults(reading: Reading, shape: Shape) -> tuple[list[Fault], set[Loc]]:
    """Return what YAML hid or cut: doubled keys, cut prose, keys without a value."""
    faults: list[Fault] = []
    failed: set[Loc] = set()

    def fail(code: str, loc: Loc, *, key: bool = False, hint: str = "") -> None:
        place = shape.owner(loc)
        if not within(loc, failed):
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
    faults.extend(_doubled(reading, shape, failed))
    failed.update(loc for loc, _ in reading.doubled)
    for loc in reading.empty:
        found = shape.at(loc)
        if found is not None and not found.may_be_empty:
            names = _outdented(reading.data, loc, shape) if found.form is Form.MAP else ()
            fail("BB107", loc, key=True, hint="\n".join(names))
    return faults, failed


def _doubled(reading: Reading, shape: Shape, failed: set[Loc]) -> Iterator[Fault]:
    """Yield each key that stands again, but for what `failed` before.

    Several in one item of a list are one cause: the line that opens the next item is missing.
    """
    for holder, again in _by_holder(reading).items():
        told = [(loc, node) for loc, node in again if not within(loc, failed)]
        opener = _opener(shape, holder)
        lost = _lost_item(again) and bool(opener)
        keys = "\n".join(dict.fromkeys(str(loc[-1]) for loc, _ in told)) if lost else ""
        for loc, node in told[:1] if lost else told:
            at = (node.start_mark.line, node.start_mark.column)
            yield Fault("BB104", loc, actual=keys, hint=opener, mark=at)


def torn_lists(reading: Reading, shape: Shape) -> dict[str, int]:
    """Return the lists in which an item may stand in another, its opening line being lost.

    Each has the index of the first such item.
    """
    torn: dict[str, int] = {}
    for holder in _by_holder(reading):
        if len(holder) == 2 and _opener(shape, holder):
            key, index = str(holder[0]), int(holder[1])
            torn[key] = min(index, torn.get(key, index))
    return torn


_Again = Sequence[tuple[Loc, Node]]


def _by_holder(reading: Reading) -> dict[Loc, list[tuple[Loc, Node]]]:
    """Return the keys that stand again, by the place of what they stand in."""
    groups: dict[Loc, list[tuple[Loc, Node]]] = {}
    for loc, node in reading.doubled:
        groups.setdefault(loc[:-1], []).append((loc, node))
    return groups


def _opener(shape: Shape, holder: Loc) -> str:
    """Return the key that opens each item of the list that `holder` is an item of, if it is one."""
    item = shape.at(holder) if holder and isinstance(holder[-1], int) else None
    return next(iter(item.keys), "") if item else ""


def _lost_item(again: _Again) -> bool:
    """Tell whether so many keys stand again in one item that another item must have been meant."""
    return len({loc[-1] for loc, _ in again}) > 1


def _outdented(data: dict[str, Plain], loc: Loc, shape: Shape) -> tuple[str, ...]:
    """Take out of `data` the names that belong below the empty key at `loc`, and return them.

    They stand right after it, indented too little or by what YAML takes for letters.
    """
    holder = get_at(data, loc[:-1])
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


def within(loc: Loc, places: set[Loc]) -> bool:
    """Tell whether `loc` is one of `places`, or lies in one."""
    return any(loc[:depth] in places for depth in range(1, len(loc) + 1))


def get_at(data: Any, loc: Loc) -> Any:  # noqa: ANN401 (plain YAML data)
    """Return the value at `loc` of plain data, or None where nothing stands there."""
    for part in loc:
        if isinstance(data, dict):
            data = data.get(str(part))
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data
