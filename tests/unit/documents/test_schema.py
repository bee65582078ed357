"""The schemas are valid JSON Schema with Vietnamese titles."""

import json

import pytest

from bienban.documents.schema import SCHEMAS, schema


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schema_is_closed_titled_and_plain(kind: str):
    made = schema(kind)
    assert made["additionalProperties"] is False
    assert all("title" in each for each in made["properties"].values())
    assert set(made["required"]) <= set(made["properties"])
    json.dumps(made)
