"""The superior's guidance of a month, to be copied in."""

from __future__ import annotations

from datetime import date

from bienban.dates import Month
from bienban.documents.reader import GUIDANCE_FOLDER
from bienban.scaffold.draft import Draft


def draft_guidance(day: date) -> Draft:
    """Return the guidance file of the month of `day`, received that day."""
    month = Month.of(day)
    lines = (
        f"thang: {month}",
        "# Số hiệu văn bản hướng dẫn, ví dụ 12-HD/BTGĐU",
        "so:",
        "# Ngày chi bộ nhận được",
        f"ngay: {day}",
        "# Mỗi nội dung phải bàn một dòng, mở đầu bằng dấu -",
        "noi_dung:",
        "",
    )
    step = "Mở tệp, chép số hiệu và các nội dung phải bàn; rồi chạy «bienban check»."
    return Draft(f"{GUIDANCE_FOLDER}{month}.yml", "\n".join(lines), step)
