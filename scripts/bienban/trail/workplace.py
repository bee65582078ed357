"""The user's clone: what it is in the middle of, whose it is, and how its files follow a ref."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, replace

from bienban.errors import BienbanError
from bienban.trail.environment import GitError, Repository, clean_environ

_LOCAL = "refs/heads/"
_REMOTES = "refs/remotes/"

_UNFINISHED = {
    "MERGE_HEAD": "một lần hợp nhất («git merge --abort» để bỏ)",
    "rebase-merge": "một lần rebase («git rebase --abort» để bỏ)",
    "rebase-apply": "một lần rebase («git rebase --abort» để bỏ)",
    "CHERRY_PICK_HEAD": "một lần cherry-pick («git cherry-pick --abort» để bỏ)",
    "REVERT_HEAD": "một lần revert («git revert --abort» để bỏ)",
    "BISECT_LOG": "một lần bisect («git bisect reset» để bỏ)",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A branch that main has not taken in: the name that a user gives it, its ref, its tip."""

    name: str
    ref: str
    tip: str


def refuse_unready(repository: Repository) -> None:
    """Refuse a clone in which no ref may move: bare, detached, half way through, or dirty."""
    if repository.work_tree is None:
        raise BienbanError(
            "đây là kho trần (bare); hãy chạy lệnh trong bản sao có thư mục làm việc"
        )
    for name, what in _UNFINISHED.items():
        if (repository.git_dir / name).exists():
            raise BienbanError(f"kho đang dở dang {what}; hãy làm xong rồi chạy lại")
    if head_ref(repository) is None:
        raise BienbanError(
            "kho không đứng trên nhánh nào (detached HEAD); hãy chạy «git switch main» rồi làm lại"
        )
    changed = _changed_files(repository)
    if changed:
        shown = ", ".join(f"«{path}»" for path in changed[:3])
        more = f" và {len(changed) - 3} tệp nữa" if len(changed) > 3 else ""
        raise BienbanError(
            f"thư mục làm việc có thay đổi chưa commit: {shown}{more}; "
            "hãy commit hoặc cất đi («git stash») rồi làm lại"
        )


def head_ref(repository: Repository) -> str | None:
    """Return the branch that is checked out, by its full name; None on a detached HEAD."""
    return repository.ask("symbolic-ref", "-q", "HEAD")


def _changed_files(repository: Repository) -> list[str]:
    output = _in_work_tree(repository).run(
        "status", "--porcelain=v1", "-z", "--untracked-files=no", "--no-renames"
    )
    return [row[3:] for row in output.decode(errors="surrogateescape").split("\0") if row]


def settings(repository: Repository, *names: str) -> dict[str, str]:
    """Return what the user's Git configuration says of `names`; those that are set."""
    kept = {name: value for name, value in os.environ.items() if name.startswith("GIT_CONFIG")}
    environ = clean_environ() | kept | {"GIT_DIR": str(repository.git_dir)}
    found: dict[str, str] = {}
    for name in names:
        done = subprocess.run(
            ["git", "config", "--get", name], capture_output=True, env=environ, check=False
        )
        if value := done.stdout.decode(errors="replace").strip():
            found[name] = value
    return found


def follow(repository: Repository, ref: str, old: str, new: str) -> None:
    """Bring index and files from `old` to `new` where `ref` is what is checked out."""
    if head_ref(repository) == ref:
        _switch(repository, old, new)


def refuse_in_the_way(repository: Repository, ref: str, old: str, tree: str) -> None:
    """Refuse where a file that Git does not know would be overwritten, or another work tree."""
    for place in _elsewhere(repository, ref):
        raise BienbanError(
            f"nhánh «{ref.removeprefix(_LOCAL)}» đang mở ở thư mục khác ({place}); "
            "hãy phê duyệt tại đó"
        )
    if head_ref(repository) == ref:
        _switch(repository, old, tree, "-n")


def _switch(repository: Repository, old: str, new: str, *options: str) -> None:
    here = _in_work_tree(repository)
    here.ask("update-index", "-q", "--refresh")  # a copied folder has other times, the same bytes
    try:
        here.run("read-tree", "-m", "-u", *options, old, new)
    except GitError as error:
        raise BienbanError(
            f"không đưa được tệp mới vào thư mục làm việc ({error}); "
            "hãy chuyển các tệp chưa theo dõi ra chỗ khác rồi làm lại"
        ) from error


