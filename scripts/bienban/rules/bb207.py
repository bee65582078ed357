"""BB207: where several spoke, an ordinary member was among them (seed 000)."""

from __future__ import annotations

from collections.abc import Iterator, Set

from bienban.diagnostics import Severity
from bienban.documents.proceedings import Speech
from bienban.register.alone import Alone
from bienban.register.people import Person
from bienban.register.roster import Found, Guest
from bienban.register.sittings import Sitting
from bienban.rules.model import Example, Finding, Measure, Rule
from bienban.rules.scope import sittings
from bienban.rules.speakers import is_chair
from bienban.vocabulary import COMMITTEE


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each sitting with enough opinions, none of them from an ordinary member present.

    Silent where nobody ordinary was there to speak, or where a speaker could not be made out.
    """
    for sitting in sittings(register, "BB207"):
        proceedings, attendance, standards = (
            sitting.document.proceedings,
            sitting.attendance,
            sitting.standards,
        )
        if proceedings is None or attendance is None or standards is None:
            continue
        opinions = proceedings.opinions
        if proceedings.stray or len(opinions) < standards.conduct.min_opinions_for_voice:
            continue
        ordinary = {s.person for s in attendance.present if not s.roles & COMMITTEE}
        if ordinary and not any(_may_be(sitting, speech, ordinary) for speech in opinions):
            yield Finding.at(
                sitting.document,
                opinions[0].position,
                "thảo luận phải có ý kiến của đảng viên không giữ chức vụ, "
                f"nhưng cả {len(opinions)} ý kiến đều của chi ủy hoặc khách mời",
                "Ghi đủ ý kiến đã phát biểu; kỳ sau chủ trì gợi ý để đảng viên nói trước.",
            )


def _may_be(sitting: Sitting, speech: Speech, ordinary: Set[Person]) -> bool:
    """Tell whether an ordinary member spoke, or may have: an unknown label gets the doubt."""
    for name in speech.speakers:
        found = sitting.find(name)
        if isinstance(found, Guest) or is_chair(name):
            continue
        if not isinstance(found, Found) or found.person in ordinary:
            return True
    return not speech.speakers


RULE = Rule(
    code="BB207",
    name="no-member-voice",
    severity=Severity.WARNING,
    title="Thảo luận phải có tiếng nói của đảng viên không giữ chức vụ.",
    why="Cuộc họp chỉ có ý kiến của lãnh đạo, đảng viên ngồi nghe rồi nhất trí, là dân chủ hình "
    "thức.",
    mend="Ghi đủ ý kiến của đảng viên; nếu thật sự không ai nói, kỳ sau gợi ý để đảng viên nói "
    "trước.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="- **Hoàng Văn Giang:** Dư luận",
        bad="- **Nguyễn Văn An:** Dư luận",
    ),
    topic="conduct",
    figures=(("min_opinions_for_voice", "Từ bao nhiêu ý kiến thì xét"),),
    cell=_check,
    measure=Measure(
        "Quy tắc đếm ý kiến dưới các đề mục «Thảo luận», theo người nêu ở đầu ý kiến: báo khi có "
        "từ hai ý kiến và không ý kiến nào của đảng viên có mặt mà không giữ chức vụ trong chi "
        "ủy; người không rõ là ai thì coi như có thể là đảng viên. Quy tắc không đánh giá ý kiến "
        "hay dở.",
        total=64,
        bad=32,
        found=22,
        right=22,
    ),
)
