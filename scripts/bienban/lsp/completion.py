"""What can stand at the cursor: keys, fixed words, people, bodies, tasks, papers, sittings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from lsprotocol import types

from bienban.dates import parse_day, show_day
from bienban.lsp import fields
from bienban.lsp.place import Cursor, Loc, cursor_at, front_rows
from bienban.lsp.positions import Buffer
from bienban.register import Register, TaskFacts
from bienban.register.references import sitting_name
from bienban.rules.names import ATTENDING, IN_CHARGE, MEMBERS, OF_PAPERS, Pattern
from bienban.text import fold, name_key, nfc
from bienban.vocabulary import Audience, Kind

_MOST = 200
_DAY = re.compile(r"ngay:[ \t]*(\S+)")
_SPEAKER = re.compile(r"\s*[-*+]\s+\*\*(?:(?:đồng chí|đ/c\.?)\s+)?([^*:]*)$", re.IGNORECASE)

_VOTED_ON: Pattern = ("bieu_quyet", "*", "doi_tuong")
_PEOPLE = (*MEMBERS, *ATTENDING, *IN_CHARGE, *OF_PAPERS, _VOTED_ON)
_TASKS: tuple[Pattern, ...] = (("theo_doi", "*", "nhiem_vu"),)
_PAPERS: tuple[Pattern, ...] = (
    ("bieu_quyet", "*", "van_ban"),
    ("thuc_hien", "*", "van_ban"),
    ("ket_qua_giam_sat", "*", "ke_hoach"),
    ("thay_the", "*"),
    ("sua_doi", "*"),
)
_SITTINGS: tuple[Pattern, ...] = (("cuoc_hop",),)
_SCORED: Loc = ("danh_gia", "diem")
_GRADES: tuple[Pattern, ...] = (("danh_gia", "xep_loai"),)


@dataclass(frozen=True, slots=True)
class Offer:
    """One proposal: what is written, what is shown beside it, and what else it may be typed as."""

    text: str
    kind: types.CompletionItemKind
    detail: str = ""
    more: str = ""
    also: str = ""
    insert: str | None = None


@dataclass(frozen=True)
class Desk:
    """One document under the cursor: its path, its text, and the register it belongs to."""

    path: str
    buffer: Buffer
    register: Register

    @property
    def kind(self) -> str:
        """The name of the document's schema."""
        return fields.kind_of(self.path) or ""

    @property
    def rows(self) -> range:
        """The rows of front matter."""
        all_yaml = not self.path.endswith(".md")
        return front_rows(self.buffer.lines, all_yaml=all_yaml)

    @property
    def day(self) -> date:
        """The document's day as it is typed now, else the day of judgement."""
        found = (_DAY.match(self.buffer.lines[row]) for row in self.rows)
        days = (parse_day(match[1]) for match in found if match)
        return next((day for day in days if day), self.register.today)


def complete(desk: Desk, position: types.Position) -> list[types.CompletionItem]:
    """Return the proposals at a place, those fit for what is typed, best first."""
    row, column = desk.buffer.row_and_column(position)
    cursor = cursor_at(desk.buffer.lines, desk.rows, row, column)
    if cursor is not None:
        offers, typed, start = _in_front(desk, cursor), cursor.typed, cursor.start
    elif desk.path.endswith(".md") and row >= desk.rows.stop:
        spoken = _SPEAKER.match(desk.buffer.line(row)[:column])
        if spoken is None:
            return []
        offers, typed, start = _speakers(desk), spoken[1], spoken.start(1)
    else:
        return []
    fit = [offer for offer in offers if _fits(offer, typed)][:_MOST]
    where = desk.buffer.range(row, start, column)
    return [_item(offer, typed, where, rank) for rank, offer in enumerate(fit)]


