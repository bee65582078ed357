"""The approval that a commit message claims: the trailers of its last paragraph, read strictly.

Git's own parser unfolds lines and forgives much; an approval must mean one thing only.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from bienban.text import nfc
from bienban.trail.records import Identity

BY = "Approved-by"
ROLE = "Approved-role"
DOCUMENT = "Approved-document"
REMOVAL = "Approved-removal"
DESPITE = "Approved-despite"

_NAMES = (BY, ROLE, DOCUMENT, REMOVAL, DESPITE)
_TRAILER = re.compile(rf"({'|'.join(_NAMES)}): (.*)")
_CLAIM = re.compile(r"approved.(by|role|document|removal|despite)\s*:", re.IGNORECASE)
_NAMED = re.compile(r"([0-9a-f]{40}|[0-9a-f]{64}) (.+)")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_IDENTITY = re.compile(r"([^<>]+) <([^<> ]+)>")
_CO_AUTHOR = re.compile(r"^co-authored-by:\s*([^<>]*?)\s*<([^<>]*)>\s*$", re.IGNORECASE | re.M)


@dataclass(frozen=True, slots=True)
class Claim:
    """What the last paragraph claims; `fault` says in words why it cannot be read strictly.

    `documents` and `removals` are path to blob id; `despite` are commit ids.
    """

    by: tuple[Identity, ...] = ()
    roles: tuple[str, ...] = ()
    documents: tuple[tuple[str, str], ...] = ()
    removals: tuple[tuple[str, str], ...] = ()
    despite: tuple[str, ...] = ()
    fault: str = ""

    @property
    def paths(self) -> frozenset[str]:
        """The paths that the claim names."""
        return frozenset(path for path, _ in (*self.documents, *self.removals))


def claim_of(message: str) -> Claim | None:
    """Read the approval that `message` claims, or None where its last paragraph claims none."""
    lines = _last_paragraph(message)
    if not any(_CLAIM.match(nfc(line).strip()) for line in lines):
        return None
    return _claim(lines)


def _last_paragraph(message: str) -> list[str]:
    """Return the lines after the last blank one; the subject is never a trailer."""
    lines = message.rstrip("\n").split("\n")
    start = next((i + 1 for i in range(len(lines) - 1, -1, -1) if not lines[i].strip()), 0)
    return lines[start:] if start else []


def _claim(lines: list[str]) -> Claim:
    """Collect the trailers; the first line that is not strict is the fault."""
    values: dict[str, list[str]] = {name: [] for name in _NAMES}
    fault = ""
    last_was_ours = False
    for line in lines:
        found = _TRAILER.fullmatch(line)
        if found:
            values[found[1]].append(found[2])
        else:
            fault = fault or _line_fault(line, last_was_ours)
        last_was_ours = bool(found)
    return _build(values, fault)


def _line_fault(line: str, after_ours: bool) -> str:
    if after_ours and line[:1] in {" ", "\t"}:
        return f"dòng «{line.strip()}» nối tiếp dòng trước, mỗi mục phải nằm trên một dòng"
    if _CLAIM.match(line.strip()):
        return f"dòng «{line.strip()}» viết không đúng mẫu"
    return ""


def _build(values: dict[str, list[str]], fault: str) -> Claim:
    by = [_IDENTITY.fullmatch(value) for value in values[BY]]
    documents = [_NAMED.fullmatch(value) for value in values[DOCUMENT]]
    removals = [_NAMED.fullmatch(value) for value in values[REMOVAL]]
    despite = [_COMMIT.fullmatch(value) for value in values[DESPITE]]
    stated = zip((BY, DOCUMENT, REMOVAL, DESPITE), (by, documents, removals, despite), strict=True)
    broken = [
        value
        for name, found in stated
        for value, match in zip(values[name], found, strict=True)
        if not match
    ]
    claim = Claim(
        by=tuple(Identity(found[1], found[2]) for found in by if found),
        roles=tuple(values[ROLE]),
        documents=tuple((found[2], found[1]) for found in documents if found),
        removals=tuple((found[2], found[1]) for found in removals if found),
        despite=tuple(values[DESPITE]),
    )
    if broken:
        fault = fault or f"không đọc được «{broken[0]}»"
    return replace(claim, fault=fault or _count_fault(values, claim))


def _count_fault(values: dict[str, list[str]], claim: Claim) -> str:
    for name in (BY, ROLE):
        if len(values[name]) != 1:
            return f"`{name}` phải có đúng một dòng, nhưng có {len(values[name])}"
    counts = Counter(path for path, _ in (*claim.documents, *claim.removals))
    twice = [path for path, count in counts.items() if count > 1]
    return f"tệp «{twice[0]}» được nêu hai lần" if twice else ""


def co_authors(message: str) -> tuple[Identity, ...]:
    """Return everybody whom `message` names as co-author, wherever the line stands."""
    if "uthored" not in message and "UTHORED" not in message:
        return ()
    return tuple(Identity(name, email) for name, email in _CO_AUTHOR.findall(message))
