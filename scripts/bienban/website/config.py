"""mkdocs.yml and docs/: held to what may stand in them, then given to MkDocs.

Neither is protected by approval, so nothing there may bring code or another's text into the site:
no tag, no hook, no plugin but ours, no theme folder, no inherited file, and no link, which MkDocs
would follow to minutes of chi ủy, or out of the workspace.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from bienban.errors import BienbanError

CONFIG_FILE = "mkdocs.yml"
DOCS = "docs"

DEFAULT = "site_name: Sổ biên bản\ntheme:\n  name: material\n  font: false\nplugins: [bienban]\n"
"""What a workspace without the file has."""

_ALLOWED: dict[str, object] = {
    "site_name": str,
    "site_description": str,
    "docs_dir": ("docs",),
    "theme": {"name": ("material",), "language": ("vi",), "font": (False,)},
    "plugins": (["bienban"],),
    "nav": list,
    "use_directory_urls": (False,),
    "strict": (True, False),
}
"""The keys that may stand, and for each a type, the values, or the keys below it."""


class _Plain(yaml.SafeLoader):
    """Builds nothing but text, numbers, lists and maps."""


def check_sources(root: Path) -> None:
    """Raise where mkdocs.yml or docs/ holds what may not come into the site."""
    check_config(root)
    links = sorted(path.relative_to(root).as_posix() for path in _links(root / DOCS))
    if links:
        named = ", ".join(f"«{path}»" for path in links[:5]) + (" …" if len(links) > 5 else "")
        message = (
            f"{named} phải là tệp hoặc thư mục thường, nhưng là liên kết: trang sẽ mang theo nội "
            "dung ở nơi khác, có khi là tài liệu của chi ủy. Cách sửa: xóa liên kết; cần nội dung "
            f"nào thì chép vào {DOCS}/."
        )
        raise BienbanError(message)


def _links(folder: Path) -> Iterator[Path]:
    """Yield `folder` if it is a symbolic link, else every link below it; none is followed."""
    if folder.is_symlink():
        yield folder
        return
    for where, folders, names in os.walk(folder):
        inside = Path(where)
        yield from (inside / name for name in (*folders, *names) if (inside / name).is_symlink())


def check_config(root: Path) -> None:
    """Raise where mkdocs.yml holds anything beside what is allowed."""
    path = root / CONFIG_FILE
    if path.is_symlink():
        raise _refusal("tệp phải là tệp thường, nhưng là liên kết")
    if path.is_dir():
        raise _refusal("tệp phải là tệp thường, nhưng là thư mục")
    if path.is_file():
        check_text(_text(path))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _refusal("nội dung không đọc được: tệp không lưu bằng UTF-8") from error
    except OSError as error:
        raise _refusal(f"không mở được tệp ({error.strerror})") from error


def check_text(text: str) -> None:
    """Raise where the text of mkdocs.yml holds anything beside what is allowed."""
    try:
        data = yaml.load(text, Loader=_Plain)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (dòng {mark.line + 1})" if mark else ""
        raise _refusal(f"nội dung không đọc được, hoặc có thẻ chạy mã{line}") from error
    except (ValueError, RecursionError) as error:  # a day that does not exist, lists without end
        raise _refusal("nội dung không đọc được: có giá trị không thể có") from error
    if not isinstance(data, dict):
        raise _refusal("nội dung phải là các cặp `khóa: giá trị`")
    _check(data, _ALLOWED, "")


def _check(data: dict[Any, Any], allowed: dict[str, object], above: str) -> None:
    for key, value in data.items():
        name = f"{above}{key}"
        if key not in allowed:
            raise _refusal(f"khóa `{name}` không được dùng")
        rule = allowed[key]
        if isinstance(rule, dict):
            if not isinstance(value, dict):
                raise _refusal(f"`{name}` phải gồm các cặp `khóa: giá trị`, nhưng là '{value}'")
            _check(value, rule, f"{name}.")
        elif isinstance(rule, tuple):
            if value not in rule or type(value) not in {type(option) for option in rule}:
                choices = ", ".join(map(_shown, rule))
                raise _refusal(f"`{name}` phải là {choices}, nhưng là '{value}'")
        elif isinstance(rule, type) and not isinstance(value, rule):
            raise _refusal(f"`{name}` phải là {'danh sách' if rule is list else 'chữ'}")


def _shown(value: object) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value).lower()


def _refusal(what: str) -> BienbanError:
    message = (
        f"{CONFIG_FILE}: {what}. Tệp này không qua phê duyệt nên chỉ được giữ các khóa "
        f"{', '.join(_ALLOWED)}. Cách sửa: bỏ phần đó, hoặc chép lại tệp mẫu của bienban."
    )
    return BienbanError(message)


def load(root: Path, site_dir: Path, empty_docs: Path) -> MkDocsConfig:
    """Return MkDocs' configuration of the workspace, checked first.

    `empty_docs` serves as the folder of hand-written pages where the workspace has none.
    """
    check_sources(root)
    path = root / CONFIG_FILE
    docs = root / DOCS if (root / DOCS).is_dir() else empty_docs
    source: Any = str(path) if path.is_file() else _named(DEFAULT, path)
    try:
        return load_config(source, site_dir=str(site_dir), docs_dir=str(docs))
    except MkDocsException as error:
        raise _refusal(f"MkDocs không nhận ({error})") from error


def _named(text: str, path: Path) -> StringIO:
    stream = StringIO(text)
    stream.name = str(path)
    return stream
