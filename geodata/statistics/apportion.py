"""Figures of a funded area itself, apportioned from the figures of the areas that it lies in.

Cases and people are shared out (:mod:`geodata.statistics.weights`), then divided: never a weight
on a rate. The range beside a figure says how far off it may be, the bounds what cannot be excluded
at all. A figure that no honest range can be given for is not estimated, and the reason is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.model import EMPTY_STATES, City, Indicator, Kind, Series, Status
from geodata.statistics.estimate import Estimate, Part, Reason, Weighting, not_estimable
from geodata.statistics.overlap import SNAP, Overlap, shares_of_areas
from geodata.statistics.ranges import Ratio, rate_bounds, ratio_range, share_bounds
from geodata.statistics.weights import Weights, weights

__all__ = ["Estimate", "Part", "Reason", "Weighting", "apportion"]

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEAST_INSIDE = 0.5  # more of it in water or beyond the city: outline and areas do not fit together
LEAST_SEEN = 0.2  # below, a funded area is a detail of its district, and the district says little
SLIVER = 0.01  # of the area and of the outline: the width of a pen, not land
HIDDEN = (Status.SUPPRESSED, Status.WITHHELD, Status.MISSING)


@dataclass(frozen=True, eq=False)
class _Row:
    """The figures of an indicator on one level in one year; arrays of shape (areas,)."""

    level: str
    indicator: Indicator
    value: Figures
    ratio: Ratio  # for a count the base is 1 everywhere and not used
    status: NDArray[np.str_]

    @property
    def known(self) -> Flags:
        """Which areas have all that is needed to compute."""
        result: Flags = np.isfinite(self.ratio.cases) & np.isfinite(self.ratio.base)
        return result & ~np.isin(self.status, EMPTY_STATES)

    @property
    def usable(self) -> bool:
        """Whether the level has figures to compute with, or hides them."""
        hidden = np.isin(self.status, [*HIDDEN, Status.NOT_APPLICABLE])
        return bool((hidden | self.known).any())


@dataclass(frozen=True, eq=False)
class _Place:
    """One outline on one level; arrays of shape (areas,), shares 0 to 1."""

    ids: tuple[str, ...]
    of_outline: Figures
    of_area: Figures
    outside: float
    seen: float
    people: tuple[Figures, Figures, Figures]  # weight, its low and its high end
    cases: tuple[Figures, Figures]  # low and high end where cases, not residents, are counted
    by_residents: Flags

    @property
    def touched(self) -> Flags:
        """Which areas the outline touches."""
        return self.of_area > 0

    @property
    def partly(self) -> Flags:
        """Which areas the outline covers in part."""
        return self.touched & (self.of_area < 1)

    @property
    def whole(self) -> bool:
        """Whether the outline is made of whole areas."""
        return bool(self.touched.any() and not self.partly.any())


def apportion(
    city: City,
    overlaps: Mapping[str, Overlap],
    indicator: Indicator,
    year: int,
    residents: str = "",
) -> tuple[Estimate, ...]:
    """Return the figure of each outline in one year.

    The finest level with figures in that year is used. Only where the outline is made of whole
    areas of a coarser level are those taken instead (the coarsest first), because then nothing
    has to be estimated: the whole city has the city's figure.

    Parameters
    ----------
    city
        Levels and figures.
    overlaps
        By level id, for the same outlines: :func:`geodata.statistics.overlap.overlaps`. Unite
        outlines that lie over each other before, else what they share counts in each.
    indicator
        Counts are summed; shares and rates divide apportioned numerator by apportioned
        denominator; a published number is never estimated.
    year
        Calendar year.
    residents
        Id of the indicator (a count) that holds residents, for weights by residents where it is
        known on a finer level than *indicator*; empty: always by surface.

    Returns
    -------
    tuple of Estimate
        In the order of the outlines.

    Notes
    -----
    An area without a figure (suppressed, withheld, missing) makes the figure of the outline not
    estimable, unless less than 1 % of the area is covered and it is less than 1 % of the outline:
    then it is left out. Where the question does not arise in an area, it is left out as well.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> from geodata.statistics.overlap import overlaps
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> outlines = [city.level("stadt").areas[0].geometry, None]
    >>> whole, unknown = apportion(city, overlaps(city, outlines), city.indicator("sgb-ii"), 2022)
    >>> whole.value, str(whole.method), str(unknown.reason)
    (10011.0, 'whole', 'no_outline')
    """
    rows = [row for row in _rows(city, indicator, year) if row.level in overlaps]
    first = next(iter(overlaps.values()))
    found = {
        number: not_estimable(Reason.NO_FIGURES)
        for number in np.flatnonzero(np.isfinite(first.outline_m2)).tolist()
    }
    open_ = set(found) if rows else set()
    shares = shares_of_areas(overlaps)
    for row in rows:
        shared_out = weights(city, row.level, shares, residents, year)
        cases = shared_out.of_cases
        if indicator.id == residents:
            cases = shared_out.low, shared_out.high
        for number in sorted(open_):
            place = _place(overlaps[row.level], shared_out, cases, number)
            if place.whole or row is rows[-1]:
                found[number] = _estimate(row, place)
        open_ -= {number for number in open_ if found[number].reason is None}
    missing = not_estimable(Reason.NO_OUTLINE)
    return tuple(found.get(number, missing) for number in range(len(first.outline_m2)))


def _rows(city: City, indicator: Indicator, year: int) -> list[_Row]:
    """Return the figures of that year, from the coarsest level to the finest one of use."""
    rows = [
        _row(city.series[level.id, indicator.id], indicator, year)
        for level in city.levels
        if (level.id, indicator.id) in city.series
        and year in city.series[level.id, indicator.id].years
    ]
    rows = [row for row in rows if (row.status != Status.MISSING).any()]
    useful = [place for place, row in enumerate(rows) if row.usable]
    return rows[: useful[-1] + 1] if useful else rows


def _row(series: Series, indicator: Indicator, year: int) -> _Row:
    at = series.years.index(year)
    value = series.value[at]
    if indicator.kind is Kind.COUNT:
        ratio = Ratio(value, np.ones(len(value)))
    else:
        ratio = Ratio(series.numerator[at], series.denominator[at])
    return _Row(series.level, indicator, value, ratio, series.status[at])


def _place(
    measured: Overlap, shared_out: Weights, cases: tuple[Figures, Figures], number: int
) -> _Place:
    return _Place(
        ids=measured.area_ids,
        of_outline=measured.share_of_outline[number],
        of_area=measured.share_of_area[number],
        outside=float(measured.outside[number]),
        seen=float(shared_out.seen[number]),
        people=(shared_out.people[number], shared_out.low[number], shared_out.high[number]),
        cases=(cases[0][number], cases[1][number]),
        by_residents=shared_out.by_residents,
    )


def _estimate(row: _Row, place: _Place) -> Estimate:
    alone = place.whole and place.touched.sum() == 1
    if alone and np.isfinite(row.value[place.touched]).all():
        figure = float(row.value[place.touched][0])
        return _stated(row, place, (figure,) * 5)
    reason = _obstacle(row, place)
    if reason is not None:
        return not_estimable(reason, row.level)
    if row.indicator.kind is Kind.COUNT:
        return _stated(row, place, _counts(row, place))
    enters = place.touched & row.known
    if np.where(enters, place.people[0] * row.ratio.base, 0.0).sum() == 0:
        return not_estimable(Reason.NOBODY, row.level)
    return _stated(row, place, _ratios(row, place))


def _obstacle(row: _Row, place: _Place) -> Reason | None:
    """Return why the outline has no figure on this level, the first reason that fits."""
    if row.indicator.kind in (Kind.NUMBER, Kind.CLASS):
        return Reason.NUMBER
    if not place.touched.any() or place.outside > 1 - LEAST_INSIDE + SNAP:
        return Reason.OUTSIDE
    if place.seen < LEAST_SEEN - SNAP:
        return Reason.TOO_SMALL
    sliver = (place.of_area < SLIVER) & (place.of_outline < SLIVER)
    needed = place.touched & ~sliver
    for status in HIDDEN:
        if (row.status[needed] == status).any():
            return Reason(status.value)
    if (needed & ~row.known & (row.status != Status.NOT_APPLICABLE)).any():
        return Reason.NO_PARTS
    return None if (place.touched & row.known).any() else Reason.NOT_APPLICABLE


def _counts(row: _Row, place: _Place) -> tuple[float, ...]:
    """Return value, low, high, least and most of a count."""
    enters = place.touched & row.known
    cases = np.where(enters, row.ratio.cases, 0.0)
    ends = (place.people[0], *place.cases, ~place.partly, place.touched)
    return tuple(float((cases * end).sum()) for end in ends)


def _ratios(row: _Row, place: _Place) -> tuple[float, ...]:
    """Return value, low, high, least and most of a share or rate."""
    enters, factor = place.touched & row.known, row.indicator.factor
    ratio = Ratio(*(np.where(enters, part, 0.0) for part in (row.ratio.cases, row.ratio.base)))
    weight = place.people[0]
    value = float(factor * (ratio.cases * weight).sum() / (ratio.base * weight).sum())
    if place.whole:
        return (value,) * 5
    bounds = share_bounds if row.indicator.kind is Kind.SHARE else rate_bounds
    least, most = (
        factor * end for end in bounds(ratio, enters & ~place.partly, enters & place.partly)
    )
    least, most = min(least, value), max(most, value)
    low, high = (factor * end for end in ratio_range(ratio, *place.people))
    return value, max(min(low, value), least), min(max(high, value), most), least, most


def _stated(row: _Row, place: _Place, figures: tuple[float, ...]) -> Estimate:
    value, low, high, least, most = figures
    enters = place.touched & row.known
    status = Status.OK
    for worse in (Status.INTERPOLATED, Status.DOUBTFUL):
        if (row.status[place.touched] == worse).any():
            status = worse
    method = Weighting.RESIDENTS if place.by_residents[place.partly].all() else Weighting.AREA
    parts = tuple(
        Part(
            place.ids[at],
            float(place.of_outline[at]),
            float(place.of_area[at]),
            float(place.people[0][at]) if enters[at] or place.whole else 0.0,
        )
        for at in np.flatnonzero(place.touched).tolist()
    )
    method = Weighting.WHOLE if place.whole else method
    return Estimate(value, low, high, method, status, None, parts, least, most, row.level)
