"""MkDocs set up for the minute book: theme, extensions, navigation, files."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from bienban.documents.outline import outline
from bienban.errors import BienbanError
from bienban.website import escape
from bienban.website.body import FILES, IMAGES
from bienban.website.dialect import EXTENSION_CONFIGS, EXTENSIONS
from bienban.website.site import NAVIGATION, SitePages
from bienban.website.view import HELP, SEARCH
from bienban.website.writer import write

PAPERS = "papers"
"""The folder of a site that holds the papers which its pages link to."""

THEME = Path(__file__).parent / "theme"
_HAND_WRITTEN_HOME = "index.md"


def prepare(config: MkDocsConfig, site: SitePages, *, policy: bool) -> None:
    """Set `config` for `site`; `policy` puts the rule against foreign scripts into each page."""
    config.site_name = site.name
    config.use_directory_urls = False  # a copy of the folder on a stick works too
    config.markdown_extensions = list(EXTENSIONS)
    config.mdx_configs = EXTENSION_CONFIGS
    config.nav = config.nav or _navigation(config)
    if str(THEME) not in config.theme.dirs:
        config.theme.dirs.insert(0, str(THEME))
    config.theme.static_templates = {"404.html"}
    config.extra["bienban"] = {
        "policy": policy,
        "notice": site.notice,
        "search_page": SEARCH,
        "search_url": _html(SEARCH),
        "material": _style_sheet(config),
        "searchable": frozenset(page.path for page in site.pages if page.searchable),
    }


def _navigation(config: MkDocsConfig) -> list[dict[str, Any]]:
    """Return the entries of the site, and the workspace's own front page of help."""
    entries: list[dict[str, Any]] = [{title: path} for title, path in NAVIGATION]
    if (Path(config.docs_dir) / _HAND_WRITTEN_HOME).is_file():
        entries.append({"Trợ giúp": HELP})
    return entries


def _style_sheet(config: MkDocsConfig) -> str:
    """Return where Material's style sheet stands; its name changes with each version."""
    for folder in config.theme.dirs:
        found = sorted(Path(folder).glob("assets/stylesheets/main.*.min.css"))
        if found:
            return f"assets/stylesheets/{found[0].name}"
    message = "không thấy kiểu dáng của Material. Cách sửa: cài lại thư viện (make install)."
    raise BienbanError(message)


def add_files(
    files: Files, config: MkDocsConfig, site: SitePages, papers: Path | None = None
) -> Files:
    """Return the files of the build: hand-written pages, ours, what they link to, the theme's."""
    kept = [file for file in files if _is_used(file, config)]
    taken = {page.path for page in site.pages}
    result = Files([file for file in kept if file.src_uri not in taken | {_HAND_WRITTEN_HOME}])
    for file in kept:
        if file.src_uri == _HAND_WRITTEN_HOME and file.src_dir == config.docs_dir:
            result.append(_moved(file, config))
        elif file.src_uri in taken:
            message = f"docs/{file.src_uri} trùng tên với một trang của sổ. Cách sửa: đổi tên tệp."
            raise BienbanError(message)
    for page in site.pages:
        result.append(generated(config, page.path, page.markdown))
    root = Path(config.config_file_path).parent
    for path in site.files:
        if (root / path).is_file() and not (root / path).is_symlink():
            result.append(File.generated(config, path, abs_src_path=str(root / path)))
    for paper in sorted(papers.rglob("*.docx")) if papers else ():
        place = f"{PAPERS}/{paper.relative_to(papers or paper).as_posix()}"
        result.append(File.generated(config, place, abs_src_path=str(paper)))
    return result


def generated(config: MkDocsConfig, path: str, markdown: str) -> File:
    """Return a page of ours as a file; single documents are in no navigation, and that is meant."""
    level = InclusionLevel.NOT_IN_NAV
    return File.generated(config, path, content=markdown, inclusion=level)


def _moved(file: File, config: MkDocsConfig) -> File:
    """Return the front page of the hand-written pages under the name of help."""
    return File.generated(
        config, HELP, content=normal(file.content_string), inclusion=InclusionLevel.NOT_IN_NAV
    )


def _is_used(file: File, config: MkDocsConfig) -> bool:
    """Tell whether a file of docs or of the theme goes into the site.

    Of docs only pages, pictures and PDF do: a script or a sheet there went through no review.
    """
    ending = PurePosixPath(file.src_uri).suffix.lower()
    if file.src_dir == config.docs_dir:
        return file.is_documentation_page() or ending in FILES
    if file.src_uri == config.extra["bienban"]["material"]:
        return True
    return file.src_dir == str(THEME)


def normal(markdown: str) -> str:
    """Return a hand-written page in the one dialect."""

    def resolve(target: str, image: bool) -> str | None:
        if escape.is_remote(target):
            return target if escape.is_allowed(target) and not image else None
        allowed = not image or PurePosixPath(target).suffix.lower() in IMAGES
        return target if allowed else None

    return write(outline(markdown), resolve)


def _html(path: str) -> str:
    return path.removesuffix(".md") + ".html"
