"""Tệp: tráo, xóa, đổi tên, liên kết, ký tự ẩn"""

import unicodedata

import naive
import pytest
from attackkit import attack, caught, caught_at, check_says, command_says

from trailkit import AN, FEBRUARY, MINUTES, Repo, minutes

PICTURE = "meetings/2026/anh-hop.png"
FRAME = "khung-diem/rieng.yml"


@attack("Tráo ảnh của biên bản đã duyệt", "Mọi tệp trong meetings/ đều được bảo vệ", "BB906")
def test_a_picture_swapped(book: Repo) -> None:
    book.draft("anh", {PICTURE: "PNG 1"})
    book.approve("anh")
    book.push_straight({PICTURE: "PNG 2"})
    assert naive.diff_shown(book, "main~1", "main") == ""
    caught_at(book, "BB906", PICTURE)


@attack("Tráo ảnh qua một lần hợp nhất tay", "Bản đang có khác bản đã duyệt", "BB902")
def test_a_picture_swapped_by_a_merge(book: Repo) -> None:
    book.draft("anh", {PICTURE: "PNG 1"})
    book.approve("anh")
    book.draft("anh-2", {PICTURE: "PNG 2"})
    book.merge("anh-2", by=AN, key="an")
    assert naive.signature_shown_good(book)
    caught_at(book, "BB902", PICTURE)


@attack("Sửa khung điểm mà văn bản đã duyệt dựa vào", "khung-diem/ được bảo vệ", "BB906")
def test_a_score_frame_changed(book: Repo) -> None:
    book.push_straight({FRAME: "ma: rieng\n"})
    assert naive.on_main(book, FRAME)
    caught_at(book, "BB906", FRAME)


@attack("Xóa văn bản đã duyệt", "Việc bỏ phải có Approved-removal", "BB908")
@pytest.mark.parametrize("straight", [True, False])
def test_deleted(book: Repo, straight: bool) -> None:
    if straight:
        book.push_straight({MINUTES: None}, by=AN, key="an")
    else:
        book.draft("xoa", {MINUTES: None})
        book.merge("xoa", by=AN, key="an")
    assert naive.merged_by_approver(book)
    assert naive.signature_shown_good(book)
    caught_at(book, "BB908")
    command_says(book, "BB908", MINUTES)


@attack("Đổi tên văn bản đã duyệt", "Đổi tên là bỏ một tệp và thêm một tệp", "BB906", "BB908")
def test_renamed(book: Repo) -> None:
    other = "meetings/2026/2026-01-06-thuong-ky.md"
    book.push_straight({MINUTES: None, other: minutes()})
    assert naive.somebody_approved(book, other) or naive.on_main(book, other)
    assert "R100" in book.git("diff", "--name-status", "-M", "main~1", "main")
    caught(book, ("BB906", other), ("BB908", MINUTES))


@attack("Chép bản đã duyệt sang đường dẫn khác", "Phê duyệt gắn với đường dẫn", "BB906")
def test_approved_bytes_at_another_path(book: Repo) -> None:
    other = "meetings/2026/2026-01-05-bat-thuong.md"
    book.push_straight({other: minutes()})
    assert book.blob(other) == book.blob(MINUTES)
    caught_at(book, "BB906", other)


@attack("Thay tên bằng chữ hoa: Meetings/, Organization.YML", "Đường dẫn được bảo vệ dù viết hoa",
        "BB906")  # fmt: skip
@pytest.mark.parametrize(
    "path", ["Meetings/2026/2026-01-05-thuong-ky.md", "Organization.YML", ".GitAttributes"]
)
def test_swapped_by_case(book: Repo, path: str) -> None:
    book.push_straight({path: minutes(text="Khác")})
    assert naive.on_main(book, path)
    caught_at(book, "BB906", path)


@attack("Tên cùng chữ nhưng khác dạng Unicode", "Mỗi dãy byte là một đường dẫn", "BB906", "BB908")
def test_swapped_by_unicode_form(book: Repo) -> None:
    composed = "meetings/2026/phụ-lục.md"
    apart = unicodedata.normalize("NFD", composed)
    book.draft("phu-luc", {composed: "Phụ lục\n"})
    book.approve("phu-luc")
    book.push_straight({composed: None, apart: "Phụ lục khác\n"})
    assert naive.on_main(book, apart)
    assert unicodedata.normalize("NFC", apart) == composed
    caught(book, ("BB906", apart), ("BB908", composed))


ALIASES = {
    "ký tự không rộng, macOS cũ bỏ qua": "meet\u200cings/2026/a.md",
    "dấu chấm cuối, Windows bỏ qua": "meetings./2026/a.md",
    "dấu cách cuối, Windows bỏ qua": "organization.yml ",
    "gạch chéo ngược, Windows coi là thư mục": "meetings\\2026\\a.md",
    "luồng dữ liệu NTFS": "organization.yml::$DATA",
    "chữ s dài": "re\u017folutions/a.md",
}


