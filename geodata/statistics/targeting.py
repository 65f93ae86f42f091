"""Target accuracy: whether what is given goes where the need is; what another limit changes.

Two measures of what an area receives. *People*: how many of its people live in a funded area that
runs in the year. *Money*: what was published for funded areas up to that year, each amount shared
out among the areas that the outline lies in. Both are estimates with a range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geodata.model import City, Indicator, Kind
from geodata.renewal import FundedArea
from geodata.statistics.activity import funding_in
from geodata.statistics.aggregate import city_figures
from geodata.statistics.concentration import Concentration, concentration
from geodata.statistics.covered import (
    FUNDED,
    TOUCHED,
    Covered,
    measure,
    people_by_part,
    place_states,
    reached,
    states_in,
    surfaces,
)
from geodata.statistics.finance import sum_of
from geodata.statistics.need import Counted, Need, in_need
from geodata.statistics.overlap import overlap
from geodata.statistics.split import PartWeights, Split, split
from geodata.statistics.weights import PEOPLE_APART, tilted

Figures = NDArray[np.float64]
LEAST_WITH_MONEY = 2  # funded areas with published money: fewer are no distribution
MOST_LIMITS = 25
STAGES = ("granted", "spent")


class Measure(StrEnum):
    """What an area receives."""

    PEOPLE = "people"  # people in need who live in a running funded area
    MONEY = "money"  # euro of funded areas, shared out


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Received:
    """What each area receives, shape (areas,), with its range; NaN where people are not known.

    ``counted`` are ids of the funded areas that entered; ``without_outline`` of those that would
    but have none; ``unpublished`` of those whose money of that stage is not published.
    """

    measure: Measure
    middle: Figures
    low: Figures
    high: Figures
    counted: tuple[str, ...]
    without_outline: tuple[str, ...] = ()
    unpublished: tuple[str, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether there is something to spread at all."""
        least = LEAST_WITH_MONEY if self.measure is Measure.MONEY else 1
        return len(self.counted) >= least and bool(np.nansum(self.middle) > 0)


@dataclass(frozen=True)
class AtLimit:
    """Who would be in need, and funded, at another limit. ``funded`` are areas of running ones."""

    limit: float
    areas: int
    funded: int
    formerly: int
    people: Split


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Targeting:
    """Need and funding of one year; arrays of shape (areas,) in the order of the level.

    Attributes
    ----------
    severity : array of float
        Higher is more need; NaN where nothing is known.
    people : array of float
        People in need, or residents; see ``counted``.
    states : tuple of str
        ``inside``, ``formerly``, ``unclear`` or ``outside``; see
        :func:`geodata.statistics.covered.place_states`.
    received : Received
    curve : Concentration
    left_out : tuple of int
        Places without a figure or without known people: they are on neither axis.
    """

    year: int
    counted: Counted
    severity: Figures
    people: Figures
    states: tuple[str, ...]
    received: Received
    curve: Concentration
    left_out: tuple[int, ...]


def targeting(
    city: City, need: Need, severity: Figures, year: int, received: Received | None = None
) -> Targeting:
    """Return how funding is spread over areas in the order of their need in one year.

    Parameters
    ----------
    city
        ``funded_areas`` are the ones that are asked about.
    need
        Has *year*; its people weight the areas.
    severity
        Shape (areas,): what the areas are ordered by, higher is more need, NaN: not known. See
        :func:`severity_of`; for an index take its status index.
    year
        Calendar year.
    received
        From :func:`people_reached` (the usual) or :func:`money_received`.

    Notes
    -----
    See :func:`geodata.statistics.concentration.concentration` for curve and index. An area without
    a figure, or whose people are not known, is on neither axis: a hidden figure enters nothing.

    References
    ----------
    D. Coady, M. Grosh, J. Hoddinott: Targeting of Transfers in Developing Countries. World Bank,
    Washington 2004 (how well transfers reach those in need).

    N. Kakwani, A. Wagstaff, E. van Doorslaer: Socioeconomic inequalities in health: measurement,
    computation, and statistical inference. Journal of Econometrics 77 (1997) 87-103.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> from geodata.statistics.need import need_by_limit
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> share = city.indicator("sgb-ii-anteil")
    >>> need = need_by_limit(city, "stadtteil", share, 15.0)
    >>> severity = severity_of(city, "stadtteil", share, 2022)
    >>> found = targeting(city, need, severity, 2022)
    >>> found.curve.low <= found.curve.index <= found.curve.high, len(found.states)
    (True, 13)
    """
    row = need.years.index(year)
    given = received or people_reached(city, need, year)
    people = need.people[row]
    usable = np.isfinite(severity) & np.isfinite(people)
    order = np.where(usable, severity, np.nan)
    covered = measure(city, need.level)
    parts = surfaces(reached(covered, states_in(covered, year))[need.level])
    return Targeting(
        year=year,
        counted=need.counted[row],
        severity=order,
        people=people,
        states=place_states(parts),
        received=given,
        curve=concentration(order, people, given.middle, given.low, given.high),
        left_out=tuple(np.flatnonzero(~usable).tolist()),
    )


def severity_of(city: City, level_id: str, indicator: Indicator, year: int) -> Figures:
    """Return what areas are ordered by: the figures, reversed where more is better."""
    series = city.series[level_id, indicator.id]
    sign = -1.0 if indicator.direction == "better" else 1.0
    result: Figures = sign * series.value[series.years.index(year)]
    return result


