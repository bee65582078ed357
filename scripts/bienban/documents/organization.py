"""`organization.yml`: the cell, its terms, its roll, its policy of approval."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from bienban.documents.base import Record, key, need
from bienban.documents.fields import (
    ONE_OR_MORE,
    ONE_OR_MORE_RECORDS,
    Day,
    Month,
    Number,
    Prose,
    Slug,
    Text,
)
from bienban.documents.grounds import GroundsText
from bienban.vocabulary import CellType, Departure, Need, Role


class Period(Record):
    """Days from `start` to `end`, both included; without `end`, until further notice."""

    start: Day | None = need("tu", "Từ ngày")
    end: Day | None = key("den", "Đến ngày", "Bỏ trống khóa này nếu chưa có ngày kết thúc")

    def covers(self, day: date) -> bool:
        """Tell whether `day` lies in the period; one whose start could not be read covers none."""
        return self.start is not None and self.start <= day and (not self.end or day <= self.end)


class Term(Period):
    """A committee's term, in which numbers of papers run."""

    @property
    def folder(self) -> str | None:
        """The name of the term's folder, `2025-2027`; an open term ends in `nay`."""
        if self.start is None:
            return None
        return f"{self.start.year}-{self.end.year if self.end else 'nay'}"


class HeldRole(Period):
    """An office held for a period."""

    role: Role | None = need("vai_tro", "Vai trò")


class Left(Record):
    """When and why a member left the cell."""

    day: Day | None = need("ngay", "Ngày rời chi bộ", "Ngày đầu tiên không còn trong chi bộ")
    reason: Departure | None = need("ly_do", "Lý do")


class Key(Period):
    """A public key and the days on which it may sign."""

    key: Text | None = need("khoa", "Khóa công khai SSH", "Dạng ssh-ed25519 AAAA…")


class RecoveryKey(Key):
    """A key of the superior, good for changes of organization.yml only."""

    owner: Prose | None = need("cua", "Của cơ quan")


class Member(Record):
    """A person on the roll; nobody is ever deleted, because old minutes name them."""

    id: Slug | None = need("ma", "Mã", "Chữ thường không dấu, không trùng")
    name: Prose | None = need("ten", "Họ và tên đầy đủ")
    joined: Day | None = need("vao_dang", "Ngày vào Đảng")
    official: Day | None = key("chinh_thuc", "Ngày chính thức", "Chưa có nghĩa là đảng viên dự bị")
    stays: tuple[Period, ...] = key("sinh_hoat", "Thời gian sinh hoạt tại chi bộ", default=())
    left: Left | None = key("roi_chi_bo", "Rời chi bộ")
    roles: tuple[HeldRole, ...] = key("chuc_vu", "Chức vụ trong chi bộ", default=())
    exempt: tuple[Period, ...] = key("mien_sinh_hoat", "Miễn sinh hoạt", default=())
    elsewhere: tuple[Period, ...] = key("tam_vang", "Tạm sinh hoạt ở chi bộ khác", default=())
    visiting: tuple[Period, ...] = key(
        "tam_den", "Từ chi bộ khác tạm đến", "Có tên, không biểu quyết", default=()
    )
    suspended: tuple[Period, ...] = key("dinh_chi", "Đình chỉ sinh hoạt", default=())
    emails: Annotated[tuple[Text, ...], ONE_OR_MORE] = key(
        "git", "Thư điện tử dùng với Git", default=()
    )
    keys: tuple[Key, ...] = key("khoa", "Khóa ký", default=())


class Body(Record):
    """A body that tasks may be given to."""

    id: Slug | None = need("ma", "Mã")
    name: Prose | None = need("ten", "Tên")


class MinimumLength(Record):
    """A small cell's own least length of a sitting, set by the superior."""

    minutes: Number | None = need("phut", "Số phút")
    source: GroundsText | None = need(
        "can_cu", "Căn cứ", "Số và ngày của văn bản cho phép; mức này áp dụng từ ngày ấy"
    )


class Policy(Record):
    """Who may approve, and how strictly signatures are asked for."""

    roles: tuple[Role, ...] | None = need("vai_tro", "Vai trò được phê duyệt")
    signatures: Need | None = need("chu_ky", "Chữ ký phê duyệt")
    drafts: Need = key("du_thao", "Chữ ký dự thảo", default=Need.KHUYEN_NGHI)
    recovery: tuple[RecoveryKey, ...] = key("khoi_phuc", "Khóa khôi phục của cấp trên", default=())


class CellWaiver(Record):
    """A waiver of a warning that belongs to no document."""

    code: Text | None = need("ma", "Mã cảnh báo")
    month: Month | None = key("thang", "Tháng")
    reason: Prose | None = need("ly_do", "Lý do")


class Organization(Record):
    """The cell: name, superior, terms, roll, bodies, policy."""

    name: Prose | None = need("ten", "Tên chi bộ")
    superior: Text | None = need("cap_tren", "Cấp ủy cấp trên")
    place: Text | None = need("dia_danh", "Địa danh", "Ghi trước ngày tháng trên văn bản")
    cell_type: CellType | None = need("loai_hinh", "Loại hình chi bộ")
    symbol: Text | None = need("ky_hieu", "Ký hiệu", "Số 05-NQ/CB")
    since: Day | None = key("so_tu", "Sổ ghi từ ngày", "Trước ngày này không coi là thiếu")
    terms: tuple[Term, ...] | None = need("nhiem_ky", "Nhiệm kỳ")
    frames: Annotated[tuple[Text, ...], ONE_OR_MORE] = key(
        "khung_diem",
        "Khung chấm điểm",
        "Mã của một khung, hoặc danh sách; mỗi khung dùng từ ngày của văn bản đặt ra nó",
        default=(),
    )
    lengths: Annotated[tuple[MinimumLength, ...], ONE_OR_MORE_RECORDS] = key(
        "thoi_luong_toi_thieu",
        "Thời lượng tối thiểu riêng",
        "Một mức, hoặc danh sách; mỗi mức áp dụng từ ngày của văn bản cho phép",
        default=(),
    )
    bodies: tuple[Body, ...] = key("to_chuc", "Tổ chức có thể nhận nhiệm vụ", default=())
    policy: Policy | None = key("phe_duyet", "Phê duyệt")
    waivers: tuple[CellWaiver, ...] = key("mien_tru", "Miễn trừ cảnh báo", default=())
    members: tuple[Member, ...] | None = need("dang_vien", "Đảng viên")

    def length_on(self, day: date) -> MinimumLength | None:
        """Return the own least length that is in force on `day`; None where there is none."""
        dated = ((each.source.day, each) for each in reversed(self.lengths) if each.source)
        held = [pair for pair in dated if pair[0] <= day]
        return max(held, key=lambda pair: pair[0], default=(day, None))[1]
