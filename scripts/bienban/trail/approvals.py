"""The judge: from plain records of one line of history to verdicts and findings.

It walks main's first-parent line once, oldest first. The roster in force is that of the last
organization.yml which the root of trust or a valid approval put there, so that no roster,
key list or policy ever judges itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bienban.dates import show_day
from bienban.trail.conditions import Case, Fault, Grant, Naming, decide
from bienban.trail.protected import ORGANIZATION, is_document
from bienban.trail.records import (
    UNSIGNED,
    Change,
    Commit,
    Entry,
    FactsOf,
    History,
    Identity,
    SignatureCheck,
    Signed,
    is_file,
    moment_of,
)
from bienban.trail.roster import Roster
from bienban.trail.trailers import Claim, claim_of, co_authors
from bienban.trail.verdicts import SHORT, Act, Approval, Basis, Finding, Note, Step
from bienban.vocabulary import Need

_NOT_APPROVED, _CHANGED, _UNREVIEWED = "BB901", "BB902", "BB906"
_REMOVED, _BACK_DATED, _SELF_MADE = "BB908", "BB909", "BB910"
_STATE_CODES = frozenset({_NOT_APPROVED, _CHANGED})
_NO_ROLE, _BAD_SIGNATURE = "BB903", "BB905"


@dataclass
class Ledger:
    """What the walk knows so far: what each path holds, and what was approved of it.

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


