"""The body as its readers know it: headings however written, speakers however named."""

import pytest

from bienban.documents.proceedings import Part
from bienban.documents.speakers import names_in

FRONT = "loai: thuong-ky\nngay: 2026-01-05"


def body(*blocks: str) -> str:
    return "\n\n".join(blocks)


@pytest.mark.parametrize(
    "written",
    ["II. Nội dung", "2. NỘI DUNG:", "Nội  dung", "II) nội dung", "Diễn biến", "II. Diễn biến"],
)
def test_headings_by_synonym_number_case_and_colon(minutes, written: str):
    heading = minutes(FRONT, f"## {written}").proceedings.headings[0]
    assert heading.part is Part.BODY


def test_tone_placement_is_not_significant(minutes):
    one = minutes(FRONT, "### Kết luận chung").proceedings.headings[0]
    assert one.part is Part.GENERAL_CONCLUSION
    apart = minutes(FRONT, "### Kê\u0301t luâ\u0323n chung").proceedings.headings[0]
    assert apart.part is one.part


@pytest.mark.parametrize(
    ("written", "number", "title"),
    [
        ("1. Xét đề nghị", 1, "Xét đề nghị"),
        ("Xét đề nghị kết nạp", None, "Xét đề nghị kết nạp"),
        ("X. Xét đề nghị", None, "Xét đề nghị"),
        ("I/ Mở đầu", None, "Mở đầu"),
        ("I – Mở đầu", None, "Mở đầu"),
        ("I- Mở đầu", None, "Mở đầu"),
        ("A. Mở đầu", None, "Mở đầu"),
        ("Phần I. Mở đầu", None, "Mở đầu"),
        ("PHẦN THỨ NHẤT: Mở đầu", None, "Mở đầu"),
        ("Phần mở đầu", None, "Phần mở đầu"),
        ("Đảng phí", None, "Đảng phí"),
        ("2/ Kết quả", 2, "Kết quả"),
        ("2 – Kết quả", 2, "Kết quả"),
        ("Vụ – việc", None, "Vụ – việc"),
        ("12) Việc khác:", 12, "Việc khác"),
        ("Các việc 2026", None, "Các việc 2026"),
    ],
)
def test_numbers_are_cut_and_words_are_not(minutes, written: str, number, title: str):
    heading = minutes(FRONT, f"### {written}").proceedings.headings[0]
    assert (heading.number, heading.title) == (number, title)


@pytest.mark.parametrize(
    "line",
    [
        "**Thảo luận**",
        "**Thảo luận:**",
        "**Thảo luận** :",
        "**a) THẢO LUẬN**",
        "**2.1. Thảo luận**",
        "**Ý kiến**",
        "*Thảo luận*",
        "***Thảo luận:***",
        "**Thảo luận:** có ba ý kiến",
        "**Thảo luận**\nBa người nói.",
    ],
)
def test_a_bold_line_in_the_words_of_a_heading_is_read_as_one(minutes, line: str):
    read = minutes(FRONT, body("## Nội dung", "### 1. Việc", line, "- **Vũ Minh Hà:** Có."))
    (bold,) = read.proceedings.bold
    assert (bold.level, bold.part) == (4, Part.DISCUSSION)
    assert [speech.speakers for speech in read.proceedings.opinions] == [("Vũ Minh Hà",)]


@pytest.mark.parametrize(
    "line",
    [
        "**Thảo luận sôi nổi**",
        "**Thảo luận** có ba ý kiến",
        "**Thảo luận** **chung**",
        "Thảo luận:",
        "- **Thảo luận**",
        "> **Thảo luận**",
        "**Thảo luận**\nrồi kết luận",
    ],
)
def test_prose_in_bold_is_no_heading(minutes, line: str):
    read = minutes(FRONT, body("## Nội dung", "### 1. Việc", line, "- **Vũ Minh Hà:** Có."))
    assert not read.proceedings.bold
    assert not read.proceedings.opinions


