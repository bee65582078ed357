"""The trail: `judge_repository` beside the usual pair of Git plugins and a loop of ssh-keygen.

All on the same repository in one run: 1,000 documents and 3,000 commits. A judgement is a new
process, counted without what Python needs to start, the median of three; caches stand in a folder
of their own, emptied for each «cold» one. What the operating system has read stays read.
«Processor» is what all cores spent, which a busy machine changes little.
The plugins' time is a `mkdocs build` with both less the same build without; they are installed
from PyPI into a throwaway environment. They say who last touched a page, and prove nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from approvals import NEXT, Book, make, new_key, public_key

from bienban.trail.environment import repository_at
from bienban.trail.history import read_history
from bienban.trail.records import Commit, Signed
from bienban.trail.signatures import SignatureBook, check_signatures

PLUGINS = ("mkdocs-git-revision-date-localized-plugin", "mkdocs-git-authors-plugin")

COLD, MANY = 1.0, 2.0
"""Seconds asked: unsigned and cold; a second run of 10,000 approvals."""

_SHARE = 100
"""How many signatures are checked at a turn."""

_JUDGE = """
import json, os, sys, time
from pathlib import Path
from bienban.trail.report import judge_repository
before, start = os.times(), time.perf_counter()
report = judge_repository(Path(sys.argv[1]))
seconds, after = time.perf_counter() - start, os.times()
processor = sum(after[:4]) - sum(before[:4])
print(json.dumps([seconds, processor, report.approvals, len(report.findings)]))
"""

_LOOP = """
for s in "$1"/*.sig; do
  ssh-keygen -q -Y verify -f "$1/signers" -I an -n git -s "$s" < "${s%.sig}" >/dev/null || exit 1
done
"""


@dataclass(frozen=True, order=True)
class Spent:
    """Seconds by the clock, and of all cores, with what was started and has ended."""

    seconds: float = 0.0
    processor: float = 0.0

    def __add__(self, other: Spent) -> Spent:
        """Return both together."""
        return Spent(self.seconds + other.seconds, self.processor + other.processor)

    def __sub__(self, other: Spent) -> Spent:
        """Return what this takes more."""
        return Spent(self.seconds - other.seconds, self.processor - other.processor)

    def __str__(self) -> str:
        """Return both as cells of the table."""
        return f"{self.seconds:.2f} | {self.processor:.2f}"


NO_TIME = Spent()


def spent(act: Callable[[], object]) -> Spent:
    """Return what `act` takes."""
    before, start = os.times(), time.perf_counter()
    act()
    seconds, after = time.perf_counter() - start, os.times()
    return Spent(seconds, sum(after[:4]) - sum(before[:4]))


@dataclass(frozen=True)
class Row:
    """One line of the table; `asked` is the most seconds that it may take."""

    what: str
    ours: Spent
    beside: str = ""
    other: Spent = NO_TIME
    asked: float = 0.0

    def __str__(self) -> str:
        """Return the line as Markdown."""
        known = self.other != NO_TIME
        ratio = f"{self.other.seconds / self.ours.seconds:,.1f}" if known else ""
        reached = "reached" if self.ours.seconds <= self.asked else "MISSED"
        asked = f"{self.asked:g} s ({reached})" if self.asked else ""
        other = str(self.other) if known else " | "
        return f"| {self.what} | {self.ours} | {self.beside} | {other} | {ratio} | {asked} |"


# The judge


@contextmanager
def homes() -> Iterator[Path]:
    """Give the processes that this one starts an empty cache and memory for a while."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"XDG_CACHE_HOME": f"{name}/cache", "XDG_STATE_HOME": f"{name}/state"}
        try:
            yield Path(name)
        finally:
            os.environ.clear()
            os.environ |= before


def judged(book: Book, more: int = 0) -> Spent:
    """Judge in a new process and return what it takes; refuse a judgement that is not as made."""
    command = [sys.executable, "-c", _JUDGE, str(book.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, processor, approvals, findings = json.loads(done.stdout)
    if (approvals, findings) != (book.approvals + more, 0):
        raise SystemExit(f"{book.path.name}: {approvals} approvals, {findings} findings")
    return Spent(seconds, processor)


def judge_times(book: Book) -> tuple[Spent, Spent, Spent]:
    """Return what it takes to judge for somebody new, again, and with one new approval."""
    with homes():
        first, again = judged(book), judged(book)
        main = book.git("rev-parse", "main").decode().strip()
        book.git("reset", "-q", "--hard", NEXT)
        one_more = judged(book, 1)
        book.git("reset", "-q", "--hard", main)
    return first, again, one_more


def judge_rows(name: str, book: Book, asked: tuple[float, float], times: int = 3) -> list[Row]:
    """Measure one repository so many times; `asked` is of cold and again."""
    measured = zip(*(judge_times(book) for _ in range(times)), strict=True)
    first, again, one_more = map(statistics.median_high, measured)
    return [
        Row(f"{name}: cold", first, asked=asked[0]),
        Row(f"{name}: again", again, asked=asked[1]),
        Row(f"{name}: one new approval", one_more),
    ]


def command_row(name: str, book: Book) -> Row:
    """Measure the whole command, with what Python needs to start."""
    command = [str(Path(sys.executable).with_name("bienban")), "-C", str(book.path)]
    command += ["trail", "--verify"]
    with homes():
        judged(book)
        taken = spent(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
    return Row(f"{name}: `bienban trail --verify`, again", taken)


# Signatures


def signature_rows(book: Book) -> list[Row]:
    """Measure our checks of every signature beside a plain loop over the same signatures.

    Both take turns, a few at a time, so that whatever else the machine does slows both.
    """
    history = read_history(repository_at(book.path), book.git("rev-parse", "main").decode().strip())
    commits = [history.commits[name] for name in history.line if history.commits[name].signature]
    keys = frozenset({public_key(book.key)}) if book.key else frozenset()
    loop, ours, again = Spent(), Spent(), Spent()
    for start in range(0, len(commits), _SHARE):
        turn = _take_turns(commits[start : start + _SHARE], keys)
        loop, ours, again = loop + turn[0], ours + turn[1], again + turn[2]
    count, beside = f"{len(commits):,} signatures", "loop of ssh-keygen"
    return [
        Row(f"{count}: first time", ours, beside, loop),
        Row(f"{count}: again", again, beside, loop),
    ]


def _take_turns(share: list[Commit], keys: frozenset[str]) -> tuple[Spent, Spent, Spent]:
    with tempfile.TemporaryDirectory() as name:
        _lay_out(share, Path(name), keys)
        command = ["sh", "-c", _LOOP, "sh", name]
        return (
            spent(lambda: subprocess.run(command, check=True)),
            spent(lambda: _check(share, keys, Path(name) / "kept")),
            spent(lambda: _check(share, keys, Path(name) / "kept")),
        )


def _lay_out(commits: list[Commit], folder: Path, keys: frozenset[str]) -> None:
    """Write what a loop of ssh-keygen needs."""
    lines = "".join(f'an namespaces="git" {key}\n' for key in sorted(keys))
    (folder / "signers").write_text(lines, "ascii")
    for commit in commits:
        (folder / commit.id).write_bytes(commit.payload)
        (folder / f"{commit.id}.sig").write_text(commit.signature + "\n", "ascii")


def _check(commits: list[Commit], keys: frozenset[str], path: Path) -> None:
    checked = check_signatures(commits, keys, SignatureBook(path))
    if not all(check.signed is Signed.GOOD for check in checked.values()):
        raise SystemExit("a signature that is good was not taken for good")


# The plugins


def with_plugins(book: Book, folder: Path, ours: Row) -> tuple[Row, str]:
    """Return `ours` beside what the two plugins add to `mkdocs build`, and their versions."""
    programs = folder / "environment" / "bin"
    subprocess.run([sys.executable, "-m", "venv", str(programs.parent)], check=True)
    pip = [str(programs / "python"), "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", *PLUGINS], check=True, stderr=subprocess.DEVNULL)
    frozen = subprocess.run([*pip, "freeze"], capture_output=True, text=True, check=True).stdout
    versions = [line for line in frozen.splitlines() if line.partition("==")[0] in PLUGINS]
    mkdocs = str(programs / "mkdocs")
    plain = _build(mkdocs, book, folder, "[]")
    both = _build(mkdocs, book, folder, "[git-revision-date-localized, git-authors]")
    return replace(ours, beside="both plugins", other=both - plain), ", ".join(versions)


def _build(mkdocs: str, book: Book, folder: Path, plugins: str) -> Spent:
    """Build all pages; a menu of one keeps what is not measured small."""
    pages = book.path / "meetings"
    first = next(iter(sorted(pages.rglob("*.md")))).relative_to(pages)
    lines = ["site_name: Sổ", f"docs_dir: {pages}", f"site_dir: {folder / 'site'}"]
    lines += [f"plugins: {plugins}", "nav:", f"  - {first}"]
    (folder / "mkdocs.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [mkdocs, "build", "-q", "-f", str(folder / "mkdocs.yml")]
    taken = spent(lambda: subprocess.run(command, cwd=book.path, check=True))
    shutil.rmtree(folder / "site")
    return taken


# The whole


def run(documents: int, many: int, peers: bool) -> list[Row]:
    """Measure, print the table in Markdown, and return its lines."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        key = new_key(folder / "key")
        plain = make(folder / "plain", documents, drafts=2, key=key, signed=False)
        signed = make(folder / "signed", documents, drafts=2, key=key, signed=True)
        commits = int(plain.git("rev-list", "--count", "main"))
        size = f"{documents:,} documents, {commits:,} commits"
        rows = judge_rows(f"{size}, unsigned", plain, (COLD, COLD))
        rows += judge_rows(f"{size}, signed", signed, (0, COLD))
        rows.append(command_row(f"{size}, signed", signed))
        rows += signature_rows(signed)
        words = "plugins not measured"
        if peers:
            rows[0], words = with_plugins(plain, folder, rows[0])
        if many:
            rows += _many_rows(folder, many, key)
    _print(rows, words)
    return rows


def _many_rows(folder: Path, many: int, key: Path) -> list[Row]:
    """Measure so many approvals, all signed."""
    book = make(folder / "many", many, drafts=1, key=key, signed=True)
    commits = int(book.git("rev-list", "--count", "main"))
    name = f"{many:,} approvals, {commits:,} commits, signed"
    return judge_rows(name, book, (0, MANY), times=1)


def _print(rows: list[Row], words: str) -> None:
    git = subprocess.run(["git", "version"], capture_output=True, text=True, check=True).stdout
    print(f"{git.strip()}, Python {sys.version.split()[0]}, {os.cpu_count()} cores; {words}\n")
    print("| What | Seconds | Processor | Beside | Seconds | Processor | Times as long | At most |")
    print("|---|--:|--:|---|--:|--:|--:|---|")
    for row in rows:
        print(row)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=10_000, help="approvals; 0 leaves them out")
    parser.add_argument("--no-plugins", action="store_true", help="install and run no plugins")
    given = parser.parse_args()
    run(given.documents, given.many, not given.no_plugins)
