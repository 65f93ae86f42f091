"""Difference in differences: the change of funded areas against that of areas never funded.

Written here, not taken from a regression: with one start and a full table the coefficient of the
two-way fixed effects model is exactly this difference of means, with several starts it is not (it
takes funded areas as controls of each other). Tested against statsmodels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.statistics.placebo import Inference, choices, inference

Figures = NDArray[np.float64]
Places = NDArray[np.intp]
DRAWS = 1999


@dataclass(frozen=True)
class Differences:
    """An effect estimated by difference in differences, in the unit of the figures.

    Attributes
    ----------
    effect : Inference
        Change of the funded areas less that of the others.
    trend : Inference
        Slope per year before the funding, funded areas less the others. NaN: too few years.
    change_funded, change_others : float
        The two changes; each funded area by its own start.
    error, error_low, error_high : float
        Cluster-robust standard error and 95 % interval (Welch); NaN where there are fewer than two
        funded areas or several starts.
    """

    effect: Inference
    trend: Inference
    change_funded: float
    change_others: float
    error: float
    error_low: float
    error_high: float


def difference_in_differences(
    years: tuple[int, ...], values: Figures, starts: Figures
) -> Differences:
    """Return by how much funded areas changed more than areas never funded.

    Parameters
    ----------
    years
        Ascending.
    values
        Shape (years, areas), no NaN; the areas in a fixed order, such as that of their ids, so
        that the same city gives the same permutations.
    starts
        Shape (areas,): first year of the funding; NaN: never funded. At least one of each.

    Returns
    -------
    Differences

    Raises
    ------
    ValueError
        If a table has holes, or a funded area no year before or none from its start on.

    Notes
    -----
    Effect = mean over funded areas of [(mean from the start on - mean before) - the same of the
    never funded areas, over the same years]. With one start this is the coefficient of the two-way
    fixed effects model. p: the starts are given to other areas instead, every choice once where
    there are at most 2000, else 1999 drawn ones with a fixed seed. Interval and power rest on
    choices among the never funded areas alone. The standard error compares the changes of the areas
    (one figure an area, so that years of one area are no independent cases) by Welch, which is the
    error HC2 of a regression of these changes on being funded.

    References
    ----------
    M. Bertrand, E. Duflo, S. Mullainathan: How Much Should We Trust Differences-in-Differences
    Estimates? Quarterly Journal of Economics 119 (2004) 249-275.

    B. Callaway, P. Sant'Anna: Difference-in-Differences with multiple time periods. Journal of
    Econometrics 225 (2021) 200-230.

    J. Roth: Pretest with Caution. American Economic Review: Insights 4 (2022) 305-322.

    Examples
    --------
    >>> years, starts = (2001, 2002, 2003, 2004), np.array([2003.0, np.nan, np.nan])
    >>> values = np.array([[5.0, 1, 2], [5, 1, 2], [9, 2, 3], [9, 2, 3]])
    >>> found = difference_in_differences(years, values, starts)
    >>> found.effect.estimate, found.change_funded, found.change_others
    (3.0, 4.0, 1.0)
    """
    _check(years, values, starts)
    funded = np.flatnonzero(np.isfinite(starts))
    own = starts[funded]
    changes = np.array([_change(years, values, start) for start in own])
    effect = _tested(changes, funded)
    slopes = np.array([_slope(years, values, start) for start in own])
    others = np.isnan(starts)
    picked = changes[np.arange(len(funded)), funded]
    return Differences(
        effect,
        _tested(slopes, funded),
        float(picked.mean()),
        float(changes[:, others].mean()),
        *_welch(changes[0], funded, others, len(np.unique(own)) == 1),
    )


def _check(years: tuple[int, ...], values: Figures, starts: Figures) -> None:
    if not np.isfinite(values).all():
        raise ValueError("figures with holes; expected one for every area and year")
    known = starts[np.isfinite(starts)]
    if not 0 < len(known) < len(starts):
        raise ValueError(f"{len(known)} of {len(starts)} areas funded; expected some, not all")
    if known.min() <= years[0] or known.max() > years[-1]:
        raise ValueError(
            f"starts {known.min():g} to {known.max():g} in years {years[0]} to {years[-1]}; "
            "expected a year before and one from the start on"
        )


def _change(years: tuple[int, ...], values: Figures, start: float) -> Figures:
    after = np.array(years) >= start
    result: Figures = values[after].mean(axis=0) - values[~after].mean(axis=0)
    return result


def _slope(years: tuple[int, ...], values: Figures, start: float) -> Figures:
    """Return the least squares slope per year before *start* of every area; NaN: under 2 years."""
    before = np.array(years) < start
    xs = np.array(years, dtype=np.float64)[before]
    if len(xs) < 2:
        return np.full(values.shape[1], np.nan)
    lever = xs - xs.mean()
    result: Figures = lever @ values[before] / (lever**2).sum()
    return result


def _tested(figures: Figures, funded: Places) -> Inference:
    """Return the mean difference of *figures* (funded areas, areas), funded against the rest."""
    count, size = figures.shape
    if not np.isfinite(figures).all():
        return Inference(np.nan, np.nan, np.nan, np.nan, np.nan, 0)
    rest = np.setdiff1d(np.arange(size), funded)
    estimate = float(_statistic(figures, funded[np.newaxis])[0])
    permuted = _statistic(figures, choices(size, count, DRAWS, tuple(funded.tolist())))
    alone = figures[:, rest]
    possible = count < len(rest)
    placebos = _statistic(alone, choices(len(rest), count, DRAWS)) if possible else np.empty(0)
    return inference(estimate, permuted, placebos)


def _statistic(figures: Figures, chosen: Places) -> Figures:
    """Return the statistic of each choice, shape (choices,); row j of *figures* is for place j."""
    count, size = figures.shape
    picked = figures[np.arange(count)[:, np.newaxis], chosen[:, np.newaxis, :]]
    own = np.trace(picked, axis1=1, axis2=2)
    sums = figures.sum(axis=1) - picked.sum(axis=2)
    result: Figures = own / count - sums.sum(axis=1) / (count * (size - count))
    return result


def _welch(
    changes: Figures, funded: Places, others: NDArray[np.bool_], one_start: bool
) -> tuple[float, float, float]:
    """Return the standard error of the difference of changes and its 95 % interval."""
    one, other = changes[funded], changes[others]
    if not one_start or min(len(one), len(other)) < 2:
        return np.nan, np.nan, np.nan
    from scipy.stats import t

    parts = one.var(ddof=1) / len(one), other.var(ddof=1) / len(other)
    error = float(np.sqrt(sum(parts)))
    gap = float(one.mean() - other.mean())
    if error == 0:
        return 0.0, gap, gap
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / (len(one) - 1) + parts[1] ** 2 / (len(other) - 1))
    wide = float(t.ppf(0.975, freedom)) * error
    return error, gap - wide, gap + wide
