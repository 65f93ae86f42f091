"""What slides are made of: text, tables, native charts, the map as shapes, notes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Mm, Pt

from layers.export.fonts import text_width
from layers.export.legend_parts import Block as LegendBlock
from layers.export.legend_parts import Row as LegendRow
from layers.export.map_svg import Word
from layers.export.snapshot import swatch_size
from layers.report import model
from layers.report.chart_svg import OTHER, OWN
from layers.report.drawing import shapes
from layers.report.drawing_xml import shape_xml

INK, SOFT, BAND = "1B2733", "4A5A68", "EEF2F4"
FONT = "Calibri"
POINT_MM = 25.4 / 72
SAFE = 1.1  # letters may be wider than those that are measured
WHITE = (255, 255, 255)
GROUND = 70_000  # of 100 000: how much of what is below a word shines through its ground
Box = tuple[float, float, float, float]  # left, top, width, height in mm
Slide = Any  # python-pptx is not typed


@dataclass(frozen=True)
class Drawing:
    """An SVG to be drawn ``scale`` times as large; ``names`` are those of its first shapes."""

    svg: str
    title: str
    names: tuple[str, ...] = ()
    scale: float = 1.0


def frame(slide: Slide, box: Box, name: str) -> Any:
    """Return an empty text frame that breaks lines."""
    shape = slide.shapes.add_textbox(*map(Mm, box))
    shape.name = name
    found = shape.text_frame
    found.word_wrap = True
    for side in ("left", "right", "top", "bottom"):
        setattr(found, f"margin_{side}", 0)
    return found


def line(found: Any, text: str, size: float, *, bold: bool = False, soft: bool = False) -> Any:
    """Append a paragraph to a text frame and return it."""
    first = found.paragraphs[0]
    paragraph = first if not first.runs and len(found.paragraphs) == 1 else found.add_paragraph()
    run = paragraph.add_run()
    run.text = text
    style(run.font, size, bold=bold, soft=soft)
    paragraph.space_after = Pt(size * 0.35)
    return paragraph


def style(font: Any, size: float, *, bold: bool = False, soft: bool = False) -> None:
    """Set size and colour of letters."""
    font.size, font.bold, font.name = Pt(size), bold, FONT
    font.color.rgb = RGBColor.from_string(SOFT if soft else INK)


def table(slide: Slide, one: model.Table, rows: Iterable[model.Row], box: Box) -> None:
    """Add a table with its head; remarks of cells are left out: a slide has no room for them."""
    chosen = list(rows)
    made = slide.shapes.add_table(len(chosen) + 1, len(one.columns), *map(Mm, box))
    made.name = one.caption
    describe(made, one.caption)
    found, whole = made.table, sum(column.part for column in one.columns)
    found.horz_banding = False
    for place, column in enumerate(one.columns):
        found.columns[place].width = Mm(box[2] * column.part / whole)
        _cell(found.cell(0, place), column.heading, right=column.right, bold=True)
    for number, row in enumerate(chosen, start=1):
        if row.group:
            found.cell(number, 0).merge(found.cell(number, len(one.columns) - 1))
            _cell(found.cell(number, 0), row.cells[0], bold=True)
            continue
        for place, (said, column) in enumerate(zip(row.cells, one.columns, strict=True)):
            _cell(found.cell(number, place), said.split("\n")[0], right=column.right)
    for row in found.rows:
        row.height = Mm(6.5)


def _cell(cell: Any, text: str, *, right: bool = False, bold: bool = False) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(BAND if bold else "FFFFFF")
    cell.margin_left = cell.margin_right = Mm(1.5)
    cell.margin_top = cell.margin_bottom = Mm(0.8)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = text
    style(run.font, 11, bold=bold)
    if right:
        paragraph.alignment = PP_ALIGN.RIGHT


def chart(slide: Slide, one: model.Chart, box: Box) -> None:
    """Add a native chart: its figures can be edited in PowerPoint."""
    figures = "#,##0" + (f".{'0' * one.decimals}" if one.decimals else "")
    data = CategoryChartData(number_format=figures)
    # bars are drawn from below
    turn = -1 if one.kind == model.BAR else 1
    data.categories = one.categories[::turn]
    for each in one.lines:
        data.add_series(each.name, each.figures[::turn])
    kind = XL_CHART_TYPE.BAR_CLUSTERED if one.kind == model.BAR else XL_CHART_TYPE.LINE_MARKERS
    made = slide.shapes.add_chart(kind, *map(Mm, box), data)
    made.name = one.title
    describe(made, one.alt)
    found = made.chart
    found.font.size, found.font.name = Pt(11), FONT
    found.has_title = False
    found.has_legend = len(one.lines) > 1
    if found.has_legend:
        found.legend.position = XL_LEGEND_POSITION.BOTTOM
        found.legend.include_in_layout = False
    if one.kind == model.BAR:
        _bars(found, figures)
    else:
        _lines(found, one)


def _bars(found: Any, figures: str) -> None:
    plot = found.plots[0]
    plot.gap_width, plot.has_data_labels, plot.vary_by_categories = 35, True, False
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = figures, False
    plot.data_labels.font.size = Pt(11)
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = RGBColor.from_string(OWN[1:].upper())
    found.value_axis.visible = False
    found.value_axis.has_major_gridlines = False
    found.category_axis.format.line.fill.background()
    found.category_axis.has_major_gridlines = False


def _lines(found: Any, one: model.Chart) -> None:
    found.value_axis.has_major_gridlines = True
    found.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("D5DCE0")
    found.value_axis.format.line.fill.background()
    lowest = min((x for each in one.lines for x in each.figures if x is not None), default=0.0)
    if lowest >= 0:
        found.value_axis.minimum_scale = 0
    for series, each in zip(found.plots[0].series, one.lines, strict=True):
        colour = RGBColor.from_string((OWN if each.own else OTHER)[1:].upper())
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = colour, Pt(2.5 if each.own else 2)
        if not each.own:
            series.format.line.dash_style = MSO_LINE.DASH
        _marker(series.marker, colour, own=each.own, hollow=False)
        for place, uncertain in enumerate(each.uncertain):
            if uncertain:
                _marker(series.points[place].marker, colour, own=each.own, hollow=True)


def _marker(marker: Any, colour: RGBColor, *, own: bool, hollow: bool) -> None:
    marker.style = XL_MARKER_STYLE.CIRCLE if own else XL_MARKER_STYLE.SQUARE
    marker.size = 8 if own else 7
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = RGBColor(255, 255, 255) if hollow else colour
    marker.format.line.color.rgb = colour


def describe(shape: Any, text: str) -> None:
    """Give a shape its alternative text."""
    shape.element.xpath(".//p:cNvPr")[0].set("descr", text)


def drawing(slide: Slide, one: Drawing, left: float, top: float) -> Any:
    """Add a drawing as one group of shapes."""
    group = slide.shapes.add_group_shape()
    group.name, tree = one.title, group.element
    number = max(int(one) for one in slide.element.xpath("//@id") if one.isdigit()) + 1
    for place, shape in enumerate(shapes(one.svg, one.scale)):
        if any(points for _, points in shape.steps):
            known = place < len(one.names)
            name = one.names[place] if known else f"{one.title} {place + 1}"
            tree.append(etree.fromstring(shape_xml(shape, number + place, name, left, top)))
    group.shapes._recalculate_extents()
    return group


def map_words(slide: Slide, words: Iterable[Word], left: float, top: float, scale: float) -> None:
    """Add the words of a map as text that can be edited, each on a pale ground."""
    for word in words:
        size = word.size * scale
        wide = text_width(word.text, size, bold=word.bold) + 1.0
        box = (left + scale * word.x - 0.5, top + scale * word.y - 0.95 * size, wide, 1.25 * size)
        found = frame(slide, box, word.text)
        found.word_wrap = False
        paragraph = line(found, word.text, size / POINT_MM, bold=word.bold)
        paragraph.alignment, paragraph.space_after = PP_ALIGN.CENTER, Pt(0)
        found.vertical_anchor = MSO_ANCHOR.MIDDLE
        _ground(slide.shapes[-1])


def _ground(shape: Any) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(255, 255, 255)
    colour = shape.fill._xPr.xpath(".//a:srgbClr")[0]
    etree.SubElement(colour, f"{{{colour.nsmap['a']}}}alpha").set("val", str(GROUND))


def legend(slide: Slide, parts: Iterable[LegendBlock], box: Box) -> float:
    """Add the legend from the top of *box* and return where it ends (mm)."""
    left, top, wide, _ = box
    for part in parts:
        if part.title:
            top = _said(slide, part.title, (left, top, wide, 5), (10.5, True, False))
        for row in part.rows:
            size = (7.0, 4.0)
            if row.swatch:
                size = swatch_size(row.swatch)
                drawing(slide, Drawing(row.swatch, row.text), left, top)
            elif row.badge:
                _badge(slide, row, left, top)
            said = f"{row.text} · {row.count}" if row.count else row.text
            shift = max(size[0], 7.0) + 2
            end = _said(slide, said, (left + shift, top, wide - shift, 4.5), (9.5, False, False))
            top = max(end, top + size[1] + 0.8)
        for note in part.notes:
            top = _said(slide, note, (left, top, wide, 4), (8, False, True))
        top += 1.5
    return top


def _badge(slide: Slide, row: LegendRow, left: float, top: float) -> None:
    """Add the number of a funded area as on the map: in a frame of its colour, or full of it."""
    found = frame(slide, (left, top, 6, 4), row.badge)
    paragraph = line(found, row.badge, 9, bold=True)
    if not row.colour:
        return
    colour, white = RGBColor.from_string(row.colour.removeprefix("#").upper()), RGBColor(*WHITE)
    shape = slide.shapes[-1]
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour if row.full else white
    shape.line.color.rgb = colour
    paragraph.runs[0].font.color.rgb = white if row.full else colour
    paragraph.alignment, paragraph.space_after = PP_ALIGN.CENTER, Pt(0)
    found.vertical_anchor = MSO_ANCHOR.MIDDLE


def _said(slide: Slide, text: str, box: Box, look: tuple[float, bool, bool]) -> float:
    """Add a text in a *look* (size, bold, soft); return where it ends by the width of letters."""
    size, bold, soft = look
    line(frame(slide, box, text[:40]), text, size, bold=bold, soft=soft)
    wide = text_width(text, size * POINT_MM, bold=bold) * SAFE
    rows = math.ceil(wide * (SAFE if bold else 1) / box[2])
    return box[1] + max(rows, 1) * size * POINT_MM * 1.25 + 0.8
