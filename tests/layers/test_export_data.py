"""Every data file says what the map says, in its own format; what is hidden stays hidden."""

from __future__ import annotations

import csv
import io
import json
import math
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import geopandas
import numpy as np
import openpyxl
import pandas
import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.model import EMPTY_STATES, City, Kind
from geodata.package import read_city
from layers.export.data_about import about
from layers.export.data_rows import HIDDEN, data_table, lone_hidden
from layers.export.formats import FORMATS, file_name, slug
from layers.scene import scene
from layers.texts import texts
from layers.view import View, from_query
from tests.cities import write_city
from tests.strategies import views

WORDS = texts("de")
HOST = "https://atlas.example/"
DATA = ("csv-excel", "csv", "xlsx", "geojson", "gpkg")
OWN = {key: WORDS["data"][key] for key in WORDS["data"] if key.startswith("symbols_")}
HEADING = {**WORDS["csv"], **OWN, "code": WORDS["data"]["code"]}
Read = Callable[[bytes], pandas.DataFrame]


@pytest.fixture(scope="module")
def kleinstadt(tmp_path_factory: pytest.TempPathFactory) -> City:
    return read_city(write_city(tmp_path_factory.mktemp("kleinstadt")))


def written(city: City, view: View, name: str) -> bytes:
    return FORMATS[name].write(city, view, HOST)


def view_of(city: City, query: str) -> View:
    return from_query(query, city)[0]


# -- readers: every format as one frame, keyed by the keys of the table -------------------------


def keyed(frame: pandas.DataFrame) -> pandas.DataFrame:
    keys = {heading: key for key, heading in HEADING.items() if key != "side"}
    return frame.rename(columns=keys)


def read_csv_excel(content: bytes) -> pandas.DataFrame:
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    return keyed(
        pandas.read_csv(io.StringIO(text), sep=";", decimal=",", dtype={HEADING["area"]: str})
    )


def read_csv(content: bytes) -> pandas.DataFrame:
    assert not content.startswith(b"\xef\xbb\xbf")
    return keyed(pandas.read_csv(io.BytesIO(content), dtype={HEADING["area"]: str}))


def read_xlsx(content: bytes) -> pandas.DataFrame:
    return keyed(
        pandas.read_excel(io.BytesIO(content), sheet_name="Werte", dtype={HEADING["area"]: str})
    )


def read_geojson(content: bytes) -> pandas.DataFrame:
    document = json.loads(content)
    rows = [one["properties"] for one in document["features"]]
    return pandas.DataFrame([*rows, document["city"], *document["people"]])


def read_gpkg(content: bytes, tmp_path: Path) -> pandas.DataFrame:
    path = tmp_path / "a.gpkg"
    path.write_bytes(content)
    areas = geopandas.read_file(path, layer="werte").drop(columns="geometry")
    rest = geopandas.read_file(path, layer="gesamtstadt")
    return pandas.concat([areas.astype(object), rest.astype(object)], ignore_index=True)


READERS: dict[str, Read] = {
    "csv-excel": read_csv_excel, "csv": read_csv, "xlsx": read_xlsx, "geojson": read_geojson,
}  # fmt: skip


def read(content: bytes, name: str, folder: Path) -> pandas.DataFrame:
    return read_gpkg(content, folder) if name == "gpkg" else READERS[name](content)


def numbers(frame: pandas.DataFrame, key: str) -> np.ndarray[Any, Any]:
    return pandas.to_numeric(frame[key]).to_numpy(dtype=float, na_value=math.nan)


# -- the table ----------------------------------------------------------------------------------


@given(st.data())
@settings(max_examples=100)
def test_the_table_says_what_the_map_says(flensburg: City, data: st.DataObject) -> None:
    view = data.draw(views(flensburg))
    shown, table = scene(flensburg, view), data_table(flensburg, view, HOST)
    values = [math.nan if row["value"] is None else row["value"] for row in table.areas]

    assert [row["area"] for row in table.areas] == list(shown.level.area_ids)
    np.testing.assert_array_equal(values, shown.figures)
    assert [row["code"] for row in table.areas] == [str(status) for status in shown.statuses]
    assert [(row["class"] or 0) - 1 for row in table.areas] == list(shown.classes)
    assert all(set(row) == {column.key for column in table.columns} for row in table.rows)


@given(st.data())
@settings(max_examples=100)
def test_no_row_gives_a_hidden_figure_away(
    flensburg: City, kleinstadt: City, data: st.DataObject
) -> None:
    city = data.draw(st.sampled_from([flensburg, kleinstadt]))
    view = replace(data.draw(views(city)), layers=())
    shown, table = scene(city, view), data_table(city, view)
    for row, status in zip(table.areas, shown.statuses, strict=True):
        if status in EMPTY_STATES:
            assert row["value"] is None
        if status in HIDDEN:
            assert (row.get("numerator"), row.get("denominator")) == (None, None)
    if lone_hidden(shown) and shown.indicator.kind is Kind.COUNT:
        assert (table.city["value"], table.city["code"]) == (None, "withheld")
    elif lone_hidden(shown):
        assert {row.get("numerator") for row in table.areas} == {None}


