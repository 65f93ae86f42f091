"""Changes of an indicator between a base year and every year of its series.

A change is told forward in time, whichever of both years is the base: above zero means that the
figure has risen. It is the difference of the printed figures, so that whoever subtracts what the
tables say finds the same. Its twin in the browser is ``assets/change.js``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from geodata.model import EMPTY_STATES, Indicator, Kind, Series, Status
from geodata.statistics.classify import Classes, Method, class_limits, round_half_up
from geodata.statistics.difference import clear_difference_of_shares

KEPT = 32  # changes in memory: table, words and map of a view ask for the same


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Change:
    """The changes of one series; arrays of shape (years, areas) in the order of the series.

    Attributes
    ----------
    base : int
        One of the years of the series.
    series : Series
        ``value`` is the difference, NaN where one of both years has no figure; ``status`` says
        why, ``notes`` are those of both years. Numerator and denominator are NaN.
    sign : array of int8
        1 or -1 where the figure has clearly risen or fallen, else 0.
    tested : array of bool
        Whether it is known how large a change chance may make: shares with counts in both years.
        Elsewhere every change counts as clear.
    """

    base: int
    series: Series
    sign: NDArray[np.int8]
    tested: NDArray[np.bool_]


@lru_cache(maxsize=KEPT)
def change(series: Series, indicator: Indicator, base: int) -> Change:
    """Return the changes of *series* against its year *base* (ValueError if it has none).

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> series = city.series["stadtteil", "sgb-ii-anteil"]
    >>> found = change(series, city.indicator("sgb-ii-anteil"), series.years[0])
    >>> bool((found.series.value[0] == 0).all())
    True
    """
    start, shape = series.years.index(base), series.value.shape
    value, status = np.full(shape, np.nan), np.full(shape, str(Status.OK), dtype=object)
    sign, tested = np.zeros(shape, dtype=np.int8), np.zeros(shape, dtype=np.bool_)
    for row, column in np.ndindex(shape[0], shape[1]):
        states = (str(series.status[at, column]) for at in (row, start))
        status[row, column] = str(combined(*map(Status, states)))
        cells = ((start, column), (row, column))
        ends = cells if base <= series.years[row] else cells[::-1]
        first, last = (float(series.value[end]) for end in ends)
        value[row, column] = difference(first, last, indicator.decimals)
        if math.isfinite(value[row, column]):
            known = _known(series, indicator, ends)
            tested[row, column] = known
            sign[row, column] = _sign(series, ends, float(value[row, column]), known)
    nothing = np.full(shape, np.nan)
    return Change(
        base=base,
        series=replace(
            series,
            value=value,
            numerator=nothing,
            denominator=nothing,
            status=status.astype(np.str_),
            notes=_notes(series, base),
        ),
        sign=sign,
        tested=tested,
    )


def difference(first: float, last: float, decimals: int) -> float:
    """Return the printed *last* less the printed *first*; NaN where one of them is missing.

    Examples
    --------
    >>> difference(12.14, 14.25, 1)
    2.2
    """
    one, other = round_half_up(first, decimals), round_half_up(last, decimals)
    return round_half_up(other - one, decimals) + 0.0


def combined(shown: Status, base: Status) -> Status:
    """Return the state of a change: empty as one of both is, the year shown first; else the doubt.

    Examples
    --------
    >>> str(combined(Status.OK, Status.SUPPRESSED)), str(combined(Status.INTERPOLATED, Status.OK))
    ('suppressed', 'interpolated')
    """
    for states in (EMPTY_STATES, (Status.DOUBTFUL,), (Status.INTERPOLATED,)):
        for status in (shown, base):
            if status in states:
                return status
    return Status.OK


def change_limits(classes: Classes, changes: Sequence[float], decimals: int) -> tuple[float, ...]:
    """Return class limits for *changes* that lie alike on both sides of zero.

    Parameters
    ----------
    classes
        The method is applied to the size of the changes; limits of the user's own are in the unit
        of the indicator and say nothing here: natural classes take their place. Of an odd number
        the middle class holds the smallest changes of both directions, of an even number zero is a
        limit.
    changes
        Printed changes; NaN is ignored.
    decimals
        Of changes and limits. A class takes its lower limit in: below zero limits are one last
        digit higher than above, so that changes of one size are in classes of one rank.

    Returns
    -------
    tuple of float
        Ascending; empty where nothing has changed.

    Examples
    --------
    >>> change_limits(Classes(Method.EQUAL, 3), [-4.0, 1.0, 3.0], 1)
    (-1.9, 2.0)
    >>> change_limits(Classes(Method.EQUAL, 4), [-4.0, 1.0, 3.0], 1)
    (-1.9, 0.0, 2.0)
    """
    sizes = [0.0, *(abs(one) for one in changes if math.isfinite(one))]
    if max(sizes) == 0:
        return ()
    found = class_limits(_of_sizes(classes), sizes, decimals, 0.0)
    above = [limit for limit in found if limit > 0]
    last_digit = 1 / 10.0**decimals
    below = [round_half_up(last_digit - limit, decimals) + 0.0 for limit in above]
    middle = [0.0] if classes.number % 2 == 0 else []
    return tuple(sorted({*below, *middle, *above}))


def middle_class(limits: Sequence[float]) -> int:
    """Return the class of the smallest changes of both directions; -1 where zero is a limit.

    Examples
    --------
    >>> middle_class((-1.9, 2.0)), middle_class((-1.9, 0.0, 2.0)), middle_class(())
    (1, -1, 0)
    """
    return len(limits) // 2 if len(limits) % 2 == 0 else -1


def _of_sizes(classes: Classes) -> Classes:
    """Steps of a standard deviation go out from zero on both sides; other classes begin there."""
    if classes.method is Method.DEVIATION:
        return classes
    method = Method.NATURAL if classes.method is Method.OWN else classes.method
    return Classes(method, (classes.number + 1) // 2)


Cell = tuple[int, int]


def _known(series: Series, indicator: Indicator, ends: tuple[Cell, ...]) -> bool:
    counts = [float(of[end]) for end in ends for of in (series.numerator, series.denominator)]
    people = all(series.denominator[end] > 0 for end in ends)
    return indicator.kind is Kind.SHARE and people and all(map(math.isfinite, counts))


def _sign(series: Series, ends: tuple[Cell, ...], value: float, known: bool) -> int:
    """Return the direction; 0 where the printed figure is the same, or chance may have made it."""
    if value == 0 or not known:
        return int(np.sign(value))
    first, last = ((float(series.numerator[at]), float(series.denominator[at])) for at in ends)
    return clear_difference_of_shares(*last, *first)


def _notes(series: Series, base: int) -> dict[tuple[int, str], str]:
    """Return the notes of both years, each with its year before it."""
    areas = sorted({area for _, area in series.notes})
    found = {}
    for year in series.years:
        for area in areas:
            both = sorted({base, year})
            told = [(one, series.notes.get((one, area), "")) for one in both]
            said = "; ".join(f"{one}: {note}" for one, note in told if note)
            if said:
                found[year, area] = said
    return found
