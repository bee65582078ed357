"""Chữ ký và khóa"""

import subprocess
from collections.abc import Callable
from pathlib import Path

import naive
import pytest
from attackkit import attack, caught, caught_at, command_says

from trailkit import (
    AN,
    BINH,
    FEBRUARY,
    MINUTES,
    ORGANIZATION,
    STRANGER,
    Repo,
    minutes,
    organization,
    private_key,
    public_key,
)

Cell = Callable[..., Repo]
GOOD_SIGNERS = "gpg.ssh.allowedSignersFile"


def raw(repo: Repo, name: str = "main") -> str:
    """Return a commit byte for byte as text."""
    done = subprocess.run(
        ["git", "cat-file", "commit", name], cwd=repo.path, capture_output=True, check=True
    )
    return done.stdout.decode()


def rewrite(repo: Repo, change: Callable[[str], str]) -> str:
    """Put another commit of any bytes at all in the place of main's last."""
    made = repo.git(
        "hash-object", "-w", "-t", "commit", "--literally", "--stdin", stdin=change(raw(repo))
    )
    repo.git("update-ref", "refs/heads/main", made)
    return made


def signed_with(repo: Repo, body: str, *, key: str, namespace: str = "git") -> str:
    """Return the armoured signature of ssh-keygen over `body`."""
    place = repo.path / ".git" / "noi-dung"
    place.write_bytes(body.encode())
    place.with_suffix(".sig").unlink(missing_ok=True)
    subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-f", str(private_key(key)), "-n", namespace,
         str(place)], check=True, capture_output=True,
    )  # fmt: skip
    return Path(f"{place}.sig").read_text().strip()


def with_signature(body: str, armour: str, header: str = "gpgsig") -> str:
    """Return the commit `body` with a signature in its head."""
    head, _, message = body.partition("\n\n")
    folded = armour.replace("\n", "\n ")
    return f"{head}\n{header} {folded}\n\n{message}"


def unsigned(book: Repo) -> str:
    """Return a whole approval of February by the bí thư that only lacks the signature."""
    book.approve("thang-2", key=None)
    return raw(book)


@attack("Không ký", "Chính sách `chu_ky: bat-buoc` đòi chữ ký SSH", "BB905")
def test_unsigned(book: Repo) -> None:
    book.approve("thang-2", key=None)
    assert naive.merged_by_approver(book, FEBRUARY)
    assert naive.approved_by_trailer(book, FEBRUARY)
    caught_at(book, "BB905", FEBRUARY)
    command_says(book, "BB905", FEBRUARY)


@attack("Ký bằng khóa lạ", "Chỉ khóa trong danh bạ trước lần hợp nhất có giá trị", "BB905")
def test_unknown_key(book: Repo) -> None:
    book.approve("thang-2", key="la")
    signers = book.path / ".git" / "signers"
    signers.write_text(f"* {public_key('la')}\n")
    book.git("config", GOOD_SIGNERS, str(signers))
    assert naive.signed_as_the_repository_says(book)
    caught_at(book, "BB905", FEBRUARY)


@attack("Ký bằng khóa đã hết hạn", "Khóa phải còn hạn đúng ngày phê duyệt", "BB905")
def test_expired_key(cell: Cell) -> None:
    repo = cell({AN.id: {"key_until": "2026-01-31"}})
    repo.draft("x", {MINUTES: minutes()}, at="2026-01-06")
    repo.approve("x", at="2026-02-01")
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB905")
    command_says(repo, "BB905", MINUTES)


def revoke(repo: Repo) -> None:
    """Let the phó bí thư end the bí thư's key on 31 January, in an approval of 1 March."""
    text = organization([AN_ENDED, BINH])
    repo.draft("thu-hoi", {ORGANIZATION: text}, at="2026-03-01")
    repo.approve("thu-hoi", by=BINH, at="2026-03-01 17:00")


AN_ENDED = AN.__class__(**{**AN.__dict__, "key_until": "2026-01-31"})


@attack("Dùng khóa đã thu hồi sau ngày thu hồi", "Khóa phải còn hạn đúng ngày phê duyệt", "BB905")
def test_revoked_key(book: Repo) -> None:
    revoke(book)
    book.approve("thang-2", at="2026-03-02")
    assert naive.signature_shown_good(book)
    caught_at(book, "BB905", FEBRUARY)


@attack("Dùng khóa đã thu hồi, lùi ngày về trước", "Ngày không được trước bước sau cùng", "BB909")
def test_revoked_key_back_dated(book: Repo) -> None:
    revoke(book)
    paper = "resolutions/2025-2027/01-NQ-CB.md"
    book.draft("x", {paper: "---\nngay: 2026-01-05\n---\n"}, at="2026-01-20", start="main~1")
    book.approve("x", at="2026-01-21")
    assert naive.signature_shown_good(book)
    assert naive.role_in_term(book, paper, until="2026-01-31")
    caught_at(book, "BB909", paper)
    command_says(book, "BB909", paper)


