"""What a value that cannot be read was meant to be, where that is clear: the help of BB107."""

from __future__ import annotations

import re

from bienban.dates import parse_day, parse_span
from bienban.text import fold, squeeze

_HOUR = re.compile(r"\b(\d{1,2})\s*(?:[hg:]|giờ)\s*(\d{2})?(?:\s*(?:p|phút)\b)?", re.IGNORECASE)
_TO = re.compile(r"\s*(?:[-–—]|\bđến\b)\s*", re.IGNORECASE)
_DAY = re.compile(
    r"(?:ngày\s+)?(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})"
    r"(?:(?:\s*[/.-]\s*|\s+năm\s+)(\d{4}|\d{2}))?",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(\d{1,6})\s+[^\W\d][\w\s]*")


def correction(expected: str, actual: str) -> str:
    """Return the sentence that says what to write for `actual`, or nothing where it is unclear."""
    text = squeeze(actual)
    if expected.startswith("là ngày"):
        return _day(text)
    if expected.startswith("là giờ"):
        return _span(text)
    if expected.startswith("là số nguyên"):
        return _count(text)
    if expected.startswith("là true"):
        return _flag(text)
    return ""


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    if not found:
        return ""
    day, month, year = found.groups()
    if year is None:
        return f"Ghi cả năm: «{int(day):02}/{int(month):02}/…», năm đủ bốn chữ số."
    written = f"{int(day):02}/{int(month):02}/{year if len(year) == 4 else f'20{year}'}"
    if parse_day(written):
        return f"Ghi «{written}»."
    return f"Không có ngày {written}: xem lại ngày, tháng."


def _span(text: str) -> str:
    clock = _HOUR.sub(lambda found: f"{found[1]}:{found[2] or '00'} ", text)
    written = "-".join(part.strip() for part in _TO.split(squeeze(clock)))
    return f"Ghi «{written}»." if written != text and parse_span(written) else ""


def _count(text: str) -> str:
    if text.endswith("%"):
        return "Ghi số người hoặc số phiếu, không ghi phần trăm."
    found = _COUNT.fullmatch(text)
    return f"Chỉ ghi số: «{found[1]}»." if found else ""


def _flag(text: str) -> str:
    meant = {"co": "true", "khong": "false"}.get(fold(text))
    return f"Ghi «{meant}»." if meant else ""
