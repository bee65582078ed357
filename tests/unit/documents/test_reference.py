"""The page of keys names every key and value, and what it shows can be read."""

import re
from pathlib import Path

import pytest
import yaml

from bienban.documents.reader import ORGANIZATION, read
from bienban.documents.schema import SCHEMAS, schema
from bienban.standards import load_standards

ROOT = Path(__file__).parents[3]
BASE = ROOT / "tests/rules/base"
PAGE = (ROOT / "docs/tham-khao/dinh-dang.md").read_text(encoding="utf-8")
FILES = {
    "meeting": "meetings/2026/2026-01-05-thuong-ky.md",
    "resolution": "resolutions/2025-2027/01-KH-CB.md",
    "organization": ORGANIZATION,
}
PARTS = {"Biên bản": "meeting", "Văn bản": "resolution", "Danh bạ": "organization"}


def code_of(page: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)


def shown() -> list[tuple[str, str]]:
    """Return each block of YAML with the kind of document that its part is about."""
    parts = re.split(r"^## ([^\n:]*: |Định hướng)", PAGE, flags=re.M)
    titles = [title.partition(":")[0] for title in parts[1::2]]
    return [
        (PARTS[title], block)
        for title, text in zip(titles, parts[2::2], strict=True)
        if title in PARTS
        for block in code_of(text)
    ]


def words_of(node: object) -> set[str]:
    """Return every key and every choice of a schema."""
    if isinstance(node, list):
        return set().union(*map(words_of, node))
    if not isinstance(node, dict):
        return set()
    found = {*node.get("properties", {}), *map(str, node.get("enum", ()))}
    return found.union(*map(words_of, node.values()))


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_and_value_is_named(kind: str):
    written = [*re.findall(r"`([^`\n]+)`", PAGE), *code_of(PAGE)]
    assert words_of(schema(kind)) - {*re.findall(r"[\w-]+", " ".join(written))} == set()


@pytest.mark.parametrize(("kind", "block"), shown(), ids=lambda value: value.split(":")[0][:20])
def test_what_is_shown_can_be_read(kind: str, block: str):
    path = FILES[kind]
    text = (BASE / path).read_text(encoding="utf-8")
    for key in yaml.load(block, Loader=yaml.BaseLoader):  # in place of what the file has
        text = re.sub(rf"^{key}:.*\n(?:(?: |- ).*\n)*", "", text, flags=re.M)
    head = "---\n" if path.endswith(".md") else ""
    parsed = read(path, (head + block + text.removeprefix(head)).encode(), load_standards())
    assert parsed.problems == ()


def test_each_part_shows_something():
    assert {kind for kind, _ in shown()} == {*FILES}
    assert len(shown()) > 10
