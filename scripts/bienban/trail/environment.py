"""Git as the trail runs it: nothing that a repository or a shell configures changes what is read.

Every reading goes through `Repository.run`: fixed locale, no replace refs, no grafts, no commit
graph, no inherited `GIT_*`, no configuration of user or system, no change of directory.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bienban.errors import BienbanError

LEAST_GIT = (2, 34)
"""The first Git that signs and verifies with SSH keys."""

LEAST_SSH = (8, 2)
"""The first OpenSSH whose ssh-keygen verifies signatures against a list of signers."""

QUARANTINE = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
"""What Git hands a pre-receive hook so that it sees objects which are not accepted yet."""

# What a repository's own configuration could set to change what reading shows, or run a programme.
_OVERRIDES = {
    "advice.graftFileDeprecated": "false",  # GIT_GRAFT_FILE is set to have none
    "core.attributesFile": os.devnull,
    "core.commitGraph": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.useReplaceRefs": "false",
    "diff.ignoreSubmodules": "none",
    "gpg.ssh.program": "ssh-keygen",
    "protocol.allow": "never",
}

PARTIAL = (
    "kho Git này thiếu nội dung của một số tệp (partial clone) nên không xét được; "
    "hãy tải về đầy đủ bằng «git clone» không kèm --filter"
)
"""What is said of a clone that has not fetched everything."""

_VERSION = re.compile(r"(\d+)\.(\d+)")


class GitError(BienbanError):
    """Git could not do what it was asked."""


class NotARepository(BienbanError):  # noqa: N818 -- it is a state of a folder, not a crash
    """The folder is not the top of a Git repository."""


@dataclass(frozen=True)
class Repository:
    """A repository as the trail reads it; `work_tree` is None for a bare one.

    `common_dir` is the same for every work tree of a clone.
    """

    git_dir: Path
    common_dir: Path
    work_tree: Path | None
    environ: Mapping[str, str]

    def run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """Run Git and return what it prints; a failure is a `GitError` with Git's own words."""
        done = self._run(arguments, stdin)
        if done.returncode:
            raise _failure(arguments[0], done.stderr)
        return done.stdout

    def pipe(self, first: tuple[str, ...], second: tuple[str, ...]) -> bytes:
        """Run two Git commands at once, the first feeding the second; return what that prints."""
        environ = dict(self.environ)
        with subprocess.Popen(
            _command(first), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ
        ) as source:
            done = subprocess.run(
                _command(second), stdin=source.stdout, capture_output=True, env=environ, check=False
            )
            said = source.stderr.read() if source.stderr else b""
        for name, code, words in (
            (first[0], source.returncode, said),
            (second[0], done.returncode, done.stderr),
        ):
            if code:
                raise _failure(name, words)
        return done.stdout

    def ask(self, *arguments: str) -> str | None:
        """Run Git and return what it prints, or None where it says no."""
        done = self._run(arguments, b"")
        return None if done.returncode else done.stdout.decode(errors="replace").strip()

    def _run(self, arguments: tuple[str, ...], stdin: bytes) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            _command(arguments),
            input=stdin,
            capture_output=True,
            env=dict(self.environ),
            check=False,
        )

    @property
    def is_shallow(self) -> bool:
        """Whether a part of history is cut off."""
        return (self.common_dir / "shallow").exists()


def _command(arguments: tuple[str, ...]) -> list[str]:
    options = [part for key, value in _OVERRIDES.items() for part in ("-c", f"{key}={value}")]
    return [_git(), *options, *arguments]


def _failure(name: str, said: bytes) -> GitError:
    if b"lazy fetch" in said or b"promisor" in said:
        return GitError(PARTIAL)
    lines = said.decode(errors="replace").strip().splitlines()
    return GitError(
        f"git {name} không chạy được: {lines[0] if lines else 'không rõ lý do'}; "
        "hãy chạy «git fsck» để xem kho có hỏng không"
    )


def repository_at(root: Path, *, passthrough: bool = False) -> Repository:
    """Return the repository whose top is `root`, bare or not.

    `passthrough` lets Git's quarantine variables through, for a pre-receive hook alone.
    Raises `NotARepository` where `root` is no top of one, `GitError` where Git is missing.
    """
    check_git()
    from git import InvalidGitRepositoryError, NoSuchPathError, Repo  # slow, and needs Git

    try:
        with Repo(root, search_parent_directories=False) as repo:
            git_dir, common_dir, bare = repo.git_dir, repo.common_dir, repo.bare
    except (InvalidGitRepositoryError, NoSuchPathError) as error:
        raise NotARepository(
            f"«{root}» không phải là gốc của một kho Git; hãy chạy «git init» tại đó trước"
        ) from error
    return Repository(
        git_dir=Path(git_dir).resolve(),
        common_dir=Path(common_dir).resolve(),
        work_tree=None if bare else root.resolve(),
        environ=_environ(Path(git_dir).resolve(), passthrough),
    )


def require_whole(repository: Repository) -> None:
    """Refuse a shallow clone, in which nothing can be proved."""
    if repository.is_shallow:
        raise BienbanError(
            "kho Git này chỉ có một phần lịch sử (shallow clone) nên không xét được phê duyệt; "
            "hãy chạy «git fetch --unshallow» rồi làm lại"
        )


def clean_environ() -> dict[str, str]:
    """Return the environment without any `GIT_*`, in a fixed locale."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"LC_ALL": "C", "LANGUAGE": "C"}


def _environ(git_dir: Path, passthrough: bool) -> dict[str, str]:
    handed = {name: os.environ[name] for name in QUARANTINE if passthrough and name in os.environ}
    return (
        clean_environ()
        | handed
        | {
            "GIT_DIR": str(git_dir),
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_GRAFT_FILE": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
        }
    )


@lru_cache(maxsize=1)
def _git() -> str:
    found = shutil.which("git")
    if not found:
        raise GitError("máy này chưa có Git; hãy cài Git 2.34 trở lên")
    return found


@lru_cache(maxsize=1)
def check_git() -> None:
    """Refuse a machine without Git, or with one too old."""
    said = subprocess.run(
        [_git(), "version"], capture_output=True, env=clean_environ(), check=False
    ).stdout.decode(errors="replace")
    if (version := _version(said)) and version < LEAST_GIT:
        raise GitError(f"Git trên máy này quá cũ ({said.strip()}); hãy cài Git 2.34 trở lên")


@lru_cache(maxsize=1)
def ssh_keygen() -> str:
    """Return the path of ssh-keygen; refuse a machine without it, or with one too old."""
    found = shutil.which("ssh-keygen")
    if not found:
        raise GitError("máy này chưa có ssh-keygen; hãy cài OpenSSH 8.2 trở lên")
    ssh = shutil.which("ssh")
    if ssh:
        said = subprocess.run([ssh, "-V"], capture_output=True, env=clean_environ(), check=False)
        text = said.stderr.decode(errors="replace")
        if (version := _version(text)) and version < LEAST_SSH:
            raise GitError(f"OpenSSH trên máy này quá cũ ({text.strip()}); hãy cài bản 8.2 trở lên")
    return found


def _version(text: str) -> tuple[int, int] | None:
    found = _VERSION.search(text)
    return (int(found[1]), int(found[2])) if found else None
