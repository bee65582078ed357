"""`bienban build`'s way to a site: MkDocs' own steps, taken for changed pages only.

What MkDocs would write is what is written (a test compares whole folders), but a page whose text,
navigation, theme, configuration and versions are as they were is taken from the last build, and
pages are rendered one by one, so that memory stays flat.  MkDocs' `--dirty` does not serve: it
leaves deleted pages behind and old links in kept ones.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import jinja2
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from bienban import __version__
from bienban.drafts import Kept, digest
from bienban.errors import BienbanError
from bienban.website.config import load
from bienban.website.folder import PAGES, Draft, copy_tree
from bienban.website.plugin import BienbanPlugin
from bienban.website.search import FOLDER as SEARCH_FOLDER
from bienban.website.search import searchable, write_index
from bienban.website.site import SitePages

Progress = Callable[[int, int], None]
"""Called with how many pages are done, and how many there are."""

_LIBRARIES = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "pyromark", "pagefind")
_SEARCH_KEY = f"{SEARCH_FOLDER}/"


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What a build did: how many pages it rendered, and how many it took from the last one."""

    rendered: int
    kept: int

    @property
    def pages(self) -> int:
        """All pages."""
        return self.rendered + self.kept


def build_site(
    root: Path, site: SitePages, draft: Draft, papers: Path | None, progress: Progress
) -> BuiltSite:
    """Make the whole site in the folder of `draft`; its pages link to what `papers` holds."""
    try:
        with _configured(root, site, draft.folder, papers) as config:
            build = _Build(config, draft)
            result = build.run(progress)
    except MkDocsException as error:
        message = f"MkDocs không dựng được trang: {error}. Cách sửa: xem lại docs/ và mkdocs.yml."
        raise BienbanError(message) from error
    PAGES.write(draft.folder, build.made)
    return result


@contextmanager
def _configured(
    root: Path, site: SitePages, folder: Path, papers: Path | None
) -> Iterator[MkDocsConfig]:
    with tempfile.TemporaryDirectory(prefix="bienban-docs-") as empty:
        config = load(root, folder, Path(empty))
        plugin = config.plugins["bienban"]
        assert isinstance(plugin, BienbanPlugin)
        plugin.given, plugin.papers = site, papers
        yield config.plugins.on_config(config)


class _Build:
    """One build: the steps of `mkdocs.commands.build.build`, page by page."""

    def __init__(self, config: MkDocsConfig, draft: Draft) -> None:
        self.config = config
        self.draft = draft
        self.made: dict[str, Kept] = {}
        self.env: jinja2.Environment = config.theme.get_env()
        files = get_files(config)
        files.add_files_from_theme(self.env, config)
        self.files: Files = config.plugins.on_files(files, config=config)
        set_exclusions(self.files, config)
        self.nav: Navigation = get_navigation(self.files, config)
        for page in self.nav.pages:
            _populate_page(page, config, self.files)

    def run(self, progress: Progress) -> BuiltSite:
        """Make every file of the site."""
        self.files.copy_static_files()
        pages = list(self.files.documentation_pages())
        common = self._common([file.src_uri for file in pages])
        search: dict[str, str] = {}
        rendered = 0
        for done, file in enumerate(pages, 1):
            key = _hashed(common[bool(file.generated_by)], file.src_uri, file.content_string)
            kept = self.draft.take(file.dest_uri, key)
            if kept is None:
                self._render(file)
                kept = Kept(key, digest((self.draft.folder / file.dest_uri).read_bytes()))
                rendered += 1
            self.made[file.dest_uri] = kept
            if file.src_uri in self.config.extra["bienban"]["searchable"]:
                search[file.dest_uri] = kept.digest
            progress(done, len(pages))
        _build_theme_template("404.html", self.env, self.files, self.config, self.nav)
        self._search(search)
        return BuiltSite(rendered, len(pages) - rendered)

    def _render(self, file: File) -> None:
        """Render one page as MkDocs does, then let go of it."""
        page = file.page or Page(None, file, self.config)
        if page.content is None:
            _populate_page(page, self.config, self.files)
        _build_page(page, self.config, [], self.nav, self.env)
        if page not in self.nav.pages:
            page.markdown = page.content = None
            page.toc = []  # type: ignore[assignment]

    def _common(self, pages: list[str]) -> Mapping[bool, str]:
        """Return what each page depends on besides its own text: for ours (True), for others.

        Links of hand-written pages are checked against what there is; ours lead only to what is.
        """
        navigation = [f"{page.title}\0{page.url}" for page in self.nav.pages]
        settings = sorted(
            (key, sorted(value) if isinstance(value, frozenset) else value)
            for key, value in self.config.extra["bienban"].items()
            if key != "searchable"
        )
        ours = _hashed(_program(), self.config.site_name, repr(settings), *navigation)
        return {True: ours, False: _hashed(ours, *pages)}

    def _search(self, pages: Mapping[str, str]) -> None:
        """Make the search index, or keep the last one where every page in it is the same."""
        key = _hashed(_program(), *(f"{path}\0{sum_}" for path, sum_ in sorted(pages.items())))
        folder = self.draft.folder / SEARCH_FOLDER
        old = self.draft.target / SEARCH_FOLDER
        kept = self.draft.kept.get(_SEARCH_KEY)
        if kept is not None and kept.key == key and tree_digest(old) == kept.digest:
            copy_tree(old, folder)
        else:
            write_index(self._searchable(pages), folder)
        self.made[_SEARCH_KEY] = Kept(key, tree_digest(folder))

    def _searchable(self, pages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for path in sorted(pages):
            content = searchable((self.draft.folder / path).read_text(encoding="utf-8"))
            if content is not None:
                yield path, content


def tree_digest(folder: Path) -> str:
    """Return one digest of every file below `folder`."""
    parts = (
        f"{path.relative_to(folder).as_posix()}\0{digest(path.read_bytes())}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
    return _hashed(*parts)


def _hashed(*parts: str) -> str:
    """Return one key of several texts."""
    sum_ = hashlib.blake2b(digest_size=16)
    for part in parts:
        sum_.update(part.encode("utf-8", "surrogatepass"))
        sum_.update(b"\0\1")
    return sum_.hexdigest()


@cache
def _program() -> str:
    """Return a key of everything that makes pages: this package's own files, and the libraries."""
    own = Path(__file__).parent
    sources = (
        f"{path.relative_to(own).as_posix()}\0{digest(path.read_bytes())}"
        for path in sorted(own.rglob("*"))
        if path.suffix in {".py", ".html", ".css", ".js", ".svg"}
    )
    return _hashed(__version__, *(f"{name} {version(name)}" for name in _LIBRARIES), *sources)
