"""BB508: who signs a paper may sign it on its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.register.papers import PaperFacts
from bienban.register.roster import person_of
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import of_another_term
from bienban.vocabulary import SIGNERS, OnBehalf, Role


def _check(register: Register) -> Iterator[Finding]:
    """Yield each paper that its signer had no right to sign.

    Bí thư and phó bí thư may; of a conclusion also the chair; of a congress only a chair of it.
    """
    for paper in register.papers:
        person = person_of(paper.signer) if paper.signer else None
        roles = paper.signer_roles
        if person is None or roles is None or person.unsure:
            continue
        if of_another_term(register, paper):
            continue  # the day is in doubt, and so is who could sign on it
        by_chair = _chair_signs(register, paper)
        if _may_sign(paper, roles, by_chair=by_chair):
            continue
        held = ", ".join(sorted(role.label for role in roles)) or Role.DANG_VIEN.label
        yield Finding.at(
            paper.document,
            paper.document.at("nguoi_ky"),
            f"`nguoi_ky` phải là {_who(paper, by_chair=by_chair)} vào ngày ký, "
            f"nhưng «{person.name}» khi đó là {held}",
            "Ghi đúng người ký; hoặc bổ sung `chuc_vu` ở organization.yml nếu còn thiếu.",
        )


def _chair_signs(register: Register, paper: PaperFacts) -> bool:
    """Tell whether the chair of the paper's sitting may sign it: its kind is data."""
    kinds = register.standards.on(paper.day or date.max).papers
    return _congress(paper) or paper.kind in kinds.signed_by_chair


def _may_sign(paper: PaperFacts, roles: frozenset[Role], *, by_chair: bool) -> bool:
    """Tell whether the signer may sign, or what would tell is not known."""
    if not _congress(paper) and roles & SIGNERS:
        return True
    return by_chair and (paper.sitting is None or _chaired(paper))


def _who(paper: PaperFacts, *, by_chair: bool) -> str:
    if _congress(paper):
        return "người chủ trì đại hội"
    return "Bí thư, Phó Bí thư" + (" hoặc người chủ trì cuộc họp" if by_chair else "")


def _congress(paper: PaperFacts) -> bool:
    return paper.record.on_behalf is OnBehalf.DOAN_CHU_TICH


def _chaired(paper: PaperFacts) -> bool:
    """Tell whether the signer chaired the paper's sitting, or may be the chair whom BB301 finds."""
    assert paper.sitting is not None
    if paper.sitting.document.broken("chu_tri"):
        return True
    chairs = {person_of(chair) for chair in paper.sitting.chairs}
    return None in chairs or person_of(paper.signer) in chairs


RULE = Rule(
    code="BB508",
    name="wrong-signer",
    severity=Severity.ERROR,
    title="Văn bản phải do Bí thư hoặc Phó Bí thư đương nhiệm ký.",
    why="Người ký không đúng thẩm quyền vào ngày ký thì văn bản không có giá trị.",
    mend="Ghi đúng người ký, hoặc bổ sung chức vụ còn thiếu ở organization.yml.",
    example=Example(
        path="resolutions/2025-2027/01-KH-CB.md",
        good="nguoi_ky: Trần Thị Bình",
        bad="nguoi_ky: Phạm Thị Dung",
    ),
    topic="layout",
    register=_check,
)
