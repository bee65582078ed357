"""What approving does to the repository: the signed merge, its undoing, a branch sent back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bienban.approval.approver import find_approver
from bienban.approval.proposal import Desk, Proposal, new_findings, open_desk
from bienban.dates import VIETNAM
from bienban.errors import BienbanError
from bienban.trail import memory
from bienban.trail.merging import make_commit, move_ref, write_tree
from bienban.trail.report import judge_tip
from bienban.trail.trailers import claim_of
from bienban.trail.verdicts import SHORT
from bienban.trail.workplace import Waiting, branch_refs, find_branch, follow, is_published

REJECTED_BY = "Rejected-by"
REJECTED_REASON = "Rejected-reason"
"""The trailers of a commit that sends a branch back; they approve nothing and protect nothing."""

_LOCAL = "refs/heads/"


def approve(proposal: Proposal) -> str:
    """Make the signed merge that `proposal` shows, and return its id.

    Nothing is changed where main or the branch moved since it was shown, where the checker or
    the judge holds something against it, or where the judge does not accept what was made.
    """
    _refuse_faulty(proposal)
    if proposal.approver.missing:
        raise BienbanError(f"chưa phê duyệt được: {proposal.approver.missing}")
    desk, repository = proposal.desk, proposal.desk.repository
    _refuse_moved(proposal)
    tree = write_tree(repository, desk.tip, proposal.before, proposal.merge.tree)
    key = proposal.approver.key
    made = make_commit(
        repository, tree, (desk.tip, proposal.second), proposal.message,
        proposal.approver.identity, proposal.moment, key.setting if key else None,
    )  # fmt: skip
    refused = new_findings(desk, judge_tip(repository, made))
    if refused:
        raise BienbanError(
            f"lần hợp nhất vừa ký không được chấp nhận ({refused[0].code}): {refused[0].message}; "
            "chưa thay đổi gì"
        )
    _refuse_moved(proposal)
    _move(desk, made, desk.tip, "bienban approve")
    return made


def _refuse_faulty(proposal: Proposal) -> None:
    if proposal.errors or proposal.faults:
        count = len(proposal.errors) + len(proposal.faults)
        raise BienbanError(f"không phê duyệt được: còn {count} lỗi; hãy trả lại nhánh để sửa")


def _refuse_moved(proposal: Proposal) -> None:
    """Refuse where main or the branch is no longer what was shown."""
    refs = branch_refs(proposal.desk.repository)
    branch = proposal.branch
    if branch and refs.get(branch.ref) != branch.tip:
        raise BienbanError(
            f"nhánh «{branch.name}» đã đổi từ khi hiện ra, nên chưa phê duyệt; "
            "hãy chạy lại để xem bản mới"
        )
    if refs.get(proposal.desk.ref) != proposal.desk.tip:
        raise BienbanError("nhánh chính đã đổi từ khi hiện ra, nên chưa phê duyệt; hãy chạy lại")


def _move(desk: Desk, new: str, old: str, reason: str) -> None:
    """Move main and the files that follow it; put main back where the files cannot follow."""
    move_ref(desk.repository, desk.ref, new, old, reason)
    try:
        follow(desk.repository, desk.ref, old, new)
    except BienbanError:
        move_ref(desk.repository, desk.ref, old, new, f"{reason}: rolled back")
        raise


def undo(root: Path, branch: str | None = None) -> tuple[str, str]:
    """Take back the last approval on main; return its id and where main stands again.

    Raises `BienbanError` where main does not end in an approval, or it was pushed already.
    """
    desk = open_desk(root, branch, left_behind=True)
    repository, tip = desk.repository, desk.tip
    commit = repository.run("cat-file", "commit", tip).decode(errors="replace")
    head, _, message = commit.partition("\n\n")
    parents = [line[7:] for line in head.split("\n") if line.startswith("parent ")]
    if len(parents) != 2 or claim_of(message) is None:
        raise BienbanError(f"nhánh «{desk.main}» không kết thúc bằng một lần phê duyệt để hoàn tác")
    if is_published(repository, tip):
        raise BienbanError(
            f"phê duyệt {tip[:SHORT]} đã được đẩy lên kho chung, không hoàn tác được; "
            "hãy sửa bằng một lần phê duyệt mới (đính chính, hoặc đưa văn bản ra khỏi sổ)"
        )
    _move(desk, parents[0], tip, "bienban approve --undo")
    _forget(desk, tip, parents[0])
    return tip, parents[0]


def _forget(desk: Desk, tip: str, before: str) -> None:
    """Put this verifier's memory of a local main back, so that undoing is no rewriting."""
    known = memory.load(desk.repository, desk.ref)
    if known.seen == tip:
        memory.save(desk.repository, desk.ref, memory.Memory(known.root, before, known.restores))


def reject(
    desk: Desk,
    name: str,
    reason: str,
    *,
    folder: Path,
    key: str | None = None,
    moment: datetime | None = None,
) -> Waiting:
    """Leave `reason` on a branch as an empty commit, and return the branch as it is now.

    A branch that only origin has gets a local one of its name, to be pushed.
    """
    repository = desk.repository
    now = (moment or datetime.now(VIETNAM)).replace(microsecond=0)
    branch = find_branch(repository, name)
    approver = find_approver(repository, desk.roster, now, key, folder)
    short = branch.name.removeprefix("origin/")
    ref = _LOCAL + short
    if ref == desk.ref:
        raise BienbanError("không trả lại nhánh chính được; hãy ghi tên nhánh soạn")
    here = branch_refs(repository).get(ref, "")
    if here not in ("", branch.tip):
        raise BienbanError(f"nhánh «{short}» trên máy này khác «{branch.name}»; hãy cập nhật trước")
    tree = repository.run("rev-parse", f"{branch.tip}^{{tree}}").decode().strip()
    who = approver.identity
    said = " ".join(reason.split())
    message = (
        f"Trả lại nhánh {short}\n\n{said}\n\n"
        f"{REJECTED_BY}: {who.name} <{who.email}>\n{REJECTED_REASON}: {said}\n"
    )
    signing = approver.key.setting if approver.key else None
    made = make_commit(repository, tree, (branch.tip,), message, who, now, signing)
    move_ref(repository, ref, made, here or "0" * len(made), "bienban approve --reject")
    return Waiting(short, ref, made)
