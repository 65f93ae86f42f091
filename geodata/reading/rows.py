"""Typed rows of a table as mappings, ready for the dataclasses of the model."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

from geodata.dates import PartialDate
from geodata.reading.contents import Contents
from geodata.reading.tables import Table

Row = dict[str, Any]


def rows(contents: Contents, resource: str) -> list[Row]:
    """Return the rows of a table in its order; none if the package has no such table."""
    table = contents.tables.get(resource)
    return table.data.to_dict("records") if table else []


def numbered_rows(table: Table | None) -> list[tuple[int, Row]]:
    """Return (row of the spreadsheet, typed row) in order; none if there is no table."""
    if table is None:
        return []
    return list(zip(table.data.index.tolist(), table.data.to_dict("records"), strict=True))


def rows_by_id(table: Table | None) -> dict[str, Row]:
    """Return the typed rows by id; of rows with the same id the first."""
    found: dict[str, Row] = {}
    for _, row in numbered_rows(table):
        found.setdefault(row["id"], row)
    found.pop("", None)
    return found


def is_elsewhere(home: Row, row: Row, funded_areas: Collection[str]) -> bool:
    """Return whether *home* belongs to another funded area than *row*.

    A row of the whole city is nowhere else; an unknown funded area is a finding of its own.
    """
    known = {"", *funded_areas}
    found, expected = home["funded_area"], row["funded_area"]
    return found not in ("", expected) and found in known and expected in known


def date(cell: str) -> PartialDate | None:
    """Return the date of *cell*, None if it is empty."""
    return PartialDate.parse(cell) if cell else None


def number(cell: float) -> float | None:
    """Return *cell*, None if it is NaN."""
    return None if math.isnan(cell) else float(cell)
