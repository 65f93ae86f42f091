"""How something is spread over areas in the order of their need: curve and concentration index.

Written here because the kept libraries compute indices of single persons; areas are groups whose
people are known. Tested against a published worked example and against numerical integration.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Concentration:
    """A concentration curve; groups are areas of the same need, those with most need first.

    Attributes
    ----------
    groups : tuple of arrays of int
        Places of the areas of each group, in the order of the curve.
    people, received : array of float, shape (groups + 1,)
        Cumulated shares from 0 to 1 of the people and of what is received.
    index : float
        -1 to 1. Above 0: areas of more need receive more for each of their people. NaN where
        nothing is received or nobody is there.
    low, high : float
        The least and the greatest index that is possible within the ranges of what is received.
    """

    groups: tuple[Places, ...]
    people: Figures
    received: Figures
    index: float
    low: float
    high: float


def concentration(
    need: Figures,
    people: Figures,
    received: Figures,
    low: Figures | None = None,
    high: Figures | None = None,
) -> Concentration:
    """Return how what is *received* is spread over areas, those with most need first.

    Parameters
    ----------
    need
        Shape (areas,): a higher figure is more need, any unit. Areas with NaN in this or in one of
        the other arrays are left out.
    people
        Shape (areas,), not below 0: whom the areas are weighted by.
    received
        Shape (areas,), not below 0: euro, or people reached.
    low, high
        The range of *received*; None: it is exact.

    Returns
    -------
    Concentration

    Notes
    -----
    With s the share of an area in what is received and R the share of people in areas of more need
    plus half of its own, the index is the sum of s times (1 - 2 R): twice the area between the
    curve and the diagonal. It is the concentration index of Kakwani, Wagstaff and van Doorslaer for
    grouped data, the areas ranked from the least to the most need. Areas of equal need are one
    group, so their order does not matter. The index is a ratio of two sums that are linear in what
    is received; its extremes within a range give one end to the areas up to some place of the order
    and the other end to the rest, so that only those choices are tried.

    References
    ----------
    N. Kakwani, A. Wagstaff, E. van Doorslaer: Socioeconomic inequalities in health: measurement,
    computation, and statistical inference. Journal of Econometrics 77 (1997) 87-103.

    A. Wagstaff, P. Paci, E. van Doorslaer: On the measurement of inequalities in health. Social
    Science & Medicine 33 (1991) 545-557.

    Examples
    --------
    >>> even = concentration(np.array([3.0, 2.0, 1.0]), np.ones(3), np.ones(3))
    >>> abs(round(even.index, 9))
    0.0
    >>> concentration(np.array([3.0, 1.0]), np.array([1.0, 1.0]), np.array([10.0, 0.0])).index
    0.5
    """
    low, high = (received if end is None else end for end in (low, high))
    columns = np.vstack([need, people, received, low, high])
    usable = np.flatnonzero(np.isfinite(columns).all(axis=0))
    levels = np.unique(need[usable])[::-1]
    groups = tuple(usable[need[usable] == level] for level in levels)
    sums = np.array([columns[1:, group].sum(axis=1) for group in groups]).reshape(-1, 4)
    return Concentration(groups, _cumulated(sums[:, 0]), _cumulated(sums[:, 1]), *_indices(*sums.T))


def _cumulated(figures: Figures) -> Figures:
    total = figures.sum()
    shares = figures / total if total > 0 else np.full(figures.shape, np.nan)
    result: Figures = np.concatenate([[0.0], np.cumsum(shares)])
    return result


def _indices(
    people: Figures, received: Figures, low: Figures, high: Figures
) -> tuple[float, float, float]:
    """Return the index with its least and greatest value."""
    if not (people.sum() > 0 and received.sum() > 0):
        return np.nan, np.nan, np.nan
    rank = (np.cumsum(people) - people / 2) / people.sum()
    place = 1.0 - 2.0 * rank
    first = np.tri(len(people) + 1, len(people), -1, dtype=bool)  # row k: the first k groups
    ends = []
    for early, late, best in ((high, low, np.nanmax), (low, high, np.nanmin)):
        given = np.where(first, early, late)
        total = given.sum(axis=1)
        with np.errstate(invalid="ignore"):
            found = np.where(total > 0, (given * place).sum(axis=1) / total, np.nan)
        ends.append(float(best(found)))
    index = float((received * place).sum() / received.sum())
    return index, min(ends[1], index), max(ends[0], index)
