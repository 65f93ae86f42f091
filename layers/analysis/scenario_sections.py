"""Sections of the Planspiel: the measures, two maps, changed figures, changed classes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from geodata.indices import DYNAMICS_CODES
from geodata.model import City, Kind, Status
from geodata.scenario_play import PROGRAMME, Played
from geodata.statistics.change import difference
from geodata.statistics.classify import FEWEST, Classes, Method
from geodata.statistics.need import Counted
from geodata.statistics.scenario_effects import Asked, IndexEffect, Measure
from layers.analysis.model import Question, Rows
from layers.export.plot import Story
from layers.numbers import german, signed
from layers.report.figures import marked
from layers.report.maps import map_of
from layers.report.model import Block, Column, Map, Row, Section, Table, Text
from layers.scene import ordinary
from layers.view import View

DECIMALS = {"concentration": 2}


def effects(question: Question, other: City, asked: Asked, found: Sequence[Measure]) -> Section:
    """Return the table of measures: today, in the scenario, the difference."""
    words = question.texts["scenario"]
    columns = (
        Column(words["measure"], 3.2),
        *(Column(words[key], 1.2, right=True) for key in ("today", "played", "difference")),
    )
    rows = tuple(Row((_name(question, one), *_cells(question, one))) for one in found)
    notes = [words["effects_note"]]
    if asked.limit_played is None and asked.limit_today is None:
        notes.insert(0, words["no_need"])
    gaps = [_gaps(question, city) for city in (question.city, other)]
    if any(gaps):
        notes.append(words["left_out"].format(today=gaps[0], played=gaps[1]))
    table = Table(words["effects_caption"].format(year=asked.year), columns, rows)
    told = tuple(Text(one, quiet=True) for one in notes)
    return Section("wirkung", words["effects_title"], (table, *told), whole=True)


def _gaps(question: Question, city: City) -> int:
    """Return how many areas have no figure in the year of the view."""
    series = city.series[question.view.level, question.view.indicator]
    return int(np.isnan(series.value[series.years.index(question.view.year)]).sum())


def _name(question: Question, one: Measure) -> str:
    indicator, city = question.indicator, question.city
    cases = indicator.numerator or indicator.short_name
    residents = one.counted is Counted.RESIDENTS
    return question.texts["scenario"][f"measure_{one.name}"].format(
        indicator=indicator.name,
        source=question.references.of_source(indicator.source),
        counted=city.indicator(city.residents).name if residents else cases,
    )


def _cells(question: Question, one: Measure) -> Iterator[str]:
    words, indicator = question.texts["scenario"], question.indicator
    scale = 100.0 if one.share else 1.0
    decimals = 1 if one.share else DECIMALS.get(one.name, 0)
    decimals = indicator.decimals if one.name == "city" else decimals
    percent = one.share or (one.name == "city" and indicator.unit == "%")
    for value in (one.today, one.played):
        said = german(scale * value, decimals) or words[_gap_word(one)]
        yield words["percent"].format(value=said) if percent and math.isfinite(value) else said
    gap = _gap(scale * one.today, scale * one.played, decimals)
    yield words["points"].format(value=gap) if percent and gap else gap


def _gap_word(one: Measure) -> str:
    """A city without a figure lacks it; a share of nobody is no question at all."""
    return "not_known" if one.name == "city" else "no_question"


def _gap(today: float, there: float, decimals: int) -> str:
    """Return the difference of the printed figures; empty where one of them is not known."""
    gap = difference(today, there, decimals)
    return signed(gap, decimals) if math.isfinite(gap) else ""


def maps(question: Question, found: Played, asked: Asked) -> Iterator[Section]:
    """Yield both maps: the same classes, the same place, the limit of need of each.

    Where nothing is changed the real one stands alone: two equal maps say nothing.
    """
    words = question.texts["scenario"]
    limits = [one for one in (asked.limit_today, asked.limit_played) if one is not None]
    view = _view(question)
    today = map_of(Story(question.city, replace(view, need=limits[0] if limits else None)))
    other = replace(
        view,
        need=limits[-1] if limits else None,
        programmes=tuple(dict.fromkeys((*view.programmes, PROGRAMME))),
    )
    said = words["map_today"], words["map_played"]
    yield Section("karte-heute", said[0], (_titled(today, said[0]),))
    if not found.scenario.changes:
        return
    there = map_of(Story(found.city, other))
    note = Text(words["maps_note"], quiet=True)
    yield Section("karte-planspiel", said[1], (_titled(there, said[1]), note))


def _titled(drawn: Map, title: str) -> Map:
    return replace(drawn, title=f"{title}: {drawn.title}", alt=f"{title}: {drawn.alt}")


def _view(question: Question) -> View:
    """Return the view of the maps: the limits of the real map hold for both."""
    plain = replace(question.view, compare="", symbols="", area="", funded_area="")
    if "gebiete" not in plain.layers:
        plain = replace(plain, layers=(*plain.layers, "gebiete"))
    limits = ordinary(question.city, plain).limits
    if len(limits) < FEWEST - 1 or question.indicator.kind is Kind.CLASS:
        return plain
    own = Classes(Method.OWN, len(limits) + 1, tuple(limits))
    return replace(plain, classes=own)


def values(question: Question, other: City) -> Section:
    """Return the areas whose figure differs."""
    words, indicator = question.texts["scenario"], question.indicator
    changed = list(_changed(question, other))
    title = words["values_title"]
    if not changed:
        none = words["values_none"].format(indicator=indicator.name, year=question.view.year)
        return Section("werte", title, (Text(none),))
    columns = (
        Column(words["area"], 2.0),
        *(Column(words[key], 1.0, right=True) for key in ("today", "played", "difference")),
    )
    rows = []
    for name, today, there, *states in changed:
        rows.append(
            Row((
                name,
                marked(today, Status(states[0]), indicator),
                marked(there, Status(states[1]), indicator),
                _gap(today, there, indicator.decimals) or words["not_known"],
            ))
        )  # fmt: skip
    caption = words["values_caption"].format(
        indicator=indicator.name,
        unit=indicator.unit,
        year=question.view.year,
        level=question.level.name_plural,
        source=question.references.of_source(indicator.source),
    )
    note = Text(words["values_note"], quiet=True)
    return Section("werte", title, (Table(caption, columns, tuple(rows)), note), whole=True)


def _changed(question: Question, other: City) -> Iterator[tuple[str, float, float, str, str]]:
    """Yield name, figures and statuses of each area that differs, the real one first."""
    view, series = question.view, question.series
    there = other.series[view.level, view.indicator]
    row = series.years.index(view.year)
    for place, area in enumerate(question.level.areas):
        one, two = (float(each.value[row, place]) for each in (series, there))
        states = str(series.status[row, place]), str(there.status[row, place])
        if states[0] != states[1] or (one != two and not math.isnan(one)):
            yield area.name, one, two, *states


def classes(question: Question, found: IndexEffect) -> Section:
    """Return the areas whose class of an index differs."""
    words, today = question.texts["scenario"], found.today
    index, year = today.index, today.year
    areas = {one.area for one in found.moved}
    said = words["classes_lead" if areas else "classes_none"]
    blocks: list[Block] = [
        Text(said.format(count=len(areas), all=len(today.areas), year=year), strong=True)
    ]
    if areas:
        blocks.append(_moved(question, found))
        blocks.append(Text(words["classes_note"], quiet=True))
    if today.too_few:
        few = words["classes_few"].format(counted=today.status.counted)
        blocks.append(Text(few, quiet=True))
    title = words["classes_title"].format(index=index.name)
    return Section(f"klassen-{index.id}", title, tuple(blocks), whole=True)


def _moved(question: Question, found: IndexEffect) -> Table:
    words, today = question.texts["scenario"], found.today
    names = {one.id: one.name for one in question.city.level(today.level).areas}
    labels = {"status": words["part_status"], "dynamics": words["part_dynamik"]}
    rows = tuple(
        Row((
            names[one.area],
            labels[one.part],
            *(_class(found, one.part, code) or words["no_class"]
              for code in (one.today, one.played)),
        ))
        for one in found.moved
    )  # fmt: skip
    columns = (
        Column(words["area"], 2.0),
        Column(words["part"], 1.0),
        Column(words["today"], 1.2),
        Column(words["played"], 1.2),
    )
    caption = words["classes_caption"].format(index=today.index.name, year=today.year)
    return Table(caption, columns, rows)


def _class(found: IndexEffect, part: str, code: str) -> str:
    """Return the name of a class; empty for none."""
    dynamics = part == "dynamics"
    declared = found.today.dynamics if dynamics else found.today.status
    if declared is None or not code:
        return ""
    return declared.part.names[DYNAMICS_CODES.index(code) if dynamics else int(code) - 1]


def effect_table(question: Question, asked: Asked, found: Sequence[Measure]) -> Rows:
    """Return the measures for the CSV."""
    from geodata.commands.scenario import measure_rows

    return tuple(map(tuple, measure_rows(found, question.indicator.unit, asked.year)))


def value_table(question: Question, other: City) -> Rows:
    """Return every area with both figures for the CSV."""
    from geodata.commands.scenario import figure_rows

    pair = [city.series[question.view.level, question.view.indicator]
            for city in (question.city, other)]  # fmt: skip
    return tuple(map(tuple, figure_rows(question.level, pair, question.view.year)))


def class_tables(found: Sequence[IndexEffect]) -> dict[str, Rows]:
    """Return the classes of every index for the CSV, by name of the table."""
    from geodata.commands.scenario import code_rows

    return {f"klassen-{one.today.index.id}": tuple(map(tuple, code_rows(one))) for one in found}
