"""BB114: a relative link or image leads to a file that is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from bienban.diagnostics import Severity
from bienban.documents.document import Link
from bienban.register import Register
from bienban.rules.flood import MOST
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.wording import joined, perhaps
from bienban.text import nearest, nfc


@lru_cache(maxsize=65536)  # BB703 asks too
def target_path(path: str, link: Link) -> str | None:
    """Return the workspace path that a relative link of the file at `path` leads to.

    None where the link is not relative; a path that leaves the workspace starts with `..`.
    """
    target = link.target.partition("#")[0].partition("?")[0]
    if not target or ":" in target.split("/", 1)[0] or target.startswith("/"):
        return None
    parts: list[str] = []
    for part in (*path.split("/")[:-1], *target.split("/")):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _check(register: Register) -> Iterator[Finding]:
    """Yield each relative link whose target is not there."""
    files = {nfc(path) for path in register.library.files}
    for document in register.library.documents:
        targets = ((link, target_path(document.path, link)) for link in document.links)
        broken = (
            (link, target)
            for link, target in targets
            if target is not None and nfc(target) not in files
        )
        for number, (link, target) in enumerate(broken):
            near = _near(target, files) if number < MOST else None
            yield Finding.at(
                document,
                link.position,
                f"liên kết phải tới một tệp có trong sổ, nhưng không có '{link.target}'",
                joined(perhaps(near), "Sửa đường dẫn, hoặc thêm tệp còn thiếu."),
            )


def _near(target: str, files: Collection[str]) -> str | None:
    """Return the file that a link meant: the one of that name, which was moved, or the nearest."""
    name = f"/{target.rpartition('/')[2]}"
    moved = [path for path in files if f"/{path}".endswith(name)]
    if len(moved) == 1:
        return nearest(target, moved, 0.0)
    return nearest(target, moved or (path for path in files if path.endswith(target[-3:])), 0.8)


RULE = Rule(
    code="BB114",
    name="broken-link",
    severity=Severity.ERROR,
    title="Liên kết và ảnh phải trỏ tới tệp có thật trong sổ.",
    why="Liên kết hỏng thì người đọc sau này không lần ra căn cứ.",
    mend="Sửa đường dẫn tương đối, hoặc thêm tệp.",
    example=Example(
        path="resolutions/2025-2027/01-NQ-CB.md",
        good="meetings/2026/2026-01-05-thuong-ky.md)",
        bad="meetings/2026/2026-01-06-thuong-ky.md)",
    ),
    texts=_check,
)
