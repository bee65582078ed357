"""`bienban build` and `serve` from outside: what they write, refuse, keep, and never show."""

import contextlib
import gzip
import hashlib
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bienban.dates import today

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
DAY = "2026-11-21"
FOLDERS = ("site", "papers", "site-chi-uy", "papers-chi-uy")

# Put into every kind of place that a document for chi ủy has; the last is spelled as search has it.
CANARY = "KIMTUOC"
NAME = "Đỗ Kim Tước Kín"
STROKED = NAME.replace("Đ", "D\u0335")

PAPER_FOR_COMMITTEE = f"""\
---
loai: KH
so: 77
ngay: 2026-10-20
trich_yeu: Kế hoạch {CANARY} của {NAME}
pham_vi: chi-uy
nguoi_ky: Nguyễn Văn An
noi_nhan:
  - Chi ủy {CANARY}
nhiem_vu:
  - viec: Việc {CANARY} của {NAME}
    giao_cho: [Nguyễn Văn An]
    han: 2026-12-30
    ket_qua: Xong {CANARY}
---

## I. Nội dung

Văn bản {CANARY} của {NAME}.
"""
PAPER_PATH = "resolutions/2025-2027/77-KH-CB.md"

MINUTES_FOR_COMMITTEE = f"""\
---
loai: chi-uy
ngay: 2026-10-21
gio: 15:00-16:35
dia_diem: Phòng {CANARY}
chu_tri: Nguyễn Văn An
thu_ky: Ngô Thu Thủy
vang:
  Trần Thị Bình: đi {CANARY}
khach_moi:
  {NAME}: Khách {CANARY}
tai_lieu:
  - Tài liệu {CANARY}
chuong_trinh:
  - nhom: khac
bieu_quyet:
  - ve: Biểu quyết {CANARY}
    thong_nhat: true
nhiem_vu:
  - viec: Việc {CANARY} riêng
    giao_cho: [Nguyễn Văn An]
    han: 2026-12-31
    ket_qua: Kết quả {CANARY}
thuc_hien:
  - van_ban: 2025-2027/22-NQ-CB
    nguoi: [Ngô Thu Thủy]
    ket_qua: Thực hiện {CANARY} như {NAME} nói
kien_nghi:
  - noi_dung: Kiến nghị {CANARY}
    gui: Nơi {CANARY}
bieu_duong:
  Nguyễn Văn An: Việc tốt {CANARY}
mien_tru:
  - ma: BB604
    ly_do: Lý do {CANARY}
---

## I. Mở đầu

Mở đầu {CANARY}. ![ảnh](anh-kimtuoc.png)

## II. Nội dung

### 1. Nội dung {CANARY}

Báo cáo {CANARY} của {NAME}.

#### Kết luận

Đồng chí Nguyễn Văn An làm việc {CANARY}.

## III. Kết thúc

### Kết luận chung

Chi ủy thống nhất {CANARY}.

### Thông qua biên bản

Chi ủy thông qua biên bản {CANARY}.
"""
MINUTES_PATH = "meetings/2026/2026-10-21-chi-uy.md"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea735813f0000000049454e44ae426082"
)


