"""Reading one document from its text, as every test here does."""

from collections.abc import Callable

import pytest

from bienban.documents.document import Document
from bienban.documents.meeting import Meeting
from bienban.documents.reader import Parsed, read
from bienban.standards import load_standards

PATH = "meetings/2026/2026-01-05-thuong-ky.md"

Reader = Callable[..., Parsed]


@pytest.fixture
def parse() -> Reader:
    def parsed(text: str | bytes, path: str = PATH) -> Parsed:
        data = text if isinstance(text, bytes) else text.encode()
        return read(path, data, load_standards())

    return parsed


@pytest.fixture
def minutes(parse: Reader) -> Callable[[str, str], Document[Meeting]]:
    def made(front: str, body: str = "") -> Document[Meeting]:
        document = parse(f"---\n{front}\n---\n{body}").document
        assert document is not None
        return document  # type: ignore[return-value]

    return made