def test_a_total_that_would_give_a_lone_hidden_figure_away_is_left_out_and_said(
    flensburg: City,
) -> None:
    view = view_of(flensburg, "indikator=raeumungsklagen&jahr=2022")
    table = data_table(flensburg, view)
    entries = dict(about(flensburg, view, table))

    assert lone_hidden(scene(flensburg, view))
    assert table.city["value"] is None
    assert table.city["note"] == WORDS["data"]["hidden_total"]
    assert WORDS["data"]["hidden_total"] in entries[WORDS["data"]["about_protection"]]
    assert "insgesamt" not in entries[WORDS["data"]["about_sentence"]]


def test_where_two_figures_are_hidden_the_total_stays(kleinstadt: City) -> None:
    view = view_of(kleinstadt, "")
    table = data_table(kleinstadt, view)

    assert table.city["value"] == 8.0
    assert [row["numerator"] for row in table.areas] == [40.0, 20.0, None, None]
    assert [row["denominator"] for row in table.areas] == [400.0, 300.0, None, None]
    assert [row["code"] for row in table.areas][2:] == ["suppressed", "withheld"]


def test_circles_are_columns_of_their_own(flensburg: City) -> None:
    table = data_table(flensburg, view_of(flensburg, "symbole=einwohner&jahr=2021"))
    alone = data_table(flensburg, view_of(flensburg, "indikator=einwohner&jahr=2021"))

    for row, other in zip(table.areas, alone.areas, strict=True):
        assert row["symbols_value"] == other["value"]
        assert (row["symbols_unit"], row["symbols_year"]) == ("Personen", 2021)


def test_with_a_limit_need_and_funding_stand_in_the_table(flensburg: City) -> None:
    table = data_table(flensburg, view_of(flensburg, "bedarf=15"))

    assert {row["in_need"] for row in table.areas} == {"ja", "nein"}
    assert table.areas[0]["limit"] == 15.0
    assert isinstance(table.areas[0]["inside"], float)
    assert [row["name"] for row in table.people][-1] == WORDS["need"]["part_total"]


def test_sources_and_method_name_what_licences_ask_for(flensburg: City) -> None:
    view = view_of(flensburg, "")
    entries = dict(about(flensburg, view, data_table(flensburg, view, HOST)))
    source = flensburg.indicator(view.indicator).source

    assert entries[WORDS["data"]["about_source"]] == f"{source.publisher}: {source.title}"
    assert entries[WORDS["data"]["about_licence"]] == source.licence
    assert entries[WORDS["data"]["about_changes"]] == source.changes
    assert entries[WORDS["data"]["about_address"]] == HOST
    assert all(entries.values())


# -- all formats --------------------------------------------------------------------------------

QUERIES = ("", "symbole=einwohner&bedarf=15", "indikator=raeumungsklagen&jahr=2022", "ebene=stadt")


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("name", DATA)
def test_every_format_reads_back_as_the_table(
    flensburg: City, tmp_path: Path, name: str, query: str
) -> None:
    view = view_of(flensburg, query)
    table = data_table(flensburg, view, HOST)
    found = read(written(flensburg, view, name), name, tmp_path)

    assert len(found) == len(table.rows)
    for column in table.columns:
        cells = [row[column.key] for row in table.rows]
        if column.decimals is None:
            texts_ = [None if pandas.isna(cell) else cell for cell in found[column.key]]
            assert texts_ == cells, column.key
        else:
            wanted = [math.nan if cell is None else cell for cell in cells]
            np.testing.assert_array_equal(numbers(found, column.key), wanted, column.key)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_view_gives_the_same_bytes(flensburg: City, name: str) -> None:
    view = view_of(flensburg, "symbole=einwohner&bedarf=15")

    assert written(flensburg, view, name) == written(flensburg, view, name)


@given(st.data())
@settings(max_examples=15)
def test_every_view_exports_in_every_format(
    flensburg: City, kleinstadt: City, data: st.DataObject
) -> None:
    city = data.draw(st.sampled_from([flensburg, kleinstadt]))
    view = data.draw(views(city))
    for name in FORMATS:
        assert len(written(city, view, name)) > 500, name


def test_german_excel_finds_decimal_commas_and_semicolons(flensburg: City) -> None:
    lines = written(flensburg, view_of(flensburg, ""), "csv-excel").decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(lines), delimiter=";"))

    assert (row["Gebiet"], row["Wert"], row["Jahr"]) == ("Altstadt", "11,6", "2022")


def named(city: City, name: str) -> City:
    level = city.level("stadtteil")
    areas = (replace(level.areas[0], name=name), *level.areas[1:])
    return replace(city, levels=(city.level("stadt"), replace(level, areas=areas)))


