"""Papers to be: the next number, the sitting, the signer, the sections of their kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bienban.dates import Month, show_day
from bienban.errors import BienbanError
from bienban.register import PaperFacts, Register, Sitting
from bienban.scaffold.draft import Draft, value
from bienban.scaffold.people import leader, shown_name
from bienban.standards import StandardsOfDay
from bienban.text import nearest
from bienban.vocabulary import Audience, Kind, Paper

_OF_SITTING = frozenset({Paper.NQ, Paper.KL, Paper.TB})
_WITH_TASKS = frozenset({Paper.NQ, Paper.KL, Paper.KH, Paper.CTR})

SECTIONS: Mapping[Paper, tuple[str, ...]] = {
    Paper.NQ: (
        "Đánh giá kết quả thực hiện nhiệm vụ",
        "Phương hướng, nhiệm vụ",
        "Tổ chức thực hiện",
    ),
    Paper.KL: ("Đánh giá", "Kết luận", "Tổ chức thực hiện"),
    Paper.KH: ("Mục đích, yêu cầu", "Nội dung, cách làm", "Tổ chức thực hiện"),
    Paper.CTR: ("Mục đích, yêu cầu", "Nội dung", "Tổ chức thực hiện"),
    Paper.BC: ("Kết quả", "Hạn chế, nguyên nhân", "Phương hướng"),
    Paper.DA: ("Sự cần thiết", "Nội dung", "Tổ chức thực hiện"),
    Paper.PA: ("Tình hình", "Phương án", "Tổ chức thực hiện"),
    Paper.QC: ("Quy định chung", "Nội dung", "Tổ chức thực hiện"),
}
"""The usual sections of each kind; the other kinds have none."""


@dataclass(frozen=True)
class Sheet:
    """One paper to be written; `sitting` is a reference as typed, `symbol` where not the cell's."""

    register: Register
    kind: Paper
    day: date
    sitting: str | None = None
    symbol: str | None = None

    def draft(self) -> Draft:
        """Return the paper as a file; raise where the day lies in no term or no such sitting is."""
        term = self.register.term_on(self.day)
        cell = self.register.cell
        symbol = self.symbol or (cell.symbol if cell else None)
        if term is None or term.folder is None or symbol is None:
            message = (
                f"ngày {show_day(self.day)} không nằm trong nhiệm kỳ nào. "
                "Cách sửa: bổ sung `nhiem_ky` (và `ky_hieu`) ở organization.yml."
            )
            raise BienbanError(message)
        number = self._number(term.folder, symbol)
        name = f"{self._standards.layout.padded(number)}-{self.kind}-{symbol}"
        identity = f"{term.folder}/{name.replace('Đ', 'D')}"
        text = "\n".join(["---", *self._front(number), "---", "", *self._body()])
        return Draft(f"resolutions/{identity}.md", text, self._next_step(identity))

    @property
    def _standards(self) -> StandardsOfDay:
        return self.register.standards.on(self.day)

    def _number(self, term: str, symbol: str) -> int:
        shared = self.register.one_sequence(symbol, self.day)
        series = self.register.numbering.get(term, symbol, None if shared else self.kind)
        return series.next if series else self._standards.numbering.first

    def _of(self) -> Sitting | None:
        """Return the sitting that the paper comes from: the one named, else the last held."""
        if self.sitting is not None:
            found = self.register.sitting(self.sitting)
            if found is None:
                near = nearest(self.sitting, [sitting.id for sitting in self.register.sittings])
                hint = f" Có phải «{near}»?" if near else ""
                message = f"không có cuộc họp «{self.sitting}» trong sổ.{hint}"
                raise BienbanError(message)
            return found
        held = [
            sitting
            for sitting in self.register.calendar.held
            if sitting.day and sitting.day <= self.day and not sitting.committee
        ]
        return held[-1] if held and self.kind in _OF_SITTING else None

    def _front(self, number: int) -> Iterator[str]:
        sitting = self._of()
        yield f"loai: {self.kind}"
        yield f"so: {number}"
        if self.symbol:
            yield f"ky_hieu:{value(self.symbol)}"
        yield f"ngay: {self.day}"
        subject = self._subject(sitting)
        if subject is None:
            yield "# Về việc gì, ví dụ: Giám sát đảng viên quý I năm 2026"
        yield f"trich_yeu:{value(subject)}"
        if sitting is not None:
            yield f"cuoc_hop: {sitting.id}"
        elif self.kind in (Paper.NQ, Paper.KL):
            yield "cuoc_hop:"
        if sitting is not None and sitting.committee:
            yield f"pham_vi: {Audience.CHI_UY}"
        signer = leader(self.register, self.day)
        yield f"nguoi_ky:{value(shown_name(self.register, signer.person) if signer else None)}"
        yield "noi_nhan:"
        yield from (f"  -{value(line)}" for line in self._recipients())
        if self.kind in _WITH_TASKS:
            yield from _tasks()

    def _subject(self, sitting: Sitting | None) -> str | None:
        if sitting is None or sitting.day is None or sitting.kind is not Kind.THUONG_KY:
            return None
        month = Month.of(sitting.day)
        words = f"tháng {month.month:02} năm {month.year}"
        if self.kind is Paper.NQ:
            return f"Lãnh đạo thực hiện nhiệm vụ {words}"
        return f"Kết luận kỳ sinh hoạt {words}" if self.kind is Paper.TB else None

    def _recipients(self) -> tuple[str, ...]:
        """Return the recipients of the last paper of the kind, else of any, else the usual ones."""
        papers = [p for p in self.register.papers if p.day and p.record.recipients]
        alike = [paper for paper in papers if paper.kind is self.kind]
        last = max(alike or papers, key=_order, default=None)
        if last is not None and last.record.recipients:
            return last.record.recipients
        cell = self.register.cell
        superior = f"{reported_to(cell.superior)} (để báo cáo)" if cell and cell.superior else ""
        kept = self._standards.layout.recipients_last
        return tuple(filter(None, (superior, "Các đồng chí đảng viên", kept)))

    def _body(self) -> Iterator[str]:
        for roman, title in zip(("I", "II", "III"), SECTIONS.get(self.kind, ()), strict=False):
            yield f"## {roman}. {title}\n"

    def _next_step(self, identity: str) -> str:
        step = "Mở tệp, điền các chỗ trống và nội dung"
        if self.kind is Paper.NQ:
            step += f"; ở biên bản, mục `bieu_quyet`, ghi «van_ban: {identity}»"
        return f"{step}; rồi chạy «bienban check»."


def reported_to(superior: str) -> str:
    """Return who receives reports: of a Đảng bộ its committee, anybody else as named."""
    body, committee = "Đảng bộ ", "Đảng ủy "
    return committee + superior.removeprefix(body) if superior.startswith(body) else superior


def _order(paper: PaperFacts) -> tuple[date, str]:
    return (paper.day or date.min, paper.id)


def _tasks() -> Iterator[str]:
    yield "# Mỗi việc bốn dòng; thêm việc thì chép lại bốn dòng, không giao việc thì xóa hết."
    yield "# han là một ngày, hoặc thuong-xuyen; ket_qua là làm xong thì có gì."
    yield "nhiem_vu:"
    yield "  - viec:"
    yield "    giao_cho:"
    yield "    han:"
    yield "    ket_qua:"
