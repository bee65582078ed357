"""What the trail says: of one document a verdict, of one fault a finding, of the whole a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from bienban.dates import VIETNAM, show_day
from bienban.vocabulary import Role, Word

SHORT = 10
"""How many characters of an id pages and messages show."""


class Status(Word):
    """Where a document stands; the label is what people read."""

    APPROVED = "approved", "đã phê duyệt"
    CORRECTED = "corrected", "đã phê duyệt bản đính chính"
    ROOT = "root", "có từ khi bắt đầu áp dụng phê duyệt"
    WAITING = "waiting", "chờ phê duyệt"
    CHANGED = "changed", "đã sửa sau phê duyệt, chờ phê duyệt lại"
    FAILED = "failed", "chưa được phê duyệt hợp lệ"
    REMOVED = "removed", "đã đưa ra khỏi sổ theo phê duyệt"
    NOT_APPLIED = "not-applied", "chưa áp dụng phê duyệt"


class Basis(StrEnum):
    """What an approval rests on."""

    MERGE = "merge"
    ROOT = "root"
    RECOVERY = "recovery"


class Act(Word):
    """A step of a document's story."""

    ROOT = "root", "gốc tin cậy"
    DRAFT = "draft", "soạn"
    APPROVAL = "approval", "phê duyệt"
    CORRECTION = "correction", "phê duyệt bản đính chính"
    REMOVAL = "removal", "phê duyệt đưa ra khỏi sổ"
    FAULT = "fault", "không hợp lệ"
    HEALING = "healing", "phê duyệt lại sau lỗi"


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved which bytes, in which role, when, with which key, by which commit.

    `person` is the name on the roll (of a recovery key its owner), `person_id` the `ma`.
    `blob` is empty where the approval took the document away, and `role` is None for the root
    of trust and a recovery key. `weaker` says in words what a full approval has and this one
    has not; it is empty for a full one. `corrected` tells whether the document names corrections.
    """

    commit: str
    blob: str
    moment: datetime
    basis: Basis = Basis.MERGE
    person: str = ""
    person_id: str = ""
    role: Role | None = None
    fingerprint: str = ""
    weaker: str = ""
    corrected: bool = False

    @property
    def day(self) -> date:
        """The day in Vietnam on which the approval was made."""
        return self.moment.astimezone(VIETNAM).date()

    @property
    def words(self) -> str:
        """The approval in one clause: «Bí thư Nguyễn Văn An, 07/01/2026»."""
        if self.basis is Basis.ROOT:
            return f"gốc tin cậy {self.commit[:SHORT]}, {show_day(self.day)}"
        who = f"{self.role.label} {self.person}" if self.role else self.person
        return f"{who}, {show_day(self.day)}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a document's story; `person` of a draft is who Git says wrote it."""

    act: Act
    commit: str
    moment: datetime
    person: str
    role: Role | None = None
    fingerprint: str = ""
    blob: str = ""
    note: str = ""

    @property
    def day(self) -> date:
        """The day in Vietnam."""
        return self.moment.astimezone(VIETNAM).date()


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of the trail, BB901 to BB910, at one protected file.

    `commit` is the commit at fault, or empty where none is (a rewritten history).
    """

    code: str
    path: str
    message: str
    help: str = ""
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark for `trail` and the pages, never a finding: a fault that was healed, a restore.

    `code` is the code the fault had, or empty; `path` is empty where the note is about no file.
    """

    path: str
    message: str
    code: str = ""
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the trail says of one protected file.

    `blob` is what main holds (empty: nothing), `pending` what HEAD or the work tree holds
    instead (empty: the same). `approval` is the one in force for the bytes on main, `versions`
    every approval the path ever had, oldest first, one per version.
    """

    path: str
    status: Status
    blob: str = ""
    pending: str = ""
    code: str = ""
    message: str = ""
    approval: Approval | None = None
    versions: tuple[Approval, ...] = ()
    story: tuple[Step, ...] = ()
    notes: tuple[Note, ...] = ()
    root: str = ""

    @property
    def ok(self) -> bool:
        """Whether the bytes that HEAD and the work tree hold are approved."""
        return self.status in APPROVED_STATUSES

    @property
    def weaker(self) -> bool:
        """Whether the approval in force lacks something that a full one has."""
        return bool(self.approval and self.approval.weaker)

    @property
    def words(self) -> str:
        """The verdict in one sentence for pages and papers."""
        if self.status is Status.FAILED:
            return f"Chưa được phê duyệt hợp lệ ({self.code}): {self.message}"
        if self.approval is None or self.status is Status.WAITING:
            return self.status.label.capitalize()
        text = f"{self.status.label.capitalize()}: {self.approval.words}"
        if self.approval.blob:
            text += f", bản {self.approval.blob[:SHORT]}"
        return f"{text} ({self.approval.weaker})" if self.approval.weaker else text


APPROVED_STATUSES = frozenset({Status.APPROVED, Status.CORRECTED, Status.ROOT})
"""The statuses under which a document's present bytes are approved."""


