"""What pages of minutes and of papers share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bienban.dates import show_day
from bienban.documents.meeting import Correction, Waiver
from bienban.website.page import Md, bullets, md, paragraph, section


def corrections(records: Sequence[Correction]) -> str:
    """Return the corrections made after approval."""
    said = (f"Ngày {show_day(c.day)}: {c.reason}" for c in records if c.day and c.reason)
    return section("Đính chính", bullets(said) if records else "")


def waivers(records: Sequence[Waiver]) -> str:
    """Return the warnings that the document waives, each with its reason."""
    said = (f"{waiver.code}: {waiver.reason}" for waiver in records)
    return section("Miễn trừ cảnh báo", bullets(said) if records else "")


def foot(links: Iterable[tuple[str, str]]) -> str:
    """Return the line of links that ends a page."""
    parts = [f"{md(name)}: {md(value)}" for name, value in links]
    return "* * *\n\n" + paragraph(Md(" · ".join(parts))) if parts else ""
