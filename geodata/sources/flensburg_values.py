"""From columns to the rows of ``values.csv``: counts, shares, rates and published figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geodata.sources.csv_text import number
from geodata.sources.flensburg_tables import (
    CITY,
    DISTRICTS,
    Cell,
    Column,
    Plan,
    cells_of,
    mark,
)

AREAS = (*DISTRICTS, CITY)
WORST_FIRST = ("suppressed", "missing", "doubtful", "ok")


def value_rows(
    indicators: list[dict[str, Any]], columns: Mapping[str, Column], faults: list[Plan]
) -> list[dict[str, str]]:
    """Return the rows of ``values.csv``, by indicator, year and area.

    Shares and rates carry numerator and denominator and leave ``value`` empty: the reader
    computes it, so that there is one truth only.
    """
    rows = []
    for indicator in indicators:
        doubts = _doubts_of(indicator["id"], faults)
        for year in _years(indicator, columns):
            for area in AREAS:
                rows += _row(indicator, columns, (area, year), doubts.get((area, year)))
    return rows


def _doubts_of(indicator: str, faults: list[Plan]) -> dict[tuple[str, int], Plan]:
    return {
        key: fault
        for fault in faults
        if indicator in fault.get("indicators", [])
        for key in cells_of(fault)
    }


def _years(indicator: Mapping[str, Any], columns: Mapping[str, Column]) -> list[int]:
    """Return the years that every part of the indicator covers."""
    own = [columns[name] for name in indicator.get("of", indicator.get("over", []))]
    parts = [*own, *(columns[name] for name in indicator.get("under", []))]
    if "under_year" in indicator:
        parts = own
    covered = [{year for _, year in part} for part in parts]
    return sorted(set.intersection(*covered))


def _row(
    indicator: Mapping[str, Any],
    columns: Mapping[str, Column],
    key: tuple[str, int],
    doubt: Plan | None,
) -> list[dict[str, str]]:
    over = _add(columns, indicator.get("of", indicator.get("over", [])), key)
    if over is None:
        return []
    under = Cell(None)
    if "over" in indicator:
        base = indicator.get("under_area", key[0]), indicator.get("under_year", key[1])
        found = _add(columns, indicator["under"], base)
        if found is None:
            return []
        under = found
    parts = [over, under] if "over" in indicator else [over]
    status = min((part.status for part in parts), key=WORST_FIRST.index)
    cell = Cell(over.value, status, tuple(note for part in parts for note in part.notes))
    if doubt is not None and cell.value is not None:
        cell = mark(cell, doubt)
    return [_as_text(indicator, key, cell, under)]


def _add(columns: Mapping[str, Column], names: list[str], key: tuple[str, int]) -> Cell | None:
    """Return the sum of the cells of some columns, or None where the source has no row."""
    cells = [columns[name].get(key) for name in names]
    found = [cell for cell in cells if cell is not None]
    if len(found) < len(names):
        return None
    status = min((cell.status for cell in found), key=WORST_FIRST.index)
    notes = tuple(note for cell in found for note in cell.notes)
    values = [cell.value for cell in found if cell.value is not None]
    return Cell(sum(values) if len(values) == len(found) else None, status, notes)


def _as_text(
    indicator: Mapping[str, Any], key: tuple[str, int], cell: Cell, under: Cell
) -> dict[str, str]:
    known = cell.status in ("ok", "doubtful")
    divided = "over" in indicator and known
    return {
        "area": key[0],
        "indicator": indicator["id"],
        "year": str(key[1]),
        "value": number(cell.value) if known and not divided else "",
        "numerator": number(cell.value) if divided else "",
        "denominator": number(under.value) if divided else "",
        "status": cell.status,
        "note": " ".join(dict.fromkeys(cell.notes)),
    }
