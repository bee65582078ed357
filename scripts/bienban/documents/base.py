"""What every model of front matter shares: frozen, closed, Vietnamese keys, English names."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """A mapping of front matter, read whole or in the parts that could be read.

    A required key stands as `X | None` without a default: None says that its value failed,
    which `Document.broken` tells apart from «not written».
    """

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


def need(alias: str, title: str, description: str = "") -> Any:  # noqa: ANN401 (it stands for any type, as pydantic's Field does)
    """Declare a required key `alias`, with its Vietnamese title and description."""
    return Field(alias=alias, title=title, description=description or None)


def key(alias: str, title: str, description: str = "", default: object = None) -> Any:  # noqa: ANN401 (as above)
    """Declare an optional key `alias`; `default` is what its absence means."""
    return Field(default=default, alias=alias, title=title, description=description or None)
