"""BB701: nothing secret is in the book; a workspace that holds such a mark builds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from string import ascii_uppercase

from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.rules.model import Example, Finding, Rule
from bienban.standards import StandardsOfDay
from bienban.text import loose

_HELP = (
    "Không lưu tài liệu mật trên máy nối mạng: xóa khỏi sổ VÀ khỏi lịch sử Git theo hướng dẫn của "
    "người quản trị, báo cấp trên."
)


def _check(document: Document[Record], standards: StandardsOfDay) -> Iterator[Finding]:
    """Yield the key `do_mat` whatever its value, and each line or emphasised run that is a mark."""
    written = getattr(document.record, "secret_mark", None) is not None
    if written or ("do_mat",) in document.failed:
        message = "`do_mat` không được dùng: tài liệu mật không vào sổ này"
        yield Finding.at(document, document.at_key("do_mat"), message, _HELP)
    marks, letters = _marks(standards.secrecy.marks)
    seen = set()
    for passage in document.marks(letters):
        if passage.text.upper() != passage.text or passage.position in seen:
            continue
        if loose(passage.text.strip(" .:*_[]()«»\"'-")) in marks:
            seen.add(passage.position)
            message = f"tài liệu không được mang dấu mật, nhưng ở đây ghi '{passage.text}'"
            yield Finding.at(document, passage.position, message, _HELP)


@cache
def _marks(marks: tuple[str, ...]) -> tuple[frozenset[str], str]:
    """Return marks as they are compared, and the plain letters that every one of them has."""
    letters = frozenset.intersection(*(frozenset(mark.upper()) for mark in marks))
    return frozenset(map(loose, marks)), "".join(sorted(letters & frozenset(ascii_uppercase)))


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
