"""CSV text to a table of text cells; the index of every frame is the row of the spreadsheet."""

from __future__ import annotations

import csv
import functools
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from geodata.errors import Fault
from geodata.reading.findings import Message, Place, fault, listed, nearest, note, quoted
from geodata.reading.schemas import Schema

COLUMN = re.compile(r"\{(\w+)\}")
BATCH = 5000  # rows held as lists at a time; more would keep the garbage collector busy
LONGEST_ROW = 131_072  # the csv module's limit of a cell, which other libraries lift for all
TOO_LONG = f"field larger than field limit ({LONGEST_ROW})"
CSV_ERRORS = {
    "unexpected end of data": "ein Anführungszeichen bleibt offen",
    TOO_LONG: "eine Zelle ist länger als 131.072 Zeichen",
}
SEPARATORS = {",": "Komma", ";": "Semikolon", "\t": "Tabulator"}


@dataclass(frozen=True)
class Table:
    """One table of the package. Frames have the schema's columns and the same index.

    ``text`` holds the trimmed cells as read; ``data`` the same after typing: float64 for
    numbers (NaN for an empty or faulty cell), text otherwise.
    """

    schema: Schema
    file: str
    separator: str
    text: pd.DataFrame
    data: pd.DataFrame

    @functools.cached_property
    def filled(self) -> pd.DataFrame:
        """Which cells are not empty."""
        return self.text.astype(bool)

    def place(self, row: int, field: str = "") -> Place:
        """Return the place of a cell of this table."""
        return Place(self.file, row, field)

    def faults(self, field: str, rows: pd.Series, message: Message) -> Iterator[Fault]:
        """Yield a fault with *message* at *field* in each row that the mask *rows* marks."""
        for row in rows.index[rows.to_numpy(dtype=bool)]:
            yield fault(self.place(int(row), field), self._filled(int(row), message))

    def notes(self, field: str, rows: pd.Series, message: Message) -> Iterator[Fault]:
        """Yield notes as :meth:`faults` yields faults."""
        return (replace(found, grave=False) for found in self.faults(field, rows, message))

    def _filled(self, row: int, message: Message) -> Message:
        def cell(match: re.Match[str]) -> str:
            return quoted(self.text.at[row, match[1]])

        return message._replace(found=COLUMN.sub(cell, message.found))


def read_table(text: str, file: str, schema: Schema, findings: list[Fault]) -> Table | None:
    """Return the table that the CSV *text* holds, not yet typed, or None and faults.

    Empty lines are skipped but counted, so that rows are those of a spreadsheet. Cells are
    trimmed. Columns may stand in any order; one that is not required may be left out.
    """
    if not text.strip():
        message = Message("die Datei ist leer", "eine Kopfzeile mit Spaltennamen", "Tabelle füllen")
        findings.append(fault(Place(file), message))
        return None
    separator = _separator(text.split("\n", 1)[0], schema)
    rows = _rows(text, separator)
    try:
        _, header = next(rows)
        header = [cell.strip() for cell in header]
        if not _header_fits(header, Place(file, 1), schema, findings):
            return None
        frame = _frame(rows, header, file, findings)
    except csv.Error as error:
        findings.append(_csv_fault(file, *error.args))
        return None
    if separator != ",":
        message = Message(
            f"Spalten mit {SEPARATORS[separator]} getrennt; so gelesen",
            "Komma",
            "als CSV mit Komma und Dezimalpunkt speichern",
        )
        findings.append(note(Place(file, 1), message))
    frame = frame.reindex(columns=list(schema.names), fill_value="")
    return Table(schema, file, separator, frame, frame)


def _separator(header: str, schema: Schema) -> str:
    def known(separator: str) -> int:
        return sum(cell.strip(' "\r') in schema.names for cell in header.split(separator))

    return max(SEPARATORS, key=known)  # the comma stands first and wins a tie


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield row number and cells of the header and of each line that is not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    done = 0
    try:
        for row, cells in enumerate(reader, start=1):
            if sum(map(len, cells)) > LONGEST_ROW:
                raise csv.Error(TOO_LONG)
            done = row
            if row == 1 or any(cells):
                yield row, cells
    except csv.Error as error:
        raise csv.Error(done + 1, str(error)) from None


def _csv_fault(file: str, row: int, problem: str) -> Fault:
    message = Message(
        f"nicht als CSV lesbar ({CSV_ERRORS.get(problem, problem)})",
        "Anführungszeichen nur um ganze Zellen, Zellen unter 131.072 Zeichen",
        "Anführungszeichen in dieser und den Zeilen davor prüfen",
    )
    return fault(Place(file, row), message)


def _header_fits(header: list[str], place: Place, schema: Schema, findings: list[Fault]) -> bool:
    absent = [field for field in schema.fields if field.name not in header]
    for field in (field for field in absent if not field.added_later):
        found = "die Spalte fehlt" if field.required else "die Spalte fehlt; als leer gelesen"
        message = Message(found, f"Spalten {listed(schema.names, 20)}", "Spalte ergänzen")
        finding = fault if field.required else note
        findings.append(finding(place._replace(field=field.name), message))
    twice = sorted({name for name in header if name and header.count(name) > 1})
    for name in twice:
        message = Message("die Spalte steht doppelt", "jede Spalte einmal", "eine Spalte streichen")
        findings.append(fault(place._replace(field=name), message))
    names = [field.name for field in absent] or schema.names
    for name in header:
        if name and name not in schema.names:
            message = Message(
                f"unbekannte Spalte {quoted(name)}{nearest(name, names)}",
                f"Spalten {listed(schema.names, 20)}",
                "Schreibweise prüfen; die Spalte wird nicht gelesen",
            )
            findings.append(note(place._replace(field=quoted(name)[1:-1]), message))
    return not twice and not any(field.required for field in absent)


def _frame(
    rows: Iterator[tuple[int, list[str]]], header: list[str], file: str, findings: list[Fault]
) -> pd.DataFrame:
    width = len(header)
    index: list[int] = []
    columns: list[list[str]] = [[] for _ in header]
    while batch := list(itertools.islice(rows, BATCH)):
        fitting = {row: cells[:width] for row, cells in batch if _fits(cells, width)}
        findings.extend(
            _width_fault(Place(file, row), len(cells), width)
            for row, cells in batch
            if row not in fitting
        )
        index.extend(fitting)
        for column, cells in zip(columns, zip(*fitting.values(), strict=True), strict=False):
            column.extend(map(str.strip, cells))
    return pd.DataFrame(dict(zip(header, columns, strict=True)), index=index, dtype=object)


def _fits(cells: list[str], width: int) -> bool:
    return len(cells) == width or (len(cells) > width and not any(cells[width:]))


def _width_fault(place: Place, count: int, width: int) -> Fault:
    message = Message(
        f"{count} Zellen",
        f"{width} Zellen wie in der Kopfzeile",
        "Zellen mit Komma in Anführungszeichen setzen, fehlende Zellen ergänzen",
    )
    return fault(place, message)
