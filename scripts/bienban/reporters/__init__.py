"""Diagnostics to text: one function per format, from one table that also feeds the option."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from bienban.diagnostics import Diagnostic

Reporter = Callable[[Sequence[Diagnostic]], str]


def _reporter(name: str) -> Reporter:
    """Return the reporter of the module `name`, which is imported when it is called."""

    def report(diagnostics: Sequence[Diagnostic]) -> str:
        made: str = import_module(f"{__name__}.{name}").report(diagnostics)
        return made

    return report


FORMATS: Mapping[str, Reporter] = {
    name: _reporter(name) for name in ("text", "json", "sarif", "github", "gitlab", "junit")
}
"""Every format by the name that `check --format` takes."""
