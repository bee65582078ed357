"""BB312: ballots, choices and ratings add up, and the stated result is the one they give."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.document import Loc
from bienban.documents.meeting import Ballots
from bienban.register import (
    Person,
    RatingFacts,
    RatingRow,
    Sitting,
    VoteFacts,
    person_of,
)
from bienban.register.alone import Alone
from bienban.rules.counting import broken_order, fits, not_added_up, valid_ballots
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import settled
from bienban.vocabulary import Discipline

_RATED = "xep_loai", "dang_vien"
_UNRATED = "xep_loai", "khong_xep"


def _check(register: Alone) -> Iterator[Finding]:
    """Yield what does not add up in each sitting's ballots, choices, ratings and results."""
    for sitting in settled(register, "BB312"):
        for loc, ballots in _ballots(sitting):
            yield from _out_of_order(sitting, loc, ballots)
        for vote in sitting.votes:
            yield from _choices(vote)
            yield from _wrong_result(vote)
        if sitting.ratings is not None:
            for found in _of_ratings(sitting.ratings):
                yield found.citing(sitting.standards.cite("review")) if sitting.standards else found


def _of_ratings(ratings: RatingFacts) -> Iterator[Finding]:
    """Yield what does not add up in the ratings of a year, which have documents of their own."""
    yield from _out_of_order(ratings.sitting, ("xep_loai", "phieu"), ratings.record.ballots)
    yield from _ratings(ratings)
    yield from _listed_twice(ratings)


def _ballots(sitting: Sitting) -> Iterator[tuple[Loc, Ballots | None]]:
    """Yield the ballots of every vote and election, with their place."""
    for vote in sitting.votes:
        yield (*vote.loc, "phieu"), vote.record.ballots
    for election in sitting.elections:
        yield (*election.loc, "phieu"), election.record.ballots


def _out_of_order(sitting: Sitting, loc: Loc, ballots: Ballots | None) -> Iterator[Finding]:
    """Yield the count that is larger than the one it is a part of."""
    pair = broken_order(ballots)
    if pair is not None:
        (whole, most), (part, count) = pair
        yield Finding.at(
            sitting.document,
            sitting.document.at(*loc, part),
            f"`{part}` phải nhiều nhất là {most} như `{whole}`, nhưng là {count}",
            "Đếm lại: phiếu phát ra, trong đó phiếu thu về, trong đó phiếu hợp lệ.",
        )


def _choices(vote: VoteFacts) -> Iterator[Finding]:
    """Yield the ballot on discipline whose choices are not its valid ballots."""
    slip = not_added_up(vote)
    if slip is not None:
        document = vote.sitting.document
        found = Finding.at(document, document.at_key(*slip.loc), slip.message, slip.help)
        yield _by(vote, "discipline_secret", found)


def _wrong_result(vote: VoteFacts) -> Iterator[Finding]:
    """Yield the form of discipline that adding from the gravest form down does not give."""
    ballot, stated = vote.discipline, vote.record.result
    if ballot is None or stated is None or stated is ballot.outcome or not fits(vote):
        return
    document = vote.sitting.document
    found = Finding.at(
        document,
        document.at(*vote.loc, "ket_qua"),
        f"`ket_qua` phải là {_form(ballot.outcome)}, nhưng là '{stated}'",
        f"{ballot.formula}.",
    )
    yield _by(vote, "discipline_from_gravest", found)


def _by(vote: VoteFacts, figure: str, found: Finding) -> Finding:
    """Return `found` with the document that states `figure`: discipline has one of its own."""
    standards = vote.sitting.standards
    return found.citing(standards.votes.citation_of(figure)) if standards else found


def _form(form: Discipline) -> str:
    return f"`{form}`"


def _ratings(ratings: RatingFacts) -> Iterator[Finding]:
    """Yield each member whose votes are not one for each grade, or not the valid ballots.

    Where this is so for everybody, the fault is the count that all share, and said once.
    """
    rows = ratings.members
    if ratings.record.grades is None or ratings.sitting.document.broken("xep_loai", "muc"):
        return
    unpaired = [row for row in rows if row.by_grade is None and _votes(ratings, row) is not None]
    yield from _unpaired(ratings, unpaired)
    if valid_ballots(ratings.record.ballots) is not None:
        yield from _not_added(ratings, [row for row in rows if row.adds_up is False])


