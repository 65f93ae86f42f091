"""What a view shows beside its indicator: circles, a second map, every year, as further columns."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from geodata.model import City
from layers.beside import beside, second_view
from layers.scene import ordinary
from layers.texts import Texts
from layers.view import View, nearest_year
from layers.view_fields import TWO_MAPS

WHOLE = ("indicator", "year", "value", "unit", "status", "code", "source")
OF_A_YEAR = ("value", "status", "code")
YEARS = "jahre"
CIRCLES, OTHER = "symbols", "other"


@dataclass(frozen=True)
class Aside:
    """A view of the same areas: the columns that it adds begin with its ``name``."""

    name: str
    view: View
    keys: tuple[str, ...] = WHOLE

    def column(self, key: str) -> str:
        """Return the key of the column that says *key* of it."""
        return f"{self.name}_{key}"

    def heading(self, key: str, words: Texts) -> str:
        """Return the heading of that column."""
        if self.keys is OF_A_YEAR:
            return words["data"][f"of_year_{key}"].format(year=self.view.year)
        said = words["data"]
        return said[f"symbols_{key}"] if self.name == CIRCLES else said[f"other_{key}"]


def asides(city: City, view: View) -> tuple[Aside, ...]:
    """Return what *view* shows of the same areas besides its indicator and year."""
    bare = replace(view, symbols="", need=None, compare="")
    found = []
    if view.symbols:
        year = nearest_year(city.series[view.level, view.symbols].years, view.year)
        found.append(Aside(CIRCLES, replace(bare, indicator=view.symbols, year=year)))
    if view.compare in TWO_MAPS and _same_areas(city, view):
        found.append(Aside(OTHER, replace(second_view(view, city), symbols="", need=None)))
    if view.compare == YEARS:
        years = city.series[view.level, view.indicator].years
        views = [replace(bare, year=year) for year in years if year != view.year]
        found += [Aside(f"of_{one.year}", one, OF_A_YEAR) for one in views if _any(city, one)]
    return tuple(found)


def second_areas(city: City, view: View) -> tuple[City, View] | None:
    """Return city and view of a second map that shows other areas; None where there is none."""
    if view.compare not in TWO_MAPS or _same_areas(city, view):
        return None
    return beside(view, city).city, second_view(view, city)


def _same_areas(city: City, view: View) -> bool:
    found = beside(view, city)
    return found.city is city and found.level == view.level


def _any(city: City, view: View) -> bool:
    return any(map(math.isfinite, ordinary(city, view).figures))
