"""What every command shares: Vietnamese help, the workspace, progress on a terminal."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from bienban.checking import judge_trail, silent
from bienban.dates import YEARS, only_year_wrong, parse_day
from bienban.documents.workspace import FOLDERS, find_root
from bienban.errors import UsageError
from bienban.reading import Tick
from bienban.trail.verdicts import TrailReport

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SOURCES = (*FOLDERS, "docs")
_PATIENCE = 1.0  # seconds before a progress bar appears (design, section 6)
_REQUIRED = ("[required]", "[bắt buộc]")
HELP = "Hiện hướng dẫn này rồi thoát."
"""What `--help` does."""


class Command(click.Command):
    """A command whose help is Vietnamese throughout."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help`, described in Vietnamese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", "[TÙY_CHỌN]")
        formatter.write_usage(ctx.command_path, pieces, prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, under their Vietnamese heading."""
        records = [r for p in self.get_params(ctx) if (r := p.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("Tùy chọn"):
                formatter.write_dl([(n, h.replace(*_REQUIRED)) for n, h in records])


class Day(click.ParamType[date]):
    """A day on the command line, `2026-01-05` or `05/01/2026`."""

    name = "NGÀY"

    def convert(
        self,
        value: Any,  # noqa: ANN401 (click hands over anything)
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Return the day that `value` says, or fail with what it should be."""
        del ctx
        if isinstance(value, date):
            return value
        text = str(value)
        day = parse_day(text)
        if day is None:
            form = "là ngày dạng 2026-01-05 hoặc 05/01/2026"
            expected = YEARS if only_year_wrong(text, parse_day) else form
            self.fail(f"phải {expected}, nhưng là '{value}'", param)
        return day


day_option = click.option(
    "--ngay", "day", type=Day(), help="Xét như vào ngày này (mặc định: hôm nay, giờ Việt Nam)."
)
"""The day of judgement."""


def workspace_root(ctx: click.Context) -> Path:
    """Return the workspace that the command works on."""
    return find_root(Path(ctx.obj or ".").resolve())


def out_folder(ctx: click.Context, root: Path, out: Path | None) -> Path:
    """Return where results go: `out`, but never among what people write."""
    folder = (Path(ctx.obj or ".") / out).resolve() if out else root
    for name in _SOURCES:
        if folder.is_relative_to((root / name).resolve()):
            message = f"--out phải ở ngoài {', '.join(f'{s}/' for s in _SOURCES)}, nhưng là '{out}'"
            raise UsageError(f"{message}. Cách sửa: chọn thư mục khác, hay bỏ --out.")
    return folder


def trail_of(
    root: Path, *, branch: str | None = None, first_root: str = "", last_seen: str = ""
) -> TrailReport | None:
    """Judge the approval trail of the workspace; where there is none, say so in one line."""
    report = judge_trail(root, branch=branch, first_root=first_root, last_seen=last_seen)
    if report is None:
        click.echo("Chưa xét phê duyệt (9xx): thư mục này không phải là kho Git.", err=True)
    elif not report.applies:
        why = (
            "organization.yml chưa từng có `phe_duyet`" if report.ref else "kho chưa có nhánh chính"
        )
        click.echo(f"Chưa xét phê duyệt (9xx): {why}.", err=True)
    return report


def full_id(option: str, value: str | None) -> str:
    """Return the whole id of a commit that `option` states, "" where it states none."""
    if value and not _ID.fullmatch(value):
        raise UsageError(f"{option} phải là id đầy đủ của một commit, nhưng là '{value}'")
    return value or ""


def wants_colour() -> bool:
    """Tell whether stdout is a terminal that may be coloured (NO_COLOR is honoured)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


@contextmanager
def progress(label: str) -> Iterator[Tick]:
    """Yield a tick that draws a bar on stderr: on a terminal only, after a second only."""
    if not sys.stderr.isatty():
        yield silent
        return
    start = time.monotonic()
    bar: list[Any] = []

    def tick(done: int, total: int) -> None:
        if not bar and time.monotonic() - start > _PATIENCE and done < total:
            drawn = click.progressbar(length=total, label=label, file=sys.stderr)
            bar.append(drawn.__enter__())
        if bar:
            bar[0].update(done - bar[0].pos)

    try:
        yield tick
    finally:
        if bar:
            bar[0].__exit__(None, None, None)
