"""A paper that the cell issues: resolution, conclusion, plan and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bienban.documents.outline import outline
from bienban.export import decisions, work
from bienban.export.body import body_blocks, ended
from bienban.export.formal import Provenance, colophon, header, paper_signature, title
from bienban.export.headings import titles_of
from bienban.export.paper import Block, Heading, Paper, Text, item, text
from bienban.export.sections import Sections
from bienban.export.sittings import opening
from bienban.export.styles import Style
from bienban.export.tables import under
from bienban.export.words import capital, name_of, small, trimmed
from bienban.register import PaperFacts, Register, Sitting
from bienban.standards import Layout
from bienban.text import fold
from bienban.vocabulary import Audience, Kind, OnBehalf, Role
from bienban.vocabulary import Paper as PaperKind

_ASSESSMENT = ("danh gia",)
_ASSIGNMENT = ("nhiem vu", "phuong huong", "noi dung")
_EXECUTION = ("to chuc thuc hien", "phan cong")
_DECIDES = {PaperKind.NQ: "quyết nghị", PaperKind.KL: "kết luận"}
_SIGNING = (Role.BI_THU, Role.PHO_BI_THU)
_GROUNDS = "Căn cứ"
_ENACTS = re.compile(r"^(?:chi bo|chi uy|dai hoi|hoi nghi)\b.*\bquyet dinh$")


def issued_paper(
    register: Register, facts: PaperFacts, layout: Layout, provenance: Provenance | None
) -> Paper:
    """Return the paper that a document of `resolutions/` is."""
    record = facts.record
    sitting = _sitting_told(facts)
    tree = outline(facts.document.source.body)
    sections = Sections(titles_of(tree.nodes))
    _place_all(register, facts, sitting, sections)
    headings, inserts = sections.labelled(layout)
    kind = record.kind.label if record.kind else ""
    letter = record.kind is PaperKind.CV
    number = _number(facts, layout)
    subject = trimmed(record.subject or "")
    return Paper(
        path=facts.path,
        title=f"{facts.title}: {subject}",
        day=record.day,
        layout=layout,
        blocks=(
            *ended(
                (
                    *header(
                        register.cell,
                        layout,
                        record.day,
                        _issuer(register, facts),
                        (number, *([f"V/v {small(subject)}"] if letter else [])),
                    ),
                    *(() if letter else title(kind, (capital(subject),))),
                    *_opening(register, facts, sitting, layout),
                    *body_blocks(tree, _enacting(record.kind, headings), inserts),
                    *_closing(facts, sitting),
                ),
                layout.end_mark,
            ),
            _signature(facts, layout),
            *colophon(provenance),
        ),
    )


def _enacting(kind: PaperKind | None, headings: Sequence[Heading]) -> tuple[Heading | Text, ...]:
    """Return `headings`, of a decision «Chi bộ quyết định» in the middle, as decisions have it."""
    return tuple(
        text(heading.text, Style.ENACTING)
        if kind is PaperKind.QD and heading.level == 2 and _ENACTS.search(fold(heading.text))
        else heading
        for heading in headings
    )


def _sitting_told(facts: PaperFacts) -> Sitting | None:
    """Return the sitting that the paper may tell of: never more than its readers may read."""
    sitting = facts.sitting
    if sitting is None or facts.record.readers is Audience.CHI_UY:
        return sitting
    return sitting if sitting.record.readers is Audience.DANG_VIEN else None


def _number(facts: PaperFacts, layout: Layout) -> str:
    record = facts.record
    if record.number is None or record.kind is None:
        return ""
    return layout.number_text(record.number, record.kind.value, facts.symbol or "")


def _issuer(register: Register, facts: PaperFacts) -> str:
    name = (register.cell.name or "") if register.cell else ""
    if facts.record.on_behalf is OnBehalf.DOAN_CHU_TICH:
        return f"{Kind.DAI_HOI.label} {name}"
    return name


def _opening(
    register: Register, facts: PaperFacts, sitting: Sitting | None, layout: Layout
) -> Iterator[Block]:
    for ground in facts.record.grounds:
        plain = trimmed(ground)
        named = plain if fold(plain).startswith(fold(_GROUNDS)) else f"{_GROUNDS} {plain}"
        yield item(f"{named};")
    decides = _DECIDES.get(facts.record.kind) if facts.record.kind else None
    if sitting is None or decides is None:
        return
    cell = (register.cell.name or "") if register.cell else ""
    yield text(opening(sitting, cell, layout))
    who = "Chi ủy" if sitting.committee else cell
    yield text(f"Sau khi thảo luận, {who} {decides}:")


def _place_all(
    register: Register, facts: PaperFacts, sitting: Sitting | None, sections: Sections
) -> None:
    """Put tables where readers of the paper look for them."""
    record = facts.record
    if sitting and record.kind in _DECIDES:
        reports = work.reports(sitting.reports, record.readers)
        assessed = _part(sections, _ASSESSMENT)
        if assessed is not None:
            name = "Kết quả thực hiện nhiệm vụ đã giao"
            _add(sections, assessed, name, f"{name}:", reports)
    if record.oversight:
        plan = work.oversight_plan(record.oversight, register, record.day)
        name = (
            f"Đối tượng, nội dung, thời gian {record.oversight.form.label}"
            if (record.oversight.form)
            else "Đối tượng, nội dung, thời gian"
        )
        _add(sections, _assigning(sections), name, f"{name}:", plan)
    if facts.tasks:
        name = "Nhiệm vụ cụ thể"
        _add(sections, _assigning(sections), name, f"{name}:", work.tasks(facts.tasks))
    if sitting and sitting.record.score and record.kind is PaperKind.NQ:
        frame = work.frame_of(register, sitting.record.score, sitting.day)
        said = (text(work.score_sentence(sitting.record.score, frame)),)
        sections.add(sections.end, under("Tự đánh giá chất lượng buổi sinh hoạt", said, 2))


def _part(sections: Sections, words: tuple[str, ...], but: tuple[str, ...] = ()) -> int | None:
    """Return the first part of the body whose heading holds one of `words` and none of `but`."""
    for index, heading in enumerate(sections.titles):
        plain = fold(heading.words)
        named = any(word in plain for word in words) and not any(word in plain for word in but)
        if heading.level <= 2 and named:
            return index
    return None


def _assigning(sections: Sections) -> int | None:
    """Return the part in which tasks are given: the tasks ahead, else how they are carried out."""
    ahead = _part(sections, _ASSIGNMENT, but=_ASSESSMENT)
    return ahead if ahead is not None else _part(sections, _EXECUTION)


def _add(
    sections: Sections, part: int | None, name: str, lead: str, blocks: tuple[Block, ...]
) -> None:
    """Put `blocks` at the end of a part: under a heading where it has some, else after a line."""
    if not blocks:
        return
    place = sections.end if part is None else sections.end_of(part)
    start = 0 if part is None else part + 1
    headed = any(title.level == 3 for title in sections.titles[start:place])
    opener: Block = Heading(3, name) if headed else text(lead, Style.LEAD)
    sections.add(place, (opener, *blocks))


def _closing(facts: PaperFacts, sitting: Sitting | None) -> Iterator[Block]:
    yield from work.corrections(facts.record.corrections)
    kind = facts.record.kind
    if kind in _DECIDES and sitting and facts.vote:
        said = decisions.adoption(facts.vote, kind.label)
        yield from [text(said)] if said else []


def _signature(facts: PaperFacts, layout: Layout) -> Block:
    record = facts.record
    role = next((role for role in _SIGNING if role in (facts.signer_roles or ())), None)
    authority = [layout.on_behalf.get(record.on_behalf, "")]
    if role and record.on_behalf is not OnBehalf.DOAN_CHU_TICH:
        authority.append(layout.signer_roles[role])
    signer = name_of(facts.signer) if facts.signer else ""
    return paper_signature(layout, authority, signer, record.recipients or ())
