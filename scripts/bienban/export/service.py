"""Exports the papers of a workspace: what changed is rendered, the rest is taken as it was."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.export.batch import Keys, render, whole_or_error
from bienban.export.folder import Draft, Shelf
from bienban.export.formal import Provenance
from bienban.export.pandoc import Pandoc, find_pandoc
from bienban.export.paper import Paper
from bienban.export.selection import FOLDERS, documents_for, paper_path, papers
from bienban.register import Register
from bienban.vocabulary import Audience

Progress = Callable[[int, int], None]
"""Called with how many papers are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that made no paper, and why, in Vietnamese."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did: paths of papers rendered and taken as they were, and failures."""

    folder: Path
    rendered: tuple[str, ...]
    reused: tuple[str, ...]
    failures: tuple[Failure, ...]

    @property
    def papers(self) -> tuple[str, ...]:
        """Every paper of this export, by path in the folder."""
        return tuple(sorted((*self.rendered, *self.reused)))


class Export:
    """A finished export that waits beside its folder: `publish` puts it in place.

    As a context it removes what was not published.
    """

    def __init__(self, draft: Draft, report: ExportReport) -> None:
        self._draft = draft
        self.report = report

    @property
    def draft_folder(self) -> Path:
        """Where the papers stand until they are published."""
        return self._draft.folder

    def publish(self) -> ExportReport:
        """Replace the folder by the new one, whole."""
        self._draft.publish()
        return self.report

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._draft.discard()


def prepare_papers(
    register: Register,
    root: Path,
    audience: Audience,
    out: Path,
    *,
    only: Collection[str] | None = None,
    refused: Collection[str] = (),
    provenance: Mapping[str, Provenance] | None = None,
    reuse: Sequence[Path] = (),
    progress: Progress | None = None,
) -> Export:
    """Make the papers for `audience` beside the folder `out/papers` (or `papers-chi-uy`).

    `only` are the paths of documents to export, the papers of others staying as they are;
    `refused` are those that have errors and make none; `reuse` are folders of papers besides the
    present one whose papers may be taken where their content is the same.
    Raises BienbanError where pandoc will not do, or the folder cannot be written.
    """
    target = out / FOLDERS[audience]
    every = [d for d in documents_for(register, audience) if d.path not in refused]
    chosen = [d for d in every if only is None or d.path in only]
    pandoc = find_pandoc()
    draft = Draft(target)
    try:
        work = _Work(draft, Shelf([target, *reuse]), pandoc, progress)
        work.do(papers(register, chosen, root, provenance))
        if only is not None:
            _keep_others(draft, every, chosen)
    except BaseException:
        draft.discard()
        raise
    return Export(draft, work.report(target))


def export_papers(
    register: Register,
    root: Path,
    audience: Audience,
    out: Path,
    *,
    only: Collection[str] | None = None,
    refused: Collection[str] = (),
    provenance: Mapping[str, Provenance] | None = None,
    reuse: Sequence[Path] = (),
    progress: Progress | None = None,
) -> ExportReport:
    """Make the papers for `audience` and put their folder in place; see `prepare_papers`."""
    with prepare_papers(
        register,
        root,
        audience,
        out,
        only=only,
        refused=refused,
        provenance=provenance,
        reuse=reuse,
        progress=progress,
    ) as export:
        return export.publish()


def _keep_others(
    draft: Draft, every: Sequence[Document[Record]], chosen: Sequence[Document[Record]]
) -> None:
    draft.keep_others(
        (paper_path(document.path) for document in every),
        but=[paper_path(document.path) for document in chosen],
    )


def _silent(done: int, total: int) -> None:
    del done, total


class _Work:
    """One export: takes what is kept, renders the rest, counts both."""

    def __init__(
        self, draft: Draft, shelf: Shelf, pandoc: Pandoc, progress: Progress | None
    ) -> None:
        self.draft = draft
        self.shelf = shelf
        self.pandoc = pandoc
        self.progress = progress or _silent
        self.keys = Keys(pandoc.version)
        self.rendered: list[str] = []
        self.reused: list[str] = []
        self.failures: list[Failure] = []

    def do(self, every: Sequence[Paper]) -> None:
        """Put every paper into the draft."""
        changed: dict[str, str] = {}
        for paper in every:
            key, place = self.keys.of(paper), paper_path(paper.path)
            kept = self.shelf.find(place, key)
            if kept is None:
                changed[paper.path] = key
            else:
                self.draft.add(place, key, kept)
                self.reused.append(place)
        self._render([paper for paper in every if paper.path in changed], changed, len(every))

    def _render(self, changed: Sequence[Paper], keys: Mapping[str, str], total: int) -> None:
        if not changed:
            return
        count, lock = [len(self.reused)], Lock()

        def done() -> None:
            with lock:
                count[0] += 1
                self.progress(count[0], total)

        results = render(changed, self.pandoc, done)
        if not self.reused:
            whole_or_error(results)
        for result in results:
            if result.data is None:
                self.failures.append(Failure(result.path, result.reason))
            else:
                place = paper_path(result.path)
                self.draft.add(place, keys[result.path], result.data)
                self.rendered.append(place)

    def report(self, folder: Path) -> ExportReport:
        """Return what was done."""
        return ExportReport(folder, tuple(self.rendered), tuple(self.reused), tuple(self.failures))
