"""The paper of a superior that something rests on: its number and day, read from a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from pydantic import PlainValidator, WithJsonSchema

from bienban.dates import parse_day
from bienban.documents.fields import PROSE, refuse
from bienban.standards import PAPER_NUMBER, Citation
from bienban.text import squeeze

EXPECTED: Final = "ghi số và ngày (có trong lịch) của văn bản"
"""What a ground has to be, as messages end."""

_NUMBER = re.compile(rf"(?:\bsố\s+)?(?<![\w/-])({PAPER_NUMBER})", re.IGNORECASE)
_DAY = re.compile(
    r"(?<!\d)(?:(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<day>\d{1,2})(?:\s*/\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*/\s*|\s+năm\s+)"
    r"(?P<year>\d{4}))(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """A paper that is named with number and day; `kind` is what stands before its number."""

    text: str
    number: str
    day: date
    kind: str = ""

    def __str__(self) -> str:
        """Return the sentence as written."""
        return self.text

    @property
    def citation(self) -> Citation:
        """The paper as findings cite it."""
        return Citation(self.number, self.day, None, self.kind)


def parse_grounds(text: str) -> Grounds | None:
    """Read «Quy định số 12-QĐ/ĐU, ngày 10/3/2025»; None without a number or a day that exists."""
    number, day = _NUMBER.search(text), _first_day(text)
    if number is None or day is None:
        return None
    return Grounds(text.strip(), number[1], day, squeeze(text[: number.start()]))


def _first_day(text: str) -> date | None:
    """Return the first day in `text`; also «ngày 10 tháng 3 năm 2025»."""
    found = _DAY.search(text)
    if found is None:
        return None
    return parse_day(found["iso"] or f"{found['day']}/{found['month']}/{found['year']}")


def _grounds(value: object) -> Grounds:
    found = parse_grounds(value) if isinstance(value, str) else None
    if found is None:
        raise refuse(EXPECTED)
    return found


GroundsText = Annotated[
    Grounds,
    PROSE,
    PlainValidator(_grounds),
    WithJsonSchema({"type": "string", "examples": ["Quy định số 12-QĐ/ĐU, ngày 10/3/2025"]}),
]
"""Free text that names a paper with number and day."""
