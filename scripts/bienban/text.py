"""Vietnamese text: normal form, folding, tone placement, sorting, and the nearest of several words.

Sources of the rules: domain facts, section 7 (Unicode TCVN 6909:2001; the alphabet of 29 letters).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

_MARKS = dict.fromkeys(range(0x300, 0x370))
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
_TONE_RE = re.compile(f"[{_TONES}]")
_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"

# Marks upon marks are put in order in quadratic time; no letter of any language bears so many.
_SHORT = 200
_PILE = re.compile(r"[^\w\s!-~]{31}")
_PIECE = re.compile(r"[\w\s!-~]+[^\w\s!-~]{0,30}|[^\w\s!-~]{1,30}")

_LONGEST = 200
"""How long a text may be that another is offered for: no key, name or heading is longer."""


def nfc(text: str) -> str:
    """Return `text` in NFC, the one form that everything else works on."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):  # it sees at once what is not
        return text
    return _normal("NFC", text)


def _normal(form: Literal["NFC", "NFD"], text: str) -> str:
    """Return `text` normalized; of marks that pile up, each thirty by themselves."""
    if len(text) <= _SHORT or _PILE.search(text) is None:
        return unicodedata.normalize(form, text)
    return "".join([unicodedata.normalize(form, piece) for piece in _PIECE.findall(text)])


def is_nfc(text: str) -> bool:
    """Tell whether `text` is in NFC."""
    return nfc(text) == text


def squeeze(text: str) -> str:
    """Return `text` with every run of white space as one space, and none at the ends."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")  # no other white space is printable
    return " ".join(text.split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` without accents and case: `Đảng ủy` is `dang uy` (đ does not decompose)."""
    plain = _normal("NFD", text.casefold()).translate(_MARKS)
    return squeeze(plain.replace("đ", "d"))


@lru_cache(maxsize=65536)
def loose(text: str) -> str:
    """Return the key under which spellings of one Vietnamese text meet.

    Case, spaces, and the placement of the tone mark (hòa, hoà; thủy, thuỷ) are not significant;
    letters and the tones themselves are.
    """
    return " ".join(map(_loose_word, squeeze(text).casefold().split(" ")))


@lru_cache(maxsize=65536)
def _loose_word(word: str) -> str:
    """Move the tone of `word` to its end, so that its placement no longer matters."""
    if word.isascii():
        return word
    apart = _normal("NFD", word)
    tones = "".join(_TONE_RE.findall(apart))
    return _normal("NFC", _TONE_RE.sub("", apart)) + tones


def spellings(letter: str) -> tuple[str, ...]:
    """Return what a text has one of that spells `letter`, whatever its tone and where that stands.

    That is the letter with each tone and without, and the signs that it may be written apart with.
    """
    plain = _TONE_RE.sub("", unicodedata.normalize("NFD", letter))
    return (*(nfc(plain + tone) for tone in ("", *_TONES)), *plain[1:])


def same(one: str, other: str) -> bool:
    """Tell whether two texts are one but for case, spaces and tone placement."""
    return loose(one) == loose(other)


WordKey = tuple[tuple[int, ...], tuple[int, ...]]
"""Sorts a word: the places of its letters in the alphabet, then their tones."""


@lru_cache(maxsize=16384)
def sort_key(text: str) -> tuple[WordKey, ...]:
    """Return the key that sorts `text` word by word, by the Vietnamese alphabet, then by tone."""
    return tuple(map(_word_key, squeeze(text).casefold().split(" ")))


def _word_key(word: str) -> WordKey:
    places, tones = [], []
    for char in nfc(word):
        apart = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", _TONE_RE.sub("", apart))
        place = _LETTERS.find(base)
        places.append(place if place >= 0 else ord((base or char)[0]) - 1000)
        tones.append(next((1 + _TONES.index(mark) for mark in apart if mark in _TONES), 0))
    return tuple(places), tuple(tones)


def name_key(name: str) -> tuple[WordKey, ...]:
    """Return the key that sorts people: by given name (the last word), then middle, then family."""
    words = squeeze(name).split(" ")
    return tuple(key for word in (words[-1], *words[1:-1], words[0]) for key in sort_key(word))


def nearest(word: str, candidates: Iterable[str], least: float = 0.6) -> str | None:
    """Return the candidate most like `word`, accents aside, or None where none is `least` alike.

    None too where `word` is longer than anything that has a likeness.
    """
    if len(word) > _LONGEST:
        return None
    best = (least, "")
    target = fold(word)
    for candidate in candidates:
        if len(candidate) <= _LONGEST:
            best = max(best, (_likeness(target, fold(candidate), best[0]), candidate))
    return best[1] or None


def _likeness(one: str, other: str, least: float) -> float:
    """Return how alike two texts are, from 0 to 1; 0 where it is less than `least`.

    Their lengths and then their letters tell so much sooner than what they have in a row.
    """
    if 2 * min(len(one), len(other)) < least * (len(one) + len(other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other)
    if matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()
