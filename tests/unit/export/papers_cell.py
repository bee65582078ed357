"""A small cell for the tests of papers, and a reader of DOCX that sees what Word would."""

import io
import textwrap
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from bienban.documents.document import Document
from bienban.documents.outline import outline
from bienban.documents.reader import read
from bienban.documents.workspace import library
from bienban.export.batch import render
from bienban.export.body import body_blocks, ended
from bienban.export.headings import titles_of
from bienban.export.pandoc import find_pandoc
from bienban.export.paper import Heading, Paper, Picture
from bienban.export.selection import paper_of
from bienban.register import Register, build_register
from bienban.standards import Layout, load_standards

TODAY = date(2026, 11, 21)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63f8cfc0f01f00050001ff56c72f0d0000000049454e44ae426082"
)

MEMBERS = (
    ("an", "Nguyễn Văn An", "bi-thu"),
    ("binh", "Trần Thị Bình", "pho-bi-thu"),
    ("cuong", "Lê Văn Cường", ""),
    ("thuy", "Ngô Thu Thủy", ""),
    ("giang", "Hoàng Văn Giang", ""),
)


def organization(**changed: str) -> str:
    front = {
        "ten": "Chi bộ 4",
        "cap_tren": "Đảng bộ Viện kiểm sát nhân dân tỉnh Tuyên Quang",
        "dia_danh": "Tuyên Quang",
        "loai_hinh": "co-quan",
        "ky_hieu": "CB",
        "khung_diem": "hd-42-2025",
    } | changed
    lines = [f"{key}: {value}" for key, value in front.items()]
    lines += ["nhiem_ky: [{tu: 2025-01-15, den: 2027-06-30}]", "to_chuc:", "  - ma: chi-doan"]
    lines += ["    ten: Chi đoàn Thanh niên", "dang_vien:"]
    for ma, name, held in MEMBERS:
        lines += [f"  - ma: {ma}", f"    ten: {name}", "    vao_dang: 2010-01-01"]
        lines += ["    chinh_thuc: 2011-01-01"]
        lines += [f"    chuc_vu: [{{vai_tro: {held}, tu: 2025-01-15}}]"] if held else []
    lines += ["  - ma: lan", "    ten: Bùi Thu Lan", "    vao_dang: 2025-10-20"]
    return "\n".join(lines) + "\n"


BODY = """
    ## I. Mở đầu

    Đồng chí Nguyễn Văn An nêu lý do.

    ## II. Nội dung

    ### 1. Kết quả nhiệm vụ tháng trước

    Báo cáo.

    #### Thảo luận

    - **Lê Văn Cường:** Một ý.

    #### Kết luận

    Đồng ý.

    ### 2. Nhiệm vụ tháng tới

    Trình dự thảo.

    #### Kết luận

    Nhất trí.

    ## III. Kết thúc

    ### Kết luận chung

    Thống nhất.

    ### Thông qua biên bản

    Nhất trí.
"""


def minutes(
    name: str = "2026-02-05-thuong-ky", more: str = "", body: str = BODY, **changed: str
) -> dict[str, str]:
    """Return minutes by path; `more` is added to front matter."""
    front = {
        "loai": name[11:],
        "ngay": name[:10],
        "gio": "14:00-16:10",
        "dia_diem": "Phòng họp số 2",
        "chu_tri": "Nguyễn Văn An",
        "thu_ky": "Ngô Thu Thủy",
        "chuong_trinh": "\n  - nhom: nhiem-vu-chinh-tri\n  - nhom: nhiem-vu-thang-toi",
    } | changed
    return {f"meetings/{name[:4]}/{name}.md": _file(front, more, body)}


PAPER_BODY = """
    ## I. Đánh giá kết quả

    ### 1. Kết quả

    Tốt.

    ## II. Phương hướng, nhiệm vụ

    1. Làm tiếp.

    ## III. Tổ chức thực hiện

    Chi ủy theo dõi.
"""


def paper(
    name: str = "2025-2027/05-NQ-CB", more: str = "", body: str = PAPER_BODY, **changed: str
) -> dict[str, str]:
    """Return a paper by path."""
    number, kind, _ = name.split("/")[1].split("-")
    front = {
        "loai": {"QD": "QĐ"}.get(kind, kind),
        "so": str(int(number)),
        "ngay": "2026-02-05",
        "trich_yeu": "Lãnh đạo nhiệm vụ tháng 02 năm 2026",
        "nguoi_ky": "Nguyễn Văn An",
        "noi_nhan": "\n  - Đảng ủy Viện (để báo cáo)\n  - Lưu Chi bộ",
    } | changed
    return {f"resolutions/{name}.md": _file(front, more, body)}


def _file(front: Mapping[str, str], more: str, body: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in front.items() if value)
    added = textwrap.dedent(more).strip("\n")
    return f"---\n{lines}{added}\n---\n{textwrap.dedent(body)}"


def register(*files: Mapping[str, str], cell: str = organization()) -> Register:
    standards = load_standards()
    texts = {"organization.yml": cell}
    for more in files:
        texts |= more
    parsed = [read(path, text.encode(), standards) for path, text in texts.items()]
    return build_register(library(parsed, frozenset(texts)), standards, TODAY)


def clean_register(*files: Mapping[str, str], cell: str = organization()) -> Register:
    """Return a register that reading found nothing wrong with."""
    made = register(*files, cell=cell)
    assert not made.library.problems, made.library.problems
    return made


def write(root: Path, *files: Mapping[str, str | bytes]) -> Path:
    """Write a workspace with the cell and `files` below `root`."""
    for more in ({"organization.yml": organization()}, *files):
        for name, content in more.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


@dataclass(frozen=True)
class Docx:
    """A DOCX as its reader meets it."""

    data: bytes

    @property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}

    @property
    def document(self) -> str:
        return self.parts["word/document.xml"].decode()

    @property
    def root(self) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts["word/document.xml"])

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Style id and text of every paragraph, those in cells included."""
        return [(_style(p), _text(p)) for p in self.root.iter(f"{W}p")]

    def styled(self, style: str) -> list[str]:
        return [text for name, text in self.lines if name == style]

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in self.lines)

    @property
    def tables(self) -> list[list[list[str]]]:
        return [
            [[_text(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
            for table in self.root.iter(f"{W}tbl")
        ]


def _style(paragraph: ElementTree.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(f"{W}val", "") if found is not None else ""


def _text(element: ElementTree.Element) -> str:
    return "".join(
        "\n" if part.tag == f"{W}br" else part.text or ""
        for part in element.iter()
        if part.tag in (f"{W}t", f"{W}br")
    )


def layout_on(day: date) -> Layout:
    return load_standards().on(day).layout


def plain_paper(
    body: str,
    path: str = "meetings/a.md",
    day: date = date(2026, 2, 5),
    pictures: Mapping[str, Picture] | None = None,
) -> Paper:
    """Return a paper of a body alone."""
    tree = outline(textwrap.dedent(body))
    headings = [Heading(title.level, title.words) for title in titles_of(tree.nodes)]
    layout = layout_on(day)
    blocks = ended(tuple(body_blocks(tree, headings, {})), layout.end_mark)
    return Paper(path, "Thử", day, layout, blocks, pictures or {})


def docx(paper_: Paper) -> Docx:
    """Return a paper as pandoc really makes it."""
    (result,) = render([paper_], find_pandoc())
    assert result.data is not None, result.reason
    return Docx(result.data)


def paper_for(path: str, made: Register, root: Path = Path("/nonexistent")) -> Paper:
    document = made.find(path)
    assert isinstance(document, Document), path
    return paper_of(made, document, root, None)
