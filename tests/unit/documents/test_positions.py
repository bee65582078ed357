"""Places are told in the text as its author sees it, whatever was cleaned on reading."""

import pytest

from bienban.documents.position import Position

FRONT = """\
loai: thuong-ky
vang:
  Lê Văn Cường: ốm
nhiem_vu:
  - viec: Một
  - viec: Hai
    han: 2026-01-25"""


def test_values_and_keys(minutes):
    document = minutes(FRONT)
    assert document.at("loai") == Position(2, 7)
    assert document.at_key("loai") == Position(2, 1)
    assert document.at("nhiem_vu", 1, "han") == Position(8, 10)
    assert document.at("vang", "Lê Văn Cường") == Position(4, 17)


def test_what_is_not_there_stands_at_what_is_around_it(minutes):
    document = minutes(FRONT)
    assert document.at("nhiem_vu", 0, "han") == document.at("nhiem_vu", 0)
    assert document.at("danh_gia", "tong") == Position(2, 1)


@pytest.mark.parametrize(
    ("name", "column"),
    [("Lê Văn Cường", 17), ("Le\u0302 Va\u0306n Cường", 19), ("Lê\u200b Văn Cường", 18)],
    ids=["composed", "decomposed", "hidden"],
)
def test_columns_count_the_characters_as_written(minutes, name: str, column: int):
    document = minutes(FRONT.replace("Lê Văn Cường", name))
    assert document.at("vang", "Lê Văn Cường") == Position(4, column)


@pytest.mark.parametrize("change", ["crlf", "cr", "bom"])
def test_line_ends_and_byte_order_mark_move_nothing(parse, change: str):
    text = f"---\n{FRONT}\n---\n\n## I. Mở đầu\n"
    changed = {
        "crlf": text.replace("\n", "\r\n"),
        "cr": text.replace("\n", "\r"),
        "bom": "\ufeff" + text,
    }[change]
    document = parse(changed).document
    assert document.at("nhiem_vu", 1, "han") == Position(8, 10)
    assert document.proceedings.headings[0].position == Position(11, 1)
    assert [p.code for p in document.problems] == [p.code for p in parse(text).problems]


def test_places_are_told_after_the_nodes_were_let_go_of(minutes):
    document = minutes(FRONT, "\n**TỐI MẬT**\n")
    assert {mark.text for mark in document.marks(("Ậ",))} == {"TỐI MẬT"}
    before = document.at("nhiem_vu", 1, "han")
    document.let_go()
    assert list(document.marks(("Ậ",))) == []
    assert "tree" not in vars(document.source)
    assert document.at("nhiem_vu", 1, "han") == before
