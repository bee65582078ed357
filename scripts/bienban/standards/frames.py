"""Score frames: groups of points, bands, gates; official or a workspace's own."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import PurePath
from typing import Annotated, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    NonNegativeInt,
    PositiveInt,
    ValidationError,
)

from bienban.dates import YEARS, only_year_wrong, parse_day, possible_year
from bienban.standards.model import PAPER_NUMBER, UNKNOWN, Citation, Confidence, Text, parse_issued
from bienban.standards.reading import Problem, Source, StandardsError, read_source

Points: TypeAlias = int | Decimal


def _day(value: object) -> object:
    """Return a day as pydantic takes it, also one that is written 05/01/2026, of whatever year."""
    issued = parse_issued(value)
    if not isinstance(issued, str):
        return issued
    if only_year_wrong(issued, parse_day):
        with suppress(ValueError):  # 29/02 of a year that has none
            return datetime.strptime(issued, "%d/%m/%Y").date()
    return parse_day(issued) or issued


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

    def faults(self) -> Iterator[tuple[str, str]]:
        """Yield what does not hold together: the key at fault, and the sentence that says it."""
        for key, fault in (
            *(("muc", fault) for fault in (self._double("muc"), self._sum())),
            *(("bac", fault) for fault in (self._double("bac"), self._order())),
            *self._unknown(),
        ):
            if fault:
                yield key, fault

    def _double(self, name: str) -> str | None:
        keys = [part.key for part in (self.items if name == "muc" else self.bands)]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        return f"`{name}` phải có mã khác nhau, nhưng trùng: {', '.join(twice)}" if twice else None

    def _sum(self) -> str | None:
        total = sum(item.maximum or 0 for item in self.items)
        if self.complete and total != self.total:
            return f"`muc` có điểm tối đa cộng lại phải bằng {self.total}, nhưng là {total}"
        return None

    def _order(self) -> str | None:
        starts = [band.at_least for band in self.bands]
        if starts != sorted(set(starts), reverse=True) or starts[-1] != 0:
            shown = ", ".join(map(str, starts))
            return f"`bac` phải xếp từ cao xuống thấp, bậc cuối bắt đầu từ 0, nhưng là {shown}"
        return None

    def _unknown(self) -> Iterator[tuple[str, str]]:
        for name, used in (
            ("dieu_kien", {gate.grade for gate in self.gates}),
            (
                "ca_nam",
                {key for rule in self.year for key in (rule.grade, rule.every, rule.counted)},
            ),
        ):
            if strange := used - {band.key for band in self.bands}:
                yield name, f"`{name}` phải dùng bậc có trong `bac`, nhưng có: {_listed(strange)}"
        full = {key for gate in self.gates for key in gate.full_marks}
        if strange := full - {item.key for item in self.items}:
            yield (
                "dieu_kien",
                f"`dieu_kien` phải dùng mục có trong `muc`, nhưng có: {_listed(strange)}",
            )


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys))


def load_frame(text: str, path: str) -> ScoreFrame | list[Problem]:
    """Return a workspace's own frame, or what is wrong with it, in Vietnamese.

    `ma` may be left out and is then the file's name; `so` and a full `ngay` are required, since
    a frame without them cannot be cited.
    """
    try:
        return read_frame(text, path, dated=True)
    except StandardsError as error:
        return list(error.problems)


def frame_key(text: str, path: str) -> str:
    """Return the key that a frame states, or that its file's name stands for."""
    try:
        stated = read_source(text, path).values.get("ma")
    except StandardsError:
        stated = None
    return stated if isinstance(stated, str) else PurePath(path).stem


def read_frame(text: str, path: str, *, dated: bool) -> ScoreFrame:
    """Return a frame; raise StandardsError, with `dated` also where number or date is missing."""
    source = read_source(text, path)
    values = {"ma": PurePath(path).stem, **source.values}
    try:
        frame = ScoreFrame.model_validate(values)
    except ValidationError as error:
        raise StandardsError(source.explain(error)) from error
    problems = [source.problem((key,), said) for key, said in frame.faults()]
    problems += _without_document(source, frame) if dated else []
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
    for key, day in (("ngay", frame.issued), ("hieu_luc", frame.since)):
        if isinstance(day, date) and not possible_year(day.year):
            said = f"`{key}` phải {YEARS}, nhưng là '{source.values.get(key)}'"
            found.append(source.problem((key,), said))
    return found
