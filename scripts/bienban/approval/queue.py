"""The branches that wait for approval, and what each would bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bienban.approval.act import REJECTED_REASON
from bienban.approval.proposal import Desk
from bienban.dates import show_day
from bienban.trail.commits import parse_commit
from bienban.trail.environment import Repository
from bienban.trail.merging import merge_bases
from bienban.trail.protected import is_protected
from bienban.trail.records import Commit, day_of
from bienban.trail.workplace import Waiting, waiting_branches


@dataclass(frozen=True, slots=True)
class Queued:
    """A waiting branch: who wrote it last and when, its files, and why it was sent back."""

    branch: Waiting
    author: str
    day: date
    paths: tuple[str, ...]
    rejected: str = ""

    @property
    def words(self) -> str:
        """The branch in one line."""
        count = (
            f"{len(self.paths)} tệp cần phê duyệt" if self.paths else "không có gì cần phê duyệt"
        )
        text = f"{self.branch.name}: {self.author}, {show_day(self.day)}, {count}"
        return f"{text}; đã trả lại: {self.rejected}" if self.rejected else text


def queue(desk: Desk) -> Iterator[Queued]:
    """Yield every branch that main has not taken in, newest first."""
    for branch in waiting_branches(desk.repository, desk.main, desk.tip):
        tip, draft = tip_of(desk, branch), draft_of(desk, branch)
        paths = _paths(desk, branch)
        yield Queued(branch, draft.author.name, day_of(draft.time), paths, rejection(tip))


def tip_of(desk: Desk, branch: Waiting) -> Commit:
    """Return the newest commit of a branch."""
    return _commit(desk.repository, branch.tip)


def draft_of(desk: Desk, branch: Waiting) -> Commit:
    """Return the newest commit of a branch that somebody wrote: none that sends it back."""
    commit = tip_of(desk, branch)
    while rejection(commit) and commit.parents:
        commit = _commit(desk.repository, commit.parents[0])
    return commit


def rejection(commit: Commit) -> str:
    """Return why a commit sends its branch back, or ""."""
    for line in commit.message.rstrip().split("\n\n")[-1].split("\n"):
        name, _, value = line.partition(": ")
        if name == REJECTED_REASON:
            return value
    return ""


def _commit(repository: Repository, name: str) -> Commit:
    return parse_commit(name, repository.run("cat-file", "commit", name))


def _paths(desk: Desk, branch: Waiting) -> tuple[str, ...]:
    """Return the protected files that a branch changed since it left main."""
    for base in merge_bases(desk.repository, desk.tip, branch.tip)[:1]:
        output = desk.repository.run(
            "diff-tree", "-r", "-z", "--name-only", "--no-renames", base, branch.tip
        )
        names = output.decode(errors="surrogateescape").split("\0")
        return tuple(name for name in names if name and is_protected(name))
    return ()