class Judge:
    """Walks one line of history; `ledger` holds the result."""

    def __init__(
        self,
        history: History,
        rosters: Mapping[str, Roster | None],
        signatures: Mapping[str, SignatureCheck],
        facts: FactsOf,
    ) -> None:
        """Take what was read: rosters by the blob of organization.yml, signatures by commit."""
        self.history = history
        self.rosters = rosters
        self.signatures = signatures
        self.facts = facts
        self.ledger = Ledger()
        self.roster: Roster | None = None
        self.places = {commit: place for place, commit in enumerate(history.line)}
        self.touched: dict[str, dict[str, Change]] = {}
        self.authors: dict[str, dict[str, list[Identity]]] = {}
        self.despite: set[str] = set()
        self.newest: Commit | None = None

    def run(self) -> Ledger:
        """Walk the line from its first commit to its last."""
        for place, name in enumerate(self.history.line):
            commit = self.history.commits[name]
            changed = {c.path: c for c in self.history.diff(self._before(commit), name)}
            if self.roster is None:
                self._advance(place, changed)
                self._maybe_begin(commit)
            else:
                self._step(place, commit, changed)
        return self.ledger

    def _before(self, commit: Commit) -> str:
        return commit.parents[0] if commit.parents else ""

    def _advance(self, place: int, changed: Mapping[str, Change]) -> None:
        for path, change in changed.items():
            self.ledger.timeline[path].append((place, change.new))
            if change.new:
                self.ledger.state[path] = change.new
            else:
                self.ledger.state.pop(path, None)

    def _maybe_begin(self, commit: Commit) -> None:
        """Begin the trail where organization.yml first has a policy: this is the root of trust."""
        roster = self.rosters.get(self.ledger.state.get(ORGANIZATION, ""))
        if roster is None:
            return
        self.roster, self.ledger.root, self.newest = roster, commit.id, commit
        moment = moment_of(commit.time)
        for path, entry in self.ledger.state.items():
            approval = Approval(commit.id, entry, moment, Basis.ROOT)
            self.ledger.approved[path] = approval
            self.ledger.versions[path].append(approval)
            self.ledger.story[path].append(
                Step(Act.ROOT, commit.id, moment, commit.author.name, blob=entry)
            )

    def _step(self, place: int, commit: Commit, changed: dict[str, Change]) -> None:
        """Judge one commit of the line after the root of trust."""
        claim = claim_of(commit.message)
        authors = self._authors(commit, changed)
        self.touched[commit.id], self.authors[commit.id] = changed, authors
        self._tell_drafts(commit, changed)
        misplaced = self._misplaced(commit, changed) if len(commit.parents) == 2 else ()
        before = dict(self._approved_before(changed, claim))
        self._advance(place, changed)
        if changed or claim:
            self._judge(commit, claim, changed, authors, misplaced, before)
        self._remember_newest(commit)

    def _approved_before(
        self, changed: Mapping[str, Change], claim: Claim | None
    ) -> Iterable[tuple[str, Approval]]:
        for path in {*changed, *(claim.paths if claim else ())}:
            if path in self.ledger.approved:
                yield path, self.ledger.approved[path]

    def _judge(
        self,
        commit: Commit,
        claim: Claim | None,
        changed: dict[str, Change],
        authors: dict[str, list[Identity]],
        misplaced: tuple[tuple[str, str], ...],
        before: dict[str, Approval],
    ) -> None:
        paths = {*changed, *(claim.paths if claim else ()), *(path for path, _ in misplaced)}
        if len(commit.parents) != 2:
            self._fault(commit, claim, changed, paths, _unreviewed(commit))
            return
        case = self._case(commit, claim, changed, authors, misplaced)
        decided = decide(case)
        if isinstance(decided, Fault):
            self._fault(commit, claim, changed, paths, decided)
        else:
            self._grant(commit, claim, decided, case, before)

    # What a merge brings

    def _authors(self, commit: Commit, changed: Mapping[str, Change]) -> dict[str, list[Identity]]:
        """Return who wrote each changed path: on the branch, or in a direct commit its author."""
        authors: dict[str, list[Identity]] = defaultdict(list)
        brought = self.history.branches[commit.id].commits
        if len(commit.parents) < 2:
            brought = (commit.id,)
        for name in brought:
            other = self.history.commits[name]
            for path in self._own_paths(other):
                if path in changed:
                    authors[path] += self._writers(other)
        for path in changed.keys() - authors.keys():
            authors[path] = self._mergers(brought, path)
        return authors

    def _writers(self, commit: Commit) -> tuple[Identity, ...]:
        """Return everybody who wrote a commit: author, co-authors, and who signed it."""
        return (commit.author, *co_authors(commit.message), *self._signer(commit))

    def _own_paths(self, commit: Commit) -> Iterable[str]:
        """Return the paths that a commit itself wrote: in a merge, those like no parent's."""
        if len(commit.parents) < 2:
            return (change.path for change in self.history.diff(self._before(commit), commit.id))
        sides = [{c.path for c in self.history.diff(p, commit.id)} for p in commit.parents]
        return set.intersection(*sides)

    def _mergers(self, brought: Iterable[str], path: str) -> list[Identity]:
        """Return who merged `path` into its shape on the branch, where no commit wrote it.

        A `-s ours` merge on a branch takes away what main had, and nobody else did that.
        """
        commits = (self.history.commits[name] for name in brought)
        return [
            commit.author
            for commit in commits
            if len(commit.parents) > 1
            and any(c.path == path for p in commit.parents for c in self.history.diff(p, commit.id))
        ]

    def _signer(self, commit: Commit) -> tuple[Identity, ...]:
        """Return who signed a draft, who is its author whatever name it states."""
        check = self.signatures.get(commit.id, UNSIGNED)
        if check.signed is not Signed.GOOD or self.roster is None:
            return ()
        people = [person for person, _ in self.roster.holders(check.key)]
        return tuple(Identity(p.name, min(p.emails, default="")) for p in people)

    def _misplaced(
        self, commit: Commit, changed: Mapping[str, Change]
    ) -> tuple[tuple[str, str], ...]:
        """Return the paths whose blob is not that of the parent that changed it."""
        main, branch = commit.parents
        other = {change.path: change for change in self.history.diff(branch, commit.id)}
        found: list[tuple[str, str]] = []
        for path in sorted({*changed, *other}):
            if path in changed and path in other:
                found.append((path, "không giống bên nào trong hai bên được hợp nhất"))
                continue
            bases = self._base_entries(path, commit, main)
            mine = self.ledger.state.get(path, "")
            theirs = other[path].old if path in other else changed[path].new
            if path in changed and mine not in bases:
                found.append((path, "bị đổi ở cả nhánh chính và nhánh soạn"))
            elif path in other and theirs not in bases:
                both = mine not in bases
                found.append((path, _BOTH if both else "mất phần sửa của nhánh soạn"))
        return tuple(found)

    def _base_entries(self, path: str, commit: Commit, main: str) -> set[Entry]:
        """Return what `path` held at the merge bases, before this step is put on the ledger."""
        entries: set[Entry] = set()
        for base in self.history.branches[commit.id].bases:
            if base in self.places:
                entries.add(self.ledger.entry_at(path, self.places[base]))
                continue
            differs = {change.path: change for change in self.history.diff(base, main)}
            now = self.ledger.state.get(path, "")
            entries.add(differs[path].old if path in differs else now)
        return entries or {""}

    def _case(
        self,
        commit: Commit,
        claim: Claim | None,
        changed: Mapping[str, Change],
        authors: Mapping[str, list[Identity]],
        misplaced: tuple[tuple[str, str], ...],
    ) -> Case:
        assert self.roster is not None  # a case is made after the root of trust only
        despite = claim.despite if claim else ()
        known = [name for name in despite if name in self.touched and name != commit.id]
        everyone = {path: list(people) for path, people in authors.items()}
        for name in known:
            for path, people in self.authors[name].items():
                everyone.setdefault(path, []).extend(people)
        required = self._required(changed, known)
        return Case(
            commit=commit,
            roster=self.roster,
            claim=claim,
            signature=self.signatures.get(commit.id, UNSIGNED),
            misplaced=misplaced,
            required=required,
            allowed=self._allowed(known, required),
            authors={path: tuple(people) for path, people in everyone.items()},
            unknown=tuple(name for name in despite if name not in known),
            newest=self._newest_for(commit, known),
        )

    def _required(self, changed: Mapping[str, Change], known: list[str]) -> dict[str, Naming]:
        """Return what an approval must name: what differs, and what healed commits touched."""
        required: dict[str, Naming] = {}
        for name in known:
            for path, change in self.touched[name].items():
                now = self.ledger.state.get(path, "")
                if now:
                    required[path] = Naming(now)
                elif change.old:
                    required[path] = Naming(change.old, removal=True)
        for path, change in changed.items():
            required[path] = Naming(change.new or change.old, removal=not change.new)
        return required

    def _allowed(self, known: list[str], required: Mapping[str, Naming]) -> dict[str, Naming]:
        """Return what it may name besides: files at which a healed commit has a finding."""
        healed = {f.path for f in self.ledger.findings if f.commit in known} if known else set()
        state = self.ledger.state
        return {path: Naming(state[path]) for path in healed - required.keys() if path in state}

    def _newest_for(self, commit: Commit, known: list[str]) -> Commit | None:
        """Return the latest step or branch commit; one that is healed here counts no more."""
        brought = [self.history.commits[c] for c in self.history.branches[commit.id].commits]
        newest = self.newest
        if newest is not None and newest.id in known:
            newest = self._latest_step(self.places[commit.id], self.despite | set(known))
        return max(filter(None, (newest, *brought)), key=lambda c: c.time, default=None)

    def _latest_step(self, end: int, without: set[str]) -> Commit | None:
        start = self.places[self.ledger.root]
        steps = (self.history.commits[name] for name in self.history.line[start:end])
        return max((c for c in steps if c.id not in without), key=lambda c: c.time, default=None)

    def _remember_newest(self, commit: Commit) -> None:
        if self.newest is None or commit.time > self.newest.time:
            self.newest = commit

    # What follows from the decision

    def _grant(
        self,
        commit: Commit,
        claim: Claim | None,
        grant: Grant,
        case: Case,
        before: Mapping[str, Approval],
    ) -> None:
        """Put a valid approval on the ledger; a path may still fail for itself."""
        self.ledger.approvals += 1
        healed = self._heal(commit, claim)
        unsigned = self._unsigned_drafts(commit, case)
        for path, naming in case.required.items():
            entry = "" if naming.removal else naming.blob
            fault = unsigned.get(path) or _special(path, entry)
            fault = fault or self._path_fault(path, entry, commit, before, healed)
            if fault is None:
                self._approve(path, entry, commit, grant, path in healed)
            else:
                self._report(commit, path, fault)

    def _approve(
        self, path: str, entry: Entry, commit: Commit, grant: Grant, healing: bool
    ) -> None:
        ledger, moment = self.ledger, moment_of(commit.time)
        facts = self.facts(path, entry) if is_document(path) and entry else None
        corrected = bool(facts and facts.corrections)
        approval = Approval(
            commit.id, entry, moment, grant.basis, grant.name,
            grant.person.id if grant.person else "", grant.role, grant.fingerprint,
            grant.weaker, corrected,
        )  # fmt: skip
        act = _act(entry, healing, corrected=corrected)
        ledger.approved[path] = approval
        ledger.versions[path].append(approval)
        ledger.story[path].append(
            Step(act, commit.id, moment, grant.name, grant.role, grant.fingerprint, entry)
        )
        if path == ORGANIZATION and entry:
            self.roster = self.rosters.get(entry) or self.roster

    def _heal(self, commit: Commit, claim: Claim | None) -> set[str]:
        """Turn the findings of the commits in Approved-despite into notes."""
        known = {name for name in claim.despite if name in self.touched} if claim else set()
        if not known:
            return set()
        healed = [f for f in self.ledger.findings if f.commit in known]
        self.ledger.findings = [f for f in self.ledger.findings if f.commit not in known]
        words = f"đã được phê duyệt lại ở {commit.id[:SHORT]}"
        self.ledger.notes += (
            Note(f.path, f"{f.message}; {words}", f.code, f.commit) for f in healed
        )
        self.despite |= known
        if self.newest is not None and self.newest.id in known:
            self.newest = self._latest_step(self.places[commit.id], self.despite)
        return {path for name in known for path in self.touched[name]}

    def _path_fault(
        self,
        path: str,
        entry: Entry,
        commit: Commit,
        before: Mapping[str, Approval],
        healed: set[str],
    ) -> Fault | None:
        """Check what an approval owes to one document: its day, and a correction's `dinh_chinh`."""
        if not is_document(path) or not entry or (facts := self.facts(path, entry)) is None:
            return None
        day = moment_of(commit.time)
        if facts.day and not facts.planned and Approval("", "", day).day < facts.day:
            return Fault(
                _BACK_DATED,
                f"ngày phê duyệt phải từ ngày của văn bản {show_day(facts.day)} trở đi, "
                f"nhưng là '{show_day(Approval('', '', day).day)}'",
                "kiểm tra `ngay` của văn bản và đồng hồ của máy, rồi phê duyệt lại",
            )
        last = before.get(path)
        if last is None or not is_file(last.blob) or last.blob == entry or path in healed:
            return None
        old = self.facts(path, last.blob)
        if old is None or old.planned or facts.corrections > old.corrections:
            return None
        return Fault(
            _CHANGED,
            "`dinh_chinh` phải có thêm một lần đính chính vì văn bản đã được phê duyệt, "
            f"nhưng vẫn là '{facts.corrections}' lần",
            "ghi ngày và lý do vào `dinh_chinh`, rồi phê duyệt bản đính chính",
        )

    def _unsigned_drafts(self, commit: Commit, case: Case) -> dict[str, Fault]:
        """Return the paths with a draft that is not signed as the policy asks."""
        roster = case.roster
        if roster.drafts is not Need.BAT_BUOC:
            return {}
        faults: dict[str, Fault] = {}
        for name in self.history.branches[commit.id].commits:
            draft = self.history.commits[name]
            if not self._draft_signed(draft, roster):
                fault = Fault(
                    _BAD_SIGNATURE,
                    f"bản soạn {name[:SHORT]} phải có chữ ký của người soạn "
                    f"{draft.author.name}, nhưng không có hoặc không đúng",
                    "người soạn ký lại bản soạn («git commit -S») rồi trình phê duyệt lại",
                )
                faults |= dict.fromkeys(self._own_paths(draft), fault)
        return faults

    def _draft_signed(self, draft: Commit, roster: Roster) -> bool:
        check = self.signatures.get(draft.id, UNSIGNED)
        author = roster.person_of(draft.author)
        if check.signed is not Signed.GOOD or author is None:
            return False
        day = Approval("", "", moment_of(draft.time)).day
        return any(p.id == author.id and day in days for p, days in roster.holders(check.key))

    # What follows from a fault

    def _fault(
        self,
        commit: Commit,
        claim: Claim | None,
        changed: Mapping[str, Change],
        paths: set[str],
        fault: Fault,
    ) -> None:
        removals = {path for path, _ in claim.removals} if claim else set()
        for path in sorted(paths):
            gone = path in changed and not changed[path].new and path not in removals
            quiet = fault.code in _STATE_CODES or len(commit.parents) < 2
            if gone and quiet and path != ORGANIZATION:
                self._report(commit, path, _removed(commit))
            else:
                self._report(commit, path, fault)

    def _report(self, commit: Commit, path: str, fault: Fault) -> None:
        code = self._code_at(commit, path, fault.code)
        self.ledger.findings.append(Finding(code, path, fault.message, fault.help, commit.id))
        self.ledger.story[path].append(
            Step(
                Act.FAULT, commit.id, moment_of(commit.time), commit.author.name,
                blob=self.ledger.state.get(path, ""), note=f"{code}: {fault.message}",
            )
        )  # fmt: skip

    def _code_at(self, commit: Commit, path: str, code: str) -> str:
        """Return the code as it reads at one path: a roster has its own, an approved file too."""
        if path == ORGANIZATION and path in self.touched[commit.id]:
            self_made = code in {_NO_ROLE, _BAD_SIGNATURE} and self._approves_itself(commit)
            if self_made or code in {_UNREVIEWED, _NOT_APPROVED}:
                return _SELF_MADE
        approved = self.ledger.approved.get(path)
        if code == _NOT_APPROVED and approved is not None and approved.blob:
            return _CHANGED
        return code

    def _approves_itself(self, commit: Commit) -> bool:
        """Tell whether the roster that a merge brings is what would make it an approval."""
        after = self.rosters.get(self.ledger.state.get(ORGANIZATION, ""))
        key = self.signatures.get(commit.id, UNSIGNED).key
        if after is None or self.roster is None or not key:
            return False
        return key in after.all_keys() and (
            key not in self.roster.all_keys() or after.holders(key) != self.roster.holders(key)
        )

    def _tell_drafts(self, commit: Commit, changed: Mapping[str, Change]) -> None:
        """Put the branch's own commits into the story of what they wrote."""
        if not changed:
            return
        brought = self.history.branches[commit.id].commits
        drafts = sorted((self.history.commits[c] for c in brought), key=lambda c: (c.time, c.id))
        for draft in drafts:
            moment = moment_of(draft.time)
            check = self.signatures.get(draft.id, UNSIGNED)
            mark = check.fingerprint if check.signed is Signed.GOOD else ""
            for path in self._own_paths(draft):
                if path in changed:
                    step = Step(Act.DRAFT, draft.id, moment, draft.author.name, fingerprint=mark)
                    self.ledger.story[path].append(step)


