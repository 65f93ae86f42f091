"""Patterns on a printed map: outlines of notable areas, outlines and numbers of social spaces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from geodata.reading.projection import to_metres
from layers.export.ground import path
from layers.export.map_layers import Drawn, double, edged_sign
from layers.export.plot import Plot
from layers.patterns import NOTABLE, clusters_shown, spaces_shown
from layers.payload import GRID

DASHES = {1: "", 2: "1.8 1", 3: "1.8 0.7 0.4 0.7", 4: "0.4 0.9"}  # mm; as in assets/patterns.js
VIOLET, INK = "#6a1b9a", "#000000"
LETTER = 3.0  # mm


def clusters(plot: Plot) -> Drawn:
    """Return a line around every area that stands out; its dashes say how."""
    classes = clusters_shown(plot.story.city, plot.story.shown) or ()
    lines = [
        double(path(plot.shapes[place]), 0.7, INK, dash(number))
        for place, number in enumerate(classes)
        if number in NOTABLE
    ]
    return Drawn("".join(lines))


def dash(number: int) -> str:
    """Return the attribute for the dashes of a class."""
    return f' stroke-dasharray="{DASHES[number]}"' if DASHES[number] else ""


def social_spaces(plot: Plot) -> Drawn:
    """Return outline and number of every social space."""
    found = spaces_shown(plot.story.city, plot.story.shown)
    if found is None:
        return Drawn("")
    colour = plot.story.ink(VIOLET)
    lines = [
        double(path(shape), 0.9, colour, "") for shape in _placed(plot, outlines(found["rings"]))
    ]
    points = _placed(plot, [shapely.Point(point) for point in found["points"]])
    signs, boxes = [], []
    for number, point in enumerate(points, start=1):
        x, y = shapely.get_coordinates(point)[0].tolist()
        size = LETTER * plot.zoom
        signs.append(edged_sign(str(number), x, y - 1.6 * size, size))
        boxes.append((x - size, y - 2.2 * size, x + size, y - size))
    return Drawn("".join([*lines, *signs]), hard=tuple(boxes))


def outlines(spaces: Sequence[Sequence[Sequence[int]]]) -> list[shapely.Geometry]:
    """Return outlines in degrees from whole-number steps, see :func:`layers.payload.geometry`."""
    return [
        shapely.MultiPolygon([shapely.Polygon(_ring(steps)) for steps in one if len(steps) >= 6])
        for one in spaces
    ]


def _ring(steps: Sequence[int]) -> Any:
    corners = np.cumsum(np.array(steps).reshape(-1, 2), axis=0) / GRID
    return np.vstack([corners, corners[:1]])


def _placed(plot: Plot, shapes: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Return shapes in degrees as shapes on the paper."""
    metres = to_metres(np.array(shapes, dtype=object), plot.story.city.crs)
    return [plot.frame.shape(one) for one in metres]
