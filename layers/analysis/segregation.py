"""How unevenly a group lives over the city, whether that changes, and how far areas are apart."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geodata.model import City, Direction, Indicator, Level
from geodata.statistics import polarisation as apart
from geodata.statistics.segregation import (
    Segregation,
    YearSegregation,
    has_people,
    segregation,
    suits,
)
from geodata.statistics.segregation_groups import partition
from geodata.statistics.trend import LEAST
from layers.analysis.estimates import doubts, percent, span_of, states
from layers.analysis.fifths import fifths, fifths_lead
from layers.analysis.model import Analysis, Answer, Choice, Question
from layers.analysis.segregation_asked import GROUPS, Asked
from layers.analysis.segregation_groups import groups_choice, several_groups
from layers.analysis.segregation_parts import areas, levels, years
from layers.analysis.segregation_tables import tables
from layers.report.model import Bullets, Section, Text
from layers.view import nearest_year

NORMAL_95 = 1.96


def answer(question: Question) -> Answer:
    """Return the answer; where the indicator counts no group, that of a share in its place."""
    words = question.texts["segregation"]
    asked, instead = _asked(question)
    if asked is None:
        return Answer(words["name"], (words["none"],), (), ())
    name = asked.called(asked.indicator.id) if asked.people else asked.indicator.short_name
    title = words["title"].format(indicator=name)
    if instead:
        question.notices.append(instead)
    if not asked.people:
        return Answer(title, tuple(_far_lead(asked)), (), tuple(_far(asked)), tables(asked, None))
    found = segregation(question.city, asked.level.id, asked.indicator.id)
    year = next((one for one in found.years if one.year == asked.year), None)
    if year is None:
        said = words["no_year"].format(year=asked.year, level=asked.level.name_plural)
        return Answer(title, (said,), _choices(asked), ())
    return Answer(
        title=title,
        lead=tuple(_lead(asked, found, year)),
        choices=_choices(asked),
        sections=tuple(_sections(asked, found, year)),
        tables=tables(asked, found),
    )


def _asked(question: Question) -> tuple[Asked | None, str]:
    """Return what is asked, and a sentence where something else is shown than the view says."""
    city, wanted = question.city, question.indicator
    tried = [wanted.id, wanted.related, *_usual(city, question.view.level)]
    for name in dict.fromkeys(one for one in tried if one):
        level = _level(question, name)
        indicator = city.indicator(name)
        if level is None or not apart.suits(indicator):
            continue
        series = city.series[level.id, name]
        people = suits(indicator) and has_people(series)
        if suits(indicator) and not people:
            continue
        year = nearest_year(series.years, question.view.year)
        asked = Asked(question, indicator, level, series, year, people)
        return asked, "" if name == wanted.id and level.id == question.view.level else _instead(
            asked, wanted
        )
    return None, ""


def _usual(city: City, level: str) -> list[str]:
    """Return all shares: first those of which more is worse, then those of a whole partition."""
    names = [one.id for one in city.indicators if suits(one)]
    worse = [one for one in names if city.indicator(one).direction is Direction.WORSE]
    whole = [one for one in names if one not in worse and partition(city, level, one)]
    return list(dict.fromkeys((*worse, *whole, *names)))


def _instead(asked: Asked, wanted: Indicator) -> str:
    return asked.words["instead"].format(
        wanted=wanted.name, shown=asked.indicator.name, level=asked.level.name_plural
    )


def _level(question: Question, indicator: str) -> Level | None:
    """Return the level of the view where it has areas and figures, else the finest such."""
    able = [
        level for level in question.city.levels
        if len(level.areas) > 1 and (level.id, indicator) in question.city.series
    ]  # fmt: skip
    own = [level for level in able if level.id == question.view.level]
    return next(iter(own), max(able, key=lambda one: len(one.areas), default=None))


def _choices(asked: Asked) -> tuple[Choice, ...]:
    return tuple(groups_choice(asked))


def _lead(asked: Asked, found: Segregation, year: YearSegregation) -> Iterator[str]:
    words, one = asked.words, year.figures["dissimilarity"]
    yield words["lead"].format(
        year=year.year, count=percent(one.corrected), group=asked.group,
        level=asked.level.name_plural, span=span_of(one, words), chance=percent(year.by_chance),
    )  # fmt: skip
    yield trend_said(asked, found)


def trend_said(asked: Asked, found: Segregation) -> str:
    """Return whether the dissimilarity changes by more than noise."""
    words, years = asked.words, found.years
    if found.trend is None:
        return words["trend_none"].format(count=len(years), least=LEAST)
    ends = [one.figures["dissimilarity"] for one in (years[0], years[-1])]
    gap, key = ends[1].corrected - ends[0].corrected, "trend_no"
    if found.trend.clear:
        gap, key = found.trend.change, "trend_up" if found.trend.slope > 0 else "trend_down"
    elif abs(gap) > NORMAL_95 * math.hypot(ends[0].error, ends[1].error):
        key = "trend_uneven_up" if gap > 0 else "trend_uneven_down"
    return words[key].format(
        first=years[0].year, last=years[-1].year, count=len(years), change=percent(abs(gap))
    )


def _sections(asked: Asked, found: Segregation, year: YearSegregation) -> Iterator[Section]:
    words = asked.words
    yield Section("jahre", words["years_title"], tuple(years(asked, found, year)))
    yield Section("gebiete", words["areas_title"], tuple(areas(asked, year)))
    yield Section("ebenen", words["levels_title"], tuple(levels(asked)))
    if len(asked.able) > 1:
        yield Section("gruppen", words["groups_title"], tuple(several_groups(asked)))
    yield Section("fuenftel", words["fifths_title"], tuple(fifths(asked)))
    yield _method(asked)
    yield _limits(asked)


def _far_lead(asked: Asked) -> Iterator[str]:
    yield fifths_lead(asked)
    yield asked.words["no_group"].format(indicator=asked.indicator.name)


def _far(asked: Asked) -> Iterator[Section]:
    note = Text(asked.source("source_note_plain"), quiet=True)
    yield Section("fuenftel", asked.words["fifths_title"], (*fifths(asked), note))
    yield _method(asked)
    yield _limits(asked)


def _method(asked: Asked) -> Section:
    words = asked.words
    parts = ("index", "error", "trend", "fifths") if asked.people else ("fifths",)
    said = tuple(words[f"method_{part}"] for part in parts)
    return Section("methode", words["method_title"], (Bullets(said),))


def _limits(asked: Asked) -> Section:
    words, row = asked.words, asked.row
    left = states(asked.question, asked.series, row)
    more = (
        words["left_out"].format(year=asked.year, states=left) if left else "",
        doubts(asked.question, asked.series, row),
        words["few_areas"].format(count=len(asked.level.areas)) if asked.few else "",
    )
    parts = ("people", "levels", "chance") if asked.people else ("people", "levels")
    said = tuple(words[f"limits_{part}"] for part in parts)
    every = Bullets((*said, *(one for one in more if one)))
    return Section("grenzen", words["limits_title"], (every,))


def _possible(city: City) -> bool:
    return any(
        suits(city.indicator(name)) and has_people(series)
        for (level, name), series in city.series.items()
        if level != city.city_level
    )


ANALYSIS = Analysis(
    "segregation", "segregation", ("level", "indicator", "year"), (GROUPS,), answer,
    possible=_possible, suits=apart.suits,
)  # fmt: skip
