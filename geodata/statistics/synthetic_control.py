"""Synthetic control: a mixture of areas never funded that ran like the funded one before.

Written here: the fit is a small problem of nonnegative least squares that scipy solves exactly, and
hundreds of placebos have to be fitted in a second. Tested against scipy's general minimiser.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.statistics.placebo import SAME, Inference, choices, inference

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
WORST_FIT = 5.0  # a placebo whose mean square error before is more times that of the funded area
FLOOR = 1e-6  # of the spread of all figures: a closer fit is rounding, no better fit
MOST_PLACEBOS = 600
SHOWN = 1e-6  # a smaller weight is rounding


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Synthetic:
    """A funded unit beside its mixture; arrays of shape (years,) in the unit of the figures.

    Attributes
    ----------
    weights : array, shape (donors,)
        0 to 1, adding up to 1.
    path : array
        What the mixture says.
    gaps : array
        Figure less mixture; from the start on an estimate of the effect.
    fit, after : float
        Root mean square of the gaps before (how well it fits) and from the start on.
    """

    weights: Figures
    path: Figures
    gaps: Figures
    fit: float
    after: float


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Placebos:
    """The same for donors, as if they had been funded; as many together as are funded together.

    Attributes
    ----------
    own : Synthetic
    ratio : float
        ``after`` divided by ``fit`` of the funded unit.
    rank_p : float
        Share of units, the funded one and the well fitted placebos, with that ratio or more.
    effect : Inference
        Mean gap from the start on, against the mean gaps of the well fitted placebos.
    gaps : array, shape (years, kept)
        Gaps of the well fitted placebos.
    kept : array of bool, shape (placebos,)
        Which are well fitted before: mean square error at most 5 times that of the funded unit.
    low, high : float
        Least and greatest effect if one donor with a weight is left out; NaN: no other donor.
    """

    own: Synthetic
    ratio: float
    rank_p: float
    effect: Inference
    gaps: Figures
    kept: Flags
    low: float
    high: float


def synthetic_control(
    own: Figures, donors: Figures, before: Flags, most: int | None = None
) -> Synthetic:
    """Return the mixture of *donors* that is nearest to *own* in the years *before*.

    Parameters
    ----------
    own
        Shape (years,), no NaN.
    donors
        Shape (years, donors), no NaN: areas that were never funded.
    before
        Shape (years,): the years before the funding; at least one.
    most
        Only so many donors, those nearest to *own* before, are mixed; None: all.

    Notes
    -----
    Weights are nonnegative, add up to 1 and minimise the sum over the years before of (own minus
    weighted mean)². With A = donors - own this is the point of a convex hull nearest to 0; it is
    found by nonnegative least squares of [A; 1] u = [0; 1] and w = u / sum(u), which is exact: for
    given w the best scale leaves q / (1 + q) with q = |A w|², which rises with q. Where there are
    more donors than years the weights need not be the only ones; the fit is.

    References
    ----------
    A. Abadie, A. Diamond, J. Hainmueller: Synthetic Control Methods for Comparative Case Studies.
    Journal of the American Statistical Association 105 (2010) 493-505.

    A. Abadie: Using Synthetic Controls. Journal of Economic Literature 59 (2021) 391-425.

    Examples
    --------
    >>> donors = np.array([[0.0, 4.0], [2.0, 6.0], [2.0, 6.0]])
    >>> found = synthetic_control(np.array([1.0, 3.0, 9.0]), donors, np.array([True, True, False]))
    >>> found.weights.round(6).tolist(), found.gaps.round(6).tolist()
    ([0.75, 0.25], [0.0, 0.0, 6.0])
    """
    from scipy.optimize import nnls

    apart = (donors - own[:, np.newaxis])[before]
    near = np.argsort((apart**2).sum(axis=0), kind="stable")[:most]
    scale = float(np.abs(apart).mean()) or 1.0
    left = np.vstack([apart[:, near] / scale, np.ones((1, len(near)))])
    right = np.zeros(len(left))
    right[-1] = 1.0
    found, _ = nnls(left, right)
    weights = np.zeros(donors.shape[1])
    weights[near] = found / found.sum()
    path = donors @ weights
    gaps = own - path
    return Synthetic(weights, path, gaps, _rms(gaps[before]), _rms(gaps[~before]))


def placebo_test(own: Figures, donors: Figures, before: Flags, together: int = 1) -> Placebos:
    """Return the synthetic control of *own* and how rare its gap is among the *donors*.

    Parameters
    ----------
    own, donors, before
        As in :func:`synthetic_control`; at least one year from the start on.
    together
        How many areas the funded unit is made of; more donors than that.

    Notes
    -----
    A placebo is a donor, or the mean of as many donors as the funded unit has areas (several areas
    vary less than one); it is fitted from the other donors, never from the funded unit. At most 600
    are tried. Mixed are at most as many donors as there are years before, the nearest: with more,
    chance alone fits the years before and says nothing of those after. Placebos that are fitted
    badly before are left out, as Abadie and others do. The rank is that of the ratio of root mean
    squares after and before.

    References
    ----------
    A. Abadie, A. Diamond, J. Hainmueller: Synthetic Control Methods for Comparative Case Studies.
    Journal of the American Statistical Association 105 (2010) 493-505.

    A. Abadie: Using Synthetic Controls. Journal of Economic Literature 59 (2021) 391-425.

    Examples
    --------
    >>> years = np.arange(10.0)
    >>> donors = np.sin(years[:, np.newaxis] + np.arange(30)) + np.arange(30)
    >>> own = donors[:, [3, 12]].mean(axis=1) + np.where(years < 6, 0.0, 5.0)
    >>> found = placebo_test(own, donors, years < 6)
    >>> round(found.effect.estimate, 1), round(found.rank_p * (1 + int(found.kept.sum())))
    (5.0, 1)
    """
    most = int(before.sum())
    found = synthetic_control(own, donors, before, most)
    others = [
        synthetic_control(
            donors[:, chosen].mean(axis=1), np.delete(donors, chosen, 1), before, most
        )
        for chosen in choices(donors.shape[1], together, MOST_PLACEBOS)
    ]
    floor = FLOOR * (float(donors.std()) or 1.0)
    worst = np.sqrt(WORST_FIT) * max(found.fit, floor) * (1 + SAME)
    kept = np.array([one.fit <= worst for one in others], dtype=bool)
    ratios = np.array([one.after / max(one.fit, floor) for one in others])[kept]
    ratio = found.after / max(found.fit, floor)
    rank = 1 + int((ratios >= ratio * (1 - SAME)).sum())
    gaps = np.array([one.gaps for one in others])[kept].T.reshape(len(own), -1)
    means = gaps[~before].mean(axis=0)
    estimate = float(found.gaps[~before].mean())
    return Placebos(
        own=found,
        ratio=ratio,
        rank_p=rank / (1 + len(ratios)),
        effect=inference(estimate, means, means),
        gaps=gaps,
        kept=kept,
        **_without_one(own, donors, before, found),
    )


def _without_one(
    own: Figures, donors: Figures, before: Flags, found: Synthetic
) -> dict[str, float]:
    most = int(before.sum())
    used = np.flatnonzero(found.weights > SHOWN)
    if donors.shape[1] < 2:
        return {"low": np.nan, "high": np.nan}
    effects = [
        synthetic_control(own, np.delete(donors, place, 1), before, most).gaps[~before].mean()
        for place in used
    ]
    return {"low": float(min(effects)), "high": float(max(effects))}


def _rms(figures: Figures) -> float:
    return float(np.sqrt((figures**2).mean())) if len(figures) else np.nan
