"""Typed rows of a table as mappings, ready for the dataclasses of the model."""

from __future__ import annotations

import math
from typing import Any

from geodata.dates import PartialDate
from geodata.reading.contents import Contents

Row = dict[str, Any]


def rows(contents: Contents, resource: str) -> list[Row]:
    """Return the rows of a table in its order; none if the package has no such table."""
    table = contents.tables.get(resource)
    return table.data.to_dict("records") if table else []


def date(cell: str) -> PartialDate | None:
    """Return the date of *cell*, None if it is empty."""
    return PartialDate.parse(cell) if cell else None


def number(cell: float) -> float | None:
    """Return *cell*, None if it is NaN."""
    return None if math.isnan(cell) else float(cell)
