"""What the judge's walk knows so far: what each path holds, and what was approved of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bienban.trail.records import Change, Commit, Entry, moment_of, visible
from bienban.trail.verdicts import SHORT, Act, Approval, Basis, Finding, Note, Step

STATE_CODES = frozenset({"BB901", "BB902"})
"""Codes of what main holds now; the others are of what happened, and only healing ends them."""


@dataclass
class Ledger:
    """The result of the walk.

    `timeline` is every value that a path of main ever had, with the place on the line.
    `approved` is the approval in force (its blob is "" for an approved removal).
    """

    root: str = ""
    state: dict[str, Entry] = field(default_factory=dict)
    timeline: dict[str, list[tuple[int, Entry]]] = field(default_factory=lambda: defaultdict(list))
    approved: dict[str, Approval] = field(default_factory=dict)
    versions: dict[str, list[Approval]] = field(default_factory=lambda: defaultdict(list))
    story: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    findings: list[Finding] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    approvals: int = 0

    def entry_at(self, path: str, place: int) -> Entry:
        """Return what `path` held at a place of the line."""
        values = self.timeline.get(path, [])
        found = bisect_right(values, place, key=lambda value: value[0])
        return values[found - 1][1] if found else ""

    def advance(self, place: int, changed: Mapping[str, Change]) -> None:
        """Go on to a place of the line, where `changed` differs from the place before."""
        for path, change in changed.items():
            self.timeline[path].append((place, change.new))
            if change.new:
                self.state[path] = change.new
            else:
                self.state.pop(path, None)

    def begin(self, commit: Commit) -> None:
        """Take `commit` as the root of trust, which approves all that it holds."""
        self.root = commit.id
        moment, author = moment_of(commit.time), visible(commit.author.name)
        for path, entry in self.state.items():
            approval = Approval(commit.id, entry, moment, Basis.ROOT)
            step = Step(Act.ROOT, commit.id, moment, author, blob=entry)
            self.put(path, approval, step)

    def put(self, path: str, approval: Approval, step: Step) -> None:
        """Put an approval in force, and into the story of its path."""
        self.approved[path] = approval
        self.versions[path].append(approval)
        self.story[path].append(step)

    def heal(self, faulty: set[str], by: Commit) -> None:
        """Turn the findings of `faulty` commits into notes."""
        healed = [finding for finding in self.findings if finding.commit in faulty]
        self.findings = [finding for finding in self.findings if finding.commit not in faulty]
        for finding in healed:
            message = f"{finding.message}; đã được phê duyệt lại ở {by.id[:SHORT]}"
            self.notes.append(Note(finding.path, message, finding.code, finding.commit))

    def drop_cured(self) -> None:
        """Turn into notes the findings on unapproved bytes that main no longer holds."""
        cured = [finding for finding in self.findings if self._is_cured(finding)]
        self.findings = [finding for finding in self.findings if not self._is_cured(finding)]
        for finding in cured:
            note = Note(finding.path, "", finding.code, finding.commit)
            self.notes.append(replace(note, message=f"{finding.message}; nay không còn"))

    def _is_cured(self, finding: Finding) -> bool:
        approval = self.approved.get(finding.path)
        in_force = approval.blob if approval else ""
        return finding.code in STATE_CODES and self.state.get(finding.path, "") == in_force
