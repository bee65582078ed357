"""The judge: from plain records of one line of history to approvals and findings.

It walks main's first-parent line once, oldest first. The roster in force is that of the last
organization.yml which the root of trust or a valid approval put there, so that no roster,
key list or policy ever judges itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bienban.trail.cases import Case, Fault, Grant, Naming
from bienban.trail.conditions import already_on_main, decide
from bienban.trail.duties import Duty, facts_at, missed_duty, unsigned_drafts
from bienban.trail.ledger import STATE_CODES, Ledger
from bienban.trail.protected import ORGANIZATION
from bienban.trail.records import (
    Change,
    Commit,
    Entry,
    FactsOf,
    History,
    Identity,
    SignatureCheck,
    Signed,
    moment_of,
    visible,
)
from bienban.trail.roster import Roster
from bienban.trail.survey import Authors, Survey
from bienban.trail.trailers import Claim, claim_of
from bienban.trail.unapproved import Unapproved
from bienban.trail.verdicts import SHORT, Act, Approval, Finding, Step


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of the line: what it claims and changes, who wrote that, what it misplaces.

    `paths` are all that it concerns.
    """

    commit: Commit
    claim: Claim | None
    changed: Mapping[str, Change]
    authors: Authors
    misplaced: tuple[tuple[str, str], ...]

    @property
    def paths(self) -> set[str]:
        """The paths that the step changes, names or misplaces."""
        named = self.claim.paths if self.claim else frozenset()
        return {*self.changed, *named, *(path for path, _ in self.misplaced)}


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
        self.facts = facts
        self.ledger = Ledger()
        self.places = {commit: place for place, commit in enumerate(history.line)}
        self.survey = Survey(history, signatures, self.places)
        self.unapproved = Unapproved(self.survey)
        self.roster: Roster | None = None
        self.turns: dict[str, Turn] = {}
        self.set_aside: set[str] = set()
        self.granted: set[str] = set()
        self.newest: Commit | None = None

    def run(self) -> Ledger:
        """Walk the line from its first commit to its last."""
        for place, name in enumerate(self.history.line):
            commit = self.history.commits[name]
            if self.roster is None:
                self.ledger.advance(place, self.survey.changed(commit))
                self._maybe_begin(commit)
            else:
                self._step(place, commit, self.roster)
        self.ledger.drop_cured()
        return self.ledger

    def _maybe_begin(self, commit: Commit) -> None:
        """Begin the trail where organization.yml first has a policy: this is the root of trust."""
        self.roster = self.rosters.get(self.ledger.state.get(ORGANIZATION, ""))
        if self.roster is not None:
            self.newest = commit
            self.ledger.begin(commit)

    def _step(self, place: int, commit: Commit, roster: Roster) -> None:
        """Judge one commit of the line after the root of trust."""
        turn = self._turn(commit, roster)
        self.turns[commit.id] = turn
        self._tell_drafts(turn)
        self.ledger.advance(place, turn.changed)
        self.unapproved.note(commit, turn.changed, turn.authors)
        if turn.changed or turn.claim:
            self._judge(turn, roster)
        if self.newest is None or commit.time > self.newest.time:
            self.newest = commit

    def _turn(self, commit: Commit, roster: Roster) -> Turn:
        changed, claim = self.survey.changed(commit), claim_of(commit.message)
        merge = len(commit.parents) == 2
        return Turn(
            commit,
            claim,
            changed,
            self.survey.authors(commit, changed, roster),
            self.survey.misplaced(commit, changed, self.ledger) if merge else (),
        )

    def _judge(self, turn: Turn, roster: Roster) -> None:
        if len(turn.commit.parents) != 2:
            self._fault(turn, _unreviewed(turn.commit))
            return
        case = self._case(turn, roster)
        decided = decide(case)
        if isinstance(decided, Fault):
            self._fault(turn, decided)
        else:
            self._grant(turn, decided, case)

    # The case of a merge

    def _case(self, turn: Turn, roster: Roster) -> Case:
        despite = turn.claim.despite if turn.claim else ()
        known = [self.turns[c] for c in despite if c in self.turns and c != turn.commit.id]
        ids = {healed.commit.id for healed in known}
        required = self._required(turn, known)
        return Case(
            commit=turn.commit,
            roster=roster,
            claim=turn.claim,
            signature=self.survey.check(turn.commit),
            misplaced=turn.misplaced,
            required=required,
            allowed=self._allowed(ids, required),
            authors=self._authors(turn, known, required, roster),
            unknown=tuple(commit for commit in despite if commit not in ids),
            newest=self._newest_for(turn.commit, ids),
            passed_over=tuple(h.commit for h in known if h.commit.id in self.granted),
        )

    def _authors(
        self, turn: Turn, known: Iterable[Turn], required: Mapping[str, Naming], roster: Roster
    ) -> dict[str, tuple[Identity, ...]]:
        """Return who wrote what an approval names: here, at healed steps, and unapproved before."""
        new = {path for path, naming in required.items() if naming.blob != self._in_force(path)}
        earlier = self.unapproved.authors(turn.commit, new, roster)
        sources = (turn.authors, *(healed.authors for healed in known), earlier)
        return {path: tuple(a for s in sources for a in s.get(path, ())) for path in required}

    def _in_force(self, path: str) -> Entry:
        approval = self.ledger.approved.get(path)
        return approval.blob if approval else ""

    def _required(self, turn: Turn, known: Iterable[Turn]) -> dict[str, Naming]:
        """Return what an approval must name: what differs, and what healed commits touched."""
        required: dict[str, Naming] = {}
        for healed in known:
            for path, change in healed.changed.items():
                now = self.ledger.state.get(path, "")
                if now:
                    required[path] = Naming(now)
                elif change.old:
                    required[path] = Naming(change.old, removal=True)
        for path, change in turn.changed.items():
            required[path] = Naming(change.new or change.old, removal=not change.new)
        return required

    def _allowed(self, healed: set[str], required: Mapping[str, Naming]) -> dict[str, Naming]:
        """Return what it may name besides: files at which a healed commit has a finding."""
        paths = {finding.path for finding in self.ledger.findings if finding.commit in healed}
        state = self.ledger.state
        return {path: Naming(state[path]) for path in paths - required.keys() if path in state}

    def _newest_for(self, commit: Commit, healed: set[str]) -> Commit | None:
        """Return the latest step or branch commit; one that is healed here counts no more."""
        newest = self.newest
        if newest is not None and newest.id in healed:
            newest = self._latest_step(commit, self.set_aside | healed)
        steps = filter(None, (newest, *self.survey.brought(commit)))
        return max(steps, key=lambda step: step.time, default=None)

    def _latest_step(self, before: Commit, without: set[str]) -> Commit | None:
        start, end = self.places[self.ledger.root], self.places[before.id]
        steps = (self.history.commits[name] for name in self.history.line[start:end])
        return max((c for c in steps if c.id not in without), key=lambda c: c.time, default=None)

    # What follows from an approval

    def _grant(self, turn: Turn, grant: Grant, case: Case) -> None:
        """Put a valid approval on the ledger; a path may still fail for itself."""
        self.ledger.approvals += 1
        self.granted.add(turn.commit.id)
        unsigned = dict(unsigned_drafts(case, self.survey, self._drafts(turn, case)))
        healed = self._heal(turn)
        for path, naming in case.required.items():
            entry = "" if naming.removal else naming.blob
            facts = facts_at(path, entry, self.facts)
            before = self.ledger.approved.get(path)
            duty = Duty(path, entry, turn.commit, before, facts, path in healed)
            fault = unsigned.get(path) or missed_duty(duty, self.facts)
            if fault is None:
                self._approve(duty, grant)
            else:
                self._report(turn.commit, path, fault)

    def _drafts(self, turn: Turn, case: Case) -> Iterator[Commit]:
        """Yield the drafts that a merge brings, and those that came unapproved to its paths."""
        yield from self.survey.brought(turn.commit)
        healed = {*(turn.claim.despite if turn.claim else ()), turn.commit.id}
        for path in case.required:
            yield from self.unapproved.drafts(path, healed)

    def _heal(self, turn: Turn) -> set[str]:
        """Turn the findings of the commits in Approved-despite into notes; return their paths."""
        known = {c for c in turn.claim.despite if c in self.turns} if turn.claim else set()
        self.ledger.heal(known, turn.commit)
        self.set_aside |= known
        if self.newest is not None and self.newest.id in known:
            self.newest = self._latest_step(turn.commit, self.set_aside)
        return {path for commit in known for path in self.turns[commit].changed}

    def _approve(self, duty: Duty, grant: Grant) -> None:
        commit, entry = duty.commit, duty.entry
        moment, corrected = moment_of(commit.time), bool(duty.facts and duty.facts.corrections)
        approval = Approval(
            commit=commit.id,
            blob=entry,
            moment=moment,
            basis=grant.basis,
            person=grant.name,
            person_id=grant.person.id if grant.person else "",
            role=grant.role,
            fingerprint=grant.fingerprint,
            weaker=grant.weaker,
            corrected=corrected,
        )
        act = _act(entry, healing=duty.healed, corrected=corrected)
        step = Step(act, commit.id, moment, grant.name, grant.role, grant.fingerprint, entry)
        self.ledger.put(duty.path, approval, step)
        self.unapproved.approve(duty.path)
        if duty.path == ORGANIZATION and entry:
            self.roster = self.rosters.get(entry) or self.roster

    def _tell_drafts(self, turn: Turn) -> None:
        """Put the branch's own commits into the story of what they wrote."""
        if not turn.changed:
            return
        for draft in sorted(self.survey.brought(turn.commit), key=lambda c: (c.time, c.id)):
            check = self.survey.check(draft)
            mark = check.fingerprint if check.signed is Signed.GOOD else ""
            moment, author = moment_of(draft.time), visible(draft.author.name)
            for path in self.survey.own_paths(draft):
                if path in turn.changed:
                    step = Step(Act.DRAFT, draft.id, moment, author, fingerprint=mark)
                    self.ledger.story[path].append(step)

    # What follows from a fault

    def _fault(self, turn: Turn, fault: Fault) -> None:
        removals = {path for path, _ in turn.claim.removals} if turn.claim else set()
        quiet = fault.code in STATE_CODES or len(turn.commit.parents) != 2
        for path in sorted(turn.paths):
            gone = path in turn.changed and not turn.changed[path].new and path not in removals
            plain = not (gone and quiet and path != ORGANIZATION)
            self._report(turn.commit, path, fault if plain else _removed(turn.commit))

    def _report(self, commit: Commit, path: str, fault: Fault) -> None:
        code, message = self._code_at(commit, path, fault.code), visible(fault.message)
        self.ledger.findings.append(Finding(code, path, message, fault.help, commit.id))
        blob, note = self.ledger.state.get(path, ""), f"{code}: {message}"
        moment, author = moment_of(commit.time), visible(commit.author.name)
        step = Step(Act.FAULT, commit.id, moment, author, blob=blob, note=note)
        self.ledger.story[path].append(step)

    def _code_at(self, commit: Commit, path: str, code: str) -> str:
        """Return the code as it reads at one path: a roster has its own, an approved file too."""
        if path == ORGANIZATION and path in self.turns[commit.id].changed:
            self_made = code in {"BB903", "BB905"} and self._approves_itself(commit)
            if self_made or code in {"BB901", "BB906"}:
                return "BB910"
        approved = self.ledger.approved.get(path)
        return "BB902" if code == "BB901" and approved is not None and approved.blob else code

    def _approves_itself(self, commit: Commit) -> bool:
        """Tell whether the roster that a merge brings gives its key a right that it had not."""
        after = self.rosters.get(self.ledger.state.get(ORGANIZATION, ""))
        key = self.survey.check(commit).key
        if after is None or self.roster is None or key not in after.all_keys():
            return False
        return after.holders(key) != self.roster.holders(key)


def _act(entry: Entry, *, healing: bool, corrected: bool) -> Act:
    if not entry:
        return Act.REMOVAL
    if healing:
        return Act.HEALING
    return Act.CORRECTION if corrected else Act.APPROVAL


def _unreviewed(commit: Commit) -> Fault:
    count = len(commit.parents)
    how = "đưa thẳng vào nhánh chính" if count < 2 else f"hợp nhất {count - 1} nhánh một lúc"
    return Fault(
        "BB906",
        f"nội dung phải vào nhánh chính bằng một lần hợp nhất hai bên, nhưng {commit.id[:SHORT]} "
        f"của {commit.author.name} {how}",
        f"đưa nội dung lên một nhánh riêng để phê duyệt{already_on_main(commit)}",
    )


def _removed(commit: Commit) -> Fault:
    return Fault(
        "BB908",
        f"tệp phải được bỏ bằng `Approved-removal`, nhưng {commit.id[:SHORT]} không ghi dòng đó",
        f"đưa tệp trở lại qua một lần phê duyệt, hoặc bỏ tệp trên một nhánh"
        f"{already_on_main(commit)}",
    )