def _votes(ratings: RatingFacts, row: RatingRow) -> tuple[int, ...] | None:
    """Return the votes of one member as written."""
    rated = (ratings.record.members or {}).get(row.name)
    return rated.votes if rated else None


def _unpaired(ratings: RatingFacts, rows: list[RatingRow]) -> Iterator[Finding]:
    grades = len(ratings.record.grades or ())
    if _everybody(ratings, rows):
        message = f"`muc` phải có đủ mức như `so_phieu`, nhưng là {grades}"
        yield _at(ratings, message, "Ghi đủ các mức, theo thứ tự của số phiếu.", "muc")
        return
    for row in rows:
        written = len(_votes(ratings, row) or ())
        message = f"`so_phieu` của «{row.name}» phải có {grades} số, như `muc`, nhưng là {written}"
        help = "Ghi số phiếu của từng mức, mức không có phiếu ghi 0."
        yield _at(ratings, message, help, *_RATED, row.name, "so_phieu")


def _not_added(ratings: RatingFacts, rows: list[RatingRow]) -> Iterator[Finding]:
    help = "Đếm lại số phiếu từng mức, hoặc sửa `hop_le`."
    if _everybody(ratings, rows):
        message = f"`hop_le` phải bằng số phiếu xếp loại từng người, nhưng là {ratings.valid}"
        yield _at(ratings, message, help, "phieu", "hop_le")
        return
    for row in rows:
        message = (
            f"`so_phieu` của «{row.name}» cộng lại phải bằng {ratings.valid} phiếu hợp lệ, "
            f"nhưng là {row.total}"
        )
        yield _at(ratings, message, help, *_RATED, row.name, "so_phieu")


def _listed_twice(ratings: RatingFacts) -> Iterator[Finding]:
    """Yield each further place of a member who is rated twice, or both rated and not rated."""
    record, document = ratings.record, ratings.sitting.document
    listed = [(_RATED, name) for name in record.members or {}]
    listed += [(_UNRATED, name) for name in record.unrated]
    first: dict[Person, str] = {}
    for loc, name in listed:
        person, key = person_of(ratings.sitting.find(name)), ".".join(loc)
        if person in first:
            yield Finding.at(
                document,
                document.at_key(*loc, name),
                f"`{key}` phải là người chưa ghi ở chỗ khác, nhưng «{person.name}» đã có ở "
                f"`{first[person]}`",
                "Giữ một chỗ: đã bỏ phiếu xếp loại thì ghi ở `dang_vien`, không xếp loại thì ghi "
                "ở `khong_xep`.",
            )
        elif person is not None:
            first[person] = key


def _everybody(ratings: RatingFacts, rows: list[RatingRow]) -> bool:
    return len(rows) > 1 and len(rows) == len(ratings.members)


def _at(ratings: RatingFacts, message: str, help: str, *loc: str) -> Finding:
    document = ratings.sitting.document
    place = loc if loc[:1] == _RATED[:1] else ("xep_loai", *loc)
    return Finding.at(document, document.at(*place), message, help)


RULE = Rule(
    code="BB312",
    name="ballot",
    severity=Severity.ERROR,
    title="Số phiếu phải khớp với nhau, và kết quả phải là kết quả của số phiếu.",
    why="Phiếu hợp lệ là một phần của phiếu thu về, phiếu thu về là một phần của phiếu phát ra. "
    "Mỗi đảng viên hoặc được xếp một loại, hoặc không xếp loại. "
    "Hình thức kỷ luật được xác định bằng cách cộng dồn phiếu từ hình thức nặng nhất xuống.",
    mend="Đối chiếu biên bản kiểm phiếu và sửa con số ghi sai, hoặc sửa `ket_qua`.",
    example=Example(
        path="meetings/2026/2026-02-12-bat-thuong.md",
        good="    ket_qua: khien-trach",
        bad="    ket_qua: canh-cao",
    ),
    topic="votes",
    also_cites=("discipline_from_gravest", "discipline_secret"),
    also_topics=("review",),
    cell=_check,
)
