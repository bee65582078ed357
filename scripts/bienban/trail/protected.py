"""Which paths the trail protects, however their names are spelt."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bienban.documents.source import HIDDEN

ORGANIZATION = "organization.yml"
"""The file with the roll, the keys and the policy: it is approved under the roster before it."""

FOLDERS = ("meetings/", "resolutions/", "khung-diem/")
"""The folders whose every file is protected."""

FILES = frozenset({ORGANIZATION, ".gitattributes", ".gitmodules"})
"""The single files that are protected; the last two change what Git shows of the others."""

_ODD = re.compile(r"[\\:]|[. ](?:/|$)")
_NAMES = FILES | {folder.rstrip("/") for folder in FOLDERS}  # also a link instead of a folder


@lru_cache(maxsize=65536)
def is_protected(path: str) -> bool:
    """Tell whether `path` is protected, also under another name that some file system takes for it.

    `Meetings/` and `meetings/` may be one folder; Windows drops dots and spaces at the end of a
    name, takes a backslash for a slash and what follows a colon for a stream of the same file;
    old macOS ignores characters without width.
    """
    if path.startswith(FOLDERS) or path in _NAMES:
        return True
    if path.isascii() and not _ODD.search(path):
        plain = path.casefold()
    else:
        plain = unicodedata.normalize("NFC", HIDDEN.sub("", path)).casefold()
        parts = plain.replace("\\", "/").split("/")
        plain = "/".join(part.partition(":")[0].rstrip(". ") for part in parts)
    return plain.startswith(FOLDERS) or plain in _NAMES


def is_document(path: str) -> bool:
    """Tell whether `path` holds minutes or a paper."""
    return path.startswith(("meetings/", "resolutions/")) and path.endswith(".md")
