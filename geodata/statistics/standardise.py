"""Indicators of different units on one scale, over the areas that count.

Sums are exact (``math.fsum``), so that the order of the areas never changes a digit.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from geodata.indices import Standardisation

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]


def standardised(
    figures: Figures, counted: Flags, kind: Standardisation, residents: Figures | None = None
) -> Figures:
    """Return the figures of the areas that count on a common scale; NaN for all others.

    Parameters
    ----------
    figures
        Shape (areas,), any unit; finite wherever *counted*.
    counted
        Shape (areas,): over which areas centre and spread are taken.
    kind
        ``population``: z = (x - m) / s with the mean m and s² = sum((x - m)²) / n. ``sample``: the
        same with n - 1. ``residents``: m and s with each area weighted by its residents.
        ``ranks``: ``population`` of the midranks. ``range``: (x - least) / (greatest - least).
    residents
        Shape (areas,), at least 0 and not all 0 wherever *counted*; asked for by ``residents``.

    Returns
    -------
    array of float, shape (areas,)
        0 everywhere where the figures do not differ: nothing can be told apart by them.

    Notes
    -----
    The z-score is the standardisation of the Monitoring Soziale Stadtentwicklung Berlin and of
    the Sozialmonitoring Hamburg; that Berlin divides by n was found from the published classes of
    2019, of which n - 1 misses one.

    Examples
    --------
    >>> everywhere = np.ones(4, dtype=bool)
    >>> standardised(np.array([1.0, 1.0, 3.0, 3.0]), everywhere, Standardisation.POPULATION)
    array([-1., -1.,  1.,  1.])
    >>> standardised(np.array([2.0, 4.0, 10.0, 6.0]), everywhere, Standardisation.RANGE)
    array([0.  , 0.25, 1.  , 0.5 ])
    """
    found = np.full(figures.shape, np.nan)
    chosen = figures[counted]
    if not chosen.size:
        return found
    if kind is Standardisation.RANKS:
        chosen = midranks(chosen)
    centre, spread = _centre_and_spread(chosen, counted, kind, residents)
    same = bool((chosen == chosen[0]).all()) or not spread > 0
    found[counted] = 0.0 if same else (chosen - centre) / spread
    return found


def midranks(figures: Figures) -> Figures:
    """Return the ranks from 1 on; equal figures share the mean of their ranks.

    Examples
    --------
    >>> midranks(np.array([30.0, 10.0, 30.0, 20.0]))
    array([3.5, 1. , 3.5, 2. ])
    """
    distinct, place, times = np.unique(figures, return_inverse=True, return_counts=True)
    last = np.cumsum(times)
    ranks: Figures = ((last - times + 1 + last) / 2)[place]
    return ranks if distinct.size else figures.copy()


def _centre_and_spread(
    chosen: Figures, counted: Flags, kind: Standardisation, residents: Figures | None
) -> tuple[float, float]:
    if kind is Standardisation.RANGE:
        return float(chosen.min()), float(chosen.max() - chosen.min())
    weights = np.ones(chosen.shape)
    if kind is Standardisation.RESIDENTS:
        if residents is None:
            raise ValueError("standardising by residents asks for residents; none were given")
        weights = residents[counted]
    total = math.fsum(weights)
    if not total > 0:
        return 0.0, 0.0
    centre = math.fsum(weights * chosen) / total
    squares = math.fsum(weights * (chosen - centre) ** 2)
    divisor = total - 1 if kind is Standardisation.SAMPLE else total
    return centre, math.sqrt(squares / divisor) if divisor > 0 else 0.0
