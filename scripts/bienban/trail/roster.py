"""Who is who on the roll at one state of organization.yml: e-mails, roles, keys, policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bienban.documents.organization import Key as ListedKey
from bienban.documents.organization import Member, Organization, Period, Policy
from bienban.text import nfc, same
from bienban.trail.records import Identity
from bienban.vocabulary import Need, Role


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `start` to `end`, both included."""

    start: date
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        """Tell whether `day` is one of them."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class RosterKey:
    """A public key, «type base64», and the days on which it may sign."""

    key: str
    days: Days


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roll, as far as approvals ask."""

    id: str
    name: str
    emails: frozenset[str] = frozenset()
    roles: tuple[tuple[Role, Days], ...] = ()
    keys: tuple[RosterKey, ...] = ()
    left: date | None = None
    suspended: tuple[Days, ...] = ()

    def roles_on(self, day: date) -> frozenset[Role]:
        """Return the roles held on `day`: none once the person left, or while suspended."""
        if (self.left and self.left <= day) or any(day in days for days in self.suspended):
            return frozenset()
        return frozenset(role for role, days in self.roles if day in days)


@dataclass(frozen=True, slots=True)
class Recovery:
    """A key of the superior, good for organization.yml only."""

    owner: str
    key: RosterKey


@dataclass(frozen=True, slots=True)
class Roster:
    """One state of the roll and of the policy."""

    people: tuple[Person, ...] = ()
    approvers: frozenset[Role] = frozenset()
    signatures: Need = Need.BAT_BUOC
    drafts: Need = Need.KHUYEN_NGHI
    recovery: tuple[Recovery, ...] = ()

    def holders(self, key: str) -> tuple[tuple[Person, Days], ...]:
        """Return everybody whom the roll gives `key`, with the days."""
        return tuple(
            (person, listed.days)
            for person in self.people
            for listed in person.keys
            if listed.key == key
        )

    def recovery_of(self, key: str, day: date) -> Recovery | None:
        """Return the recovery key `key` where it may sign on `day`."""
        return next((r for r in self.recovery if r.key.key == key and day in r.key.days), None)

    def all_keys(self) -> frozenset[str]:
        """Return every key that the roll lists."""
        people = {listed.key for person in self.people for listed in person.keys}
        return frozenset(people | {recovery.key.key for recovery in self.recovery})

    def account_of(self, identity: Identity) -> Person | None:
        """Return whose account `identity` is: the one with that e-mail, of several the so named.

        A name alone is nobody's account, as everybody may write it.
        """
        email = identity.email.casefold()
        people = [person for person in self.people if email in person.emails]
        if len(people) > 1:
            people = [person for person in people if same_name(person.name, identity.name)]
        return people[0] if len(people) == 1 else None

    def persons_of(self, identity: Identity) -> frozenset[Person]:
        """Return everybody whom `identity` may mean; who approves must not be one of them.

        An address that several share means all of them unless the name says which; a name and
        an address of two people mean both.
        """
        email = identity.email.casefold()
        owners = {person for person in self.people if email in person.emails}
        named = {person for person in self.people if same_name(person.name, identity.name)}
        return frozenset((owners & named) or (owners | named))


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one but for Unicode form, case, spaces and tone placement."""
    return bool(one.strip()) and same(nfc(one), nfc(other))


Loc = tuple[str | int, ...]
_MEMBERS, _POLICY = "dang_vien", "phe_duyet"


def roster_of(organization: Organization, failed: frozenset[Loc] = frozenset()) -> Roster | None:
    """Return the roster of one state of organization.yml, or None where it has no policy.

    `failed` are the places of values that could not be read: a key or a role that a broken value
    stands in is left out, so that a mistyped end never makes it good for ever.
    """
    policy = organization.policy
    if policy is None or policy.roles is None or policy.signatures is None:
        return None
    if any(loc[0] == _MEMBERS and len(loc) < 3 for loc in failed):
        return None
    broken = {loc[:3] for loc in failed if loc[0] == _MEMBERS}
    return Roster(
        people=tuple(
            _person(member, {str(loc[2]) for loc in broken if loc[1] == place})
            for place, member in enumerate(organization.members or ())
        ),
        approvers=frozenset(policy.roles),
        signatures=policy.signatures,
        drafts=Need.BAT_BUOC if (_POLICY, "du_thao") in failed else policy.drafts,
        recovery=() if any(loc[:2] == (_POLICY, "khoi_phuc") for loc in failed)
        else _recovery(policy),
    )  # fmt: skip


def plain_key(text: str) -> str:
    """Return `text` as «type base64», without the comment that often ends a public key."""
    return " ".join(text.split()[:2])


def _person(member: Member, broken: set[str]) -> Person:
    """Return a member without what a value of the keys in `broken` spoils."""
    held = () if broken & {"chuc_vu", "roi_chi_bo", "dinh_chi"} else member.roles
    return Person(
        id=member.id or "",
        name=member.name or "",
        emails=frozenset(email.casefold() for email in member.emails),
        roles=tuple((role.role, days) for role in held if role.role and (days := _days(role))),
        keys=() if "khoa" in broken else _keys(member.keys),
        left=member.left.day if member.left else None,
        suspended=tuple(days for period in member.suspended if (days := _days(period))),
    )


def _keys(listed: tuple[ListedKey, ...]) -> tuple[RosterKey, ...]:
    return tuple(
        RosterKey(plain_key(key.key), days) for key in listed if key.key and (days := _days(key))
    )


def _recovery(policy: Policy) -> tuple[Recovery, ...]:
    return tuple(
        Recovery(listed.owner or "", key) for listed in policy.recovery for key in _keys((listed,))
    )


def _days(period: Period) -> Days | None:
    return Days(period.start, period.end) if period.start else None
