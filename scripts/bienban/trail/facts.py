"""What the judge asks of a document's bytes, read from its front matter and kept by blob id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import yaml

from bienban.dates import parse_day
from bienban.documents.frontmatter import UnreadableError
from bienban.documents.frontmatter import compose as compose_yaml
from bienban.documents.source import Source
from bienban.trail.records import Facts
from bienban.vocabulary import Status

_DAY, _STATUS, _CORRECTIONS = "ngay", "trang_thai", "dinh_chinh"
_PLAIN = re.compile(rf"^({_DAY}|{_STATUS}|{_CORRECTIONS})[ \t]*:[ \t]*(.*?)[ \t]*$", re.M)
_DAY_TEXT = re.compile(r"[\d/-]+", re.ASCII)
_HEAD = 64 * 1024
_NONE = "-"  # how «no facts» is kept


def facts_of(data: bytes) -> Facts | None:
    """Read day, number of corrections and status; None where there is no front matter."""
    try:
        front = Source.of(data[:_HEAD].decode("utf-8-sig", errors="ignore")).front
        if front is None and len(data) > _HEAD:
            front = Source(data).front
        return None if front is None else _quickly(front) or _carefully(front)
    except (UnicodeDecodeError, UnreadableError):
        return None


def _quickly(front: str) -> Facts | None:
    """Read front matter whose three keys are plain, which nearly all is, without YAML.

    A line that starts with a key is never inside a value: those are indented in block style.
    """
    if "{" in front[:1] or '"' in front[:1] or '\n"' in front or "\n'" in front or "\n?" in front:
        return None
    found: dict[str, str] = {}
    for key, value in _PLAIN.findall(front):
        if key in found:
            return None
        found[key] = value
    if _CORRECTIONS in found or not _DAY_TEXT.fullmatch(found.get(_DAY, "")):
        return None
    status = found.get(_STATUS, "")
    if status and not status.replace("-", "").isalnum():
        return None
    return Facts(parse_day(found[_DAY]), 0, status == Status.DU_KIEN)


def _carefully(front: str) -> Facts | None:
    root = compose_yaml(front).root
    if not isinstance(root, yaml.MappingNode):
        return None
    values = {key.value: value for key, value in root.value if isinstance(key, yaml.ScalarNode)}
    day, status = (_text(values.get(key)) for key in (_DAY, _STATUS))
    corrections = values.get(_CORRECTIONS)
    count = len(corrections.value) if isinstance(corrections, yaml.SequenceNode) else 0
    return Facts(parse_day(day), count, status == Status.DU_KIEN)


def _text(node: yaml.Node | None) -> str:
    return node.value.strip() if isinstance(node, yaml.ScalarNode) else ""


class FactsBook:
    """Facts that were kept, by blob id, one a line; a line that cannot be read is not one."""

    def __init__(self, path: Path | None) -> None:
        """Read what `path` holds; None keeps nothing."""
        self._path = path
        self._known: dict[str, Facts | None] = {}
        if path is not None and path.exists():
            for line in path.read_text("ascii", errors="replace").splitlines():
                blob, _, text = line.partition(" ")
                facts = _parse_row(text)
                if facts is not None or text == _NONE:
                    self._known[blob] = facts

    def __contains__(self, blob: str) -> bool:
        """Tell whether the facts of `blob` are known."""
        return blob in self._known

    def learn(self, blobs: Mapping[str, bytes]) -> None:
        """Read the facts of more blobs and keep them."""
        learned = {blob: facts_of(data) for blob, data in blobs.items()}
        self._known |= learned
        if not learned or self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="ascii") as file:
                file.writelines(f"{blob} {_row(facts)}\n" for blob, facts in learned.items())
        except OSError:
            return

    def missing(self, blobs: Iterable[str]) -> list[str]:
        """Return the blobs whose facts are not known yet, each once."""
        return sorted(set(blobs) - self._known.keys())

    def of(self, _path: str, blob: str) -> Facts | None:
        """Return the facts of `blob`, or None where it has none."""
        return self._known.get(blob)


def _row(facts: Facts | None) -> str:
    if facts is None:
        return _NONE
    day = facts.day.isoformat() if facts.day else ""
    return f"{day},{facts.corrections},{int(facts.planned)}"


def _parse_row(text: str) -> Facts | None:
    parts = text.split(",")
    if len(parts) != 3 or not parts[1].isdigit():
        return None
    day: date | None = parse_day(parts[0])
    return Facts(day, int(parts[1]), parts[2] == "1")
