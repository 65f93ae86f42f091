"""What changed meanwhile: the first and the last figure of the districts, beside the city's."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geodata.model import City, Indicator, Status
from geodata.renewal import FundedArea
from geodata.statistics.aggregate import city_statuses
from geodata.statistics.before_after import Point, before_after
from layers.record_estimates import printed
from layers.record_words import listed
from layers.texts import Texts


@dataclass(frozen=True)
class Change:
    """Lines for districts and city, and what must be known with them."""

    lines: tuple[str, ...]
    note: str


def change(city: City, area: FundedArea, texts: Texts) -> Change | None:
    """Return how the first indicator of the city's start view changed in the districts of *area*.

    The first and the last year with figures of both; None where there are less than two. It shows
    what happened at the same time, not what the funding has caused, and says so.
    """
    indicator = next((one for one in city.indicators if one.id == city.start.indicator), None)
    if indicator is None or (city.start.level, indicator.id) not in city.series:
        return None
    curve = before_after(city, area, indicator, city.start.level)
    points = [one for one in curve.points if math.isfinite(one.gap_to_city)]
    if len(points) < 2:
        return None
    first, last = points[0], points[-1]
    words, names = texts["record"], dict(_names(city))
    years = city.series[city.start.level, indicator.id].years
    states = dict(zip(years, city_statuses(city, city.start.level, indicator)[0], strict=True))
    own = [(one.year, one.districts, one.status) for one in (first, last)]
    whole = [(one.year, one.city, Status(states[one.year])) for one in (first, last)]
    districts = listed([names[one] for one in curve.districts], words)
    lines = tuple(
        words["change_line"].format(place=place, first=said[0], last=said[1])
        for place, said in (
            (districts, [_said(one, indicator, texts) for one in own]),
            (city.name, [_said(one, indicator, texts) for one in whole]),
        )
    )
    return Change(lines, _note(indicator, first, last, texts))


def _names(city: City) -> list[tuple[str, str]]:
    areas = city.level(city.start.level).areas
    return [(area.id, area.name) for area in areas]


def _said(found: tuple[int, float, Status], indicator: Indicator, texts: Texts) -> str:
    year, figure, status = found
    uncertain = status in (Status.DOUBTFUL, Status.INTERPOLATED)
    when = f"{year}, {texts['table'][f'status_{status}']}" if uncertain else str(year)
    return texts["record"]["change_figure"].format(value=printed(figure, indicator), year=when)


def _note(indicator: Indicator, first: Point, last: Point, texts: Texts) -> str:
    """Return indicator, period of funding and what the figures do not show."""
    words, periods = texts["record"], texts["timeline"]
    parts = [indicator.short_name]
    if first.period and first.period == last.period:
        parts.append(words["change_all"].format(period=periods[f"underlay_{first.period}"]))
    elif first.period and last.period:
        parts += [
            words["change_one"].format(year=one.year, period=periods[f"underlay_{one.period}"])
            for one in (first, last)
        ]
    return words["change_note"].format(what=", ".join(parts))