@attack("Chép chữ ký thật của lần duyệt khác", "Chữ ký chỉ đúng với đúng commit đó", "BB905")
def test_a_signature_of_another_commit(book: Repo) -> None:
    old = raw(book)
    armour = old.partition("\ngpgsig ")[2].partition("\n\n")[0].replace("\n ", "\n").strip()
    body = unsigned(book)
    rewrite(book, lambda _: with_signature(body, armour))
    assert "BEGIN SSH SIGNATURE" in book.git("log", "-1", "--format=%B%GG", "--show-signature") or (
        naive.merged_by_approver(book, FEBRUARY)
    )
    caught_at(book, "BB905", FEBRUARY)


@attack("Sửa lời phê duyệt sau khi đã ký", "Chữ ký phủ cả lời phê duyệt", "BB905")
def test_a_message_changed_after_signing(book: Repo) -> None:
    book.approve("thang-2", role="pho-bi-thu")
    rewrite(book, lambda text: text.replace("pho-bi-thu", "bi-thu"))
    assert naive.approved_by_trailer(book, FEBRUARY)
    caught_at(book, "BB905", FEBRUARY)


@attack("Sửa ngày sau khi đã ký", "Chữ ký phủ cả ngày", "BB905")
def test_a_day_changed_after_signing(book: Repo) -> None:
    book.approve("thang-2", at="2026-02-20")
    moment = book.git("log", "-1", "--format=%ct")
    rewrite(book, lambda text: text.replace(moment, str(int(moment) - 3 * 86400)))
    assert naive.role_in_term(book, FEBRUARY, until="2026-02-17")
    caught_at(book, "BB905", FEBRUARY)


@attack("Dùng chữ ký mà bí thư đặt cho một tệp, không phải cho Git",
        "Chữ ký phải có mục đích `git`", "BB905")  # fmt: skip
def test_another_namespace(book: Repo) -> None:
    body = unsigned(book)
    armour = signed_with(book, body, key="an", namespace="file")
    rewrite(book, lambda _: with_signature(body, armour))
    assert naive.approved_by_trailer(book, FEBRUARY)
    caught_at(book, "BB905", FEBRUARY)


@attack("Hai chữ ký trong một commit, một của bí thư từ nơi khác", "Phải có đúng một chữ ký",
        "BB905")  # fmt: skip
def test_two_signatures(book: Repo) -> None:
    body = unsigned(book)
    armour = signed_with(book, body, key="an")
    other = signed_with(book, "gì đó", key="an")
    rewrite(
        book, lambda _: with_signature(with_signature(body, armour), other, header="gpgsig-sha256")
    )
    assert naive.approved_by_trailer(book, FEBRUARY)
    caught_at(book, "BB905", FEBRUARY)


@attack("Chữ ký PGP thay chữ ký SSH", "Chỉ chữ ký SSH của khóa trong danh bạ", "BB905")
def test_pgp(book: Repo) -> None:
    body = unsigned(book)
    armour = "-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----"
    rewrite(book, lambda _: with_signature(body, armour))
    assert naive.merged_by_approver(book, FEBRUARY)
    caught_at(book, "BB905", FEBRUARY)


@attack("Chứng thư khóa do CA tự lập cấp cho tên bí thư", "Chỉ khóa ghi đúng trong danh bạ",
        "BB905")  # fmt: skip
def test_certificate(book: Repo) -> None:
    folder = book.path / ".git"
    for name in ("ca", "gia"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True
        )
    subprocess.run(
        ["ssh-keygen", "-q", "-s", str(folder / "ca"), "-I", "an", "-n", AN.email,
         str(folder / "gia.pub")], check=True, capture_output=True,
    )  # fmt: skip
    signers = folder / "signers"
    ca = " ".join((folder / "ca.pub").read_text().split()[:2])
    signers.write_text(f"* cert-authority {ca}\n")
    book.git("config", GOOD_SIGNERS, str(signers))
    body = unsigned(book)
    place = folder / "noi-dung"
    place.write_text(body)
    subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-f", str(folder / "gia-cert.pub"), "-n", "git",
         str(place)], check=True, capture_output=True,
    )  # fmt: skip
    armour = Path(f"{place}.sig").read_text().strip()
    rewrite(book, lambda _: with_signature(body, armour))
    assert naive.signed_as_the_repository_says(book)
    caught_at(book, "BB905", FEBRUARY)


