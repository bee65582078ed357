"""Names that are nearly those of documents, and names that only look so."""

import pytest

from bienban.documents.naming import beside_its_document, meant

SITTING = "meetings/2026/2026-02-05-thuong-ky"
PAPER = "resolutions/2025-2027/01-NQ-CB"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (f"{SITTING}.md.txt", f"{SITTING}.md"),
        (f"{SITTING}.MD", f"{SITTING}.md"),
        (f"{SITTING}-2.markdown", f"{SITTING}-2.md"),
        (f"{SITTING}.docx", f"{SITTING}.md"),
        (SITTING, f"{SITTING}.md"),
        (f"{PAPER}.md.txt", f"{PAPER}.md"),
        ("resolutions/2025-2027/02-QĐ-CB.doc", "resolutions/2025-2027/02-QĐ-CB.md"),
        ("meetings/huong-dan/2026-01.YML", "meetings/huong-dan/2026-01.yml"),
        ("meetings/huong-dan/2026-01.yml.txt", "meetings/huong-dan/2026-01.yml"),
    ],
)
def test_what_was_meant(path: str, wanted: str):
    assert meant(path) == wanted


@pytest.mark.parametrize(
    "path",
    [
        f"{SITTING}.pdf",
        f"{SITTING}.md.pdf",
        f"{SITTING}.jpg",
        f"{PAPER}.xlsx",
        "meetings/2026/2026-02-31-thuong-ky.txt",
        "meetings/2026/2026-02-05-lien-hoan.txt",
        "meetings/2026/ghi-chu.txt",
        "meetings/huong-dan/2026-01.docx",
        "resolutions/2025-2027/01-HD-CB.txt",
        "resolutions/2025-2027/2026-02-05-thuong-ky.txt",
        "docs/2026-02-05-thuong-ky.txt",
    ],
)
def test_what_was_not_meant_as_a_document(path: str):
    assert meant(path) is None


def test_a_copy_beside_its_document_is_none():
    files = frozenset({f"{SITTING}.md", f"{SITTING}.docx", f"{SITTING}.md.txt"})
    assert beside_its_document(f"{SITTING}.docx", files)
    assert beside_its_document(f"{SITTING}.md.txt", files)
    assert not beside_its_document(f"{SITTING}.md", files)
    assert not beside_its_document(f"{SITTING}-2.docx", files)
