"""Minutes: everything that front matter says of one sitting, and the parts papers share with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated

from bienban.documents.base import Record, key, need
from bienban.documents.fields import (
    ONE_OR_MORE,
    Count,
    Day,
    Deadline,
    DuesOrNames,
    Flag,
    Number,
    Prose,
    Quarter,
    Reason,
    Refused,
    Span,
    Text,
)
from bienban.vocabulary import (
    Audience,
    Discipline,
    Form,
    Kind,
    Matter,
    Method,
    Office,
    Origin,
    Rating,
    Status,
    Subject,
    TaskState,
)

Names = Annotated[tuple[Text, ...], ONE_OR_MORE]
"""People, each in full as on the roll, or by `ma`; one may stand without a list."""

Reasons = Mapping[Text, Reason]
"""A reason for each person named."""


class Waiver(Record):
    """A waiver of a warning of this document."""

    code: Text | None = need("ma", "Mã cảnh báo")
    reason: Prose | None = need("ly_do", "Lý do")


class Correction(Record):
    """A correction after approval; the document is then approved again."""

    day: Day | None = need("ngay", "Ngày đính chính")
    reason: Prose | None = need("ly_do", "Lý do")


class Task(Record):
    """A task: what, by whom, until when, measured by what; written once."""

    what: Prose | None = need("viec", "Việc")
    assignees: Names = key("giao_cho", "Giao cho", "Đảng viên hoặc mã tổ chức", default=())
    helpers: Names = key("phoi_hop", "Phối hợp", default=())
    due: Deadline | None = key("han", "Hạn", "Ngày, hoặc thuong-xuyen")
    result: Prose | None = key("ket_qua", "Kết quả cần đạt")


class AgendaItem(Record):
    """An item of the agenda; its title stands only in the body, as the n-th numbered heading."""

    groups: Annotated[tuple[Subject, ...], ONE_OR_MORE] | None = need("nhom", "Nhóm nội dung")
    minutes: Number | None = key("phut", "Số phút")


class Ballots(Record):
    """Ballots handed out, returned, valid."""

    issued: Count | None = need("phat_ra", "Phiếu phát ra")
    returned: Count | None = need("thu_ve", "Phiếu thu về")
    valid: Count | None = need("hop_le", "Phiếu hợp lệ")


class Vote(Record):
    """A vote; whether it carried is computed, never stated (but for the form of discipline)."""

    subject: Prose | None = need("ve", "Biểu quyết về")
    unanimous: Flag | None = key("thong_nhat", "Thống nhất, không đếm phiếu")
    matter: Matter | None = key("viec", "Việc")
    methods: Annotated[tuple[Method, ...], ONE_OR_MORE] | None = key("hinh_thuc", "Hình thức")
    agreed_by_all: Count | None = key("nhat_tri", "Nhất trí", "8 thay cho 8, 0, 0")
    in_favour: Count | None = key("tan_thanh", "Tán thành")
    against: Count | None = key("khong_tan_thanh", "Không tán thành")
    other: Count | None = key("y_kien_khac", "Ý kiến khác")
    not_voting: Names = key("khong_bieu_quyet", "Có mặt nhưng không biểu quyết", default=())
    ballots: Ballots | None = key("phieu", "Phiếu")
    tellers: Names = key("kiem_phieu", "Người kiểm phiếu", default=())
    person: Text | None = key("doi_tuong", "Người được biểu quyết")
    reason_against: Prose | None = key("ly_do_khong_tan_thanh", "Lý do không tán thành")
    item: Number | None = key("muc", "Mục chương trình")
    paper: Text | None = key("van_ban", "Văn bản")
    reserved: Mapping[Text, Prose] = key("bao_luu", "Ý kiến bảo lưu", default={})
    choices: Mapping[Discipline, Count] | None = key(
        "lua_chon", "Số phiếu cho từng hình thức kỷ luật"
    )
    result: Discipline | None = key("ket_qua", "Hình thức kỷ luật được thông qua")


class Election(Record):
    """An election: seats, ballots, votes for each, and who was elected."""

    office: Office | None = need("chuc_danh", "Chức danh")
    seats: Number | None = need("lay", "Số lượng cần bầu")
    ballots: Ballots | None = need("phieu", "Phiếu")
    tellers: Names = key("kiem_phieu", "Người kiểm phiếu", default=())
    candidates: Mapping[Text, Count] | None = need("ung_cu", "Số phiếu của từng người")
    elected: Names | None = need("trung_cu", "Người trúng cử")


class MemberRating(Record):
    """The votes for each grade of one member, and the grade."""

    votes: tuple[Count, ...] | None = need("so_phieu", "Số phiếu từng mức")
    grade: Rating | None = need("xep", "Xếp loại")


class Ratings(Record):
    """The yearly rating of the members and of the cell."""

    ballots: Ballots | None = need("phieu", "Phiếu")
    tellers: Names = key("kiem_phieu", "Người kiểm phiếu", default=())
    grades: tuple[Rating, ...] | None = need("muc", "Các mức, theo thứ tự của số phiếu")
    members: Mapping[Text, MemberRating] | None = need("dang_vien", "Từng đảng viên")
    unrated: Reasons = key("khong_xep", "Không xếp loại", default={})
    cell: Rating | None = key("tap_the", "Tự xếp loại chi bộ")


class FollowUp(Record):
    """What became of an earlier task: the only way a task changes state."""

    task: Text | None = need("nhiem_vu", "Mã nhiệm vụ")
    state: TaskState | None = need("trang_thai", "Trạng thái")
    note: Prose | None = key("ghi_chu", "Ghi chú")


class CarriedOut(Record):
    """How a paper is carried out, as heard at this sitting."""

    paper: Text | None = need("van_ban", "Văn bản")
    people: Names = key("nguoi", "Người thực hiện", default=())
    result: Prose | None = need("ket_qua", "Kết quả")


class OversightResult(Record):
    """What a supervision plan found about one member."""

    plan: Text | None = need("ke_hoach", "Kế hoạch")
    member: Text | None = need("dang_vien", "Đảng viên")
    result: Prose | None = need("ket_qua", "Kết quả")


class Proposal(Record):
    """What the cell asks of another body."""

    what: Prose | None = need("noi_dung", "Nội dung")
    to: Prose | None = need("gui", "Gửi")


class Score(Record):
    """The sitting's own score by the frame, item by item where recorded."""

    points: Mapping[Text, Count] | None = key("diem", "Điểm từng mục")
    total: Count | None = need("tong", "Tổng điểm")
    grade: Text | None = need("xep_loai", "Xếp loại buổi sinh hoạt")


