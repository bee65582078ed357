"""BB104: a key stands once; a doubled key has no value."""

from __future__ import annotations

from bienban.diagnostics import Severity
from bienban.documents.document import Problem
from bienban.rules.model import Example, Rule, Words
from bienban.rules.wording import quoted


def _word(problem: Problem) -> Words:
    """Return the words for one key, or for all that stand again where «- viec: …» is lost."""
    keys, opener = problem.actual.split("\n"), problem.hint
    if problem.subject.endswith(f".{opener}"):
        missing = f"Nếu đây là mục khác thì thêm «- » vào đầu dòng, thành «- {opener}: …»."
    else:
        missing = f"Nếu đây là mục khác thì thêm dòng «- {opener}: …» trên dòng đầu của mục ấy."
    if problem.actual:
        item = problem.subject.removesuffix(f".{keys[0]}")
        said = f"`{item}` phải ghi mỗi khóa một lần, nhưng từ đây ghi lần nữa {quoted(keys)}"
        return Words(said, f"{missing} Nếu không thì giữ một dòng đúng của mỗi khóa.")
    said = f"`{problem.subject}` phải ghi một lần, nhưng ở đây được ghi lần nữa"
    if not opener:
        return Words(said, "Giữ lại một dòng đúng, xóa dòng kia.")
    return Words(said, f"{missing} Nếu không thì giữ lại một dòng đúng.")


RULE = Rule(
    code="BB104",
    name="duplicate-key",
    severity=Severity.ERROR,
    title="Mỗi khóa ở phần đầu chỉ được ghi một lần.",
    why="Hai dòng cùng khóa thì không biết dòng nào đúng; nhiều phần mềm lặng lẽ lấy dòng sau.",
    mend="Xem hai dòng cùng tên khóa, giữ dòng đúng và xóa dòng kia.",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="dia_diem: Phòng họp số 2\n",
        bad="dia_diem: Phòng họp số 2\ndia_diem: Hội trường\n",
    ),
    problems=_word,
)
