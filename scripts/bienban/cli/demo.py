"""`bienban demo`: a workspace with a year of approvals, to look at and to try things in."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from bienban.cli.base import Command, progress
from bienban.demo.build import KEYS, build_demo
from bienban.errors import BienbanError


@click.command(cls=Command, name="demo")
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path))
@click.pass_context
def command(ctx: click.Context, folder: Path) -> None:
    """Tạo ở THƯ_MỤC một sổ mẫu có lịch sử phê duyệt thật của một năm.

    Người và việc là hư cấu; khóa ký được tạo mới, chỉ dùng để thử.
    """
    root = (Path(ctx.obj or ".") / folder).resolve()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise BienbanError(f"«{folder}» đã có và không trống; hãy chọn một thư mục mới")
    stood = root.exists()
    try:
        with progress("Tạo sổ mẫu") as tick:
            build_demo(root, tick)
    except BaseException:
        _take_away(root, stood)
        raise
    click.echo(f"Đã tạo sổ mẫu ở {folder}; khóa mẫu ở {folder}/{KEYS}.")
    click.echo(
        "Thử: bienban trail · bienban check · bienban approve (một nhánh đang chờ) · bienban build"
    )


def _take_away(root: Path, stood: bool) -> None:
    """Remove what was begun, and leave the folder itself where it was there before."""
    for place in root.iterdir() if stood else [root]:
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)