@pytest.mark.parametrize("name", ["=1+1", "+49", "@SUM(A1)", "-1+1", "\t=1", '=HYPERLINK("x")'])
def test_a_name_never_becomes_a_formula(flensburg: City, name: str) -> None:
    city = named(flensburg, name)
    view = view_of(city, "")
    sheet = openpyxl.load_workbook(io.BytesIO(written(city, view, "xlsx")))["Werte"]

    assert (sheet["B2"].data_type, sheet["B2"].value) == ("s", name)
    for kind, separator in (("csv-excel", ";"), ("csv", ",")):
        text = written(city, view, kind).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        assert rows[1][1] == f"'{name}"


def test_the_workbook_has_real_numbers_formats_a_filter_and_a_fixed_head(flensburg: City) -> None:
    content = written(flensburg, view_of(flensburg, ""), "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Werte"]

    assert book.sheetnames == ["Werte", "Quellen und Methode"]
    assert (sheet["A2"].value, sheet["E2"].value, sheet["E2"].number_format) == (
        "01",
        11.6,
        "#,##0.0",
    )
    assert (sheet["C2"].value, sheet["C2"].number_format) == (2022, "0")
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:U15"
    assert sheet.column_dimensions["B"].width > 10
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert {str(date)[:10] for date in (book.properties.created, book.properties.modified)} == {
        "2000-01-01"
    }


def test_the_workbook_is_sound_xml_without_links_to_elsewhere(flensburg: City) -> None:
    content = written(flensburg, view_of(flensburg, "bedarf=15"), "xlsx")
    with ZipFile(io.BytesIO(content)) as parts:
        for part in parts.namelist():
            tree = ElementTree.fromstring(parts.read(part))
            assert not [one for one in tree.iter() if one.get("TargetMode") == "External"]


def test_geojson_keeps_to_the_standard(flensburg: City) -> None:
    document = json.loads(written(flensburg, view_of(flensburg, ""), "geojson"))
    shapes = [shapely.geometry.shape(one["geometry"]) for one in document["features"]]
    level = flensburg.level("stadtteil")

    assert "crs" not in document
    assert document["type"] == "FeatureCollection"
    assert all(shape.is_valid for shape in shapes)
    assert all(ring.is_ccw for shape in shapes for one in shapely.get_parts(shape)
               for ring in [one.exterior])  # fmt: skip
    for shape, area in zip(shapes, level.areas, strict=True):
        assert shape.symmetric_difference(area.geometry).area < 1e-9
    assert document["about"][0] == {"key": "Stadt", "text": "Flensburg"}
    assert document["columns"]["value"] == "Wert"


@pytest.mark.parametrize("city_name", ["Łódź / Ø-Stadt", 'o\'Brien "Süd"', "../../etc", "北京"])
def test_odd_names_of_cities_do_no_harm(kleinstadt: City, tmp_path: Path, city_name: str) -> None:
    city = replace(kleinstadt, id=city_name, name=city_name)
    view = replace(view_of(kleinstadt, ""), city=city_name)
    path = tmp_path / "odd.gpkg"
    path.write_bytes(written(city, view, "gpkg"))

    assert [name for name, _ in pyogrio.list_layers(path)] == [
        "werte", "gesamtstadt", "quellen_und_methode",
    ]  # fmt: skip
    known = geopandas.read_file(path, layer="quellen_und_methode")
    assert known.iloc[0].tolist() == ["Stadt", city_name]
    said = file_name(city, view, "gpkg")
    assert said == said.lower()
    assert said.isascii()
    assert not set(said) & set("/\\ '\"")


def test_the_geopackage_is_one_for_other_programs(flensburg: City, tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(written(flensburg, view_of(flensburg, ""), "gpkg"))
    areas = geopandas.read_file(path, layer="werte")

    assert areas.crs.to_epsg() == 4326
    assert areas.geometry.is_valid.all()
    assert len(areas) == 13
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        changed = database.execute("SELECT DISTINCT last_change FROM gpkg_contents").fetchall()
    database.close()
    assert changed == [("2000-01-01T00:00:00.000Z",)]


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        ("", "xlsx", "flensburg-sgb-ii-anteil-2022.xlsx"),
        ("indikator=einwohner&jahr=2019", "csv-excel", "flensburg-einwohner-2019.csv"),
        ("ebene=stadt&bedarf=15.5", "html", "flensburg-sgb-ii-anteil-stadt-bedarf-15-5-2022.html"),
    ],
)
def test_files_are_named_after_what_is_inside(
    flensburg: City, query: str, name: str, said: str
) -> None:
    assert file_name(flensburg, view_of(flensburg, query), name) == said


def test_every_format_has_a_german_name() -> None:
    assert all(one.label in WORDS["data"] for one in FORMATS.values())
    assert slug("Straße") == "strasse"
