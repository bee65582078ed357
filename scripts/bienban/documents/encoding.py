"""What a file that is no UTF-8 text most likely is: for the message that says how to save it."""

from __future__ import annotations

import re
from itertools import islice

from bienban.documents.position import Position

_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How files of Word begin, the new and the old, and every other zip."""

_PASTED_LETTERS = "©®ª¬¨¸¹¶µÞ"
_PASTED = re.compile(
    f"(?<=[A-Za-z])[{_PASTED_LETTERS}](?=[a-z])|(?<![^\\W\\d])®(?=[A-Za-zÒÊÕèéíïñóøîÓÈÍ])"
)
"""A letter of TCVN3 that was pasted as Unicode: «nh©n d©n», «®Ò nghÞ»; two tell it from a typo."""

_AFTER_VOWEL = re.compile(rb"(?<=[aeiouyAEIOUY])[\x80-\xff]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")


def is_archive(data: bytes) -> bool:
    """Tell whether `data` begins as a file of Word does, or another archive."""
    return data.startswith(_ARCHIVES)


def pasted(text: str) -> list[re.Match[str]]:
    """Return the first two letters of TCVN3 in `text`, where there are any."""
    if not any(letter in text for letter in _PASTED_LETTERS):
        return []
    return list(islice(_PASTED.finditer(text), 2))


def guess(data: bytes) -> str:
    """Guess what `data` is: `TCVN3`, `VNI`, `UTF-16`, `binary`, or nothing.

    VNI writes a mark after its plain vowel, TCVN3 writes one byte for the whole letter; a file in
    which most such bytes are good UTF-8 is none of them.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    sample = data[:20_000]
    if b"\0" in sample:
        zeros = max(sample[0::2].count(0), sample[1::2].count(0))
        return "UTF-16" if zeros * 5 > len(sample) else "binary"
    if len(_CONTROL.findall(sample)) * 50 > len(sample):
        return "binary"
    high = len(_HIGH.findall(sample))
    good = len(_HIGH.findall(sample.decode("utf-8", "ignore").encode()))
    if high < 4 or good * 2 > high:
        return ""
    return "VNI" if len(_AFTER_VOWEL.findall(sample)) * 2 > high else "TCVN3"


def place(data: bytes, offset: int) -> Position:
    """Return line and column of the byte at `offset`; what is no UTF-8 counts as characters."""
    line_start = data.rfind(b"\n", 0, offset) + 1
    column = len(data[line_start:offset].decode("utf-8", "replace")) + 1
    return Position(data.count(b"\n", 0, offset) + 1, column)
