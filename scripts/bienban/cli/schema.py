"""`bienban schema`: JSON Schema of front matter, for editors."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click

from bienban.cli.base import Command
from bienban.documents.schema import SCHEMAS, schema
from bienban.errors import UsageError

_WORDS: Mapping[str, str] = {
    "meeting": "biên bản",
    "resolution": "văn bản",
    "organization": "organization.yml",
    "guidance": "hướng dẫn của cấp trên",
}
"""What each schema is of."""

_PAGE = "docs/tham-khao/dinh-dang.md"


@click.command(cls=Command, name="schema")
@click.argument("kind", metavar="LOẠI", required=False)
def command(kind: str | None) -> None:
    """In JSON Schema của phần đầu: meeting, resolution, organization hoặc guidance."""
    if kind not in SCHEMAS:
        kinds = ", ".join(f"{name} ({_WORDS[name]})" for name in SCHEMAS)
        told = f", nhưng là '{kind}'" if kind is not None else ""
        message = f"`LOẠI` phải là một trong {kinds}{told}. Các khóa được giải thích ở {_PAGE}."
        raise UsageError(message)
    click.echo(json.dumps(schema(kind), ensure_ascii=False, indent=2))
