"""The figures of one area against the city: values, differences, and whether they are clear."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from geodata.model import EMPTY_STATES, City, Direction, Indicator, Kind, Series, Status
from geodata.statistics.classify import Classes, round_half_up
from layers.chance import against_city, around
from layers.export.plot import Story
from layers.numbers import german, spoken
from layers.scene import is_empty
from layers.scene_words import DOUBTS
from layers.texts import texts
from layers.view import View, nearest_year


@dataclass(frozen=True, eq=False)
class Figure:
    """One indicator of one area.

    ``order`` is 1, 0, -1 for clearly above, not clearly different, clearly below the rest of the
    city; None where that cannot be tested.
    """

    story: Story
    index: int
    order: int | None

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.story.shown.indicator

    @property
    def year(self) -> int:
        """The year of the figure."""
        return self.story.view.year

    @property
    def status(self) -> Status:
        """Status of the area's figure."""
        return self.story.shown.statuses[self.index]

    @property
    def known(self) -> bool:
        """Whether the area has a figure."""
        return not is_empty(self.status)

    @property
    def said(self) -> str:
        """The figure without unit, with the sign of its status."""
        shown = self.story.shown
        return marked(shown.figures[self.index], self.status, shown.indicator)

    @property
    def ends(self) -> str:
        """Both ends of the 95 % interval around the figure; empty where chance is not known."""
        shown, decimals = self.story.shown, self.indicator.decimals
        found = around(shown)[self.index]
        return "" if found is None else "–".join(german(end, decimals) for end in found)

    @property
    def compared(self) -> str:
        """What it is compared with: the city's figure, for counts the mean of the areas."""
        shown = self.story.shown
        if shown.indicator.classes:
            return ""
        sure = Status.OK if shown.indicator.kind is Kind.COUNT else shown.city_status
        said = marked(shown.middle, sure, shown.indicator)
        mean = shown.indicator.kind is Kind.COUNT and math.isfinite(shown.middle)
        return texts()["report"]["mean_of"].format(value=said) if mean else said

    @property
    def gap(self) -> str:
        """The difference with its sign; empty where there is none to tell."""
        shown, decimals = self.story.shown, self.indicator.decimals
        if not self.known or not math.isfinite(shown.middle) or whole_of_city(self):
            return ""
        gap = shown.figures[self.index] - round_half_up(shown.middle, decimals)
        return signed(gap, decimals)


def labelled(indicator: Indicator) -> str:
    """Return name and unit, the unit once."""
    if indicator.classes or unit_in_name(indicator):
        return indicator.name
    room = texts()["report"]
    return room["in_unit"].format(indicator=indicator.name, unit=indicator.unit)


def unit_in_name(indicator: Indicator) -> bool:
    """Return whether the name of an indicator says its unit already."""
    return indicator.unit.casefold() in indicator.name.casefold()


def signed(gap: float, decimals: int) -> str:
    """Return a difference with its sign: ``+1,2``, ``−0,4``, ``0,0``.

    Examples
    --------
    >>> signed(1.24, 1), signed(-0.04, 1)
    ('+1,2', '0,0')
    """
    said = german(round_half_up(gap, decimals), decimals)
    return f"+{said}" if round_half_up(gap, decimals) > 0 else said


def marked(figure: float, status: Status, indicator: Indicator) -> str:
    """Return a figure without unit and the sign of its status; the sign alone where it is empty."""
    signs = texts()["legend"]
    if is_empty(status) or not math.isfinite(figure):
        return signs[f"sign_{status if is_empty(status) else Status.MISSING}"]
    said = spoken(figure, indicator)
    return f"{said}\u00a0{signs[f'sign_{status}']}" if status in DOUBTS else said


def figures(city: City, view: View) -> Iterator[Figure]:
    """Yield a figure of the area of *view* for every indicator of its level, by theme.

    The year is that of the view, or the nearest with figures.
    """
    index = city.level(view.level).area_ids.index(view.area)
    for theme in city.themes:
        for indicator in city.indicators:
            if indicator.theme == theme.id and (view.level, indicator.id) in city.series:
                yield figure(city, view, indicator, index)


def figure(city: City, view: View, indicator: Indicator, index: int) -> Figure:
    """Return one indicator of the area at *index* of the level of *view*."""
    story = Story(city, view_of(city, view, indicator))
    return Figure(story, index, against_city(story.shown, index))


def view_of(city: City, view: View, indicator: Indicator) -> View:
    """Return *view* with another indicator, in the nearest year that has figures."""
    years = city.series[view.level, indicator.id].years
    plain = replace(view, need=None, symbols="", compare="", classes=Classes())
    return replace(plain, indicator=indicator.id, year=nearest_year(years, view.year))


def whole_of_city(found: Figure) -> bool:
    """Return whether the figure is a share of a total of the city: comparing it means nothing."""
    shown, index = found.story.shown, found.index
    whole = _city_parts(found.story.city, shown.series, shown.row)[1]
    own = float(shown.series.denominator[shown.row, index])
    return math.isfinite(whole) and own == whole


def _city_parts(city: City, series: Series, row: int) -> tuple[float, float]:
    """Return numerator and denominator of the city: published, else summed where all is known."""
    published, year = city.series.get((city.city_level, series.indicator)), series.years[row]
    if published is not None and year in published.years:
        at = published.years.index(year)
        found = float(published.numerator[at, 0]), float(published.denominator[at, 0])
        if all(map(math.isfinite, found)):
            return found
    if np.isin(series.status[row], EMPTY_STATES).any():
        return math.nan, math.nan
    return float(series.numerator[row].sum()), float(series.denominator[row].sum())


def is_key(city: City, indicator: Indicator) -> bool:
    """Return whether an indicator can be compared between areas, or counts the residents."""
    if indicator.kind in (Kind.SHARE, Kind.RATE) or indicator.id == city.residents:
        return True
    return indicator.kind is Kind.NUMBER and indicator.direction is not Direction.NEUTRAL
