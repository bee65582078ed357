"""What is being typed, told from indentation alone."""

import pytest

from bienban.lsp.place import cursor_at, front_rows, key_at, tokens


def cursor(text: str):
    """Return the cursor where `|` stands."""
    before, after = text.split("|")
    lines = (before + after).split("\n")
    rows = front_rows(lines, all_yaml=False)
    return cursor_at(lines, rows, before.count("\n"), len(before.rsplit("\n", 1)[-1]))


@pytest.mark.parametrize(
    ("text", "loc", "is_value", "typed"),
    [
        ("---\nlo|", (), False, "lo"),
        ("---\nloai: th|", ("loai",), True, "th"),
        ("---\nloai:  |", ("loai",), True, ""),
        ('---\nten: "Lê V|', ("ten",), True, "Lê V"),
        ("---\nchu_tri:\n  - Ng|", ("chu_tri", 0), False, "Ng"),
        ("---\nchu_tri:\n- Ng|", ("chu_tri", 0), False, "Ng"),
        ("---\nchu_tri: [A, Ng|", ("chu_tri", 0), True, "Ng"),
        ("---\nchu_tri: [|", ("chu_tri", 0), True, ""),
        ("---\na:\n  - b: 1\n    c|", ("a", 0), False, "c"),
        ("---\na:\n  - b: 1\n  - c: x|", ("a", 0, "c"), True, "x"),
        ("---\na:\n  b:\n    - c:\n        - x|", ("a", "b", 0, "c", 0), False, "x"),
        ("---\na:\n  b: 1\nc|", (), False, "c"),
        ("---\na:\n  # ghi chú\n\n  c|", ("a",), False, "c"),
        ("---\nvang:\n  Lê Văn A: ốm\n  Tr|", ("vang",), False, "Tr"),
    ],
)
def test_what_is_typed(text, loc, is_value, typed):
    found = cursor(text)
    assert found is not None
    assert (found.loc, found.is_value, found.typed) == (loc, is_value, typed)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("---\nloai:|", " "),
        ("---\na:\n  - b:|", " "),
        ("---\nloai: |", ""),
        ("---\nloai: th|", ""),
        ("---\nlo|", ""),
        ("---\nchu_tri: [A,|", ""),
    ],
)
def test_what_has_to_stand_before_a_value(text, apart):
    found = cursor(text)
    assert found is not None
    assert found.apart == apart


@pytest.mark.parametrize(
    "text",
    [
        "# Không có phần đầu\nloai|",
        "---\nloai: x\n---\nthân |",
        "---\n# ghi chú |",
        "---\nloai: x # ghi|",
        "---\nphieu: {phat_ra: 1, |",
        "---\nchu_tri: [A]|",
        "|---\nloai: x\n---\n",
    ],
)
def test_where_nothing_is_typed(text):
    assert cursor(text) is None


def test_siblings_are_those_of_the_same_mapping():
    found = cursor("---\nx: 1\na:\n  - b: 1\n    c|\n    d: 2\n  - e: 3\nf: 4\n")
    assert found is not None
    assert found.siblings == {"b", "d"}
    first = cursor("---\na:\n  - b: 1\n  - |\n    d: 2\n")
    assert first is not None
    assert first.siblings == {"d"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", []),
        ("# a: b", []),
        ("a: b", [(0, "a")]),
        ("  - a: b", [(2, None), (4, "a")]),
        ("- - a:", [(0, None), (2, None), (4, "a")]),
        ("-", [(0, None)]),
        ("a:b", []),
        ("---", []),
        ("  Lê Văn A: ốm: nặng", [(2, "Lê Văn A")]),
    ],
)
def test_dashes_and_keys(line, expected):
    assert [(token.column, token.key) for token in tokens(line)] == expected


def test_the_key_under_the_pointer():
    lines = ["a:", "  - b: c"]
    assert key_at(lines, range(2), 1, 4) == (("a", 0, "b"), range(4, 5))
    assert key_at(lines, range(2), 1, 7) is None
    assert key_at(lines, range(1), 1, 4) is None


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("---\na\n---\nb", range(1, 2)),
        ("---\na\n...\nb", range(1, 2)),
        ("\ufeff---\na", range(1, 2)),
        ("a", range(0)),
        ("", range(0)),
    ],
)
def test_where_front_matter_stands(text, rows):
    assert front_rows(text.split("\n"), all_yaml=False) == rows
