"""Comparable areas of a city: which indicators, which years, and what they say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.dates import nearest_year
from geodata.model import City, Direction, Indicator, Kind
from geodata.statistics.comparable import Comparable, comparable
from geodata.statistics.intervals import METHODS

APART = (Kind.COUNT, Kind.CLASS)  # grows with the area; made of other indicators
FEW = 5  # indicators at most where the city declares no index
USUAL_TOLERANCE, USUAL_MOST = 1.0, 3


@dataclass(frozen=True)
class Wanted:
    """By which indicators (ids; none: the usual), near which year, how near, how many at most."""

    year: int
    indicators: tuple[str, ...] = ()
    tolerance: float = USUAL_TOLERANCE
    most: int = USUAL_MOST


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class ComparableAreas:
    """Areas comparable to one, and the figures that say so; ``values``: (areas, indicators)."""

    level: str
    indicators: tuple[Indicator, ...]
    years: tuple[int, ...]
    values: NDArray[np.float64]
    found: Comparable

    @property
    def left_out(self) -> int:
        """How many other areas lack a figure of one of the indicators."""
        others = ~self.found.complete
        return int(others.sum()) - int(others[self.found.own])


def able(city: City, level_id: str) -> tuple[Indicator, ...]:
    """Return the indicators by which areas of a level can be compared: no counts, no classes."""
    return tuple(
        one for one in city.indicators
        if (level_id, one.id) in city.series and one.kind not in APART
    )  # fmt: skip


def usual(city: City, level_id: str) -> tuple[str, ...]:
    """Return the indicators of the first index of the city, else its first key shares and rates."""
    names = {one.id: one for one in able(city, level_id)}
    for index in city.indices:
        own = tuple(one.indicator for one in index.status.ingredients)
        if own and set(own) <= set(names):
            return own
    shares = [name for name, one in names.items() if one.kind in METHODS]
    judged = [name for name in shares if names[name].direction is not Direction.NEUTRAL]
    return tuple((judged or shares or list(names))[:FEW])


def comparable_areas(city: City, level_id: str, place: int, wanted: Wanted) -> ComparableAreas:
    """Return the areas of a level that are comparable to the one at *place*.

    Of each indicator the year nearest to the one wanted is taken. A hidden or missing figure
    leaves an area out; see :func:`geodata.statistics.comparable.comparable` for the method.

    Raises
    ------
    KeyError
        If the level has no series of an indicator.
    """
    level = city.level(level_id)
    names = wanted.indicators or usual(city, level_id)
    chosen = [city.series[level_id, name] for name in names]
    years = tuple(nearest_year(one.years, wanted.year) for one in chosen)
    columns = [one.value[one.years.index(year)] for one, year in zip(chosen, years, strict=True)]
    values = np.column_stack(columns) if columns else np.empty((len(level.areas), 0))
    order = np.argsort(np.array(level.area_ids))  # of equal distances the first id
    found = comparable(values[order], order.tolist().index(place), wanted.tolerance, wanted.most)
    return ComparableAreas(
        level_id, tuple(map(city.indicator, names)), years, values, _placed(found, order, place)
    )


def _placed(found: Comparable, order: NDArray[np.int64], place: int) -> Comparable:
    back = np.argsort(order)
    return Comparable(
        place,
        tuple(int(order[at]) for at in found.places),
        found.distance[back],
        found.difference[back],
        found.difference_sd[back],
        found.complete[back],
        found.sd,
    )
