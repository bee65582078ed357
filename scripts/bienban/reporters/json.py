"""The committed JSON interface: always a list, one object per finding."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bienban.diagnostics import Diagnostic


def report(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the findings as a JSON list, in their order."""
    return json.dumps([d.as_dict() for d in diagnostics], ensure_ascii=False, indent=2) + "\n"
