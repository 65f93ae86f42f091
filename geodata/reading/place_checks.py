"""Points of projects held against the city and against the funded area of the project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geodata.errors import Fault
from geodata.reading.contents import Contents
from geodata.reading.findings import Message, note, quoted
from geodata.reading.projection import to_metres
from geodata.reading.statements import Region
from geodata.reading.tables import Table

DEGREES = (-180.0, -90.0, 180.0, 90.0)  # beyond, the check of the column has spoken
NEAR_M = 1.0  # a point on the line may lie beside it after rounding
LON_ALONE = Message("lon ohne lat", "beide oder keines", "lat ergänzen oder lon leeren")
LAT_ALONE = Message("lat ohne lon", "beide oder keines", "lon ergänzen oder lat leeren")
NO_ORIGIN = Message(
    "Punkt ohne Angabe, woher er stammt", "eine Quelle der Lage", "place_source ausfüllen"
)
SWAPPED = Message(
    "lon und lat sind vertauscht: {lon}, {lat}", "lon ist Ost, lat ist Nord", "die Zahlen tauschen"
)


def place_faults(contents: Contents) -> Iterator[Fault]:
    """Yield faults of points of projects, and notes on points outside of their funded area."""
    table = contents.tables.get("projects")
    if table is None:
        return
    has_lon, has_lat = table.filled["lon"], table.filled["lat"]
    yield from table.faults("lat", has_lon & ~has_lat, LON_ALONE)
    yield from table.faults("lon", has_lat & ~has_lon, LAT_ALONE)
    unexplained = has_lon & has_lat & ~table.filled["place_source"]
    yield from table.notes("place_source", unexplained, NO_ORIGIN)
    places = table.data[["lon", "lat"]].dropna()
    places = places[_within(places, DEGREES)]
    region = contents.descriptor.region
    inside = _within(places, region or DEGREES)
    if region:
        yield from _region_faults(table, places[~inside], region)
    yield from _distance_notes(contents, table, places[inside])


def _within(places: pd.DataFrame, region: Region) -> pd.Series:
    west, south, east, north = region
    return places["lon"].between(west, east) & places["lat"].between(south, north)


def _region_faults(table: Table, places: pd.DataFrame, region: Region) -> Iterator[Fault]:
    swapped = _within(places.rename(columns={"lon": "lat", "lat": "lon"}), region)
    outside = Message(
        "der Punkt {lon}, {lat} liegt außerhalb der Stadt",
        f"innerhalb von {', '.join(f'{edge:g}' for edge in region)} (atlas.region)",
        "Lage prüfen; Grad in EPSG:4326",
    )
    yield from table.faults("lon", swapped, SWAPPED)
    yield from table.faults("lon", ~swapped, outside)


def _distance_notes(contents: Contents, table: Table, places: pd.DataFrame) -> Iterator[Fault]:
    crs = contents.descriptor.crs
    if not crs or places.empty:
        return
    shapes = _shapes(contents)
    owners = table.text["funded_area"][places.index]
    points = shapely.points(places["lon"].to_numpy(), places["lat"].to_numpy())
    homes = np.array([shapes.get(owner, shapes.get("")) for owner in owners], dtype=object)
    apart = shapely.distance(to_metres(points, crs), to_metres(homes, crs))
    for row, owner, metres in zip(places.index, owners, apart, strict=True):
        if metres > NEAR_M:  # never for NaN: there is nothing to measure from
            message = _outside(owner if owner in shapes else "", metres)
            yield note(table.place(int(row), "lon"), message)


def _shapes(contents: Contents) -> dict[str, Any]:
    """Return the outlines by id of the funded area, and the city under the empty id."""
    found: dict[str, Any] = {}
    city = contents.areas.get(contents.descriptor.city_level)
    if city is not None and contents.usable(city).any():
        found[""] = city.geometry[contents.usable(city)][0]
    outlines = contents.outlines
    if outlines is not None:
        usable = contents.usable(outlines)
        known = zip(outlines.texts("id"), outlines.geometry, usable, strict=True)
        found.update({area_id: shape for area_id, shape, good in known if good and area_id})
    return found


def _outside(owner: str, metres: float) -> Message:
    where = f"des Umrisses von {quoted(owner)}" if owner else "der Fläche der Stadt"
    return Message(
        f"der Punkt liegt {max(round(metres), 1)} m außerhalb {where}",
        "ein Punkt darin",
        "Lage prüfen; liegt das Projekt wirklich dort, so lassen",
    )
