"""`bienban export`: official papers as DOCX."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from bienban.checking import Checked, check_workspace
from bienban.cli.base import Command, day_option, out_folder, progress, trail_of, workspace_root
from bienban.errors import BienbanError, UsageError
from bienban.export.folder import Draft
from bienban.export.formal import provenances
from bienban.export.selection import documents_for
from bienban.export.service import ExportReport, export_papers
from bienban.vocabulary import Audience
from bienban.website.loading import register_for

SECRET = "BB701"
"""The finding on which nothing at all is built."""


@click.command(cls=Command, name="export")
@click.argument("paths", nargs=-1, metavar="[TỆP…]", type=click.Path(path_type=Path))
@click.option(
    "--out",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path, file_okay=False),
    help="Đặt papers/ và papers-chi-uy/ vào thư mục này (mặc định: thư mục của sổ).",
)
@day_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], out: Path | None, day: date | None) -> int:
    """Xuất văn bản DOCX đúng thể thức: papers/ cho đảng viên, papers-chi-uy/ cho chi ủy.

    Có ghi TỆP thì chỉ xuất các tệp hay thư mục đó. Tài liệu có lỗi thì không được xuất.
    """
    root = workspace_root(ctx)
    folder = out_folder(ctx, root, out)
    Draft.recover(folder)
    trail = trail_of(root)
    with progress("Kiểm tra") as tick:
        checked = check_workspace(root, day=day, trail=trail, tick=tick)
    _refuse_secrets(checked)
    only = _chosen(checked, root, ctx.obj, paths)
    refused = {found.path for found in checked.errors}
    stopped = _announce_refused(refused if only is None else refused & only)
    failed = False
    done: list[Path] = []
    for audience in Audience:
        with progress("Xuất văn bản") as tick:
            report = export_papers(
                register_for(checked.register, audience),
                root,
                audience,
                folder,
                only=only,
                refused=refused,
                provenance=provenances(trail),
                reuse=done,
                progress=tick,
            )
        _announce(report)
        done.append(report.folder)
        failed = failed or bool(report.failures)
    return int(stopped or failed)


def _refuse_secrets(checked: Checked) -> None:
    secret = next((found for found in checked.diagnostics if found.code == SECRET), None)
    if secret is not None:
        message = (
            f"{secret.path}:{secret.line} có dấu hiệu tài liệu mật ({SECRET}), nên không xuất gì "
            "cả. Cách sửa: đưa tài liệu đó ra khỏi sổ theo quy định bảo vệ bí mật nhà nước."
        )
        raise BienbanError(message)


def _chosen(
    checked: Checked, root: Path, folder: Path | None, paths: Iterable[Path]
) -> frozenset[str] | None:
    """Return the documents that `paths` name, as files or folders; None where there are none."""
    wanted = [_inside(root, folder, path) for path in paths]
    if not wanted:
        return None
    every = {d.path for d in documents_for(checked.register, Audience.CHI_UY)}
    every |= {unreadable.path for unreadable in checked.library.unreadable}
    chosen: set[str] = set()
    for path in wanted:
        found = {d for d in every if path in (".", d) or d.startswith(f"{path}/")}
        if not found:
            message = f"«{path}» không phải biên bản hay văn bản của sổ."
            raise UsageError(message)
        chosen |= found
    return frozenset(chosen)


def _inside(root: Path, folder: Path | None, path: Path) -> str:
    place = (Path(folder or ".") / path).absolute()
    try:
        return Path(*place.parts).relative_to(root).as_posix()
    except ValueError:
        message = f"«{path}» nằm ngoài sổ «{root}»."
        raise UsageError(message) from None


def _announce_refused(paths: Iterable[str]) -> bool:
    """Say which documents have errors; return whether there are any."""
    listed = sorted(paths)
    for path in listed:
        click.echo(f"{path}: có lỗi, không xuất; xem «bienban check {path}»", err=True)
    return bool(listed)


def _announce(report: ExportReport) -> None:
    for failure in report.failures:
        click.echo(f"{failure.path}: không xuất được: {failure.reason}", err=True)
    click.echo(
        f"{report.folder.name}/: {len(report.papers)} văn bản "
        f"({len(report.rendered)} mới, {len(report.reused)} giữ nguyên)"
    )
