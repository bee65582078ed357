"""What a reference leads to, and what it may lead to where a file is doubtful."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.resolution import Resolution
from bienban.documents.workspace import Unreadable
from bienban.once import once
from bienban.register.doubts import (
    GUIDANCE,
    MINUTES,
    PAPERS,
    PaperDoubt,
    SittingDoubt,
    sitting_doubts,
    unreadable_paper,
    unreadable_sitting,
)
from bienban.register.papers import series_key
from bienban.register.references import PaperName, canonical, paper_name, sitting_name
from bienban.text import nearest
from bienban.vocabulary import Kind, Paper

if TYPE_CHECKING:
    from bienban.register.register import Register
    from bienban.register.sittings import Sitting

AnyDocument: TypeAlias = Document[Meeting] | Document[Resolution]

_MANY = 500
_NEAR = timedelta(days=45)
"""How far from a sitting that does not exist the one that was meant is looked for."""


@dataclass(frozen=True, eq=False)
class Index:
    """Every document by what names it, and the files of which it is not known what they are."""

    register: Register = field(repr=False)

    @once
    def _index(self) -> dict[str, AnyDocument | Unreadable]:
        """Every document by what names it: its identity before what its path states."""
        index: dict[str, AnyDocument | Unreadable] = {}
        library = self.register.library
        documents: tuple[AnyDocument, ...] = (*library.meetings, *library.resolutions)
        for document in documents:
            index.setdefault(canonical(document.id), document)
        for document in documents:
            index.setdefault(canonical(document.path), document)
        for paper in self.register.papers:
            if paper.identity:
                index.setdefault(canonical(paper.identity), paper.document)
        for file in (*self.unreadable_minutes, *self.unreadable_papers):
            index.setdefault(canonical(file.path), file)
            index.setdefault(canonical(file.id), file)
        return index

    def find(self, ref: str) -> AnyDocument | Unreadable | None:
        """Return the minutes or paper that `ref` names, by identity or path, or the bad file."""
        return self._index.get(canonical(ref))

    def known(self, ref: str, folder: str = "") -> bool:
        """Tell whether nothing is to be said against `ref`: it exists, did once, or may exist.

        With `folder` (MINUTES or PAPERS) it must not name a document of the other one.
        """
        found = self.find(ref)
        if found is not None:
            path = found.proper if isinstance(found, Unreadable) else found.path
            return path.startswith(folder)
        if (folder == MINUTES and paper_name(ref)) or (folder == PAPERS and sitting_name(ref)):
            return False
        return self.before_records(ref) or self.could_hold(ref)

    def before_records(self, ref: str) -> bool:
        """Tell whether `ref` names something older than the records, accepted as text.

        That is a sitting before `so_tu`, a paper below the lowest recorded number of its sequence,
        or one of a sequence without any record whose term began before the records did.
        """
        since = self.register.calendar.since
        if sitting := sitting_name(ref):
            return since is not None and sitting.day < since
        name = paper_name(ref)
        if name is None:
            return False
        series = self.register.numbering.named(name)
        if series is not None:
            return name.number < series.lowest
        return since is not None and self._term_start(name) < since

    def _term_start(self, name: PaperName) -> date:
        terms = self.register.terms.stated
        known = next((t.start for t in terms if t.folder == name.term and t.start), None)
        if known:
            return known
        year = name.term[:4]
        return date(int(year), 1, 1) if re.fullmatch("[1-9][0-9]{3}", year) else date.max

    def could_hold(self, ref: str) -> bool:
        """Tell whether a file of doubtful identity may be what `ref` names."""
        if self.register.organization is None or self.register.organization.broken("so_tu"):
            return True
        if sitting := sitting_name(ref):
            return self.could_hold_sitting(sitting.day, sitting.day, sitting.kind)
        name = paper_name(ref)
        return any(doubt.name in (None, name) for doubt in self.paper_doubts) if name else False

    def could_hold_sitting(self, first: date, last: date, *kinds: Kind) -> bool:
        """Tell whether a doubtful file may be a sitting of `kinds` (none: any) in these days."""
        return any(doubt.could_be(first, last, kinds) for doubt in self.sitting_doubts)

    def could_hold_paper(self, term: str, symbol: str, kind: Paper | None) -> bool:
        """Tell whether a doubtful file may be a paper of that sequence (`kind` None: any kind)."""
        wanted = series_key(term, symbol, kind)
        return any(
            doubt.name is None
            or series_key(doubt.name.term, doubt.name.symbol, kind and doubt.name.kind) == wanted
            for doubt in self.paper_doubts
        )

    @once
    def unreadable_minutes(self) -> tuple[Unreadable, ...]:
        """The files of minutes that cannot be read at all."""
        files = (f for f in self.register.library.unreadable if f.proper.startswith(MINUTES))
        return tuple(f for f in files if not f.proper.startswith(GUIDANCE))

    @once
    def unreadable_papers(self) -> tuple[Unreadable, ...]:
        """The files of papers that cannot be read at all."""
        return tuple(f for f in self.register.library.unreadable if f.proper.startswith(PAPERS))

    @once
    def unreadable_sittings(self) -> tuple[SittingDoubt, ...]:
        """What the unreadable minutes may be."""
        return tuple(map(unreadable_sitting, self.unreadable_minutes))

    @once
    def sitting_doubts(self) -> tuple[SittingDoubt, ...]:
        """What unreadable and broken minutes may be, besides what they say."""
        broken = (doubt for sitting in self.register.sittings for doubt in sitting_doubts(sitting))
        return (*self.unreadable_sittings, *broken)

    @once
    def paper_doubts(self) -> tuple[PaperDoubt, ...]:
        """What unreadable, broken and misplaced papers may be, besides what they say."""
        broken = (PaperDoubt(p.id, p.stated) for p in self.register.papers if p.misplaced)
        return (*map(unreadable_paper, self.unreadable_papers), *broken)

    def nearest(self, ref: str) -> str | None:
        """Return the identity most like `ref`: a sitting near its day, or a paper of its term.

        None where many references lead nowhere: what is wrong with them is no slip.
        """
        self._astray.add(ref)
        if len(self._astray) > _MANY:
            return None
        if sitting := sitting_name(ref):
            return nearest(ref, [s.id for s in self.register.sittings if _near(s, sitting.day)])
        name, papers = paper_name(ref), self.register.papers
        return nearest(ref, [p.id for p in papers if not name or p.id.startswith(name.term)])

    @once
    def _astray(self) -> set[str]:
        """The references that lead nowhere, as far as they were asked for."""
        return set()


def _near(sitting: Sitting, day: date) -> bool:
    held = sitting.stated_day
    return held is not None and abs(held - day) <= _NEAR
