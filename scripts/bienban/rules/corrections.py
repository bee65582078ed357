"""What a value that cannot be read was meant to be, where that is clear: the help of BB107."""

from __future__ import annotations

import re
from functools import cache

from bienban.dates import parse_day, parse_span
from bienban.text import fold, squeeze
from bienban.vocabulary import STANDING, Word

_HOUR = re.compile(r"\b(\d{1,2})\s*(?:giờ|[hg:.])\s*(\d{2})?(?:\s*(?:phút|p)\b)?", re.IGNORECASE)
_TO = re.compile(r"\s*(?:[-–—]|\bđến\b)\s*", re.IGNORECASE)
_DAY = re.compile(
    r"(?:ngày\s+)?(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})"
    r"(?:(?:\s*[/.-]\s*|\s+năm\s+)(\d{4}|\d{2}))?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})")
_COUNT = re.compile(r"(\d{1,6})(?:\s+[^\W\d][\w\s]*|\s*/\s*\d{1,6})")
"""A number with what it counts, or of how many it is: «8 đảng viên», «5/6»."""

_SIGN = re.compile(r"(?:số:?\s*)?0*([1-9]\d{0,5})(?:\s*[-–/]\s*[^\W\d].*)?", re.IGNORECASE)
"""The number of a paper as it stands on the paper: «Số 01-NQ/CB»."""

_ONE_OF, _LIST = "là một trong: ", "là một danh sách"


def correction(expected: str, actual: str) -> str:
    """Return the sentence that says what to write for `actual`, or nothing where it is unclear."""
    text = squeeze(actual)
    if expected.startswith(_ONE_OF):
        return _choice(expected.removeprefix(_ONE_OF).split(", "), text)
    if expected.startswith(_LIST) and text.startswith(("-", "–")):
        if text.startswith("–"):
            return "Thay «–» ở đầu mỗi dòng bằng dấu trừ và một dấu cách: «- …»."
        return "Thêm dấu cách sau dấu «-» ở đầu mỗi dòng: «- …»."
    if STANDING in expected and fold(text).replace(" ", "-") == STANDING:
        return f"Ghi «{STANDING}»."
    if expected.startswith("là ngày"):
        return _day(text)
    if expected.startswith("là giờ"):
        return _span(text)
    if expected.startswith("là số nguyên"):
        return _count(text)
    if expected.startswith("là true"):
        return _flag(text)
    return ""


def _choice(choices: list[str], text: str) -> str:
    """Return the sentence that says what to write for a choice that was written as it is read."""
    plain = fold(text)
    meant = (_slugs().get(plain, frozenset()) | {plain.replace(" ", "-")}).intersection(choices)
    return f"Ghi «{min(meant)}»." if len(meant) == 1 else ""


@cache
def _slugs() -> dict[str, frozenset[str]]:
    """Return what files hold for each label of the vocabulary."""
    found: dict[str, frozenset[str]] = {}
    for word in (word for words in Word.__subclasses__() for word in words):
        found[fold(word.label)] = found.get(fold(word.label), frozenset()) | {word.value}
    return found


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    if backwards := _YEAR_FIRST.fullmatch(text):
        year, month, day = backwards.groups()
    elif found:
        day, month, year = found.groups()
    else:
        return ""
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
    found = _COUNT.fullmatch(text) or _SIGN.fullmatch(text)
    return f"Chỉ ghi số: «{found[1]}»." if found and found[1] != text else ""


def _flag(text: str) -> str:
    meant = {"co": "true", "khong": "false"}.get(fold(text))
    return f"Ghi «{meant}»." if meant else ""
