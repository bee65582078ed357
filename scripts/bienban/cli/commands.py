"""`bienban`: finds the command, and turns every failure into a message and an exit code."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path

import click

from bienban import __version__
from bienban.cli.base import HELP, Command
from bienban.cli.usage import usage_text
from bienban.errors import BienbanError

COMMANDS = {
    "check": "Kiểm tra biên bản và văn bản theo quy tắc.",
    "build": "Kiểm tra rồi dựng trang web và văn bản DOCX.",
    "serve": "Xem trang web trên máy này, tự cập nhật khi sửa.",
    "export": "Xuất văn bản DOCX đúng thể thức.",
    "new": "Tạo biên bản hoặc văn bản mới từ mẫu.",
    "init": "Tạo sổ biên bản mới cho một chi bộ.",
    "approve": "Bí thư xem và phê duyệt một nhánh.",
    "trail": "Ai đã phê duyệt gì, ngày nào, với vai trò nào.",
    "hook": "Cài cửa kiểm soát vào kho Git.",
    "demo": "Tạo một sổ mẫu có lịch sử phê duyệt thật.",
    "rule": "Giải thích một quy tắc.",
    "schema": "In JSON Schema của phần đầu tài liệu.",
    "lsp": "Máy chủ ngôn ngữ cho trình soạn thảo.",
}
"""Every command with its one line of help; the module of the same name holds it."""

EXIT_UNEXPECTED = 3
EXIT_INTERRUPTED = 130


class Commands(click.Group):
    """The group of all commands; each is imported only when it is called."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help`, described in Vietnamese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"bienban.cli.{cmd_name}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, "[-C THƯ_MỤC] LỆNH …", prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands without importing them."""
        Command.format_options(self, ctx, formatter)  # type: ignore[arg-type]
        with formatter.section("Lệnh"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command called, or fail in Vietnamese."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            known = ", ".join(COMMANDS)
            ctx.fail(f"không có lệnh «{args[0]}». Các lệnh: {known}.")
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Sổ biên bản của chi bộ, giữ như mã nguồn: viết, kiểm tra, phê duyệt, công bố.",
)
@click.option(
    "-C",
    "folder",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path),
    help="Làm việc ở thư mục này.",
)
@click.version_option(
    __version__,
    "--version",
    prog_name="bienban",
    message="%(prog)s %(version)s",
    help="In phiên bản.",
)
@click.pass_context
def cli(ctx: click.Context, folder: Path | None) -> None:
    """Remember the folder to work in."""
    if folder is not None and not folder.is_dir():
        ctx.fail(f"không có thư mục «{folder}».")
    ctx.obj = folder


def run() -> None:
    """Run the command line; every outcome ends in one of the documented exit codes."""
    _speak_utf8()
    try:
        code = cli.main(standalone_mode=False, prog_name="bienban")
        gc.freeze()  # the process ends: nothing is to be looked through once more
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.message, file=sys.stderr)
        sys.exit(error.exit_code)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "bienban"
        _say(usage_text(error), where)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _say(error.format_message())
        sys.exit(error.exit_code)
    except BienbanError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # Who reads us has gone; Python would complain once more when it flushes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (KeyboardInterrupt, click.Abort):
        _say("đã dừng theo yêu cầu.")
        sys.exit(EXIT_INTERRUPTED)
    except Exception:  # the last line of defence: the traceback goes to a file, not to the user
        _say(f"lỗi ngoài dự kiến; chi tiết ở «{_log()}». Xin gửi tệp này cho người quản trị.")
        sys.exit(EXIT_UNEXPECTED)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale, as every message is Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(message: str, who: str = "bienban") -> None:
    print(f"{who}: {message}", file=sys.stderr)


def _log() -> str:
    """Write the traceback to a new file and return its path."""
    handle, path = tempfile.mkstemp(prefix="bienban-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"bienban {__version__}, Python {sys.version}\n{sys.argv}\n\n")
        file.write(traceback.format_exc())
    return path
