"""The part of the answer about how far the fifths of residents are apart."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geodata.statistics.bootstrap import Estimate
from geodata.statistics.polarisation import Polarisation, YearPolarisation
from geodata.statistics.trend import LEAST
from layers.analysis.estimates import NO_FIGURE, percent, span_of
from layers.analysis.segregation_asked import Asked
from layers.numbers import german
from layers.report.model import Block, Column, Curve, Plot, Row, Table, Text

DECIMALS = 2


def fifths_lead(asked: Asked) -> str:
    """Return in a sentence what the highest fifth has against the lowest."""
    found = asked.far
    year = _year(asked, found)
    if year is None:
        return asked.words["fifths_none"].format(year=asked.year)
    return _said(asked, year)


def fifths(asked: Asked) -> Iterator[Block]:
    """Yield highest and lowest fifth of residents, their ratio and how it went on."""
    words = asked.words
    found = asked.far
    year = _year(asked, found)
    if year is None:
        yield Text(words["fifths_none"].format(year=asked.year))
        return
    yield Text(_said(asked, year), strong=True)
    if found.drawn:
        part = percent(year.figures["concentration"].value)
        yield Text(words["fifths_part"].format(part=part))
    if len(found.years) > 1:
        yield Text(_trend(asked, found))
        yield _plot(asked, found)
    yield _table(asked, found)
    if not found.drawn:
        yield Text(words["fifths_not_drawn"], quiet=True)


def _year(asked: Asked, found: Polarisation) -> YearPolarisation | None:
    return next((one for one in found.years if one.year == asked.year), None)


def _said(asked: Asked, year: YearPolarisation) -> str:
    words, decimals = asked.words, asked.indicator.decimals
    ratio = year.figures["ratio"].value
    key = "fifths_lead" if math.isfinite(ratio) else "fifths_lead_no_ratio"
    return words[key].format(
        year=year.year, top=german(year.top, decimals), bottom=german(year.bottom, decimals),
        unit=asked.indicator.unit, ratio=german(ratio, 1), indicator=asked.indicator.name,
    )  # fmt: skip


def _trend(asked: Asked, found: Polarisation) -> str:
    words, one = asked.words, found.trend
    if not found.drawn:
        return words["fifths_trend_unknown"]
    if one is None:
        return words["trend_none"].format(count=len(found.years), least=LEAST)
    key = "fifths_trend_no"
    if one.clear:
        key = "fifths_trend_up" if one.slope > 0 else "fifths_trend_down"
    return words[key].format(
        change=percent(abs(one.change)), first=found.years[0].year, last=found.years[-1].year
    )


def _plot(asked: Asked, found: Polarisation) -> Plot:
    words, decimals = asked.words, asked.indicator.decimals
    at = tuple(float(one.year) for one in found.years)
    curves = (
        Curve(words["top_fifth"], at, tuple(one.top for one in found.years), dots=True, own=True),
        Curve(words["bottom_fifth"], at, tuple(one.bottom for one in found.years), dots=True),
    )
    spoken = "; ".join(
        words["fifths_spoken"].format(year=one.year, top=german(one.top, decimals),
                                      bottom=german(one.bottom, decimals))
        for one in found.years
    )  # fmt: skip
    return Plot(
        title=words["fifths_plot"].format(indicator=asked.indicator.name), x_title=words["year"],
        y_title=asked.indicator.unit, curves=curves, y_decimals=decimals, x_years=True,
        alt=words["fifths_alt"].format(years=spoken),
    )  # fmt: skip


def _table(asked: Asked, found: Polarisation) -> Table:
    words, unit = asked.words, asked.indicator.unit
    columns = [
        Column(words["year"], 0.7),
        Column(words["in_unit"].format(name=words["top_fifth"], unit=unit), 1.2, right=True),
        Column(words["in_unit"].format(name=words["bottom_fifth"], unit=unit), 1.2, right=True),
        Column(words["ratio"], 1.2, right=True), Column(words["theil"], 0.9, right=True),
    ]  # fmt: skip
    if found.drawn:
        more = ("ratio_span", "part", "part_span")
        columns += [Column(words[name], 1.2, right=True) for name in more]
    columns.append(Column(words["counted"], 1.1, right=True))
    rows = tuple(Row(tuple(_cells(asked, one, found.drawn))) for one in found.years)
    caption = words["fifths_caption"].format(indicator=asked.indicator.name)
    return Table(caption, tuple(columns), rows)


def _cells(asked: Asked, one: YearPolarisation, drawn: bool) -> Iterator[str]:
    decimals = asked.indicator.decimals
    yield str(one.year)
    yield german(one.top, decimals)
    yield german(one.bottom, decimals)
    yield german(one.figures["ratio"].value, DECIMALS) or NO_FIGURE
    yield german(one.figures["theil"].value, 3)
    if drawn:
        yield _times(one.figures["ratio"], asked)
        yield percent(one.figures["concentration"].value)
        yield span_of(one.figures["concentration"], asked.words)
    yield f"{one.counted}/{one.counted + one.without}"


def _times(one: Estimate, asked: Asked) -> str:
    if not math.isfinite(one.low):
        return NO_FIGURE
    low, high = german(one.low, DECIMALS), german(one.high, DECIMALS)
    return asked.words["span"].format(low=low, high=high)
