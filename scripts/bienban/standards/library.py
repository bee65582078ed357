"""All official documents together, and what they say on a given day."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any, get_origin

from pydantic import ValidationError

from bienban.standards.build import build_documents
from bienban.standards.frames import ScoreFrame, read_frame
from bienban.standards.model import Citation, Document, Figure
from bienban.standards.reading import Problem, StandardsError
from bienban.standards.topics import (
    TOPICS,
    Conduct,
    Layout,
    Numbering,
    Papers,
    Privacy,
    Review,
    Secrecy,
    Topic,
    Votes,
)

_FRAMES_FOLDER = "khung-diem"


@dataclass(frozen=True, slots=True)
class StandardsOfDay:
    """What is in force on one day; one typed view a topic."""

    conduct: Conduct
    votes: Votes
    papers: Papers
    layout: Layout
    numbering: Numbering
    review: Review
    secrecy: Secrecy
    privacy: Privacy
    citations: Mapping[str, Citation]

    def cite(self, topic: str, figures: Collection[str] = ()) -> Citation:
        """Return the document to cite for a topic; raise KeyError for an unknown one.

        Topics are the views above, and `policy`, `discipline`, `handbook`, `minutes`, `charter`.
        Where all of `figures`, names in the view of the topic, are of one document, it is that one.
        """
        if not figures:
            return self.citations[topic]
        view: Topic = getattr(self, topic)
        return view.citation_of_all(figures)


@dataclass(frozen=True)
class Standards:
    """Every known document and score frame; `on(day)` and `frame_on` pick what is in force.

    A figure comes from the latest document in force that states it. A day before every document
    that states it gets the earliest of them, so that old records are still judged by something;
    a document whose days are not known is listed but never picked.
    `official` are the frames that stand for themselves, whatever a workspace puts in their place;
    `spoilt` are the keys of a workspace's own frames that cannot be used.
    """

    documents: tuple[Document, ...]
    frames: Mapping[str, ScoreFrame] = field(default_factory=dict)
    official: tuple[ScoreFrame, ...] = ()
    spoilt: frozenset[str] = frozenset()

    def on(self, day: date) -> StandardsOfDay:
        """Return what is in force on `day`; days between two changes share one object."""
        period = bisect_right(self.changes, day) - 1
        known = self._periods.get(period)
        if known is None:
            known = self._periods[period] = _of_day(self.documents, self.changes[period])
        return known

    def frame(self, key: str) -> ScoreFrame:
        """Return a score frame by its key; raise KeyError for an unknown one."""
        return self.frames[key]

    def frame_on(self, day: date, names: Iterable[str]) -> ScoreFrame | None:
        """Return the frame by which a cell that uses those of `names` scores a sitting of `day`.

        Each holds from its own day until the next one's; before them it is the latest official one
        of a known day.  None where there is none, or where one of `names` is not known or spoilt.
        """
        named = [None if name in self.spoilt else self.frames.get(name) for name in names]
        if not named or None in named:
            return None
        dated = [frame for frame in self.official if frame.start > date.min]
        return _latest(named, day) or _latest(dated, day)

    def with_frames(self, frames: Iterable[ScoreFrame], spoilt: Iterable[str] = ()) -> "Standards":
        """Return these standards with a workspace's own frames, which win over official ones."""
        own = {frame.key: frame for frame in frames}
        return replace(self, frames={**self.frames, **own}, spoilt=frozenset(spoilt))

    @cached_property
    def changes(self) -> tuple[date, ...]:
        """The first day of each period in which one and the same is in force, in order."""
        days = {date.min}
        for document in self.documents:
            if document.start is not None:
                days.add(document.start)
                if document.end < date.max:
                    days.add(document.end + timedelta(days=1))
        return tuple(sorted(days))

    @cached_property
    def _periods(self) -> dict[int, StandardsOfDay]:
        """What `on` has made so far: a cell's records need few of all periods."""
        return {}


