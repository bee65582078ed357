"""The agenda that each kind of sitting starts from; people change it to what they discuss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bienban.vocabulary import Kind, Subject


@dataclass(frozen=True, slots=True)
class Entry:
    """One subject: its group, and its title with `{previous}` and `{month}` to be filled in.

    `due` marks where earlier tasks are judged, `guided` where the superior's guidance is treated.
    """

    group: Subject
    title: str
    talk: bool = False
    due: bool = False
    guided: bool = False


AGENDAS: Mapping[Kind, tuple[Entry, ...]] = {
    Kind.THUONG_KY: (
        Entry(Subject.TU_TUONG, "Thông tin chính trị, tư tưởng", guided=True),
        Entry(Subject.NHIEM_VU, "Kết quả thực hiện nhiệm vụ tháng {previous}", due=True),
        Entry(Subject.XAY_DUNG_DANG, "Công tác xây dựng Đảng"),
        Entry(Subject.THANG_TOI, "Nhiệm vụ tháng {month}"),
    ),
    Kind.CHUYEN_DE: (
        Entry(Subject.XAY_DUNG_DANG, "Nội dung chuyên đề", talk=True),
        Entry(Subject.THANG_TOI, "Tổ chức thực hiện sau chuyên đề"),
    ),
    Kind.CHI_UY: (
        Entry(Subject.XAY_DUNG_DANG, "Kiểm điểm việc của chi ủy, tình hình chi bộ", due=True),
        Entry(Subject.THANG_TOI, "Chuẩn bị kỳ sinh hoạt chi bộ tháng {month}", guided=True),
    ),
    Kind.BAT_THUONG: (Entry(Subject.KHAC, "Nội dung cần chi bộ quyết định"),),
    Kind.KIEM_DIEM: (
        Entry(Subject.XAY_DUNG_DANG, "Kiểm điểm tập thể chi ủy, chi bộ"),
        Entry(Subject.XAY_DUNG_DANG, "Kiểm điểm từng đảng viên"),
        Entry(Subject.XAY_DUNG_DANG, "Bỏ phiếu xếp loại"),
    ),
    Kind.LE_KET_NAP: (
        Entry(Subject.XAY_DUNG_DANG, "Công bố quyết định và lễ kết nạp"),
        Entry(Subject.XAY_DUNG_DANG, "Phân công đảng viên giúp đỡ"),
    ),
    Kind.DAI_HOI: (
        Entry(Subject.NHIEM_VU, "Báo cáo chính trị và kiểm điểm của chi ủy"),
        Entry(Subject.XAY_DUNG_DANG, "Bầu cử"),
        Entry(Subject.THANG_TOI, "Nghị quyết đại hội"),
    ),
}
"""The subjects of each kind, in the order in which they are discussed."""
