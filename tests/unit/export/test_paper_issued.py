"""Papers that the cell issues: number, opening, tables, vote, signature, recipients."""

import pytest
from papers_cell import Docx, clean_register, docx, minutes, paper, paper_for

SITTING = minutes(
    more="""
    vang:
      Lê Văn Cường: đi công tác
    bieu_quyet:
      - ve: Thông qua Nghị quyết
        viec: nghi-quyet
        hinh_thuc: the-dang-vien
        nhat_tri: 4
    theo_doi:
      - nhiem_vu: 2026-01-05-thuong-ky/1
        trang_thai: cham-tien-do
    danh_gia:
      tong: 75
      xep_loai: kha
    """
)
BEFORE = minutes(
    "2026-01-05-thuong-ky",
    more="""
    nhiem_vu:
      - viec: Số hóa hồ sơ
        giao_cho: [giang]
        han: 2026-01-31
    """,
)
NQ = paper(
    cuoc_hop="2026-02-05-thuong-ky",
    more="""
    can_cu:
      - Kế hoạch số 01-KH/CB, ngày 05/01/2026
      - Căn cứ Điều lệ Đảng;
    nhiem_vu:
      - viec: Tiếp dân
        giao_cho: [giang]
        han: thuong-xuyen
    """,
)


@pytest.fixture(scope="module")
def nq() -> Docx:
    made = clean_register(BEFORE, SITTING, NQ)
    return docx(paper_for("2025-2027/05-NQ-CB", made))


def test_number_kind_and_subject_stand_at_the_head(nq):
    assert nq.styled("SoVanBan") == ["*", "Số 05-NQ/CB"]
    assert nq.styled("TenLoai") == ["NGHỊ QUYẾT"]
    assert nq.styled("TrichYeu") == ["Lãnh đạo nhiệm vụ tháng 02 năm 2026"]


def test_grounds_are_lines_that_begin_with_can_cu(nq):
    assert "- Căn cứ Kế hoạch số 01-KH/CB, ngày 05/01/2026;" in nq.styled("GachDauDong")
    assert "- Căn cứ Điều lệ Đảng;" in nq.styled("GachDauDong")


def test_the_opening_tells_of_the_sitting_with_attendance_and_length(nq):
    assert (
        "Ngày 05/02/2026, Chi bộ 4 sinh hoạt thường kỳ tháng 02 năm 2026 tại Phòng họp số 2. "
        "Tổng số đảng viên: 6 (chính thức 5, dự bị 1); có mặt 5/6; vắng mặt có lý do 1. "
        "Thời lượng 130 phút (từ 14 giờ 00 đến 16 giờ 10)." in nq.text
    )
    assert "Sau khi thảo luận, Chi bộ 4 quyết nghị:" in nq.text


def test_tables_stand_in_their_parts_and_the_score_in_one_of_its_own(nq):
    headings = [text for name, text in nq.lines if name.startswith("Heading")]
    assert headings == [
        "I- Đánh giá kết quả",
        "1. Kết quả",
        "2. Kết quả thực hiện nhiệm vụ đã giao",
        "II- Phương hướng, nhiệm vụ",
        "III- Tổ chức thực hiện",
        "IV- Tự đánh giá chất lượng buổi sinh hoạt",
    ]
    assert nq.styled("CauDan") == ["Nhiệm vụ cụ thể:"]
    heard, given = nq.tables[1:3]
    assert heard[1][1:] == ["Số hóa hồ sơ", "Hoàng Văn Giang", "31/01/2026", "Chậm tiến độ"]
    assert given[1][1:] == ["Tiếp dân", "Hoàng Văn Giang", "Thường xuyên"]
    assert "Chi bộ tự chấm buổi sinh hoạt 75/100 điểm, xếp loại: Khá." in nq.text


def test_the_vote_ends_the_text(nq):
    assert nq.styled("DoanCuoi") == [
        "Nghị quyết này được thông qua bằng hình thức giơ thẻ đảng viên: "
        "4/5 đảng viên chính thức tán thành./."
    ]


def test_signature_right_and_recipients_left_with_the_own_copy_last(nq):
    assert nq.styled("ThamQuyenKy") == ["T/M CHI BỘ", "BÍ THƯ"]
    assert nq.styled("HoTenNguoiKy") == ["Nguyễn Văn An"]
    assert nq.styled("NhanNoiNhan") == ["Nơi nhận:"]
    assert nq.styled("NoiNhan") == ["- Đảng ủy Viện (để báo cáo),", "- Lưu Chi bộ."]


def test_the_own_copy_is_added_where_it_is_missing():
    made = clean_register(paper("2025-2027/01-TB-CB", noi_nhan="Đảng ủy Viện."))
    shown = docx(paper_for("2025-2027/01-TB-CB", made))
    assert shown.styled("NoiNhan") == ["- Đảng ủy Viện,", "- Lưu Chi bộ."]


def test_the_deputy_signs_as_deputy_and_the_chi_uy_in_its_name():
    made = clean_register(paper("2025-2027/01-TB-CB", nguoi_ky="Trần Thị Bình", thay_mat="chi-uy"))
    shown = docx(paper_for("2025-2027/01-TB-CB", made))
    assert shown.styled("ThamQuyenKy") == ["T/M CHI ỦY", "PHÓ BÍ THƯ"]


