"""`bienban lsp`: the language server, started by an editor and spoken to over stdin and stdout."""

from __future__ import annotations

from datetime import date

import click

from bienban.cli.base import Command, day_option
from bienban.lsp.server import create


@click.command(cls=Command, name="lsp")
@day_option
def command(day: date | None) -> None:
    """Máy chủ ngôn ngữ (LSP) cho trình soạn thảo; trình soạn thảo tự gọi lệnh này."""
    create(day).start_io()
