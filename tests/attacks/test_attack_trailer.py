"""Lời phê duyệt: chép, đặt sai chỗ, viết lập lờ"""

from collections.abc import Callable

import naive
import pytest
from attackkit import attack, caught, caught_at, command_says
from test_attack_signature import rewrite, signed_with, unsigned, with_signature

from trailkit import AN, BINH, CUONG, FEBRUARY, MINUTES, RESOLUTION, Repo, minutes

PAPER = "---\nngay: 2026-01-05\n---\n"


def words(book: Repo, *, path: str = FEBRUARY, blob: str = "") -> list[str]:
    """Return a right approval of February, line by line."""
    blob = blob or book.blob(FEBRUARY, "thang-2")
    return [
        f"Approved-by: {AN.name} <{AN.email}>",
        "Approved-role: bi-thu",
        f"Approved-document: {blob} {path}",
    ]


@attack("Chép lời phê duyệt sang một commit thẳng", "Lời nói trên commit một bên không có giá trị",
        "BB906")  # fmt: skip
def test_copied_to_a_direct_commit(book: Repo) -> None:
    claim = "\n".join(words(book))
    book.push_straight({FEBRUARY: minutes("2026-02-05")}, message=f"Sửa\n\n{claim}\n")
    assert naive.approved_by_trailer(book, FEBRUARY)
    assert naive.somebody_approved(book, FEBRUARY)
    caught_at(book, "BB906", FEBRUARY)


@attack("Chép lời phê duyệt sang lần hợp nhất của nội dung khác", "Lời phê duyệt nêu đúng bản",
        "BB901")  # fmt: skip
def test_copied_to_other_content(book: Repo) -> None:
    claim = "\n".join(words(book))
    book.draft("thang-2", {FEBRUARY: minutes("2026-02-05", text="Khác")})
    book.approve("thang-2", trailers=claim)
    assert naive.approved_by_trailer(book, FEBRUARY)
    assert naive.signature_shown_good(book)
    caught_at(book, "BB901", FEBRUARY)
    command_says(book, "BB901", FEBRUARY)


@attack("Chép lời phê duyệt sang đường dẫn khác", "Lời phê duyệt nêu đúng đường dẫn", "BB901")
def test_copied_to_another_path(book: Repo) -> None:
    other = "meetings/2026/2026-02-05-bat-thuong.md"
    book.draft("khac", {other: minutes("2026-02-05")})
    book.approve("khac", trailers="\n".join(words(book)))
    assert naive.approved_by_trailer(book, other)
    caught_at(book, "BB901", other)


@attack("Hợp nhất tay một nhánh chứa lần duyệt thật của nhánh khác",
        "Chỉ bước của nhánh chính là phê duyệt", "BB901")  # fmt: skip
def test_an_approval_inside_a_branch(book: Repo) -> None:
    book.git("checkout", "-q", "-b", "tam")
    book.git("merge", "-q", "--no-ff", "--no-commit", "thang-2")
    book._finish("Phê duyệt\n\n" + book.trailers(AN) + "\n", AN, None, "an", None)
    book.git("checkout", "-q", "main")
    book.merge("tam", by=CUONG)
    assert naive.somebody_approved(book, FEBRUARY)
    caught_at(book, "BB901", FEBRUARY)


@attack("Chép nguyên văn lời phê duyệt đã ký, ký lại bằng khóa mình",
        "Người duyệt là người có khóa", "BB903")  # fmt: skip
def test_copied_and_signed_again(book: Repo) -> None:
    book.approve("thang-2", by=CUONG, key="cuong", trailers="\n".join(words(book)))
    assert naive.approved_by_trailer(book, FEBRUARY)
    assert naive.signature_shown_good(book)
    caught_at(book, "BB903", FEBRUARY)


def middle(lines: list[str]) -> str:
    return "\n".join(lines) + "\n\nHết lời phê duyệt."


def doubled(lines: list[str]) -> str:
    return "\n".join([f"Approved-by: {BINH.name} <{BINH.email}>", *lines])