def _fits(offer: Offer, typed: str) -> bool:
    """Tell whether what is typed begins the proposal or a word of it, accents aside."""
    wanted = fold(nfc(typed))
    if not wanted:
        return True
    words = f" {fold(offer.text)} {fold(offer.also)}"
    return any(mark + wanted in words for mark in " -/")


def _item(offer: Offer, typed: str, where: types.Range, rank: int) -> types.CompletionItem:
    """Return a proposal as editors take it; they are not to filter again, as they keep accents."""
    return types.CompletionItem(
        label=offer.text,
        kind=offer.kind,
        detail=offer.detail or None,
        documentation=offer.more or None,
        filter_text=typed or offer.text,
        sort_text=f"{rank:04}",
        text_edit=types.TextEdit(where, offer.insert if offer.insert is not None else offer.text),
    )


def _in_front(desk: Desk, cursor: Cursor) -> Iterator[Offer]:
    """Yield what may stand in front matter."""
    if cursor.is_value:
        for offer in _values(desk, cursor.loc):
            yield replace(offer, insert=f"{cursor.apart}{offer.insert or offer.text}")
        return
    if cursor.loc and cursor.loc[-1] == 0:
        yield from _values(desk, cursor.loc)
    yield from _keys(desk, cursor)


def _values(desk: Desk, loc: Loc) -> Iterator[Offer]:
    word = types.CompletionItemKind.EnumMember
    for slug, label in fields.choices(desk.kind, loc).items():
        yield Offer(slug, word, label, also=label)
    for patterns, source in _SOURCES:
        if any(_leads(pattern, loc) for pattern in patterns):
            yield from source(desk)


def _keys(desk: Desk, cursor: Cursor) -> Iterator[Offer]:
    """Yield the keys that the mapping under the cursor does not have yet."""
    loc = cursor.loc
    needed = fields.required(desk.kind, loc)
    keys = fields.properties(desk.kind, loc)
    for key in sorted(keys, key=lambda key: key not in needed):
        if key not in cursor.siblings and "not" not in keys[key]:
            name = fields.title(keys[key])
            more = fields.explained(desk.kind, (*loc, key))
            insert = _after_key(desk, (*loc, key), cursor.start)
            yield Offer(key, types.CompletionItemKind.Property, name, more, name, insert)
    for slug, label in fields.key_choices(desk.kind, loc).items():
        if slug not in cursor.siblings:
            yield Offer(slug, types.CompletionItemKind.EnumMember, label, "", label, f"{slug}: ")
    if loc == _SCORED:
        yield from (offer for offer in _score_items(desk) if offer.text not in cursor.siblings)
    if loc and isinstance(loc[-1], str) and any(_leads(p, (*loc, "")) for p in _PEOPLE):
        for offer in _people(desk):
            if offer.text not in cursor.siblings:
                yield replace(offer, insert=f"{offer.text}: ")


def _after_key(desk: Desk, loc: Loc, column: int) -> str:
    """Return a key with what follows it: a value, the first item of a list, or a mapping below."""
    form, indent = fields.form_of(desk.kind, loc), " " * (column + 2)
    if form == "array":
        return f"{loc[-1]}:\n{indent}- "
    return f"{loc[-1]}:\n{indent}" if form == "object" else f"{loc[-1]}: "


def _leads(pattern: Pattern, loc: Loc) -> bool:
    """Tell whether a pattern of keys leads to `loc`; one value may stand where a list may."""
    if len(pattern) == len(loc) + 1 and pattern[-1] == "*":
        pattern = pattern[:-1]
    return len(pattern) == len(loc) and all(
        isinstance(step, int) if key == "*" else isinstance(step, str) and key in ("{}", step)
        for key, step in zip(pattern, loc, strict=True)
    )