def test_a_heading_of_one_item_says_nothing_of_another(minutes):
    first = ("### 1. Việc", "**Kết luận:**", "Giao việc.")
    second = ("### 2. Việc khác", "**Kết luận:**", "#### Kết luận", "Giao nữa.")
    read = minutes(FRONT, body("## Nội dung", *first, *second)).proceedings
    assert [heading.part for heading in read.bold] == [Part.CONCLUSION]
    texts = [item.conclusion.text for item in read.items if item.conclusion]
    assert texts == ["Giao việc.", "Giao nữa."]


def test_a_main_part_in_bold_is_read_where_no_heading_has_it(minutes):
    blocks = ("**I. Mở đầu**", "**Nội dung**", "## II. Nội dung", "**III. Kết thúc**")
    read = minutes(FRONT, body(*blocks)).proceedings
    assert [heading.part for heading in read.parts()] == [Part.OPENING, Part.BODY, Part.CLOSING]
    assert [heading.title for heading in read.bold] == ["Mở đầu", "Kết thúc"]


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Lê Văn Cường:", ("Lê Văn Cường",)),
        ("Lê Văn Cường", ("Lê Văn Cường",)),
        ("Đồng chí Lê Văn Cường:", ("Lê Văn Cường",)),
        ("Đ/c Lê Văn Cường - Phó Bí thư:", ("Lê Văn Cường",)),
        ("Lê Văn Cường (Phó Bí thư)", ("Lê Văn Cường",)),
        ("Lê Văn Cường – tổ trưởng", ("Lê Văn Cường",)),
        (
            "Lê Văn Cường, Trần Thị Bình và Vũ Minh Hà:",
            ("Lê Văn Cường", "Trần Thị Bình", "Vũ Minh Hà"),
        ),
        ("Các đồng chí Bùi Đăng Khoa và Vũ Minh Hà:", ("Bùi Đăng Khoa", "Vũ Minh Hà")),
        ("Đồng chí Lê Văn Cường, đảng viên:", ("Lê Văn Cường",)),
        ("Lê Văn Cường, Bí thư chi bộ", ("Lê Văn Cường",)),
        ("Đ.c Lê Văn Cường:", ("Lê Văn Cường",)),
        ("Đ/c Phó Bí thư Lê Văn Cường:", ("Lê Văn Cường",)),
        ("Bí thư chi bộ Lê Văn Cường, đảng viên Vũ Minh Hà", ("Lê Văn Cường", "Vũ Minh Hà")),
        ("Lê Văn Cường - Phó Bí thư, Trưởng phòng:", ("Lê Văn Cường",)),
        ("Lê Văn Cường - Phó Bí thư, Vũ Minh Hà", ("Lê Văn Cường", "Vũ Minh Hà")),
        ("Lê Văn Cường, Trưởng phòng", ("Lê Văn Cường",)),
        ("Lê Văn Cường - Chi hội trưởng và Trưởng thôn", ("Lê Văn Cường",)),
        ("Lê Văn Cường (Trưởng thôn, Chi hội trưởng), Vũ Minh Hà", ("Lê Văn Cường", "Vũ Minh Hà")),
        ("Lê Văn Cường, Dung", ("Lê Văn Cường", "Dung")),
        ("Phó Bí thư Đảng ủy Vũ Minh Hà", ("Phó Bí thư Đảng ủy Vũ Minh Hà",)),
        ("Bí thư chi bộ", ("Bí thư chi bộ",)),
        ("Bí thư:", ("Bí thư",)),
        ("Chủ trì:", ("Chủ trì",)),
        (":", ()),
    ],
)
def test_speakers(label: str, names: tuple[str, ...]):
    assert names_in(label) == names


ITEMS = body(
    "## II. Nội dung",
    "### 1. Việc một",
    "Mở lời.",
    "#### Tham luận",
    "- **Đỗ Thị Hạnh:** Bài viết.",
    "#### Thảo luận",
    "- **Lê Văn Cường:** Ý một.\n- Không ai.\n- **Trần Thị Bình**: Ý hai.",
    "#### Kết luận",
    "Giao việc.",
    "### 2. Thảo luận chung",
    "- **Vũ Minh Hà:** Ý ba.",
    "### Ý kiến đại biểu cấp trên",
    "- **Hoàng Văn Em:** Tốt.",
    "## III. Kết thúc",
    "### Kết luận chung",
    "Xong.",
    "### Thông qua biên bản",
)


