"""What every command says: Vietnamese throughout, and one line where it is stopped."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["rule", "--help"]])
def test_help_is_vietnamese_throughout(arguments: list[str]) -> None:
    told = said(*arguments).stdout
    assert "Hiện hướng dẫn này rồi thoát." in told
    assert "OPTIONS" not in told
    assert "Show this" not in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["xyz"], "bienban: không có lệnh «xyz»"),
        (["build", "--zzz"], "bienban build: không có tùy chọn '--zzz'"),
        (["build", "a", "b"], "bienban build: thừa tham số (a b)"),
        (["build", "--out", "tep"], "bienban build: giá trị không dùng được cho '--out': "
         "Đường dẫn 'tep' là tệp, không phải thư mục."),
        (["serve", "--cong", "x"], "bienban serve: giá trị không dùng được cho '--cong': "
         "'x' không phải số nguyên."),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_once_and_in_vietnamese(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    (tmp_path / "tep").touch()
    done = said(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(told)


@pytest.mark.parametrize("command", ["build", "export"])
@pytest.mark.parametrize("out", ["docs", "meetings", "resolutions/2026"])
def test_results_never_go_among_the_sources(tmp_path: Path, command: str, out: str) -> None:
    (tmp_path / "organization.yml").touch()
    done = said(command, "--out", out, cwd=tmp_path)
    assert done.returncode == 2
    assert "--out phải ở ngoài meetings/, resolutions/, docs/" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"organization.yml"}
