"""The recipe for Berlin: official files in, a city package out.

``python -m geodata import berlin --from FOLDER --to CITY_FOLDER``. The figures are data of others
(Amt fuer Statistik Berlin-Brandenburg, Senatsverwaltung fuer Stadtentwicklung): the package stays
outside this project. The same input gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from geodata.sources import berlin_areas, berlin_tables, berlin_values
from geodata.sources.catalogue import read_catalogue
from geodata.sources.csv_text import to_csv
from geodata.sources.outlines import to_geojson

HERE = Path(__file__).parent
DESCRIPTOR = "datapackage.yaml"


def needed_files(raw: Path) -> list[Path]:
    """Return every official file that the recipe reads."""
    plan, catalogue = _plan()
    first, last = plan["population"]["years"]
    names = {berlin_areas.OLD_FILE, berlin_areas.HIERARCHY, plan["faults"]["cut_off"]["file"]}
    names |= {file for file, _ in berlin_areas.NEW_FILES.values()}
    names |= {column.partition(" ")[0] for column in plan["faults"]["empty"]}
    names |= {of[0] for entry in catalogue for of in entry.get("mss", {}).values()}
    for table in plan["population"]["tables"].values():
        names |= {table.format(year=year) for year in range(first, last + 1)}
    return [raw / name for name in sorted(names)]


def build(raw: Path, city: Path) -> list[str]:
    """Write the city package of Berlin.

    Parameters
    ----------
    raw
        Folder with ``geometry/``, ``mss/`` and ``population/``.
    city
        City folder, made if it does not exist; files of the same names are replaced.

    Returns
    -------
    list of str
        What is wrong with the source and how it was taken, in German sentences.

    Raises
    ------
    OSError, KeyError, ValueError
        If a file is missing, lacks a column or has a cell that is no figure.
    """
    plan, catalogue = _plan()
    told: list[str] = []
    areas = berlin_areas.read_areas(raw, plan, told)
    berlin_tables.tell_files(raw, plan, told)
    ids = {level: [shape.id for shape in shapes] for level, shapes in areas.items()}
    rows = [
        *berlin_values.population_rows(raw, plan, catalogue, ids, told),
        *berlin_values.mss_rows(raw, plan, catalogue, ids, told),
    ]
    files = {f"areas-{level}.geojson": to_geojson(shapes) for level, shapes in areas.items()}
    files |= {
        "sources.csv": to_csv("sources", plan["sources"]),
        "indicators.csv": to_csv("indicators", catalogue),
        "values.csv": to_csv("values", rows),
        DESCRIPTOR: (HERE / "berlin_datapackage.yaml").read_text(encoding="utf-8"),
    }
    city.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (city / name).write_text(text, encoding="utf-8", newline="\n")
    return told


def _plan() -> tuple[berlin_tables.Plan, list[berlin_tables.Plan]]:
    plan = yaml.safe_load((HERE / "berlin.yaml").read_text(encoding="utf-8"))
    return plan, list(read_catalogue(HERE / "berlin_indicators.yaml"))
