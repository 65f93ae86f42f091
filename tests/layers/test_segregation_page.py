"""The page about segregation: figures agree with the statistics, gaps are told, nothing leaks."""

from __future__ import annotations

import numpy as np
import pytest

from geodata.model import City, Kind, Status
from geodata.statistics.segregation import segregation
from layers.analysis.model import Answer, Question
from layers.analysis.segregation import ANALYSIS, answer
from layers.numbers import german
from layers.report.model import Facts, Map, Plot, Ranges, Section, Table, Text
from layers.view import from_query
from tests.geodata import squares as sq
from tests.geodata.test_segregation import CASES, PEOPLE, city_of, shares


def asked(city: City, query: str = "", **own: str) -> tuple[Question, Answer]:
    question = Question(city, from_query(f"?{query}", city)[0], own)
    return question, answer(question)


def section(found: Answer, name: str) -> Section:
    return next(one for one in found.sections if one.id == name)


def test_the_page_says_the_index_of_the_year_and_that_of_chance(flensburg: City) -> None:
    _, found = asked(flensburg, "indikator=sgb-ii-anteil&jahr=2020")
    figures = segregation(flensburg, "stadtteil", "sgb-ii-anteil").years[2]
    main = figures.figures["dissimilarity"]

    assert found.lead[0].startswith("2020:")
    assert f"rechnerisch {german(100 * main.corrected, 1)} in" in found.lead[0]  # inside its span
    assert main.low <= main.corrected <= main.high
    assert german(100 * figures.by_chance, 1) in found.lead[0]


def test_plot_and_table_of_the_years_are_the_same_figures(flensburg: City) -> None:
    _, found = asked(flensburg, "indikator=sgb-ii-anteil")
    blocks = section(found, "jahre").blocks
    plot = next(one for one in blocks if isinstance(one, Plot))
    table = next(one for one in blocks if isinstance(one, Table))

    assert [german(y, 1) for y in plot.curves[0].ys] == [row.cells[3] for row in table.rows]
    assert [str(int(x)) for x in plot.curves[0].xs] == [row.cells[0] for row in table.rows]
    assert len(next(one for one in blocks if isinstance(one, Facts)).rows) == 6


def test_areas_stand_in_the_order_of_their_level_and_parts_add_up(flensburg: City) -> None:
    _, found = asked(flensburg, "indikator=sgb-ii-anteil")
    blocks = section(found, "gebiete").blocks
    ranges = next(one for one in blocks if isinstance(one, Ranges))
    table = next(one for one in blocks if isinstance(one, Table))
    names = [one.name for one in flensburg.level("stadtteil").areas]

    assert isinstance(blocks[0], Map)
    assert [row.cells[0] for row in table.rows] == names
    shown = [names.index(row.name) for row in ranges.rows]
    assert shown == sorted(shown)
    assert sum(float(row.cells[1].replace(",", ".")) for row in table.rows) == pytest.approx(
        100, abs=0.5
    )


def test_two_years_have_no_trend_and_the_page_says_so(flensburg: City) -> None:
    _, found = asked(flensburg, "indikator=migrationshintergrund-anteil")

    assert "kein Trend" in found.lead[1]
    assert "vier" in found.lead[1] or "4" in found.lead[1]


def test_chosen_groups_are_counted_and_overlapping_ones_are_not(flensburg: City) -> None:
    good = "kinder-unter-18-anteil,menschen-ab-65-anteil"
    bad = "kinder-unter-18-anteil,menschen-18-bis-64-anteil,menschen-ab-60-anteil"
    query = "indikator=kinder-unter-18-anteil&jahr=2022"
    _, one = asked(flensburg, query, gruppen=good)
    _, two = asked(flensburg, query, gruppen=bad)

    rows = next(b for b in section(one, "gruppen").blocks if isinstance(b, Table)).rows
    assert [row.cells[0] for row in rows][-1] == "übrige"
    assert len(rows) == 3
    (told,) = section(two, "gruppen").blocks
    assert isinstance(told, Text)
    assert "überschneiden" in told.text
    assert "gruppen" in one.tables
    assert "gruppen" not in two.tables


