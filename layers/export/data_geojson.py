"""The areas of a view with their values as GeoJSON (RFC 7946): EPSG:4326, longitude first."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.model import Area, City
from layers.export.data_about import about
from layers.export.data_beside import second_areas
from layers.export.data_rows import DataTable, data_table
from layers.view import View

PLACES = 7  # decimals of a degree: about 1 cm


def geojson(city: City, view: View, host: str) -> bytes:
    """Return a feature collection; sources and method are foreign members of it.

    Properties have the keys of the table; ``columns`` says what they mean. ``city`` holds the
    figures of the whole city, ``people`` where the people of the areas of need live. A second map
    of other areas adds their features, and ``second_city``.
    """
    table = data_table(city, view, host)
    areas = city.level(view.level).areas
    features = _features(areas, table)
    other = second_areas(city, view)
    if other is not None and table.second is not None:
        there = other[0].level(other[1].level).areas
        features += _features(there, table.second)
        areas = (*areas, *there)
    document: dict[str, Any] = {
        "type": "FeatureCollection",
        "bbox": [round(edge, PLACES) for edge in _bounds([area.geometry for area in areas])],
        "name": view.indicator,
        "columns": {column.key: column.heading for column in table.columns},
        "about": [{"key": label, "text": text} for label, text in about(city, view, table)],
        "city": table.city,
        "people": list(table.people),
        **({} if table.second is None else {"second_city": table.second.city}),
        "features": features,
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")


def _features(areas: tuple[Area, ...], table: DataTable) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "id": area.id,
            "geometry": shapely.geometry.mapping(outline(area.geometry)),
            "properties": row,
        }
        for area, row in zip(areas, table.areas, strict=True)
    ]


def outline(shape: BaseGeometry) -> BaseGeometry:
    """Return *shape* as RFC 7946 wants it: rings by the right hand, coordinates to 1 cm."""
    flat = shapely.force_2d(shape)
    rounded = shapely.transform(flat, lambda corners: np.round(corners, PLACES))
    return shapely.orient_polygons(rounded)


def _bounds(shapes: list[BaseGeometry]) -> list[float]:
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    return [west, south, east, north]
