"""Snapshots and files of comparisons: both maps, every year, one legend where it holds for all."""

from __future__ import annotations

import datetime
import io
import json
import math
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.model import City
from geodata.package import read_city
from layers.beside import second_view
from layers.export.arrange import draw, grid
from layers.export.compared_sheet import compared_sheet
from layers.export.data_about import about
from layers.export.data_rows import data_table
from layers.export.every_format import EVERY_FORMAT
from layers.export.panels import Panels, both_said, panels, title
from layers.export.paper import Layout, Options
from layers.export.snapshot import Place, snapshot
from layers.scene import scene
from layers.view import View, from_query
from layers.view_fields import TWO_MAPS
from tests.cities import write_city
from tests.strategies import views

TODAY = datetime.date(2026, 7, 31)
PLACE = Place("https://atlas.example/", TODAY)
YEARS = "vergleich=jahre"
TWO = "vergleich=karten&mit-jahr=2018"


@pytest.fixture(scope="module")
def neighbours(flensburg: City, tmp_path_factory: pytest.TempPathFactory) -> City:
    """Flensburg, and a small town that it may be compared with."""
    other = read_city(write_city(tmp_path_factory.mktemp("neighbours")))
    return replace(flensburg, others=(other,))


def view_of(city: City, query: str) -> View:
    return from_query(query, city)[0]


def shown(city: City, query: str, grey: bool = False) -> Panels:
    return panels(city, view_of(city, query), grey)


def told(city: City, query: str, options: Options) -> str:
    file = snapshot(city, view_of(city, query), options, PLACE)
    reader = pypdf.PdfReader(io.BytesIO(file))
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().split())


PDF = Options(format="pdf")


@pytest.mark.parametrize("landscape", [True, False])
def test_both_maps_stand_on_the_page_with_their_headings(flensburg: City, landscape: bool) -> None:
    page = told(flensburg, TWO, replace(PDF, landscape=landscape))
    name = flensburg.indicator(flensburg.start.indicator).name

    assert page.count(f"{name}, 2022") == 1
    assert page.count(f"{name}, 2018") == 1
    assert page.count("Werte in %") == 1  # one legend for both
    assert both_said(shown(flensburg, TWO)).replace("\u00a0", " ") in page.replace("\u00a0", " ")


def test_maps_of_two_indicators_have_a_legend_each_and_both_sources(flensburg: City) -> None:
    query = "vergleich=wischen&mit-indikator=einwohner"
    page = told(flensburg, query, PDF)
    found = shown(flensburg, query)

    assert not found.share
    for panel in found.all:
        indicator = panel.story.shown.indicator
        assert f"Werte {panel.story.view.year} in {indicator.unit}" in page
        assert indicator.source.title in page


def test_a_map_of_another_city_has_its_own_scale(neighbours: City) -> None:
    other = neighbours.others[0]
    query = f"vergleich=karten&mit-stadt={other.id}"
    found = shown(neighbours, query)
    place = grid(found, PDF, Layout(1, 1.0, 200.0, 120.0, 60.0))
    page = told(neighbours, query, PDF)

    assert place.bars
    assert page.count("Maßstab") == 2
    assert other.name in page
    assert neighbours.name in page


def test_every_year_with_figures_has_its_map_and_the_others_are_named(flensburg: City) -> None:
    query = f"{YEARS}&indikator=kinder-unter-18"
    view = view_of(flensburg, query)
    series = flensburg.series[view.level, view.indicator]
    found, page = shown(flensburg, query), told(flensburg, query, PDF)
    without = sorted(set(range(series.years[0], series.years[-1])) - set(series.years))

    assert [panel.title for panel in found.all] == [str(year) for year in series.years]
    assert list(found.without) == without
    assert without
    assert "Ohne Zahlen" in page
    assert page.count("Werte in") == 1


def test_all_years_have_the_limits_of_all_years_also_where_the_view_has_those_of_one(
    flensburg: City,
) -> None:
    found = shown(flensburg, f"{YEARS}&grenzen=jahr")

    assert found.share
    assert len({panel.story.shown.limits for panel in found.all}) == 1


@given(st.data())
@settings(max_examples=40)
def test_maps_of_a_page_do_not_cover_each_other_and_fit(
    flensburg: City, data: st.DataObject
) -> None:
    view = data.draw(views(flensburg).filter(lambda one: one.compare in (*TWO_MAPS, "jahre")))
    options = Options(landscape=data.draw(st.booleans()))
    wide, high = data.draw(st.tuples(st.integers(80, 300), st.integers(60, 250)))
    found = panels(flensburg, view)
    place = grid(found, options, Layout(1, 1.0, float(wide), float(high), 60.0), 6.0)
    rows = math.ceil(len(found.all) / place.columns)

    assert place.columns * place.width <= wide + 1e-6
    if place.height > 1.0:
        assert rows * (place.height + place.head) <= high + 1e-6


