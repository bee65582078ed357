"""`bienban trail`: who approved which bytes, in which role, on which day."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from bienban.cli.base import Command, workspace_root
from bienban.errors import BienbanError, UsageError
from bienban.trail.report import accept_restore, judge_repository
from bienban.trail.telling import findings_text, list_text, story_text
from bienban.trail.verdicts import TrailReport, Verdict, verdict_dict

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@click.command(cls=Command, name="trail")
@click.argument("path", required=False, metavar="[TỆP]")
@click.option("--verify", is_flag=True, help="Xét toàn bộ lịch sử; mã thoát 1 nếu có điểm sai.")
@click.option("--goc", "first_root", metavar="ID", help="Gốc tin cậy phải là commit này.")
@click.option("--da-thay", "last_seen", metavar="ID", help="Lịch sử phải đi tiếp từ commit này.")
@click.option("--nhanh", "branch", metavar="NHÁNH", help="Nhánh chính (mặc định: main).")
@click.option(
    "--nhan-lai", "restore", metavar="COMMIT", help="Nhận việc khôi phục có chủ ý về commit này."
)
@click.option("--ly-do", "reason", metavar="LÝ_DO", help="Lý do của việc khôi phục.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Dạng báo cáo."
)
@click.pass_context
def command(
    ctx: click.Context,
    path: str | None,
    verify: bool,
    first_root: str | None,
    last_seen: str | None,
    branch: str | None,
    restore: str | None,
    reason: str | None,
    form: str,
) -> int:
    """Kể ai đã phê duyệt gì, ngày nào, với vai trò nào; với TỆP: kể chuyện của tệp đó."""
    root = workspace_root(ctx)
    expected = {"--goc": first_root, "--da-thay": last_seen}
    for option, value in expected.items():
        if value is not None and not _ID.fullmatch(value):
            raise UsageError(f"{option} phải là id đầy đủ của một commit, nhưng là '{value}'")
    if bool(restore) != bool(reason and reason.strip()):
        raise UsageError("--nhan-lai phải đi cùng --ly-do")
    if restore and reason:
        report = accept_restore(root, restore, reason.strip(), main=branch)
    else:
        report = judge_repository(
            root, main=branch, first_root=first_root or "", last_seen=last_seen or ""
        )
    verdict = _verdict(report, root, ctx.obj, path) if path else None
    _tell(report, verdict, verify, form)
    return 1 if verify and report.findings else 0


def _verdict(report: TrailReport, root: Path, folder: Path | None, path: str) -> Verdict:
    """Return the verdict of the file that the user names, from where the user stands."""
    absolute = (Path(folder or ".") / path).absolute()
    inside = absolute.relative_to(root) if absolute.is_relative_to(root) else Path(path)
    for name in (inside.as_posix(), path):
        if name in report.by_path:
            return report.by_path[name]
    raise BienbanError(f"không có tệp «{path}» trong phần được phê duyệt; hãy xem «bienban trail»")


def _tell(report: TrailReport, verdict: Verdict | None, verify: bool, form: str) -> None:
    if not report.ref:
        raise BienbanError("kho chưa có commit nào trên nhánh chính; hãy commit lần đầu trước")
    if form == "json":
        data = verdict_dict(verdict) if verdict else report.as_dict()
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif not report.applies:
        click.echo("chưa áp dụng phê duyệt: organization.yml chưa từng có `phe_duyet`", err=True)
    elif verdict:
        click.echo(story_text(report, verdict), nl=False)
    else:
        click.echo(findings_text(report) if verify else list_text(report), nl=False)
