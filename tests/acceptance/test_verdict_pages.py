"""What site and papers say of approval: of each document its verdict, and what they came from."""

import re
import zipfile
from pathlib import Path

from approvalkit import bienban
from bienban.demo.build import WAITING
from bienban.trail.report import judge_repository
from bienban.trail.verdicts import SHORT

APPROVED = "meetings/2026/2026-01-05-thuong-ky.md"


def page(root: Path, document: str) -> str:
    return (root / "site" / document.replace(".md", ".html")).read_text(encoding="utf-8")


def paper(root: Path, document: str) -> str:
    place = root / "papers" / document.replace(".md", ".docx")
    with zipfile.ZipFile(place) as docx:
        return re.sub(r"<[^>]+>", "", docx.read("word/document.xml").decode("utf-8"))


def test_every_page_and_paper_tells_its_verdict(demo: Path) -> None:
    place = demo / WAITING
    place.write_text(place.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    done = bienban(demo, "build")
    assert done.code == 0, done.out + done.err
    report = judge_repository(demo, remember=False)
    approved = report.verdict(APPROVED)
    words = f"Đã phê duyệt: Bí thư Nguyễn Văn An, 29/01/2026, bản {approved.blob[:SHORT]}"
    assert words in page(demo, APPROVED)
    assert words in paper(demo, APPROVED)
    assert f"commit {approved.approval.commit[:SHORT]}" in paper(demo, APPROVED)
    assert "Đã sửa sau phê duyệt, chờ phê duyệt lại" in page(demo, WAITING)
    assert "Đã sửa sau phê duyệt, chờ phê duyệt lại" in paper(demo, WAITING)
    assert f"commit {report.head[:SHORT]}" in paper(demo, WAITING)
    front = (demo / "site" / "index.html").read_text(encoding="utf-8")
    assert f"Dựng từ commit {report.head[:SHORT]}; gốc tin cậy {report.root[:SHORT]}." in front


def test_an_export_alone_tells_it_too(demo: Path) -> None:
    done = bienban(demo, "export", APPROVED)
    assert done.code == 0, done.out + done.err
    assert "Đã phê duyệt: Bí thư Nguyễn Văn An, 29/01/2026" in paper(demo, APPROVED)
