"""The site: our build beside plain Material with its own search, in one run on one machine.

Material gets the same pages as Markdown files, its default features and its stock search index.
Both sides are one process each, on the same core count; ours makes its search index too.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from corpus import FIRST, make

from bienban.checking import check_workspace
from bienban.vocabulary import Audience
from bienban.website.build import BuiltSite, build_site
from bienban.website.folder import Draft, copy_tree
from bienban.website.loading import register_for
from bienban.website.site import SitePages, make_site

PLAIN = "site_name: x\ntheme:\n  name: material\n  language: vi\n  font: false\n"
"""What whoever starts with Material writes: its search is there by default."""

ASKED_SHARE = 0.5
"""At most this share of plain Material's time a page."""
HEAVIEST = 40_000
"""No page has more bytes of HTML."""

T = TypeVar("T")


def timed(act: Callable[[], T]) -> tuple[float, T]:
    """Return how long `act` took in seconds, and what it returned."""
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


def pages_of(root: Path, day: date) -> SitePages:
    """Return the pages of the workspace as chi ủy reads them: all of them."""
    register = check_workspace(root, day=day).register
    return make_site(register_for(register, Audience.CHI_UY), Audience.CHI_UY)


def ours(root: Path, site: SitePages, target: Path) -> BuiltSite:
    """Build our site and put it in place."""
    with Draft(target) as draft:
        built = build_site(root, site, draft, None, silent)
        draft.publish()
        return built


def plain(site: SitePages, folder: Path) -> int:
    """Build the same pages with plain Material; return the bytes of its search index, packed."""
    docs = folder / "docs"
    for page in site.pages:
        place = docs / page.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(page.markdown, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return len(gzip.compress((folder / "site/search/search_index.json").read_bytes()))


def built_years(root: Path) -> int:
    """Return how many years of minutes the workspace has, so that its day is its last."""
    return sum(folder.name.isdigit() for folder in (root / "meetings").iterdir()) - 1


def silent(done: int, total: int) -> None:
    """Show no progress."""
    del done, total


def change_one(root: Path) -> None:
    """Add a sentence to the minutes of one sitting."""
    path = sorted((root / "meetings").glob("*/*-le-ket-nap.md"))[0]
    path.write_text(f"{path.read_text(encoding='utf-8')}\nMột câu mới.\n", encoding="utf-8")


def heaviest(site: Path) -> int:
    """Return the bytes of the largest page."""
    return max(path.stat().st_size for path in site.rglob("*.html"))


def run(documents: int, *, with_plain: bool = True) -> dict[str, float]:
    """Measure on a workspace of about `documents` documents; return and print the figures."""
    with tempfile.TemporaryDirectory(prefix="bench-site-") as place:
        root, target = Path(place) / "cell", Path(place) / "site"
        root.mkdir()
        make(root, documents)
        shutil.copy(Path(__file__).resolve().parents[1] / "mkdocs.yml", root)
        day = date(FIRST + built_years(root), 11, 21)
        making, site = timed(lambda: pages_of(root, day))
        cold, built = timed(lambda: ours(root, site, target))
        again, _ = timed(lambda: ours(root, site, target))
        change_one(root)
        changed_pages = pages_of(root, day)
        copy_tree(target, Path(place) / "before")
        changed, built_changed = timed(lambda: ours(root, changed_pages, target))
        figures = {
            "documents": documents,
            "pages": built.pages,
            "check_and_markdown_s": making,
            "cold_s": cold,
            "cold_ms_per_page": cold / built.pages * 1000,
            "nothing_changed_s": again,
            "one_changed_s": changed,
            "one_changed_rendered": built_changed.rendered,
            "heaviest_page_bytes": heaviest(target),
        }
        if with_plain:
            theirs, index = timed(lambda: plain(site, Path(place)))
            figures["plain_material_ms_per_page"] = theirs / built.pages * 1000
            figures["plain_search_index_gz_bytes"] = index
            figures["share_of_plain"] = cold / theirs
    for name, value in figures.items():
        print(f"{name:30} {value:12,.2f}")
    return figures


def main() -> int:
    """Run the bench; fail where a figure is not reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=int, nargs="*", default=[1000])
    parser.add_argument("--no-plain", action="store_true", help="leave the peer out")
    arguments = parser.parse_args()
    missed = False
    for documents in arguments.documents:
        figures = run(documents, with_plain=not arguments.no_plain)
        missed |= figures.get("share_of_plain", 0) > ASKED_SHARE
        missed |= figures["heaviest_page_bytes"] > HEAVIEST
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
