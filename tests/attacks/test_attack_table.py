"""The page says what the tests show, and nothing is entered twice."""

from attackkit import ATTACKS, HONEST
from attacktable import PAGE, page


def test_the_page_is_that_of_the_tests() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python tests/attacks/attacktable.py"


def test_every_row_stands_once() -> None:
    page()
    titles = [row.title for row in ATTACKS]
    assert len(set(titles)) == len(titles) > 90
    assert len(set(HONEST)) == len(HONEST) > 30
