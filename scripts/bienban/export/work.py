"""What a sitting heard and gave, as papers show it: tasks, reports, praise, the score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from bienban.documents.meeting import Correction, Meeting, Score
from bienban.documents.resolution import OversightPlan
from bienban.export.paper import Block, item, text
from bienban.export.tables import table
from bienban.export.words import (
    capital,
    due_words,
    name_of,
    names_of,
    people_of,
    sentence,
    trimmed,
)
from bienban.register import NoTask, Register, Report, Sitting, TaskFacts
from bienban.standards import ScoreFrame, party_date
from bienban.vocabulary import Audience


def tasks(facts: Iterable[TaskFacts]) -> tuple[Block, ...]:
    """Return the tasks given: what, who leads and helps, until when, measured by what."""
    given = tuple(facts)
    measured = any(task.record.result for task in given)
    rows = [
        (
            str(number),
            capital(trimmed(task.record.what or "")),
            _who(task),
            due_words(task),
            *([capital(trimmed(task.record.result or ""))] if measured else []),
        )
        for number, task in enumerate(given, 1)
    ]
    goal = ["Kết quả cần đạt"] if measured else []
    head = ("TT", "Nhiệm vụ", "Người thực hiện", "Thời hạn", *goal)
    return table((6, 34, 20, 16, 24) if measured else (6, 48, 28, 18), head, rows, (0, 3))


def _who(task: TaskFacts) -> str:
    helpers = people_of(task, helpers=True)
    return f"{people_of(task)} (phối hợp: {helpers})" if helpers else people_of(task)


def reports(facts: Iterable[Report], readers: Audience) -> tuple[Block, ...]:
    """Return what became of earlier tasks; those that `readers` may not read are left out."""
    rows = [
        (str(number), *_task_cells(report.task), _state(report))
        for number, report in enumerate((r for r in facts if _may_read(r, readers)), 1)
    ]
    head = ("TT", "Nhiệm vụ", "Người thực hiện", "Thời hạn", "Kết quả")
    return table((6, 34, 20, 16, 24), head, rows, (0, 3))


def _may_read(report: Report, readers: Audience) -> bool:
    if isinstance(report.task, NoTask):
        return True
    return readers is Audience.CHI_UY or report.task.readers is Audience.DANG_VIEN


def _task_cells(task: TaskFacts | NoTask) -> tuple[str, str, str]:
    if isinstance(task, NoTask):
        return (capital(task.why.label), "", "")
    return (capital(trimmed(task.record.what or "")), people_of(task), due_words(task))


def _state(report: Report) -> str:
    state = capital(report.state.label) if report.state else ""
    return f"{state}. {sentence(report.note)}" if report.note else state


def carried_out(sitting: Sitting, register: Register) -> tuple[Block, ...]:
    """Return what was heard of how papers are carried out."""
    return tuple(
        item(
            f"{_by(names_of(sitting.find_all(heard.people)))}{sentence(heard.result or '')}",
            f"{_paper_title(register, heard.paper, sitting.record.readers)}:",
        )
        for heard in sitting.record.carried_out
    )


def _by(names: str) -> str:
    return f"{names} báo cáo: " if names else ""


def _paper_title(register: Register, ref: str | None, readers: Audience) -> str:
    """Return the title of the paper that `ref` names; one from before the records by its number.

    A paper that `readers` may not read is not named.
    """
    paper = register.paper(ref) if ref else None
    if paper and readers is Audience.DANG_VIEN and paper.record.readers is Audience.CHI_UY:
        return "Văn bản của chi ủy"
    if paper:
        return paper.title
    name = (ref or "").rpartition("/")[2].removesuffix(".md")
    number, _, rest = name.partition("-")
    return f"Văn bản số {number}-{rest.replace('-', '/')}" if rest else "Văn bản"


def oversight_results(sitting: Sitting, register: Register) -> tuple[Block, ...]:
    """Return what inspections and supervisions found."""
    lines = []
    for found in sitting.record.oversight:
        plan = _paper_title(register, found.plan, sitting.record.readers)
        label = f"Đồng chí {name_of(sitting.find(found.member or ''))}:"
        lines.append(item(f"({plan}) {sentence(found.result or '')}", label))
    return tuple(lines)


def oversight_plan(plan: OversightPlan, register: Register, day: date | None) -> tuple[Block, ...]:
    """Return the team and the table of a plan of inspection or supervision."""
    people = [name_of(register.roster.find(name, day)) for name in plan.team or ()]
    form = plan.form.label if plan.form else ""
    blocks: list[Block] = []
    if people:
        others = "".join(f"; thành viên: {name}" for name in people[1:-1])
        last = f"; thư ký: {people[-1]}" if len(people) > 1 else ""
        blocks.append(text(f"Tổ {form}: tổ trưởng: {people[0]}{others}{last}."))
    rows = [
        (
            str(number),
            name_of(register.roster.find(target.member or "", day)),
            capital(trimmed(target.what or "")),
            str(target.period or "").replace("-", " đến "),
            capital(target.quarter.words) if target.quarter else "",
        )
        for number, target in enumerate(plan.targets or (), 1)
    ]
    head = ("TT", f"Đối tượng {form}", "Nội dung", "Mốc thời gian", "Thời gian thực hiện")
    return (*blocks, *table((6, 20, 38, 18, 18), head, rows, (0, 3, 4)))


def remarks_on_people(record: Meeting, sitting: Sitting) -> tuple[Block, ...]:
    """Return praise, then reminders."""
    return (
        *_named("Biểu dương", record.praise, sitting),
        *_named("Nhắc nhở", record.reminders, sitting),
    )


def _named(label: str, said: Mapping[str, str], sitting: Sitting) -> Iterable[Block]:
    for name, words in said.items():
        yield item(f"đồng chí {name_of(sitting.find(name))}: {sentence(words)}", f"{label}")


def proposals(record: Meeting) -> tuple[Block, ...]:
    """Return what the cell asks of others."""
    return tuple(
        item(sentence(proposal.what or ""), f"Kiến nghị {trimmed(proposal.to or '')}:")
        for proposal in record.proposals
    )


def score_sentence(score: Score, frame: ScoreFrame | None) -> str:
    """Return the sitting's score and grade in one sentence."""
    band = frame.band(score.grade or "") if frame else None
    most = f"/{frame.total}" if frame else ""
    grade = f", xếp loại: {band.label}" if band else ""
    return f"Chi bộ tự chấm buổi sinh hoạt {score.total}{most} điểm{grade}."


def score(found: Score, frame: ScoreFrame | None) -> tuple[Block, ...]:
    """Return the score with its sheet, where the items were recorded."""
    rows = [
        (str(number), line.label, str(line.maximum or ""), str((found.points or {})[line.key]))
        for number, line in enumerate(frame.items if frame and found.points else (), 1)
        if found.points and line.key in found.points
    ]
    sheet = table((6, 54, 20, 20), ("TT", "Nội dung", "Điểm tối đa", "Điểm chấm"), rows, (0, 2, 3))
    return (text(score_sentence(found, frame)), *sheet)


def frame_of(register: Register, score: Score, day: date | None) -> ScoreFrame | None:
    """Return the frame of a sitting of `day`; else any that knows the grade, for its name."""
    frames = register.standards.frames.values()
    known = (frame for frame in frames if frame.band(score.grade or ""))
    return register.frame_on(day) or next(known, None)


def corrections(entries: Iterable[Correction]) -> tuple[Block, ...]:
    """Return the corrections made after approval."""
    return tuple(
        item(sentence(entry.reason or ""), f"Đính chính ngày {party_date(entry.day)}:")
        for entry in entries
        if entry.day
    )
