"""BB301: everybody named is on the roll that day, and the name means one person only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bienban.dates import show_day
from bienban.diagnostics import Severity
from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.speakers import names_in
from bienban.register import Ambiguous, Lookup, PaperFacts, Register, Roll, Sitting, Unknown
from bienban.register.alone import Alone
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.names import (
    ATTENDING,
    IN_CHARGE,
    MEMBERS,
    OF_PAPERS,
    Mention,
    mentions,
)
from bienban.rules.scope import sittings
from bienban.rules.wording import joined, one_each, perhaps, several
from bienban.vocabulary import ABOUT_PEOPLE, Matter

_CELL, _COMMITTEE = "chi bộ", "chi ủy"


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one document, judged by who was on the roll on its day."""

    register: Register
    document: Document[Record]
    day: date

    def people(self, named: Iterable[Mention], roll: Roll, where: str) -> Iterator[Finding]:
        """Yield each name that means nobody, or several, on `roll`."""
        for mention in named:
            yield from self._judge(mention, roll.find(mention.text), where)

    def in_charge(self) -> Iterator[Finding]:
        """Yield each name in a task that is neither somebody on the cell's roll nor a body."""
        for mention in mentions(self.document.record, IN_CHARGE):
            assignee = self.register.assignee(mention.text, self.day)
            if assignee.body is None:
                yield from self._judge(mention, assignee.lookup, f"{_CELL} hoặc `to_chuc`")

    def _judge(self, mention: Mention, lookup: Lookup, where: str) -> Iterator[Finding]:
        if isinstance(lookup, Ambiguous):
            yield self._finding(mention, *several(f"`{mention.key}`", lookup))
        elif isinstance(lookup, Unknown) and lookup.sure and not _role_unknown(lookup, where):
            yield self._finding(mention, *_nobody(mention, lookup, where, self.day))

    def _finding(self, mention: Mention, message: str, help: str) -> Finding:
        place = self.document.at_key if mention.is_key else self.document.at
        return Finding.at(self.document, place(*mention.loc), message, help)


def _role_unknown(lookup: Unknown, where: str) -> bool:
    """Tell whether somebody may belong to the chi ủy, but their roles could not be read."""
    return where == _COMMITTEE and lookup.once is not None and lookup.once.roles_unsure


def _nobody(mention: Mention, lookup: Unknown, where: str, day: date) -> tuple[str, str]:
    message = (
        f"`{mention.key}` phải là người có tên trong danh sách {where} ngày {show_day(day)}, "
        f"nhưng là '{mention.text}'"
    )
    if lookup.once is not None:
        return message, (
            f"«{lookup.once.name}» không thuộc {where} vào ngày này: xem lại ngày, hoặc "
            "sửa thời gian của đồng chí đó trong organization.yml."
        )
    if len(several_names := names_in(mention.text)) > 1:
        return message, one_each(several_names, is_key=mention.is_key)
    return message, joined(
        perhaps(lookup.nearest), "Ghi đủ họ tên, hoặc mã, như trong organization.yml."
    )


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each name in minutes and papers that is not on the roll on the document's day."""
    for sitting in sittings(register, "BB301"):
        if sitting.stated is None or sitting.stated.day == sitting.day:
            yield from _of_sitting(register, sitting)
    for paper in register.papers:
        if not _of_another_term(register, paper):
            yield from _of_paper(register, paper)


def _of_sitting(register: Register, sitting: Sitting) -> Iterator[Finding]:
    """Yield the unknown names of minutes: attendance by the sitting's roll, the rest by all."""
    cell = sitting.cell_roll
    if sitting.day is None or cell is None:
        return
    names = _Names(register, sitting.document, sitting.day)
    where = _COMMITTEE if sitting.committee and sitting.roll else _CELL
    yield from names.people(mentions(sitting.record, MEMBERS), cell, _CELL)
    yield from names.people(_voted_on(sitting), cell, _CELL)
    yield from names.people(mentions(sitting.record, ATTENDING), sitting.roll or cell, where)
    yield from names.in_charge()


def _voted_on(sitting: Sitting) -> Iterator[Mention]:
    """Yield the members voted on; of other matters somebody else may be the subject."""
    for index, vote in enumerate(sitting.record.votes):
        if vote.person and vote.matter in ABOUT_PEOPLE - {Matter.KET_NAP}:
            yield Mention(("bieu_quyet", index, "doi_tuong"), vote.person, "doi_tuong")


def _of_paper(register: Register, paper: PaperFacts) -> Iterator[Finding]:
    """Yield the unknown names of a paper, by the cell's roll on its day."""
    if paper.day is None:
        return
    names = _Names(register, paper.document, paper.day)
    cell = register.roster.on(paper.day)
    yield from names.people(mentions(paper.record, OF_PAPERS), cell, _CELL)
    yield from names.in_charge()


def _of_another_term(register: Register, paper: PaperFacts) -> bool:
    """Tell whether the paper's day lies outside the term of its folder (BB108)."""
    terms = register.organization
    if terms is None or terms.broken("nhiem_ky") or paper.stated is None:
        return False
    return paper.term is None or paper.term.folder != paper.stated.term


RULE = Rule(
    code="BB301",
    name="unknown-member",
    severity=Severity.ERROR,
    title="Người được nêu tên phải có trong danh sách chi bộ vào ngày đó.",
    why="Tên viết sai hoặc không rõ là ai thì không biết ai dự họp, ai nhận việc, ai biểu quyết; "
    "danh sách chi bộ ở organization.yml là chỗ duy nhất cho biết điều đó.",
    mend="Ghi đủ họ tên như trong organization.yml; hai người trùng tên thì ghi `ma`. "
    "Người mới đến, người đã chuyển đi thì sửa thời gian sinh hoạt trong organization.yml.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="nguoi:\n      - Bùi Đăng Khoa",
        bad="nguoi:\n      - Bùi Đăng Khoá Minh",
    ),
    cell=_check,
)
