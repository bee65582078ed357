"""`bienban serve`: the site on this machine, rebuilt when a document changes."""

from __future__ import annotations

import click

from bienban.cli.base import Command, workspace_root
from bienban.vocabulary import Audience
from bienban.website.serve import HOST, serve


@click.command(cls=Command, name="serve")
@click.option("--chi-uy", "committee", is_flag=True, help="Xem trang của chi ủy, có cả họp chi ủy.")
@click.option(
    "--cong",
    "port",
    metavar="SỐ",
    type=click.IntRange(1, 65535),
    default=8000,
    help="Cổng, mặc định 8000.",
)
@click.pass_context
def command(ctx: click.Context, committee: bool, port: int) -> None:
    """Xem trang web trên máy này; trang tự cập nhật khi sửa tài liệu. Chỉ máy này mở được."""
    root = workspace_root(ctx)
    click.echo(f"Mở http://{HOST}:{port}/ bằng trình duyệt; bấm Ctrl+C để dừng.", err=True)
    serve(root, Audience.CHI_UY if committee else Audience.DANG_VIEN, port)
