"""The judge's result for one tip, kept outside the work tree.

A tip's id covers everything in the repository that the result rests on; the code that judged is
covered by a fingerprint.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import bienban
from bienban.trail.ledger import Ledger
from bienban.trail.verdicts import Act, Approval, Basis, Finding, Note, Step
from bienban.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Judged:
    """A line that was judged: its ledger, its commits on main, how many commits were read.

    The ledger's root is empty where no commit of the line has a policy.
    """

    ledger: Ledger
    line: tuple[str, ...]
    commits: int


def load(path: Path, tip: str) -> Judged | None:
    """Return the kept result for `tip`, or None where there is none that can be read."""
    try:
        data = json.loads(path.read_bytes())
        return _judged(data) if data["key"] == _key(tip) else None
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def save(path: Path, tip: str, judged: Judged) -> None:
    """Keep the result for `tip`; a folder that cannot be written only costs time next time."""
    scratch = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_text(json.dumps(_data(tip, judged), ensure_ascii=False), "utf-8")
        scratch.replace(path)
    except (OSError, UnicodeEncodeError):
        scratch.unlink(missing_ok=True)


def _key(tip: str) -> str:
    return f"{tip} {_code()}"


@cache
def _code() -> str:
    """Return a fingerprint of the code that a result depends on."""
    top = Path(bienban.__file__).parent
    digest = hashlib.sha256(bienban.__version__.encode())
    for folder in ("documents", "trail"):
        for path in sorted((top / folder).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _data(tip: str, judged: Judged) -> dict[str, Any]:
    ledger = judged.ledger
    return {
        "key": _key(tip),
        "line": judged.line,
        "commits": judged.commits,
        "root": ledger.root,
        "approvals": ledger.approvals,
        "state": ledger.state,
        "versions": {
            path: list(map(_approval_row, rows)) for path, rows in ledger.versions.items()
        },
        "story": {path: list(map(_step_row, rows)) for path, rows in ledger.story.items()},
        "findings": [asdict(finding) for finding in ledger.findings],
        "notes": [asdict(note) for note in ledger.notes],
    }


def _judged(data: dict[str, Any]) -> Judged:
    """Return what `_data` was made of; the approval in force is always a path's last version."""
    versions = {path: list(map(_approval, rows)) for path, rows in data["versions"].items()}
    ledger = Ledger(
        root=data["root"],
        state=data["state"],
        approved={path: rows[-1] for path, rows in versions.items()},
        versions=versions,
        story={path: list(map(_step, rows)) for path, rows in data["story"].items()},
        findings=[Finding(**finding) for finding in data["findings"]],
        notes=[Note(**note) for note in data["notes"]],
        approvals=data["approvals"],
    )
    return Judged(ledger, tuple(data["line"]), data["commits"])


def _approval_row(made: Approval) -> list[Any]:
    return [
        made.commit, made.blob, made.moment.timestamp(), made.basis, made.person, made.person_id,
        made.role, made.fingerprint, made.weaker, made.corrected,
    ]  # fmt: skip


def _approval(row: list[Any]) -> Approval:
    commit, blob, time, basis, person, person_id, role, fingerprint, weaker, corrected = row
    return Approval(
        commit, blob, _moment(time), Basis(basis), person, person_id, _role(role), fingerprint,
        weaker, corrected,
    )  # fmt: skip


def _step_row(step: Step) -> list[Any]:
    return [
        step.act, step.commit, step.moment.timestamp(), step.person, step.role,
        step.fingerprint, step.blob, step.note,
    ]  # fmt: skip


def _step(row: list[Any]) -> Step:
    act, commit, time, person, role, fingerprint, blob, note = row
    return Step(Act(act), commit, _moment(time), person, _role(role), fingerprint, blob, note)


def _moment(time: float) -> datetime:
    return datetime.fromtimestamp(time, UTC)


def _role(slug: str | None) -> Role | None:
    return Role(slug) if slug else None
