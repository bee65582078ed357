"""A clone of a valid cell with a policy, a secretary who drafts, and the command as people run it.

cell = office(tmp_path)                        # the cell of tests/rules/base, approved by its root
cell.draft("bat-thuong", {SITTING: sitting()})  # by the secretary
bienban(cell, "approve", "bat-thuong", "--yes")
"""

import os
import pty
import select
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import copytree

from trailkit import AN, BINH, CUONG, START, Repo, private_key, public_key

BASE = Path(__file__).parent / "rules" / "base"
SITTING = "meetings/2026/2026-03-10-bat-thuong.md"
OLD = "meetings/2026/2026-02-12-bat-thuong.md"
REGULAR = "meetings/2026/2026-02-05-thuong-ky.md"
COMMAND = Path(sys.executable).with_name("bienban")
POLICY = "phe_duyet:\n  vai_tro:\n    - bi-thu\n    - pho-bi-thu\n  chu_ky: {need}\n"


@dataclass(frozen=True)
class Done:
    """What a run of the command printed, and its exit code."""

    code: int
    out: str
    err: str = ""


def roster(need: str = "bat-buoc") -> str:
    """Return the base's organization.yml with a policy, addresses and keys."""
    text = (BASE / "organization.yml").read_text(encoding="utf-8")
    text = text.replace("dang_vien:\n", POLICY.format(need=need) + "dang_vien:\n", 1)
    for person in (AN, BINH, CUONG):
        line = f"    ten: {person.name}\n"
        assert text.count(line) == 1
        more = f"    git:\n      - {person.email}\n      - {person.id}@rieng.example\n"
        more += f"    khoa:\n      - khoa: {public_key(person.key)}\n        tu: 2025-01-15\n"
        text = text.replace(line, line + more)
    return text


def sitting(*, text: str = "Chi bộ họp bàn một việc đột xuất.") -> str:
    """Return valid minutes of 10/03/2026."""
    old = (BASE / OLD).read_text(encoding="utf-8")
    return old.replace("2026-02-12", "2026-03-10").replace(
        "## I. Mở đầu\n", f"## I. Mở đầu\n\n{text}\n", 1
    )


def base_text(path: str) -> str:
    """Return a file of the base cell."""
    return (BASE / path).read_text(encoding="utf-8")


@cache
def _template(need: str) -> Path:
    path = Path(tempfile.mkdtemp(prefix="bienban-office-")) / "chi-bo"
    copytree(BASE, path)
    repo = Repo(path)
    repo.git("init", "-q", "-b", "main")
    repo.commit("Bắt đầu sổ", {"organization.yml": roster(need)}, by=AN)
    return path


def office(folder: Path, need: str = "bat-buoc", key: str = "an") -> Repo:
    """Return a copy of the cell, set up for the bí thư."""
    path = folder / "chi-bo"
    copytree(_template(need), path)
    repo = Repo(path, clock=START)
    repo.git("config", "user.name", AN.name)
    repo.git("config", "user.email", AN.email)
    if key:
        repo.git("config", "user.signingkey", str(private_key(key)))
    return repo


def shared(cell: Repo, folder: Path) -> Path:
    """Give the cell a bare origin that has its main, and return it."""
    bare = folder / "goc.git"
    cell.git("init", "-q", "--bare", "-b", "main", str(bare))
    cell.git("remote", "add", "origin", str(bare))
    cell.git("push", "-q", "origin", "main")
    cell.git("fetch", "-q", "origin")
    return bare


def bienban(repo: Repo | Path, *arguments: str, stdin: str = "", **env: str) -> Done:
    """Run the installed command in a folder, away from a terminal."""
    folder = repo if isinstance(repo, Path) else repo.path
    done = subprocess.run(
        [str(COMMAND), *arguments],
        cwd=folder, input=stdin, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, **env}, check=False,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


def at_terminal(
    repo: Repo, *arguments: str, answer: str, until: str = "Phê duyệt các", act=None
) -> Done:
    """Run the command on a terminal and type `answer` when it asks; `act` happens before that."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [str(COMMAND), *arguments], cwd=repo.path, stdin=slave, stdout=slave, stderr=slave
    )
    os.close(slave)
    shown, deadline, typed = b"", time.monotonic() + 60, False
    while time.monotonic() < deadline:
        ready, _, _ = select.select([master], [], [], 0.2)
        if ready:
            try:
                shown += os.read(master, 65536)
            except OSError:
                break
        if not typed and until.encode() in shown:
            typed = True
            if act:
                act()
            os.write(master, f"{answer}\n".encode())
        if not ready and process.poll() is not None:
            break
    os.close(master)
    return Done(process.wait(), shown.decode("utf-8", errors="replace"))


def state(repo: Repo) -> tuple[str, ...]:
    """Return all that must not change when something is refused: refs, HEAD, index, files."""
    files = sorted(
        (path.relative_to(repo.path).as_posix(), path.read_bytes())
        for path in repo.path.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(repo.path).parts
    )
    head = (repo.path / ".git" / "HEAD").read_text()
    refs = repo.git("for-each-ref", "--format=%(refname) %(objectname)", check=False)
    index = repo.git("ls-files", "-s", check=False)
    return (head, refs, index, repr(files))
