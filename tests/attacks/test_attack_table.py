"""The pages say what the tests show, and nothing is entered twice."""

from attackkit import ATTACKS, HONEST
from attacktable import FOLDER, pages


def test_the_pages_are_those_of_the_tests() -> None:
    for name, text in pages().items():
        written = (FOLDER / name).read_text(encoding="utf-8")
        assert written == text, "python tests/attacks/attacktable.py"


def test_every_row_stands_once() -> None:
    text = "".join(pages().values())
    titles = [row.title for row in ATTACKS]
    assert len(set(titles)) == len(titles) == text.count("\n| ") - text.count("\n| Cách tấn công")
    assert len(titles) > 90
    assert len(set(HONEST)) == len(HONEST) > 30
