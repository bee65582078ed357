"""`bienban init` and `bienban new` as a thư ký calls them, and what `check` says of the result."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
import yaml

from bienban.text import nfc
from bienban.vocabulary import Kind, Paper

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "from bienban.cli.main import main; main()"]
DAY = "2026-12-04"
ANSWERS = {
    "--ten": "Chi bộ thôn Nà Khoang",
    "--cap-tren": "Đảng bộ xã Tân An",
    "--dia-danh": "Tân An",
    "--loai-hinh": "thon-to-dan-pho",
    "--bi-thu": "Đặng Văn Ý",
    "--vao-dang": "01/02/2001",
    "--chinh-thuc": "2002-02-01",
    "--tu-ngay": "2025-01-15",
    "--den-ngay": "2027-06-30",
}
BLANKS = {"BB107", "BB208", "BB209", "BB503"}


def bienban(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def init(target: Path, *more: object, **changed: str) -> subprocess.CompletedProcess[str]:
    answers = ANSWERS | {f"--{key.replace('_', '-')}": value for key, value in changed.items()}
    options = [part for pair in answers.items() for part in pair]
    return bienban("init", target, *options, *more)


def findings(root: Path, day: str = DAY) -> list[dict]:
    done = bienban("-C", root, "check", "--ngay", day, "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def codes(root: Path, path: str) -> set[str]:
    return {finding["code"] for finding in findings(root) if finding["path"] == path}


def new(root: Path, *arguments: object) -> str:
    done = bienban("-C", root, "new", *arguments)
    assert done.returncode == 0, done.stderr
    assert "bienban check" in done.stderr
    return done.stdout.strip()


@pytest.fixture
def cell(tmp_path: Path) -> Path:
    made = tmp_path / "chi-bo"
    assert init(made).returncode == 0
    return made


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample cell, without what is planned after October."""
    root = tmp_path / "mau"
    root.mkdir()
    shutil.copy(ROOT / "organization.yml", root)
    for folder in ("meetings", "resolutions"):
        shutil.copytree(ROOT / folder, root / folder)
    (root / "meetings/2026/2026-11-27-thuong-ky.md").unlink()
    return root


# init


def test_a_new_workspace_has_no_finding_and_everything_to_begin(cell: Path) -> None:
    assert findings(cell) == []
    made = {p.relative_to(cell).as_posix() for p in cell.rglob("*") if p.is_file()}
    assert made >= {
        "organization.yml",
        "README.md",
        "mkdocs.yml",
        "docs/index.md",
        ".gitignore",
        ".gitattributes",
        ".gitlab-ci.yml",
        ".github/workflows/bienban.yml",
        ".vscode/settings.json",
        "requirements.txt",
        "meetings/.gitkeep",
        "resolutions/.gitkeep",
    }
    for path in made:
        text = (cell / path).read_text(encoding="utf-8")
        assert "\r" not in text
        assert not re.search(r"\$\{(?:ten|cap_tren)\}", text), path
    assert "Chi bộ thôn Nà Khoang" in (cell / "README.md").read_text(encoding="utf-8")
    assert not list(cell.parent.glob(".bienban-*"))


def test_the_same_files_as_this_repository(cell: Path) -> None:
    assert (cell / "mkdocs.yml").read_bytes() == (ROOT / "mkdocs.yml").read_bytes()
    ours = (ROOT / ".github/workflows/bienban.yml").read_text(encoding="utf-8")
    theirs = (cell / ".github/workflows/bienban.yml").read_text(encoding="utf-8")
    assert re.findall(r"uses: .*", theirs) == re.findall(r"uses: .*", ours)
    for name in (".github/workflows/bienban.yml", ".gitlab-ci.yml"):
        text = (cell / name).read_text(encoding="utf-8")
        assert yaml.load(text, Loader=yaml.BaseLoader)
        assert "make " not in text, "a cell has no Makefile"
    for kind in ("organization", "guidance"):
        kept = (cell / f".vscode/schemas/{kind}.json").read_text(encoding="utf-8")
        assert json.loads(kept) == json.loads(bienban("schema", kind).stdout)


def test_the_guide_shows_the_settings_that_are_shipped(cell: Path) -> None:
    guide = (ROOT / "docs/huong-dan/trinh-soan-thao.md").read_text(encoding="utf-8")
    told = json.loads(re.findall(r"```json\n(.*?)```", guide, re.DOTALL)[0])
    for root in (cell, ROOT):
        shipped = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))
        for name, setting in told.items():
            if isinstance(setting, dict):
                assert setting.items() <= shipped[name].items(), name
            else:
                assert shipped[name] == setting


