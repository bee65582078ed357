"""The language server as an editor meets it: a real process, real JSON-RPC over its pipes."""

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from approvalkit import SITTING, office, sitting
from bienban.text import nfc
from lspkit import COMMAND, Client

BASE = Path(__file__).resolve().parents[1] / "rules" / "base"
DAY = "2026-03-15"
MINUTES = "meetings/2026/2026-02-05-thuong-ky.md"
FRAME = """\
ten: Khung của tỉnh
so: 15-HD/BTCTU
ngay: 2026-03-05
muc:
  - {ma: noi-dung, ten: Nội dung, toi_da: 60}
  - {ma: du-hop, ten: Dự họp, toi_da: 40}
bac:
  - {ma: gioi, ten: Giỏi, tu: 90}
  - {ma: kem, ten: Kém, tu: 0}
"""

Start = Callable[..., Client]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "Chi bộ số 4"))


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    clients: list[Client] = []

    def begin(root: Path, **general: object) -> Client:
        client = Client(tmp_path, "--ngay", DAY)
        clients.append(client)
        client.start(root, **general)
        return client

    yield begin
    for client in clients:
        client.kill()


def replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def place_of(text: str, mark: str) -> tuple[int, int]:
    """Return line and UTF-16 character of the end of `mark`, which stands in `text` once."""
    assert text.count(mark) == 1, mark
    before = text[: text.index(mark) + len(mark)]
    last = before.rsplit("\n", 1)[-1]
    return before.count("\n"), len(last.encode("utf-16-le")) // 2


def checked(root: Path, path: str) -> list[dict]:
    """Return what `bienban check` finds in one file."""
    done = subprocess.run(
        [*COMMAND, "-C", root, "check", "--ngay", DAY, "--format", "json", root / path],
        capture_output=True,
        text=True,
        check=False,
    )
    return json.loads(done.stdout)


def test_a_whole_session(book: Path) -> None:
    client = Client(book, "--ngay", DAY)
    try:
        can = client.start(book)
        assert can["textDocumentSync"]["change"] == 1
        assert can["hoverProvider"]
        assert can["completionProvider"]
        text = (book / MINUTES).read_text(encoding="utf-8")
        uri = client.open(book / MINUTES)
        assert client.findings(uri) == []

        broken = replaced(text, "loai: thuong-ky", "loai: thuong-kỳ")
        client.change(uri, broken)
        [finding] = client.findings(uri)
        assert finding["code"] == "BB107"
        assert finding["severity"] == 1
        assert finding["source"] == "bienban"
        assert finding["range"]["start"] == {"line": 1, "character": 6}
        assert finding["range"]["end"] == {"line": 1, "character": 15}
        page = finding["codeDescription"]["href"]
        assert page.startswith("file:")
        assert page.endswith("/BB107.md")

        shown = client.ask("hover", uri, 1, 8)["contents"]["value"]
        assert "BB107" in shown
        assert "Cách sửa" in shown
        assert "thuong-ky" in client.labels(uri, 1, 6)

        client.change(uri, text, 3)
        assert client.findings(uri) == []
        assert client.end() == 0
        assert client.process.stderr
        assert client.process.stderr.read() == b""
    finally:
        client.kill()


def test_it_says_what_check_says_at_the_same_places(book: Path, start: Start) -> None:
    path = book / MINUTES
    text = path.read_text(encoding="utf-8")
    text = replaced(text, "\nchu_tri: ", "\nchu_trì: ")
    text = text.replace("#### Kết luận", "#### Kết 🙂 luận <b>", 1)
    text = text.replace("đồng chí", "🙂🙂 đồng chí \u200b", 1)
    path.write_text(text, encoding="utf-8")
    client = start(book)
    shown = client.settled(client.open(path))
    expected = checked(book, MINUTES)
    assert len(expected) >= 3
    lines = text.split("\n")
    for finding in expected:
        line = lines[finding["line"] - 1][: finding["column"] - 1]
        finding["character"] = len(line.encode("utf-16-le")) // 2
    assert [(d["code"], d["range"]["start"]) for d in shown] == [
        (d["code"], {"line": d["line"] - 1, "character": d["character"]}) for d in expected
    ]


