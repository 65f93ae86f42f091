"""Areas that are most alike to one area in chosen indicators; none is a possible answer."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

SLACK = 1e-9  # standard deviations: a difference of exactly the tolerance is within it


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Comparable:
    """What is comparable to one area, and why.

    Attributes
    ----------
    own : int
        Place of the area that others are compared with.
    places : tuple of int
        Places of comparable areas, the nearest first; empty where there are none.
    distance : array, shape (areas,), standard deviations
        Root of the mean squared difference to the area; NaN for itself and for areas left out.
    difference : array, shape (areas, indicators), units of the indicators
        Figure of each area less that of the area itself; NaN where one of both is unknown.
    difference_sd : array, shape (areas, indicators), standard deviations
        The same in standard deviations; 0 for an indicator that is everywhere the same.
    complete : array of bool, shape (areas,)
        Areas with a figure for every indicator; only these are compared.
    sd : array, shape (indicators,), units of the indicators
        Standard deviation (divisor n) over complete areas; NaN where there are none.
    """

    own: int
    places: tuple[int, ...]
    distance: NDArray[np.float64]
    difference: NDArray[np.float64]
    difference_sd: NDArray[np.float64]
    complete: NDArray[np.bool_]
    sd: NDArray[np.float64]


def comparable(
    values: ArrayLike,
    own: int,
    tolerance: float = 1.0,
    most: int = 3,
    allowed: ArrayLike | None = None,
) -> Comparable:
    """Return the areas nearest to one area in standardised indicators.

    Every indicator is standardised over the areas that have a figure for all of them; every
    indicator counts the same. An area is comparable if it differs by no more than *tolerance*
    in each single indicator: a large difference in one is not made up for by small ones in
    others. The Euclidean distance then orders them; it is divided by the root of the number of
    indicators, so that it reads as a difference of a usual size. Written here because
    nearest-neighbour searches of libraries know no tolerance for each indicator and no unknown
    figures; correlations between indicators are left as they are (Mahalanobis), because a
    covariance of 13 areas is mostly noise.

    Parameters
    ----------
    values
        Shape (areas, indicators), in any units. NaN: unknown or hidden; the area is left out.
    own
        Place of the area that others are compared with.
    tolerance
        Standard deviations; infinite: the nearest, however far.
    most
        At most so many areas.
    allowed
        Shape (areas,), whether an area may be chosen; None: every area. Others still count for
        the standard deviation.

    Returns
    -------
    Comparable
        Without places where the area itself lacks a figure or nothing is near enough. Of equal
        distances the earlier place comes first.

    Raises
    ------
    ValueError
        If *values* has not two dimensions, *own* is no place in it, or *tolerance* or *most* is
        negative.

    References
    ----------
    .. [1] Stuart, E. A. (2010): Matching methods for causal inference: a review and a look
       forward. Statistical Science 25 (1), 1-21 (calipers and distances).
    .. [2] Gower, J. C., Legendre, P. (1986): Metric and Euclidean properties of dissimilarity
       coefficients. Journal of Classification 3, 5-48.

    Examples
    --------
    >>> found = comparable([[10, 1], [11, 1], [30, 9], [12, 2]], own=0, tolerance=0.5)
    >>> found.places, found.distance.round(2).tolist()
    ((1, 3), [nan, 0.09, 2.41, 0.27])
    """
    table = np.asarray(values, dtype=np.float64)
    _check(table, own, tolerance, most)
    complete = np.asarray(np.isfinite(table).all(axis=1), dtype=np.bool_)
    table = np.where(np.isfinite(table), table, np.nan)
    sd = _spread(table[complete])
    difference = table - table[own]
    with np.errstate(divide="ignore", invalid="ignore"):
        difference_sd = np.where(
            sd == 0, np.where(np.isnan(difference), np.nan, 0), difference / sd
        )
    distance = (
        np.sqrt((difference_sd**2).mean(axis=1)) if table.shape[1] else np.full(len(table), np.nan)
    )
    distance[~complete] = np.nan
    distance[own] = np.nan
    near = (np.abs(difference_sd) <= tolerance + SLACK).all(axis=1) & np.isfinite(distance)
    if allowed is not None:
        near &= np.asarray(allowed, dtype=bool)
    order = np.argsort(np.where(near, distance, math.inf), kind="stable")[: int(near.sum())]
    return Comparable(
        own, tuple(order[:most].tolist()), distance, difference, difference_sd, complete, sd
    )


def _spread(complete: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the standard deviation of each column, exactly 0 where all figures are the same."""
    if not len(complete):
        return np.full(complete.shape[1], np.nan)
    alike = (complete == complete[0]).all(axis=0)
    found: NDArray[np.float64] = np.where(alike, 0.0, complete.std(axis=0))
    return found


def _check(table: NDArray[np.float64], own: int, tolerance: float, most: int) -> None:
    if table.ndim != 2:
        raise ValueError(
            f"values have {table.ndim} dimensions; expected 2: areas, indicators; "
            "give one row for each area"
        )
    if not 0 <= own < len(table):
        raise ValueError(
            f"own is {own}; expected a place from 0 to {len(table) - 1}; give the row of the area"
        )
    if not tolerance >= 0 or most < 0:
        raise ValueError(
            f"tolerance is {tolerance} and most is {most}; expected numbers from 0; "
            "use infinity for no tolerance"
        )
