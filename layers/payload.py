"""What the browser loads once: the catalogue, the geometry and the figures of each level.

All functions are pure and return plain dicts for JSON. Their addresses carry a hash of their
content, so browsers keep them for ever and a changed city is a new address.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.model import City, Indicator, Level, Series, Status
from geodata.renewal import Project
from geodata.statistics.aggregate import city_figures, city_statuses, middles
from geodata.statistics.neighbours import neighbours
from layers.colours import classed, diverging, sequential
from layers.phases import activity
from layers.registry import LAYERS
from layers.texts import DEFAULT_LANGUAGE, Texts, languages
from layers.view import PARAMETERS

Json = dict[str, Any]
GRID = 100_000  # coordinates travel as whole hundred-thousandths of a degree (about 1 m)
CODES = {status: index for index, status in enumerate(Status)}
OF_CLASSES = ("classes", "scale", "note")  # parts of indicators that only classes need here
CLIENT_ROOMS = (
    "page", "map", "legend", "panel", "table", "view", "need", "talk", "beside", "change",
)  # fmt: skip


def catalogue(city: City, texts: Texts) -> Json:
    """Return what every painter needs to know: levels, indicators, texts, colours, grammar."""
    return {
        "city": {
            "id": city.id,
            "name": city.name,
            "level": city.city_level,
            "residents": city.residents,
        },
        "start": asdict(city.start),
        "parameters": PARAMETERS,
        "languages": list(languages()),
        "language": DEFAULT_LANGUAGE,
        "statuses": [str(status) for status in Status],
        "layers": [asdict(layer) for layer in LAYERS],
        "sequential": [sequential(number) for number in range(1, 8)],
        "diverging": [diverging(number) for number in range(1, 8)],
        "themes": [asdict(theme) for theme in city.themes],
        "sources": _sources(city),
        "indicators": [_indicator(indicator) for indicator in city.indicators],
        "levels": [_level(city, level) for level in city.levels],
        "programmes": [
            {"id": p.id, "name": p.name, "short": p.short_name} for p in city.programmes
        ],
        "fields_of_action": [{"id": f.id, "name": f.name} for f in city.fields_of_action],
        "funded_areas": _funded_areas(city),
        "presentations": [
            {"id": one.id, "title": one.title, "slides": len(one.slides)}
            for one in city.presentations
        ],
        "others": [_other(one) for one in city.others],
        "texts": {room: dict(texts[room]) for room in CLIENT_ROOMS if room in texts},
    }


def _sources(city: City) -> Json:
    """Return every source: those of the package, and those of what is computed from it."""
    computed = [indicator.source for indicator in city.indicators if indicator.classes]
    return {source.id: asdict(source) for source in (*city.sources, *computed)}


def other_catalogue(city: City) -> Json:
    """Return what painters need to know of a city beside the first: figures, no funded areas.

    Texts, colours and grammar are those of the first city's :func:`catalogue`.
    """
    return {
        "city": {"id": city.id, "name": city.name, "level": city.city_level, "residents": ""},
        "start": asdict(city.start),
        "themes": [asdict(theme) for theme in city.themes],
        "sources": _sources(city),
        "indicators": [_indicator(indicator) for indicator in city.indicators],
        "levels": [_level(city, level) for level in city.levels],
        "programmes": [],
        "fields_of_action": [],
        "funded_areas": [],
        "others": [],
    }


def geometry(level: Level) -> Json:
    """Return the outlines of *level* as whole-number steps, with label points and neighbours.

    ``rings`` holds for each area a list of rings; a ring is x, y of its first corner and then
    the steps to the next, in units of 1e-5 degrees, longitude before latitude (EPSG:4326).
    """
    return {
        "grid": GRID,
        "rings": [rings(area.geometry) for area in level.areas],
        "points": [[round(area.point.x, 5), round(area.point.y, 5)] for area in level.areas],
        "km2": [round(area.km2, 3) for area in level.areas],
        "neighbours": neighbours(level),
    }


def funded_outlines(city: City) -> Json:
    """Return the outlines of the funded areas that have one, coded as in :func:`geometry`."""
    drawn = [area for area in city.funded_areas if area.outline is not None]
    return {
        "grid": GRID,
        "ids": [area.id for area in drawn],
        "rings": [rings(area.outline) for area in drawn if area.outline is not None],
    }


def projects(city: City) -> Json:
    """Return all projects of the funded areas, with a point where one is published (EPSG:4326)."""
    return {"projects": [_project(one) for area in city.funded_areas for one in area.projects]}


def slides(city: City) -> Json:
    """Return the slides of all presentations, by id: [view, headline, sentence] in order."""
    return {
        one.id: [[slide.view, slide.headline, slide.sentence] for slide in one.slides]
        for one in city.presentations
    }


def _project(one: Project) -> Json:
    known = {
        "start": one.start.german if one.start else "",
        "end": one.end.german if one.end else "",
        "cost": one.cost_eur,
        "cost_high": one.cost_high_eur,
        "at": None if one.lon is None or one.lat is None else [one.lon, one.lat],
    }
    plain = {key: getattr(one, key) for key in ("id", "title", "state", "carrier", "place")}
    return plain | known | {"area": one.funded_area, "fields": list(one.fields)}


def figures(city: City, level: Level) -> Json:
    """Return all figures of *level*: per indicator years, values or numerator and denominator.

    Numerators and denominators that several indicators share travel once (``pool``). Values
    that follow from them do not travel. ``status`` lists only cells that are not plainly ok.
    """
    pool = _Pool()
    indicators = {
        indicator.id: _series(city, city.series[level.id, indicator.id], indicator, pool)
        for indicator in city.indicators
        if (level.id, indicator.id) in city.series
    }
    return {"level": level.id, "pool": pool.arrays, "indicators": indicators}


class _Pool:
    """Arrays that travel once, whoever refers to them."""

    def __init__(self) -> None:
        self.arrays: list[list[Any]] = []
        self._known: dict[str, int] = {}

    def add(self, array: NDArray[np.float64]) -> int:
        plain = _plain(array.ravel().tolist())
        key = repr(plain)
        if key not in self._known:
            self._known[key] = len(self.arrays)
            self.arrays.append(plain)
        return self._known[key]


def _series(city: City, series: Series, indicator: Indicator, pool: _Pool) -> Json:
    totals, basis = city_figures(city, series.level, indicator)
    comparisons, _ = middles(city, series.level, indicator)
    statuses, notes = city_statuses(city, series.level, indicator)
    packed: Json = {
        "years": list(series.years),
        "city": _plain(totals.tolist()),
        "basis": [name[0] for name in basis],
        "middle": _plain(comparisons.tolist()),
        "city_status": [CODES[status] for status in statuses],
        "city_notes": list(notes) if any(notes) else [],
        "status": _sparse(series),
        "notes": {f"{year}/{area}": note for (year, area), note in series.notes.items()},
    }
    if np.isfinite(series.denominator).any():
        packed |= {"n": pool.add(series.numerator), "d": pool.add(series.denominator)}
    with np.errstate(divide="ignore", invalid="ignore"):
        computed = indicator.factor * series.numerator / series.denominator
    if "d" not in packed or not np.array_equal(computed, series.value, equal_nan=True):
        packed["v"] = pool.add(series.value)
    return packed


def _sparse(series: Series) -> list[list[int]]:
    """Cells that are not ok, as [cell, code]; cells are counted along the years."""
    flat = series.status.ravel()
    return [[i, CODES[Status(s)]] for i, s in enumerate(flat.tolist()) if s != Status.OK]


def _plain(numbers: Iterable[float]) -> list[float | int | None]:
    return [_number(number) for number in numbers]


def _number(number: float) -> float | int | None:
    if not math.isfinite(number):
        return None
    return int(number) if number == int(number) else number


def _indicator(indicator: Indicator) -> Json:
    plain = asdict(indicator) | {"source": indicator.source.id}
    plain.pop("definition")  # stands in the list of the page, for the search
    if not indicator.classes:
        return {key: value for key, value in plain.items() if key not in OF_CLASSES}
    names = [[one.code, one.name] for one in indicator.classes]
    return plain | {"classes": names, "colours": classed(indicator)}


def _level(city: City, level: Level) -> Json:
    return {
        "id": level.id,
        "name": level.name,
        "plural": level.name_plural,
        "parent": level.parent,
        "areas": [[area.id, area.name, area.parent] for area in level.areas],
        "years": {
            indicator.id: list(city.series[level.id, indicator.id].years)
            for indicator in city.indicators
            if (level.id, indicator.id) in city.series
        },
    }


def _other(city: City) -> Json:
    """What the grammar of addresses must know of a city that this one is compared with."""
    return {
        "id": city.id,
        "name": city.name,
        "start": asdict(city.start),
        "indicators": [{"id": one.id, "name": one.name} for one in city.indicators],
        "levels": [_level(city, level) for level in city.levels],
    }


def _funded_areas(city: City) -> list[Json]:
    states: Mapping[str, Any] = activity(city)
    return [
        {
            "id": area.id,
            "name": area.name,
            "programmes": list(area.programmes),
            "areas": list(area.areas),
            "quality": area.outline_quality,
            "activity": states[area.id],
        }
        for area in city.funded_areas
    ]


def rings(shape: BaseGeometry) -> list[list[int]]:
    """Return the rings of a shape (EPSG:4326) as whole-number steps, as in :func:`geometry`."""
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    each = [ring for part in polygons for ring in (part.exterior, *part.interiors)]
    return [_steps(np.asarray(ring.coords)[:-1, :2]) for ring in each]


def _steps(corners: NDArray[np.float64]) -> list[int]:
    whole = np.rint(corners * GRID).astype(int)
    steps = np.diff(whole, axis=0, prepend=[[0, 0]])
    moved = np.any(steps != 0, axis=1)
    return [int(step) for step in steps[moved].ravel()]
