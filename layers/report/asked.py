"""What a report is asked to be about, and every report of a city."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geodata.model import City
from geodata.presentation import Presentation
from layers.export.formats import slug
from layers.export.snapshot import Place
from layers.report.sections import AREA_KIND, FUNDED_KIND, VIEW_KIND
from layers.texts import texts
from layers.view import View, from_query, next_view


@dataclass(frozen=True)
class Shown:
    """One view of a report of views; empty texts mean: the words of the map itself."""

    view: View
    headline: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Asked:
    """What a report is about: ``views``, or else the area or funded area chosen in ``view``.

    ``sections`` are ids of :mod:`layers.report.sections`; empty means the usual ones. ``title``
    stands above several views.
    """

    view: View
    place: Place
    sections: tuple[str, ...] = ()
    views: tuple[Shown, ...] = ()
    title: str = ""

    @property
    def kind(self) -> str:
        """``area``, ``funded`` or ``view``."""
        if self.view.funded_area and not self.views:
            return FUNDED_KIND
        return AREA_KIND if self.view.area and not self.views else VIEW_KIND

    @property
    def shown(self) -> tuple[Shown, ...]:
        """The views of a report of views."""
        return self.views or (Shown(self.view),)


def view_of_area(city: City, base: View, area_id: str, level: str = "") -> View | None:
    """Return *base* with an area chosen, on *level*, else that of *base*, else the first.

    None where the city has no such area, or no figures on its level.
    """
    levels = [level] if level else [base.level, *(one.id for one in city.levels)]
    for level_id in levels:
        if area_id in city.level(level_id).area_ids and has_figures(city, level_id):
            view, _ = next_view(base, {"level": level_id, "area": area_id}, city)
            return view if view.area == area_id else None
    return None


def view_of_funded_area(city: City, base: View, funded_area_id: str) -> View | None:
    """Return *base* with a funded area chosen; None where the city has no such one."""
    if all(one.id != funded_area_id for one in city.funded_areas):
        return None
    return next_view(base, {"funded_area": funded_area_id}, city)[0]


def has_figures(city: City, level_id: str) -> bool:
    """Return whether any indicator has figures on a level."""
    return any(at == level_id for at, _ in city.series)


def every_view(city: City, base: View) -> Iterator[View]:
    """Yield a view for each area, level by level, and for each funded area.

    The whole city counts as an area only where there is no smaller one.
    """
    smaller = [level for level in city.levels if level.id != city.city_level]
    usable = [level for level in smaller if has_figures(city, level.id)]
    for level in usable or [city.level(city.city_level)]:
        for area in level.areas:
            yield next_view(base, {"level": level.id, "area": area.id}, city)[0]
    for funded in city.funded_areas:
        yield next_view(base, {"funded_area": funded.id}, city)[0]


def of_presentation(
    city: City, told: Presentation, place: Place, sections: tuple[str, ...] = ()
) -> Asked:
    """Return the report with every slide of a presentation."""
    views = tuple(
        Shown(from_query(one.view, city)[0], one.headline, one.sentence) for one in told.slides
    )
    return Asked(views[0].view, place, sections, views, told.title)


def file_name(city: City, asked: Asked, ending: str) -> str:
    """Return ``flensburg-stadtteil-02-neustadt.pdf``: a name that every system takes."""
    view = asked.view
    if asked.kind == FUNDED_KIND:
        parts = [slug(texts(view.language)["record"]["kicker"]), slug(view.funded_area)]
    elif asked.kind == AREA_KIND:
        level = city.level(view.level)
        name = level.areas[level.area_ids.index(view.area)].name
        parts = [slug(level.id), slug(view.area), slug(name)]
    else:
        parts = [slug(asked.title) or slug(view.indicator), "" if asked.title else str(view.year)]
    named = "-".join(part for part in (slug(city.id) or slug(city.name), *parts) if part)
    return f"{named}.{ending}"
