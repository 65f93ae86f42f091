"""The sheet of one indicator: what it measures, how it is computed, what is missing or doubtful."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.index_layers import PARTS, index_indicator
from geodata.model import EMPTY_STATES, City, Indicator, Kind, Level, Series, Status
from geodata.statistics.aggregate import city_figures
from layers.analysis.addresses import address
from layers.info_frame import render
from layers.info_visit import Visit
from layers.numbers import german, spoken
from layers.texts import texts
from layers.view import PARAMETERS, from_query

Labels = Mapping[str, str]
Figures = NDArray[np.float64]
States = NDArray[np.str_]
NARROW_SPACE = "\u202f"


@dataclass(frozen=True)
class Reading:
    """An example in words, with the place and year that it holds for."""

    place: str
    year: int
    sentence: str


@dataclass(frozen=True)
class Gaps:
    """How many areas of a level have a figure, and how many have which status, by year."""

    level: Level
    statuses: tuple[str, ...]
    rows: tuple[tuple[int, int, tuple[int, ...]], ...]  # year, areas with a figure, per status


@dataclass(frozen=True)
class Remark:
    """One note and all values that share it."""

    year: int
    level: str
    status: str
    areas: tuple[str, ...]
    note: str


def indicator_sheet(indicator_id: str, city: City, visit: Visit) -> str:
    """Return the sheet of an indicator as an HTML document.

    Raises
    ------
    KeyError
        If the city has no such indicator.
    """
    indicator = city.indicator(indicator_id)
    t = texts(visit.language)["info"]
    series = [
        (level, city.series[level.id, indicator_id])
        for level in city.levels
        if (level.id, indicator_id) in city.series
    ]
    return render(
        "indicator.html",
        city,
        visit,
        indicator.name,
        indicator=indicator,
        theme=next((x.name for x in city.themes if x.id == indicator.theme), ""),
        reading=_reading(indicator, city, [level for level, _ in series]),
        formula=_formula(indicator, t),
        related=next((x for x in city.indicators if x.id == indicator.related), None),
        years=[(level.name_plural, year_ranges(one.years, t)) for level, one in series],
        gaps=[gaps for level, one in series if (gaps := _gaps(level, one)).statuses],
        rule_href=_rule_href(city, indicator, visit),
        source_mark=_source_mark(city, indicator),
        remarks=[remark for level, one in series for remark in _remarks(indicator, level, one)],
    )


def _rule_href(city: City, indicator: Indicator, visit: Visit) -> str:
    """Return the address of the analysis that explains the classes of an index; empty: none."""
    shown = {index_indicator(one.id, part) for one in city.indices for part in PARTS}
    if indicator.id not in shown:
        return ""
    view = from_query(f"{PARAMETERS['indicator']}={indicator.id}", city)[0]
    return f"{visit.root}{address('index', city, view)}"


def _source_mark(city: City, indicator: Indicator) -> str:
    """Return where the source stands on the page of sources; what is computed stands nowhere."""
    listed = {one.id for one in city.sources}
    return f"#quelle-{indicator.source.id}" if indicator.source.id in listed else ""


def year_ranges(years: Sequence[int], t: Labels) -> str:
    """Return *years* in words, runs of three and more joined.

    Examples
    --------
    >>> year_ranges((2011, 2012, 2017, 2018, 2019), texts("de")["info"])
    '2011, 2012 und 2017 bis 2019'
    """
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    parts = [part for run in runs for part in _run(run, t)]
    return t["years_and"].join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def _run(run: Sequence[int], t: Labels) -> tuple[str, ...]:
    if len(run) < 3:
        return tuple(str(year) for year in run)
    return (f"{run[0]}{t['years_to']}{run[-1]}",)


def _formula(indicator: Indicator, t: Labels) -> str:
    factor = german(indicator.factor, 0)
    return t[f"sheet_formula_{indicator.kind}"].format(factor=factor)


def _reading(indicator: Indicator, city: City, levels: Sequence[Level]) -> Reading | None:
    """Return an example: the latest figure of the whole city, else of the first area with one."""
    for level in levels:
        figures, _ = city_figures(city, level.id, indicator)
        known = [i for i, figure in enumerate(figures) if math.isfinite(figure)]
        if known:
            year = city.series[level.id, indicator.id].years[known[-1]]
            return Reading(city.name, year, _sentence(indicator, float(figures[known[-1]])))
    found = (_example(indicator, level, city.series[level.id, indicator.id]) for level in levels)
    return next((reading for reading in found if reading), None)


def _example(indicator: Indicator, level: Level, series: Series) -> Reading | None:
    for year, values, states in _latest_first(series):
        for area, value, state in zip(level.areas, values, states, strict=True):
            if math.isfinite(value) and state == Status.OK:
                return Reading(area.name, year, _sentence(indicator, float(value)))
    return None


def _latest_first(series: Series) -> list[tuple[int, Figures, States]]:
    rows = list(zip(series.years, series.value, series.status, strict=True))
    return sorted(rows, key=lambda row: row[0], reverse=True)


def _sentence(indicator: Indicator, value: float) -> str:
    return indicator.sentence.replace("{value}", spoken(value, indicator))


def _gaps(level: Level, series: Series) -> Gaps:
    found = {str(status) for status in series.status.flat}
    statuses = tuple(s.value for s in Status if s is not Status.OK and s.value in found)
    rows = []
    for year, values, states in zip(series.years, series.value, series.status, strict=True):
        with_figure = sum(
            not math.isnan(value) and state not in EMPTY_STATES
            for value, state in zip(values, states, strict=True)
        )
        rows.append((year, with_figure, tuple(int((states == s).sum()) for s in statuses)))
    return Gaps(level, statuses, tuple(rows))


def _remarks(indicator: Indicator, level: Level, series: Series) -> list[Remark]:
    """Join values of a year that share status and note; doubtful ones need no note."""
    areas: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for i, year in enumerate(series.years):
        for j, area in enumerate(level.areas):
            status = str(series.status[i, j])
            note = series.notes.get((year, area.id), "")
            if note or status in (Status.DOUBTFUL, Status.INTERPOLATED):
                figure = _figure(indicator, float(series.value[i, j]), status)
                areas[year, status, note].append(f"{area.name}{figure}")
    return [
        Remark(year, level.name_plural, status, tuple(names), note)
        for (year, status, note), names in areas.items()
    ]


def _figure(indicator: Indicator, value: float, status: str) -> str:
    if math.isnan(value) or status in EMPTY_STATES:
        return ""
    unit = f"{NARROW_SPACE}%" if indicator.kind is Kind.SHARE else ""
    return f": {spoken(value, indicator)}{unit}"
