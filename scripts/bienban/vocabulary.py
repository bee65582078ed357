"""The words of the field, each written once: slugs as files hold them, labels as people read them.

Everything else in the package names these members, never the strings.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A slug with a Vietnamese label: the value is what files hold, the label what people read."""

    label: str

    def __new__(cls, slug: str, label: str = "") -> Self:
        """Make the member of `slug`, carrying its `label`."""
        member = str.__new__(cls, slug)
        member._value_ = slug
        member.label = label
        return member


class Role(Word):
    """An office that a member holds in the cell for a period."""

    BI_THU = "bi-thu", "Bí thư"
    PHO_BI_THU = "pho-bi-thu", "Phó Bí thư"
    CHI_UY_VIEN = "chi-uy-vien", "Chi ủy viên"
    DANG_VIEN = "dang-vien", "Đảng viên"


COMMITTEE = frozenset({Role.BI_THU, Role.PHO_BI_THU, Role.CHI_UY_VIEN})
"""The roles that make up the chi ủy."""

SIGNERS = frozenset({Role.BI_THU, Role.PHO_BI_THU})
"""The roles whose holders sign papers."""


class CellType(Word):
    """The type of cell, which decides what its sittings talk about."""

    THON = "thon-to-dan-pho", "thôn, tổ dân phố"
    CO_QUAN = "co-quan", "cơ quan hành chính, sự nghiệp"
    DN_NHA_NUOC = "dn-nha-nuoc", "doanh nghiệp nhà nước"
    DN_TU_NHAN = "dn-tu-nhan", "doanh nghiệp tư nhân"
    SINH_VIEN = "sinh-vien", "học sinh, sinh viên"
    LUC_LUONG_VU_TRANG = "luc-luong-vu-trang", "lực lượng vũ trang"


class Departure(Word):
    """Why a member left the cell."""

    CHUYEN = "chuyen-sinh-hoat", "chuyển sinh hoạt"
    XOA_TEN = "xoa-ten", "xóa tên"
    KHAI_TRU = "khai-tru", "khai trừ"
    XIN_RA = "xin-ra", "xin ra khỏi Đảng"
    TU_TRAN = "tu-tran", "từ trần"


class Kind(Word):
    """The kind of a sitting."""

    THUONG_KY = "thuong-ky", "Sinh hoạt thường kỳ"
    CHUYEN_DE = "chuyen-de", "Sinh hoạt chuyên đề"
    CHI_UY = "chi-uy", "Họp chi ủy"
    BAT_THUONG = "bat-thuong", "Họp bất thường"
    KIEM_DIEM = "kiem-diem", "Kiểm điểm cuối năm"
    LE_KET_NAP = "le-ket-nap", "Lễ kết nạp đảng viên"
    DAI_HOI = "dai-hoi", "Đại hội"


class Status(Word):
    """The status of a sitting's record."""

    DU_KIEN = "du-kien", "dự kiến"


class Origin(Word):
    """Where a record comes from, where it was not written with bienban."""

    SO_GIAY = "so-giay", "chép từ sổ giấy"


class Form(Word):
    """How a sitting was held, where not in person."""

    TRUC_TUYEN = "truc-tuyen", "trực tuyến"
    KET_HOP = "ket-hop", "trực tiếp kết hợp trực tuyến"


class Audience(Word):
    """Who may read a document."""

    DANG_VIEN = "dang-vien", "đảng viên trong chi bộ"
    CHI_UY = "chi-uy", "chi ủy"


class Dues(Word):
    """What was said of Party dues, where no list of names stands."""

    DU = "du", "đã nộp đủ"
    DA_THONG_BAO = "da-thong-bao", "đã thông báo"


class Subject(Word):
    """The group that an agenda item belongs to."""

    TU_TUONG = "chinh-tri-tu-tuong", "Chính trị, tư tưởng"
    NHIEM_VU = "nhiem-vu-chinh-tri", "Kết quả nhiệm vụ chính trị"
    XAY_DUNG_DANG = "xay-dung-dang", "Xây dựng Đảng"
    CHUYEN_MON = "chuyen-mon", "Chuyên môn"
    THANG_TOI = "nhiem-vu-thang-toi", "Nhiệm vụ tháng tới"
    THAO_LUAN_CHUNG = "thao-luan-chung", "Thảo luận chung"
    KHAC = "khac", "Nội dung khác"


