"""What every official document and every figure of it carries: number, date, source, confidence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

#: What a file writes where a date is not known, and where a document holds on every day.
UNKNOWN = "khong-ro"
EVERY_DAY = "moi-ngay"

#: How the number of a Party paper is written, as a pattern: 12-HD/BTCTW, 05-QĐ/ĐU.
PAPER_NUMBER = r"\d{1,5}-[^\W\d_]{1,6}/[^\W\d_]\w*(?:[./-]\w+)*"

Text: TypeAlias = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Confidence(StrEnum):
    """How well a figure is known; the order of the members is from the best to the worst."""

    OFFICIAL = "O"
    SECOND_HAND = "2"
    UNCONFIRMED = "?"

    @property
    def words(self) -> str:
        """The mark in Vietnamese words."""
        return {
            Confidence.OFFICIAL: "đọc trên trang chính thức",
            Confidence.SECOND_HAND: "dẫn lại từ văn bản áp dụng",
            Confidence.UNCONFIRMED: "chưa kiểm chứng",
        }[self]

    def weaker(self, other: "Confidence") -> "Confidence":
        """Return the worse of two marks."""
        return max(self, other, key=list(Confidence).index)


def party_date(day: date) -> str:
    """Return a day as Party papers write it: a zero before days below 10, months 1 and 2 only."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a figure comes from; a number alone is ambiguous, so the date goes with it."""

    number: str
    day: date | None = None
    clause: str | None = None
    kind: str = ""
    year: int | None = None

    def __str__(self) -> str:
        dated = party_date(self.day) if self.day else str(self.year or "")
        name = f"{self.kind} {self.number}".strip() + (f" ({dated})" if dated else "")
        return f"{name}, {self.clause}" if self.clause else name

    def at(self, clause: str | None) -> "Citation":
        """Return the same document at another clause."""
        return replace(self, clause=clause)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one document, with its provenance; `name` is topic and field, dotted."""

    topic: str
    name: str
    value: object
    confidence: Confidence
    source: str
    citation: Citation
    note: str | None = None


def parse_issued(value: object) -> object:
    """Return a day as pydantic takes it: a year alone is an int, unknown is None."""
    if value == UNKNOWN:
        return None
    if isinstance(value, str) and value.isdigit():
        return int(value)
    return value


def _in_force(value: object) -> object:
    return date.min if value == EVERY_DAY else parse_issued(value)


class DocumentHead(BaseModel):
    """The head of a file of standards: the keys that every official document must have."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    so: Text
    loai: str = ""
    ve: Text
    ngay: Annotated[date | int | None, BeforeValidator(parse_issued)]
    hieu_luc: Annotated[date | int | None, BeforeValidator(_in_force)]
    het_hieu_luc: date | None = None
    thay_the: tuple[Text, ...] = ()
    chu_de: tuple[Text, ...] = ()
    nguon: Text
    confidence: Confidence
    note: Text


class FigureEntry(BaseModel):
    """One figure as a file writes it in full; `value` alone may be empty, for «none known»."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    value: object
    confidence: Confidence | None = None
    clause: Text | None = None
    source: Text | None = None
    note: Text | None = None


class Inheritance(BaseModel):
    """A block that takes the figures of another document, no surer than `confidence`."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    tu: Text
    confidence: Confidence = Confidence.UNCONFIRMED
    note: Text


@dataclass(frozen=True, slots=True)
class Document:
    """One official document as data: its head and the figures that it states, by topic."""

    stem: str
    head: DocumentHead
    figures: Mapping[str, Mapping[str, Figure]]

    @property
    def citation(self) -> Citation:
        """The document's number and date, without a clause."""
        return citation_of(self.head)

    @property
    def governs(self) -> tuple[str, ...]:
        """The topics for which this is the document to cite."""
        return self.head.chu_de

    @property
    def start(self) -> date | None:
        """The first day in force: of a year alone its first.

        None where nothing is known of it, and then the document is never picked.
        """
        since = self.head.hieu_luc
        return date(since, 1, 1) if isinstance(since, int) else since

    @property
    def since(self) -> str:
        """The day from which it is in force, in words, as far as it is known."""
        since = self.head.hieu_luc
        if isinstance(since, int):
            return f"năm {since} (chưa rõ ngày, tính từ đầu năm)"
        if since is None:
            return "chưa rõ"
        return "trước đến nay" if since == date.min else party_date(since)

    @property
    def end(self) -> date:
        """The last day in force."""
        return self.head.het_hieu_luc or date.max

    def in_force(self, day: date) -> bool:
        """Return whether the document is in force on `day`, both ends included."""
        return self.start is not None and self.start <= day <= self.end


def citation_of(head: DocumentHead) -> Citation:
    """Return the citation that a document's head makes."""
    issued = head.ngay
    if isinstance(issued, date):
        return Citation(head.so, issued, None, head.loai)
    return Citation(head.so, None, None, head.loai, issued)
