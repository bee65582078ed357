"""How papers say things: names in full, days, shares, lists. No id or slug is ever printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from bienban.register import Found, Guest, Lookup, TaskFacts
from bienban.standards import Layout, party_date
from bienban.text import squeeze
from bienban.vocabulary import Role

_ENDING = re.compile(r"[\s.;,]+$")


def name_of(lookup: Lookup) -> str:
    """Return the full name of whom a text means; the text itself where it means nobody known."""
    if isinstance(lookup, Found):
        return lookup.person.name
    if isinstance(lookup, Guest):
        return lookup.name
    return lookup.text


def names_of(lookups: Iterable[Lookup]) -> str:
    """Return the names, with commas."""
    return ", ".join(name_of(lookup) for lookup in lookups)


def introduced(lookup: Lookup) -> str:
    """Return a name with the office: «đồng chí Nguyễn Văn An, Bí thư Chi bộ»."""
    office = ""
    if isinstance(lookup, Guest):
        office = lookup.office
    elif isinstance(lookup, Found) and lookup.standing:
        office = role_words(lookup.standing.role)
    said = f"đồng chí {name_of(lookup)}"
    return f"{said}, {office}" if office else said


def role_words(role: Role) -> str:
    """Return an office of the cell as papers name it; an ordinary member has none."""
    if role is Role.DANG_VIEN:
        return ""
    return f"{role.label} Chi bộ" if role is not Role.CHI_UY_VIEN else role.label


def people_of(task: TaskFacts, *, helpers: bool = False) -> str:
    """Return those who lead a task, or help with it, by full name."""
    assignees = task.helpers if helpers else task.assignees
    return ", ".join(
        (assignee.body.name or assignee.text) if assignee.body else name_of(assignee.lookup)
        for assignee in assignees
    )


def due_words(task: TaskFacts) -> str:
    """Return a deadline as tables show it."""
    if task.standing:
        return "Thường xuyên"
    return party_date(task.due) if task.due else ""


def full_day(day: date, layout: Layout) -> str:
    """Return `ngày 05 tháng 01 năm 2026`, with the zeros that the standard asks for."""
    day_, month = layout.day_text(day.day), layout.month_text(day.month)
    return f"ngày {day_} tháng {month} năm {day.year}"


def month_words(day: date, layout: Layout) -> str:
    """Return `tháng 01 năm 2026`."""
    return f"tháng {layout.month_text(day.month)} năm {day.year}"


def percent(share: Fraction) -> str:
    """Return a share as `90%` or `88,9%`, rounded down: what is not whole never looks so."""
    tenths = int(share * 1000)
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}%" if rest else f"{whole}%"


def trimmed(text: str) -> str:
    """Return free text as one line without the full stop that may end it."""
    return _ENDING.sub("", squeeze(text))


def sentence(text: str) -> str:
    """Return free text as one sentence: a capital, one line, a full stop."""
    plain = squeeze(text)
    if plain and plain[-1] not in ".!?":
        plain = f"{trimmed(plain)}."
    return capital(plain)


def capital(text: str) -> str:
    """Return `text` with its first letter as a capital, the rest as written."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return `text` with its first letter small, for the middle of a sentence."""
    return text[:1].lower() + text[1:]
