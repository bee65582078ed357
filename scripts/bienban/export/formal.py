"""The formal parts of a paper: the header in two columns, the title, signatures, recipients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bienban.documents.organization import Organization
from bienban.export.body import BLANK
from bienban.export.paper import Block, Cell, Run, Table, Text, text
from bienban.export.styles import (
    HEADER_RIGHT_MM,
    Style,
    TableStyle,
    text_width,
    twips,
    width_mm,
)
from bienban.export.words import full_day, trimmed
from bienban.standards import Layout
from bienban.text import same, squeeze
from bienban.trail.verdicts import SHORT, TrailReport, Verdict

# Where a superior's name that is too long for its column may be broken: before these words.
_BREAKS = ("VIỆN", "TỈNH", "THÀNH PHỐ", "XÃ", "PHƯỜNG", "ĐẶC KHU", "SỞ", "CÔNG TY", "TRƯỜNG")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a paper comes from, for the line at its end.

    `words` is what the trail says of the document, `blob` and `commit` are ids.
    """

    words: str
    blob: str = ""
    commit: str = ""


def header(
    cell: Organization | None, layout: Layout, day: date | None, issuer: str, below: Sequence[str]
) -> tuple[Block, ...]:
    """Return the header: on the left who issues, then `below`; on the right Party, place, date."""
    superior = (cell.superior or "") if cell else ""
    left_mm = width_mm(layout) - HEADER_RIGHT_MM
    left = [
        _broken(superior.upper(), layout, left_mm),
        text(issuer.upper(), Style.ISSUER),
        text(layout.issuer_mark, Style.NUMBER),
        *(text(line, Style.NUMBER) for line in below),
    ]
    right = [text(layout.header_text, Style.PARTY), text(BLANK, Style.PARTY_RULE)]
    place = (cell.place or "") if cell else ""
    if day:
        right.append(text(f"{place}, {full_day(day, layout)}", Style.PLACE_DATE))
    widths = (left_mm, HEADER_RIGHT_MM)
    return (Table(widths, ((tuple(left), tuple(right)),), style=TableStyle.BARE),)


def _broken(name: str, layout: Layout, room_mm: float) -> Text:
    """Return the superior's name, broken between its bodies where it does not fit on a line."""
    room = twips(room_mm)
    lines: list[str] = []
    for piece in _pieces(name):
        joined = f"{lines[-1]} {piece}" if lines else piece
        if lines and text_width(joined, layout.superior_size_pt) <= room:
            lines[-1] = joined
        else:
            lines.append(piece)
    runs = [Run(line, breaks=True) for line in lines[:-1]] + [Run(lines[-1] if lines else name)]
    return Text(tuple(runs), Style.SUPERIOR)


def _pieces(name: str) -> list[str]:
    pieces = [name]
    for word in _BREAKS:
        pieces = [part for piece in pieces for part in _split_before(piece, f" {word} ")]
    return pieces


def _split_before(text_: str, mark: str) -> list[str]:
    head, found, rest = text_.partition(mark)
    return [head, found.lstrip() + rest] if found else [text_]


def title(name: str, subject: Sequence[str]) -> tuple[Block, ...]:
    """Return the name of the kind, the subject in one line or several, and the short rule."""
    blocks: list[Block] = [text(name.upper(), Style.TITLE)] if name else []
    blocks += [text(trimmed(line), Style.SUBJECT) for line in subject if line]
    return (*blocks, text(BLANK, Style.SHORT_RULE)) if name else tuple(blocks)


def minutes_signatures(layout: Layout, secretary: str, chair: str, right: str = "") -> Table:
    """Return the block that ends minutes: who wrote on the left, who presided on the right."""
    left_cell = _signer([layout.minutes_left], secretary)
    right_cell = _signer([right or layout.minutes_right], chair)
    return Table((1, 1), ((left_cell, right_cell),), style=TableStyle.BARE)


def paper_signature(
    layout: Layout, authority: Sequence[str], signer: str, recipients: Sequence[str]
) -> Table:
    """Return the block that ends a paper: recipients on the left, the signature on the right."""
    cells = (_recipients(layout, recipients), _signer(authority, signer))
    return Table((1, 1), (cells,), style=TableStyle.BARE)


def _signer(authority: Sequence[str], name: str) -> Cell:
    lines = [text(line.upper(), Style.SIGNER) for line in authority if line]
    return (*lines, text(name, Style.SIGNER_NAME))


def _recipients(layout: Layout, names: Sequence[str]) -> Cell:
    """Return «Nơi nhận», one a line; the cell's own copy always stands last."""
    own = layout.recipients_last
    others = [squeeze(name).rstrip(" .;,") for name in names]
    lines = [f"- {name}," for name in others if not same(name, own)]
    return (
        text(f"{layout.recipients_label}:", Style.RECIPIENTS_LABEL),
        *(text(line, Style.RECIPIENT) for line in (*lines, f"- {own}.")),
    )


def provenances(trail: TrailReport | None) -> dict[str, Provenance] | None:
    """Return the provenance of every document that was judged; None where no policy applies."""
    if trail is None or not trail.applies:
        return None
    return {path: provenance_of(verdict, trail.head) for path, verdict in trail.by_path.items()}


def provenance_of(verdict: Verdict, head: str = "") -> Provenance:
    """Return the provenance that a verdict of the trail gives; its words name the blob.

    The commit is the one that approved these bytes, so that a paper stays the same until its
    document changes; what is not approved names `head`, the newest commit of main.
    """
    approval = verdict.approval if verdict.ok else None
    return Provenance(verdict.words, commit=(approval.commit if approval else head)[:SHORT])


def colophon(provenance: Provenance | None) -> tuple[Block, ...]:
    """Return the small line that ends a paper; without provenance only a gap."""
    if provenance is None:
        return (text(BLANK, Style.AFTER_TABLE),)
    said = [provenance.words]
    if provenance.blob:
        said.append(f"bản ghi {provenance.blob}")
    if provenance.commit:
        said.append(f"xuất từ commit {provenance.commit}")
    return (text("; ".join(said) + ".", Style.PROVENANCE),)
