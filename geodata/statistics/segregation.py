"""How unevenly a group lives over the areas of a city, year by year and on every level."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.model import EMPTY_STATES, City, Indicator, Kind, Level, Series, Status
from geodata.statistics import bootstrap, separation
from geodata.statistics.bootstrap import Estimate
from geodata.statistics.neighbours import among, neighbours
from geodata.statistics.trend import Trend, trend

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
INDICES = ("dissimilarity", "isolation", "exposure", "entropy", "gini", "adjusted")
LEAST = 2  # areas
ROUNDED = 0.01  # share by which counts of areas may miss a total


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class YearSegregation:
    """Segregation of a group against everybody else in one year.

    Attributes
    ----------
    year : int
    group, total : float
        People of the group and all people in the areas that count.
    counted, without : int
        Areas with figures, and areas without (hidden, missing or nobody lives there).
    hidden : int
        Those of ``without`` whose figure the source or the operator hides.
    figures : mapping of str to Estimate
        By name of :data:`INDICES`; ``adjusted`` is the spatial variant of the dissimilarity.
    by_chance : float
        The dissimilarity that chance alone would make with areas and a group of this size.
    contribution, low, high : array of float, shape (areas,)
        What part of the dissimilarity each area makes, 0 to 1, with its 95 % interval; NaN where
        it does not count.
    over : array of bool, shape (areas,)
        The group has a higher share there than in the city.
    people : array of float, shape (areas,)
        All people of each area; NaN where it does not count.
    """

    year: int
    group: float
    total: float
    counted: int
    without: int
    hidden: int
    figures: Mapping[str, Estimate]
    by_chance: float
    contribution: Figures
    low: Figures
    high: Figures
    over: Flags
    people: Figures

    @property
    def clear(self) -> Flags:
        """The areas that make clearly more of the dissimilarity than an equal part."""
        found: Flags = self.low > 1 / self.counted
        return found


@dataclass(frozen=True, eq=False)
class Segregation:
    """Segregation of a group on one level; years without enough figures are left out."""

    level: str
    indicator: str
    areas: tuple[str, ...]
    years: tuple[YearSegregation, ...]
    trend: Trend | None


def segregation(city: City, level_id: str, indicator_id: str) -> Segregation:
    """Return how unevenly the people of a share live over the areas of a level, in every year.

    The group are the people of the numerator, the others are the rest of the denominator.

    Parameters
    ----------
    city, level_id, indicator_id
        A share with numerators and denominators, see :func:`suits`.

    Returns
    -------
    Segregation
        Indices between 0 and 1 (``adjusted`` may fall below 0) with bias correction and 95 %
        interval from people drawn anew within areas; the order of areas changes nothing. The
        trend is that of the bias-corrected dissimilarity; None with less than four years.

    Raises
    ------
    KeyError
        If there is no such series.

    References
    ----------
    Duncan, O. D., and Duncan, B. (1955): A methodological analysis of segregation indexes.
    American Sociological Review 20, 210-217.

    Massey, D. S., and Denton, N. A. (1988): The dimensions of residential segregation. Social
    Forces 67, 281-315.

    Morrill, R. L. (1991): On the measure of geographic segregation. Geography Research Forum 11,
    25-36.

    Allen, R., Burgess, S., Davidson, R., and Windmeijer, F. (2015): More reliable inference for
    the dissimilarity index of segregation. Econometrics Journal 18, 40-66.
    """
    series, level = city.series[level_id, indicator_id], city.level(level_id)
    beside = neighbours(level)
    found = [segregation_of(series, row, level, beside) for row in range(len(series.years))]
    years = tuple(one for one in found if one is not None)
    line = [one.figures["dissimilarity"] for one in years]
    going = trend([one.year for one in years], [one.corrected for one in line],
                  [one.error for one in line])  # fmt: skip
    return Segregation(level_id, indicator_id, level.area_ids, years, going)


def by_level(city: City, indicator_id: str, year: int) -> list[tuple[Level, YearSegregation]]:
    """Return the segregation on every level with areas and figures of that year.

    The smaller the areas, the higher the indices: figures of different levels must not be
    compared with each other (modifiable areal unit problem).

    References
    ----------
    Openshaw, S. (1984): The modifiable areal unit problem. Geo Books, Norwich.
    """
    found = []
    for level in city.levels:
        series = city.series.get((level.id, indicator_id))
        if series is None or year not in series.years:
            continue
        one = segregation_of(series, series.years.index(year), level, neighbours(level))
        if one is not None:
            found.append((level, one))
    return sorted(found, key=lambda one: len(one[0].areas))


def suits(indicator: Indicator) -> bool:
    """Return whether an indicator counts a group among people: a share."""
    return indicator.kind is Kind.SHARE


def has_people(series: Series) -> bool:
    """Return whether numerators and denominators are known, and no parts of a city's total.

    "Of all unemployed of the city, 8 % live here" has the same denominator everywhere, and the
    numerators make it up: nobody there is the rest of the denominator.
    """
    for row in range(len(series.years)):
        counts = counting(series, row)
        if counts.sum() < LEAST:
            continue
        part, whole = series.numerator[row, counts], series.denominator[row, counts]
        same = np.ptp(whole) == 0 and abs(part.sum() - whole[0]) <= ROUNDED * whole[0]
        return not same
    return False


def counting(series: Series, row: int) -> Flags:
    """Return the areas whose numerator and denominator can be used."""
    part, whole = series.numerator[row], series.denominator[row]
    found: Flags = (part >= 0) & (part <= whole) & (whole > 0)
    return found & ~np.isin(series.status[row], EMPTY_STATES)


def segregation_of(
    series: Series, row: int, level: Level, beside: Sequence[Sequence[int]]
) -> YearSegregation | None:
    """Return the segregation of one row of *series*; None where group, rest or areas are none."""
    counts, ids = counting(series, row), level.area_ids
    order = np.array(sorted(np.flatnonzero(counts), key=lambda at: ids[at]), dtype=int)
    group, total = series.numerator[row, order], series.denominator[row, order]
    if len(order) < LEAST or not 0 < group.sum() < total.sum():
        return None
    year = series.years[row]
    drawn = bootstrap.draw(group, total, year)
    near = among(beside, order)
    grid = {name: np.full(len(ids), np.nan) for name in ("contribution", "low", "high", "people")}
    parts = separation.contributions(group, total)
    grid["contribution"][order] = np.abs(parts) / max(np.abs(parts).sum(), 1e-300)
    grid["low"][order], grid["high"][order] = _part_ends(drawn, total)
    grid["people"][order] = total
    over = np.zeros(len(ids), dtype=bool)
    over[order] = parts > 0
    hidden = np.isin(series.status[row], (Status.SUPPRESSED, Status.WITHHELD))
    return YearSegregation(
        year, float(group.sum()), float(total.sum()), len(order), len(ids) - len(order),
        int(hidden.sum()), _figures(group, total, drawn, near),
        separation.by_chance(float(group.sum()), total), **grid, over=over,
    )  # fmt: skip


def _figures(
    group: Figures, total: Figures, drawn: Figures, near: list[list[int]]
) -> dict[str, Estimate]:
    makers: dict[str, Callable[[Figures], Figures]] = {
        "dissimilarity": lambda x: separation.dissimilarity(x, total),
        "isolation": lambda x: separation.exposure(x, x, total),
        "exposure": lambda x: separation.exposure(x, total - x, total),
        "entropy": lambda x: separation.information(np.stack([x, total - x], axis=-1)),
        "gini": lambda x: separation.gini(x, total),
        "adjusted": lambda x: separation.adjusted(x, total, near),
    }
    return {
        name: bootstrap.estimate(float(make(group)), make(drawn),
                                 least=-1.0 if name == "adjusted" else 0.0)
        for name, make in makers.items()
    }  # fmt: skip


def _part_ends(drawn: Figures, total: Figures) -> Figures:
    parts = np.abs(separation.contributions(drawn, total))
    with np.errstate(divide="ignore", invalid="ignore"):
        parts /= parts.sum(-1, keepdims=True)
    sound = parts[np.isfinite(parts).all(-1)]
    if not len(sound):
        return np.full((2, parts.shape[-1]), np.nan)
    ends: Figures = np.quantile(sound, (bootstrap.LOW, bootstrap.HIGH), axis=0)
    return ends
