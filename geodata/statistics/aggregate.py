"""Figures of the whole city: published ones first, else from numerators and denominators."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geodata.model import EMPTY_STATES, City, Indicator, Kind, Series, Status

PUBLISHED, COMPUTED, NONE = "published", "computed", "none"


def city_figures(
    city: City, level_id: str, indicator: Indicator
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """Return the city's figure for each year of a series, and on what it rests.

    Returns
    -------
    figures : array, shape (years,), float64, unit of the indicator
        NaN where the city level has no figure and none may be computed: an area is suppressed,
        withheld or missing, or numerators are not known. Never the mean of rates.
    basis : tuple of str, shape (years,)
        ``published``, ``computed`` (from the areas) or ``none``.
    """
    series = city.series[level_id, indicator.id]
    published = city.series.get((city.city_level, indicator.id))
    figures = np.full(len(series.years), np.nan)
    basis = [NONE] * len(series.years)
    for row, year in enumerate(series.years):
        if published is not None and year in published.years:
            figures[row] = published.value[published.years.index(year), 0]
            basis[row] = PUBLISHED
        if np.isnan(figures[row]):
            figures[row] = _summed(series, indicator, row)
            basis[row] = NONE if np.isnan(figures[row]) else COMPUTED
    return figures, tuple(basis)


def city_statuses(
    city: City, level_id: str, indicator: Indicator
) -> tuple[tuple[Status, ...], tuple[str, ...]]:
    """Return status and note of the city's figure for each year of a series.

    A published figure has its own; a computed one is doubtful, else interpolated, as soon as one
    area is. Where there is no figure the city's own row says why, else it is ``missing``.
    """
    series = city.series[level_id, indicator.id]
    published = city.series.get((city.city_level, indicator.id))
    _, basis = city_figures(city, level_id, indicator)
    city_id = city.level(city.city_level).areas[0].id
    statuses, notes = [], []
    for row, year in enumerate(series.years):
        status, note = Status.MISSING, ""
        if basis[row] == COMPUTED:
            status = _weakest(series.status[row])
        elif published is not None and year in published.years:
            status = Status(published.status[published.years.index(year), 0])
            note = published.notes.get((year, city_id), "")
        statuses.append(status)
        notes.append(note)
    return tuple(statuses), tuple(notes)


def middles(
    city: City, level_id: str, indicator: Indicator
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """Return what an area is compared with, year by year, and its basis.

    For shares, rates and published numbers the city's figure; for counts the mean count of the
    areas (a city total says nothing about one area). NaN where there is none.
    """
    if indicator.kind is not Kind.COUNT:
        return city_figures(city, level_id, indicator)
    series = city.series[level_id, indicator.id]
    rows = [row[np.isfinite(row)] for row in series.value]
    means = np.array([row.sum() / len(row) if len(row) else np.nan for row in rows])
    return means, tuple(NONE if np.isnan(mean) else COMPUTED for mean in means)


def _weakest(statuses: NDArray[np.str_]) -> Status:
    for status in (Status.DOUBTFUL, Status.INTERPOLATED):
        if (statuses == status).any():
            return status
    return Status.OK


def _summed(series: Series, indicator: Indicator, row: int) -> float:
    if any(status in EMPTY_STATES for status in series.status[row]):
        return float("nan")
    if indicator.kind is Kind.COUNT:
        return float(series.value[row].sum())
    if indicator.kind in (Kind.NUMBER, Kind.CLASS):
        return float("nan")
    whole = series.denominator[row].sum()
    if not np.isfinite(whole) or whole == 0:
        return float("nan")
    return float(indicator.factor * series.numerator[row].sum() / whole)
