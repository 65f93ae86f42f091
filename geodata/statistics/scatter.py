"""Two figures of areas against each other: a line, how firm it is, and who holds it up.

The line and its interval are those of statsmodels (least squares with HC3 errors). Influence is
written here because statsmodels leaves out weighted fits; without weights the tests compare both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]
FEWEST = 8  # areas: below, no line is drawn
FEW = 30  # areas: below, every statement is shaky
FULL = 1e-9  # what is left of a leverage of 1: the point alone holds the line
LEVEL = 0.95


@dataclass(frozen=True)
class Line:
    """A fitted line ``y = intercept + slope * x`` with the interval of its slope.

    ``low`` and ``high`` are NaN where one point alone holds the line. ``r2`` is the share of the
    (weighted) spread of y that the line takes up, 0 to 1.
    """

    slope: float
    intercept: float
    low: float
    high: float
    r2: float


@dataclass(frozen=True)
class Influence:
    """What one area does to the line.

    ``cook`` is Cook's distance, ``leverage`` from 0 to 1, ``slope_without`` the slope of all
    others, ``turns`` whether that lies on the other side of 0 or outside the interval.
    """

    area: str
    cook: float
    leverage: float
    slope_without: float
    outlying: bool
    turns: bool


@dataclass(frozen=True)
class Scatter:
    """Points with their line; ``line`` is None with too few areas or figures that are all equal.

    ``rank`` is Spearman's rank correlation, ``rank_low`` and ``rank_high`` its interval (NaN where
    not defined). ``left_out`` are areas without one of the figures.
    """

    areas: tuple[str, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    line: Line | None
    rank: float
    rank_low: float
    rank_high: float
    influences: tuple[Influence, ...]
    left_out: tuple[str, ...]

    @property
    def few(self) -> bool:
        """Whether there are too few areas for firm statements."""
        return len(self.areas) < FEW


def scatter(
    areas: Sequence[str], xs: Figures, ys: Figures, weights: Figures | None = None
) -> Scatter:
    """Return points, line and influence of every area.

    Parameters
    ----------
    areas
        Ids in the order of the figures.
    xs, ys
        Shape (areas,); areas with NaN in one of them are left out.
    weights
        Shape (areas,), residents say; an area without a positive one is left out. None: all alike.

    Notes
    -----
    ``slope = sum w (x - mx)(y - my) / sum w (x - mx)^2`` with weighted means; errors HC3, which
    allow the spread to differ between areas; interval from Student's t with n - 2 degrees. An
    area is named as outlying where Cook's distance is above 4 / n or its leverage above 4 / n
    (twice the mean). What holds for areas need not hold for people (Robinson's ecological
    fallacy).

    References
    ----------
    J. G. MacKinnon, H. White: Some heteroskedasticity-consistent covariance matrix estimators with
    improved finite sample properties. Journal of Econometrics 29 (1985) 305-325 (HC3).

    R. D. Cook: Detection of influential observation in linear regression. Technometrics 19 (1977)
    15-18.

    D. G. Bonett, T. A. Wright: Sample size requirements for estimating Pearson, Kendall and
    Spearman correlations. Psychometrika 65 (2000) 23-28 (interval of the rank correlation).

    W. S. Robinson: Ecological correlations and the behavior of individuals. American Sociological
    Review 15 (1950) 351-357.

    Examples
    --------
    >>> xs = np.arange(10.0)
    >>> found = scatter([str(x) for x in range(10)], xs, 2 * xs + 1)
    >>> round(found.line.slope, 9), round(found.line.r2, 9), round(found.rank, 9)
    (2.0, 1.0, 1.0)
    """
    wanted = np.ones(len(xs)) if weights is None else weights
    usable = np.isfinite(xs) & np.isfinite(ys) & np.isfinite(wanted) & (wanted > 0)
    order: list[int] = sorted(np.flatnonzero(usable).tolist(), key=lambda place: areas[place])
    x, y, w = xs[order], ys[order], wanted[order]
    names = tuple(areas[place] for place in order)
    line: Line | None = None
    influences: tuple[Influence, ...] = ()
    if len(x) >= FEWEST and np.ptp(x) > 0 and np.ptp(y) > 0:
        line = _line(x, y, w)
        influences = _influences(names, x, y, w, line)
    return Scatter(
        names,
        tuple(x.tolist()),
        tuple(y.tolist()),
        line,
        *_rank(x, y),
        influences,
        tuple(areas[place] for place in np.flatnonzero(~usable).tolist()),
    )


def _line(x: Figures, y: Figures, w: Figures) -> Line:
    import statsmodels.api as sm

    matrix = np.column_stack([np.ones(len(x)), x])
    fitted = sm.WLS(y, matrix, weights=w / w.mean()).fit()
    low = high = np.nan
    if (1 - leverages(x, w)).min() > FULL:
        robust = fitted.get_robustcov_results("HC3", use_t=True)
        low, high = robust.conf_int(1 - LEVEL)[1].tolist()
    slope, intercept = float(fitted.params[1]), float(fitted.params[0])
    return Line(slope, intercept, low, high, float(fitted.rsquared))


def leverages(x: Figures, w: Figures) -> Figures:
    """Return the leverage of every point, 0 to 1; they add up to 2.

    Examples
    --------
    >>> leverages(np.array([0.0, 1.0, 2.0]), np.ones(3)).round(4).tolist()
    [0.8333, 0.3333, 0.8333]
    """
    share = w / w.sum()
    away = x - (share * x).sum()
    result: Figures = share * (1 + away**2 / (share * away**2).sum())
    return result


def _influences(
    names: tuple[str, ...], x: Figures, y: Figures, w: Figures, line: Line
) -> tuple[Influence, ...]:
    number = len(x)
    leverage = leverages(x, w)
    rest = np.maximum(1 - leverage, FULL)
    gap = np.sqrt(w / w.mean()) * (y - line.intercept - line.slope * x)
    spread = (gap**2).sum() / (number - 2)
    cook = np.zeros(number)
    if spread > 0:
        cook = gap**2 / (2 * spread) * leverage / rest**2
    without = slopes_without(x, y, w)
    outlying = (cook > 4 / number) | (leverage > 4 / number)
    turns = (np.sign(without) != np.sign(line.slope)) | (without < line.low) | (without > line.high)
    columns = (cook, leverage, without, outlying, turns)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return tuple(Influence(name, *row) for name, row in zip(names, rows, strict=True))


def slopes_without(x: Figures, y: Figures, w: Figures) -> Figures:
    """Return the slope of all other points, for every point; NaN where their x are all equal.

    Examples
    --------
    >>> xs, ys = np.array([0.0, 1.0, 2.0]), np.array([0.0, 1.0, 4.0])
    >>> slopes_without(xs, ys, np.ones(3)).round(9).tolist()
    [3.0, 2.0, 1.0]
    """
    x, y = x - x.mean(), y - y.mean()
    total, sum_x, sum_y = (part.sum() - part for part in (w, w * x, w * y))
    both = (w * x * y).sum() - w * x * y - sum_x * sum_y / total
    square = (w * x * x).sum() - w * x * x - sum_x**2 / total
    usable = square > FULL * (w * x * x).sum()
    result: Figures = np.full(len(x), np.nan)
    result[usable] = both[usable] / square[usable]
    return result


def _rank(x: Figures, y: Figures) -> tuple[float, float, float]:
    """Return Spearman's rank correlation with its interval."""
    if len(x) < FEWEST or np.ptp(x) == 0 or np.ptp(y) == 0:
        return (np.nan,) * 3
    from scipy import stats

    rank = float(stats.spearmanr(x, y).statistic)
    if abs(rank) >= 1 - FULL:
        return rank, np.nan, np.nan
    error = np.sqrt((1 + rank**2 / 2) / (len(x) - 3))
    reach = float(stats.norm.ppf((1 + LEVEL) / 2) * error)
    middle = np.arctanh(rank)
    return rank, float(np.tanh(middle - reach)), float(np.tanh(middle + reach))
