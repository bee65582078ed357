"""The gate: a hook that refuses every push to main which the judge would not accept.

Git hands a hook the old and the new id of each ref; the new commits may still be in quarantine.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bienban.dates import VIETNAM
from bienban.errors import BienbanError
from bienban.trail.environment import Repository, clean_environ, repository_at, require_whole
from bienban.trail.history import find_line
from bienban.trail.merging import is_ancestor
from bienban.trail.report import judge_repository
from bienban.trail.verdicts import SHORT, Finding, TrailReport

PRE_RECEIVE, PRE_PUSH = "pre-receive", "pre-push"
"""The hook of a server, and the hook of a clone."""

_LOCAL = "refs/heads/"
_MARK = "# Cửa kiểm soát của bienban; gỡ bằng: bienban hook uninstall"

# Python is named by its path, so that no PATH of the pusher decides what judges; whatever fails
# before the judge speaks ends in a refusal.
_SCRIPT = """\
#!/bin/sh
{mark}
python={python}
if [ ! -x "$python" ]; then
  echo "bienban: không thấy $python nên từ chối; hãy cài lại bienban và hook" >&2
  exit 1
fi
exec "$python" -P -c {code} hook run {name} --nhanh {branch} "$@"
"""
_CODE = """\
import sys
try:
    from bienban.cli.main import main
except ImportError as error:
    sys.exit(f"bienban: không chạy được ({error}) nên từ chối; hãy cài lại bienban")
main()
"""


@dataclass(frozen=True, slots=True)
class Push:
    """One ref that a push moves: from `old` to `new`, each "" where there is none."""

    ref: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a push is refused: a code where the judge has one, and what to do."""

    message: str
    help: str = ""
    code: str = ""


def received(lines: Iterable[str]) -> Iterator[Push]:
    """Read what Git hands to pre-receive: «old new ref» on each line."""
    for line in lines:
        old, new, ref = line.rstrip("\n").split(" ", 2)
        yield Push(ref, _id(old), _id(new))


def sent(lines: Iterable[str]) -> Iterator[Push]:
    """Read what Git hands to pre-push: «local-ref new remote-ref old» on each line."""
    for line in lines:
        _, new, ref, old = line.rstrip("\n").split(" ")
        yield Push(ref, _id(old), _id(new))


def _id(text: str) -> str:
    return "" if set(text) == {"0"} else text


def refusals(root: Path, pushes: Iterable[Push], branch: str, *, server: bool) -> list[Refusal]:
    """Return why a push may not move main (`branch`); empty where it may, or moves other refs."""
    found: list[Refusal] = []
    for push in pushes:
        if push.ref == _LOCAL + branch:
            found += _refusals(root, push, server)
    return found


def _refusals(root: Path, push: Push, server: bool) -> Iterator[Refusal]:
    repository = repository_at(root, passthrough=server)
    require_whole(repository)
    name = push.ref.removeprefix(_LOCAL)
    if not push.new:
        yield Refusal(f"không ai được xóa nhánh «{name}»", "nhánh chính là sổ, chỉ được viết tiếp")
        return
    known = bool(push.old) and _has(repository, push.old)
    if known and not is_ancestor(repository, push.old, push.new):
        yield Refusal(
            f"không ai được ghi đè lịch sử của nhánh «{name}» (push --force)",
            "«git pull --ff-only» rồi phê duyệt lại trên lịch sử mới nhất",
            "BB907",
        )
        return
    report = _judge(root, push.new, push.old if known else "", server)
    before = _judge(root, push.old, "", server).findings if known else ()
    for finding in _fresh(report, before):
        yield Refusal(f"{finding.path}: {finding.message}", finding.help, finding.code)


def _has(repository: Repository, commit: str) -> bool:
    """Tell whether a clone knows what the remote has; if not, Git itself refuses the push."""
    return repository.ask("cat-file", "-e", f"{commit}^{{commit}}") is not None


def _judge(root: Path, tip: str, seen: str, server: bool) -> TrailReport:
    now = datetime.now(VIETNAM)
    return judge_repository(
        root, new_tip=tip, last_seen=seen, passthrough=server, remember=False, now=now
    )