@attack("Tên mà Windows hay macOS coi là thư mục được bảo vệ (dấu chấm cuối, «\\», ký tự "
        "ẩn, ::$DATA)", "Tên được so như hệ tệp dễ tính nhất sẽ hiểu", "BB906")  # fmt: skip
@pytest.mark.parametrize("path", ALIASES.values(), ids=ALIASES)
def test_names_that_some_file_system_takes_for_protected_ones(book: Repo, path: str) -> None:
    blob = book.git("hash-object", "-w", "--stdin", stdin="khác")
    book.git("-c", "core.protectNTFS=false", "-c", "core.protectHFS=false",
             "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")  # fmt: skip
    tree = book.git("write-tree")
    made = book.git("commit-tree", tree, "-p", "HEAD", "-m", "x", **book.identity(AN, None))
    book.git("update-ref", "refs/heads/main", made)
    assert naive.on_main(book, path)
    caught_at(book, "BB906", path)


@attack("Thay văn bản bằng liên kết tượng trưng", "Liên kết không bao giờ được duyệt", "BB902")
def test_a_link(book: Repo) -> None:
    book.git("checkout", "-q", "-b", "lien-ket")
    book.remove(MINUTES)
    (book.path / MINUTES).symlink_to("../../README.md")
    book.commit()
    book.git("checkout", "-q", "main")
    book.approve("lien-ket")
    assert naive.approved_by_trailer(book)
    assert naive.signature_shown_good(book)
    caught_at(book, "BB902")


@attack("Thay cả thư mục meetings/ bằng liên kết", "Thư mục bị thay cũng là tệp bị bỏ", "BB906",
        "BB908")  # fmt: skip
def test_a_folder_as_a_link(book: Repo) -> None:
    book.write("docs/khac/2026-01-05-thuong-ky.md", minutes(text="Khác"))
    book.git("rm", "-q", "-r", "meetings")
    (book.path / "meetings").symlink_to("docs/khac")
    book.push_straight({})
    assert naive.on_main(book, "meetings")
    caught(book, ("BB906", "meetings"), ("BB908", MINUTES))


@attack("Thay văn bản bằng kho con (submodule)", "Kho con không bao giờ được duyệt", "BB906",
        "BB908")  # fmt: skip
def test_a_submodule(book: Repo) -> None:
    book.git("rm", "-q", "--cached", "-r", "meetings")
    head = book.id("main")
    book.git("update-index", "--add", "--cacheinfo", f"160000,{head},meetings/2026")
    made = book.git(
        "commit-tree", book.git("write-tree"), "-p", "HEAD", "-m", "x", **book.identity(AN, None)
    )
    book.git("update-ref", "refs/heads/main", made)
    assert "160000" in book.git("ls-tree", "-r", "main")
    caught(book, ("BB906", "meetings/2026"), ("BB908", MINUTES))


@attack("Đẩy thẳng .gitattributes để đổi cách Git hiện và ghi tệp", "Tệp đó được bảo vệ", "BB906")
def test_gitattributes(book: Repo) -> None:
    book.push_straight({".gitattributes": "*.md -diff filter=tron\n"})
    book.draft("sua", {MINUTES: minutes(text="Khác")})
    assert "Khác" not in naive.diff_shown(book, "main", "sua")
    caught_at(book, "BB906", ".gitattributes")


@attack("Đẩy thẳng .gitmodules", "Tệp đó được bảo vệ", "BB906")
def test_gitmodules(book: Repo) -> None:
    book.push_straight({".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = ./x\n'})
    assert naive.on_main(book, ".gitmodules")
    caught_at(book, "BB906", ".gitmodules")


@attack("Ký tự ẩn và đảo chiều chữ trong biên bản", "`bienban check` báo từng ký tự", "BB110")
@pytest.mark.parametrize("hidden", ["\u202e000.5\u202c", "500\u200b.000", "\u2066x\u2069"])
def test_hidden_characters(book: Repo, hidden: str) -> None:
    book.draft("thang-2", {FEBRUARY: minutes("2026-02-05", text=f"Chi {hidden} đồng.")})
    book.approve("thang-2")
    assert naive.approved_by_trailer(book, FEBRUARY)
    assert naive.signature_shown_good(book)
    assert book.codes() == []
    check_says(book, "BB110", FEBRUARY)


@attack("Tên tệp và tên người mang lệnh của màn hình hay chữ đảo chiều",
        "Mọi ký tự ẩn được viết ra bằng mã", "BB906")  # fmt: skip
def test_a_path_that_speaks_to_the_terminal(book: Repo) -> None:
    path = "meetings/2026/a\x1b[2K\u202egnp.md"
    book.push_straight({path: "x"})
    assert naive.on_main(book, path)
    caught_at(book, "BB906", path)
    shown = command_says(book, "BB906", "meetings/2026/a\\u001b[2K\\u202egnp.md")
    assert not {"\x1b", "\u202e"} & set(shown)
