"""A sitting in words, as minutes and the papers issued on it state it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bienban.export.words import capital, full_day, month_words, percent, small, trimmed
from bienban.register import Sitting
from bienban.register.attendance import Attendance
from bienban.register.states import Presence
from bienban.standards import Layout, party_date
from bienban.vocabulary import Kind

_NOUNS = {
    Kind.CHI_UY: "cuộc họp",
    Kind.BAT_THUONG: "cuộc họp",
    Kind.KIEM_DIEM: "hội nghị",
    Kind.LE_KET_NAP: "buổi lễ",
    Kind.DAI_HOI: "đại hội",
}


def sitting_noun(kind: Kind | None) -> str:
    """Return what a sitting of `kind` is called."""
    return _NOUNS.get(kind, "buổi sinh hoạt") if kind else "buổi sinh hoạt"


def chair_words(sitting: Sitting) -> str:
    """Return what those who preside are called."""
    many = len(sitting.chairs) > 1
    return "Đoàn chủ tịch" if sitting.kind is Kind.DAI_HOI and many else "Chủ trì"


def sitting_words(sitting: Sitting, layout: Layout) -> str:
    """Return which sitting it is: «Sinh hoạt thường kỳ tháng 01 năm 2026»."""
    kind, day = sitting.kind, sitting.day
    if kind is None or day is None:
        return ""
    extra = [k for k in Kind if k in sitting.kinds and k is not kind]
    names = kind.label + "".join(f" và {small(other.label)}" for other in extra)
    if kind is Kind.THUONG_KY:
        return f"{names} {month_words(day, layout)}"
    if kind is Kind.CHUYEN_DE:
        quarter = sitting.record.quarter
        return f"{names} {quarter.words}" if quarter else f"{names} {month_words(day, layout)}"
    return f"{names} {full_day(day, layout)}"


def attendance_lines(sitting: Sitting) -> Iterator[tuple[str, str]]:
    """Yield the lines on who belongs to the sitting and who came: a label and its words."""
    attendance = sitting.attendance
    if attendance is None:
        return
    yield _total_label(sitting), f"{_total(sitting, attendance)}."
    rate = f", đạt {percent(attendance.rate)}" if attendance.rate is not None else ""
    present = f"{len(attendance.present)}/{attendance.expected}"
    came = [s.person.name for s in attendance.present if s.person in attendance.came]
    also = f" (trong đó được miễn nhưng vẫn dự: {', '.join(came)})" if came else ""
    yield "Có mặt:", f"{present}{rate}{also}."
    yield "Vắng mặt có lý do:", _absences(attendance, excused=True)
    yield "Vắng mặt không có lý do:", _absences(attendance, excused=False)
    if attendance.away:
        yield "Không phải dự họp:", f"{len(attendance.away)} đồng chí: {_away(attendance)}."


def _total_label(sitting: Sitting) -> str:
    return "Tổng số chi ủy viên:" if sitting.committee else "Tổng số đảng viên:"


def _total(sitting: Sitting, attendance: Attendance) -> str:
    counts = attendance.counts
    if sitting.committee:
        return str(counts.total)
    parts = [
        f"{words} {count}"
        for count, words in (
            (counts.official, "chính thức"),
            (counts.probationary, "dự bị"),
            (counts.visiting, "tạm sinh hoạt tại chi bộ"),
        )
        if count
    ]
    return f"{counts.total} ({', '.join(parts)})"


def _absences(attendance: Attendance, *, excused: bool) -> str:
    listed = attendance.absent_with if excused else attendance.absent_without
    if not listed:
        return "không."
    named = [
        a.standing.person.name + (f" ({trimmed(a.reason)})" if excused and a.reason.strip() else "")
        for a in listed
    ]
    return f"{len(listed)} đồng chí: {'; '.join(named)}."


def _away(attendance: Attendance) -> str:
    return "; ".join(
        f"{standing.person.name} ({_why(attendance.presence(standing.person))})"
        for standing in attendance.away
    )


def _why(presence: Presence | None) -> str:
    return presence.label if presence else ""


def opening(sitting: Sitting, cell: str, layout: Layout) -> str:
    """Return the paragraph by which a paper tells of the sitting that it comes from."""
    record = sitting.record
    said = [_held(sitting, cell, layout), _attended(sitting)]
    if record.span and record.span.end:
        said.append(
            f"Thời lượng {record.span.minutes} phút (từ {record.span.start.words} đến "
            f"{record.span.end.words})."
        )
    return " ".join(filter(None, said))


def _held(sitting: Sitting, cell: str, layout: Layout) -> str:
    record = sitting.record
    day = f"Ngày {party_date(record.day)}, " if record.day else ""
    place = f" tại {small_place(record.place)}" if record.place else ""
    what = small(sitting_words(sitting, layout))
    if sitting.kind not in (Kind.THUONG_KY, Kind.CHUYEN_DE):
        what = small(sitting.kind.label) if sitting.kind else ""
    verb = "" if what.startswith(("sinh hoạt", "họp", "kiểm điểm")) else "tổ chức "
    return f"{day}{cell} {verb}{what}{place}."


def small_place(place: str) -> str:
    """Return a place for the middle of a sentence."""
    return trimmed(place)


def _attended(sitting: Sitting) -> str:
    attendance = sitting.attendance
    if attendance is None:
        return ""
    label = _total_label(sitting).rstrip(":")
    parts = [
        f"{label}: {_total(sitting, attendance)}",
        f"có mặt {len(attendance.present)}/{attendance.expected}",
        *_numbers(attendance),
    ]
    return f"{capital('; '.join(parts))}."


def _numbers(attendance: Attendance) -> Iterable[str]:
    counts = attendance.counts
    told = (
        (counts.absent_with, "vắng mặt có lý do"),
        (counts.absent_without, "vắng mặt không có lý do"),
        (counts.away, "không phải dự họp"),
    )
    return [f"{words} {count}" for count, words in told if count]
