"""BB108: a file's path says what its front matter says; its day lies in a term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bienban.dates import show_day
from bienban.diagnostics import Severity
from bienban.documents.astray import FOLDER
from bienban.documents.base import Record
from bienban.documents.document import Document, Problem
from bienban.documents.guidance import Guidance
from bienban.documents.meeting import Meeting
from bienban.documents.position import START
from bienban.documents.resolution import Resolution
from bienban.register import Register, sitting_name
from bienban.register.alone import Alone
from bienban.rules.model import Example, Finding, Rule, Words
from bienban.rules.scope import no_copy
from bienban.rules.wording import joined
from bienban.text import nfc


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each misplaced file, and each day outside every term."""
    library = register.library
    for document in (*library.meetings, *library.resolutions, *library.guidance):
        outside = _outside(register, document)
        if outside is not None:
            yield outside
            continue
        otherwise = _other_day(document)
        if otherwise is not None:
            yield otherwise
            continue
        wanted = _wanted(register, document)
        if wanted and nfc(document.path) not in wanted:
            yield Finding.at(
                document,
                START,
                f"đường dẫn phải là «{wanted[0]}», nhưng là '{document.path}'",
                "Chuyển tệp về đúng chỗ, hoặc sửa ngày, loại, số trong phần thông tin.",
            )


def _word(problem: Problem) -> Words:
    return _other_folder(problem) if problem.subject == FOLDER else _other_name(problem)


def _other_folder(problem: Problem) -> Words:
    minutes = problem.hint.startswith("meetings/")
    what, folder = ("biên bản", "meetings/") if minutes else ("văn bản", "resolutions/")
    return Words(
        f"{what} phải nằm trong thư mục {folder}, nhưng là '{problem.actual}'",
        f"Chuyển tệp thành «{problem.hint}»"
        + ("." if minutes else ", trong đó nhiệm kỳ là thư mục như «2025-2027»."),
    )


def _other_name(problem: Problem) -> Words:
    ending = problem.hint[problem.hint.rindex(".") :]
    hidden = problem.actual.casefold().endswith(".txt")
    return Words(
        f"tên tệp phải kết thúc bằng «{ending}», nhưng là '{problem.actual}'",
        joined(
            f"Đổi tên tệp thành «{problem.hint}».",
            "Windows có thể đang giấu phần đuôi «.txt» của tên tệp." if hidden else "",
        ),
    )


def _outside(register: Register, document: Document[Record]) -> Finding | None:
    day = getattr(document.record, "day", None)
    cell = register.organization
    if not isinstance(day, date) or isinstance(document.record, Guidance):
        return None
    if cell is None or cell.broken("nhiem_ky") or not cell.record.terms:
        return None
    if register.terms_on(day):
        return None
    return Finding.at(
        document,
        document.at("ngay"),
        f"`ngay` phải nằm trong một nhiệm kỳ ở organization.yml, nhưng là '{day}'",
        "Sửa ngày, hoặc thêm nhiệm kỳ vào `nhiem_ky`.",
    )


def _other_day(document: Document[Record]) -> Finding | None:
    """Return the finding on minutes whose name differs from what they say in the day alone."""
    record = document.record
    stated = sitting_name(document.path)
    if not isinstance(record, Meeting) or record.day is None or stated is None:
        return None
    if stated.kind is not record.kind or stated.day == record.day:
        return None
    if not nfc(document.path).startswith(f"meetings/{stated.day.year}/"):
        return None
    return Finding.at(
        document,
        document.at("ngay"),
        f"`ngay` phải là ngày ghi ở tên tệp, {show_day(stated.day)}, "
        f"nhưng là '{show_day(record.day)}'",
        f"Sửa `ngay`; nếu tên tệp sai thì chuyển tệp thành «{_sitting_paths(record, '')[0]}».",
    )


def _wanted(register: Register, document: Document[Record]) -> tuple[str, ...]:
    """Return the paths that would be right, the plainest first; none where that is not known."""
    record = document.record
    if isinstance(record, Meeting):
        return _sitting_paths(record, document.path)
    if isinstance(record, Resolution):
        return _paper_paths(register, record)
    if isinstance(record, Guidance) and record.month:
        stem = f"meetings/huong-dan/{record.month}"
        return (f"{stem}.yml", f"{stem}.yaml")
    return ()


_AGAIN = re.compile("-(?:[2-9]|[1-9][0-9]+)")
"""How the name of a second sitting of a kind on one day ends, and of those after it."""


def _sitting_paths(record: Meeting, path: str) -> tuple[str, ...]:
    if record.day is None or record.kind is None:
        return ()
    stem = f"meetings/{record.day.year}/{record.day}-{record.kind}"
    suffix = path.removeprefix(stem).removesuffix(".md")
    again = _AGAIN.fullmatch(suffix)
    return (f"{stem}.md", f"{stem}{suffix}.md") if again else (f"{stem}.md",)


def _paper_paths(register: Register, record: Resolution) -> tuple[str, ...]:
    cell = register.cell
    symbol = record.symbol or (cell.symbol if cell else None)
    if record.day is None or record.kind is None or record.number is None or not symbol:
        return ()
    if register.organization is None or register.organization.broken("nhiem_ky"):
        return ()
    kind, sign = (word.replace("Đ", "D") for word in (record.kind.value, symbol))
    name = f"{record.number:02d}-{kind}-{sign}.md"
    return tuple(f"resolutions/{term.folder}/{name}" for term in register.terms_on(record.day))


RULE = Rule(
    code="BB108",
    name="misplaced-file",
    severity=Severity.ERROR,
    title="Đường dẫn của tệp phải khớp với ngày, loại và số ghi bên trong.",
    why="Sổ được tra theo đường dẫn; tệp đặt sai chỗ thì nghị quyết năm trước không tìm thấy.",
    mend="Đổi tên hoặc chuyển tệp theo gợi ý, hoặc sửa phần thông tin.",
    example=Example(
        path="meetings/2026/2026-02-12-bat-thuong.md",
        good="ngay: 2026-02-12",
        bad="ngay: 2026-02-13",
    ),
    problems=_word,
    cell=_check,
    stands=no_copy,
)
