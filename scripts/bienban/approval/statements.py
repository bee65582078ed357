"""A record as statements: what each value says, in words, whatever the YAML looked like.

Nothing is left out: what has no sentence of its own is told by the title of its field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from bienban.dates import Month, Quarter, show_day
from bienban.documents.base import Record
from bienban.documents.meeting import Task, Vote
from bienban.documents.organization import Member
from bienban.vocabulary import STANDING, Word

_ALIKE = 0.5  # from this likeness on two texts are versions of one
_PART = "; "


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a record says: of which matter, and what.

    `single` tells that a record says only one thing of this matter, so that another text is a
    change of it.
    """

    matter: str
    text: str
    single: bool = True


def statements(record: Record) -> tuple[Statement, ...]:
    """Return everything that `record` says, in the order of its fields."""
    return tuple(_statements(record, ""))


def _statements(record: Record, of: str) -> Iterator[Statement]:
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        title = field.title or name
        if name in record.model_fields_set and value not in (None, (), {}):
            yield from _told(f"{of}{title}", value)


def _told(matter: str, value: object) -> Iterator[Statement]:
    if isinstance(value, Mapping):
        for who, what in value.items():
            yield Statement(f"{matter}, {_say(who)}", _say(what))
    elif isinstance(value, tuple) and value and all(isinstance(v, Member) for v in value):
        for member in value:
            yield from _statements(member, f"Đảng viên {member.name}, ")
    elif isinstance(value, tuple):
        for each in value:
            yield Statement(matter, _say(each), single=False)
    else:
        yield Statement(matter, _say(value))


def _say(value: object) -> str:
    """Return one value in words."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Word):
        return value.label
    if isinstance(value, date):
        return show_day(value)
    if isinstance(value, Month | Quarter):
        return value.words
    if isinstance(value, Task):
        return _task(value)
    if isinstance(value, Vote):
        return _vote(value)
    if isinstance(value, Record):
        return _PART.join(_rest(value, ()))
    if isinstance(value, Mapping):
        return ", ".join(f"{_say(who)}: {_say(what)}" for who, what in value.items())
    if isinstance(value, tuple):
        return ", ".join(map(_say, value))
    return "thường xuyên" if value == STANDING else str(value)


def _rest(record: Record, told: Iterable[str]) -> Iterator[str]:
    """Yield «title: value» of every field of `record` that is not `told` yet."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if name in record.model_fields_set and name not in told and value not in (None, (), {}):
            words = f" ({_say(value)})" if isinstance(value, Record) else f": {_say(value)}"
            yield f"{_lower(field.title or name)}{words}"


def _task(task: Task) -> str:
    parts = [task.what or ""]
    parts += [f"giao cho {_say(task.assignees)}"] if task.assignees else ["chưa giao cho ai"]
    parts += [f"phối hợp {_say(task.helpers)}"] if task.helpers else []
    parts += [f"hạn {_say(task.due)}"] if task.due else ["chưa có hạn"]
    parts += [f"kết quả cần đạt: {task.result}"] if task.result else []
    return _PART.join(parts)


def _vote(vote: Vote) -> str:
    """Tell the figures in words: «tán thành 8, không tán thành 0, ý kiến khác 0»."""
    figures = {
        "nhất trí": vote.agreed_by_all,
        "tán thành": vote.in_favour,
        "không tán thành": vote.against,
        "ý kiến khác": vote.other,
    }
    counted = ", ".join(f"{count} {what}" for what, count in figures.items() if count is not None)
    parts = [vote.subject or "", counted]
    parts += ["thống nhất, không đếm phiếu"] if vote.unanimous else []
    told = {"subject", "agreed_by_all", "in_favour", "against", "other", "unanimous"}
    return _PART.join(part for part in (*parts, *_rest(vote, told)) if part)


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def compare(old: Iterable[Statement], new: Iterable[Statement]) -> Iterator[str]:
    """Yield in words what `new` says otherwise than `old`: «Thêm nhiệm vụ: …»."""
    before, after = _by_matter(old), _by_matter(new)
    for matter in dict.fromkeys([*before, *after]):
        was, now = before.get(matter, []), after.get(matter, [])
        if was != now:
            yield from _difference(_lower(matter), was, now)


def _by_matter(told: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in told:
        found.setdefault(statement.matter, []).append(statement)
    return found


def _difference(matter: str, was: list[Statement], now: list[Statement]) -> Iterator[str]:
    old, new = [s.text for s in was], [s.text for s in now]
    gone, come = _less(old, new), _less(new, old)
    if not gone and not come:
        yield f"Đổi thứ tự {matter}: {'; '.join(new)}"
        return
    pairs = _pairs(gone, come, all(s.single for s in (*was, *now)))
    for one, other in pairs:
        gone.remove(one)
        come.remove(other)
        yield f"Sửa {matter}{_changed_parts(one, other)}"
    yield from (f"Bỏ {matter}: {text}" for text in gone)
    yield from (f"Thêm {matter}: {text}" for text in come)


def _changed_parts(one: str, other: str) -> str:
    """Return what differs between two texts: of a sentence with parts, those parts alone."""
    old, new = one.split(_PART), other.split(_PART)
    gone, come = _less(old[1:], new[1:]), _less(new[1:], old[1:])
    if old[0] != new[0] or not (gone or come):
        return f": «{one}» → «{other}»"
    was, now = (f"«{_PART.join(parts)}»" if parts else "không ghi" for parts in (gone, come))
    return f" «{old[0]}»: {was} → {now}"


def _less(texts: list[str], others: list[str]) -> list[str]:
    """Return `texts` without as many of each as `others` have."""
    left = [*others]
    kept = []
    for text in texts:
        if text in left:
            left.remove(text)
        else:
            kept.append(text)
    return kept


def _pairs(gone: list[str], come: list[str], single: bool) -> list[tuple[str, str]]:
    """Pair what is a change of the same thing: the only one of its matter, or alike enough."""
    if single and len(gone) == len(come) == 1:
        return [(gone[0], come[0])]
    pairs: list[tuple[str, str]] = []
    left = [*come]
    for text in gone:
        rated = [(SequenceMatcher(None, text, other).ratio(), other) for other in left]
        best = max(rated, default=(0.0, ""))
        if best[0] >= _ALIKE:
            pairs.append((text, best[1]))
            left.remove(best[1])
    return pairs
