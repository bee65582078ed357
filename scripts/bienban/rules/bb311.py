"""BB311: an election's counts hold together, and those elected are those whom they elect."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.document import Loc
from bienban.register import ElectionFacts, Person, person_of
from bienban.register.alone import Alone
from bienban.rules.counting import valid_ballots
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import settled
from bienban.rules.wording import quoted


def _check(register: Alone) -> Iterator[Finding]:
    """Yield what is wrong with each election: its counts first, then who was elected by them."""
    for sitting in settled(register, "BB311"):
        for election in sitting.elections:
            counts = list(_more_votes_than_ballots(election))
            twice = list(_named_twice(election))
            outcome = twice or [*_more_than_seats(election), *_without_majority(election)]
            yield from counts
            yield from outcome
            yield from _standing_on_probation(election)
            yield from _standing_tellers(election)
            if not counts and not outcome:
                yield from _more_votes_than_seats_allow(election)
                yield from _passed_over(election)


def _at(election: ElectionFacts, message: str, help: str, *loc: str | int) -> Finding:
    document = election.sitting.document
    place: Loc = (*election.loc, *loc)
    at = document.at_key(*place) if loc[0] == "ung_cu" else document.at(*place)
    return Finding.at(document, at, message, help)


def _more_votes_than_ballots(election: ElectionFacts) -> Iterator[Finding]:
    """Yield who has more votes than there are valid ballots; if several, `hop_le` is off."""
    valid = valid_ballots(election.record.ballots)
    if valid is None or election.candidates is None:
        return
    over = [c for c in election.candidates if c.votes > valid]
    help = "Đếm lại số phiếu của từng người, hoặc sửa `hop_le`."
    if len(over) == 1:
        message = (
            f"số phiếu của «{over[0].name}» phải nhiều nhất là {valid} phiếu hợp lệ, "
            f"nhưng là {over[0].votes}"
        )
        yield _at(election, message, help, "ung_cu", over[0].name)
    elif over:
        names = quoted(c.name for c in over)
        message = f"`hop_le` phải không ít hơn số phiếu của {names}, nhưng là {valid}"
        yield _at(election, message, help, "phieu", "hop_le")


def _more_votes_than_seats_allow(election: ElectionFacts) -> Iterator[Finding]:
    """Yield the election with more votes than seats times valid ballots."""
    total, most = election.votes_total, election.most_votes
    if valid_ballots(election.record.ballots) is None or total is None or most is None:
        return
    if total > most:
        message = (
            f"`ung_cu` cộng lại phải nhiều nhất là {most} ({election.record.seats} người × "
            f"{valid_ballots(election.record.ballots)} phiếu hợp lệ), nhưng là {total}"
        )
        yield _at(
            election, message, "Đếm lại phiếu: phiếu bầu thừa người là không hợp lệ.", "ung_cu"
        )


def _named_twice(election: ElectionFacts) -> Iterator[Finding]:
    """Yield each second entry of one person, as by name and by `ma`, among candidates or elected.

    Votes split over two entries are nobody's, and two entries do not fill two seats.
    """
    record = election.record
    entries = {"ung_cu": record.candidates or (), "trung_cu": record.elected or ()}
    for key, names in entries.items():
        seen: set[Person] = set()
        for index, name in enumerate(names):
            person = _person(election, name)
            if person is not None and person in seen:
                message = f"`{key}` phải ghi mỗi người một lần, nhưng «{person.name}» đã ghi ở trên"
                place = name if key == "ung_cu" else index
                yield _at(election, message, "Giữ lại một chỗ đúng, xóa chỗ kia.", key, place)
            elif person is not None:
                seen.add(person)


def _more_than_seats(election: ElectionFacts) -> Iterator[Finding]:
    """Yield the first who was elected beyond the number of seats."""
    elected, seats = election.record.elected, election.record.seats
    if elected is not None and seats is not None and len(elected) > seats:
        message = f"`trung_cu` phải có nhiều nhất {seats} người, nhưng là {len(elected)}"
        help = "Chỉ ghi người trúng cử theo số phiếu từ cao xuống, đủ số lượng cần bầu."
        yield _at(election, message, help, "trung_cu", seats)


def _without_majority(election: ElectionFacts) -> Iterator[Finding]:
    """Yield each who was elected without a majority of the base, or without having stood."""
    for index, name in enumerate(election.record.elected or ()):
        candidate = election.candidate(name)
        if candidate is not None and candidate.enough is False:
            message = (
                f"`trung_cu` phải là người đủ phiếu, nhưng «{name}» được "
                f"{election.formula(candidate)}"
            )
            yield _at(
                election,
                message,
                "Bỏ tên người không đủ phiếu, hoặc sửa số phiếu.",
                "trung_cu",
                index,
            )
        elif candidate is None and _surely_did_not_stand(election, name):
            message = f"`trung_cu` phải là người có trong `ung_cu`, nhưng là '{name}'"
            yield _at(
                election, message, "Ghi số phiếu của đồng chí đó vào `ung_cu`.", "trung_cu", index
            )


def _standing_tellers(election: ElectionFacts) -> Iterator[Finding]:
    """Yield each teller who stands, where the standard forbids it."""
    standards = election.sitting.standards
    if standards is None or standards.votes.teller_may_stand:
        return
    standing = {person_of(c.lookup) for c in election.candidates or ()}
    for index, lookup in enumerate(election.sitting.find_all(election.record.tellers)):
        person = person_of(lookup)
        if person is not None and person in standing:
            message = f"`kiem_phieu` phải là người không ứng cử, nhưng «{person.name}» có ứng cử"
            yield _at(election, message, "Ghi đúng người kiểm phiếu.", "kiem_phieu", index)


def _standing_on_probation(election: ElectionFacts) -> Iterator[Finding]:
    """Yield each probationary member who stands, where the standard forbids it."""
    for candidate in election.barred:
        yield _at(
            election,
            f"`ung_cu` phải là đảng viên chính thức, nhưng «{candidate.name}» là đảng viên dự bị",
            "Ghi đúng danh sách bầu; nếu đồng chí đó đã chính thức thì bổ sung `chinh_thuc` ở "
            "organization.yml.",
            "ung_cu",
            candidate.name,
        )


def _passed_over(election: ElectionFacts) -> Iterator[Finding]:
    """Yield each whom the counts elect, in order of votes, and `trung_cu` leaves out.

    Who may not stand is none of them: that they do is said already.
    """
    stated = election.record.elected
    if stated is None or any(_person(election, name) is None for name in stated):
        return
    named = {_person(election, name) for name in stated}
    named.update(person_of(candidate.lookup) for candidate in election.barred)
    for name in election.elected or ():
        person = _person(election, name)
        if person is not None and person not in named:
            message = f"`trung_cu` phải có «{name}», người đủ phiếu theo thứ tự, nhưng không có"
            yield _at(
                election, message, "Ghi người trúng cử theo số phiếu từ cao xuống.", "trung_cu"
            )


def _surely_did_not_stand(election: ElectionFacts, name: str) -> bool:
    """Tell whether everybody who stood, and who bears `name`, is known."""
    candidates = election.candidates
    if candidates is None or _person(election, name) is None:
        return False
    return all(person_of(candidate.lookup) for candidate in candidates)


def _person(election: ElectionFacts, name: str) -> Person | None:
    return person_of(election.sitting.find(name))


RULE = Rule(
    code="BB311",
    name="election",
    severity=Severity.ERROR,
    title="Số phiếu bầu phải khớp, và người trúng cử phải là người đủ phiếu.",
    why="Trúng cử là người được hơn một nửa số đảng viên chính thức được triệu tập, lấy theo số "
    "phiếu từ cao xuống, đủ số lượng cần bầu; đảng viên dự bị và người kiểm phiếu không ở trong "
    "danh sách bầu.",
    mend="Đối chiếu biên bản kiểm phiếu: số phiếu từng người, số phiếu hợp lệ, số lượng cần bầu, "
    "danh sách trúng cử.",
    example=Example(
        path="meetings/2026/2026-02-20-kiem-diem.md",
        good="      - Hoàng Văn Giang",
        bad="      - Đỗ Thị Hạnh",
    ),
    topic="votes",
    cell=_check,
)
