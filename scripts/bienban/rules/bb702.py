"""BB702: no identity card, mobile phone or party-card number is in the book."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.position import Position
from bienban.documents.source import Source
from bienban.rules.model import Example, Finding, Rule
from bienban.standards import StandardsOfDay

_GAP = r"(?:[.\-–—]|[ \u00a0]{1,2}|\)[ \u00a0]?|[ \u00a0]?\()?"
"""What stands between two digits of one number: Word makes a dash of a hyphen."""

_MANY_DIGITS = re.compile(r"\d[\d .\-–—()\u00a0]{6,}\d")
"""As many digits as the shortest shape below has."""

_ALIKE = bytes.maketrans(b"123456789", b"0" * 9)
_BETWEEN = " .-–—()\u00a0".encode()
_NINE = b"0" * 9
_CARD = ("ẻ đ", "ẻ Đ", "Ẻ đ", "Ẻ Đ")
"""One of them stands in every mention of «thẻ đảng viên», however written.

A letter by itself is found twenty times as fast.
"""

_YEAR = r"(?:19|2[01])\d\d"
_DATED = re.compile(rf"{_YEAR}-(?:[01]\d-[0-3]\d|{_YEAR})")
"""What has as many digits in every front matter: days, and the terms of papers."""


def _digits(count: int) -> str:
    """Return the pattern of `count` digits, each perhaps with a gap before it."""
    return rf"(?:{_GAP}\d){{{count}}}"


_NO_DATE = r"(?!(?:\d{1,2}[.-])?\d{1,2}[.-](?:19|20)\d\d(?!\d))"
"""No number starts as a date does: «05.7.2025-01.8.2025» has the digits of a telephone number."""

_CLOCK = r"(?:[01]?\d|2[0-4])\.[0-5]\d"
_NO_TIMES = rf"(?!{_CLOCK}[ \-–—\u00a0]{{1,3}}{_CLOCK}(?!\d))"
"""Nor as hours do: «07.30-11.30 13.30-17.00» has those of an identity card."""

_NO_PAIRS = r"(?!(?:[0-3]\d[.-][0-2]\d[,;]? ){2})"
"""Nor as days of months or hours in a row do: «03-01 10-01 17-01 24-01»."""

_NO_COUNTS = r"(?!\d\d(?:-\d\d){5})"
"""Nor are six pairs with hyphens one, as results of votes are written."""

_NO_MIDST = r"(?<!\b\d\d[-–])(?!(?<=\d{4}-)\d\d-\d\d(?!\d))"
"""No number starts amid such pairs or a day: «2026-01-05 2026-02-05»."""

_ALONE = rf"(?<![\w/])(?<!\d[.,]){_NO_MIDST}{_NO_DATE}{_NO_TIMES}{_NO_PAIRS}{_NO_COUNTS}"
"""Before a number that no word introduces: it is no end of an amount either."""

_END = r"(?!\w|/\d{1,4}(?!\d))"
"""After a «/» another number may follow, or a word, but no year, as numbers of papers have."""

_NO_AMOUNT = r"(?![ \u00a0]*(?:đồng(?! chí)|đ(?![/.]c)|vnđ|vnd|triệu|tỷ)(?!\w))"
_NO_TERM = rf"(?!{_YEAR}[ ]?[-–][ ]?{_YEAR})"

_MOBILE = r"(?:0|\+84|0084|\(\+?84\)|84(?=[35789]\d{8}(?!\d)))"
"""What a mobile number starts with; a plain 84 with gaps behind it is an amount."""

_SHAPES = (
    (
        "số thẻ đảng viên",
        re.compile(
            r"thẻ (?:đảng(?: viên)?|ĐV)(?:[ :*|]*(?:số[ :*|]*)?|[^\d\n]{0,40}[:|][ *]*)"
            rf"{_NO_DATE}{_NO_TERM}\d{_digits(7)}(?!\d){_NO_AMOUNT}",
            re.IGNORECASE,
        ),
    ),
    (
        "số chứng minh nhân dân",
        re.compile(
            r"(?:CMND|CMTND|chứng minh(?: nhân dân| thư)?)\D{0,16}"
            rf"\d{_digits(8)}(?!{_GAP}\d){_NO_AMOUNT}",
            re.IGNORECASE,
        ),
    ),
    ("số căn cước", re.compile(rf"{_ALONE}0{_digits(11)}{_END}")),
    ("số điện thoại", re.compile(rf"{_ALONE}{_MOBILE}{_GAP}[35789]{_digits(8)}{_END}")),
)
"""Those that a word introduces come first: it tells what the number is."""


def _check(document: Document[Record], _: StandardsOfDay) -> Iterator[Finding]:
    """Yield each number that identifies a person."""
    if not _perhaps(document.source):
        return
    for number, line in _lines(document.source):
        for what, found in _numbers(line):
            at = document.source.original(number, found.start() + 1)
            yield Finding.at(
                document,
                Position(at.line, at.column),
                f"sổ không được ghi {what}, nhưng ở đây có '{found[0]}'",
                "Xóa số này; trong biên bản chỉ cần họ tên.",
            )


def _perhaps(source: Source) -> bool:
    """Tell whether a text may hold such a number: of most it is known at once that they do not.

    Each has nine digits or more but that of a card, which words introduce.  What may stand between
    digits is left out; a text of common characters has no digits but those of ASCII.
    """
    if not source.common:
        return True
    text = source.text
    if ("ẻ" in text or "Ẻ" in text) and any(words in text for words in _CARD):
        return True
    return _NINE in source.data.translate(_ALIKE, _BETWEEN)


def _numbers(line: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each number with what it is, once where it has several shapes."""
    taken: list[re.Match[str]] = []
    for what, shape in _SHAPES:
        for found in shape.finditer(line):
            if all(found.end() <= one.start() or one.end() <= found.start() for one in taken):
                taken.append(found)
                yield what, found


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line that has as many digits as the shortest shape."""
    text, number, done = source.text, 1, 0
    for found in _MANY_DIGITS.finditer(text):
        if found.start() < done or _DATED.fullmatch(found[0]):
            continue
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        number += text.count("\n", done, start)
        done = end if end >= 0 else len(text)
        yield number, text[start:done]


RULE = Rule(
    code="BB702",
    name="personal-number",
    severity=Severity.ERROR,
    title="Không ghi số căn cước, số điện thoại, số thẻ đảng viên.",
    why="Đây là dữ liệu cá nhân không cần cho biên bản; trang nội bộ và lịch sử Git giữ lại mãi.",
    mend="Xóa số, chỉ giữ họ tên.",
    example=Example(
        path="resolutions/2025-2027/01-KL-CB.md",
        good="Chi bộ thống nhất số hóa hồ sơ theo từng đợt.",
        bad="Chi bộ thống nhất số hóa hồ sơ theo từng đợt, liên hệ 0912 345 678.",
    ),
    topic="privacy",
    document=_check,
)
