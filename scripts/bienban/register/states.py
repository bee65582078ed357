"""What the register computes of people, tasks and papers, in words: never written in a file."""

from __future__ import annotations

from bienban.vocabulary import Word


class MemberStatus(Word):
    """What a member is in the cell on a day; the gravest that holds is shown."""

    DINH_CHI = "dinh-chi", "bị đình chỉ sinh hoạt"
    NOI_KHAC = "tam-vang", "tạm sinh hoạt nơi khác"
    MIEN = "mien-sinh-hoat", "được miễn sinh hoạt"
    TAM_DEN = "tam-den", "tạm sinh hoạt tại chi bộ"
    DU_BI = "du-bi", "đảng viên dự bị"
    CHINH_THUC = "chinh-thuc", "đảng viên chính thức"


class Presence(Word):
    """Whether a member was at a sitting."""

    CO_MAT = "co-mat", "có mặt"
    CO_LY_DO = "co-ly-do", "vắng có lý do"
    KHONG_LY_DO = "khong-ly-do", "vắng không lý do"
    CHUA_RO = "chua-ro", "vắng, chưa ghi lý do"
    MIEN = "mien", "được miễn sinh hoạt"
    NOI_KHAC = "noi-khac", "tạm sinh hoạt nơi khác"
    DINH_CHI = "dinh-chi", "bị đình chỉ sinh hoạt"


class Progress(Word):
    """Where a task stands on a day, its deadline considered."""

    MOI_GIAO = "moi-giao", "mới giao"
    THUONG_XUYEN = "thuong-xuyen", "thường xuyên"
    DANG = "dang-thuc-hien", "đang thực hiện"
    CHAM = "cham-tien-do", "chậm tiến độ"
    QUA_HAN = "qua-han", "quá hạn"
    XONG = "hoan-thanh", "hoàn thành"
    THOI = "thoi-thuc-hien", "thôi thực hiện"


class PaperState(Word):
    """Whether a paper is in force on a day."""

    CHUA = "chua-ban-hanh", "chưa ban hành"
    HIEU_LUC = "con-hieu-luc", "còn hiệu lực"
    SUA_DOI = "da-sua-doi", "còn hiệu lực, đã được sửa đổi"
    THAY_THE = "da-thay-the", "đã được thay thế"
    HET = "het-hieu-luc", "hết hiệu lực"


class NoTaskReason(Word):
    """Why a reference leads to no task."""

    BEFORE_RECORDS = "truoc-so", "nhiệm vụ có từ trước khi lập sổ"
    UNREADABLE = "khong-doc-duoc", "nằm trong văn bản không đọc được"
    UNKNOWN = "khong-co", "không có trong sổ"
