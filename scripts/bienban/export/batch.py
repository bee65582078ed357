"""Papers to DOCX: a few runs of pandoc for all of them, and the same bytes every time.

What a DOCX costs pandoc is mostly its styles, not its text. So papers of one layout are written
into one file, each after a mark that no text can hold, and parted again here. Nothing in a paper
depends on what stands before it: it has no notes, bookmarks or numbered lists of Word's.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bienban.errors import BienbanError
from bienban.export import nodes
from bienban.export.pandoc import SCRIPT, Pandoc, PandocFailedError, run_script, script
from bienban.export.paper import Paper, Picture
from bienban.export.reference import reference_document
from bienban.export.settle import Written, steps
from bienban.standards import Layout

LANG = "vi-VN"
"""The language of every paper, which Word checks spelling by."""

FORMAT = "2"
"""Counts up where papers change for a reason that no key shows."""

SMALLEST_BATCH = 8
"""A run of pandoc of its own costs as much as this many papers."""

TOGETHER = 50
"""How many papers are written into one file."""

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of one paper: its bytes, or in Vietnamese why there are none."""

    path: str
    data: bytes | None
    reason: str = ""


class Keys:
    """Gives each paper a key that changes whenever its bytes could; `version` is pandoc's."""

    def __init__(self, version: str) -> None:
        self._shared = [FORMAT, version, *(_digest(source) for source in (script(), steps()))]
        self._references: dict[int, tuple[Layout, str]] = {}

    def of(self, paper: Paper) -> str:
        """Return the key of `paper`."""
        told = [
            *self._shared,
            self._reference(paper.layout),
            nodes.blocks(paper.blocks, {}),
            {name: (p.mime, _digest(p.data)) for name, p in paper.pictures.items()},
            paper.title,
            str(paper.day),
        ]
        return _digest(json.dumps(told, sort_keys=True).encode())

    def _reference(self, layout: Layout) -> str:
        if id(layout) not in self._references:
            # The layout is kept with it, so that its id stays its own.
            self._references[id(layout)] = layout, _digest(reference_document(layout, LANG))
        return self._references[id(layout)][1]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def render(
    papers: Sequence[Paper], pandoc: Pandoc, done: Callable[[], None] = lambda: None
) -> tuple[Rendered, ...]:
    """Return every paper as DOCX, in order; `done` is called once a paper, from any thread.

    One paper that fails never stops the others.
    """
    results = {paper.path: _unpictured(paper) for paper in papers if paper.missing}
    whole = [paper for paper in papers if not paper.missing]
    for _ in results:
        done()
    shares = list(_shares(whole, os.cpu_count() or 1))
    with ThreadPoolExecutor(max_workers=max(1, len(shares))) as pool:
        for share in pool.map(lambda share: list(_render_share(share, pandoc, done)), shares):
            results.update((result.path, result) for result in share)
    return tuple(results[paper.path] for paper in papers)


def _unpictured(paper: Paper) -> Rendered:
    named = ", ".join(f"«{target}»" for target in paper.missing)
    return Rendered(paper.path, None, f"hình ảnh không có trong thư mục của chi bộ: {named}")


