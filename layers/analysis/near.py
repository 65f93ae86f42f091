"""The chosen area and the areas comparable to it, as two analyses ask for them."""

from __future__ import annotations

import numpy as np

from geodata.model import City, Indicator
from geodata.statistics.comparable_areas import (
    USUAL_MOST,
    USUAL_TOLERANCE,
    ComparableAreas,
    Wanted,
    able,
    comparable_areas,
    usual,
)
from layers.analysis.model import Choice, Entry, Field, Question
from layers.analysis.said import in_a_row
from layers.numbers import figure, german

INDICATORS, TOLERANCE, MOST = "indikatoren", "toleranz", "anzahl"
OWN = (INDICATORS, TOLERANCE, MOST)
WIDEST, LARGEST = 5.0, 10  # standard deviations; areas
SD_DECIMALS = 2
ROUNDING = 1e-9


def wanted(question: Question) -> Wanted:
    """Return by which indicators and how near areas are looked for."""
    level = question.level.id
    names = tuple(one.id for one in able(question.city, level))
    chosen = question.many_of(INDICATORS, names, usual(question.city, level))
    tolerance = question.number(TOLERANCE, 0, WIDEST, USUAL_TOLERANCE)
    most = int(question.number(MOST, 1, LARGEST, USUAL_MOST))
    return Wanted(question.view.year, chosen, tolerance, most)


def found_for(question: Question, place: int, asked: Wanted) -> ComparableAreas:
    """Return the areas comparable to the one at *place*."""
    return comparable_areas(question.city, question.level.id, place, asked)


def choices(question: Question, asked: Wanted) -> tuple[Choice, ...]:
    """Return the fields of the form."""
    words, city = question.texts["comparable"], question.city
    themes = {theme.id: theme.name for theme in city.themes}
    entries = tuple(
        Entry(one.id, one.name, themes[one.theme]) for one in able(city, question.level.id)
    )
    tolerance = f"{asked.tolerance:g}".replace(".", ",")
    return (
        Choice(INDICATORS, words["indicators"], ",".join(asked.indicators), entries, Field.MANY),
        Choice(TOLERANCE, words["tolerance"], tolerance, (), Field.NUMBER, words["tolerance_hint"]),
        Choice(MOST, words["most"], str(asked.most), (), Field.NUMBER),
    )


def places_said(question: Question, found: ComparableAreas) -> str:
    """Return the names of comparable areas, or that there is none and why."""
    words, names = question.texts["comparable"], _names(question)
    own = names[found.found.own]
    if not found.indicators:
        return words["no_indicators"]
    if not found.found.complete[found.found.own]:
        return words["own_unknown"].format(area=own)
    if not found.found.places:
        return words["none"].format(area=own)
    said = in_a_row(
        [names[place] for place in found.found.places], question.texts["analysis"]["and"]
    )
    key = "one" if len(found.found.places) == 1 else "some"
    near = _near_enough(found, wanted(question).tolerance)
    if near > len(found.found.places):
        key = "some_of"
    return words[key].format(area=own, areas=said, all=german(near, 0))


def _near_enough(found: ComparableAreas, tolerance: float) -> int:
    """Return how many areas are comparable, shown or not."""
    other = np.isfinite(found.found.distance)
    other[found.found.own] = False
    within = np.abs(found.found.difference_sd) <= tolerance + ROUNDING
    return int((within.all(axis=1) & other).sum())


def possible(city: City) -> bool:
    """Return whether some level has areas and indicators to compare."""
    return any(len(level.areas) > 1 and able(city, level.id) for level in city.levels)


def figure_said(value: float, indicator: Indicator) -> str:
    """Return a figure without its unit, which the row says; a dash where there is none."""
    return figure(value, indicator) if value == value else "–"


def in_sd(value: float) -> str:
    """Return a difference in standard deviations with its sign."""
    said = german(value, SD_DECIMALS)
    return f"+{said}" if value > 0 and said.strip("0,") else said


def _names(question: Question) -> list[str]:
    return [area.name for area in question.level.areas]