def test_unknown_groups_are_told_once_and_left_out(flensburg: City) -> None:
    question, found = asked(flensburg, "indikator=kinder-unter-18-anteil", gruppen="frauen,quatsch")

    assert len(question.notices) == 1
    assert section(found, "gruppen").blocks


@pytest.mark.parametrize("name", ["einwohner", "arbeitslose", "arbeitslose-anteil-stadt"])
def test_what_counts_no_group_is_replaced_and_the_page_says_so(flensburg: City, name: str) -> None:
    question, found = asked(flensburg, f"indikator={name}")

    assert "Gezeigt wird" in question.notices[0]
    assert found.sections
    assert "arbeitslose-anteil-stadt" not in found.title


def test_a_number_without_people_has_only_its_fifths(flensburg: City) -> None:
    _, found = asked(flensburg, "indikator=altenquotient")

    assert list(found.tables) == ["fuenftel"]
    assert "keine Personenzahlen" in found.lead[1]
    assert {one.id for one in found.sections} == {"fuenftel", "methode", "grenzen"}


def test_every_indicator_of_flensburg_is_answered_in_every_year(flensburg: City) -> None:
    for indicator in flensburg.indicators:
        series = flensburg.series.get(("stadtteil", indicator.id))
        if series is None or indicator.kind in (Kind.COUNT, Kind.CLASS):
            continue
        for year in {series.years[0], series.years[-1]}:
            _, found = asked(flensburg, f"indikator={indicator.id}&jahr={year}")
            assert found.lead
            assert " nan" not in " ".join(found.lead)


def test_a_hidden_area_has_its_sign_and_no_figure_in_table_and_file() -> None:
    states = [Status.OK, Status.SUPPRESSED, *[Status.OK] * 4]
    city = city_of(shares(CASES, states), name="Anteil", short_name="Anteil")
    level = city.level("square")
    _, found = asked(city, "indikator=x0&ebene=square")
    table = next(one for one in section(found, "gebiete").blocks if isinstance(one, Table))
    row = next(one for one in table.rows if one.cells[0] == level.areas[1].name)

    assert row.cells[1:] == ("", "", "von der Quelle geheim gehalten")
    told = next(one for one in found.tables["gebiete"] if one[0] == level.areas[1].id)
    assert told[3:] == ("", "", "", "", "", "suppressed")
    limits = section(found, "grenzen").blocks[0]
    assert "1 von der Quelle geheim gehalten" in " ".join(limits.items)  # type: ignore[union-attr]


def test_a_city_without_shares_is_told_what_it_lacks() -> None:
    city = sq.with_series(sq.squares(6), square__x=sq.counts(PEOPLE))
    from dataclasses import replace

    city = replace(city, indicators=(sq.indicator(Kind.COUNT),), start=replace(
        city.start, indicator="x", level="square", year=sq.YEAR))  # fmt: skip
    _, found = asked(city, "indikator=x&ebene=square")

    assert not ANALYSIS.possible(city)
    assert "Zähler und Nenner" in found.lead[0]
    assert not found.sections


def test_files_hold_what_the_command_writes(flensburg: City) -> None:
    from geodata.commands.segregation_rows import year_rows

    _, found = asked(flensburg, "indikator=sgb-ii-anteil")
    rows = list(year_rows(segregation(flensburg, "stadtteil", "sgb-ii-anteil")))

    assert [tuple(row) for row in rows] == list(found.tables["jahre"])
    assert {len(row) for row in found.tables["gebiete"]} == {9}


def test_berlin_shows_every_level_and_not_too_many_areas(berlin_city: City) -> None:
    _, found = asked(berlin_city, "indikator=auslaender-anteil&ebene=planungsraum&jahr=2024")
    levels = next(one for one in section(found, "ebenen").blocks if isinstance(one, Ranges))
    areas = next(one for one in section(found, "gebiete").blocks if isinstance(one, Ranges))
    values = [row.value or 0.0 for row in levels.rows]

    assert len(levels.rows) == 4
    assert values == sorted(values)
    assert len(areas.rows) == 15
    assert np.isfinite(values).all()