def people_reached(city: City, need: Need, year: int, residents: str = "") -> Received:
    """Return how many people of each area live in a funded area that runs in *year*."""
    row = need.years.index(year)
    people = need.people[row]
    shares = _shares(measure(city, need.level, residents), year, need.counted[row])
    running = [one for one in city.funded_areas if funding_in(one, year) == "running"]
    return Received(
        Measure.PEOPLE,
        people * shares.single[0],
        people * np.minimum(shares.low[0], shares.single[0]),
        people * np.maximum(shares.high[0], shares.single[0]),
        tuple(one.id for one in running if one.outline is not None),
        tuple(one.id for one in running if one.outline is None),
    )


def money_received(city: City, level_id: str, year: int, stage: str) -> Received:
    """Return the published money of funded areas up to *year*, shared out among the areas.

    Every amount of *stage* that began in *year* or before counts in full and once; euro of their
    years. The money of a funded area goes to the areas by the share of its outline in them; the
    range lets one area get up to three times as much per hectare as the others, and uses the lower
    or upper amount where sources differ (in the middle: their mean). Plans are no stage here: a
    later plan replaces an earlier one, and their sum would be too high.
    """
    begun = {one.id: _money_until(one, year, stage) for one in city.funded_areas}
    concerned = [one for one in city.funded_areas if funding_in(one, year) in FUNDED]
    paid = [one for one in concerned if begun[one.id][1] > 0]
    drawn = [one for one in paid if one.outline is not None]
    count = len(city.level(level_id).areas)
    middle, least, most = np.zeros((3, count))
    if drawn:
        shares = overlap(city, level_id, [one.outline for one in drawn]).share_of_outline
        inside = shares.sum(axis=1, keepdims=True)
        shares = np.divide(shares, inside, out=np.zeros_like(shares), where=inside > 0)
        low, high = np.array([begun[one.id] for one in drawn]).T
        ends = (tilted(shares, 1 / PEOPLE_APART), tilted(shares, PEOPLE_APART))
        middle, least, most = (low + high) / 2 @ shares, low @ ends[0], high @ ends[1]
    return Received(
        Measure.MONEY,
        middle,
        least,
        most,
        counted=tuple(one.id for one in drawn),
        without_outline=tuple(one.id for one in paid if one.outline is None),
        unpublished=tuple(one.id for one in concerned if begun[one.id][1] <= 0),
    )


def at_limits(
    city: City, indicator: Indicator, need: Need, year: int, limits: Sequence[float]
) -> tuple[AtLimit, ...]:
    """Return who would be in need and who of them is funded at each of *limits*.

    Parameters
    ----------
    city, indicator
        KeyError if there is no series of *indicator* on the level of *need*.
    need
        Says whose people are counted; its own limit does not matter.
    year
        A year of *need*.
    limits
        In the unit of the indicator.
    """
    row, series = need.years.index(year), city.series[need.level, indicator.id]
    values = series.value[series.years.index(year)]
    covered = measure(city, need.level)
    parts = surfaces(reached(covered, states_in(covered, year))[need.level])
    shares = _shares(covered, year, need.counted[row])
    running, ended = parts[0] >= TOUCHED, parts[1] >= TOUCHED
    found = []
    for limit in limits:
        mask = in_need(values, limit, indicator)
        own = int((mask & running).sum()), int((mask & ended & ~running).sum())
        found.append(AtLimit(limit, int(mask.sum()), *own, split(need.people[row], mask, shares)))
    return tuple(found)


def usual_limit(city: City, level_id: str, indicator: Indicator, year: int) -> float:
    """Return the figure of the whole city, else the median of the areas; NaN without figures."""
    series = city.series[level_id, indicator.id]
    row = series.years.index(year)
    found = float(city_figures(city, level_id, indicator)[0][row])
    if indicator.kind is Kind.COUNT or not np.isfinite(found):
        known = series.value[row][np.isfinite(series.value[row])]
        found = float(np.median(known)) if len(known) else np.nan
    return round(found, indicator.decimals)


def limits_to_try(values: Figures, decimals: int, chosen: float) -> tuple[float, ...]:
    """Return the limits at which something changes: the figures themselves, thinned to 25.

    Examples
    --------
    >>> limits_to_try(np.array([3.04, 1.0, np.nan, 2.0, 2.0]), 1, 2.5)
    (1.0, 2.0, 2.5, 3.0)
    """
    printed = np.unique(np.round(values[np.isfinite(values)], decimals))
    if len(printed) > MOST_LIMITS:
        printed = printed[np.linspace(0, len(printed) - 1, MOST_LIMITS).round().astype(int)]
    both = {*printed.tolist(), *([chosen] if np.isfinite(chosen) else [])}
    return tuple(sorted(both))


def _shares(covered: Covered, year: int, counted: Counted) -> PartWeights:
    found = people_by_part(covered, reached(covered, states_in(covered, year)), year)
    return found.of_cases if counted is Counted.CASES else found.of_residents


def _money_until(funded_area: FundedArea, year: int, stage: str) -> tuple[float, float]:
    amount = sum_of([one for one in funded_area.grants if one.year <= year], stage)
    return amount.low, amount.high
