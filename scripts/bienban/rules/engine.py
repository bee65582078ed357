"""Runs the rules over a register, and makes diagnostics of what they find.

Waivers, records copied from paper books and citations are settled here, once for all rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bienban.diagnostics import Diagnostic, Severity
from bienban.documents.base import Record
from bienban.documents.document import Document, Problem
from bienban.documents.meeting import Meeting
from bienban.documents.organization import Organization
from bienban.documents.resolution import Resolution
from bienban.once import once
from bienban.register import Register, sitting_name
from bienban.register.alone import Alone
from bienban.register.sittings import scope_of
from bienban.rules.flood import counted, floods, shortened, told
from bienban.rules.model import CellCheck, Coded, DocumentCheck, Finding, Rule
from bienban.rules.registry import RULES
from bienban.standards import Standards
from bienban.trail.verdicts import TrailReport
from bienban.vocabulary import Origin

Found = tuple[Rule, Finding]

_SOFTENED = frozenset("234568")
"""Families that only warn of a record copied from a paper book, which cannot be held again.

Not 7: who copies decides what goes into the book, and what is secret or private stays out of it.
"""


def _document_checks(rules: tuple[Rule, ...]) -> tuple[tuple[str, DocumentCheck], ...]:
    return tuple((rule.code, rule.document) for rule in rules if rule.document)


_OF_DOCUMENT = _document_checks(RULES)


def local_findings(
    path: str,
    document: Document[Record] | None,
    problems: Iterable[Problem],
    standards: Standards,
    rules: tuple[Rule, ...] = RULES,
) -> tuple[Coded, ...]:
    """Return code and finding of every rule that needs this one file alone."""
    found = [*_worded(path, problems, rules)] if problems else []
    if document is not None:
        of_day = standards.on(_day(document) or date.max)
        record = document.record
        scope = scope_of(document, record, of_day) if isinstance(record, Meeting) else None
        for code, check in _OF_DOCUMENT if rules is RULES else _document_checks(rules):
            if scope is None or scope[code]:
                for each in counted(check(document, of_day)):
                    found.append((code, each))  # noqa: PERF401 (most rules find nothing)
    return told(found)


def cell_findings(register: Alone, rules: tuple[Rule, ...] = RULES) -> dict[str, tuple[Coded, ...]]:
    """Return code and finding of every rule that needs one document and the roll, by path."""
    found: dict[str, list[Coded]] = {}
    for rule in rules:
        for finding in _of_cell(rule.cell, register) if rule.cell else ():
            found.setdefault(finding.path, []).append((rule.code, finding))
    return {path: told(findings) for path, findings in found.items()}


def _of_cell(check: CellCheck, register: Alone) -> list[Finding]:
    """Return what a rule finds of each document; of one that floods it no more than is counted."""
    found = list(counted(check(register)))
    if not floods(found):
        return found
    return [
        finding
        for path, one in register.apart()
        for finding in counted(check(one))
        if finding.path == path
    ]


def register_findings(register: Register, rules: tuple[Rule, ...] = RULES) -> tuple[Coded, ...]:
    """Return code and finding of every rule that needs the front matter of all documents."""
    return told(
        (rule.code, finding)
        for rule in rules
        if rule.register
        for finding in rule.register(register)
    )


def _worded(path: str, problems: Iterable[Problem], rules: tuple[Rule, ...]) -> Iterator[Coded]:
    for problem in problems:
        wording = next(r.problems for r in rules if r.problems and r.code == problem.code)
        words = wording(problem)
        yield problem.code, Finding(path, problem.position, words.message, words.help)


def check(
    register: Register,
    kept: Iterable[Coded],
    trail: TrailReport | None = None,
    rules: tuple[Rule, ...] = RULES,
) -> list[Diagnostic]:
    """Return every diagnostic of the workspace, sorted, waivers applied.

    `kept` are the findings of `local_findings` and `cell_findings` over all files, and of
    `register_findings`; only rules that read all texts and the trail run here.
    """
    by_code = {rule.code: rule for rule in rules}
    found: list[Found] = [
        (by_code[code], finding)
        for code, finding in kept
        if code in by_code and _stands(by_code[code], register, finding)
    ]
    for rule in rules:
        of_rule = rule.texts(register) if rule.texts else ()
        found.extend((rule, finding) for _, finding in told((rule.code, one) for one in of_rule))
        if rule.trail and trail is not None:
            found.extend((rule, finding) for finding in rule.trail(trail))
    judge = _Judge(register)
    judged: dict[Diagnostic, date] = {}
    for rule, finding in found:
        diagnostic = judge.diagnostic(rule, finding)
        if diagnostic is not None:
            judged.setdefault(diagnostic, finding.day or date.min)
    return sorted(judged, key=lambda d: (*d.sort_key, judged[d], d.message))


def _stands(rule: Rule, register: Register, finding: Finding) -> bool:
    return rule.stands is None or rule.stands(register, finding)


@dataclass(frozen=True)
class _Judge:
    """Turns findings into diagnostics by what their documents say of themselves."""

    register: Register

    @once
    def documents(self) -> dict[str, Document[Record]]:
        return {document.path: document for document in self.register.library.documents}

    def diagnostic(self, rule: Rule, finding: Finding) -> Diagnostic | None:
        """Return the diagnostic, or None where the finding is waived."""
        if self._waived(rule, finding):
            return None
        return Diagnostic(
            path=finding.path,
            line=finding.position.line,
            column=finding.position.column,
            code=rule.code,
            name=rule.name,
            severity=self._severity(rule, finding),
            message=shortened(finding.message),
            help=shortened(finding.help),
            citation=self._citation(rule, finding),
        )

    def _severity(self, rule: Rule, finding: Finding) -> Severity:
        """Return the rule's severity; a record from a paper book has warnings, of most families."""
        document = self.documents.get(finding.path)
        record = document.record if document else None
        copied = isinstance(record, Meeting | Resolution) and record.origin is Origin.SO_GIAY
        return Severity.WARNING if copied and rule.family in _SOFTENED else rule.severity

    def _waived(self, rule: Rule, finding: Finding) -> bool:
        """Tell whether a warning is waived, or may be: an unreadable waiver is one cause.

        What the trail finds is never waived: no text excuses itself from being reviewed.
        """
        document = self.documents.get(finding.path)
        if rule.severity is not Severity.WARNING or rule.trail or document is None:
            return False
        if document.broken("mien_tru"):
            return True
        record = document.record
        if isinstance(record, Meeting | Resolution):
            return any(waiver.code == rule.code for waiver in record.waivers)
        return isinstance(record, Organization) and any(
            waiver.code == rule.code and waiver.month in (None, finding.month)
            for waiver in record.waivers
        )

    def _citation(self, rule: Rule, finding: Finding) -> str:
        if finding.citation or rule.topic is None:
            return finding.citation
        document = self.documents.get(finding.path)
        day = finding.day or (_day(document) if document else None) or self.register.today
        return str(self.register.standards.on(day).cite(rule.topic, rule.deciding))


def _day(document: Document[Record]) -> date | None:
    """Return the day of a record, or where it could not be read the one that its path states."""
    day = getattr(document.record, "day", None)
    if isinstance(day, date):
        return day
    stated = sitting_name(document.path)
    return stated.day if stated else None