_BOTH = "bị đổi ở cả nhánh chính và nhánh soạn"


def _act(entry: Entry, healing: bool, *, corrected: bool) -> Act:
    if not entry:
        return Act.REMOVAL
    if healing:
        return Act.HEALING
    return Act.CORRECTION if corrected else Act.APPROVAL


def _unreviewed(commit: Commit) -> Fault:
    how = {0: "là một gốc mới", 1: "đưa thẳng vào nhánh chính"}.get(
        len(commit.parents), f"hợp nhất {len(commit.parents)} nhánh một lúc"
    )
    return Fault(
        _UNREVIEWED,
        f"nội dung phải vào nhánh chính bằng một lần hợp nhất hai bên, nhưng {commit.id[:SHORT]} "
        f"của {commit.author.name} {how}",
        "người có thẩm quyền xem lại, rồi phê duyệt với Approved-despite: " + commit.id,
    )


def _special(path: str, entry: Entry) -> Fault | None:
    if not entry or is_file(entry):
        return None
    message = f"nội dung được phê duyệt phải là tệp thường, nhưng «{path}» là liên kết hoặc kho con"
    return Fault(_NOT_APPROVED, message, "thay bằng tệp thường rồi phê duyệt lại")


def _removed(commit: Commit) -> Fault:
    return Fault(
        _REMOVED,
        f"tệp bị bỏ hoặc đổi tên ở {commit.id[:SHORT]} mà không có Approved-removal",
        "đưa tệp trở lại qua một lần phê duyệt, hoặc phê duyệt việc bỏ với Approved-despite: "
        + commit.id,
    )


def drop_cured(ledger: Ledger) -> None:
    """Turn into notes the findings on unapproved bytes that main no longer holds."""
    kept: list[Finding] = []
    for finding in ledger.findings:
        approval = ledger.approved.get(finding.path)
        held = ledger.state.get(finding.path, "")
        in_force = approval.blob if approval else ""
        if finding.code in _STATE_CODES and held == in_force:
            note = Note(finding.path, finding.message, finding.code, finding.commit)
            ledger.notes.append(replace(note, message=f"{finding.message}; nay không còn"))
        else:
            kept.append(finding)
    ledger.findings = kept
