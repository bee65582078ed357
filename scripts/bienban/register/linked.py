"""What every linked document is: the document itself, and the register that knows the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bienban.documents.base import Record
from bienban.documents.document import Document
from bienban.once import once

if TYPE_CHECKING:
    from bienban.register.register import Register

R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True, eq=False, repr=False)
class Linked(Generic[R_co]):
    """A document among the others of its workspace."""

    register: Register
    document: Document[R_co]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"

    @once
    def record(self) -> R_co:
        """What front matter says."""
        return self.document.record

    @property
    def id(self) -> str:
        """The identity that references use."""
        return self.document.id

    @property
    def path(self) -> str:
        """The path in the workspace."""
        return self.document.path
