"""Diagnostics to text: one function per format, from one table that also feeds the option."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bienban.diagnostics import Diagnostic
from bienban.reporters.github import report as github_report
from bienban.reporters.gitlab import report as gitlab_report
from bienban.reporters.json import report as json_report
from bienban.reporters.junit import report as junit_report
from bienban.reporters.sarif import report as sarif_report
from bienban.reporters.text import report as text_report

Reporter = Callable[[Sequence[Diagnostic]], str]

FORMATS: Mapping[str, Reporter] = {
    "text": text_report,
    "json": json_report,
    "sarif": sarif_report,
    "github": github_report,
    "gitlab": gitlab_report,
    "junit": junit_report,
}
"""Every machine format by the name that `check --format` takes."""
