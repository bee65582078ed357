"""Score frames: official ones, a workspace's own, and what is wrong with a bad one."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bienban.standards import Measure, ScoreFrame, describe, load_frame, load_standards

STANDARDS = load_standards()
OWN = """\
ten: Khung điểm của tỉnh
loai: Hướng dẫn
so: 07-HD/BTCTU
ngay: 2026-02-03
muc:
  - {ma: du-hop, ten: Dự họp, toi_da: 30}
  - {ma: to-chuc, ten: Tổ chức, toi_da: 70}
bac:
  - {ma: tot, ten: Tốt, tu: 90}
  - {ma: kem, ten: Kém, tu: 0}
dieu_kien:
  - {bac: tot, tron_diem: [du-hop]}
"""


def test_the_frame_used_with_hd_42():
    frame = STANDARDS.frame("hd-42-2025")
    assert [(item.key, item.maximum) for item in frame.items] == [
        ("thoi-gian", 5),
        ("ty-le", 5),
        ("chuan-bi", 10),
        ("to-chuc", 40),
        ("nguyen-tac", 5),
        ("ket-qua", 30),
        ("ket-thuc", 5),
    ]
    assert frame.complete
    assert str(frame.citation) == "Hướng dẫn 42-HD/BTCTW (28/10/2025)"


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        (100, "tot"),
        (90, "tot"),
        (89, "kha"),
        (Decimal("89.5"), "kha"),
        (70, "kha"),
        (69, "trung-binh"),
        (50, "trung-binh"),
        (49, "kem"),
        (0, "kem"),
    ],
)
def test_bands_begin_exactly_at_their_figure(total, grade):
    assert STANDARDS.frame("hd-42-2025").grade(total).key == grade


def test_provincial_frames_say_only_what_is_known():
    phu_tho, binh_thuan = STANDARDS.frame("phu-tho"), STANDARDS.frame("binh-thuan")
    assert phu_tho.complete and sum(item.maximum for item in phu_tho.items) == 100
    assert (phu_tho.year[0].every, phu_tho.year[0].count) == ("kha", 7)
    assert not binh_thuan.complete
    assert set(binh_thuan.gates[0].full_marks) == {"ty-le", "thoi-gian", "y-kien", "bien-ban"}
    assert str(binh_thuan.citation) == "Khung điểm của tỉnh Bình Thuận"


def test_a_frame_says_which_item_scores_which_fact():
    def measured(frame: ScoreFrame) -> dict[Measure, str]:
        return {item.measure: item.key for item in frame.items if item.measure}

    both = {Measure.LENGTH: "thoi-gian", Measure.ATTENDANCE: "ty-le"}
    assert measured(STANDARDS.frame("hd-42-2025")) == both
    assert measured(STANDARDS.frame("binh-thuan")) == both
    assert measured(STANDARDS.frame("phu-tho")) == {Measure.ATTENDANCE: "ty-le"}
    rows = {row.figure: row.value for row in describe(STANDARDS) if "hd-42" in row.topic}
    assert (rows["muc.ty-le"], rows["muc.chuan-bi"]) == ("5; do: ty-le-du-hop", "10")


def test_a_workspace_frame_marks_its_own_items_or_none():
    marked = load_frame(OWN.replace("toi_da: 30", "toi_da: 30, do: ty-le-du-hop"), "tinh.yml")
    plain = load_frame(OWN, "tinh.yml")
    assert isinstance(marked, ScoreFrame) and isinstance(plain, ScoreFrame)
    assert [item.measure for item in marked.items] == [Measure.ATTENDANCE, None]
    assert [item.measure for item in plain.items] == [None, None]


def test_a_workspace_frame_loads_and_is_found():
    frame = load_frame(OWN, "khung-diem/tinh.yml")
    assert isinstance(frame, ScoreFrame)
    assert frame.key == "tinh"
    assert frame.issued == date(2026, 2, 3)
    assert STANDARDS.with_frames([frame]).frame("tinh") is frame
    with pytest.raises(KeyError):
        STANDARDS.frame("tinh")


def test_the_frame_that_the_docs_show_can_be_used():
    page = (Path(__file__).parents[3] / "docs/tham-khao/dinh-dang.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```yaml\n(ma: .*?)```", page, re.DOTALL)
    frame = load_frame(shown, "khung-diem/tinh-ta.yml")
    assert isinstance(frame, ScoreFrame) and frame.complete
    assert str(frame.citation) == "Hướng dẫn 15-HD/BTCTU (10/02/2026)"


def test_a_day_is_also_read_as_papers_write_it():
    frame = load_frame(OWN.replace("2026-02-03", "03/02/2026"), "tinh.yml")
    assert isinstance(frame, ScoreFrame)
    assert (frame.issued, frame.start) == (date(2026, 2, 3), date(2026, 2, 3))


@pytest.mark.parametrize(
    ("day", "names", "expected"),
    [
        (date(2025, 10, 27), ["tinh"], None),
        (date(2025, 10, 28), ["tinh"], "hd-42-2025"),
        (date(2026, 2, 28), ["tinh"], "hd-42-2025"),
        (date(2026, 3, 1), ["tinh"], "tinh"),
        (date(2026, 3, 1), ["tinh", "hd-42-2025"], "tinh"),
        (date(2020, 1, 1), ["phu-tho"], "phu-tho"),
        (date(2026, 2, 28), ["phu-tho", "tinh"], "phu-tho"),
        (date(2026, 3, 1), ["la", "tinh"], None),
        (date(2026, 3, 1), [], None),
    ],
)
def test_a_frame_holds_from_its_own_day(day, names, expected):
    own = load_frame(f"{OWN}hieu_luc: 2026-03-01\n", "tinh.yml")
    assert isinstance(own, ScoreFrame)
    found = STANDARDS.with_frames([own]).frame_on(day, names)
    assert (found.key if found else None) == expected


def test_a_frame_in_place_of_an_official_one_leaves_the_days_before_to_that():
    own = load_frame(f"ma: hd-42-2025\n{OWN}", "tinh.yml")
    assert isinstance(own, ScoreFrame)
    both = STANDARDS.with_frames([own])
    assert both.frame_on(date(2026, 2, 3), ["hd-42-2025"]) is own
    before = both.frame_on(date(2026, 2, 2), ["hd-42-2025"])
    assert before is STANDARDS.frame("hd-42-2025")


def test_a_shut_gate_gives_the_next_grade():
    frame = load_frame(OWN, "tinh.yml")
    assert isinstance(frame, ScoreFrame)
    assert frame.grade(95, {"du-hop": 30, "to-chuc": 65}).key == "tot"
    assert frame.grade(95, {"du-hop": 29, "to-chuc": 66}).key == "kem"
    assert frame.grade(95).key == "tot"


@pytest.mark.parametrize(
    ("old", "new", "said", "line"),
    [
        ("so: 07-HD/BTCTU\n", "", "thiếu khóa `so`", 1),
        ("ngay: 2026-02-03\n", "", "thiếu khóa `ngay`", 1),
        ("2026-02-03", "2026", "`ngay` phải là ngày", 4),
        ("2026-02-03", "khong-ro", "`ngay` phải là ngày", 4),
        ("2026-02-03", "2026-02-30", "`ngay` phải là ngày", 4),
        ("07-HD/BTCTU", "khong-ro", "`so` phải là số", 3),
        ("07-HD/BTCTU", "abc", "như 12-HD/BTCTU, nhưng là 'abc'", 3),
        ("07-HD/BTCTU", "07", "`so` phải là số và ký hiệu văn bản", 3),
        ("toi_da: 30", "toi_da: nhiều", "`muc[1].toi_da` phải là số nguyên, nhưng là 'nhiều'", 6),
        ("toi_da: 30", "toi_da: 31", "phải bằng 100, nhưng là 101", 5),
        ("toi_da: 30", "toida: 30", "muc[1].toi", 6),
        (
            "toi_da: 30",
            "toi_da: 30, do: gio-giac",
            "`muc[1].do` phải là một trong: thoi-luong, ty-le-du-hop, nhưng là 'gio-giac'",
            6,
        ),
        ("ma: to-chuc", "ma: du-hop", "khác nhau, nhưng trùng: du-hop", 5),
        ("tu: 0", "tu: 10", "bậc cuối bắt đầu từ 0, nhưng là 90, 10", 8),
        ("bac: tot,", "bac: gioi,", "bậc có trong `bac`, nhưng có: gioi", 11),
        ("[du-hop]", "[ra-ve]", "mục có trong `muc`, nhưng có: ra-ve", 11),
        ("ten: Khung", "ten: [Khung", "không đọc được YAML", 2),
    ],
)
def test_a_bad_frame_says_what_is_wrong(old, new, said, line):
    problems = load_frame(OWN.replace(old, new, 1), "khung-diem/tinh.yml")
    assert isinstance(problems, list)
    assert said in problems[0].message
    assert (problems[0].path, problems[0].line) == ("khung-diem/tinh.yml", line)


@pytest.mark.parametrize(
    "text",
    ["", "- a\n", "chữ", "\x00", "[" * 5000, "[" * 199_999, "{a: " * 900, "a: " + "x" * 300_000],
)
def test_a_hostile_file_is_a_problem_and_no_traceback(text):
    problems = load_frame(text, "x.yml")
    assert isinstance(problems, list) and problems
