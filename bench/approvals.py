"""Makes a repository with a long approval trail: drafts by a secretary, merged and approved.

Every document has its own branch, and two branches are always open at once. Texts are those of
the sample cell, with other days. `git fast-import` makes the history in seconds; a signed one is
then written again with a real SSH signature, by ssh-keygen, in every merge.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bienban.dates import VIETNAM
from bienban.trail.history import blob_id

SAMPLE = Path(__file__).resolve().parents[1]
"""The sample cell: this repository."""

NEXT = "next"
"""The branch that is one approval ahead of main."""

_FIRST, _DAYS = datetime(2015, 2, 1, 8, tzinfo=VIETNAM), 4100
_AN, _CUONG = "Nguyễn Văn An <an@vks.example>", "Lê Văn Cường <cuong@vks.example>"
_DAY = re.compile(r"^ngay:.*$", re.M)
_ORGANIZATION = """\
ten: Chi bộ 4
cap_tren: Đảng bộ Viện kiểm sát nhân dân tỉnh Tuyên Quang
dia_danh: Tuyên Quang
loai_hinh: co-quan
ky_hieu: CB
nhiem_ky:
  - tu: 2015-01-15
    den: 2027-06-30
phe_duyet:
  vai_tro:
    - bi-thu
  chu_ky: {signatures}
dang_vien:
  - ma: nguyen-van-an
    ten: Nguyễn Văn An
    vao_dang: 2001-05-19
    chinh_thuc: 2002-05-19
    chuc_vu:
      - vai_tro: bi-thu
        tu: 2015-01-15
    git:
      - an@vks.example
    khoa:
      - khoa: {key}
        tu: 2015-01-15
  - ma: le-van-cuong
    ten: Lê Văn Cường
    vao_dang: 2009-05-19
    chinh_thuc: 2010-05-19
    git:
      - cuong@vks.example
"""


@dataclass(frozen=True)
class Book:
    """A repository, and how many approvals its main has; `key` is what signs them, or None."""

    path: Path
    approvals: int
    key: Path | None = None

    def git(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """Run Git here and return what it prints."""
        command = ["git", "-C", str(self.path), *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, check=True).stdout


def new_key(path: Path) -> Path:
    """Make a throwaway signing key and return its place."""
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)]
    subprocess.run(command, check=True)
    return path


def public_key(key: Path) -> str:
    """Return the public half of a key, «type base64»."""
    return " ".join(key.with_suffix(".pub").read_text().split()[:2])


def make(path: Path, approvals: int, *, drafts: int, key: Path, signed: bool) -> Book:
    """Make a repository of so many documents, each of `drafts` commits and an approving merge.

    Its main has `approvals` of them, the branch `next` one more.
    """
    book = Book(path, approvals, key if signed else None)
    subprocess.run(["git", "init", "-q", "-b", "main", str(path)], check=True)
    stream = b"".join(_stream(approvals, drafts, public_key(key), signed))
    book.git("fast-import", "--quiet", "--force", stdin=stream)
    if signed:
        _sign(book)
    book.git("branch", "-q", "-D", "draft")
    book.git("repack", "-q", "-a", "-d")
    book.git("prune")
    book.git("checkout", "-q", "main")
    return book


# The history


def _stream(approvals: int, drafts: int, key: str, signed: bool) -> Iterator[bytes]:
    """Yield what fast-import reads; marks: the root is 1, then each document has its own few."""
    policy = "bat-buoc" if signed else "khuyen-nghi"
    organization = _ORGANIZATION.format(signatures=policy, key=key)
    yield _commit("main", 1, _CUONG, _FIRST, "Bắt đầu áp dụng phê duyệt", ())
    yield _file("organization.yml", organization)
    texts = _texts()
    merges = [1, 1]
    for number in range(approvals + 1):
        day = _FIRST + timedelta(days=number * _DAYS // approvals)
        path = f"meetings/{day:%Y}/{day:%Y-%m-%d}-{number:05}.md"
        text = texts[number % len(texts)]
        text = _DAY.sub(f"ngay: {day:%Y-%m-%d}", text, count=1) + f"\nVăn bản thứ {number}.\n"
        mark = 2 + number * (drafts + 1)
        start = merges[-2]
        for turn in range(drafts):
            text += "\nSửa lại sau khi đọc.\n" * bool(turn)
            moment = day + timedelta(hours=turn)
            yield _commit("draft", mark + turn, _CUONG, moment, "Ghi biên bản", (start,))
            yield _file(path, text)
            start = mark + turn
        branch = "main" if number < approvals else NEXT
        words = _approval(path, blob_id(text.encode()))
        moment = day + timedelta(days=2)
        yield _commit(branch, mark + drafts, _AN, moment, words, (merges[-1], start))
        yield _file(path, text)
        merges.append(mark + drafts)


def _texts() -> list[str]:
    """Return the sample cell's minutes and papers."""
    found = sorted((*SAMPLE.glob("meetings/**/*.md"), *SAMPLE.glob("resolutions/**/*.md")))
    return [text for path in found if _DAY.search(text := path.read_text(encoding="utf-8"))]


