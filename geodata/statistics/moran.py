"""Do high values lie beside high ones? Moran's I, for the city and for each area.

Written with numpy alone: importing esda takes longer than everything that is computed here. The
tests compare with esda.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]
Whole = NDArray[np.signedinteger]
Beside = Sequence[Sequence[int]]

SEED = 20_000  # any fixed number: the same figures give the same result
PERMUTATIONS = 999  # of the whole city
DRAWS = 9999  # for each area: 999 are too coarse where hundreds of tests are corrected
ALPHA = 0.05
EQUAL = 1e-9  # sums that differ by less are equal: order of summation


@dataclass(frozen=True)
class Moran:
    """Moran's I of a city, what chance lets expect, and how often chance is as far from that."""

    i: float
    expected: float
    p: float


@dataclass(frozen=True, eq=False)
class LocalMoran:
    """Local Moran of each area; arrays of shape (areas,).

    ``z`` are the standardised figures, ``lag`` their mean over the neighbours, ``p`` two-sided.
    """

    z: Figures
    lag: Figures
    i: Figures
    p: Figures


def global_moran(values: Figures, beside: Beside, permutations: int = PERMUTATIONS) -> Moran:
    """Return Moran's I with row-standardised weights and its p-value from permutations.

    Parameters
    ----------
    values : array of float, shape (areas,)
        Finite, not all equal.
    beside : sequence of sequences of int
        The neighbours of each area by position, mutual; every area has at least one.
    permutations : int
        How often all figures are dealt out anew.

    Returns
    -------
    Moran
        ``i`` is 1 at most in practice, near ``expected`` = -1 / (areas - 1) without any pattern,
        below it where unlike areas lie side by side. ``p`` is (1 + permutations as far from their
        mean as the figures) / (1 + permutations).

    Raises
    ------
    ValueError
        If an area has no neighbour or all values are equal.

    References
    ----------
    Moran, P. A. P. (1950): Notes on continuous stochastic phenomena. Biometrika 37, 17-23.
    Cliff, A. D., and Ord, J. K. (1981): Spatial processes. Pion, London.

    Examples
    --------
    >>> row = [[1], [0, 2], [1, 3], [2]]
    >>> round(global_moran(np.array([1.0, 2.0, 3.0, 4.0]), row).i, 4)
    0.4
    """
    z, rows, cols, weight = _prepared(values, beside)
    dice = np.random.default_rng(SEED)
    dealt = np.ascontiguousarray(dice.permuted(np.tile(z, (permutations, 1)), axis=1).T)
    found = float((z[rows] * z[cols]) @ weight / (z @ z))
    once = rows < cols  # neighbours are mutual: a pair counts with the weights of both sides
    one, other = rows[once], cols[once]
    count = np.bincount(rows)
    chance = (1 / count[one] + 1 / count[other]) @ (dealt[one] * dealt[other]) / (z @ z)
    middle = chance.mean() if permutations else 0.0
    far = np.abs(chance - middle) >= abs(found - middle) - EQUAL
    return Moran(found, -1 / (len(z) - 1), float((1 + far.sum()) / (1 + permutations)))


def local_moran(values: Figures, beside: Beside, draws: int = DRAWS) -> LocalMoran:
    """Return the local Moran of each area and its p-value from conditional permutation.

    Each area keeps its own figure; as many others as it has neighbours are drawn without
    replacement. All areas use the same draws, each without itself.

    Parameters
    ----------
    values, beside
        As in :func:`global_moran`.
    draws : int
        The smallest p-value is 2 / (1 + draws).

    Returns
    -------
    LocalMoran
        ``i`` is z times lag, scaled as in esda with (areas - 1) / sum of squares. ``p`` is twice
        the smaller tail, at most 1.

    Raises
    ------
    ValueError
        If an area has no neighbour or all values are equal.

    References
    ----------
    Anselin, L. (1995): Local indicators of spatial association - LISA. Geographical Analysis 27,
    93-115.

    Examples
    --------
    >>> row = [[1], [0, 2], [1, 3], [2]]
    >>> local_moran(np.array([1.0, 2.0, 3.0, 4.0]), row, 99).lag.round(3).tolist()
    [-0.447, -0.447, 0.447, 0.447]
    """
    z, rows, cols, weight = _prepared(values, beside)
    lag: Figures = np.bincount(rows, weights=z[cols] * weight, minlength=len(z)).astype(float)
    p = np.ones(len(z))
    chance = _Chance(z, max(map(len, beside)), draws)
    for place, row in enumerate(beside):
        if abs(z[place]) > EQUAL:
            means = chance.sums(place, len(row)) / len(row)
            p[place] = _two_sided(means, float(lag[place]))
    return LocalMoran(z, lag, (len(z) - 1) * z * lag / (z @ z), p)


