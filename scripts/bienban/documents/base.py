"""What every model of front matter shares: frozen, closed, Vietnamese keys, English names."""

from __future__ import annotations

from copyreg import __newobj__  # type: ignore[attr-defined]
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """A mapping of front matter, read whole or in the parts that could be read.

    A required key stands as `X | None` without a default: None says that its value failed,
    which `Document.broken` tells apart from «not written».
    """

    # Built when first used: a run whose documents are all kept needs no validator.
    model_config = ConfigDict(
        frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True
    )

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what was written: a pickle of that is read in half the time of all fields."""
        values = self.__dict__
        return __newobj__, (type(self),), {key: values[key] for key in self.__pydantic_fields_set__}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """Take what was written, and for the rest what its absence means."""
        object.__setattr__(self, "__dict__", _absent(type(self)) | state)
        _set_written(self, set(state))
        _set_extra(self, None)
        _set_private(self, None)


# What pydantic keeps beside the fields, set without a look-up: a book has ten records a document.
_set_written, _set_extra, _set_private = (
    vars(BaseModel)[f"__pydantic_{name}__"].__set__ for name in ("fields_set", "extra", "private")
)


@cache
def _absent(record: type[Record]) -> dict[str, Any]:
    """Return what fields are that were not written."""
    return {
        name: info.default for name, info in record.model_fields.items() if not info.is_required()
    }


def need(alias: str, title: str, description: str = "") -> Any:  # noqa: ANN401 (it stands for any type, as pydantic's Field does)
    """Declare a required key `alias`, with its Vietnamese title and description."""
    return Field(alias=alias, title=title, description=description or None)


def key(alias: str, title: str, description: str = "", default: object = None) -> Any:  # noqa: ANN401 (as above)
    """Declare an optional key `alias`; `default` is what its absence means."""
    return Field(default=default, alias=alias, title=title, description=description or None)
