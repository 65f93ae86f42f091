"""Indices of segregation of counts by area, many draws at once.

Written with numpy because the library ``segregation`` computes one table at a time and takes
seconds to import; the tests compare with it. Arrays have areas as their last axis (for several
groups: areas, groups); what comes before are draws. Areas without people count for nothing. An
index is NaN where the group or the rest is empty.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]


def contributions(group: Figures, total: Figures) -> Figures:
    """Return what each area adds to :func:`dissimilarity`; positive where it is over-represented.

    Examples
    --------
    >>> contributions(np.array([30.0, 10.0]), np.array([100.0, 100.0])).round(3).tolist()
    [0.156, -0.156]
    """
    rest = total - group
    with np.errstate(divide="ignore", invalid="ignore"):
        own, others = group / group.sum(-1, keepdims=True), rest / rest.sum(-1, keepdims=True)
    found: Figures = 0.5 * (own - others)
    return found


def dissimilarity(group: Figures, total: Figures) -> Figures:
    """Return the index of dissimilarity D, 0 (same share everywhere) to 1 (no common area).

    D is the part of the group that would have to move for its share to be the same everywhere.

    References
    ----------
    Duncan, O. D., and Duncan, B. (1955): A methodological analysis of segregation indexes.
    American Sociological Review 20, 210-217.

    Examples
    --------
    >>> float(dissimilarity(np.array([30.0, 10.0]), np.array([100.0, 100.0])).round(4))
    0.3125
    """
    found: Figures = np.abs(contributions(group, total)).sum(-1)
    return found


def exposure(group: Figures, other: Figures, total: Figures) -> Figures:
    """Return the chance that somebody of *group* meets one of *other* in the own area, 0 to 1.

    With the same group twice this is the isolation index xPx.

    References
    ----------
    Lieberson, S. (1981): An asymmetrical approach to segregation. In: Peach, C., Robinson, V.,
    and Smith, S. (eds.), Ethnic segregation in cities, 61-82. Croom Helm, London.

    Examples
    --------
    >>> x, t = np.array([30.0, 10.0]), np.array([100.0, 100.0])
    >>> float(exposure(x, x, t).round(3)), float(exposure(x, t - x, t).round(3))
    (0.25, 0.75)
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Figures = (group * ratio(other, total)).sum(-1) / group.sum(-1)
    return found


def gini(group: Figures, total: Figures) -> Figures:
    """Return the Gini index of segregation, 0 to 1: twice the area between diagonal and curve.

    References
    ----------
    Massey, D. S., and Denton, N. A. (1988): The dimensions of residential segregation. Social
    Forces 67, 281-315.

    Examples
    --------
    >>> float(gini(np.array([30.0, 10.0]), np.array([100.0, 100.0])).round(4))
    0.3125
    """
    order = np.argsort(-ratio(group, total), axis=-1)
    x = np.take_along_axis(np.broadcast_to(group, order.shape), order, -1)
    t = np.take_along_axis(np.broadcast_to(total, order.shape), order, -1)
    with np.errstate(divide="ignore", invalid="ignore"):
        x, y = x / x.sum(-1, keepdims=True), (t - x) / (t - x).sum(-1, keepdims=True)
    up, right = x.cumsum(-1), y.cumsum(-1)
    found: Figures = ((up - x) * y - x * (right - y)).sum(-1)
    return found


def information(groups: Figures) -> Figures:
    """Return Theil's information index H of several groups, 0 (same mix everywhere) to 1.

    Parameters
    ----------
    groups : array of float, shape (..., areas, groups)
        People that belong to exactly one group each.

    References
    ----------
    Theil, H., and Finizza, A. J. (1971): A note on the measurement of racial integration of
    schools. Journal of Mathematical Sociology 1, 187-193. As in Reardon, S. F., and Firebaugh, G.
    (2002): Measures of multigroup segregation. Sociological Methodology 32, 33-67.

    Examples
    --------
    >>> float(information(np.array([[10.0, 0.0], [0.0, 10.0]])))
    1.0
    """
    people = groups.sum(-1)
    whole = _entropy(groups.sum(-2), people.sum(-1))
    inside = (people * _entropy(groups, people)).sum(-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Figures = 1 - inside / (people.sum(-1) * whole)
    return found


def adjusted(group: Figures, total: Figures, beside: Sequence[Sequence[int]]) -> Figures:
    """Return D less what neighbours differ on average (Morrill): like beside like counts more.

    A chessboard and two halves of a city have the same D; the chessboard loses all of it here.
    NaN where no areas border on each other.

    References
    ----------
    Morrill, R. L. (1991): On the measure of geographic segregation. Geography Research Forum 11,
    25-36.

    Examples
    --------
    >>> halves, t = np.array([1.0, 1, 0, 0]), np.ones(4)
    >>> float(adjusted(halves, t, [[1], [0, 2], [1, 3], [2]]).round(4))
    0.6667
    """
    one = np.repeat(np.arange(len(beside)), [len(row) for row in beside])
    other = np.array([place for row in beside for place in row], dtype=int)
    if not len(one):
        return np.full(group.shape[:-1], np.nan)
    share = ratio(group, total)
    between: Figures = np.abs(share[..., one] - share[..., other]).mean(-1)
    return dissimilarity(group, total) - between


def by_chance(group: float, total: Figures) -> float:
    """Return the D that comes about if chance alone decides where the *group* people live.

    All people of the group are dealt out at random to the places of all residents. The smaller the
    areas and the group, the greater is this D: it must not be read as segregation.

    Notes
    -----
    The count of the group in an area of n people is then hypergeometric (N residents, K of the
    group), and its mean absolute deviation has a closed form: with m = floor(n K / N) + 1 it is
    2 m (N - K - n + m) / N times the probability of m (see Diaconis, P., and Zabell, S. (1991),
    Statistical Science 6, 284-302). With few areas a binomial count would be too wide: the counts
    of all areas add up to K.

    References
    ----------
    Winship, C. (1977): A revaluation of indexes of residential segregation. Social Forces 55,
    1058-1066.

    Examples
    --------
    >>> round(by_chance(2, np.array([2.0, 2.0])), 3)  # 1 in two of six ways to place them, else 0
    0.333
    """
    people = np.rint(total[total > 0])
    whole, size = int(people.sum()), round(group)
    if not 0 < size < whole:
        return math.nan
    deviations = sum(_mean_deviation(int(n), size, whole) for n in people.tolist())
    return deviations * whole / (2 * size * (whole - size))


def ratio(part: Figures, whole: Figures) -> Figures:
    """Return part / whole, 0 where whole is 0."""
    part, whole = np.broadcast_arrays(part, whole)
    found: Figures = np.divide(part, whole, out=np.zeros(part.shape), where=whole > 0)
    return found


def _entropy(groups: Figures, people: Figures) -> Figures:
    share = ratio(groups, people[..., None])
    logs = np.log(share, out=np.zeros_like(share), where=share > 0)
    found: Figures = -(share * logs).sum(-1)
    return found


def _mean_deviation(n: int, group: int, whole: int) -> float:
    m = n * group // whole + 1
    if m > min(n, group):  # the area is the whole city: nothing varies
        return 0.0
    chance = _log_ways(group, m) + _log_ways(whole - group, n - m) - _log_ways(whole, n)
    return 2 * m * (whole - group - n + m) / whole * math.exp(chance)


def _log_ways(things: int, taken: int) -> float:
    return math.lgamma(things + 1) - math.lgamma(taken + 1) - math.lgamma(things - taken + 1)
