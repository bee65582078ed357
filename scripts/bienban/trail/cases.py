"""The values that the conditions work on: a case, what it must name, and how it is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bienban.trail.records import UNSIGNED, Commit, Entry, Identity, SignatureCheck
from bienban.trail.roster import Person, Roster
from bienban.trail.trailers import Claim
from bienban.trail.verdicts import Basis
from bienban.vocabulary import Need, Role


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a merge is no approval: the code, what is wrong, and what to do."""

    code: str
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """Who approves: the person (None for a recovery key), the role, the key, what is missing."""

    name: str
    person: Person | None = None
    role: Role | None = None
    basis: Basis = Basis.MERGE
    fingerprint: str = ""
    email: str = ""
    key: str = ""
    weaker: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """How a path must be named: as a document with its blob, or as a removal with what it held."""

    blob: Entry
    removal: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One two-parent merge and all that its conditions ask.

    `misplaced` are the paths whose blob no side gives, with the reason in words.
    `required` are the paths that it must name, `allowed` those that it may name besides.
    `authors` are those of each path to be named; `unknown` are commits of Approved-despite that
    do not stand on the line before it; `newest` is the latest earlier step or branch commit, but
    for those of Approved-despite, of which `passed_over` are valid approvals.
    """

    commit: Commit
    roster: Roster
    claim: Claim | None
    signature: SignatureCheck = UNSIGNED
    misplaced: tuple[tuple[str, str], ...] = ()
    required: Mapping[str, Naming] = field(default_factory=dict)
    allowed: Mapping[str, Naming] = field(default_factory=dict)
    authors: Mapping[str, tuple[Identity, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    newest: Commit | None = None
    passed_over: tuple[Commit, ...] = ()

    @property
    def lenient(self) -> bool:
        """Whether the policy only recommends signatures."""
        return self.roster.signatures is Need.KHUYEN_NGHI
