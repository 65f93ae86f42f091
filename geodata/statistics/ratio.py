"""The ratio of two indicators, where it means something."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geodata.model import EMPTY_STATES, City, Indicator, Kind, Status
from geodata.statistics.aggregate import city_figures
from geodata.statistics.index_inputs import gravest

Figures = NDArray[np.float64]
PER_HUNDRED = 100.0


class Senseless(StrEnum):
    """Why two indicators have no ratio."""

    SAME = "same"  # an indicator against itself
    KINDS = "kinds"  # a count against a share, or a figure that is no count, share or rate
    UNITS = "units"  # shares or rates of different units
    SIGNED = "signed"  # differences have no ratio
    SERIES = "series"  # no common year with figures


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Ratio:
    """One indicator as a multiple of another, in one year; arrays of shape (areas,).

    Attributes
    ----------
    factor : float
        100: "of one per 100 of the other" (counts); 1: "so many times as high" (shares, rates).
    value : array of float
        NaN where there is none.
    status : array of text
        Of both indicators the graver :class:`geodata.model.Status`; ``not_applicable`` where
        the second is 0.
    city : float
        The ratio of the city's figures, never the mean of the areas; NaN where one is not known.
    """

    level: str
    year: int
    factor: float
    value: Figures
    status: NDArray[np.str_]
    city: float


def senseless(one: Indicator, other: Indicator) -> Senseless | None:
    """Return why *one* per *other* means nothing; None where it means something.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> count = SimpleNamespace(id="a", kind=Kind.COUNT, unit="Fälle", signed=False)
    >>> share = SimpleNamespace(id="b", kind=Kind.SHARE, unit="%", signed=False)
    >>> str(senseless(count, share)), str(senseless(count, count))
    ('kinds', 'same')
    """
    if one.id == other.id:
        return Senseless.SAME
    if one.signed or other.signed:
        return Senseless.SIGNED
    able = (Kind.COUNT, Kind.SHARE, Kind.RATE)
    counts = Kind.COUNT in (one.kind, other.kind)
    if not {one.kind, other.kind} <= set(able) or (counts and one.kind != other.kind):
        return Senseless.KINDS
    return None if counts or one.unit == other.unit else Senseless.UNITS


def ratio(city: City, level_id: str, one: Indicator, other: Indicator, year: int) -> Ratio:
    """Return *one* per *other* for every area of a level in a year.

    Parameters
    ----------
    city
        Has series of both with *year* on the level; KeyError or ValueError if not.
    one, other
        For which :func:`senseless` says None.

    Notes
    -----
    A ratio of counts is ``100 * one / other``, of shares or rates ``one / other``: the relative
    figure of epidemiology (risk ratio).

    References
    ----------
    T. L. Lash, T. J. VanderWeele, S. Haneuse, K. J. Rothman (eds.): Modern Epidemiology, 4th
    edition. Wolters Kluwer, 2021 (risk and rate ratios).

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> pair = city.indicator("sgb-ii"), city.indicator("einwohner")
    >>> found = ratio(city, "stadtteil", *pair, 2021)
    >>> found.factor, len(found.value), bool(found.value.max() < 100)
    (100.0, 13, True)
    """
    pair = [city.series[level_id, indicator.id] for indicator in (one, other)]
    rows = [series.years.index(year) for series in pair]
    above, below = (series.value[row] for series, row in zip(pair, rows, strict=True))
    states = [series.status[row] for series, row in zip(pair, rows, strict=True)]
    status = gravest(states[0], states[1])
    known = ~np.isin(status, EMPTY_STATES)
    status = np.where(known & (below == 0), str(Status.NOT_APPLICABLE), status)
    factor = PER_HUNDRED if one.kind is Kind.COUNT else 1.0
    usable = ~np.isin(status, EMPTY_STATES)
    value = np.full(len(above), np.nan)
    value[usable] = factor * above[usable] / below[usable]
    totals = [
        city_figures(city, level_id, indicator)[0][row]
        for indicator, row in zip((one, other), rows, strict=True)
    ]
    whole = factor * float(totals[0]) / float(totals[1]) if totals[1] else float("nan")
    return Ratio(level_id, year, factor, value, status, whole)