def _fresh(report: TrailReport, before: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what the push adds to the findings that main had already."""
    known = {(finding.code, finding.path, finding.commit) for finding in before}
    for finding in report.findings:
        if (finding.code, finding.path, finding.commit) not in known:
            yield finding


def root_of_trust(root: Path, push: Push) -> str:
    """Return the root of trust that a push brings to a main without one, else ""."""
    if not push.new:
        return ""
    report = _judge(root, push.new, "", True)
    before = _judge(root, push.old, "", True) if push.old else None
    return report.root if report.applies and not (before and before.applies) else ""


# Installing


def install(root: Path, *, server: bool, branch: str | None) -> tuple[Path, str]:
    """Write the hook and return its path and the branch that it guards.

    Raises `BienbanError` where the repository is of the wrong kind, or has a hook of another.
    """
    repository = repository_at(root)
    require_whole(repository)
    if server and repository.work_tree is not None:
        raise BienbanError(
            f"«{root}» có thư mục làm việc; --server dành cho kho trần (bare) trên máy chủ, "
            "ở bản sao của mình hãy dùng --local"
        )
    if not server and repository.work_tree is None:
        raise BienbanError(f"«{root}» là kho trần (bare); hãy dùng --server")
    name = branch or _main(repository)
    place = _place(repository, PRE_RECEIVE if server else PRE_PUSH)
    _refuse_foreign(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(_script(place.name, name), encoding="utf-8")
    place.chmod(0o755)
    return place, name


def uninstall(root: Path) -> list[Path]:
    """Take away the hooks that `install` wrote, and return where they were."""
    repository = repository_at(root)
    places = [_place(repository, name) for name in (PRE_RECEIVE, PRE_PUSH)]
    ours = [place for place in places if place.is_file() and _is_ours(place)]
    for place in ours:
        place.unlink()
    return ours


def _main(repository: Repository) -> str:
    """Return the branch to guard: what HEAD of a bare repository names, else the judged line."""
    if repository.work_tree is None:
        head = repository.ask("symbolic-ref", "-q", "HEAD") or ""
        if head.startswith(_LOCAL):
            return head.removeprefix(_LOCAL)
    line = find_line(repository)
    return line.ref.rpartition("/")[2] if line else "main"


def _place(repository: Repository, name: str) -> Path:
    """Return where Git looks for a hook, by the user's and the repository's own settings."""
    kept = {key: value for key, value in os.environ.items() if key.startswith("GIT_CONFIG")}
    environ = clean_environ() | kept | {"GIT_DIR": str(repository.git_dir)}
    folder = repository.work_tree or repository.git_dir
    done = subprocess.run(
        ["git", "rev-parse", "--git-path", f"hooks/{name}"],
        env=environ, cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return folder / done.stdout.strip()


def _refuse_foreign(place: Path) -> None:
    if (place.exists() or place.is_symlink()) and not _is_ours(place):
        raise BienbanError(
            f"đã có hook khác ở «{place}», không ghi đè; hãy đổi tên nó, cài lại, "
            "rồi gọi nó từ một hook chung nếu còn cần"
        )


def _is_ours(place: Path) -> bool:
    return not place.is_symlink() and _MARK.encode() in place.read_bytes()


def _script(name: str, branch: str) -> str:
    return _SCRIPT.format(
        mark=_MARK,
        python=shlex.quote(sys.executable),
        code=shlex.quote(_CODE),
        name=name,
        branch=shlex.quote(branch),
    )


def refusal_text(refused: Iterable[Refusal]) -> str:
    """Return what the pusher sees."""
    lines = ["Cửa kiểm soát của bienban từ chối lần đẩy này:"]
    for refusal in refused:
        code = f"{refusal.code}: " if refusal.code else ""
        lines.append(f"- {code}{refusal.message}")
        lines += [f"  cách sửa: {refusal.help}"] if refusal.help else []
    return "\n".join(lines)


def welcome_text(root: str) -> str:
    """Return what the pusher of a root of trust sees."""
    return (
        f"Gốc tin cậy của sổ từ nay là {root} ({root[:SHORT]}); "
        "hãy ghi lại ở nơi khác để đối chiếu (--goc)."
    )