def _elsewhere(repository: Repository, ref: str) -> list[str]:
    """Return the other work trees of this clone in which `ref` is checked out."""
    output = repository.run("worktree", "list", "--porcelain").decode(errors="replace")
    places = []
    for block in output.strip().split("\n\n"):
        lines = block.split("\n")
        here = lines[0].removeprefix("worktree ")
        if f"branch {ref}" in lines and here != str(repository.work_tree):
            places.append(here)
    return places


def _in_work_tree(repository: Repository) -> Repository:
    assert repository.work_tree is not None
    return replace(
        repository, environ={**repository.environ, "GIT_WORK_TREE": str(repository.work_tree)}
    )


def branch_refs(repository: Repository) -> dict[str, str]:
    """Return every branch, local and of remotes, by full name, but for the names of HEADs."""
    output = repository.run(
        "for-each-ref", "--format=%(refname)%00%(objectname)%00%(symref)", _LOCAL, _REMOTES
    ).decode(errors="surrogateescape")
    rows = (line.split("\0") for line in output.splitlines())
    return {name: tip for name, tip, symbolic in rows if not symbolic}


def find_branch(repository: Repository, name: str) -> Waiting:
    """Return the branch that a user means: local, else origin's; refuse where the two differ."""
    refs = branch_refs(repository)
    local, remote = _LOCAL + name, f"{_REMOTES}origin/{name}"
    if local in refs and remote in refs and refs[local] != refs[remote]:
        raise BienbanError(
            f"nhánh «{name}» trên máy này và trên origin khác nhau; hãy ghi rõ «origin/{name}», "
            "hoặc cập nhật nhánh trên máy rồi làm lại"
        )
    for ref in (local, remote, _REMOTES + name):
        if ref in refs:
            return Waiting(name, ref, refs[ref])
    raise BienbanError(f"không có nhánh «{name}»; «bienban approve» liệt kê các nhánh đang chờ")


def waiting_branches(repository: Repository, main: str, tip: str) -> list[Waiting]:
    """Return the branches with commits that main (`tip`) does not have, newest first.

    A branch of origin that stands where the local one does is told once.
    """
    output = repository.run(
        "for-each-ref", "--no-merged", tip, "--sort=-committerdate",
        "--format=%(refname)%00%(objectname)%00%(symref)", _LOCAL, _REMOTES,
    ).decode(errors="surrogateescape")  # fmt: skip
    rows = [line.split("\0") for line in output.splitlines()]
    refs = {name: commit for name, commit, symbolic in rows if not symbolic}
    found = []
    for ref, commit in refs.items():
        name = ref.removeprefix(_LOCAL).removeprefix(_REMOTES)
        short = name.removeprefix("origin/") if ref.startswith(_REMOTES) else name
        twin = ref.startswith(_REMOTES) and refs.get(_LOCAL + short) == commit
        if short != main and not twin:
            found.append(Waiting(name, ref, commit))
    return found


def is_published(repository: Repository, commit: str) -> bool:
    """Tell whether a branch of any remote has `commit`, as far as this clone knows."""
    return bool(repository.run("for-each-ref", "--contains", commit, _REMOTES).strip())


def has_remote(repository: Repository) -> bool:
    """Tell whether the clone has a remote called origin."""
    return "remote.origin.url" in settings(repository, "remote.origin.url")


def push(repository: Repository, ref: str) -> None:
    """Push `ref` to origin with the user's own settings: hooks, transport, credentials."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("GIT_CONFIG", "GIT_SSH"))
    }
    environ = clean_environ() | kept | {"GIT_DIR": str(repository.git_dir)}
    if repository.work_tree:
        environ["GIT_WORK_TREE"] = str(repository.work_tree)
    command = ["git", "push", "origin", f"{ref}:{ref}"]
    done = subprocess.run(command, env=environ, cwd=repository.work_tree, check=False)
    if done.returncode:
        name = ref.removeprefix(_LOCAL)
        raise BienbanError(
            f"phê duyệt đã xong trên máy này, nhưng chưa đẩy được lên origin; "
            f"xem lời của Git ở trên rồi chạy «git push origin {name}», "
            "hoặc «bienban approve --undo» để hoàn tác"
        )
