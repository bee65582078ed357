"""What click says of a wrong call, told in Vietnamese and in one sentence."""

from __future__ import annotations

import re

import click

_VALUE = re.compile(r"(?:\w+ )?'?(?P<value>.*?)'? (?:is not|is a|does not)\b", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra arguments? \((?P<extra>.*)\)", re.DOTALL)
_NO_VALUE = "does not take a value"
_NO_COMMAND = "Missing command."


def usage_text(error: click.UsageError) -> str:
    """Return what is wrong with a call; words that are our own already stay as they are."""
    match error:
        case click.NoSuchOption():
            near = error.possibilities or []
            return f"không có tùy chọn «{error.option_name}»{_meant(near)}"
        case click.BadOptionUsage():
            needs = "không nhận" if _NO_VALUE in error.message else "phải có"
            return f"`{error.option_name}` {needs} giá trị"
        case click.MissingParameter():
            return f"thiếu {_name(error)}{_choices(error)}{_see(error)}"
        case click.BadParameter():
            return _bad_value(error)
    return _other(error)


def _other(error: click.UsageError) -> str:
    if extra := _EXTRA.match(error.message):
        return f"thừa tham số «{extra['extra']}»{_see(error)}"
    if error.message == _NO_COMMAND:
        return f"thiếu lệnh{_see(error)}"
    if near := getattr(error, "command_name", None):  # click knows the error from 8.4 on
        return f"không có lệnh «{near}»{_see(error)}"
    return error.message


def _bad_value(error: click.BadParameter) -> str:
    """Return what the value should be, and what it is."""
    wanted = _wanted(error)
    if wanted is None:
        return f"{_name(error)} {error.message}"
    value = _VALUE.match(error.message)
    return f"{_name(error)} phải {wanted}" + (f", nhưng là '{value['value']}'" if value else "")


def _wanted(error: click.BadParameter) -> str | None:
    """Return what a value of click's own types should be; None for types of ours."""
    match error.param.type if error.param else None:
        case click.Choice(choices=choices):
            return f"là một trong {', '.join(map(str, choices))}"
        case click.IntRange(min=low, max=high):
            return f"là số từ {low} đến {high}"
        case click.Path(file_okay=False):
            return "là thư mục"
        case click.Path():
            return "là tệp hay thư mục đọc được"
    return None


def _name(error: click.BadParameter) -> str:
    """Return how the help calls the parameter: `--ngay`, `LOẠI`."""
    param = error.param
    if param is None:
        return "tham số"
    if isinstance(param, click.Argument):
        return f"`{(param.metavar or param.human_readable_name).strip('[]')}`"
    return f"`{max(param.opts, key=len)}`"


def _choices(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if not isinstance(kind, click.Choice):
        return ""
    return f", phải là một trong {', '.join(map(str, kind.choices))}"


def _meant(near: list[str]) -> str:
    return f"; có phải {' hay '.join(near)}?" if near else ""


def _see(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "bienban"
    return f"; xem «{command} --help»"
