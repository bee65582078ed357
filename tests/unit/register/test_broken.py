"""Whatever line of a workspace is broken, every question to the register still has an answer."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest
from register_cell import (
    ORGANIZATION,
    UNREADABLE,
    heard,
    member,
    members,
    minutes,
    paper,
    register,
    role,
    task,
    vote,
)

from bienban.once import once
from bienban.register import ElectionFacts, Person, Register, Roll, Sitting, Unknown, VoteFacts
from bienban.vocabulary import SIGNERS

JAN, FEB = "2026-01-05-thuong-ky", "2026-02-05-thuong-ky"
NQ, KH = "2025-2027/01-NQ-CB", "2025-2027/01-KH-CB"
DAY = date(2026, 3, 1)

BALLOT = (
    "  - ve: Kỷ luật\n    viec: ky-luat\n    hinh_thuc: phieu-kin\n    doi_tuong: Lê Văn Cường\n"
    "    phieu: {phat_ra: 9, thu_ve: 9, hop_le: 9}\n    lua_chon: {canh-cao: 5, khong-ky-luat: 4}\n"
    "    ket_qua: canh-cao\n"
)
ELECTION = (
    "bau_cu:\n  - chuc_danh: chi-uy\n    lay: 1\n    phieu: {phat_ra: 8, thu_ve: 8, hop_le: 8}\n"
    "    ung_cu:\n      Lê Văn Cường: 8\n    trung_cu: [Lê Văn Cường]\n"
)
REVIEW = (
    "xep_loai:\n  phieu: {phat_ra: 8, thu_ve: 8, hop_le: 8}\n  muc: [xuat-sac, tot]\n"
    "  dang_vien:\n    Lê Văn Cường: {so_phieu: [2, 6], xep: tot}\n"
)
FILES = (
    minutes(
        JAN,
        vote("nhat_tri: 9", van_ban=NQ) + BALLOT + ELECTION + "nhiem_vu:\n" + task("2026-01-20"),
    ),
    minutes(
        FEB,
        "vang:\n  Lê Văn Cường: ốm\nmien_van_du: [Bùi Miễn]\nkhach_moi:\n  Hà Khách: Bí thư\n"
        + REVIEW
        + "theo_doi:\n"
        + heard(f"{JAN}/1", "cham-tien-do")
        + f"thuc_hien:\n  - van_ban: {NQ}\n    nguoi: [m4]\n    ket_qua: Tốt\n"
        + f"ket_qua_giam_sat:\n  - ke_hoach: {KH}\n    dang_vien: m4\n    ket_qua: Đạt\n",
    ),
    minutes("2026-02-03-chi-uy", "nhiem_vu:\n" + task("2026-02-20", "chi-doan")),
    minutes("2026-02-20-chuyen-de", quy="2026-Q1"),
    paper(NQ, "nhiem_vu:\n" + task("2026-02-25"), ngay="2026-01-05", cuoc_hop=JAN),
    paper(KH, f"thay_the: {NQ}\nhet_hieu_luc: 2026-12-31\n", thay_mat="chi-uy"),
)
PEOPLE = members(
    8,
    member("mien", "Bùi Miễn", "mien_sinh_hoat: [{tu: 2026-01-01, den: 2026-02-28}]"),
    member("uy", "Bùi Ủy", role("chi-uy-vien"), "tam_vang: [{tu: 2026-01-01}]"),
    member("gia", "Bùi Giã", "roi_chi_bo: {ngay: 2026-02-01, ly_do: xin-ra}"),
)


def workspace() -> dict[str, str]:
    whole = {"organization.yml": ORGANIZATION + PEOPLE}
    for file in FILES:
        whole |= file
    return whole


def breakages() -> Iterator[tuple[str, int, str]]:
    for path, text in workspace().items():
        end = text.find("\n---\n", 3) if text.startswith("---") else len(text)
        for number, line in enumerate(text[:end].splitlines()):
            key = line.partition(":")[0]
            yield path, number, f"{key}: [hỏng"
            yield path, number, f"{key}: {{hỏng: {{}}}}"
            if not line.rstrip().endswith(":"):  # without its key a list joins what stands above it
                yield path, number, ""


def broken(path: str, number: int, line: str) -> dict[str, str]:
    lines = workspace()[path].split("\n")
    lines[number] = line
    return {**workspace(), path: "\n".join(lines)}


def ask_everything(book: Register) -> int:
    """Read every property of everything that the register leads to; return how many were read."""
    seen: set[int] = set()
    waiting: list[object] = [book]
    kept: list[object] = []
    asked = 0
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        kept.append(thing)
        if isinstance(thing, dict):
            waiting.extend(thing.values())
        elif isinstance(thing, tuple | list | frozenset):
            waiting.extend(thing)
        elif is_dataclass(thing) and type(thing).__module__.startswith("bienban.register"):
            for name in questions(type(thing)):
                waiting.append(getattr(thing, name))
                asked += 1
    return asked


def questions(kind: type) -> Iterator[str]:
    yield from (field.name for field in fields(kind))
    for name in dir(kind):
        if not name.startswith("_") and isinstance(getattr(kind, name), property | once):
            yield name


def ask_by_day(book: Register) -> None:
    for found in book.tasks:
        found.open_on(DAY), found.overdue_on(DAY), found.progress_on(DAY), found.state_on(DAY)
    for found in book.papers:
        found.state_on(DAY), found.in_force_on(DAY), book.numbering.of(found)
    for sitting in book.sittings:
        book.tasks.due_at(sitting), book.calendar.committee_before(sitting)
        for person in book.roster.people:
            sitting.presence(person), book.tasks.of(person)
    for ref in (JAN, NQ, f"{JAN}/1", "2024-01-01-chi-uy", "2020-2025/01-NQ-CB", "x/y"):
        book.index.known(ref), book.nearest(ref), book.tasks.resolve(ref)


def test_the_whole_workspace_answers_everything():
    book = register(workspace())
    assert book.library.problems == ()
    assert ask_everything(book) > 500
    ask_by_day(book)
    sitting = book.sitting(FEB)
    assert isinstance(sitting, Sitting)
    assert isinstance(sitting.roll, Roll)
    assert isinstance(book.roster.people[0], Person)
    assert sitting.attendance.counts.present == 8
    assert [vote.carried for vote in book.sitting(JAN).votes] == [True, True]


@pytest.mark.parametrize("path", sorted(workspace()))
def test_a_file_that_cannot_be_read_leaves_the_others(path):
    book = register(workspace(), {path: UNREADABLE})
    ask_everything(book)
    ask_by_day(book)


@pytest.mark.parametrize("path", sorted(workspace()))
def test_any_broken_line_leaves_every_question_answered(path):
    for broken_path, number, line in breakages():
        if broken_path == path:
            book = register(broken(path, number, line))
            ask_everything(book)
            ask_by_day(book)


@pytest.mark.parametrize("path", sorted(workspace()))
def test_a_broken_line_makes_nothing_missing(path):
    """What a broken value decides is unknown: nothing else is concluded from it."""
    for broken_path, number, line in breakages():
        if broken_path == path:
            book = register(broken(path, number, line), today=DAY)
            if book.library.problems:
                assert list(second_errors(book)) == [], f"{path}:{number + 1} {line}"


def second_errors(book: Register) -> Iterator[object]:
    """Yield what a rule would report that concludes from something missing or not enough."""
    yield from book.calendar.months_without
    yield from (gap for series in book.numbering.series for gap in series.gaps)
    yield from (lookup for lookup in names(book) if surely_unknown(lookup))
    for sitting in book.sittings:
        due = book.tasks.due_at(sitting) if sitting.reports_sure else ()
        yield from (found for found in due if not found.mentioned_at(sitting))
        yield from (vote for vote in sitting.votes if vote.carried is False or ill_counted(vote))
        yield from (e for e in sitting.elections if wrongly_elected(e))
    for found in book.papers:
        yield from (
            ref for ref in (found.record.meeting, *found.record.replaces) if unknown(book, ref)
        )
        roles = found.signer_roles
        yield from [(found, roles)] if roles is not None and not roles & SIGNERS else []


def unknown(book: Register, ref: str | None) -> bool:
    return ref is not None and not book.index.known(ref)


def wrongly_elected(election: ElectionFacts) -> bool:
    stated = election.record.elected
    return None not in (stated, election.elected) and stated != election.elected


def ill_counted(vote: VoteFacts) -> bool:
    return vote.able is not None and vote.cast is not None and vote.able != vote.cast


def names(book: Register) -> Iterator[object]:
    for sitting in book.sittings:
        yield from (*sitting.chairs, *sitting.secretaries, *sitting.find_all(sitting.record.absent))
    for found in book.tasks:
        people = (a for a in (*found.assignees, *found.helpers) if a.body is None)
        yield from (assignee.lookup for assignee in people)
    yield from (found.signer for found in book.papers)


def surely_unknown(lookup: object) -> bool:
    return isinstance(lookup, Unknown) and lookup.sure


def test_what_the_test_looks_for_is_found_where_it_is_true():
    """The test above would pass for nothing if its questions never found anything."""
    wrong = register(
        minutes(FEB, vote("nhat_tri: 3"), chu_tri="Người Lạ"),
        paper(NQ, thay_the="2025-2027/09-NQ-CB", nguoi_ky="Lê Văn Cường"),
        today=DAY,
    )
    assert len(list(second_errors(wrong))) == 5  # a month, a chair, a vote, a target, a signer
