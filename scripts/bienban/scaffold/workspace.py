"""A new workspace: every file that a cell needs to begin, made whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Template

from bienban import __version__
from bienban.documents.schema import schema
from bienban.errors import BienbanError
from bienban.scaffold.draft import value
from bienban.text import fold, nfc, squeeze
from bienban.vocabulary import CellType, Role

TEMPLATES: Mapping[str, str] = {
    "README.md": "README.md",
    "mkdocs.yml": "mkdocs.yml",
    "docs/index.md": "index.md",
    ".gitignore": "gitignore.txt",
    ".gitattributes": "gitattributes.txt",
    ".editorconfig": "editorconfig.txt",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".github/workflows/bienban.yml": "github-workflow.yml",
    ".vscode/settings.json": "vscode-settings.json",
    ".vscode/extensions.json": "vscode-extensions.json",
}
"""Each file of a new workspace, and the template that it is made from."""

_SCHEMAS = ("organization", "guidance")
_WITH_NAMES = frozenset({"README.md", "docs/index.md"})
_KEPT = frozenset({".git"})


@dataclass(frozen=True)
class Cell:
    """What a new workspace has to know of its cell.

    The term runs from `since` to `until` (None: open); records are kept from `records` on.
    `joined` and `official` are of the bí thư.
    """

    name: str
    superior: str
    place: str
    cell_type: CellType
    symbol: str
    secretary: str
    joined: date
    official: date
    since: date
    until: date | None
    records: date


def workspace_files(cell: Cell) -> dict[str, str]:
    """Return the text of every file of the new workspace, by path."""
    made = {"organization.yml": organization(cell)}
    names = {"ten": cell.name, "cap_tren": cell.superior}
    for path, template in TEMPLATES.items():
        text = (files("bienban.scaffold") / "templates" / template).read_text(encoding="utf-8")
        made[path] = Template(text).substitute(names) if path in _WITH_NAMES else text
    for kind in _SCHEMAS:
        shown = json.dumps(schema(kind), ensure_ascii=False, indent=2)
        made[f".vscode/schemas/{kind}.json"] = f"{shown}\n"
    made["requirements.txt"] = f"bienban=={__version__}\n"
    # Git keeps no empty folder.
    made["meetings/.gitkeep"] = made["resolutions/.gitkeep"] = ""
    return made


def organization(cell: Cell) -> str:
    """Return organization.yml with the bí thư as its first member."""
    until = [f"    den: {cell.until}"] if cell.until else []
    lines = (
        "# Danh bạ và quy ước của chi bộ. Sửa khi có người đến, người đi hoặc đổi chức vụ.",
        f"ten:{value(cell.name)}",
        f"cap_tren:{value(cell.superior)}",
        f"dia_danh:{value(cell.place)}",
        f"loai_hinh: {cell.cell_type}",
        "# Ghi sau số văn bản, ví dụ Số 05-NQ/CB",
        f"ky_hieu:{value(cell.symbol)}",
        "# Sổ ghi từ ngày này, trước đó không coi là thiếu",
        f"so_tu: {cell.records}",
        "nhiem_ky:",
        f"  - tu: {cell.since}",
        *until,
        "khung_diem: hd-42-2025",
        "",
        "# Không xóa ai khỏi danh sách này: biên bản cũ còn nhắc tên.",
        "# Đảng viên dự bị không có dòng chinh_thuc; khi được công nhận thì thêm dòng đó.",
        "# Thêm người thì chép lại bốn dòng đầu của một mục.",
        "dang_vien:",
        f"  - ma:{value(_slug(cell.secretary))}",
        f"    ten:{value(cell.secretary)}",
        f"    vao_dang: {cell.joined}",
        f"    chinh_thuc: {cell.official}",
        "    chuc_vu:",
        f"      - vai_tro: {Role.BI_THU}",
        f"        tu: {cell.since}",
        "",
    )
    return "\n".join(lines)


def _slug(name: str) -> str:
    """Return a name as an id: lower case, no accents, hyphens; where nothing is left a word."""
    kept = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(nfc(name)))
    return "-".join(squeeze(kept).split(" ")) if squeeze(kept) else "dang-vien"


def make_workspace(target: Path, cell: Cell) -> None:
    """Make the workspace at `target`, whole or not at all; refuse a folder that holds anything.

    A repository without files (`.git` alone) counts as empty.
    """
    there = sorted(p.name for p in target.iterdir()) if target.is_dir() else []
    if target.exists() and (not target.is_dir() or set(there) - _KEPT):
        found = ", ".join(there[:5]) or target.name
        message = f"«{target}» không trống (có {found}), không ghi đè. Cách sửa: chọn thư mục mới."
        raise BienbanError(message)
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".bienban-", dir=target.parent))
    try:
        for path, text in workspace_files(cell).items():
            place = made / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="\n")
        made.chmod(0o755)
        _move(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _move(made: Path, target: Path) -> None:
    """Put what was made in its place: in one step, or into an empty folder that is there."""
    if not target.exists():
        made.rename(target)
        return
    parts = sorted(made.iterdir())
    try:
        for part in parts:
            part.rename(target / part.name)
    except OSError:
        for part in (target / part.name for part in parts if not part.exists()):
            shutil.rmtree(part) if part.is_dir() else part.unlink()
        raise
