"""From a workspace on disk to its pages: what `mkdocs build` and `mkdocs serve` start from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bienban.checking import Checked, check_workspace, judge_trail
from bienban.errors import BienbanError
from bienban.register import Register, build_register
from bienban.trail.verdicts import SHORT, Verdict
from bienban.vocabulary import Audience
from bienban.website.site import SitePages, make_site
from bienban.website.view import for_readers


def load_site(root: Path, audience: Audience, day: date | None = None) -> SitePages:
    """Return the pages of the workspace at `root` as `audience` may read them.

    The workspace is checked first: with an error in it there are no pages, however they are asked
    for, so that nothing unreadable, hostile or marked secret gets to one.
    """
    checked = check_workspace(root, day=day, trail=judge_trail(root))
    refuse_errors(checked)
    return make_site(
        register_for(checked.register, audience),
        audience,
        verdicts=verdicts_of(checked),
        source=source_of(checked),
    )


def verdicts_of(checked: Checked) -> Mapping[str, Verdict] | None:
    """Return what the trail says of each document; None where no approval policy applies."""
    trail = checked.trail
    return trail.by_path if trail is not None and trail.applies else None


def source_of(checked: Checked) -> str:
    """Return in one sentence which commit was judged, and where its trail begins."""
    trail = checked.trail
    if trail is None or not trail.applies:
        return ""
    return f"Dựng từ commit {trail.head[:SHORT]}; gốc tin cậy {trail.root[:SHORT]}."


def register_for(register: Register, audience: Audience) -> Register:
    """Return the register of what `audience` may read: built from those documents alone."""
    if audience is Audience.CHI_UY:
        return register
    library = for_readers(register.library, audience)
    return build_register(library, register.standards, register.today)


def refuse_errors(checked: Checked) -> None:
    """Raise where the check found an error."""
    if checked.errors:
        paths = list(dict.fromkeys(found.path for found in checked.errors))
        where = ", ".join(paths[:5]) + (" …" if len(paths) > 5 else "")
        message = (
            f"chưa dựng được: {len(checked.errors)} lỗi ở {where}. "
            "Cách sửa: chạy «bienban check» và sửa từng lỗi."
        )
        raise BienbanError(message)
