"""What the analysis of effects is asked: which funded area, and from which share on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geodata.model import City, Indicator, Kind
from geodata.renewal import FundedArea
from geodata.statistics.effect import Effect, effect
from geodata.statistics.overlap import overlap
from geodata.statistics.treated import USUAL_SHARE, Treatment, treatment
from layers.analysis.model import Choice, Entry, Field, Question
from layers.numbers import german, signed

AREA, COVERED, CONTROLS = "foerdergebiet", "deckung", "vergleich"
ALL = "alle"
WITH = ("alle", "vergleichbare")
PERCENT = 100.0


@dataclass(frozen=True, eq=False)
class Asked:
    """A question understood and computed; ``area`` is None for all funded areas together."""

    area: FundedArea | None
    covered: float
    treated: Treatment
    effect: Effect


def asked_of(question: Question) -> Asked:
    """Return what is asked; the city has funded areas, the indicator is no count."""
    city, series = question.city, question.series
    names = tuple(one.id for one in city.funded_areas)
    chosen = question.one_of(AREA, (ALL, *names), usual_area(city, series.level))
    covered = question.number(COVERED, 1.0, PERCENT, PERCENT * USUAL_SHARE)
    asked = names if chosen == ALL else (chosen,)
    treated = treatment(city, series.level, asked, covered / PERCENT, series.years[-1])
    area = None if chosen == ALL else city.funded_area(chosen)
    alike = _controls(question) == WITH[1]
    return Asked(area, covered, treated, effect(city, question.indicator, treated, alike))


def _controls(question: Question) -> str:
    return question.one_of(CONTROLS, WITH, WITH[0])


def usual_area(city: City, level: str) -> str:
    """Return the funded area that covers most of an area of *level*: the likeliest to compare."""
    drawn = [one for one in city.funded_areas if one.outline is not None]
    if not drawn:
        return ALL
    shares = overlap(city, level, [one.outline for one in drawn]).share_of_area
    return drawn[int(np.argmax(shares.max(axis=1)))].id


def choices(question: Question, asked: Asked) -> Iterator[Choice]:
    """Yield the fields of the form."""
    words = question.texts["effect"]
    entries = [Entry(ALL, words["all"])]
    entries += [Entry(one.id, one.name) for one in question.city.funded_areas]
    chosen = ALL if asked.area is None else asked.area.id
    yield Choice(AREA, words["area"], chosen, tuple(entries), first=True)
    decimals = 0 if asked.covered == int(asked.covered) else 1
    yield Choice(COVERED, words["covered"], german(asked.covered, decimals), field=Field.NUMBER,
                 hint=words["covered_hint"])  # fmt: skip
    kinds = tuple(Entry(one, words[f"controls_{one}"]) for one in WITH)
    yield Choice(CONTROLS, words["controls"], _controls(question), kinds)


def area_name(question: Question, asked: Asked) -> str:
    """Return the name of the funded area, or that all are meant."""
    return question.texts["effect"]["all"] if asked.area is None else asked.area.name


def unit_of(question: Question) -> str:
    """Return the unit of a difference: percentage points, or that of the indicator."""
    indicator: Indicator = question.indicator
    if indicator.kind is Kind.SHARE or indicator.unit == "%":
        return question.texts["table"]["points"]
    return indicator.unit


def told(question: Question, value: float) -> str:
    """Return a difference with its sign, one decimal more than the figures have."""
    return signed(value, question.indicator.decimals + 1)
