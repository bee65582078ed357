"""`bienban approve`: the bí thư sees what a branch brings, and approves it or sends it back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bienban.approval.act import approve, reject, undo
from bienban.approval.proposal import Desk, Proposal, open_desk, propose
from bienban.approval.queue import queue
from bienban.approval.telling import proposal_text
from bienban.approval.visible import visible
from bienban.cli.base import Command, workspace_root
from bienban.errors import BienbanError, UsageError
from bienban.trail.verdicts import SHORT
from bienban.trail.workplace import has_remote, push

_YES = frozenset({"c", "có", "co", "y", "yes"})


@click.command(cls=Command, name="approve")
@click.argument("branch", required=False, metavar="[NHÁNH]")
@click.option("--yes", is_flag=True, help="Không hỏi lại; dùng trong kịch bản.")
@click.option("--khoa", "key", metavar="TỆP", help="Khóa ký (mặc định: user.signingkey của Git).")
@click.option("--da-xem", "seen", metavar="ID", help="Chỉ phê duyệt nếu nhánh đang ở commit này.")
@click.option(
    "--despite",
    multiple=True,
    metavar="COMMIT",
    help="Phê duyệt lại nội dung mà COMMIT đã đưa sai cách vào nhánh chính.",
)
@click.option("--push", "push_it", is_flag=True, help="Đẩy nhánh chính lên origin ngay.")
@click.option("--undo", "undo_it", is_flag=True, help="Hoàn tác lần phê duyệt cuối, khi chưa đẩy.")
@click.option("--reject", "reject_it", is_flag=True, help="Trả lại nhánh, phải có --ly-do.")
@click.option("--ly-do", "reason", metavar="LÝ_DO", help="Lý do trả lại.")
@click.option("--nhanh", "main", metavar="NHÁNH", help="Nhánh chính (mặc định: main).")
@click.pass_context
def command(
    ctx: click.Context,
    branch: str | None,
    yes: bool,
    key: str | None,
    seen: str | None,
    despite: tuple[str, ...],
    push_it: bool,
    undo_it: bool,
    reject_it: bool,
    reason: str | None,
    main: str | None,
) -> int:
    """Xem NHÁNH mang gì đến, rồi phê duyệt bằng một lần hợp nhất có chữ ký.

    Không ghi NHÁNH thì liệt kê các nhánh đang chờ.
    """
    _refuse_mixed(branch, undo_it, reject_it, reason, despite)
    root, folder = workspace_root(ctx), Path(ctx.obj or ".").absolute()
    if undo_it:
        return _undo(root, main)
    desk = open_desk(root, main)
    if reject_it and branch and reason:
        return _reject(desk, branch, reason, folder, key)
    if branch is None and not despite:
        return _list(desk)
    proposal = propose(desk, branch, folder=folder, key=key, despite=despite)
    _refuse_unseen(proposal, seen)
    click.echo(proposal_text(proposal), nl=False)
    hopeless = proposal.errors or proposal.faults or proposal.approver.missing
    if not hopeless and not yes and not _agreed():
        click.echo("Chưa phê duyệt; không có gì thay đổi.", err=True)
        return 1
    made = approve(proposal)
    click.echo(f"Đã phê duyệt: {made}")
    _publish(desk, push_it)
    return 0


def _refuse_mixed(
    branch: str | None, undo_it: bool, reject_it: bool, reason: str | None, despite: tuple[str, ...]
) -> None:
    """Refuse options that make no sense together."""
    if undo_it and (branch or reject_it or despite):
        raise UsageError("--undo không đi cùng NHÁNH, --reject hay --despite")
    if reject_it and not (branch and reason and reason.strip()):
        raise UsageError("--reject phải có NHÁNH và --ly-do «…»")
    if reason is not None and not reject_it:
        raise UsageError("--ly-do chỉ dùng cùng --reject")


def _undo(root: Path, main: str | None) -> int:
    undone, now = undo(root, main)
    click.echo(f"Đã hoàn tác phê duyệt {undone[:SHORT]}; nhánh chính trở lại {now[:SHORT]}")
    return 0


def _reject(desk: Desk, branch: str, reason: str, folder: Path, key: str | None) -> int:
    left = reject(desk, branch, reason, folder=folder, key=key)
    click.echo(f"Đã trả lại nhánh {left.name}: {reason}")
    if has_remote(desk.repository):
        click.echo(f"Để người soạn thấy: git push origin {left.name}")
    else:
        click.echo(f"Người soạn xem lý do: git log -1 {left.name}")
    return 0


def _list(desk: Desk) -> int:
    """List the branches that wait, and what main itself still has to be healed of."""
    waiting = [*queue(desk)]
    for queued in waiting:
        click.echo(visible(queued.words))
    if not waiting:
        click.echo("Không có nhánh nào đang chờ phê duyệt.")
    for commit in dict.fromkeys(f.commit for f in desk.report.findings if f.commit):
        paths = ", ".join(f.path for f in desk.report.findings if f.commit == commit)
        click.echo(
            visible(
                f"Nhánh chính có nội dung vào sai cách ở {commit[:SHORT]} ({paths}); "
                f"xem lại: bienban approve --despite {commit[:SHORT]}"
            ),
            err=True,
        )
    return 0


def _refuse_unseen(proposal: Proposal, seen: str | None) -> None:
    if seen and not (len(seen) >= SHORT and proposal.second.startswith(seen)):
        raise BienbanError(
            f"nhánh đang ở {proposal.second[:SHORT]}, không phải '{seen}' đã xem; hãy xem lại"
        )


def _agreed() -> bool:
    """Ask on the terminal; anything but a clear yes is a no."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("không có màn hình để hỏi; hãy thêm --yes sau khi đã xem")
    answer = click.prompt(
        "Phê duyệt các nội dung trên? [c = có / K = không]",
        default="", show_default=False, prompt_suffix=" ", err=True,
    )  # fmt: skip
    return str(answer).strip().casefold() in _YES


def _publish(desk: Desk, push_it: bool) -> None:
    if push_it:
        push(desk.repository, desk.ref)
        click.echo("Đã đẩy lên origin.")
    elif has_remote(desk.repository):
        click.echo(f"Để công bố: git push origin {desk.main}")
    if not push_it:
        click.echo("Hoàn tác được khi chưa đẩy: bienban approve --undo")