def test_items_opinions_talks_and_conclusion(minutes):
    told = minutes(FRONT, ITEMS).proceedings
    first, shared = told.items
    assert first.heading.number == 1
    assert [s.speakers for s in first.opinions] == [("Lê Văn Cường",), (), ("Trần Thị Bình",)]
    assert [s.speakers for s in first.talks] == [("Đỗ Thị Hạnh",)]
    assert first.concluded
    assert first.conclusion.text == "Giao việc."
    assert shared.shared
    assert told.shared is shared
    assert [s.speakers for s in shared.opinions] == [("Vũ Minh Hà",)]
    assert not shared.concluded


def test_guests_and_ends(minutes):
    told = minutes(FRONT, ITEMS).proceedings
    assert [s.speakers for s in told.guests] == [("Hoàng Văn Em",)]
    assert told.final_conclusion.text == "Xong."
    assert told.adoption.text == ""
    assert [heading.part for heading in told.parts()] == [Part.BODY, Part.CLOSING]


AGENDA = f"{FRONT}\nchuong_trinh:\n  - nhom: khac\n  - nhom: khac"


def test_an_item_with_the_title_of_the_guests_heading_has_guests_and_a_conclusion(minutes):
    found = minutes(
        AGENDA,
        body(
            "## II. Nội dung",
            "### 1. Việc",
            "### 2. Ý kiến chỉ đạo của cấp trên",
            "- **Hoàng Văn Em:** Chuẩn bị chu đáo.",
            "#### Kết luận",
            "Chi bộ tiếp thu.",
        ),
    ).proceedings
    assert [item.heading.number for item in found.items] == [1, 2]
    assert [speech.speakers for speech in found.guests] == [("Hoàng Văn Em",)]
    assert found.items[1].concluded


def test_an_item_titled_as_the_final_conclusion_is_not_it(minutes):
    blocks = body("## II. Nội dung", "### 1. Việc", "### 2. Tổng kết", "Xong.")
    last = body("## III. Kết thúc", "### 1. Kết luận chung", "Thống nhất.")
    found = minutes(AGENDA, body(blocks, last)).proceedings
    assert [item.heading.title for item in found.items] == ["Việc", "Tổng kết"]
    assert found.final_conclusion.text == "Thống nhất."


def test_a_number_beyond_the_agenda_says_nothing_of_a_known_heading(minutes):
    blocks = body("## II. Nội dung", "### 1. Việc", "### 2. Việc", "### 3. Tổng kết", "Xong.")
    found = minutes(AGENDA, blocks).proceedings
    assert len(found.items) == 2
    assert found.final_conclusion.text == "Xong."


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("1. Việc", 1, "Việc"),
        ("01) Việc", 1, "Việc"),
        ("1: Việc", 1, "Việc"),
        ("II.1. Việc", 1, "Việc"),
        ("II.2 Việc", 2, "Việc"),
        ("Mục 2. Việc", 2, "Việc"),
        ("Nội dung 3: Việc", 3, "Việc"),
        ("Vấn đề 4 - Việc", 4, "Việc"),
        ("Phần thứ hai: Việc", None, "Việc"),
        ("Nội dung 2 việc", None, "Nội dung 2 việc"),
        ("2026: một năm", None, "2026: một năm"),
        ("Xét duyệt", None, "Xét duyệt"),
        ("Đ/c Bí thư kết luận", None, "Đ/c Bí thư kết luận"),
    ],
)
def test_numbering(minutes, heading: str, number: int | None, title: str):
    found = minutes(FRONT, body("## II. Nội dung", f"### {heading}")).proceedings.headings[1]
    assert (found.number, found.title) == (number, title)


@pytest.mark.parametrize(
    "heading",
    ["Đ/c Bí thư kết luận", "Kết luận của đ/c Bí thư", "Kết luận nội dung 1", "a) Kết luận:"],
)
def test_wordings_of_a_conclusion(minutes, heading: str):
    text = body("## II. Nội dung", "### 1. Việc", f"#### {heading}", "Giao việc.")
    (item,) = minutes(FRONT, text).proceedings.items
    assert item.concluded
