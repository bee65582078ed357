"""`bienban check`: what is wrong with the minute book, in the format asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from bienban.checking import check_workspace
from bienban.cli.base import (
    Command,
    day_option,
    full_id,
    progress,
    trail_of,
    wants_colour,
    workspace_root,
)
from bienban.diagnostics import Diagnostic, Severity
from bienban.documents.fix import fix_workspace
from bienban.errors import UsageError
from bienban.reporters import FORMATS
from bienban.reporters.text import report as text_report
from bienban.reporters.text import summary


@click.command(cls=Command, name="check")
@click.argument("paths", nargs=-1, metavar="[TỆP…]", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", help="Dạng báo cáo."
)
@click.option("--strict", is_flag=True, help="Coi cảnh báo như lỗi khi trả mã thoát.")
@click.option("--fix", is_flag=True, help="Sửa những gì sửa được chắc chắn (BB109, BB110).")
@click.option("--goc", "first_root", metavar="ID", help="Gốc tin cậy phải là commit này.")
@click.option("--da-thay", "last_seen", metavar="ID", help="Lịch sử phải đi tiếp từ commit này.")
@click.option("--nhanh", "branch", metavar="NHÁNH", help="Nhánh chính (mặc định: main).")
@day_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    form: str,
    strict: bool,
    fix: bool,
    first_root: str | None,
    last_seen: str | None,
    branch: str | None,
    day: date | None,
) -> int:
    """Kiểm tra toàn bộ sổ, báo những gì tìm thấy (chỉ ở các TỆP, nếu có ghi)."""
    root = workspace_root(ctx)
    wanted = _inside(root, ctx.obj, paths)
    if fix:
        for path in fix_workspace(root):
            click.echo(f"đã sửa {path}", err=True)
    trail = trail_of(
        root,
        branch=branch,
        first_root=full_id("--goc", first_root),
        last_seen=full_id("--da-thay", last_seen),
    )
    with progress("Kiểm tra") as tick:
        checked = check_workspace(root, day=day, trail=trail, tick=tick)
    found = [d for d in checked.diagnostics if _concerned(d, wanted)]
    colour = wants_colour() and form == "text"
    click.echo(text_report(found, colour=True) if colour else FORMATS[form](found), nl=False)
    click.echo(summary(found, len(checked.library.documents)), err=True)
    return _exit_code(found, strict)


def _inside(root: Path, folder: Path | None, paths: Sequence[Path]) -> tuple[str, ...]:
    """Return the paths relative to the workspace; complain of one that is not there."""
    inside = []
    for path in paths:
        place = (Path(folder or ".") / path).absolute()
        if not place.exists() and not place.is_symlink():
            message = f"không có tệp «{path}»."
            raise UsageError(message)
        try:
            inside.append(place.relative_to(root).as_posix())
        except ValueError:
            message = f"«{path}» nằm ngoài sổ «{root}»."
            raise UsageError(message) from None
    return tuple(inside)


def _concerned(diagnostic: Diagnostic, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(
        path in (".", diagnostic.path) or diagnostic.path.startswith(f"{path}/") for path in wanted
    )


def _exit_code(found: Sequence[Diagnostic], strict: bool) -> int:
    return int(any(strict or d.severity is Severity.ERROR for d in found))
