"""Figures of a scenario: one cell changes, and with it what is made of that cell.

A share or rate changes by its cases: the denominator stays, and the figure is computed anew, so
that no rate comes to stand that nobody could have counted. Cases are whole where all of the series
are. The count that belongs to a share (``related``) moves with it, and the other way round; the
larger areas and the city get the same cases more or less. Changed cells are ``doubtful`` with
:data:`NOTE`: their figure is an assumption, and every computation passes the doubt on.

Where no figure is known, only an own assumption can stand (``wert``); the larger areas then keep
their published figure, because what the assumption adds to them would be the hidden figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from geodata.model import EMPTY_STATES, City, Indicator, Kind, Level, Series, Status
from geodata.scenario_changes import How, Reason, ValueChange

NOTE = "Planspiel: eigene Annahme, keine Messung"
NOTE_ABOVE = "Planspiel: mit der Annahme neu berechnet, keine Messung"
RATIOS = (Kind.SHARE, Kind.RATE)
Key = tuple[str, str]
Grid = NDArray[np.float64]


class UnplayableError(ValueError):
    """A change that a city cannot play; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Figure:
    """What a cell holds; ``cases`` are the numerator, of a count the count itself, or NaN."""

    value: float
    cases: float


@dataclass(frozen=True)
class Place:
    """An area of a level in a year."""

    level: Level
    column: int
    year: int


def with_value(city: City, change: ValueChange) -> City:
    """Return *city* with the figure of *change*.

    Raises
    ------
    UnplayableError
        If the city has no such cell, or the figure is not possible.
    """
    level = level_of(city, change.area)
    indicator = next((one for one in city.indicators if one.id == change.indicator), None)
    series = city.series.get((level.id, change.indicator))
    if indicator is None or series is None or indicator.kind is Kind.CLASS:
        raise UnplayableError(Reason.INDICATOR)
    if change.year not in series.years:
        raise UnplayableError(Reason.YEAR)
    place = Place(level, level.area_ids.index(change.area), change.year)
    cell = series.years.index(change.year), place.column
    old, new = held(series, indicator, cell), _wanted(series, indicator, cell, change)
    found = dict(city.series)
    found[level.id, indicator.id] = _put(series, cell, new, (change.area, NOTE))
    more = new.cases - old.cases
    partners = list(_partners(city, indicator, place, old))
    if not all(_add(found, one, place, more, NOTE) for one in partners):
        raise UnplayableError(Reason.RANGE)
    for one in (indicator, *partners):
        for above in _above(city, place):
            _add(found, one, above, more, NOTE_ABOVE)
    return replace(city, series=found)


def level_of(city: City, area_id: str) -> Level:
    """Return the level that the area belongs to (ids are unique over the levels).

    Raises
    ------
    UnplayableError
        If there is no such area.
    """
    for level in city.levels:
        if area_id in level.area_ids:
            return level
    raise UnplayableError(Reason.AREA)


def held(series: Series, indicator: Indicator, cell: tuple[int, int]) -> Figure:
    """Return what the *cell* (row of the year, column of the area) holds."""
    value = float(series.value[cell])
    counted = value if indicator.kind is Kind.COUNT else float(series.numerator[cell])
    return Figure(value, counted)


def _wanted(
    series: Series, indicator: Indicator, cell: tuple[int, int], change: ValueChange
) -> Figure:
    """Return the figure that *change* asks for, whole cases where the series counts whole ones."""
    status = Status(series.status[cell])
    if status is Status.NOT_APPLICABLE:
        raise UnplayableError(Reason.NOBODY)
    if status in EMPTY_STATES and change.how is not How.SET:
        raise UnplayableError(Reason.HIDDEN)
    sign = {How.SET: 1.0, How.MORE: 1.0, How.LESS: -1.0}[change.how]
    before = 0.0 if change.how is How.SET else float(series.value[cell])
    return _possible(series, indicator, cell, before + sign * change.number)


