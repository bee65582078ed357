"""BB107: every value is of its type, in its range, one of its choices."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.document import Problem
from bienban.register import Register
from bienban.rules.model import Example, Finding, Rule, Words
from bienban.text import nearest


def _word(problem: Problem) -> Words:
    if not problem.expected:
        return Words(
            f"`{problem.subject}` phải có giá trị, nhưng để trống",
            "Ghi giá trị sau dấu hai chấm, hoặc bỏ cả dòng.",
        )
    choices = problem.expected.removeprefix("là một trong: ")
    near = nearest(problem.actual, choices.split(", ")) if choices != problem.expected else None
    return Words(
        f"`{problem.subject}` phải {problem.expected}, nhưng là '{problem.actual}'",
        f"Có phải «{near}»?" if near else "Sửa giá trị cho đúng dạng.",
    )


def _check(register: Register) -> Iterator[Finding]:
    """Yield each waiver that names no warning, and a score frame that does not exist."""
    library = register.library
    organization = register.organization
    holders = (organization,) if organization else ()
    for document in (*holders, *library.meetings, *library.resolutions):
        for index, waiver in enumerate(document.record.waivers):
            if waiver.code and not _is_warning(waiver.code):
                yield Finding.at(
                    document,
                    document.at("mien_tru", index, "ma"),
                    f"`mien_tru[{index + 1}].ma` phải là mã của một cảnh báo, "
                    f"nhưng là '{waiver.code}'",
                    "Lỗi không miễn trừ được; xem các mã bằng «bienban rule».",
                )
    known = register.standards.frames
    if organization and organization.record.frame and organization.record.frame not in known:
        yield Finding.at(
            organization,
            organization.at("khung_diem"),
            f"`khung_diem` phải là một trong: {', '.join(known)}, "
            f"nhưng là '{organization.record.frame}'",
            "Đặt khung riêng ở khung-diem/*.yml, hoặc dùng khung có sẵn.",
        )


def _is_warning(code: str) -> bool:
    from bienban.rules.registry import rule  # the registry imports this module

    found = rule(code)
    return found is not None and found.severity is Severity.WARNING


RULE = Rule(
    code="BB107",
    name="bad-value",
    severity=Severity.ERROR,
    title="Giá trị phải đúng kiểu, đúng dạng, trong phạm vi cho phép.",
    why="Ngày viết sai hay lựa chọn lạ không được đoán: đoán sai là ghi sai biên bản.",
    mend="Sửa theo dạng nêu trong thông báo; ngày ghi 2026-01-05 hoặc 05/01/2026.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="gio: 14:00-16:10",
        bad="gio: 14:00-13:10",
    ),
    problems=_word,
    register=_check,
)
