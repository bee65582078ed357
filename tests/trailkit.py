"""Real Git repositories with real SSH signatures, for tests of the approval trail.

    repo = fresh(tmp_path)                       # main with a roster: the root of trust
    repo.draft("thang-1", {MINUTES: minutes()})  # a branch by the secretary
    repo.approve("thang-1")                      # merged, signed and approved by the bí thư
    repo.codes()                                 # what the judge finds: []

Every commit takes `by` (who Git says wrote it), `at` (the clock; else an hour after the last
one), and `key` (which key signs; None for no signature), so that an attack can lie in each.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from bienban.trail.report import judge_repository
from bienban.trail.verdicts import TrailReport, Verdict

VIETNAM = timezone(timedelta(hours=7))
START = datetime(2026, 1, 5, 8, 0, tzinfo=VIETNAM)
MINUTES = "meetings/2026/2026-01-05-thuong-ky.md"
FEBRUARY = "meetings/2026/2026-02-05-thuong-ky.md"
RESOLUTION = "resolutions/2025-2027/01-NQ-CB.md"
ORGANIZATION = "organization.yml"


@dataclass(frozen=True)
class Person:
    """Somebody of the cell, or of outside; `key` names one of the throwaway keys."""

    id: str
    name: str
    email: str
    role: str = ""
    key: str = ""
    since: str = "2025-01-15"
    until: str = ""
    emails: tuple[str, ...] = ()
    key_until: str = ""


AN = Person("nguyen-van-an", "Nguyễn Văn An", "an@vks.example", "bi-thu", "an")
BINH = Person("tran-thi-binh", "Trần Thị Bình", "binh@vks.example", "pho-bi-thu", "binh")
CUONG = Person("le-van-cuong", "Lê Văn Cường", "cuong@vks.example", "", "cuong")
DUNG = Person("pham-thi-dung", "Phạm Thị Dung", "dung@vks.example")
STRANGER = Person("", "Người Lạ", "la@ngoai.example", "", "la")
CELL = (AN, BINH, CUONG, DUNG)


@cache
def key_folder() -> Path:
    """Return the folder of this run's throwaway keys."""
    return Path(tempfile.mkdtemp(prefix="bienban-keys-"))


@cache
def private_key(name: str) -> Path:
    """Return the private key called `name`, made when it is first asked for."""
    path = key_folder() / name
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path


def public_key(name: str) -> str:
    """Return the public key called `name`, «type base64»."""
    text = private_key(name).with_suffix(".pub").read_text()
    return " ".join(text.split()[:2])


def organization(
    people: Iterable[Person] = CELL,
    *,
    policy: bool = True,
    signatures: str = "bat-buoc",
    drafts: str = "",
    approvers: tuple[str, ...] = ("bi-thu", "pho-bi-thu"),
    recovery: str = "",
    extra: str = "",
) -> str:
    """Return an organization.yml; `recovery` names the key of Đảng ủy Viện."""
    lines = [
        "ten: Chi bộ 4",
        "cap_tren: Đảng bộ Viện kiểm sát nhân dân tỉnh Tuyên Quang",
        "dia_danh: Tuyên Quang",
        "loai_hinh: co-quan",
        "ky_hieu: CB",
        "nhiem_ky:",
        "  - tu: 2025-01-15",
        "    den: 2027-06-30",
    ]
    if policy:
        lines += ["phe_duyet:", "  vai_tro:", *(f"    - {role}" for role in approvers)]
        lines += [f"  chu_ky: {signatures}"]
        lines += [f"  du_thao: {drafts}"] if drafts else []
    if policy and recovery:
        lines += ["  khoi_phuc:", "    - cua: Đảng ủy Viện"]
        lines += [f"      khoa: {public_key(recovery)}", "      tu: 2025-01-15"]
    lines += ["dang_vien:"]
    for person in people:
        lines += _member(person)
    return "\n".join(lines) + "\n" + extra


