"""Phrases that several rules share, so that one thing is said in one way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice

from bienban.documents.base import Record
from bienban.documents.bold import ITEMS
from bienban.documents.document import Document
from bienban.documents.proceedings import MAIN_PARTS, Heading, Part
from bienban.register.roster import Ambiguous
from bienban.rules.model import Finding
from bienban.standards import Heading as AcceptedHeading
from bienban.standards.headings import heading_key
from bienban.text import nearest

_MANY = 200
"""How many headings are compared with one that is missing: no minutes have more."""


def quoted(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: «a», «b» và «c»."""
    shown = [f"«{word}»" for word in words]
    return " và ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def perhaps(candidate: str | None) -> str:
    """Return the sentence that offers the nearest candidate, or nothing where there is none."""
    return f"Có phải «{candidate}»?" if candidate else ""


def joined(*sentences: str) -> str:
    """Return the sentences that say something, in one line."""
    return " ".join(sentence for sentence in sentences if sentence)


def one_each(names: Iterable[str], *, is_key: bool) -> str:
    """Return the sentence that gives each of several names on one line a line of its own."""
    lines = [f"{name}: …" if is_key else f"- {name}" for name in names]
    return f"Mỗi người ghi một dòng: {quoted(lines)}."


def several(who: str, lookup: Ambiguous) -> tuple[str, str]:
    """Return message and help for a name that several bear, `who` being what it stands for."""
    ids = " hoặc ".join(f"«{person.id}»" for person in lookup.people)
    return (
        f"{who} phải chỉ rõ một người, nhưng '{lookup.text}' là tên của "
        f"{len(lookup.people)} đảng viên",
        f"Ghi mã thay cho họ tên: {ids}.",
    )


def percent(share: Fraction) -> str:
    """Return a share as people write it, cut to one decimal so that none looks larger: «83,3%»."""
    tenths = 1000 * share.numerator // share.denominator
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}%" if rest else f"{whole}%"


_SIGNS = {1: "một", 2: "hai", 3: "ba", 4: "bốn", 5: "năm", 6: "sáu"}


def wrong_level(headings: Iterable[Heading], wanted: AcceptedHeading) -> str:
    """Return the sentence on a heading that is `wanted` but for its level, or nothing."""
    wordings = {heading_key(wording) for wording in wanted.wordings}
    for heading in headings:
        if heading.part is not None or heading.number is not None:
            continue  # a numbered one is an item that bears such a name
        if heading_key(heading.title) in wordings:
            return (
                f"Đề mục «{'#' * heading.level} {heading.title}» ở dòng {heading.position.line} "
                f"phải có {_SIGNS[wanted.level]} dấu #."
            )
    return ""


def in_bold(document: Document[Record], *parts: Part | None) -> Iterator[Finding]:
    """Yield each bold line of minutes that stands in place of the heading of one of `parts`.

    None stands for the items of the agenda.
    """
    proceedings = document.proceedings
    for bold in proceedings.bold if proceedings else ():
        if bold.part in parts:
            number = f"{bold.number}. " if bold.level == ITEMS and bold.number else ""
            number = number or part_number(bold.part)
            wanted = f"{'#' * bold.level} {number}{bold.title}"
            yield Finding.at(
                document,
                bold.position,
                f"«{bold.title}» phải là đề mục «{wanted}», nhưng là dòng chữ in đậm",
                f"Viết «{wanted}» thành một dòng riêng: {_SIGNS[bold.level]} dấu #, một dấu cách, "
                "không in đậm.",
            )


def part_number(part: Part | None) -> str:
    """Return what stands before the title of a main part: «II. »; nothing before any other."""
    return f"{_ROMAN[MAIN_PARTS.index(part)]}. " if part in MAIN_PARTS else ""


_ROMAN = ("I", "II", "III")


def near_heading(headings: Iterable[Heading], wanted: AcceptedHeading) -> str:
    """Return the sentence that names a heading which nearly is `wanted`, or nothing."""
    unknown = (heading for heading in headings if heading.part is None)
    for heading in islice(unknown, _MANY):
        if nearest(heading.title, wanted.wordings, 0.75):
            return f"Có phải đề mục «{heading.title}» ở dòng {heading.position.line}?"
    return ""
