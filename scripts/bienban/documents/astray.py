"""Minutes among papers and papers among minutes: where such a file belongs."""

from __future__ import annotations

from bienban.documents.base import Record
from bienban.documents.frontmatter import Reading
from bienban.documents.meeting import Meeting
from bienban.documents.resolution import Resolution
from bienban.documents.shape import shape_of
from bienban.text import nfc
from bienban.vocabulary import Kind, Paper

FOLDER = "folder"
"""The subject of the problem (rule BB108) of a document in the folder of the other kind.

Its `hint` is the path at which it belongs, as far as it is known.
"""

_YEAR, _TERM = "<năm>", "<nhiệm kỳ>"
"""Folders whose names front matter does not say."""

_OTHER: dict[type[Record], tuple[type[Record], frozenset[str]]] = {
    Meeting: (Resolution, frozenset(Paper)),
    Resolution: (Meeting, frozenset(Kind)),
}
"""What a file that is none of a kind may be instead, and what its `loai` says then."""


def other_kind(reading: Reading, record: type[Record]) -> type[Record] | None:
    """Return what front matter holds, where that surely is no `record` but a paper or minutes.

    Its `loai` says so, and most of its keys: where `loai` alone does, that is BB107.
    """
    if record not in _OTHER:
        return None
    other, kinds = _OTHER[record]
    kind = reading.data.get("loai")
    if not isinstance(kind, str) or nfc(kind).strip() not in kinds:
        return None
    own, theirs = shape_of(record).keys.keys(), shape_of(other).keys.keys()
    keys = reading.data.keys()
    return other if len(keys & (theirs - own)) > len(keys & (own - theirs)) else None


def proper_path(path: str, record: Record) -> str:
    """Return where the file at `path` belongs; of which term a paper is, organization.yml says."""
    name = path.rpartition("/")[2]
    if isinstance(record, Meeting):
        return f"meetings/{record.day.year if record.day else _YEAR}/{name}"
    return f"resolutions/{_TERM}/{name}"
