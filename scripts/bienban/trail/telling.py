"""The trail in words for a terminal: the list of documents, and the story of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bienban.dates import show_day
from bienban.trail.records import visible
from bienban.trail.verdicts import SHORT, Finding, Note, Step, TrailReport, Verdict


def list_text(report: TrailReport) -> str:
    """Return the list of every protected file with its verdict, the findings, the notes."""
    lines = [*_heading(report), ""]
    width = max((len(verdict.path) for verdict in report.verdicts), default=0)
    rows = {v.path: f"{v.path:<{width}}  {v.words}" for v in report.verdicts}
    lines += [row for path, row in rows.items() if _is_read(path)]
    others = [row for path, row in rows.items() if not _is_read(path)]
    lines += ["", "Tệp khác, không phải văn bản:", *others] if others else []
    lines += _findings(report.findings)
    lines += _notes(report.notes)
    return _text(lines)


def _is_read(path: str) -> bool:
    """Tell whether people read what stands at `path`: minutes, papers, the roll, guidance."""
    return path.endswith((".md", ".yml"))


def story_text(report: TrailReport, verdict: Verdict) -> str:
    """Return the story of one file: every step with person, role, day, key and commit."""
    lines = [*_heading(report), "", verdict.path, f"  {verdict.words}", ""]
    lines += [line for step in verdict.story for line in _step(step)]
    lines += _findings(f for f in report.findings if f.path == verdict.path)
    lines += _notes(verdict.notes)
    return _text(lines)


def findings_text(report: TrailReport) -> str:
    """Return the findings and notes alone, and how much was judged."""
    lines = [
        *_heading(report),
        f"Đã xét {report.commits} commit, {report.approvals} lần phê duyệt.",
    ]
    lines += _findings(report.findings) or ["Không có điểm nào sai."]
    lines += _notes(report.notes)
    return _text(lines)


def _text(lines: Iterable[str]) -> str:
    """Join lines, none of which can pretend to be two or hide a part of itself."""
    return "\n".join(map(visible, lines)) + "\n"


def _heading(report: TrailReport) -> tuple[str, str]:
    return f"Gốc tin cậy {report.root}", f"Nhánh chính {report.ref} đến {report.head}"


def _step(step: Step) -> Iterator[str]:
    who = f"{step.role.label} {step.person}" if step.role else step.person
    key = f" · khóa {step.fingerprint}" if step.fingerprint else ""
    content = f" · bản {step.blob[:SHORT]}" if step.blob else ""
    act = step.act.label.capitalize()
    yield f"  {show_day(step.day)}  {act}: {who} · commit {step.commit[:SHORT]}{content}{key}"
    if step.note:
        yield f"              {step.note}"


def _findings(findings: Iterable[Finding]) -> list[str]:
    lines = []
    for finding in findings:
        lines += ["", f"{finding.path}: {finding.code}: {finding.message}"]
        lines += [f"  cách sửa: {finding.help}"] if finding.help else []
    return lines


def _notes(notes: Iterable[Note]) -> list[str]:
    lines = []
    for note in notes:
        place = f"{note.path}: " if note.path else ""
        lines.append(f"ghi chú: {place}{f'{note.code}: ' if note.code else ''}{note.message}")
    return ["", *lines] if lines else []
