"""Score frames: groups of points, bands, gates; official or a workspace's own."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import PurePath
from typing import Annotated, Self, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    NonNegativeInt,
    PositiveInt,
    ValidationError,
    model_validator,
)

from bienban.dates import parse_day
from bienban.standards.model import PAPER_NUMBER, UNKNOWN, Citation, Confidence, Text, parse_issued
from bienban.standards.reading import Problem, Source, StandardsError, read_source

Points: TypeAlias = int | Decimal


def _day(value: object) -> object:
    """Return a day as pydantic takes it, also one that is written 05/01/2026."""
    issued = parse_issued(value)
    return parse_day(issued) or issued if isinstance(issued, str) else issued


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class Measure(StrEnum):
    """What minutes themselves tell of a sitting, so that an item's points can be held to it."""

    LENGTH = "thoi-luong"
    ATTENDANCE = "ty-le-du-hop"


class ScoreItem(_Part):
    """One line of a score sheet; `maximum` is None where the source does not state it.

    `measure` says which fact of the minutes it scores; most items score none, and need none.
    """

    key: Text = Field(alias="ma")
    label: Text = Field(alias="ten")
    maximum: PositiveInt | None = Field(alias="toi_da")
    measure: Measure | None = Field(default=None, alias="do")


class Band(_Part):
    """One grade: from `at_least` points up to the next band."""

    key: Text = Field(alias="ma")
    label: Text = Field(alias="ten")
    at_least: NonNegativeInt = Field(alias="tu")


class Gate(_Part):
    """A grade that also needs full marks in some items, whatever the total."""

    grade: Text = Field(alias="bac")
    full_marks: tuple[Text, ...] = Field(alias="tron_diem", min_length=1)


class YearRule(_Part):
    """A grade of the year: every sitting at least `every`, and at least `count` of `counted`."""

    grade: Text = Field(alias="bac")
    every: Text = Field(alias="moi_buoi_it_nhat")
    counted: Text = Field(alias="dem")
    count: PositiveInt = Field(alias="so_buoi")


