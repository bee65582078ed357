"""How Python-Markdown is set up, in one place: for MkDocs, for `bienban build`, for tests."""

from __future__ import annotations

import re
from typing import Any

from bienban.text import fold

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


def slug(text: str, separator: str = "-") -> str:
    """Return the id of a heading: `Kết luận` is `ket-luan` (đ does not decompose)."""
    return _NOT_IN_ID.sub(separator, fold(text)).strip(separator)


EXTENSIONS = ["sane_lists", "tables", "fenced_code", "toc", "bienban.website.extension"]
"""Extensions of every page.  All but ours are Python-Markdown's own."""

EXTENSION_CONFIGS: dict[str, dict[str, Any]] = {
    "toc": {"slugify": slug, "toc_depth": "2-3", "marker": ""},
    "fenced_code": {"lang_prefix": ""},
}
"""Their settings; `[TOC]` is plain text, since the marker is off."""
