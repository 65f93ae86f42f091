"""Which estimated figures of a funded area lie clearly above or below the city's."""

from __future__ import annotations

import math
from dataclasses import replace

from geodata.model import City, Direction, Indicator, Kind
from geodata.renewal import FundedArea
from geodata.statistics.aggregate import city_figures
from layers.need import estimates


def orders(city: City, area: FundedArea) -> dict[str, int]:
    """Return, by name of indicator, 1 (better), -1 (worse) or 0: not clearly different.

    Clear is a difference where the whole range of the estimate lies on one side of the city's
    figure. Indicators without direction, estimate or city figure are left out.
    """
    judged = tuple(one for one in city.indicators if one.kind in (Kind.SHARE, Kind.RATE)
                   and one.direction is not Direction.NEUTRAL)  # fmt: skip
    found = estimates(replace(city, funded_areas=(area,), indicators=judged))["areas"][area.id]
    result: dict[str, int] = {}
    for indicator in judged:
        rows = found.get(indicator.id)
        if not rows or len(rows[-1]) == 2:  # no figure, but a reason
            continue
        year, _, low, high, *_ = rows[-1]
        whole = _city_figure(city, indicator, year)
        if math.isfinite(whole):
            order = 1 if low > whole else -1 if high < whole else 0
            result[indicator.name] = order if indicator.direction is Direction.BETTER else -order
    return result


def _city_figure(city: City, indicator: Indicator, year: int) -> float:
    for level in reversed(city.levels):
        series = city.series.get((level.id, indicator.id))
        if series is not None and year in series.years:
            figure = city_figures(city, level.id, indicator)[0][series.years.index(year)]
            if math.isfinite(figure):
                return float(figure)
    return math.nan
