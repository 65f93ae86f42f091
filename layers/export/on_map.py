"""What lies on the coloured areas: funded areas, projects, circles of a second indicator.

The rules are those of ``assets/funded_areas.js``, ``projects.js`` and ``names.js``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from geodata.model import City, Indicator
from geodata.renewal import FundedArea, Project
from geodata.statistics.activity import active_in
from geodata.statistics.classify import round_half_up
from layers.export.palette import PROGRAMMES, STATES
from layers.view import View, nearest_year


@dataclass(frozen=True)
class ShownFundedArea:
    """A funded area of the view with its number, the state in the year shown, and its colour."""

    area: FundedArea
    number: int
    state: str
    colour: str
    programme: str

    @property
    def schematic(self) -> bool:
        """Whether the outline is a sketch."""
        return self.area.outline_quality == "schematic"


@dataclass(frozen=True)
class Second:
    """The indicator shown as circles: figures of the areas, the year, the largest of all years."""

    indicator: Indicator
    year: int
    figures: tuple[float, ...]
    most: float

    def part(self, figure: float) -> float:
        """Return the radius for *figure* as a part of the largest radius: areas in proportion."""
        return math.sqrt(abs(figure) / self.most) if self.most > 0 else 0.0


def funded_areas(city: City, view: View) -> tuple[ShownFundedArea, ...]:
    """Return the funded areas that the view shows, in the order of the city."""
    if "gebiete" not in view.layers:
        return ()
    return tuple(
        _funded(city, view, area, number)
        for number, area in enumerate(city.funded_areas, start=1)
        if set(area.programmes) & set(view.programmes) or area.id == view.funded_area
    )


def _funded(city: City, view: View, area: FundedArea, number: int) -> ShownFundedArea:
    state = active_in(area, view.year)
    places = {programme.id: place for place, programme in enumerate(city.programmes)}
    switched = [one for one in area.programmes if one in view.programmes]
    id_ = next(iter([*switched, *area.programmes]), "")
    place = places.get(id_, 0)
    by_state = view.funded_by == "stand"
    colour = STATES[state] if by_state else PROGRAMMES[place % len(PROGRAMMES)]
    name = city.programmes[place].short_name if id_ in places else ""
    return ShownFundedArea(area, number, state, colour, name)


def projects(city: City, view: View) -> tuple[Project, ...]:
    """Return the projects that the view shows, with and without a place."""
    if "projekte" not in view.layers:
        return ()
    every = len(view.fields) == len(city.fields_of_action)
    return tuple(
        project
        for area in city.funded_areas
        for project in area.projects
        if project.state in view.project_states
        and (every or set(project.fields) & set(view.fields))
    )


def second(city: City, view: View) -> Second | None:
    """Return the figures shown as circles, in the nearest year that has any; None without."""
    if not view.symbols:
        return None
    indicator, series = city.indicator(view.symbols), city.series[view.level, view.symbols]
    year = nearest_year(series.years, view.year)
    row = series.value[series.years.index(year)].tolist()
    finite = np.abs(series.value[np.isfinite(series.value)])
    return Second(
        indicator=indicator,
        year=year,
        figures=tuple(round_half_up(figure, indicator.decimals) for figure in row),
        most=float(finite.max()) if finite.size else 0.0,
    )
