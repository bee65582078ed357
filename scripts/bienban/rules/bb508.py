"""BB508: who signs a paper may sign it on its day."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.register.papers import PaperFacts
from bienban.register.roster import person_of
from bienban.rules.model import Example, Finding, Rule
from bienban.vocabulary import SIGNERS, OnBehalf, Paper, Role


def _check(register: Register) -> Iterator[Finding]:
    """Yield each paper that its signer had no right to sign.

    Bí thư and phó bí thư may; of a conclusion also the chair; of a congress only a chair of it.
    """
    for paper in register.papers:
        person = person_of(paper.signer) if paper.signer else None
        roles = paper.signer_roles
        if person is None or roles is None or person.unsure or _may_sign(paper, roles):
            continue
        held = ", ".join(sorted(role.label for role in roles)) or Role.DANG_VIEN.label
        yield Finding.at(
            paper.document,
            paper.document.at("nguoi_ky"),
            f"`nguoi_ky` phải là {_who(paper)} vào ngày ký, nhưng «{person.name}» khi đó là {held}",
            "Ghi đúng người ký; hoặc bổ sung `chuc_vu` ở organization.yml nếu còn thiếu.",
        )


def _may_sign(paper: PaperFacts, roles: frozenset[Role]) -> bool:
    """Tell whether the signer may sign, or what would tell is not known."""
    if not _congress(paper) and roles & SIGNERS:
        return True
    return (_congress(paper) or paper.kind is Paper.KL) and (
        paper.sitting is None or _chaired(paper)
    )


def _who(paper: PaperFacts) -> str:
    if _congress(paper):
        return "người chủ trì đại hội"
    conclusion = paper.kind is Paper.KL
    return "Bí thư, Phó Bí thư" + (" hoặc người chủ trì cuộc họp" if conclusion else "")


def _congress(paper: PaperFacts) -> bool:
    return paper.record.on_behalf is OnBehalf.DOAN_CHU_TICH


def _chaired(paper: PaperFacts) -> bool:
    """Tell whether the signer chaired the paper's sitting, or may have."""
    assert paper.sitting is not None
    if paper.sitting.document.broken("chu_tri"):
        return True
    signer = person_of(paper.signer) if paper.signer else None
    return any(person_of(chair) == signer for chair in paper.sitting.chairs)


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
