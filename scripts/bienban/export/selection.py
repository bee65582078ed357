"""Which documents make papers for whom, and where each paper stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.resolution import Resolution
from bienban.export.formal import Provenance
from bienban.export.issued import issued_paper
from bienban.export.minutes import minutes_paper
from bienban.export.paper import Paper
from bienban.export.pictures import pictures_of
from bienban.register import Register
from bienban.vocabulary import Audience

FOLDERS = {Audience.DANG_VIEN: "papers", Audience.CHI_UY: "papers-chi-uy"}
"""The name of the folder of papers for each audience."""


def may_read(document: Document[Record], audience: Audience) -> bool:
    """Tell whether `audience` may read a document; one that is not clear is for chi ủy."""
    record = document.record
    if not isinstance(record, Meeting | Resolution):
        return False
    if audience is Audience.CHI_UY:
        return True
    unclear = document.broken("pham_vi") or document.broken("loai")
    return not unclear and record.readers is Audience.DANG_VIEN


def documents_for(register: Register, audience: Audience) -> tuple[Document[Record], ...]:
    """Return the documents that make papers for `audience`, in the order of their paths."""
    library = register.library
    every: tuple[Document[Record], ...] = (*library.meetings, *library.resolutions)
    return tuple(document for document in every if may_read(document, audience))


def paper_path(document: str) -> str:
    """Return where the paper of the document at a path stands in its folder."""
    path = PurePosixPath(document)
    if path.is_absolute() or ".." in path.parts or "\\" in document:
        message = f"no path inside the workspace: {document}"
        raise ValueError(message)
    return path.with_suffix(".docx").as_posix()


def papers(
    register: Register,
    documents: Collection[Document[Record]],
    root: Path,
    provenance: Mapping[str, Provenance] | None = None,
) -> tuple[Paper, ...]:
    """Return the papers of `documents`, each in the layout in force on its own day."""
    return tuple(
        paper_of(register, document, root, (provenance or {}).get(document.path))
        for document in documents
    )


def paper_of(
    register: Register, document: Document[Record], root: Path, provenance: Provenance | None
) -> Paper:
    """Return the paper of one document of `meetings/` or `resolutions/`."""
    record = document.record
    assert isinstance(record, Meeting | Resolution)
    layout = register.standards.on(record.day or register.today).layout
    if isinstance(record, Meeting):
        sitting = register.sitting(document.path)
        assert sitting is not None  # every document of minutes has its sitting
        paper = minutes_paper(register, sitting, layout, provenance)
    else:
        facts = register.paper(document.path)
        assert facts is not None  # and every paper its facts
        paper = issued_paper(register, facts, layout, provenance)
    return replace(paper, pictures=pictures_of(paper, root))
