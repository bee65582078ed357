"""What pages of minutes and of papers share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bienban.dates import show_day
from bienban.documents.meeting import Correction, Waiver
from bienban.website.page import Md, bullets, join, link, md, paragraph, section

NEAR = 12
"""How many years a page names; a book of a century must not make every page heavier."""


def year_links(
    here: str, years: Sequence[int], path_of: Callable[[int], str], all_years: str, year: int
) -> Md:
    """Return links to the years nearest to `year`, and to the page of all where some are missing.

    `years` are all years, the latest first; the page `here` itself is left out.
    """
    others = [each for each in years if path_of(each) != here]
    near = sorted(sorted(others, key=lambda each: abs(each - year))[:NEAR], reverse=True)
    links = [link(here, path_of(each), str(each)) for each in near]
    if len(near) < len(others):
        links.append(link(here, all_years, "mọi năm"))
    return join(links, " · ")


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
