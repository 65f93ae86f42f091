"""Is each geometry a valid area in the city's region? Names the place and the likely cause."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.errors import Fault
from geodata.reading.features import Features
from geodata.reading.findings import Message, fault
from geodata.reading.projection import likely_crs
from geodata.reading.statements import Region

AREAL = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
REASON = re.compile(r"([^\[]+)\[(\S+) (\S+)\]")
REASONS = {
    "Self-intersection": "überschneidet sich selbst",
    "Ring Self-intersection": "berührt sich selbst",
    "Hole lies outside shell": "hat ein Loch außerhalb ihrer Grenze",
    "Nested shells": "liegt in einem anderen Teil desselben Gebiets",
    "Interior is disconnected": "zerfällt in Teile, die sich nur in Punkten berühren",
    "Too few points in geometry component": "hat zu wenige Punkte",
}

SWAPPED = Message(
    "Länge und Breite sind vertauscht",
    "erst Länge (Ost), dann Breite (Nord)",
    "Achsen beim Ausgeben der Datei tauschen",
)
UNREAD = Message(
    "ohne Geometrie oder mit unlesbaren Koordinaten",
    "Polygon oder MultiPolygon mit geschlossenen Ringen",
    "Fläche ergänzen oder neu ausgeben",
)


def usable(features: Features, region: Region | None) -> NDArray[np.bool_]:
    """Return which features are non-empty valid areas in *region* (anywhere on earth if None)."""
    shapes = features.geometry
    areal = np.isin(shapely.get_type_id(shapes), AREAL) & ~shapely.is_empty(shapes)
    good = areal & shapely.is_valid(shapes)
    west, south, east, north = region or (-180.0, -90.0, 180.0, 90.0)
    bounds = shapely.bounds(shapes)
    with np.errstate(invalid="ignore"):
        inside = (bounds[:, :2] >= (west, south)) & (bounds[:, 2:] <= (east, north))
    result: NDArray[np.bool_] = good & inside.all(axis=1)
    return result


def shape_faults(features: Features, region: Region | None) -> Iterator[Fault]:
    """Yield one fault for each feature that is not usable, and one for a wrong CRS."""
    wrong = np.flatnonzero(~usable(features, region)).tolist()
    metres = [i for i in wrong if _beyond_degrees(features.geometry[i])]
    swapped = [i for i in wrong if region and _is_swapped(features.geometry[i], region)]
    if metres:
        message = _metres_message(features.geometry[metres[0]], region)
        yield fault(features.place(metres[0], "geometry"), _counted(message, metres, features))
    if swapped:
        yield fault(features.place(swapped[0], "geometry"), _counted(SWAPPED, swapped, features))
    for index in wrong:
        if index not in metres and index not in swapped:
            message = _message(features.geometry[index], region)
            yield fault(features.place(index, "geometry"), message)


def _corners(shape: shapely.Geometry | None) -> tuple[float, float, float, float] | None:
    if shape is None or shape.is_empty or not np.isfinite(shape.bounds).all():
        return None
    west, south, east, north = shape.bounds
    return west, south, east, north


def _beyond_degrees(shape: shapely.Geometry | None) -> bool:
    corners = _corners(shape)
    if corners is None:
        return False
    west, south, east, north = corners
    return max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90


def _is_swapped(shape: shapely.Geometry | None, region: Region) -> bool:
    corners = _corners(shape)
    if corners is None:
        return False
    south, west, north, east = corners
    inside = region[0] <= west and region[1] <= south and east <= region[2] and north <= region[3]
    plainly = shapely.box(*corners).within(shapely.box(*region))
    return inside and not plainly


def _metres_message(shape: shapely.Geometry, region: Region | None) -> Message:
    x, y = shape.bounds[:2]
    code = likely_crs(x, y, region) if region else ""
    return Message(
        f"Koordinate {x:.0f}, {y:.0f} liegt außerhalb von ±180, ±90 Grad: wohl Meter in "
        f"{code or 'einem ebenen Bezugssystem'}",
        "Grad in EPSG:4326 (Länge, Breite)",
        f"Datei von {code or 'ihrem Bezugssystem'} nach EPSG:4326 umrechnen",
    )


def _counted(message: Message, indices: list[int], features: Features) -> Message:
    count = f"{len(indices)} von {len(features.properties)} Gebieten"
    return message._replace(found=f"{message.found}; so bei {count}")


def _message(shape: shapely.Geometry | None, region: Region | None) -> Message:
    if shape is None:
        return UNREAD
    if shapely.get_type_id(shape) not in AREAL:
        return Message(f"ist ein {shape.geom_type}", "Polygon oder MultiPolygon", "Fläche zeichnen")
    if shape.is_empty:
        return Message("die Fläche ist leer", "Polygon mit Koordinaten", "Fläche ergänzen")
    if not shape.is_valid:
        return _invalid_message(shapely.is_valid_reason(shape))
    middle = shape.envelope.centroid
    return Message(
        f"liegt bei {middle.x:.5f}, {middle.y:.5f} außerhalb der Stadt",
        f"innerhalb von {', '.join(f'{edge:g}' for edge in region or ())} (atlas.region)",
        "Lage und Bezugssystem prüfen oder atlas.region erweitern",
    )


def _invalid_message(reason: str) -> Message:
    match = REASON.fullmatch(reason)
    what = REASONS.get(match[1], match[1]) if match else reason
    where = f" bei {float(match[2]):.5f}, {float(match[3]):.5f}" if match else ""
    return Message(
        f"die Fläche {what}{where}",
        "gültige Fläche nach OGC Simple Features",
        "in QGIS „Geometrien reparieren“ ausführen",
    )
