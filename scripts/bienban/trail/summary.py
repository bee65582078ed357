"""From the judge's ledger to the verdict of each protected file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from bienban.dates import show_day
from bienban.trail.ledger import Ledger
from bienban.trail.records import Entry
from bienban.trail.verdicts import Approval, Basis, Finding, Note, Status, Verdict

_UNKNOWN = Finding("BB901", "", "không có phê duyệt nào nêu nội dung này")


def verdicts(ledger: Ledger, pending: Mapping[str, Entry]) -> tuple[Verdict, ...]:
    """Return the verdict of every path that main, an approval or the work tree knows."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    notes: dict[str, list[Note]] = defaultdict(list)
    for finding in ledger.findings:
        findings[finding.path].append(finding)
    for note in ledger.notes:
        notes[note.path].append(note)
    paths = {*ledger.state, *ledger.approved, *pending, *findings}
    return tuple(
        _verdict(path, ledger, pending.get(path, ""), findings[path], notes[path])
        for path in sorted(paths)
    )


def _verdict(
    path: str,
    ledger: Ledger,
    pending: Entry,
    findings: list[Finding],
    notes: list[Note],
) -> Verdict:
    held = ledger.state.get(path, "")
    approval = ledger.approved.get(path)
    versions = tuple(ledger.versions.get(path, ()))
    status, fault = _status(held, approval, findings)
    remarks = [*notes]
    if fault is None:
        remarks += (Note(path, f.message, f.code, f.commit) for f in findings)
    old = next((v for v in reversed(versions) if pending and v.blob == pending), None)
    if old is not None:
        approval, status = old, Status.APPROVED
        remarks.append(Note(path, f"bản trước, phê duyệt {show_day(old.day)}; nay có bản khác"))
    elif pending and fault is None:
        status = Status.CHANGED if held else Status.WAITING
    return Verdict(
        path=path,
        status=status,
        blob=held,
        pending=pending,
        code=fault.code if fault else "",
        message=fault.message if fault else "",
        approval=approval if approval and (fault is None or old) else None,
        versions=versions,
        story=tuple(ledger.story.get(path, ())),
        notes=tuple(remarks),
        root=ledger.root,
    )


def _status(
    held: Entry,
    approval: Approval | None,
    findings: list[Finding],
) -> tuple[Status, Finding | None]:
    """Return where main's bytes stand, and the finding that says why they are not approved."""
    if approval is not None and approval.blob == held:
        return _approved_status(approval), None
    if not held and approval is None and not findings:
        return Status.WAITING, None
    return Status.FAILED, findings[-1] if findings else _UNKNOWN


def _approved_status(approval: Approval) -> Status:
    if not approval.blob:
        return Status.REMOVED
    if approval.basis is Basis.ROOT:
        return Status.ROOT
    return Status.CORRECTED if approval.corrected else Status.APPROVED
