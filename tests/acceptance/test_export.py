"""`bienban export` from outside: folders, exit codes, messages, and the same bytes every time."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NQ, TK = "resolutions/2025-2027/14-NQ-CB", "meetings/2026/2026-01-05-thuong-ky"
ID = re.compile(r"\d{4}-\d{4}/\d|\d{4}-\d{2}-\d{2}-[a-z]|(?:dang|hoan|giao|thuong|phieu|bi)-[a-z]")


def bienban(*args: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from bienban.cli.main import main; main()", *map(str, args)],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample cell, copied and exported once."""
    root = tmp_path_factory.mktemp("mau")
    for name in ("organization.yml", "meetings", "resolutions"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    done = bienban("export", cwd=root)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "Chưa xét phê duyệt (9xx): thư mục này không phải là kho Git."
    ]
    return root


@pytest.fixture
def sample(exported: Path, tmp_path: Path) -> Path:
    return shutil.copytree(exported, tmp_path / "so")


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def words(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        xml = archive.read("word/document.xml").decode()
    return "\n".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_document_has_its_paper(exported):
    documents = {
        path.relative_to(exported).with_suffix(".docx").as_posix()
        for folder in ("meetings", "resolutions")
        for path in (exported / folder).rglob("*.md")
    }
    papers = {name for name in tree(exported / "papers-chi-uy") if name.endswith(".docx")}
    assert papers == documents
    members = {name for name in tree(exported / "papers") if name.endswith(".docx")}
    assert members == {name for name in documents if "chi-uy" not in name}


def test_no_paper_prints_an_id_or_a_slug(exported):
    for name, data in tree(exported / "papers-chi-uy").items():
        if name.endswith(".docx"):
            assert not ID.findall(words(data)), name


def test_nothing_of_the_chi_uy_is_in_the_members_papers(exported):
    private = [words(d) for n, d in tree(exported / "papers-chi-uy").items() if "-chi-uy." in n]
    assert private
    lines = {line for text in private for line in text.split("\n") if len(line) > 60}
    shared = "\n".join(words(d) for n, d in tree(exported / "papers").items() if n[-5:] == ".docx")
    assert not [line for line in lines if line in shared]


def test_a_clean_export_elsewhere_has_the_same_bytes(exported, tmp_path):
    done = bienban(
        "-C", exported, "export", "--out", tmp_path / "ra", cwd=tmp_path, TZ="Asia/Tokyo", LANG="C"
    )
    assert done.returncode == 0
    assert "0 giữ nguyên" in done.stdout
    for folder in ("papers", "papers-chi-uy"):
        assert tree(tmp_path / "ra" / folder) == tree(exported / folder)


def test_a_second_export_renders_what_changed(sample):
    edit(sample / f"{TK}.md", "Tài liệu đã gửi trước", "Tài liệu đã được gửi trước")
    done = bienban("export", cwd=sample)
    assert done.returncode == 0
    assert "(1 mới, " in done.stdout
    assert "(0 mới, " in done.stdout  # the chi ủy's copy is that of the members


def test_a_document_with_an_error_is_named_and_the_others_are_exported(sample):
    edit(sample / f"{NQ}.md", "so: 14", "so: mười bốn")
    done = bienban("export", cwd=sample)
    assert done.returncode == 1
    assert f"{NQ}.md: có lỗi, không xuất" in done.stderr
    assert f"{NQ}.docx" not in tree(sample / "papers")
    assert f"{TK}.docx" in tree(sample / "papers")
    assert "Traceback" not in done.stderr


def test_only_what_is_asked_for_is_exported(sample):
    edit(sample / f"{TK}.md", "Tài liệu đã gửi trước", "Tài liệu đã được gửi trước")
    edit(sample / f"{NQ}.md", "Chi ủy theo dõi", "Chi ủy theo dõi sát")
    before = tree(sample / "papers")
    done = bienban("export", f"{NQ}.md", cwd=sample)
    assert done.returncode == 0
    after = tree(sample / "papers")
    assert after[f"{TK}.docx"] == before[f"{TK}.docx"]
    assert after[f"{NQ}.docx"] != before[f"{NQ}.docx"]
    assert set(after) == set(before)


def test_a_folder_may_be_asked_for_from_within(sample):
    done = bienban("export", ".", "--out", "../ra", cwd=sample / "resolutions")
    assert done.returncode == 0
    made = tree(sample / "ra" / "papers")
    assert f"{NQ}.docx" in made
    assert f"{TK}.docx" not in made


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["khong-co.md"], "không phải biên bản hay văn bản của sổ"),
        (["/etc/passwd"], "nằm ngoài sổ"),
        (["organization.yml"], "không phải biên bản hay văn bản của sổ"),
    ],
)
def test_a_path_that_is_no_document_is_a_usage_error(sample, args, said):
    done = bienban("export", *args, cwd=sample)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_secret_mark_anywhere_stops_everything(sample):
    before = tree(sample / "papers")
    edit(sample / f"{NQ}.md", "loai: NQ", "do_mat: Mật\nloai: NQ")
    done = bienban("export", f"{TK}.md", cwd=sample)
    assert done.returncode == 1
    assert "BB701" in done.stderr
    assert "không xuất gì cả" in done.stderr
    assert tree(sample / "papers") == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("echo pandoc 2.5", "phải từ 3.0 trở lên"),
        ("exit 3", "mã thoát 3"),
        ("echo x", "không phải"),
    ],
)
def test_a_pandoc_that_will_not_do_is_one_message(sample, tmp_path, text, said):
    before = tree(sample / "papers")
    fake = tmp_path / "pandoc"
    fake.write_text(f"#!/bin/sh\n{text}\n")
    fake.chmod(0o755)
    done = bienban("export", cwd=sample, PYPANDOC_PANDOC=str(fake))
    assert done.returncode == 1
    assert said in done.stderr
    assert "Cách sửa: " in done.stderr
    assert len(done.stderr.splitlines()) == 2  # the first says that no trail is judged here
    assert tree(sample / "papers") == before


def test_hostile_files_beside_good_ones_stop_nothing(sample):
    folder = sample / "meetings/2026"
    (folder / "2026-12-01-thuong-ky.md").write_bytes(b"\xff\xfe\x00\x01" * 100)
    (folder / "2026-12-02-thuong-ky.md").write_bytes(b"")
    (folder / "2026-12-03-thuong-ky.md").write_text("---\nloai: thuong-ky\n")
    (folder / "2026-12-04-thuong-ky.md").symlink_to("/etc/hostname")
    done = bienban("export", cwd=sample)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    made = tree(sample / "papers")
    assert f"{TK}.docx" in made
    assert not [name for name in made if "2026-12" in name]


def test_help_is_vietnamese(sample):
    done = bienban("export", "--help", cwd=sample)
    assert done.returncode == 0
    assert "Cách dùng:" in done.stdout
    assert "Tùy chọn" in done.stdout
