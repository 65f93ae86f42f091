"""Comparable areas: which ones are alike in chosen indicators, why, and that there may be none."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geodata.commands.areas import explained
from geodata.statistics.comparable_areas import ComparableAreas, Wanted
from geodata.table_command import number
from layers.analysis.model import Analysis, Answer, Group, Question, Rows
from layers.analysis.near import (
    OWN,
    choices,
    figure_said,
    found_for,
    in_sd,
    places_said,
    possible,
    wanted,
)
from layers.analysis.said import in_a_row
from layers.numbers import german
from layers.report.figures import labelled, signed
from layers.report.model import Block, Column, Range, Ranges, Row, Section, Table, Text

SHOWN = 20  # areas in the table of the nearest


def answer(question: Question) -> Answer:
    """Return the areas comparable to the chosen one; without one, those of every area."""
    words, asked = question.texts["comparable"], wanted(question)
    place, names = question.area, [area.name for area in question.level.areas]
    if len(names) < 2 or not asked.indicators:
        said = words["no_indicators"] if len(names) > 1 else words["one_area"]
        return Answer(words["name"], (said,), choices(question, asked), (_method(question),))
    if place is None:
        sections: tuple[Section, ...] = (_everyone(question, asked), _method(question))
        return Answer(words["name"], (words["choose"],), choices(question, asked), sections)
    found = found_for(question, place, asked)
    return Answer(
        title=words["title"].format(area=names[place]),
        lead=tuple(_lead(question, found, asked)),
        choices=choices(question, asked),
        sections=(*_sections(question, found, asked), _method(question)),
        tables={"abstaende": _distances(question, found), "gebiete": _table(question, found)},
    )


def _lead(question: Question, found: ComparableAreas, asked: Wanted) -> Iterator[str]:
    words = question.texts["comparable"]
    yield places_said(question, found)
    yield words["by_usual" if asked.tolerance == 1 else "by"].format(
        indicators=in_a_row(
            [f"»{one.short_name or one.name}«" for one in found.indicators],
            question.texts["analysis"]["and"],
        ),
        tolerance=german(asked.tolerance, 2).rstrip("0").rstrip(","),
    )
    if found.left_out:
        yield words["left_out"].format(number=found.left_out)


def _sections(question: Question, found: ComparableAreas, asked: Wanted) -> Iterator[Section]:
    words = question.texts["comparable"]
    if found.found.places:
        blocks = (_picture(question, found), _why(question, found))
        yield Section("begruendung", words["why_title"], blocks, whole=True)
    if found.found.complete[found.found.own]:
        blocks_near: tuple[Block, ...] = (_nearest(question, found, asked),)
        yield Section("naechste", words["nearest_title"], blocks_near, whole=True)


def _picture(question: Question, found: ComparableAreas) -> Ranges:
    """Return how far each comparable area is away in each indicator, in standard deviations."""
    words, rows = question.texts["comparable"], []
    for place in found.found.places:
        rows.append(Range(question.level.areas[place].name, group=True))
        for column, one in enumerate(found.indicators):
            gap = float(found.found.difference_sd[place, column])
            rows.append(Range(one.short_name or one.name, gap, compared=0.0, said=in_sd(gap)))
    own = question.level.areas[found.found.own].name
    spoken = "; ".join(f"{row.name} {row.said}".strip() for row in rows)
    return Ranges("", words["axis"], tuple(rows), words["picture_alt"].format(rows=spoken),
                  decimals=2, value=words["their_value"], compared=own)  # fmt: skip


def _why(question: Question, found: ComparableAreas) -> Table:
    words = question.texts["comparable"]
    own = question.level.areas[found.found.own].name
    columns = (Column(words["indicator"], 3.2), Column(own, 1.3, right=True),
               Column(words["theirs"], 1.3, right=True), Column(words["gap"], 1.2, right=True),
               Column(words["gap_sd"], 1.2, right=True), Column(words["source"], 0.7))  # fmt: skip
    rows: list[Row] = []
    for place in found.found.places:
        distance = german(float(found.found.distance[place]), 2)
        name = question.level.areas[place].name
        rows.append(Row((words["at_distance"].format(area=name, distance=distance),), group=True))
        rows += [_reason(question, found, place, column) for column in range(len(found.years))]
    return Table(words["why_caption"].format(area=own), columns, tuple(rows))


def _reason(question: Question, found: ComparableAreas, place: int, column: int) -> Row:
    indicator, year = found.indicators[column], found.years[column]
    figures = (found.values[found.found.own, column], found.values[place, column])
    gap = float(found.found.difference[place, column])
    return Row((
        f"{labelled(indicator)}, {year}",
        *(figure_said(float(value), indicator) for value in figures),
        signed(gap, indicator.decimals),
        in_sd(float(found.found.difference_sd[place, column])),
        question.references.of_source(indicator.source),
    ))  # fmt: skip


def _nearest(question: Question, found: ComparableAreas, asked: Wanted) -> Table:
    """Return the nearest areas, whether or not they are near enough, and what divides them."""
    words, near = question.texts["comparable"], found.found
    rows = []
    for place in _order(found)[:SHOWN]:
        column, gap = _widest(found, place)
        indicator = found.indicators[column]
        fits = abs(gap) <= asked.tolerance + 1e-9
        rows.append(Row((question.level.areas[place].name, german(float(near.distance[place]), 2),
                         indicator.short_name or indicator.name, in_sd(gap),
                         words["near"] if fits else words["too_far"])))  # fmt: skip
    columns = (Column(words["area"], 2.0), Column(words["distance"], 1.0, right=True),
               Column(words["most_apart"], 2.6), Column(words["gap_sd"], 1.2, right=True),
               Column(words["verdict"], 1.4))  # fmt: skip
    own = question.level.areas[near.own].name
    return Table(words["nearest_caption"].format(area=own), columns, tuple(rows))


def _order(found: ComparableAreas) -> list[int]:
    """Return the places of all areas with figures, the nearest first."""
    known = np.flatnonzero(np.isfinite(found.found.distance))
    order: list[int] = known[np.argsort(found.found.distance[known], kind="stable")].tolist()
    return order


def _widest(found: ComparableAreas, place: int) -> tuple[int, float]:
    """Return the indicator in which an area differs most, and by how many standard deviations."""
    gaps = found.found.difference_sd[place]
    column = int(np.abs(gaps).argmax())
    return column, float(gaps[column])


def _everyone(question: Question, asked: Wanted) -> Section:
    words, level = question.texts["comparable"], question.level
    rows = []
    for place, area in enumerate(level.areas):
        near = found_for(question, place, asked).found
        names = ", ".join(level.areas[at].name for at in near.places)
        said = words["no_area"] if near.complete[place] else words["unknown"]
        rows.append(Row((area.name, names or said)))
    columns = Column(words["area"], 1.0), Column(words["alike"], 3.0)
    table = Table(words["everyone_caption"], columns, tuple(rows))
    return Section("alle", words["everyone_title"], (table,), whole=True)


def _method(question: Question) -> Section:
    words = question.texts["comparable"]
    blocks = Text(words["rule"]), Text(words["source_text"], quiet=True), Text(words["limits"])
    return Section("methode", words["rule_title"], blocks)


def _distances(question: Question, found: ComparableAreas) -> Rows:
    """Return every area with figures: how far it is, what divides both most, whether it is near."""
    rows = []
    for place in _order(found):
        column, gap = _widest(found, place)
        area = question.level.areas[place]
        near = "yes" if place in found.found.places else "no"
        rows.append((area.id, area.name, number(float(found.found.distance[place])),
                     found.indicators[column].id, number(gap), near))  # fmt: skip
    return (("area", "name", "distance", "indicator", "difference_sd", "comparable"), *rows)


def _table(question: Question, found: ComparableAreas) -> Rows:
    return tuple(tuple(row) for row in explained(found, question.level.area_ids))


ANALYSIS = Analysis(
    "vergleichbare", "comparable", ("level", "area", "year"), OWN, answer, Group.AREA, possible
)
