"""Areas with their outlines as recipes write them: one GeoJSON, rounded and stable."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Shape:
    """An area with its outline in EPSG:4326, axis order longitude, latitude."""

    id: str
    name: str
    parent: str
    geometry: BaseGeometry


def to_geojson(shapes: Sequence[Shape]) -> str:
    """Return a GeoJSON FeatureCollection, one feature a line, coordinates as they are."""
    features = [
        {
            "type": "Feature",
            "properties": {"id": shape.id, "name": shape.name, "parent": shape.parent},
            "geometry": json.loads(shapely.to_geojson(shape.geometry)),
        }
        for shape in shapes
    ]
    lines = (json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
