"""What every attack shares: its row of the published table, and how it must be caught.

    @attack("Đưa thẳng vào nhánh chính", "Chỉ lần hợp nhất hai bên mới là phê duyệt.", "BB906")
    def test_direct_push(book): ...

The table of docs/quy-tac/tan-cong*.md is made of these rows, and a fixture holds each row to the
codes that its test has seen, so that the page says nothing which no test has shown.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType

import pytest

from bienban.errors import BienbanError
from trailkit import MINUTES, Repo

REFUSED = "từ chối"
"""Stands for a code where the command refuses to judge: exit 1 and one sentence."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """One attack as the page tells it."""

    module: str
    title: str
    how: str
    codes: tuple[str, ...]


ATTACKS: list[Row] = []
HONEST: list[tuple[str, str]] = []
_seen: set[str] = set()


def attack(title: str, how: str, *codes: str) -> Callable[[FunctionType], FunctionType]:
    """Enter a test into the table: what is tried, how it is caught, with which codes."""

    def enter(test: FunctionType) -> FunctionType:
        row = Row(test.__module__, title, how, codes)
        ATTACKS.append(row)
        test.attack = row  # type: ignore[attr-defined]
        return test

    return enter


def honest(title: str) -> Callable[[FunctionType], FunctionType]:
    """Enter a history that must stay clean."""

    def enter(test: FunctionType) -> FunctionType:
        HONEST.append((test.__module__, title))
        return test

    return enter


def begin() -> None:
    """Forget the codes of the test before."""
    _seen.clear()


def seen_codes() -> set[str]:
    """Return the codes that this test has seen."""
    return set(_seen)


def caught(repo: Repo, *pairs: Pair, **options: object) -> None:
    """Hold that the judge finds exactly these (code, path), and no more."""
    found = repo.codes(**options)
    assert found == sorted(pairs)
    _seen.update(code for code, _ in found)


def caught_at(repo: Repo, code: str, *paths: str, **options: object) -> None:
    """Hold that the judge finds `code` at each path (by default January's minutes), no more."""
    caught(repo, *((code, path) for path in paths or (MINUTES,)), **options)


def refused(repo: Repo, words: str) -> None:
    """Hold that nothing is judged: one sentence with these words, and exit 1."""
    with pytest.raises(BienbanError, match=words):
        repo.codes()
    done = bienban(repo.path, "trail", "--verify")
    assert done.returncode == 1
    assert words in done.stderr
    assert done.stdout == ""
    _seen.add(REFUSED)


def bienban(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("bienban")), "-C", str(folder), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1", **env},
        check=False,
    )


def command_says(repo: Repo, code: str, path: str, *arguments: str, **env: str) -> str:
    """Hold that `bienban trail --verify` exits 1 and names file and code in Vietnamese."""
    done = bienban(repo.path, "trail", "--verify", *arguments, **env)
    assert done.returncode == 1, done.stdout + done.stderr
    line = next(line for line in done.stdout.splitlines() if line.startswith(f"{path}: {code}: "))
    assert "phải" in line or "không" in line or "lời phê duyệt" in line
    assert "cách sửa: " in done.stdout
    return done.stdout


def check_says(repo: Repo, code: str, path: str) -> None:
    """Hold that `bienban check` exits 1 and gives `code` at `path`."""
    done = bienban(repo.path, "check", "--format", "github", "--ngay", "2026-02-10")
    assert done.returncode == 1
    assert any(code in line and path in line for line in done.stdout.splitlines()), done.stdout
    _seen.add(code)
