"""Front matter ends where MkDocs thinks it ends: both are fed the same texts."""

import pytest
from mkdocs.utils.meta import YAML_RE, get_data

from bienban.documents.source import Source

TEXTS = {
    "plain": "---\nloai: a\n---\nthân",
    "dots": "---\nloai: a\n...\nthân",
    "spaces after": "---  \nloai: a\n---\t\nthân",
    "crlf": "---\r\nloai: a\r\n---\r\nthân",
    "no end": "---\nloai: a\nthân",
    "no start": "loai: a\n---\nthân",
    "line before": "\n---\nloai: a\n---\nthân",
    "four dashes": "----\nloai: a\n---\nthân",
    "a dash in a value": "---\nloai: a --- b\n---\nthân",
    "rule in the body": "---\nloai: a\n---\nthân\n\n---\nnữa",
    "end without line end": "---\nloai: a\n---",
    "indented end": "---\nloai: a\n ---\nthân\n---\nx",
    "no value": "---\n---\nthân",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_same_boundaries_as_mkdocs(text: str):
    """MkDocs's other form, bare `key: value` lines without dashes, is no front matter to us."""
    source, clean = Source.of(text), text.replace("\r\n", "\n")
    theirs = YAML_RE.match(clean)
    assert source.front == (theirs[1] if theirs else None)
    assert source.body == (clean[theirs.end() :] if theirs else clean)
    body, data = get_data(clean)
    if theirs and data:
        assert source.body.lstrip("\n") == body


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_body_starts_where_it_says(text: str):
    source = Source.of(text)
    assert source.text.split("\n")[source.body_line - 1 :] == source.body.split("\n")
