"""Signatures, checked by ssh-keygen alone, on all cores, and never twice.

The roll's keys are the only list of signers; the repository's own settings are not asked.
ssh-keygen is told which key must have signed, so a key that is not on the list costs nothing.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bienban.trail.environment import clean_environ, ssh_keygen
from bienban.trail.records import UNSIGNED, Commit, SignatureCheck, Signed

_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"
_MAGIC = b"SSHSIG"
_PRINCIPAL = "nguoi-ky"
_NAMESPACE = "git"
_BAD = SignatureCheck(Signed.BAD)


def fingerprint_of(key: str) -> str:
    """Return the fingerprint of «type base64» as ssh-keygen prints it, or "" of what is no key."""
    try:
        raw = base64.b64decode(key.split(" ")[1], validate=True)
    except (IndexError, binascii.Error):
        return ""
    return "SHA256:" + base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")


def key_of(signature: str) -> str | None:
    """Return the key, «type base64», that an armoured SSH signature says it was made with."""
    body = signature.strip()
    if not body.startswith(_BEGIN) or not body.endswith(_END):
        return None
    try:
        raw = base64.b64decode("".join(body[len(_BEGIN) : -len(_END)].split()), validate=True)
        if not raw.startswith(_MAGIC):
            return None
        key = _field(raw, len(_MAGIC) + 4)
        kind = _field(key, 0).decode("ascii")
    except (binascii.Error, ValueError, UnicodeDecodeError):
        return None
    return f"{kind} {base64.b64encode(key).decode()}"


def _field(raw: bytes, place: int) -> bytes:
    """Return the length-prefixed field at `place` of an SSH structure."""
    if len(raw) < place + 4:
        raise ValueError("cut short")
    size = int.from_bytes(raw[place : place + 4], "big")
    field = raw[place + 4 : place + 4 + size]
    if len(field) < size:
        raise ValueError("cut short")
    return field


class SignatureBook:
    """Results that were kept: commit and signer's key, one a line, only of good signatures.

    A commit id covers the signature and all that it signs, so a good result stays good.
    """

    def __init__(self, path: Path | None) -> None:
        """Read what `path` holds; None keeps nothing."""
        self._path = path
        self._known = frozenset[str]()
        if path is not None and path.exists():
            self._known = frozenset(path.read_text("ascii", errors="replace").splitlines())

    def __contains__(self, entry: tuple[str, str]) -> bool:
        """Tell whether this commit is known to be signed with this key."""
        return _row(*entry) in self._known

    def add(self, entries: Iterable[tuple[str, str]]) -> None:
        """Keep more results; a folder that cannot be written only costs time next time."""
        rows = "".join(f"{_row(*entry)}\n" for entry in entries)
        if not rows or self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="ascii") as file:
                file.write(rows)
        except OSError:
            return


def _row(commit: str, key: str) -> str:
    return f"{commit} {hashlib.sha256(key.encode()).hexdigest()}"


def check_signatures(
    commits: Iterable[Commit], keys: frozenset[str], book: SignatureBook
) -> dict[str, SignatureCheck]:
    """Check every commit's signature against the key that it names, if that is one of `keys`.

    A signature with any other key is BAD with that key, whatever it is worth.
    """
    results: dict[str, SignatureCheck] = {}
    todo: list[tuple[Commit, str]] = []
    for commit in commits:
        key = key_of(commit.signature)
        if key is None or key not in keys:
            results[commit.id] = _without_asking(commit, key)
        elif (commit.id, key) in book:
            results[commit.id] = SignatureCheck(Signed.GOOD, key, fingerprint_of(key))
        else:
            todo.append((commit, key))
    if todo:
        checked = _verify_all(todo)
        book.add((c.id, key) for c, key in todo if checked[c.id].signed is Signed.GOOD)
        results.update(checked)
    return results


def _without_asking(commit: Commit, key: str | None) -> SignatureCheck:
    if not commit.signature:
        return UNSIGNED
    if key is None:
        ssh = commit.signature.lstrip().startswith(_BEGIN)
        return _BAD if ssh else SignatureCheck(Signed.FOREIGN)
    return SignatureCheck(Signed.BAD, key, fingerprint_of(key))


def _verify_all(todo: list[tuple[Commit, str]]) -> Mapping[str, SignatureCheck]:
    """Run ssh-keygen once a signature, as many at a time as there are cores."""
    program = ssh_keygen()
    with tempfile.TemporaryDirectory(prefix="bienban-") as name:
        folder = Path(name)
        signers = {key: _signers(folder, key) for _, key in todo}
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            done = pool.map(lambda job: _verify(program, signers[job[1]], job[0]), todo)
            return {
                commit.id: SignatureCheck(signed, key, fingerprint_of(key))
                for (commit, key), signed in zip(todo, done, strict=True)
            }


def _signers(folder: Path, key: str) -> Path:
    """Write the list of signers that holds `key` alone."""
    path = folder / f"{hashlib.sha256(key.encode()).hexdigest()}.signers"
    path.write_text(f'{_PRINCIPAL} namespaces="{_NAMESPACE}" {key}\n', encoding="ascii")
    return path


def _verify(program: str, signers: Path, commit: Commit) -> Signed:
    signature = signers.with_name(f"{commit.id}.sig")
    signature.write_text(commit.signature + "\n", encoding="ascii")
    done = subprocess.run(
        [program, "-Y", "verify", "-f", str(signers), "-I", _PRINCIPAL, "-n", _NAMESPACE,
         "-s", str(signature)],
        input=commit.payload, capture_output=True, env=clean_environ(), check=False,
    )  # fmt: skip
    return Signed.BAD if done.returncode else Signed.GOOD
