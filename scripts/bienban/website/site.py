"""The whole site as Markdown: a pure function from the register, for one audience."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bienban.register import Register
from bienban.trail.verdicts import Verdict
from bienban.vocabulary import Audience
from bienban.website.body import linked_files
from bienban.website.page import Page
from bienban.website.pages import home, meetings, members, papers, tasks
from bienban.website.view import (
    GUIDANCE,
    HOME,
    MEETINGS,
    MEMBERS,
    PAPERS,
    SEARCH,
    TASKS,
    TASKS_BY_PERSON,
    WAIVERS,
    View,
)

NAVIGATION = (
    ("Trang chủ", HOME),
    ("Cuộc họp", MEETINGS),
    ("Nghị quyết, văn bản", PAPERS),
    ("Nhiệm vụ", TASKS),
    ("Nhiệm vụ theo người", TASKS_BY_PERSON),
    ("Đảng viên", MEMBERS),
    ("Định hướng của cấp trên", GUIDANCE),
    ("Miễn trừ", WAIVERS),
    ("Tìm kiếm", SEARCH),
)
"""The entries of the navigation; single documents are reached by lists, not by it."""


@dataclass(frozen=True)
class SitePages:
    """Pages as Markdown, and the files of the workspace that they show or link to."""

    name: str
    notice: str
    pages: tuple[Page, ...]
    files: tuple[str, ...]


def make_site(
    register: Register,
    audience: Audience,
    *,
    verdicts: Mapping[str, Verdict] | None = None,
    papers_at: Mapping[str, str] | None = None,
    source: str = "",
) -> SitePages:
    """Return the site of a register that was built from what `audience` may read.

    `papers_at` gives for a document's path where its DOCX stands in the site; `source` says
    which commit the site is made from.
    """
    view = View(register, audience, verdicts, papers_at or {}, source)
    pages = (
        *home.pages(view),
        *meetings.pages(view),
        *papers.pages(view),
        *tasks.pages(view),
        *members.pages(view),
    )
    readers = "đảng viên trong chi bộ" if audience is Audience.DANG_VIEN else "chi ủy"
    return SitePages(
        name=f"Sổ biên bản {view.cell_name}",
        notice=f"Tài liệu nội bộ của {view.cell_name}. Người đọc: {readers}.",
        pages=tuple({page.path: page for page in pages}.values()),
        files=tuple(sorted(set(linked_files(view)))),
    )
