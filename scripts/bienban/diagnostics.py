"""Findings as data: what the checker says, before any reporter decides how to print it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error makes the record invalid, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, at one place.

    `path` is relative to the workspace, with `/`; `line` and `column` count characters from 1.
    A finding about no file stands at organization.yml, 1, 1.
    """

    path: str
    line: int
    column: int
    code: str
    name: str
    severity: Severity
    message: str
    help: str = ""
    citation: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """The order of every report: path, line, column, code; what is older settles ties."""
        return (self.path, self.line, self.column, self.code)

    def as_dict(self) -> dict[str, str | int]:
        """Return the finding as the committed JSON interface has it."""
        return {**asdict(self), "severity": self.severity.value}
