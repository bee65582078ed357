"""Findings as workflow commands: GitHub Actions shows each at its line of the change."""

from __future__ import annotations

from collections.abc import Sequence

from bienban.diagnostics import Diagnostic
from bienban.reporters.plain import plain

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def report(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one command per finding; help and citation are further lines of its message."""
    return "".join(map(_command, diagnostics))


def _command(d: Diagnostic) -> str:
    place = {
        "file": d.path,
        "line": str(d.line),
        "col": str(d.column),
        "title": f"{d.code} {d.name}",
    }
    properties = ",".join(f"{k}={plain(v).translate(_PROPERTY)}" for k, v in place.items())
    lines = [d.message, d.help and f"cách sửa: {d.help}", d.citation and f"căn cứ: {d.citation}"]
    message = "\n".join(plain(line) for line in lines if line)
    return f"::{d.severity.value} {properties}::{message.translate(_DATA)}\n"