def _member(person: Person) -> list[str]:
    lines = [f"  - ma: {person.id}", f"    ten: {person.name}", "    vao_dang: 2009-05-19"]
    lines += ["    chinh_thuc: 2010-05-19"]
    if person.role:
        lines += ["    chuc_vu:", f"      - vai_tro: {person.role}", f"        tu: {person.since}"]
        lines += [f"        den: {person.until}"] if person.until else []
    lines += ["    git:", *(f"      - {email}" for email in (person.email, *person.emails))]
    if person.key:
        lines += ["    khoa:", f"      - khoa: {public_key(person.key)}", "        tu: 2025-01-15"]
        lines += [f"        den: {person.key_until}"] if person.key_until else []
    return lines


def minutes(day: str = "2026-01-05", *, text: str = "", corrections: int = 0) -> str:
    """Return minutes of `day`; `text` makes them other bytes."""
    lines = ["---", "loai: thuong-ky", f"ngay: {day}", "gio: 14:00-16:10"]
    if corrections:
        lines += ["dinh_chinh:"]
        for number in range(corrections):
            lines += [f"  - ngay: {day[:8]}{20 + number}", "    ly_do: Sai giờ kết thúc"]
    return "\n".join([*lines, "---", "## I. Mở đầu", text or "Chi bộ họp.", ""])


