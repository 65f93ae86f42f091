"""Cells of Word tables: their lines, their widths, the legend of a map in one of them."""

from __future__ import annotations

import io

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from layers.export.legend_parts import Block as LegendBlock
from layers.export.legend_parts import Row as LegendRow
from layers.export.snapshot import swatch_size
from layers.report.pictures import svg_png
from layers.report.word_parts import describe, quiet

INNER = 170.0  # mm between the margins
TINY = 8.0


def fill(cell: _Cell, said: str, size: float, *, remarks: bool) -> None:
    """Write the lines of a cell; from the second on they are remarks, or all alike."""
    for number, text in enumerate(said.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        if remarks and number:
            quiet(run, size - 1)


def align(cell: _Cell, right: bool) -> None:
    """Set all paragraphs of a cell close, and to the right where numbers stand."""
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_after = Pt(1)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def widths(table: Table, parts: tuple[float, ...]) -> None:
    """Give the columns of *table* their parts of the page's width."""
    table.autofit = False
    for column, part in zip(table.columns, parts, strict=True):
        column.width = Mm(part * INNER)
    for row in table.rows:
        for cell, part in zip(row.cells, parts, strict=False):
            if cell.grid_span == 1:
                cell.width = Mm(part * INNER)


def legend(cell: _Cell, part: LegendBlock) -> None:
    """Write a part of a map's legend: each sign a small picture before its meaning."""
    title = _line(cell)
    title.add_run(part.title).bold = True
    for row in part.rows:
        _legend_row(_line(cell), row)
    for note in part.notes:
        quiet(_line(cell).add_run(note), TINY - 0.5)
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.font.size = run.font.size or Pt(TINY)


def _legend_row(paragraph: Paragraph, row: LegendRow) -> None:
    if row.swatch:
        wide, high = swatch_size(row.swatch)
        run = paragraph.add_run()
        run.add_picture(io.BytesIO(svg_png(row.swatch, wide, high)), width=Mm(wide))
        describe(run, "")
    if row.badge:
        badge = paragraph.add_run(row.badge)
        badge.bold = True
        if row.colour:
            badge.font.color.rgb = RGBColor.from_string(row.colour.removeprefix("#").upper())
    paragraph.add_run(f" {row.text}")
    for more in (row.detail, row.count):
        if more:
            quiet(paragraph.add_run(f" · {more}"), TINY)


def _line(cell: _Cell) -> Paragraph:
    first = cell.paragraphs[0]
    paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    return paragraph