def false_discovery(p: Figures, alpha: float = ALPHA) -> float:
    """Return the greatest p-value that counts so that of all found on average *alpha* are chance.

    This holds for tests that are independent or depend on each other in the same direction, as
    those of neighbouring areas mostly do; it says nothing of a single area.

    Parameters
    ----------
    p : array of float, shape (tests,)

    Returns
    -------
    float
        0 where none counts: no p-value is as small.

    References
    ----------
    Benjamini, Y., and Hochberg, Y. (1995): Controlling the false discovery rate. Journal of the
    Royal Statistical Society B 57, 289-300. For local statistics: Caldas de Castro, M., and
    Singer, B. H. (2006), Geographical Analysis 38, 180-208.

    Examples
    --------
    >>> false_discovery(np.array([0.01, 0.02, 0.03, 0.5]))
    0.03
    >>> false_discovery(np.array([0.2, 0.04]))
    0.0
    """
    ordered = np.sort(p)
    under = ordered <= alpha * np.arange(1, len(p) + 1) / len(p)
    return float(ordered[under].max()) if under.any() else 0.0


def empirical_bayes(cases: Figures, people: Figures) -> Figures:
    """Return rates standardised by what chance does to areas of their size.

    A rate from few people varies more than one from many. Each rate minus that of the city is
    divided by the standard deviation that an area of this size has.

    Parameters
    ----------
    cases, people : array of float, shape (areas,)
        Finite; people above 0.

    References
    ----------
    Assuncao, R. M., and Reis, E. A. (1999): A new proposal to adjust Moran's I for population
    density. Statistics in Medicine 18, 2147-2162.

    Examples
    --------
    >>> empirical_bayes(np.array([30.0, 25, 25, 15]), np.array([100.0, 100, 110, 90])).round(3)
    array([ 1.341,  0.268, -0.231, -1.435])
    """
    rate = cases / people
    whole = cases.sum() / people.sum()
    spread = (people * (rate - whole) ** 2).sum() / people.sum()
    between = spread - whole / people.mean()
    variance = np.where(between + whole / people < 0, whole / people, between + whole / people)
    found: Figures = (rate - whole) / np.sqrt(variance)
    return found


class _Chance:
    """Sums of figures drawn without replacement, for areas of any number of neighbours."""

    def __init__(self, z: Figures, most: int, draws: int) -> None:
        self._z, self._wide = z, min(most + 1, len(z))
        drawn = _drawn(len(z), self._wide, draws)
        self._sums = np.cumsum(z[drawn], axis=1)
        order = np.argsort(drawn, axis=None, kind="stable")
        begins = np.searchsorted(drawn.ravel()[order], np.arange(len(z) + 1))
        self._at = [order[low:high] for low, high in pairwise(begins)]

    def sums(self, place: int, count: int) -> Figures:
        """Return for each draw the sum of *count* figures of others than *place*.

        They are the first of a random order of all from which the area itself is left out.
        """
        found: Figures = self._sums[:, count - 1].copy()
        draw, turn = np.divmod(self._at[place], self._wide)
        own = draw[turn < count]
        found[own] = self._sums[own, count] - self._z[place]
        return found


@lru_cache(maxsize=8)  # all years of an indicator use the same
def _drawn(areas: int, wide: int, draws: int) -> Whole:
    """Return *wide* different positions for each draw in random order, shape (draws, wide)."""
    dice = np.random.default_rng(SEED)
    cards = np.tile(np.arange(areas, dtype=np.int32), (draws, 1))
    line = np.arange(draws)
    for turn in range(wide):
        taken = dice.integers(turn, areas, draws)
        cards[line, taken], cards[:, turn] = cards[:, turn].copy(), cards[line, taken]
    found = cards[:, :wide].copy()
    found.setflags(write=False)
    return found


def _two_sided(chance: Figures, found: float) -> float:
    above, below = (chance >= found - EQUAL).sum(), (chance <= found + EQUAL).sum()
    return float(min(1.0, 2 * (1 + min(above, below)) / (1 + len(chance))))


def _prepared(values: Figures, beside: Beside) -> tuple[Figures, Whole, Whole, Figures]:
    """Return z-values, and of each pair of neighbours both places and its weight."""
    if not all(beside):
        raise ValueError("an area has no neighbour; leave it out before")
    spread = values.std()
    if not spread > EQUAL * max(1.0, float(np.abs(values).max())):
        raise ValueError("all values are equal; there is no pattern")
    count = np.array([len(row) for row in beside])
    rows = np.repeat(np.arange(len(values)), count)
    cols = np.array([other for row in beside for other in row])
    return (values - values.mean()) / spread, rows, cols, 1 / count[rows]
