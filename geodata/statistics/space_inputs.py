"""What social spaces are made of: chosen indicators, their years, and who has all figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.indices import Standardisation
from geodata.model import City, Direction, Indicator, Kind, Series, Status
from geodata.statistics.contiguity import Places
from geodata.statistics.index_inputs import LONGEST_STATUS, gravest
from geodata.statistics.neighbours import neighbours
from geodata.statistics.standardise import standardised

Figures = NDArray[np.float64]
LARGE, TENTH = 10_000, 10  # the usual least size of a space: 10 000, at most a tenth of all


@dataclass(frozen=True)
class Chosen:
    """One indicator and the year of its figures."""

    indicator: Indicator
    year: int


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Inputs:
    """The inputs of all areas of a level, in the order of their ids, whatever the package's.

    Attributes
    ----------
    level : str
        Id of the level.
    areas : tuple of str, length areas
        Ids, ascending.
    chosen : tuple of Chosen
        The indicators with their years.
    figures : array of float, shape (areas, indicators)
        Units of the indicators; NaN where there is no figure.
    cases, bases : array of float, shape (areas, indicators)
        Numerators and denominators; NaN where not known.
    state : array of text, shape (areas,)
        The gravest status of the inputs of each area.
    counted : array of bool, shape (areas,)
        Which areas have every figure: only these belong to a space.
    people : array of float, shape (areas,)
        Residents; NaN where not known or where the city names no such count.
    people_year : int
        Calendar year of the residents; 0: not known.
    pairs : array of int, shape (pairs, 2)
        Places of areas that share a border line.
    """

    level: str
    areas: tuple[str, ...]
    chosen: tuple[Chosen, ...]
    figures: Figures
    cases: Figures
    bases: Figures
    state: NDArray[np.str_]
    counted: NDArray[np.bool_]
    people: Figures
    people_year: int
    pairs: Places

    @property
    def z(self) -> Figures:
        """Figures in standard deviations of the areas that count, shape (areas, indicators)."""
        columns = [
            standardised(column, self.counted, Standardisation.POPULATION)
            for column in self.figures.T
        ]
        return np.column_stack(columns)


def choosable(city: City, level_id: str) -> tuple[Indicator, ...]:
    """Return the indicators that spaces of a level may be made of: no counts, no named classes."""
    return tuple(
        one
        for one in city.indicators
        if one.kind not in (Kind.COUNT, Kind.CLASS) and (level_id, one.id) in city.series
    )


def usual_indicators(city: City, level_id: str) -> tuple[str, ...]:
    """Return what spaces are made of when nothing is chosen.

    The ingredients of the status of the first index that is meant for the level; else all shares
    with a direction, else all that may be chosen.
    """
    able = choosable(city, level_id)
    ids = [one.id for one in able]
    levels = [level.id for level in city.levels]
    for index in city.indices:
        wanted = tuple(part.indicator for part in index.status.ingredients)
        if level_id in index.meant_for(levels, city.city_level) and set(wanted) <= set(ids):
            return wanted
    shares = [one for one in able if one.kind is Kind.SHARE]
    telling = [one.id for one in shares if one.direction is not Direction.NEUTRAL]
    return tuple(telling or ids)


def nearest_year(years: Sequence[int], year: int) -> int:
    """Return *year* if it is one of *years*, else the last before it, else the first after it.

    Examples
    --------
    >>> nearest_year((2015, 2019), 2018), nearest_year((2015, 2019), 2010)
    (2015, 2015)
    """
    earlier = [one for one in years if one <= year]
    return max(earlier) if earlier else min(years)


def least_residents(people: Figures) -> int:
    """Return the usual least size of a space: 10 000 residents, at most a tenth of all.

    Examples
    --------
    >>> least_residents(np.array([30_000.0, 25_550.0])), least_residents(np.array([1e6, np.nan]))
    (5500, 10000)
    """
    tenth = float(np.nansum(people)) / TENTH
    return int(min(LARGE, tenth // 100 * 100))


def space_inputs(city: City, level_id: str, indicators: Sequence[str], year: int) -> Inputs:
    """Return the inputs of social spaces on one level, at *year* or as near to it as published.

    Parameters
    ----------
    indicators
        Ids, at least one, each with a series on the level (KeyError otherwise).
    """
    level = city.level(level_id)
    order = np.argsort(level.area_ids, kind="stable")
    series = [city.series[level_id, one] for one in indicators]
    chosen = tuple(
        Chosen(city.indicator(one.indicator), nearest_year(one.years, year)) for one in series
    )
    rows = [one.years.index(pick.year) for one, pick in zip(series, chosen, strict=True)]
    figures = _columns([one.value[row] for one, row in zip(series, rows, strict=True)], order)
    state = np.full(len(order), str(Status.OK), dtype=f"<U{LONGEST_STATUS}")
    for one, row in zip(series, rows, strict=True):
        state = gravest(state, one.status[row][order])
    people, people_year = _people(city, level_id, year)
    return Inputs(
        level_id,
        tuple(level.area_ids[place] for place in order),
        chosen,
        figures,
        _columns([one.numerator[row] for one, row in zip(series, rows, strict=True)], order),
        _columns([one.denominator[row] for one, row in zip(series, rows, strict=True)], order),
        state,
        np.asarray(np.isfinite(figures).all(axis=1)),
        people[order],
        people_year,
        _pairs(neighbours(level), order),
    )


def _columns(rows: Sequence[Figures], order: Places) -> Figures:
    return np.column_stack(rows)[order]


def _people(city: City, level_id: str, year: int) -> tuple[Figures, int]:
    series: Series | None = city.series.get((level_id, city.residents))
    if series is None:
        return np.full(len(city.level(level_id).areas), np.nan), 0
    found = nearest_year(series.years, year)
    return series.value[series.years.index(found)], found


def _pairs(near: Sequence[Sequence[int]], order: Places) -> Places:
    place = np.empty(len(order), dtype=int)
    place[order] = np.arange(len(order))
    both = [
        sorted((int(place[one]), int(place[other])))
        for one, row in enumerate(near)
        for other in row
        if one < other
    ]
    return np.array(sorted(both), dtype=int).reshape(-1, 2)
