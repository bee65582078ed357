"""Places between findings and editors, in every unit."""

import pytest
from lsprotocol.types import Position, PositionEncodingKind

from bienban.lsp.positions import Buffer

LINE = "Đ🙂e\u0302u: x"


@pytest.mark.parametrize(
    ("encoding", "units"),
    [
        (PositionEncodingKind.Utf16, [0, 1, 3, 4, 5, 6]),
        (PositionEncodingKind.Utf8, [0, 2, 6, 7, 9, 10]),
        (PositionEncodingKind.Utf32, [0, 1, 2, 3, 4, 5]),
    ],
)
def test_characters_and_units_both_ways(encoding, units):
    buffer = Buffer(LINE, encoding)
    assert [buffer.position(0, n).character for n in range(6)] == units
    assert [buffer.row_and_column(Position(0, unit)) for unit in units] == [
        (0, n) for n in range(6)
    ]


def test_only_cr_lf_and_crlf_end_a_line():
    assert Buffer("a\rb\r\nc\nd\u2028e\x0bf\x85g").lines == ["a", "b", "c", "d\u2028e\x0bf\x85g"]


def test_a_byte_order_mark_moves_the_first_line_only():
    buffer = Buffer("\ufeffloai: x\nngay: y")
    assert buffer.finding_range(1, 7).start == Position(0, 7)
    assert buffer.finding_range(2, 7).start == Position(1, 6)


@pytest.mark.parametrize(
    ("line", "column", "start", "end"),
    [(1, 1, 0, 4), (1, 7, 6, 9), (1, 11, 0, 11), (9, 9, 0, 0)],
)
def test_a_finding_underlines_something_that_is_there(line, column, start, end):
    found = Buffer("loai: hop  ").finding_range(line, column)
    assert (found.start, found.end) == (Position(0, start), Position(0, end)) or line == 9
    assert found.end.character <= 11


def test_half_a_pair_is_no_trouble():
    buffer = Buffer("a\ud83db")
    assert buffer.data == b"a?b"
    assert buffer.position(0, 3).character == 3
    assert Buffer("\udc00", PositionEncodingKind.Utf8).position(0, 1).character == 3
