"""Own questions as answers: what is found, what is open, what cannot be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.model import City, Status
from geodata.statistics.conditions import MOST, parse
from layers.analysis.files import report_file
from layers.analysis.model import Answer, Question
from layers.analysis.question import ANALYSIS, KINDS, add
from layers.report.model import Map, Plot, Table
from layers.view import from_query
from tests.layers.report_city import PLACE, kleinstadt, one_area
from tests.strategies import views

SHARE = "sgb-ii-anteil"


def question(city: City, query: str = "", **own: str) -> Question:
    return Question(city, from_query(query, city)[0], own)


def blocks(found: Answer, kind: type) -> list[object]:
    return [one for section in found.sections for one in section.blocks if isinstance(one, kind)]


def hiding(city: City, place: int) -> City:
    """The city with one share of 2022 and its residents hidden by the source."""
    series = dict(city.series)
    for name in (SHARE, "einwohner"):
        one = series["stadtteil", name]
        row = one.years.index(2022)
        value, numerator, status = one.value.copy(), one.numerator.copy(), one.status.astype("<U14")
        value[row, place] = numerator[row, place] = np.nan
        status[row, place] = str(Status.SUPPRESSED)
        series["stadtteil", name] = replace(one, value=value, numerator=numerator, status=status)
    return replace(city, series=series)


def test_areas_that_meet_all_conditions(flensburg: City) -> None:
    found = ANALYSIS.answer(question(flensburg, bedingungen=f"{SHARE}:2022:ab:15"))
    sums, areas = (one for one in blocks(found, Table))

    assert found.lead[0] == "3 von 13 Gebieten erfüllen alle Bedingungen."
    assert isinstance(sums, Table)
    assert isinstance(areas, Table)
    assert [row.cells[1] for row in sums.rows] == ["3", "0", "10"]
    assert {row.cells[0] for row in areas.rows} == {"Neustadt", "Nordstadt", "Südstadt"}
    assert len(found.tables["gebiete"]) == 1 + 13
    assert len(blocks(found, Map)) == 1


def test_a_hidden_figure_leaves_the_answer_open_and_is_in_no_sum(flensburg: City) -> None:
    city = hiding(flensburg, 1)
    real, found = (
        ANALYSIS.answer(question(one, bedingungen=f"{SHARE}:2022:ab:15"))
        for one in (flensburg, city)
    )
    told = str(found.sections) + str(found.tables) + str(found.lead)
    hidden = flensburg.series["stadtteil", "einwohner"].value[-1, 1]

    assert "offen" in found.lead[1]
    assert "Ohne bekannte Einwohnerzahl und in keiner Summe: 1" in told
    assert f"{hidden:,.0f}".replace(",", ".") not in told
    assert [row.cells[1] for row in blocks(found, Table)[0].rows] == ["2", "1", "10"]  # type: ignore[attr-defined]
    assert real.lead != found.lead
    drawn = blocks(found, Map)[0]
    assert isinstance(drawn, Map)
    assert "geheim" in str(drawn.legend)


def test_what_is_known_not_to_fit_is_no_even_with_a_gap(flensburg: City) -> None:
    text = f"{SHARE}:2022:ab:15~arbeitslose-anteil:2022:bis:1"
    found = ANALYSIS.answer(question(hiding(flensburg, 1), bedingungen=text))

    assert {row[2] for row in found.tables["gebiete"][1:]} == {"no"}
    assert "Kein Gebiet erfüllt" in str(found.sections)


def test_conditions_are_added_and_taken_away(flensburg: City) -> None:
    asked = question(flensburg, "indikator=einwohner&jahr=2020", bedingungen=f"{SHARE}:2022:ab:15")
    own = add(asked, {"vergleich": "zwischen", "zahl": "2.000".replace(".", ""), "bis": " 9000 "})
    editor = ANALYSIS.answer(question(flensburg, **own)).editor

    assert own["bedingungen"] == f"{SHARE}:2022:ab:15~einwohner:2020:zwischen:2000:9000"
    assert editor is not None
    assert [one.without["bedingungen"] for one in editor.items] == [
        "einwohner:2020:zwischen:2000:9000", f"{SHARE}:2022:ab:15",
    ]  # fmt: skip
    assert "2.000 bis 9.000" in editor.items[1].text


@given(st.dictionaries(st.sampled_from(["vergleich", "zahl", "bis"]), st.text(max_size=15)))
def test_no_form_makes_the_page_fail(flensburg: City, fields: Mapping[str, str]) -> None:
    asked = question(flensburg, bedingungen=f"{SHARE}:2022:ab:15")
    own = add(asked, fields)
    found = question(flensburg, **own)
    ANALYSIS.answer(found)

    assert parse(own["bedingungen"])[0][0].text == f"{SHARE}:2022:ab:15"
    assert found.notices or len(parse(own["bedingungen"])[0]) > 0


def test_too_many_conditions_and_classes_are_told(flensburg: City) -> None:
    many = "~".join(f"{SHARE}:2022:ab:{number}" for number in range(MOST + 1))
    one = question(flensburg, bedingungen=f"{many}~index-soziale-lage-status:2022:ab:2")
    ANALYSIS.answer(one)

    assert len(one.notices) == 2


def test_a_scatter_says_for_whom_it_holds_and_names_the_outlying(flensburg: City) -> None:
    asked = question(flensburg, f"indikator={SHARE}", art="zusammenhang",
                     zweiter="arbeitslose-anteil")  # fmt: skip
    found = ANALYSIS.answer(asked)
    plot = blocks(found, Plot)[0]

    assert "nicht für Menschen" in found.lead[1]
    assert "Nur 13 Gebiete" in found.lead[1]
    assert isinstance(plot, Plot)
    assert len(plot.curves[0].xs) == 13
    assert plot.curves[0].shown
    assert len(found.tables["gebiete"]) == 14
    assert "ökologischer Fehlschluss" in str(found.sections)


def test_weights_change_the_line(flensburg: City) -> None:
    def slope(weight: str) -> str:
        asked = question(flensburg, f"indikator={SHARE}", art="zusammenhang", gewicht=weight,
                         zweiter="wohngeld-anteil")  # fmt: skip
        return str(blocks(ANALYSIS.answer(asked), Plot)[0])

    assert slope("gleich") != slope("einwohner")


def test_another_year_is_told_where_the_second_has_none(flensburg: City) -> None:
    asked = question(
        flensburg, "indikator=einwohner&jahr=2011", art="verhaeltnis", zweiter="sgb-ii"
    )
    ANALYSIS.answer(asked)

    assert "Gemeinsame Werte gibt es nicht für 2011" in asked.notices[0]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("sgb-ii", "einwohner", "kommen auf 100 »Bevölkerung« 10,1 »SGB II«"),
        ("sgb-ii", SHARE, "nur zwischen zwei Anzahlen"),
        ("geburten-je-1000", SHARE, "verschiedene Einheiten"),
    ],
)
def test_only_ratios_that_mean_something(flensburg: City, one: str, other: str, said: str) -> None:
    asked = question(flensburg, f"indikator={one}", art="verhaeltnis", zweiter=other)

    assert said in ANALYSIS.answer(asked).lead[0]


@given(data=st.data(), kind=st.sampled_from(KINDS))
def test_every_view_of_the_city_has_an_answer(
    flensburg: City, data: st.DataObject, kind: str
) -> None:
    view = data.draw(views(flensburg))
    second = data.draw(st.sampled_from([one.id for one in flensburg.indicators] + ["nichts"]))
    own = {"art": kind, "zweiter": second, "gewicht": "einwohner",
           "bedingungen": f"{view.indicator}:{view.year}:ab:1"}  # fmt: skip
    found = ANALYSIS.answer(Question(flensburg, view, own))

    assert found.lead
    assert found.title


@pytest.mark.parametrize("kind", KINDS)
def test_small_cities_have_an_answer(tmp_path: Path, flensburg: City, kind: str) -> None:
    for city in (kleinstadt(tmp_path), one_area(flensburg), replace(flensburg, residents="")):
        assert ANALYSIS.answer(question(city, art=kind, gewicht="einwohner")).lead


@pytest.mark.parametrize("ending", ["pdf", "docx", "pptx"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_is_a_file(flensburg: City, kind: str, ending: str) -> None:
    asked = question(flensburg, art=kind, bedingungen=f"{SHARE}:2022:ab:15")
    found = ANALYSIS.answer(asked)

    assert len(report_file(ANALYSIS, asked, found, PLACE, ending)) > 8_000
