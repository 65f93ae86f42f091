"""The answer about a boundary change: what is estimated, hidden and measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geodata.model import EMPTY_STATES, City, Series, Status, Theme
from geodata.statistics.transfer import with_transferred
from layers.analysis import reform
from layers.analysis.model import Answer, Question
from layers.report.model import Table, Trend
from layers.view import from_query
from tests.geodata.squares import counts, ratios
from tests.geodata.test_transfer import reformed

OLD, NEW = 2020, 2021


def small(hidden: bool = False) -> City:
    states = [Status.OK, Status.SUPPRESSED if hidden else Status.OK, Status.OK]
    people = {
        "square__people": counts([100, 300, 400], year=OLD),
        "new__people": counts([100, 100, 420, 200], year=NEW),
    }
    shares = {
        "square__x": replace(ratios([10, 90, 40], [100, 300, 400], states), years=(OLD,)),
        "new__x": replace(ratios([10, 30, 70, 30], [100, 100, 420, 200]), years=(NEW,)),
    }
    city = reformed(**people, **shares)
    start = replace(city.start, indicator="x", level="new", year=NEW)
    named = tuple(
        replace(one, theme="t", name=one.id, short_name=one.id, unit="%") for one in city.indicators
    )
    return replace(city, start=start, themes=(Theme("t", "t"),), indicators=named)


def asked(city: City, address: str = "", **own: str) -> Answer:
    return reform.answer(Question(city, from_query(address, city)[0], own))


def course(answer: Answer) -> Trend:
    return next(b for s in answer.sections for b in s.blocks if isinstance(b, Trend))


def test_flensburg_has_no_reform_and_is_told(flensburg: City) -> None:
    answer = asked(flensburg)
    assert "nie neu gezogen" in answer.lead[0]
    assert not reform.ANALYSIS.possible(flensburg)


def test_estimated_years_are_marked() -> None:
    answer = asked(small(), **{"neues-gebiet": "new1"})
    assert "geschätzt" in answer.lead[0]
    own = course(answer).chart.lines[0]
    assert own.uncertain == (True, False)
    assert own.figures == (30.0, 30.0)
    assert course(answer).table.rows[0].cells[1].endswith("~")


def test_a_whole_area_is_taken_over() -> None:
    answer = asked(small(), **{"neues-gebiet": "new0"})
    assert "geschätzt ist nichts" in answer.lead[0]
    assert course(answer).chart.lines[0].uncertain == (False, False)


def test_a_hidden_area_is_neither_estimated_nor_told() -> None:
    answer = asked(small(hidden=True), **{"neues-gebiet": "new2"})
    assert any("weder geschätzt noch verteilt" in one for one in answer.lead)
    assert course(answer).chart.lines[0].figures[0] is None
    rows = [row for row in answer.tables["reihe"] if row[0] == "new2" and row[2] == str(OLD)]
    assert [row[3:] for row in rows] == [("", "", "", "suppressed")]


def test_a_published_number_is_refused_and_averaged_only_when_asked(berlin_city: City) -> None:
    address = "ebene=planungsraum&indikator=mss-s1&jahr=2021"
    assert "ohne Zähler und Nenner" in asked(berlin_city, address).lead[0]
    answer = asked(berlin_city, address, **{"fertige-zahlen": "mittel"})
    assert any("Mittel" in one for one in answer.lead)


def test_an_indicator_of_the_new_areas_only_has_nothing_to_transfer(berlin_city: City) -> None:
    answer = asked(berlin_city, "ebene=planungsraum&indikator=mss-k10&jahr=2021")
    assert "nichts umzurechnen" in answer.lead[0]


def test_berlin_measures_its_errors(berlin_city: City) -> None:
    answer = asked(berlin_city)
    (section,) = (one for one in answer.sections if one.id == "fehler")
    counted, shares = (block for block in section.blocks if isinstance(block, Table))
    assert counted.rows[0].cells[0] == "Fläche"
    assert len(counted.rows) >= 2
    assert shares.rows
    known = [row for row in answer.tables["reihe"][1:] if row[6] in EMPTY_STATES]
    assert all(row[3] == "" for row in known)


def test_the_transferred_city_can_be_shown(berlin_city: City) -> None:
    """Maps, tables and timelines read the longer series like any other."""
    from layers.payload import figures

    longer = with_transferred(berlin_city, "planungsraum-bis-2020", "planungsraum")
    view, notices = from_query("ebene=planungsraum&jahr=2016&indikator=einwohner", longer)
    assert (view.year, notices) == (2016, ())
    assert str(figures(longer, longer.level("planungsraum")))
    series: Series = longer.series["planungsraum", "einwohner"]
    assert (series.status[series.years.index(2016)] == "interpolated").any()
    assert np.isfinite(series.value).all()
