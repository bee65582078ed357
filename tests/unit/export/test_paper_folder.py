"""Exports of a workspace: what changed is rendered, the rest kept, the folder swapped whole."""

import json
from pathlib import Path

import pytest
from papers_cell import PNG, Docx, minutes, paper, write

from bienban.checking import check_workspace
from bienban.errors import BienbanError
from bienban.export.folder import PAPERS, Draft
from bienban.export.formal import Provenance
from bienban.export.selection import FOLDERS, paper_path
from bienban.export.service import ExportReport, export_papers, prepare_papers
from bienban.vocabulary import Audience

MEMBERS, COMMITTEE = Audience.DANG_VIEN, Audience.CHI_UY
TK, CU = "meetings/2026/2026-02-05-thuong-ky", "meetings/2026/2026-02-03-chi-uy"
NQ = "resolutions/2025-2027/05-NQ-CB"
CANARY = "chimhoangyen"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    secret = minutes(
        "2026-02-03-chi-uy",
        thu_ky="Trần Thị Bình",
        dia_diem=f"Phòng {CANARY}",
        more=f"nhiem_vu:\n  - viec: Việc {CANARY}\n    giao_cho: [an]\n    han: 2026-02-28\n",
    )
    return write(tmp_path / "so", minutes(), secret, paper(cuoc_hop="2026-02-05-thuong-ky"))


def export(root: Path, audience: Audience = MEMBERS, **more) -> ExportReport:
    more.setdefault("out", root)
    return export_papers(check_workspace(root).register, root, audience, **more)


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def test_papers_mirror_the_documents(root):
    report = export(root)
    assert set(tree(root / "papers")) == {f"{TK}.docx", f"{NQ}.docx", PAPERS.name}
    assert report.papers == (f"{TK}.docx", f"{NQ}.docx")
    assert not report.failures


def test_the_chi_uy_has_all_and_members_nothing_of_it(root):
    export(root)
    export(root, COMMITTEE)
    assert f"{CU}.docx" in tree(root / "papers-chi-uy")
    assert CANARY in Docx((root / "papers-chi-uy" / f"{CU}.docx").read_bytes()).text
    for name, data in tree(root / "papers").items():
        assert "chi-uy" not in name
        parts = Docx(data).parts.values() if name.endswith(".docx") else [data]
        assert not any(CANARY.encode() in part for part in parts), name
        assert not any(b"2026-02-03" in part for part in parts), name


def test_nothing_is_rendered_twice(root):
    export(root)
    before = tree(root / "papers")
    again = export(root)
    assert (again.rendered, len(again.reused)) == ((), 2)
    assert tree(root / "papers") == before


def test_one_change_renders_one_paper_to_the_bytes_of_a_clean_export(root, tmp_path):
    export(root)
    edit(root, f"{TK}.md", "Báo cáo.", "Báo cáo mới.")
    assert export(root).rendered == (f"{TK}.docx",)
    export(root, out=tmp_path / "sach")
    assert tree(root / "papers") == tree(tmp_path / "sach" / "papers")


def test_a_change_elsewhere_renders_every_paper_that_shows_it(root):
    export(root)
    edit(root, f"{TK}.md", "14:00-16:10", "14:00-16:20")
    assert export(root).rendered == (f"{TK}.docx", f"{NQ}.docx")
    edit(root, "organization.yml", "dia_danh: Tuyên Quang", "dia_danh: Hà Giang")
    assert len(export(root).rendered) == 2


def test_papers_of_one_audience_serve_the_other(root):
    export(root)
    report = export(root, COMMITTEE, reuse=[root / "papers"])
    assert report.rendered == (f"{CU}.docx",)
    assert len(report.reused) == 2


@pytest.mark.parametrize("damage", ["cut", "changed", "gone", "manifest"])
def test_a_damaged_paper_is_made_again(root, damage):
    export(root)
    before = tree(root / "papers")
    path = root / "papers" / f"{TK}.docx"
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:100])
    elif damage == "changed":
        path.write_bytes(b"x" + path.read_bytes()[1:])
    elif damage == "gone":
        path.unlink()
    else:
        (root / "papers" / PAPERS.name).write_text("{")
    assert f"{TK}.docx" in export(root).rendered
    assert tree(root / "papers") == before


