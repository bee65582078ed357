"""Minutes as a paper: what front matter says stands in words, where readers look for it."""

import pytest
from papers_cell import Docx, clean_register, docx, minutes, organization, paper, paper_for

REGULAR = minutes(
    more="""
    vang:
      Lê Văn Cường: đi công tác
    khach_moi:
      Trịnh Văn Hòa: Phó Bí thư Đảng ủy
    dang_phi: du
    tai_lieu:
      - Báo cáo tháng 01
    bieu_quyet:
      - ve: Thông qua Nghị quyết tháng 02
        viec: nghi-quyet
        hinh_thuc: gio-tay
        tan_thanh: 3
        khong_tan_thanh: 0
        y_kien_khac: 1
        van_ban: 2025-2027/05-NQ-CB
        bao_luu:
          Hoàng Văn Giang: nên làm sau Tết
      - ve: Thông qua chương trình
        thong_nhat: true
        muc: 1
    nhiem_vu:
      - viec: Rà soát hồ sơ
        giao_cho: [binh, chi-doan]
        phoi_hop: [giang]
        han: 2026-03-05
        ket_qua: đủ 100% hồ sơ
    bieu_duong:
      Trần Thị Bình: hoàn thành sớm
    nhac_nho:
      Lê Văn Cường: chậm báo cáo
    kien_nghi:
      - noi_dung: Bổ sung biên chế
        gui: Đảng ủy Viện
    danh_gia:
      diem:
        {thoi-gian: 5, ty-le: 5, chuan-bi: 9, to-chuc: 37, nguyen-tac: 5, ket-qua: 27, ket-thuc: 5}
      tong: 93
      xep_loai: tot
    dinh_chinh:
      - ngay: 2026-02-09
        ly_do: Sai giờ kết thúc
    """
)
NQ = paper(
    cuoc_hop="2026-02-05-thuong-ky",
    more="""
    nhiem_vu:
      - viec: Tiếp dân
        giao_cho: [giang]
        han: thuong-xuyen
    """,
)
NEXT = minutes(
    "2026-03-05-thuong-ky",
    more="""
    theo_doi:
      - nhiem_vu: 2026-02-05-thuong-ky/1
        trang_thai: hoan-thanh
        ghi_chu: trước hạn
    thuc_hien:
      - van_ban: 2025-2027/05-NQ-CB
        nguoi: [giang]
        ket_qua: tiếp 12 lượt
    """,
)


@pytest.fixture(scope="module")
def cell():
    return clean_register(REGULAR, NQ, NEXT)


@pytest.fixture(scope="module")
def regular(cell) -> Docx:
    return docx(paper_for("2026-02-05-thuong-ky", cell))


def test_the_header_names_superior_cell_party_place_and_day(regular):
    assert regular.styled("CapTren") == ["ĐẢNG BỘ\nVIỆN KIỂM SÁT NHÂN DÂN\nTỈNH TUYÊN QUANG"]
    assert regular.styled("CoQuanBanHanh") == ["CHI BỘ 4"]
    assert regular.styled("SoVanBan") == ["*"]
    assert regular.styled("TieuDeDang") == ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert regular.styled("DiaDanhVaNgay") == ["Tuyên Quang, ngày 05 tháng 02 năm 2026"]


def test_the_title_says_which_sitting(regular):
    assert regular.styled("TenLoai") == ["BIÊN BẢN"]
    assert regular.styled("TrichYeu") == ["Sinh hoạt thường kỳ tháng 02 năm 2026"]


@pytest.mark.parametrize(
    "line",
    [
        "- Thời gian: từ 14 giờ 00 đến 16 giờ 10, ngày 05/02/2026 (130 phút).",
        "- Địa điểm: Phòng họp số 2.",
        "- Tổng số đảng viên: 6 (chính thức 5, dự bị 1).",
        "- Có mặt: 5/6, đạt 83,3%.",
        "- Vắng mặt có lý do: 1 đồng chí: Lê Văn Cường (đi công tác).",
        "- Vắng mặt không có lý do: không.",
        "- Chủ trì: đồng chí Nguyễn Văn An, Bí thư Chi bộ.",
        "- Thư ký: đồng chí Ngô Thu Thủy.",
        "- Đại biểu, khách mời: đồng chí Trịnh Văn Hòa, Phó Bí thư Đảng ủy.",
        "- Tài liệu: Báo cáo tháng 01.",
        "- Đảng phí: đã nộp đủ.",
        "- Biểu dương đồng chí Trần Thị Bình: Hoàn thành sớm.",
        "- Nhắc nhở đồng chí Lê Văn Cường: Chậm báo cáo.",
        "- Kiến nghị Đảng ủy Viện: Bổ sung biên chế.",
        "- Đính chính ngày 09/02/2026: Sai giờ kết thúc.",
    ],
)
def test_what_was_announced_and_said_is_a_line(regular, line):
    assert line in regular.text.split("\n")