def _approval(path: str, blob: str) -> str:
    return (
        f"Phê duyệt {path}\n\nApproved-by: {_AN}\nApproved-role: bi-thu\n"
        f"Approved-document: {blob} {path}\n"
    )


def _commit(
    branch: str, mark: int, who: str, moment: datetime, words: str, parents: tuple[int, ...]
) -> bytes:
    time = f"{int(moment.timestamp())} +0700"
    lines = [f"commit refs/heads/{branch}", f"mark :{mark}"]
    lines += [f"author {who} {time}", f"committer {who} {time}", f"data {len(words.encode())}"]
    lines += [words, *(f"{w} :{p}" for w, p in zip(("from", "merge"), parents, strict=False)), ""]
    return "\n".join(lines).encode()


def _file(path: str, text: str) -> bytes:
    data = text.encode()
    return f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"


# Signatures


def _sign(book: Book) -> None:
    """Write every commit again with its new parents, each merge with a signature of its own."""
    names = book.git("rev-list", "--reverse", "--topo-order", "main", NEXT)
    new: dict[bytes, bytes] = {}
    made: list[bytes] = []
    for name, data in _raw(book.git("cat-file", "--batch", stdin=names)):
        head, _, message = data.partition(b"\n\n")
        lines = [
            b"parent " + new[line[7:]] if line.startswith(b"parent ") else line
            for line in head.split(b"\n")
        ]
        written = b"\n".join(lines) + b"\n\n" + message
        if sum(line.startswith(b"parent ") for line in lines) == 2:
            signature = _signature(book, written).replace(b"\n", b"\n ")
            written = b"\n".join([*lines, b"gpgsig " + signature]) + b"\n\n" + message
        new[name] = hashlib.sha1(b"commit %d\0" % len(written) + written).hexdigest().encode()
        made.append(written)
    book.git("index-pack", "--stdin", stdin=_pack(made))
    for branch in ("main", NEXT):
        tip = book.git("rev-parse", branch).strip()
        book.git("update-ref", f"refs/heads/{branch}", new[tip].decode())


def _raw(output: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and bytes of every object that `cat-file --batch` printed."""
    place = 0
    while place < len(output):
        end = output.index(b"\n", place)
        name, _, size = output[place:end].split(b" ")
        place = end + 1 + int(size)
        yield name, output[end + 1 : place]
        place += 1


def _signature(book: Book, payload: bytes) -> bytes:
    command = ["ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", str(book.key)]
    return subprocess.run(command, input=payload, capture_output=True, check=True).stdout.strip()


def _pack(commits: list[bytes]) -> bytes:
    """Return commits as a pack, which Git takes in one go."""
    parts = [b"PACK" + (2).to_bytes(4, "big") + len(commits).to_bytes(4, "big")]
    for data in commits:
        size = len(data)
        header = [(1 << 4) | (size & 15)]
        size >>= 4
        while size:
            header[-1] |= 0x80
            header.append(size & 0x7F)
            size >>= 7
        parts += [bytes(header), zlib.compress(data, 1)]
    whole = b"".join(parts)
    return whole + hashlib.sha1(whole).digest()
