"""Days, spans of time, months and quarters, as Vietnamese papers write them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

VIETNAM = timezone(timedelta(hours=7), "UTC+7")
"""The zone in which every day of the minute book is counted."""

FIRST_YEAR = 1930
"""The year in which the Party was founded: no day of its books is earlier."""

LAST_YEAR = 2200
"""A year after every day that a book of today names."""

YEARS = f"có năm từ {FIRST_YEAR} đến {LAST_YEAR}"
"""What a day, month or quarter should be that is none for its year alone."""

_LONGEST_DAY = len("05/01/2026")

_YEAR = re.compile(r"\b\d{4}\b", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_SPAN = re.compile(r"(\d{1,2}):(\d{2})(?:\s*[-–—]\s*(\d{1,2}):(\d{2}))?", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_MONTHS = re.compile(r"(\d{1,2})/(\d{4})\s*[-–—]\s*(\d{1,2})/(\d{4})", re.ASCII)


def today() -> date:
    """Return the day it is now in Vietnam."""
    return datetime.now(VIETNAM).date()


def parse_day(text: str) -> date | None:
    """Read `2026-01-05`, `05/01/2026` or `5/1/2026`; None where it is no day of a book."""
    return _parse_day(text) if len(text) <= _LONGEST_DAY else None


@lru_cache(maxsize=65536)
def _parse_day(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _SLASHED.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day) if possible_year(year) else None
    except ValueError:
        return None


def possible_year(year: int) -> bool:
    """Tell whether a book may name `year`; so no sum of days leaves what dates can hold."""
    return FIRST_YEAR <= year <= LAST_YEAR


def only_year_wrong(text: str, parse: Callable[[str], object]) -> bool:
    """Tell whether `parse` reads `text` but for a year that no book names."""
    return parse(text) is None and parse(_YEAR.sub("2000", text)) is not None


def show_day(day: date) -> str:
    """Return `day` as people write it: 05/01/2026."""
    return f"{day:%d/%m/%Y}"


@dataclass(frozen=True, slots=True, order=True)
class Clock:
    """A time of day, in minutes after midnight."""

    minutes: int

    def __reduce__(self) -> tuple[type[Clock], tuple[int]]:
        """Return what makes it again, which takes a fraction of what copying its fields does."""
        return Clock, (self.minutes,)

    def __str__(self) -> str:
        """Return `14:05`."""
        return f"{self.minutes // 60:02d}:{self.minutes % 60:02d}"

    @property
    def words(self) -> str:
        """The time as papers write it: `14 giờ 05`, or `14 giờ 00`."""
        return f"{self.minutes // 60:02d} giờ {self.minutes % 60:02d}"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """From when to when a sitting lasted; a planned one may have no end."""

    start: Clock
    end: Clock | None

    def __reduce__(self) -> tuple[type[TimeSpan], tuple[Clock, Clock | None]]:
        """Return what makes it again, as above."""
        return TimeSpan, (self.start, self.end)

    @property
    def minutes(self) -> int | None:
        """The length in minutes, or None where the end is not known."""
        return None if self.end is None else self.end.minutes - self.start.minutes

    def __str__(self) -> str:
        """Return `14:00-16:10`, or `14:00`."""
        return str(self.start) if self.end is None else f"{self.start}-{self.end}"


def parse_span(text: str) -> TimeSpan | None:
    """Read `14:00-16:10`, or `14:00`; None where it is no time or does not end after it starts."""
    found = _SPAN.fullmatch(text.strip())
    if not found:
        return None
    hour, minute, end_hour, end_minute = (None if g is None else int(g) for g in found.groups())
    start = _clock(hour, minute)
    if start is None or end_hour is None:
        return None if start is None else TimeSpan(start, None)
    end = _clock(end_hour, end_minute)
    return TimeSpan(start, end) if end is not None and start < end else None


def _clock(hour: int | None, minute: int | None) -> Clock | None:
    if hour is None or minute is None or hour > 23 or minute > 59:
        return None
    return Clock(hour * 60 + minute)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month that `day` lies in."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def next(self) -> Month:
        """The month after."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def quarter(self) -> Quarter:
        """The quarter that the month lies in."""
        return Quarter(self.year, (self.month + 2) // 3)

    def __str__(self) -> str:
        """Return `2026-01`."""
        return f"{self.year}-{self.month:02d}"

    @property
    def words(self) -> str:
        """The month as people write it: `01/2026`."""
        return f"{self.month:02d}/{self.year}"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter that `day` lies in."""
        return Month.of(day).quarter

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return Month(self.year, 3 * self.number).last

    @property
    def next(self) -> Quarter:
        """The quarter after."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def __str__(self) -> str:
        """Return `2026-Q1`."""
        return f"{self.year}-Q{self.number}"

    @property
    def words(self) -> str:
        """The quarter as people write it: `quý I/2026`."""
        return f"quý {self.roman}/{self.year}"

    @property
    def roman(self) -> str:
        """The number as people write it: `I` to `IV`."""
        return ("I", "II", "III", "IV")[self.number - 1]


def parse_month(text: str) -> Month | None:
    """Read `2026-01`; None where it is no month."""
    found = _MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12 or not possible_year(int(found[1])):
        return None
    return Month(int(found[1]), int(found[2]))


def parse_quarter(text: str) -> Quarter | None:
    """Read `2026-Q3`; None where it is no quarter."""
    found = _QUARTER.fullmatch(text)
    return Quarter(int(found[1]), int(found[2])) if found and possible_year(int(found[1])) else None


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """A run of months, both included."""

    first: Month
    last: Month

    def __str__(self) -> str:
        """Return `07/2025-12/2025`."""
        return f"{self.first.words}-{self.last.words}"


def parse_month_span(text: str) -> MonthSpan | None:
    """Read `07/2025-12/2025`; None where it is none or ends before it starts."""
    found = _MONTHS.fullmatch(text)
    if not found:
        return None
    one, year, other, last_year = map(int, found.groups())
    first, last = parse_month(f"{year:04d}-{one:02d}"), parse_month(f"{last_year:04d}-{other:02d}")
    return MonthSpan(first, last) if first and last and first <= last else None


def months(first: Month, last: Month) -> Iterator[Month]:
    """Yield every month from `first` to `last`, both included."""
    while first <= last:
        yield first
        first = first.next


def quarters(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    """Yield every quarter from `first` to `last`, both included."""
    while first <= last:
        yield first
        first = first.next
