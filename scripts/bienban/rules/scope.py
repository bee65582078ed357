"""Which sittings a rule concerns, and which months are waived: asked the same way by every rule."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.dates import Month
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.naming import beside_its_document
from bienban.register import Register
from bienban.register.sittings import Sitting
from bienban.register.tasks import TaskFacts
from bienban.rules.model import Finding
from bienban.standards import StandardsOfDay

_ALSO_PLANNED = frozenset("157")
"""Families of rules that read planned sittings too: form, numbering, confidentiality."""


def concerns(code: str, document: Document[Record], standards: StandardsOfDay) -> bool:
    """Tell whether the rule `code` concerns `document`, by kind of sitting and status.

    Papers are never left out here.  Where the kind could not be read, only rules that concern
    every kind run; where the status could not be, the sitting may be a planned one.
    """
    meeting = document.record
    if not isinstance(meeting, Meeting):
        return True
    perhaps_planned = meeting.planned or document.broken("trang_thai")
    if perhaps_planned and code[2] not in _ALSO_PLANNED:
        return False
    kinds = standards.conduct.rule_kinds(code)
    if meeting.kind is None:
        return set(kinds) == set(standards.conduct.kinds)
    return not meeting.kinds.isdisjoint(kinds)


def sittings(register: Register, code: str) -> Iterator[Sitting]:
    """Yield the sittings that the rule `code` concerns, in order; those of no known day not."""
    for sitting in register.sittings:
        standards = sitting.standards
        if standards is not None and concerns(code, sitting.document, standards):
            yield sitting


def settled(register: Register, code: str) -> Iterator[Sitting]:
    """Yield the sittings of `sittings` whose path does not contradict their day or kind.

    Where it does, BB108 says so, and nothing that hangs on the day's roll is concluded.
    """
    for sitting in sittings(register, code):
        stated = sitting.stated
        if stated is None or (stated.day == sitting.day and sitting.kind in (None, stated.kind)):
            yield sitting


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
