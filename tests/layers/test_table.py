"""The table and its CSV say what the map says, with source and licence, and never a 0 for a gap."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.model import City, Status
from layers.scene import Scene, is_empty, scene
from layers.table import COLUMNS, columns, csv_name, csv_text, headings, rows
from layers.texts import texts
from layers.view import View, from_query, to_query
from layers.view_fields import CHANGE
from tests.strategies import views

WORDS = texts("de")


def read(city: City, view: View) -> list[dict[str, str]]:
    """Return the rows of the CSV by the column names of the code."""
    lines = csv.DictReader(io.StringIO(csv_text(city, view, WORDS), newline=""))
    named = headings(scene(city, view), WORDS)
    german = {named[column]: column for column in (*columns(view), "address")}
    return [{german[heading]: cell for heading, cell in line.items()} for line in lines]


def figure(text: str) -> float:
    return float(text) if text else math.nan


def start_scene(city: City) -> Scene:
    return scene(city, from_query("", city)[0])


@given(st.data())
@settings(max_examples=100)
def test_the_csv_says_what_the_map_says(flensburg: City, data: st.DataObject) -> None:
    view = replace(data.draw(views(flensburg)), symbols="")
    shown = scene(flensburg, view)
    areas = read(flensburg, view)[: len(shown.level.areas)]

    assert [row["area"] for row in areas] == list(shown.level.area_ids)
    np.testing.assert_array_equal([figure(row["value"]) for row in areas], shown.figures)
    assert [row["status"] for row in areas] == [WORDS["csv"][f"status_{x}"] for x in shown.statuses]
    assert [int(row["class"] or 0) - 1 for row in areas] == list(shown.classes)
    series, at = shown.series, shown.row
    if shown.change is not None:
        for key, end in (("before", shown.change.first), ("after", shown.change.last)):
            np.testing.assert_array_equal([figure(row[key]) for row in areas], end.figures)
        return
    np.testing.assert_array_equal([figure(row["numerator"]) for row in areas], series.numerator[at])
    wholes = [figure(row["denominator"]) for row in areas]
    np.testing.assert_array_equal(wholes, series.denominator[at])


@given(st.data())
@settings(max_examples=50)
def test_every_row_names_year_unit_source_licence_and_address(
    flensburg: City, data: st.DataObject
) -> None:
    view = alone(replace(data.draw(views(flensburg)), symbols=""))
    indicator = scene(flensburg, view).indicator
    for row in read(flensburg, view):
        assert row["year"] == str(view.year)
        unit = indicator.unit if row["area"] else "%"  # where the people live is a share
        assert (row["indicator"], row["unit"]) == (indicator.name, unit)
        assert row["source"] == f"{indicator.source.publisher}: {indicator.source.title}"
        assert (row["licence"], row["data_date"]) == (indicator.source.licence, indicator.data_date)
        assert row["licence"]
        assert row["address"] == to_query(view, flensburg)


@given(st.data())
@settings(max_examples=50)
def test_a_gap_is_empty_and_says_why_and_a_zero_is_a_zero(
    flensburg: City, data: st.DataObject
) -> None:
    view = data.draw(views(flensburg))
    for row, status in zip(
        rows(flensburg, view, WORDS), scene(flensburg, view).statuses, strict=False
    ):
        assert (row["value"] == "") == is_empty(status)
        assert (row["sign"] == "") == (status is Status.OK)
        assert row["status"] != ""


def alone(view: View) -> View:
    """Return *view* without a second map and other years; a change stays one."""
    if view.compare == CHANGE:
        return view
    others = {"other_city": "", "other_indicator": "", "other_level": "", "other_year": None}
    return replace(view, compare="", **others)


@pytest.mark.parametrize(
    ("query", "also"),
    [
        ("vergleich=karten&mit-jahr=2018", ["jahr=2018"]),
        ("vergleich=wischen&mit-indikator=einwohner", ["indikator=einwohner"]),
        ("vergleich=karten&mit-ebene=stadt", ["ebene=stadt"]),
        ("vergleich=jahre", ["jahr=2018", "jahr=2019", "jahr=2020", "jahr=2021"]),
    ],
)
def test_a_second_map_and_other_years_follow_in_rows_of_their_own(
    flensburg: City, query: str, also: list[str]
) -> None:
    found = read(flensburg, from_query(query, flensburg)[0])
    parts = [read(flensburg, from_query(one, flensburg)[0]) for one in ("", *also)]

    expected = [row | {"address": ""} for rows_ in parts for row in rows_]
    assert [row | {"address": ""} for row in found] == expected


def test_the_second_indicator_follows_in_rows_of_its_own_without_classes(flensburg: City) -> None:
    view, _ = from_query("symbole=einwohner&jahr=2021", flensburg)
    both = read(flensburg, view)
    first = read(flensburg, replace(view, symbols=""))
    second = read(flensburg, from_query("indikator=einwohner&jahr=2021", flensburg)[0])

    def plain(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [row | {"class": "", "address": ""} for row in rows]

    assert plain(both) == plain([*first, *second])
    assert {row["class"] for row in both[len(first) :]} == {""}


def test_the_address_leads_back_to_the_host(flensburg: City) -> None:
    view, _ = from_query("auswahl=07", flensburg)
    text = csv_text(flensburg, view, WORDS, "https://atlas.example/")

    assert text.count("https://atlas.example/?stadt=flensburg&auswahl=07\r\n") == 14


def test_the_last_row_is_the_whole_city(flensburg: City) -> None:
    shown = start_scene(flensburg)
    last = rows(flensburg, shown.view, WORDS)[-1]

    assert (last["area"], last["name"]) == ("fl", WORDS["table"]["total"])
    assert float(last["value"]) == pytest.approx(shown.city_figure, abs=0.05)
    assert last["status"] == WORDS["csv"][f"status_{shown.city_status}"]
    assert (last["sign"], last["note"]) == (WORDS["legend"]["sign_doubtful"], shown.city_note)


def test_a_sure_figure_of_the_city_says_whether_it_was_published(flensburg: City) -> None:
    view, _ = from_query("indikator=einwohner", flensburg)
    last = rows(flensburg, view, WORDS)[-1]

    assert (last["status"], last["sign"]) == (WORDS["csv"]["status_published"], "")


def with_city_figure(city: City, value: float) -> City:
    """Return *city* with *value* as the city's figure of the start view."""
    key = city.city_level, city.start.indicator
    series = city.series[key]
    return replace(
        city, series=city.series | {key: replace(series, value=np.full_like(series.value, value))}
    )


