"""The pure parts on plain data: graph, commits, roster, facts, conditions, verdicts."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bienban.documents.organization import Organization
from bienban.documents.reader import read
from bienban.standards import load_standards
from bienban.trail.approvals import Judge
from bienban.trail.cases import Case, Fault, Grant, Naming
from bienban.trail.commits import parse_commit
from bienban.trail.conditions import decide
from bienban.trail.facts import facts_of
from bienban.trail.graph import branches, first_parents
from bienban.trail.protected import is_document, is_protected
from bienban.trail.records import (
    Branch,
    Change,
    Commit,
    Facts,
    History,
    Identity,
    SignatureCheck,
    Signed,
    day_of,
)
from bienban.trail.roster import Days, Person, Roster, RosterKey, roster_of
from bienban.trail.trailers import claim_of
from bienban.trail.verdicts import Approval, Status, TrailReport, Verdict
from bienban.vocabulary import Need, Role
from trailkit import AN, BINH, CELL, key_folder, organization, public_key

NOON = 1767675600  # 2026-01-06 12:00 in Vietnam
KEY = "ssh-ed25519 AAAA"
PATH = "meetings/2026/2026-01-05-thuong-ky.md"
AN_ID, BINH_ID = Identity("Nguyễn Văn An", "an@x"), Identity("Trần Thị Bình", "binh@x")


def commit(name: str, *parents: str, message: str = "", by: Identity = BINH_ID) -> Commit:
    return Commit(name, f"tree-{name}", parents, by, by, NOON, message)


def graph(*rows: str) -> dict[str, Commit]:
    """Return commits from rows of «name parent parent»."""
    parts = [row.split() for row in rows]
    return {name: commit(name, *parents) for name, *parents in parts}


# graph


def test_the_line_follows_first_parents() -> None:
    commits = graph("a", "b a", "x a", "c b x")
    assert first_parents(commits, "c") == ("a", "b", "c")


def test_a_merge_brings_its_branch_and_its_base() -> None:
    commits = graph("a", "b a", "x a", "y x", "c b y")
    found = branches(commits, ("a", "b", "c"))
    assert set(found["c"].commits) == {"x", "y"}
    assert found["c"].bases == ("a",)
    assert found["b"] == Branch()


def test_main_brought_into_the_branch_moves_the_base() -> None:
    commits = graph("a", "x a", "b a", "y x b", "c b y")
    assert branches(commits, ("a", "b", "c"))["c"].bases == ("b",)


def test_a_branch_that_goes_on_has_its_last_merge_as_base() -> None:
    commits = graph("a", "x a", "b a x", "c b", "y x", "d c y")
    assert branches(commits, ("a", "b", "c", "d"))["d"] == Branch(("y",), ("x",))


def test_a_criss_cross_has_two_bases() -> None:
    commits = graph("a", "x a", "b a", "y x b", "c b x", "d c y")
    assert set(branches(commits, ("a", "b", "c", "d"))["d"].bases) == {"b", "x"}


def test_unrelated_history_has_no_base() -> None:
    commits = graph("a", "z", "b a z")
    assert branches(commits, ("a", "b"))["b"] == Branch(("z",), ())


# raw commits

RAW = b"tree %s\nparent %s\nauthor A <a@x> 5 +0700\ncommitter C D <c@x> 7 +0700\n\nM\n" % (
    b"1" * 40,
    b"2" * 40,
)


def test_a_plain_commit_is_read() -> None:
    read_back = parse_commit("n", RAW)
    assert read_back == Commit(
        "n", "1" * 40, ("2" * 40,), Identity("A", "a@x"), Identity("C D", "c@x"), 7, "M\n"
    )


def test_parents_count_only_where_git_counts_them() -> None:
    late = RAW.replace(b"\n\nM", b"\nparent " + b"3" * 40 + b"\n\nM")
    assert parse_commit("n", late).parents == ("2" * 40,)


def test_what_cannot_be_read_is_nobody_in_1970() -> None:
    odd = parse_commit("n", RAW.replace(b"committer C D <c@x> 7 +0700", b"committer C"))
    assert (odd.committer, odd.time, odd.author) == (Identity("", ""), 0, Identity("A", "a@x"))


def test_the_payload_is_the_commit_without_its_signature() -> None:
    header = b"gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----"
    for extra in (b"", b"\nencoding utf-8"):
        signed = RAW.replace(b"+0700\n\n", b"+0700" + extra + b"\n" + header + b"\n\n")
        read_back = parse_commit("n", signed)
        assert read_back.payload == RAW.replace(b"+0700\n\n", b"+0700" + extra + b"\n\n")
        assert read_back.signature.splitlines()[1] == "AAAA"


def test_a_time_past_the_calendar_does_not_break_the_judge() -> None:
    assert day_of(10**17).year == 9999
    assert day_of(-5) == date(1970, 1, 1)


# protected paths


@pytest.mark.parametrize(
    "path",
    [
        "meetings/a.md", "resolutions/x/01-NQ-CB.md", "khung-diem/a.yml", "organization.yml",
        ".gitattributes", ".gitmodules", "Meetings/a.md", "meetings", "ORGANIZATION.yml",
        "meetings/a.png",
    ],
)  # fmt: skip
def test_protected(path: str) -> None:
    assert is_protected(path)


@pytest.mark.parametrize("path", ["mkdocs.yml", "docs/meetings/a.md", "meetings.md", "README.md"])
def test_not_protected(path: str) -> None:
    assert not is_protected(path)


def test_documents_are_markdown_in_their_folders() -> None:
    assert is_document("meetings/2026/a.md")
    assert not is_document("meetings/huong-dan/2026-01.yml")
    assert not is_document("docs/a.md")


# facts


@pytest.mark.parametrize(
    ("front", "facts"),
    [
        ("ngay: 2026-01-05\n", Facts(date(2026, 1, 5))),
        ("ngay: 5/1/2026\n", Facts(date(2026, 1, 5))),
        ("ngay: '2026-01-05'  # thứ hai\n", Facts(date(2026, 1, 5))),
        ("{ngay: 2026-01-05, trang_thai: du-kien}\n", Facts(date(2026, 1, 5), 0, True)),
        ('"ngay": 2026-01-05\n', Facts(date(2026, 1, 5))),
        ("trang_thai: du-kien\nngay: 2026-01-05\n", Facts(date(2026, 1, 5), 0, True)),
        ("ngay: 2026-01-05\ndinh_chinh:\n  - ngay: 2026-01-09\n    ly_do: a\n",
         Facts(date(2026, 1, 5), 1)),
        ("dinh_chinh: [{ngay: a}, {ngay: b}]\n", Facts(None, 2)),
        ("ghi_chu: |\n  ngay: 2020-01-01\nngay: 2026-01-05\n", Facts(date(2026, 1, 5))),
        ("loai: NQ\n", Facts()),
    ],
)  # fmt: skip
def test_facts_of_front_matter(front: str, facts: Facts) -> None:
    assert facts_of(f"---\n{front}---\nThân\n".encode()) == facts


@pytest.mark.parametrize("data", [b"", b"no front matter", b"---\na: [\n---\n", b"\xff\xfe---\n"])
def test_what_cannot_be_read_has_no_facts(data: bytes) -> None:
    assert facts_of(data) is None


# roster


def roster_from(text: str) -> Roster | None:
    document = read("organization.yml", text.encode(), load_standards()).document
    assert document is not None
    assert isinstance(document.record, Organization)
    return roster_of(document.record, document.failed)


def test_without_a_policy_there_is_no_roster() -> None:
    assert roster_from(organization(policy=False)) is None
    assert roster_from(organization().replace("chu_ky: bat-buoc", "chu_ky: co")) is None


def test_a_roster_knows_people_keys_and_policy() -> None:
    roster = roster_from(organization(recovery="du"))
    assert roster is not None
    assert roster.approvers == {Role.BI_THU, Role.PHO_BI_THU}
    assert (roster.signatures, roster.drafts) == (Need.BAT_BUOC, Need.KHUYEN_NGHI)
    person = roster.account_of(Identity("?", AN.email.upper()))
    assert person is not None
    assert person.name == AN.name
    assert person.keys[0].key == public_key("an")
    assert roster.recovery[0].owner == "Đảng ủy Viện"
    assert key_folder().exists()


def test_a_broken_value_never_widens_a_right() -> None:
    text = organization((replace(AN, key_until="mai"), *CELL[1:]))
    roster = roster_from(text)
    assert roster is not None
    assert roster.people[0].keys == ()
    assert roster.people[1].keys != ()
    roster = roster_from(organization((replace(AN, until="mai"), *CELL[1:])))
    assert roster is not None
    assert roster.people[0].roles == ()
    assert roster.people[1].roles != ()


def test_two_people_of_one_name_are_told_apart_by_address() -> None:
    twin = replace(AN, id="nguyen-van-an-2", email="an2@vks.example", key="", role="")
    roster = roster_from(organization((*CELL, twin)))
    assert roster is not None
    found = roster.account_of(Identity(AN.name, "an2@vks.example"))
    assert found is not None
    assert found.id == "nguyen-van-an-2"
    assert roster.account_of(Identity(AN.name, "la@x.example")) is None


def test_an_address_that_several_share_is_the_account_of_the_one_so_named() -> None:
    roster = roster_from(organization((AN, replace(BINH, email=AN.email), *CELL[2:])))
    assert roster is not None
    assert roster.account_of(Identity("Phòng", AN.email)) is None
    found = roster.account_of(Identity(BINH.name, AN.email.upper()))
    assert found is not None
    assert found.name == BINH.name


# conditions, in their order

PERSON = Person(
    "an", AN_ID.name, frozenset({"an@x"}), ((Role.BI_THU, Days(date(2025, 1, 1))),),
    (RosterKey(KEY, Days(date(2025, 1, 1))),),
)  # fmt: skip
ROSTER = Roster((PERSON,), frozenset({Role.BI_THU}))
MESSAGE = (
    "Duyệt\n\nApproved-by: Nguyễn Văn An <an@x>\nApproved-role: bi-thu\n"
    f"Approved-document: {'b' * 40} {PATH}\n"
)
GOOD = Case(
    commit("m", "a", "x", message=MESSAGE, by=AN_ID),
    ROSTER,
    claim_of(MESSAGE),
    SignatureCheck(Signed.GOOD, KEY, "SHA256:x"),
    required={PATH: Naming("b" * 40)},
    authors={PATH: (BINH_ID,)},
)


def code_of(case: Case) -> str:
    decided = decide(case)
    return decided.code if isinstance(decided, Fault) else ""


def test_a_case_that_meets_every_condition_is_granted() -> None:
    granted = decide(GOOD)
    assert isinstance(granted, Grant)
    assert (granted.person, granted.role, granted.weaker) == (PERSON, Role.BI_THU, "")


def test_the_first_condition_missed_names_the_fault() -> None:
    case = replace(GOOD, required={PATH: Naming("c" * 40)})
    assert code_of(case) == "BB901"
    case = replace(case, authors={PATH: (AN_ID,)})
    assert code_of(case) == "BB904"
    case = replace(case, roster=replace(ROSTER, approvers=frozenset({Role.PHO_BI_THU})))
    assert code_of(case) == "BB903"
    case = replace(case, signature=SignatureCheck(Signed.BAD, KEY, "SHA256:x"))
    assert code_of(case) == "BB905"
    case = replace(case, misplaced=((PATH, "khác"),))
    assert code_of(case) == "BB906"


def test_an_hour_before_is_no_back_dating_and_two_days_are() -> None:
    for hours, code in ((1, ""), (24, ""), (25, "BB909")):
        step = replace(GOOD.commit, id="s", time=NOON + hours * 3600)
        assert code_of(replace(GOOD, newest=step)) == code


def test_one_key_for_two_people_is_nobodys() -> None:
    twin = replace(PERSON, id="binh", name="Trần Thị Bình")
    assert code_of(replace(GOOD, roster=replace(ROSTER, people=(PERSON, twin)))) == "BB905"


# the judge on plain records


def history(*after: Commit, changes: dict[tuple[str, str], tuple[Change, ...]]) -> History:
    root = commit("root")
    commits = {c.id: c for c in (root, *after)}
    line = first_parents(commits, after[-1].id)
    first = {("", "root"): (Change("organization.yml", "", "org"),)}
    return History(line, commits, branches(commits, line), first | changes)


def run(past: History, checks: dict[str, SignatureCheck]):
    judge = Judge(past, {"org": ROSTER}, checks, lambda _path, _blob: None)
    return judge.run()


ADDED = (Change(PATH, "", "b" * 40),)


def test_the_judge_needs_no_git() -> None:
    merge = commit("m", "root", "x", message=MESSAGE, by=AN_ID)
    past = history(
        commit("x", "root"),
        merge,
        changes={("root", "m"): ADDED, ("x", "m"): (), ("root", "x"): ADDED},
    )
    good = run(past, {"m": SignatureCheck(Signed.GOOD, KEY, "SHA256:x")})
    assert good.findings == []
    assert good.approved[PATH].person_id == "an"
    bad = run(past, {"m": SignatureCheck(Signed.BAD, KEY, "SHA256:x")})
    assert [(f.code, f.path) for f in bad.findings] == [("BB905", PATH)]


def test_a_direct_commit_on_plain_records() -> None:
    past = history(commit("d", "root"), changes={("root", "d"): ADDED})
    assert [f.code for f in run(past, {}).findings] == ["BB906"]


# verdicts in words


def test_words_of_verdicts() -> None:
    moment = datetime(2026, 1, 7, 9, tzinfo=UTC)
    approval = Approval("c" * 40, "b" * 40, moment, person="Nguyễn Văn An", role=Role.BI_THU)
    verdict = Verdict(PATH, Status.APPROVED, "b" * 40, approval=approval)
    assert verdict.words == "Đã phê duyệt: Bí thư Nguyễn Văn An, 07/01/2026, bản bbbbbbbbbb"
    assert verdict.ok
    failed = Verdict(PATH, Status.FAILED, code="BB905", message="khóa lạ")
    assert failed.words == "Chưa được phê duyệt hợp lệ (BB905): khóa lạ"
    assert not failed.ok


def test_a_report_answers_for_paths_that_it_does_not_know() -> None:
    assert TrailReport(applies=False).verdict("x").status is Status.NOT_APPLIED
    assert TrailReport(applies=True).verdict("x").status is Status.WAITING
