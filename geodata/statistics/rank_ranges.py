"""Ranges of ranks: which places of an order an area may have, chance considered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.model import Indicator, Series
from geodata.statistics.classify import round_half_up
from geodata.statistics.intervals import METHODS, Intervals, intervals


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class RankRanges:
    """Places of areas, 1 for the highest figure; int arrays of shape (areas,), 0 without a figure.

    ``number`` is the number of areas with a figure.
    """

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    number: int


def rank_ranges(figure: NDArray[np.float64], around: Intervals) -> RankRanges:
    """Return for every area the first and the last place that it may have.

    An area comes after all that are clearly above it and before all that are clearly below it:
    its places go from 1 + the number of areas clearly above to the number of areas - the number
    clearly below. What is clear says the rule of :mod:`geodata.statistics.difference` (95 % for
    each pair). The range holds the place by the bare figures. It is a range for one area looked
    at by itself; for a statement on all areas at once the ranges of [1]_ are wider. Written here
    because no library in use has it and the page needs the same without a library.

    Parameters
    ----------
    figure
        Shape (areas,), NaN where there is none: such areas are in no order.
    around
        Intervals of the same figures; where an end is NaN the figure counts as exact.

    Returns
    -------
    RankRanges
        The order of the areas is of no consequence; a higher figure with an interval moved with
        it never has a later place.

    References
    ----------
    .. [1] Mogstad, M., Romano, J. P., Shaikh, A. M., Wilhelm, D. (2024): Inference for ranks with
       applications to mobility across neighbourhoods and academic achievement across countries.
       Review of Economic Studies 91 (1), 476-518.
    .. [2] Goldstein, H., Spiegelhalter, D. J. (1996): League tables and their limitations.
       Journal of the Royal Statistical Society A 159 (3), 385-443.

    Examples
    --------
    >>> found = rank_ranges(np.array([9.0, 8, 2]), Intervals(np.array([7.0, 6, 1]),
    ...                                                      np.array([11.0, 10, 3])))
    >>> found.low.tolist(), found.high.tolist()
    ([1, 1, 3], [2, 2, 3])
    """
    known = np.isfinite(figure)
    exact = ~(np.isfinite(around.low) & np.isfinite(around.high))
    below = np.where(exact, 0.0, figure - around.low)
    above = np.where(exact, 0.0, around.high - figure)
    gap = figure[:, None] - figure[None, :]
    with np.errstate(invalid="ignore"):
        higher = (gap > 0) & (gap > np.sqrt(below[:, None] ** 2 + above[None, :] ** 2))
    number = int(known.sum())
    low = np.where(known, 1 + higher.sum(axis=0), 0)
    high = np.where(known, number - higher.sum(axis=1), 0)
    return RankRanges(low, high, number)


def ranks(series: Series, indicator: Indicator, row: int) -> RankRanges:
    """Return the places of the areas in one year of *series*.

    Shares and rates go by numerator and denominator. Others have one place each, or share it
    where their printed figures are the same.
    """
    around = intervals(series, indicator, row)
    figure = series.value[row]
    if indicator.kind in METHODS:
        with np.errstate(divide="ignore", invalid="ignore"):
            share = indicator.factor * series.numerator[row] / series.denominator[row]
        known = np.isfinite(around.low) & np.isfinite(figure)
        return rank_ranges(np.where(known, share, figure), around)
    printed = [round_half_up(one, indicator.decimals) for one in figure.tolist()]
    return rank_ranges(np.array(printed), around)
