"""The search index: Pagefind over the built pages, made to find Vietnamese without accents.

Pagefind folds accents by decomposition, in which `đ` stays what it is. So it is given each `đ`
as `d` with a stroke laid over it (U+0335), which decomposition takes off like any other accent:
`dang` finds «đảng», and «đảng» itself ranks first. Our script writes queries the same way and
turns the excerpts back. Nothing of this is in the pages.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pagefind.index import IndexConfig, PagefindIndex

STROKE = "\u0335"
FOLDER = "pagefind"
LANGUAGE = "vi"

_KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
_MARK = " data-pagefind-body"
_ARTICLE = re.compile(rf"<article[^>]*{_MARK}[^>]*>(.*?)</article>", re.DOTALL)


def stroked(text: str) -> str:
    """Return `text` with every đ as a d under a stroke."""
    return text.replace("đ", "d" + STROKE).replace("Đ", "D" + STROKE)


def searchable(html: str) -> str | None:
    """Return what search sees of a built page, or None where it is not to be found."""
    if _MARK not in html:
        return None
    found = _ARTICLE.search(html)
    return stroked(found[1]) if found else None


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
    asyncio.run(_index(pages, folder))
    for path in folder.glob("*"):
        ours = path.is_dir() or path.name in _KEPT or path.suffix in (".pf_meta", ".pagefind")
        if not ours:
            path.unlink()


async def _index(pages: Iterable[tuple[str, str]], folder: Path) -> None:
    config = IndexConfig(
        output_path=str(folder.resolve()),
        force_language=LANGUAGE,
        include_characters=STROKE,
        keep_index_url=True,
    )
    async with PagefindIndex(config=config) as index:
        for address, html in pages:
            body = f'<html lang="{LANGUAGE}"><body data-pagefind-body>{html}</body></html>'
            await index.add_html_file(content=body, url=address)
