"""Parts of the answer about one group: its years, its areas, its levels."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geodata.statistics.segregation import INDICES, Segregation, YearSegregation
from layers.analysis.estimates import DECIMALS, percent, span, span_of
from layers.analysis.maps import indicator_map
from layers.analysis.segregation_asked import Asked
from layers.report.model import (
    Block,
    Column,
    Curve,
    Facts,
    Plot,
    Range,
    Ranges,
    Row,
    Table,
    Text,
)

MOST_AREAS = 15  # rows of a figure
MOST_ROWS = 60  # rows of a table


def years(asked: Asked, found: Segregation, year: YearSegregation) -> Iterator[Block]:
    """Yield the dissimilarity of all years, every index in words, and all figures as a table."""
    yield _plot(asked, found)
    yield Text(asked.source("source_note"), quiet=True)
    yield _years_table(asked, found)
    yield Facts(tuple(_meanings(asked, year)))
    yield _others_table(asked, found)


def _plot(asked: Asked, found: Segregation) -> Plot:
    words = asked.words
    line = [(one.year, one.figures["dissimilarity"], one.by_chance) for one in found.years]
    at = tuple(float(year) for year, _, _ in line)
    own = Curve(
        name=words["index_corrected"], xs=at, own=True, dots=True,
        ys=tuple(100 * one.corrected for _, one, _ in line),
        low=tuple(100 * one.low for _, one, _ in line),
        high=tuple(100 * one.high for _, one, _ in line),
    )  # fmt: skip
    chance = Curve(words["by_chance"], at, tuple(100 * one for _, _, one in line))
    spoken = "; ".join(
        words["spoken_year"].format(year=year, value=percent(one.corrected),
                                    span=span_of(one, words))
        for year, one, _ in line
    )  # fmt: skip
    return Plot(
        title=words["years_plot"].format(group=asked.group),
        x_title=words["year"], y_title=words["of_100"], curves=(own, chance),
        alt=words["years_alt"].format(group=asked.group, years=spoken), x_years=True,
    )  # fmt: skip


def _meanings(asked: Asked, year: YearSegregation) -> Iterator[tuple[str, tuple[str, ...]]]:
    words = asked.words
    for name in INDICES:
        one = year.figures[name]
        said = words[f"meaning_{name}"].format(
            value=percent(one.value), share=percent(year.group / year.total),
            group=asked.group, everybody=asked.everybody,
        )  # fmt: skip
        head = words["fact"].format(index=words[f"index_{name}"], value=percent(one.value))
        yield head, (said,)


def _years_table(asked: Asked, found: Segregation) -> Table:
    words = asked.words
    columns = (
        Column(words["year"], 0.7), Column(words["share"], 1.1, right=True),
        Column(words["short_dissimilarity"], 0.8, right=True),
        Column(words["corrected"], 1.1, right=True), Column(words["interval"], 1.4, right=True),
        Column(words["chance"], 1.0, right=True), Column(words["counted"], 1.1, right=True),
    )  # fmt: skip
    rows = []
    for one in found.years:
        main = one.figures["dissimilarity"]
        rows.append(Row((
            str(one.year), percent(one.group / one.total), percent(main.value),
            percent(main.corrected), span_of(main, words), percent(one.by_chance),
            f"{one.counted}/{one.counted + one.without}",
        )))  # fmt: skip
    caption = words["years_caption"].format(group=asked.group, level=asked.level.name_plural)
    return Table(caption, columns, tuple(rows))


def _others_table(asked: Asked, found: Segregation) -> Table:
    words = asked.words
    others = (Column(words[f"short_{name}"], 1.0, right=True) for name in INDICES[1:])
    columns = (Column(words["year"], 0.7), *others)
    rows = tuple(
        Row((str(one.year), *(percent(one.figures[name].value) for name in INDICES[1:])))
        for one in found.years
    )
    caption = words["others_caption"].format(group=asked.group, level=asked.level.name_plural)
    return Table(caption, columns, rows)


def areas(asked: Asked, year: YearSegregation) -> Iterator[Block]:
    """Yield the areas that make clearly more of the index than an equal part, never ranked."""
    words = asked.words
    question = asked.question
    yield indicator_map(question.city, question.view, asked.level.id, asked.indicator.id, year.year)
    places = [int(at) for at in np.flatnonzero(year.clear)]
    if not places:
        yield Text(words["areas_none"])
        return
    people = float(year.people[places].sum() / year.total)
    yield Text(words["areas_lead"].format(
        count=len(places), counted=year.counted, people=percent(people),
        part=percent(float(year.contribution[places].sum())), equal=percent(1 / year.counted),
    ), strong=True)  # fmt: skip
    shown = sorted(sorted(places, key=lambda at: -year.low[at])[:MOST_AREAS])
    yield _ranges(asked, year, shown)
    if len(shown) < len(places):
        yield Text(words["areas_cut"].format(shown=len(shown), count=len(places)), quiet=True)
    yield _areas_table(asked, year, shown if len(asked.level.areas) > MOST_ROWS else None)


def _ranges(asked: Asked, year: YearSegregation, shown: list[int]) -> Ranges:
    words, names = asked.words, [one.name for one in asked.level.areas]
    rows = tuple(
        Range(
            names[at], 100 * float(year.contribution[at]), 100 * float(year.low[at]),
            100 * float(year.high[at]), 100 / year.counted, words[_side(year, at)],
        )
        for at in shown
    )  # fmt: skip
    spoken = "; ".join(f"{row.name} {percent((row.value or 0) / 100)}" for row in rows)
    return Ranges(
        words["areas_figure"], words["areas_axis"], rows, words["areas_alt"].format(rows=spoken),
        value=words["contribution"], compared=words["equal_part"],
    )  # fmt: skip


def _side(year: YearSegregation, place: int) -> str:
    return "over" if year.over[place] else "under"


def _areas_table(asked: Asked, year: YearSegregation, shown: list[int] | None) -> Table:
    words, signs = asked.words, asked.question.texts["legend"]
    columns = (Column(words["area"], 2.4), Column(words["contribution"], 1.0, right=True),
               Column(words["interval"], 1.3, right=True), Column(words["side"], 1.8))  # fmt: skip
    rows = []
    for at, area in enumerate(asked.level.areas):
        if shown is not None and at not in shown:
            continue
        if np.isfinite(year.contribution[at]):
            part = percent(float(year.contribution[at]))
            ends = span(float(year.low[at]), float(year.high[at]), words)
            cells = (part, ends, words[_side(year, at)])
        else:
            status = str(asked.series.status[asked.row, at])
            cells = ("", "", signs.get(f"status_{status}", words["no_people"]))
        rows.append(Row((area.name, *cells)))
    caption = words["areas_caption"].format(group=asked.group, year=year.year)
    return Table(caption, columns, tuple(rows))


def levels(asked: Asked) -> Iterator[Block]:
    """Yield the index on every level: the same city, other borders, another figure."""
    words = asked.words
    found = asked.levels
    if len(found) < 2:
        yield Text(words["levels_one"].format(level=asked.level.name_plural))
        return
    yield Text(words["levels_lead"], strong=True)
    rows = [(level, one, one.figures["dissimilarity"]) for level, one in found]
    spoken = "; ".join(f"{level.name_plural} {percent(main.value)}" for level, _, main in rows)
    yield Ranges(
        words["levels_figure"].format(year=asked.year), words["of_100"],
        tuple(Range(f"{level.name_plural} ({one.counted})", 100 * main.corrected, 100 * main.low,
                    100 * main.high, 100 * one.by_chance, percent(main.corrected))
              for level, one, main in rows),
        words["levels_alt"].format(rows=spoken), DECIMALS,
        value=words["index_corrected"], compared=words["by_chance"],
    )  # fmt: skip
    heads = [words[f"short_{name}"] for name in INDICES]
    columns = (Column(words["level"], 2.0), Column(words["counted"], 1.1, right=True),
               *(Column(head, 0.6 + len(head) / 16, right=True) for head in heads),
               Column(words["chance"], 1.0, right=True))  # fmt: skip
    table = tuple(
        Row((level.name_plural, str(one.counted),
             *(percent(one.figures[name].value) for name in INDICES), percent(one.by_chance)))
        for level, one, _ in rows
    )  # fmt: skip
    yield Table(words["levels_caption"].format(year=asked.year), columns, table)
