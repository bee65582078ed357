"""A repository that this programme itself makes: its start, its settings, its drafts."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bienban.errors import BienbanError
from bienban.trail import memory
from bienban.trail.environment import (
    GitError,
    Repository,
    check_git,
    clean_environ,
    repository_at,
    ssh_keygen,
)
from bienban.trail.merging import (
    Item,
    make_commit,
    merge_bases,
    three_way,
    whole_tree,
    write_tree,
)
from bienban.trail.records import Identity

MAIN = "refs/heads/main"
"""The branch that a new repository starts with."""

_FILE = "100644"


def found(root: Path) -> Repository:
    """Make an empty repository at `root` and return it; what was remembered of the place goes."""
    check_git()
    done = subprocess.run(
        ["git", "init", "-q", "--template=", "-b", MAIN.removeprefix("refs/heads/"), str(root)],
        env=clean_environ(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise GitError(f"không tạo được kho Git ở «{root}»: {done.stderr.strip()}")
    repository = repository_at(root)
    memory.state_file(repository, MAIN).unlink(missing_ok=True)
    return repository


def configure(repository: Repository, settings: Mapping[str, str]) -> None:
    """Write settings into the repository's own configuration."""
    for name, value in settings.items():
        repository.run("config", "--local", name, value)


def new_key(place: Path, comment: str) -> str:
    """Make a throwaway ed25519 key without a password at `place`; return its public half."""
    done = subprocess.run(
        [ssh_keygen(), "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", str(place)],
        env=clean_environ(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise BienbanError(f"không tạo được khóa ở «{place}»: {done.stderr.strip()}")
    return " ".join(Path(f"{place}.pub").read_text(encoding="utf-8").split()[:2])


@dataclass(frozen=True)
class Drafting:
    """Commits on branches, made without checking anything out."""

    repository: Repository

    def tip(self, ref: str) -> str:
        """Return the commit that a ref stands at."""
        return self.repository.run("rev-parse", "--verify", f"{ref}^{{commit}}").decode().strip()

    def start(self, files: Mapping[str, str], message: str, who: Identity, moment: datetime) -> str:
        """Make main's first commit."""
        empty = self.repository.run("mktree").decode().strip()
        first = make_commit(self.repository, empty, (), message, who, moment)
        tree = self._tree(first, files)
        made = make_commit(self.repository, tree, (), message, who, moment)
        self.repository.run("update-ref", MAIN, made)
        self.check_out()
        return made

    def check_out(self) -> None:
        """Make index and files what main holds."""
        root = self.repository.work_tree
        self.repository.run(
            f"--work-tree={root}", "read-tree", "--reset", "-u", MAIN
        )  # there is nothing of the user's yet

    def commit(
        self,
        ref: str,
        files: Mapping[str, str | None],
        message: str,
        who: Identity,
        moment: datetime,
        *,
        start: str = MAIN,
    ) -> str:
        """Put files (None: taken away) on a branch, which leaves from `start` where it is new."""
        old = self.repository.ask("rev-parse", "--verify", "-q", ref)
        parent = old or self.tip(start)
        tree = self._tree(parent, files)
        made = make_commit(self.repository, tree, (parent,), message, who, moment)
        self.repository.run("update-ref", ref, made)
        return made

    def bring_in(self, ref: str, who: Identity, moment: datetime) -> str:
        """Merge main into a branch, as its author does before it is approved."""
        mine, main = self.tip(ref), self.tip(MAIN)
        before = whole_tree(self.repository, mine)
        bases = [whole_tree(self.repository, b) for b in merge_bases(self.repository, mine, main)]
        merge = three_way(bases, before, whole_tree(self.repository, main))
        tree = write_tree(self.repository, mine, before, merge.tree)
        message = "Đưa nhánh chính vào nhánh soạn"
        made = make_commit(self.repository, tree, (mine, main), message, who, moment)
        self.repository.run("update-ref", ref, made)
        return made

    def _tree(self, parent: str, files: Mapping[str, str | None]) -> str:
        before = whole_tree(self.repository, parent)
        after = {path: item for path, item in before.items() if path not in files}
        for path, text in files.items():
            if text is not None:
                after[path] = Item(_FILE, self._blob(text))
        return write_tree(self.repository, parent, before, after)

    def _blob(self, text: str) -> str:
        data = text.encode("utf-8")
        return self.repository.run("hash-object", "-w", "--stdin", stdin=data).decode().strip()
