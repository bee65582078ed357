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
from bienban.register import (
    Ambiguous,
    Found,
    Lookup,
    PaperFacts,
    Person,
    Register,
    Roll,
    Sitting,
    Unknown,
)
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
from bienban.rules.scope import of_another_day, of_another_term, sittings
from bienban.rules.wording import joined, one_each, perhaps, several
from bienban.vocabulary import ABOUT_PEOPLE, Matter

_CELL, _COMMITTEE = "chi bộ", "chi ủy"
_CELL_OR_BODY = f"{_CELL} hoặc `to_chuc`"


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one document, judged by who was on the roll on its day."""

    register: Register
    document: Document[Record]
    day: date

    def people(self, named: Iterable[Mention], roll: Roll, where: str) -> Iterator[Finding]:
        """Yield each name that means nobody, or several, on `roll`."""
        for mention in named:
            lookup = roll.find(mention.text)
            if not isinstance(lookup, Found):  # as nearly all are
                yield from self._judge(mention, lookup, where)

    def in_charge(self) -> Iterator[Finding]:
        """Yield each name in a task that is neither somebody on the cell's roll nor a body."""
        for mention in mentions(self.document.record, IN_CHARGE):
            assignee = self.register.assignee(mention.text, self.day)
            if assignee.body is None:
                yield from self._judge(mention, assignee.lookup, _CELL_OR_BODY)

    def _judge(self, mention: Mention, lookup: Lookup, where: str) -> Iterator[Finding]:
        if isinstance(lookup, Ambiguous):
            yield self._finding(mention, *several(f"`{mention.key}`", lookup))
        elif isinstance(lookup, Unknown) and lookup.sure and not _role_unknown(lookup, where):
            yield self._finding(mention, *self._nobody(mention, lookup, where))

    def _nobody(self, mention: Mention, lookup: Unknown, where: str) -> tuple[str, str]:
        message = (
            f"`{mention.key}` phải là người có tên trong danh sách {where} ngày "
            f"{show_day(self.day)}, nhưng là '{mention.text}'"
        )
        if lookup.once is None:
            return message, _unheard_of(mention, lookup, where)
        member = isinstance(self.register.roster.on(self.day).find(mention.text), Found)
        return message, _not_then(lookup.once, mention, where, member=member)

    def _finding(self, mention: Mention, message: str, help: str) -> Finding:
        place = self.document.at_key if mention.is_key else self.document.at
        return Finding.at(self.document, place(*mention.loc), message, help)


def _role_unknown(lookup: Unknown, where: str) -> bool:
    """Tell whether somebody may belong to the chi ủy, but their roles could not be read."""
    return where == _COMMITTEE and lookup.once is not None and lookup.once.roles_unsure


def _not_then(person: Person, mention: Mention, where: str, *, member: bool) -> str:
    """Return the help for somebody known, who is not on this roll that day."""
    if where == _COMMITTEE and member:
        return (
            f"«{person.name}» không phải chi ủy viên vào ngày này: bỏ khỏi `{mention.key}`, hoặc "
            "bổ sung `chuc_vu` ở organization.yml nếu còn thiếu."
        )
    return (
        f"«{person.name}» không thuộc {where} vào ngày này: xem lại ngày, hoặc "
        "sửa thời gian của đồng chí đó trong organization.yml."
    )


def _unheard_of(mention: Mention, lookup: Unknown, where: str) -> str:
    """Return the help for a name that nobody ever bore."""
    if len(several_names := names_in(mention.text)) > 1:
        return one_each(several_names, is_key=mention.is_key)
    return joined(
        perhaps(lookup.nearest),
        "Ghi đủ họ tên, hoặc mã, như trong organization.yml.",
        _BODY if where == _CELL_OR_BODY and not lookup.nearest else "",
    )


_BODY = (
    "Nếu là tổ chức hay tập thể thì khai báo `ma` và `ten` ở `to_chuc` của organization.yml trước."
)


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each name in minutes and papers that is not on the roll on the document's day."""
    for sitting in sittings(register, "BB301"):
        if not of_another_day(sitting):
            yield from _of_sitting(register, sitting)
    for paper in register.papers:
        if not of_another_term(register, paper):
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
