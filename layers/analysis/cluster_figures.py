"""Figures of the answer about clusters: scatter plot, table of areas, the years."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geodata.derived import Classed
from geodata.model import EMPTY_STATES, ClassName, ClassScale, Level, Series, Status
from geodata.statistics.clusters import ClusterClass, Clusters
from layers.analysis.estimates import cell_with_ends, with_note
from layers.analysis.maps import class_map
from layers.analysis.model import Question, Words
from layers.numbers import german
from layers.report.model import Block, Column, Curve, Map, Plot, Row, Table, Text

MAP_ID = "nachbarn"  # of the indicator that the map shows
NAMED = 12  # names of areas that have room in a plot
MOST_ROWS = 60  # areas of which all are in the table
DECIMALS = 2
P_DECIMALS = 4
NONE, PLAIN = ClusterClass.NONE, ClusterClass.PLAIN
GROUPED = tuple(one for one in ClusterClass if one not in (NONE, PLAIN))


def cluster_map(question: Question, series: Series, row: int, found: Clusters) -> Map:
    """Return the map of the classes; an area without neighbour counts as not applicable."""
    words, indicator = question.texts["cluster"], question.city.indicator(series.indicator)
    alone = (found.classes == NONE) & ~np.isin(found.state, EMPTY_STATES)
    status = np.where(alone, str(Status.NOT_APPLICABLE), found.state)
    name = words["map_name"].format(indicator=indicator.name)
    classed = Classed(
        id=MAP_ID, name=name, short_name=words["class"], sentence=words["map_sentence"],
        definition=words["map_definition"], level=series.level, years=(series.years[row],),
        classes=found.classes[None, :],
        names=tuple(ClassName(words.get(f"code_{kind}", ""), words[f"class_{kind}"], kind is PLAIN)
                    for kind in (*GROUPED, PLAIN)),
        status=status[None, :], sources=(indicator.source,), scale=ClassScale.NAMED,
        method=words["map_method"], data_date=indicator.data_date,
    )  # fmt: skip
    return class_map(question, classed)


def scatter(level: Level, found: Clusters, words: Words) -> Plot:
    """Return the areas by their figure and the mean of their neighbours, both standardised."""
    curves, grouped = [], int(np.isin(found.classes, GROUPED).sum())
    for kind in (PLAIN, *GROUPED):
        places = [int(at) for at in np.flatnonzero(found.classes == kind)]
        if not places:
            continue
        curves.append(Curve(
            name=words[f"class_{kind}"], line=False, dots=True, own=kind is not PLAIN,
            xs=tuple(float(found.z[at]) for at in places),
            ys=tuple(float(found.lag[at]) for at in places),
            names=tuple(level.areas[at].name for at in places),
            shown=tuple(range(len(places))) if kind is not PLAIN and grouped <= NAMED else (),
        ))  # fmt: skip
    slope = found.city.i if found.city else 0.0
    ends = (float(np.nanmin(found.z)), float(np.nanmax(found.z)))
    through = tuple(slope * end for end in ends)
    curves.append(Curve(words["slope"], ends, through))
    return Plot(
        title=words["scatter_figure"], x_title=words["own_value"], y_title=words["around"],
        curves=tuple(curves), x_decimals=1, y_decimals=1,
        alt=words["scatter_alt"].format(slope=german(slope, DECIMALS), count=found.counted),
    )  # fmt: skip


def table(
    level: Level, found: Clusters, series: Series, row: int, question: Question
) -> Iterator[Block]:
    """Yield the areas with class; on large levels only those that are not plain."""
    words, signs = question.texts["cluster"], question.texts["legend"]
    indicator = question.city.indicator(series.indicator)
    every = len(level.areas) <= MOST_ROWS
    columns = (Column(words["area"], 2.4), Column(words["value"], 1.0, right=True),
               Column(words["own_z"], 0.9, right=True), Column(words["around_z"], 0.9, right=True),
               Column(words["p_value"], 0.9, right=True), Column(words["class"], 2.2))  # fmt: skip
    rows = []
    for at, area in enumerate(level.areas):
        kind = ClusterClass(int(found.classes[at]))
        if not every and kind in (NONE, PLAIN):
            continue
        value = german(float(series.value[row, at]), indicator.decimals)
        value = cell_with_ends(value, indicator, series, (row, at))
        if kind is NONE:
            why = signs.get(f"status_{found.state[at]}", words["no_neighbour"])
            rows.append(Row((area.name, value, "", "", "", why)))
            continue
        rows.append(Row((
            area.name, value,
            german(float(found.z[at]), DECIMALS), german(float(found.lag[at]), DECIMALS),
            german(float(found.p[at]), P_DECIMALS), words[f"class_{kind}"],
        )))  # fmt: skip
    if not rows:
        yield Text(words["table_none"])
        return
    if not every:
        yield Text(words["table_cut"].format(shown=len(rows), count=len(level.areas)))
    caption = words["table_caption"].format(year=series.years[row], level=level.name_plural)
    yield from with_note(question, Table(caption, columns, tuple(rows)))


def moran_plot(years: list[tuple[int, Clusters]], words: Words) -> tuple[Plot | None, Table]:
    """Return Moran's I of all years as a plot (None for one year only) and as a table."""
    known = [(year, one.city) for year, one in years if one.city is not None]
    columns = (Column(words["year"], 0.8), Column(words["moran"], 1.0, right=True),
               Column(words["p_value"], 1.0, right=True),
               *(Column(words[f"class_{kind}"], 1.3, right=True) for kind in GROUPED),
               Column(words["counted"], 1.0, right=True))  # fmt: skip
    rows = []
    for year, one in years:
        counts = (str(int((one.classes == kind).sum())) for kind in GROUPED)
        i, p = (one.city.i, one.city.p) if one.city else (np.nan, np.nan)
        rows.append(Row((str(year), german(i, DECIMALS), german(p, 3), *counts,
                         f"{one.counted}/{len(one.areas)}")))  # fmt: skip
    told = Table(words["years_caption"], columns, tuple(rows))
    if len(known) < 2:
        return None, told
    at = tuple(float(year) for year, _ in known)
    spoken = "; ".join(f"{year}: {german(one.i, DECIMALS)}" for year, one in known)
    plot = Plot(
        title=words["years_figure"], x_title=words["year"], y_title=words["moran"],
        curves=(Curve(words["moran"], at, tuple(one.i for _, one in known), dots=True, own=True),
                Curve(words["expected"], at, tuple(one.expected for _, one in known))),
        alt=words["years_alt"].format(years=spoken), y_decimals=DECIMALS, x_years=True,
    )  # fmt: skip
    return plot, told
