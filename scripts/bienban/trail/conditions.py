"""The conditions of an approval, in the order in which the first one missed names the fault."""

from __future__ import annotations

from dataclasses import replace

from bienban.dates import show_day
from bienban.trail.cases import Case, Fault, Grant, Naming
from bienban.trail.protected import ORGANIZATION
from bienban.trail.records import (
    Commit,
    Identity,
    Signed,
    day_of,
    is_file,
)
from bienban.trail.roster import Person, Roster, same_name
from bienban.trail.trailers import DOCUMENT, REMOVAL, Claim
from bienban.trail.verdicts import SHORT, Basis
from bienban.vocabulary import Role

TOLERANCE = 24 * 3600
"""How many seconds clocks may differ before a step counts as back-dated (design, section 7)."""

RECOVERY_ROLE = "khoi-phuc"
"""What stands in Approved-role where the superior's recovery key signs."""

ON_MAIN = "nếu đã ở nhánh chính"
"""What opens the part of a help that is of no use before a merge is made."""

_RANK = (Role.BI_THU, Role.PHO_BI_THU, Role.CHI_UY_VIEN, Role.DANG_VIEN)


def decide(case: Case) -> Grant | Fault:
    """Return who approves by this merge, or the first condition that it misses."""
    if case.misplaced:
        return _misplaced(case)
    if case.claim is None and not case.lenient:
        return Fault(
            "BB901",
            f"lần hợp nhất {_short(case.commit)} không ghi ai phê duyệt nội dung nào",
            "dùng «bienban approve» để hợp nhất và phê duyệt, không hợp nhất bằng tay"
            f"{already_on_main(case.commit)}",
        )
    who = _who(case)
    if isinstance(who, Fault):
        return who
    return _author_fault(case, who) or _claim_fault(case) or _date_fault(case) or who


def already_on_main(commit: Commit) -> str:
    """Return the end of a help: the command by which what `commit` brought to main is healed."""
    command = f"bienban approve --despite {_short(commit)}"
    return f"; {ON_MAIN}, thì người có thẩm quyền xem lại bằng «{command}»"


def _short(commit: Commit) -> str:
    return commit.id[:SHORT]


def _misplaced(case: Case) -> Fault:
    path, reason = case.misplaced[0]
    return Fault(
        "BB906",
        f"trong lần hợp nhất {_short(case.commit)}, tệp «{path}» {reason}",
        "đưa nhánh chính vào nhánh soạn («git merge main»), kiểm tra, rồi «bienban approve» lại",
    )


def _who(case: Case) -> Grant | Fault:
    """Find who approves: by the signing key, or where the policy allows by the account."""
    check = case.signature
    if check.signed is Signed.GOOD:
        return _by_key(case)
    stranger = check.signed is Signed.BAD and check.key and check.key not in case.roster.all_keys()
    if case.lenient and (check.signed in {Signed.NONE, Signed.FOREIGN} or stranger):
        return _by_account(case)
    return _signature_fault(case)


def _signature_fault(case: Case) -> Fault:
    check = case.signature
    if check.signed is Signed.NONE:
        actual = "không có chữ ký"
    elif check.signed is Signed.FOREIGN:
        actual = "là chữ ký loại khác"
    elif check.key and check.key not in case.roster.all_keys():
        actual = f"là của khóa {check.fingerprint} không có trong danh bạ"
    else:
        actual = "là chữ ký hỏng hoặc của nội dung khác"
    return Fault(
        "BB905",
        f"chữ ký của lần hợp nhất {_short(case.commit)} phải là chữ ký SSH của người phê duyệt, "
        f"nhưng {actual}",
        "người có thẩm quyền phê duyệt lại bằng khóa của mình ghi trong organization.yml",
    )


def _by_key(case: Case) -> Grant | Fault:
    key, day = case.signature.key, day_of(case.commit.time)
    holders = case.roster.holders(key)
    valid = {person.id: person for person, days in holders if day in days}
    if len(valid) == 1:
        return _in_role(case, next(iter(valid.values())))
    recovery = case.roster.recovery_of(key, day)
    if recovery is not None and not valid:
        return _by_recovery(case, recovery.owner)
    names = ", ".join(sorted({person.name for person, _ in holders}))
    if len(valid) > 1:
        actual = f"được ghi cho nhiều người: {names}"
    elif holders:
        actual = f"của {names} không có hiệu lực ngày {show_day(day)}"
    else:
        actual = "không có trong danh bạ trước lần hợp nhất này"
    return Fault(
        "BB905",
        f"khóa ký phải là khóa còn hiệu lực của một người, nhưng khóa "
        f"{case.signature.fingerprint} {actual}",
        "ghi khóa đúng thời hạn vào organization.yml, phê duyệt tệp đó trước, rồi phê duyệt lại",
    )


