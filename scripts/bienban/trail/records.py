"""The plain values that the judge works on: commits, changes of trees, signatures, facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from bienban.dates import VIETNAM
from bienban.documents.source import HIDDEN

Entry = str
"""What a path holds: "" for nothing, a blob id for a regular file, else "<mode> <id>"."""

_UNSEEN = re.compile(f"{HIDDEN.pattern}|[\t\n\r\ud800-\udfff]")
_LAST_SECOND = int(datetime(9999, 12, 30, tzinfo=UTC).timestamp())


def is_file(entry: Entry) -> bool:
    """Tell whether `entry` is a regular file; a link or submodule is never approved."""
    return bool(entry) and " " not in entry


def moment_of(seconds: int) -> datetime:
    """Return the moment of a Unix time; one past the calendar's end is its end."""
    return datetime.fromtimestamp(min(max(seconds, 0), _LAST_SECOND), UTC)


def day_of(seconds: int) -> date:
    """Return the day in Vietnam of a Unix time."""
    return moment_of(seconds).astimezone(VIETNAM).date()


def visible(text: str) -> str:
    """Return `text` with every character that a reader would not see, or would obey, spelt out.

    A name or path in Git may hold escape sequences, line ends or right-to-left marks.
    """
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@dataclass(frozen=True, slots=True)
class Identity:
    """A name and an e-mail as Git states them."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; `time` is the committer's, in seconds since 1970.

    `signature` is the armoured text of its signature, empty where it has none, and `payload`
    the bytes that it signs (kept only where there is a signature).
    """

    id: str
    tree: str
    parents: tuple[str, ...]
    author: Identity
    committer: Identity
    time: int
    message: str
    signature: str = ""
    payload: bytes = b""


@dataclass(frozen=True, slots=True)
class Change:
    """One protected path that differs between two trees."""

    path: str
    old: Entry
    new: Entry


@dataclass(frozen=True, slots=True)
class Branch:
    """What a commit of the line brings from outside it: the commits, and where they set out.

    `bases` are the merge bases of the line's first parent and the branch.
    """

    commits: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()


class Signed(StrEnum):
    """What a signature is worth before anybody asks whose key it is."""

    NONE = "none"
    FOREIGN = "foreign"
    BAD = "bad"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """The result for one commit; `key` is «type base64», `fingerprint` as ssh-keygen prints it."""

    signed: Signed
    key: str = ""
    fingerprint: str = ""


UNSIGNED = SignatureCheck(Signed.NONE)
"""The result for a commit without a signature."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the judge asks of a document's bytes: its day, how often corrected, whether planned."""

    day: date | None = None
    corrections: int = 0
    planned: bool = False


FactsOf = Callable[[str, str], Facts | None]
"""Path and blob id to facts; None where the file is no document or cannot be read."""

Key = tuple[str, str]
"""Two commits whose trees are compared; the first is "" for the empty tree."""


@dataclass(frozen=True)
class History:
    """One line of history, all that was read of it.

    `line` is main's first-parent line, oldest first; `branches` says for each of its commits
    what came with it; `changes` holds the protected paths that differ between two commits.
    """

    line: tuple[str, ...]
    commits: Mapping[str, Commit]
    branches: Mapping[str, Branch]
    changes: Mapping[Key, tuple[Change, ...]] = field(default_factory=dict)

    def diff(self, before: str, after: str) -> tuple[Change, ...]:
        """Return the protected paths that differ between two commits."""
        return () if before == after else self.changes[before, after]

    def first_parent(self, commit: str) -> str:
        """Return the first parent, or "" of a commit that has none."""
        parents = self.commits[commit].parents
        return parents[0] if parents else ""
