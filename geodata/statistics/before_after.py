"""The districts of a funded area against the city, before, during and after its funding.

This shows what happened at the same time, not what the funding has caused: other things act too,
and nobody knows what the districts would be like without it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.model import EMPTY_STATES, City, Indicator, Kind, Series, Status
from geodata.renewal import FundedArea
from geodata.statistics.activity import active_in
from geodata.statistics.aggregate import city_figures
from geodata.statistics.overlap import overlap

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]

LIES_IN = 0.1  # of the outline: less is the edge of a district, not one that the area lies in
PERIODS = {"planned": "before", "running": "during", "transition": "during", "ended": "after"}


@dataclass(frozen=True)
class Point:
    """One year of the curve, in the unit of the indicator; NaN where there is no figure.

    Attributes
    ----------
    year : int
    state : str
        Of the funded area, see :func:`geodata.statistics.activity.active_in`.
    period : str
        ``before``, ``during``, ``after``, or empty for a void statute or an unknown state.
    districts : float
        The districts together, cases divided by people: never a mean of rates.
    rest : float
        The other areas of the level together; NaN if one of them has no figure. Areas in which
        the question does not arise are left out, here and in ``districts``.
    city : float
        The figure of the whole city, published or computed.
    gap_to_rest, gap_to_city : float
        ``districts`` less ``rest`` or ``city``: percentage points for a share.
    counts, rest_counts : tuple of float
        Cases and people of ``districts`` and of ``rest``; NaN where these are.
    status : Status
        Of ``districts``: ``doubtful`` or ``interpolated`` as soon as one of them is; the status
        that hides it where there is no figure.
    """

    year: int
    state: str
    period: str
    districts: float
    rest: float
    city: float
    gap_to_rest: float
    gap_to_city: float
    status: Status
    counts: tuple[float, float]
    rest_counts: tuple[float, float]


@dataclass(frozen=True)
class Period:
    """Mean gaps over the years of one period, each year with the same weight.

    A gap is None where no year of the period has one. ``years`` are all years of the period;
    ``years_rest`` and ``years_city`` count those that entered.
    """

    years: tuple[int, ...]
    gap_to_rest: float | None
    gap_to_city: float | None
    years_rest: int
    years_city: int


@dataclass(frozen=True)
class BeforeAfter:
    """A curve and its three periods. ``districts`` are ids of areas of ``level``."""

    funded_area: str
    indicator: str
    level: str
    districts: tuple[str, ...]
    points: tuple[Point, ...]
    before: Period
    during: Period
    after: Period


def districts_of(city: City, funded_area: FundedArea, level_id: str) -> tuple[str, ...]:
    """Return the ids of the areas of a level that a funded area lies in, in their order.

    Those that its sources name; where none of the level is named, those that hold at least a
    tenth of its outline. Empty if neither is known.
    """
    level = city.level(level_id)
    named = tuple(area_id for area_id in level.area_ids if area_id in funded_area.areas)
    if named or funded_area.outline is None:
        return named
    found = overlap(city, level_id, [funded_area.outline])
    shares = zip(found.area_ids, found.share_of_outline[0], strict=True)
    return tuple(area_id for area_id, share in shares if share >= LIES_IN)


def before_after(
    city: City, funded_area: FundedArea, indicator: Indicator, level_id: str
) -> BeforeAfter:
    """Return the districts of a funded area against the rest of the city, year by year.

    Parameters
    ----------
    city
        KeyError if it has no series of *indicator* on *level_id*.
    funded_area
        Its state in each year decides the period; see
        :func:`geodata.statistics.activity.active_in`.
    indicator
        A share or a rate. Counts and published numbers have no points: districts of different
        size cannot be compared by count, and a number cannot be computed for several districts.
    level_id
        The level of the districts.

    Returns
    -------
    BeforeAfter
        One point for each year of the series, in order. No points where no district is known.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> share = city.indicator("sgb-ii-anteil")
    >>> curve = before_after(city, city.funded_area("neustadt"), share, "stadtteil")
    >>> curve.before.years, curve.before.gap_to_city, len(curve.points) == len(curve.during.years)
    ((), None, True)
    """
    series = city.series[level_id, indicator.id]
    districts = districts_of(city, funded_area, level_id)
    points: tuple[Point, ...] = ()
    if districts and indicator.kind in (Kind.SHARE, Kind.RATE):
        own = np.isin(city.level(level_id).area_ids, districts)
        figures, _ = city_figures(city, level_id, indicator)
        points = tuple(
            _point(_Year(series, row, indicator.factor), own, active_in(funded_area, year), figure)
            for row, (year, figure) in enumerate(zip(series.years, figures.tolist(), strict=True))
        )
    periods = {name: _period(points, name) for name in dict.fromkeys(PERIODS.values())}
    return BeforeAfter(funded_area.id, indicator.id, level_id, districts, points, **periods)


@dataclass(frozen=True, eq=False)
class _Year:
    """One year of a series."""

    series: Series
    row: int
    factor: float

    def counts(self, chosen: Flags) -> tuple[float, float]:
        """Return cases and people of the *chosen* areas together; NaN if one of them has none."""
        asked = chosen & (self.series.status[self.row] != Status.NOT_APPLICABLE)
        cases = self.series.numerator[self.row][asked].sum()
        people = self.series.denominator[self.row][asked].sum()
        if self.status(chosen) in EMPTY_STATES or not np.isfinite(cases) or not people > 0:
            return np.nan, np.nan
        return float(cases), float(people)

    def figure(self, chosen: Flags) -> float:
        """Return the figure of the *chosen* areas together; NaN if one of them has none."""
        cases, people = self.counts(chosen)
        return float(self.factor * cases / people)

    def status(self, chosen: Flags) -> Status:
        """Return the worst status of the *chosen* areas in which the question arises."""
        found = set(self.series.status[self.row][chosen].tolist()) - {Status.NOT_APPLICABLE}
        worst_first = (*EMPTY_STATES, Status.DOUBTFUL, Status.INTERPOLATED, Status.OK)
        return next((status for status in worst_first if status in found), Status.NOT_APPLICABLE)


def _point(year: _Year, own: Flags, state: str, city: float) -> Point:
    districts, rest = year.figure(own), year.figure(~own)
    status = year.status(own)
    if np.isnan(districts) and status not in EMPTY_STATES:
        status = Status.MISSING
    return Point(
        year=year.series.years[year.row],
        state=state,
        period=PERIODS.get(state, ""),
        districts=districts,
        rest=rest,
        city=city,
        gap_to_rest=districts - rest,
        gap_to_city=districts - city,
        status=status,
        counts=year.counts(own),
        rest_counts=year.counts(~own),
    )


def _period(points: tuple[Point, ...], name: str) -> Period:
    own = [point for point in points if point.period == name]
    rest = [point.gap_to_rest for point in own if np.isfinite(point.gap_to_rest)]
    city = [point.gap_to_city for point in own if np.isfinite(point.gap_to_city)]
    return Period(
        tuple(point.year for point in own), _mean(rest), _mean(city), len(rest), len(city)
    )


def _mean(gaps: list[float]) -> float | None:
    return float(np.mean(gaps)) if gaps else None
