"""The page of a rule as a file on this machine, so that an editor can open it without a network."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from bienban import __version__
from bienban.rules.page import rule_page
from bienban.rules.registry import rule

DOCS_FOLDER = "docs/quy-tac"
"""Where a workspace may keep the pages of the rules as a part of its site."""


def page_uri(root: Path, code: str) -> str | None:
    """Return the address of the page of rule `code`; None where it cannot be written."""
    own = root / DOCS_FOLDER / f"{code}.md"
    return own.as_uri() if own.is_file() else _generated(code)


@cache
def _generated(code: str) -> str | None:
    """Write the page into the user's cache and return its address."""
    found = rule(code)
    if found is None:
        return None
    place = _cache_folder() / "bienban" / "quy-tac" / __version__ / f"{code}.md"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(rule_page(found), encoding="utf-8")
    except OSError:
        return None  # a finding without a link is still a finding
    return place.absolute().as_uri()


def _cache_folder() -> Path:
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(named) if named else Path.home() / ".cache"
