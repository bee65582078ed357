"""The score sheets of a workspace, each with the frame that it is judged by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bienban.documents.document import Document
from bienban.documents.meeting import Meeting, Score
from bienban.documents.position import Position
from bienban.register import Register
from bienban.register.sittings import Sitting
from bienban.rules.model import Finding
from bienban.rules.scope import sittings
from bienban.standards import ScoreFrame


@dataclass(frozen=True, slots=True)
class Sheet:
    """The score of one sitting, and the frame that was in force on its day."""

    sitting: Sitting
    score: Score
    frame: ScoreFrame

    @property
    def document(self) -> Document[Meeting]:
        """The minutes that the score stands in."""
        return self.sitting.document

    @property
    def faulty(self) -> bool:
        """Whether an item is unknown or over its maximum, or the points could not be read."""
        return self.document.broken("danh_gia", "diem") or any(self.excesses())

    def finding(self, position: Position, message: str, help: str) -> Finding:
        """Return a finding in the minutes that cites the document which set the frame."""
        return Finding.at(self.document, position, message, help).citing(self.frame.citation)

    def excesses(self) -> Iterator[tuple[str, int, int | None]]:
        """Yield key, points and maximum of each item over it; None of an item nobody knows."""
        known = {item.key: item for item in self.frame.items}
        for key, points in (self.score.points or {}).items():
            item = known.get(key)
            if item is None and self.frame.items:
                yield key, points, None
            elif item is not None and item.maximum is not None and points > item.maximum:
                yield key, points, item.maximum


def sheets(register: Register, code: str) -> Iterator[Sheet]:
    """Yield the sheet of each sitting that the rule `code` concerns and that has a score."""
    for sitting in sittings(register, code):
        score, frame = sitting.record.score, sitting.frame
        if score is not None and frame is not None:
            yield Sheet(sitting, score, frame)
