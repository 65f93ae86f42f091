"""The recipe for Flensburg: ``python -m geodata.sources.flensburg --from RAW --to CITY_FOLDER``.

It reads the Stadtteile and the tables of the Sozialatlas der Stadt Flensburg as the OK Lab
Flensburg prepared them, and writes the areas, the sources, the catalogue and the figures of the
city package. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from geodata.sources import flensburg_geometry as geometry
from geodata.sources.catalogue import read_catalogue
from geodata.sources.csv_text import to_csv
from geodata.sources.flensburg_tables import read_columns
from geodata.sources.flensburg_values import value_rows
from geodata.sources.outlines import to_geojson

HERE = Path(__file__).parent
COLUMNS_FILE = HERE / "flensburg_columns.yaml"
INDICATORS_FILE = HERE / "flensburg_indicators.yaml"
PUBLISHED_FILE = HERE / "flensburg_published.csv"


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
        "areas-stadt.geojson": to_geojson([geometry.city_of(stadtteile)]),
        "areas-stadtteil.geojson": to_geojson(stadtteile),
        "sources.csv": to_csv("sources", plan["sources"]),
        "indicators.csv": to_csv(
            "indicators", [indicator_row(entry, labels) for entry in catalogue]
        ),
        "values.csv": to_csv("values", value_rows(catalogue, columns, plan["faults"])),
    }


def indicator_row(entry: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    """Return a row of ``indicators.csv``; numerator and denominator are told in words."""
    told = {
        "numerator": " + ".join(labels[name] for name in entry.get("over", [])),
        "denominator": " + ".join(labels[name] for name in entry.get("under", [])),
    }
    if "under_told" in entry:
        told["denominator"] = entry["under_told"]
    return told | dict(entry)


def main() -> None:
    """Run the recipe from the command line."""
    parser = argparse.ArgumentParser(description="Baut das Stadtpaket Flensburg neu auf.")
    parser.add_argument("--from", dest="raw", type=Path, required=True, metavar="ORDNER")
    parser.add_argument("--to", dest="city", type=Path, required=True, metavar="ORDNER")
    options = parser.parse_args()
    build(options.raw, options.city)


if __name__ == "__main__":
    main()
