"""Never funded areas that were comparable to the funded ones before the funding began."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geodata.statistics.comparable import comparable

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
TOLERANCE = 1.0  # standard deviations, in level and in slope
MOST = 30  # for each funded area: enough to test, few enough to be alike


def comparable_controls(years: tuple[int, ...], values: Figures, starts: Figures) -> Flags:
    """Return which never funded areas ran like one of the funded ones before the first start.

    Parameters
    ----------
    years
        Ascending.
    values
        Shape (years, areas), no NaN.
    starts
        Shape (areas,): first year of the funding; NaN: never funded.

    Returns
    -------
    array of bool, shape (areas,)
        None where no area is funded or no year lies before.

    Notes
    -----
    Compared are the mean of the years before the first start and, from two years on, their slope:
    each may differ by one standard deviation of all areas; at most the 30 nearest areas are taken
    for each funded area. Choosing by the level can itself feign an effect, where areas were chosen
    in a year in which they were high by chance: their figures go back to the mean. So the answer
    with all never funded areas belongs beside it.

    References
    ----------
    J. R. Daw, L. A. Hatfield: Matching and Regression to the Mean in Difference-in-Differences
    Analysis. Health Services Research 53 (2018) 4138-4156.

    Examples
    --------
    >>> years, starts = (2001, 2002, 2003), np.array([2003.0, np.nan, np.nan, np.nan])
    >>> values = np.array([[5.0, 5, 9, 1], [6, 6, 9, 1], [9, 7, 9, 1]])
    >>> comparable_controls(years, values, starts).tolist()
    [False, True, False, False]
    """
    funded = np.flatnonzero(np.isfinite(starts))
    found = np.zeros(len(starts), dtype=bool)
    before = np.array(years) < (np.min(starts[funded]) if len(funded) else -np.inf)
    if not before.any():
        return found
    features = [values[before].mean(axis=0)]
    if before.sum() > 1:
        lever = np.array(years, dtype=np.float64)[before]
        lever -= lever.mean()
        features.append(lever @ values[before] / (lever**2).sum())
    table = np.column_stack(features)
    for place in funded.tolist():
        near = comparable(table, place, TOLERANCE, MOST, np.isnan(starts))
        found[list(near.places)] = True
    return found
