"""Merging without a work tree: trees as plain data, commits made by Git's plumbing.

What `bienban approve` will do is computed whole before anybody is asked; nothing of the user's
is touched until the refs move, and they move only from the state that was shown.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bienban.errors import BienbanError
from bienban.trail.environment import GitError, Repository
from bienban.trail.history import read_blobs
from bienban.trail.records import Identity

GITLINK = "160000"
"""The mode of a submodule, whose id is not in this repository."""

LINK = "120000"
"""The mode of a symbolic link."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a tree holds at a path: the mode as Git writes it, and the object's id."""

    mode: str
    id: str


Tree = Mapping[str, Item]
"""Every file of a commit by path."""


@dataclass(frozen=True)
class Merge:
    """The tree that two sides give, and the paths that both changed, which have no answer."""

    tree: Tree
    conflicts: tuple[str, ...] = ()


def whole_tree(repository: Repository, commit: str) -> dict[str, Item]:
    """Return every file of a commit; refuse a tree whose names would leave a folder."""
    found: dict[str, Item] = {}
    for row in repository.run("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        meta, tab, name = row.partition(b"\t")
        if tab:
            path = name.decode(errors="surrogateescape")
            mode, _, blob = meta.decode().split(" ")
            found[path] = Item(mode, blob)
    for path in found:
        if any(part.casefold() in _UNSAFE for part in path.split("/")):
            raise BienbanError(
                f"tên tệp «{path}» trong {commit[:10]} không an toàn; hãy chạy «git fsck»"
            )
    return found


_UNSAFE = frozenset({"", ".", "..", ".git"})


def merge_bases(repository: Repository, one: str, other: str) -> tuple[str, ...]:
    """Return the best common ancestors of two commits; none where they share no history."""
    return tuple((repository.ask("merge-base", "--all", one, other) or "").split())


def is_ancestor(repository: Repository, one: str, other: str) -> bool:
    """Tell whether `one` is `other` or came before it."""
    return repository.ask("merge-base", "--is-ancestor", one, other) is not None


def three_way(bases: Sequence[Tree], main: Tree, branch: Tree) -> Merge:
    """Take each path from the side that changed it since the bases; both is a conflict."""
    tree: dict[str, Item] = {}
    conflicts: list[str] = []
    for path in main.keys() | branch.keys():
        mine, theirs = main.get(path), branch.get(path)
        before = [base.get(path) for base in bases] or [None]
        if mine == theirs or (theirs in before and mine not in before):
            chosen = mine
        elif mine in before and theirs not in before:
            chosen = theirs
        else:
            conflicts.append(path)
            chosen = mine
        if chosen is not None:
            tree[path] = chosen
    conflicts += (path for path in tree if _is_below_file(path, tree))
    return Merge(tree, tuple(sorted(set(conflicts))))


def _is_below_file(path: str, tree: Tree) -> bool:
    """Tell whether one side has a file where the other has the folder of `path`."""
    parts = path.split("/")
    return any("/".join(parts[:end]) in tree for end in range(1, len(parts)))


def differing(before: Tree, after: Tree) -> tuple[str, ...]:
    """Return the paths at which two trees differ."""
    paths = before.keys() | after.keys()
    return tuple(sorted(path for path in paths if before.get(path) != after.get(path)))


def write_tree(repository: Repository, start: str, before: Tree, after: Tree) -> str:
    """Write the tree `after`, which the tree of commit `start` differs from; return its id."""
    with tempfile.TemporaryDirectory(prefix="bienban-") as folder:
        scratch = _with(repository, GIT_INDEX_FILE=str(Path(folder) / "index"))
        scratch.run("read-tree", start)
        rows = _index_rows(before, after, len(start))
        scratch.run("update-index", "-z", "--index-info", stdin=b"".join(rows))
        return scratch.run("write-tree").decode().strip()


def _index_rows(before: Tree, after: Tree, length: int) -> Iterator[bytes]:
    """Yield removals first, so that a file makes room for a folder of its name."""
    gone = Item("0", "0" * length)
    paths = differing(before, after)
    for path in sorted(paths, key=lambda path: path in after):
        item = after.get(path, gone)
        name = path.encode(errors="surrogateescape")
        yield f"{item.mode} {item.id}\t".encode() + name + b"\0"


@contextmanager
def scratch_objects(repository: Repository) -> Iterator[Repository]:
    """Yield the repository with a place of its own for new objects, which then goes away."""
    with tempfile.TemporaryDirectory(prefix="bienban-") as folder:
        yield _with(
            repository,
            GIT_OBJECT_DIRECTORY=folder,
            GIT_ALTERNATE_OBJECT_DIRECTORIES=str(repository.common_dir / "objects"),
        )


def make_commit(
    repository: Repository,
    tree: str,
    parents: Iterable[str],
    message: str,
    who: Identity,
    moment: datetime,
    key: str | None = None,
) -> str:
    """Make a commit by `who` at `moment`, signed with the SSH key `key` where there is one.

    `key` is what Git's user.signingKey takes: a path, or a public key that an agent holds.
    """
    time = f"{int(moment.timestamp())} {moment:%z}" if moment.tzinfo else ""
    named = _with(
        repository,
        GIT_AUTHOR_NAME=who.name, GIT_AUTHOR_EMAIL=who.email, GIT_AUTHOR_DATE=time,
        GIT_COMMITTER_NAME=who.name, GIT_COMMITTER_EMAIL=who.email, GIT_COMMITTER_DATE=time,
    )  # fmt: skip
    options = ["-c", "i18n.commitEncoding=UTF-8", "-c", "gpg.format=ssh"]
    options += ["-c", f"user.signingKey={key}"] if key else []
    above = [part for parent in parents for part in ("-p", parent)]
    sign = ["-S"] if key else ["--no-gpg-sign"]
    try:
        made = named.run(
            *options, "commit-tree", *sign, *above, "-F", "-", tree, stdin=message.encode()
        )
    except GitError as error:
        if key is None:
            raise
        raise BienbanError(
            f"không ký được bằng khóa «{key}»: {error}; hãy kiểm tra khóa, mật khẩu của khóa, "
            "hoặc chọn khóa khác bằng --khoa"
        ) from error
    return made.decode().strip()


def move_ref(repository: Repository, ref: str, new: str, old: str, reason: str) -> None:
    """Move `ref` from `old` to `new`; refuse where it is no longer at `old`."""
    log = _with(repository, GIT_COMMITTER_NAME="bienban", GIT_COMMITTER_EMAIL="bienban@localhost")
    try:
        log.run("update-ref", "-m", reason, ref, new, old)
    except GitError as error:
        raise BienbanError(
            f"«{ref}» vừa đổi trong khi phê duyệt, nên chưa làm gì; hãy chạy lại lệnh"
        ) from error


def materialise(repository: Repository, tree: Tree, folder: Path, wanted: Iterable[str]) -> None:
    """Write the files of `tree` below `folder`: those `wanted` with their bytes, others empty.

    A link is written as a link and never followed.
    """
    full = {path for path in wanted if path in tree and tree[path].mode != GITLINK}
    data = read_blobs(repository, {tree[path].id for path in full})
    for path, item in tree.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if item.mode == GITLINK:
            place.mkdir()
        elif item.mode == LINK and path in full:
            place.symlink_to(os.fsdecode(data[item.id]))
        else:
            place.write_bytes(data[item.id] if path in full else b"")


def _with(repository: Repository, **more: str) -> Repository:
    return replace(repository, environ={**repository.environ, **more})
