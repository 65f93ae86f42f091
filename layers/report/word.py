"""A report as a Word document: headings, tables and lists of Word, maps and charts as pictures."""

from __future__ import annotations

import datetime
import io
from functools import singledispatchmethod
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell

from layers.export.snapshot import qr_svg
from layers.report import model
from layers.report.chart_svg import HIGH, WIDE, line_chart
from layers.report.drawn import drawn
from layers.report.packed import LONGEST_PROPERTY, steady
from layers.report.pictures import logo_png, map_png, svg_png
from layers.report.word_cells import INNER, TINY, align, fill, legend, widths
from layers.report.word_parts import (
    BAND,
    INK,
    describe,
    field,
    head_row,
    language,
    lines,
    link,
    quiet,
    shade,
    whole_row,
)
from layers.texts import texts

EDGE, LOGO = 20, 13.0  # mm
FONT, SIZE, SMALL = "Calibri", 10.5, 8.5
MADE = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - always the same: same report, same bytes
STYLES = {"Title": 22, "Heading 1": 15, "Heading 2": 11.5}


def word(told: model.Report) -> bytes:
    """Return the document; the same report gives the same bytes."""
    writer = Writer(told)
    stream = io.BytesIO()
    writer.written().save(stream)
    return steady(stream.getvalue())


