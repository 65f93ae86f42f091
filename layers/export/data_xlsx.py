"""The values of a view as a workbook: a sheet of values, a sheet of sources and method."""

from __future__ import annotations

import datetime
import io

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from geodata.model import City
from layers.export.data_about import Entry, about
from layers.export.data_rows import Column, DataTable, data_table
from layers.texts import texts
from layers.view import View

MADE = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - always the same: same view, same bytes
WIDEST, NARROWEST = 48, 9
TEXT_ONLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(city: City, view: View, host: str) -> bytes:
    """Return the workbook; figures are numbers, and a text is never a formula."""
    words, table = texts(view.language)["data"], data_table(city, view, host)
    stream = io.BytesIO()
    book = Workbook(stream, TEXT_ONLY)
    book.set_properties({"title": table.address, "author": city.title, "created": MADE})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    _values(book, book.add_worksheet(words["sheet_values"]), table, head)
    sheet = book.add_worksheet(words["sheet_about"])
    _about(sheet, [(words["about_key"], words["about_text"]), *about(city, view, table)], wrap)
    sheet.set_row(0, None, head)
    book.close()
    return stream.getvalue()


def _values(book: Workbook, sheet: Worksheet, table: DataTable, head: Format) -> None:
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.heading, head)
        sheet.set_column(place, place, _width(table, column), _number_format(book, column))
        for row, cells in enumerate(table.rows, start=1):
            cell = cells.get(column.key)
            if isinstance(cell, str):
                sheet.write_string(row, place, cell)
            elif cell is not None:
                sheet.write_number(row, place, cell)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _number_format(book: Workbook, column: Column) -> Format | None:
    """Thousands are set apart, except in years; the decimals are those of the map."""
    if column.decimals is None:
        return None
    plain = "0" if column.key.endswith("year") else "#,##0"
    decimals = f".{'0' * column.decimals}" if column.decimals else ""
    return book.add_format({"num_format": plain + decimals})


def _width(table: DataTable, column: Column) -> int:
    cells = (row.get(column.key) for row in table.rows)
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    heading = max(len(word) for word in column.heading.split())
    return min(max(longest, heading + 3, NARROWEST), WIDEST)


def _about(sheet: Worksheet, entries: list[Entry], wrap: Format) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    for row, pair in enumerate(entries):
        for place, text in enumerate(pair):
            sheet.write_string(row, place, text, wrap)
    sheet.freeze_panes(1, 0)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
