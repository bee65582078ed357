"""Sittings: the lists by year, and a page for each with its facts, results and minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bienban.dates import Quarter, show_day
from bienban.register import Absence, Sitting
from bienban.vocabulary import Dues, Status
from bienban.website.body import body
from bienban.website.page import (
    Md,
    Page,
    blocks,
    bullets,
    facts,
    heading,
    join,
    link,
    md,
    paragraph,
    section,
    table,
)
from bienban.website.pages import tasks
from bienban.website.pages.shared import corrections, foot, waivers, year_links
from bienban.website.pages.votes import result_words, vote_sections
from bienban.website.view import MEETINGS, View, capital, day_words, sitting_title


def pages(view: View) -> Iterator[Page]:
    """Yield the list of each year, the entry page, and a page for each sitting."""
    years = by_year(view)
    yield Page(MEETINGS, _entry(view, years))
    for year, sittings in years.items():
        yield Page(year_path(year), _year(view, year, sittings, list(years)))
    for index, sitting in enumerate(view.register.sittings):
        around = view.register.sittings[max(0, index - 1) : index + 2]
        yield Page(sitting.path, _sitting(view, sitting, around), searchable=True)


def by_year(view: View) -> dict[int, list[Sitting]]:
    """Return the sittings of each year, both the latest first."""
    years: dict[int, list[Sitting]] = {}
    for sitting in reversed(view.register.sittings):
        day = sitting.day or sitting.stated_day
        if day:
            years.setdefault(day.year, []).append(sitting)
    return dict(sorted(years.items(), reverse=True))


def year_path(year: int) -> str:
    """Return where the list of a year stands."""
    return f"cuoc-hop/{year}.md"


def sitting_table(view: View, here: str, sittings: Iterable[Sitting]) -> str:
    """Return a list of sittings."""
    rows = (
        (
            day_words(sitting.day or sitting.stated_day),
            _named(view, here, sitting),
            _share(sitting),
            join(view.paper(here, paper, paper.number_text or "") for paper in sitting.papers),
        )
        for sitting in sittings
    )
    return table(("Ngày", "Cuộc họp", "Có mặt", "Văn bản"), rows)


def _named(view: View, here: str, sitting: Sitting) -> Md:
    title = sitting_title(sitting).split(" ngày ")[0]
    theme = f": {sitting.record.theme}" if sitting.record.theme else ""
    named = view.sitting(here, sitting, f"{title}{theme}")
    return Md(f"{named} ({Status.DU_KIEN.label})") if sitting.planned else named


def _share(sitting: Sitting) -> str:
    attendance = sitting.attendance
    if sitting.planned or attendance is None:
        return ""
    return f"{len(attendance.present)}/{attendance.expected}"


def _entry(view: View, years: dict[int, list[Sitting]]) -> str:
    listed = (
        Md(f"{link(MEETINGS, year_path(year), f'Năm {year}')}: {len(sittings)} cuộc họp")
        for year, sittings in years.items()
    )
    latest = next(iter(years.values()), [])
    return blocks(
        [
            heading(1, "Cuộc họp"),
            bullets(listed) if years else paragraph("Sổ chưa có cuộc họp nào."),
            section("Gần đây nhất", sitting_table(view, MEETINGS, latest[:12])),
        ]
    )


def _year(view: View, year: int, sittings: Sequence[Sitting], years: Sequence[int]) -> str:
    here = year_path(year)
    others = year_links(here, years, year_path, MEETINGS, year)
    quarters: dict[str, list[Sitting]] = {}
    for sitting in sittings:
        day = sitting.day or sitting.stated_day
        if day:
            quarters.setdefault(f"Quý {Quarter.of(day).roman}", []).append(sitting)
    return blocks(
        [
            heading(1, f"Cuộc họp năm {year}"),
            paragraph(Md(f"Năm khác: {others}")) if others else "",
            *(section(name, sitting_table(view, here, held)) for name, held in quarters.items()),
        ]
    )


def _sitting(view: View, sitting: Sitting, around: Sequence[Sitting]) -> str:
    here = sitting.path
    record = sitting.record
    return blocks(
        [
            heading(1, sitting_title(sitting)),
            paragraph(_crumbs(view, sitting)),
            facts(_facts(view, sitting)),
            *vote_sections(view, here, sitting),
            tasks.document_section(view, here, sitting.tasks),
            *_papers_tasks(view, here, sitting),
            tasks.follow_up_section(view, here, sitting.reports),
            *_other_sections(view, here, sitting),
            _minutes(view, sitting),
            corrections(record.corrections),
            waivers(record.waivers),
            foot(_neighbours(view, sitting, around)),
        ]
    )


def _minutes(view: View, sitting: Sitting) -> str:
    """Return the minutes themselves, told apart from what was computed above them."""
    text = body(view, sitting.document).strip()
    return f"* * *\n\n{text}" if text else ""


def _crumbs(view: View, sitting: Sitting) -> Md:
    day = sitting.day or sitting.stated_day
    all_of = link(sitting.path, year_path(day.year), f"Cuộc họp năm {day.year}") if day else Md("")
    docx = view.papers.get(sitting.path)
    paper = link(sitting.path, docx, "Tải biên bản (DOCX)") if docx else Md("")
    return join((part for part in (all_of, paper) if part), " · ")


def _facts(view: View, sitting: Sitting) -> Iterator[tuple[str, str]]:
    here, record = sitting.path, sitting.record
    yield "Trạng thái", "Cuộc họp dự kiến, chưa diễn ra" if sitting.planned else ""
    yield "Chuyên đề", record.theme or ""
    yield "Thời gian", _time(sitting)
    yield "Địa điểm", _place(sitting)
    yield "Chủ trì", view.names(here, sitting.chairs)
    yield "Thư ký", view.names(here, sitting.secretaries)
    if not sitting.planned:
        yield from _attendance(view, sitting)
    yield "Khách mời", "; ".join(f"{name}, {office}" for name, office in record.guests.items())
    yield "Tài liệu", _papers_used(sitting)
    yield "Đảng phí", _dues(record.dues)
    yield "Biểu quyết", _vote_lines(sitting)
    yield "Văn bản ban hành", join(view.paper(here, paper) for paper in sitting.papers)
    yield "Đánh giá buổi họp", _score(sitting)
    yield "Nguồn", capital(record.origin.label) if record.origin else ""
    if not sitting.planned:
        yield "Phê duyệt", "; ".join((view.verdict(here), *view.notes(here)))


def _time(sitting: Sitting) -> str:
    span, day = sitting.record.span, day_words(sitting.day or sitting.stated_day)
    if span is None:
        return day
    length = f" ({span.minutes} phút)" if span.minutes else ""
    return f"{str(span).replace('-', '–')}, ngày {day}{length}"


def _place(sitting: Sitting) -> str:
    form = sitting.record.form
    place = sitting.record.place or ""
    return f"{place} ({form.label})" if form else place


def _attendance(view: View, sitting: Sitting) -> Iterator[tuple[str, str]]:
    attendance = sitting.attendance
    if attendance is None:
        return
    counts = attendance.counts
    unit = "chi ủy viên" if sitting.committee else "đảng viên"
    kinds = [f"{counts.official} chính thức", f"{counts.probationary} dự bị"]
    if counts.visiting:
        kinds.append(f"{counts.visiting} tạm sinh hoạt tại chi bộ")
    made = f" ({', '.join(kinds)})" if not sitting.committee else ""
    yield "Có mặt", f"{counts.present}/{attendance.expected} {unit}; danh sách {counts.total}{made}"
    yield "Vắng có lý do", _absences(view, sitting.path, attendance.absent_with)
    yield "Vắng không lý do", _absences(view, sitting.path, attendance.absent_without)
    away = (
        Md(f"{view.person(sitting.path, s.person)} ({s.status.label})") for s in attendance.away
    )
    yield "Không phải dự", join(away)


def _absences(view: View, here: str, absences: Iterable[Absence]) -> Md:
    return join(
        Md(f"{view.person(here, a.standing.person)}{f' ({md(a.reason)})' if a.reason else ''}")
        for a in absences
    )


def _papers_used(sitting: Sitting) -> str:
    record = sitting.record
    sent = f"gửi ngày {show_day(record.papers_sent)}" if record.papers_sent else ""
    return capital("; ".join((*record.papers, sent) if sent else record.papers))


def _dues(dues: Dues | tuple[str, ...] | None) -> str:
    if dues is None:
        return ""
    return capital(dues.label) if isinstance(dues, Dues) else f"Chưa nộp: {', '.join(dues)}"


def _vote_lines(sitting: Sitting) -> Md:
    lines = [
        Md(f"{md(vote.record.subject or '')}: {md(result_words(vote).lower())}")
        for vote in sitting.votes
    ]
    return join(lines, "; ")


def _score(sitting: Sitting) -> str:
    score = sitting.record.score
    if score is None or score.total is None:
        return ""
    frame = sitting.frame
    grade = next((b.label for b in frame.bands if b.key == score.grade), None) if frame else None
    points = f"{score.total}/{frame.total} điểm" if frame else f"{score.total} điểm"
    return f"{points}, xếp loại {str(grade or score.grade or '').lower()}"


def _papers_tasks(view: View, here: str, sitting: Sitting) -> Iterator[str]:
    """Yield for each paper of the sitting the tasks that it gives."""
    for paper in sitting.papers:
        yield tasks.document_section(view, here, paper.tasks, f"Nhiệm vụ theo {paper.title}")


def _other_sections(view: View, here: str, sitting: Sitting) -> Iterator[str]:
    record = sitting.record
    yield section("Thực hiện văn bản", table(("Văn bản", "Người thực hiện", "Kết quả"), (
        (_paper_named(view, here, c.paper), ", ".join(c.people), c.result or "")
        for c in record.carried_out
    )))  # fmt: skip
    yield section("Kết quả kiểm tra, giám sát", table(("Kế hoạch", "Đảng viên", "Kết quả"), (
        (_paper_named(view, here, o.plan), o.member or "", o.result or "")
        for o in record.oversight
    )))  # fmt: skip
    yield section("Kiến nghị", bullets(f"{p.what} (gửi {p.to})" for p in record.proposals))
    yield section("Biểu dương", bullets(f"{who}: {why}" for who, why in record.praise.items()))
    yield section("Nhắc nhở", bullets(f"{who}: {why}" for who, why in record.reminders.items()))


def _paper_named(view: View, here: str, ref: str | None) -> Md:
    paper = view.register.paper(ref) if ref else None
    return view.paper(here, paper) if paper else md(ref or "")


def _neighbours(
    view: View, sitting: Sitting, around: Sequence[Sitting]
) -> Iterator[tuple[str, str]]:
    place = around.index(sitting)
    if place > 0:
        yield "Cuộc họp trước", view.sitting(sitting.path, around[place - 1])
    if place + 1 < len(around):
        yield "Cuộc họp sau", view.sitting(sitting.path, around[place + 1])
