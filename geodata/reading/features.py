"""Geometry files to features. The row of a feature is its position in the file, from 1."""

from __future__ import annotations

import io
import json
import warnings
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.errors import ShapelyError

from geodata.errors import Fault
from geodata.reading.files import decoded
from geodata.reading.findings import Message, Place, fault, quoted
from geodata.reading.projection import DEGREES

SUFFIXES = (".geojson", ".json", ".topojson", ".gpkg")
WGS84_NAMES = ("crs84", "4326")
REMEDY = "Datei als GeoJSON in EPSG:4326 neu ausgeben"


@dataclass(frozen=True)
class Features:
    """The features of one file, in its order.

    ``properties`` are as read; ``geometry`` is EPSG:4326 (longitude, latitude), without
    heights, None where there is none or it cannot be read.
    """

    file: str
    properties: tuple[dict[str, Any], ...]
    geometry: NDArray[np.object_]

    def place(self, index: int, field: str = "") -> Place:
        """Return the place of the feature at *index* (from 0)."""
        return Place(self.file, index + 1, field)

    def texts(self, name: str) -> list[str]:
        """Return the property *name* of every feature as trimmed text, empty where absent."""
        found = (properties.get(name) for properties in self.properties)
        return ["" if value is None else str(value).strip() for value in found]


def read_features(data: bytes, file: str, findings: list[Fault]) -> Features | None:
    """Return the features of a GeoJSON, TopoJSON or GeoPackage file, or None and a fault."""
    suffix = PurePosixPath(file).suffix.lower()
    if suffix not in SUFFIXES:
        message = Message(f"die Endung {quoted(suffix)} ist unbekannt", " ".join(SUFFIXES), REMEDY)
        findings.append(fault(Place(file), message))
        return None
    if suffix == ".gpkg":
        return _from_gdal(data, file, findings)
    document = _document(data, file, findings)
    if document is None:
        return None
    if document.get("type") == "Topology":
        return _from_gdal(data, file, findings)
    return _from_geojson(document, file, findings)


def _document(data: bytes, file: str, findings: list[Fault]) -> dict[str, Any] | None:
    text = decoded(data, file, findings)
    if text is None:
        return None
    row = 0
    try:
        document = json.loads(text)
    except RecursionError:
        problem = "zu tief verschachtelt"
    except json.JSONDecodeError as error:
        problem, row = error.msg, error.lineno
    except ValueError as error:
        problem = type(error).__name__
    else:
        if isinstance(document, dict):
            return document
        problem = "kein Objekt"
    message = Message(f"kein gültiges JSON ({problem})", "GeoJSON, Liste von Features", REMEDY)
    findings.append(fault(Place(file, row), message))
    return None


def _from_geojson(document: dict[str, Any], file: str, findings: list[Fault]) -> Features | None:
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        message = Message("keine FeatureCollection", "type FeatureCollection mit features", REMEDY)
        findings.append(fault(Place(file), message))
        return None
    named = json.dumps(document.get("crs", "crs84")).lower()
    if not any(name in named for name in WGS84_NAMES):
        message = Message(f"Bezugssystem {quoted(named)}", "Grad in EPSG:4326 (GeoJSON)", REMEDY)
        findings.append(fault(Place(file, 0, "crs"), message))
        return None
    features = [feature if isinstance(feature, dict) else {} for feature in features]
    properties = (feature.get("properties") for feature in features)
    return Features(
        file,
        tuple(entry if isinstance(entry, dict) else {} for entry in properties),
        _geometries([feature.get("geometry") for feature in features]),
    )


def _geometries(entries: list[Any]) -> NDArray[np.object_]:
    texts = np.array([json.dumps(entry) if entry else "" for entry in entries], dtype=object)
    geometries: NDArray[np.object_] = shapely.force_2d(
        shapely.from_geojson(texts, on_invalid="ignore")
    )
    return np.asarray(geometries, dtype=object).reshape(-1)


def _from_gdal(data: bytes, file: str, findings: list[Fault]) -> Features | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL warns of what the checks below name properly
            frame = geopandas.read_file(io.BytesIO(data), layer=0)
            if frame.crs is not None:
                frame = frame.to_crs(DEGREES)
    except (RuntimeError, ValueError, AttributeError, ShapelyError) as error:
        message = Message(
            f"nicht lesbar ({quoted(str(error).splitlines()[0] if str(error) else '')})",
            "eine Ebene mit Flächen",
            REMEDY,
        )
        findings.append(fault(Place(file), message))
        return None
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name)).astype(object)
    records = table.where(table.notna(), None).to_dict("records")
    geometry = np.asarray(shapely.force_2d(frame.geometry.to_numpy()), dtype=object)
    return Features(file, tuple(records), geometry)