class Matter(Word):
    """What a vote is on."""

    NGHI_QUYET = "nghi-quyet", "nghị quyết"
    KET_NAP = "de-nghi-ket-nap", "đề nghị kết nạp đảng viên"
    CONG_NHAN = "de-nghi-cong-nhan", "đề nghị công nhận đảng viên chính thức"
    XOA_TEN = "xoa-ten", "đề nghị xóa tên đảng viên"
    KY_LUAT = "ky-luat", "kỷ luật"
    KHAC = "khac", "việc khác"


ABOUT_PEOPLE = frozenset({Matter.KET_NAP, Matter.CONG_NHAN, Matter.XOA_TEN, Matter.KY_LUAT})
"""Matters whose vote is on a person, so that it is always counted and names whom."""


class Method(Word):
    """How a vote was taken."""

    GIO_TAY = "gio-tay", "giơ tay"
    PHIEU_KIN = "phieu-kin", "bỏ phiếu kín"
    THE = "the-dang-vien", "giơ thẻ đảng viên"
    SO_TAY = "so-tay", "Sổ tay đảng viên điện tử"


class Discipline(Word):
    """The forms of discipline on one ballot, from the mildest to the gravest."""

    KHONG = "khong-ky-luat", "không kỷ luật"
    KHIEN_TRACH = "khien-trach", "khiển trách"
    CANH_CAO = "canh-cao", "cảnh cáo"
    CACH_CHUC = "cach-chuc", "cách chức"
    KHAI_TRU = "khai-tru", "khai trừ"


class Office(Word):
    """What an election fills."""

    CHI_UY = "chi-uy", "Chi ủy"
    BI_THU = "bi-thu", "Bí thư"
    PHO_BI_THU = "pho-bi-thu", "Phó Bí thư"
    DAI_BIEU = "dai-bieu-cap-tren", "Đại biểu dự đại hội cấp trên"


class Rating(Word):
    """The yearly grade of a member or of the cell."""

    XUAT_SAC = "xuat-sac", "Hoàn thành xuất sắc nhiệm vụ"
    TOT = "tot", "Hoàn thành tốt nhiệm vụ"
    HOAN_THANH = "hoan-thanh", "Hoàn thành nhiệm vụ"
    KHONG = "khong-hoan-thanh", "Không hoàn thành nhiệm vụ"


class TaskState(Word):
    """What became of a task, as heard at a sitting."""

    HOAN_THANH = "hoan-thanh", "hoàn thành"
    DANG_THUC_HIEN = "dang-thuc-hien", "đang thực hiện"
    CHAM = "cham-tien-do", "chậm tiến độ"
    THOI = "thoi-thuc-hien", "thôi thực hiện"


CLOSED = frozenset({TaskState.HOAN_THANH, TaskState.THOI})
"""The states after which a task is not heard of again."""

STANDING = "thuong-xuyen"
"""The deadline of a task that has none because it never ends."""

NO_REASON = "không lý do"
"""The reason of an absence that had none."""

_WITHOUT = (
    *(NO_REASON, "không lí do", "không có lý do", "không có lí do"),
    *("không phép", "không có phép", "không xin phép"),
)

NO_REASON_TOO = frozenset(
    f"{absent}{words}" for absent in ("", "vắng ", "vắng mặt ", "nghỉ ") for words in _WITHOUT
)
"""Every way in which people write it: a wording must not turn it into a reason."""


class Paper(Word):
    """A kind of paper that a cell issues; the value is the sign in its number."""

    NQ = "NQ", "Nghị quyết"
    QD = "QĐ", "Quyết định"
    KL = "KL", "Kết luận"
    QC = "QC", "Quy chế"
    TB = "TB", "Thông báo"
    BC = "BC", "Báo cáo"
    KH = "KH", "Kế hoạch"
    CTR = "CTr", "Chương trình"
    DA = "ĐA", "Đề án"
    PA = "PA", "Phương án"
    TTR = "TTr", "Tờ trình"
    CV = "CV", "Công văn"


class OnBehalf(Word):
    """In whose name a paper is signed."""

    CHI_BO = "chi-bo", "chi bộ"
    CHI_UY = "chi-uy", "chi ủy"
    DOAN_CHU_TICH = "doan-chu-tich", "đoàn chủ tịch"


class Oversight(Word):
    """What a plan of inspection does to whom it names."""

    KIEM_TRA = "kiem-tra", "kiểm tra"
    GIAM_SAT = "giam-sat", "giám sát"


class Need(Word):
    """How strictly the approval policy asks for something."""

    BAT_BUOC = "bat-buoc", "bắt buộc"
    KHUYEN_NGHI = "khuyen-nghi", "khuyến nghị"
