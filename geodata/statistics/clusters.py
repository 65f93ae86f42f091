"""Where like figures lie together, and which areas differ from all around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from geodata.model import EMPTY_STATES, City, Series
from geodata.statistics import moran
from geodata.statistics.moran import ALPHA, Moran
from geodata.statistics.neighbours import among, neighbours

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
NEAR = 0.5  # standard deviations: a figure nearer to the mean is neither high nor low
LEAST = 4  # areas with figure and neighbour: fewer have no pattern


class ClusterClass(IntEnum):
    """What a figure is among those of its neighbours; 0 means: no figure or no neighbour."""

    NONE = 0
    HIGH_HIGH = 1  # high values, also all around
    LOW_LOW = 2
    HIGH_LOW = 3  # a high value among low ones
    LOW_HIGH = 4
    PLAIN = 5  # nothing that chance would not make as well


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Clusters:
    """Clusters of one indicator in one year; arrays of shape (areas,) in the order of the level.

    Attributes
    ----------
    areas : tuple of str
    classes : array of int
        Values of :class:`ClusterClass`.
    z, lag, local, p : array of float
        Standardised figure, its mean over the neighbours with figures, local Moran and its
        two-sided p-value; NaN where the class is 0.
    state : array of text
        Status of the figure.
    limit : float
        The greatest p-value that counts after the correction for many tests; 0 if none does.
    city : Moran or None
        None where nothing can be said: too few areas, or all figures are equal.
    islands : int
        Areas with a figure, but without a neighbour that has one.
    smoothed : bool
        Figures were standardised by the size of their areas (empirical Bayes).
    """

    areas: tuple[str, ...]
    classes: NDArray[np.int64]
    z: Figures
    lag: Figures
    local: Figures
    p: Figures
    state: NDArray[np.str_]
    limit: float
    city: Moran | None
    islands: int
    smoothed: bool

    @property
    def counted(self) -> int:
        """Number of areas with a figure and a neighbour."""
        return int((self.classes > 0).sum())

    @property
    def without(self) -> int:
        """Number of areas without a figure: hidden, missing or not applicable."""
        return len(self.areas) - self.counted - self.islands


def clusters(
    city: City, level_id: str, indicator_id: str, year: int, smoothed: bool = False
) -> Clusters:
    """Return which areas lie among their like, and which among unlike ones.

    Neighbours share a border line; every neighbour counts the same. A class is given only where
    the local Moran is beyond chance after the correction for many tests (false discovery rate
    of 5 %), and only to areas whose own figure lies at least half a standard deviation from the
    mean: the test looks at the neighbours, and an average figure is neither high nor low. Areas
    without a figure take no part, whatever hides it.

    Parameters
    ----------
    city, level_id, indicator_id, year
        A series and one of its years.
    smoothed
        Standardise shares and rates by the number of people that they rest on, so that chance in
        small areas does not look like an outlier.

    Returns
    -------
    Clusters
        The order of the areas changes nothing but the order of the result.

    Raises
    ------
    KeyError
        If there is no such series.
    ValueError
        If the series lacks the year; if *smoothed* and it has no numerators and denominators.

    References
    ----------
    Anselin, L. (1995): Local indicators of spatial association - LISA. Geographical Analysis 27,
    93-115.

    Benjamini, Y., and Hochberg, Y. (1995): Controlling the false discovery rate. Journal of the
    Royal Statistical Society B 57, 289-300.

    Assuncao, R. M., and Reis, E. A. (1999): A new proposal to adjust Moran's I for population
    density. Statistics in Medicine 18, 2147-2162.
    """
    series, level = city.series[level_id, indicator_id], city.level(level_id)
    row = series.years.index(year)
    return clusters_of(series, row, neighbours(level), level.area_ids, smoothed)


def can_be_smoothed(series: Series) -> bool:
    """Return whether a series rests on cases and people, by area."""
    return bool((np.isfinite(series.numerator) & (series.denominator > 0)).any())


def clusters_of(
    series: Series,
    row: int,
    beside: Sequence[Sequence[int]],
    ids: tuple[str, ...],
    smoothed: bool = False,
) -> Clusters:
    """Return :func:`clusters` of one row of *series*, with neighbours that are known already."""
    if smoothed and not can_be_smoothed(series):
        raise ValueError(f"series {series.indicator!r} has no numerators and denominators")
    known = _known(series, row, smoothed)
    taking = known & np.array([any(known[list(one)]) for one in beside], dtype=bool)
    order = np.array(sorted(np.flatnonzero(taking), key=lambda place: ids[place]), dtype=int)
    nothing = np.full(len(ids), np.nan)
    grid = {name: nothing.copy() for name in ("z", "lag", "local", "p")}
    classes = np.zeros(len(ids), dtype=np.int64)
    whole, limit = None, 0.0
    values = _figures(series, row, order, smoothed)
    if len(order) >= LEAST and values.std() > moran.EQUAL * max(1.0, np.abs(values).max()):
        near = among(beside, order)
        whole, found = moran.global_moran(values, near), moran.local_moran(values, near)
        limit = moran.false_discovery(found.p, ALPHA)
        for name, one in (("z", found.z), ("lag", found.lag), ("local", found.i), ("p", found.p)):
            grid[name][order] = one
        classes[order] = _classes(
            found.z, found.lag, (found.p <= limit) & (np.abs(found.z) >= NEAR)
        )
    elif len(order):
        classes[order] = ClusterClass.PLAIN
    islands = int((known & ~taking).sum())
    state = series.status[row]
    return Clusters(ids, classes, **grid, state=state, limit=limit, city=whole,
                    islands=islands, smoothed=smoothed)  # fmt: skip


def _known(series: Series, row: int, smoothed: bool) -> Flags:
    known: Flags = np.isfinite(series.value[row]) & ~np.isin(series.status[row], EMPTY_STATES)
    if smoothed:
        known &= np.isfinite(series.numerator[row]) & (series.denominator[row] > 0)
    return known


def _figures(series: Series, row: int, order: NDArray[np.int64], smoothed: bool) -> Figures:
    if not smoothed or not len(order):
        found: Figures = series.value[row, order]
        return found
    return moran.empirical_bayes(series.numerator[row, order], series.denominator[row, order])


def _classes(z: Figures, lag: Figures, clear: Flags) -> NDArray[np.int64]:
    high, around = z > 0, lag > 0
    kinds = (
        (high & around, ClusterClass.HIGH_HIGH),
        (~high & ~around, ClusterClass.LOW_LOW),
        (high & ~around, ClusterClass.HIGH_LOW),
        (~high & around, ClusterClass.LOW_HIGH),
    )
    found = np.full(len(z), int(ClusterClass.PLAIN), dtype=np.int64)
    for kind, name in kinds:
        found[kind & clear] = name
    return found
