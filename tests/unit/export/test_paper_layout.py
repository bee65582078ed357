"""The reference document says what the layout standard says, figure by figure."""

from datetime import date
from xml.etree import ElementTree

import pytest
from papers_cell import Docx, W, docx, layout_on, plain_paper

from bienban.export.reference import reference_document, style_id
from bienban.export.styles import HEADER_RIGHT_MM, Style, text_width, twips

LAYOUT = layout_on(date(2026, 1, 5))


@pytest.fixture(scope="module")
def reference() -> Docx:
    return Docx(reference_document(LAYOUT))


@pytest.fixture(scope="module")
def page(reference: Docx) -> ElementTree.Element:
    section = reference.root.find(f".//{W}sectPr")
    assert section is not None
    return section


def style(made: Docx, name: str) -> ElementTree.Element:
    styles = ElementTree.fromstring(made.parts["word/styles.xml"])
    for found in styles.iter(f"{W}style"):
        if found.get(f"{W}styleId") == style_id(name):
            return found
    raise AssertionError(name)


def value(made: Docx, name: str, path: str, attribute: str = "val") -> str | None:
    found = style(made, name).find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{attribute}")


def test_the_page_is_a4_with_the_margins_of_the_standard(page):
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert [round(int(margins.get(f"{W}{side}")) / twips(1)) for side in ("top", "bottom")] == [
        20,
        20,
    ]
    assert margins.get(f"{W}left") == str(twips(30))
    assert margins.get(f"{W}right") == str(twips(15))


def test_pages_are_numbered_from_the_second_in_the_middle_ten_millimetres_down(reference, page):
    assert page.find(f"{W}titlePg") is not None
    (number,) = page.findall(f"{W}headerReference")
    assert number.get(f"{W}type") == "default"
    assert page.find(f"{W}pgMar").get(f"{W}header") == str(twips(10))
    assert "PAGE" in reference.parts["word/header1.xml"].decode()
    assert value(reference, "header", "pPr/jc") == "center"


@pytest.mark.parametrize(
    ("name", "points", "bold", "italic", "align"),
    [
        (Style.PARTY, 15, True, False, "center"),
        (Style.SUPERIOR, 14, False, False, "center"),
        (Style.ISSUER, 14, True, False, "center"),
        (Style.NUMBER, 14, False, False, "center"),
        (Style.PLACE_DATE, 14, False, True, "center"),
        (Style.TITLE, 15, True, False, "center"),
        (Style.SUBJECT, 14, True, False, "center"),
        (Style.BODY, 14, False, False, "both"),
        (Style.SIGNER, 14, True, False, "center"),
        (Style.SIGNER_NAME, 14, True, False, "center"),
        (Style.RECIPIENTS_LABEL, 14, False, False, "left"),
        (Style.RECIPIENT, 12, False, False, "left"),
    ],
)
def test_each_part_has_its_size_and_weight(reference, name, points, bold, italic, align):
    assert value(reference, name, "rPr/sz") == str(2 * points)
    assert (style(reference, name).find(f"{W}rPr/{W}b") is not None) is bold
    assert (style(reference, name).find(f"{W}rPr/{W}i") is not None) is italic
    assert value(reference, name, "pPr/jc") == align


def test_the_body_is_justified_indented_and_spaced_exactly(reference):
    assert value(reference, Style.BODY, "pPr/ind", "firstLine") == str(twips(10))
    assert value(reference, Style.BODY, "pPr/spacing", "lineRule") == "exact"
    assert value(reference, Style.BODY, "pPr/spacing", "line") == str(18 * 20)


def test_the_rule_below_the_party_is_as_long_as_its_name(reference):
    width = text_width("ĐẢNG CỘNG SẢN VIỆT NAM", 15, bold=True)
    sides = [int(value(reference, Style.PARTY_RULE, "pPr/ind", s) or 0) for s in ("left", "right")]
    assert abs(twips(HEADER_RIGHT_MM) - sum(sides) - width) <= 2
    assert value(reference, Style.PARTY_RULE, "pPr/pBdr/top") == "single"
    assert style(reference, Style.PARTY).find(f"{W}rPr/{W}u") is None


def test_recipients_are_underlined_and_signatures_stay_with_the_text(reference):
    assert value(reference, Style.RECIPIENTS_LABEL, "rPr/u") == "single"
    for name in (Style.LAST, Style.SIGNER, Style.LEAD, "heading 2", "heading 4"):
        assert style(reference, name).find(f"{W}pPr/{W}keepNext") is not None, name


def test_everything_is_times_new_roman_black_and_vietnamese(reference):
    styles = reference.parts["word/styles.xml"].decode()
    assert 'w:ascii="Times New Roman"' in styles
    assert 'w:color w:val="000000"' in styles
    assert '<w:lang w:val="vi-VN"' in styles


def test_another_standard_gives_another_reference():
    wider = LAYOUT.model_copy(update={"margin_left_mm": 35, "body_size_pt": 15})
    made = Docx(reference_document(wider))
    assert f'w:left="{twips(35)}"' in made.document
    assert value(made, Style.BODY, "rPr/sz") == "30"


def test_a_finished_paper_keeps_the_page_and_the_styles():
    made = docx(plain_paper("Một."))
    assert "<w:titlePg" in made.document
    assert f'w:left="{twips(30)}"' in made.document
    assert value(made, Style.BODY, "pPr/ind", "firstLine") == str(twips(10))
    assert "PAGE" in made.parts["word/header1.xml"].decode()
    assert 'w:val="vi-VN"' in made.parts["word/styles.xml"].decode()
