"""How results are kept: documents with what was found of them, many in one pack of bytes.

Together they take a third of the time and place that each would take by itself.  A document's text
is not among them, as the file is there; nor are its proceedings, which are read again when a run
asks for them.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from typing import Any, NamedTuple

from bienban.documents.document import Document
from bienban.documents.late import Late
from bienban.documents.reader import Parsed, proceedings_of
from bienban.documents.source import Source
from bienban.rules.model import Coded
from bienban.standards import Standards


@dataclass(frozen=True, slots=True)
class Judged:
    """What reading one file gave, and what the rules found that need it alone.

    `of_cell` is what those found that need organization.yml besides.
    `front_key` stands for all that is known of the file but the text of its body.
    """

    parsed: Parsed
    findings: tuple[Coded, ...]
    of_cell: tuple[Coded, ...] = ()
    front_key: bytes = b""


class Opened(NamedTuple):
    """A file of a workspace with its bytes, and the key that its result is kept under."""

    path: str
    data: bytes
    key: bytes


class Row(NamedTuple):
    """One document in a pack; `document` is what makes it whole again, None where there is none.

    `key` and `cell_key` stand for all that `findings` and `of_cell` rest on.
    """

    key: bytes
    front_key: bytes
    cell_key: bytes
    path: str
    id: str
    problems: tuple[Any, ...]
    findings: tuple[Coded, ...]
    of_cell: tuple[Coded, ...]
    document: tuple[Any, ...] | None

    def judged(self, file: Opened, standards: Standards) -> Judged:
        """Return what was kept, with the text of `file`."""
        document = self._whole(file, standards) if self.document else None
        parsed = Parsed(self.path, self.id, document, self.problems)
        return Judged(parsed, self.findings, self.of_cell, self.front_key)

    def _whole(self, file: Opened, standards: Standards) -> Document[Any]:
        assert self.document is not None
        id, record, failed, links, named, torn = self.document
        source = Source(file.data, all_yaml=not file.path.endswith(".md"))
        body = Late(partial(proceedings_of, file.path, record, source, standards))
        return Document(
            path=file.path,
            id=id,
            record=record,
            source=source,
            failed=failed,
            body=body,
            links=links,
            named=named,
            torn=torn,
            problems=self.problems,
        )


def row(key: bytes, front_key: bytes, cell_key: bytes, judged: Judged) -> Row:
    """Return what is kept of `judged`."""
    parsed, document = judged.parsed, judged.parsed.document
    kept = None
    if document is not None:
        # Rules that look at marks have done so, and nobody else does.
        head = (document.id, document.record, document.failed)
        kept = (*head, document.links, document.named, document.torn)
    keys = (key, front_key, cell_key)
    known = (parsed.path, parsed.id, parsed.problems)
    return Row(*keys, *known, judged.findings, judged.of_cell, kept)


def pack(rows: Iterable[Row]) -> bytes:
    """Return `rows` as bytes."""
    return pickle.dumps([tuple(row) for row in rows], pickle.HIGHEST_PROTOCOL)


def unpack(kept: bytes) -> list[Row]:
    """Return the rows that `kept` holds: none where it is no pack."""
    try:
        return [Row(*each) for each in _load(kept)]
    except (TypeError, ValueError):
        return []


def pack_findings(state: bytes, found: tuple[Coded, ...]) -> bytes:
    """Return `found` as bytes, with what stands for all that it rests on."""
    return pickle.dumps((state, found), pickle.HIGHEST_PROTOCOL)


def unpack_findings(kept: bytes, state: bytes) -> tuple[Coded, ...] | None:
    """Return the findings that `kept` holds, or None where they rest on anything else."""
    match _load(kept):
        case (bytes() as rests_on, tuple() as found) if rests_on == state:
            return found
    return None


def _load(kept: bytes) -> Any:  # noqa: ANN401 (whatever was kept there)
    """Return the values of `kept`, none where it is no pickle of values."""
    try:
        return _Unpickler(io.BytesIO(kept)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, ValueError, TypeError, IndexError):
        return ()


_VALUES = (
    "bienban.dates",
    "bienban.documents.",
    "bienban.rules.model",
    "bienban.vocabulary",
)
_PLAIN = {("builtins", "frozenset"), ("builtins", "set"), ("datetime", "date")}


class _Unpickler(pickle.Unpickler):
    """Makes values of this package only, whatever bytes it is given."""

    def find_class(self, module: str, name: str) -> object:
        """Return a class of values, or refuse."""
        return _value_class(module, name)


@lru_cache(maxsize=512)
def _value_class(module: str, name: str) -> object:
    if (module, name) in _PLAIN or module.startswith(_VALUES):
        found = getattr(import_module(module), name, None)
        if isinstance(found, type):
            return found
    message = f"no value: {module}.{name}"
    raise pickle.UnpicklingError(message)
