"""Findings as people read them: place, code, message, the way out, the citation."""

from __future__ import annotations

from collections.abc import Sequence

from bienban.diagnostics import Diagnostic, Severity
from bienban.reporters.plain import plain

SEVERITY_WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo"}
"""What a severity is called."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33"}


def report(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """Return the findings, three lines each at the most; `colour` adds ANSI colours."""
    return "".join(_finding(d, colour) for d in diagnostics)


def _finding(diagnostic: Diagnostic, colour: bool) -> str:
    d = diagnostic
    word = f"{SEVERITY_WORDS[d.severity]} {d.code}"
    if colour:
        word = f"\033[{_COLOURS[d.severity]};1m{word}\033[0m"
    lines = [f"{plain(d.path)}:{d.line}:{d.column}: {word} {d.name}: {plain(d.message)}"]
    if d.help:
        lines.append(f"    cách sửa: {plain(d.help)}")
    if d.citation:
        lines.append(f"    căn cứ: {plain(d.citation)}")
    return "\n".join(lines) + "\n"


def summary(diagnostics: Sequence[Diagnostic], documents: int) -> str:
    """Return one line: how many errors and warnings in how many documents."""
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    warnings = len(diagnostics) - errors
    if not diagnostics:
        return f"Đã kiểm tra {documents} tài liệu: không có lỗi, không có cảnh báo."
    return f"Đã kiểm tra {documents} tài liệu: {errors} lỗi, {warnings} cảnh báo."
