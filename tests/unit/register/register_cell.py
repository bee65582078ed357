"""A cell for the tests of the register, written as its files are and read by the real reader."""

from collections.abc import Mapping
from datetime import date

from bienban.documents.reader import read
from bienban.documents.workspace import library
from bienban.register import Register, build_register
from bienban.standards import load_standards

TODAY = date(2026, 11, 21)

ORGANIZATION = """\
ten: Chi bộ 4
cap_tren: Đảng bộ Viện
dia_danh: Tuyên Quang
loai_hinh: co-quan
ky_hieu: CB
so_tu: 2026-01-01
nhiem_ky:
  - {tu: 2025-01-15, den: 2027-06-30}
to_chuc:
  - ma: chi-doan
    ten: Chi đoàn Thanh niên
dang_vien:
"""

NAMES = ("Lê Văn Cường", "Ngô Thu Thủy", "Phạm Quang Dũng", "Hoàng Hòa", "Đỗ Thị Hạnh", "Vũ Khôi")

BODY = """
## I. Mở đầu

Đủ.
"""


def member(ma: str, name: str, *more: str, official: str = "2011-01-01") -> str:
    """Return a member of long standing; `more` are further keys, a `roi_chi_bo` or a period."""
    lines = [f"ma: {ma}", f"ten: {name}", "vao_dang: 2010-01-01"]
    lines += [f"chinh_thuc: {official}"] if official else []
    return "  - " + "\n    ".join([*lines, *more]) + "\n"


def role(slug: str, since: str = "2025-01-15") -> str:
    """Return the `chuc_vu` of one role held since a day."""
    return f"chuc_vu: [{{vai_tro: {slug}, tu: {since}}}]"


BOSS = member("an", "Nguyễn Văn An", role("bi-thu"))
DEPUTY = member("binh", "Trần Thị Bình", role("pho-bi-thu"))


def members(count: int, *more: str) -> str:
    """Return `count` official members, the first two bí thư and phó bí thư, then `more`."""
    plain = [member(f"m{n}", name) for n, name in enumerate(NAMES, 3)]
    extra = [member(f"x{n}", f"Đảng Viên {chr(64 + n)}") for n in range(1, 25)]
    return "".join(([BOSS, DEPUTY, *plain, *extra])[:count] + list(more))


def minutes(name: str = "2026-02-05-thuong-ky", more: str = "", **changed: str) -> dict[str, str]:
    """Return minutes by path; `more` is added to front matter, `changed` replaces or drops keys."""
    kind = name[11:].removesuffix("-2")
    front = {
        "loai": kind,
        "ngay": name[:10],
        "gio": "14:00-16:00",
        "dia_diem": "Phòng họp",
        "chu_tri": "Nguyễn Văn An",
        "thu_ky": "Trần Thị Bình",
        "chuong_trinh": "\n  - nhom: khac",
    } | changed
    if kind == "chuyen-de":
        front.setdefault("chuyen_de", "Nêu gương")
    lines = "".join(f"{key}: {value}\n" for key, value in front.items() if value)
    return {f"meetings/{name[:4]}/{name}.md": f"---\n{lines}{more}---\n{BODY}"}


def paper(name: str = "2025-2027/01-NQ-CB", more: str = "", **changed: str) -> dict[str, str]:
    """Return a paper by path, its kind and number as the name says unless `changed`."""
    number, kind, *_ = name.split("/")[1].split("-")
    front = {
        "loai": {"QD": "QĐ", "DA": "ĐA"}.get(kind, kind),
        "so": str(int(number)),
        "ngay": "2026-02-05",
        "trich_yeu": "Nhiệm vụ",
        "nguoi_ky": "Nguyễn Văn An",
        "noi_nhan": "\n  - Lưu",
    } | changed
    lines = "".join(f"{key}: {value}\n" for key, value in front.items() if value)
    return {f"resolutions/{name}.md": f"---\n{lines}{more}---\n\nNội dung.\n"}


def vote(
    figures: str = "tan_thanh: 5\n    khong_tan_thanh: 0\n    y_kien_khac: 0", **more: str
) -> str:
    """Return `bieu_quyet` with one vote on a resolution, by show of hands unless `more` says so."""
    front = {"ve": "Nghị quyết", "viec": "nghi-quyet", "hinh_thuc": "gio-tay"} | more
    lines = "".join(f"    {key}: {value}\n" for key, value in front.items() if value)
    return f"bieu_quyet:\n  -{lines[3:]}    {figures}\n"


def task(due: str | None = "2026-02-20", who: str = "Lê Văn Cường", what: str = "Rà soát") -> str:
    """Return one item of `nhiem_vu`."""
    until = f"    han: {due}\n" if due else ""
    return f"  - viec: {what}\n    giao_cho:\n      - {who}\n{until}"


def heard(ref: str, state: str = "hoan-thanh") -> str:
    """Return one item of `theo_doi`."""
    return f"  - nhiem_vu: {ref}\n    trang_thai: {state}\n"


def register(
    *files: Mapping[str, str | bytes],
    people: str = members(8),
    head: str = ORGANIZATION,
    today: date = TODAY,
) -> Register:
    """Return the register of a cell of eight official members and the `files`."""
    standards = load_standards()
    texts: dict[str, str | bytes] = {"organization.yml": head + people}
    for more in files:
        texts |= more
    data = {path: t if isinstance(t, bytes) else t.encode() for path, t in texts.items()}
    parsed = [read(path, content, standards) for path, content in data.items()]
    return build_register(library(parsed, frozenset()), standards, today)


UNREADABLE = b"\xff\xfe\xff"
