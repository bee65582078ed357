"""Changes in words: nothing is left out, nothing is said twice, nothing steers the terminal."""

import pytest

from approvalkit import BASE
from bienban.approval.prose import compare_bodies, compare_lines
from bienban.approval.statements import Statement, compare, statements
from bienban.approval.visible import visible
from bienban.documents.base import Record
from bienban.documents.reader import read
from bienban.standards import load_standards

REGULAR = "meetings/2026/2026-02-05-thuong-ky.md"
PLAN = "resolutions/2025-2027/01-KH-CB.md"


def record(path: str, *changes: tuple[str, str]) -> Record:
    text = (BASE / path).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    document = read(path, text.encode(), load_standards()).document
    assert document is not None
    assert not document.failed
    return document.record


def changes(path: str, *edits: tuple[str, str]) -> list[str]:
    return list(compare(statements(record(path)), statements(record(path, *edits))))


@pytest.mark.parametrize(
    "path", sorted(p.relative_to(BASE).as_posix() for p in BASE.rglob("*") if p.is_file())
)
def test_every_written_value_is_told(path: str) -> None:
    told = "\n".join(f"{s.matter}: {s.text}" for s in statements(record(path)))
    written = record(path)
    for name in written.model_fields_set:
        title = type(written).model_fields[name].title
        assert title in told or title == "Đảng viên"


def test_the_same_record_has_no_change() -> None:
    assert changes(REGULAR) == []


def test_a_changed_part_of_a_task_is_told_alone() -> None:
    assert changes(REGULAR, ("han: 2026-03-31", "han: 2026-04-15")) == [
        "Sửa nhiệm vụ «Lập danh sách hồ sơ số hóa đợt một»: «hạn 31/03/2026» → «hạn 15/04/2026»"
    ]


def test_a_single_value_is_told_with_both_texts() -> None:
    assert changes(REGULAR, ("gio: 14:00-15:45", "gio: 14:00-15:40")) == [
        "Sửa giờ họp: «14:00-15:45» → «14:00-15:40»"
    ]


def test_a_value_that_goes_is_told() -> None:
    assert changes(REGULAR, ("dang_phi: da-thong-bao\n", "")) == ["Bỏ đảng phí: đã thông báo"]


def test_a_change_of_order_is_a_change() -> None:
    one, other = Statement("Nhiệm vụ", "a", False), Statement("Nhiệm vụ", "b", False)
    assert list(compare((one, other), (other, one))) == ["Đổi thứ tự nhiệm vụ: b; a"]
    assert list(compare((one, one), (one,))) == ["Bỏ nhiệm vụ: a"]


def test_a_member_is_told_by_name() -> None:
    found = changes("organization.yml", ("vai_tro: pho-bi-thu", "vai_tro: chi-uy-vien"))
    assert len(found) == 1
    assert found[0].startswith(
        "Sửa đảng viên Trần Thị Bình, Chức vụ trong chi bộ".replace("Đ", "đ")
    )


def test_sentences_are_compared_under_their_heading() -> None:
    old = "### 1. Một\n\nCâu một. Câu hai.\n"
    assert list(compare_bodies(old, old)) == []
    assert list(compare_bodies(old, "### 1. Một\n\nCâu một. Câu ba.\n")) == [
        "Ở mục «1. Một»:",
        "Sửa câu: «Câu hai.» → «Câu ba.»",
    ]
    assert list(compare_bodies(old, "### 1. Một\n\nCâu một.\n"))[1:] == ["Bỏ câu: «Câu hai.»"]


def test_lines_are_compared_as_written() -> None:
    assert list(compare_lines("a\nb\n", "a\nc\n")) == ["Bỏ dòng: b", "Thêm dòng: c"]


def test_what_hides_or_steers_is_spelt_out() -> None:
    assert visible("Đ\x1b[2J\u202e\u200b\tâ") == "Đ‹U+001B›[2J‹U+202E›‹U+200B›\tâ"
