"""Findings as JUnit XML: a suite per file, a case per finding.

An error is a failure.  A warning fails nothing, as it does not in the exit code: it is a
skipped case, which every reader of JUnit shows with its message.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from bienban.diagnostics import Diagnostic, Severity
from bienban.reporters.plain import plain

_TOOL = "bienban"
_RESULTS = {Severity.ERROR: "failure", Severity.WARNING: "skipped"}


def report(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the XML; without findings it has one passed case, as an empty one would fail."""
    top = ET.Element("testsuites", {"name": _TOOL, **_counts(diagnostics)})
    for path, found in groupby(diagnostics, key=lambda d: d.path):
        _suite(top, path, list(found))
    if not diagnostics:
        suite = ET.SubElement(top, "testsuite", {"name": _TOOL, **_counts(diagnostics)})
        ET.SubElement(suite, "testcase", {"classname": _TOOL, "name": "check"})
    ET.indent(top)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(top, encoding="unicode")}\n'


def _counts(found: Sequence[Diagnostic]) -> dict[str, str]:
    failures = sum(d.severity is Severity.ERROR for d in found)
    skipped = len(found) - failures
    return {
        "tests": str(len(found) or 1),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(skipped),
    }


def _suite(top: ET.Element, path: str, found: Sequence[Diagnostic]) -> None:
    name = plain(path)
    suite = ET.SubElement(top, "testsuite", {"name": name, **_counts(found)})
    for d in found:
        case = ET.SubElement(
            suite,
            "testcase",
            {
                "classname": name,
                "name": f"{d.code} {d.name} ({d.line}:{d.column})",
                "file": name,
                "line": str(d.line),
            },
        )
        result = ET.SubElement(case, _RESULTS[d.severity], {"message": plain(d.message)})
        result.set("type", d.code)
        result.text = _details(d)


def _details(d: Diagnostic) -> str:
    lines = [f"{d.path}:{d.line}:{d.column}", d.message]
    lines += [f"cách sửa: {d.help}"] if d.help else []
    lines += [f"căn cứ: {d.citation}"] if d.citation else []
    return "\n".join(map(plain, lines))