def _shares(papers: Sequence[Paper], cores: int) -> Iterator[Sequence[Paper]]:
    """Yield the papers in as many parts as are worth a process each."""
    count = max(1, min(cores, len(papers) // SMALLEST_BATCH))
    for number in range(count):
        if share := papers[number::count]:
            yield share


def _render_share(
    papers: Sequence[Paper], pandoc: Pandoc, done: Callable[[], None]
) -> Iterable[Rendered]:
    """Render one batch; what fails together is halved until the one at fault is alone."""
    results, failed = _run(papers, pandoc, done)
    yield from results
    for group, reason in failed:
        if len(group) == 1:
            done()
            yield Rendered(group[0].path, None, f"pandoc báo: {reason}")
        else:
            middle = len(group) // 2
            for half in (group[:middle], group[middle:]):
                yield from _render_share(half, pandoc, done)


_Failed = list[tuple[Sequence[Paper], str]]


def _run(
    papers: Sequence[Paper], pandoc: Pandoc, done: Callable[[], None]
) -> tuple[list[Rendered], _Failed]:
    """Run pandoc once; return what it made, and the groups that it did not with the reason."""
    groups = list(_groups(papers))
    with tempfile.TemporaryDirectory(prefix="bienban-") as name:
        folder = Path(name)
        _write_job(folder, groups)
        said: dict[int, str] = {}

        def hear(line: str) -> None:
            word, number, *reason = line.split(" ", 2)
            said[int(number) - 1] = "" if word == "ok" else _short("".join(reason))

        try:
            run_script(pandoc, folder, len(papers), hear)
        except PandocFailedError as error:
            if len(groups) > 1 or len(papers) > 1:
                return [], [(papers, _short(error))]
            said.setdefault(0, _short(error))
        return _collect(folder, groups, said, done)


def _collect(
    folder: Path,
    groups: Sequence[Sequence[Paper]],
    said: dict[int, str],
    done: Callable[[], None],
) -> tuple[list[Rendered], _Failed]:
    results: list[Rendered] = []
    failed: _Failed = []
    for number, group in enumerate(groups):
        reason = said.get(number, "không có kết quả")
        if reason:
            failed.append((group, reason))
            continue
        written = Written((folder / f"{number}.docx").read_bytes())
        for place, paper in enumerate(group):
            results.append(Rendered(paper.path, written.paper(place, paper, LANG)))
            done()
    return results, failed


def _groups(papers: Sequence[Paper]) -> Iterator[Sequence[Paper]]:
    """Yield papers that are written together: of one layout, those with pictures each alone."""
    by_layout: dict[int, list[Paper]] = {}
    for paper in papers:
        if paper.pictures:
            yield [paper]
        else:
            by_layout.setdefault(id(paper.layout), []).append(paper)
    for together in by_layout.values():
        for start in range(0, len(together), TOGETHER):
            yield together[start : start + TOGETHER]


def _write_job(folder: Path, groups: Sequence[Sequence[Paper]]) -> None:
    """Write all that the script reads into `folder`: itself, the job, references and pictures."""
    (folder / SCRIPT).write_bytes(script())
    references: dict[int, str] = {}
    job = []
    for number, group in enumerate(groups):
        layout = group[0].layout
        if id(layout) not in references:
            references[id(layout)] = f"reference-{len(references)}.docx"
            reference = reference_document(layout, LANG)
            (folder / references[id(layout)]).write_bytes(reference)
        names = _write_pictures(folder, group[0].pictures.items())
        document = nodes.document([paper.blocks for paper in group], names, LANG)
        (folder / f"{number}.json").write_text(json.dumps(document), encoding="utf-8")
        job.append(
            {
                "blocks": f"{number}.json",
                "output": f"{number}.docx",
                "reference": references[id(layout)],
                "pictures": {names[t]: p.mime for t, p in group[0].pictures.items()},
            }
        )
    (folder / "job.json").write_text(json.dumps({"groups": job}), encoding="utf-8")


def _write_pictures(folder: Path, pictures: Iterable[tuple[str, Picture]]) -> dict[str, str]:
    """Write each picture under a name of ours; return the names by target."""
    names: dict[str, str] = {}
    for target, picture in pictures:
        name = f"{_digest(picture.data)[:32]}.{_SUFFIXES[picture.mime]}"
        (folder / name).write_bytes(picture.data)
        names[target] = name
    return names


def _short(said: object) -> str:
    return re.sub(r"\s+", " ", str(said))[:300]


def whole_or_error(results: Sequence[Rendered]) -> None:
    """Raise BienbanError where not one paper could be made: then pandoc itself is at fault."""
    if results and all(result.data is None for result in results):
        reason = results[0].reason
        message = (
            f"pandoc không làm được văn bản nào ({reason}). Cách sửa: chạy «bienban check»; nếu "
            "không có lỗi, cài lại bằng «pip install --force-reinstall pypandoc-binary»."
        )
        raise BienbanError(message)
