"""What stands where in front matter: titles, choices and forms, from the schema that we print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from bienban.documents.guidance import Guidance
from bienban.documents.meeting import Meeting
from bienban.documents.organization import Organization
from bienban.documents.reader import record_class
from bienban.documents.resolution import Resolution
from bienban.documents.schema import schema
from bienban.vocabulary import Word

Loc = tuple[str | int, ...]
Node = Mapping[str, Any]

_NAMES = {
    Meeting: "meeting",
    Resolution: "resolution",
    Organization: "organization",
    Guidance: "guidance",
}
_LABELS = {
    frozenset(member.value for member in kind): {member.value: member.label for member in kind}
    for kind in Word.__subclasses__()
}


def kind_of(path: str) -> str | None:
    """Return the name of the schema for the file at `path`; None where it is no document."""
    record = record_class(path)
    return _NAMES.get(record) if record else None


@cache
def _schema(kind: str) -> Node:
    return schema(kind)


def at(kind: str, loc: Loc) -> Node | None:
    """Return the part of the schema that describes what stands at `loc`."""
    found: Node | None = _schema(kind)
    for step in loc:
        found = next((below for below in map(_stepper(step), _forms(kind, found)) if below), None)
        if found is None:
            return None
    return found


def _stepper(step: str | int) -> Any:  # noqa: ANN401 (a function of a node)
    def below(node: Node) -> Node | None:
        if isinstance(step, int):
            # One value may stand where a list may, so that an item of it is the value itself.
            items = node.get("items")
            return items if isinstance(items, Mapping) else None
        properties = node.get("properties", {})
        extra = node.get("additionalProperties")
        found = properties.get(step, extra)
        return found if isinstance(found, Mapping) else None

    return below


def _forms(kind: str, node: Node | None) -> Iterator[Node]:
    """Yield what `node` may be: itself, or each of its alternatives, references followed."""
    if node is None:
        return
    if "$ref" in node:
        name = str(node["$ref"]).rsplit("/", 1)[-1]
        yield from _forms(kind, _schema(kind)["$defs"][name])
    for each in node.get("anyOf", ()):
        yield from _forms(kind, each)
    yield node


def properties(kind: str, loc: Loc) -> Mapping[str, Node]:
    """Return the keys that may stand in the mapping at `loc`, in the order of the schema."""
    for form in _forms(kind, at(kind, loc)):
        if "properties" in form:
            found: Mapping[str, Node] = form["properties"]
            return found
    return {}


def required(kind: str, loc: Loc) -> frozenset[str]:
    """Return the keys that must stand in the mapping at `loc`."""
    return frozenset(
        key for form in _forms(kind, at(kind, loc)) for key in form.get("required", ())
    )


def choices(kind: str, loc: Loc) -> dict[str, str]:
    """Return the fixed words that may stand at `loc`, each with its Vietnamese label."""
    return _choices(kind, at(kind, loc))


def key_choices(kind: str, loc: Loc) -> dict[str, str]:
    """Return the fixed words that may be keys of the mapping at `loc`."""
    found: dict[str, str] = {}
    for form in _forms(kind, at(kind, loc)):
        if "propertyNames" in form:
            found |= _choices(kind, form["propertyNames"])
    return found


def _choices(kind: str, node: Node | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for form in _forms(kind, node):
        words = [str(word) for word in form.get("enum", ())]
        words += [str(form["const"])] if "const" in form else []
        words += ["true"] if form.get("type") == "boolean" else []
        labels = _LABELS.get(frozenset(words), {})
        found |= {word: labels.get(word, "") for word in words}
    return found


def form_of(kind: str, loc: Loc) -> str:
    """Return `object`, `array` or nothing: what has to follow the key at `loc`."""
    forms = {str(form.get("type")) for form in _forms(kind, at(kind, loc)) if "type" in form}
    if "string" in forms or "integer" in forms:
        return ""  # one value may stand where a list may
    return next((form for form in ("object", "array") if form in forms), "")


def title(node: Node | None) -> str:
    """Return the Vietnamese title of a key."""
    return str((node or {}).get("title", ""))


def explained(kind: str, loc: Loc) -> str:
    """Return what a key is for, in Markdown; nothing where there is no such key."""
    node = at(kind, loc)
    if node is None or not loc or isinstance(loc[-1], int):
        return ""
    lines = [f"`{loc[-1]}` · **{title(node)}**" if title(node) else f"`{loc[-1]}`"]
    if loc[-1] in required(kind, loc[:-1]):
        lines[0] += " · bắt buộc"
    words = choices(kind, loc) or choices(kind, (*loc, 0))
    described = str(node.get("description", ""))
    if described and not (words and ": " in described):
        lines.append(described)
    lines.extend(
        f"- `{word}`: {label}" if label else f"- `{word}`" for word, label in words.items()
    )
    return "\n\n".join(lines[:2]) + "".join(f"\n{line}" for line in lines[2:])
