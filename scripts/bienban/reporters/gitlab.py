"""Findings as a GitLab Code Quality report."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bienban.diagnostics import Diagnostic, Severity
from bienban.reporters.fingerprint import fingerprints

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def report(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the JSON list that GitLab compares between two branches, by fingerprint."""
    entries = [_entry(d, fingerprint) for d, fingerprint in fingerprints(diagnostics)]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _entry(d: Diagnostic, fingerprint: str) -> dict[str, object]:
    help = f" Cách sửa: {d.help}" if d.help else ""
    return {
        "description": f"{d.code}: {d.message}.{help}",
        "check_name": f"{d.code} {d.name}",
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[d.severity],
        "location": {"path": d.path, "lines": {"begin": d.line}},
    }