@attack("Một khóa ghi cho hai người", "Khóa phải chỉ ra đúng một người", "BB905")
def test_one_key_for_two(cell: Cell) -> None:
    repo = cell({BINH.id: {"key": "an"}})
    repo.draft("x", {MINUTES: minutes()})
    repo.approve("x")
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB905")


KEY_TEXTS = {
    "ký tự đại diện": "* ssh-ed25519 {key}",
    "cert-authority": "cert-authority ssh-ed25519 {key}",
    "namespaces": 'namespaces="git,file" ssh-ed25519 {key}',
    "xuống dòng": '"ssh-ed25519 AAAA\\n* ssh-ed25519 {key}"',
    "dấu phẩy": "a,* ssh-ed25519 {key}",
    "base64 thừa": "ssh-ed25519 {key}==",
}


@attack("Giấu khóa lạ trong chữ của một khóa ở danh bạ (*, dấu phẩy, xuống dòng, cert-authority)",
        "Danh sách người ký do bienban viết, từ loại khóa và base64, không từ chữ của danh bạ",
        "BB905")  # fmt: skip
@pytest.mark.parametrize("text", KEY_TEXTS.values(), ids=KEY_TEXTS)
def test_key_text_injection(repo: Repo, text: str) -> None:
    """The roster itself is approved, by people who read over the odd line."""
    stranger = text.format(key=public_key("la").split()[1])
    old = f"      - khoa: {public_key('cuong')}"
    roster = (repo.path / ORGANIZATION).read_text()
    assert old in roster
    repo.draft("danh-ba", {ORGANIZATION: roster.replace(old, f"      - khoa: {stranger!s}")})
    repo.approve("danh-ba", by=BINH)
    repo.draft("x", {MINUTES: minutes()})
    repo.approve("x", key="la")
    assert naive.key_listed(repo, "la") or public_key("la").split()[1] in "".join(
        naive.roster_lines(repo)
    )
    found = repo.codes()
    caught(repo, *found)
    assert ("BB905", MINUTES) in found


@attack("Ký đè địa chỉ thư có dấu * để nhận mọi người ký", "Địa chỉ thư không vào danh sách "
        "người ký", "BB905")  # fmt: skip
@pytest.mark.parametrize("email", ["*", "*@vks.example", "an@vks.example,*"])
def test_address_wildcards(cell: Cell, email: str) -> None:
    repo = cell({BINH.id: {"emails": (f'"{email}"',)}})
    repo.draft("x", {MINUTES: minutes()})
    repo.approve("x", key="la")
    assert naive.merged_by_approver(repo)
    found = repo.codes()
    caught(repo, *found)
    assert found == [("BB905", MINUTES)]


@attack("Dùng khóa khôi phục của cấp trên để duyệt biên bản", "Khóa đó chỉ dùng cho "
        "organization.yml", "BB905")  # fmt: skip
def test_recovery_key_for_minutes(cell: Cell) -> None:
    repo = cell(recovery="dang-uy")
    repo.draft("x", {MINUTES: minutes()})
    owner = STRANGER.__class__("", "Đảng ủy Viện", "vien@vks.example")
    repo.approve("x", by=owner, key="dang-uy", role="khoi-phuc")
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB905")


@attack("Khóa cũ của mình ghi làm khóa khôi phục, tự duyệt danh bạ do mình viết",
        "Ai từng được ghi khóa đó thì vẫn là người soạn", "BB904")  # fmt: skip
def test_own_key_as_recovery_key(cell: Cell) -> None:
    repo = cell({AN.id: {"key_until": "2026-01-01"}}, recovery="an")
    roster = (repo.path / ORGANIZATION).read_text()
    repo.draft("danh-ba", {ORGANIZATION: roster + "# thêm\n"}, by=AN)
    owner = STRANGER.__class__("", "Đảng ủy Viện", "vien@vks.example")
    repo.approve("danh-ba", by=owner, key="an", role="khoi-phuc")
    assert naive.signature_shown_good(repo)
    caught_at(repo, "BB904", ORGANIZATION)


@attack("Khuyến nghị ký: chữ ký hỏng của khóa trong danh bạ", "Chữ ký hỏng không phải là không ký",
        "BB905")  # fmt: skip
def test_broken_signature_under_a_mild_policy(cell: Cell) -> None:
    repo = cell(signatures="khuyen-nghi")
    repo.draft("x", {MINUTES: minutes()})
    repo.approve("x", at="2026-01-08")
    moment = repo.git("log", "-1", "--format=%ct")
    rewrite(repo, lambda text: text.replace(moment, str(int(moment) + 60)))
    assert naive.merged_by_approver(repo)
    caught_at(repo, "BB905")
