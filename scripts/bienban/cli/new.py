"""`bienban new`: the next document, filled with what the book already knows."""

from __future__ import annotations

from datetime import date

import click

from bienban.checking import check_workspace
from bienban.cli.base import Command, Day, workspace_root
from bienban.dates import parse_span, today
from bienban.errors import BienbanError, UsageError
from bienban.register import Register
from bienban.scaffold.draft import Draft, write_new
from bienban.scaffold.guidance import draft_guidance
from bienban.scaffold.meeting import Sheet as MeetingSheet
from bienban.scaffold.paper import Sheet as PaperSheet
from bienban.text import fold, nearest
from bienban.vocabulary import Kind, Paper

GUIDANCE = "huong-dan"
"""What the command calls the superior's guidance."""

_KINDS: dict[str, Kind | Paper] = {fold(kind): kind for kind in (*Kind, *Paper)}


@click.command(cls=Command, name="new")
@click.argument("kind", metavar="LOẠI")
@click.option("--ngay", "day", type=Day(), help="Ngày họp, ngày ban hành (mặc định: hôm nay).")
@click.option("--du-kien", "planned", is_flag=True, help="Cuộc họp sắp tới, chưa họp.")
@click.option(
    "--buoi",
    "nth",
    metavar="SỐ",
    type=click.IntRange(1, 9),
    default=1,
    help="Buổi thứ mấy trong ngày.",
)
@click.option("--gio", "span", metavar="GIỜ", help="Giờ họp, ví dụ 14:00-16:00.")
@click.option("--dia-diem", "place", metavar="CHỮ", help="Nơi họp.")
@click.option("--cuoc-hop", "sitting", metavar="MÃ", help="Cuộc họp đã thông qua văn bản.")
@click.option("--ky-hieu", "symbol", metavar="CHỮ", help="Ký hiệu, nếu khác của chi bộ.")
@click.pass_context
def command(
    ctx: click.Context,
    kind: str,
    day: date | None,
    planned: bool,
    nth: int,
    span: str | None,
    place: str | None,
    sitting: str | None,
    symbol: str | None,
) -> None:
    """Tạo biên bản (thuong-ky, chuyen-de, chi-uy …), văn bản (NQ, KL, KH …) hoặc huong-dan."""
    root = workspace_root(ctx)
    if span is not None and parse_span(span) is None:
        message = f"`--gio` phải có dạng 14:00-16:00, nhưng là '{span}'."
        raise UsageError(message)
    meant = _kind(kind)
    day = day or today()
    if isinstance(meant, Kind):
        _refuse(sitting or symbol, "--cuoc-hop và --ky-hieu chỉ dùng cho văn bản.")
        register = _register(ctx)
        sheet = MeetingSheet(register, meant, day, planned, nth, span, place)
        draft = sheet.draft()
    else:
        _refuse(planned or span or place or nth > 1, "tùy chọn này chỉ dùng cho biên bản.")
        draft = draft_guidance(day) if meant is None else _paper(ctx, meant, day, sitting, symbol)
    write_new(root, draft)
    click.echo(draft.path)
    click.echo(draft.next_step, err=True)


def _kind(word: str) -> Kind | Paper | None:
    """Return the kind of sitting or paper that is meant; None for guidance."""
    if fold(word) == GUIDANCE:
        return None
    found = _KINDS.get(fold(word))
    if found is None:
        near = nearest(word, [*_KINDS.values(), GUIDANCE])
        hint = f" Có phải «{near}»?" if near else ""
        message = (
            f"không có loại «{word}».{hint} Các loại: {', '.join([*_KINDS.values(), GUIDANCE])}."
        )
        raise UsageError(message)
    return found


def _refuse(wrong: object, message: str) -> None:
    if wrong:
        raise UsageError(message)


def _register(ctx: click.Context) -> Register:
    register = check_workspace(workspace_root(ctx)).register
    if register.organization is None:
        message = "không đọc được organization.yml. Cách sửa: chạy «bienban check» rồi sửa tệp đó."
        raise BienbanError(message)
    return register


def _paper(
    ctx: click.Context, kind: Paper, day: date, sitting: str | None, symbol: str | None
) -> Draft:
    return PaperSheet(_register(ctx), kind, day, sitting, symbol).draft()
