"""List every figure of the standards, for the page that shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pydantic import BaseModel

from bienban.standards.frames import ScoreFrame, ScoreItem
from bienban.standards.library import Standards
from bienban.standards.model import Confidence, Document, party_date


@dataclass(frozen=True, slots=True)
class Row:
    """One figure for people: document, days in force, figure, value, source, mark, note."""

    document: str
    in_force: str
    topic: str
    figure: str
    value: str
    source: str
    confidence: Confidence
    note: str


def describe(standards: Standards) -> tuple[Row, ...]:
    """Return a row a figure, document by document; a document without figures gives one row."""
    rows = [row for document in standards.documents for row in _document_rows(document)]
    rows += [row for frame in standards.frames.values() for row in _frame_rows(frame)]
    return tuple(rows)


def value_text(value: object) -> str:
    """Return a figure's value in Vietnamese, on one line."""
    match value:
        case None:
            return "không quy định"
        case bool():
            return "có" if value else "không"
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case BaseModel():
            return "; ".join(
                f"{key}: {value_text(item)}" for key, item in value if item not in (None, (), {})
            )
        case tuple() | list():
            return ", ".join(value_text(item) for item in value)
        case dict():
            return "; ".join(f"{key}: {value_text(item)}" for key, item in value.items())
        case _:
            return str(value)


def _document_rows(document: Document) -> Iterator[Row]:
    head, days = document.head, _days(document)
    figures = [figure for block in document.figures.values() for figure in block.values()]
    name = str(document.citation)
    if not figures:
        yield Row(name, days, "", head.ve, "", head.nguon, head.confidence, head.note)
    for figure in figures:
        yield Row(
            document=str(figure.citation),
            in_force=days,
            topic=figure.topic,
            figure=figure.name,
            value=value_text(figure.value),
            source=figure.source,
            confidence=figure.confidence,
            note=figure.note or "",
        )


def _frame_rows(frame: ScoreFrame) -> Iterator[Row]:
    figures = [(f"muc.{item.key}", _item_text(item)) for item in frame.items]
    figures += [(f"bac.{band.key}", f"từ {band.at_least}") for band in frame.bands]
    figures += [(f"dieu_kien.{gate.grade}", value_text(gate.full_marks)) for gate in frame.gates]
    figures += [(f"ca_nam.{rule.grade}", value_text(rule)) for rule in frame.year]
    for figure, value in figures:
        yield Row(
            document=str(frame.citation),
            in_force="",
            topic=f"khung-diem/{frame.key}",
            figure=figure,
            value=value,
            source=frame.source,
            confidence=frame.confidence,
            note=frame.note or "",
        )


def _item_text(item: ScoreItem) -> str:
    points = str(item.maximum or "chưa rõ")
    return f"{points}; do: {item.measure}" if item.measure else points


def _days(document: Document) -> str:
    head = document.head
    if document.start is None:
        return document.since
    start = "mọi ngày" if document.start == date.min else f"từ {document.since}"
    return f"{start} đến {party_date(head.het_hieu_luc)}" if head.het_hieu_luc else start
