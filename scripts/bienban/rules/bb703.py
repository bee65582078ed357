"""BB703: a members' document does not lead to, or name by id, one for chi ủy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from bienban.diagnostics import Severity
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.mentions import NAME_CHARACTERS
from bienban.documents.position import Position
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
    names = _Names(closed)
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
        for position in sorted(names.in_document(document)):
            if position.line not in lines:
                lines.add(position.line)
                yield Finding.at(document, position, *_WORDS)


class _Names:
    """Finds the names of documents for chi ủy: by look-up, so that a large book costs no more."""

    def __init__(self, closed: set[str]) -> None:
        usual = {name for name in closed if _USUAL.fullmatch(name)}
        self.usual = {length: frozenset(names) for length, names in _by_length(usual)}
        odd = sorted(closed - usual)
        shapes = "|".join(rf"(?<![\w-]){re.escape(name)}(?!\w)" for name in odd)
        self.odd = re.compile(shapes) if odd else None
        self._judged: set[str] = set()
        self._naming: set[str] = set()

    def in_document(self, document: Document[Meeting] | Document[Resolution]) -> set[Position]:
        """Return where `document` names one, the first place on each line."""
        new = document.named - self._judged  # most stand in many documents, and are judged once
        self._judged |= new
        self._naming.update(mention for mention in new if self._begins(mention))
        named = document.named & self._naming
        places = {m.position for m in document.mentions(named)} if named else set()
        return places | set(self._odd_places(document)) if self.odd else places

    def _begins(self, mention: str) -> bool:
        """Tell whether `mention` or a beginning of it, up to the end of a word, is a name."""
        return any(
            mention[:length] in names and mention[length : length + 1] in _WORD_ENDS
            for length, names in self.usual.items()
        )

    def _odd_places(self, document: Document[Meeting] | Document[Resolution]) -> Iterator[Position]:
        """Yield where names stand that are not written as names of documents are."""
        assert self.odd is not None
        for number, line in enumerate(document.source.text.split("\n"), 1):
            if found := self.odd.search(line):
                yield document.source.original(number, found.start() + 1)


_USUAL = re.compile(rf"[{NAME_CHARACTERS}]*\d-[^\W\d][{NAME_CHARACTERS}]*")
_WORD_ENDS = ("", "/", "-")


def _by_length(names: Iterable[str]) -> Iterator[tuple[int, Iterator[str]]]:
    return groupby(sorted(names, key=len), key=len)


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
        bad="Chi bộ thống nhất số hóa hồ sơ như phiên 2026-02-04-chi-uy.",
    ),
    topic="conduct",
    texts=_check,
)
