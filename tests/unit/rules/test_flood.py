"""What is told of a flood of findings."""

from bienban.documents.document import ENOUGH
from bienban.documents.position import Position
from bienban.rules.flood import MOST, counted, floods, shortened, told
from bienban.rules.model import Coded, Finding


def found(count: int, code: str = "BB101", path: str = "a.md") -> list[Coded]:
    return [(code, Finding(path, Position(n + 1, 1), "thiếu")) for n in range(count)]


def test_as_many_as_are_told_are_left_alone():
    every = found(MOST)
    assert told(every) == tuple(every)


def test_the_last_says_how_many_more_there_are():
    first, last = told(found(MOST + 7))[:-1], told(found(MOST + 7))[-1][1]
    assert first == tuple(found(MOST - 1))
    assert (last.position.line, last.message) == (MOST, "thiếu … và 7 chỗ nữa")


def test_files_and_codes_are_counted_apart():
    every = [*found(40), *found(40, path="b.md"), *found(40, "BB102"), *found(51, "BB103")]
    assert [code for code, _ in told(every)] == [
        *["BB101"] * 80,
        *["BB102"] * 40,
        *["BB103"] * MOST,
    ]


def test_what_is_not_counted_is_not_made():
    made = 0

    def endless():
        nonlocal made
        while True:
            made += 1
            yield found(1)[0]

    every = list(counted(endless()))
    assert floods(every)
    assert made == ENOUGH
    assert told(every)[-1][1].message == f"thiếu … và ít nhất {ENOUGH - MOST} chỗ nữa"


def test_a_sentence_keeps_its_two_ends():
    assert shortened("ngắn") == "ngắn"
    cut = shortened("`ten` phải ngắn, nhưng là '" + "x" * 1_000_000 + "'")
    assert len(cut) < 2_100
    assert cut.startswith("`ten` phải ngắn")
    assert cut.endswith("x'")
