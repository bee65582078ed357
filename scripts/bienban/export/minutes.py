"""The minutes of a sitting as a paper."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.documents.outline import outline
from bienban.documents.proceedings import Heading as Part
from bienban.documents.proceedings import Proceedings
from bienban.export import decisions, work
from bienban.export.body import body_blocks, ended
from bienban.export.formal import Provenance, colophon, header, minutes_signatures, title
from bienban.export.headings import Title
from bienban.export.paper import Block, Paper, item, text
from bienban.export.sections import Sections
from bienban.export.sittings import attendance_lines, chair_words, sitting_noun, sitting_words
from bienban.export.tables import under
from bienban.export.words import capital, introduced, name_of, names_of
from bienban.register import Register, Sitting
from bienban.standards import Layout, party_date
from bienban.standards.headings import HeadingKey
from bienban.text import loose
from bienban.vocabulary import Dues, Kind, OnBehalf, Subject

NAME = "Biên bản"
PROGRAMME = "Chương trình"


def minutes_paper(
    register: Register, sitting: Sitting, layout: Layout, provenance: Provenance | None
) -> Paper:
    """Return the minutes of `sitting`; of a planned one the programme, which nobody signs."""
    proceedings = sitting.document.proceedings or Proceedings((), ())
    sections = Sections([Title(h.level, h.title, True) for h in proceedings.headings])
    if not sitting.planned:
        _place_all(register, sitting, proceedings, sections)
    headings, inserts = sections.labelled(layout)
    cell, day = register.cell, sitting.day
    name = PROGRAMME if sitting.planned else NAME
    said = sitting_words(sitting, layout)
    ending = () if sitting.planned else _ending(sitting, layout)
    return Paper(
        path=sitting.path,
        title=f"{name}: {said}",
        day=day,
        layout=layout,
        blocks=(
            *ended(
                (
                    *header(cell, layout, day, (cell.name or "") if cell else "", ()),
                    *title(
                        name, (f"{said} (dự kiến)" if sitting.planned else said, _theme(sitting))
                    ),
                    *_facts(sitting),
                    *body_blocks(outline(sitting.document.source.body), headings, inserts),
                    *_closing(sitting),
                ),
                layout.end_mark,
            ),
            *ending,
            *colophon(provenance),
        ),
    )


def _theme(sitting: Sitting) -> str:
    return f"Chuyên đề: {sitting.record.theme}" if sitting.record.theme else ""


def _facts(sitting: Sitting) -> Iterator[Block]:
    """Yield what was announced at the opening: time, place, who was there, who presided."""
    record = sitting.record
    if record.span and record.day:
        length = f" ({record.span.minutes} phút)" if record.span.minutes else ""
        end = f" đến {record.span.end.words}" if record.span.end else ""
        start = f"từ {record.span.start.words}" if end else record.span.start.words
        yield item(f"{start}{end}, ngày {party_date(record.day)}{length}.", "Thời gian:")
    form = f" ({record.form.label})" if record.form else ""
    yield item(f"{capital(record.place or '')}{form}.", "Địa điểm:")
    if sitting.attendance:
        yield from (item(words, label) for label, words in attendance_lines(sitting))
    if sitting.chairs:
        said = "; ".join(introduced(chair) for chair in sitting.chairs)
        yield item(f"{said}.", f"{chair_words(sitting)}:")
    if sitting.secretaries:
        yield item("; ".join(introduced(s) for s in sitting.secretaries) + ".", "Thư ký:")
    yield from _announced(sitting)


def _announced(sitting: Sitting) -> Iterator[Block]:
    record = sitting.record
    if record.guests:
        guests = "; ".join(
            f"đồng chí {name}, {office}" if office else f"đồng chí {name}"
            for name, office in record.guests.items()
        )
        yield item(f"{guests}.", "Đại biểu, khách mời:")
    if record.papers:
        yield item("; ".join(paper.rstrip(" .;") for paper in record.papers) + ".", "Tài liệu:")
    if isinstance(record.dues, Dues):
        yield item(f"{record.dues.label}.", "Đảng phí:")
    elif record.dues:
        yield item(f"chưa nộp: {names_of(sitting.find_all(record.dues))}.", "Đảng phí:")


def _place_all(
    register: Register, sitting: Sitting, proceedings: Proceedings, sections: Sections
) -> None:
    """Put what front matter says where readers of minutes look for it."""
    places = _Places(proceedings, sections)
    for vote in sitting.votes:
        place = places.item(vote.record.item)
        if place is not None:
            sections.add(place, under("Biểu quyết", decisions.votes([vote]), 4))
    for name, home, blocks in _content(register, sitting):
        place = places.home(sitting, home)
        if place is None:
            sections.add(places.content_end, under(name, blocks))
        else:
            sections.add(place, under(name, blocks, 4))
    for name, blocks in _conclusion(register, sitting, places):
        sections.add(places.before_adoption, under(name, blocks))


def _content(
    register: Register, sitting: Sitting
) -> Iterator[tuple[str, Subject | str, tuple[Block, ...]]]:
    """Yield what belongs to the agenda: its heading, and the subject or title of its item."""
    record = sitting.record
    past = Subject.NHIEM_VU
    heard = work.reports(sitting.reports, record.readers)
    yield "Kết quả thực hiện nhiệm vụ đã giao", past, heard
    yield "Tình hình thực hiện văn bản", past, work.carried_out(sitting, register)
    yield "Biểu dương, nhắc nhở", past, work.remarks_on_people(record, sitting)
    overseen = work.oversight_results(sitting, register)
    yield "Kết quả kiểm tra, giám sát", Subject.XAY_DUNG_DANG, overseen
    yield "Kết quả bầu cử", "bầu", decisions.elections(sitting.elections)
    if sitting.ratings:
        yield "Kết quả xếp loại", "xếp loại", decisions.ratings(sitting.ratings, sitting)


def _conclusion(
    register: Register, sitting: Sitting, places: _Places
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    record = sitting.record
    yield "Nhiệm vụ được giao", work.tasks(sitting.tasks)
    others = (vote for vote in sitting.votes if places.item(vote.record.item) is None)
    yield "Biểu quyết", decisions.votes(others)
    yield "Kiến nghị, đề xuất", work.proposals(record)
    if record.score:
        sheet = work.score(record.score, work.frame_of(register, record.score, record.day))
        yield "Đánh giá chất lượng buổi sinh hoạt", sheet


class _Places:
    """Where in the body of minutes a thing belongs, as a place of its headings."""

    def __init__(self, proceedings: Proceedings, sections: Sections) -> None:
        self.sections = sections
        self.proceedings = proceedings
        self.index = {heading.start: n for n, heading in enumerate(proceedings.headings)}

    def item(self, number: int | None) -> int | None:
        """Return the end of the `number`-th agenda item; None where there is no such item."""
        items = self.proceedings.items
        if not number or number > len(items):
            return None
        place = self.index.get(items[number - 1].heading.start)  # a bold line is no heading here
        return None if place is None else self.sections.end_of(place)

    def home(self, sitting: Sitting, sought: Subject | str) -> int | None:
        """Return the end of the first item of a subject, or of that whose title says a word."""
        if isinstance(sought, Subject):
            agenda = enumerate(sitting.record.agenda or (), 1)
            numbers = (n for n, entry in agenda if sought in (entry.groups or ()))
        else:
            items = enumerate(self.proceedings.items, 1)
            numbers = (n for n, entry in items if loose(sought) in loose(entry.heading.title))
        return self.item(next(numbers, None))

    def _first(self, part: HeadingKey) -> Part | None:
        return next((h for h in self.proceedings.headings if h.part is part), None)

    @property
    def content_end(self) -> int:
        """The end of the part that holds the agenda."""
        body = self._first(HeadingKey.BODY)
        return self.sections.end_of(self.index[body.start]) if body else self.sections.end

    @property
    def before_adoption(self) -> int:
        """The place before the minutes are read and adopted."""
        adoption = self._first(HeadingKey.ADOPTION)
        return self.index[adoption.start] if adoption else self.sections.end


def _closing(sitting: Sitting) -> Iterator[Block]:
    record = sitting.record
    yield from work.corrections(record.corrections)
    if sitting.planned or not record.span or not record.span.end:
        return
    noun = capital(sitting_noun(sitting.kind))
    yield text(f"{noun} kết thúc lúc {record.span.end.words} cùng ngày.")


def _ending(sitting: Sitting, layout: Layout) -> tuple[Block, ...]:
    secretary = name_of(sitting.secretaries[0]) if sitting.secretaries else ""
    chair = name_of(sitting.chairs[0]) if sitting.chairs else ""
    presidium = sitting.kind is Kind.DAI_HOI and len(sitting.chairs) > 1
    right = layout.on_behalf[OnBehalf.DOAN_CHU_TICH] if presidium else ""
    return (minutes_signatures(layout, secretary, chair, right),)