@pytest.mark.parametrize("encodings", [["utf-8"], ["utf-32", "utf-8"], ["utf-16"]])
def test_places_are_counted_as_the_editor_counts(
    book: Path, start: Start, encodings: list[str]
) -> None:
    text = (book / MINUTES).read_text(encoding="utf-8")
    text += "\nChữ 🙂 rồi <b>\n"
    client = start(book, positionEncodings=encodings)
    [finding] = client.settled(client.open(book / MINUTES, text))
    before = {"utf-8": "Chữ 🙂 rồi ".encode(), "utf-32": b"x" * 10, "utf-16": b"x" * 11}
    assert finding["code"] == "BB111"
    assert finding["range"]["start"]["character"] == len(before[encodings[0]])


def test_decomposed_text_is_found_and_repaired(book: Path, start: Start) -> None:
    text = (book / MINUTES).read_text(encoding="utf-8")
    apart = unicodedata.normalize("NFD", text)
    client = start(book)
    uri = client.open(book / MINUTES, apart)
    found = client.settled(uri)
    assert [d["code"] for d in found] == ["BB109"]
    [action] = client.request(
        "textDocument/codeAction",
        textDocument={"uri": uri},
        range=found[0]["range"],
        context={"diagnostics": found},
    )
    [edit] = action["edit"]["changes"][uri]
    assert edit["newText"] == nfc(apart) == text
    assert edit["range"]["start"] == {"line": 0, "character": 0}
    client.change(uri, edit["newText"])
    assert client.settled(uri) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "good"),
    [
        ("\nchu_tri: ", "\nchu_trri: ", "BB105", "chu_tri"),
        ("\nchu_tri: Nguyễn Văn An", "\nchu_tri: Nguyễn Vân An", "BB301", "Nguyễn Văn An"),
    ],
)
def test_a_hint_is_a_repair(
    book: Path, start: Start, old: str, new: str, code: str, good: str
) -> None:
    text = (book / MINUTES).read_text(encoding="utf-8")
    wrong = replaced(text, old, new)
    client = start(book)
    uri = client.open(book / MINUTES, wrong)
    found = client.settled(uri)
    assert code in [d["code"] for d in found]
    finding = next(d for d in found if d["code"] == code)
    [action] = client.request(
        "textDocument/codeAction",
        textDocument={"uri": uri},
        range=finding["range"],
        context={"diagnostics": [finding]},
    )
    [edit] = action["edit"]["changes"][uri]
    assert edit["newText"] == good
    lines = wrong.split("\n")
    row, start_at = edit["range"]["start"]["line"], edit["range"]["start"]["character"]
    line = lines[row]
    lines[row] = line[:start_at] + good + line[edit["range"]["end"]["character"] :]
    assert "\n".join(lines) == text


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("chu_tri: nguyen v", "Nguyễn Văn An"),
        ("chu_tri: an", "Nguyễn Văn An"),
        ("chu_tri:\n  - Trần", "Trần Thị Bình"),
        ("vang:\n  tran th", "Trần Thị Bình"),
        ("nhiem_vu:\n  - viec: Soạn báo cáo\n    giao_cho: [Nguyễn Văn An, binh", "Trần Thị Bình"),
        ("theo_doi:\n  - nhiem_vu: ", "2025-2027/01-NQ-CB/2"),
        ("theo_doi:\n  - trang_thai: hoan-thanh\n    nhiem", "nhiem_vu"),
        ("theo_doi:\n  - trang_thai: ho", "hoan-thanh"),
        ("chuong_trinh:\n  - nhom:\n      - thang toi", "nhiem-vu-thang-toi"),
        ("bieu_quyet:\n  - van_ban: 01-N", "2025-2027/01-NQ-CB"),
        ("bieu_quyet:\n  - lua_chon:\n      khien", "khien-trach"),
        ("dang_phi: d", "da-thong-bao"),
        ("nhiem_vu:\n  - han: thuo", "thuong-xuyen"),
        ("dia", "dia_diem"),
        ("địa đi", "dia_diem"),
        ("danh_gia:\n  diem:\n    thoi-gian: 5\n    ty le", "ty-le"),
        ("danh_gia:\n  xep_loai: trung b", "trung-binh"),
        ("danh_gia:\n  xep_loai:", "tot"),
    ],
)
def test_completion_in_half_written_front_matter(
    book: Path, start: Start, typed: str, wanted: str
) -> None:
    text = f"---\nloai: thuong-ky\nngay: 2026-03-05\n{typed}"
    client = start(book)
    uri = client.open(book / "meetings/2026/2026-03-05-thuong-ky.md", text)
    row = text.count("\n")
    column = len(text.rsplit("\n", 1)[-1])
    assert wanted in client.labels(uri, row, column)


