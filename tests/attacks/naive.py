"""What offices trust without bienban: small honest checks, each of which an attack gets past.

They are what a forge's settings or a short script in CI would do, done properly: nothing here is
weakened so that an attack succeeds.
"""

from trailkit import MINUTES, ORGANIZATION, Repo, public_key

APPROVERS = ("Nguyễn Văn An", "Trần Thị Bình")


def on_main(repo: Repo, path: str = MINUTES, at: str = "main") -> bool:
    """Branch protection: whatever stands on main has been approved."""
    return repo.git("cat-file", "-t", f"{at}:{path}", check=False) == "blob"


def merged_by_approver(repo: Repo, path: str = MINUTES) -> bool:
    """The step of main that last changed the file shows an approver as its author."""
    shown = repo.git("log", "-1", "--first-parent", "-m", "--format=%aN", "main", "--", path)
    return shown in APPROVERS


def committed_by_approver(repo: Repo, path: str = MINUTES) -> bool:
    """The same, by the committer, whom people take for the one who cannot be forged."""
    shown = repo.git("log", "-1", "--first-parent", "-m", "--format=%cN", "main", "--", path)
    return shown in APPROVERS


def approved_by_trailer(repo: Repo, path: str = MINUTES, at: str = "main") -> bool:
    """Git's own parser finds an Approved-by of an approver at the step that changed the file."""
    shown = repo.git(
        "log", "-1", "--first-parent", "-m",
        "--format=%(trailers:key=Approved-by,valueonly,unfold)", at, "--", path,
    )  # fmt: skip
    return any(name in shown for name in APPROVERS)


def somebody_approved(repo: Repo, path: str = MINUTES) -> bool:
    """Some message anywhere names the file with the bytes that main holds."""
    blob = repo.blob(path, "main")
    return bool(repo.git("log", "--all", "--format=%H", "-F", f"--grep={blob} {path}"))


def other_addresses(repo: Repo, path: str = MINUTES) -> bool:
    """Four eyes: who merged the file has another address than whoever wrote it."""
    merger = repo.git("log", "-1", "--first-parent", "-m", "--format=%ae", "main", "--", path)
    writers = repo.git("log", "--no-merges", "--format=%ae", "main", "--", path).split()
    return merger not in writers


def signature_shown_good(repo: Repo, at: str = "main") -> bool:
    """`git log --show-signature`, with the signers that the work tree's roster lists today."""
    signers = repo.path / ".git" / "nguoi-ky"
    keys = [line.split("khoa: ")[1] for line in roster_lines(repo) if "khoa: ssh-" in line]
    signers.write_text("".join(f"* {key}\n" for key in keys))
    shown = repo.git(
        "-c", f"gpg.ssh.allowedSignersFile={signers}", "log", "-1", "--format=%G?", at
    )  # fmt: skip
    return shown == "G"


def signed_as_the_repository_says(repo: Repo, at: str = "main", **env: str) -> bool:
    """`git verify-commit` as the clone is configured."""
    return repo.git("log", "-1", "--format=%G?", at, **env) in {"G", "U"}


def roster_lines(repo: Repo) -> list[str]:
    """Return the lines of the roster that main shows today."""
    return repo.git("show", f"main:{ORGANIZATION}").splitlines()


def role_in_term(repo: Repo, path: str = MINUTES, until: str = "2026-12-31") -> bool:
    """The day that `git log` shows lies in the approver's term."""
    shown = repo.git("log", "-1", "--first-parent", "-m", "--format=%ad", "--date=short",
                     "main", "--", path)  # fmt: skip
    return shown <= until


def sound(repo: Repo) -> bool:
    """`git fsck` is content, and the tip is signed by somebody whom the roster lists."""
    done = repo.git("fsck", "--strict", "--no-progress", check=False)
    return "error" not in done and signature_shown_good(repo)


def key_listed(repo: Repo, name: str) -> bool:
    """The roster that main shows today lists the key."""
    return any(public_key(name) in line for line in roster_lines(repo))


def diff_shown(repo: Repo, one: str, other: str, path: str = MINUTES) -> str:
    """What a reviewer sees of one file between two states."""
    return repo.git("diff", one, other, "--", path)
