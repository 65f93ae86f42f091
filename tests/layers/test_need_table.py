"""Need and funding in the table, the page and the CSV say what coverage reckons, and how."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.model import City
from geodata.statistics.coverage import Coverage, coverage
from geodata.statistics.need import need_by_limit
from layers import need_table
from layers.info_visit import Visit
from layers.scene import scene
from layers.table import COLUMNS, columns, csv_text, rows
from layers.table_page import table_page
from layers.texts import texts
from layers.view import View, from_query
from tests.strategies import views

WORDS = texts("de")
START = "bedarf=15.7"


def viewed(city: City, query: str) -> tuple[View, Coverage]:
    view, _ = from_query(query, city)
    found = need_table.coverage_of(city, view)
    assert found is not None
    return view, found


def said(city: City, query: str) -> str:
    view, found = viewed(city, query)
    return " ".join(need_table.method(city, found, scene(city, view), WORDS["need"]))


def page(city: City, query: str) -> str:
    view, notices = from_query(query, city)
    return table_page(city, view, notices, Visit(language="de", path="/tabelle", url="", back=""))


def read(city: City, query: str) -> list[dict[str, str]]:
    text = csv_text(city, from_query(query, city)[0], WORDS)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_without_a_limit_nothing_is_said_of_need(flensburg: City) -> None:
    view, _ = from_query("", flensburg)

    assert need_table.coverage_of(flensburg, view) is None
    assert columns(view) == COLUMNS
    assert WORDS["need"]["summary_where"] not in page(flensburg, "")


def test_one_year_alone_is_reckoned_as_among_all(flensburg: City) -> None:
    indicator = flensburg.indicator("sgb-ii-anteil")
    need = need_by_limit(flensburg, "stadtteil", indicator, 15.7, flensburg.residents)

    for year, whole in zip(need.years, coverage(flensburg, need, "einwohner"), strict=True):
        assert viewed(flensburg, f"{START}&jahr={year}")[1] == whole


def test_an_area_says_whether_it_reaches_the_limit_and_how_it_is_funded(flensburg: City) -> None:
    view, found = viewed(flensburg, START)
    table = {row["area"]: row for row in rows(flensburg, view, WORDS)}

    assert (table["03"]["in_need"], table["03"]["side"]) == ("ja", "15,7\u00a0% und mehr")
    assert (table["07"]["in_need"], table["07"]["side"]) == ("nein", "weniger als 15,7\u00a0%")
    assert table["03"]["limit"] == "15.7"
    assert {row["funding"] for row in table.values()} <= {
        "", *(WORDS["need"][f"state_{state}"] for state in ("inside", "formerly", "outside"))
    }  # fmt: skip
    for place, row in zip(found.places, table.values(), strict=False):
        assert float(row["inside"]) == pytest.approx(100 * place.inside, abs=0.051)
        assert float(row["formerly"]) == pytest.approx(100 * place.formerly, abs=0.051)
    assert table["fl"]["in_need"] == table["fl"]["limit"] == table["fl"]["funding"] == ""


def test_of_an_area_without_a_figure_nothing_is_said_of_its_need(flensburg: City) -> None:
    series = flensburg.series["stadtteil", "sgb-ii-anteil"]
    names = ("value", "numerator")
    gone = {name: np.where(np.arange(13) == 2, np.nan, getattr(series, name)) for name in names}
    hidden = np.where(np.arange(13) == 2, "suppressed", series.status)
    hurt = replace(series, **gone, status=hidden)
    key = ("stadtteil", "sgb-ii-anteil")
    city = replace(flensburg, series=dict(flensburg.series) | {key: hurt})
    view, _ = from_query(START, city)
    row = rows(city, view, WORDS)[2]

    assert (row["in_need"], row["side"], row["value"]) == ("", "–", "")
    assert city.level("stadtteil").areas[2].name in said(city, START)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_the_parts_in_the_csv_add_up_to_all(flensburg: City, data: st.DataObject) -> None:
    view = replace(data.draw(views(flensburg)), need=data.draw(st.floats(0, 30)))
    found = need_table.coverage_of(flensburg, view)
    assert found is not None
    *parts, total = need_table.parts(found.in_need)

    assert total[0] == "total"
    if found.in_need.total > 0:
        assert sum(part.people for _, part in parts) == pytest.approx(found.in_need.total)
        assert len(need_table.summary(found, WORDS["need"])) == len(parts) + 1
    else:
        assert need_table.summary(found, WORDS["need"]) == []


def test_the_csv_ends_with_where_the_people_live_with_range_and_method(flensburg: City) -> None:
    _, found = viewed(flensburg, START)
    last = read(flensburg, START)[14:]

    assert [row["Gebiet"] for row in last] == [
        WORDS["need"][f"part_{key}"] for key in ("inside", "formerly", "outside", "total")
    ]
    assert float(last[0]["Wert"]) == pytest.approx(100 * found.in_need.share("inside")[0], abs=0.05)
    assert last[0]["Zähler"] == f"{found.in_need.inside.people:.0f}"
    assert {row["Nenner"] for row in last} == {f"{found.in_need.total:.0f}"}
    for row in last:
        assert (row["Status"], row["Einheit"], row["Jahr"]) == ("geschätzt", "%", "2022")
        assert "nach der Fläche geteilt" in row["Hinweis"]
        assert "schematisch" in row["Hinweis"]
    assert "bis" in last[0]["Hinweis"]


def test_the_page_shows_what_the_csv_holds(flensburg: City) -> None:
    shown = page(flensburg, START)
    _, found = viewed(flensburg, START)

    for row in need_table.summary(found, WORDS["need"]):
        assert all(text in shown for text in row)
    assert said(flensburg, START) in shown
    assert shown.count("15,7\u00a0% und mehr</td>") == 2
    assert f'<th scope="col">{WORDS["csv"]["class"]}</th>' not in shown
    assert 'value="15.7"' in shown


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("bedarf=15.7", "nach der Fläche geteilt"),
        ("bedarf=1&ebene=stadt", "in kleineren Gebieten gezählt"),
        ("bedarf=1&indikator=miete", ""),
    ],
)
def test_the_method_names_what_was_used(flensburg: City, query: str, words: str) -> None:
    assert words in said(flensburg, query)


def test_without_residents_of_smaller_areas_surface_stands_in(flensburg: City) -> None:
    nameless = replace(flensburg, residents="")

    assert "nach der Fläche geteilt" in said(nameless, "bedarf=1&ebene=stadt")


def test_outlines_that_are_all_official_are_not_called_schematic(flensburg: City) -> None:
    official = tuple(replace(one, outline_quality="official") for one in flensburg.funded_areas)

    assert "schematisch" in said(flensburg, START)
    assert "schematisch" not in said(replace(flensburg, funded_areas=official), START)


def test_residents_are_counted_where_an_indicator_has_no_cases(flensburg: City) -> None:
    series = flensburg.series["stadtteil", "sgb-ii-anteil"]
    bare = replace(series, numerator=np.full_like(series.numerator, np.nan))
    key = ("stadtteil", "sgb-ii-anteil")
    city = replace(flensburg, series=dict(flensburg.series) | {key: bare})
    view, found = viewed(city, START)

    about = need_table.caption(city, scene(city, view), found, WORDS["need"])
    assert flensburg.indicator("einwohner").name in about
    assert "3-mal so viele oder so wenige Menschen" in said(city, START)
