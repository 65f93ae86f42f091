"""What Word needs and python-docx has no call for: links, fields, alt texts, borders, language."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

INK, SOFT, LINE, BAND = "1B2733", "4A5A68", "C6D0D6", "EEF2F4"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)


def quiet(run: Run, size: float) -> None:
    """Set *run* in small grey letters."""
    run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(SOFT)


def describe(run: Run, text: str) -> None:
    """Give the picture of *run* an alternative text; without one it is decoration."""
    found: Any = run._element.find(f".//{qn('wp:docPr')}")
    found.set("descr", text)
    if not text:
        found.append(parse_xml(DECORATIVE))


def link(paragraph: Paragraph, text: str, href: str, size: float) -> None:
    """Append *text* as a link."""
    target = paragraph.part.relate_to(href, LINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), target)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.underline, run.font.color.rgb = True, RGBColor.from_string("0B5C78")
    element.append(run._element)
    paragraph._element.append(element)


def field(paragraph: Paragraph, code: str, size: float) -> None:
    """Append a field that Word computes, such as PAGE, in small grey letters."""
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    quiet(run, size)
    element.append(run._element)
    paragraph._element.append(element)


def head_row(row: _Row) -> None:
    """Mark *row* as the head of its table, repeated on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def whole_row(row: _Row) -> None:
    """Keep *row* on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def lines(table: Table, caption: str) -> None:
    """Give *table* thin lines between its rows, and a caption for those who cannot see it."""
    properties: Any = table._tbl.tblPr
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    look = properties.find(qn("w:tblLook"))  # Word wants these in a fixed order
    look.addprevious(parse_xml(f"<w:tblBorders {nsdecls('w')}>{borders}</w:tblBorders>"))
    margins = "".join(f'<w:{side} w:w="60" w:type="dxa"/>' for side in ("left", "right"))
    look.addprevious(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"))
    for name in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(name)
        element.set(qn("w:val"), caption)
        properties.append(element)


def shade(cell: _Cell, colour: str) -> None:
    """Fill *cell*."""
    shading = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(shading))


def language(document: Document, code: str) -> None:
    """Set the language of the whole document."""
    document.core_properties.language = code
    for properties in document.styles.element.iter(qn("w:rPrDefault")):
        for found in properties.iter(qn("w:lang")):
            for name in ("w:val", "w:eastAsia"):
                found.set(qn(name), code)
