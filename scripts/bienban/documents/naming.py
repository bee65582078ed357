"""Files whose names are nearly those of documents: seen and said, as Windows hides how they end."""

from __future__ import annotations

import re
from collections.abc import Set

from bienban.dates import parse_day
from bienban.documents.document import Problem
from bienban.documents.position import START
from bienban.documents.reader import GUIDANCE_FOLDER, Parsed, path_id, record_class, unread
from bienban.text import nfc
from bienban.vocabulary import Kind, Paper

_NAME = re.compile(r"([^.]+)((?:\.\w+){0,2})")
_SITTING = re.compile(r"(\d{4}-\d{2}-\d{2})-([a-z-]+?)(?:-\d+)?", re.ASCII)
_PAPER = re.compile(r"\d{1,6}-([^\W\d_]+)-.+")
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_TEXT = frozenset({"md", "markdown", "mdown", "mkd", "txt", "text", "yml", "yaml"})
_WORD = frozenset({"doc", "docx", "odt", "rtf"})
"""How names end of what was meant as a document; a scan or a table beside it ends otherwise."""

_KINDS = frozenset(Kind)
_PAPERS = frozenset(paper.value.replace("Đ", "D") for paper in Paper)


def meant(path: str) -> str | None:
    """Return the path that a file which is no document should have had, if it seems to be one."""
    folder, _, name = nfc(path).rpartition("/")
    found = _NAME.fullmatch(name)
    if not found:
        return None
    stem, endings = found[1], _endings(found[2])
    if f"{folder}/" == GUIDANCE_FOLDER:
        return f"{folder}/{stem}.yml" if _MONTH.fullmatch(stem) and endings <= _TEXT else None
    known = (folder.startswith("meetings/") and _is_sitting(stem)) or (
        folder.startswith("resolutions/") and _is_paper(stem)
    )
    return f"{folder}/{stem}.md" if known and endings <= _TEXT | _WORD else None


def misnamed(path: str) -> Parsed | None:
    """Return what is known of a file that is no document by its name alone, if it is meant as one.

    It counts as existing under the identity that it should have had.
    """
    wanted = meant(path)
    if wanted is None:
        return None
    name = path.rpartition("/")[2]
    if _endings(name) & _WORD:
        return Parsed(path, path_id(wanted), None, unread(path, "BB101", "word").problems)
    problem = Problem("BB108", START, "name", actual=name, hint=wanted.rpartition("/")[2])
    return Parsed(path, path_id(wanted), None, (problem,))


def beside_its_document(path: str, files: Set[str]) -> bool:
    """Tell whether a file is nearly named as a document that is there: a copy in another form."""
    return record_class(path) is None and meant(path) in files


def _endings(name: str) -> frozenset[str]:
    return frozenset(name.casefold().split(".")[1:])


def _is_sitting(stem: str) -> bool:
    found = _SITTING.fullmatch(stem)
    return found is not None and found[2] in _KINDS and parse_day(found[1]) is not None


def _is_paper(stem: str) -> bool:
    found = _PAPER.fullmatch(stem)
    return found is not None and found[1].replace("Đ", "D") in _PAPERS