@lru_cache(maxsize=1)
def load_standards() -> Standards:
    """Return the standards shipped with the package, read once; raise StandardsError.

    That every one of their periods is whole is for the tests to see.
    """
    data = resources.files(__package__) / "data"
    texts = {
        entry.name.removesuffix(".yml"): entry.read_text(encoding="utf-8")
        for entry in sorted(data.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".yml")
    }
    frames = [
        read_frame(entry.read_text(encoding="utf-8"), entry.name, dated=False)
        for entry in sorted((data / _FRAMES_FOLDER).iterdir(), key=lambda entry: entry.name)
    ]
    return Standards(build_documents(texts), official=tuple(frames)).with_frames(frames)


def _latest(frames: Iterable[ScoreFrame | None], day: date) -> ScoreFrame | None:
    """Return the frame that began to hold last of those that hold on `day`."""
    held = [frame for frame in frames if frame is not None and frame.start <= day]
    return max(reversed(held), key=lambda frame: frame.start, default=None)


def standards_from(texts: Mapping[str, str]) -> Standards:
    """Return standards from texts by name; raise StandardsError where a period is not whole."""
    standards = Standards(build_documents(texts))
    for day in standards.changes:
        standards.on(day)  # so that a hole shows now and not in use
    return standards


def rule_kinds(code: str) -> tuple[str, ...]:
    """Return the kinds of sitting that a rule concerns, e.g. BB205 → thuong-ky, chuyen-de."""
    return load_standards().on(date.max).conduct.rule_kinds(code)


def _of_day(documents: tuple[Document, ...], day: date) -> StandardsOfDay:
    citations = _citations(documents, day)
    views: dict[str, Any] = {
        topic: _view(topic, model, _picked(documents, topic, day), citations, day)
        for topic, model in TOPICS.items()
    }
    return StandardsOfDay(**views, citations=citations)


def _view(
    topic: str,
    model: type[Topic],
    figures: Mapping[str, Figure],
    citations: Mapping[str, Citation],
    day: date,
) -> Topic:
    values: dict[str, Any] = {
        name: {}
        for name, info in model.model_fields.items()
        if get_origin(info.annotation) is Mapping and name != "figures"
    }
    for name, figure in figures.items():
        key, _, part = name.partition(".")
        if part:
            values[key][part] = figure.value
        else:
            values[key] = figure.value
    try:
        return model(citation=citations[topic], figures=figures, **values)
    except (ValidationError, KeyError) as error:
        said = f"chủ đề `{topic}` ngày {day}: chưa đủ số liệu hoặc thiếu văn bản chính ({error})"
        raise StandardsError([Problem(topic, 1, 1, topic, said)]) from error


def _picked(documents: tuple[Document, ...], topic: str, day: date) -> dict[str, Figure]:
    stating: dict[str, list[Document]] = {}
    for document in documents:
        for name in document.figures.get(topic, {}):
            stating.setdefault(name, []).append(document)
    chosen = {name: _choose(candidates, day) for name, candidates in stating.items()}
    return {
        name: document.figures[topic][name]
        for name, document in chosen.items()
        if document is not None
    }


def _citations(documents: tuple[Document, ...], day: date) -> dict[str, Citation]:
    governing: dict[str, list[Document]] = {}
    for document in documents:
        for topic in document.governs:
            governing.setdefault(topic, []).append(document)
    chosen = {topic: _choose(candidates, day) for topic, candidates in governing.items()}
    return {topic: found.citation for topic, found in chosen.items() if found is not None}


def _choose(candidates: list[Document], day: date) -> Document | None:
    dated = sorted(
        (document for document in candidates if document.start is not None),
        key=lambda document: (document.start, document.stem),
    )
    in_force = [document for document in dated if document.in_force(day)]
    if in_force:
        return in_force[-1]
    if dated and dated[0].start is not None and day < dated[0].start:
        return dated[0]
    return None