def _people(desk: Desk) -> Iterator[Offer]:
    """Yield those on the roll on the document's day, by given name."""
    roll = desk.register.roster.on(desk.day)
    kind = types.CompletionItemKind.Value
    for standing in sorted(roll, key=lambda standing: name_key(standing.person.name)):
        person = standing.person
        named = len(desk.register.roster.named(person.name)) > 1
        told = standing.role.label if standing.official else standing.status.label
        yield Offer(person.id if named else person.name, kind, told, also=person.name)


def _in_charge(desk: Desk) -> Iterator[Offer]:
    cell = desk.register.cell
    for body in cell.bodies if cell else ():
        if body.id:
            yield Offer(
                body.id, types.CompletionItemKind.Value, body.name or "", also=body.name or ""
            )


def _speakers(desk: Desk) -> Iterator[Offer]:
    for offer in _people(desk):
        yield Offer(
            offer.text, offer.kind, offer.detail, also=offer.also, insert=f"{offer.text}:** "
        )


def _tasks(desk: Desk) -> Iterator[Offer]:
    """Yield the tasks that are open on the document's day and not yet followed in it, due first.

    Tasks of chi ủy are followed in chi ủy only.
    """
    here = {desk.buffer.line(row).split("nhiem_vu:")[-1].strip() for row in desk.rows}
    day, body = desk.day, _body(desk)
    tasks = [
        task
        for task in desk.register.tasks
        if task.body is body and task.id not in here and _open_before(task, day)
    ]
    for task in sorted(tasks, key=lambda task: (task.due or date.max, task.id)):
        due = "thường xuyên" if task.due is None else f"hạn {show_day(task.due)}"
        people = ", ".join(assignee.text for assignee in task.assignees)
        what = task.what or ""
        yield Offer(
            task.id,
            types.CompletionItemKind.Reference,
            f"{due} · {people}",
            what,
            f"{what} {people}",
        )


def _body(desk: Desk) -> Audience:
    stated = sitting_name(desk.path)
    of_committee = stated is not None and stated.kind is Kind.CHI_UY
    return Audience.CHI_UY if of_committee else Audience.DANG_VIEN


def _open_before(task: TaskFacts, day: date) -> bool:
    return task.day is not None and task.day < day and task.open_on(day) is not False


def _papers(desk: Desk) -> Iterator[Offer]:
    """Yield the papers up to the document's day, the newest first."""
    papers = [paper for paper in desk.register.papers if paper.path != desk.path]
    for paper in sorted(papers, key=lambda paper: (paper.day or date.min, paper.id), reverse=True):
        subject = paper.record.subject or ""
        yield Offer(paper.id, types.CompletionItemKind.File, paper.title, subject, subject)


def _sittings(desk: Desk) -> Iterator[Offer]:
    for sitting in reversed(desk.register.sittings):
        if sitting.held:
            label = sitting.kind.label if sitting.kind else ""
            yield Offer(sitting.id, types.CompletionItemKind.File, label)


def _score_items(desk: Desk) -> Iterator[Offer]:
    """Yield the items of the frame that holds on the document's day, in its order."""
    frame, kind = desk.register.frame_on(desk.day), types.CompletionItemKind.EnumMember
    for item in frame.items if frame else ():
        most = f" · tối đa {item.maximum}" if item.maximum else ""
        told = f"{item.label}{most}"
        yield Offer(item.key, kind, told, also=item.label, insert=f"{item.key}: ")


def _grades(desk: Desk) -> Iterator[Offer]:
    frame, kind = desk.register.frame_on(desk.day), types.CompletionItemKind.EnumMember
    for band in frame.bands if frame else ():
        told = f"{band.label} · từ {band.at_least} điểm"
        yield Offer(band.key, kind, told, also=band.label)


_SOURCES: tuple[tuple[Iterable[Pattern], Callable[[Desk], Iterator[Offer]]], ...] = (
    (_PEOPLE, _people),
    (IN_CHARGE, _in_charge),
    (_TASKS, _tasks),
    (_PAPERS, _papers),
    (_SITTINGS, _sittings),
    (_GRADES, _grades),
)
