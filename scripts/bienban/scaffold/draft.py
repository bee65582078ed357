"""A new file: where it goes, what it says, what to do next; written once, never over another."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from bienban.errors import BienbanError
from bienban.text import squeeze

_PLAIN = re.compile(r"[^\W_](?:[^\n:#\"'`]|:(?=\S)|(?<=\S)#)*", re.UNICODE)
_NO_TEXT = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A document to be: `next_step` is the sentence that tells what to do with it."""

    path: str
    text: str
    next_step: str


def value(text: str | None) -> str:
    """Return ` text` as YAML writes it after a key, quoted where it must be; nothing for None."""
    if not text:
        return ""
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _NO_TEXT and not text.endswith(":")
    return f" {text}" if plain else f" {json.dumps(text, ensure_ascii=False)}"


def key(text: str) -> str:
    """Return `text` as YAML writes it before a colon."""
    return value(text).strip()


def comment(text: str) -> str:
    """Return `text` as one line of comment, whatever it holds."""
    return f"# {squeeze(text)}"


def write_new(root: Path, draft: Draft) -> Path:
    """Write `draft` into the workspace at `root`; refuse to replace a file or to leave the folder.

    A file that could not be written whole is taken away again.
    """
    place = root / draft.path
    if not place.parent.resolve().is_relative_to(root.resolve()):
        message = f"«{draft.path}» dẫn ra ngoài sổ. Cách sửa: bỏ liên kết ở thư mục đó."
        raise BienbanError(message)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with place.open("x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(draft.text)
            except BaseException:
                place.unlink(missing_ok=True)
                raise
    except FileExistsError as error:
        message = f"đã có «{draft.path}», không ghi đè. Cách sửa: mở tệp đó mà viết tiếp."
        raise BienbanError(message) from error
    return place
