"""What chance alone does: statistics of areas that were not funded, as if they had been."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]
Places = NDArray[np.intp]
SEED = 20_100_613
LEVEL, POWER = 0.05, 0.8  # of the test; of the effect that it would find
FEWEST = 19  # placebos: with fewer no rank can be as rare as one in twenty
SAME = 1e-9  # relative: figures that differ by rounding count as equal


@dataclass(frozen=True)
class Inference:
    """An estimate against placebos, all in the same unit.

    Attributes
    ----------
    estimate : float
    low, high : float
        The estimate less and plus what 95 % of the placebos stay below in size; NaN: too few.
    p : float
        How often chance alone gives an estimate of this size or more, two-sided; NaN: none.
    detectable : float
        The smallest true effect that would be told from chance in four of five cases; NaN: too few.
    placebos : int
    """

    estimate: float
    low: float
    high: float
    p: float
    detectable: float
    placebos: int

    @property
    def clear(self) -> bool:
        """Whether the estimate is rarer than one in twenty."""
        return self.p <= LEVEL


def inference(estimate: float, permuted: Figures, placebos: Figures) -> Inference:
    """Return what permutations and placebos say about an estimate.

    Parameters
    ----------
    estimate
        The statistic as observed.
    permuted
        The statistic under other assignments of the funding, the observed one not among them.
    placebos
        The statistic of areas that were never funded: what happens without an effect.

    Notes
    -----
    p is (1 + number of permutations at least as large in size) / (1 + number of permutations):
    exact if funding was given at random, a plain measure of rarity if not.

    References
    ----------
    R. A. Fisher: The Design of Experiments. Edinburgh 1935, chapter II.

    B. Phipson, G. K. Smyth: Permutation P-values should never be zero. Statistical Applications in
    Genetics and Molecular Biology 9 (2010), article 39.

    Examples
    --------
    >>> noise = np.linspace(-1.0, 1.0, 99)
    >>> found = inference(3.0, noise, noise)
    >>> found.p, found.clear, found.low > 0
    (0.01, True, True)
    """
    if not np.isfinite(estimate) or not len(permuted):
        return Inference(estimate, np.nan, np.nan, np.nan, np.nan, len(placebos))
    rare = 1 + int((np.abs(permuted) >= abs(estimate) * (1 - SAME)).sum())
    p = rare / (1 + len(permuted))
    if len(placebos) < FEWEST:
        return Inference(estimate, np.nan, np.nan, p, np.nan, len(placebos))
    critical = _critical(placebos)
    ends = estimate - critical, estimate + critical
    return Inference(estimate, *ends, p, detectable(placebos), len(placebos))


def choices(size: int, count: int, most: int, without: tuple[int, ...] = ()) -> Places:
    """Return choices of *count* of *size* areas, shape (choices, count), but not *without*.

    Every choice once, in order, if there are at most *most*; else *most* drawn with a fixed seed.

    Examples
    --------
    >>> choices(3, 2, 10, without=(0, 1)).tolist()
    [[0, 2], [1, 2]]
    """
    if comb(size, count) <= most + 1:
        every = [one for one in combinations(range(size), count) if one != without]
        return np.array(every, dtype=np.intp).reshape(-1, count)
    generator = np.random.default_rng(SEED)
    return np.array([generator.permutation(size)[:count] for _ in range(most)])


def detectable(placebos: Figures) -> float:
    """Return the smallest effect that is beyond chance in four of five cases.

    The effect is added to every placebo; it counts as found where the sum is larger in size than
    95 % of the placebos are.

    Examples
    --------
    >>> round(float(detectable(np.linspace(-1.0, 1.0, 2001))), 2)
    1.55
    """
    critical = _critical(placebos)
    # Found are placebo > critical - effect: all but the lowest fifth must be.
    return float(critical - np.quantile(placebos, 1 - POWER, method="lower"))


def _critical(placebos: Figures) -> float:
    return float(np.quantile(np.abs(placebos), 1 - LEVEL, method="higher"))
