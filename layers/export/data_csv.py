"""The values of a view as CSV: one that German Excel opens with a double click, and a plain one."""

from __future__ import annotations

import codecs
import csv
import io

from geodata.model import City
from layers.export.data_rows import Cell, Column, DataTable, data_table
from layers.table import FORMULA_SIGNS
from layers.view import View


def csv_excel(city: City, view: View, host: str) -> bytes:
    """Return UTF-8 with byte order mark, semicolons and decimal commas."""
    table = data_table(city, view, host)
    return codecs.BOM_UTF8 + _written(table, ";", ",").encode("utf-8")


def csv_plain(city: City, view: View, host: str) -> bytes:
    """Return UTF-8 with commas and decimal points (RFC 4180)."""
    return _written(data_table(city, view, host), ",", ".").encode("utf-8")


def _written(table: DataTable, separator: str, mark: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator="\r\n")
    writer.writerow([column.heading for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(row.get(one.key), one, mark) for one in table.columns])
    return stream.getvalue()


def _cell(cell: Cell, column: Column, mark: str) -> str:
    """Keep a spreadsheet from taking a text for a formula; numbers keep their minus."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell
    return f"{cell:.{column.decimals or 0}f}".replace(".", mark)
