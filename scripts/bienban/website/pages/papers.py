"""Papers: what is in force, amended or replaced, the lists by year, and a page for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bienban.dates import show_day
from bienban.documents.resolution import OversightPlan
from bienban.register import PaperFacts, PaperLink
from bienban.register.states import PaperState
from bienban.vocabulary import OnBehalf, Role
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
from bienban.website.pages.shared import NEAR, corrections, waivers, year_links
from bienban.website.pages.votes import result_words
from bienban.website.view import PAPERS, View, capital, day_words

MOST = 40
"""How many papers of a state the entry page lists; the years list all."""
LEAST = 5
"""How many of a state it lists even where those of other states take up its room."""
ROOM = 60
"""How many papers it lists in all, each of about 450 bytes, so that it stays light."""
ALL_YEARS = "van-ban/moi-nam.md"
"""The page that names every year, where there are more than the others name."""

_IN_FORCE = (PaperState.HIEU_LUC, PaperState.SUA_DOI)


def pages(view: View) -> Iterator[Page]:
    """Yield the entry page, the list of each year, and a page for each paper."""
    years = by_year(view)
    yield Page(PAPERS, _entry(view, list(years)))
    if len(years) > NEAR:
        yield Page(ALL_YEARS, _all_years(years))
    for year, papers in years.items():
        yield Page(year_path(year), _year(view, year, papers, list(years)))
    for paper in view.register.papers:
        yield Page(paper.path, _paper(view, paper), searchable=True)


def by_year(view: View) -> dict[int, list[PaperFacts]]:
    """Return the papers of each year, the latest first."""
    years: dict[int, list[PaperFacts]] = {}
    for paper in view.latest_first:
        if paper.day:
            years.setdefault(paper.day.year, []).append(paper)
    return years


def year_path(year: int) -> str:
    """Return where the list of a year stands."""
    return f"van-ban/{year}.md"


def in_force(view: View) -> list[PaperFacts]:
    """Return the papers in force today, amended or not, the latest first."""
    return [p for p in view.latest_first if p.state_on(view.today) in _IN_FORCE]


def paper_table(view: View, here: str, papers: Iterable[PaperFacts]) -> str:
    """Return a list of papers."""
    rows = (
        (
            view.paper(here, paper),
            paper.record.subject or "",
            day_words(paper.day),
            _state(view, here, paper),
        )
        for paper in papers
    )
    return table(("Văn bản", "Trích yếu", "Ngày", "Tình trạng"), rows)


def _state(view: View, here: str, paper: PaperFacts) -> Md:
    state = paper.state_on(view.today)
    words = md(capital(state.label)) if state else Md("chưa rõ")
    by = paper.replaced_by if state is PaperState.THAY_THE else paper.amended_by
    return Md(f"{words} ({_links(view, here, by)})") if by else words


def _links(view: View, here: str, papers: Iterable[PaperFacts]) -> Md:
    return join(view.paper(here, paper) for paper in papers)


def _entry(view: View, years: Sequence[int]) -> str:
    states: dict[PaperState | None, list[PaperFacts]] = {}
    for paper in view.latest_first:
        states.setdefault(paper.state_on(view.today), []).append(paper)
    over = [*states.get(PaperState.THAY_THE, []), *states.get(PaperState.HET, [])]
    links = year_links(PAPERS, years, year_path, ALL_YEARS, years[0]) if years else ""
    parts = (
        ("Còn hiệu lực", states.get(PaperState.HIEU_LUC, [])),
        ("Còn hiệu lực, đã được sửa đổi", states.get(PaperState.SUA_DOI, [])),
        ("Đã được thay thế hoặc hết hiệu lực", over),
        ("Chưa ban hành", states.get(PaperState.CHUA, [])),
    )
    return blocks(
        [
            heading(1, "Nghị quyết, văn bản"),
            paragraph(Md(f"Tất cả theo năm: {links}")) if years else "",
            "" if years else paragraph("Sổ chưa có văn bản nào."),
            *_parts(view, parts),
        ]
    )


def _all_years(years: Mapping[int, Sequence[PaperFacts]]) -> str:
    listed = (
        Md(f"{link(ALL_YEARS, year_path(year), f'Năm {year}')}: {len(papers)} văn bản")
        for year, papers in years.items()
    )
    return blocks([heading(1, "Văn bản theo năm"), bullets(listed)])


def _parts(view: View, parts: Iterable[tuple[str, Sequence[PaperFacts]]]) -> Iterator[str]:
    """Yield the papers of each state, the latest, as far as the page has room."""
    room = ROOM
    for title, papers in parts:
        shown = papers[: min(MOST, max(room, LEAST))]
        room -= len(shown)
        left = len(papers) - len(shown)
        more = paragraph(f"… và {left} văn bản cũ hơn, xem theo năm.") if left else ""
        yield section(title, paper_table(view, PAPERS, shown), more)


def _year(view: View, year: int, papers: Sequence[PaperFacts], years: Sequence[int]) -> str:
    here = year_path(year)
    others = year_links(here, years, year_path, ALL_YEARS, year)
    kinds: dict[str, list[PaperFacts]] = {}
    for paper in papers:
        kinds.setdefault(paper.kind.label if paper.kind else "Văn bản khác", []).append(paper)
    return blocks(
        [
            heading(1, f"Văn bản năm {year}"),
            paragraph(Md(f"Năm khác: {others}")) if others else "",
            *(section(kind, paper_table(view, here, held)) for kind, held in kinds.items()),
        ]
    )


def _paper(view: View, paper: PaperFacts) -> str:
    here, record = paper.path, paper.record
    text = body(view, paper.document).strip()
    return blocks(
        [
            heading(1, paper.title),
            paragraph(_crumbs(view, paper)),
            facts(_facts(view, paper)),
            f"* * *\n\n{text}\n\n* * *" if text else "",
            tasks.document_section(view, here, paper.tasks),
            _oversight_plan(record.oversight),
            _carried_out(view, paper),
            _oversight_results(view, paper),
            corrections(record.corrections),
            waivers(record.waivers),
        ]
    )


def _crumbs(view: View, paper: PaperFacts) -> Md:
    year = paper.day.year if paper.day else None
    all_of = link(paper.path, year_path(year), f"Văn bản năm {year}") if year else Md("")
    docx = view.papers.get(paper.path)
    file = link(paper.path, docx, "Tải văn bản (DOCX)") if docx else Md("")
    return join((part for part in (all_of, file) if part), " · ")


def _facts(view: View, paper: PaperFacts) -> Iterator[tuple[str, str]]:
    here, record = paper.path, paper.record
    yield "Trích yếu", record.subject or ""
    yield "Ngày ban hành", day_words(paper.day)
    yield "Tình trạng", _state(view, here, paper)
    yield "Hết hiệu lực", f"sau ngày {show_day(paper.expires)}" if paper.expires else ""
    yield (
        "Cuộc họp",
        view.sitting(here, paper.sitting) if paper.sitting else md(record.meeting or ""),
    )
    yield "Biểu quyết", _vote(paper)
    yield "Căn cứ", "; ".join(record.grounds)
    yield "Thay thế", _targets(view, here, paper.replaces)
    yield "Sửa đổi, bổ sung", _targets(view, here, paper.amends)
    yield "Người ký", _signer(view, paper)
    yield "Nơi nhận", "; ".join(record.recipients or ())
    yield "Nguồn", capital(record.origin.label) if record.origin else ""
    yield "Phê duyệt", "; ".join((view.verdict(here), *view.notes(here)))


def _vote(paper: PaperFacts) -> str:
    vote = paper.vote
    if vote is None:
        return ""
    return f"{result_words(vote)}: {vote.formula}" if vote.formula else result_words(vote)


def _targets(view: View, here: str, links: Iterable[PaperLink]) -> Md:
    return join(
        view.paper(here, found.target) if found.target else md(found.text) for found in links
    )


def _signer(view: View, paper: PaperFacts) -> str:
    signer = paper.signer
    if signer is None:
        return ""
    roles = sorted(role.label for role in paper.signer_roles or () if role is not Role.DANG_VIEN)
    behalf = paper.record.on_behalf
    office = ", ".join(
        [*roles, *([f"thay mặt {behalf.label}"] if behalf is not OnBehalf.CHI_BO else [])]
    )
    named = view.named(paper.path, signer)
    return Md(f"{named} ({md(office)})") if office else named


def _oversight_plan(plan: OversightPlan | None) -> str:
    if plan is None:
        return ""
    targets = (
        (t.member or "", t.what or "", str(t.period or ""), t.quarter.words if t.quarter else "")
        for t in plan.targets or ()
    )
    return section(
        f"Kế hoạch {plan.form.label}" if plan.form else "Kế hoạch kiểm tra, giám sát",
        bullets([f"Tổ: {', '.join(plan.team)}"]) if plan.team else "",
        table(("Đảng viên", "Nội dung", "Mốc thời gian", "Thực hiện"), targets),
    )


def _carried_out(view: View, paper: PaperFacts) -> str:
    rows = (
        (
            view.sitting(paper.path, heard.sitting),
            view.names(paper.path, heard.people),
            heard.record.result or "",
        )
        for heard in paper.carried_out
    )
    return section(
        "Tình hình thực hiện", table(("Báo cáo tại", "Người thực hiện", "Kết quả"), rows)
    )


def _oversight_results(view: View, paper: PaperFacts) -> str:
    rows = (
        (
            view.sitting(paper.path, heard.sitting),
            heard.record.member or "",
            heard.record.result or "",
        )
        for heard in paper.oversight
    )
    titles = ("Báo cáo tại", "Đảng viên", "Kết quả")
    return section("Kết quả kiểm tra, giám sát", table(titles, rows))