def test_completion_leaves_out_what_is_there_and_filters_nothing_twice(
    book: Path, start: Start
) -> None:
    text = "---\nloai: thuong-ky\nngay: 2026-03-05\nđịa\ngio: 14:00-16:00\n---\n"
    client = start(book)
    uri = client.open(book / "meetings/2026/2026-03-05-thuong-ky.md", text)
    answer = client.ask("completion", uri, 3, 3)
    assert answer["isIncomplete"] is True
    [item] = answer["items"]
    assert item["textEdit"]["newText"] == "dia_diem: "
    assert item["filterText"] == "địa", "an editor that filters by what is typed must keep it"
    all_keys = client.labels(uri, 3, 0)
    assert not {"loai", "ngay", "gio", "do_mat"} & set(all_keys)
    assert "nhiem_vu" in all_keys


@pytest.mark.parametrize(("typed", "edit"), [(":", " tot"), (": ", "tot"), (":  ", "tot")])
def test_a_value_stands_apart_from_its_key(book: Path, start: Start, typed: str, edit: str) -> None:
    text = f"---\nloai: thuong-ky\nngay: 2026-03-05\ndanh_gia:\n  xep_loai{typed}"
    client = start(book)
    uri = client.open(book / "meetings/2026/2026-03-05-thuong-ky.md", text)
    column = len("  xep_loai" + typed)
    answer = client.ask("completion", uri, 4, column)
    assert edit in [item["textEdit"]["newText"] for item in answer["items"]]
    at = {"line": 4, "character": column}
    assert all(item["textEdit"]["range"] == {"start": at, "end": at} for item in answer["items"])


def test_completion_of_a_score_is_of_the_frame_of_the_day(book: Path, start: Start) -> None:
    (book / "khung-diem").mkdir()
    (book / "khung-diem" / "hd-42-2025.yml").write_text(FRAME, encoding="utf-8")
    client = start(book)
    for day, items, grades in (
        ("2026-03-05", ["noi-dung", "du-hop"], ["gioi", "kem"]),
        ("2026-03-04", ["thoi-gian", "ty-le"], ["tot", "kha"]),
        ("2025-10-27", [], []),
    ):
        text = f"---\nloai: thuong-ky\nngay: {day}\ndanh_gia:\n  diem:\n    \n  xep_loai: "
        uri = client.open(book / f"meetings/2026/{day}-thuong-ky.md", text)
        assert client.labels(uri, 5, 4)[:2] == items
        assert client.labels(uri, 6, 12)[:2] == grades


def test_completion_of_speakers_in_the_body(book: Path, start: Start) -> None:
    text = (book / MINUTES).read_text(encoding="utf-8") + "\n- **tran thi"
    client = start(book)
    uri = client.open(book / MINUTES, text)
    answer = client.ask("completion", uri, *place_of(text, "\n- **tran thi"))
    assert "Trần Thị Bình:** " in [item["textEdit"]["newText"] for item in answer["items"]]


def test_hover_tells_of_keys_and_tasks(book: Path, start: Start) -> None:
    text = (book / MINUTES).read_text(encoding="utf-8")
    client = start(book)
    uri = client.open(book / MINUTES)
    row, _ = place_of(text, "\ntheo_doi:")
    assert "Theo dõi nhiệm vụ" in client.ask("hover", uri, row, 2)["contents"]["value"]
    row = next(n for n, line in enumerate(text.split("\n")) if "nhiem_vu: 2" in line)
    shown = client.ask("hover", uri, row, text.split("\n")[row].index(": 2") + 5)
    assert "Giao cho" in shown["contents"]["value"]
    assert client.ask("hover", uri, len(text.split("\n")) - 2, 0) is None


def test_a_change_in_one_file_shows_in_another(book: Path, start: Start) -> None:
    client = start(book)
    minutes = client.open(book / MINUTES)
    assert client.settled(minutes) == []
    roll = (book / "organization.yml").read_text(encoding="utf-8")
    text = (book / MINUTES).read_text(encoding="utf-8")
    assert "Nguyễn Văn An" in text
    client.open(book / "organization.yml", roll.replace("ten: Nguyễn Văn An", "ten: Nguyễn Văn Ân"))
    assert "BB301" in {d["code"] for d in client.settled(minutes)}


