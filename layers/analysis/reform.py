"""Boundary change: one indicator of one new area, on from before the reform."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geodata.model import EMPTY_STATES, Area, City, Level, Series
from geodata.statistics.crosswalk import Crosswalk, Land, crosswalk, reforms, shared_land
from geodata.statistics.transfer import Treatment, extended, transferred, treatment
from layers.analysis.model import Analysis, Answer, Choice, Entry, Group, Question
from layers.analysis.reform_sections import Course, sections, tables

PAIR, AREA, MEANS = "neugliederung", "neues-gebiet", "fertige-zahlen"
NO, YES = "nein", "mittel"


@dataclass(frozen=True)
class _Asked:
    """The reform that is asked for, and what its areas share."""

    old: Level
    new: Level
    land: Land
    walk: Crosswalk
    place: int


def answer(question: Question) -> Answer:
    """Return the answer; a city without a reform gets told so."""
    words, pairs = question.texts["reform"], reforms(question.city)
    if not pairs:
        return Answer(words["name"], (words["none"],), (), ())
    asked = _asked(question, pairs)
    indicator, means = question.indicator, question.one_of(MEANS, (NO, YES), NO) == YES
    area = asked.new.areas[asked.place]
    choices = tuple(_choices(question, pairs, asked, means))
    title = words["title"].format(area=area.name, indicator=indicator.name)
    series = question.city.series.get((asked.old.id, indicator.id))
    if series is None:
        said = words["only_new"].format(indicator=indicator.name, old=asked.old.name_plural)
        return Answer(title, (said,), choices, ())
    moved = transferred(question.city, series, asked.walk, means=means)
    if moved is None:
        said = words["refused"].format(indicator=indicator.name)
        return Answer(title, (said,), choices, ())
    course = _course(question.city, asked, series, moved)
    return Answer(
        title=title,
        lead=tuple(_lead(question, course, area)),
        choices=choices,
        sections=tuple(sections(question, course)),
        tables=tables(question, course),
    )


def _course(city: City, asked: _Asked, old: Series, moved: Series) -> Course:
    own = city.series.get((asked.new.id, old.indicator))
    how = treatment(city.indicator(old.indicator), old, means=True)
    whole = moved if own is None else extended(own, moved)
    return Course(asked.old, asked.new, asked.land, asked.walk, asked.place, old, whole, how)


def _asked(question: Question, pairs: tuple[tuple[Level, Level], ...]) -> _Asked:
    ids = tuple(f"{old.id}~{new.id}" for old, new in pairs)
    mine = [
        name for name, (_, new) in zip(ids, pairs, strict=True) if new.id == question.view.level
    ]
    old, new = pairs[ids.index(question.one_of(PAIR, ids, mine[0] if mine else ids[0]))]
    land = shared_land(question.city, old.id, new.id)
    walk = crosswalk(question.city, land)
    usual = question.view.area if question.view.area in new.area_ids else _telling(walk, new)
    area = question.one_of(AREA, new.area_ids, usual)
    return _Asked(old, new, land, walk, new.area_ids.index(area))


def _telling(walk: Crosswalk, new: Level) -> str:
    """Return the area that is shown unasked: the first that had to be estimated."""
    estimated = [area for area, exact in zip(new.area_ids, walk.exact, strict=True) if not exact]
    return (estimated or list(new.area_ids))[0]


def _choices(
    question: Question, pairs: tuple[tuple[Level, Level], ...], asked: _Asked, means: bool
) -> Iterator[Choice]:
    words = question.texts["reform"]
    named = tuple(
        Entry(
            f"{old.id}~{new.id}",
            words["pair_named"].format(old=old.name_plural, new=new.name_plural),
        )
        for old, new in pairs
    )
    if len(pairs) > 1:
        yield Choice(PAIR, words["pair"], f"{asked.old.id}~{asked.new.id}", named)
    areas = tuple(Entry(one.id, one.name) for one in asked.new.areas)
    yield Choice(AREA, words["area"], asked.new.area_ids[asked.place], areas)
    series = question.city.series.get((asked.old.id, question.indicator.id))
    if series is None or treatment(question.indicator, series) is Treatment.REFUSED:
        entries = (Entry(NO, words["treatment_no"]), Entry(YES, words["treatment_yes"]))
        yield Choice(MEANS, words["treatment"], YES if means else NO, entries)


def _lead(question: Question, course: Course, area: Area) -> Iterator[str]:
    words, years = question.texts["reform"], course.old_series.years
    givers = course.givers
    if course.walk.exact[course.place]:
        yield words["lead_exact"].format(area=area.name, first=years[0], last=years[-1])
    elif not course.walk.by_residents[givers].all():
        yield words["lead_surface"].format(area=area.name, last=years[-1])
    elif len(givers) == 1:
        yield words["lead_one"].format(area=area.name, last=years[-1])
    else:
        yield words["lead_estimated"].format(area=area.name, last=years[-1], givers=len(givers))
    if not course.walk.exact[course.place]:
        yield from _doubts(question, course)
    rows = [course.series.years.index(year) for year in years]
    hidden = np.isin(course.series.status[rows, course.place], EMPTY_STATES)
    if hidden.any():
        without = ", ".join(str(year) for year, no in zip(years, hidden, strict=True) if no)
        yield words["lead_hidden"].format(years=without)
    if course.how is Treatment.MEAN:
        yield words["lead_mean"]


def _doubts(question: Question, course: Course) -> Iterator[str]:
    words, last = question.texts["reform"], course.old_series.years[-1]
    if len(course.givers) == 1 and course.how is not Treatment.SUM:
        yield words["lead_part"]
    later = [year for year in course.series.years if year > last]
    if later:
        yield words["lead_break"].format(last=last, first=later[0])


ANALYSIS = Analysis(
    "gebietsreform",
    "reform",
    ("indicator",),
    (PAIR, AREA, MEANS),
    answer,
    group=Group.DATA,
    possible=lambda city: bool(reforms(city)),
)
