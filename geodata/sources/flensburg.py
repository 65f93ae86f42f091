"""The recipe for Flensburg: ``python -m geodata.sources.flensburg --from RAW --to CITY_FOLDER``.

It reads the Stadtteile and the tables of the Sozialatlas der Stadt Flensburg as the OK Lab
Flensburg prepared them, and writes the areas, the sources, the catalogue and the figures of the
city package. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from geodata.sources import flensburg_geometry as geometry
from geodata.sources.flensburg_tables import read_columns
from geodata.sources.flensburg_values import value_rows

HERE = Path(__file__).parent
COLUMNS_FILE = HERE / "flensburg_columns.yaml"
INDICATORS_FILE = HERE / "flensburg_indicators.yaml"
PUBLISHED_FILE = HERE / "flensburg_published.csv"

SCHEMAS = HERE.parent / "schemas"
DEFAULTS: dict[str, dict[str, Any]] = {
    "count": {"unit": "Personen", "factor": 1, "decimals": 0},
    "share": {"unit": "%", "factor": 100, "decimals": 1},
    "rate": {"factor": 100, "decimals": 1},
    "number": {"unit": "%", "factor": 1, "decimals": 1},
}


def build(raw: Path, city: Path) -> None:
    """Write the package files of Flensburg that come from the Sozialatlas.

    Parameters
    ----------
    raw
        Folder with ``stadtteile.topojson`` and ``csv/``.
    city
        City folder; existing files of the same names are replaced.
    """
    for name, text in package_files(raw).items():
        (city / name).write_text(text, encoding="utf-8", newline="\n")


def package_files(raw: Path) -> dict[str, str]:
    """Return the text of every file that the recipe writes, by file name."""
    plan = yaml.safe_load(COLUMNS_FILE.read_text(encoding="utf-8"))
    catalogue = read_catalogue(INDICATORS_FILE)
    columns = read_columns(raw / "csv", plan, PUBLISHED_FILE)
    labels = {name: spec["label"] for name, spec in plan["columns"].items()}
    stadtteile = geometry.generalise(geometry.read_topojson(raw / "stadtteile.topojson"))
    return {
        "areas-stadt.geojson": geometry.to_geojson([geometry.city_of(stadtteile)]),
        "areas-stadtteil.geojson": geometry.to_geojson(stadtteile),
        "sources.csv": _to_csv("sources", plan["sources"]),
        "indicators.csv": _to_csv(
            "indicators", [indicator_row(entry, labels) for entry in catalogue]
        ),
        "values.csv": _to_csv("values", value_rows(catalogue, columns, plan["faults"])),
    }


def read_catalogue(path: Path) -> list[dict[str, Any]]:
    """Return the indicators of the catalogue; a group lends its keys to its members."""
    catalogue = []
    for group in yaml.safe_load(path.read_text(encoding="utf-8")):
        shared = {key: value for key, value in group.items() if key != "indicators"}
        for entry in group["indicators"]:
            merged = DEFAULTS[entry["kind"]] | shared | entry
            merged["unit"] = entry.get("unit") or _unit_of(entry["kind"], shared)
            catalogue.append(merged)
    return catalogue


def _unit_of(kind: str, shared: Mapping[str, Any]) -> Any:
    """Return the unit of a kind; a group lends its own unit to counts only."""
    return shared["unit"] if kind == "count" and "unit" in shared else DEFAULTS[kind]["unit"]


def indicator_row(entry: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    """Return a row of ``indicators.csv``; numerator and denominator are told in words."""
    told = {
        "numerator": " + ".join(labels[name] for name in entry.get("over", [])),
        "denominator": " + ".join(labels[name] for name in entry.get("under", [])),
    }
    if "under_told" in entry:
        told["denominator"] = entry["under_told"]
    return told | dict(entry)


def _to_csv(resource: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the rows as CSV text with the columns of the table schema, in its order."""
    schema = yaml.safe_load((SCHEMAS / f"{resource}.yaml").read_text(encoding="utf-8"))
    fields = [field["name"] for field in schema["fields"]]
    text = io.StringIO()
    writer = csv.DictWriter(text, fields, lineterminator="\n")
    writer.writeheader()
    writer.writerows({field: _cell(row.get(field, "")) for field in fields} for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    return " ".join(str(value).split())


def main() -> None:
    """Run the recipe from the command line."""
    parser = argparse.ArgumentParser(description="Baut das Stadtpaket Flensburg neu auf.")
    parser.add_argument("--from", dest="raw", type=Path, required=True, metavar="ORDNER")
    parser.add_argument("--to", dest="city", type=Path, required=True, metavar="ORDNER")
    options = parser.parse_args()
    build(options.raw, options.city)


if __name__ == "__main__":
    main()
