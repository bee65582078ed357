"""What a valid approval owes to each single path: a file, signed drafts, its day, `dinh_chinh`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bienban.dates import show_day
from bienban.trail.cases import Case, Fault
from bienban.trail.protected import is_document
from bienban.trail.records import Commit, Entry, Facts, FactsOf, Signed, day_of, is_file
from bienban.trail.roster import Roster
from bienban.trail.survey import Survey
from bienban.trail.verdicts import SHORT, Approval
from bienban.vocabulary import Need


@dataclass(frozen=True, slots=True)
class Duty:
    """One path of an approval: what it holds now, and the approval that was in force before.

    `facts` is None for what is no document, or cannot be read; `healed` tells that the
    approval accepts it in spite of a fault.
    """

    path: str
    entry: Entry
    commit: Commit
    before: Approval | None
    facts: Facts | None
    healed: bool


def facts_at(path: str, entry: Entry, facts: FactsOf) -> Facts | None:
    """Return the facts of a document, or None where `path` holds none."""
    return facts(path, entry) if is_document(path) and is_file(entry) else None


def missed_duty(duty: Duty, facts: FactsOf) -> Fault | None:
    """Return what the approval fails to do for this path."""
    return _special(duty) or _too_early(duty) or _uncorrected(duty, facts)


def _special(duty: Duty) -> Fault | None:
    if not duty.entry or is_file(duty.entry):
        return None
    return Fault(
        "BB901",
        f"nội dung được phê duyệt phải là tệp thường, nhưng «{duty.path}» là liên kết hoặc kho con",
        "thay bằng tệp thường rồi phê duyệt lại",
    )


def _too_early(duty: Duty) -> Fault | None:
    facts, day = duty.facts, day_of(duty.commit.time)
    if facts is None or facts.day is None or facts.planned or day >= facts.day:
        return None
    return Fault(
        "BB909",
        f"ngày phê duyệt phải từ ngày của văn bản {show_day(facts.day)} trở đi, "
        f"nhưng là '{show_day(day)}'",
        "kiểm tra `ngay` của văn bản và đồng hồ của máy, rồi phê duyệt lại",
    )


def _uncorrected(duty: Duty, facts: FactsOf) -> Fault | None:
    last, now = duty.before, duty.facts
    if last is None or now is None or duty.healed or last.blob == duty.entry:
        return None
    old = facts_at(duty.path, last.blob, facts)
    if old is None or old.planned or now.corrections > old.corrections:
        return None
    return Fault(
        "BB902",
        "`dinh_chinh` phải có thêm một lần đính chính vì văn bản đã được phê duyệt, "
        f"nhưng vẫn là '{now.corrections}' lần",
        "ghi ngày và lý do vào `dinh_chinh`, rồi phê duyệt bản đính chính",
    )


def unsigned_drafts(
    case: Case, survey: Survey, drafts: Iterable[Commit]
) -> Iterator[tuple[str, Fault]]:
    """Yield the paths with one of `drafts` that is not signed as the policy asks."""
    if case.roster.drafts is not Need.BAT_BUOC:
        return
    for draft in drafts:
        if not _is_signed(draft, case.roster, survey):
            fault = Fault(
                "BB905",
                f"bản soạn {draft.id[:SHORT]} phải có chữ ký của người soạn "
                f"{draft.author.name}, nhưng không có hoặc không đúng",
                "người soạn ký lại bản soạn («git commit -S») rồi trình phê duyệt lại",
            )
            yield from ((path, fault) for path in survey.own_paths(draft))


def _is_signed(draft: Commit, roster: Roster, survey: Survey) -> bool:
    check, authors = survey.check(draft), roster.persons_of(draft.author)
    if check.signed is not Signed.GOOD:
        return False
    day = day_of(draft.time)
    return any(p in authors and day in days for p, days in roster.holders(check.key))
