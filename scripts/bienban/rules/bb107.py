"""BB107: every value is of its type, in its range, one of its choices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from bienban.dates import YEARS
from bienban.diagnostics import Severity
from bienban.documents import grounds
from bienban.documents.document import Document, Problem
from bienban.documents.organization import Organization
from bienban.documents.schema import SCHEMAS, schema
from bienban.register import Register
from bienban.rules.corrections import correction
from bienban.rules.model import Example, Finding, Rule, Words
from bienban.rules.wording import perhaps, quoted
from bienban.text import squeeze


def _word(problem: Problem) -> Words:
    key = problem.subject.rsplit(".", 1)[-1]
    if not problem.expected:
        return Words(f"`{problem.subject}` phải có giá trị, nhưng để trống", _fill(key, problem))
    if key in _BY_NAME and problem.actual:
        told = _BY_NAME[key]
        return Words(
            f"`{problem.subject}` phải là các dòng «Họ và tên: {told}», "
            f"nhưng là '{problem.actual}'",
            f"Ghi mỗi người một dòng dưới «{key}:», thụt vào hai dấu cách: «Họ và tên: {told}».",
        )
    return Words(
        f"`{problem.subject}` phải {problem.expected}, nhưng là '{problem.actual}'",
        perhaps(problem.hint)
        or correction(problem.expected, problem.actual)
        or _against_another(problem.expected)
        or _SHOWN.get(problem.expected)
        or "Sửa giá trị cho đúng dạng.",
    )


def _fill(key: str, problem: Problem) -> str:
    """Return how to give an empty key its value, which may stand below it already."""
    if problem.hint:
        return _indent(key, problem.hint.split("\n"))
    leave = "" if key in _required() else " Không có gì để ghi thì bỏ cả dòng."
    return f"Ghi giá trị sau dấu hai chấm.{leave}"


def _indent(key: str, names: list[str]) -> str:
    """Return how to bring lines for people below their key."""
    lines = quoted(f"{squeeze(name)}: …" for name in names)
    if names[0].startswith("\u00a0"):
        return (
            f"Đầu dòng {lines} là dấu cách đặc biệt của Word: xóa đi, gõ lại hai dấu cách thường."
        )
    return f"Thụt {lines} vào hai dấu cách so với «{key}:»."


def _against_another(expected: str) -> str:
    """Return the way out of a value that is well written but contradicts another; or nothing."""
    if expected.startswith("từ ngày"):
        return "Sửa ngày này, hoặc ngày phải đứng trước nó."
    if expected.startswith("khác mã"):
        return "Đặt mã khác, ví dụ thêm «-2» ở cuối; biên bản ghi mã cũ thì sửa theo."
    return ""


_SHOWN = {
    grounds.EXPECTED: "Ghi như: «Quy định số 12-QĐ/ĐU, ngày 10/3/2025».",
    YEARS: "Xem lại bốn chữ số của năm.",
}
"""How to write what no correction can be guessed for, by what was expected."""

_BY_NAME = {
    "vang": "lý do vắng",
    "khach_moi": "chức vụ",
    "bao_luu": "ý kiến",
    "bieu_duong": "việc đã làm tốt",
    "nhac_nho": "việc phải sửa",
    "ung_cu": "số phiếu",
}
"""The keys that hold a line for each person, and what that line tells."""

_SOMETIMES_REQUIRED = frozenset(
    {"chu_tri", "thu_ky", "chuyen_de", "viec", "hinh_thuc", "doi_tuong", "lua_chon"}
    | {"tan_thanh", "khong_tan_thanh", "y_kien_khac"}
)
"""The keys that some minutes and votes must have, which the shape of records does not tell."""


@cache
def _required() -> frozenset[str]:
    """Return every key that is required somewhere: leaving it out may be the next error."""
    return _SOMETIMES_REQUIRED | frozenset(
        key for kind in SCHEMAS for key in _required_in(schema(kind))
    )


def _required_in(node: Any) -> Iterator[str]:  # noqa: ANN401 (any part of a schema)
    if isinstance(node, dict):
        required = node.get("required")
        yield from required if isinstance(required, list) else ()
        for child in node.values():
            yield from _required_in(child)
    elif isinstance(node, list):
        for child in node:
            yield from _required_in(child)


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
    if organization and not register.standards.spoilt:  # which may be the one that is meant
        yield from _unknown_frames(organization, register.standards.frames)


def _unknown_frames(
    organization: Document[Organization], known: Iterable[str]
) -> Iterator[Finding]:
    for index, name in enumerate(organization.record.frames):
        if name not in known:
            yield Finding.at(
                organization,
                organization.at("khung_diem", index),
                f"`khung_diem` phải là một trong: {', '.join(known)}, nhưng là '{name}'",
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
