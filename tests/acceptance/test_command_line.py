"""What every command says: Vietnamese throughout, and one line where it is stopped."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bienban.cli.commands import cli, run

BIENBAN = str(Path(sys.executable).parent / "bienban")


def said(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIENBAN, *arguments], capture_output=True, text=True, check=False, cwd=cwd, timeout=60
    )


SLOW = """
import builtins, sys, time
real = builtins.__import__
def slow(name, *rest, **more):
    if name.startswith(("click", "bienban.cli.commands")):
        print("importing", flush=True)
        time.sleep(30)
    return real(name, *rest, **more)
from bienban.cli.main import main
builtins.__import__ = slow
main()
"""


def test_a_stop_while_modules_are_imported_is_one_line() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "importing\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told == "bienban: đã dừng theo yêu cầu.\n"


def every_command() -> Iterator[tuple[list[str], click.Command]]:
    """Every command with the words that call it, the group itself first."""

    def walk(words: list[str], command: click.Command) -> Iterator[tuple[list[str], click.Command]]:
        yield words, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                below = command.get_command(context, name)
                assert below is not None
                yield from walk([*words, name], below)

    return walk([], cli)


def wrong_calls() -> Iterator[list[str]]:
    """Every way in which click itself refuses a call, for every parameter of every command."""
    for words, command in every_command():
        arguments = [each for each in command.params if isinstance(each, click.Argument)]
        options = [each for each in command.params if isinstance(each, click.Option)]
        given = ["x" for each in arguments if each.required]
        yield [*words, "--zzz"]
        yield [*words, "-z"]
        if any(each.required for each in command.params) or isinstance(command, click.Group):
            yield words
        if isinstance(command, click.Group):
            yield [*words, "zzz"]
        elif all(each.nargs == 1 for each in arguments):
            yield [*words, *(["x"] * (len(arguments) + 1))]
            yield [*words, *(["x"] * (len(arguments) + 2))]
        for option in options:
            name = max(option.opts, key=len)
            if option.is_flag:
                yield [*words, f"{name}=1"]
                continue
            yield [*words, name[:-1]]
            yield [*words, *given, name]
            if not isinstance(option.type, (click.types.StringParamType, click.Path)):
                yield [*words, *given, name, "x"]
                yield [*words, *given, name, "0"]
            if isinstance(option.type, click.Path) and not option.type.file_okay:
                yield [*words, *given, name, __file__]
        if any(isinstance(each.type, click.Choice) for each in arguments):
            yield [*words, "x"]


ENGLISH = re.compile(
    r"\b(missing|argument|options?|no such|commands?|invalid|value|for|is|not|one of|choose|from"
    r"|got|unexpected|extra|requires?|required|does|take|did|mean|possible|range|try|usage|valid"
    r"|integer|text|file|directory|path|parameters?|show|default)\b(?![|=])",
    re.IGNORECASE,
)
"""A word of click. Names of choices (`text|json`) are ours."""


@pytest.mark.parametrize("call", [*wrong_calls()], ids=" ".join)
def test_a_wrong_call_of_any_command_ends_in_one_vietnamese_sentence(
    call: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bienban", *call])
    with pytest.raises(SystemExit) as stopped:
        run()
    told = capsys.readouterr()
    assert (stopped.value.code, told.out) == (2, "")
    assert not ENGLISH.search(re.sub(r"--?[\w-]+|'.*?'|text, json[\w, ]*", "", told.err)), told.err
    assert told.err.startswith("Cách dùng: " if call in ([], ["hook"]) else "bienban")
    assert told.err.count("\n") == 1 or call in ([], ["hook"])


@pytest.mark.parametrize("words", [words for words, _ in every_command()], ids=" ".join)
def test_help_is_vietnamese_throughout(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bienban", *words, "--help"])
    with pytest.raises(SystemExit) as stopped:
        run()
    told = capsys.readouterr().out
    assert stopped.value.code == 0
    assert "Hiện hướng dẫn này rồi thoát." in told
    assert not ENGLISH.search(re.sub(r"--?[\w-]+|\[text\|json.*?\]", "", told)), told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["xyz"], "bienban: không có lệnh «xyz»"),
        (["hook", "xyz"], "bienban hook: không có lệnh «xyz»; xem «bienban hook --help»"),
        (["build", "--zzz"], "bienban build: không có tùy chọn «--zzz»\n"),
        (["build", "--ou"], "bienban build: không có tùy chọn «--ou»; có phải --out?"),
        (["build", "a", "b"], "bienban build: thừa tham số «a b»"),
        (["build", "--out", "tep"], "bienban build: `--out` phải là thư mục, nhưng là 'tep'"),
        (["serve", "--cong", "x"], "bienban serve: `--cong` phải là số từ 1 đến 65535, "
         "nhưng là 'x'"),
        (["new"], "bienban new: thiếu `LOẠI`; xem «bienban new --help»"),
        (["check", "--format", "x"], "bienban check: `--format` phải là một trong text, json, "
         "sarif, github, gitlab, junit, nhưng là 'x'"),
        (["check", "--ngay", "0001-01-01"], "bienban check: `--ngay` phải có năm từ 1930 đến 2200, "
         "nhưng là '0001-01-01'"),
        (["lsp", "--ngay", "x"], "bienban lsp: `--ngay` phải là ngày dạng 2026-01-05 hoặc "
         "05/01/2026, nhưng là 'x'"),
    ],
)  # fmt: skip
def test_a_wrong_call_says_what_should_stand_there(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    (tmp_path / "tep").touch()
    done = said(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(told)


@pytest.mark.parametrize("arguments", [["schema"], ["schema", "bien-ban"]])
def test_schema_says_what_kinds_there_are_and_where_their_keys_are_explained(
    arguments: list[str],
) -> None:
    done = said(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "meeting (biên bản), resolution (văn bản), organization (organization.yml), " in (
        done.stderr
    )
    assert "docs/tham-khao/dinh-dang.md" in done.stderr


@pytest.mark.parametrize("command", ["build", "export"])
@pytest.mark.parametrize("out", ["docs", "meetings", "resolutions/2026"])
def test_results_never_go_among_the_sources(tmp_path: Path, command: str, out: str) -> None:
    (tmp_path / "organization.yml").touch()
    done = said(command, "--out", out, cwd=tmp_path)
    assert done.returncode == 2
    assert "--out phải ở ngoài meetings/, resolutions/, docs/" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"organization.yml"}


@pytest.mark.parametrize("word", ["BB205", "bb205", "vague-conclusion", "Vague-Conclusion"])
def test_a_rule_is_explained_by_its_code_and_by_its_name(word: str) -> None:
    assert said("rule", word).stdout.startswith("BB205 vague-conclusion (cảnh báo)")


@pytest.mark.parametrize(
    ("word", "near"), [("BB25", "BB205"), ("vague-conclusoin", "vague-conclusion")]
)
def test_a_rule_that_is_not_known_is_one_like_it(word: str, near: str) -> None:
    done = said("rule", word)
    assert done.returncode == 2
    assert f"không có quy tắc «{word}»; có phải {near}?" in done.stderr
