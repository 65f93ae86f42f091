"""The record of the funded areas: concepts, projects, money, management, participation."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from geodata.dates import PartialDate
from geodata.reading.contents import Contents
from geodata.reading.references import cells
from geodata.reading.rows import Row, date, number, rows
from geodata.renewal import (
    CommonRecord,
    Concept,
    Grant,
    ManagementPart,
    Participation,
    Project,
    Resolution,
)

Record = Mapping[str, Mapping[str, tuple[Any, ...]]]
"""Rows by the field of FundedArea that holds them and by funded area (empty: whole city)."""


@dataclass(frozen=True)
class Shape:
    """How a table becomes values of the model. The first filled date orders them."""

    resource: str
    kind: Callable[..., Any]
    dates: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


SHAPES = {
    "resolutions": Shape("resolutions", Resolution, dates=("date",)),
    "concepts": Shape("concepts", Concept, dates=("date",), lists=("parts",)),
    "projects": Shape(
        "projects",
        Project,
        dates=("start", "planned_start", "end", "planned_end"),
        lists=("fields", "addressees", "departments"),
        numbers=("cost_eur", "cost_high_eur", "lon", "lat"),
    ),
    "management": Shape("management", ManagementPart, dates=("start", "end")),
    "participation": Shape(
        "participation",
        Participation,
        dates=("date",),
        lists=("groups",),
        numbers=("people", "amount_eur"),
    ),
}


def read_record(contents: Contents) -> Record:
    """Return all rows of the record, in order of date, undated ones last."""
    record = {name: _in_order(contents, shape) for name, shape in SHAPES.items()}
    record["grants"] = sorted(
        (_grant(row) for row in rows(contents, "funding")),
        key=lambda grant: (grant.year, -grant.last_year),  # a sum comes before its parts
    )
    return {name: _by_area(entries) for name, entries in record.items()}


def common_record(record: Record) -> CommonRecord:
    """Return the part of *record* that belongs to no single funded area."""
    names = ("resolutions", "grants", "management", "participation", "concepts")
    return CommonRecord(**{name: record[name].get("", ()) for name in names})


def _in_order(contents: Contents, shape: Shape) -> list[Any]:
    def moment(entry: Any) -> float:
        known = (getattr(entry, name) for name in shape.dates)
        return next((one.first for one in known if isinstance(one, PartialDate)), math.inf)

    return sorted((_made(row, shape) for row in rows(contents, shape.resource)), key=moment)


def _made(row: Row, shape: Shape) -> Any:
    facts = dict(row)
    facts["sources"] = cells(facts.pop("source"))
    facts.update({name: date(row[name]) for name in shape.dates})
    facts.update({name: cells(row[name]) for name in shape.lists})
    facts.update({name: number(row[name]) for name in shape.numbers})
    return shape.kind(**facts)


def _grant(row: Row) -> Grant:
    end_year = number(row["end_year"])
    changes = {
        "year": int(row["year"]),
        "end_year": None if end_year is None else int(end_year),
        "open_end": bool(row["open_end"]),
        "amount_high_eur": number(row["amount_high_eur"]),
        "sources": cells(row["source"]),
    }
    return Grant(**{name: cell for name, cell in row.items() if name != "source"} | changes)


def _by_area(entries: list[Any]) -> dict[str, tuple[Any, ...]]:
    by_area: dict[str, list[Any]] = {}
    for entry in entries:
        by_area.setdefault(entry.funded_area, []).append(entry)
    return {area_id: tuple(of_area) for area_id, of_area in by_area.items()}
