"""BB703: a members' document does not lead to, or name by id, one for chi ủy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.resolution import Resolution
from bienban.register import Register
from bienban.rules.bb114 import target_path
from bienban.rules.model import Example, Finding, Rule
from bienban.text import nfc
from bienban.vocabulary import Audience


def _check(register: Register) -> Iterator[Finding]:
    """Yield each place where a members' document names a document for chi ủy."""
    documents: tuple[Document[Meeting] | Document[Resolution], ...] = (
        *register.library.meetings,
        *register.library.resolutions,
    )
    closed = {
        name
        for document in documents
        if document.record.readers is Audience.CHI_UY
        for name in (document.id, document.path.removesuffix(".md"))
    }
    if not closed:
        return
    named = re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w])" for name in sorted(closed)))
    for document in documents:
        if document.record.readers is Audience.CHI_UY or _readers_unknown(document):
            continue
        linked = {
            link.position
            for link in document.links
            if (nfc(target_path(document.path, link) or "")).removesuffix(".md") in closed
        }
        for position in sorted(linked):
            yield Finding.at(document, position, *_WORDS)
        lines = {position.line for position in linked}
        for number, line in enumerate(document.source.text.split("\n"), 1):
            found = named.search(line)
            if found and number not in lines:
                at = document.source.original(number, found.start() + 1)
                yield Finding.at(document, at, *_WORDS)


def _readers_unknown(document: Document[Meeting] | Document[Resolution]) -> bool:
    """Tell whether what decides who may read the document could not be read."""
    meeting = isinstance(document.record, Meeting) and document.record.audience is None
    return document.broken("pham_vi") or (meeting and document.broken("loai"))


_WORDS = (
    "tài liệu cho đảng viên không được nhắc tới tài liệu của chi ủy, nhưng ở đây có dẫn tới",
    "Bỏ liên kết hoặc mã tài liệu; nếu cả tài liệu chỉ dành cho chi ủy thì ghi «pham_vi: chi-uy».",
)


RULE = Rule(
    code="BB703",
    name="wider-than-source",
    severity=Severity.ERROR,
    title="Tài liệu cho đảng viên không được dẫn tới tài liệu chỉ dành cho chi ủy.",
    why="Mã và đường dẫn của tài liệu chi ủy cũng là thông tin chưa được phép phổ biến.",
    mend="Bỏ chỗ dẫn, hoặc thu hẹp phạm vi đọc của tài liệu.",
    example=Example(
        path="resolutions/2025-2027/01-KL-CB.md",
        good="Chi bộ thống nhất số hóa hồ sơ theo từng đợt.",
        bad="Chi bộ thống nhất số hóa hồ sơ như phiên 2026-02-02-chi-uy.",
    ),
    topic="conduct",
    register=_check,
)
