"""The reference document that pandoc takes styles and page from, generated from the standard.

It is small on purpose: pandoc reads it once a paper, and that is most of what a paper costs.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from bienban.export.archive import pack
from bienban.export.styles import Look, Style, TableStyle, base_letters, heading_looks, looks, twips
from bienban.standards import Layout

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_W = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'
_A4_MM = (210, 297)
_TYPE = "application/vnd.openxmlformats-officedocument"
_PARTS = {  # the parts of the document, by file name, with the last word of their type
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "webSettings": "webSettings",
    "fontTable": "fontTable",
    "footnotes": "footnotes",
    "comments": "comments",
    "header1": "header",
    "theme/theme1": "theme",
}


def reference_document(layout: Layout, lang: str = "vi-VN") -> bytes:
    """Return the DOCX that carries the styles, the margins and the page number of `layout`."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            [
                ("officeDocument", "word/document.xml"),
                ("extended-properties", "docProps/app.xml"),
            ]
        ),
        "word/_rels/document.xml.rels": _relationships(
            (kind, f"{name}.xml") for name, kind in _PARTS.items()
        ),
        "word/document.xml": f"<w:document {_W}><w:body>{_page(layout)}</w:body></w:document>",
        "word/styles.xml": _styles(layout, lang),
        "word/header1.xml": _page_number(layout),
        "word/numbering.xml": f"<w:numbering {_W}/>",
        "word/settings.xml": _settings(lang),
        "word/webSettings.xml": f"<w:webSettings {_W}/>",
        "word/fontTable.xml": _fonts(layout),
        "word/footnotes.xml": f"<w:footnotes {_W}>{_SEPARATORS}</w:footnotes>",
        "word/comments.xml": f"<w:comments {_W}/>",
        "word/theme/theme1.xml": _theme(layout),
        "docProps/app.xml": _APP,
        "docProps/core.xml": _CORE,
        "docProps/custom.xml": _CUSTOM,
        "word/_rels/footnotes.xml.rels": _relationships([]),
    }
    return pack({name: (_DECLARATION + text).encode() for name, text in parts.items()})


def _content_types() -> str:
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.'
        f'{"theme" if kind == "theme" else f"wordprocessingml.{kind}"}+xml"/>'
        for name, kind in _PARTS.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" '
        f'ContentType="{_TYPE}.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        f'ContentType="{_TYPE}.extended-properties+xml"/>{parts}</Types>'
    )


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _page(layout: Layout) -> str:
    """Return the section: A4, margins, the page number from the second page on."""
    width, height = (twips(side) for side in _A4_MM)
    header = 1 + list(_PARTS).index("header1")
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId{header}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{twips(layout.margin_top_mm)}" w:right="{twips(layout.margin_right_mm)}"'
        f' w:bottom="{twips(layout.margin_bottom_mm)}" w:left="{twips(layout.margin_left_mm)}"'
        f' w:header="{twips(layout.page_number_distance_mm)}"'
        f' w:footer="{twips(layout.page_number_distance_mm)}" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def _page_number(layout: Layout) -> str:
    size = layout.body_size_pt * 2
    return (
        f'<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f'<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="{size}"/></w:rPr>'
        "<w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>"
    )


def _styles(layout: Layout, lang: str) -> str:
    font, size = quoteattr(layout.font), layout.body_size_pt * 2
    base = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii={font} w:hAnsi={font}"
        f' w:eastAsia={font} w:cs={font}/><w:color w:val="{layout.colour}"/><w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/><w:lang w:val="{lang}" w:eastAsia="{lang}" w:bidi="{lang}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/></w:style><w:style w:type="character" w:default="1"'
        ' w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>'
    )
    named = {style.value: look for style, look in looks(layout).items()}
    named |= heading_looks(layout)
    # The names that pandoc gives to plain text of its own accord.
    named["First Paragraph"] = named[Style.BODY]
    named["Compact"] = named[Style.BODY]
    named["header"] = Look(layout.body_size_pt)
    rows = "".join(_style(name, look) for name, look in named.items())
    return f"<w:styles {_W}>{base}{rows}{_table_styles()}</w:styles>"


def style_id(name: str) -> str:
    """Return the ASCII id of a style: `Tiêu đề Đảng` is `TieuDeDang`, `heading 2` `Heading2`."""
    return base_letters(name).title().replace(" ", "")


def _style(name: str, look: Look) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id(name)}">'
        f"<w:name w:val={quoteattr(name)}/>"
        f'<w:basedOn w:val="Normal"/><w:qFormat/>{_paragraph(look)}{_run(look)}</w:style>'
    )


def _paragraph(look: Look) -> str:
    line = round(look.line * 20) or 240
    rule = "exact" if look.line else "auto"
    parts = [
        "<w:keepNext/>" * look.keep_next,
        "<w:keepLines/>" * look.keep_lines,
        "" if look.widows else '<w:widowControl w:val="0"/>',
        f'<w:pBdr><w:{look.rule} w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        if look.rule
        else "",
        f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}"'
        f' w:line="{line}" w:lineRule="{rule}"/>',
        f'<w:ind w:left="{look.left}" w:right="{look.right}" w:firstLine="{look.first_line}"/>',
        f'<w:jc w:val="{look.align}"/>',
        f'<w:outlineLvl w:val="{look.level - 1}"/>' if look.level else "",
    ]
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def _run(look: Look) -> str:
    half = round(look.size * 2)
    parts = [
        "<w:b/><w:bCs/>" * look.bold,
        "<w:i/><w:iCs/>" * look.italic,
        "<w:caps/>" * look.caps,
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>',
        '<w:u w:val="single"/>' * look.underline,
    ]
    return f"<w:rPr>{''.join(parts)}</w:rPr>"


def _table_styles() -> str:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    ruled = "".join(f'<w:{edge} w:val="single" w:sz="4" w:color="000000"/>' for edge in edges)
    return _table_style(TableStyle.RULED, f"<w:tblBorders>{ruled}</w:tblBorders>", 85) + (
        _table_style(TableStyle.BARE, "", 0)
    )


def _table_style(style: TableStyle, borders: str, margin: int) -> str:
    sides = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 0), ("left", margin), ("bottom", 0), ("right", margin))
    )
    return (
        f'<w:style w:type="table" w:styleId="{style_id(style)}"><w:name w:val="{style}"/>'
        f"<w:tblPr>{borders}<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>"
        "<w:trPr><w:cantSplit/></w:trPr></w:style>"
    )


def _settings(lang: str) -> str:
    return (
        f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{lang}"/></w:settings>'
    )


def _fonts(layout: Layout) -> str:
    return (
        f"<w:fonts {_W}><w:font w:name={quoteattr(layout.font)}>"
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _theme(layout: Layout) -> str:
    font = quoteattr(layout.font)
    slots = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{"FFFFFF" if slot.startswith("lt") else layout.colour}"/>'
        f"</a:{slot}>"
        for slot in slots
    )
    face = f'<a:latin typeface={font}/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="bienban">'
        f'<a:themeElements><a:clrScheme name="bienban">{colours}</a:clrScheme>'
        f'<a:fontScheme name="bienban"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="bienban"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst><a:effectStyleLst>"
        f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>"
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{escape('bienban')}</Application></Properties>"
)
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
)
_CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)
