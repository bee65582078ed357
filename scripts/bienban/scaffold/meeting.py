"""Minutes to be: filled with what the register knows, blank where only the sitting can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import cast

from bienban.dates import Month, show_day
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.reader import read
from bienban.register import Register, TaskFacts, build_register
from bienban.register.tasks import Assignee
from bienban.scaffold.agenda import AGENDAS, Entry
from bienban.scaffold.draft import Draft, comment, key, value
from bienban.scaffold.people import earlier, leader, shown_name, voters, writer
from bienban.standards import Band, HeadingKey, StandardsOfDay
from bienban.vocabulary import STANDING, Dues, Kind, Matter, Method, Rating, Status

_MARKS = re.compile(r"[\\`*<>\[\]]")
# Braces are refused in a body even where they are escaped (BB111).
_BRACES = str.maketrans("{}", "()")


@dataclass(frozen=True)
class Sheet:
    """One sitting to be written up: `nth` tells apart those of a kind on one day.

    `span` and `place` are as typed; where they are not known, those of the last such sitting
    serve a planned one (the place also one that was held).
    """

    register: Register
    kind: Kind
    day: date
    planned: bool = False
    nth: int = 1
    span: str | None = None
    place: str | None = None

    @property
    def path(self) -> str:
        """Where the minutes go."""
        suffix = "" if self.nth == 1 else f"-{self.nth}"
        return f"meetings/{self.day.year}/{self.day}-{self.kind}{suffix}.md"

    def draft(self) -> Draft:
        """Return the minutes as a file."""
        text = "\n".join(["---", *self._front(), "---", "", *self._body()])
        step = "sửa chương trình cho đúng" if self.planned else "điền các chỗ trống"
        return Draft(self.path, text, f"Mở tệp, {step}, rồi chạy «bienban check».")

    # What the register knows

    @cached_property
    def standards(self) -> StandardsOfDay:
        """The standards of the day."""
        return self.register.standards.on(self.day)

    @cached_property
    def due(self) -> tuple[TaskFacts, ...]:
        """The tasks that this sitting must hear of: those that the register would miss in it."""
        held = replace(self, planned=False)
        text = "\n".join(["---", *held._opening(), *held._agenda(), "---", ""])
        document = read(self.path, text.encode(), self.register.standards).document
        assert document is not None  # we wrote it
        register = _with(self.register, document)
        sitting = register.sitting(document)
        return register.tasks.due_at(sitting) if sitting else ()

    @cached_property
    def guidance(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The superior's guidance for the month, received by the day: number and subjects."""
        found = self.register.calendar.guidance_for(Month.of(self.day))
        return tuple(
            (each.record.number or "", each.record.subjects or ())
            for each in found
            if each.record.day is None or each.record.day <= self.day
        )

    # Front matter

    def _front(self) -> Iterator[str]:
        yield from self._opening()
        if not self.planned:
            yield from self._attendance()
        yield from self._agenda()
        if not self.planned:
            yield from self._results()

    def _opening(self) -> Iterator[str]:
        yield f"loai: {self.kind}"
        if self.planned:
            yield f"trang_thai: {Status.DU_KIEN}"
        yield f"ngay: {self.day}"
        before = earlier(self.register, self.kind, self.day)
        spans = [str(s.record.span) for s in before if s.record.span] if self.planned else []
        span = self.span or next(iter(spans), None)
        if span is None:
            yield "# Giờ bắt đầu và giờ kết thúc, ví dụ 14:00-16:10"
        yield f"gio:{' ' + span if span else ''}"
        place = self.place or next((s.record.place for s in before if s.record.place), None)
        yield f"dia_diem:{value(place)}"
        yield from self._leading()
        if self.kind is Kind.CHUYEN_DE:
            yield "# Tên chuyên đề"
            yield "chuyen_de:"

    def _leading(self) -> Iterator[str]:
        """Yield chair and thư ký; of a planned sitting only those that are known."""
        chair = leader(self.register, self.day)
        wrote = writer(self.register, self.kind, self.day, chair.person if chair else None)
        for name, person in (("chu_tri", chair.person if chair else None), ("thu_ky", wrote)):
            if person is not None:
                yield f"{name}:{value(shown_name(self.register, person))}"
            elif not self.planned:
                yield f"{name}:"

    def _attendance(self) -> Iterator[str]:
        if self._asked("BB604") and self.standards.conduct.papers_ahead_days is not None:
            yield "# Ngày gửi tài liệu cho đảng viên"
            yield "gui_tai_lieu:"
        yield "# Ai không có tên ở đây là có mặt. Có người vắng thì bỏ dấu # ở hai dòng dưới:"
        yield "#vang:"
        yield "#  Họ và tên: lý do vắng"
        excused = [s for s in self.register.roster.on(self.day) if s.excused]
        if excused:
            names = [shown_name(self.register, standing.person) for standing in excused]
            yield comment(f"Không phải ghi vắng (miễn, tạm vắng, đình chỉ): {', '.join(names)}.")
            yield "# Người đó vẫn đến họp thì bỏ dấu # ở hai dòng dưới:"
            yield "#mien_van_du:"
            yield f"#  - {names[0]}"
        if self.kind is Kind.THUONG_KY:
            yield comment(f"{Dues.DU}, {Dues.DA_THONG_BAO}, hoặc danh sách người chưa nộp")
            yield "dang_phi:"

    def _agenda(self) -> Iterator[str]:
        for number, subjects in self.guidance:
            yield comment(f"Cấp trên yêu cầu bàn ({number}): {'; '.join(subjects)}")
        yield "# Mỗi mục ở đây ứng với một đề mục «### 1.», «### 2.» … ở phần dưới"
        yield "chuong_trinh:"
        for entry in AGENDAS[self.kind]:
            yield f"  - nhom: {entry.group}"

    def _results(self) -> Iterator[str]:
        yield from self._votes()
        if self.kind is Kind.KIEM_DIEM:
            yield from self._ratings()
        if self.due:
            yield "# Việc đến hạn. Ghi: hoan-thanh, dang-thuc-hien, cham-tien-do, thoi-thuc-hien"
            yield "theo_doi:"
            for task in self.due:
                yield f"  {comment(told(task))}"
                yield f"  - nhiem_vu: {task.id}"
                yield "    trang_thai:"
        yield "# Việc mới giao (chỉ khi không ra nghị quyết, kết luận):"
        yield "#nhiem_vu:"
        yield "#  - viec: làm việc gì"
        yield "#    giao_cho: [Họ và tên]"
        yield "#    han: 2026-01-31"
        yield "#    ket_qua: làm xong thì có gì"
        if self._asked("BB802") and self.standards.conduct.score_asked:
            yield from self._score()
        yield "# Phần dưới: mỗi ý kiến một dòng «- **Họ và tên:** nội dung»; mỗi mục có kết luận."

    def _votes(self) -> Iterator[str]:
        able = voters(self.register, self.kind, self.day)
        yield comment(f"Biểu quyết; nếu đủ mặt thì {able} đảng viên chính thức được biểu quyết:")
        yield "#bieu_quyet:"
        yield "#  - ve: Thông qua nghị quyết"
        yield f"#    viec: {Matter.NGHI_QUYET}"
        yield f"#    hinh_thuc: {Method.GIO_TAY}"
        yield f"#    tan_thanh: {able}"
        yield "#    khong_tan_thanh: 0"
        yield "#    y_kien_khac: 0"

    def _ratings(self) -> Iterator[str]:
        """Yield the sheet of the yearly rating: a line for each member, the figures blank."""
        roll = [s for s in self.register.roster.on(self.day) if not s.elsewhere]
        all_rated = self.standards.review.probationary_rated
        rated = [s for s in roll if s.official or all_rated]
        yield "# so_phieu: số phiếu cho từng mức, theo thứ tự ở `muc`, ví dụ [2, 7, 0, 0]"
        yield "xep_loai:"
        yield "  phieu:"
        yield from (f"    {name}:" for name in ("phat_ra", "thu_ve", "hop_le"))
        yield "  muc:"
        yield from (f"    - {rating}" for rating in Rating)
        yield "  dang_vien:"
        for standing in rated:
            yield f"    {key(shown_name(self.register, standing.person))}:"
            yield "      so_phieu:"
            yield "      xep:"
        others = [s for s in roll if s not in rated]
        if others:
            yield "  khong_xep:"
            for standing in others:
                yield f"    {key(shown_name(self.register, standing.person))}: đảng viên dự bị"
        yield "  tap_the:"

    def _score(self) -> Iterator[str]:
        frame = self.register.frame_on(self.day)
        if frame is None:
            return
        yield comment(f"Tự chấm: tổng điểm (trên {frame.total}) và xếp loại: {_bands(frame.bands)}")
        yield "danh_gia:"
        yield "  tong:"
        yield "  xep_loai:"

    def _asked(self, code: str) -> bool:
        """Tell whether a rule concerns this kind of sitting."""
        return self.kind in self.standards.conduct.rule_kinds(code)

    # Body

    def _body(self) -> Iterator[str]:
        headings = self.standards.conduct.headings(self.kind)
        heads = {heading.key: heading.title for heading in headings}
        yield f"## I. {heads[HeadingKey.OPENING]}\n"
        chair = leader(self.register, self.day)
        if chair is not None and not self.planned:
            role = f", {chair.role.label}," if chair.in_committee else ""
            yield f"Đồng chí {chair.person.name}{role} nêu lý do, thông qua chương trình.\n"
        yield f"## II. {heads[HeadingKey.BODY]}\n"
        for number, entry in enumerate(AGENDAS[self.kind], 1):
            yield f"### {number}. {self._title(entry)}\n"
            yield from self._planned(entry) if self.planned else self._blank(entry, heads)
        yield f"## III. {heads[HeadingKey.CLOSING]}\n"
        if not self.planned:
            for part in (HeadingKey.GENERAL_CONCLUSION, HeadingKey.ADOPTION):
                if part in heads:
                    yield f"### {heads[part]}\n"

    def _title(self, entry: Entry) -> str:
        month = Month.of(self.day)
        previous = Month.of(month.first - timedelta(days=1))
        return entry.title.format(month=month.words, previous=previous.words)

    def _blank(self, entry: Entry, heads: dict[HeadingKey, str]) -> Iterator[str]:
        if entry.talk:
            yield f"#### {heads[HeadingKey.PAPERS_READ]}\n"
        yield f"#### {heads[HeadingKey.DISCUSSION]}\n"
        yield f"#### {heads[HeadingKey.CONCLUSION]}\n"

    def _planned(self, entry: Entry) -> Iterator[str]:
        """Yield what is known ahead: the guidance to be treated, the tasks to be heard of."""
        if entry.guided:
            for number, subjects in self.guidance:
                yield f"Theo hướng dẫn {_literal(number)} của cấp trên:\n"
                yield "\n".join(f"- {_literal(subject)}" for subject in subjects) + "\n"
        if entry.due and self.due:
            yield "Việc đến hạn cần báo cáo:\n"
            yield "\n".join(f"- {_literal(told(task))}" for task in self.due) + "\n"


def told(task: TaskFacts) -> str:
    """Return a task in one line: what, who, until when."""
    people = ", ".join(map(_called, task.assignees))
    due = STANDING if task.due is None else f"hạn {show_day(task.due)}"
    return f"{' '.join((task.what or '').split())} ({', '.join(filter(None, (people, due)))})"


def _literal(text: str) -> str:
    """Return a text of front matter as Markdown that says the same; braces become brackets."""
    return _MARKS.sub(r"\\\g<0>", " ".join(text.translate(_BRACES).split()))


def _called(assignee: Assignee) -> str:
    if assignee.person:
        return assignee.person.name
    return (assignee.body.name if assignee.body else None) or assignee.text


def _bands(bands: tuple[Band, ...]) -> str:
    return ", ".join(band.key for band in bands)


def _with(register: Register, document: Document[Record]) -> Register:
    """Return the register as it would be with one more sitting, in place of one at its path."""
    library = register.library
    others = [other for other in library.meetings if other.path != document.path]
    drafted = cast("Document[Meeting]", document)
    meetings = tuple(sorted((*others, drafted), key=lambda each: each.path))
    changed = replace(library, meetings=meetings, files=library.files | {document.path})
    return build_register(changed, register.standards, register.today)
