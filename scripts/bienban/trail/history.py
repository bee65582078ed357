"""The only place that reads Git: one pass over history, near no process per file or commit.

`rev-list` names the commits, one `cat-file --batch` hands over all of them raw, one
`diff-tree --stdin` compares every pair of trees that the judge will ask for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bienban.errors import BienbanError
from bienban.trail.environment import Repository
from bienban.trail.graph import branches, first_parents
from bienban.trail.protected import is_protected
from bienban.trail.records import Branch, Change, Commit, Entry, History, Identity, Key

_PERSON = re.compile(r"(.*?) ?<([^<>\n]*)> (-?\d{1,18}) [+-]\d{4}")
_EMPTY_TREE = {
    40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}
_FILE_MODES = frozenset({b"100644", b"100755"})
_NOTHING = b"000000"
_DEFAULT_BRANCHES = ("main", "master")
_REMOTE = "refs/remotes/origin/"
_LOCAL = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Line:
    """The line that is judged: the full name of its ref, and its newest commit."""

    ref: str
    tip: str


def find_line(repository: Repository, branch: str | None = None) -> Line | None:
    """Return main's line: `origin`'s where there is one, else the local; None where none is.

    `branch` names another branch than `origin/HEAD`, `main` or `master`.
    Full names are used throughout, so that no tag is taken for a branch.
    """
    refs = _refs(repository)
    if branch is not None:
        names: tuple[str, ...] = (branch.removeprefix(_LOCAL).removeprefix(_REMOTE),)
    else:
        names = (*_head_of_origin(refs), *_DEFAULT_BRANCHES, *_only_branch(repository, refs))
    for name in names:
        for ref in (_REMOTE + name, _LOCAL + name):
            if ref in refs:
                return Line(ref, refs[ref][0])
    if branch is not None:
        raise BienbanError(f"không có nhánh «{branch}»; hãy chạy «git branch -a» để xem các nhánh")
    return None


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
    """Return the branch that stands for main where none is called so."""
    local = [name.removeprefix(_LOCAL) for name in refs if name.startswith(_LOCAL)]
    if repository.work_tree is None:
        head = repository.ask("symbolic-ref", "-q", "HEAD") or ""
        return (head.removeprefix(_LOCAL),)
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
    """Return the bytes of each blob; one that is missing or no blob is left out."""
    return {name: data for name, kind, data in _objects(repository, list(ids)) if kind == b"blob"}


def read_tree(repository: Repository, commit: str) -> dict[str, Entry]:
    """Return the protected files of a commit's tree."""
    found: dict[str, Entry] = {}
    for row in repository.run("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        meta, tab, name = row.partition(b"\t")
        path = name.decode(errors="surrogateescape")
        if tab and is_protected(path):
            mode, _, blob = meta.split(b" ")
            found[path] = _entry(mode, blob)
    return found


def _read_commits(repository: Repository, tip: str) -> dict[str, Commit]:
    names = repository.run("rev-list", tip, "--").decode().split()
    commits: dict[str, Commit] = {}
    for name, kind, data in _objects(repository, names):
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


def _objects(repository: Repository, names: list[str]) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield name, type and bytes of each object, all through one process."""
    if not names:
        return
    request = "\n".join(names).encode() + b"\n"
    output = repository.run("cat-file", "--batch", "--buffer", stdin=request)
    place = 0
    for name in names:
        end = output.index(b"\n", place)
        header = output[place:end].split(b" ")
        place = end + 1
        if len(header) != 3:
            continue
        size = int(header[2])
        yield name, header[1], output[place : place + size]
        place += size + 1


def parse_commit(name: str, data: bytes) -> Commit:
    """Read a raw commit object; every header but the signature belongs to what is signed."""
    head, _, message = data.partition(b"\n\n")
    fields: dict[bytes, list[bytes]] = {}
    for line in head.split(b"\n"):
        if line[:1] != b" ":
            key, _, value = line.partition(b" ")
            fields.setdefault(key, []).append(value)
    author, _ = _person(fields.get(b"author", [b""])[0])
    committer, time = _person(fields.get(b"committer", [b""])[0])
    signature, payload = _signature(data, head) if b"\ngpgsig" in head else ("", b"")
    return Commit(
        id=name,
        tree=fields[b"tree"][0].decode(),
        parents=tuple(parent.decode() for parent in fields.get(b"parent", ())),
        author=author,
        committer=committer,
        time=time,
        message=message.decode(errors="surrogateescape"),
        signature=signature,
        payload=payload,
    )


def _person(text: bytes) -> tuple[Identity, int]:
    found = _PERSON.fullmatch(text.decode(errors="surrogateescape"))
    return (Identity(found[1], found[2]), int(found[3])) if found else (Identity("", ""), 0)


def _signature(data: bytes, head: bytes) -> tuple[str, bytes]:
    """Return the armoured signature and the commit without it, which is what was signed."""
    signature: list[bytes] = []
    kept: list[bytes] = []
    inside = False
    for line in head.split(b"\n"):
        inside = (inside and line[:1] == b" ") or line.startswith((b"gpgsig ", b"gpgsig-sha256 "))
        if inside:
            signature.append(line.partition(b" ")[2])
        else:
            kept.append(line)
    armour = b"\n".join(signature).decode("ascii", errors="replace")
    return armour, b"\n".join(kept) + data[len(head) :]


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
    request = "".join(f"{one} {other}\n" for one, other in pairs if one != other).encode()
    output = repository.run(
        "diff-tree", "--stdin", "-r", "-z", "--raw", "--no-abbrev", "--no-renames",
        "--ignore-submodules=none", "--no-ext-diff", "--no-textconv", stdin=request,
    )  # fmt: skip
    found: dict[tuple[str, str], list[Change]] = {pair: [] for pair in pairs}
    fields = output.split(b"\0")
    current: list[Change] = []
    for i in range(0, len(fields) - 1, 2):
        meta = fields[i]
        if meta[:1] != b":":
            header, _, meta = meta.rpartition(b"\n")
            one, _, other = header[header.rfind(b"\n") + 1 :].decode().partition(" ")
            current = found[one, other]
        path = fields[i + 1].decode(errors="surrogateescape")
        if is_protected(path):
            old_mode, new_mode, old, new = meta[1:].split(b" ")[:4]
            change = Change(path, _entry(old_mode, old), _entry(new_mode, new))
            if change.old != change.new:
                current.append(change)
    return {pair: tuple(changes) for pair, changes in found.items()}


def _entry(mode: bytes, blob: bytes) -> Entry:
    if mode in _FILE_MODES:
        return blob.decode()
    return "" if mode == _NOTHING else f"{mode.decode()} {blob.decode()}"