class Writer:
    """Writes one report, block by block."""

    def __init__(self, told: model.Report) -> None:
        self.told = told
        self.words = texts(told.language)["report"]
        self.document: Document = docx.Document()

    def written(self) -> Document:
        """Return the finished document."""
        self._prepare()
        self._small(self.told.kicker)
        self._head()
        for said in self.told.lead:
            self.document.add_paragraph(said).runs[0].font.size = Pt(12)
        for section in self.told.sections:
            heading = self.document.add_heading(section.title, 1)
            heading.paragraph_format.page_break_before = section.new_page
            for block in section.blocks:
                self.block(block)
        self._sources()
        return self.document

    def _prepare(self) -> None:
        document, told = self.document, self.told
        page = document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(EDGE)
        language(document, f"{told.language}-DE")
        properties = document.core_properties
        properties.title = told.title[:LONGEST_PROPERTY]
        properties.author = told.operator[:LONGEST_PROPERTY]
        properties.created = properties.modified = MADE
        properties.comments = properties.keywords = ""
        normal = document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(SIZE)
        for name, size in STYLES.items():
            style: Any = document.styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            style.font.color.rgb = RGBColor.from_string(INK)
            style.element.rPr.rFonts.attrib.clear()
            style.font.name = FONT
        self._footer(page)

    def _footer(self, page: Any) -> None:
        told = self.told
        exported = self.words["exported"].format(date=f"{told.today:%d.%m.%Y}")
        footer = page.footer.paragraphs[0]
        said = [told.title, exported, told.operator]
        footer.add_run(f"{' · '.join(part for part in said if part)} · ")
        before, _, rest = self.words["page"].partition("{page}")
        middle, _, after = rest.partition("{pages}")
        footer.add_run(before)
        field(footer, "PAGE", TINY)
        footer.add_run(middle)
        field(footer, "NUMPAGES", TINY)
        footer.add_run(after)
        for run in footer.runs:
            quiet(run, TINY)

    def _head(self) -> None:
        told = self.told
        if told.logo:
            run = self.document.add_paragraph().add_run()
            run.add_picture(io.BytesIO(logo_png(told.logo, LOGO)), height=Mm(LOGO))
            describe(run, self.words["logo"].format(name=told.operator))
        self.document.add_paragraph(told.title, style="Title")

    def _small(self, text: str, *, kept: bool = False) -> None:
        """Write a remark; *kept* on the page of what follows."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = kept
        quiet(paragraph.add_run(text), SMALL)

    @singledispatchmethod
    def block(self, one: Any) -> None:
        """Write one block; a chart of bars says only what the table beside it says."""

    @block.register
    def _(self, one: model.Text) -> None:
        if one.quiet:
            self._small(one.text)
        else:
            run = self.document.add_paragraph().add_run(one.text)
            run.font.size = Pt(12 if one.strong else SIZE)

    @block.register
    def _(self, one: model.Heading) -> None:
        heading = self.document.add_heading(one.text, 2)
        if one.mark:
            quiet(heading.add_run(f" · {one.mark}"), SMALL)

    @block.register
    def _(self, one: model.Bullets) -> None:
        for item in one.items:
            self.document.add_paragraph(item, style="List Bullet")

    @block.register
    def _(self, one: model.Facts) -> None:
        table = self.document.add_table(rows=0, cols=2)
        lines(table, "; ".join(name for name, _ in one.rows))
        for name, said in one.rows:
            row = table.add_row()
            whole_row(row)
            quiet(row.cells[0].paragraphs[0].add_run(name), SMALL + 0.5)
            fill(row.cells[1], "\n".join(said), SIZE - 1, remarks=False)
        widths(table, (0.27, 0.73))
        self._space()

    @block.register
    def _(self, one: model.Table) -> None:
        self._table(one, INNER)
        self._space()

    @block.register
    def _(self, one: model.Trend) -> None:
        heading = self.document.add_heading(one.chart.title, 2)
        heading.paragraph_format.keep_with_next = True
        beside = self.document.add_table(rows=1, cols=2)
        widths(beside, (0.56, 0.44))
        left, right = beside.rows[0].cells
        whole_row(beside.rows[0])
        run = left.paragraphs[0].add_run()
        picture = svg_png(line_chart(one.chart), WIDE, HIGH)
        run.add_picture(io.BytesIO(picture), width=Mm(WIDE))
        describe(run, one.chart.alt)
        self._table(one.table, 0.40 * INNER, right)
        self._small(one.note)

    @block.register
    def _(self, one: model.Plot | model.Ranges) -> None:
        if one.title:
            heading = self.document.add_heading(one.title, 2)
            heading.paragraph_format.keep_with_next = True
        made = drawn(one)
        run = self.document.add_paragraph().add_run()
        picture = svg_png(made.svg, made.width, made.height)
        run.add_picture(io.BytesIO(picture), width=Mm(made.width))
        describe(run, one.alt)

    @block.register
    def _(self, one: model.Map) -> None:
        if one.title:
            named = self.document.add_paragraph()
            named.add_run(one.title).bold = True
            named.paragraph_format.keep_with_next = True
        self._small(one.subline, kept=True)
        table = self.document.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        widths(table, (one.width / INNER, 1 - one.width / INNER))
        run = left.paragraphs[0].add_run()
        run.add_picture(io.BytesIO(map_png(one)), width=Mm(one.width - 4))
        describe(run, one.alt)
        for part in one.legend:
            legend(right, part)
        self._space()

    def _picture(self, data: bytes, width: float) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        run = paragraph.add_run()
        run.add_picture(io.BytesIO(data), width=Mm(width))
        return run

    def _space(self) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)

    def _table(self, one: model.Table, width: float, place: _Cell | None = None) -> None:
        """Write a table of *width* mm, on the page or in a cell."""
        count = len(one.columns)
        table = place.add_table(1, count) if place else self.document.add_table(1, count)
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        lines(table, one.caption)
        head_row(table.rows[0])
        for cell, column in zip(table.rows[0].cells, one.columns, strict=True):
            run = cell.paragraphs[0].add_run(column.heading)
            run.bold, run.font.size = True, Pt(SMALL)
            shade(cell, BAND)
            align(cell, column.right)
        for row in one.rows:
            self._row(table, one, row)
        whole = sum(column.part for column in one.columns)
        widths(table, tuple(column.part / whole * width / INNER for column in one.columns))

    def _row(self, table: Any, one: model.Table, row: model.Row) -> None:
        added = table.add_row()
        whole_row(added)
        if row.group:
            cell = added.cells[0].merge(added.cells[-1])
            run = cell.paragraphs[0].add_run(row.cells[0])
            run.bold, run.font.size = True, Pt(SMALL)
            return
        for cell, said, column in zip(added.cells, row.cells, one.columns, strict=True):
            fill(cell, said, SMALL, remarks=True)
            align(cell, column.right)

    def _sources(self) -> None:
        told = self.told
        self.document.add_heading(told.sources_title, 1)
        if not told.references:
            self.document.add_paragraph(self.words["no_sources"])
        for one in told.references:
            paragraph = self.document.add_paragraph()
            quiet(paragraph.add_run(f"[{one.number}] "), SMALL)
            if one.href and one.href == one.text:
                link(paragraph, one.text, one.href, SMALL)
            else:
                paragraph.add_run(one.text)
            for run in paragraph.runs:
                run.font.size = Pt(SMALL)
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.paragraph_format.left_indent = Mm(9)
            paragraph.paragraph_format.first_line_indent = Mm(-9)
        if told.funder_note:
            self._small(told.funder_note)
        size = 19.0
        run = self._picture(svg_png(qr_svg(told.address).decode(), size, size), size)
        describe(run, self.words["qr"])
        paragraph = self.document.add_paragraph(f"{self.words['address']} ")
        if told.address.startswith("http"):
            link(paragraph, told.address, told.address, SIZE)
        else:
            paragraph.add_run(told.address)
