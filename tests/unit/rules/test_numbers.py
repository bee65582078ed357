"""BB702 finds the same whether a text may be passed over at once or not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bienban.documents.reader import read
from bienban.rules import bb702
from bienban.standards import load_standards

FRONT = "---\nloai: KL\nso: 1\nngay: 2026-01-25\n---\n\n"
RARE = "中"  # with it no text is of common characters, and every line is looked at

PIECES = st.sampled_from(
    [
        *"0123456789", *" .-–—()\u00a0", "\u00a0 ", "0912", "034567", "+84", "(84)", "0084", "84",
        "thẻ đảng viên số ", "THẺ ĐẢNG: ", "Thẻ ĐV ", "trẻ đã ", "CMND ", "chứng minh nhân dân: ",
        " năm ", "2026", "/", ",", "\n", "a",
    ]
)  # fmt: skip


def found(body: str) -> list[tuple[int, int, str]]:
    """Return place and message of every finding of the rule in a paper with `body`."""
    path = "resolutions/2025-2027/01-KL-CB.md"
    document = read(path, f"{FRONT}{body}\n".encode(), load_standards()).document
    assert document is not None
    of_day = load_standards().on(document.record.day)
    return [(*each.position, each.message) for each in bb702.RULE.document(document, of_day)]


@given(st.lists(PIECES, max_size=24).map("".join))
def test_what_is_passed_over_has_no_number(text):
    assert found(f"x {text}") == found(f"x {text}\n\n{RARE}")


@given(st.integers(0, 11), st.sampled_from([*" .-–—\u00a0", ") ", " (", "\u00a0 "]))
def test_a_number_with_a_gap_anywhere_is_found(place, gap):
    digits = "012345678912"
    written = digits[:place] + (gap if place else "") + digits[place:]
    assert len(found(f"Số {written} của ai.")) == 1
