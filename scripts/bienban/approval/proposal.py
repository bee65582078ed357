"""What approving a branch would do, computed whole before anybody is asked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bienban.approval.approver import Approver, find_reader
from bienban.approval.describe import Told, describe
from bienban.checking import Checked, check_workspace
from bienban.dates import VIETNAM
from bienban.diagnostics import Diagnostic, Severity
from bienban.documents.organization import Organization
from bienban.documents.reader import ORGANIZATION, read
from bienban.errors import BienbanError
from bienban.standards import load_standards
from bienban.trail import trailers
from bienban.trail.conditions import ON_MAIN
from bienban.trail.environment import Repository, repository_at, require_whole
from bienban.trail.history import Line, find_line, read_blobs, resolve
from bienban.trail.keeping import Judged
from bienban.trail.merging import (
    GITLINK,
    Merge,
    Tree,
    differing,
    is_ancestor,
    make_commit,
    materialise,
    merge_bases,
    scratch_objects,
    three_way,
    whole_tree,
    write_tree,
)
from bienban.trail.protected import is_protected
from bienban.trail.records import SignatureCheck, Signed
from bienban.trail.report import judge_repository, judge_tip
from bienban.trail.roster import Roster, roster_of
from bienban.trail.verdicts import SHORT, Finding, TrailReport
from bienban.trail.workplace import (
    Waiting,
    branch_refs,
    find_branch,
    refuse_in_the_way,
    refuse_unready,
)

_LOCAL, _REMOTE = "refs/heads/", "refs/remotes/origin/"
_REWRITTEN = "BB907"


@dataclass(frozen=True)
class Desk:
    """A clone in which somebody approves: its main line, and what is known of it.

    `ref` is the local main, `tip` its newest commit, `report` the judgement of the line that
    everybody sees (origin's where there is one), `roster` who may approve by it.
    """

    root: Path
    repository: Repository
    ref: str
    tip: str
    report: TrailReport
    roster: Roster

    @property
    def main(self) -> str:
        """The name of the main branch."""
        return self.ref.removeprefix(_LOCAL)


@dataclass(frozen=True)
class Proposal:
    """A merge that could be made, with all that a person must see before it is.

    `branch` is None where only earlier faults are healed. `faults` are what the judge would
    hold against the merge, `errors` what the checker does; where there are any it is refused.
    """

    desk: Desk
    branch: Waiting | None
    second: str
    before: Tree
    merge: Merge
    despite: tuple[str, ...]
    approver: Approver
    moment: datetime
    message: str
    told: tuple[Told, ...]
    others: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    errors: tuple[Diagnostic, ...]
    faults: tuple[Finding, ...]
    unsigned: str


def open_desk(root: Path, branch: str | None = None, *, left_behind: bool = False) -> Desk:
    """Return the clone at `root`, ready to approve; `branch` names main where it is not `main`.

    `left_behind` accepts a local main that origin's has left behind, for undoing alone.
    Raises `BienbanError` where nothing can be approved here, with what to do.
    """
    repository = repository_at(root)
    require_whole(repository)
    line = find_line(repository, branch)
    if line is None:
        raise BienbanError("kho chưa có commit nào trên nhánh chính; hãy commit lần đầu trước")
    refuse_unready(repository)
    ref, tip = _local_main(repository, line, left_behind)
    report = judge_repository(root, main=ref.removeprefix(_LOCAL), pending=False)
    if not report.applies:
        raise BienbanError(
            "organization.yml trên nhánh chính chưa có `phe_duyet`, nên chưa có ai được phê duyệt; "
            "hãy ghi `phe_duyet`, `git`, `khoa` vào organization.yml và commit lên nhánh chính: "
            "commit đó là gốc tin cậy"
        )
    _refuse_rewritten(report)
    return Desk(root, repository, ref, tip, report, _roster(repository, report))


def _local_main(repository: Repository, line: Line, left_behind: bool) -> tuple[str, str]:
    """Return the local main; refuse one that origin's has left behind."""
    name = line.ref.removeprefix(_REMOTE).removeprefix(_LOCAL)
    refs = branch_refs(repository)
    local, published = refs.get(_LOCAL + name), refs.get(_REMOTE + name)
    if local is None:
        raise BienbanError(f"chưa có nhánh «{name}» trên máy này; hãy chạy «git switch {name}»")
    if left_behind or published is None or is_ancestor(repository, published, local):
        return _LOCAL + name, local
    if is_ancestor(repository, local, published):
        raise BienbanError(
            f"nhánh «{name}» trên máy này cũ hơn origin; hãy chạy "
            f"«git switch {name}» rồi «git pull --ff-only»"
        )
    raise BienbanError(
        f"nhánh «{name}» trên máy này và trên origin đã rẽ hai hướng; nếu phần trên máy là phê "
        "duyệt chưa đẩy, hãy «bienban approve --undo», rồi «git pull --ff-only» và phê duyệt lại"
    )


def _refuse_rewritten(report: TrailReport) -> None:
    for finding in report.findings:
        if finding.code == _REWRITTEN:
            raise BienbanError(f"{finding.code}: {finding.message}; {finding.help}")


def _roster(repository: Repository, report: TrailReport) -> Roster:
    """Return the roster in force: of the last organization.yml that was approved."""
    versions = report.verdict(ORGANIZATION).versions
    blobs = [version.blob for version in reversed(versions) if version.blob]
    held = read_blobs(repository, blobs)
    for blob in blobs:
        document = read(ORGANIZATION, held[blob], load_standards()).document
        if document is not None and isinstance(document.record, Organization):
            roster = roster_of(document.record, document.failed)
            if roster is not None:
                return roster
    raise BienbanError("không đọc được danh bạ đã phê duyệt; hãy xem «bienban trail --verify»")


def propose(
    desk: Desk,
    name: str | None,
    *,
    folder: Path,
    key: str | None = None,
    despite: Iterable[str] = (),
    moment: datetime | None = None,
) -> Proposal:
    """Return what approving branch `name` would do, or healing alone where it is None.

    `key` is the signing key to use, as seen from `folder`; `despite` names faulty commits of
    main to be healed; `moment` is when it is signed (now).
    """
    repository = desk.repository
    now = (moment or datetime.now(VIETNAM)).replace(microsecond=0)
    healed = tuple(resolve(repository, commit) for commit in despite)
    branch = find_branch(repository, name) if name else None
    if branch is None and not healed:
        raise BienbanError("không có gì để phê duyệt; hãy ghi tên nhánh")
    second = branch.tip if branch else resolve(repository, f"{healed[-1]}^1")
    if branch and is_ancestor(repository, second, desk.tip):
        raise BienbanError(f"nhánh «{branch.name}» không có gì mới so với nhánh «{desk.main}»")
    approver = find_reader(repository, desk.roster, now, key, folder)
    before, merge = _merge(repository, desk.tip, second)
    _refuse_conflicts(desk, branch, merge)
    changed = differing(before, merge.tree)
    named = _named(repository, before, merge.tree, changed, healed)
    message = _message(desk, branch, approver, named, healed)
    checked = _check(repository, merge.tree, now)
    draft = Proposal(
        desk, branch, second, before, merge, healed, approver, now, message,
        told=_tell(desk, before, merge.tree, named, set(changed), checked),
        others=tuple(path for path in changed if not is_protected(path)),
        diagnostics=tuple(checked.diagnostics),
        errors=_errors(desk, before, checked, set(changed), now),
        faults=(),
        unsigned="",
    )  # fmt: skip
    if approver.missing:
        return draft
    unsigned, faults = _rehearse(draft)
    return replace(draft, faults=faults, unsigned=unsigned)


def _merge(repository: Repository, tip: str, second: str) -> tuple[Tree, Merge]:
    """Return main's tree, and the merge of the two sides."""
    bases = merge_bases(repository, tip, second)
    if not bases:
        raise BienbanError(
            "nhánh này không có chung lịch sử với nhánh chính; hãy tạo nhánh từ nhánh chính và "
            "chép nội dung sang"
        )
    before = whole_tree(repository, tip)
    sides = [whole_tree(repository, base) for base in bases]
    return before, three_way(sides, before, whole_tree(repository, second))


def _refuse_conflicts(desk: Desk, branch: Waiting | None, merge: Merge) -> None:
    if not merge.conflicts:
        return
    name = branch.name.removeprefix("origin/") if branch else ""
    shown = ", ".join(f"«{path}»" for path in merge.conflicts[:5])
    raise BienbanError(
        f"đã đổi ở cả nhánh chính và nhánh «{name}»: {shown}. Người soạn đưa nhánh chính vào "
        f"nhánh soạn trước: «git switch {name}», «git merge {desk.main}», chọn nội dung đúng, "
        "«bienban check», «git commit»; rồi phê duyệt lại"
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """What one trailer says of a path: the blob approved, or the blob taken away."""

    path: str
    id: str
    removal: bool = False

    @property
    def line(self) -> str:
        name = trailers.REMOVAL if self.removal else trailers.DOCUMENT
        return f"{name}: {self.id} {self.path}"


def _named(
    repository: Repository,
    before: Tree,
    after: Tree,
    changed: Iterable[str],
    healed: Iterable[str],
) -> tuple[_Named, ...]:
    """Return what must be named: what differs, and what the healed commits touched."""
    earlier: dict[str, str] = {}
    for commit in healed:
        earlier |= dict(_touched(repository, commit))
    for path in changed:
        earlier[path] = before[path].id if path in before else ""
    named = [
        _Named(path, after[path].id) if path in after else _Named(path, old, removal=True)
        for path, old in earlier.items()
        if is_protected(path) and (path in after or old)
    ]
    return tuple(sorted(named, key=lambda name: name.path))


def _touched(repository: Repository, commit: str) -> Iterator[tuple[str, str]]:
    """Yield each path that a commit of main touched, with what it held before."""
    parents = repository.run("rev-list", "--parents", "-n", "1", commit).decode().split()[1:]
    old = whole_tree(repository, parents[0]) if parents else {}
    for path in differing(old, whole_tree(repository, commit)):
        yield path, old[path].id if path in old else ""


def _message(
    desk: Desk,
    branch: Waiting | None,
    approver: Approver,
    named: Iterable[_Named],
    healed: Iterable[str],
) -> str:
    subject = f"Phê duyệt nhánh {branch.name}" if branch else "Phê duyệt lại nội dung đã có"
    lines = [f"{trailers.BY}: {approver.identity.name} <{approver.identity.email}>"]
    lines += [f"{trailers.ROLE}: {approver.role}"]
    lines += [name.line for name in named]
    lines += [f"{trailers.DESPITE}: {commit}" for commit in healed]
    body = f"Đưa vào nhánh {desk.main} các nội dung nêu dưới đây, đã xem và phê duyệt."
    return f"{subject}\n\n{body}\n\n" + "\n".join(lines) + "\n"


def _check(repository: Repository, tree: Tree, moment: datetime) -> Checked:
    """Check `tree` as if it were a workspace, in a folder that then goes away."""
    day = moment.astimezone(VIETNAM).date()
    with tempfile.TemporaryDirectory(prefix="bienban-") as folder:
        materialise(repository, tree, Path(folder), filter(is_protected, tree))
        return check_workspace(Path(folder), day=day, kept_for=repository.work_tree)


def _errors(
    desk: Desk, before: Tree, checked: Checked, changed: set[str], moment: datetime
) -> tuple[Diagnostic, ...]:
    """Return the errors that the branch answers for: in its files, or not on main so far."""
    errors = [d for d in checked.diagnostics if d.severity is Severity.ERROR]
    if all(d.path in changed for d in errors):
        return tuple(errors)
    main = _check(desk.repository, before, moment)
    known = {(d.path, d.code, d.message) for d in main.errors}
    return tuple(d for d in errors if d.path in changed or (d.path, d.code, d.message) not in known)


def _tell(
    desk: Desk,
    before: Tree,
    after: Tree,
    named: Iterable[_Named],
    changed: set[str],
    checked: Checked,
) -> tuple[Told, ...]:
    """Tell every file that is named: as main has it, or where it is healed as last approved."""
    pairs = {
        name.path: (
            _blob(before, name.path) if name.path in changed else _approved(desk, name.path),
            _blob(after, name.path),
        )
        for name in named
    }
    data = read_blobs(desk.repository, {blob for pair in pairs.values() for blob in pair if blob})
    return tuple(
        describe(path, data.get(old), data.get(new), checked.register)
        for path, (old, new) in pairs.items()
    )


def _blob(tree: Tree, path: str) -> str:
    """Return the blob at a path, "" where there is none to read."""
    return tree[path].id if path in tree and tree[path].mode != GITLINK else ""


def _approved(desk: Desk, path: str) -> str:
    """Return the blob of `path` that was approved last, "" where none was."""
    versions = desk.report.verdict(path).versions
    return versions[-1].blob if versions else ""


def _rehearse(proposal: Proposal) -> tuple[str, tuple[Finding, ...]]:
    """Make the merge where nobody sees it, and ask the judge what he would hold against it.

    The signature is taken for granted, so that no key is asked for before the person says yes.
    """
    desk = proposal.desk
    with scratch_objects(desk.repository) as scratch:
        tree = write_tree(scratch, desk.tip, proposal.before, proposal.merge.tree)
        refuse_in_the_way(scratch, desk.ref, desk.tip, tree)
        commit = make_commit(
            scratch, tree, (desk.tip, proposal.second), proposal.message,
            proposal.approver.identity, proposal.moment,
        )  # fmt: skip
        key = proposal.approver.key
        signed = SignatureCheck(Signed.GOOD, key.public, key.fingerprint) if key else None
        judged = judge_tip(scratch, commit, {commit: signed} if signed else None)
    found = new_findings(desk, judged)
    words = {commit[:SHORT]: "này"}
    return commit, tuple(_reworded(finding, words) for finding in found)


def new_findings(desk: Desk, judged: Judged) -> list[Finding]:
    """Return the findings that were not there on the line that everybody sees."""
    known = {(f.code, f.path, f.commit) for f in desk.report.findings}
    return [f for f in judged.ledger.findings if (f.code, f.path, f.commit) not in known]


def _reworded(finding: Finding, words: dict[str, str]) -> Finding:
    message = finding.message
    for short, name in words.items():
        message = message.replace(short, name)
    return replace(finding, message=message, help=finding.help.partition(f"; {ON_MAIN}")[0])
