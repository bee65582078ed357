"""The types of front matter fields: each reads a value from its text, and says what it should be.

YAML's own resolver is never asked: `14:00` would be 840 and `08` a string.
Every failure is a `PydanticCustomError` whose context holds `expected`, the end of the sentence
«`khóa` phải …» in Vietnamese.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Annotated, Any, Final, TypeVar, cast, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from bienban import dates
from bienban.text import squeeze
from bienban.vocabulary import STANDING, Dues

T = TypeVar("T")

_COUNT = re.compile(r"\d{1,6}", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_TEXT_SCHEMA: Final = {"type": "string", "minLength": 1}


def refuse(expected: str) -> PydanticCustomError:
    """Return the error of a value that should be `expected`, a Vietnamese noun phrase."""
    return PydanticCustomError("bienban", "{expected}", {"expected": expected})


def _scalar(value: object, expected: str) -> str:
    """Return `value` without the space around it; a list, a map or nothing is refused."""
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        raise refuse(expected)
    return text


def _reader(parse: Callable[[str], T | None], expected: str) -> Callable[[object], T]:
    """Return the validator that reads text by `parse`, whose None means «not one»."""

    def read(value: object) -> T:
        text = _scalar(value, expected)
        result = parse(text)
        if result is None:
            raise refuse(dates.YEARS if dates.only_year_wrong(text, parse) else expected)
        return result

    return read


def _typed(parse: Callable[[str], T | None], expected: str, schema: dict[str, Any]) -> list[Any]:
    """Return the annotations of a field type that is read from its text."""
    return [PlainValidator(_reader(parse, expected)), WithJsonSchema(schema)]


def _count(text: str) -> int | None:
    return int(text) if _COUNT.fullmatch(text) else None


def _positive(text: str) -> int | None:
    return _count(text) or None


def _flag(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text.casefold())


def _slug(text: str) -> str | None:
    return text if _SLUG.fullmatch(text) else None


def _deadline(text: str) -> date | str | None:
    return text if text == STANDING else dates.parse_day(text)


_DAY_SCHEMA: Final = {
    "type": "string",
    "pattern": r"^(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})$",
    "examples": ["2026-01-05", "05/01/2026"],
}
_COUNT_SCHEMA: Final = {"type": ["integer", "string"], "minimum": 0, "pattern": r"^\d{1,6}$"}


class Mark(Enum):
    """What a field's type says beside how to read it."""

    PROSE = "prose"
    EMPTY_ALLOWED = "empty-allowed"


PROSE: Final = Mark.PROSE
"""The field holds free text, which YAML cuts in flow style and at ` #`."""

EMPTY_ALLOWED: Final = Mark.EMPTY_ALLOWED
"""A key without a value is not BB107 here, because a rule of its own reports it."""


def _text(value: object) -> str:
    return squeeze(_scalar(value, "là một đoạn chữ"))


def _prose(value: object) -> str:
    return _scalar(value, "là một đoạn chữ")


Text = Annotated[str, PlainValidator(_text), WithJsonSchema(_TEXT_SCHEMA)]
"""One line of text: a name, a reference, a symbol."""

Prose = Annotated[str, PROSE, PlainValidator(_prose), WithJsonSchema(_TEXT_SCHEMA)]
"""Free text, of one line or several."""

