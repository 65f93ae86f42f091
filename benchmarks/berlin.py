"""Berlin's 542 Planungsraeume as a city package, where its open data are at hand.

Amt fuer Statistik Berlin-Brandenburg, CC BY 3.0 DE. Nothing of it belongs to this project: the
package is written to a folder that is thrown away.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import geopandas
import shapely

from benchmarks import package

YEARS = (2021, 2022, 2023, 2024)
OUTLINES = "geometry/lor_planungsraeume_2021.zip"
RESIDENTS = "population/{year}-02-t1-planning-areas.csv"
GROUPS = (
    "inhabitants_foreigners",
    "inhabitants_with_migration_background",
    "inhabitants_germans_with_migration_background",
)
TOLERANCE = 15  # root of an area in metres, see shapely.coverage_simplify


def data() -> Path | None:
    """Return the folder of the data, named by ``BERLIN_DATA``, or None where there is none."""
    folder = Path(os.environ.get("BERLIN_DATA", "../shared/data/berlin"))
    return folder if (folder / OUTLINES).exists() else None


def write(folder: Path, source: Path) -> Path:
    """Write the city package to *folder* from the files in *source*."""
    table = geopandas.read_file(source / OUTLINES)
    simple = shapely.coverage_simplify(table.geometry.to_numpy(), TOLERANCE)
    degrees = geopandas.GeoSeries(simple, crs=table.crs).to_crs(4326).to_numpy()
    fields = [
        package.Field(area, name, outline)
        for area, name, outline in zip(table["PLR_ID"], table["PLR_NAME"], degrees, strict=True)
    ]
    return package.write(folder, fields, _values(source))


def _values(source: Path) -> Iterator[package.Row]:
    for year in YEARS:
        totals = [0] * (1 + len(GROUPS))
        with (source / RESIDENTS.format(year=year)).open(encoding="utf-8-sig") as lines:
            for row in csv.DictReader(lines):
                counts = [int(row[name]) for name in ("inhabitants", *GROUPS)]
                totals = [total + one for total, one in zip(totals, counts, strict=True)]
                yield from rows(row["id"], year, counts)
        yield from package.rows_of("rs", year, totals[0], totals[1:])


def rows(area: str, year: int, counts: list[int]) -> list[dict[str, str]]:
    """Return the rows of one Planungsraum: residents, then the groups of ``GROUPS``."""
    found = package.rows_of(area, year, counts[0], counts[1:])
    if counts[0] == 0:  # nobody lives there: no share of nothing
        for row in found[1:]:
            row.update(numerator="", denominator="", status="not_applicable")
    return found
