"""Areas of Berlin: Planungsraeume of both cuts from the official files, coarser levels from them.

The outlines of 2021 are a clean coverage; Bezirke, Prognoseraeume, Bezirksregionen and the city
are unions of it (their ids are the first 2, 4 and 6 digits). The older file has 448 features and
two known faults: one outline bears another's id, and one area was formed only in 2019. Both are
mended as ``berlin.yaml`` says, and told.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.reading.projection import to_degrees
from geodata.sources.berlin_tables import Plan, Told, read_rows
from geodata.sources.outlines import Shape

CRS = "EPSG:25833"
CITY_ID, CITY_NAME = "berlin", "Berlin"
TOLERANCE_METRES = 15.0  # root of the area that a vertex may cut off, not a distance
SNAP_METRES = 0.1  # slivers of the older outlines are at most this wide
DECIMALS = 5  # about one metre
NEW, OLD = "planungsraum", "planungsraum-bis-2020"
OLD_FILE = "geometry/lor_planungsraeume.zip"
NEW_FILES = {
    "planungsraum": ("geometry/lor_planungsraeume_2021.zip", "PLR"),
    "bezirksregion": ("geometry/lor_bezirksregionen_2021.zip", "BZR"),
    "prognoseraum": ("geometry/lor_prognoseraeume_2021.zip", "PGR"),
}
HIERARCHY = "geometry/lor_2021_hierarchie.csv"
DIGITS = {"stadt": 0, "bezirk": 2, "prognoseraum": 4, "bezirksregion": 6, NEW: 8}
ABOVE = {"bezirk": "stadt", "prognoseraum": "bezirk", "bezirksregion": "prognoseraum",
         NEW: "bezirksregion", OLD: "bezirk"}  # fmt: skip

Names = Mapping[str, str]
Shapes = NDArray[np.object_]


def parent_id(area: str, level: str) -> str:
    """Return the id of the area above; empty for the city.

    Examples
    --------
    >>> parent_id("01100101", "planungsraum"), parent_id("01011101", OLD), parent_id("01", "bezirk")
    ('011001', '01', 'berlin')
    """
    above = ABOVE.get(level, "")
    return "" if not above else area[: DIGITS[above]] or CITY_ID


def read_areas(raw: Path, plan: Plan, told: Told) -> dict[str, list[Shape]]:
    """Return the areas of every level, sorted by id, outlines simplified and in EPSG:4326.

    Parameters
    ----------
    raw
        Folder of the official files, with ``geometry/``.
    plan
        What ``berlin.yaml`` says.
    told
        Takes a sentence for each fault of the source that was met.

    Raises
    ------
    ValueError
        If rounding left an invalid outline, a gap or an overlap.
    """
    names = {level: _names(raw, *of) for level, of in NEW_FILES.items()}
    names |= {"bezirk": _districts(raw), "stadt": {CITY_ID: CITY_NAME}}
    _tell_other_names(raw, names[NEW], plan, told)
    table = geopandas.read_file(raw / NEW_FILES[NEW][0]).sort_values("PLR_ID")
    ids = table["PLR_ID"].tolist()
    simple = _simplified(table.geometry.to_numpy())
    areas = {
        level: _joined(level, names[level], dict(zip(ids, simple, strict=True))) for level in DIGITS
    }
    areas[OLD] = _old_areas(raw, plan, told)
    return areas


def _names(raw: Path, file: str, key: str) -> Names:
    table = geopandas.read_file(raw / file, ignore_geometry=True)
    return dict(zip(table[f"{key}_ID"], table[f"{key}_NAME"].str.strip(), strict=True))


def _districts(raw: Path) -> Names:
    rows = read_rows(raw / HIERARCHY)
    return {row["Planungsraum (Nummer)"][:2]: row["Bezirk"].strip() for row in rows}


def _tell_other_names(raw: Path, names: Names, plan: Plan, told: Told) -> None:
    other = [
        row["Planungsraum (Nummer)"]
        for row in read_rows(raw / HIERARCHY)
        if row["Planungsraum (Name)"].strip() != names.get(row["Planungsraum (Nummer)"])
    ]
    if other:
        told.append(plan["told"]["names"].format(count=len(other)))


def _simplified(outlines: Shapes) -> Shapes:
    simple = shapely.coverage_simplify(outlines, TOLERANCE_METRES)
    degrees = shapely.transform(to_degrees(simple, CRS), lambda points: points.round(DECIMALS))
    if not (shapely.is_valid(degrees).all() and shapely.coverage_is_valid(degrees)):
        raise ValueError("rounding broke the coverage; raise DECIMALS or change TOLERANCE_METRES")
    return np.asarray(shapely.orient_polygons(degrees))


def _joined(level: str, names: Names, parts: Mapping[str, Any]) -> list[Shape]:
    """Return the areas of *level* as unions of the Planungsraeume *parts*."""
    groups: dict[str, list[Any]] = {}
    for part, outline in parts.items():
        groups.setdefault(part[: DIGITS[level]] or CITY_ID, []).append(outline)
    return [
        Shape(
            area,
            names[area],
            parent_id(area, level),
            shapely.orient_polygons(shapely.coverage_union_all(outlines)),
        )
        for area, outlines in sorted(groups.items())
    ]


def _old_areas(raw: Path, plan: Plan, told: Told) -> list[Shape]:
    faults, merged = plan["faults"], plan["faults"]["merged"]
    table = geopandas.read_file(raw / OLD_FILE).rename(columns={"broker Dow": "id"})
    moved = faults["moved_outline"]
    wrong = (table["id"] == moved["id"]) & (table["BEZIRKSNAM"] == moved["district"])
    if wrong.any():
        name = table.loc[wrong, "PLANUNGSRA"].iloc[0]
        told.append(plan["told"]["moved_outline"].format(file=OLD_FILE, name=name, **moved))
        table.loc[wrong, "id"] = moved["right"]
    names = dict(zip(table["id"], table["PLANUNGSRA"].str.strip(), strict=True))
    if merged["part"] in names:
        told.append(plan["told"]["merged"].format(**merged))
        table.loc[table["id"] == merged["part"], "id"] = merged["into"]
        names[merged["into"]] = merged["name"]
    clean = shapely.coverage_clean(table.geometry.to_numpy(), snapping_distance=SNAP_METRES)
    whole = table.assign(geometry=clean).dissolve("id", method="coverage").sort_index()
    outlines = _simplified(whole.geometry.to_numpy())
    return [
        Shape(area, names[area], parent_id(area, OLD), outline)
        for area, outline in zip(whole.index, outlines, strict=True)
    ]
