"""BB109: text is in NFC."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.documents.document import Problem
from bienban.rules.model import Example, Rule, Words


def _word(problem: Problem) -> Words:
    del problem
    return Words(
        "chữ phải ở dạng Unicode dựng sẵn (NFC), nhưng ở đây là dạng tổ hợp",
        "Chạy «bienban check --fix».",
    )


RULE = Rule(
    code="BB109",
    name="not-nfc",
    severity=Severity.ERROR,
    title="Chữ có dấu phải ở dạng dựng sẵn (NFC).",
    why="Chữ tổ hợp từ máy Mac hay Office cũ nhìn giống nhưng tìm không ra, so tên không khớp.",
    mend="Chạy «bienban check --fix»: chỉ đổi cách mã hóa chữ, không đổi lời văn.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="Phòng họp số 2",
        bad="Phòng họp số 2",
    ),
    problems=_word,
)
