"""`bienban rule`: one rule explained, or all of them listed."""

from __future__ import annotations

import click

from bienban.cli.base import Command
from bienban.errors import UsageError
from bienban.reporters.text import SEVERITY_WORDS
from bienban.rules.page import rule_text
from bienban.rules.registry import RULES, rule_called
from bienban.text import nearest


@click.command(cls=Command, name="rule")
@click.argument("code", required=False, metavar="[MÃ]")
def command(code: str | None) -> None:
    """Giải thích quy tắc MÃ (BB204, hay tên no-item-conclusion); không ghi thì liệt kê tất cả."""
    if code is None:
        for each in RULES:
            click.echo(f"{each.code}  {SEVERITY_WORDS[each.severity]:8}  {each.title}")
        return
    found = rule_called(code)
    if found is None:
        known = [word for each in RULES for word in (each.code, each.name)]
        near = nearest(code, known)
        message = f"không có quy tắc «{code}»" + (f"; có phải {near}?" if near else ".")
        raise UsageError(message)
    click.echo(rule_text(found), nl=False)