@dataclass(frozen=True)
class TrailReport:
    """The judgement of one line of history.

    `applies` is false where no commit of main ever had `phe_duyet`: then nothing was judged and
    every verdict is NOT_APPLIED. `ref` is the judged line's full ref name (or the given tip),
    `head` its newest commit, `root` the root of trust. Findings are sorted as reports are.
    """

    applies: bool
    ref: str = ""
    head: str = ""
    root: str = ""
    findings: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    commits: int = 0
    approvals: int = 0
    settled: bool = field(default=True)
    """Whether the line goes on from what this verifier saw last, so that it may be remembered."""

    @cached_property
    def by_path(self) -> Mapping[str, Verdict]:
        """The verdicts by path."""
        return {verdict.path: verdict for verdict in self.verdicts}

    def verdict(self, path: str) -> Verdict:
        """Return the verdict of `path`; of an unknown path WAITING, or NOT_APPLIED."""
        found = self.by_path.get(path)
        if found is not None:
            return found
        status = Status.WAITING if self.applies else Status.NOT_APPLIED
        return Verdict(path, status, root=self.root)

    def as_dict(self) -> dict[str, Any]:
        """Return the report as the JSON of `bienban trail` has it."""
        return {
            "applies": self.applies,
            "ref": self.ref,
            "head": self.head,
            "root": self.root,
            "findings": [asdict(finding) for finding in self.findings],
            "notes": [asdict(note) for note in self.notes],
            "documents": [verdict_dict(verdict) for verdict in self.verdicts],
        }


def verdict_dict(verdict: Verdict) -> dict[str, Any]:
    """Return one verdict as JSON has it, with its words."""
    return {
        "path": verdict.path,
        "status": verdict.status.value,
        "words": verdict.words,
        "code": verdict.code,
        "blob": verdict.blob,
        "pending": verdict.pending,
        "approval": _approval_dict(verdict.approval),
        "versions": [_approval_dict(version) for version in verdict.versions],
        "story": [_step_dict(step) for step in verdict.story],
        "notes": [asdict(note) for note in verdict.notes],
    }


def _approval_dict(approval: Approval | None) -> dict[str, Any] | None:
    if approval is None:
        return None
    return {
        "person": approval.person,
        "person_id": approval.person_id,
        "role": approval.role.value if approval.role else "",
        "day": approval.day.isoformat(),
        "commit": approval.commit,
        "blob": approval.blob,
        "basis": approval.basis.value,
        "fingerprint": approval.fingerprint,
        "weaker": approval.weaker,
        "corrected": approval.corrected,
    }


def _step_dict(step: Step) -> dict[str, Any]:
    return {
        "act": step.act.value,
        "commit": step.commit,
        "day": step.day.isoformat(),
        "person": step.person,
        "role": step.role.value if step.role else "",
        "fingerprint": step.fingerprint,
        "blob": step.blob,
        "note": step.note,
    }
