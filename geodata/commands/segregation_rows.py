"""Rows of the tables of segregation, for the command and for the files of the page."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geodata.model import Level, Series
from geodata.statistics.bootstrap import Estimate
from geodata.statistics.polarisation import Polarisation
from geodata.statistics.segregation import INDICES, Segregation, YearSegregation
from geodata.statistics.segregation_groups import Groups
from geodata.table_command import Row, number, numbers

FIGURES = ("value", "corrected", "low", "high")


def year_rows(found: Segregation) -> Iterator[Row]:
    """Yield one row for each year and index; the dissimilarity with what chance would make."""
    yield "year", "index", *FIGURES, "by_chance", "group", "total", "areas", "without"
    for year in found.years:
        people = number(year.group), number(year.total), str(year.counted), str(year.without)
        for name in INDICES:
            yield str(year.year), name, *_index(year, name), *people


def area_rows(found: Segregation, series: Series, asked: int) -> Iterator[Row]:
    """Yield one row an area: its part of the dissimilarity in the year *asked*."""
    yield "area", "year", "contribution", "low", "high", "over", "clear", "state"
    year = next((one for one in found.years if one.year == asked), None)
    states = series.status[series.years.index(asked)]
    for place, area in enumerate(found.areas):
        told: tuple[str, ...] = ("",) * 5
        if year is not None and np.isfinite(year.contribution[place]):
            figures = numbers((year.contribution[place], year.low[place], year.high[place]))
            flags = (bool(one[place]) for one in (year.over, year.clear))
            told = (*figures, *(str(flag).lower() for flag in flags))
        yield area, str(asked), *told, str(states[place])


def level_rows(found: list[tuple[Level, YearSegregation]]) -> Iterator[Row]:
    """Yield one row for each level and index: smaller areas, higher figures."""
    yield "level", "year", "index", *FIGURES, "by_chance", "areas", "without"
    for level, year in found:
        counts = str(year.counted), str(year.without)
        for name in INDICES:
            yield level.id, str(year.year), name, *_index(year, name), *counts


def group_rows(found: Groups) -> Iterator[Row]:
    """Yield for each year the information index of several groups, and each group by itself."""
    yield "year", "group", "index", "share", *FIGURES, "areas", "without"
    for year in found.years:
        counts = str(year.counted), str(year.without)
        yield str(year.year), "", "information", "", *_figures(year.information), *counts
        for name, one in year.apart.items():
            share = number(year.share[name])
            yield str(year.year), name or "rest", "dissimilarity", share, *_figures(one), *counts


def polarisation_rows(found: Polarisation) -> Iterator[Row]:
    """Yield one row for each year and measure of how far areas are apart."""
    yield "year", "measure", *FIGURES, "top_fifth", "bottom_fifth", "areas", "without"
    for year in found.years:
        ends = number(year.top), number(year.bottom), str(year.counted), str(year.without)
        for name, one in year.figures.items():
            yield str(year.year), name, *_figures(one), *ends


def _index(year: YearSegregation, name: str) -> Iterator[str]:
    yield from _figures(year.figures[name])
    yield number(year.by_chance if name == "dissimilarity" else np.nan)


def _figures(one: Estimate) -> Iterator[str]:
    return numbers((one.value, one.corrected, one.low, one.high))
