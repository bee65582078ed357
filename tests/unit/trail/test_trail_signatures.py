"""Signatures: what ssh-keygen says, beside what Git itself says of the same commits."""

from pathlib import Path

import pytest

from bienban.trail import signatures
from bienban.trail.environment import repository_at
from bienban.trail.history import read_history
from bienban.trail.records import Commit, Signed
from bienban.trail.signatures import SignatureBook, check_signatures, fingerprint_of, key_of
from trailkit import AN, MINUTES, Repo, minutes, public_key


def read_commit(repo: Repo, name: str) -> Commit:
    name = repo.id(name)
    return read_history(repository_at(repo.path), name).commits[name]


def git_says(repo: Repo, name: str, tmp_path: Path) -> bool:
    signers = tmp_path / "signers"
    signers.write_text(f"an@vks.example {public_key('an')}\n")
    option = f"gpg.ssh.allowedSignersFile={signers}"
    # Git itself dies now and then where ssh-keygen reads no further than a spoilt signature.
    return "Good" in repo.git("-c", option, "log", "-1", "--format=%GG", name, check=False)


def check(commit: Commit, key: str = "an", book: SignatureBook | None = None) -> Signed:
    keys = frozenset({public_key(key)})
    return check_signatures([commit], keys, book or SignatureBook(None))[commit.id].signed


def forged(repo: Repo, change: tuple[str, str]) -> str:
    """Return a commit made from a signed one by changing a word of it."""
    raw = repo.git("cat-file", "commit", "main")
    made = repo.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=raw.replace(*change))
    repo.git("update-ref", "refs/heads/gia", made)
    return "gia"


@pytest.fixture
def signed(repo: Repo) -> Repo:
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1")
    return repo


@pytest.mark.parametrize(
    "change", [("Phê duyệt", "Phê duyêt"), ("+0700", "+0800"), ("AAAA", "AAAB")]
)
def test_changed_bytes_are_no_longer_signed(
    signed: Repo, tmp_path: Path, change: tuple[str, str]
) -> None:
    name = forged(signed, change)
    assert not git_says(signed, name, tmp_path)
    assert check(read_commit(signed, name)) is Signed.BAD


def test_what_git_calls_good_is_good(signed: Repo, tmp_path: Path) -> None:
    assert git_says(signed, "main", tmp_path)
    commit = read_commit(signed, "main")
    assert check(commit) is Signed.GOOD
    result = check_signatures([commit], frozenset({public_key("an")}), SignatureBook(None))
    said = signed.git("-c", "gpg.ssh.allowedSignersFile=/dev/null", "log", "-1", "--format=%GF")
    assert result[commit.id].fingerprint == said


def test_a_key_that_is_not_listed_is_bad_whatever_it_signed(signed: Repo) -> None:
    assert check(read_commit(signed, "main"), key="binh") is Signed.BAD


def test_a_commit_without_signature_is_unsigned(signed: Repo) -> None:
    assert check(read_commit(signed, "main^")) is Signed.NONE


def test_a_signature_for_another_purpose_is_bad(signed: Repo) -> None:
    """A signature of the same bytes in ssh-keygen's namespace «file» is none of a commit."""
    import subprocess

    from trailkit import private_key

    commit = read_commit(signed, "main")
    done = subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-n", "file", "-f", str(private_key("an"))],
        input=commit.payload,
        capture_output=True,
        check=True,
    )
    other = Commit(**{
        name: getattr(commit, name)
        for name in ("id", "tree", "parents", "author", "committer", "time", "message", "payload")
    }, signature=done.stdout.decode())  # fmt: skip
    assert check(other) is Signed.BAD


def test_pgp_is_foreign(signed: Repo) -> None:
    raw = signed.git("cat-file", "commit", "main")
    start = raw.index("gpgsig ")
    end = raw.index("-----END SSH SIGNATURE-----") + len("-----END SSH SIGNATURE-----")
    pgp = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----"
    made = signed.git(
        "hash-object", "-t", "commit", "-w", "--stdin", stdin=raw[:start] + pgp + raw[end:]
    )
    signed.git("update-ref", "refs/heads/pgp", made)
    assert check(read_commit(signed, "pgp")) is Signed.FOREIGN


BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"


@pytest.mark.parametrize("text", ["", "x", f"{BEGIN}\n!\n{END}", f"{BEGIN}\nU1NIU0lH\n{END}"])
def test_what_is_no_signature_has_no_key(text: str) -> None:
    assert key_of(text) is None


def test_what_is_no_key_has_no_fingerprint() -> None:
    assert fingerprint_of("ssh-ed25519") == ""
    assert fingerprint_of(public_key("an")).startswith("SHA256:")


def test_a_good_result_is_kept_and_a_bad_one_is_not(
    signed: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "so" / "chu-ky"
    good, bad = read_commit(signed, "main"), read_commit(signed, forged(signed, ("Phê", "Phe")))
    for commit, expected in ((good, Signed.GOOD), (bad, Signed.BAD)):
        assert check(commit, book=SignatureBook(place)) is expected
    assert len(place.read_text().splitlines()) == 1
    asked: list[str] = []
    real = signatures._verify_all

    def counting(todo):
        asked.extend(commit.id for commit, _ in todo)
        return real(todo)

    monkeypatch.setattr(signatures, "_verify_all", counting)
    for commit in (good, bad):
        check(commit, book=SignatureBook(place))
    assert asked == [bad.id]


def test_a_folder_that_cannot_be_written_costs_only_time(signed: Repo, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("")
    assert (
        check(read_commit(signed, "main"), book=SignatureBook(tmp_path / "tep" / "x"))
        is Signed.GOOD
    )
    assert AN.key == "an"
