"""Titles of headings: their number, their words, and the key under which wordings meet."""

from __future__ import annotations

import re
from functools import lru_cache

from bienban.standards.headings import heading_key
from bienban.text import nfc, squeeze

# «2.1. Thảo luận» is the discussion of the second item: of several numbers none is the heading's.
# A roman numeral or a letter is cut only before a sign that parts it: «Xét …» keeps its X, and
# «Đ/c …» its Đ.
_NUMBER = re.compile(
    r"(?:(?i:phần)\s+(?:(?i:thứ)\s+)?(?:\d{1,2}|[IVX]{1,4}|(?i:nhất|hai|ba|tư|năm))\s*[.):/–—-]\s*"
    r"|\d{1,2}(?:\.\d{1,2})+[.):]?\s+(?=\S)"
    r"|(?i:mục|nội dung|vấn đề)\s+(\d{1,3})\s*[.):/–—-]\s*"
    r"|(?:[IVX]{1,4}\.)?(\d{1,3})\s*:\s*|[IVX]{1,4}\.(\d{1,3})(?:[.)/]\s*|\s*[-–—]?\s+)"
    r"|(?!(?i:đ/c)\b)(?:(\d{1,3})|[IVXLC]{1,7}|[A-HĐa-zđ])(?:[.)/]\s*|\s*[-–—]\s+))(?=\S)"
)
_LAST_NUMBER = re.compile(r"\s+\d{1,2}$")
"""What ends a heading that repeats the number of its item: «Kết luận nội dung 1»."""


@lru_cache(maxsize=2048)
def words_of(plain: str) -> tuple[int | None, str, str]:
    """Return number, title and key of a heading: most are the same few in all minutes."""
    number, title = _numbered(squeeze(nfc(plain)))
    return number, title, heading_key(_LAST_NUMBER.sub("", title))


def _numbered(title: str) -> tuple[int | None, str]:
    """Return the arabic number that opens `title`, if any, and the title without any numbering."""
    found = _NUMBER.match(title)
    if not found:
        return None, title.rstrip(" :")
    number = next(filter(None, found.groups()), None)
    return int(number) if number else None, title[found.end() :].rstrip(" :")
