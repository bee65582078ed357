"""JSON Schema of front matter, made from the models, with Vietnamese titles and descriptions."""

from __future__ import annotations

from typing import Any

from bienban.documents.base import Record
from bienban.documents.guidance import Guidance
from bienban.documents.meeting import Meeting
from bienban.documents.organization import Organization
from bienban.documents.resolution import Resolution
from bienban.vocabulary import Word

SCHEMAS: dict[str, type[Record]] = {
    "meeting": Meeting,
    "resolution": Resolution,
    "organization": Organization,
    "guidance": Guidance,
}
"""What each schema describes, by the name that the command takes."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one kind of front matter."""
    made = SCHEMAS[kind].model_json_schema(by_alias=True)
    _plain(made)
    return {"$schema": DIALECT, **made}


def _plain(node: Any) -> None:  # noqa: ANN401 (any part of a schema)
    """Take out of a schema what is about Python: null defaults, English titles and docstrings."""
    if isinstance(node, list):
        for child in node:
            _plain(child)
        return
    if not isinstance(node, dict):
        return
    node.pop("default", None)
    choices = node.get("anyOf")
    if isinstance(choices, list):
        kept = [choice for choice in choices if choice != {"type": "null"}]
        if len(kept) == 1 and len(choices) == 2:
            del node["anyOf"]
            node.update({key: value for key, value in kept[0].items() if key not in node})
    for child in list(node.values()):
        _plain(child)
    if node.get("type") == "object" or "enum" in node:
        _name(node)


def _name(node: dict[str, Any]) -> None:
    """Replace the docstring and class name of a model or vocabulary by Vietnamese words."""
    labels = _LABELS.get(str(node.get("title", "")))
    if labels or node.get("title") in _CLASSES:
        node.pop("title", None)
        node.pop("description", None)
    if labels:
        node["description"] = "; ".join(f"{slug}: {label}" for slug, label in labels.items())


_LABELS = {
    kind.__name__: {member.value: member.label for member in kind} for kind in Word.__subclasses__()
}


def _classes(record: type[Record] = Record) -> set[str]:
    names = {record.__name__}
    for below in record.__subclasses__():
        names |= _classes(below)
    return names


_CLASSES = _classes()