def test_sections_are_labelled_in_one_sequence(regular):
    headings = [text for name, text in regular.lines if name.startswith("Heading")]
    assert headings == [
        "I- Mở đầu",
        "II- Nội dung",
        "1. Kết quả nhiệm vụ tháng trước",
        "a) Thảo luận",
        "b) Kết luận",
        "c) Biểu quyết",
        "d) Biểu dương, nhắc nhở",
        "2. Nhiệm vụ tháng tới",
        "a) Kết luận",
        "III- Kết thúc",
        "1. Kết luận chung",
        "2. Nhiệm vụ được giao",
        "3. Biểu quyết",
        "4. Kiến nghị, đề xuất",
        "5. Đánh giá chất lượng buổi sinh hoạt",
        "6. Thông qua biên bản",
    ]


def test_a_vote_has_figures_formula_base_paper_and_reserved_opinion(regular):
    text = regular.text
    assert "Thông qua Nghị quyết tháng 02: biểu quyết bằng hình thức giơ tay; " in text
    assert "tán thành 3, không tán thành 0, ý kiến khác 1." in text
    assert "3/5 đảng viên chính thức tán thành; cần quá nửa (ít nhất 3). Được thông qua. " in text
    assert "Cơ sở tính: 5 đảng viên chính thức." in text
    assert "Văn bản: Nghị quyết số 05-NQ/CB." in text
    assert "Ý kiến bảo lưu của đồng chí Hoàng Văn Giang: Nên làm sau Tết." in text
    assert "Thông qua chương trình: tất cả thống nhất, không có ý kiến khác." in text


def test_tasks_name_people_and_bodies_in_full(regular):
    (table,) = [t for t in regular.tables if "Nhiệm vụ" in t[0]]
    assert table[0] == ["TT", "Nhiệm vụ", "Người thực hiện", "Thời hạn", "Kết quả cần đạt"]
    assert table[1] == [
        "1",
        "Rà soát hồ sơ",
        "Trần Thị Bình, Chi đoàn Thanh niên (phối hợp: Hoàng Văn Giang)",
        "05/3/2026",
        "Đủ 100% hồ sơ",
    ]


def test_the_score_is_a_sentence_and_a_sheet(regular):
    assert "Chi bộ tự chấm buổi sinh hoạt 93/100 điểm, xếp loại: Tốt." in regular.text
    (sheet,) = [t for t in regular.tables if "Điểm chấm" in t[0]]
    assert sheet[4] == ["4", "Tổ chức sinh hoạt", "40", "37"]


def test_the_text_ends_with_the_hour_and_the_mark_and_both_sign(regular):
    assert regular.styled("DoanCuoi") == ["Buổi sinh hoạt kết thúc lúc 16 giờ 10 cùng ngày./."]
    assert regular.tables[-1] == [
        ["NGƯỜI GHI BIÊN BẢNNgô Thu Thủy", "CHỦ TRÌ HỘI NGHỊNguyễn Văn An"]
    ]


def test_earlier_tasks_stand_under_the_item_that_reviews_them(cell):
    made = docx(paper_for("2026-03-05-thuong-ky", cell))
    (table,) = [t for t in made.tables if "Kết quả" in t[0]]
    assert table[1][1:] == [
        "Rà soát hồ sơ",
        "Trần Thị Bình, Chi đoàn Thanh niên",
        "05/3/2026",
        "Hoàn thành. Trước hạn.",
    ]
    assert "- Nghị quyết số 05-NQ/CB: Hoàng Văn Giang báo cáo: Tiếp 12 lượt." in made.text


def test_no_id_and_no_slug_is_printed(regular):
    for word in ("2025-2027/", "2026-02-05-thuong-ky", "chi-doan", "hoan-thanh", "gio-tay", "binh"):
        assert word not in regular.text


def test_a_planned_sitting_is_a_programme_that_nobody_signs():
    made = clean_register(minutes("2026-12-04-thuong-ky", more="trang_thai: du-kien"))
    planned = docx(paper_for("2026-12-04-thuong-ky", made))
    assert planned.styled("TenLoai") == ["CHƯƠNG TRÌNH"]
    assert planned.styled("TrichYeu") == ["Sinh hoạt thường kỳ tháng 12 năm 2026 (dự kiến)"]
    assert planned.styled("HoTenNguoiKy") == []
    assert "Có mặt" not in planned.text
    assert "kết thúc lúc" not in planned.text


