"""The headings that minutes have, by kind of sitting."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from bienban.standards.model import Text
from bienban.text import loose


class HeadingKey(StrEnum):
    """What a heading of minutes is for; the value is its slug in data."""

    OPENING = "mo-dau"
    BODY = "noi-dung"
    CLOSING = "ket-thuc"
    DISCUSSION = "thao-luan"
    CONCLUSION = "ket-luan"
    PAPERS_READ = "tham-luan"
    COMMON_DISCUSSION = "thao-luan-chung"
    GUESTS = "y-kien-cap-tren"
    GENERAL_CONCLUSION = "ket-luan-chung"
    ADOPTION = "thong-qua-bien-ban"


class HeadingEntry(BaseModel):
    """One heading as data: title, level, the part it stands in, other wordings."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    title: Text
    level: int = Field(ge=2, le=6)
    part: HeadingKey | None = None
    synonyms: tuple[Text, ...] = ()
    by_kind: Mapping[str, tuple[Text, ...]] = {}


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading that a kind of sitting may have, with every wording accepted for it.

    Wordings are compared without case, numbering, tone placement, spaces and closing colon;
    a wording is unique within its level and kind, so level and text together decide.
    `part` is the part it stands in, None for the parts themselves and for what stands anywhere.
    """

    key: HeadingKey
    title: str
    level: int
    part: HeadingKey | None
    synonyms: tuple[str, ...]
    required: bool

    @property
    def wordings(self) -> tuple[str, ...]:
        """The title first, then the synonyms."""
        return (self.title, *self.synonyms)


def headings_of(
    entries: Mapping[str, HeadingEntry], kind: str, required: tuple[HeadingKey, ...]
) -> tuple[Heading, ...]:
    """Return the headings of one kind of sitting in the order of HeadingKey."""
    return tuple(
        Heading(
            key=key,
            title=entry.title,
            level=entry.level,
            part=entry.part,
            synonyms=entry.synonyms + entry.by_kind.get(kind, ()),
            required=key in required,
        )
        for key in HeadingKey
        if (entry := entries.get(key)) is not None
    )


_COMRADE = re.compile(rf"\b(?:{loose('đồng chí')}|{loose('đ/c')})(?!\w)")


def heading_key(text: str) -> str:
    """Return the key under which wordings of one heading meet.

    Case, spaces, a closing colon and «đồng chí» are not significant.
    """
    return _COMRADE.sub("", loose(text.rstrip(" :."))).replace(" ", "")


def wordings(accepted: Iterable[Heading]) -> Mapping[tuple[int, str], HeadingKey]:
    """Return what each accepted wording introduces, by level and `heading_key`."""
    return {
        (heading.level, heading_key(wording)): heading.key
        for heading in accepted
        for wording in heading.wordings
    }
