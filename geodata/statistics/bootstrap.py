"""How far a figure from full counts may be chance: people drawn anew within their areas.

The bootstrap is parametric. Residents and areas stay as they are; in each draw every resident of
an area belongs to the group with the probability that the area's share is. The areas themselves
are not drawn: they are all there are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]

SEED = 20_000  # any fixed number: the same figures give the same result
DRAWS = 499
LOW, HIGH = 0.025, 0.975


@dataclass(frozen=True)
class Estimate:
    """A figure, less what small numbers add to it on average, its 95 % interval, its error.

    ``corrected`` lies in the interval; ``value`` need not: indices of unevenness are too high when
    areas are small. All NaN where the figure is not defined; error and interval are NaN where
    nothing can be drawn.
    """

    value: float
    corrected: float
    low: float
    high: float
    error: float


NOTHING = Estimate(*[math.nan] * 5)


def estimate(value: float, drawn: Figures, least: float = 0.0, most: float = 1.0) -> Estimate:
    """Return *value* with bias correction and basic (reverse percentile) interval.

    Parameters
    ----------
    value
        The figure from the counts as they are.
    drawn : array of float, shape (draws,)
        The same figure from counts drawn anew; NaN where a draw does not define it.
    least, most
        What the figure can be; ends beyond are cut.

    Notes
    -----
    The mean of the draws minus the value shows what drawing adds. It is taken off once more from
    the value, and the interval is mirrored at the value.

    References
    ----------
    Allen, R., Burgess, S., Davidson, R., and Windmeijer, F. (2015): More reliable inference for
    the dissimilarity index of segregation. Econometrics Journal 18, 40-66.

    Davison, A. C., and Hinkley, D. V. (1997): Bootstrap methods and their application, 5.2.
    Cambridge University Press.

    Examples
    --------
    >>> found = estimate(0.30, np.array([0.30, 0.32, 0.34]))
    >>> round(found.corrected, 3), round(found.low, 3), round(found.high, 3)
    (0.28, 0.261, 0.299)
    """
    sound = drawn[np.isfinite(drawn)]
    if not math.isfinite(value) or len(sound) < 2:
        return Estimate(value, value, *[math.nan] * 3)
    ends = np.quantile(sound, (HIGH, LOW))
    mirrored = (2 * value - sound.mean(), *(2 * value - ends))
    corrected, low, high = (float(min(most, max(least, one))) for one in mirrored)
    return Estimate(value, corrected, low, high, float(sound.std(ddof=1)))


def draw(cases: Figures, people: Figures, year: int, draws: int = DRAWS) -> Figures:
    """Return counts of the group drawn anew, shape (draws, areas); binomial in every area.

    Parameters
    ----------
    cases, people : array of float, shape (areas,)
        0 <= cases <= people; rounded to whole people.
    year
        Part of the seed, so that years vary independently.
    """
    whole = np.rint(people).astype(np.int64)
    share = np.divide(cases, people, out=np.zeros_like(people), where=people > 0)
    found = _dice(year).binomial(whole, np.clip(share, 0, 1), size=(draws, len(whole)))
    return found.astype(np.float64)


def draw_cases(cases: Figures, year: int, draws: int = DRAWS) -> Figures:
    """Return cases drawn anew where one person can be several cases; Poisson in every area."""
    return _dice(year).poisson(cases, size=(draws, len(cases))).astype(np.float64)


def draw_groups(groups: Figures, year: int, draws: int = DRAWS) -> Figures:
    """Return counts of several groups drawn anew, shape (draws, areas, groups); multinomial.

    Parameters
    ----------
    groups : array of float, shape (areas, groups)
        People of each group; everybody belongs to exactly one.
    """
    people = groups.sum(-1, keepdims=True)
    even = np.full_like(groups, 1 / groups.shape[-1])
    share = np.divide(groups, people, out=even, where=people > 0)
    whole = np.rint(people[:, 0]).astype(np.int64)
    found = _dice(year).multinomial(whole, share, size=(draws, len(whole)))
    return found.astype(np.float64)


def _dice(year: int) -> np.random.Generator:
    return np.random.default_rng([SEED, year])
