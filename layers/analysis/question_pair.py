"""Two indicators of a question: the second one, their common year, their figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.commands.question import common_years
from geodata.model import Direction, Indicator, Kind, Series, Status
from layers.analysis.estimates import cell_with_ends
from layers.analysis.model import Choice, Entry, Question
from layers.report.figures import marked
from layers.view import nearest_year

SECOND = "zweiter"
ABLE = (Kind.COUNT, Kind.SHARE, Kind.RATE, Kind.NUMBER)


@dataclass(frozen=True, eq=False)
class Pair:
    """The indicator of the view and the second one, in a year in which both have figures."""

    question: Question
    one: Indicator
    other: Indicator
    year: int

    def series(self, indicator: Indicator) -> Series:
        """Return the series of one of both."""
        return self.question.city.series[self.question.view.level, indicator.id]

    def figures(self, indicator: Indicator) -> NDArray[np.float64]:
        """Return the figures of the year, NaN for gaps."""
        series = self.series(indicator)
        return series.value[series.years.index(self.year)]

    def said(self, indicator: Indicator, place: int) -> str:
        """Return a figure with the sign of its status."""
        series = self.series(indicator)
        at = series.years.index(self.year), place
        said = marked(float(series.value[at]), Status(series.status[at]), indicator)
        return cell_with_ends(said, indicator, series, at)


def seconds(question: Question) -> tuple[Indicator, ...]:
    """Return what can stand beside the indicator of the view: a common year, figures that count."""
    view = question.view
    return tuple(
        one
        for one in question.city.indicators
        if one.id != view.indicator
        and one.kind in ABLE
        and common_years(question.city, view.level, view.indicator, one.id)
    )


def pair(question: Question) -> Pair | None:
    """Return both indicators; None where there is no second one."""
    able, view, words = seconds(question), question.view, question.texts["question"]
    if not able or question.indicator.kind not in ABLE:
        return None
    names = tuple(one.id for one in able)
    other = question.city.indicator(question.one_of(SECOND, names, usual(question, able).id))
    years = common_years(question.city, view.level, view.indicator, other.id)
    year = nearest_year(years, view.year)
    if year != view.year:
        question.notices.append(words["pair_year"].format(asked=view.year, shown=year))
    return Pair(question, question.indicator, other, year)


def usual(question: Question, able: tuple[Indicator, ...]) -> Indicator:
    """Return the one of *able* that most likely asks something: of the same kind, another theme."""
    one = question.indicator

    def unlikely(other: Indicator) -> tuple[bool, bool, bool]:
        neutral = other.direction is Direction.NEUTRAL
        return other.kind is not one.kind, neutral, other.theme == one.theme

    return min(able, key=unlikely)


def second_choice(question: Question, chosen: Pair | None) -> Choice:
    """Return the field for the second indicator."""
    words, city = question.texts["question"], question.city
    themes = {one.id: one.name for one in city.themes}
    entries = tuple(
        Entry(one.id, f"{one.name} ({one.unit})" if one.unit else one.name, themes[one.theme])
        for one in seconds(question)
    )
    value = chosen.other.id if chosen else question.own.get(SECOND, "")
    return Choice(SECOND, words["second"], value, entries)