def test_findings_go_when_the_file_on_disk_is_mended(book: Path, start: Start) -> None:
    path = book / MINUTES
    good = path.read_bytes()
    path.write_bytes(good.replace(b"loai: thuong-ky", b"loai: hop"))
    client = start(book)
    assert [d["code"] for d in client.settled(path.as_uri())] == ["BB107"]
    path.write_bytes(good)
    changes = [{"uri": path.as_uri(), "type": 2}]
    client.notify("workspace/didChangeWatchedFiles", changes=changes)
    assert client.settled(path.as_uri()) == []


def test_the_trail_is_judged_at_the_start_and_after_saving(start: Start, tmp_path: Path) -> None:
    cell = office(tmp_path)
    path = cell.path / MINUTES
    cell.commit("Đẩy thẳng", {"docs/x.md": "x\n", SITTING: sitting()})
    client = start(cell.path)
    minutes = client.open(path)
    pushed = (cell.path / SITTING).as_uri()
    assert "BB906" in {d["code"] for d in client.settled(pushed)}
    text = path.read_text(encoding="utf-8")
    cell.commit("Đẩy thẳng", {MINUTES: text.replace("14:00", "14:05", 1)})
    client.change(minutes, text.replace("14:00", "14:05", 1))
    assert client.settled(minutes) == []
    client.notify("textDocument/didSave", textDocument={"uri": minutes})
    shown = client.settled(minutes)
    expected = checked(cell.path, MINUTES)
    assert [d["code"] for d in shown] == [d["code"] for d in expected] != []
    assert shown[0]["message"].startswith(expected[0]["message"])


def test_a_trail_that_cannot_be_judged_is_told_once(start: Start, tmp_path: Path) -> None:
    cell = office(tmp_path)
    cell.commit("Thêm", {"docs/x.md": "x\n"})
    shallow = tmp_path / "nong"
    cell.git("clone", "-q", "--depth=1", cell.path.as_uri(), str(shallow))
    client = start(shallow)
    minutes = client.open(shallow / MINUTES)
    client.settled(minutes)
    assert "--unshallow" in client.told["window/showMessage"]["message"]
    client.told.clear()
    client.notify("textDocument/didSave", textDocument={"uri": minutes})
    client.settled(minutes)
    assert "window/showMessage" not in client.told


def test_the_editor_is_asked_to_tell_of_files_that_change(book: Path) -> None:
    client = Client(book, "--ngay", DAY)
    try:
        folder = {"uri": book.as_uri(), "name": "x"}
        watching = {"didChangeWatchedFiles": {"dynamicRegistration": True}}
        client.request(
            "initialize",
            processId=None,
            rootUri=book.as_uri(),
            workspaceFolders=[folder],
            capabilities={"workspace": watching},
        )
        client.notify("initialized")
        client.findings(client.open(book / MINUTES))
        client.labels((book / MINUTES).as_uri(), 1, 6)
        asked = client.told["client/registerCapability"]
        globs = [w["globPattern"] for w in asked["registrations"][0]["registerOptions"]["watchers"]]
        assert globs == ["**/*.md", "**/*.yml", "**/*.yaml"]
    finally:
        client.kill()


def test_fast_typing_ends_in_the_last_state(book: Path, start: Start) -> None:
    text = (book / MINUTES).read_text(encoding="utf-8")
    client = start(book)
    uri = client.open(book / MINUTES)
    for version in range(2, 60):
        client.change(uri, text[: version * 7], version)
    client.change(uri, replaced(text, "loai: thuong-ky", "loai: thuong"), 60)
    assert [d["code"] for d in client.settled(uri)] == ["BB107"]