def test_the_chi_uy_counts_itself():
    made = clean_register(minutes("2026-02-03-chi-uy", thu_ky="Trần Thị Bình"))
    text = docx(paper_for("2026-02-03-chi-uy", made)).text
    assert "- Tổng số chi ủy viên: 2." in text
    assert "Cuộc họp kết thúc" in text


def test_a_ballot_on_discipline_shows_every_form_and_the_adding():
    made = clean_register(
        minutes(
            "2026-02-09-bat-thuong",
            more="""
            bieu_quyet:
              - ve: Hình thức kỷ luật
                viec: ky-luat
                doi_tuong: Lê Văn Cường
                hinh_thuc: phieu-kin
                khong_bieu_quyet: [Lê Văn Cường]
                phieu: {phat_ra: 4, thu_ve: 4, hop_le: 4}
                kiem_phieu: [Ngô Thu Thủy]
                lua_chon: {khong-ky-luat: 0, khien-trach: 3, canh-cao: 1, cach-chuc: 0, khai-tru: 0}
                ket_qua: khien-trach
            """,
        )
    )
    paper_ = docx(paper_for("2026-02-09-bat-thuong", made))
    (table,) = [t for t in paper_.tables if "Hình thức" in t[0]]
    assert table[1:] == [
        ["Khai trừ", "0", "0", "4"],
        ["Cách chức", "0", "0", "3"],
        ["Cảnh cáo", "1", "1", "3"],
        ["Khiển trách", "3", "4", "3"],
        ["Không kỷ luật", "0", "", ""],
    ]
    assert "Kết quả: khiển trách." in paper_.text
    assert "Có mặt nhưng không biểu quyết: Lê Văn Cường." in paper_.text
    assert "phiếu phát ra 4, thu về 4, hợp lệ 4, không hợp lệ 0" in paper_.text


def test_a_congress_has_presidium_and_elections():
    made = clean_register(
        minutes(
            "2025-02-01-dai-hoi",
            chu_tri="[Nguyễn Văn An, Trần Thị Bình]",
            thu_ky="[Ngô Thu Thủy, Lê Văn Cường]",
            more="""
            bau_cu:
              - chuc_danh: bi-thu
                lay: 1
                phieu: {phat_ra: 5, thu_ve: 5, hop_le: 4}
                kiem_phieu: [Hoàng Văn Giang]
                ung_cu: {Lê Văn Cường: 0, Nguyễn Văn An: 4}
                trung_cu: [Nguyễn Văn An]
            """,
        ),
        cell=organization(),
    )
    congress = docx(paper_for("2025-02-01-dai-hoi", made))
    assert congress.styled("TrichYeu") == ["Đại hội ngày 01 tháng 02 năm 2025"]
    assert "- Đoàn chủ tịch: đồng chí Nguyễn Văn An, Bí thư Chi bộ; đồng chí Trần" in congress.text
    assert congress.styled("ThamQuyenKy") == ["NGƯỜI GHI BIÊN BẢN", "T/M ĐOÀN CHỦ TỊCH"]
    (table,) = [t for t in congress.tables if "Số phiếu" in t[0]]
    assert table[1:] == [["1", "Nguyễn Văn An", "4", "Trúng cử"], ["2", "Lê Văn Cường", "0", ""]]
    assert "không hợp lệ 1" in congress.text
    assert "trúng cử phải được từ 3 phiếu" in congress.text


def test_yearly_ratings_are_a_table_with_grades_in_words():
    made = clean_register(
        minutes(
            "2025-12-19-kiem-diem",
            more="""
            xep_loai:
              phieu: {phat_ra: 5, thu_ve: 5, hop_le: 5}
              muc: [xuat-sac, tot, hoan-thanh, khong-hoan-thanh]
              dang_vien:
                Lê Văn Cường: {so_phieu: [1, 4, 0, 0], xep: tot}
              khong_xep:
                Bùi Thu Lan: đảng viên dự bị
              tap_the: tot
            """,
        )
    )
    rated = docx(paper_for("2025-12-19-kiem-diem", made))
    (table,) = [t for t in rated.tables if "Xếp loại" in t[0]]
    heads = ["Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Không hoàn thành"]
    assert table[0] == ["TT", "Họ và tên", *heads, "Xếp loại"]
    assert table[1] == ["1", "Lê Văn Cường", "1", "4", "0", "0", "Hoàn thành tốt nhiệm vụ"]
    assert "- Bùi Thu Lan: không xếp loại (đảng viên dự bị)." in rated.text
    assert "Chi bộ tự xếp loại: hoàn thành tốt nhiệm vụ." in rated.text
