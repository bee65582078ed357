"""What changed in a body, sentence by sentence, under the heading where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, unified_diff

_SENTENCE = re.compile(r"(?<=[.!?…;])\s+(?=[^\s])")
_HEADING = re.compile(r"#{1,6}\s")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence and the heading above it; two are the same where the sentence is."""

    text: str
    heading: str


def compare_bodies(old: str, new: str) -> Iterator[str]:
    """Yield in words every sentence that was added, taken away or changed."""
    before, after = list(_units(old)), list(_units(new))
    matcher = SequenceMatcher(None, [u.text for u in before], [u.text for u in after], False)
    heading = ""
    for tag, low, high, start, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        here = (after[start:end] or before[low:high])[0].heading
        if here != heading and here:
            yield f"Ở mục «{here}»:"
        heading = here
        yield from _change(before[low:high], after[start:end])


def _change(gone: list[_Unit], come: list[_Unit]) -> Iterator[str]:
    both = min(len(gone), len(come))
    for one, other in zip(gone[:both], come[:both], strict=True):
        yield f"Sửa câu: «{one.text}» → «{other.text}»"
    yield from (f"Bỏ câu: «{unit.text}»" for unit in gone[both:])
    yield from (f"Thêm câu: «{unit.text}»" for unit in come[both:])


def _units(body: str) -> Iterator[_Unit]:
    heading = ""
    for line in body.splitlines():
        text = line.strip()
        if _HEADING.match(text):
            heading = text.lstrip("#").strip()
            yield _Unit(text, heading)
        elif text:
            yield from (_Unit(part, heading) for part in _SENTENCE.split(text))


def compare_lines(old: str, new: str) -> Iterator[str]:
    """Yield every line that differs, as written: for what has no words of its own."""
    lines = unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    for line in list(lines)[2:]:
        if line.startswith("-"):
            yield f"Bỏ dòng: {line[1:]}"
        elif line.startswith("+"):
            yield f"Thêm dòng: {line[1:]}"