@dataclass
class Repo:
    """A repository and its clock."""

    path: Path
    clock: datetime = START
    env: dict[str, str] = field(default_factory=dict)

    # Git itself

    def git(self, *arguments: str, stdin: str | None = None, check: bool = True, **env: str) -> str:
        """Run Git here and return what it prints, stripped."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.path,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, **self.env, **env},
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(f"git {' '.join(arguments)}: {done.stderr or done.stdout}")
        return done.stdout.strip()

    def tick(self, at: str | datetime | None = None) -> datetime:
        """Return the moment of the next commit: `at` (a day means 16:00), else an hour later."""
        if at is None:
            self.clock += timedelta(hours=1)
            return self.clock
        if isinstance(at, datetime):
            moment = at
        else:
            moment = datetime.fromisoformat(at if " " in at else f"{at} 16:00")
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=VIETNAM)
        self.clock = max(self.clock, moment)
        return moment

    def identity(
        self, by: Person, at: str | datetime | None, committer: Person | None = None
    ) -> dict[str, str]:
        """Return the environment of a commit by `by` at `at`."""
        moment = f"{int(self.tick(at).timestamp())} +0700"
        other = committer or by
        return {
            "GIT_AUTHOR_NAME": by.name,
            "GIT_AUTHOR_EMAIL": by.email,
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_NAME": other.name,
            "GIT_COMMITTER_EMAIL": other.email,
            "GIT_COMMITTER_DATE": moment,
        }

    def id(self, name: str = "HEAD") -> str:
        """Return the commit id of `name`."""
        return self.git("rev-parse", "--verify", f"{name}^{{commit}}")

    def blob(self, path: str, at: str = "HEAD") -> str:
        """Return the blob id of `path`."""
        return self.git("rev-parse", f"{at}:{path}")

    # Files

    def write(self, path: str, text: str) -> None:
        """Write a file of the work tree."""
        place = self.path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")

    def remove(self, path: str) -> None:
        """Take a file out of the work tree."""
        (self.path / path).unlink()

    def apply(self, files: Mapping[str, str | None]) -> None:
        """Write the files, or remove those that are None."""
        for path, text in files.items():
            self.remove(path) if text is None else self.write(path, text)

    # Commits

    def commit(
        self,
        message: str = "Ghi biên bản",
        files: Mapping[str, str | None] | None = None,
        *,
        by: Person = CUONG,
        at: str | datetime | None = None,
        key: str | None = None,
        committer: Person | None = None,
    ) -> str:
        """Commit everything on the branch that is checked out and return the id."""
        self.apply(files or {})
        self.git("add", "-A")
        return self._finish(message, by, at, key, committer)

    def _finish(
        self,
        message: str,
        by: Person,
        at: str | datetime | None,
        key: str | None,
        committer: Person | None,
        *more: str,
    ) -> str:
        self.git(
            *_signing(key), "commit", "-q", "--allow-empty", "--cleanup=verbatim", "--no-verify",
            "--allow-empty-message", *more, "-F", "-", stdin=message,
            **self.identity(by, at, committer),
        )  # fmt: skip
        return self.id()

    def draft(
        self,
        branch: str,
        files: Mapping[str, str | None],
        *,
        by: Person = CUONG,
        at: str | datetime | None = None,
        key: str | None = None,
        message: str = "Ghi biên bản",
        start: str = "main",
    ) -> str:
        """Commit files on a branch (a new one leaves from `start`), go back to main."""
        if self.git("branch", "--list", branch):
            self.git("checkout", "-q", branch)
        else:
            self.git("checkout", "-q", "-b", branch, start)
        commit = self.commit(message, files, by=by, at=at, key=key)
        self.git("checkout", "-q", "main")
        return commit

    def push_straight(
        self,
        files: Mapping[str, str | None],
        *,
        by: Person = CUONG,
        at: str | datetime | None = None,
        key: str | None = None,
        message: str = "Sửa nhanh",
    ) -> str:
        """Commit straight on main."""
        self.git("checkout", "-q", "main")
        return self.commit(message, files, by=by, at=at, key=key)

    def merge(
        self,
        *branches: str,
        message: str = "Hợp nhất",
        by: Person = AN,
        at: str | datetime | None = None,
        key: str | None = None,
        strategy: tuple[str, ...] = (),
        amend: Mapping[str, str | None] | None = None,
        committer: Person | None = None,
        into: str = "main",
    ) -> str:
        """Merge branches with any message; `amend` changes files in the merge itself (evil)."""
        self.git("checkout", "-q", into)
        self._start_merge(branches, strategy)
        self.apply(amend or {})
        self.git("add", "-A")
        return self._finish(message, by, at, key, committer)

    def _start_merge(self, branches: tuple[str, ...], strategy: tuple[str, ...] = ()) -> None:
        who = self.identity(AN, self.clock)
        self.git("merge", "-q", "--no-ff", "--no-commit", *strategy, *branches, **who)

    def approve(
        self,
        branch: str,
        *,
        by: Person = AN,
        at: str | datetime | None = None,
        key: str | None = "",
        role: str | None = None,
        despite: tuple[str, ...] = (),
        trailers: str | None = None,
        amend: Mapping[str, str | None] | None = None,
        also: tuple[str, ...] = (),
        author: Person | None = None,
    ) -> str:
        """Merge and approve a branch as `bienban approve` does.

        `key` "" is the person's own, None no signature; `trailers` replaces the last paragraph;
        `also` are paths named besides those that differ; `despite` also names what those
        commits touched.
        """
        self.git("checkout", "-q", "main")
        self._start_merge((branch,))
        self.apply(amend or {})
        self.git("add", "-A")
        touched = [path for commit in despite for path in self.touched(commit)]
        text = trailers
        if text is None:
            text = self.trailers(by, role=role, despite=despite, also=(*also, *touched))
        key = by.key if key == "" else key
        message = f"Phê duyệt {branch}\n\n{text}\n"
        return self._finish(message, author or by, at, key, author and by)

    def touched(self, commit: str) -> list[str]:
        """Return the protected paths that a commit of main touched."""
        output = self.git("diff-tree", "-r", "--name-only", "-z", f"{commit}^1", commit)
        return [path for path in output.split("\0") if path and _protected(path)]

    def trailers(
        self,
        by: Person = AN,
        *,
        role: str | None = None,
        despite: tuple[str, ...] = (),
        also: tuple[str, ...] = (),
    ) -> str:
        """Return the last paragraph that approves what the index has otherwise than HEAD."""
        lines = [f"Approved-by: {by.name} <{by.email}>"]
        lines += [f"Approved-role: {by.role if role is None else role}"]
        output = self.git("diff-index", "--cached", "-r", "-z", "--no-renames", "HEAD")
        fields = output.split("\0")
        seen = set()
        for meta, path in zip(fields[::2], fields[1::2], strict=False):
            _, _, old, new, _ = meta.lstrip(":").split(" ")
            if _protected(path):
                gone = set(new) == {"0"}
                name = "Approved-removal" if gone else "Approved-document"
                lines += [f"{name}: {old if gone else new} {path}"]
                seen.add(path)
        for path in dict.fromkeys(also):
            blob = self.git("rev-parse", "-q", "--verify", f":{path}", check=False)
            if path not in seen and blob:
                lines += [f"Approved-document: {blob} {path}"]
        return "\n".join(lines + [f"Approved-despite: {commit}" for commit in despite])

    def commit_tree(
        self,
        tree: str,
        parents: Iterable[str],
        message: str,
        *,
        by: Person = AN,
        at: str | datetime | None = None,
        key: str | None = None,
        move: str | None = "refs/heads/main",
    ) -> str:
        """Make any commit at all, and move a ref (by default main) to it."""
        options = [part for parent in parents for part in ("-p", self.id(parent))]
        sign = ("-S",) if key else ()
        made = self.git(
            *_signing(key)[:-2], "commit-tree", *sign, f"{tree}^{{tree}}", *options, "-F", "-",
            stdin=message, **self.identity(by, at),
        )  # fmt: skip
        if move:
            self.git("update-ref", move, made)
            if self.git("symbolic-ref", "-q", "HEAD", check=False) == move:
                self.git("reset", "-q", "--hard")
        return made

    # What the judge says

    def judge(self, **options: object) -> TrailReport:
        """Judge main; nothing is remembered unless `remember=True`."""
        return judge_repository(self.path, **{"remember": False, **options})  # type: ignore[arg-type]

    def codes(self, **options: object) -> list[tuple[str, str]]:
        """Return the findings as sorted (code, path)."""
        return sorted((found.code, found.path) for found in self.judge(**options).findings)

    def verdict(self, path: str = MINUTES, **options: object) -> Verdict:
        """Return the verdict of a file."""
        return self.judge(**options).verdict(path)

    def clone(self, to: Path, *options: str) -> "Repo":
        """Return a fresh clone with the same clock."""
        self.git("clone", "-q", *options, str(self.path), str(to))
        return replace(self, path=to)


def _protected(path: str) -> bool:
    folders = ("meetings/", "resolutions/", "khung-diem/")
    return path.startswith(folders) or path in {ORGANIZATION, ".gitattributes", ".gitmodules"}


def _signing(key: str | None) -> tuple[str, ...]:
    """Return Git's options that sign with the key called `key`, or that do not sign."""
    if not key:
        return ("-c", "commit.gpgSign=false")
    return (
        "-c", "gpg.format=ssh", "-c", "gpg.ssh.program=ssh-keygen",
        "-c", f"user.signingKey={private_key(key)}", "-c", "commit.gpgSign=true",
    )  # fmt: skip


@cache
def _template(organization_text: str) -> Path:
    """Build once per run a repository whose only commit is the root of trust."""
    path = Path(tempfile.mkdtemp(prefix="bienban-repo-")) / "chi-bo"
    path.mkdir()
    repo = Repo(path)
    repo.git("init", "-q", "-b", "main")
    repo.commit("Bắt đầu sổ", {ORGANIZATION: organization_text, "README.md": "Chi bộ 4\n"}, by=AN)
    return path


def fresh(folder: Path, text: str | None = None, **options: object) -> Repo:
    """Return a copy of the template repository; `options` are those of `organization`."""
    if text is None:
        text = organization(**options)  # type: ignore[arg-type]
    path = folder / "chi-bo"
    shutil.copytree(_template(text), path)
    return Repo(path, clock=START + timedelta(hours=1))