HOSTILE = {
    "empty": "",
    "open": "---",
    "nul": "---\nloai: \0\n---\n",
    "surrogate": "---\nloai: \ud83d\nngay: \udc00\n---\n",
    "bom": "\ufeff---\nloai: hop\n---\n",
    "ends": "---\rloai: hop\r\n\u2028ngay: 1\x85\x0b\x0c\n---\n# a\n",
    "aliases": "---\na: &a [x]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(200)) + "---\n",
    "deep": "---\nloai: " + "[" * 5000 + "\n---\n",
    "long": "---\nten: " + "đ" * 1_200_000 + "\n---\n",
    "spaces": "---\nx" + " " * 300_000 + "y\n---\n- **" + " " * 300_000,
    "list": "---\n- a\n- b\n---\n",
    "tabs": "---\n\tloai:\tthuong-ky\n---\n",
}


def test_hostile_and_half_written_texts_do_no_harm(book: Path, start: Start) -> None:
    client = start(book)
    path = book / "meetings/2026/2026-03-05-thuong-ky.md"
    uri = client.open(path, "---\n")
    for version, (name, text) in enumerate(HOSTILE.items(), 2):
        client.change(uri, text, version)
        found = client.settled(uri, 0.7)
        assert found, name
        for row, character in ((0, 0), (1, 6), (1, 10**6), (3, 2), (3, 10**6), (99, 99)):
            client.ask("completion", uri, row, character)
            client.ask("hover", uri, row, character)
        client.request(
            "textDocument/codeAction",
            textDocument={"uri": uri},
            range=found[0]["range"],
            context={"diagnostics": []},
        )
    bom = HOSTILE["bom"]
    client.change(uri, bom, 99)
    first = client.settled(uri)[0]
    assert first["range"]["start"]["line"] in (0, 1)
    assert client.end() == 0


def test_files_that_must_not_be_opened_are_not(book: Path, start: Start) -> None:
    pipe = book / "meetings/2026/2026-03-05-thuong-ky.md"
    os.mkfifo(pipe)
    (book / "meetings/2026/2026-03-06-chi-uy.md").symlink_to("/dev/zero")
    client = start(book)
    assert [d["code"] for d in client.settled(pipe.as_uri())] == ["BB112"]
    assert client.end() == 0


def test_a_folder_without_organization_yml(book: Path, start: Start) -> None:
    (book / "organization.yml").unlink()
    client = start(book)
    uri = client.open(
        book / MINUTES,
        (book / MINUTES).read_text(encoding="utf-8").replace("loai: thuong-ky", "loai: hop"),
    )
    assert "BB107" in [d["code"] for d in client.settled(uri)]
    assert "loai" not in client.labels(uri, 2, 0)


def test_texts_that_are_no_documents(book: Path, start: Start, tmp_path: Path) -> None:
    client = start(book)
    outside = tmp_path / "ghi-chu.md"
    outside.write_text("---\nloai: hop\n---\n", encoding="utf-8")
    for uri in (
        client.open(outside),
        client.open(book / "README.md", "# Chào"),
        client.open(book / "meetings" / "huong-dan" / "x.txt", "x"),
    ):
        assert client.ask("hover", uri, 0, 0) is None
        assert client.labels(uri, 1, 0) == []
    document = {"uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": "x"}
    client.notify("textDocument/didOpen", textDocument=document)
    assert client.ask("hover", "untitled:Untitled-1", 0, 0) is None
    assert client.end() == 0


def test_a_bad_score_frame_is_a_finding_and_nothing_breaks(book: Path, start: Start) -> None:
    (book / "khung-diem").mkdir()
    frame = book / "khung-diem" / "tinh.yml"
    frame.write_text("ma: [\n", encoding="utf-8")
    client = start(book)
    uri = client.open(book / MINUTES)
    assert "thuong-ky" in client.labels(uri, 1, 6)
    opened = client.open(frame)
    assert [d["code"] for d in client.settled(opened)] == ["BB103"]
    client.change(opened, "ten: Khung của tỉnh\n")
    assert {d["code"] for d in client.settled(opened)} == {"BB106"}
    assert client.labels(opened, 0, 0) == []
    assert client.ask("hover", opened, 0, 0) is None
    assert not [m for m in client.notices if m["method"] == "window/showMessage"]


def test_the_server_ends_with_its_editor(book: Path, start: Start) -> None:
    client = start(book)
    client.findings(client.open(book / MINUTES))
    assert client.process.stdin
    client.process.stdin.close()
    client.process.wait(timeout=20)


def test_check_does_not_load_the_server() -> None:
    program = (
        "import sys, bienban.cli.check, bienban.cli.main\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('pygls', 'lsprotocol')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
