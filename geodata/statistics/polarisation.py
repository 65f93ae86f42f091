"""How far apart the areas of a city are: fifths of its residents, by the figure of their area.

What is compared are areas, not people: rich and poor within an area are not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.model import EMPTY_STATES, City, Indicator, Kind, Series
from geodata.statistics import bootstrap
from geodata.statistics.bootstrap import Estimate
from geodata.statistics.segregation import LEAST, counting
from geodata.statistics.separation import ratio
from geodata.statistics.trend import Trend, trend

Figures = NDArray[np.float64]
FIFTH = 0.2
MEASURES = ("concentration", "ratio", "theil")


@dataclass(frozen=True)
class YearPolarisation:
    """How far apart areas are in one year.

    ``top`` and ``bottom`` are the figures of the fifths of residents in the areas with the highest
    and lowest figures, in the unit of the indicator. ``figures`` holds by name of
    :data:`MEASURES`: the part of all cases in the highest fifth (0.2 if areas are alike), highest
    over lowest fifth (1 if alike), Theil's T between areas (0 if alike).
    """

    year: int
    counted: int
    without: int
    top: float
    bottom: float
    figures: Mapping[str, Estimate]


@dataclass(frozen=True)
class Polarisation:
    """Polarisation in all years that have figures. ``drawn``: intervals are known."""

    years: tuple[YearPolarisation, ...]
    drawn: bool
    trend: Trend | None  # of the concentration


def polarisation(city: City, level_id: str, indicator_id: str) -> Polarisation:
    """Return how far apart the areas of a level are in an indicator, in every year.

    Shares and rates are weighted by their denominators and have intervals; published numbers are
    weighted by the residents of the city package, else every area counts the same, and there are
    no intervals: the counts behind them are not known.

    Returns
    -------
    Polarisation
        Years with less than two areas, a negative figure or nothing but zeros are left out.

    Raises
    ------
    KeyError
        If there is no such series.

    References
    ----------
    Theil, H. (1967): Economics and information theory. North-Holland, Amsterdam. Decomposition
    between areas as in Shorrocks, A. F. (1980), Econometrica 48, 613-625.

    OECD (2018): Divided cities. Understanding intra-urban inequalities. OECD Publishing, Paris.
    """
    series = city.series[level_id, indicator_id]
    indicator, ids = city.indicator(indicator_id), city.level(level_id).area_ids
    found, drawn = [], indicator.kind in _DRAWN
    for row in range(len(series.years)):
        counts, weights = _weights(city, indicator, series, row)
        order = np.array(sorted(np.flatnonzero(counts), key=lambda at: ids[at]), dtype=int)
        one = _of_year(indicator, series, (row, order), weights[order])
        found += [one] if one is not None else []
    line = [one.figures["concentration"] for one in found]
    going = trend([one.year for one in found], [one.corrected for one in line],
                  [one.error for one in line])  # fmt: skip
    return Polarisation(tuple(found), drawn, going)


def suits(indicator: Indicator) -> bool:
    """Return whether areas can be put in order by an indicator, and zero means none of it."""
    return indicator.kind not in (Kind.COUNT, Kind.CLASS) and not indicator.signed


def fifths(values: Figures, weights: Figures) -> tuple[Figures, Figures]:
    """Return the mean of the fifth of *weights* with the highest and with the lowest values.

    An area at the edge of a fifth counts with the part that belongs to it.

    Parameters
    ----------
    values : array of float, shape (..., areas)
    weights : array of float, shape (areas,)

    Examples
    --------
    >>> top, bottom = fifths(np.array([1.0, 2, 3, 4]), np.array([10.0, 10, 10, 10]))
    >>> round(float(top), 6), round(float(bottom), 6)
    (4.0, 1.0)
    """
    order = np.argsort(values, axis=-1)
    ordered = np.take_along_axis(values, order, -1)
    share = weights[order] / weights.sum()
    end = share.cumsum(-1)
    low = np.clip(FIFTH - (end - share), 0, share)
    high = np.clip(end - (1 - FIFTH), 0, share)
    return (ordered * high).sum(-1) / FIFTH, (ordered * low).sum(-1) / FIFTH


def theil(values: Figures, weights: Figures) -> Figures:
    """Return Theil's T between areas, 0 where all are alike.

    Examples
    --------
    >>> float(theil(np.array([1.0, 3.0]), np.array([1.0, 1.0])).round(4))
    0.1308
    """
    share = weights / weights.sum()
    relative = ratio(values, (values * share).sum(-1, keepdims=True))
    logs = np.log(relative, out=np.zeros_like(relative), where=relative > 0)
    found: Figures = (share * relative * logs).sum(-1)
    return found


def _concentration(values: Figures, weights: Figures) -> Figures:
    mean = (values * weights).sum(-1) / weights.sum()
    top = FIFTH * fifths(values, weights)[0]
    return np.where(mean > 0, top / np.where(mean > 0, mean, 1), np.nan)


def _ratio(values: Figures, weights: Figures) -> Figures:
    top, bottom = fifths(values, weights)
    return np.where(bottom > 0, top / np.where(bottom > 0, bottom, 1), np.nan)


_MEASURES: Mapping[str, tuple[Callable[[Figures, Figures], Figures], float, float]] = {
    "concentration": (_concentration, 0.0, 1.0),
    "ratio": (_ratio, 0.0, np.inf),
    "theil": (theil, 0.0, np.inf),
}
_DRAWN: Mapping[Kind, Callable[[Figures, Figures, int], Figures]] = {
    Kind.SHARE: bootstrap.draw,
    Kind.RATE: lambda cases, _, year: bootstrap.draw_cases(cases, year),
}


def _weights(
    city: City, indicator: Indicator, series: Series, row: int
) -> tuple[NDArray[np.bool_], Figures]:
    """Return which areas count, and the people by whom they are weighted."""
    value = series.value[row]
    known = np.isfinite(value) & (value >= 0) & ~np.isin(series.status[row], EMPTY_STATES)
    if indicator.kind is Kind.SHARE:
        return counting(series, row), series.denominator[row]
    if indicator.kind is Kind.RATE and (series.denominator[row] > 0).any():
        whole = series.denominator[row]
        return known & (whole > 0) & (series.numerator[row] >= 0), whole
    people = city.series.get((series.level, city.residents))
    if people is None or series.years[row] not in people.years:
        return known, np.ones_like(value)
    residents = people.value[people.years.index(series.years[row])]
    return known & (residents > 0), residents


def _of_year(
    indicator: Indicator, series: Series, place: tuple[int, NDArray[np.int64]], weights: Figures
) -> YearPolarisation | None:
    row, order = place
    values = series.value[row, order]
    if len(order) < LEAST or not values.sum() > 0:
        return None
    year, cases = series.years[row], series.numerator[row, order]
    drawn = np.empty((0, len(order)))
    if indicator.kind in _DRAWN and np.isfinite(cases).all():
        drawn = indicator.factor * _DRAWN[indicator.kind](cases, weights, year) / weights
    top, bottom = fifths(values, weights)
    figures = {
        name: bootstrap.estimate(float(make(values, weights)), make(drawn, weights), low, high)
        for name, (make, low, high) in _MEASURES.items()
    }
    return YearPolarisation(year, len(order), series.value.shape[1] - len(order), float(top),
                            float(bottom), figures)  # fmt: skip
