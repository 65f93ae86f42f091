"""The Planspiel: decisions played through beforehand, beside the real state."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from geodata.model import Direction, Kind
from geodata.scenario_play import Played, played
from geodata.statistics.index_inputs import index_years
from geodata.statistics.scenario_effects import (
    Asked,
    IndexEffect,
    Measure,
    index_effect,
    measures,
)
from layers.analysis import scenario_sections as sections
from layers.analysis.editor import SECTION
from layers.analysis.model import Analysis, Answer, Choice, Field, Group, Question
from layers.analysis.scenario_editor import SCENARIO, add, changes_said, editor
from layers.analysis.scenario_file import LOADED, Fault
from layers.analysis.scenario_words import refused_words
from layers.numbers import german
from layers.report.model import Bullets, Section, Text
from layers.view import PARAMETERS, nearest_year

MARK = "Planspiel"


@dataclass(frozen=True, eq=False)
class Shown:
    """A question with the scenario played, and what both cities say."""

    question: Question
    played: Played
    asked: Asked
    measures: dict[str, Measure]

    def effects(self) -> Iterator[IndexEffect]:
        """Yield every index that can be computed on the level, in the nearest year."""
        city, level = self.question.city, self.question.view.level
        for one in city.indices:
            able = one.meant_for([each.id for each in city.levels], city.city_level)
            years = tuple(index_years(city, one, level)) if level in able else ()
            if years:
                year = nearest_year(years, self.asked.year)
                yield index_effect(city, self.played.city, one.id, level, year)


def answer(question: Question) -> Answer:
    """Return the real state beside the played one."""
    words, view = question.texts["scenario"], question.view
    found = played(question.city, question.own.get(SCENARIO, ""))
    question.notices.extend(refused_words(question, found.refused))
    if question.own.get(LOADED) in tuple(Fault):
        question.notices.append(question.texts["editor"][question.own[LOADED]])
    limit = found.limit(view.indicator, view.need)
    asked = Asked(view.level, view.indicator, view.year, view.need, limit)
    told = measures(question.city, found.city, asked)
    shown = Shown(question, found, asked, {one.name: one for one in told})
    effects = tuple(shown.effects())
    return Answer(
        title=words["title"].format(indicator=question.indicator.name, year=view.year),
        lead=tuple(_lead(shown)),
        choices=tuple(_choices(question)),
        sections=tuple(_sections(shown, effects)),
        tables={
            "unterschied": sections.effect_table(question, asked, told),
            "gebiete": sections.value_table(question, found.city),
            **sections.class_tables(effects),
        },
        editor=editor(question, found),
    )


def _choices(question: Question) -> Iterator[Choice]:
    """Yield the field for the limit of need; classes have none."""
    if question.indicator.kind is Kind.CLASS:
        return
    words, indicator = question.texts["scenario"], question.indicator
    better = indicator.direction is Direction.BETTER
    label = words["need_today_better" if better else "need_today"].format(unit=indicator.unit)
    need = question.view.need
    value = "" if need is None else f"{need:.12g}".replace(".", ",")
    hint = words["need_today_hint"]
    yield Choice(PARAMETERS["need"], label, value, field=Field.NUMBER, hint=hint)


def _lead(shown: Shown) -> Iterator[str]:
    words, count = shown.question.texts["scenario"], len(shown.played.scenario.changes)
    if not count:
        yield words["lead_none"]
        return
    yield words["lead_one"] if count == 1 else words["lead_many"].format(count=count)
    said = [*_lead_need(shown), *_lead_residents(shown)]
    yield " ".join(said) or words["lead_same"]


def _lead_need(shown: Shown) -> Iterator[str]:
    words, found = shown.question.texts["scenario"], shown.measures
    if "areas" not in found:
        return
    areas = found["areas"]
    key = "lead_areas" if areas.difference else "lead_areas_same"
    yield words[key].format(played=german(areas.played, 0), today=german(areas.today, 0))
    share = found.get("reached_share")
    if share is not None and share.difference and math.isfinite(share.difference):
        today, there = _percents(shown, share)
        yield words["lead_reached"].format(today=today, played=there)


def _lead_residents(shown: Shown) -> Iterator[str]:
    share = shown.measures.get("residents_share")
    if share is not None and abs(share.difference) > 0:
        words = shown.question.texts["scenario"]
        today, there = _percents(shown, share)
        yield words["lead_residents"].format(today=today, played=there)


def _percents(shown: Shown, one: Measure) -> list[str]:
    words = shown.question.texts["scenario"]
    return [
        words["percent"].format(value=german(100 * value, 1)) for value in (one.today, one.played)
    ]


def _sections(shown: Shown, effects: tuple[IndexEffect, ...]) -> Iterator[Section]:
    question, words = shown.question, shown.question.texts["scenario"]
    said = changes_said(question, shown.played)
    blocks = (Bullets(said),) if said else (Text(words["changes_none"]),)
    yield Section(SECTION, words["changes_title"], blocks)
    yield sections.effects(question, shown.played.city, shown.asked, tuple(shown.measures.values()))
    yield from sections.maps(question, shown.played, shown.asked)
    if question.indicator.kind is not Kind.CLASS:
        yield sections.values(question, shown.played.city)
    for one in effects:
        yield sections.classes(question, one)
    method = (words["method_text"], words["method_funding"], words["method_hidden"])
    yield Section("methode", words["method_title"], tuple(map(Text, method)))
    yield Section("grenzen", words["limits_title"], (Text(words["limits_text"]),))


ANALYSIS = Analysis(
    "planspiel",
    "scenario",
    ("level", "indicator", "year"),
    (SCENARIO, LOADED),
    answer,
    group=Group.AHEAD,
    mark=MARK,
    add=add,
)
