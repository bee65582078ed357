"""What the editor shows under the pointer: the rule of a finding, a key, a task, a paper."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from bienban.dates import show_day
from bienban.diagnostics import Diagnostic
from bienban.lsp import fields
from bienban.lsp.completion import Desk
from bienban.lsp.place import key_at
from bienban.register import TaskFacts
from bienban.rules.page import rule_page
from bienban.rules.registry import rule


def hover(
    desk: Desk, position: types.Position, findings: Sequence[Diagnostic]
) -> types.Hover | None:
    """Return what is known of the place: the rules broken there first."""
    row, column = desk.buffer.row_and_column(position)
    parts = [_rule(code) for code in _codes(desk, position, findings)]
    where: types.Range | None = None
    if key := key_at(desk.buffer.lines, desk.rows, row, column):
        parts.append(fields.explained(desk.kind, key[0]))
        where = desk.buffer.range(row, key[1].start, key[1].stop)
    else:
        parts.append(_named(desk, row, column))
    text = "\n\n---\n\n".join(part for part in parts if part)
    if not text:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), where)


def _codes(desk: Desk, position: types.Position, findings: Sequence[Diagnostic]) -> dict[str, None]:
    """Return the codes of the findings that underline the place, in their order."""
    codes: dict[str, None] = {}
    for finding in findings:
        where = desk.buffer.finding_range(finding.line, finding.column)
        if where.start <= position <= where.end:
            codes[finding.code] = None
    return codes


def _rule(code: str) -> str:
    found = rule(code)
    return rule_page(found).replace("\n## ", "\n### ") if found else ""


def _named(desk: Desk, row: int, column: int) -> str:
    """Return what the reference under the pointer names: a task or a paper."""
    line = desk.buffer.line(row)
    if row not in desk.rows:
        return ""
    start = max(line.rfind(mark, 0, column) for mark in " \"'[,") + 1
    ends = (line.find(mark, column) for mark in " \"'],")
    word = line[start : min((end for end in ends if end >= 0), default=len(line))]
    task = desk.register.tasks.get(word)
    if task is not None:
        return _task(task)
    paper = desk.register.paper(word) if "/" in word else None
    return f"**{paper.title}**\n\n{paper.record.subject or ''}" if paper else ""


def _task(task: TaskFacts) -> str:
    due = "thường xuyên" if task.due is None else show_day(task.due)
    people = ", ".join(assignee.text for assignee in task.assignees)
    lines = [f"**{task.what or ''}**", f"- Giao cho: {people}", f"- Hạn: {due}"]
    lines += [f"- Kết quả cần đạt: {task.record.result}"] if task.record.result else []
    reports = [report for report in task.reports if report.day and report.state]
    lines += [
        f"- {show_day(report.day)}: {report.state.label}"
        for report in reports
        if report.day and report.state
    ]
    return lines[0] + "\n\n" + "\n".join(lines[1:])
