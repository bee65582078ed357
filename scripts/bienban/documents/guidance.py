"""The superior's monthly guidance on what a sitting must treat."""

from __future__ import annotations

from bienban.documents.base import Record, need
from bienban.documents.fields import Day, Month, Prose, Text


class Guidance(Record):
    """One month's guidance: number, day received, subjects."""

    month: Month | None = need("thang", "Tháng")
    number: Text | None = need("so", "Số hiệu")
    day: Day | None = need("ngay", "Ngày nhận")
    subjects: tuple[Prose, ...] | None = need("noi_dung", "Nội dung", "Danh sách việc phải bàn")
