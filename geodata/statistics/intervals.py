"""How sure a figure of a small area is: intervals of shares and rates (95 %).

The figures are full counts. The interval says how far a share or rate would vary if as many
people lived under the same conditions again: it keeps readers from taking chance for a difference.
The twin in the browser is ``assets/intervals.js``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geodata.model import EMPTY_STATES, Indicator, Kind, Series

NORMAL_95 = 1.96  # standard errors: two-sided 95 % of a normal distribution
Figures = NDArray[np.float64]


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Intervals:
    """Both ends of intervals, arrays of one shape; NaN where there is none."""

    low: Figures
    high: Figures


def wilson(part: ArrayLike, whole: ArrayLike) -> Intervals:
    """Return the Wilson score interval of shares.

    With p = part / whole, n = whole, z = 1.96: ``(p + z²/2n ± z √(p (1 - p)/n + z²/4n²)) /
    (1 + z²/n)``. Unlike p ± 1.96 standard errors it stays between 0 and 1 and has a width where
    none or all are counted. Written here (ten lines) because the page must compute the same
    without a library; tested against statsmodels.

    Parameters
    ----------
    part, whole
        Counts, of shapes that fit together; *part* is part of *whole*.

    Returns
    -------
    Intervals
        Shares from 0 to 1. NaN where a count is unknown or negative, *whole* is 0, or *part* is
        above *whole*: that is no share.

    References
    ----------
    .. [1] Wilson, E. B. (1927): Probable inference, the law of succession, and statistical
       inference. Journal of the American Statistical Association 22, 209-212.
    .. [2] Brown, L. D., Cai, T. T., DasGupta, A. (2001): Interval estimation for a binomial
       proportion. Statistical Science 16 (2), 101-133.

    Examples
    --------
    >>> found = wilson([0, 81, 20], [20, 263, 20])
    >>> found.low.round(4).tolist(), found.high.round(4).tolist()
    ([0.0, 0.2553, 0.8389], [0.1611, 0.3662, 1.0])
    """
    part, whole = _counts(part, whole)
    sound = (part >= 0) & (whole > 0) & (part <= whole)
    with np.errstate(all="ignore"):
        low, high = wilson_ends(part, whole, np.sqrt)
    low, high = np.where(part == 0, 0.0, low), np.where(part == whole, 1.0, high)
    return Intervals(np.where(sound, low, np.nan), np.where(sound, high, np.nan))


def byar(cases: ArrayLike, people: ArrayLike) -> Intervals:
    """Return the interval of rates by Byar's approximation to the Poisson distribution.

    With c cases and z = 1.96 the number of cases lies between ``c (1 - 1/9c - z/3√c)³`` and
    ``(c+1) (1 - 1/9(c+1) + z/3√(c+1))³``. Chosen over the exact limits (Garwood, a quantile of
    chi-square) because it is a formula that can be checked by hand and that the page computes
    without a library; it is never more than 0.025 cases off.

    Parameters
    ----------
    cases, people
        Counts, of shapes that fit together. *cases* may be above *people*.

    Returns
    -------
    Intervals
        Cases for each person. NaN where a count is unknown or negative, or *people* is 0.

    References
    ----------
    .. [1] Breslow, N. E., Day, N. E. (1987): Statistical Methods in Cancer Research, volume II.
       IARC Scientific Publications 82, page 69.
    .. [2] Garwood, F. (1936): Fiducial limits for the Poisson distribution. Biometrika 28,
       437-442.

    Examples
    --------
    >>> found = byar([0, 11], [1, 1])
    >>> found.low.round(2).tolist(), found.high.round(2).tolist()
    ([0.0, 5.48], [3.67, 19.68])
    """
    cases, people = _counts(cases, people)
    sound = (cases >= 0) & (people > 0)
    with np.errstate(all="ignore"):
        low, high = (end / people for end in byar_ends(cases, np.sqrt))
    return Intervals(np.where(sound, low, np.nan), np.where(sound, high, np.nan))


def intervals(series: Series, indicator: Indicator, row: int) -> Intervals:
    """Return the intervals of one year of *series* in the unit of *indicator*; shape (areas,).

    Shares by :func:`wilson`, rates by :func:`byar`. NaN for counts and published numbers (nothing
    is known of how they vary), without numerator or denominator, and where the figure is hidden.
    """
    counts = series.numerator[row], series.denominator[row]
    hidden = np.isin(series.status[row], EMPTY_STATES)
    if indicator.kind not in METHODS:
        nothing = np.full(len(hidden), np.nan)
        return Intervals(nothing, nothing.copy())
    found = METHODS[indicator.kind](*counts)
    low, high = (
        np.where(hidden, np.nan, indicator.factor * end) for end in (found.low, found.high)
    )
    return Intervals(low, high)


METHODS = {Kind.SHARE: wilson, Kind.RATE: byar}


def _counts(one: ArrayLike, other: ArrayLike) -> tuple[Figures, Figures]:
    first, last = np.broadcast_arrays(
        np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    )
    finite = np.isfinite(first) & np.isfinite(last)
    return np.where(finite, first, np.nan), np.where(finite, last, np.nan)


def wilson_ends(part: Any, whole: Any, root: Callable[[Any], Any]) -> tuple[Any, Any]:
    """Return both ends of Wilson's interval; numbers or arrays, with their square *root*."""
    share = part / whole
    square = NORMAL_95 * NORMAL_95 / whole
    middle = share + square / 2
    half = NORMAL_95 * root(share * (1 - share) / whole + square / (4 * whole))
    return (middle - half) / (1 + square), (middle + half) / (1 + square)


def byar_ends(cases: Any, root: Callable[[Any], Any]) -> tuple[Any, Any]:
    """Return both ends of Byar's interval of a number of cases, as :func:`wilson_ends`."""
    some, more = cases + (cases == 0), cases + 1
    below = 1 - 1 / (9 * some) - NORMAL_95 / (3 * root(some))
    above = 1 - 1 / (9 * more) + NORMAL_95 / (3 * root(more))
    low = (cases > 0) * (below > 0) * (some * below * below * below)
    return low, more * above * above * above
