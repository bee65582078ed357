"""What rules over all front matter found, kept for each workspace until something there changes.

A change of a body alone leaves it as it was: those rules read no text (`Rule.register`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from bienban import cache
from bienban.packs import Judged, pack_findings, unpack_findings
from bienban.register import Register
from bienban.rules.engine import register_findings
from bienban.rules.model import Coded


def overall_findings(
    register: Register, judged: Iterable[Judged], kept_for: Path
) -> tuple[Coded, ...]:
    """Return what the rules find that need the front matter of all documents, made or kept.

    `judged` is what `register` was made of, `kept_for` the workspace that results are kept for.
    """
    book = cache.key(b"overall", os.fsencode(kept_for.resolve()))
    state = cache.key(
        register.today.isoformat().encode(),
        "\0".join(sorted(register.library.files)).encode("utf-8", "surrogateescape"),
        *(each.front_key for each in judged),
    )
    packs = cache.load(book)
    for kept in packs.values():
        found = unpack_findings(kept, state)
        if found is not None:
            return found
    made = register_findings(register)
    cache.save(book, [pack_findings(state, made)], packs)
    return made
