"""Figures of a funded area on its page: those of the panel, with range, method and outline."""

from __future__ import annotations

import datetime
from dataclasses import replace

from geodata.model import City
from geodata.statistics.apportion import apportion
from geodata.statistics.overlap import overlaps
from layers.info_visit import Visit
from layers.numbers import german
from layers.record_estimates import estimated
from layers.record_page import record_page
from layers.texts import texts
from tests.layers.record_city import known_city

WORDS = texts("de")
TODAY = datetime.date(2026, 11, 22)


def test_the_figures_are_those_of_apportioning(flensburg: City) -> None:
    area, indicator = flensburg.funded_area("neustadt"), flensburg.indicator("sgb-ii-anteil")
    measured = overlaps(flensburg, [area.outline])
    (told,) = apportion(flensburg, measured, indicator, 2022, flensburg.residents)
    lines = {one.name: one for one in estimated(flensburg, area, WORDS).lines}
    line = lines[indicator.name]

    assert line.year == 2022
    assert line.value.startswith(f"{german(told.value, 1)}\u00a0%")
    low, high = german(told.low, 1), german(told.high, 1)
    assert line.span == f"vermutlich {low} bis {high}\u00a0%"
    assert line.city == "12,5\u00a0% (zweifelhaft)"


def test_a_schematic_outline_and_the_method_are_named_beside_the_figures(flensburg: City) -> None:
    area = flensburg.funded_area("neustadt")
    notes = estimated(flensburg, area, WORDS).notes
    official = estimated(flensburg, replace(area, outline_quality="official"), WORDS).notes
    page = record_page("neustadt", flensburg, Visit(), TODAY)

    assert notes == (WORDS["need"]["method_area"], WORDS["need"]["figures_schematic"])
    assert official == notes[:1]
    assert all(note in page for note in notes)


def test_what_cannot_be_estimated_says_why(flensburg: City) -> None:
    area = replace(flensburg.funded_area("neustadt"), outline=None)
    found = estimated(flensburg, area, WORDS)

    assert found.lines
    for line in found.lines:
        assert line.value == f"nicht zu schätzen: {WORDS['need']['reason_no_outline']}"
        assert line.span == ""
    assert found.notes == ()


def test_a_city_without_such_indicators_has_a_sentence_in_their_place(flensburg: City) -> None:
    city = known_city(replace(flensburg, indicators=flensburg.indicators[:0]))

    assert estimated(city, city.funded_areas[0], WORDS).lines == ()
    page = record_page(city.funded_areas[0].id, city, Visit(), TODAY)
    assert WORDS["record"]["no_estimates"] in page
