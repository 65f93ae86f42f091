"""A city of squares, 100 m wide, for tests whose areas can be worked out by hand.

The squares stand side by side from west to east. Coordinates are hundreds of metres, so that a
square measures 1 by 1 and everything from x = 0 on lies in the city.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.model import (
    EMPTY_STATES,
    Area,
    City,
    Direction,
    Indicator,
    Kind,
    Level,
    Series,
    Source,
    Status,
)
from geodata.reading.projection import to_degrees
from geodata.renewal import FundedArea
from tests.layers.timeline_city import city as bare_city
from tests.layers.timeline_city import funded_area

CRS = "EPSG:25832"
EAST, NORTH, WIDTH = 525_000.0, 6_070_000.0, 100.0
YEAR = 2022
NAN = float("nan")
HIDDEN = (Status.SUPPRESSED, Status.WITHHELD, Status.MISSING)
Figures = NDArray[np.float64]


def box(west: float, south: float, east: float, north: float) -> BaseGeometry:
    """Return a rectangle (hundreds of metres) in EPSG:4326."""
    metres = shapely.box(
        EAST + WIDTH * west, NORTH + WIDTH * south, EAST + WIDTH * east, NORTH + WIDTH * north
    )
    return to_degrees(np.array([metres], dtype=object), CRS)[0]


def level(id_: str, parent: str, boxes: Sequence[BaseGeometry], parents: Sequence[str]) -> Level:
    areas = tuple(
        Area(f"{id_}{place}", f"{id_} {place}", above, shape, shape.centroid)
        for place, (shape, above) in enumerate(zip(boxes, parents, strict=True))
    )
    return Level(id_, id_, id_, parent, areas)


def squares(number: int, *funded_areas: FundedArea) -> City:
    """Return a city of *number* squares, each of two halves (west, east), without figures."""
    square = level(
        "square", "city", [box(x, 0, x + 1, 1) for x in range(number)], ["city0"] * number
    )
    halves = [box(x / 2, 0, x / 2 + 0.5, 1) for x in range(2 * number)]
    half = level("half", "square", halves, [f"square{x // 2}" for x in range(2 * number)])
    whole = level("city", "", [box(0, 0, number, 1)], [""])
    return replace(
        bare_city(),
        crs=CRS,
        levels=(whole, square, half),
        city_level="city",
        funded_areas=funded_areas,
    )


def indicator(kind: Kind, id_: str = "x", **other: Any) -> Indicator:
    names = "theme name short_name sentence definition unit numerator denominator"
    fields: dict[str, Any] = dict.fromkeys([*names.split(), "related", "data_date", "note"], "")
    fields |= {"kind": kind, "decimals": 1, "direction": Direction.WORSE}
    fields |= {"factor": {Kind.SHARE: 100.0, Kind.RATE: 1000.0}.get(kind, 1.0)}
    fields |= {"source": Source(*[""] * 9)}
    return Indicator(id=id_, **(fields | other))


def counts(values: Sequence[float], statuses: Sequence[Status] = (), year: int = YEAR) -> Series:
    """Return the counts of one year; NaN where the status says that there is none."""
    status = np.array([[*statuses] or [Status.OK] * len(values)]).astype(str)
    value = np.where(np.isin(status, EMPTY_STATES), np.nan, np.array([values], dtype=float))
    nothing = np.full(value.shape, np.nan)
    return Series("", "", (year,), value, nothing, nothing, status, {})


def ratios(
    cases: Sequence[float],
    people: Sequence[float],
    statuses: Sequence[Status] = (),
    factor: float = 100.0,
) -> Series:
    """Return the shares (or rates) of one year; no value where the status hides it."""
    numerator = counts(cases, statuses)
    base = np.array([people], dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = factor * numerator.value / base
    value = np.where(np.isfinite(value), value, np.nan)
    return replace(numerator, value=value, numerator=numerator.value, denominator=base)


def with_series(city: City, **series: Series) -> City:
    """Return *city* with series more; their names are ``level__indicator``."""
    found = dict(city.series)
    for name, one in series.items():
        level_id, indicator_id = name.split("__")
        found[level_id, indicator_id] = replace(one, level=level_id, indicator=indicator_id)
    return replace(city, series=found)


def funded(id_: str, outline: BaseGeometry | None, start: str = "2000", **other: Any) -> FundedArea:
    """Return a funded area that runs from *start* on, if nothing else is said."""
    fields: dict[str, Any] = {"statute_state": "in_force", "outline": outline}
    return funded_area(id_, start, **(fields | other))
