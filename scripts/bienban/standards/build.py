"""Make documents from files: heads and figures, each checked against the field of its topic."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from bienban.standards.model import (
    Citation,
    Document,
    DocumentHead,
    Figure,
    FigureEntry,
    Inheritance,
    citation_of,
)
from bienban.standards.reading import Plain, Source, StandardsError, Where, read_source
from bienban.standards.topics import TOPICS, Topic

_FIGURES = "so_lieu"
_INHERITS = "ke_thua"


def build_documents(files: Mapping[str, str]) -> tuple[Document, ...]:
    """Return the documents that files (name without suffix → text) hold; raise StandardsError.

    A file is built before those that inherit from it, whatever their names.
    """
    sources = {stem: read_source(text, f"{stem}.yml") for stem, text in files.items()}
    built: dict[str, Document] = {}
    for stem in sources:
        _build(stem, sources, built, ())
    return tuple(built[stem] for stem in sources)


def _build(
    stem: str, sources: Mapping[str, Source], built: dict[str, Document], above: tuple[str, ...]
) -> Document:
    if stem in built:
        return built[stem]
    source = sources[stem]
    head = _head(source)
    blocks = source.values.get(_FIGURES) or {}
    if not isinstance(blocks, dict):
        raise StandardsError([source.problem((_FIGURES,), f"`{_FIGURES}` phải là một nhóm khóa")])
    figures = {
        topic: {
            **_base(
                source, head, topic, block, lambda tu: _parent(tu, sources, built, (*above, stem))
            ),
            **_own(source, head, topic, block),
        }
        for topic, block in blocks.items()
    }
    built[stem] = Document(stem, head, figures)
    return built[stem]


def _parent(
    stem: str, sources: Mapping[str, Source], built: dict[str, Document], above: tuple[str, ...]
) -> Document | None:
    if stem not in sources or stem in above:
        return None
    return _build(stem, sources, built, above)


def _base(
    source: Source,
    head: DocumentHead,
    topic: str,
    block: Plain,
    parent_of: Callable[[str], Document | None],
) -> dict[str, Figure]:
    heir = _heir(source, topic, block)
    if heir is None:
        return {}
    parent = parent_of(heir.tu)
    if parent is None:
        said = f"`tu` phải là tên một tệp khác, nhưng là '{heir.tu}'"
        raise StandardsError([source.problem((_FIGURES, topic, _INHERITS, "tu"), said)])
    return _inherited(parent.figures.get(topic, {}), heir, citation_of(head))


def _head(source: Source) -> DocumentHead:
    values = {key: value for key, value in source.values.items() if key != _FIGURES}
    try:
        return DocumentHead.model_validate(values)
    except ValidationError as error:
        raise StandardsError(source.explain(error)) from error


def _heir(source: Source, topic: str, block: Plain) -> Inheritance | None:
    where = (_FIGURES, topic)
    if topic not in TOPICS:
        said = f"không có chủ đề `{topic}`; có: {', '.join(TOPICS)}"
        raise StandardsError([source.problem(where, said)])
    if not isinstance(block, dict):
        raise StandardsError([source.problem(where, f"`{topic}` phải là một nhóm khóa")])
    if _INHERITS not in block:
        return None
    try:
        return Inheritance.model_validate(block[_INHERITS])
    except ValidationError as error:
        raise StandardsError(source.explain(error, (*where, _INHERITS))) from error


def _inherited(
    figures: Mapping[str, Figure], heir: Inheritance, citation: Citation
) -> dict[str, Figure]:
    # A clause number need not survive into the next document, so it is dropped.
    return {
        name: replace(
            figure,
            citation=citation,
            confidence=figure.confidence.weaker(heir.confidence),
            note=" ".join(filter(None, (figure.note, heir.note)))
            if heir.note not in (figure.note or "")
            else figure.note,
        )
        for name, figure in figures.items()
    }


def _own(source: Source, head: DocumentHead, topic: str, block: Plain) -> dict[str, Figure]:
    assert isinstance(block, dict)  # _heir has seen to it
    return {
        name: _figure(source, head, topic, name, value)
        for name, value in block.items()
        if name != _INHERITS
    }


def _figure(source: Source, head: DocumentHead, topic: str, name: str, raw: Plain) -> Figure:
    where: Where = (_FIGURES, topic, name)
    adapter = _adapter(topic, name)
    if adapter is None:
        said = f"chủ đề `{topic}` không có số liệu `{name}`; xem lại chính tả"
        raise StandardsError([source.problem(where, said)])
    full = isinstance(raw, dict) and "value" in raw
    try:
        entry = FigureEntry.model_validate(raw if full else {"value": raw})
        value = adapter.validate_python(entry.value)
    except ValidationError as error:
        raise StandardsError(source.explain(error, where)) from error
    return Figure(
        topic=topic,
        name=name,
        value=value,
        confidence=entry.confidence or head.confidence,
        source=entry.source or head.nguon,
        citation=citation_of(head).at(entry.clause),
        note=entry.note,
    )


@cache
def _adapter(topic: str, name: str) -> TypeAdapter[Any] | None:
    field, _, key = name.partition(".")
    if field in Topic.model_fields:
        return None
    info = TOPICS[topic].model_fields.get(field)
    if info is None or (get_origin(info.annotation) is Mapping) != bool(key):
        return None
    wanted: Any = get_args(info.annotation)[1] if key else info.annotation
    for constraint in () if key else info.metadata:
        wanted = Annotated[wanted, constraint]
    return _adapter_of(wanted)


@cache
def _adapter_of(wanted: Any) -> TypeAdapter[Any]:  # noqa: ANN401 (any type that a figure may have)
    """Return what reads a type: many figures share one."""
    return TypeAdapter(wanted)
