"""Who chairs, who writes, who votes: taken from the roll of the day and from earlier sittings."""

from __future__ import annotations

from datetime import date

from bienban.register import Register, Sitting, Standing
from bienban.register.people import Person
from bienban.register.roster import person_of
from bienban.vocabulary import Kind, Role


def shown_name(register: Register, person: Person) -> str:
    """Return how a document names a person: in full, or by `ma` where two share the name."""
    return person.id if len(register.roster.named(person.name)) > 1 else person.name


def leader(register: Register, day: date) -> Standing | None:
    """Return the bí thư on `day`, else the phó bí thư, of those who take part in sittings."""
    roll = register.roster.on(day)
    held = (*roll.holders(Role.BI_THU), *roll.holders(Role.PHO_BI_THU))
    return next((standing for standing in held if not standing.excused), None)


def earlier(register: Register, kind: Kind, day: date) -> tuple[Sitting, ...]:
    """Return the sittings held before `day`: those of `kind` first, each newest first."""
    held = [s for s in reversed(register.calendar.held) if s.day and s.day < day]
    return tuple(sorted(held, key=lambda sitting: sitting.kind is not kind))


def writer(register: Register, kind: Kind, day: date, chair: Person | None) -> Person | None:
    """Return who wrote last and still can, else somebody of the chi ủy; never the chair."""
    roll = register.roster.on(day)
    last = earlier(register, kind, day)[:1]
    wrote = [person_of(found) for sitting in last for found in sitting.secretaries]
    committee = [s.person for s in register.roster.committee(day)]
    for person in (*wrote, *committee):
        standing = roll.get(person)
        if standing is not None and standing.person != chair and not standing.excused:
            return standing.person
    return None


def voters(register: Register, kind: Kind, day: date) -> int:
    """Return how many could vote if all came: official members not excused."""
    roster = register.roster
    roll = roster.committee(day) if kind is Kind.CHI_UY else roster.on(day)
    return sum(standing.official and not standing.excused for standing in roll)
