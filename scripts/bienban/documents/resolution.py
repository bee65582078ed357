"""Papers that a cell issues: resolutions, conclusions, plans and the rest."""

from __future__ import annotations

from typing import Annotated

from bienban.documents.base import Record, key, need
from bienban.documents.fields import (
    ONE_OR_MORE,
    Day,
    MonthSpan,
    Number,
    Prose,
    Quarter,
    Refused,
    Text,
)
from bienban.documents.meeting import Correction, Names, Task, Waiver
from bienban.vocabulary import Audience, OnBehalf, Origin, Oversight, Paper

References = Annotated[tuple[Text, ...], ONE_OR_MORE]
"""Ids of papers; one may stand without a list."""


class OversightTarget(Record):
    """Whom a plan looks at, in what, over which months, and when."""

    member: Text | None = need("dang_vien", "Đảng viên")
    what: Prose | None = need("noi_dung", "Nội dung")
    period: MonthSpan | None = key("moc", "Mốc thời gian", "Dạng 07/2025-12/2025")
    quarter: Quarter | None = key("quy", "Quý thực hiện")


class OversightPlan(Record):
    """The inspection or supervision that a plan (KH) sets up."""

    form: Oversight | None = need("hinh_thuc", "Hình thức")
    team: Names | None = need("to", "Tổ", "Người đầu là tổ trưởng, người cuối là thư ký")
    targets: tuple[OversightTarget, ...] | None = need("doi_tuong", "Đối tượng")


class Resolution(Record):
    """A paper: number, subject, sitting, signer, recipients, tasks."""

    kind: Paper | None = need("loai", "Loại văn bản")
    number: Number | None = need("so", "Số")
    symbol: Text | None = key("ky_hieu", "Ký hiệu", "Chỉ ghi khi khác ký hiệu của chi bộ")
    day: Day | None = need("ngay", "Ngày ban hành")
    subject: Prose | None = need("trich_yeu", "Trích yếu")
    grounds: Annotated[tuple[Prose, ...], ONE_OR_MORE] = key("can_cu", "Căn cứ", default=())
    meeting: Text | None = key("cuoc_hop", "Cuộc họp", "Bắt buộc với NQ và KL")
    on_behalf: OnBehalf = key("thay_mat", "Thay mặt", default=OnBehalf.CHI_BO)
    signer: Text | None = need("nguoi_ky", "Người ký")
    recipients: Annotated[tuple[Prose, ...], ONE_OR_MORE] | None = need("noi_nhan", "Nơi nhận")
    audience: Audience | None = key("pham_vi", "Phạm vi đọc")
    origin: Origin | None = key("nguon", "Nguồn")
    replaces: References = key("thay_the", "Thay thế", default=())
    amends: References = key("sua_doi", "Sửa đổi, bổ sung", default=())
    expires: Day | None = key("het_hieu_luc", "Hết hiệu lực")
    tasks: tuple[Task, ...] = key("nhiem_vu", "Nhiệm vụ", default=())
    oversight: OversightPlan | None = key("kiem_tra_giam_sat", "Kiểm tra, giám sát")
    waivers: tuple[Waiver, ...] = key("mien_tru", "Miễn trừ cảnh báo", default=())
    corrections: tuple[Correction, ...] = key("dinh_chinh", "Đính chính", default=())
    secret_mark: Refused = key("do_mat", "Độ mật", "Không được dùng: tài liệu mật không vào sổ này")

    @property
    def readers(self) -> Audience:
        """Who may read the paper."""
        return self.audience or Audience.DANG_VIEN
