"""`bienban hook`: the gate in a repository, and what Git calls there."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bienban.cli.base import Command, workspace_root
from bienban.errors import BienbanError
from bienban.trail.gate import (
    PRE_PUSH,
    PRE_RECEIVE,
    install,
    received,
    refusal_text,
    refusals,
    root_of_trust,
    sent,
    uninstall,
    welcome_text,
)


class _Group(click.Group):
    """The group of hook commands, in Vietnamese."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help`, described in Vietnamese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Hiện hướng dẫn này rồi thoát."
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, "LỆNH …", prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        Command.format_options(self, ctx, formatter)  # type: ignore[arg-type]
        rows = [(name, each.get_short_help_str(80)) for name, each in self.commands.items()]
        with formatter.section("Lệnh"):
            formatter.write_dl(rows)


@click.group(cls=_Group, name="hook")
def command() -> None:
    """Cài cửa kiểm soát: từ chối mọi lần đẩy vào nhánh chính mà phê duyệt không hợp lệ."""


_repository = click.argument(
    "repository", required=False, metavar="[KHO]", type=click.Path(path_type=Path)
)


@command.command(cls=Command, name="install")
@_repository
@click.option("--server", is_flag=True, help="Cài pre-receive vào kho trần (bare) trên máy chủ.")
@click.option("--local", is_flag=True, help="Cài pre-push vào bản sao của mình.")
@click.option("--nhanh", "branch", metavar="NHÁNH", help="Nhánh chính (mặc định: HEAD của kho).")
@click.pass_context
def install_command(
    ctx: click.Context, repository: Path | None, server: bool, local: bool, branch: str | None
) -> None:
    """Cài hook; không ghi đè hook của người khác."""
    if server == local:
        raise click.UsageError("hãy ghi --server (kho trần trên máy chủ) hoặc --local (bản sao)")
    place, name = install(_root(ctx, repository), server=server, branch=branch)
    click.echo(f"Đã cài {place}; từ nay nhánh «{name}» chỉ nhận nội dung có phê duyệt hợp lệ.")


@command.command(cls=Command, name="uninstall")
@_repository
@click.pass_context
def uninstall_command(ctx: click.Context, repository: Path | None) -> int:
    """Gỡ hook mà bienban đã cài; hook của người khác giữ nguyên."""
    taken = uninstall(_root(ctx, repository))
    for place in taken:
        click.echo(f"Đã gỡ {place}")
    if not taken:
        click.echo("Kho này không có hook của bienban.", err=True)
    return 0 if taken else 1


@command.command(cls=Command, name="run")
@click.argument("name", metavar="HOOK", type=click.Choice([PRE_RECEIVE, PRE_PUSH]))
@click.argument("arguments", nargs=-1, metavar="")
@click.option("--nhanh", "branch", metavar="NHÁNH", required=True, help="Nhánh chính.")
def run_command(name: str, arguments: tuple[str, ...], branch: str) -> int:
    """Xét một lần đẩy; Git gọi lệnh này."""
    del arguments  # the name and URL of the remote
    server = name == PRE_RECEIVE
    root = Path.cwd()
    pushes = [*(received(sys.stdin) if server else sent(sys.stdin))]
    try:
        refused = refusals(root, pushes, branch, server=server)
    except BienbanError as error:
        raise BienbanError(f"không xét được lần đẩy này nên từ chối: {error}") from error
    if refused:
        click.echo(refusal_text(refused), err=True)
        return 1
    for push in pushes:
        if server and push.ref == f"refs/heads/{branch}" and (root_id := root_of_trust(root, push)):
            click.echo(welcome_text(root_id), err=True)
    return 0


def _root(ctx: click.Context, repository: Path | None) -> Path:
    """Return the repository that the user names, else the one that they stand in."""
    if repository is not None:
        return (Path(ctx.obj or ".") / repository).resolve()
    here = Path(ctx.obj or ".").resolve()
    return here if (here / "HEAD").is_file() else workspace_root(ctx)