def _possible(series: Series, indicator: Indicator, cell: tuple[int, int], asked: float) -> Figure:
    whole = float(series.denominator[cell])
    if indicator.kind is Kind.COUNT:
        cases = _whole(asked, series.value)
        found = Figure(cases, cases)
    elif indicator.kind in RATIOS and np.isfinite(whole):
        if whole <= 0:
            raise UnplayableError(Reason.NOBODY)
        cases = _whole(asked * whole / indicator.factor, series.numerator)
        found = Figure(indicator.factor * cases / whole, cases)
    else:
        found = Figure(asked, np.nan)
    low = -np.inf if bool((series.value < 0).any()) else 0.0
    high = indicator.factor if indicator.kind is Kind.SHARE else np.inf
    if not low <= found.value <= high:
        raise UnplayableError(Reason.RANGE)
    return found


def _whole(cases: float, of: Grid) -> float:
    known = of[np.isfinite(of)]
    return float(np.floor(cases + 0.5)) if (known == np.round(known)).all() else cases


def _partners(city: City, indicator: Indicator, place: Place, old: Figure) -> Iterator[Indicator]:
    """Yield the count of a share, or the share of a count, where both count the same cases here.

    Residents are left out: they are the denominator of nearly everything, which stays.
    """
    for other in city.indicators:
        related = indicator.id == other.related or (other.id == indicator.related)
        series = city.series.get((place.level.id, other.id))
        if not related or series is None or place.year not in series.years:
            continue
        cell = series.years.index(place.year), place.column
        if held(series, other, cell).cases == old.cases and city.residents not in (
            indicator.id,
            other.id,
        ):
            yield other


def _add(
    found: dict[Key, Series], indicator: Indicator, place: Place, more: float, note: str
) -> bool:
    """Give *place* more (or fewer) cases; return whether it was possible and changed anything."""
    key = place.level.id, indicator.id
    series = found.get(key)
    if series is None or place.year not in series.years or not np.isfinite(more):
        return False
    cell = series.years.index(place.year), place.column
    cases = held(series, indicator, cell).cases + more
    whole = 1.0 if indicator.kind is Kind.COUNT else float(series.denominator[cell])
    most = whole if indicator.kind is Kind.SHARE else np.inf
    if not (whole > 0 and 0 <= cases <= most):  # NaN: nothing known
        return False
    factor = 1.0 if indicator.kind is Kind.COUNT else indicator.factor
    area = place.level.area_ids[place.column]
    found[key] = _put(series, cell, Figure(factor * cases / whole, cases), (area, note))
    return True


def _above(city: City, place: Place) -> Iterator[Place]:
    """Yield the larger areas that hold *place*, from small to large; the city last."""
    levels = {one.id: one for one in city.levels}
    level, area = place.level, place.level.areas[place.column]
    while level.parent in levels and area.parent in levels[level.parent].area_ids:
        level = levels[level.parent]
        column = level.area_ids.index(area.parent)
        area = level.areas[column]
        yield Place(level, column, place.year)
    if level.id != city.city_level:
        yield Place(levels[city.city_level], 0, place.year)


def _put(series: Series, cell: tuple[int, int], figure: Figure, said: tuple[str, str]) -> Series:
    """Return *series* with another figure in one cell; *said* is the area with its note."""
    value, numerator, status = series.value.copy(), series.numerator.copy(), series.status.copy()
    wide = max(len(Status.DOUBTFUL), status.dtype.itemsize // 4)
    status = status.astype(f"<U{wide}")
    value[cell], status[cell] = figure.value, str(Status.DOUBTFUL)
    if np.isfinite(series.denominator[cell]) and np.isfinite(figure.cases):
        numerator[cell] = figure.cases
    notes = {**series.notes, (series.years[cell[0]], said[0]): said[1]}
    for grid in (value, numerator, status):
        grid.setflags(write=False)
    return replace(
        series, value=value, numerator=numerator, status=status, notes=MappingProxyType(notes)
    )
