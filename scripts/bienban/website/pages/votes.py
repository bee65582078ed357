"""Votes, elections and ratings of a sitting, each with how it was counted, in words."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.register import Sitting
from bienban.register.elections import ElectionFacts
from bienban.register.votes import VoteFacts
from bienban.vocabulary import Matter
from bienban.website.page import Md, bullets, facts, heading, join, md, section, table
from bienban.website.view import View, capital


def vote_sections(view: View, here: str, sitting: Sitting) -> Iterator[str]:
    """Yield the sections of votes, elections and yearly ratings; empty ones are empty text."""
    votes = [_vote(view, here, vote) for vote in sitting.votes]
    yield section("Biểu quyết", *votes)
    yield section("Bầu cử", *(_election(view, here, election) for election in sitting.elections))
    yield section("Xếp loại cuối năm", *_ratings(view, here, sitting))


def result_words(vote: VoteFacts) -> str:
    """Return whether a vote carried."""
    if vote.discipline is not None:
        return capital(vote.discipline.outcome.label)
    if vote.carried is None:
        return "Chưa rõ"
    return "Thông qua" if vote.carried else "Không thông qua"


def _vote(view: View, here: str, vote: VoteFacts) -> str:
    record = vote.record
    rows = [
        ("Nội dung", record.subject or ""),
        ("Về người", view.named(here, vote.person) if vote.person else ""),
        ("Hình thức", capital(", ".join(method.label for method in record.methods or ()))),
        ("Kết quả", md(f"{result_words(vote)}. {_figures(vote)}".strip())),
        (
            "Cách tính",
            capital(vote.formula or "") if vote.counted else "Không ai phản đối, không đếm phiếu",
        ),
        ("Cơ sở tính", capital(vote.base.words) if vote.counted and vote.base else ""),
        ("Phiếu", _ballots(vote)),
        ("Tổ kiểm phiếu", view.names(here, vote.tellers)),
        ("Không biểu quyết", view.names(here, vote.not_voting)),
        ("Lý do không tán thành", record.reason_against or ""),
        ("Ý kiến bảo lưu", _reserved(view, here, vote)),
        ("Văn bản", view.paper(here, vote.paper) if vote.paper else ""),
    ]
    return facts(rows)


def _figures(vote: VoteFacts) -> str:
    if vote.matter is Matter.KY_LUAT and vote.record.choices:
        choices = (f"{form.label} {votes}" for form, votes in vote.record.choices.items())
        return f"Số phiếu: {', '.join(choices)}."
    figures = (
        (vote.in_favour, "tán thành"),
        (vote.against, "không tán thành"),
        (vote.other, "ý kiến khác"),
    )
    said = [f"{count} {words}" for count, words in figures if count is not None]
    return f"{capital(', '.join(said))}." if vote.counted and said else ""


def _ballots(vote: VoteFacts | ElectionFacts) -> str:
    ballots = vote.record.ballots
    if ballots is None:
        return ""
    return f"phát ra {ballots.issued}, thu về {ballots.returned}, hợp lệ {ballots.valid}"


def _reserved(view: View, here: str, vote: VoteFacts) -> Md:
    return join((Md(f"{view.named(here, who)}: {md(text)}") for who, text in vote.reserved), "; ")


def _election(view: View, here: str, election: ElectionFacts) -> str:
    office = election.record.office
    rows = (
        (
            view.named(here, candidate.lookup),
            str(candidate.votes),
            "Trúng cử" if candidate.name in (election.record.elected or ()) else "",
        )
        for candidate in election.candidates or ()
    )
    needed = f"cần quá nửa (ít nhất {election.needed})" if election.needed else ""
    base = election.base.words if election.base else ""
    box = facts(
        [
            ("Số lượng", str(election.record.seats or "")),
            ("Cách tính", capital("; ".join(part for part in (needed, base) if part))),
            ("Phiếu", _ballots(election)),
        ]
    )
    name = heading(3, f"Bầu {office.label}" if office else "Bầu cử")
    return "\n\n".join([name, box, table(("Họ tên", "Số phiếu", "Kết quả"), rows)])


def _ratings(view: View, here: str, sitting: Sitting) -> Iterator[str]:
    facts_ = sitting.ratings
    if facts_ is None:
        return
    grades = facts_.record.grades or ()
    titles = ("Đảng viên", "Xếp loại", *(grade.label for grade in grades))
    yield table(
        titles,
        (
            (
                view.named(here, row.lookup),
                row.grade.label if row.grade else "",
                *(str(count) for count in (row.by_grade or {}).values()),
            )
            for row in facts_.members
        ),
    )
    unrated = facts_.record.unrated.items()
    yield bullets(f"Không xếp loại: {name} ({reason})" for name, reason in unrated)
    if facts_.record.cell:
        yield facts([("Chi bộ tự xếp loại", facts_.record.cell.label)])