@pytest.mark.parametrize("query", [TWO, YEARS, "vergleich=aenderung"])
def test_classes_are_told_apart_without_colour(flensburg: City, query: str) -> None:
    found = shown(flensburg, query, grey=True)
    for panel in found.all:
        used = set(panel.story.fills)
        assert len({fill.pattern or fill.ground for fill in used}) == len(used)
        for fill in used:
            assert len({fill.ground[at : at + 2] for at in (1, 3, 5)}) == 1


@pytest.mark.parametrize("query", [TWO, YEARS])
def test_the_same_comparison_gives_the_same_bytes(flensburg: City, query: str) -> None:
    view, options = view_of(flensburg, query), Options(format="svg")

    assert snapshot(flensburg, view, options, PLACE) == snapshot(flensburg, view, options, PLACE)


@given(st.data())
@settings(max_examples=12, deadline=None)
def test_every_comparison_leaves_the_browser_in_every_format(
    neighbours: City, data: st.DataObject
) -> None:
    view = data.draw(views(neighbours).filter(lambda one: one.compare))
    name = data.draw(st.sampled_from(sorted(EVERY_FORMAT)))

    assert len(EVERY_FORMAT[name].write(neighbours, view, "")) > 500


def test_without_an_address_the_page_names_the_city(flensburg: City) -> None:
    view = view_of(flensburg, "")
    file = snapshot(flensburg, view, PDF, Place("", TODAY))

    assert f"?stadt={flensburg.id}" in pypdf.PdfReader(io.BytesIO(file)).pages[0].extract_text()


# -- files --------------------------------------------------------------------------------------


@given(st.data())
@settings(max_examples=40)
def test_the_second_map_of_the_same_areas_stands_in_columns(
    flensburg: City, data: st.DataObject
) -> None:
    view = data.draw(views(flensburg).filter(lambda one: one.compare in TWO_MAPS))
    other = second_view(view, flensburg)
    table, there = data_table(flensburg, view), scene(flensburg, other)
    rows = table.areas if table.second is None else table.second.areas
    key = "other_value" if table.second is None else "value"
    values = [math.nan if row[key] is None else row[key] for row in rows]

    assert (table.second is None) == (other.level == view.level)
    assert [str(value) for value in values] == [str(float(figure)) for figure in there.figures]
    assert all(set(row) == {column.key for column in table.columns} for row in table.rows)


def test_every_year_stands_in_columns(flensburg: City) -> None:
    view = view_of(flensburg, YEARS)
    table = data_table(flensburg, view)
    for year in flensburg.series[view.level, view.indicator].years:
        key = "value" if year == view.year else f"of_{year}_value"
        figures = scene(flensburg, replace(view, compare="", year=year)).figures
        assert [row[key] for row in table.areas] == list(figures)


def test_a_second_map_of_other_areas_brings_their_outlines(neighbours: City) -> None:
    other = neighbours.others[0]
    view = view_of(neighbours, f"vergleich=karten&mit-stadt={other.id}")
    document = json.loads(EVERY_FORMAT["geojson"].write(neighbours, view, ""))
    there = second_view(view, neighbours)
    names = [one["properties"]["name"] for one in document["features"]]

    assert names[-len(other.level(there.level).areas) :] == [
        area.name for area in other.level(there.level).areas
    ]
    assert document["second_city"] is not None


def test_the_files_name_the_source_of_the_second_map(flensburg: City) -> None:
    view = view_of(flensburg, "vergleich=karten&mit-indikator=einwohner")
    said = " ".join(text for _, text in about(flensburg, view, data_table(flensburg, view)))

    assert flensburg.indicator("einwohner").source.title in said
    assert flensburg.indicator("einwohner").name in said


def test_the_sheet_of_a_map_alone_is_that_of_its_story(flensburg: City) -> None:
    found = shown(flensburg, "")
    sheet = compared_sheet(found, "https://atlas.example/", TODAY)

    assert not found.compares
    assert sheet.title.startswith(found.first.shown.indicator.name)
    assert len(draw(found, PDF, grid(found, PDF, Layout(1, 1.0, 150.0, 120.0, 60.0)))) == 1


def test_a_folder_is_enough_to_compare(tmp_path: Path) -> None:
    """A town with one year and no neighbours has nothing to compare, and says so by its map."""
    city = read_city(write_city(tmp_path))
    found = panels(city, view_of(city, YEARS))

    assert len(found.all) >= 1
    assert found.small


@pytest.mark.parametrize("query", [TWO, YEARS])
def test_the_web_map_says_that_it_shows_the_first_map_of_a_comparison(
    flensburg: City, query: str
) -> None:
    view = view_of(flensburg, query)
    page = EVERY_FORMAT["html"].write(flensburg, view, "").decode()

    assert title(flensburg, view) in page
    alone = EVERY_FORMAT["html"].write(flensburg, replace(view, compare=""), "").decode()
    assert title(flensburg, view) not in alone
