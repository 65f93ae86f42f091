"""Which areas are in need, and how many people that concerns, by year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geodata.indices import SocialIndex
from geodata.model import City, Direction, Indicator, Kind, Series, Status
from geodata.statistics.index_inputs import index_years
from geodata.statistics.social_index import social_index

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Counted(StrEnum):
    """Who is counted as people in need."""

    CASES = "cases"  # those that the indicator counts: its numerator, or the count itself
    RESIDENTS = "residents"  # all residents of the areas of need
    NOBODY = "nobody"  # neither is known


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Need:
    """Areas of need of one level; arrays of shape (years, areas) in the order of the level.

    Made from one indicator by :func:`need_by_limit`, or from an index by :func:`need_by_index`.

    Attributes
    ----------
    level : str
        Id of the level.
    years : tuple of int
    mask : array of bool
        True: an area of need. Never where ``known`` is False.
    known : array of bool
        False: the area has no figure in that year, so nothing can be said.
    people : array of float
        The people to share out, of all areas; NaN where not known.
    counted : tuple of Counted, one for each year
        Who ``people`` are.
    doubtful : array of bool
        True: the figure is doubtful or interpolated.
    """

    level: str
    years: tuple[int, ...]
    mask: Flags
    known: Flags
    people: Figures
    counted: tuple[Counted, ...]
    doubtful: Flags

    def only(self, year: int) -> Need:
        """Return one year alone (ValueError if it is not there)."""
        row = self.years.index(year)
        this = slice(row, row + 1)
        return replace(
            self,
            years=self.years[this],
            mask=self.mask[this],
            known=self.known[this],
            people=self.people[this],
            counted=self.counted[this],
            doubtful=self.doubtful[this],
        )


def in_need(figures: Figures, limits: float | Figures, indicator: Indicator) -> Flags:
    """Return which figures are at or beyond their limit; False for NaN in either.

    Beyond is above, for an indicator of which more is better it is below. Figures and limits are
    compared as they are printed, rounded half up to the decimals of the indicator.

    Parameters
    ----------
    figures
        Any shape, unit of the indicator.
    limits
        One limit, or an array that fits *figures*.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> share = SimpleNamespace(decimals=1, direction=Direction.WORSE)
    >>> in_need(np.array([14.94, 14.95, 20.0, np.nan]), 15.0, share)
    array([False,  True,  True, False])
    """
    scale = 10.0**indicator.decimals
    printed = np.floor(figures * scale + 0.5)
    limit = np.floor(np.asarray(limits, dtype=np.float64) * scale + 0.5)
    result: Flags = printed >= limit
    if indicator.direction is Direction.BETTER:
        result = printed <= limit
    return result


def need_by_limit(
    city: City,
    level_id: str,
    indicator: Indicator,
    limits: float | Figures,
    residents: str = "",
) -> Need:
    """Return the areas whose figure is at or beyond a limit, for each year of the series.

    Parameters
    ----------
    city
        KeyError if it has no series of *indicator* on the level *level_id*.
    level_id, indicator
        What is measured, where.
    limits
        In the unit of the indicator; one, or one for each year of the series, shape (years,): 1.25
        times the city's figure, say. NaN: no limit known, no area known to be in need.
    residents
        Id of the indicator (a count) that holds residents: counted where the indicator has no
        cases of its own. Empty: not known.

    Returns
    -------
    Need
        People in need are the numerator of a share or rate, or the count itself; where a year has
        none of them, the residents.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> need = need_by_limit(city, "stadtteil", city.indicator("sgb-ii-anteil"), 0.0)
    >>> bool(need.mask.all()), str(need.counted[0])
    (True, 'cases')
    """
    series = city.series[level_id, indicator.id]
    limit = np.broadcast_to(np.asarray(limits, dtype=np.float64), (len(series.years),))
    cases = series.value if indicator.kind is Kind.COUNT else series.numerator
    living = _residents(city, series, residents)
    counted = tuple(_counted(*both) for both in zip(cases, living, strict=True))
    own = np.array([who is Counted.CASES for who in counted], dtype=bool)
    return Need(
        level=level_id,
        years=series.years,
        mask=in_need(series.value, limit[:, np.newaxis], indicator),
        known=np.isfinite(series.value) & np.isfinite(limit)[:, np.newaxis],
        people=np.where(own[:, np.newaxis], cases, living),
        counted=counted,
        doubtful=np.isin(series.status, [Status.DOUBTFUL, Status.INTERPOLATED]),
    )


def need_by_index(
    city: City, level_id: str, index: SocialIndex, from_class: int, residents: str = ""
) -> Need:
    """Return the areas whose status in an index is of a class or worse, for each of its years.

    Parameters
    ----------
    city
        Has the level *level_id*; KeyError if not.
    level_id, index
        What is measured, where. Areas that do not count in the index are not known.
    from_class
        1 (least disadvantage) to the number of classes of the status.
    residents
        Id of the indicator (a count) that holds residents: an index counts no cases, so they are
        the people of an area. Empty: those that the index itself names.

    Returns
    -------
    Need
        No years where the status of the index cannot be computed on the level.

    Raises
    ------
    ValueError
        If the index has no such class.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> need = need_by_index(city, "stadtteil", city.index("soziale-lage"), 1)
    >>> bool((need.mask == need.known).all()), str(need.counted[0])
    (True, 'residents')
    """
    if not 1 <= from_class <= len(index.status.names):
        raise ValueError(
            f"class {from_class} of index {index.id!r}; expected 1 to {len(index.status.names)}"
        )
    years = tuple(index_years(city, index, level_id))
    found = [social_index(city, index, level_id, year).status for year in years]
    shape = (len(years), len(city.level(level_id).areas))
    classes = np.array([one.classes for one in found], dtype=np.int_).reshape(shape)
    states = np.array([one.state for one in found], dtype=np.str_).reshape(shape)
    people = _living(city, level_id, years, residents or index.counting.residents)
    return Need(
        level=level_id,
        years=years,
        mask=classes >= from_class,
        known=classes > 0,
        people=people,
        counted=tuple(_counted(np.full(shape[1], np.nan), row) for row in people),
        doubtful=np.isin(states, [Status.DOUBTFUL, Status.INTERPOLATED]),
    )


def _residents(city: City, series: Series, residents: str) -> Figures:
    """Return the residents in the years and areas of *series*; NaN where not known."""
    return _living(city, series.level, series.years, residents)


def _living(city: City, level_id: str, years: tuple[int, ...], residents: str) -> Figures:
    """Return the residents of a level, shape (years, areas); NaN where not known."""
    living = np.full((len(years), len(city.level(level_id).areas)), np.nan)
    found = city.series.get((level_id, residents))
    for row, year in enumerate(years):
        if found is not None and year in found.years:
            living[row] = found.value[found.years.index(year)]
    return living


def _counted(cases: Figures, living: Figures) -> Counted:
    if np.isfinite(cases).any():
        return Counted.CASES
    return Counted.RESIDENTS if np.isfinite(living).any() else Counted.NOBODY
