"""Which paths the trail protects, however their names are spelt."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ORGANIZATION = "organization.yml"
"""The file with the roll, the keys and the policy: it is approved under the roster before it."""

FOLDERS = ("meetings/", "resolutions/", "khung-diem/")
"""The folders whose every file is protected."""

FILES = frozenset({ORGANIZATION, ".gitattributes", ".gitmodules"})
"""The single files that are protected; the last two change what Git shows of the others."""

_NAMES = FILES | {folder.rstrip("/") for folder in FOLDERS}  # also a link instead of a folder


@lru_cache(maxsize=65536)
def is_protected(path: str) -> bool:
    """Tell whether `path` is protected, also under another case or Unicode form of its name.

    Some file systems take `Meetings/` and `meetings/` for one folder.
    """
    if path.startswith(FOLDERS) or path in _NAMES:
        return True
    plain = unicodedata.normalize("NFC", path).casefold()
    return plain.startswith(FOLDERS) or plain in _NAMES


def is_document(path: str) -> bool:
    """Tell whether `path` holds minutes or a paper."""
    return path.startswith(("meetings/", "resolutions/")) and path.endswith(".md")