Slug = Annotated[
    str,
    *_typed(
        _slug,
        "gồm chữ thường không dấu, số và dấu «-»",
        {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    ),
]
"""An id: lower-case letters without accents, digits, hyphens."""

Day = Annotated[
    date, *_typed(dates.parse_day, "là ngày dạng 2026-01-05 hoặc 05/01/2026", _DAY_SCHEMA)
]
"""A day."""

Deadline = Annotated[
    date | str,
    *_typed(
        _deadline,
        "là ngày dạng 2026-01-25 hoặc «thuong-xuyen»",
        {"anyOf": [_DAY_SCHEMA, {"const": STANDING}]},
    ),
]
"""The day a task is due, or `thuong-xuyen`."""

Span = Annotated[
    dates.TimeSpan,
    *_typed(
        dates.parse_span,
        "là giờ bắt đầu và kết thúc dạng 14:00-16:10, kết thúc sau bắt đầu",
        {"type": "string", "examples": ["14:00-16:10"]},
    ),
]
"""From when to when, `14:00-16:10`."""

Quarter = Annotated[
    dates.Quarter,
    *_typed(
        dates.parse_quarter, "là quý dạng 2026-Q3", {"type": "string", "pattern": r"^\d{4}-Q[1-4]$"}
    ),
]
"""A quarter, `2026-Q3`."""

Month = Annotated[
    dates.Month,
    *_typed(
        dates.parse_month,
        "là tháng dạng 2026-01",
        {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"},
    ),
]
"""A month, `2026-01`."""

MonthSpan = Annotated[
    dates.MonthSpan,
    *_typed(
        dates.parse_month_span,
        "là khoảng tháng dạng 07/2025-12/2025",
        {"type": "string", "examples": ["07/2025-12/2025"]},
    ),
]
"""A run of months, `07/2025-12/2025`."""

Count = Annotated[int, *_typed(_count, "là số nguyên không âm", _COUNT_SCHEMA)]
"""A number of people, ballots or votes: 0 or more."""

Number = Annotated[
    int, *_typed(_positive, "là số nguyên từ 1 trở lên", _COUNT_SCHEMA | {"minimum": 1})
]
"""A number in a sequence, or of minutes: 1 or more."""

Flag = Annotated[bool, *_typed(_flag, "là true hoặc false", {"type": "boolean"})]
"""Yes or no."""


_DUES: Final = "là một trong: " + ", ".join(Dues) + ", hoặc danh sách họ tên"


def _dues(value: object) -> Dues | tuple[str, ...]:
    if isinstance(value, list) and value:
        return tuple(_text(name) for name in value)
    try:
        return Dues(_scalar(value, _DUES))
    except ValueError:
        raise refuse(_DUES) from None


DuesOrNames = Annotated[
    Dues | tuple[str, ...],
    PlainValidator(_dues),
    WithJsonSchema(
        {"anyOf": [{"enum": list(Dues)}, {"type": "array", "items": _TEXT_SCHEMA, "minItems": 1}]}
    ),
]
"""What was said of dues, or the names of those who have not paid."""


def _as_list(value: object) -> object:
    """Return one text as a list of it; «-Một -Hai» was meant to be a list, and is left to fail."""
    return [value] if isinstance(value, str) and not value.startswith(("-", "–")) else value


class _OneOrMore:
    """Reads one value as a list of one, and says so in JSON Schema."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


ONE_OR_MORE: Final = _OneOrMore()
"""Lets one value stand where a list is meant: `chu_tri: Nguyễn Văn An`."""


ONE: Final = "[one]"
MANY: Final = "[many]"
"""How pydantic names, in the place of an error, which of the two was read."""


class _OneOrMoreRecords:
    """Reads one group of keys as a list of one, and says so in JSON Schema."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        one = handler.generate_schema(get_args(source)[0])
        alone = core_schema.no_info_after_validator_function(lambda record: (record,), one)
        return core_schema.tagged_union_schema(
            {ONE: alone, MANY: handler(source)},
            lambda value: MANY if isinstance(value, list | tuple) else ONE,
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        many = handler(cast("core_schema.TaggedUnionSchema", schema)["choices"][MANY])
        return {"anyOf": [many["items"], many]}


ONE_OR_MORE_RECORDS: Final = _OneOrMoreRecords()
"""Lets one group of keys stand where a list of groups is meant."""


def _reason(value: object) -> str:
    if value is None or value == "":
        return ""
    return _prose(value)


Reason = Annotated[
    str, PROSE, EMPTY_ALLOWED, PlainValidator(_reason), WithJsonSchema({"type": ["string", "null"]})
]
"""A reason that may be missing here, because a rule of its own reports it."""

Refused = Annotated[
    str | None, EMPTY_ALLOWED, PlainValidator(_reason), WithJsonSchema({"not": {}, "title": "—"})
]
"""A value that may not be there at all; a rule of its own reports it, empty or not."""
