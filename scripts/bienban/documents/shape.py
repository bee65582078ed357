"""The shape of a record class: which key holds what, which leaves are prose.

Derived once from the pydantic models, so that keys stand in one place only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from bienban.documents.base import Record
from bienban.documents.fields import EMPTY_ALLOWED, ONE_OR_MORE_RECORDS, PROSE
from bienban.once import once

Loc = tuple[str | int, ...]


class Form(Enum):
    """What kind of value a place holds."""

    MODEL = "model"
    LIST = "list"
    MAP = "map"
    LEAF = "leaf"


@dataclass(frozen=True)
class Shape:
    """One place: its form, the keys of a model, the item of a list or map.

    A model with an item is one that may stand where a list of such may.
    """

    form: Form
    keys: Mapping[str, Shape] = field(default_factory=dict)
    item: Shape | None = None
    prose: bool = False
    may_be_empty: bool = False

    @once
    def holds_prose(self) -> bool:
        """Whether it is prose, or something below it is."""
        below = (*self.keys.values(), *((self.item,) if self.item else ()))
        return self.prose or any(shape.holds_prose for shape in below)

    def step(self, part: str | int) -> Shape | None:
        """Return the shape one step down, or None where nothing is known there."""
        if self.form is Form.MODEL and not (self.item and isinstance(part, int)):
            return self.keys.get(str(part))
        return self.item

    def at(self, loc: Loc) -> Shape | None:
        """Return the shape at `loc`, or None where nothing is known there."""
        shape: Shape | None = self
        for part in loc:
            if shape is None:
                return None
            if shape.form is Form.LEAF:
                return shape  # one value standing where a list may
            shape = shape.step(part)
        return shape

    def owner(self, loc: Loc) -> Loc:
        """Return the part of `loc` that can be absent without moving its neighbours.

        That is a key of a model, or an item of a list of models.
        """
        best: Loc = loc[:1]
        shape: Shape | None = self
        for depth, part in enumerate(loc):
            if shape is None or shape.form is Form.LEAF:
                break
            below = shape.step(part)
            if shape.form is Form.MODEL or (
                shape.form is Form.LIST and below is not None and below.form is Form.MODEL
            ):
                best = loc[: depth + 1]
            shape = below
        return best


@cache
def shape_of(record: type[Record]) -> Shape:
    """Return the shape of `record`, its keys by alias in the order of declaration."""
    hints = get_type_hints(record, include_extras=True)
    keys = {info.alias or name: _shape(hints[name]) for name, info in record.model_fields.items()}
    return Shape(Form.MODEL, keys)


def _shape(annotation: Any, marks: tuple[Any, ...] = ()) -> Shape:  # noqa: ANN401 (a type form)
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *extra = get_args(annotation)
        return _shape(inner, (*marks, *extra))
    if origin in (Union, UnionType):
        kept = [part for part in get_args(annotation) if part is not NoneType]
        return _shape(kept[0], marks) if len(kept) == 1 else _leaf(marks)
    if origin is tuple:
        item = _shape(get_args(annotation)[0])
        if ONE_OR_MORE_RECORDS in marks:
            return Shape(Form.MODEL, item.keys, item)
        return Shape(Form.LIST, item=item)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return Shape(Form.MAP, item=_shape(get_args(annotation)[1]))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return shape_of(annotation)
    return _leaf(marks)


def _leaf(marks: tuple[Any, ...]) -> Shape:
    return Shape(Form.LEAF, prose=PROSE in marks, may_be_empty=EMPTY_ALLOWED in marks)
