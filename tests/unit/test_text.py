"""Vietnamese text: where spellings meet, and how names sort."""

import pytest

from bienban.text import fold, loose, name_key, nearest, nfc, same, sort_key, spellings, squeeze


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("ủy", "uỷ"),
        ("Thủy", "thuỷ"),
        ("Đảng  ủy", "đảng uỷ"),
        ("a\u0302\u0301", "ấ"),
    ],
)
def test_spellings_of_one_text_meet(one: str, other: str):
    assert same(one, other)
    assert loose(one) == loose(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ma", "má"), ("mạ", "mả"), ("dan", "đan"), ("an", "ân")]
)
def test_tones_and_letters_are_significant(one: str, other: str):
    assert not same(one, other)


@pytest.mark.parametrize(
    ("text", "plain"), [("Đảng ủy", "dang uy"), ("  ĐẢNG\u00a0VIÊN ", "dang vien"), ("ươ", "uo")]
)
def test_fold(text: str, plain: str):
    assert fold(text) == plain


def test_words_sort_by_the_vietnamese_alphabet():
    words = ["ơn", "an", "ân", "ăn", "đo", "do", "ô", "o", "uy", "ưa", "á", "à", "a"]
    sorted_words = ["a", "à", "á", "an", "ăn", "ân", "do", "đo", "o", "ô", "ơn", "uy", "ưa"]
    assert sorted(words, key=sort_key) == sorted_words


def test_people_sort_by_given_name():
    people = ["Trần Thị Bình", "Nguyễn Văn An", "Lê Bá An", "Đỗ Ân"]
    assert sorted(people, key=name_key) == ["Lê Bá An", "Nguyễn Văn An", "Đỗ Ân", "Trần Thị Bình"]


def test_nearest():
    assert nearest("thu_ki", ["thu_ky", "chu_tri"]) == "thu_ky"
    assert nearest("Tran Thi Binh", ["Trần Thị Bình", "Lê Văn Cường"]) == "Trần Thị Bình"
    assert nearest("zzz", ["thu_ky"]) is None
    assert nearest("gì", []) is None


def test_nothing_is_near_to_what_is_longer_than_a_name():
    assert nearest("Nguyễn " * 200_000, ["Nguyễn Văn An"]) is None
    assert nearest("Nguyễn Văn Am", ["Nguyễn " * 200_000, "Nguyễn Văn An"]) == "Nguyễn Văn An"


def test_of_two_as_near_the_later_is_offered():
    assert nearest("an", ["anb", "anc"]) == "anc"
    assert nearest("an", ["an", "anc"]) == "an"


def test_marks_that_pile_up_are_in_order_by_thirties():
    assert nfc("a" + "\u0301\u0323" * 8) == "ạ" + "\u0323" * 7 + "\u0301" * 8
    piled = nfc("Đa" + "\u0301\u0323" * 200_000)
    assert piled.startswith("Đạ" + "\u0323" * 14)
    assert len(piled) == 2 + 400_000 - 1
    assert fold("Đa" + "\u0301\u0323" * 200_000) == "da"


def test_squeeze_and_nfc():
    assert squeeze(" a\u00a0\n\tb  c ") == "a b c"
    assert nfc("Vie\u0323\u0302t") == "Việt"


def test_a_letter_is_spelt_with_each_tone_and_in_its_parts():
    assert spellings("Ậ") == ("Â", "Ầ", "Ẩ", "Ẫ", "Ấ", "Ậ", "\u0302")
    assert "a\u0323\u0302".find(spellings("Ậ")[-1]) > 0
    assert spellings("Đ")[0] == "Đ"
