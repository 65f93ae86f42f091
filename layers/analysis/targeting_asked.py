"""What the analysis of target accuracy is asked: need, its order, what counts as funding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.indices import SocialIndex
from geodata.model import Indicator
from geodata.statistics.need import Need, need_by_index, need_by_limit
from geodata.statistics.rank_ranges import RankRanges, ranks
from geodata.statistics.social_index import social_index
from geodata.statistics.targeting import (
    Measure,
    Received,
    Targeting,
    money_received,
    people_reached,
    severity_of,
    targeting,
    usual_limit,
)
from layers.analysis.model import Choice, Entry, Field, Question, Words
from layers.numbers import german

AFTER, LIMIT, CLASS, MEASURE, STAGE = "nach", "grenze", "klasse", "mass", "geldstand"
OWN = (AFTER, LIMIT, CLASS, MEASURE, STAGE)
INDICATOR, PEOPLE, MONEY = "indikator", "menschen", "geld"
STAGES = {"bewilligt": "granted", "ausgegeben": "spent"}
WIDEST = 1e12

Figures = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Asked:
    """A question understood. ``indicator`` is None where an index says who is in need.

    ``values`` are the figures that areas are ordered by, as they are printed; ``ranks`` is None
    where there is nothing to say on ranks.
    """

    need: Need
    values: Figures
    severity: Figures
    indicator: Indicator | None
    limit: float
    told: str
    ranks: RankRanges | None
    measure: str
    stage: str

    def row(self, year: int) -> int:
        """Return the row of *year* in the arrays of ``need``."""
        return self.need.years.index(year)


def asked_of(question: Question) -> Asked | None:
    """Return what is asked; None where the index has no figures in the year of the view."""
    index = _index(question)
    return _by_indicator(question) if index is None else _by_index(question, index)


def found_of(question: Question, asked: Asked) -> Targeting:
    """Return need and funding of the year of the view; people where too little money is known."""
    city, year = question.city, question.view.year
    given = people_reached(city, asked.need, year, city.residents)
    if asked.measure == MONEY:
        money = money_of(question, asked)
        given = money if money.enough else given
    return targeting(city, asked.need, asked.severity, year, given)


def money_of(question: Question, asked: Asked) -> Received:
    """Return the published money of the stage that is asked for."""
    stage = STAGES[asked.stage]
    return money_received(question.city, asked.need.level, question.view.year, stage)


def measured(found: Targeting) -> str:
    """Return what funding is measured by in *found*: people, or money."""
    return MONEY if found.received.measure is Measure.MONEY else PEOPLE


def choices(question: Question, asked: Asked | None) -> Iterator[Choice]:
    """Yield the fields of the form."""
    words, index = question.texts["targeting"], _index(question)
    if question.city.indices:
        entries = [Entry(INDICATOR, words["by_indicator"])]
        entries += [Entry(one.id, one.name) for one in question.city.indices]
        chosen = INDICATOR if index is None else index.id
        yield Choice(AFTER, words["after"], chosen, tuple(entries), hint=words["after_hint"])
    if index is None:
        hint = words["limit_hint"].format(unit=question.indicator.unit)
        given = asked is not None and question.own.get(LIMIT)
        written = _plain(asked.limit, question.indicator) if asked and given else ""
        yield Choice(LIMIT, words["limit"], written, field=Field.NUMBER, hint=hint)
    else:
        named = enumerate(index.status.names, start=1)
        steps = tuple(Entry(str(place), name) for place, name in named)
        yield Choice(CLASS, words["from_class"], str(_class(question, index)), steps)
    kinds = tuple(Entry(one, words[f"measure_{one}"]) for one in (PEOPLE, MONEY))
    yield Choice(MEASURE, words["measure"], _measure(question), kinds)
    if _measure(question) == MONEY:
        stages = tuple(Entry(one, words[f"stage_{one}"]) for one in STAGES)
        yield Choice(STAGE, words["stage"], _stage(question), stages)


def _measure(question: Question) -> str:
    return question.one_of(MEASURE, (PEOPLE, MONEY), PEOPLE)


def _stage(question: Question) -> str:
    return question.one_of(STAGE, tuple(STAGES), "bewilligt")


def _index(question: Question) -> SocialIndex | None:
    known = {one.id: one for one in question.city.indices}
    return known.get(question.one_of(AFTER, (INDICATOR, *known), INDICATOR))


def _class(question: Question, index: SocialIndex) -> int:
    count = len(index.status.names)
    usual = str(min(3, count))
    return int(question.one_of(CLASS, tuple(map(str, range(1, count + 1))), usual))


def _by_indicator(question: Question) -> Asked:
    city, indicator, level = question.city, question.indicator, question.view.level
    row = question.series.years.index(question.view.year)
    usual = question.view.need
    if usual is None:
        usual = usual_limit(city, level, indicator, question.view.year)
    limit = question.number(LIMIT, -WIDEST, WIDEST, usual)
    unit = f"\u00a0{indicator.unit}" if indicator.unit else ""
    side = "need_better" if indicator.direction == "better" else "need_worse"
    written = f"{german(limit, indicator.decimals)}{unit}"
    told = f"{indicator.name}, {question.texts['need'][side].format(limit=written)}"
    return Asked(
        need=need_by_limit(city, level, indicator, limit, city.residents),
        values=question.series.value[row],
        severity=severity_of(city, level, indicator, question.view.year),
        indicator=indicator,
        limit=limit,
        told=told,
        ranks=ranks(question.series, indicator, row),
        measure=_measure(question),
        stage=_stage(question),
    )


def _by_index(question: Question, index: SocialIndex) -> Asked | None:
    city, level, year = question.city, question.view.level, question.view.year
    words, place = question.texts["targeting"], _class(question, index)
    need = need_by_index(city, level, index, place, city.residents)
    if year not in need.years:
        return None
    values = social_index(city, index, level, year).status.index
    told = words["index_need"].format(index=index.name, name=index.status.names[place - 1])
    return Asked(need, values, values, None, float("nan"), told, None, _measure(question),
                 _stage(question))  # fmt: skip


def index_name(question: Question) -> str:
    """Return the name of the index that is asked for, or empty text."""
    index = _index(question)
    return index.name if index else ""


def counted(question: Question, asked: Asked) -> str:
    """Return in words who is counted as people in need."""
    words: Words = question.texts["targeting"]
    who = asked.need.counted[asked.row(question.view.year)]
    if who == "residents" or asked.indicator is None:
        return words["counted_residents"]
    return asked.indicator.numerator or asked.indicator.name


def _plain(value: float, indicator: Indicator) -> str:
    """Return *value* as it stands in a field for numbers."""
    return german(value, indicator.decimals).replace(".", "")
