"""The changes of a scenario in sentences, and why others were left out."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.indices import Part
from geodata.model import City, Status
from geodata.scenario import Refused
from geodata.scenario_changes import (
    Change,
    ClassLimit,
    EndedFunding,
    MovedFunding,
    NeedLimit,
    NewFunding,
    ValueChange,
)
from geodata.scenario_values import level_of
from layers.analysis.model import Question
from layers.numbers import german, with_unit

SHOWN_OF_REFUSED = 80


def refused_words(question: Question, found: Sequence[Refused]) -> list[str]:
    """Return a sentence for each change that was left out."""
    words = question.texts["scenario"]
    return [
        words["refused"].format(
            text=one.text[:SHOWN_OF_REFUSED], reason=words[f"reason_{one.reason}"]
        )
        for one in found
    ]


def change_words(question: Question, played: City, change: Change) -> str:
    """Return a change that was played, as one line."""
    if isinstance(change, ValueChange):
        return _value(question, played, change)
    if isinstance(change, ClassLimit):
        return _class(question, change)
    words, city = question.texts["scenario"], question.city
    if isinstance(change, NewFunding):
        return words["change_new"].format(areas=_areas(city, change.areas), year=change.year)
    if isinstance(change, NeedLimit):
        indicator = city.indicator(change.indicator)
        limit = with_unit(change.limit, indicator)
        return words["change_need"].format(indicator=indicator.name, limit=limit)
    name = city.funded_area(change.funded_area).name
    if isinstance(change, EndedFunding):
        return words["change_ended"].format(name=name, year=change.year)
    assert isinstance(change, MovedFunding)
    return words["change_moved"].format(name=name, areas=_areas(city, change.areas))


def part_of(question: Question, change: ClassLimit) -> Part:
    """Return the part of the index whose limit is moved (KeyError if there is none)."""
    index = question.city.index(change.index)
    part = index.status if change.part == "status" else index.dynamics
    if part is None:
        raise KeyError(change.part)
    return part


def _value(question: Question, played: City, change: ValueChange) -> str:
    words, level = question.texts["scenario"], level_of(question.city, change.area)
    indicator = question.city.indicator(change.indicator)
    column = level.area_ids.index(change.area)
    said, empty = [], False
    for city in (played, question.city):
        series = city.series[level.id, change.indicator]
        at = series.years.index(change.year), column
        status = Status(series.status[at])
        value = float(series.value[at])
        empty = value != value
        gap = question.texts["legend"][f"status_{status}"] if empty else ""
        said.append(gap or with_unit(value, indicator))
    return words["change_hidden" if empty else "change_value"].format(
        indicator=indicator.name,
        area=level.areas[column].name,
        year=change.year,
        value=said[0],
        today=said[1],
    )


def _class(question: Question, change: ClassLimit) -> str:
    words, part = question.texts["scenario"], part_of(question, change)
    return words["change_class"].format(
        index=question.city.index(change.index).name,
        part=words[f"part_{change.part}"],
        low=part.names[change.place - 1],
        high=part.names[change.place],
        limit=short(change.limit),
        today=short(part.limits[change.place - 1]),
    )


def short(value: float) -> str:
    """Return a limit with as many decimals as it needs, at most four."""
    decimals = next(n for n in range(5) if n == 4 or round(value, n) == value)
    return german(value, decimals)


def _areas(city: City, ids: Sequence[str]) -> str:
    names = {area.id: area.name for level in city.levels for area in level.areas}
    return ", ".join(names[one] for one in ids)
