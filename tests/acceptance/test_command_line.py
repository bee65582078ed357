"""What every command says: Vietnamese throughout, and one line where it is stopped."""

import signal
import subprocess
import sys
import time
from pathlib import Path

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
