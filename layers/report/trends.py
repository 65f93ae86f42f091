"""Trends of an area against the city: a chart of lines and the same figures as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence

from geodata.model import City, Direction, Indicator, Kind, Series, Status
from geodata.statistics.aggregate import city_statuses, middles
from geodata.statistics.classify import round_half_up
from layers.record_words import Words
from layers.report.figures import marked
from layers.report.model import LINE, Chart, Column, Line, Row, Table, Trend
from layers.report.references import References
from layers.scene import is_empty
from layers.scene_words import DOUBTS

LEAST = 3  # years that make a trend
Points = Sequence[tuple[int, float, Status]]  # year, figure (NaN: none), why


def has_trend(city: City, level: str, indicator: Indicator) -> bool:
    """Return whether an indicator is one whose course is shown.

    Shares and rates of which more is better or worse, the residents, the start of the city.
    """
    series = city.series.get((level, indicator.id))
    if series is None or len(series.years) < LEAST:
        return False
    judged = indicator.direction is not Direction.NEUTRAL
    compared = indicator.kind in (Kind.SHARE, Kind.RATE)
    return indicator.id in (city.residents, city.start.indicator) or (judged and compared)


def of_area(series: Series, index: int) -> list[tuple[int, float, Status]]:
    """Return year, figure and status of one area."""
    return [
        (year, float(series.value[row, index]), Status(series.status[row, index]))
        for row, year in enumerate(series.years)
    ]


def of_city(city: City, series: Series, indicator: Indicator) -> list[tuple[int, float, Status]]:
    """Return what areas are compared with, by year: no total from which hidden figures follow."""
    compared, _ = middles(city, series.level, indicator)
    known = city_statuses(city, series.level, indicator)[0]
    states = [Status.OK] * len(known) if indicator.kind is Kind.COUNT else known
    return [
        (year, float(figure), status if math.isfinite(figure) or is_empty(status)
         else Status.MISSING)
        for year, figure, status in zip(series.years, compared, states, strict=True)
    ]  # fmt: skip


def trend(
    indicator: Indicator,
    own: tuple[str, Points],
    other: tuple[str, Points],
    references: References,
    words: Words,
) -> Trend:
    """Return chart and table of two courses; years without figures are gaps in the chart."""
    table = _table(indicator, own, other, words)
    years = [year for year, *_ in (*own[1], *other[1])]
    span = range(min(years), max(years) + 1)
    chart = Chart(
        kind=LINE,
        title=indicator.name,
        unit=indicator.unit,
        decimals=indicator.decimals,
        categories=tuple(map(str, span)),
        lines=(_line(*own, True, span, indicator), _line(*other, False, span, indicator)),
        alt=words["trend_alt"].format(
            indicator=indicator.name,
            unit=indicator.unit,
            own=own[0],
            values=_spoken(own[1], indicator, words),
            other=other[0],
            other_values=_spoken(other[1], indicator, words),
        ),
    )
    mark = references.of_source(indicator.source)
    note = words["trend_note"].format(unit=indicator.unit, date=indicator.data_date, source=mark)
    return Trend(chart, table, note)


def _line(name: str, points: Points, own: bool, span: range, indicator: Indicator) -> Line:
    at = {year: (figure, status) for year, figure, status in points if math.isfinite(figure)}
    return Line(
        name=name,
        own=own,
        figures=tuple(
            round_half_up(at[year][0], indicator.decimals) if year in at else None for year in span
        ),
        uncertain=tuple(year in at and at[year][1] in DOUBTS for year in span),
    )


def _table(
    indicator: Indicator, own: tuple[str, Points], other: tuple[str, Points], words: Words
) -> Table:
    beside = {year: marked(figure, status, indicator) for year, figure, status in other[1]}
    return Table(
        caption=words["trend_caption"].format(indicator=indicator.name, unit=indicator.unit),
        columns=(
            Column(words["year"], 1.0),
            Column(own[0], 1.4, right=True),
            Column(other[0], 1.4, right=True),
        ),
        rows=tuple(
            Row((str(year), marked(figure, status, indicator), beside.get(year, "")))
            for year, figure, status in own[1]
        ),
    )


def _spoken(points: Points, indicator: Indicator, words: Words) -> str:
    return "; ".join(
        words["trend_point"].format(year=year, value=marked(figure, status, indicator))
        for year, figure, status in points
    )