def test_the_paper_of_a_removed_document_goes(root):
    export(root)
    (root / f"{NQ}.md").unlink()
    export(root)
    assert set(tree(root / "papers")) == {f"{TK}.docx", PAPERS.name}


def test_a_paper_that_becomes_the_chi_uys_leaves_the_members(root):
    export(root)
    edit(root, f"{NQ}.md", "loai: NQ", "pham_vi: chi-uy\nloai: NQ")
    export(root, only=[f"{TK}.md"])
    assert set(tree(root / "papers")) == {f"{TK}.docx", PAPERS.name}


def test_exporting_one_document_leaves_the_others_as_they_were(root):
    export(root)
    edit(root, f"{TK}.md", "Báo cáo.", "Báo cáo mới.")
    edit(root, f"{NQ}.md", "Làm tiếp.", "Làm mạnh.")
    before = tree(root / "papers")
    assert export(root, only=[f"{NQ}.md"]).papers == (f"{NQ}.docx",)
    after = tree(root / "papers")
    assert after[f"{TK}.docx"] == before[f"{TK}.docx"]
    assert after[f"{NQ}.docx"] != before[f"{NQ}.docx"]
    assert export(root).rendered == (f"{TK}.docx",)


def test_a_refused_document_has_no_paper(root):
    export(root)
    export(root, refused=[f"{NQ}.md"])
    assert set(tree(root / "papers")) == {f"{TK}.docx", PAPERS.name}


def test_a_document_whose_readers_are_unclear_is_not_for_members(root):
    edit(root, f"{NQ}.md", "loai: NQ", "pham_vi: moi-nguoi\nloai: NQ")
    export(root)
    assert f"{NQ}.docx" not in tree(root / "papers")


def test_one_failure_names_its_document_and_stops_no_other(root):
    edit(root, f"{TK}.md", "Báo cáo.", "![x](../../../ngoai.png)")
    report = export(root)
    assert [failure.path for failure in report.failures] == [f"{TK}.md"]
    assert "ngoai.png" in report.failures[0].reason
    assert set(tree(root / "papers")) == {f"{NQ}.docx", PAPERS.name}


@pytest.mark.parametrize("trick", ["outside", "link", "folder link", "text", "huge"])
def test_only_images_of_the_workspace_are_read(root, tmp_path, trick):
    target = "anh.png"
    place = root / "meetings/2026"
    (tmp_path / "ngoai.png").write_bytes(PNG)
    if trick == "outside":
        target = "../../../ngoai.png"
    elif trick == "link":
        (place / "anh.png").symlink_to(tmp_path / "ngoai.png")
    elif trick == "folder link":
        (place / "anh").symlink_to(tmp_path)
        target = "anh/ngoai.png"
    elif trick == "text":
        (place / "anh.png").write_text("không phải hình")
    else:
        (place / "anh.png").write_bytes(PNG + b"\0" * 10 * 1024 * 1024)
    edit(root, f"{TK}.md", "Báo cáo.", f"![x]({target})")
    assert [failure.path for failure in export(root).failures] == [f"{TK}.md"]


@pytest.mark.parametrize("target", ["anh.png", "./anh.png", "../2026/anh.png", "<sơ đồ.png>"])
def test_an_image_beside_the_document_is_in_its_paper(root, target):
    for name in ("anh.png", "sơ đồ.png"):
        (root / "meetings/2026" / name).write_bytes(PNG)
    edit(root, f"{TK}.md", "Báo cáo.", f"![x]({target})")
    report = export(root)
    assert not report.failures
    made = Docx((root / "papers" / f"{TK}.docx").read_bytes())
    assert PNG in made.parts.values()


def test_a_changed_image_changes_its_paper(root):
    image = root / "meetings/2026/anh.png"
    image.write_bytes(PNG)
    edit(root, f"{TK}.md", "Báo cáo.", "![x](anh.png)")
    export(root)
    image.write_bytes(PNG + b"\0")
    assert export(root).rendered == (f"{TK}.docx",)


