"""The shipped figures: every one has its number, date, source and mark, and fits the others."""

import unicodedata
from datetime import date, timedelta
from itertools import pairwise

import pytest

from bienban.standards import Confidence, Heading, HeadingKey, describe, load_standards

STANDARDS = load_standards()
KINDS = (
    "thuong-ky",
    "chuyen-de",
    "chi-uy",
    "bat-thuong",
    "kiem-diem",
    "le-ket-nap",
    "dai-hoi",
)
UNDATED = {"DIEU-LE", "296-QD-TW", "38-HD-BTCTW"}


@pytest.mark.parametrize("document", STANDARDS.documents, ids=lambda document: document.stem)
def test_every_document_has_number_date_source_and_confidence(document):
    head = document.head
    assert head.so and head.nguon and head.note
    assert head.confidence in Confidence
    assert (head.ngay is None) == (document.stem in UNDATED)
    for block in document.figures.values():
        for figure in block.values():
            assert figure.source and figure.confidence in Confidence
            assert figure.citation.number == head.so


@pytest.mark.parametrize("document", STANDARDS.documents, ids=lambda document: document.stem)
def test_what_a_document_replaces_ends_the_day_before(document):
    by_stem = {other.stem: other for other in STANDARDS.documents}
    for stem in document.head.thay_the:
        assert by_stem[stem].end + timedelta(days=1) == document.start


@pytest.mark.parametrize("document", STANDARDS.documents, ids=lambda document: document.stem)
def test_a_figure_is_never_surer_than_second_hand_in_a_second_hand_document(document):
    if document.head.confidence is Confidence.SECOND_HAND:
        marks = {
            figure.confidence for block in document.figures.values() for figure in block.values()
        }
        assert Confidence.OFFICIAL not in marks


def test_no_two_governing_documents_of_a_topic_overlap():
    topics = {topic for document in STANDARDS.documents for topic in document.governs}
    for topic in topics:
        governing = sorted(
            (d for d in STANDARDS.documents if topic in d.governs), key=lambda d: d.start
        )
        assert all(earlier.end < later.start for earlier, later in pairwise(governing)), topic


def test_every_figure_of_the_description_names_its_document_and_mark():
    rows = describe(STANDARDS)
    assert all(row.document and row.source and row.confidence in Confidence for row in rows)
    figures = sum(len(block) for d in STANDARDS.documents for block in d.figures.values())
    shown = [row for row in rows if row.figure and not row.topic.startswith("khung-diem/")]
    assert len([row for row in shown if row.topic]) == figures
    assert ("conduct", "minimum_minutes", "90") in {(r.topic, r.figure, r.value) for r in rows}
    assert {d.head.so for d in STANDARDS.documents} <= {
        d.head.so for d in STANDARDS.documents for row in rows if d.head.so in row.document
    }


def test_the_kinds_of_sitting_are_the_seven_and_rules_name_only_these():
    conduct = STANDARDS.on(date(2026, 6, 1)).conduct
    assert conduct.kinds == KINDS
    assert all(set(kinds) <= set(KINDS) for kinds in conduct.rules.values())
    assert all(set(e.by_kind) <= set(KINDS) for e in conduct.heading_entries.values())
    assert set(conduct.heading_entries) == set(HeadingKey)


def _folded(text: str) -> str:
    marks = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(c for c in marks if not unicodedata.combining(c))


@pytest.mark.parametrize("kind", KINDS)
def test_no_wording_means_two_headings_of_one_level(kind):
    headings: tuple[Heading, ...] = STANDARDS.on(date(2026, 6, 1)).conduct.headings(kind)
    seen = [(h.level, _folded(words)) for h in headings for words in h.wordings]
    assert sorted(seen) == sorted(set(seen))


def test_all_text_is_nfc():
    for row in describe(STANDARDS):
        for text in (row.document, row.value, row.source, row.note):
            assert unicodedata.is_normalized("NFC", text)
