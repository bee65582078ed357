"""The whole judgement of a repository: read, check signatures, judge, compare with memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from bienban import dates
from bienban.dates import show_day
from bienban.documents.organization import Organization
from bienban.documents.reader import read
from bienban.errors import BienbanError
from bienban.standards import load_standards
from bienban.trail import keeping, memory
from bienban.trail.approvals import Judge
from bienban.trail.conditions import TOLERANCE
from bienban.trail.environment import Repository, repository_at, require_whole
from bienban.trail.facts import FactsBook
from bienban.trail.history import (
    Line,
    earlier_lines,
    find_line,
    read_blobs,
    read_history,
    read_tree,
    resolve,
)
from bienban.trail.keeping import Judged
from bienban.trail.ledger import Ledger
from bienban.trail.protected import ORGANIZATION, is_document
from bienban.trail.records import Commit, History, SignatureCheck, is_file
from bienban.trail.roster import Roster, roster_of
from bienban.trail.signatures import SignatureBook, check_signatures
from bienban.trail.summary import verdicts
from bienban.trail.verdicts import SHORT, Finding, Note, TrailReport
from bienban.trail.worktree import pending_entries
from bienban.vocabulary import Need

_REWRITTEN = "BB907"
_HELP_REWRITTEN = (
    "tìm lại lịch sử cũ (bản sao khác, «git reflog»); nếu khôi phục có chủ ý: "
    "bienban trail --nhan-lai COMMIT --ly-do «…»"
)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a verifier knows of the line beforehand: its root, and states that it had."""

    root: str = ""
    seen: tuple[str, ...] = ()


def judge_repository(
    root: Path,
    *,
    main: str | None = None,
    first_root: str = "",
    last_seen: str = "",
    new_tip: str = "",
    passthrough: bool = False,
    remember: bool = True,
    pending: bool = True,
    now: datetime | None = None,
) -> TrailReport:
    """Judge the main line of the repository at `root` and return verdicts and findings.

    `main` names the branch; `first_root` and `last_seen` are what another verifier knows
    (`--goc`, `--da-thay`). `new_tip` judges a proposed commit instead of the branch (a hook);
    `passthrough` lets it see Git's quarantine. `remember` keeps the state for the next time.
    `now` is a gate's own clock: an approval dated a day after it is refused there, while no
    later judgement depends on the clock of who judges.
    Raises `NotARepository`, or `BienbanError` for a shallow clone and a machine without Git.
    """
    repository = repository_at(root, passthrough=passthrough)
    line = Line(main or "", new_tip) if new_tip else find_line(repository, main)
    if line is None:
        return _without_main(repository)
    known = memory.load(repository, line.ref) if remember and not new_tip else memory.NOTHING
    if not known.seen and remember and not new_tip and main is None:
        known = _known_before(repository, line)
    expected = _expectation(known, first_root, last_seen)
    report = _judge_line(repository, line, expected, pending and not new_tip)
    report = replace(report, notes=(*_restores(known), *report.notes))
    if now is not None:
        report = replace(report, findings=(*report.findings, *_early_steps(report, now)))
    if remember and not new_tip and report.applies and report.settled:
        seen = replace(known, root=report.root, seen=report.head)
        if seen != known:
            memory.save(repository, line.ref, seen)
    return report


def accept_restore(root: Path, commit: str, reason: str, *, main: str | None = None) -> TrailReport:
    """Accept that history was put back to `commit` on purpose, and judge what is there now."""
    repository = repository_at(root)
    require_whole(repository)
    line = find_line(repository, main)
    if line is None:
        raise BienbanError("kho chưa có nhánh chính nào; hãy commit lần đầu trước")
    name = resolve(repository, commit)
    if name not in read_history(repository, line.tip).line:
        raise BienbanError(
            f"«{commit}» không nằm trên nhánh chính; hãy chọn một commit trong "
            "«git log --first-parent»"
        )
    report = _judge_line(repository, line, Expectation(), pending=False)
    known = memory.load(repository, line.ref)
    restore = memory.Restore(name, reason, dates.today().isoformat(), known.seen)
    accepted = memory.Memory(report.root, name, (*known.restores, restore))
    if not memory.save(repository, line.ref, accepted):
        path = memory.state_file(repository, line.ref)
        raise BienbanError(f"không ghi được «{path}»; hãy kiểm tra quyền ghi thư mục đó")
    return judge_repository(root, main=main)