def two_roles(lines: list[str]) -> str:
    return "\n".join([*lines, "Approved-role: pho-bi-thu"])


def folded(lines: list[str]) -> str:
    return "\n".join(lines).replace("Approved-document: ", "Approved-document:\n ")


def capitals(lines: list[str]) -> str:
    return "\n".join(lines).replace("Approved-by", "APPROVED-BY")


def other_alphabet(lines: list[str]) -> str:
    return "\n".join(lines).replace("Approved-by", "Аpproved-by")


def no_space(lines: list[str]) -> str:
    return "\n".join(lines).replace("Approved-role: ", "Approved-role:")


def zero_width(lines: list[str]) -> str:
    return "\n".join(lines).replace("Approved-by:", "Approved-by\u200b:")


def without_role(lines: list[str]) -> str:
    return "\n".join(lines[:1] + lines[2:])


def short_blob(lines: list[str]) -> str:
    blob = lines[2].split()[1]
    return "\n".join(lines).replace(blob, blob[:10])


def upper_blob(lines: list[str]) -> str:
    blob = lines[2].split()[1]
    return "\n".join(lines).replace(blob, blob.upper())


def named_twice(lines: list[str]) -> str:
    return "\n".join([*lines, f"Approved-document: {'0' * 40} {FEBRUARY}"])


def as_removal(lines: list[str]) -> str:
    return "\n".join(lines).replace("Approved-document", "Approved-removal")


def more_than_it_changes(lines: list[str]) -> str:
    return "\n".join([*lines, f"Approved-document: {lines[2].split()[1]} {RESOLUTION}"])


STRICT = {
    "Đặt lời phê duyệt giữa bài, không ở đoạn cuối": middle,
    "Hai dòng Approved-by": doubled,
    "Hai dòng Approved-role": two_roles,
    "Gập dòng": folded,
    "Chữ hoa khác": capitals,
    "Chữ cái Kirin giống chữ La-tinh": other_alphabet,
    "Thiếu dấu cách": no_space,
    "Ký tự không nhìn thấy trong tên mục": zero_width,
    "Không ghi vai trò": without_role,
    "Viết tắt id": short_blob,
    "Id viết hoa": upper_blob,
    "Nêu một tệp hai lần": named_twice,
    "Nêu văn bản mới như văn bản bị bỏ": as_removal,
}


@attack("Lời phê duyệt giữa bài, ghi đôi, gập dòng, tên na ná, id viết tắt",
        "Đọc chặt: đoạn cuối, mỗi mục một dòng, đúng chữ, đúng số dòng", "BB901")  # fmt: skip
@pytest.mark.parametrize("change", STRICT.values(), ids=STRICT)
def test_not_strict(book: Repo, change: Callable[[list[str]], str]) -> None:
    book.approve("thang-2", trailers=change(words(book)))
    assert naive.merged_by_approver(book, FEBRUARY)
    assert naive.signature_shown_good(book)
    caught_at(book, "BB901", FEBRUARY)


@attack("Lời phê duyệt xuống dòng kiểu Windows", "Ký tự CR thuộc về vai trò và đường dẫn", "BB903")
def test_carriage_returns(book: Repo) -> None:
    book.approve("thang-2", trailers="\r\n".join([*words(book), ""]))
    assert naive.signature_shown_good(book)
    caught_at(book, "BB903", FEBRUARY, f"{FEBRUARY}\r")


@attack("Duyệt trước một tệp chưa có", "Chỉ nêu những tệp mà lần hợp nhất đổi", "BB901")
def test_named_beforehand(book: Repo) -> None:
    book.approve("thang-2", trailers=more_than_it_changes(words(book)))
    book.push_straight({"docs/a.md": "a"})
    assert naive.signature_shown_good(book, "main~1")
    caught_at(book, "BB901", FEBRUARY)