class ScoreFrame(_Part):
    """A frame by which a sitting is scored, with the document that sets it."""

    key: Text = Field(alias="ma")
    name: Text = Field(alias="ten")
    number: Text = Field(alias="so")
    issued: Annotated[date | int | None, BeforeValidator(_day)] = Field(alias="ngay")
    since: Annotated[date | None, BeforeValidator(_day)] = Field(default=None, alias="hieu_luc")
    kind: str = Field(default="", alias="loai")
    source: Text = Field(default="Tệp của chi bộ", alias="nguon")
    confidence: Confidence = Confidence.UNCONFIRMED
    note: str | None = None
    total: PositiveInt = Field(default=100, alias="tong")
    items: tuple[ScoreItem, ...] = Field(default=(), alias="muc")
    bands: tuple[Band, ...] = Field(alias="bac", min_length=1)
    gates: tuple[Gate, ...] = Field(default=(), alias="dieu_kien")
    year: tuple[YearRule, ...] = Field(default=(), alias="ca_nam")

    @property
    def start(self) -> date:
        """The first day that it holds; one whose days are not known holds on every day."""
        issued = date(self.issued, 1, 1) if isinstance(self.issued, int) else self.issued
        return self.since or issued or date.min

    @property
    def citation(self) -> Citation:
        """The document that sets the frame; one without a known number is named by its source."""
        if self.number == UNKNOWN:
            return Citation(self.name)
        if isinstance(self.issued, date):
            return Citation(self.number, self.issued, None, self.kind)
        return Citation(self.number, None, None, self.kind, self.issued)

    @property
    def complete(self) -> bool:
        """Whether every item has its maximum, so that a sheet can be added up."""
        return bool(self.items) and all(item.maximum for item in self.items)

    def item(self, key: str) -> ScoreItem | None:
        """Return one item, or None where the frame has no such item."""
        return next((item for item in self.items if item.key == key), None)

    def band(self, key: str) -> Band | None:
        """Return one grade, or None where the frame has no such grade."""
        return next((band for band in self.bands if band.key == key), None)

    def grade(self, total: Points, marks: Mapping[str, Points] | None = None) -> Band:
        """Return the grade of a total; with `marks`, a grade whose gate is shut gives the next.

        Bands run from the best down; each begins exactly at its figure.
        """
        reached = [band for band in self.bands if total >= band.at_least]
        open_ = [band for band in reached if marks is None or self.gate_open(band.key, marks)]
        return (open_ or reached or [self.bands[-1]])[0]

    def gate_open(self, grade: str, marks: Mapping[str, Points]) -> bool:
        """Return whether `marks` have full points wherever the grade asks for them.

        An item whose maximum is not known, or that has no mark, shuts nothing: no data, no verdict.
        """
        asked = {key for gate in self.gates if gate.grade == grade for key in gate.full_marks}
        return all(self._is_full(key, marks) for key in asked)

    def _is_full(self, key: str, marks: Mapping[str, Points]) -> bool:
        item = self.item(key)
        if item is None or item.maximum is None or key not in marks:
            return True
        return marks[key] >= item.maximum

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for fault in (self._double(), self._sum(), self._order(), self._unknown()):
            if fault:
                raise ValueError(fault)
        return self

    def _double(self) -> str | None:
        for name, keys in (
            ("muc", [item.key for item in self.items]),
            ("bac", [band.key for band in self.bands]),
        ):
            twice = sorted({key for key in keys if keys.count(key) > 1})
            if twice:
                return f"`{name}` có mã trùng nhau: {', '.join(twice)}"
        return None

    def _sum(self) -> str | None:
        total = sum(item.maximum or 0 for item in self.items)
        if self.complete and total != self.total:
            return f"điểm tối đa của `muc` cộng lại phải bằng {self.total}, nhưng là {total}"
        return None

    def _order(self) -> str | None:
        starts = [band.at_least for band in self.bands]
        if starts != sorted(set(starts), reverse=True) or starts[-1] != 0:
            return "`bac` phải xếp từ cao xuống thấp, bậc cuối bắt đầu từ 0"
        return None

    def _unknown(self) -> str | None:
        grades = {band.key for band in self.bands}
        used = {gate.grade for gate in self.gates}
        used |= {key for rule in self.year for key in (rule.grade, rule.every, rule.counted)}
        if used - grades:
            return f"bậc không có trong `bac`: {', '.join(sorted(used - grades))}"
        missing = {key for gate in self.gates for key in gate.full_marks if not self.item(key)}
        if missing:
            return f"mục không có trong `muc`: {', '.join(sorted(missing))}"
        return None


def load_frame(text: str, path: str) -> ScoreFrame | list[Problem]:
    """Return a workspace's own frame, or what is wrong with it, in Vietnamese.

    `ma` may be left out and is then the file's name; `so` and a full `ngay` are required, since
    a frame without them cannot be cited.
    """
    try:
        return read_frame(text, path, dated=True)
    except StandardsError as error:
        return list(error.problems)


def read_frame(text: str, path: str, *, dated: bool) -> ScoreFrame:
    """Return a frame; raise StandardsError, with `dated` also where number or date is missing."""
    source = read_source(text, path)
    values = {"ma": PurePath(path).stem, **source.values}
    try:
        frame = ScoreFrame.model_validate(values)
    except ValidationError as error:
        raise StandardsError(source.explain(error)) from error
    problems = _without_document(source, frame) if dated else []
    if problems:
        raise StandardsError(problems)
    return frame


def _without_document(source: Source, frame: ScoreFrame) -> list[Problem]:
    """Return what keeps a frame from being cited, and from being used from its day on."""
    found = []
    if not re.fullmatch(PAPER_NUMBER, frame.number):
        said = f"`so` phải là số và ký hiệu văn bản, như 12-HD/BTCTU, nhưng là '{frame.number}'"
        found.append(source.problem(("so",), said))
    if not isinstance(frame.issued, date):
        said = f"`ngay` phải là ngày dạng 2026-01-31, nhưng là '{source.values.get('ngay')}'"
        found.append(source.problem(("ngay",), said))
    return found
