"""Stadtteile of Flensburg: read, cleaned, generalised with shared borders, written as GeoJSON.

The source is a TopoJSON in EPSG:4326. Two of its polygons touch themselves, and quays of a
metre's width stick out into the Förde. Work is done in EPSG:25832, in metres.
"""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.sources.outlines import Shape

CRS_DEGREES, CRS_METRES = "EPSG:4326", "EPSG:25832"
CITY_ID, CITY_NAME = "fl", "Flensburg"
PIER_METRES = 6.0  # land narrower than this is a pier or a slip of the digitiser
TOLERANCE_METRES = 8.0  # root of the area that a vertex may cut off, not a distance
DECIMALS = 5  # about one metre in latitude, 0.6 metres in longitude


def read_topojson(path: Path) -> list[Shape]:
    """Return the polygons of the only object in a quantised TopoJSON, as they are in the file.

    Parameters
    ----------
    path
        TopoJSON with ``transform``; each polygon has the properties ``id`` and ``name``.

    Returns
    -------
    list of Shape
        Sorted by id; polygons may be invalid.
    """
    topology = json.loads(path.read_text(encoding="utf-8"))
    (collection,) = topology["objects"].values()
    arcs = [_decode_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes = [
        Shape(
            member["properties"]["id"],
            member["properties"]["name"],
            CITY_ID,
            Polygon(*_rings(member["arcs"], arcs)),
        )
        for member in collection["geometries"]
    ]
    return sorted(shapes, key=lambda shape: shape.id)


def _decode_arc(arc: list[list[int]], transform: dict[str, Any]) -> list[tuple[float, float]]:
    (step_x, step_y), (left, bottom) = transform["scale"], transform["translate"]
    columns = zip(*arc, strict=True)
    across, up = (list(accumulate(column)) for column in columns)
    return [(left + x * step_x, bottom + y * step_y) for x, y in zip(across, up, strict=True)]


def _rings(
    rings: list[list[int]], arcs: list[list[tuple[float, float]]]
) -> tuple[list[tuple[float, float]], list[list[tuple[float, float]]]]:
    joined = []
    for ring in rings:
        points: list[tuple[float, float]] = []
        for index in ring:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[bool(points) :]
        joined.append(points)
    return joined[0], joined[1:]


def generalise(shapes: list[Shape]) -> list[Shape]:
    """Return the shapes as a valid coverage with few vertices; borders stay shared.

    Parameters
    ----------
    shapes
        Outlines in EPSG:4326.

    Returns
    -------
    list of Shape
        Outlines in EPSG:4326, rounded to five decimals, exterior rings counter-clockwise.

    Raises
    ------
    ValueError
        If rounding left an invalid polygon, a gap or an overlap.
    """
    cleaned = clean([shape.geometry for shape in shapes])
    simple = shapely.coverage_simplify(cleaned, TOLERANCE_METRES)
    rounded = _transformed(simple, CRS_METRES, CRS_DEGREES, DECIMALS)
    if not (shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded)):
        raise ValueError("rounding broke the coverage; raise DECIMALS or change TOLERANCE_METRES")
    oriented = shapely.orient_polygons(rounded)
    return [
        Shape(shape.id, shape.name, shape.parent, geometry)
        for shape, geometry in zip(shapes, oriented, strict=True)
    ]


def clean(outlines: list[BaseGeometry]) -> NDArray[np.object_]:
    """Return valid polygons in EPSG:25832 without piers, gaps and overlaps.

    Where land is narrower than ``PIER_METRES`` and nobody's neighbour, it is dropped: such piers
    are thinner than the line that draws them.
    """
    metres = _transformed(np.array(outlines), CRS_DEGREES, CRS_METRES, 3)
    valid = shapely.make_valid(metres, method="structure")
    land = shapely.union_all(valid)
    opened = land.buffer(-PIER_METRES / 2, join_style="mitre").buffer(
        PIER_METRES / 2 + 0.01, join_style="mitre"
    )
    trimmed = shapely.intersection(valid, opened)
    largest = np.array([_largest_part(part) for part in trimmed])
    return np.asarray(shapely.coverage_clean(largest, snapping_distance=0.01))


def _largest_part(geometry: BaseGeometry) -> Polygon:
    parts = geometry.geoms if isinstance(geometry, MultiPolygon) else [geometry]
    polygons = [part for part in parts if isinstance(part, Polygon)]
    return max(polygons, key=lambda part: part.area)


def _transformed(
    geometries: NDArray[np.object_], source: str, target: str, decimals: int
) -> NDArray[np.object_]:
    transformer = Transformer.from_crs(source, target, always_xy=True)

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        x, y = transformer.transform(points[:, 0], points[:, 1])
        return np.round(np.column_stack([x, y]), decimals)

    return np.asarray(shapely.transform(geometries, move))


def city_of(shapes: list[Shape]) -> Shape:
    """Return the whole city: the union of a valid coverage, vertex by vertex the same."""
    union = shapely.coverage_union_all([shape.geometry for shape in shapes])
    return Shape(CITY_ID, CITY_NAME, "", shapely.orient_polygons(union))


def largest_deviation(before: list[Shape], after: list[Shape]) -> float:
    """Return how far the generalised borders stray from the cleaned ones, in metres.

    Both outlines are cut into points five metres apart in EPSG:25832; the result is the largest
    distance of such a point to the other outline, over all areas.
    """
    exact = clean([shape.geometry for shape in before])
    drawn = _transformed(np.array([shape.geometry for shape in after]), CRS_DEGREES, CRS_METRES, 3)
    pairs = [*zip(exact, drawn, strict=True), *zip(drawn, exact, strict=True)]
    return max(_farthest_point(side, other) for side, other in pairs)


def _farthest_point(side: Polygon, other: Polygon) -> float:
    points = shapely.points(shapely.get_coordinates(shapely.segmentize(side.boundary, 5.0)))
    line = other.boundary
    shapely.prepare(line)
    return float(shapely.distance(points, line).max())
