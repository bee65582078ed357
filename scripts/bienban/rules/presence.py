"""Who surely was not at a sitting, asked the same way by every rule that minds it."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.register import Person, Sitting, person_of


def listed_absent(sitting: Sitting) -> Iterator[tuple[Person, str]]:
    """Yield everybody whom `vang` names on the sitting's roll, with the name as written."""
    roll = sitting.roll
    for text in sitting.record.absent if roll else ():
        person = person_of(roll.find(text)) if roll else None
        if person is not None:
            yield person, text


def came_all_the_same(sitting: Sitting) -> frozenset[Person]:
    """Return those whom `mien_van_du` names."""
    people = (person_of(lookup) for lookup in sitting.find_all(sitting.record.came_all_the_same))
    return frozenset(person for person in people if person)


def surely_away(sitting: Sitting) -> frozenset[Person]:
    """Return those on the sitting's roll who surely were not there.

    They are listed absent, or exempt, elsewhere or suspended and not named as having come.
    Who stands in both lists is left out: BB302 says so.
    """
    listed = {person for person, _ in listed_absent(sitting)}
    attendance = sitting.attendance
    if attendance is not None:
        listed.update(standing.person for standing in attendance.away)
    return frozenset(listed - came_all_the_same(sitting))
