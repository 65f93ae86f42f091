"""Divisions of the same things beside each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]
Places = NDArray[np.int_]


def adjusted_rand(one: Places, other: Places) -> float:
    """Return the adjusted Rand index of two divisions of the same areas.

    1: the same division, 0: no more alike than by chance. Written here because importing
    ``sklearn.metrics.adjusted_rand_score`` takes over a second; the tests compare both.

    References
    ----------
    Hubert, L., Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193-218.

    Examples
    --------
    >>> adjusted_rand(np.array([1, 1, 2, 2]), np.array([5, 5, 3, 3]))
    1.0
    """
    table = _crossed(one, other)
    both = _pairs(table).sum()
    first, second = _pairs(table.sum(axis=1)).sum(), _pairs(table.sum(axis=0)).sum()
    all_ = _pairs(table.sum())
    by_chance = first * second / all_ if all_ else 0.0
    most = (first + second) / 2
    return 1.0 if most == by_chance else float((both - by_chance) / (most - by_chance))


def _crossed(one: Places, other: Places) -> Figures:
    _, rows = np.unique(one, return_inverse=True)
    _, columns = np.unique(other, return_inverse=True)
    table = np.zeros((rows.max(initial=-1) + 1, columns.max(initial=-1) + 1))
    np.add.at(table, (rows, columns), 1.0)
    return table


def _pairs(number: Figures) -> Figures:
    return np.asarray(number * (number - 1) / 2, dtype=float)
