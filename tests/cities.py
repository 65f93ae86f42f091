"""Cities for tests, written to a folder on the fly.

Kleinstadt (tests/kleinstadt) is drawn by hand: four squares in two rows, two levels, two years,
every status, one funded area with two phases and a record. Tests change single files or words
of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import shapely
import shapely.geometry

WEST, SOUTH, WIDTH, HEIGHT = 9.40, 54.78, 0.01, 0.006

KLEINSTADT = Path(__file__).parent / "kleinstadt"


def square(column: float, row: float, columns: float = 1, rows: float = 1) -> dict[str, object]:
    """Return a GeoJSON polygon of *columns* by *rows* fields of the grid."""
    west, south = round(WEST + column * WIDTH, 6), round(SOUTH + row * HEIGHT, 6)
    east, north = round(west + columns * WIDTH, 6), round(south + rows * HEIGHT, 6)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry: object, **properties: object) -> dict[str, object]:
    """Return a GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(features: Iterable[object]) -> str:
    """Return a GeoJSON text with one feature a line, so that tests can replace single ones."""
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def city_files() -> dict[str, str]:
    """Return the files of Kleinstadt by name; the package has neither fault nor note."""
    return {
        path.relative_to(KLEINSTADT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(KLEINSTADT.rglob("*.*"))
    }


def write_city(
    folder: Path,
    *,
    files: Mapping[str, str | bytes | None] | None = None,
    edits: Iterable[tuple[str, str, str]] = (),
    encodings: Mapping[str, str] | None = None,
) -> Path:
    """Write Kleinstadt with changes to *folder* and return the folder.

    Parameters
    ----------
    folder
        Made if it does not exist.
    files
        Whole files by name; None leaves the file out.
    edits
        (file, old text, new text); the old text must stand there exactly once.
    encodings
        Encoding by file, where it is not UTF-8.
    """
    contents: dict[str, str | bytes | None] = {**city_files(), **(files or {})}
    for file, old, new in edits:
        text = contents[file]
        assert isinstance(text, str), f"{file} is no text"
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        contents[file] = text.replace(old, new)
    for file, content in contents.items():
        if content is not None:
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            encoding = (encodings or {}).get(file, "utf-8")
            path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
    return folder


BARE_DATAPACKAGE = """\
name: rasterstadt
title: Rasterstadt
licenses: [{name: CC0-1.0}]
resources:
  - {name: areas-stadt, path: areas-stadt.geojson}
  - {name: areas-feld, path: areas-feld.geojson}
  - {name: sources, path: sources.csv}
  - {name: indicators, path: indicators.csv}
  - {name: values, path: values.csv}
atlas:
  crs: EPSG:25832
  region: [5, 47, 16, 56]
  years: [1990, 2030]
  city_level: stadt
  levels:
    - {id: stadt, name: Stadt, name_plural: Gesamtstadt, parent: ""}
    - {id: feld, name: Feld, name_plural: Felder, parent: stadt}
  themes: [{id: bevoelkerung, name: Bevölkerung}]
  start: {indicator: einwohner, year: 2022, level: feld, layers: []}
"""


def many_areas(folder: Path, count: int, years: Iterable[int] = (2022,)) -> Path:
    """Write a city of *count* equal fields in one indicator, without funded areas.

    Field number i is ``f0001`` ... and has i residents in every one of *years*; 2022 must be
    among them.
    """
    columns = min(count, 50)
    ids = [f"f{number:04d}" for number in range(1, count + 1)]
    fields = [
        feature(square(index % columns, -(index // columns)), id=field, name=field, parent="rs")
        for index, field in enumerate(ids)
    ]
    whole = shapely.union_all([shapely.from_geojson(json.dumps(one["geometry"])) for one in fields])
    city = feature(shapely.geometry.mapping(whole), id="rs", name="Rasterstadt", parent="")
    people = {field: number for number, field in enumerate(ids, start=1)}
    people["rs"] = sum(people.values())
    lines = [f"{area},einwohner,{year},{people[area]},,,ok," for year in years for area in people]
    kleinstadt = city_files()
    files = {
        "datapackage.yaml": BARE_DATAPACKAGE,
        "areas-stadt.geojson": collection([city]),
        "areas-feld.geojson": collection(fields),
        "sources.csv": kleinstadt["sources.csv"],
        "indicators.csv": "\n".join(kleinstadt["indicators.csv"].splitlines()[:2]) + "\n",
        "values.csv": "\n".join([kleinstadt["values.csv"].splitlines()[0], *lines]) + "\n",
    }
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    return folder
