"""The only place that reads Git: one pass over history, near no process per file or commit.

`rev-list` names the commits, one `cat-file --batch` hands over all of them raw, one
`diff-tree --stdin` compares every pair of trees that the judge will ask for.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bienban.errors import BienbanError
from bienban.trail.commits import parse_commit
from bienban.trail.environment import PARTIAL, Repository
from bienban.trail.graph import branches, first_parents
from bienban.trail.protected import is_protected
from bienban.trail.records import Branch, Change, Commit, Entry, History, Key

_MANY = 4000  # pairs of trees, from which on a second process pays
_EMPTY_TREE = {
    40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}
_FILE_MODES = frozenset({"100644", "100755"})
_NOTHING = "000000"
_MAIN, _OLD_MAIN = "main", "master"
_REMOTE = "refs/remotes/origin/"
_LOCAL = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Line:
    """The line that is judged: the full name of its ref, and its newest commit."""

    ref: str
    tip: str


def find_line(repository: Repository, branch: str | None = None) -> Line | None:
    """Return main's line: `origin`'s where there is one, else the local; None where none is.

    Without `branch` that is `main`, else `origin/HEAD`, else `master`; a clone of somebody's work
    has the draft they stand on as `origin/HEAD`, so that does not come first.
    Full names are used throughout, so that no tag is taken for a branch. In a bare repository
    the local one comes first: anybody may push a `refs/remotes/origin/main` to a server.
    """
    refs = _refs(repository)
    if branch is not None:
        names: tuple[str, ...] = (branch.removeprefix(_LOCAL).removeprefix(_REMOTE),)
    else:
        names = (_MAIN, *_head_of_origin(refs), _OLD_MAIN, *_only_branch(repository, refs))
    for name in names:
        for ref in _sides(repository, name):
            if ref in refs:
                return Line(ref, refs[ref][0])
    if branch is not None:
        raise BienbanError(f"không có nhánh «{branch}»; hãy chạy «git branch -a» để xem các nhánh")
    return None


def earlier_lines(repository: Repository, line: Line) -> tuple[str, ...]:
    """Return the refs that would have been judged before `line`, had they not gone."""
    sides = _sides(repository, _MAIN)
    return sides[: sides.index(line.ref)] if line.ref in sides else sides


def _sides(repository: Repository, name: str) -> tuple[str, str]:
    ours, theirs = _LOCAL + name, _REMOTE + name
    return (ours, theirs) if repository.work_tree is None else (theirs, ours)


def _refs(repository: Repository) -> dict[str, tuple[str, str]]:
    """Return every branch: full name to commit id and the branch that it stands for."""
    text = repository.run(
        "for-each-ref", "--format=%(refname)%00%(objectname)%00%(symref)", _LOCAL, _REMOTE
    )
    rows = (line.split("\0") for line in text.decode(errors="surrogateescape").splitlines())
    return {name: (commit, target) for name, commit, target in rows}


def _head_of_origin(refs: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    target = refs.get(_REMOTE + "HEAD", ("", ""))[1]
    return (target.removeprefix(_REMOTE),) if target.startswith(_REMOTE) else ()


def _only_branch(repository: Repository, refs: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """Return the branch that stands for main where none is called so.

    In a clone none does: there a single branch may well be a draft that CI checked out.
    """
    if repository.work_tree is None:
        head = repository.ask("symbolic-ref", "-q", "HEAD") or ""
        return (head.removeprefix(_LOCAL),)
    if any(name.startswith(_REMOTE) for name in refs):
        return ()
    local = [name.removeprefix(_LOCAL) for name in refs if name.startswith(_LOCAL)]
    return tuple(local) if len(local) == 1 else ()


def resolve(repository: Repository, name: str) -> str:
    """Return the id of the commit that a user names; refuse a name that is none."""
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    found = repository.ask(*words)
    if not found:
        raise BienbanError(f"không có commit «{name}»; hãy xem «git log --first-parent»")
    return found


def read_history(repository: Repository, tip: str) -> History:
    """Read everything that the judge needs of the history of `tip`."""
    commits = _read_commits(repository, tip)
    line = first_parents(commits, tip)
    brought = branches(commits, line)
    wanted = list(_pairs(commits, line, brought))
    return History(line, commits, brought, _read_changes(repository, commits, wanted))


def _pairs(
    commits: Mapping[str, Commit], line: tuple[str, ...], brought: Mapping[str, Branch]
) -> Iterator[Key]:
    """Yield every pair of commits that the judge compares."""
    on_line = set(line)
    for commit in line:
        parents = commits[commit].parents
        yield from ((parent, commit) for parent in parents or ("",))
        for base in brought[commit].bases:
            if base not in on_line:
                yield base, parents[0]
        for other in brought[commit].commits:
            yield from ((parent, other) for parent in commits[other].parents or ("",))


def read_blobs(repository: Repository, ids: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of each blob; refuse a clone that has not fetched all of them."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    request = "".join(f"{name}\n" for name in wanted).encode()
    output = repository.run("cat-file", "--batch", "--buffer", stdin=request)
    found: dict[str, bytes] = {}
    for name, kind, data in _objects(output):
        if kind == b"blob":
            if _hash(kind, data, len(name)) != name:
                raise BienbanError(f"tệp {name} trong kho bị hỏng; hãy chạy «git fsck»")
            found[name] = data
    if len(found) < len(wanted):
        raise BienbanError(PARTIAL)
    return found


def read_tree(repository: Repository, commit: str) -> dict[str, Entry]:
    """Return the protected files of a commit's tree."""
    found: dict[str, Entry] = {}
    for row in repository.run("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        meta, tab, name = row.partition(b"\t")
        path = name.decode(errors="surrogateescape")
        if tab and is_protected(path):
            mode, _, blob = meta.decode().split(" ")
            found[path] = _entry(mode, blob)
    return found


def _read_commits(repository: Repository, tip: str) -> dict[str, Commit]:
    listed = repository.pipe(("rev-list", tip, "--"), ("cat-file", "--batch", "--buffer"))
    commits: dict[str, Commit] = {}
    for name, kind, data in _objects(listed):
        if kind != b"commit" or _hash(kind, data, len(name)) != name:
            raise BienbanError(f"commit {name} trong kho bị hỏng; hãy chạy «git fsck»")
        commits[name] = parse_commit(name, data)
    return commits


def _hash(kind: bytes, data: bytes, length: int) -> str:
    """Return the id that Git gives `data`; a planted object has another one than its name."""
    algorithm = hashlib.sha1 if length == 40 else hashlib.sha256
    return algorithm(b"%s %d\0" % (kind, len(data)) + data, usedforsecurity=False).hexdigest()


def blob_id(data: bytes, length: int = 40) -> str:
    """Return the id that Git gives a file's bytes; `length` is that of the repository's ids."""
    return _hash(b"blob", data, length)


def _objects(output: bytes) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield name, type and bytes of each object in the output of `cat-file --batch`."""
    place, end = 0, output.find(b"\n")
    while end >= 0:
        header = output[place:end].split(b" ")
        place = end + 1
        if len(header) == 3 and header[2].isdigit():
            size = int(header[2])
            yield header[0].decode(), header[1], output[place : place + size]
            place += size + 1
        end = output.find(b"\n", place)


def _read_changes(
    repository: Repository, commits: Mapping[str, Commit], pairs: list[Key]
) -> dict[Key, tuple[Change, ...]]:
    """Compare the trees of every pair, all through one process."""
    length = len(next(iter(commits)))
    trees = {
        (before, after): (
            commits[before].tree if before else _EMPTY_TREE[length],
            commits[after].tree,
        )
        for before, after in pairs
    }
    compared = _diff_trees(repository, sorted(set(trees.values())))
    return {key: compared[pair] for key, pair in trees.items()}


def _diff_trees(
    repository: Repository, pairs: list[tuple[str, str]]
) -> dict[tuple[str, str], tuple[Change, ...]]:
    """Compare pairs of trees; many of them on every core."""
    workers = min(os.cpu_count() or 1, 1 + len(pairs) // _MANY)
    size = -(-len(pairs) // workers) or 1
    shares = [pairs[start : start + size] for start in range(0, len(pairs), size)]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        outputs = list(pool.map(lambda share: _raw_diff(repository, share), shares))
    found: dict[tuple[str, str], list[Change]] = {pair: [] for pair in pairs}
    for output in outputs:
        _collect(output, found)
    return {pair: tuple(changes) for pair, changes in found.items()}


def _raw_diff(repository: Repository, pairs: list[tuple[str, str]]) -> bytes:
    request = "".join(f"{one} {other}\n" for one, other in pairs if one != other).encode()
    return repository.run(
        "diff-tree", "--stdin", "-r", "-z", "--raw", "--no-abbrev", "--no-renames",
        "--ignore-submodules=none", "--no-ext-diff", "--no-textconv", stdin=request,
    )  # fmt: skip


def _collect(output: bytes, found: dict[tuple[str, str], list[Change]]) -> None:
    """Read raw differences: each pair's line, then «meta NUL path NUL» for every path."""
    fields = output.decode(errors="surrogateescape").split("\0")
    current: list[Change] = []
    for place in range(0, len(fields) - 1, 2):
        meta, path = fields[place], fields[place + 1]
        if meta[0] != ":":
            header, _, meta = meta.rpartition("\n")
            one, _, other = header[header.rfind("\n") + 1 :].partition(" ")
            current = found[one, other]
        if is_protected(path):
            old_mode, new_mode, old, new, _ = meta[1:].split(" ")
            change = Change(path, _entry(old_mode, old), _entry(new_mode, new))
            if change.old != change.new:
                current.append(change)


def _entry(mode: str, blob: str) -> Entry:
    if mode in _FILE_MODES:
        return blob
    return "" if mode == _NOTHING else f"{mode} {blob}"