def _by_recovery(case: Case, owner: str) -> Grant | Fault:
    """Accept a recovery key of the superior for organization.yml and nothing else."""
    if set(case.required) != {ORGANIZATION}:
        return Fault(
            "BB905",
            f"khóa khôi phục của {owner} chỉ dùng cho {ORGANIZATION}, "
            "nhưng lần hợp nhất này có tệp khác",
            f"tách phần sửa {ORGANIZATION} thành một nhánh riêng",
        )
    claim = case.claim
    if claim and claim.by and not any(same_name(owner, by.name) for by in claim.by):
        return _not_approver(case, owner, "")
    if claim and any(role != RECOVERY_ROLE for role in claim.roles):
        return Fault(
            "BB903",
            f"`Approved-role` của khóa khôi phục phải là {RECOVERY_ROLE}, "
            f"nhưng là '{claim.roles[0]}'",
            "cơ quan giữ khóa phê duyệt lại với đúng vai trò của mình",
        )
    email = claim.by[0].email if claim and claim.by else case.commit.author.email
    check = case.signature
    return Grant(
        owner, basis=Basis.RECOVERY, fingerprint=check.fingerprint, email=email, key=check.key
    )


def _by_account(case: Case) -> Grant | Fault:
    """Accept a merge by the account that made it, as a forge's page makes them."""
    author = case.commit.author
    person = case.roster.account_of(author)
    if person is None:
        return Fault(
            "BB903",
            f"người hợp nhất phải có thư điện tử của riêng mình trong danh bạ, nhưng là "
            f"'{author.name} <{author.email}>'",
            "ghi thư điện tử đó vào mục `git` của người có vai trò, hoặc dùng «bienban approve»",
        )
    return _in_role(case, person)


def _in_role(case: Case, person: Person) -> Grant | Fault:
    """Check that the person is Approved-by and holds the role that the policy asks for."""
    claim, day = case.claim, day_of(case.commit.time)
    if claim and claim.by and not any(_is(person, by) for by in claim.by):
        stated = claim.by[0]
        return _not_approver(case, person.name, f"'{stated.name} <{stated.email}>'")
    held = person.roles_on(day)
    stated_roles = claim.roles if claim else ()
    wrong = [role for role in stated_roles if role not in held]
    if wrong and len(wrong) == len(stated_roles):
        return Fault(
            "BB903",
            f"`Approved-role` phải là chức vụ của {person.name} ngày {show_day(day)}, "
            f"nhưng là '{wrong[0]}'",
            "người đang giữ chức vụ phê duyệt lại; kiểm tra `chuc_vu` trong organization.yml",
        )
    usable = [role for role in _RANK if role in held & case.roster.approvers]
    chosen = [role for role in usable if not stated_roles or role in stated_roles]
    if not chosen:
        return _no_role(case, person)
    return Grant(
        person.name,
        person,
        chosen[0],
        fingerprint=case.signature.fingerprint if case.signature.signed is Signed.GOOD else "",
        weaker=_weaker(case),
    )


def _is(person: Person, identity: Identity) -> bool:
    email_fits = not person.emails or identity.email.casefold() in person.emails
    return email_fits and same_name(person.name, identity.name)


def _not_approver(case: Case, owner: str, stated: str) -> Fault:
    named = stated or (f"'{case.claim.by[0].name}'" if case.claim and case.claim.by else "")
    return Fault(
        "BB903",
        f"`Approved-by` phải là {owner}, người có khóa hoặc tài khoản, nhưng là {named}",
        "mỗi người chỉ phê duyệt bằng tên và khóa của chính mình",
    )


def _no_role(case: Case, person: Person) -> Fault:
    roles = ", ".join(role.label for role in _RANK if role in case.roster.approvers)
    return Fault(
        "BB903",
        f"người phê duyệt ngày {show_day(day_of(case.commit.time))} phải là {roles}, "
        f"nhưng là '{person.name}'",
        "người đang giữ chức vụ phê duyệt lại; kiểm tra `chuc_vu` trong organization.yml",
    )


