"""How often an early warning was right: what it said in a year against what came years later."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.early_warning import EarlyWarning, Topic
from geodata.model import City
from geodata.statistics.early_warning import (
    Held,
    Notice,
    Signs,
    condition_figures,
    early_warning,
    holds,
    warning_years,
)
from geodata.statistics.intervals import wilson

Flags = NDArray[np.bool_]
FEWEST = 30  # areas noticed: below, shares of them say next to nothing


@dataclass(frozen=True)
class Share:
    """A share of cases with its 95 % interval (Wilson); NaN without a case."""

    part: int
    whole: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Hits:
    """What a way of warning said against what came.

    ``precision``: of the noticed, those where it came. ``recall``: of those where it came, the
    noticed. ``right``: of all, those of which the right thing was said.
    """

    precision: Share
    recall: Share
    right: Share


@dataclass(frozen=True)
class Past:
    """A rule held against what came ``ahead`` years later.

    Attributes
    ----------
    years : tuple of int
        In which the rule spoke; cases of all of them are taken together.
    rule : Hits
    level_alone : Hits or None
        As many areas as the rule noticed, those of the highest level: the mean rank of the level
        conditions; None without such a condition.
    always_no : Share
        How often „nothing will come“ was right.
    base : Share
        How often it came at all.
    left_out : int
        Cases that are undecided or whose outcome is not known.
    """

    years: tuple[int, ...]
    rule: Hits
    level_alone: Hits | None
    always_no: Share
    base: Share
    left_out: int

    @property
    def too_few(self) -> bool:
        """Whether so few areas were noticed that shares of them say next to nothing."""
        return self.rule.precision.whole < FEWEST


def past(city: City, warning: EarlyWarning, level_id: str) -> Past | None:
    """Return how often a rule was right on a level; None where years or outcome are missing.

    Parameters
    ----------
    city
        KeyError if it has no level *level_id*.
    warning
        Has an ``outcome``, looked for ``ahead`` years after each year of the rule.

    Notes
    -----
    Same areas come in several years, and neighbours share what happens to them: the cases are not
    independent, and the intervals are too narrow rather than too wide. The rule was made knowing
    some of these years; a rule is only tested by years that come after it.

    References
    ----------
    E. B. Wilson: Probable Inference, the Law of Succession, and Statistical Inference. JASA 22
    (1927) 209-212.

    T. Saito, M. Rehmsmeier: The Precision-Recall Plot. PLoS ONE 10 (2015) e0118432 (why precision
    and recall stand beside the base rate).

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> past(city, EarlyWarning("a", "A", "", "", (), 1, ()), "stadtteil") is None
    True
    """
    if warning.outcome is None:
        return None
    found = [_of_year(city, warning, level_id, year)
             for year in warning_years(city, warning, level_id)]  # fmt: skip
    spoken = [one for one in found if one.known.any()]
    if not spoken:
        return None
    noticed, level, came = (
        np.concatenate([getattr(one, name)[one.known] for one in spoken])
        for name in ("noticed", "level", "came")
    )
    has_level = any(one.topic is Topic.LEVEL for one in warning.conditions)
    return Past(
        years=tuple(one.year for one in spoken),
        rule=_hits(noticed, came),
        level_alone=_hits(level, came) if has_level else None,
        always_no=share(int((~came).sum()), len(came)),
        base=share(int(came.sum()), len(came)),
        left_out=sum(int((~one.known).sum()) for one in spoken),
    )


def share(part: int, whole: int) -> Share:
    """Return *part* of *whole* with Wilson's interval.

    Examples
    --------
    >>> found = share(3, 10)
    >>> found.value, round(found.low, 3), round(found.high, 3)
    (0.3, 0.108, 0.603)
    """
    if not whole:
        return Share(part, whole, np.nan, np.nan, np.nan)
    found = wilson(part, whole)
    return Share(part, whole, part / whole, float(found.low), float(found.high))


@dataclass(frozen=True, eq=False)
class _Year:
    year: int
    noticed: Flags
    level: Flags
    came: Flags
    known: Flags


def _of_year(city: City, warning: EarlyWarning, level_id: str, year: int) -> _Year:
    signs = early_warning(city, warning, level_id, year)
    assert warning.outcome is not None
    later = condition_figures(city, warning.outcome, level_id, year + warning.ahead)[0]
    came = holds(warning.outcome, later)
    known = (came != Held.UNKNOWN) & (signs.notice != Notice.UNDECIDED)
    noticed = (signs.notice == Notice.NOTICED) & known
    level = _highest(_mean_rank(signs), known, int(noticed.sum()))
    return _Year(year, noticed, level, came == Held.MET, known)


def _mean_rank(signs: Signs) -> NDArray[np.float64]:
    """Return the mean rank of each area in the level conditions; NaN: not known."""
    from scipy.stats import rankdata

    columns = [
        rankdata(column if one.above else -column, nan_policy="omit")
        for one, column in zip(signs.warning.conditions, signs.measured.T, strict=True)
        if one.topic is Topic.LEVEL
    ]
    if not columns:
        return np.full(len(signs.areas), np.nan)
    result: NDArray[np.float64] = np.mean(columns, axis=0)
    return result


def _highest(rank: NDArray[np.float64], known: Flags, count: int) -> Flags:
    """Return the *count* areas of the highest rank among the known; more where they are equal."""
    able = np.where(known & np.isfinite(rank), rank, -np.inf)
    if not count or not np.isfinite(able).any():
        return np.zeros(len(rank), dtype=bool)
    least = np.sort(able)[::-1][min(count, int(np.isfinite(able).sum())) - 1]
    result: Flags = (able >= least) & np.isfinite(able)
    return result


def _hits(noticed: Flags, came: Flags) -> Hits:
    both = int((noticed & came).sum())
    return Hits(
        share(both, int(noticed.sum())),
        share(both, int(came.sum())),
        share(int((noticed == came).sum()), len(came)),
    )
