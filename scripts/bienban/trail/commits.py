"""A raw commit object to a plain record: what it states, and what its signature covers."""

from __future__ import annotations

import re

from bienban.errors import BienbanError
from bienban.trail.records import Commit, Identity

# As Git writes commits today: nothing but a signature after the committer.
_PLAIN = re.compile(
    r"tree (\w+)\n((?:parent \w+\n)*)"
    r"author ([^<>\n]*?) ?<([^<>\n]*)> \d{1,18} [+-]\d{4}\n"
    r"committer ([^<>\n]*?) ?<([^<>\n]*)> (\d{1,18}) [+-]\d{4}(\ngpgsig (?s:.*))?\Z"
)
_START = re.compile(r"tree (\w+)\n((?:parent \w+\n)*)")
_PERSON = re.compile(r"(author|committer) ([^<>\n]*?) ?<([^<>\n]*)> (-?\d{1,18}) [+-]\d{4}")
_SIGNATURES = (b"gpgsig ", b"gpgsig-sha256 ")


def parse_commit(name: str, data: bytes) -> Commit:
    """Read a raw commit object; every header but the signature belongs to what is signed."""
    head, _, message = data.partition(b"\n\n")
    text = head.decode(errors="surrogateescape")
    plain = _PLAIN.match(text)
    if plain is None:
        return _parse_odd(name, data, head, text)
    tree, parents, author, email, committer, committer_email, time, signed = plain.groups()
    signature, payload = _signature(data, head) if signed else ("", b"")
    return Commit(
        id=name,
        tree=tree,
        parents=_parents(parents),
        author=Identity(author, email),
        committer=Identity(committer, committer_email),
        time=int(time),
        message=message.decode(errors="surrogateescape"),
        signature=signature,
        payload=payload,
    )


def _parse_odd(name: str, data: bytes, head: bytes, text: str) -> Commit:
    """Read a commit with other headers, or with people and times that cannot be read.

    Those are nobody and 1970: no approval can come of them. Like Git, this takes parents only
    where they follow the tree.
    """
    start = _START.match(text)
    if start is None:
        raise BienbanError(f"commit {name} trong kho bị hỏng; hãy chạy «git fsck»")
    people = {
        found[1]: found for line in reversed(text.split("\n")) if (found := _PERSON.fullmatch(line))
    }
    author, committer = people.get("author"), people.get("committer")
    signature, payload = _signature(data, head)
    return Commit(
        id=name,
        tree=start[1],
        parents=_parents(start[2]),
        author=Identity(author[2], author[3]) if author else Identity("", ""),
        committer=Identity(committer[2], committer[3]) if committer else Identity("", ""),
        time=int(committer[4]) if committer else 0,
        message=data[len(head) + 2 :].decode(errors="surrogateescape"),
        signature=signature,
        payload=payload if signature else b"",
    )


def _parents(lines: str) -> tuple[str, ...]:
    return tuple(line[7:] for line in lines.splitlines())


def _signature(data: bytes, head: bytes) -> tuple[str, bytes]:
    """Return the armoured signature and the commit without it, which is what was signed."""
    signature: list[bytes] = []
    kept: list[bytes] = []
    inside = False
    for line in head.split(b"\n"):
        inside = (inside and line[:1] == b" ") or line.startswith(_SIGNATURES)
        if inside:
            signature.append(line.partition(b" ")[2])
        else:
            kept.append(line)
    armour = b"\n".join(signature).decode("ascii", errors="replace")
    return armour, b"\n".join(kept) + data[len(head) :]
