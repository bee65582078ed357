"""The identity of a finding between two runs, for tools that tell new findings from known ones."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from bienban.diagnostics import Diagnostic


def fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str]]:
    """Yield each finding with its fingerprint: 64 hexadecimal digits, unique in the report.

    It is made of path, code and message, not of the place, so that lines written above a
    finding do not make it a new one; the n-th of several equal ones has its own.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for d in diagnostics:
        what = (d.path, d.code, d.message)
        nth = seen[what]
        seen[what] += 1
        text = "\0".join((*what, str(nth)))
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass"))
        yield d, digest.hexdigest()