def _known_before(repository: Repository, line: Line) -> memory.Memory:
    """Return what is remembered of a line that has gone, such as a main that was renamed away."""
    for ref in earlier_lines(repository, line):
        known = memory.load(repository, ref)
        if known.seen:
            return known
    return memory.NOTHING


def _expectation(known: memory.Memory, first_root: str, last_seen: str) -> Expectation:
    """Join what this verifier remembers with what it was told."""
    return Expectation(first_root or known.root, tuple(filter(None, (known.seen, last_seen))))


def _restores(known: memory.Memory) -> tuple[Note, ...]:
    words = "đã nhận lại lịch sử từ"
    return tuple(
        Note("", f"{words} {restore.commit[:SHORT]} ngày {restore.day}: {restore.reason}")
        for restore in known.restores
    )


def _judge_line(
    repository: Repository, line: Line, expected: Expectation, pending: bool
) -> TrailReport:
    if repository.is_shallow:
        return _shallow(repository, line, expected)
    kept = memory.cache_file(repository, "result")
    judged = keeping.load(kept, line.tip)
    if judged is None:
        judged = judge_tip(repository, line.tip)
        keeping.save(kept, line.tip, judged)
    return _report(repository, line, judged, expected, pending)


def judge_tip(
    repository: Repository, tip: str, assumed: Mapping[str, SignatureCheck] | None = None
) -> Judged:
    """Read and judge the whole line that ends in `tip`.

    `assumed` are signatures taken for granted, of a merge that `approve` is about to sign.
    """
    history = read_history(repository, tip)
    rosters = _rosters(repository, history)
    begin = _begin(history, rosters)
    if begin is None:
        return Judged(Ledger(), history.line, len(history.commits))
    book = FactsBook(memory.cache_file(repository, "facts"))
    book.learn(read_blobs(repository, book.missing(_documents(history, begin))))
    signatures = _signatures(repository, history, rosters, begin) | dict(assumed or {})
    judge = Judge(history, rosters, signatures, book.of)
    ledger = judge.run()
    places = {commit: place for place, commit in enumerate(history.line)}
    ledger.findings.sort(key=lambda f: (f.path, f.code, places[f.commit], f.message))
    return Judged(ledger, history.line, len(history.commits))


def _shallow(repository: Repository, line: Line, expected: Expectation) -> TrailReport:
    """Refuse a shallow clone whose cell has a policy; without one there is nothing to judge."""
    if expected.root or _has_policy(repository, line.tip):
        require_whole(repository)
    return TrailReport(applies=False, ref=line.ref, head=line.tip)


def _without_main(repository: Repository) -> TrailReport:
    """Refuse a clone of a cell with a policy that has not fetched main, as CI often makes them."""
    head = repository.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if head and _has_policy(repository, head):
        raise BienbanError(
            "không thấy nhánh chính trong bản sao này nên không xét được phê duyệt; "
            "hãy chạy «git fetch origin main:refs/remotes/origin/main» rồi làm lại"
        )
    return TrailReport(applies=False)


def _has_policy(repository: Repository, commit: str) -> bool:
    blob = read_tree(repository, commit).get(ORGANIZATION, "")
    held = read_blobs(repository, [blob]) if is_file(blob) else {}
    return any(_roster(data) is not None for data in held.values())


def _report(
    repository: Repository, line: Line, judged: Judged, expected: Expectation, pending: bool
) -> TrailReport:
    ledger = judged.ledger
    rewritten = tuple(_rewritten(judged, expected))
    work = repository.work_tree if pending and ledger.root else None
    drafts = pending_entries(work, ledger.state, len(line.tip)) if work else {}
    return TrailReport(
        applies=bool(ledger.root or rewritten),
        ref=line.ref,
        head=line.tip,
        root=ledger.root,
        findings=tuple(sorted((*ledger.findings, *rewritten), key=lambda f: (f.path, f.code))),
        notes=tuple(ledger.notes),
        verdicts=verdicts(ledger, drafts) if ledger.root else (),
        commits=judged.commits,
        approvals=ledger.approvals,
        settled=not rewritten,
    )


