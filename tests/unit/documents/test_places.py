"""Where values stand: the same on a line that is the whole file as on a short one."""

import random

import pytest

from bienban.documents.frontmatter import compose
from bienban.documents.outline import outline
from bienban.documents.places import Places, Spoilt
from bienban.documents.source import HIDDEN, Source
from bienban.text import nfc

YAML = """\
ten: a
vang:
  Lê  Văn: x
  Lê Văn: y
  An:
- b
"""
LETTERS = ("a", " ", "ế", "e\u0301", "u\u031b\u0323", "\u200b", "\u00ad", "😀", "\u0301")


@pytest.mark.parametrize(
    ("loc", "key", "place"),
    [
        ((), True, (0, 0)),
        (("ten",), True, (0, 0)),
        (("ten",), False, (0, 5)),
        (("vang", "Lê Văn"), False, (2, 11)),  # the first of a doubled key, however spaced
        (("vang", "An"), False, (4, 2)),  # no value: the key
        (("vang", "Bình"), False, (2, 2)),  # not there: what is nearest around it
        (("vang", 3), False, (2, 2)),
        (("list", 1), False, (7, 4)),
        (("list", 1), True, (7, 4)),
        (("list", 9), True, (5, 0)),
    ],
)
def test_values_and_keys(loc: tuple, key: bool, place: tuple[int, int]):
    root = compose(YAML.replace("- b\n", "list:\n  - b\n  - c\n")).root
    assert Places(root).of(loc, key=key) == place


def test_nothing_stands_nowhere():
    assert Places(None).of(("ten",), key=True) == (0, 0)


@pytest.mark.parametrize("count", [2, 2_000])
def test_what_touches_a_spoilt_place(count: int):
    spoilt = Spoilt(frozenset(("nhiem_vu", n, "han") for n in range(count)))
    assert spoilt.touches(("nhiem_vu",))
    assert spoilt.touches(("nhiem_vu", 1))
    assert spoilt.touches(("nhiem_vu", 1, "han"))
    assert spoilt.touches(("nhiem_vu", 1, "han", 0))
    assert not spoilt.touches(("nhiem_vu", 1, "viec"))
    assert not spoilt.touches(("nhiem_vu", count))
    assert not spoilt.touches(("vang",))


def test_places_on_a_long_line_of_many_letters():
    rng = random.Random(1)
    text = "".join(rng.choice(("a", "ế", "😀", " ")) for _ in range(9_000)) + "\nb"
    tree = outline(text)
    for at in (0, 1, 2_000, 4_096, 8_191, 8_999, len(text) - 1):
        line, column = tree.lines.place(len(text[:at].encode()))
        assert (line, column) == ((1, 0) if at > 9_000 else (0, at))


def test_places_on_a_long_line_that_was_cleaned():
    rng = random.Random(2)
    written = "".join(rng.choice(LETTERS) for _ in range(3_000)) + "x"
    source = Source.of(written)
    assert not source.clean
    for column in range(1, len(source.text) + 1, 37):
        at = source.original(1, column).column - 1
        assert len(nfc(HIDDEN.sub("", written[:at]))) <= column - 1
        assert len(nfc(HIDDEN.sub("", written[: at + 1]))) >= column
