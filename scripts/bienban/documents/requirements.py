"""What the shape of records does not tell: keys required only in some, lists never empty.

A planned sitting needs less, a counted vote more.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bienban.documents.base import Record
from bienban.documents.checks import Checked
from bienban.documents.contradictions import contradictions
from bienban.documents.faults import Fault
from bienban.documents.frontmatter import Loc
from bienban.documents.guidance import Guidance
from bienban.documents.meeting import Meeting, Vote
from bienban.documents.organization import Organization
from bienban.documents.places import Spoilt
from bienban.documents.resolution import Resolution
from bienban.vocabulary import ABOUT_PEOPLE, Kind, Matter


def complete(checked: Checked[Record]) -> None:
    """Add to `checked` a fault for every key that this very record lacks (rules BB106, BB107)."""
    spoilt = Spoilt(frozenset(checked.failed))
    found = [*_empty(checked.record)]
    if isinstance(checked.record, Meeting):
        found += (f for f in _meeting(checked.record) if not _undecided(f.loc, spoilt))
    elif isinstance(checked.record, Organization):
        found += contradictions(checked.record)
    for fault in found:
        if not spoilt.touches(fault.loc):
            checked.faults.append(fault)
            checked.failed.add(fault.loc)


def _empty(record: Record) -> Iterator[Fault]:
    """Yield each required list that is written but holds nothing."""
    for loc, items in _required_lists(record):
        if items == ():
            yield Fault("BB106", loc, actual="[]")


def _required_lists(record: Record) -> Iterator[tuple[Loc, tuple[object, ...] | None]]:
    if isinstance(record, Meeting):
        yield ("chuong_trinh",), record.agenda
        for index, item in enumerate(record.agenda or ()):
            yield ("chuong_trinh", index, "nhom"), item.groups
    elif isinstance(record, Resolution):
        yield ("noi_nhan",), record.recipients
    elif isinstance(record, Guidance):
        yield ("noi_dung",), record.subjects
    elif isinstance(record, Organization):
        yield ("nhiem_ky",), record.terms
        yield ("dang_vien",), record.members


_DECIDES_VOTE = ("thong_nhat", "viec", "nhat_tri")


def _undecided(loc: Loc, failed: Spoilt) -> bool:
    """Tell whether a value that failed is what decides if `loc` is required."""
    if loc[-1] == "muc":
        return failed.touches(("chuong_trinh",))
    if loc[0] == "bieu_quyet":
        return any((*loc[:2], key) in failed for key in _DECIDES_VOTE)
    return any((key,) in failed for key in ("trang_thai", "loai"))


def _meeting(meeting: Meeting) -> Iterator[Fault]:
    if not meeting.planned:
        for key, value in (("chu_tri", meeting.chairs), ("thu_ky", meeting.secretaries)):
            if not value:
                yield Fault("BB106", (key,))
        if meeting.span is not None and meeting.span.end is None:
            expected = "có giờ kết thúc, dạng 14:00-16:10"
            yield Fault("BB107", ("gio",), False, expected, str(meeting.span))
        if Kind.CHUYEN_DE in (meeting.kind, *meeting.also) and meeting.theme is None:
            yield Fault("BB106", ("chuyen_de",))
    for index, vote in enumerate(meeting.votes):
        loc = ("bieu_quyet", index)
        yield from _vote(vote, loc)
        yield from _contradictions(vote, loc)
        if meeting.agenda and vote.item is not None and vote.item > len(meeting.agenda):
            expected = f"là số của một mục trong chương trình, từ 1 đến {len(meeting.agenda)}"
            yield Fault("BB107", (*loc, "muc"), False, expected, str(vote.item))


def _vote(vote: Vote, loc: Loc) -> Iterator[Fault]:
    if vote.unanimous:
        if vote.matter is Matter.NGHI_QUYET or vote.matter in ABOUT_PEOPLE:
            expected = "bỏ đi: nghị quyết và việc về con người phải đếm phiếu"
            yield Fault("BB107", (*loc, "thong_nhat"), False, expected, "true")
        return
    missing = tuple(_missing(vote))
    if not (vote.matter or vote.methods) and "tan_thanh" in missing:
        missing = ("thong_nhat",)  # nothing was said of the vote: that is one cause
    yield from (Fault("BB106", (*loc, key)) for key in missing)


def _contradictions(vote: Vote, loc: tuple[str, int]) -> Iterator[Fault]:
    """Yield the first figure that says other than the one way in which the vote was counted."""
    figures = {
        "nhat_tri": vote.agreed_by_all,
        "tan_thanh": vote.in_favour,
        "khong_tan_thanh": vote.against,
        "y_kien_khac": vote.other,
    }
    counted, right = _counted_by(vote)
    wrong = (
        (key, votes)
        for key, votes in figures.items()
        if counted and votes is not None and votes != right.get(key)
    )
    for key, votes in islice(wrong, 1):
        expected = f"bỏ đi vì đã ghi «{counted}»"
        yield Fault("BB107", (*loc, key), False, expected, str(votes))


def _counted_by(vote: Vote) -> tuple[str, dict[str, int]]:
    """Return the key that says how it went, and the figures that may stand beside it."""
    if vote.unanimous:
        return "thong_nhat", {"khong_tan_thanh": 0, "y_kien_khac": 0}
    if vote.matter is Matter.KY_LUAT:
        return "lua_chon" if vote.choices is not None else "", {}
    if vote.agreed_by_all is None:
        return "", {}
    given = vote.agreed_by_all
    return "nhat_tri", {
        "nhat_tri": given,
        "tan_thanh": given,
        "khong_tan_thanh": 0,
        "y_kien_khac": 0,
    }


def _missing(vote: Vote) -> Iterator[str]:
    """Yield the keys that a counted vote lacks; of its figures the first."""
    if vote.matter is None:
        yield "viec"
    if vote.methods is None:
        yield "hinh_thuc"
    figures: dict[str, object] = {
        "tan_thanh": vote.in_favour,
        "khong_tan_thanh": vote.against,
        "y_kien_khac": vote.other,
    }
    if vote.matter is Matter.KY_LUAT:
        figures = {"lua_chon": vote.choices}
    elif vote.matter is None and vote.choices is not None:
        return  # a ballot on discipline, whose figures are its choices
    if vote.agreed_by_all is None or vote.matter is Matter.KY_LUAT:
        lacking = [key for key, value in figures.items() if value is None]
        yield from lacking[:1] if len(lacking) == len(figures) else lacking
    if vote.matter in ABOUT_PEOPLE and vote.person is None:
        yield "doi_tuong"
