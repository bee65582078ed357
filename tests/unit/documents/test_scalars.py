"""Values are read from their text by the field's type, never through YAML's own resolver."""

from datetime import date

import pytest

from bienban.vocabulary import Dues


@pytest.mark.parametrize("written", ["14:00-16:10", "'14:00-16:10'", '"14:00 – 16:10"'])
def test_times(minutes, written: str):
    assert str(minutes(f"gio: {written}").record.span) == "14:00-16:10"


def test_a_time_is_no_number_of_base_sixty(minutes):
    assert str(minutes("gio: 14:00").record.span.start) == "14:00"


@pytest.mark.parametrize("written", ["2026-01-05", "05/01/2026", "5/1/2026", "'2026-01-05'"])
def test_days(minutes, written: str):
    assert minutes(f"ngay: {written}").record.day == date(2026, 1, 5)


@pytest.mark.parametrize(("written", "number"), [("8", 8), ("08", 8), ("'08'", 8), ("010", 10)])
def test_counts_are_decimal_whatever_yaml_thinks(minutes, written: str, number: int):
    vote = minutes(f"bieu_quyet:\n  - ve: Một việc\n    tan_thanh: {written}").record.votes[0]
    assert vote.in_favour == number


@pytest.mark.parametrize("written", ["0x10", "1e3", "-1", "8.0", "tám", "٨"])
def test_what_is_no_count_is_a_bad_value(minutes, written: str):
    document = minutes(f"bieu_quyet:\n  - ve: Một việc\n    tan_thanh: {written}")
    assert document.broken("bieu_quyet", 0, "tan_thanh")
    assert document.record.votes[0].in_favour is None
    assert "BB107" in [problem.code for problem in document.problems]


def test_words_of_yaml_stay_words(minutes):
    record = minutes("vang:\n  No: yes\nchu_tri: Null Văn An\nthu_ky: 1234").record
    assert dict(record.absent) == {"No": "yes"}
    assert record.chairs == ("Null Văn An",)
    assert record.secretaries == ("1234",)


def test_dues_are_a_word_or_names(minutes):
    assert minutes("dang_phi: du").record.dues is Dues.DU
    names = minutes("dang_phi:\n  - Lê Văn Cường\n  - Trần Thị Bình").record.dues
    assert names == ("Lê Văn Cường", "Trần Thị Bình")


def test_one_value_may_stand_for_a_list(minutes):
    assert minutes("chu_tri: Nguyễn Văn An").record.chairs == ("Nguyễn Văn An",)
    assert minutes("chu_tri: [Nguyễn Văn An, Lê Văn Cường]").record.chairs[1] == "Lê Văn Cường"


def test_a_doubled_key_has_no_value(minutes):
    document = minutes("ngay: 2026-01-05\nngay: 2026-01-06")
    assert document.record.day is None
    assert document.broken("ngay")
