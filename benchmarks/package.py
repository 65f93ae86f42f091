"""A city package of figures and outlines, written to a folder that is thrown away afterwards."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
import yaml
from shapely.geometry.base import BaseGeometry

WORDS = Path(__file__).with_name("city.yaml")
SHARES = ("anteil-eins", "anteil-zwei", "anteil-drei")
VALUE_COLUMNS = ("area", "indicator", "year", "value", "numerator", "denominator", "status", "note")
Row = Mapping[str, str]


@dataclass(frozen=True)
class Field:
    """One area: id, name and outline in degrees (EPSG:4326, longitude before latitude)."""

    id: str
    name: str
    outline: BaseGeometry


def words() -> dict[str, Any]:
    """Return descriptor, source and indicators of a package, as ``city.yaml`` holds them."""
    read: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return read


def indicators(said: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the rows of ``indicators.csv``: residents, and the share of each group."""
    shares = [
        {
            key: text.format(word=share.removeprefix("anteil-"))
            for key, text in said["share"].items()
        }
        for share in SHARES
    ]
    return [dict(said["count"]), *shares]


def rows_of(area: str, year: int, residents: int, groups: Sequence[int]) -> list[dict[str, str]]:
    """Return the rows of ``values.csv`` for one area and year; shares as their two parts."""
    place = {"area": area, "year": str(year), "status": "ok"}
    shares = [
        place | {"indicator": name, "numerator": str(count), "denominator": str(residents)}
        for name, count in zip(SHARES, groups, strict=True)
    ]
    return [place | {"indicator": "einwohner", "value": str(residents)}, *shares]


def write(folder: Path, fields: Sequence[Field], values: Iterable[Row]) -> Path:
    """Write the package to *folder* and return the folder; ``rs`` is the id of the whole city."""
    said = words()
    city = Field("rs", said["city_area"], shapely.union_all([one.outline for one in fields]))
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = yaml.safe_dump(said["descriptor"], allow_unicode=True, sort_keys=False)
    (folder / "datapackage.yaml").write_text(descriptor, encoding="utf-8")
    _write_areas(folder / "areas-stadt.geojson", [city], "")
    _write_areas(folder / "areas-quartier.geojson", fields, city.id)
    _write_table(folder / "sources.csv", [said["source"]])
    _write_table(folder / "indicators.csv", indicators(said))
    _write_table(folder / "values.csv", values)
    return folder


def _write_areas(file: Path, fields: Sequence[Field], parent: str) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"id": one.id, "name": one.name, "parent": parent},
            "geometry": shapely.geometry.mapping(one.outline),
        }
        for one in fields
    ]
    document = {"type": "FeatureCollection", "features": features}
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


COLUMNS = {
    "sources.csv": (
        "id", "publisher", "title", "year", "url", "licence", "licence_url", "retrieved", "changes",
    ),
    "indicators.csv": (
        "id", "theme", "name", "short_name", "sentence", "definition", "unit", "kind", "numerator",
        "denominator", "factor", "decimals", "direction", "related", "source", "data_date", "note",
    ),
    "values.csv": VALUE_COLUMNS,
}  # fmt: skip


def _write_table(file: Path, rows: Iterable[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS[file.name], restval="")
        writer.writeheader()
        writer.writerows(rows)
