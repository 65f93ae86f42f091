"""From degrees to the city's projected metres and back; axis order longitude, latitude."""

from __future__ import annotations

import functools

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from pyproj.exceptions import CRSError, ProjError

DEGREES = "EPSG:4326"
LONGEST_CODE = 40
USUAL = ("EPSG:25832", "EPSG:25833", "EPSG:3857", "EPSG:4647", "EPSG:31467", "EPSG:31468")


def readable_crs(code: str) -> bool:
    """Return whether *code* names a projected CRS in metres."""
    if len(code) > LONGEST_CODE:
        return False
    try:
        crs = pyproj.CRS.from_user_input(code)
    except CRSError:
        return False
    return bool(crs.is_projected and crs.axis_info[0].unit_name == "metre")


def to_metres(geometries: NDArray[np.object_], crs: str) -> NDArray[np.object_]:
    """Return *geometries* (degrees, EPSG:4326) in metres of *crs*."""
    return _moved(geometries, DEGREES, crs)


def to_degrees(geometries: NDArray[np.object_], crs: str) -> NDArray[np.object_]:
    """Return *geometries* (metres of *crs*) in degrees (EPSG:4326)."""
    return _moved(geometries, crs, DEGREES)


def likely_crs(x: float, y: float, region: tuple[float, float, float, float]) -> str:
    """Return the first usual CRS in which the metres *x*, *y* lie in *region*, or empty text."""
    west, south, east, north = region
    for code in USUAL:
        try:
            longitude, latitude = _transformer(code, DEGREES).transform(x, y)
        except ProjError:
            continue
        if west <= longitude <= east and south <= latitude <= north:
            return code
    return ""


def _moved(geometries: NDArray[np.object_], source: str, target: str) -> NDArray[np.object_]:
    transform = _transformer(source, target).transform
    moved: NDArray[np.object_] = shapely.transform(
        geometries, lambda xy: np.column_stack(transform(xy[:, 0], xy[:, 1]))
    )
    return moved


@functools.cache
def _transformer(source: str, target: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(source, target, always_xy=True)
