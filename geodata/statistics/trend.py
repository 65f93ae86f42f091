"""Whether figures of several years go up or down by more than their errors allow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LEAST = 4  # years: a line through fewer says nothing of how far they scatter
ALPHA = 0.05


@dataclass(frozen=True)
class Trend:
    """A straight line through figures of years.

    ``slope`` is the change a year with its 95 % interval, ``p`` the chance of a slope as far from
    0 if there is no trend, ``years`` the span from the first to the last.
    """

    slope: float
    low: float
    high: float
    p: float
    years: int

    @property
    def clear(self) -> bool:
        """Whether the trend is more than noise."""
        return self.p < ALPHA

    @property
    def change(self) -> float:
        """What the line changes from the first to the last year."""
        return self.slope * self.years


def trend(years: Sequence[int], values: Sequence[float], errors: Sequence[float]) -> Trend | None:
    """Return the weighted line through *values*; None with less than four years with figures.

    Parameters
    ----------
    years, values, errors
        Standard errors of the values, in their unit; NaN values are left out.

    Notes
    -----
    Weights are 1 / error squared. Where the values scatter around the line by more than their
    errors say, the error of the slope is raised by the square root of chi-squared over degrees of
    freedom (Birge ratio); it is never lowered. The test uses Student's t with years - 2 degrees of
    freedom and takes the years for independent. They are not quite: most residents stay, and
    conditions drift. Without any trend ten years that hang together (correlation of neighbouring
    years 0.5 to 0.7) are taken for a trend in up to one of ten cases, and a figure that wanders
    aimlessly in every other one. A clear trend is therefore a movement in one direction beyond the
    noise of small numbers, and no forecast.

    References
    ----------
    Birge, R. T. (1932): The calculation of errors by the method of least squares. Physical Review
    40, 207-227.

    Examples
    --------
    >>> found = trend([2018, 2019, 2020, 2021], [0.20, 0.21, 0.22, 0.23], [0.001] * 4)
    >>> round(found.slope, 4), round(found.change, 4), found.clear
    (0.01, 0.03, True)
    >>> trend([2020, 2021, 2022], [0.2, 0.3, 0.4], [0.01] * 3) is None
    True
    """
    x, y, error = (np.asarray(one, dtype=np.float64) for one in (years, values, errors))
    sound = np.isfinite(y) & np.isfinite(error)
    x, y, error = x[sound], y[sound], error[sound]
    if len(x) < LEAST:
        return None
    from scipy.special import stdtr, stdtrit

    weight = 1 / np.maximum(error, max(1e-12, 1e-6 * float(error.max()))) ** 2
    middle = np.average(x, weights=weight)
    spread = (weight * (x - middle) ** 2).sum()
    slope = (weight * (x - middle) * y).sum() / spread
    residual = y - np.average(y, weights=weight) - slope * (x - middle)
    free = len(x) - 2
    scatter = max(1.0, (weight * residual**2).sum() / free)
    deviation = math.sqrt(scatter / spread)
    p = 2 * float(stdtr(free, -abs(slope) / deviation))
    wide = float(stdtrit(free, 1 - ALPHA / 2)) * deviation
    return Trend(float(slope), float(slope - wide), float(slope + wide), p, int(x[-1] - x[0]))
