"""The search index: Pagefind over the built pages, made to find Vietnamese without accents.

Pagefind folds accents by decomposition, in which `đ` stays what it is. So it is given each `đ`
as `d` with a stroke laid over it (U+0335), which decomposition takes off like any other accent:
`dang` finds «đảng», and «đảng» itself ranks first. Our script writes queries the same way and
turns the excerpts back. Nothing of this is in the pages.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind.service import get_executable

from bienban.errors import BienbanError

STROKE = "\u0335"
FOLDER = "pagefind"
LANGUAGE = "vi"

_ENTRY = "pagefind-entry.json"
_KEPT = ("pagefind.js", "pagefind-worker.js", _ENTRY)
_PACKED = (".pf_fragment", ".pf_index", ".pf_meta", ".pagefind")
_TRIES = 3
_NOTHING = "index.html"
"""The page that an index of nothing is made of: Pagefind refuses to make one of none."""
_MARK = " data-pagefind-body"
_ARTICLE = re.compile(rf"<article[^>]*{_MARK}[^>]*>(.*?)</article>", re.DOTALL)
_CELL = re.compile(r"(</t[hd]>)(?=\s*<t[hd])")


def stroked(text: str) -> str:
    """Return `text` with every đ as a d under a stroke."""
    return text.replace("đ", "d" + STROKE).replace("Đ", "D" + STROKE)


def searchable(html: str) -> str | None:
    """Return what search sees of a built page, or None where it is not to be found."""
    if _MARK not in html:
        return None
    found = _ARTICLE.search(html)
    # An excerpt is text alone: without a sign between them the cells of a row read as one sentence.
    return stroked(_CELL.sub(r" ·\1", found[1])) if found else None


def built_pages(site: Path) -> Iterator[tuple[str, str]]:
    """Yield address and searchable text of each built page, sorted."""
    for path in sorted(site.rglob("*.html")):
        content = searchable(path.read_text(encoding="utf-8"))
        if content is not None:
            yield path.relative_to(site).as_posix(), content


def write_search(site: Path) -> None:
    """Make the index of the built site in its own folder."""
    write_index(built_pages(site), site / FOLDER)


def write_index(pages: Iterable[tuple[str, str]], folder: Path) -> None:
    """Make the index of `pages` (address and HTML) in `folder`, without Pagefind's own UI."""
    with TemporaryDirectory(prefix="bienban-search-") as place:
        texts = Path(place) / "pages"
        texts.mkdir()
        _write(texts, pages)
        if not any(texts.iterdir()):
            _write(texts, [(_NOTHING, _NOTHING)])
        made = Path(place) / "index"
        _index(texts, made)
        shutil.copytree(made, folder)


def _write(folder: Path, pages: Iterable[tuple[str, str]]) -> None:
    for address, html in pages:
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        body = f'<html lang="{LANGUAGE}"><body data-pagefind-body>{html}</body></html>'
        path.write_text(body, encoding="utf-8")


def _index(texts: Path, made: Path) -> None:
    """Run Pagefind, once more where it left files half written.

    Its command is used and not its service: version 1.5.2 does not flush what it writes, and the
    service is killed before everything has reached the disk, where the command waits for it.
    """
    for _ in range(_TRIES):
        shutil.rmtree(made, ignore_errors=True)
        _run(texts, made)
        _drop_foreign(made)
        if _is_whole(made):
            return
    message = "không lập được mục lục tìm kiếm: Pagefind ghi tệp dở dang. Cách sửa: chạy lại lệnh."
    raise BienbanError(message)


def _run(texts: Path, made: Path) -> None:
    program = get_executable()
    if program is None:
        message = "thiếu chương trình Pagefind. Cách sửa: cài lại thư viện (make install)."
        raise BienbanError(message)
    options = {
        "--site": str(texts),
        "--output-path": str(made),
        "--force-language": LANGUAGE,
        "--include-characters": STROKE,
    }
    # Its own settings are never read from the user's environment or from a file of the workspace.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND_")}
    command = [str(program), *(part for option in options.items() for part in option)]
    done = subprocess.run(
        [*command, "--keep-index-url", "--silent"],
        cwd=texts.parent,
        env=environment,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()[-300:]
        message = f"Pagefind không lập được mục lục tìm kiếm: {said}. Cách sửa: chạy lại lệnh."
        raise BienbanError(message)


def _drop_foreign(made: Path) -> None:
    """Remove Pagefind's own pages, scripts and sheets: the site has its own."""
    for path in made.glob("*"):
        ours = path.is_dir() or path.name in _KEPT or path.suffix in (".pf_meta", ".pagefind")
        if not ours:
            path.unlink()


def _is_whole(made: Path) -> bool:
    """Tell whether every file of the index was written to its end."""
    try:
        json.loads((made / _ENTRY).read_text(encoding="utf-8"))
        for path in made.rglob("*.p*f*"):
            if path.suffix in _PACKED:
                gzip.decompress(path.read_bytes())
    except (OSError, ValueError, EOFError, zlib.error):
        return False
    return True
