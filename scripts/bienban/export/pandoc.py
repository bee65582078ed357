"""The pandoc that makes papers: where it is, whether it will do, and one run of our script."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from threading import Timer

import pypandoc  # type: ignore[import-untyped]

from bienban.errors import BienbanError

LEAST_VERSION = (3, 0)
"""The first pandoc whose `pandoc lua` can read and write documents."""

SCRIPT = "typeset.lua"
"""The one script that pandoc runs, a file of this package."""

_VERSION = re.compile(r"pandoc\S* (\d+)\.(\d+)([.\d]*)")
_WAY_OUT = (
    "Cách sửa: bỏ biến môi trường PYPANDOC_PANDOC nếu có đặt, hay cài lại bằng "
    "«pip install --force-reinstall pypandoc-binary»."
)
_BEYOND = 60.0
_A_PAPER = 5.0


@dataclass(frozen=True, slots=True)
class Pandoc:
    """A pandoc that will do, with its version as it names itself."""

    program: str
    version: str


class PandocFailedError(Exception):
    """A run of pandoc that ended before its batch did; the message is its last words."""


def find_pandoc() -> Pandoc:
    """Return the pandoc to use; raise BienbanError where there is none or it is too old.

    `PYPANDOC_PANDOC` names one; else it is the one that came with bienban, so that papers are the
    same on every machine, and only where that is missing another that pypandoc finds.
    """
    named = os.environ.get("PYPANDOC_PANDOC")
    if named:
        return check_pandoc(named)
    own = Path(pypandoc.__file__).parent / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")
    if own.is_file():
        return check_pandoc(str(own))
    try:
        return check_pandoc(str(pypandoc.get_pandoc_path()))
    except OSError:
        message = f"không thấy pandoc, nên không xuất được văn bản DOCX. {_WAY_OUT}"
        raise BienbanError(message) from None


def check_pandoc(program: str) -> Pandoc:
    """Return `program` as a pandoc that will do; raise BienbanError where it is none."""
    try:
        run = subprocess.run(
            [program, "--version"], capture_output=True, timeout=_BEYOND, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        message = f"pandoc không chạy được ({_reason(error)}). {_WAY_OUT}"
        raise BienbanError(message) from None
    found = _VERSION.match(run.stdout.decode("utf-8", "replace"))
    if not found:
        message = f"chương trình «{Path(program).name}» không phải pandoc. {_WAY_OUT}"
        raise BienbanError(message)
    version = f"{found[1]}.{found[2]}{found[3]}"
    if (int(found[1]), int(found[2])) < LEAST_VERSION:
        least = ".".join(map(str, LEAST_VERSION))
        message = f"pandoc phải từ {least} trở lên, nhưng là {version}. {_WAY_OUT}"
        raise BienbanError(message)
    return Pandoc(program, version)


def script() -> bytes:
    """Return our script."""
    return (resources.files(__package__) / SCRIPT).read_bytes()


def run_script(pandoc: Pandoc, folder: Path, count: int, said: Callable[[str], None]) -> None:
    """Run the script on `job.json` of `folder`, a batch of `count` papers.

    `said` is called with each line as it is printed; raises PandocFailedError where pandoc stops.
    """
    errors = folder / "stderr.txt"
    with errors.open("wb") as stderr:
        process = subprocess.Popen(
            [pandoc.program, "lua", SCRIPT, "job.json"],
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
        )
    with process:
        _listen(process, _BEYOND + _A_PAPER * count, said)
    if process.returncode:
        words = errors.read_bytes().decode("utf-8", "replace").strip()
        raise PandocFailedError(words or f"mã {process.returncode}")


def _listen(process: subprocess.Popen[bytes], limit: float, said: Callable[[str], None]) -> None:
    """Pass on what `process` prints, and end it where it takes longer than `limit` seconds."""
    watch = Timer(limit, process.kill)
    watch.start()
    try:
        for line in process.stdout or ():
            said(line.decode("utf-8", "replace").rstrip("\r\n"))
        process.wait()
    finally:
        watch.cancel()
        if process.poll() is None:
            process.kill()


def _environment(folder: Path) -> dict[str, str]:
    """Return an environment in which nothing of the user's changes a paper, the clock included."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "APPDATA": str(folder),
        "LANG": "C.UTF-8",
        "SOURCE_DATE_EPOCH": "315532800",
    }


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    code = getattr(error, "returncode", None)
    return "quá thời gian" if code is None else f"mã thoát {code}"
