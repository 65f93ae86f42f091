"""The ground of a printed map: outlines in metres of the city's own projection, fitted on paper.

On paper one unit is a millimetre, the origin is at the top left and y runs downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.model import City
from geodata.reading.projection import to_metres

MARGIN = 1.5  # mm between the outermost outline and the edge of the map
KEPT = 8  # levels in memory
STEPS = (1, 2, 5)
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, eq=False)
class Ground:
    """One level of a city in metres (the city's CRS, east before north)."""

    shapes: NDArray[np.object_]
    points: NDArray[np.float64]
    funded: dict[str, BaseGeometry]

    @property
    def bounds(self) -> Box:
        """West, south, east, north of all areas."""
        west, south, east, north = shapely.total_bounds(self.shapes).tolist()
        return west, south, east, north


@dataclass(frozen=True)
class Frame:
    """How metres become millimetres: ``left`` and ``top`` in mm, ``scale`` in mm per metre."""

    width: float
    height: float
    scale: float
    west: float
    north: float
    left: float
    top: float

    def place(self, metres: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points of shape (n, 2) in millimetres."""
        x = self.left + (metres[:, 0] - self.west) * self.scale
        y = self.top + (self.north - metres[:, 1]) * self.scale
        return np.column_stack((x, y))

    def shape(self, metres: BaseGeometry) -> BaseGeometry:
        """Return an outline in millimetres."""
        return shapely.transform(metres, self.place)


@lru_cache(maxsize=KEPT)
def ground(city: City, level_id: str) -> Ground:
    """Return the outlines of a level and of all funded areas in metres."""
    areas = city.level(level_id).areas
    funded = [area for area in city.funded_areas if area.outline is not None]
    outlines = to_metres(np.array([area.outline for area in funded], dtype=object), city.crs)
    points = to_metres(np.array([area.point for area in areas], dtype=object), city.crs)
    return Ground(
        shapes=to_metres(np.array([area.geometry for area in areas], dtype=object), city.crs),
        points=shapely.get_coordinates(points),
        funded={area.id: shape for area, shape in zip(funded, outlines, strict=True)},
    )


def fit(bounds: Box, width: float, height: float) -> Frame:
    """Return the frame that shows *bounds* (metres) as large as fits, in the middle.

    Examples
    --------
    >>> frame = fit((0.0, 0.0, 1000.0, 500.0), 103.0, 103.0)
    >>> frame.scale, frame.left, frame.top
    (0.1, 1.5, 26.5)
    """
    west, south, east, north = bounds
    wide, high = max(east - west, 1.0), max(north - south, 1.0)
    scale = min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / high)
    left, top = (width - wide * scale) / 2, (height - high * scale) / 2
    return Frame(width, height, scale, west, north, left, top)


def bar(frame: Frame) -> tuple[float, float]:
    """Return a round distance in metres, and its length in mm: at most a quarter of the map."""
    longest = frame.width / 4 / frame.scale
    power = 10 ** int(np.floor(np.log10(longest)))
    metres = max(step * power for step in STEPS if step * power <= longest)
    return float(metres), float(metres * frame.scale)


def path(shape: BaseGeometry) -> str:
    """Return the path data of a polygon or of several, in hundredths of a millimetre."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    return "".join(_ring(shapely.get_coordinates(ring)) for ring in rings)


def _ring(corners: NDArray[np.float64]) -> str:
    rounded = np.round(corners[:-1], 2)
    moved = np.any(np.diff(rounded, axis=0, prepend=rounded[-1:] + 1) != 0, axis=1)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in rounded[moved].tolist()) + "Z"
