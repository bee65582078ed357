"""Which sittings a rule concerns, and which months are waived: asked the same way by every rule."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.dates import Month
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.naming import beside_its_document
from bienban.register import PaperFacts, Register
from bienban.register.sittings import Sitting, scope_of
from bienban.register.tasks import TaskFacts
from bienban.rules.model import Finding
from bienban.standards import StandardsOfDay


def concerns(code: str, document: Document[Record], standards: StandardsOfDay) -> bool:
    """Tell whether the rule `code` concerns `document`; papers are never left out here."""
    meeting = document.record
    return not isinstance(meeting, Meeting) or scope_of(document, meeting, standards)[code]


def sittings(register: Register, code: str) -> Iterator[Sitting]:
    """Yield the sittings that the rule `code` concerns, in order; those of no known day not."""
    for sitting in register.sittings:
        scope = sitting.scope
        if scope is not None and scope[code]:
            yield sitting


def settled(register: Register, code: str) -> Iterator[Sitting]:
    """Yield the sittings of `sittings` whose path does not contradict their day or kind.

    Where it does, BB108 says so, and nothing that hangs on the day's roll is concluded.
    """
    return (sitting for sitting in sittings(register, code) if not sitting.contradicted)


def of_another_day(sitting: Sitting) -> bool:
    """Tell whether the minutes bear another day than their name: BB108 says so."""
    return sitting.stated is not None and sitting.stated.day != sitting.day


def of_another_term(register: Register, paper: PaperFacts) -> bool:
    """Tell whether the paper's day lies outside the term of its folder: BB108 says so."""
    terms = register.organization
    if terms is None or terms.broken("nhiem_ky") or paper.stated is None:
        return False
    return paper.term is None or paper.term.folder != paper.stated.term


def tasks(register: Register, code: str) -> Iterator[TaskFacts]:
    """Yield the tasks of every document that the rule `code` concerns, of a known day."""
    for task in register.tasks:
        if task.day is not None:
            standards = register.standards.on(task.day)
            if concerns(code, task.document, standards):
                yield task


def no_copy(register: Register, finding: Finding) -> bool:
    """Tell whether the file of a finding is no copy, in Word say, of a document that is there."""
    return not beside_its_document(finding.path, register.library.files)


def waived_months(register: Register, code: str) -> frozenset[Month]:
    """Return the months for which organization.yml waives the rule `code`."""
    cell = register.cell
    waivers = cell.waivers if cell else ()
    return frozenset(w.month for w in waivers if w.code == code and w.month and w.reason)