def test_a_paper_of_the_congress_is_its_presidiums():
    made = clean_register(
        minutes("2025-02-01-dai-hoi", chu_tri="[Nguyễn Văn An, Trần Thị Bình]"),
        paper(
            "2025-2027/01-NQ-ĐH",
            ky_hieu="ĐH",
            ngay="2025-02-01",
            thay_mat="doan-chu-tich",
            cuoc_hop="2025-02-01-dai-hoi",
        ),
    )
    shown = docx(paper_for("2025-2027/01-NQ-ĐH", made))
    assert shown.styled("SoVanBan")[-1] == "Số 01-NQ/ĐH"
    assert shown.styled("CoQuanBanHanh") == ["ĐẠI HỘI CHI BỘ 4"]
    assert shown.styled("ThamQuyenKy") == ["T/M ĐOÀN CHỦ TỊCH"]


def test_a_plan_shows_team_and_targets():
    made = clean_register(
        paper(
            "2025-2027/02-KH-CB",
            body="\n## I. Mục đích\n\nRõ.\n\n## II. Nội dung\n\nXem.\n\n## III. Tổ chức\n\nLàm.\n",
            more="""
            kiem_tra_giam_sat:
              hinh_thuc: giam-sat
              to: [binh, cuong, thuy]
              doi_tuong:
                - dang_vien: giang
                  noi_dung: Chấp hành Quy chế làm việc
                  moc: 07/2025-12/2025
                  quy: 2026-Q1
            """,
        )
    )
    shown = docx(paper_for("2025-2027/02-KH-CB", made))
    assert "tổ trưởng: Trần Thị Bình; thành viên: Lê Văn Cường; thư ký: Ngô Thu Thủy." in shown.text
    (table,) = [t for t in shown.tables if "Mốc thời gian" in t[0]]
    assert table[1] == [
        "1",
        "Hoàng Văn Giang",
        "Chấp hành Quy chế làm việc",
        "07/2025 đến 12/2025",
        "Quý I/2026",
    ]
    places = [shown.text.index(w) for w in ("II- Nội dung", "Quý I/2026", "III- Tổ chức")]
    assert places == sorted(places)


def test_a_letter_has_its_subject_below_its_number_and_no_title():
    made = clean_register(paper("2025-2027/01-CV-CB", trich_yeu="Xin ý kiến", body="\nKính gửi.\n"))
    shown = docx(paper_for("2025-2027/01-CV-CB", made))
    assert shown.styled("SoVanBan") == ["*", "Số 01-CV/CB", "V/v xin ý kiến"]
    assert shown.styled("TenLoai") == []


def test_articles_keep_their_own_numbers():
    body = "\n## Điều 1. Phạm vi\n\nMột.\n\n## Điều 2. Hiệu lực\n\nHai.\n"
    made = clean_register(paper("2025-2027/02-QD-CB", body=body))
    shown = docx(paper_for("2025-2027/02-QD-CB", made))
    assert shown.styled("Heading2") == ["Điều 1. Phạm vi", "Điều 2. Hiệu lực"]


def test_who_decides_stands_in_the_middle_of_a_decision_alone():
    body = "\n## Chi bộ 4 quyết định:\n\nĐiều 1. Khen thưởng.\n\n## Tổ chức thực hiện\n\nHai.\n"
    made = clean_register(
        paper("2025-2027/02-QD-CB", body=body), paper("2025-2027/03-KH-CB", body=body)
    )
    decision = docx(paper_for("2025-2027/02-QD-CB", made))
    assert decision.styled("LoiQuyetDinh") == ["Chi bộ 4 quyết định"]
    assert decision.styled("Heading2") == ["Tổ chức thực hiện"]
    assert docx(paper_for("2025-2027/03-KH-CB", made)).styled("LoiQuyetDinh") == []


def test_a_members_paper_tells_nothing_of_a_sitting_of_the_chi_uy():
    made = clean_register(
        minutes(
            "2026-02-03-chi-uy",
            thu_ky="Trần Thị Bình",
            dia_diem="Phòng riêng",
            more="vang:\n  Trần Thị Bình: ốm\n",
        )
        | {},
        paper("2025-2027/01-KL-CB", cuoc_hop="2026-02-03-chi-uy"),
    )
    assert "Phòng riêng" not in docx(paper_for("2025-2027/01-KL-CB", made)).text
    private = clean_register(
        minutes("2026-02-03-chi-uy", thu_ky="Trần Thị Bình", dia_diem="Phòng riêng"),
        paper("2025-2027/01-KL-CB", cuoc_hop="2026-02-03-chi-uy", pham_vi="chi-uy"),
    )
    assert "Phòng riêng" in docx(paper_for("2025-2027/01-KL-CB", private)).text


def test_under_the_new_standard_the_text_ends_with_a_full_stop():
    made = clean_register(paper("2025-2027/09-TB-CB", ngay="2026-06-01"))
    assert docx(paper_for("2025-2027/09-TB-CB", made)).styled("DoanCuoi") == ["Chi ủy theo dõi."]
