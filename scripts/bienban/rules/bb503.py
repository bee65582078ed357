"""BB503: a resolution was voted at a known sitting; a conclusion was drawn at one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.register.papers import PaperFacts
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.wording import joined, perhaps
from bienban.standards import StandardsOfDay
from bienban.vocabulary import Matter

_HELP = "Ghi mã cuộc họp, ví dụ «cuoc_hop: 2026-01-05-thuong-ky»."


def _check(register: Register) -> Iterator[Finding]:
    """Yield each NQ or KL of no known sitting, and each NQ that its sitting did not vote on.

    Which kinds these are, the standards say.
    """
    for paper in register.papers:
        standards = register.standards.on(paper.day or date.max)
        kinds = standards.papers
        if paper.kind not in kinds.of_a_sitting or paper.document.broken("cuoc_hop"):
            continue
        reference = paper.record.meeting
        if reference is None:
            yield _finding(
                paper, "`cuoc_hop` phải ghi cuộc họp đã thông qua, nhưng chưa ghi", _HELP
            )
        elif paper.sitting is None:
            if not register.known_sitting(reference):
                yield _finding(
                    paper,
                    f"`cuoc_hop` phải là một cuộc họp có trong sổ, nhưng là '{reference}'",
                    joined(perhaps(register.nearest(reference)), _HELP),
                )
        elif paper.kind in kinds.adopted_by_vote and _not_voted(paper):
            yield _no_vote(paper, reference, standards)


def _not_voted(paper: PaperFacts) -> bool:
    """Tell whether its sitting surely did not vote on the paper."""
    return _votes_known(paper) and all(vote.sitting is not paper.sitting for vote in paper.votes)


def _votes_known(paper: PaperFacts) -> bool:
    """Tell whether every vote of the sitting could be read, and leads to a paper (else BB509)."""
    sitting = paper.sitting
    if sitting is None or sitting.document.broken("bieu_quyet"):
        return False
    return all(
        vote.record.paper is None or vote.paper is not None
        for vote in sitting.votes
        if vote.matter is Matter.NGHI_QUYET
    )


def _no_vote(paper: PaperFacts, reference: str, standards: StandardsOfDay) -> Finding:
    """Return the finding on a paper without a vote; it cites what asks for a majority."""
    kind, meant = standards.papers.name(paper.kind or "").lower(), paper.voted_elsewhere
    found = _finding(
        paper,
        f"{kind} phải được biểu quyết ở `cuoc_hop`, nhưng '{reference}' "
        f"không có biểu quyết về {kind} này",
        joined(
            perhaps(meant.id if meant else None),
            "Ghi biểu quyết có «viec: nghi-quyet» và `van_ban` vào biên bản cuộc họp đó, "
            "hoặc sửa `cuoc_hop`.",
        ),
    )
    return found.citing(standards.votes.majority(Matter.NGHI_QUYET).citation)


def _finding(paper: PaperFacts, message: str, hint: str) -> Finding:
    return Finding.at(paper.document, paper.document.at("cuoc_hop"), message, hint)


RULE = Rule(
    code="BB503",
    name="not-adopted",
    severity=Severity.ERROR,
    title="Nghị quyết phải được biểu quyết ở một cuộc họp có biên bản; kết luận phải có cuộc họp.",
    why="Văn bản không gắn với cuộc họp nào thì không biết tập thể có thông qua hay không.",
    mend="Ghi đúng `cuoc_hop`; ghi biểu quyết vào biên bản.",
    example=Example(
        path="resolutions/2025-2027/01-NQ-CB.md",
        good="cuoc_hop: 2026-01-05-thuong-ky\n",
        bad="",
    ),
    topic="votes",
    also_cites=("majorities.nghi-quyet",),
    register=_check,
)
