"""What the trail finds, as findings of the checker: the judge has judged, the rule only reports."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.documents.position import START
from bienban.rules.model import Finding, TrailCheck
from bienban.trail.verdicts import TrailReport


def reported_as(code: str) -> TrailCheck:
    """Return the check that passes on what the judge found under `code`."""

    def check(report: TrailReport) -> Iterator[Finding]:
        for found in report.findings:
            if found.code == code:
                yield Finding(found.path, START, found.message, found.help)

    return check
