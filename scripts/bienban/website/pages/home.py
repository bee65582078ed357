"""The front page, and the small lists: waivers, the superior's guidance, search, help."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.dates import show_day
from bienban.documents.document import Document
from bienban.documents.guidance import Guidance
from bienban.register import Sitting
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
from bienban.website.pages import papers, tasks
from bienban.website.view import (
    GUIDANCE,
    HOME,
    MEETINGS,
    MEMBERS,
    PAPERS,
    SEARCH,
    TASKS,
    TASKS_BY_PERSON,
    WAIVERS,
    View,
    day_words,
)

MOST = 80
"""How many waivers are listed."""
LATEST = 8
"""How many papers in force, and tasks soon due, the front page shows."""
LATE = 24
"""How many overdue tasks it shows; the page of tasks shows more."""


def pages(view: View) -> Iterator[Page]:
    """Yield the front page and the small lists."""
    yield Page(HOME, _home(view))
    yield Page(WAIVERS, _waivers(view))
    yield from _guidance_pages(view)
    yield Page(SEARCH, _search())


def _home(view: View) -> str:
    late = tasks.overdue(view)
    due = [task for task in view.open_tasks if task.due and task not in late][:LATEST]
    in_force = papers.in_force(view)
    more = link(HOME, PAPERS, f"Tất cả {len(in_force)} văn bản còn hiệu lực")
    cell = view.register.cell
    return blocks(
        [
            heading(1, view.cell_name),
            paragraph((cell.superior if cell else None) or ""),
            facts(_meetings(view)),
            section("Việc quá hạn", tasks.deadline_table(view, HOME, late, LATE)),
            section("Việc sắp đến hạn", tasks.deadline_table(view, HOME, due)),
            "" if late or due else paragraph("Không có việc nào quá hạn hay sắp đến hạn."),
            section(
                "Nghị quyết, văn bản còn hiệu lực",
                papers.paper_table(view, HOME, in_force[:LATEST]),
                paragraph(more) if len(in_force) > LATEST else "",
            ),
            section("Xem tiếp", bullets(_entries(HOME))),
            paragraph(f"Số liệu tính đến ngày {show_day(view.today)}."),
            paragraph(view.source),
        ]
    )


def _meetings(view: View) -> Iterator[tuple[str, str]]:
    calendar = view.register.calendar
    coming, last = calendar.next_for(view.audience), calendar.last_for(view.audience)
    if coming:
        when = str(coming.record.span).replace("-", "–") if coming.record.span else ""
        place = coming.record.place or ""
        extra = ", ".join(part for part in (when, place) if part)
        named = view.sitting(HOME, coming)
        yield "Cuộc họp tới", Md(f"{named}: {md(extra)}") if extra else named
    else:
        yield "Cuộc họp tới", "Chưa có lịch"
    if last:
        yield "Cuộc họp gần nhất", _last(view, last)


def _last(view: View, sitting: Sitting) -> Md:
    named = view.sitting(HOME, sitting)
    issued = join(view.paper(HOME, paper) for paper in sitting.papers)
    return Md(f"{named}; ban hành {issued}") if issued else named


def _entries(here: str) -> Iterator[Md]:
    yield link(here, MEETINGS, "Cuộc họp theo năm")
    yield link(here, PAPERS, "Nghị quyết, văn bản")
    yield Md(f"{link(here, TASKS, 'Nhiệm vụ')} ({link(here, TASKS_BY_PERSON, 'theo từng người')})")
    yield link(here, MEMBERS, "Đảng viên")
    yield link(here, GUIDANCE, "Nội dung cấp trên định hướng")
    yield link(here, WAIVERS, "Cảnh báo được miễn trừ")


def _waivers(view: View) -> str:
    library, cell = view.register.library, view.register.cell
    of_documents = [
        (waiver.code or "", _document(view, path), waiver.reason or "")
        for path, waivers in (
            *((meeting.path, meeting.record.waivers) for meeting in library.meetings),
            *((paper.path, paper.record.waivers) for paper in library.resolutions),
        )
        for waiver in waivers
    ]
    of_cell = [
        (w.code or "", f"Tháng {w.month.words}" if w.month else "Chi bộ", w.reason or "")
        for w in (cell.waivers if cell else ())
    ]
    every = [*of_cell, *reversed(of_documents)]
    rows = table(("Mã", "Ở đâu", "Lý do"), every[:MOST])
    more = f"… và {len(every) - MOST} miễn trừ cũ hơn, ghi ở trang của từng tài liệu."
    said = "Mỗi cảnh báo chi bộ không áp dụng đều ghi rõ lý do tại đây."
    return blocks(
        [
            heading(1, "Cảnh báo được miễn trừ"),
            paragraph(said),
            rows or paragraph("Chưa có cảnh báo nào được miễn trừ."),
            paragraph(more) if len(every) > MOST else "",
        ]
    )


def _document(view: View, path: str) -> Md:
    sitting, paper = view.register.sitting(path), view.register.paper(path)
    if sitting:
        return view.sitting(WAIVERS, sitting)
    return view.paper(WAIVERS, paper) if paper else md(path)


def _guidance_pages(view: View) -> Iterator[Page]:
    """Yield the latest guidance on the entry page, and the guidance of each year."""
    years: dict[int, list[Document[Guidance]]] = {}
    for document in reversed(view.register.library.guidance):
        if document.record.month:
            years.setdefault(document.record.month.year, []).append(document)
    latest = [document for documents in years.values() for document in documents][:12]
    all_years = join((link(GUIDANCE, guidance_path(year), str(year)) for year in years), " · ")
    yield Page(
        GUIDANCE,
        blocks(
            [
                heading(1, "Nội dung cấp trên định hướng"),
                paragraph("Việc cấp trên yêu cầu đưa vào sinh hoạt từng tháng."),
                paragraph(Md(f"Theo năm: {all_years}")) if years else "",
                *(_month(view, GUIDANCE, document) for document in latest),
                "" if years else paragraph("Sổ chưa có văn bản định hướng nào."),
            ]
        ),
    )
    for year, documents in years.items():
        here = guidance_path(year)
        months = (_month(view, here, document) for document in documents)
        yield Page(here, blocks([heading(1, f"Định hướng năm {year}"), *months]))


def guidance_path(year: int) -> str:
    """Return where the superior's guidance of a year stands."""
    return f"chi-dao/{year}.md"


def _month(view: View, here: str, document: Document[Guidance]) -> str:
    record = document.record
    assert record.month is not None  # those without are in no year
    held = view.register.calendar.regular_in(record.month)
    return section(
        f"Tháng {record.month.words}",
        facts(
            [
                ("Văn bản", record.number or ""),
                ("Ngày nhận", day_words(record.day)),
                ("Kỳ sinh hoạt", join(view.sitting(here, sitting) for sitting in held)),
            ]
        ),
        bullets(record.subjects or ()),
    )


def _search() -> str:
    return blocks(
        [
            heading(1, "Tìm trong sổ"),
            paragraph(
                "Gõ vào ô tìm ở đầu trang. Không cần gõ dấu; gõ đủ dấu thì kết quả đúng xếp trước."
            ),
            section("Các danh sách để mở", bullets(_entries(SEARCH))),
        ]
    )
