"""The claim of a message: read strictly, from the last paragraph alone."""

import pytest

from bienban.trail.records import Identity
from bienban.trail.trailers import claim_of, co_authors

BLOB = "a" * 40
GOOD = (
    "Approved-by: Nguyễn Văn An <an@vks.example>\n"
    "Approved-role: bi-thu\n"
    f"Approved-document: {BLOB} meetings/2026/a b.md\n"
)


def message(trailers: str) -> str:
    return f"Phê duyệt\n\n{trailers}"


@pytest.mark.parametrize(
    "text",
    [
        "Hợp nhất nhánh",
        GOOD,  # the first paragraph is the subject
        message(GOOD + "\nXong.\n"),
        message("Approval-by: An\n"),
        "",
    ],
)
def test_no_claim_is_made(text: str) -> None:
    assert claim_of(text) is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("bi-thu\n", "bi-thu\nApproved-role: bi-thu\n"), "`Approved-role` phải có đúng một dòng"),
        (("Approved-role: bi-thu\n", ""), "`Approved-role` phải có đúng một dòng, nhưng có 0"),
        ((" <an@vks.example>", ""), "không đọc được"),
        (("Approved-role: bi-thu", "Approved-role:\n bi-thu"), "không đúng mẫu"),
        (("bi-thu", "bi-thu\n tiếp"), "nối tiếp"),
        (("Approved-role", "approved-role"), "không đúng mẫu"),
        (("Approved-role: ", "Approved-role : "), "không đúng mẫu"),
        (("Approved-by", " Approved-by"), "không đúng mẫu"),
        (("Approved-by", "Approved\u2011by"), "không đúng mẫu"),  # a hyphen that looks the same
        ((BLOB, BLOB[:39]), "không đọc được"),
        ((BLOB, BLOB.upper()), "không đọc được"),
        ((" meetings/2026/a b.md", ""), "không đọc được"),
        (("a b.md\n", f"a b.md\nApproved-removal: {BLOB} meetings/2026/a b.md\n"), "hai lần"),
        (("a b.md\n", "a b.md\nApproved-despite: abc\n"), "không đọc được"),
    ],
)
def test_a_claim_that_is_not_strict_says_why(change: tuple[str, str], fault: str) -> None:
    claim = claim_of(message(GOOD.replace(*change)))
    assert claim is not None
    assert fault in claim.fault


def test_a_strict_claim_is_read_whole() -> None:
    more = f"Approved-removal: {BLOB} meetings/cũ.md\nApproved-despite: {'b' * 40}\nKý: An\n"
    claim = claim_of(message(GOOD + more))
    assert claim is not None
    assert claim.fault == ""
    assert claim.by == (Identity("Nguyễn Văn An", "an@vks.example"),)
    assert claim.roles == ("bi-thu",)
    assert claim.documents == (("meetings/2026/a b.md", BLOB),)
    assert claim.removals == (("meetings/cũ.md", BLOB),)
    assert claim.despite == ("b" * 40,)
    assert claim.paths == {"meetings/2026/a b.md", "meetings/cũ.md"}


def test_a_path_with_a_carriage_return_is_another_path() -> None:
    claim = claim_of(message(GOOD.replace("\n", "\r\n")))
    assert claim is not None
    assert claim.paths == {"meetings/2026/a b.md\r"}


def test_co_authors_stand_anywhere_in_any_case() -> None:
    text = "Ghi\n\nCO-AUTHORED-BY: A <a@x>\n\nThêm\nCo-authored-by:  B C  <b@x>\nBy: D <d@x>\n"
    assert co_authors(text) == (Identity("A", "a@x"), Identity("B C", "b@x"))
    assert co_authors("Ghi\n") == ()
