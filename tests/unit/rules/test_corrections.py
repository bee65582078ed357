"""What a value was meant to be: said only where that is clear."""

import pytest

from bienban.rules.corrections import correction

DAY = "là ngày dạng 2026-01-05 hoặc 05/01/2026"
COUNT = "là số nguyên không âm"
CHOICE = "là một trong: du, con-thieu, hoặc danh sách họ tên"


@pytest.mark.parametrize(
    ("expected", "actual", "said"),
    [
        (DAY, "2026-02-30", "Không có ngày 30/02/2026: xem lại ngày, tháng."),
        (DAY, "2026/1/5", "Ghi «05/01/2026»."),
        (DAY, "2026-1-5", "Ghi «05/01/2026»."),
        (DAY, "30/02/2026", "Không có ngày 30/02/2026: xem lại ngày, tháng."),
        (DAY, "ngày 5 tháng 1", "Ghi cả năm: «05/01/…», năm đủ bốn chữ số."),
        (DAY, "hôm qua", ""),
        (COUNT, "5/6", "Chỉ ghi số: «5»."),
        (COUNT, "8 đảng viên", "Chỉ ghi số: «8»."),
        (COUNT, "83%", "Ghi số người hoặc số phiếu, không ghi phần trăm."),
        (COUNT, "tám", ""),
        (CHOICE, "đủ", "Ghi «du»."),
        (CHOICE, "thiếu", ""),
    ],
)
def test_corrections(expected: str, actual: str, said: str):
    assert correction(expected, actual) == said
