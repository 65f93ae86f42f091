"""Every format that a view can leave the browser in. A new one is one line here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from geodata.model import City
from layers.beside import beside
from layers.export.data_csv import csv_excel, csv_plain
from layers.export.data_geojson import geojson
from layers.export.data_gpkg import geopackage
from layers.export.data_xlsx import workbook
from layers.view_fields import CHANGE, View

Write = Callable[[City, View, str], bytes]
UMLAUT = "\u0308"  # the two dots, once they are taken apart


@dataclass(frozen=True)
class Format:
    """One format: key of its German name (room ``data``), media type, suffix, how it is written.

    ``write`` takes the city, the view and the address of the atlas (``https://atlas.example/`` or
    empty), which leads back from the file.
    """

    label: str
    media_type: str
    suffix: str
    write: Write


def _web_map(city: City, view: View, host: str) -> bytes:
    """Load folium only when a web map is asked for: it takes longer than the rest together."""
    from layers.export.web_map import web_map

    return web_map(city, view, host)


CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    "csv-excel": Format("format_csv_excel", CSV_TYPE, "csv", csv_excel),
    "csv": Format("format_csv", CSV_TYPE, "csv", csv_plain),
    "xlsx": Format("format_xlsx", XLSX_TYPE, "xlsx", workbook),
    "geojson": Format("format_geojson", "application/geo+json", "geojson", geojson),
    "gpkg": Format("format_gpkg", "application/geopackage+sqlite3", "gpkg", geopackage),
    "html": Format("format_html", "text/html; charset=utf-8", "html", _web_map),
}


def path(name: str) -> str:
    """Return the path of the files of the format *name*, from the start page.

    Examples
    --------
    >>> path("xlsx"), path("csv-excel")
    ('daten.xlsx', 'daten-csv-excel')
    """
    return f"daten.{name}" if name == FORMATS[name].suffix else f"daten-{name}"


def file_name(city: City, view: View, name: str) -> str:
    """Return what a file of the format *name* is called: ``flensburg-sgb-ii-anteil-2022.xlsx``.

    A level and a limit of need are named where they are not those of the start, and the year that
    changes are measured from.
    """
    level = view.level if view.level != city.start.level else ""
    need = "" if view.need is None else f"bedarf-{view.need:.12g}"
    parts = [slug(city.id) or slug(city.name), slug(view.indicator), slug(level), slug(need)]
    if view.compare == CHANGE:
        parts.append(f"veraenderung-{beside(view, city).year}")
    said = "-".join([*(part for part in parts if part), str(view.year)])
    return f"{said}.{FORMATS[name].suffix}"


def slug(text: str) -> str:
    """Return *text* in letters, digits and hyphens that every system takes.

    Examples
    --------
    >>> slug("Straße der Künste / 2"), slug("Łódź"), slug("北京")
    ('strasse-der-kuenste-2', 'odz', '')
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).replace(UMLAUT, "e")
    ascii_only = plain.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
