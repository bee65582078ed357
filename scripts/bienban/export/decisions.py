"""What a sitting decided, as papers show it: votes, ballots on discipline, elections, ratings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bienban.documents.meeting import Ballots
from bienban.export.paper import Block, item, text
from bienban.export.tables import table
from bienban.export.words import (
    capital,
    name_of,
    names_of,
    sentence,
    small,
    trimmed,
)
from bienban.register import ElectionFacts, RatingFacts, Sitting, VoteFacts
from bienban.register.ballots import Ballot
from bienban.text import loose, same
from bienban.vocabulary import Audience, Discipline, Matter


def votes(facts: Iterable[VoteFacts]) -> tuple[Block, ...]:
    """Return the votes, one after the other."""
    return tuple(block for vote in facts for block in _vote(vote))


def _vote(vote: VoteFacts) -> Iterator[Block]:
    yield item(f"{_how(vote)}{_figures(vote)}", f"{trimmed(vote.record.subject or '')}:")
    base = f"Cơ sở tính: {vote.base.words}." if vote.base else ""
    if vote.discipline:
        yield from _discipline(vote.discipline)
        yield text(base)
    elif vote.counted and vote.formula:
        yield text(f"{capital(vote.formula)}. {_outcome(vote)} {base}")
    if vote.paper and may_name(vote):
        yield text(f"Văn bản: {vote.paper.title}.")
    yield from _remarks(vote)


def may_name(vote: VoteFacts) -> bool:
    """Tell whether readers of the minutes may know of the paper that a vote serves."""
    paper = vote.paper
    everybody = paper is not None and paper.record.readers is Audience.DANG_VIEN
    return everybody or vote.sitting.record.readers is Audience.CHI_UY


def _how(vote: VoteFacts) -> str:
    """Return on whom and by what method, up to the figures."""
    name = name_of(vote.person) if vote.person else ""
    told = loose(name) in loose(vote.record.subject or "")
    person = f"đối với đồng chí {name}; " if name and not told else ""
    methods = ", ".join(method.label for method in vote.record.methods or ())
    return f"{person}{f'biểu quyết bằng hình thức {methods}; ' if methods else ''}"


def _figures(vote: VoteFacts) -> str:
    if not vote.counted:
        return "tất cả thống nhất, không có ý kiến khác."
    parts = [_ballots(vote.record.ballots)]
    if vote.matter is not Matter.KY_LUAT:
        counts = (
            (vote.in_favour, "tán thành"),
            (vote.against, "không tán thành"),
            (vote.other, "ý kiến khác"),
        )
        parts.append(", ".join(f"{words} {n}" for n, words in counts if n is not None))
    return "; ".join(part for part in parts if part) + "."


def _ballots(ballots: Ballots | None) -> str:
    """Return what became of the ballots, the invalid ones included."""
    if not ballots or ballots.issued is None or ballots.returned is None or ballots.valid is None:
        return ""
    return (
        f"phiếu phát ra {ballots.issued}, thu về {ballots.returned}, hợp lệ {ballots.valid}, "
        f"không hợp lệ {ballots.returned - ballots.valid}"
    )


def _outcome(vote: VoteFacts) -> str:
    return "Được thông qua." if vote.carried else "Không được thông qua."


def _discipline(ballot: Ballot) -> Iterator[Block]:
    """Return the one ballot on discipline: the votes for each form, added from the gravest down."""
    rows = [
        (capital(step.form.label), str(step.votes), str(step.added), str(step.needed))
        for step in ballot.steps
    ]
    rows.append((capital(Discipline.KHONG.label), str(ballot.none), "", ""))
    head = ("Hình thức", "Số phiếu", "Cộng dồn từ nặng đến nhẹ", "Cần đạt")
    yield from table((4, 2, 4, 2), head, rows, centred=(1, 2, 3))
    yield text(f"Kết quả: {ballot.outcome.label}.")


def _remarks(vote: VoteFacts) -> Iterator[Block]:
    record = vote.record
    if record.not_voting:
        yield text(f"Có mặt nhưng không biểu quyết: {names_of(vote.not_voting)}.")
    if record.tellers:
        yield text(f"Kiểm phiếu: {names_of(vote.tellers)}.")
    if record.reason_against:
        yield text(f"Lý do không tán thành: {sentence(record.reason_against)}")
    for lookup, opinion in vote.reserved:
        yield text(f"Ý kiến bảo lưu của đồng chí {name_of(lookup)}: {sentence(opinion)}")


def adoption(vote: VoteFacts, kind: str) -> str:
    """Return the sentence by which a paper states the vote that adopted it; empty where unknown."""
    if not vote.carried or vote.discipline:
        return ""
    if not vote.counted:
        return f"{kind} này được tất cả đảng viên dự họp thống nhất thông qua."
    if vote.in_favour is None or vote.base is None:
        return ""
    methods = ", ".join(method.label for method in vote.record.methods or ())
    others = [
        f"{words} {count}"
        for count, words in ((vote.against, "không tán thành"), (vote.other, "ý kiến khác"))
        if count
    ]
    rest = f", {', '.join(others)}" if others else ""
    by = f" bằng hình thức {methods}" if methods else ""
    share = f"{vote.in_favour}/{vote.base.size} {vote.base.unit} tán thành"
    return f"{kind} này được thông qua{by}: {share}{rest}."


def elections(facts: Iterable[ElectionFacts]) -> tuple[Block, ...]:
    """Return the elections, each with its ballots and a table of votes."""
    return tuple(block for election in facts for block in _election(election))


def _election(election: ElectionFacts) -> Iterator[Block]:
    record = election.record
    office = record.office.label if record.office else ""
    ballots = _ballots(record.ballots)
    seats = f"bầu {record.seats} người" if record.seats else ""
    yield item("; ".join(filter(None, (seats, ballots))) + ".", f"{office}:")
    if election.base:
        need = f"; trúng cử phải được từ {election.needed} phiếu" if election.needed else ""
        yield text(f"Cơ sở tính: {election.base.words}{need}.")
    if record.tellers:
        yield text(f"Kiểm phiếu: {names_of(election.sitting.find_all(record.tellers))}.")
    elected = election.record.elected or ()
    rows = [
        (
            str(number),
            name_of(candidate.lookup),
            str(candidate.votes),
            "Trúng cử" if any(same(candidate.name, name) for name in elected) else "",
        )
        for number, candidate in enumerate(election.candidates or (), 1)
    ]
    yield from table((1, 5, 2, 3), ("TT", "Họ và tên", "Số phiếu", "Kết quả"), rows, (0, 2, 3))


def ratings(facts: RatingFacts, sitting: Sitting) -> tuple[Block, ...]:
    """Return the yearly rating of members and cell."""
    record = facts.record
    blocks: list[Block] = []
    if said := _ballots(record.ballots):
        blocks.append(text(f"{capital(said)}."))
    if record.tellers:
        blocks.append(text(f"Kiểm phiếu: {names_of(sitting.find_all(record.tellers))}."))
    grades = record.grades or ()
    rows = [
        (
            str(number),
            name_of(row.lookup),
            *(str(row.by_grade[grade]) if row.by_grade else "" for grade in grades),
            row.grade.label if row.grade else "",
        )
        for number, row in enumerate(facts.members, 1)
    ]
    head = ("TT", "Họ và tên", *_heads([grade.label for grade in grades]), "Xếp loại")
    centred = (0, *range(2, 2 + len(grades)))
    blocks += table((6, 23, *(12.5 for _ in grades), 21), head, rows, centred)
    blocks += [
        item(f"không xếp loại ({small(trimmed(why))})." if why else "không xếp loại.", f"{name}:")
        for name, why in (
            (name_of(sitting.find(name)), why) for name, why in record.unrated.items()
        )
    ]
    if record.cell:
        blocks.append(text(f"Chi bộ tự xếp loại: {small(record.cell.label)}."))
    return tuple(blocks)


def _heads(labels: Sequence[str]) -> list[str]:
    """Return labels for narrow columns: without the words that all of them end with."""
    words = [label.split() for label in labels]
    while len(words) > 1 and min(map(len, words)) > 1 and len({each[-1] for each in words}) == 1:
        words = [each[:-1] for each in words]
    return [" ".join(each) for each in words]