def _rewritten(judged: Judged, expected: Expectation) -> Iterable[Finding]:
    """Return what the line lacks of what a verifier saw: its root, a later state."""
    line, root = set(judged.line), judged.ledger.root
    if expected.root and expected.root != root:
        actual = f"là '{root[:SHORT]}'" if root else "không có gốc nào"
        message = f"gốc tin cậy phải là {expected.root[:SHORT]}, nhưng {actual}"
        yield Finding(_REWRITTEN, ORGANIZATION, message, _HELP_REWRITTEN)
        return
    for seen in expected.seen:
        if seen not in line:
            message = (
                f"nhánh chính phải đi tiếp từ {seen[:SHORT]} đã thấy lần trước, "
                f"nhưng nay là '{judged.line[-1][:SHORT]}' không qua bước đó"
            )
            yield Finding(_REWRITTEN, ORGANIZATION, message, _HELP_REWRITTEN)
            return


def _early_steps(report: TrailReport, now: datetime) -> Iterable[Finding]:
    """Yield a finding at each approval that is dated after the gate's clock."""
    latest, today = now + timedelta(seconds=TOLERANCE), now.astimezone(dates.VIETNAM).date()
    for verdict in report.verdicts:
        for approval in verdict.versions:
            if approval.moment > latest:
                message = (
                    f"ngày phê duyệt phải không sau ngày nhận {show_day(today)}, "
                    f"nhưng là '{show_day(approval.day)}'"
                )
                help_text = "chỉnh lại đồng hồ của máy rồi phê duyệt lại"
                yield Finding("BB909", verdict.path, message, help_text, approval.commit)


def _rosters(repository: Repository, history: History) -> dict[str, Roster | None]:
    """Return the roster of every version of organization.yml that main ever had."""
    blobs = {
        change.new
        for commit in history.line
        for change in history.diff(history.first_parent(commit), commit)
        if change.path == ORGANIZATION and is_file(change.new)
    }
    return {blob: _roster(data) for blob, data in read_blobs(repository, blobs).items()}


@cache
def _roster(data: bytes) -> Roster | None:
    document = read(ORGANIZATION, data, load_standards()).document
    if document is None or not isinstance(document.record, Organization):
        return None
    return roster_of(document.record, document.failed)


def _begin(history: History, rosters: Mapping[str, Roster | None]) -> int | None:
    """Return the place on the line of the root of trust."""
    held = ""
    for place, commit in enumerate(history.line):
        for change in history.diff(history.first_parent(commit), commit):
            if change.path == ORGANIZATION:
                held = change.new
        if rosters.get(held) is not None:
            return place
    return None


def _documents(history: History, begin: int) -> Iterable[str]:
    """Return the blobs of documents that were approved or corrected after the root of trust."""
    for commit in history.line[begin + 1 :]:
        for change in history.diff(history.first_parent(commit), commit):
            if is_document(change.path):
                yield from filter(is_file, (change.new, change.old))


def _signatures(
    repository: Repository, history: History, rosters: Mapping[str, Roster | None], begin: int
) -> dict[str, SignatureCheck]:
    """Check the signatures of merges on the line, and of drafts where the policy asks for them."""
    known = [roster for roster in rosters.values() if roster is not None]
    keys = frozenset[str]().union(*(roster.all_keys() for roster in known))
    drafts = any(roster.drafts is Need.BAT_BUOC for roster in known)
    book = SignatureBook(memory.cache_file(repository, "signatures"))
    return check_signatures(_signed(history, begin, drafts), keys, book)


def _signed(history: History, begin: int, drafts: bool) -> Iterable[Commit]:
    for name in history.line[begin + 1 :]:
        commit = history.commits[name]
        if commit.signature and len(commit.parents) == 2:
            yield commit
        if drafts:
            brought = (history.commits[other] for other in history.branches[name].commits)
            yield from (other for other in brought if other.signature)
