"""What a view is compared with: the second map, or the year that a change is measured from.

Its twin in the browser is ``assets/beside.js``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from geodata.dates import nearest_year
from geodata.model import City, Series
from geodata.statistics.classify import Classes, Method
from layers.view_fields import CHANGE, View


@dataclass(frozen=True)
class Beside:
    """What the second map shows: a city, one of its indicators, a level with figures, a year."""

    city: City
    indicator: str
    level: str
    year: int

    @property
    def series(self) -> Series:
        """The figures of the indicator on the level."""
        return self.city.series[self.level, self.indicator]


def beside(view: View, city: City) -> Beside:
    """Return what *view* is compared with; what it leaves open is as on the first map.

    Where the other city lacks the indicator or the level, its own start takes the place. A change
    is measured from the first year of the indicator unless the view names one.
    """
    there = _city(view, city)
    wished = view.other_indicator or view.indicator
    indicator = wished if wished in _having(there) else there.start.indicator
    levels = tuple(one.id for one in there.levels if (one.id, indicator) in there.series)
    level = view.other_level or view.level
    if level not in levels:
        level = there.start.level if there.start.level in levels else levels[-1]
    years = there.series[level, indicator].years
    usual = years[0] if view.compare == CHANGE else view.year
    year = usual if view.other_year is None else view.other_year
    return Beside(there, indicator, level, nearest_year(years, year))


def second_view(view: View, city: City) -> View:
    """Return the view of the second map alone: what both share comes from the first.

    The chosen area is shared on the same level, the limit of need where the indicator is the same
    as well; own class limits go with their indicator; funded areas and circles with their city.
    """
    found = beside(view, city)
    same = found.indicator == view.indicator
    shown = View(
        city=found.city.id,
        indicator=found.indicator,
        year=found.year,
        level=found.level,
        classes=view.classes if same or view.classes.method is not Method.OWN else Classes(),
        limits=view.limits,
        layers=view.layers,
        funded_by=view.funded_by,
        project_states=view.project_states,
        mode=view.mode,
        language=view.language,
    )
    return shown if found.city.id != city.id else _here(shown, view, city)


def _here(shown: View, view: View, city: City) -> View:
    level, same = shown.level == view.level, shown.indicator == view.indicator
    return replace(
        shown,
        programmes=view.programmes,
        symbols=view.symbols if (shown.level, view.symbols) in city.series else "",
        area=view.area if level else "",
        funded_area=view.funded_area,
        need=view.need if level and same else None,
        fields=view.fields,
    )


def indicators_of(view: View, city: City) -> tuple[str, ...]:
    """Return the indicators that the second map of *view* can show."""
    there = _city(view, city)
    having = _having(there)
    return tuple(one.id for one in there.indicators if one.id in having)


def levels_of(view: View, city: City) -> tuple[str, ...]:
    """Return the levels on which the second map of *view* can show its indicator."""
    found = beside(view, city)
    return tuple(
        one.id for one in found.city.levels if (one.id, found.indicator) in found.city.series
    )


def _city(view: View, city: City) -> City:
    return next((one for one in city.others if one.id == view.other_city), city)


def _having(city: City) -> set[str]:
    return {indicator for _, indicator in city.series}
