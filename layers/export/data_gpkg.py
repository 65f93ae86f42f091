"""The areas of a view with their values as a GeoPackage, with a table of sources and method."""

from __future__ import annotations

import tempfile
from pathlib import Path
from threading import Lock

import geopandas
import pandas
import pyogrio
import shapely

from geodata.model import City
from layers.export.data_about import about
from layers.export.data_beside import second_areas
from layers.export.data_rows import Column, DataTable, Row, data_table
from layers.texts import texts
from layers.view import View

SECOND = "werte_zweite_karte"
LAYER, CITY_TABLE, ABOUT_TABLE = "werte", "gesamtstadt", "quellen_und_methode"
MADE = {"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"}  # same view, same bytes
_writing = Lock()  # the date is set for the whole process


def geopackage(city: City, view: View, host: str) -> bytes:
    """Return the package: layer ``werte`` (EPSG:4326), tables of the city's row and of sources.

    A second map of other areas is a layer of its own, ``werte_zweite_karte``.
    """
    table = data_table(city, view, host)
    layers = {LAYER: _layer(city, view, table)}
    other = second_areas(city, view)
    if other is not None and table.second is not None:
        layers[SECOND] = _layer(*other, table.second)
    said = texts(view.language)["data"]
    heads = [said["about_key"], said["about_text"]]
    known = pandas.DataFrame(about(city, view, table), columns=heads)
    with tempfile.TemporaryDirectory() as folder, _writing:
        path = Path(folder) / "werte.gpkg"
        pyogrio.set_gdal_config_options(MADE)
        try:
            for name, areas in layers.items():
                pyogrio.write_dataframe(areas, path, layer=name, driver="GPKG")
            rest = _frame(table, (table.city, *table.people, *table.beyond[-1:]))
            pyogrio.write_dataframe(rest, path, layer=CITY_TABLE, driver="GPKG")
            pyogrio.write_dataframe(known, path, layer=ABOUT_TABLE, driver="GPKG")
        finally:
            pyogrio.set_gdal_config_options(dict.fromkeys(MADE))
        return path.read_bytes()


def _layer(city: City, view: View, table: DataTable) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(
        _frame(table, table.areas),
        geometry=[_many(area.geometry) for area in city.level(view.level).areas],
        crs="EPSG:4326",
    )


def _many(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """Return polygons of one kind: a layer of a GeoPackage holds one."""
    parts = shapely.get_parts(shapely.force_2d(shape))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def _frame(table: DataTable, rows: tuple[Row, ...]) -> pandas.DataFrame:
    return pandas.DataFrame(
        {
            column.key: pandas.Series([row.get(column.key) for row in rows], dtype=_dtype(column))
            for column in table.columns
        }
    )


def _dtype(column: Column) -> str:
    if column.decimals is None:
        return "object"
    return "Int64" if column.decimals == 0 and column.key != "value" else "float64"
