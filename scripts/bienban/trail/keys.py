"""A signing key as Git takes it, and the public half that the roll lists."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from bienban.errors import BienbanError
from bienban.trail.environment import clean_environ, ssh_keygen
from bienban.trail.roster import plain_key
from bienban.trail.signatures import fingerprint_of

_LITERAL = "key::"
_KINDS = ("ssh-", "ecdsa-", "sk-ssh-", "sk-ecdsa-")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key to sign with: `setting` as Git's user.signingKey has it, `public` «type base64»."""

    setting: str
    public: str

    @property
    def fingerprint(self) -> str:
        """The fingerprint as ssh-keygen prints it."""
        return fingerprint_of(self.public)


def signing_key(setting: str, folder: Path) -> SigningKey:
    """Return the key that `setting` names: a path (seen from `folder`), or a public key."""
    ssh_keygen()
    literal = setting.removeprefix(_LITERAL)
    if literal.startswith(_KINDS):
        return SigningKey(setting, plain_key(literal))
    place = Path(setting).expanduser()
    place = place if place.is_absolute() else folder / place
    if not place.is_file():
        raise BienbanError(f"không có tệp khóa «{setting}»; hãy ghi đúng đường dẫn ở --khoa")
    return SigningKey(str(place), _public(place))


def _public(place: Path) -> str:
    """Return the public half of the key in a file: of the file itself, or of the one beside it."""
    for candidate in (place, place.with_name(place.name + ".pub")):
        if candidate.is_file():
            text = candidate.read_bytes()[:16384].decode("ascii", errors="replace")
            if text.startswith(_KINDS):
                return plain_key(text)
    done = subprocess.run(
        [ssh_keygen(), "-y", "-P", "", "-f", str(place)],
        capture_output=True, text=True, env=clean_environ(), check=False,
    )  # fmt: skip
    if done.returncode:
        raise BienbanError(
            f"không đọc được khóa công khai của «{place}»; hãy đặt tệp «{place.name}.pub» bên cạnh"
        )
    return plain_key(done.stdout)