def _weaker(case: Case) -> str:
    """Say in words what this approval lacks."""
    missing = []
    if case.signature.signed is not Signed.GOOD:
        missing.append("không có chữ ký của người phê duyệt, chỉ theo tài khoản hợp nhất")
    if case.claim is None:
        missing.append("không ghi rõ nội dung được phê duyệt")
    return "mức khuyến nghị: " + "; ".join(missing) if missing else ""


def _author_fault(case: Case, grant: Grant) -> Fault | None:
    for path in sorted(case.authors):
        for author in case.authors[path]:
            if _same_person(case.roster, grant, author):
                return Fault(
                    "BB904",
                    f"người phê duyệt phải là người khác với người soạn, nhưng "
                    f"'{author.name} <{author.email}>' soạn «{path}»",
                    "một người khác có vai trò phê duyệt nội dung này",
                )
    return None


def _same_person(roster: Roster, grant: Grant, author: Identity) -> bool:
    found = roster.persons_of(author)
    if grant.person is None:
        holders = {person for person, _ in roster.holders(grant.key)}
        return (
            bool(holders & found)
            or same_name(grant.name, author.name)
            or (bool(grant.email) and grant.email.casefold() == author.email.casefold())
        )
    return grant.person in found


def _claim_fault(case: Case) -> Fault | None:
    """Check that the trailers name exactly what they must."""
    claim = case.claim
    if claim is None:
        return None
    reason = claim.fault or _despite_fault(case) or _naming_fault(case, claim)
    if not reason:
        return None
    return Fault(
        "BB901",
        f"lời phê duyệt của lần hợp nhất {_short(case.commit)}: {reason}",
        f"dùng «bienban approve» để ghi lời phê duyệt{already_on_main(case.commit)}",
    )


def _despite_fault(case: Case) -> str:
    if not case.unknown:
        return ""
    return f"Approved-despite nêu {case.unknown[0][:SHORT]}, không phải một bước trước đó"


def _naming_fault(case: Case, claim: Claim) -> str:
    named = {path: Naming(blob) for path, blob in claim.documents}
    named |= {path: Naming(blob, removal=True) for path, blob in claim.removals}
    for path, wanted in sorted(case.required.items()):
        if path not in named:
            return f"thiếu tệp «{path}»"
        if not wanted.removal and not is_file(wanted.blob):
            return f"«{path}» không phải tệp thường (liên kết hoặc kho con)"
        if named[path] != wanted:
            return _other_naming(path, wanted, named[path])
    for path, naming in sorted(named.items()):
        if path not in case.required and case.allowed.get(path) != naming:
            return f"nêu tệp «{path}» mà lần hợp nhất không đổi như vậy"
    return ""


def _other_naming(path: str, wanted: Naming, named: Naming) -> str:
    name = REMOVAL if wanted.removal else DOCUMENT
    if wanted.removal != named.removal:
        return f"«{path}» phải nêu bằng `{name}`"
    return f"`{name}` của «{path}» phải là {wanted.blob[:SHORT]}, nhưng là '{named.blob[:SHORT]}'"


def _wrongly_passed_over(case: Case) -> Commit | None:
    """Return a later valid approval that only somebody in office on its day may set aside.

    Else a key past its end, or a former bí thư, would turn back the clock by naming every step
    since. A step without approval proves nothing about time, so anybody may set it aside.
    """
    for step in case.passed_over:
        if case.commit.time < step.time - TOLERANCE:
            then = replace(case, commit=replace(case.commit, time=step.time))
            if isinstance(_who(then), Fault):
                return step
    return None


def _date_fault(case: Case) -> Fault | None:
    newest = case.newest
    if newest is None or case.commit.time >= newest.time - TOLERANCE:
        newest = _wrongly_passed_over(case)
    if newest is None:
        return None
    return Fault(
        "BB909",
        f"ngày phê duyệt phải sau bước {_short(newest)} ngày {show_day(day_of(newest.time))}, "
        f"nhưng là '{show_day(day_of(case.commit.time))}'",
        f"chỉnh lại đồng hồ của máy rồi phê duyệt lại{already_on_main(case.commit)}",
    )