def test_a_folder_that_holds_anything_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "co-san"
    target.mkdir()
    (target / "organization.yml").write_text("của tôi", encoding="utf-8")
    done = init(target)
    assert done.returncode == 1
    assert "không trống" in done.stderr
    assert [p.name for p in tmp_path.rglob("*")] == ["co-san", "organization.yml"]
    assert (target / "organization.yml").read_text(encoding="utf-8") == "của tôi"


def test_an_empty_repository_and_the_folder_one_stands_in_are_taken(tmp_path: Path) -> None:
    target = tmp_path / "kho"
    subprocess.run(["git", "init", "-q", "-b", "main", target], check=True)
    options = [part for pair in ANSWERS.items() for part in pair]
    done = bienban("init", *options, cwd=target)
    assert done.returncode == 0, done.stderr
    assert findings(target) == []
    assert [p.name for p in tmp_path.iterdir()] == ["kho"]


def test_a_repository_is_made_when_asked_for(tmp_path: Path) -> None:
    done = init(tmp_path / "kho", "--git")
    assert done.returncode == 0
    assert "git commit" in done.stderr, "nothing is committed, and that is said"
    assert "bienban approve" in (tmp_path / "kho" / "README.md").read_text(encoding="utf-8")
    head = (tmp_path / "kho" / ".git" / "HEAD").read_text(encoding="utf-8")
    assert head.strip() == "ref: refs/heads/main"
    assert not (tmp_path / "kho" / ".git" / "index").exists()


def test_nothing_is_asked_without_a_terminal(tmp_path: Path) -> None:
    done = bienban("init", tmp_path / "x", "--ten", "Chi bộ 4")
    assert done.returncode == 2
    assert "--cap-tren" in done.stderr
    assert "--bi-thu" in done.stderr
    assert "--ten," not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "bad"),
    [
        ("loai_hinh", "xã"),
        ("ten", "   "),
        ("bi_thu", "Nguyễn\u202eVăn An"),
        ("tu_ngay", "31/02/2026"),
        ("den_ngay", "2025-01-15"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(tmp_path: Path, option: str, bad: str) -> None:
    done = init(tmp_path / "x", **{option: bad})
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "Chi bộ: số 4 # phố",
        "- Chi bộ",
        "'Chi bộ 4'",
        'Chi bộ "Sao Vàng"',
        "null",
        "Chi bộ 4:",
        "{Chi bộ}",
        "@ba",
        "12",
        unicodedata.normalize("NFD", "Chi bộ Hòa Bình"),
    ],
)
def test_any_name_stands_as_it_is_given(tmp_path: Path, name: str) -> None:
    assert init(tmp_path / "x", ten=name, bi_thu=name).returncode == 0
    assert findings(tmp_path / "x") == []
    text = (tmp_path / "x" / "organization.yml").read_text(encoding="utf-8")
    written = yaml.load(text, Loader=yaml.BaseLoader)
    assert written["ten"] == nfc(name)
    assert written["dang_vien"][0]["ten"] == nfc(name)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    done = init(tmp_path / "tep" / "x")
    assert done.returncode == 1
    assert "Cách sửa" in done.stderr