@pytest.mark.parametrize(
    ("value", "said"), [(12.25, "12.3"), (12.35, "12.4"), (-0.04, "0.0"), (0.0, "0.0")]
)
def test_the_figure_of_the_city_is_rounded_as_on_the_map(
    flensburg: City, value: float, said: str
) -> None:
    view, _ = from_query("", flensburg)

    assert rows(with_city_figure(flensburg, value), view, WORDS)[-1]["value"] == said


def test_a_city_without_a_figure_says_that_there_is_none(flensburg: City) -> None:
    shown = start_scene(flensburg)
    areas = flensburg.series["stadtteil", shown.view.indicator]
    lone = replace(areas, denominator=np.full_like(areas.denominator, math.nan))
    city = replace(flensburg, series={("stadtteil", shown.view.indicator): lone})
    last = rows(city, shown.view, WORDS)[-1]

    assert (last["value"], last["sign"]) == ("", WORDS["legend"]["sign_missing"])
    assert last["status"] == WORDS["csv"]["status_missing"]


def test_notes_travel_with_their_figure(flensburg: City) -> None:
    found = 0
    for (level, name), series in flensburg.series.items():
        for year, area in series.notes:
            view, _ = from_query(f"indikator={name}&ebene={level}&jahr={year}", flensburg)
            row = next(one for one in rows(flensburg, view, WORDS) if one["area"] == area)
            assert row["note"] == series.notes[year, area]
            found += 1
    assert found > 50


@pytest.mark.parametrize("name", ["=1+1", "+49", "@SUM(A1)", "\tx", "-1+1", "\r=1"])
def test_a_name_never_becomes_a_formula_of_a_spreadsheet(flensburg: City, name: str) -> None:
    level = flensburg.level("stadtteil")
    named = replace(level, areas=(replace(level.areas[0], name=name), *level.areas[1:]))
    city = replace(flensburg, levels=(flensburg.level("stadt"), named))
    view, _ = from_query("", city)

    assert read(city, view)[0]["name"] == f"'{name}"


@pytest.mark.parametrize("name", ['Duburg, "oben"', "Zeile\neins", "Ärger & <Söhne>"])
def test_commas_quotes_and_line_ends_in_names_survive(flensburg: City, name: str) -> None:
    level = flensburg.level("stadtteil")
    named = replace(level, areas=(replace(level.areas[0], name=name), *level.areas[1:]))
    city = replace(flensburg, levels=(flensburg.level("stadt"), named))

    assert read(city, from_query("", city)[0])[0]["name"] == name


def test_the_file_is_named_after_what_is_inside(flensburg: City) -> None:
    view, _ = from_query("indikator=einwohner&jahr=2019", flensburg)

    assert csv_name(flensburg, view) == "flensburg-einwohner-2019.csv"


def test_every_column_has_a_heading_and_lines_end_as_the_standard_says(flensburg: City) -> None:
    text = csv_text(flensburg, from_query("", flensburg)[0], WORDS)
    lines = text.split("\r\n")

    assert len(lines[0].split(",")) == len(COLUMNS) + 1
    assert lines[-1] == ""
    assert len(lines) == 1 + 13 + 1 + 1