class Meeting(Record):
    """The record of one sitting."""

    kind: Kind | None = need("loai", "Loại cuộc họp")
    also: Annotated[tuple[Kind, ...], ONE_OR_MORE] = key(
        "gom", "Gồm cả", "Loại khác họp trong cùng buổi", default=()
    )
    status: Status | None = key("trang_thai", "Trạng thái", "Chỉ ghi cho cuộc họp dự kiến")
    origin: Origin | None = key("nguon", "Nguồn", "Chỉ ghi cho biên bản chép từ sổ giấy")
    day: Day | None = need("ngay", "Ngày họp")
    span: Span | None = need("gio", "Giờ họp", "Dạng 14:00-16:10")
    place: Prose | None = need("dia_diem", "Địa điểm")
    form: Form | None = key("hinh_thuc_hop", "Hình thức họp")
    chairs: Names = key("chu_tri", "Chủ trì", "Người đầu tiên ký biên bản", default=())
    secretaries: Names = key("thu_ky", "Thư ký", default=())
    theme: Prose | None = key("chuyen_de", "Chuyên đề")
    quarter: Quarter | None = key("quy", "Quý của chuyên đề", "Chỉ ghi khi họp ngoài quý")
    papers_sent: Day | None = key("gui_tai_lieu", "Ngày gửi tài liệu")
    papers: tuple[Prose, ...] = key("tai_lieu", "Tài liệu", default=())
    audience: Audience | None = key("pham_vi", "Phạm vi đọc")
    absent: Reasons = key("vang", "Vắng mặt", "Họ tên: lý do", default={})
    came_all_the_same: Names = key("mien_van_du", "Được miễn nhưng vẫn dự", default=())
    guests: Mapping[Text, Text] = key("khach_moi", "Khách mời", "Họ tên: chức vụ", default={})
    dues: DuesOrNames | None = key("dang_phi", "Đảng phí")
    agenda: tuple[AgendaItem, ...] | None = need("chuong_trinh", "Chương trình")
    votes: tuple[Vote, ...] = key("bieu_quyet", "Biểu quyết", default=())
    elections: tuple[Election, ...] = key("bau_cu", "Bầu cử", default=())
    ratings: Ratings | None = key("xep_loai", "Xếp loại cuối năm")
    tasks: tuple[Task, ...] = key("nhiem_vu", "Nhiệm vụ", default=())
    follow_ups: tuple[FollowUp, ...] = key("theo_doi", "Theo dõi nhiệm vụ", default=())
    carried_out: tuple[CarriedOut, ...] = key("thuc_hien", "Thực hiện văn bản", default=())
    oversight: tuple[OversightResult, ...] = key(
        "ket_qua_giam_sat", "Kết quả kiểm tra, giám sát", default=()
    )
    proposals: tuple[Proposal, ...] = key("kien_nghi", "Kiến nghị", default=())
    praise: Mapping[Text, Prose] = key("bieu_duong", "Biểu dương", default={})
    reminders: Mapping[Text, Prose] = key("nhac_nho", "Nhắc nhở", default={})
    score: Score | None = key("danh_gia", "Đánh giá buổi sinh hoạt")
    waivers: tuple[Waiver, ...] = key("mien_tru", "Miễn trừ cảnh báo", default=())
    corrections: tuple[Correction, ...] = key("dinh_chinh", "Đính chính", default=())
    secret_mark: Refused = key("do_mat", "Độ mật", "Không được dùng: tài liệu mật không vào sổ này")

    @property
    def planned(self) -> bool:
        """Whether the sitting has not been held yet."""
        return self.status is Status.DU_KIEN

    @property
    def kinds(self) -> frozenset[Kind]:
        """Every kind held in this sitting; a theme on a thường kỳ makes it a chuyên đề too."""
        return _kinds(self.kind, self.also, bool(self.theme))

    @property
    def readers(self) -> Audience:
        """Who may read the minutes."""
        default = Audience.CHI_UY if self.kind is Kind.CHI_UY else Audience.DANG_VIEN
        return self.audience or default


@lru_cache(maxsize=256)
def _kinds(kind: Kind | None, also: tuple[Kind, ...], themed: bool) -> frozenset[Kind]:
    """Return the kinds of a sitting: remembered, as every rule asks it of every sitting."""
    named = {each for each in (kind, *also) if each}
    return frozenset(named | {Kind.CHUYEN_DE} if themed and kind is Kind.THUONG_KY else named)
