"""How far a ratio may be off when it is not known where in its area each person lives.

Two answers. The *range* lets the weights go to the ends of :mod:`geodata.statistics.weights`. The
*bounds* let every single person and case sit anywhere in the area: nothing beyond them is possible,
and where no area is covered whole they say honestly how little is certain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.statistics.weights import RATE_APART, tilted

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ratio:
    """Cases and the people they are counted among, by area; arrays of shape (areas,), no NaN."""

    cases: Figures
    base: Figures


def ratio_range(ratio: Ratio, weight: Figures, low: Figures, high: Figures) -> tuple[float, float]:
    """Return the lowest and highest ratio of apportioned cases to apportioned people.

    Parameters
    ----------
    ratio
        Counts of the areas.
    weight, low, high
        The weight of each area's people and its range, shape (areas,), 0 to 1. In a partly
        covered area the rate may besides be up to ``RATE_APART`` times that of the rest, or the
        inverse.

    Notes
    -----
    Each weight goes to one of its ends. Which of these choices has the highest ratio is found by
    adding what leads from the low to the high end in the order of its own ratio: the best choice
    is always a beginning of that order (Dinkelbach, Management Science 13 (1967) 492-498).

    Examples
    --------
    >>> alone, half = Ratio(np.array([10.0]), np.array([100.0])), np.array([0.5])
    >>> [round(end, 4) for end in ratio_range(alone, half, half, half)]
    [0.0667, 0.1333]
    """
    ends = []
    for factor, order in ((1 / RATE_APART, 1.0), (RATE_APART, -1.0)):
        lean = np.where(weight > 0, tilted(weight, factor) / np.where(weight > 0, weight, 1.0), 1.0)
        cases = ratio.cases * lean
        ends.append(
            _ratios((cases * low, ratio.base * low), (cases * high, ratio.base * high), order)
        )
    return float(ends[0].min()), float(ends[1].max())


def share_bounds(ratio: Ratio, whole: Flags, partly: Flags) -> tuple[float, float]:
    """Return the least and the greatest share that can be, where cases are part of the people.

    Parameters
    ----------
    ratio
        Counts of the areas; ``cases`` never above ``base``.
    whole, partly
        Which areas are covered whole and which in part, shape (areas,).

    Examples
    --------
    >>> share_bounds(Ratio(np.array([10.0, 5.0]), np.array([50.0, 20.0])),
    ...              np.array([True, False]), np.array([False, True]))
    (0.15384615384615385, 0.2727272727272727)
    """
    cases, base = ratio.cases[whole].sum(), ratio.base[whole].sum()
    loose = ratio.cases[partly].sum()
    others = ratio.base[partly].sum() - loose
    least = cases / (base + others) if base + others > 0 else 1.0
    most = (cases + loose) / (base + loose) if base + loose > 0 else 0.0
    return float(least), float(most)


def rate_bounds(ratio: Ratio, whole: Flags, partly: Flags) -> tuple[float, float]:
    """Return the least and the greatest rate that can be, where cases are not part of the people.

    Parameters as in :func:`share_bounds`; at least one of the areas has people. The greatest rate
    is inf where nobody is certain to live in the outline.
    """
    cases, base = ratio.cases[whole].sum(), ratio.base[whole].sum()
    loose = ratio.cases[partly].sum()
    least = cases / (base + ratio.base[partly].sum())
    if base > 0:
        return float(least), float((cases + loose) / base)
    return float(least), np.inf if cases + loose > 0 else 0.0


def _ratios(
    low: tuple[Figures, Figures], high: tuple[Figures, Figures], ascending: float
) -> Figures:
    """Return the ratios met when weights go from *low* to *high* in the order of their slope."""
    more_cases, more_base = high[0] - low[0], high[1] - low[1]
    moves = more_base > 0
    more_cases, more_base = more_cases[moves], more_base[moves]
    order = np.argsort(ascending * more_cases / more_base, kind="stable")
    cases = low[0].sum() + np.concatenate([[0.0], np.cumsum(more_cases[order])])
    base = low[1].sum() + np.concatenate([[0.0], np.cumsum(more_base[order])])
    result: Figures = cases[base > 0] / base[base > 0]
    return result