@attack("Lời phê duyệt đứng ở dòng tiêu đề", "Tiêu đề không bao giờ là lời phê duyệt", "BB901")
def test_claim_as_subject(book: Repo) -> None:
    book.merge("thang-2", by=AN, key="an", message="\n".join(words(book)))
    assert naive.somebody_approved(book, FEBRUARY)
    caught_at(book, "BB901", FEBRUARY)


@attack("Lời phê duyệt trong ghi chú Git (git notes)", "Chỉ đọc chính commit đã ký", "BB901")
def test_notes(book: Repo) -> None:
    book.merge("thang-2", by=AN, key="an")
    book.git("notes", "add", "-m", "\n".join(words(book)), "main", **book.identity(CUONG, None))
    assert words(book)[2] in book.git("log", "-1", "--notes", "main")
    caught_at(book, "BB901", FEBRUARY)


@attack("Giấu phần cuối bài sau ký tự NUL",
        "Đọc nguyên từng byte đã ký; đoạn cuối thật không phải lời phê duyệt", "BB901")  # fmt: skip
def test_nul_in_the_message(book: Repo) -> None:
    body = unsigned(book)
    text = body + "\0\n\nĐã rút lại lời phê duyệt.\n"
    armour = signed_with(book, text, key="an")
    rewrite(book, lambda _: with_signature(text, armour))
    assert naive.approved_by_trailer(book, FEBRUARY)
    caught_at(book, "BB901", FEBRUARY)


@attack("Đầu `encoding` khai bảng mã khác để người đọc thấy chữ khác",
        "Đọc nguyên từng byte đã ký, luôn theo UTF-8", "BB903")  # fmt: skip
def test_encoding_header(book: Repo) -> None:
    head, _, message = unsigned(book).partition("\n\n")
    name = AN.name.encode("utf-8").decode("latin-1")
    lie = message.replace(AN.name, name)
    text = f"{head}\nencoding ISO-8859-1\n\n{lie}"
    armour = signed_with(book, text, key="an")
    rewrite(book, lambda _: with_signature(text, armour))
    assert naive.signature_shown_good(book)
    caught_at(book, "BB903", FEBRUARY)


@attack("Approved-despite nêu một bước chưa từng có trên nhánh chính",
        "Chỉ nêu được một bước trước đó của nhánh chính", "BB901")  # fmt: skip
@pytest.mark.parametrize("which", ["thang-2", "0" * 40])
def test_despite_what_is_no_step(book: Repo, which: str) -> None:
    name = book.id(which) if which == "thang-2" else which
    book.approve("thang-2", trailers="\n".join([*words(book), f"Approved-despite: {name}"]))
    assert naive.approved_by_trailer(book, FEBRUARY)
    caught_at(book, "BB901", FEBRUARY)


@attack("Chữa một lần đẩy thẳng mà không nêu hết tệp của nó",
        "Phải nêu bản hiện nay của mọi tệp mà bước sai đụng tới", "BB901", "BB906")  # fmt: skip
def test_healing_in_part(book: Repo) -> None:
    fault = book.push_straight({RESOLUTION: PAPER, MINUTES: minutes(text="Khác")})
    claim = [*words(book), f"Approved-document: {book.blob(RESOLUTION)} {RESOLUTION}",
             f"Approved-despite: {fault}"]  # fmt: skip
    book.approve("thang-2", trailers="\n".join(claim))
    assert naive.signature_shown_good(book)
    found = book.codes()
    assert ("BB906", MINUTES) in found
    assert ("BB906", RESOLUTION) in found
    caught(book, *found)


@attack("Tự chữa lần đẩy thẳng của chính mình", "Người soạn của bước sai không được duyệt lại nó",
        "BB904", "BB906")  # fmt: skip
def test_healing_ones_own_push(book: Repo) -> None:
    fault = book.push_straight({RESOLUTION: PAPER}, by=AN, key="an")
    book.draft("chua", {"docs/a.md": "a"})
    book.approve("chua", despite=(fault,))
    assert naive.signature_shown_good(book)
    caught(book, ("BB904", RESOLUTION), ("BB906", RESOLUTION))
