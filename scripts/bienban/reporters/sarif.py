"""Findings as SARIF 2.1.0, the format that code scanning tools exchange."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from bienban import __version__
from bienban.diagnostics import Diagnostic
from bienban.reporters.fingerprint import fingerprints
from bienban.rules.page import SEVERITIES, page_uri, rule_page, rule_text
from bienban.rules.registry import rule

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_FINGERPRINT = "bienban/v1"


def report(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one run with its results and the rules that they name."""
    first = {d.code: d for d in reversed(diagnostics)}
    index = {code: place for place, code in enumerate(sorted(first))}
    run = {
        "tool": {
            "driver": {
                "name": "bienban",
                "semanticVersion": __version__,
                "language": "vi",
                "rules": [_descriptor(first[code]) for code in index],
            }
        },
        # Line and column count characters, as everywhere in bienban.
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, print_, index) for d, print_ in fingerprints(diagnostics)],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _descriptor(d: Diagnostic) -> dict[str, object]:
    """Return what SARIF calls a reporting descriptor: the rule of a finding."""
    described: dict[str, object] = {"id": d.code, "name": d.name, "helpUri": page_uri(d.code)}
    found = rule(d.code)
    if found is not None:
        described |= {
            "shortDescription": {"text": found.title},
            "fullDescription": {"text": found.why},
            "help": {"text": rule_text(found), "markdown": rule_page(found)},
            "defaultConfiguration": {"level": found.severity.value},
            "properties": {"tags": [SEVERITIES[found.severity]]},
        }
    return described


def _result(d: Diagnostic, fingerprint: str, index: Mapping[str, int]) -> dict[str, object]:
    lines = [d.message, d.help and f"Cách sửa: {d.help}", d.citation and f"Căn cứ: {d.citation}"]
    return {
        "ruleId": d.code,
        "ruleIndex": index[d.code],
        "level": d.severity.value,
        "message": {"text": "\n".join(filter(None, lines))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(d.path), "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": d.line, "startColumn": d.column},
                }
            }
        ],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }


def _uri(path: str) -> str:
    return quote(path, safe="/", errors="surrogateescape")
