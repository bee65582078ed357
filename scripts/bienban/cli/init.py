"""`bienban init`: a new workspace for a cell, from options or from answers on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from bienban.cli.base import Command, Day
from bienban.dates import parse_day, today
from bienban.errors import BienbanError, UsageError
from bienban.scaffold.workspace import Cell, make_workspace
from bienban.text import nfc, squeeze
from bienban.vocabulary import CellType

T = TypeVar("T")

_TYPES = ", ".join(f"{kind} ({kind.label})" for kind in CellType)


@click.command(cls=Command, name="init")
@click.argument("folder", metavar="[THƯ_MỤC]", required=False, type=click.Path(path_type=Path))
@click.option("--ten", "name", metavar="CHỮ", help="Tên chi bộ, ví dụ Chi bộ 4.")
@click.option("--cap-tren", "superior", metavar="CHỮ", help="Đảng bộ, đảng ủy cấp trên trực tiếp.")
@click.option("--dia-danh", "place", metavar="CHỮ", help="Địa danh ghi trên văn bản.")
@click.option("--loai-hinh", "cell_type", metavar="LOẠI", help=f"Một trong: {_TYPES}.")
@click.option("--ky-hieu", "symbol", metavar="CHỮ", default="CB", help="Ký hiệu (mặc định CB).")
@click.option("--bi-thu", "secretary", metavar="HỌ_TÊN", help="Họ tên Bí thư.")
@click.option("--vao-dang", "joined", type=Day(), help="Ngày vào Đảng của Bí thư.")
@click.option("--chinh-thuc", "official", type=Day(), help="Ngày chính thức của Bí thư.")
@click.option("--tu-ngay", "since", type=Day(), help="Ngày bắt đầu nhiệm kỳ.")
@click.option("--den-ngay", "until", type=Day(), help="Ngày kết thúc nhiệm kỳ, nếu đã biết.")
@click.option("--so-tu", "records", type=Day(), help="Sổ ghi từ ngày nào (mặc định: hôm nay).")
@click.option("--git", "repository", is_flag=True, help="Tạo luôn kho Git.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    folder: Path | None,
    repository: bool,
    **given: Any,  # noqa: ANN401 (click's values)
) -> None:
    """Tạo sổ biên bản mới ở THƯ_MỤC (mặc định: thư mục này). Hỏi những gì chưa ghi ở tùy chọn."""
    target = (Path(ctx.obj or ".") / (folder or ".")).resolve()
    cell = _cell(given)
    try:
        make_workspace(target, cell)
    except OSError as error:
        message = f"không ghi được vào «{target}» ({error.strerror}). Cách sửa: chọn thư mục khác."
        raise BienbanError(message) from error
    if repository:
        from bienban.trail.start import start_repository  # Git is asked for only here

        start_repository(target)
        click.echo(
            'Kho Git còn trống: «git add -A», «git commit -m "Lập sổ"»; muốn gửi đi thì nối '
            "kho chung bằng «git remote add origin ĐỊA_CHỈ».",
            err=True,
        )
    click.echo(target)
    click.echo(
        "Bước tiếp: thêm đảng viên vào organization.yml, rồi «bienban new thuong-ky --du-kien».",
        err=True,
    )


_QUESTIONS: dict[str, tuple[str, str, bool]] = {
    "name": ("--ten", "Tên chi bộ", False),
    "superior": ("--cap-tren", "Đảng bộ, đảng ủy cấp trên", False),
    "place": ("--dia-danh", "Địa danh ghi trên văn bản", False),
    "cell_type": ("--loai-hinh", f"Loại hình: {', '.join(CellType)}", False),
    "secretary": ("--bi-thu", "Họ tên Bí thư", False),
    "joined": ("--vao-dang", "Bí thư vào Đảng ngày", True),
    "official": ("--chinh-thuc", "Bí thư là đảng viên chính thức từ ngày", True),
    "since": ("--tu-ngay", "Nhiệm kỳ này bắt đầu từ ngày", True),
}
"""What has to be known: the option, the question, and whether the answer is a day."""


def _cell(given: dict[str, Any]) -> Cell:
    """Return the cell as options and answers tell of it; without a terminal nothing is asked."""
    missing = [key for key in _QUESTIONS if given[key] is None]
    if missing and not (sys.stdin.isatty() and sys.stderr.isatty()):
        options = ", ".join(_QUESTIONS[key][0] for key in missing)
        message = f"còn thiếu {options}. Cách sửa: ghi thêm, hoặc chạy ở cửa sổ lệnh để được hỏi."
        raise UsageError(message)
    known = given | {key: _asked(key) for key in missing}
    words = {
        key: _words(_QUESTIONS[key][0] if key in _QUESTIONS else "--ky-hieu", known[key])
        for key in ("name", "superior", "place", "symbol", "secretary")
    }
    until: date | None = known["until"]
    if until is not None and until <= known["since"]:
        message = "`--den-ngay` phải sau `--tu-ngay`."
        raise UsageError(message)
    return Cell(
        **words,
        cell_type=_type(known["cell_type"]),
        joined=known["joined"],
        official=known["official"],
        since=known["since"],
        until=until,
        records=known["records"] or today(),
    )


def _asked(key: str) -> Any:  # noqa: ANN401 (a text, a kind or a day)
    _, question, is_day = _QUESTIONS[key]
    if is_day:
        return _ask(f"{question} (dạng 05/01/2026)", parse_day)
    if key == "cell_type":
        return _ask(question, lambda text: text if text in set(CellType) else None)
    return _ask(question, lambda text: text or None)


def _ask(question: str, read: Callable[[str], T | None]) -> T:
    """Ask until the answer can be read."""
    while True:
        answer = read(squeeze(click.prompt(question, err=True)))
        if answer is not None:
            return answer
        click.echo("Chưa đúng dạng, xin ghi lại.", err=True)


def _words(option: str, text: str) -> str:
    """Return a text of one line without hidden characters' worth of space around it."""
    clean = squeeze(nfc(text))
    if not clean or not clean.isprintable():
        message = f"`{option}` phải là một dòng chữ, nhưng là '{clean}'."
        raise UsageError(message)
    return clean


def _type(word: str) -> CellType:
    try:
        return CellType(word)
    except ValueError:
        message = f"`--loai-hinh` phải là một trong: {', '.join(CellType)}, nhưng là '{word}'."
        raise UsageError(message) from None
