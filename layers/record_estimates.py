"""Figures of the funded area itself on its page: estimated, with range, method and the city's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from geodata.model import City, Direction, Indicator, Kind, Status
from geodata.renewal import FundedArea
from geodata.statistics.aggregate import city_figures, city_statuses
from layers.need import estimates
from layers.numbers import german
from layers.texts import Texts


@dataclass(frozen=True)
class Line:
    """One indicator; an empty ``span`` means that there is none."""

    name: str
    year: int
    value: str
    span: str
    city: str


@dataclass(frozen=True)
class Estimates:
    """Lines, and sentences on how their figures were found."""

    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def estimated(city: City, area: FundedArea, texts: Texts) -> Estimates:
    """Return the latest figures of *area* of the indicators that say whether more is better.

    Counts are left out, because they grow with the area, and so are published numbers, because
    they cannot be computed again. Figures are those of the panel beside the map.
    """
    chosen = tuple(one for one in city.indicators if _is_shown(city, one))
    found = estimates(replace(city, funded_areas=(area,), indicators=chosen))
    rows = [(one, found["areas"][area.id][one.id][-1])
            for one in chosen if found["areas"][area.id].get(one.id)]  # fmt: skip
    return Estimates(
        tuple(_line(city, indicator, row, found, texts) for indicator, row in rows),
        tuple(_notes(area, [row for _, row in rows], found, texts)) if rows else (),
    )


def _is_shown(city: City, indicator: Indicator) -> bool:
    compared = indicator.kind in (Kind.SHARE, Kind.RATE)
    judged = indicator.direction is not Direction.NEUTRAL
    return compared and (judged or indicator.id == city.start.indicator)


def _line(
    city: City, indicator: Indicator, row: Sequence[Any], found: dict[str, Any], texts: Texts
) -> Line:
    words, year = texts["need"], row[0]
    total = _city_figure(city, indicator, year, texts)
    if len(row) == 2:
        why = words[f"reason_{found['reasons'][row[1]]}"]
        return Line(indicator.name, year, f"{words['figures_none']}: {why}", "", total)
    _, value, low, high, _, status = row
    span = words["figures_range"].format(
        low=german(low, indicator.decimals), high=printed(high, indicator)
    )
    said = printed(value, indicator) + _doubt(status, texts)
    return Line(indicator.name, year, said, span if low != high else "", total)


def _city_figure(city: City, indicator: Indicator, year: int, texts: Texts) -> str:
    """Return the city's figure beside the finest level that has the year, or why there is none."""
    for level in reversed(city.levels):
        series = city.series.get((level.id, indicator.id))
        if series is None or year not in series.years:
            continue
        at = series.years.index(year)
        figures, _ = city_figures(city, level.id, indicator)
        states, _ = city_statuses(city, level.id, indicator)
        if math.isfinite(figures[at]):
            return printed(float(figures[at]), indicator) + _doubt(states[at], texts)
    return texts["table"]["status_missing"]


def _doubt(status: str, texts: Texts) -> str:
    uncertain = status in (Status.DOUBTFUL, Status.INTERPOLATED)
    return f" ({texts['table'][f'status_{status}']})" if uncertain else ""


def printed(figure: float, indicator: Indicator) -> str:
    """Return a figure with its unit, as the panel writes it."""
    return f"{german(figure, indicator.decimals)}\u00a0{indicator.unit}"


def _notes(
    area: FundedArea, rows: Sequence[Sequence[Any]], found: dict[str, Any], texts: Texts
) -> list[str]:
    words = texts["need"]
    used = sorted({row[4] for row in rows if len(row) > 2})
    said = [words[f"method_{found['methods'][method]}"] for method in used]
    if used and area.outline_quality == "schematic":
        said.append(words["figures_schematic"])
    return said
