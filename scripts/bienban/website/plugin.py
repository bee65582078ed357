"""The MkDocs plugin: thin hooks that hand the site's pages to MkDocs.

No product logic lives here: Material for MkDocs ends on 5 May 2027, and MkDocs 2 has no plugins.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from bienban.errors import BienbanError
from bienban.vocabulary import Audience
from bienban.website import setup
from bienban.website.config import check_sources
from bienban.website.folder import PAGES
from bienban.website.loading import load_site
from bienban.website.search import write_search
from bienban.website.site import SitePages


class Settings(Config):  # type: ignore[no-untyped-call]
    """The plugin has no settings in mkdocs.yml, which anybody may change."""


class BienbanPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Adds the pages of the minute book to an MkDocs build."""

    readers: ClassVar[Audience] = Audience.DANG_VIEN
    """Who the pages are for; only `bienban serve --chi-uy` changes it."""

    site: SitePages | None = None
    given: SitePages | None = None
    papers: Path | None = None
    serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether pages are previewed, where MkDocs puts a script of its own into them."""
        del dirty
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the minute book, and set MkDocs up for it."""
        root = Path(config.config_file_path).parent
        try:
            check_sources(root)
            self.site = self.given or load_site(root, self.readers)
        except BienbanError as error:
            raise PluginError(str(error)) from error
        setup.prepare(config, self.site, policy=not self.serving)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages, and leave out what the theme brings but no page uses."""
        assert self.site is not None
        return setup.add_files(files, config, self.site, self.papers)

    def on_page_markdown(self, markdown: str, page: MkDocsPage, **_: Any) -> str:  # noqa: ANN401
        """Write hand-written pages in the dialect of documents too."""
        return markdown if page.file.generated_by else setup.normal(markdown)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Make the search index over the built pages."""
        write_search(Path(config.site_dir))
        PAGES.write(Path(config.site_dir), {})

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> None:  # noqa: ANN401
        """Watch the documents."""
        root = Path(config.config_file_path).parent
        for name in ("meetings", "resolutions", "organization.yml"):
            if (root / name).exists():
                server.watch(str(root / name))
