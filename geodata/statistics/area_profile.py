"""Strengths and weaknesses of one area: each indicator against the city and comparable areas."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geodata.dates import nearest_year
from geodata.model import City, Direction, Indicator, Kind, Series, Status
from geodata.statistics.aggregate import city_figures
from geodata.statistics.comparable_areas import APART
from geodata.statistics.difference import (
    TESTED,
    against,
    clear_difference_of_rates,
    clear_difference_of_shares,
    together,
)
from geodata.statistics.intervals import intervals


@dataclass(frozen=True)
class Profiled:
    """One indicator of one area, in its unit; NaN where there is no figure.

    ``low`` and ``high`` are the ends of the interval (95 %). ``order`` is 1, 0, -1 for clearly
    above, not clearly different, clearly below the rest of the city, ``peer_order`` the same
    against comparable areas together; None where it cannot be told. ``peers`` is their figure,
    ``peers_known`` how many of them have one.
    """

    indicator: Indicator
    year: int
    status: Status
    value: float
    low: float
    high: float
    city: float
    order: int | None
    peers: float
    peers_known: int
    peer_order: int | None

    @property
    def merit(self) -> int | None:
        """1 clearly better than the rest of the city, -1 clearly worse, 0 not clearly different.

        None where it cannot be told, or where neither more nor less is better.
        """
        return merit(self.indicator, self.order)


def merit(indicator: Indicator, order: int | None) -> int | None:
    """Return whether a difference is good (1) or bad (-1); None without direction or order."""
    if order is None or indicator.direction is Direction.NEUTRAL:
        return None
    return order if indicator.direction is Direction.BETTER else -order


def area_profile(
    city: City, level_id: str, place: int, year: int, peers: Sequence[int] = ()
) -> Iterator[Profiled]:
    """Yield every indicator of an area that can be compared, by theme; no counts, no classes.

    Parameters
    ----------
    place
        Of the area in its level.
    year
        Of each indicator the year nearest to it is taken.
    peers
        Places of comparable areas. Their figure is computed from their counts taken together
        (shares, rates), else as their mean; those without a figure are left out.

    References
    ----------
    .. [1] Newcombe, R. G. (1998): Interval estimation for the difference between independent
       proportions. Statistics in Medicine 17, 873-890.
    """
    for theme in city.themes:
        for indicator in city.indicators:
            series = city.series.get((level_id, indicator.id))
            if indicator.theme != theme.id or series is None or indicator.kind in APART:
                continue
            yield _profiled(city, series, indicator, (place, year, tuple(peers)))


def _profiled(
    city: City, series: Series, indicator: Indicator, asked: tuple[int, int, tuple[int, ...]]
) -> Profiled:
    place, wished, peers = asked
    year = nearest_year(series.years, wished)
    row = series.years.index(year)
    around = intervals(series, indicator, row)
    figure = float(city_figures(city, series.level, indicator)[0][row])
    own = _counts(series, row, place)
    people = together(series.denominator[row])
    known = [at for at in peers if math.isfinite(series.value[row, at])]
    mean, order = _peers(series, indicator, row, (own, known))
    return Profiled(
        indicator=indicator,
        year=year,
        status=Status(series.status[row, place]),
        value=float(series.value[row, place]),
        low=float(around.low[place]),
        high=float(around.high[place]),
        city=figure,
        order=against(own, indicator.kind, figure / indicator.factor, people),
        peers=mean,
        peers_known=len(known),
        peer_order=order,
    )


def _counts(series: Series, row: int, place: int) -> tuple[float, float]:
    return float(series.numerator[row, place]), float(series.denominator[row, place])


def _peers(
    series: Series, indicator: Indicator, row: int, pair: tuple[tuple[float, float], list[int]]
) -> tuple[float, int | None]:
    """Return the figure of comparable areas together, and the order of the area against it."""
    own, known = pair
    if not known:
        return math.nan, None
    part, whole = (
        float(series.numerator[row, known].sum()),
        float(series.denominator[row, known].sum()),
    )
    if indicator.kind not in TESTED or not (math.isfinite(part) and whole > 0):
        return float(np.mean(series.value[row, known])), None
    if not (math.isfinite(own[0]) and own[1] > 0):
        return indicator.factor * part / whole, None
    share = indicator.kind is Kind.SHARE
    rule = clear_difference_of_shares if share else clear_difference_of_rates
    sound = not share or (own[0] <= own[1] and part <= whole)
    return indicator.factor * part / whole, rule(*own, part, whole) if sound else None