def bienban(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(PROGRAMS / "bienban"), "-C", str(root), *arguments],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def build(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = bienban(root, "build", "--ngay", DAY, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def copy_cell(target: Path) -> Path:
    target.mkdir()
    for name in ("meetings", "resolutions", "docs"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name)
    for name in ("organization.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, target / name)
    return target


def contents(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder, and of the target of every link."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def outputs(root: Path) -> dict[str, dict[str, str]]:
    return {name: contents(root / name) for name in FOLDERS}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cell with documents for chi ủy that bear canaries, built once; tests do not change it."""
    root = copy_cell(tmp_path_factory.mktemp("build") / "Chi bộ 4")
    (root / PAPER_PATH).write_text(PAPER_FOR_COMMITTEE, encoding="utf-8")
    (root / MINUTES_PATH).write_text(MINUTES_FOR_COMMITTEE, encoding="utf-8")
    (root / "meetings/2026/anh-kimtuoc.png").write_bytes(PICTURE)
    build(root)
    return root


@pytest.fixture
def cell(built: Path, tmp_path: Path) -> Path:
    """A copy of the built cell, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "cell"))


# What members get ------------------------------------------------------------------------------


def every_text(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every file's name and every text in it, packed ones unpacked."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        yield name, name
        if path.is_file():
            yield from _texts(name, path.read_bytes())


def _texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    yield name, data.decode("utf-8", "replace")
    if data[:2] == b"\x1f\x8b":
        yield from _texts(name, gzip.decompress(data))
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                yield from _texts(f"{name}/{part}", archive.read(part))


def canaries(folder: Path) -> set[str]:
    found = set()
    for name, text in every_text(folder):
        lower = text.lower()
        if any(word.lower() in lower for word in (CANARY, NAME, STROKED, "77-kh", "2026-10-21")):
            found.add(name)
    return found


def committee_sittings() -> list[str]:
    return [path.stem for path in ROOT.glob("meetings/*/*-chi-uy.md")]


@pytest.mark.parametrize("folder", ["site", "papers"])
def test_nothing_of_chi_uy_is_in_what_members_get(built: Path, folder: str) -> None:
    assert canaries(built / folder) == set()
    names = committee_sittings()
    assert names
    # Hand-written pages are the same for everybody, and may name a sitting as an example.
    help_pages = {
        path.relative_to(ROOT / "docs").with_suffix(".html").as_posix()
        for path in (ROOT / "docs").rglob("*.md")
    }
    for where, text in every_text(built / folder):
        assert where in help_pages or not any(name in text for name in names), where


def test_chi_uy_gets_its_documents_in_pages_search_and_papers(built: Path) -> None:
    found = canaries(built / "site-chi-uy")
    assert {"meetings/2026/2026-10-21-chi-uy.html", "resolutions/2025-2027/77-KH-CB.html"} <= found
    assert any(name.startswith("pagefind/fragment/") for name in found)
    assert "meetings/2026/anh-kimtuoc.png" in found
    assert canaries(built / "papers-chi-uy")


def test_the_search_of_a_canary_is_really_able_to_find_one(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.xml", NAME)
    (tmp_path / "a.docx").write_bytes(packed.getvalue())
    (tmp_path / "b.pf_fragment").write_bytes(gzip.compress(STROKED.encode()))
    assert canaries(tmp_path) >= {"a.docx/a.xml", "b.pf_fragment"}


# Whole, the same, and only what changed ----------------------------------------------------------


def test_the_four_folders_are_there_and_nothing_else_is_left(built: Path) -> None:
    here = {path.name for path in built.iterdir()}
    assert here - {"docs"} == {
        *FOLDERS,
        "meetings",
        "resolutions",
        "organization.yml",
        "mkdocs.yml",
    }
    assert "2026-01-05-thuong-ky.docx" in {p.name for p in (built / "papers").rglob("*.docx")}


def test_a_second_build_keeps_every_page_and_gives_the_same_bytes(cell: Path) -> None:
    before = outputs(cell)
    said = build(cell).stdout
    assert "(0 mới" in said.splitlines()[0]
    assert outputs(cell) == before


def test_one_change_renders_few_pages_and_gives_what_a_clean_build_gives(
    cell: Path, tmp_path: Path
) -> None:
    place = cell / "meetings/2026/2026-05-19-le-ket-nap.md"
    text = place.read_text(encoding="utf-8")
    place.write_text(f"{text}\nThêm một câu để trang này đổi.\n", encoding="utf-8")
    said = build(cell).stdout.splitlines()[0]
    assert re.search(r"\(1 mới, \d\d+ giữ nguyên\)", said), said
    build(cell, "--out", str(tmp_path / "clean"))
    assert outputs(cell) == outputs(tmp_path / "clean")


def test_a_document_taken_away_is_gone_from_every_output(cell: Path) -> None:
    (cell / PAPER_PATH).unlink()
    build(cell)
    for folder in FOLDERS:
        assert not any("77-KH" in name for name in contents(cell / folder))


def test_a_kept_page_that_was_changed_by_hand_is_made_again(cell: Path) -> None:
    before = outputs(cell)
    (cell / "site/index.html").write_text("<script>x</script>", encoding="utf-8")
    build(cell)
    assert outputs(cell) == before


def test_with_an_error_nothing_is_touched(cell: Path) -> None:
    before = outputs(cell)
    place = cell / "meetings/2026/2026-01-05-thuong-ky.md"
    place.write_text(
        place.read_text(encoding="utf-8").replace("loai: thuong-ky", "loai: hop"), encoding="utf-8"
    )
    done = bienban(cell, "build", "--ngay", DAY)
    assert done.returncode == 1
    assert "meetings/2026/2026-01-05-thuong-ky.md:2:7" in done.stdout
    assert "BB107" in done.stdout
    assert "giữ nguyên" in done.stderr
    assert outputs(cell) == before
    assert not list(cell.glob(".bienban-*"))


def test_a_secret_mark_stops_the_build_of_everything_wherever_it_was_copied_from(
    cell: Path, tmp_path: Path
) -> None:
    before = outputs(cell)
    place = cell / "resolutions/2025-2027/14-NQ-CB.md"
    text = place.read_text(encoding="utf-8")
    front, body = text.split("\n---\n", 1)
    text = f"{front}\nnguon: so-giay\ndo_mat: Tuyệt mật\n---\n\n**TUYỆT MẬT**\n{body}"
    place.write_text(text, encoding="utf-8")
    for command in ("build", "export"):
        done = bienban(cell, command, "--ngay", DAY)
        assert done.returncode == 1
        assert "BB701" in done.stdout + done.stderr
    done = subprocess.run(
        [str(PROGRAMS / "mkdocs"), "build", "-q", "-f", str(cell / "mkdocs.yml"),
         "-d", str(tmp_path / "site")],
        capture_output=True, text=True, check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 1
    assert not list((tmp_path / "site").rglob("*.html"))
    assert outputs(cell) == before


def test_a_folder_that_is_not_ours_is_not_replaced(cell: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "out/site"
    foreign.mkdir(parents=True)
    (foreign / "cua-toi.txt").write_text("của tôi", encoding="utf-8")
    done = bienban(cell, "build", "--ngay", DAY, "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "không ghi đè" in done.stderr
    assert (foreign / "cua-toi.txt").read_text(encoding="utf-8") == "của tôi"
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"site"}


def test_mkdocs_itself_builds_the_same_pages(cell: Path, tmp_path: Path) -> None:
    """Only the links to papers are missing, which MkDocs does not make."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [str(PROGRAMS / "mkdocs"), "build", "-q", "-f", str(cell / "mkdocs.yml"),
         "-d", str(tmp_path / "site")],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    # The day of judgement cannot be told to `mkdocs build`: it is today.
    assert bienban(cell, "build", "--ngay", str(today())).returncode == 0
    theirs, ours = pages(tmp_path / "site"), pages(cell / "site")
    assert theirs.keys() == ours.keys()
    for name in theirs:
        assert without_papers(ours[name]) == without_papers(theirs[name]), name


def pages(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
    }


def without_papers(html: str) -> str:
    return re.sub(r'( · )?<a href="[^"]*\.docx">[^<]*</a>', "", html)


# Light, and by itself ----------------------------------------------------------------------------


def test_every_page_is_light(built: Path) -> None:
    heavy = {
        name: len(html.encode())
        for folder in ("site", "site-chi-uy")
        for name, html in pages(built / folder).items()
        if len(html.encode()) > 40_000
    }
    assert heavy == {}


def test_pages_and_sheets_name_no_other_machine(built: Path) -> None:
    for path in (built / "site").rglob("*"):
        if path.suffix in {".html", ".css"} or path.name == "tim-kiem.js":
            text = path.read_text(encoding="utf-8")
            followed = re.sub(r"<a [^>]*>", "", text)  # a link is followed by a person, or not
            found = re.findall(r"""(?:src|href|action)=["']?(?:https?:)?//[^"'\s>]+""", followed)
            found += re.findall(r"url\(\s*[\"']?(?:https?:)?//[^)]+\)|@import[^;]+", text)
            assert found == [], path.name


def test_only_the_search_page_has_a_script(built: Path) -> None:
    with_script = {name for name, html in pages(built / "site").items() if "<script" in html}
    assert with_script == {"tim-kiem.html"}


def test_every_link_of_the_site_leads_somewhere(built: Path) -> None:
    for folder in ("site", "site-chi-uy"):
        site = built / folder
        for name, html in pages(site).items():
            if name == "404.html":  # shown at any address, so its links start at the root
                continue
            for target in re.findall(r'(?:href|src|action)="([^"#?:]+)["#?]', html):
                place = (site / name).parent / urllib.request.unquote(target)
                assert place.resolve().is_file(), f"{folder}/{name}: {target}"


# mkdocs.yml and docs/ are not protected by approval ----------------------------------------------

BASE = "site_name: x\ntheme: {name: material, font: false}\nplugins: [bienban]\n"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (BASE + "hooks: [evil.py]\n", "hooks"),
        (BASE.replace("[bienban]", "[bienban, search]"), "plugins"),
        (BASE.replace("[bienban]", "{bienban: {readers: chi-uy}}"), "plugins"),
        (BASE + "INHERIT: evil.yml\n", "INHERIT"),
        (BASE + "extra: {x: !!python/object/apply:os.system ['touch evil']}\n", "thẻ"),
        (BASE + "nav: !ENV [HOME]\n", "thẻ"),
        (BASE.replace("font: false", "font: false, custom_dir: evil"), "custom_dir"),
        (BASE.replace("font: false", "font: Roboto"), "font"),
        (BASE + "markdown_extensions: [evil]\n", "markdown_extensions"),
        (BASE + "extra_javascript: [https://vi.example/x.js]\n", "extra_javascript"),
        (BASE + "extra_css: [x.css]\n", "extra_css"),
        (BASE + "docs_dir: /\n", "docs_dir"),
        (BASE + "dev_addr: 0.0.0.0:8000\n", "dev_addr"),
        (BASE + "extra_templates: [x.html]\n", "extra_templates"),
        ("- x\n", "khóa: giá trị"),
        ("a: [\n", "không đọc được"),
    ],
    ids=range(16),
)
def test_what_mkdocs_yml_must_not_hold_stops_the_build(cell: Path, text: str, named: str) -> None:
    before = outputs(cell)
    (cell / "evil.py").write_text("open('evil', 'w')\n", encoding="utf-8")
    (cell / "evil.yml").write_text("hooks: [evil.py]\n", encoding="utf-8")
    (cell / "mkdocs.yml").write_text(text, encoding="utf-8")
    done = bienban(cell, "build", "--ngay", DAY)
    assert done.returncode == 1
    assert "mkdocs.yml" in done.stderr
    assert named in done.stderr
    assert outputs(cell) == before
    assert not (cell / "evil").exists()


def test_hand_written_pages_bring_text_and_pictures_only(cell: Path) -> None:
    docs = cell / "docs"
    docs.mkdir(exist_ok=True)
    page = (
        '# Trang\n\n<script src="evil.js"></script>\n\n[x](javascript:alert(1)) ![y](//a.b/c.png)\n'
    )
    (docs / "trang.md").write_text(page, encoding="utf-8")
    for name in ("evil.js", "evil.css", "evil.html", "evil.svg"):
        (docs / name).write_text("alert(1)", encoding="utf-8")
    (docs / "anh.png").write_bytes(PICTURE)
    build(cell)
    html = (cell / "site/trang.html").read_text(encoding="utf-8")
    assert "&lt;script" in html
    assert "<script" not in html
    assert "javascript:" not in html
    assert "a.b/c.png" not in html
    names = {path.name for path in (cell / "site").rglob("*")}
    assert "anh.png" in names
    assert not any(name.startswith("evil") for name in names)


SECRET = "meetings/2026/2026-10-01-chi-uy.md"
LINKS = {
    "a document of chi ủy": ("docs/cu.md", f"../{SECRET}"),
    "a folder of documents": ("docs/tep", "../meetings"),
    "a file of another place": ("docs/sau/khac.md", "{outside}/khac.md"),
    "a picture of another place": ("docs/anh.png", "{outside}/anh.png"),
    "a file of docs itself": ("docs/lap.md", "index.md"),
    "a folder in a circle": ("docs/vong", "."),
    "a hidden name": ("docs/.an.md", "../organization.yml"),
    "nothing": ("docs/mat.md", "khong-co.md"),
    "the folder itself": ("docs", "meetings"),
}


def linked(cell: Path, tmp_path: Path, name: str) -> str:
    """Put one link in place, and return where."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "khac.md").write_text("# Khác\n", encoding="utf-8")
    (outside / "anh.png").write_bytes(PICTURE)
    place, target = LINKS[name]
    if (cell / place).is_dir():
        shutil.rmtree(cell / place)
    (cell / place).parent.mkdir(parents=True, exist_ok=True)
    (cell / place).symlink_to(target.format(outside=outside))
    return place


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00",
        b"PK\x03\x04\x00\x01",
        BASE.replace("x", "Chi b\u00e9").encode("latin-1"),
        b"nav: " + b"[" * 3000,
        b"site_name: 2026-99-99\n",
    ],
    ids=["UTF-16", "Word", "TCVN3", "deep", "no such day"],
)
def test_a_mkdocs_yml_that_is_no_yaml_is_named_and_not_a_crash(cell: Path, data: bytes) -> None:
    (cell / "mkdocs.yml").write_bytes(data)
    for command in ("build", "serve"):
        done = bienban(cell, command)
        assert done.returncode == 1
        assert "mkdocs.yml: nội dung không đọc được" in done.stderr


def test_a_mkdocs_yml_that_is_no_file_is_refused(cell: Path) -> None:
    (cell / "mkdocs.yml").unlink()
    (cell / "mkdocs.yml").mkdir()
    done = bienban(cell, "build")
    assert done.returncode == 1
    assert "mkdocs.yml: tệp phải là tệp thường, nhưng là thư mục" in done.stderr


@pytest.mark.parametrize("name", LINKS)
def test_no_link_below_docs_is_followed(cell: Path, tmp_path: Path, name: str) -> None:
    """Members would read what stands elsewhere, as of chi ủy, without anybody's approval."""
    before = outputs(cell)
    place = linked(cell, tmp_path, name)
    done = bienban(cell, "build", "--ngay", DAY)
    assert done.returncode == 1
    assert done.stderr.count("bienban: ") == 1
    assert f"«{place}» phải là" in done.stderr
    assert "là liên kết" in done.stderr
    assert outputs(cell) == before
    assert not list(cell.glob(".bienban-*"))


@pytest.mark.parametrize("name", ["a document of chi ủy", "a folder of documents"])
def test_neither_mkdocs_nor_serve_follows_a_link(cell: Path, tmp_path: Path, name: str) -> None:
    place = linked(cell, tmp_path, name)
    site = tmp_path / "site"
    commands = (
        [str(PROGRAMS / "mkdocs"), "build", "-q", "-f", str(cell / "mkdocs.yml"), "-d", str(site)],
        [str(PROGRAMS / "bienban"), "-C", str(cell), "serve", "--cong", str(free_port())],
    )
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 1, done.stderr
        assert f"«{place}» phải là" in done.stderr
        assert "Traceback" not in done.stderr
    assert not site.exists()


def test_a_hand_written_page_cannot_stand_in_for_one_of_the_book(cell: Path) -> None:
    place = cell / "docs/meetings/2026"
    place.mkdir(parents=True)
    (place / "2026-01-05-thuong-ky.md").write_text("# Giả\n", encoding="utf-8")
    done = bienban(cell, "build", "--ngay", DAY)
    assert done.returncode == 1
    assert "trùng tên" in done.stderr


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert%281%29)",
        "[x](&#106;avascript:alert)",
        "![x](https://vi.example/x.png)",
        "[x](../../../../etc/passwd)",
        "<img src=x onerror=alert(1)>",
        "đoạn {: onclick=alert(1) }",
    ],
)
def test_a_hostile_document_stops_the_build(cell: Path, hostile: str) -> None:
    place = cell / "meetings/2026/2026-05-19-le-ket-nap.md"
    place.write_text(f"{place.read_text(encoding='utf-8')}\n{hostile}\n", encoding="utf-8")
    before = outputs(cell)
    assert bienban(cell, "build", "--ngay", DAY).returncode == 1
    assert outputs(cell) == before


def test_a_plain_folder_without_mkdocs_yml_and_docs_is_built_too(cell: Path) -> None:
    (cell / "mkdocs.yml").unlink()
    shutil.rmtree(cell / "docs", ignore_errors=True)
    build(cell)
    assert (cell / "site/index.html").is_file()


# Preview -----------------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def fetched(url: str, wanted: str, seconds: float = 60) -> str:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            text = urllib.request.urlopen(url, timeout=10).read().decode()
            if wanted in text:
                return text
        time.sleep(0.3)
    raise AssertionError(f"{url} never had {wanted}")


@contextlib.contextmanager
def serving(root: Path, *arguments: str) -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(
        [str(PROGRAMS / "bienban"), "-C", str(root), "serve", "--cong", str(port), *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_serve_is_for_this_machine_and_follows_changes(cell: Path) -> None:
    with serving(cell) as address:
        page = f"{address}/meetings/2026/2026-05-19-le-ket-nap.html"
        first = fetched(page, "Lễ kết nạp")
        assert CANARY not in first
        port = int(address.rsplit(":", 1)[1])
        listening = Path("/proc/net/tcp").read_text(encoding="ascii")
        assert f"0100007F:{port:04X} 00000000:0000 0A" in listening
        assert f"00000000:{port:04X} 00000000:0000 0A" not in listening
        place = cell / "meetings/2026/2026-05-19-le-ket-nap.md"
        place.write_text(f"{place.read_text(encoding='utf-8')}\nCâu mới thêm.\n", encoding="utf-8")
        fetched(page, "Câu mới thêm.")


def test_serve_for_chi_uy_shows_what_chi_uy_reads(cell: Path) -> None:
    with serving(cell, "--chi-uy") as address:
        fetched(f"{address}/meetings/2026/2026-10-21-chi-uy.html", CANARY)