def test_questions_are_asked_on_a_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    given = ["--ten", ANSWERS["--ten"], "--loai-hinh", ANSWERS["--loai-hinh"]]
    process = subprocess.Popen(
        [*COMMAND, "init", tmp_path / "x", *given],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    typed = ["Đảng bộ xã", "Tân An", "Đặng Văn Ý", "hôm qua", "1/2/2001", "1/2/2002", "15/1/2025"]
    os.write(ours, "".join(f"{line}\n" for line in typed).encode())
    seen = b""
    try:
        while part := os.read(ours, 4096):
            seen += part
    except OSError:
        pass  # the terminal is closed with the last of its programs
    assert process.wait(timeout=30) == 0, seen.decode()
    os.close(ours)
    assert process.stdout
    process.stdout.close()
    assert "Họ tên Bí thư" in seen.decode()
    assert "Chưa đúng dạng" in seen.decode()
    assert findings(tmp_path / "x") == []


@pytest.mark.slow
def test_a_new_workspace_builds_once_it_has_a_document(cell: Path) -> None:
    new(
        cell, "thuong-ky", "--du-kien", "--ngay", DAY, "--gio", "19:30", "--dia-diem", "Nhà văn hóa"
    )
    assert findings(cell) == []
    done = bienban("-C", cell, "build")
    assert done.returncode == 0, done.stderr
    assert (cell / "site" / "index.html").is_file()


# new


@pytest.mark.parametrize("kind", list(Kind))
def test_a_planned_sitting_has_nothing_to_mend(sample: Path, kind: Kind) -> None:
    path = new(sample, kind, "--du-kien", "--ngay", DAY)
    assert path == f"meetings/2026/{DAY}-{kind}.md"
    assert codes(sample, path) <= ({"BB107"} if kind is Kind.CHUYEN_DE else set())


@pytest.mark.parametrize("kind", list(Kind))
def test_a_held_sitting_has_blanks_only(sample: Path, kind: Kind) -> None:
    before = {(d["path"], d["code"]) for d in findings(sample)}
    path = new(sample, kind, "--ngay", DAY)
    assert "BB107" in codes(sample, path)
    assert codes(sample, path) <= BLANKS
    elsewhere = {(d["path"], d["code"]) for d in findings(sample) if d["path"] != path}
    assert elsewhere <= before


@pytest.mark.parametrize("kind", list(Paper))
def test_a_paper_has_blanks_only(sample: Path, kind: Paper) -> None:
    path = new(sample, kind.lower(), "--ngay", "2026-10-08")
    assert Path(path).name.endswith(f"-{kind.replace('Đ', 'D')}-CB.md")
    assert codes(sample, path) <= BLANKS
    repeated = {"BB501", "BB502", "BB108"}
    assert not repeated & {finding["code"] for finding in findings(sample)}


def test_tasks_that_are_due_stand_ready_with_their_words(sample: Path) -> None:
    path = new(sample, "thuong-ky", "--ngay", DAY)
    text = (sample / path).read_text(encoding="utf-8")
    listed = re.findall(r"- nhiem_vu: (\S+)\n    trang_thai:\n", text)
    assert "2025-2027/22-NQ-CB/2" in listed
    assert "  # Số hóa hồ sơ lưu năm 2024 (Vũ Minh Khôi, hạn 25/11/2026)\n" in text
    without = re.sub(r"theo_doi:\n(?:  .*\n)+", "", text)
    (sample / path).write_text(without, encoding="utf-8")
    lost = [d for d in findings(sample) if d["code"] == "BB405" and d["path"] == path]
    told = " ".join(d["message"] + d["help"] for d in lost)
    assert len(lost) == len(listed) or all(task in told for task in listed)


def test_a_draft_filled_in_is_clean(sample: Path) -> None:
    path = new(sample, "thuong-ky", "--ngay", DAY)
    text = (sample / path).read_text(encoding="utf-8")
    for blank, filled in {
        "\ngio:": "\ngio: 14:00-16:00",
        "\ngui_tai_lieu:": "\ngui_tai_lieu: 2026-12-02",
        "\ndang_phi:": "\ndang_phi: du",
        "    trang_thai:": "    trang_thai: hoan-thanh",
        "\n  tong:": "\n  tong: 95",
        "\n  xep_loai:": "\n  xep_loai: tot",
        "### Kết luận chung\n": "### Kết luận chung\n\nChi bộ thống nhất.\n",
        "### Thông qua biên bản\n": "### Thông qua biên bản\n\nNhất trí.\n",
        "\n#nhiem_vu:": "\nnhiem_vu:",
        "\n#  - viec: làm việc gì": "\n  - viec: Rà soát hồ sơ",
        "\n#    giao_cho: [Họ và tên]": "\n    giao_cho: [Vũ Minh Khôi]",
        "\n#    han: 2026-01-31": "\n    han: 2026-12-20",
        "\n#    ket_qua: làm xong thì có gì": "\n    ket_qua: 20 hồ sơ",
        "\n#vang:": "\nvang:",
        "\n#  Họ và tên: lý do vắng": "\n  Nguyễn Hải Yến: ốm",
    }.items():
        assert blank in text, blank
        text = text.replace(blank, filled)
    (sample / path).write_text(text, encoding="utf-8")
    assert {d["code"] for d in findings(sample) if d["severity"] == "error"} == set()


def test_what_is_commented_out_counts_once_its_signs_are_gone(sample: Path) -> None:
    path = new(sample, "thuong-ky", "--ngay", DAY)
    text = (sample / path).read_text(encoding="utf-8")
    bare = re.sub(r"^#(?=[a-z_]+:$|  )", "", text, flags=re.MULTILINE)
    front = yaml.load(bare.split("---\n")[1], Loader=yaml.BaseLoader)
    assert front["vang"] == {"Họ và tên": "lý do vắng"}
    assert front["nhiem_vu"][0]["giao_cho"] == ["Họ và tên"]
    assert front["bieu_quyet"][0]["viec"] == "nghi-quyet"


def test_a_paper_is_sent_to_the_committee_not_to_the_whole_body(cell: Path) -> None:
    path = new(cell, "NQ", "--ngay", DAY)
    text = (cell / path).read_text(encoding="utf-8")
    assert "\n  - Đảng ủy xã Tân An (để báo cáo)\n" in text


def test_the_month_s_guidance_is_told(sample: Path) -> None:
    path = new(sample, "huong-dan", "--ngay", "2026-12-01")
    assert path == "meetings/huong-dan/2026-12.yml"
    assert codes(sample, path) == {"BB107"}
    place = sample / path
    text = place.read_text(encoding="utf-8").replace("\nso:", "\nso: 15-HD/BTGĐU")
    text = text.replace("noi_dung:\n", "noi_dung:\n  - Kiểm điểm cuối năm\n")
    place.write_text(text, encoding="utf-8")
    planned = new(sample, "thuong-ky", "--du-kien", "--ngay", DAY)
    shown = (sample / planned).read_text(encoding="utf-8")
    assert "# Cấp trên yêu cầu bàn (15-HD/BTGĐU): Kiểm điểm cuối năm\n" in shown
    assert "\n- Kiểm điểm cuối năm\n" in shown


def test_words_of_tasks_are_no_markup(sample: Path) -> None:
    place = sample / "resolutions/2025-2027/22-NQ-CB.md"
    text = place.read_text(encoding="utf-8")
    task = "Số hóa hồ sơ lưu năm 2024"
    hostile = text.replace(f"viec: {task}", f"viec: '{task} <b>*x*</b> [a](javascript:b) {{.c}}'")
    assert hostile != text
    place.write_text(hostile, encoding="utf-8")
    for more in (("--du-kien",), ("--buoi", "2")):
        path = new(sample, "thuong-ky", "--ngay", DAY, *more)
        assert "javascript" in (sample / path).read_text(encoding="utf-8")
        assert codes(sample, path) <= BLANKS


def test_nothing_is_overwritten_and_a_second_sitting_has_its_name(sample: Path) -> None:
    path = new(sample, "bat-thuong", "--ngay", DAY)
    kept = (sample / path).read_bytes()
    done = bienban("-C", sample, "new", "bat-thuong", "--ngay", DAY)
    assert done.returncode == 1
    assert "không ghi đè" in done.stderr
    assert (sample / path).read_bytes() == kept
    second = new(sample, "bat-thuong", "--ngay", DAY, "--buoi", "2")
    assert second == path.replace(".md", "-2.md")
    assert codes(sample, second) <= BLANKS


def test_a_resolution_takes_the_next_number_and_its_sitting(sample: Path) -> None:
    path = new(sample, "NQ", "--ngay", "2026-10-06")
    text = (sample / path).read_text(encoding="utf-8")
    assert path == "resolutions/2025-2027/23-NQ-CB.md"
    assert "\nso: 23\n" in text
    assert "\ncuoc_hop: 2026-10-05-thuong-ky\n" in text
    assert "\nnguoi_ky: Nguyễn Văn An\n" in text
    assert "\ntrich_yeu: Lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2026\n" in text
    congress = new(sample, "NQ", "--ky-hieu", "ĐH", "--ngay", "2026-10-07")
    assert congress == "resolutions/2025-2027/01-NQ-DH.md"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["thuongky"], 2, "thuong-ky"),
        (["NQ", "--du-kien"], 2, "biên bản"),
        (["thuong-ky", "--cuoc-hop", "x"], 2, "văn bản"),
        (["thuong-ky", "--gio", "25:00"], 2, "14:00-16:00"),
        (["NQ", "--cuoc-hop", "2026-10-05-thuong-kỳ"], 1, "2026-10-05-thuong-ky"),
        (["NQ", "--ngay", "2031-01-01"], 1, "nhiệm kỳ"),
    ],
)
def test_what_makes_no_sense_is_refused(
    sample: Path, arguments: list[str], code: int, said: str
) -> None:
    done = bienban("-C", sample, "new", *arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr


def test_a_link_out_of_the_workspace_is_not_followed(sample: Path, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai"
    outside.mkdir()
    (sample / "meetings" / "2027").symlink_to(outside)
    done = bienban("-C", sample, "new", "thuong-ky", "--ngay", "2027-01-05")
    assert done.returncode == 1
    assert list(outside.iterdir()) == []


def test_new_in_a_fresh_workspace_and_in_a_broken_one(cell: Path) -> None:
    path = new(cell, "thuong-ky", "--du-kien", "--ngay", DAY)
    assert codes(cell, path) == {"BB107"}, "nobody knows yet when and where they meet"
    (cell / "organization.yml").write_text("ten: [", encoding="utf-8")
    done = bienban("-C", cell, "new", "NQ")
    assert done.returncode == 1
    assert "organization.yml" in done.stderr
