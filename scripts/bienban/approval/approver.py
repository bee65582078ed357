"""Who approves: the person whose key signs, in a role that the policy on main gives them today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bienban.dates import VIETNAM, show_day
from bienban.errors import BienbanError
from bienban.trail.conditions import RECOVERY_ROLE
from bienban.trail.environment import Repository
from bienban.trail.keys import SigningKey, signing_key
from bienban.trail.records import Identity
from bienban.trail.roster import Person, Roster
from bienban.trail.workplace import settings
from bienban.vocabulary import Need, Role

_NAME, _EMAIL, _KEY, _FORMAT = "user.name", "user.email", "user.signingkey", "gpg.format"
_HELP_KEY = (
    "hãy chạy «git config user.signingkey ĐƯỜNG_DẪN_KHÓA.pub», hoặc ghi --khoa ĐƯỜNG_DẪN_KHÓA"
)


@dataclass(frozen=True, slots=True)
class Approver:
    """Who approves, as the trailers will say; `key` is None where the policy allows no signature.

    `role` is the slug of Approved-role. `missing` says why this reader may approve nothing.
    """

    identity: Identity
    role: str
    key: SigningKey | None
    missing: str = ""

    @property
    def words(self) -> str:
        """The approver in one line."""
        if self.missing:
            return f"chưa có; {self.missing}"
        label = "Khóa khôi phục của" if self.role == RECOVERY_ROLE else Role(self.role).label
        key = f"khóa {self.key.fingerprint}" if self.key else "KHÔNG ký (mức khuyến nghị)"
        return f"{label} {self.identity.name} <{self.identity.email}>, {key}"


def find_approver(
    repository: Repository, roster: Roster, moment: datetime, key: str | None, folder: Path
) -> Approver:
    """Return who approves at `moment`: by `key`, else by the user's own Git configuration.

    Raises `BienbanError` where there is no key, it is nobody's that day, or no role goes with it.
    """
    stated = settings(repository, _NAME, _EMAIL, _KEY, _FORMAT)
    day = moment.astimezone(VIETNAM).date()
    chosen = key or (stated.get(_KEY) if stated.get(_FORMAT, "ssh") == "ssh" else None)
    if chosen:
        base = folder if key else repository.work_tree or folder
        return _by_key(roster, signing_key(chosen, base), day, stated.get(_EMAIL, ""))
    if roster.signatures is Need.BAT_BUOC:
        raise BienbanError(f"chưa có khóa ký; {_HELP_KEY}")
    account = Identity(stated.get(_NAME, ""), stated.get(_EMAIL, ""))
    person = roster.account_of(account)
    if person is None:
        raise BienbanError(
            "tên và thư điện tử trong cấu hình Git phải là của riêng một người trong danh bạ, "
            f"nhưng là '{account.name} <{account.email}>'; hãy chạy «git config user.email …» "
            "đúng với mục `git` của mình, «git config user.name …» nếu nhiều người dùng chung thư"
        )
    return _in_role(roster, person, day, None, stated.get(_EMAIL, ""))


def find_reader(
    repository: Repository, roster: Roster, moment: datetime, key: str | None, folder: Path
) -> Approver:
    """Return who approves, or a reader with what is missing: reading needs no key and no role."""
    try:
        return find_approver(repository, roster, moment, key, folder)
    except BienbanError as error:
        return Approver(Identity("", ""), "", None, str(error))


def _by_key(roster: Roster, key: SigningKey, day: date, email: str) -> Approver:
    holders = roster.holders(key.public)
    valid = {person.id: person for person, days in holders if day in days}
    if len(valid) == 1:
        return _in_role(roster, next(iter(valid.values())), day, key, email)
    recovery = roster.recovery_of(key.public, day)
    if recovery is not None and not valid:
        return Approver(
            Identity(recovery.owner, email or "khoi-phuc@localhost"), RECOVERY_ROLE, key
        )
    names = ", ".join(sorted({person.name for person, _ in holders}))
    if len(valid) > 1:
        why = f"được ghi cho nhiều người: {names}"
    elif holders:
        why = f"của {names} không có hiệu lực ngày {show_day(day)}"
    else:
        why = "không có trong danh bạ của nhánh chính"
    raise BienbanError(
        f"khóa {key.fingerprint} {why}; hãy dùng khóa của mình đã ghi trong organization.yml "
        "(--khoa), hoặc đưa khóa mới vào organization.yml bằng một lần phê duyệt trước"
    )


def _in_role(
    roster: Roster, person: Person, day: date, key: SigningKey | None, email: str
) -> Approver:
    held = person.roles_on(day) & roster.approvers
    role = next((role for role in Role if role in held), None)
    if role is None:
        needed = ", ".join(role.label for role in Role if role in roster.approvers)
        raise BienbanError(
            f"người phê duyệt ngày {show_day(day)} phải là {needed}, nhưng là '{person.name}'; "
            "người đang giữ chức vụ phê duyệt; kiểm tra `chuc_vu` trong organization.yml"
        )
    return Approver(Identity(person.name, _email(person, email)), role.value, key)


def _email(person: Person, stated: str) -> str:
    """Return the address to sign with: the user's own where the roll knows it."""
    if not person.emails and stated:
        return stated
    if stated.casefold() in person.emails:
        return stated
    if person.emails:
        return min(person.emails)
    raise BienbanError(
        f"chưa biết thư điện tử của {person.name}; hãy chạy «git config user.email …»"
    )
