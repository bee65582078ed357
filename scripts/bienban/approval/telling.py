"""A proposal in words for a terminal: every change, what the checker says, who approves."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.approval.describe import Told
from bienban.approval.proposal import Proposal
from bienban.approval.queue import draft_of, rejection, tip_of
from bienban.approval.visible import visible
from bienban.dates import show_day
from bienban.diagnostics import Severity
from bienban.trail.records import day_of
from bienban.trail.verdicts import SHORT


def proposal_text(proposal: Proposal) -> str:
    """Return all that a person must see before approving; nothing in it steers the terminal."""
    lines = [*_heading(proposal), ""]
    for told in proposal.told:
        lines += [*_document(told), ""]
    if proposal.others:
        lines += ["Tệp khác, không thuộc diện phê duyệt:"]
        lines += [*(f"  {path}" for path in proposal.others), ""]
    lines += [*_findings(proposal), *_faults(proposal)]
    lines += [f"Người phê duyệt: {proposal.approver.words}"]
    return "\n".join(visible(line).rstrip() for line in lines) + "\n"


def _heading(proposal: Proposal) -> Iterator[str]:
    desk, branch = proposal.desk, proposal.branch
    if branch:
        draft = draft_of(desk, branch)
        yield (
            f"Nhánh {branch.name} của {draft.author.name}, đến {branch.tip[:SHORT]} "
            f"ngày {show_day(day_of(draft.time))}"
        )
        if reason := rejection(tip_of(desk, branch)):
            yield f"CHÚ Ý: bản này đã bị trả lại: {reason}"
    count = len(proposal.told)
    yield f"Phê duyệt vào nhánh {desk.main} ({desk.tip[:SHORT]}): {count} tệp"
    for commit in proposal.despite:
        yield f"Phê duyệt lại nội dung của {commit[:SHORT]}, đã vào nhánh chính không đúng cách"


def _document(told: Told) -> Iterator[str]:
    title = f" – {told.title}" if told.title else ""
    yield f"── {told.path}{title} [{told.act}]"
    yield from (f"  {line}" for line in told.lines)
    if not told.lines:
        yield "  (nội dung như đang có trên nhánh chính)"


def _findings(proposal: Proposal) -> Iterator[str]:
    """Yield what the checker says of the result: all errors, and warnings at what changes."""
    paths = {told.path for told in proposal.told}
    shown = [
        d
        for d in proposal.diagnostics
        if d in proposal.errors or (d.path in paths and d.severity is Severity.WARNING)
    ]
    warnings = len(shown) - len(proposal.errors)
    yield f"Kiểm tra kết quả sau hợp nhất: {len(proposal.errors)} lỗi, {warnings} cảnh báo"
    for d in shown:
        word = "lỗi" if d.severity is Severity.ERROR else "cảnh báo"
        yield f"  {d.path}:{d.line}: {word} {d.code}: {d.message}"
        if d.help:
            yield f"    cách sửa: {d.help}"


def _faults(proposal: Proposal) -> Iterator[str]:
    for fault in proposal.faults:
        yield f"Không phê duyệt được {fault.path}: {fault.code}: {fault.message}"
        if fault.help:
            yield f"  cách sửa: {fault.help}"
