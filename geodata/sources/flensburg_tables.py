"""The tables of the Sozialatlas as columns of cells: a figure, how far to trust it, and why.

A column has one cell for each area and year that the source gives. The city's own cell is, in
this order: the total that the city published, the sum of the city-wide table, or the sum of the
Stadtteile with the persons that could not be assigned to one.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

CITY = "fl"
DISTRICTS = tuple(f"{number:02d}" for number in range(1, 14))
UNASSIGNED = ""

NOTE_SUM = "{label}: Summe der 13 Stadtteile."
NOTE_UNASSIGNED = "{label}: Stadtteile und {count} Personen ohne Stadtteil."
NOTE_HIDDEN = "Von der Stadt nicht veröffentlicht, weil die Zahl unter 4 liegt."
NOTE_NO_SUM = (
    "{label}: Für die Gesamtstadt nicht veröffentlicht; verdeckte Zellen verbieten eine Summe."
)
NOTE_NO_CITY = "{label}: Für die Gesamtstadt nicht veröffentlicht."
NOTE_EMPTY = "Die Zelle ist in der Quelle leer; ein Grund ist nicht genannt."


@dataclass(frozen=True)
class Cell:
    """A figure or its absence. ``status`` is a value of :class:`geodata.model.Status`."""

    value: float | None
    status: str = "ok"
    notes: tuple[str, ...] = ()


Column = dict[tuple[str, int], Cell]  # (area id, year) -> cell
Plan = Mapping[str, Any]  # the catalogue, as read from YAML


def read_columns(raw: Path, plan: Plan, published: Path) -> dict[str, Column]:
    """Return every column that the catalogue names, city cells and faults included.

    Parameters
    ----------
    raw
        Folder of the source tables (``*.csv``).
    plan
        The catalogue: ``columns`` says where each column comes from, ``faults`` which cells
        are not to be trusted.
    published
        CSV with the columns ``column, area, year, value``: totals that the city published
        elsewhere in the Sozialatlas.

    Returns
    -------
    dict
        By column name, the cells by (area id, year). A key that is absent means that the source
        has no such row; a cell without a figure says why in its status.
    """
    totals = _read_published(published)
    columns: dict[str, Column] = {}
    for name, spec in plan["columns"].items():
        if "gaps_from" in spec:
            columns[name] = _filled(columns, spec)
            continue
        column = _read_column(raw, spec)
        column |= {cell: Cell(value) for cell, value in totals.get(name, {}).items()}
        columns[name] = column | _city_cells(raw, spec, column)
    for fault in plan["faults"]:
        for name in fault.get("columns", []):
            columns[name] |= _faulty_cells(columns[name], fault)
    return columns


def _read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_published(path: Path) -> dict[str, dict[tuple[str, int], float]]:
    totals: dict[str, dict[tuple[str, int], float]] = {}
    for row in _read_rows(path):
        cells = totals.setdefault(row["column"], {})
        cells[row["area"], int(row["year"])] = float(row["value"])
    return totals


def _read_column(raw: Path, spec: Plan) -> Column:
    if "table" not in spec:
        return {}
    empty = Cell(None, "suppressed", (NOTE_HIDDEN,))
    if not spec.get("hides_small"):
        empty = Cell(None, "missing", (NOTE_EMPTY,))
    rows = _read_rows(raw / f"{spec['table']}.csv")
    selected = spec.get("where", {})
    return {
        (_area_of(row), int(row["year"])): _cell(row[spec["column"]], empty)
        for row in rows
        if all(row[key] == str(value) for key, value in selected.items())
        and _area_of(row) != UNASSIGNED
    }


def _area_of(row: Mapping[str, str]) -> str:
    """Return the area id of a row; tables without districts speak of the whole city."""
    if "district_id" not in row:
        return CITY
    return f"{int(float(row['district_id'])):02d}" if row["district_id"] else UNASSIGNED


def _cell(text: str, empty: Cell) -> Cell:
    return Cell(float(text)) if text.strip() else empty


def _city_cells(raw: Path, spec: Plan, column: Column) -> Column:
    city = _sums(raw, spec["city"], CITY) if "city" in spec else {}
    unassigned = _sums(raw, spec["unassigned"], UNASSIGNED) if "unassigned" in spec else {}
    years = {year for area, year in column} | set(city)
    cells: Column = {}
    for year in sorted(years):
        if (CITY, year) in column:
            continue
        if year in city:
            cells[CITY, year] = Cell(city[year])
            continue
        cells[CITY, year] = _city_sum(spec, column, year, unassigned.get(year))
    return cells


def _sums(raw: Path, spec: Plan, area: str) -> dict[int, float]:
    """Return, by year, the sum of some columns over the rows of one area."""
    rows = _read_rows(raw / f"{spec['table']}.csv")
    return {
        int(row["year"]): sum(float(row[name]) for name in spec["columns"])
        for row in rows
        if _area_of(row) == area and all(row[name] for name in spec["columns"])
    }


def _city_sum(spec: Plan, column: Column, year: int, unassigned: float | None) -> Cell:
    if spec.get("percentage"):
        return Cell(None, "missing", (NOTE_NO_CITY.format(**spec),))
    parts = [column[area, year].value for area in DISTRICTS if (area, year) in column]
    known = [part for part in parts if part is not None]
    if len(known) < len(DISTRICTS):
        return Cell(None, "missing", (NOTE_NO_SUM.format(**spec),))
    if unassigned is None:
        return Cell(sum(known), notes=(NOTE_SUM.format(**spec),))
    note = NOTE_UNASSIGNED.format(**spec, count=f"{unassigned:.0f}")
    return Cell(sum(known) + unassigned, notes=(note,))


def _filled(columns: Mapping[str, Column], spec: Plan) -> Column:
    """Return a column whose missing years are the sums of others, with a note in each."""
    filled = dict(columns[spec["like"]])
    parts = [columns[name] for name in spec["gaps_from"]]
    for key in parts[0].keys() - filled.keys():
        values = [part[key].value for part in parts]
        total = sum(value for value in values if value is not None)
        filled[key] = Cell(total, notes=(spec["gaps_note"],))
    return filled


def _faulty_cells(column: Column, fault: Plan) -> Column:
    return {key: mark(column[key], fault) for key in cells_of(fault) if key in column}


def mark(cell: Cell, fault: Plan) -> Cell:
    """Return the cell as the fault leaves it: doubtful with its note, or without a figure."""
    status = fault.get("status", "doubtful")
    value = cell.value if status == "doubtful" else None
    kept = cell.notes if status == "doubtful" else ()
    return replace(cell, value=value, status=status, notes=(*kept, fault["note"]))


def cells_of(fault: Plan) -> list[tuple[str, int]]:
    """Return the (area id, year) pairs of a fault; ``*`` stands for the 13 Stadtteile.

    Examples
    --------
    >>> cells_of({"cells": ["03/2018", "fl/2012"]})
    [('03', 2018), ('fl', 2012)]
    """
    pairs = (text.split("/") for text in fault["cells"])
    return [
        (area, int(year))
        for wanted, year in pairs
        for area in (DISTRICTS if wanted == "*" else (wanted,))
    ]
