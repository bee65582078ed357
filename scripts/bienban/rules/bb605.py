"""BB605: the month's thường kỳ treats what the superior's guidance asks for (seed 004)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bienban.dates import Month
from bienban.diagnostics import Severity
from bienban.documents.reader import path_id
from bienban.register import Register
from bienban.register.sittings import Sitting
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import settled
from bienban.rules.wording import quoted
from bienban.text import loose

_NO_WORD = re.compile(r"(?:[^\w\s]|_)+")


def _check(register: Register) -> Iterator[Finding]:
    """Yield the last thường kỳ of each month whose sittings leave a subject out.

    Only guidance received by the day of the sitting counts.
    """
    for sitting in settled(register, "BB605"):
        if sitting.day is None:
            continue
        same_month = register.calendar.regular_in(Month.of(sitting.day))
        if same_month[-1:] != (sitting,) or not sitting.guidance:
            continue
        text = f" {' '.join(_words(_told(held)) for held in same_month)} "
        for guidance in sitting.guidance:
            if path_id(guidance.path) != str(guidance.record.month):
                continue  # which month it is for is in doubt, and BB108 says so
            subjects = guidance.record.subjects or ()
            left = [subject for subject in subjects if f" {_words(subject)} " not in text]
            if left:
                yield Finding.at(
                    sitting.document,
                    sitting.document.at_key("chuong_trinh"),
                    f"kỳ thường kỳ phải bàn nội dung theo {guidance.record.number}, "
                    f"nhưng chưa nhắc tới {quoted(left)}",
                    "Ghi phần đã bàn vào biên bản, hoặc bàn ở kỳ tới và ghi lý do ở `mien_tru`.",
                )


def _told(sitting: Sitting) -> str:
    """Return everything that the minutes tell: titles and text, and the theme."""
    record = sitting.record
    return " ".join(filter(None, (record.theme, *record.papers, sitting.document.source.body)))


def _words(text: str) -> str:
    """Return the words of a text with one space between them, as they are compared."""
    return loose(_NO_WORD.sub(" ", text))


RULE = Rule(
    code="BB605",
    name="guidance-not-covered",
    severity=Severity.WARNING,
    title="Kỳ thường kỳ phải bàn những nội dung cấp trên hướng dẫn trong tháng.",
    why="Cấp trên hướng dẫn để các chi bộ làm đồng bộ; bỏ qua thì chủ trương không tới đảng viên.",
    mend="Bàn và ghi vào biên bản đúng tên nội dung được hướng dẫn.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="tinh thần phòng chống lãng phí và",
        bad="tinh thần tiết kiệm và",
    ),
    topic="conduct",
    texts=_check,
)
