"""Papers to DOCX: a few runs of pandoc for all of them, and the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bienban.documents.apart import with_tables_apart
from bienban.errors import BienbanError
from bienban.export import nodes
from bienban.export.pandoc import SCRIPT, Pandoc, PandocFailedError, run_script, script
from bienban.export.paper import Paper, Picture
from bienban.export.reference import reference_document
from bienban.export.settle import Written, steps
from bienban.export.styles import Style
from bienban.standards import Layout

LANG = "vi-VN"
"""The language of every paper, which Word checks spelling by."""

FORMAT = "1"
"""Counts up where papers change for a reason that no key shows."""

SMALLEST_BATCH = 8
"""A run of pandoc of its own costs as much as this many papers."""

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_REASONS = {
    "headings": "đề mục trong thân bài đọc ra khác nhau; cách sửa: viết đề mục ở đầu dòng, "
    "không thụt vào",
    "picture": "hình ảnh không có trong thư mục của chi bộ",
    "block": "thân bài có phần mà văn bản không trình bày được",
}


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
            _entry(paper, pictures=dict.fromkeys(paper.pictures, ""), reference=""),
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
    shares = list(_shares(papers, os.cpu_count() or 1))
    with ThreadPoolExecutor(max_workers=max(1, len(shares))) as pool:
        results = pool.map(lambda share: _render_share(share, pandoc, done), shares)
        by_path = {result.path: result for share in results for result in share}
    return tuple(by_path[paper.path] for paper in papers)


def _shares(papers: Sequence[Paper], cores: int) -> Iterator[Sequence[Paper]]:
    """Yield the papers in as many parts as are worth a process each."""
    count = max(1, min(cores, len(papers) // SMALLEST_BATCH))
    for number in range(count):
        if share := papers[number::count]:
            yield share


def _render_share(
    papers: Sequence[Paper], pandoc: Pandoc, done: Callable[[], None]
) -> list[Rendered]:
    """Render one batch; where pandoc itself stops, halve it until the one at fault is alone."""
    try:
        results = _run(papers, pandoc, done)
    except PandocFailedError as error:
        if len(papers) == 1:
            done()
            return [Rendered(papers[0].path, None, f"pandoc dừng giữa chừng: {_short(error)}")]
        middle = len(papers) // 2
        halves = (papers[:middle], papers[middle:])
        return [result for half in halves for result in _render_share(half, pandoc, done)]
    return results


def _run(papers: Sequence[Paper], pandoc: Pandoc, done: Callable[[], None]) -> list[Rendered]:
    with tempfile.TemporaryDirectory(prefix="bienban-") as name:
        folder = Path(name)
        _write_job(folder, papers)
        failures: dict[int, str] = {}
        files: dict[int, str] = {}

        def said(line: str) -> None:
            word, number, told = line.split(" ", 2)
            (files if word == "ok" else failures)[int(number)] = told

        run_script(pandoc, folder, len(papers), said)
        shelves = {file: Written((folder / file).read_bytes()) for file in {*files.values()}}
        results = []
        for number, paper in enumerate(papers, 1):
            written = shelves.get(files.get(number, ""))
            if written is None:
                reason = _told(failures[number]) if number in failures else "thiếu kết quả"
                results.append(Rendered(paper.path, None, reason))
            else:
                results.append(Rendered(paper.path, written.paper(number, paper, LANG)))
            done()
        return results


def _write_job(folder: Path, papers: Sequence[Paper]) -> None:
    """Write all that the script reads into `folder`: itself, the job, references and pictures."""
    (folder / SCRIPT).write_bytes(script())
    references = _write_references(folder, (paper.layout for paper in papers))
    pictures = _write_pictures(folder, papers)
    names = {picture: name for name, picture in pictures.items()}
    job = {
        "lang": LANG,
        "styles": {style.name.lower(): style.value for style in Style},
        "pictures": {name: {"mime": picture.mime} for name, picture in pictures.items()},
        "papers": [
            _entry(
                paper,
                pictures={target: names[picture] for target, picture in paper.pictures.items()},
                reference=references[id(paper.layout)],
            )
            for paper in papers
        ],
    }
    (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")


def _entry(paper: Paper, *, pictures: Mapping[str, str], reference: str) -> dict[str, object]:
    """Return what the script is told of one paper."""
    groups = [("head", paper.head), ("closing", paper.closing), ("ending", paper.ending)]
    inserts = [(str(place), blocks) for place, blocks in sorted(paper.inserts.items())]
    return {
        "body": with_tables_apart(paper.body),
        "frame": json.dumps(nodes.document([*groups, *inserts])),
        "headings": [{"level": part.level, "text": part.text} for part in paper.headings],
        "end_mark": paper.layout.end_mark,
        "pictures": pictures,
        "reference": reference,
    }


def _write_references(folder: Path, layouts: Iterable[Layout]) -> dict[int, str]:
    names: dict[int, str] = {}
    for layout in layouts:
        if id(layout) not in names:
            name = f"reference-{len(names)}.docx"
            (folder / name).write_bytes(reference_document(layout, LANG))
            names[id(layout)] = name
    return names


def _write_pictures(folder: Path, papers: Sequence[Paper]) -> dict[str, Picture]:
    """Write each picture once under a name of ours; return the pictures by that name."""
    pictures: dict[str, Picture] = {}
    for picture in {p for paper in papers for p in paper.pictures.values()}:
        digest = _digest(picture.data)[:32]
        name = f"{digest}.{_SUFFIXES[picture.mime]}"
        (folder / name).write_bytes(picture.data)
        pictures[name] = picture
    return pictures


def _told(reason: str) -> str:
    """Return why the script could not make a paper, in Vietnamese where it is one of ours."""
    key, _, rest = reason.partition(" ")
    if key in _REASONS:
        return f"{_REASONS[key]}: «{rest}»" if rest else _REASONS[key]
    return f"pandoc báo: {_short(reason)}"


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
