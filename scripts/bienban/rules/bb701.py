"""BB701: nothing secret is in the book; a workspace that holds such a mark builds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.mentions import Passage
from bienban.documents.source import Source
from bienban.rules.model import Example, Finding, Rule
from bienban.standards import StandardsOfDay
from bienban.text import loose, spellings, squeeze

_KEY = "do_mat"

_HELP = (
    "Không lưu tài liệu mật trên máy nối mạng: xóa khỏi sổ VÀ khỏi lịch sử Git theo hướng dẫn của "
    "người quản trị, báo cấp trên."
)


def _check(document: Document[Record], standards: StandardsOfDay) -> Iterator[Finding]:
    """Yield the key `do_mat` whatever its value, and each line, cell or emphasis that is a mark."""
    written = getattr(document.record, "secret_mark", None) is not None
    if written or (_KEY,) in document.failed:
        message = f"`{_KEY}` không được dùng: tài liệu mật không vào sổ này"
        yield Finding.at(document, document.at_key(_KEY), message, _HELP)
    marks, letters = _marks(standards.secrecy.marks)
    letters = _present(document.source.text, letters)
    if not letters:
        return  # as in nearly every document
    seen = set()
    for passage in (*_front(document.source, letters), *document.marks(letters)):
        if passage.text.upper() != passage.text or passage.position in seen:
            continue
        if loose(_ABOUT.sub("", passage.text).strip(" .:*_[]()«»\"'-")) in marks:
            seen.add(passage.position)
            message = f"tài liệu không được mang dấu mật, nhưng ở đây ghi '{passage.text}'"
            yield Finding.at(document, passage.position, message, _HELP)


_ABOUT = re.compile(
    r"^\W*(?:(?:MỨC )?ĐỘ MẬT\s*:|TÀI LIỆU|VĂN BẢN)\s*|\s*[-–—,/]\s*(?:HỎA TỐC|(?:THƯỢNG )?KHẨN)\W*$"
)
"""What may stand around a mark in one line with it: «ĐỘ MẬT: MẬT», «MẬT - HỎA TỐC»."""


def _present(text: str, letters: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of `letters` that a text may have; what entities spell is not known here."""
    return letters if "&" in text else tuple([each for each in letters if each in text])


_VALUE = re.compile(r"[ #]*(?:- +)*(?:([^\s:]+):[ \t]+)?([^a-z]+)")
"""A line of front matter without a small letter of ASCII: its key, where it has one, its value."""


def _front(source: Source, letters: tuple[str, ...]) -> Iterator[Passage]:
    """Yield each line of front matter that may be a mark that has one of `letters`."""
    front = source.front or ""
    if not any(letter in front for letter in letters):
        return
    for number, line in enumerate(front.split("\n"), source.front_line):
        found = _VALUE.fullmatch(line)
        if found and found[1] != _KEY:
            yield Passage(squeeze(found[2]), source.original(number, found.start(2) + 1))


@cache
def _marks(marks: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return marks as they are compared, and letters one of which every text of a mark has.

    These are the rarest letter that all marks share, with any tone: «Ậ» of MẬT, TỐI MẬT.
    """
    shared = frozenset.intersection(*(frozenset(mark.upper()) for mark in marks)) - {" "}
    rarest = max(shared)  # letters with signs come after all others
    return frozenset(map(loose, marks)), spellings(rarest)


RULE = Rule(
    code="BB701",
    name="secret-mark",
    severity=Severity.ERROR,
    title="Tài liệu mật không được đưa vào sổ.",
    why="Pháp luật cấm soạn thảo, lưu giữ bí mật nhà nước trên máy nối mạng; Git lưu lại mãi mãi "
    "mọi thứ đã ghi.",
    mend="Xóa tài liệu khỏi sổ và khỏi lịch sử, báo cấp ủy cấp trên; ghi ở sổ riêng đúng quy định.",
    example=Example(
        path="resolutions/2025-2027/01-KL-CB.md",
        good="## I. Nội dung kết luận\n",
        bad="**TUYỆT MẬT**\n\n## I. Nội dung kết luận\n",
    ),
    topic="secrecy",
    document=_check,
)