def test_a_folder_that_is_not_ours_is_left_alone(root):
    (root / "papers").mkdir()
    (root / "papers" / "luan-van.docx").write_text("của tôi")
    with pytest.raises(BienbanError, match="không do bienban tạo"):
        export(root)
    assert tree(root / "papers") == {"luan-van.docx": "của tôi".encode()}


def test_a_link_or_file_in_place_of_the_folder_is_refused(root, tmp_path):
    (root / "papers").symlink_to(tmp_path)
    with pytest.raises(BienbanError, match="không ghi đè"):
        export(root)
    (root / "papers").unlink()
    (root / "papers").write_text("")
    with pytest.raises(BienbanError, match="không ghi đè"):
        export(root)


def test_an_export_that_is_not_published_changes_nothing(root):
    export(root)
    before, files = tree(root / "papers"), names(root)
    edit(root, f"{TK}.md", "Báo cáo.", "Báo cáo mới.")
    with prepare_papers(check_workspace(root).register, root, MEMBERS, root) as waiting:
        assert waiting.report.rendered == (f"{TK}.docx",)
        assert (waiting.draft_folder / f"{TK}.docx").is_file()
    assert tree(root / "papers") == before
    assert names(root) == files


def test_a_failing_pandoc_changes_nothing(root, tmp_path, monkeypatch):
    export(root)
    before, files = tree(root / "papers"), names(root)
    fake = tmp_path / "pandoc"
    fake.write_text('#!/bin/sh\n[ "$1" = --version ] && echo pandoc 3.9 && exit 0\nexit 1\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PYPANDOC_PANDOC", str(fake))
    edit(root, "organization.yml", "dia_danh: Tuyên Quang", "dia_danh: Hà Giang")
    with pytest.raises(BienbanError, match="pandoc không làm được văn bản nào"):
        export(root)
    assert tree(root / "papers") == before
    assert names(root) == files


def test_nothing_is_left_beside_the_folder(root):
    export(root)
    assert sorted(names(root)) == ["meetings", "organization.yml", "papers", "resolutions"]


def test_provenance_is_a_small_line_at_the_end(root):
    said = Provenance("Đã phê duyệt: Bí thư Nguyễn Văn An, 07/02/2026", "1a2b3c", "9f8e7d")
    export(root, provenance={f"{TK}.md": said})
    made = Docx((root / "papers" / f"{TK}.docx").read_bytes())
    assert made.lines[-1] == (
        "XuatXu",
        "Đã phê duyệt: Bí thư Nguyễn Văn An, 07/02/2026; bản ghi 1a2b3c; xuất từ commit 9f8e7d.",
    )
    assert not Docx((root / "papers" / f"{NQ}.docx").read_bytes()).styled("XuatXu")
    assert export(root).rendered == (f"{TK}.docx",)


def test_progress_counts_to_the_end(root):
    seen: list[tuple[int, int]] = []
    export(root, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (2, 2)


@pytest.mark.parametrize("path", ["/etc/passwd", "../a.md", "meetings/../../a.md", "a\\b.md"])
def test_no_name_leads_out_of_the_folder(path):
    with pytest.raises(ValueError, match="no path inside"):
        paper_path(path)


def test_the_manifest_holds_no_more_than_paths_and_digests(root):
    export(root)
    told = json.loads((root / "papers" / PAPERS.name).read_text())
    assert set(told) == {"papers"}
    assert all(len(part) == 64 for entry in told["papers"].values() for part in entry)


def test_a_folder_that_cannot_be_written_is_one_clear_message(tmp_path):
    blocked = tmp_path / "tep"
    blocked.write_text("")
    with pytest.raises(BienbanError, match="không ghi được vào"):
        Draft(blocked / "papers")


def test_the_names_of_folders_are_those_of_the_design():
    assert FOLDERS == {MEMBERS: "papers", COMMITTEE: "papers-chi-uy"}
