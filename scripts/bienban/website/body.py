"""The body of a document as the site shows it, and what its links may lead to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.outline import outline
from bienban.website import escape
from bienban.website.view import View
from bienban.website.writer import Resolve, write

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
"""The kinds of pictures that the site shows; SVG may hold script and is none of them."""

FILES = IMAGES | {".pdf"}
"""The kinds of files beside documents that the site carries."""


def body(view: View, document: Document[Record]) -> str:
    """Return the body of `document` as normalised Markdown, its links set for its page."""
    return write(outline(document.source.body), resolver(view, document.path))


def resolver(view: View, here: str) -> Resolve:
    """Return the way from a link's target in the document `here` to an address on the site."""

    def resolve(target: str, image: bool) -> str | None:
        if escape.is_remote(target):
            return target if escape.is_allowed(target) and not image else None
        path, mark, anchor = target.partition("#")
        if not path:
            return f"#{anchor}" if anchor else None
        place = workspace_path(here, path)
        if place is None or not _is_on_site(view, place, image=image):
            return None
        return posixpath.relpath(place, posixpath.dirname(here)) + mark + anchor

    return resolve


def workspace_path(here: str, target: str) -> str | None:
    """Return the path in the workspace that a relative target means; None where it leaves it."""
    plain = unquote(target.partition("#")[0].partition("?")[0])
    place = posixpath.normpath(posixpath.join(posixpath.dirname(here), plain))
    if not plain or "\\" in plain or place.startswith(("../", "/")) or place in ("..", "."):
        return None
    return place


def _is_on_site(view: View, place: str, *, image: bool) -> bool:
    if place.endswith(".md"):
        return not image and place in view.document_paths
    kinds = IMAGES if image else FILES
    return place in view.register.library.files and PurePosixPath(place).suffix.lower() in kinds


def linked_files(view: View) -> Iterator[str]:
    """Yield the paths of files beside documents that documents of the view link to or show."""
    library = view.register.library
    for document in (*library.meetings, *library.resolutions):
        for found in document.links:
            if not escape.is_remote(found.target):
                place = workspace_path(document.path, found.target)
                if (
                    place
                    and not place.endswith(".md")
                    and _is_on_site(view, place, image=found.image)
                ):
                    yield place
