"""`bienban schema`: JSON Schema of front matter, for editors."""

from __future__ import annotations

import json

import click

from bienban.cli.base import Command
from bienban.documents.schema import SCHEMAS, schema


@click.command(cls=Command, name="schema")
@click.argument("kind", metavar="|".join(SCHEMAS), type=click.Choice(list(SCHEMAS)))
def command(kind: str) -> None:
    """In JSON Schema của phần đầu: meeting, resolution, organization hoặc guidance."""
    click.echo(json.dumps(schema(kind), ensure_ascii=False, indent=2))
