"""Cells to typed columns, held against the constraints of the table schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from geodata.dates import PartialDate
from geodata.errors import Fault
from geodata.reading.findings import Message, fault, listed, nearest, note, quoted
from geodata.reading.numbers import parse_numbers
from geodata.reading.schemas import Field
from geodata.reading.tables import Table

EMPTY = Message("leer", "eine Angabe", "Zelle ausfüllen")
NO_NUMBER = Message(
    "{%s} ist keine Zahl",
    "Zahl wie 12.5, ohne Einheit und ohne Leerzeichen",
    "Zahl eintragen; wo es keine gibt, bleibt die Zelle leer",
)
UNDECIDED = Message(
    "{%s} kann zweierlei heißen (Tausender oder Dezimale)",
    "Dezimalpunkt, keine Tausenderzeichen",
    "Spalte ohne Tausenderzeichen und mit Dezimalpunkt speichern",
)
NO_INTEGER = Message("{%s} ist keine ganze Zahl", "ganze Zahl wie 2022", "Zelle berichtigen")
PATTERNS_IN_WORDS = {"[a-z0-9-]+": "Kleinbuchstaben a bis z, Ziffern und Bindestrich"}
INTEGER = r"[+-]?\d{1,15}"


def typed(table: Table, findings: list[Fault]) -> Table:
    """Return *table* with typed ``data``; put every cell that does not fit into *findings*."""
    data = {}
    for field in table.schema.fields:
        if field.required:
            findings.extend(table.faults(field.name, ~table.filled[field.name], EMPTY))
        data[field.name] = READERS[field.type](table, field, findings)
        findings.extend(_constraint_faults(table, field, data[field.name]))
    findings.extend(_key_faults(table))
    return replace(table, data=pd.DataFrame(data, index=table.text.index))


def unique_where(column: pd.Series, test: Callable[[str], bool]) -> pd.Series:
    """Return a mask of the cells for which *test* holds; it is asked once per distinct cell."""
    codes, distinct = pd.factorize(column)
    holds = np.fromiter((test(cell) for cell in distinct), dtype=bool, count=len(distinct))
    return pd.Series(holds[codes], index=column.index, dtype=bool)


def _read_text(table: Table, field: Field, _: list[Fault]) -> pd.Series:
    return table.text[field.name]


def _read_number(table: Table, field: Field, findings: list[Fault]) -> pd.Series:
    numbers = parse_numbers(table.text[field.name], table.separator)
    findings.extend(table.faults(field.name, numbers.unreadable, _about(NO_NUMBER, field)))
    findings.extend(table.faults(field.name, numbers.ambiguous, _about(UNDECIDED, field)))
    if numbers.german.any():
        row = int(numbers.german.idxmax())
        message = Message(
            f"{quoted(table.text.at[row, field.name])} als {numbers.value.at[row]} gelesen "
            f"(so bei {int(numbers.german.sum())} von {len(numbers.german)} Zellen der Spalte)",
            "Dezimalpunkt, keine Tausenderzeichen",
            "Spalte mit Dezimalpunkt speichern",
        )
        findings.append(note(table.place(row, field.name), message))
    return numbers.value


def _read_integer(table: Table, field: Field, findings: list[Fault]) -> pd.Series:
    text = table.text[field.name]
    whole = unique_where(text, lambda cell: re.fullmatch(INTEGER, cell, re.ASCII) is not None)
    findings.extend(
        table.faults(field.name, ~whole & table.filled[field.name], _about(NO_INTEGER, field))
    )
    return pd.to_numeric(text.where(whole), errors="coerce").astype(float)


def _read_boolean(table: Table, field: Field, findings: list[Fault]) -> pd.Series:
    text = table.text[field.name]
    words = (*field.true_values, *field.false_values)
    message = Message(
        f"unbekannt: {{{field.name}}}", listed(words), "eines dieser Wörter eintragen"
    )
    findings.extend(table.faults(field.name, ~text.isin(words) & table.filled[field.name], message))
    return text.isin(field.true_values)


READERS: dict[str, Callable[[Table, Field, list[Fault]], pd.Series]] = {
    "string": _read_text,
    "number": _read_number,
    "integer": _read_integer,
    "boolean": _read_boolean,
}


def _about(message: Message, field: Field) -> Message:
    return message._replace(found=message.found % field.name)


def _constraint_faults(table: Table, field: Field, data: pd.Series) -> Iterator[Fault]:
    text = table.text[field.name]
    if field.enum:
        yield from _enum_faults(table, field)
    if field.is_date:
        yield from _date_faults(table, field)
    elif field.pattern:
        fits = re.compile(field.pattern).fullmatch
        wrong = unique_where(text, lambda cell: cell != "" and fits(cell) is None)
        form = PATTERNS_IN_WORDS.get(field.pattern, f"Form {field.pattern}")
        message = Message(f"{{{field.name}}} hat nicht die verlangte Form", form, "umbenennen")
        yield from table.faults(field.name, wrong, message)
    if field.minimum is not None:
        message = Message(f"{{{field.name}}}", f"mindestens {field.minimum}", "Zahl berichtigen")
        yield from table.faults(field.name, data < field.minimum, message)
    if field.maximum is not None:
        message = Message(f"{{{field.name}}}", f"höchstens {field.maximum}", "Zahl berichtigen")
        yield from table.faults(field.name, data > field.maximum, message)


def _enum_faults(table: Table, field: Field) -> Iterator[Fault]:
    text = table.text[field.name]
    wrong = ~text.isin(field.enum) & table.filled[field.name]
    for row in text.index[wrong]:
        cell = text.at[row]
        message = Message(
            f"unbekannt: {quoted(cell)}{nearest(cell, field.enum)}",
            listed(field.enum, 20),
            "eines dieser Wörter eintragen",
        )
        yield fault(table.place(int(row), field.name), message)


def _date_faults(table: Table, field: Field) -> Iterator[Fault]:
    wrong = unique_where(table.text[field.name], lambda cell: cell != "" and not _is_date(cell))
    message = Message(
        f"{{{field.name}}} ist kein Datum", "1999, 1999-09 oder 1999-09-05", "Datum berichtigen"
    )
    yield from table.faults(field.name, wrong, message)


def _is_date(cell: str) -> bool:
    try:
        PartialDate.parse(cell)
    except ValueError:
        return False
    return True


def _key_faults(table: Table) -> Iterator[Fault]:
    key = list(table.schema.primary_key)
    cells = table.text[key]
    twice = cells.duplicated() & table.filled[key].all(axis=1)
    if not twice.any():
        return
    first = cells.reset_index(names="row").groupby(key, sort=False)["row"].transform("first")
    first.index = cells.index
    for row in cells.index[twice]:
        shown = " ".join(quoted(cell) for cell in cells.loc[row])
        message = Message(
            f"{shown} steht schon in Zeile {first[row]}",
            "jeder Schlüssel einmal",
            "eine der Zeilen streichen oder ihren Schlüssel ändern",
        )
        yield fault(table.place(int(row), key[-1] if len(key) == 1 else key[0]), message)
