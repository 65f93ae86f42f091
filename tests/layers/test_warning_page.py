"""The page of the early warning: agrees with the rule, hides nothing, condemns nobody."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from geodata.model import City
from geodata.statistics.early_warning import Held, Notice, early_warning
from geodata.statistics.early_warning_past import past
from layers.analysis.warning import ANALYSIS
from layers.analysis.warning_map import lows
from layers.numbers import german
from layers.report.model import Facts, Map, Table
from tests.layers.analysis_cities import answer, blocks, question, words_of

NAME = "fruehwarnung"
HARSH = re.compile(
    r"Problem|Brennpunkt|Alarm|gefährd|schlecht|Risiko|abgehängt|sozial schwach", re.I
)


def test_lead_table_and_map_say_what_the_rule_says(flensburg: City) -> None:
    found = answer(flensburg, NAME, warnjahr="2021")
    signs = early_warning(flensburg, flensburg.warnings[0], "stadtteil", 2021)
    noticed = [
        area.name
        for area, notice in zip(flensburg.level("stadtteil").areas, signs.notice, strict=True)
        if notice == Notice.NOTICED
    ]
    table = blocks(found, Table)[1]

    assert found.lead[0].startswith(f"2021 treffen in {len(noticed)} von 13 Gebieten")
    assert [row.cells[0] for row in table.rows] == noticed
    for row in table.rows:
        place = [one.name for one in flensburg.level("stadtteil").areas].index(row.cells[0])
        assert row.cells[1:].count("ja") == signs.met[place]
    (drawn,) = blocks(found, Map)
    assert len(drawn.names) == 13


def test_each_sign_is_listed_with_its_counts(flensburg: City) -> None:
    found = answer(flensburg, NAME, warnjahr="2020")
    signs = early_warning(flensburg, flensburg.warnings[0], "stadtteil", 2020)
    rows = blocks(found, Table)[0].rows

    assert [row.cells[1] for row in rows] == [one.name for one in flensburg.warnings[0].conditions]
    assert [int(row.cells[4]) for row in rows] == (signs.held == Held.MET).sum(axis=0).tolist()
    assert all(sum(map(int, row.cells[4:])) == 13 for row in rows)


def test_the_past_is_told_beside_doing_nothing(flensburg: City) -> None:
    found = answer(flensburg, NAME)
    before = past(flensburg, flensburg.warnings[0], "stadtteil")
    assert before is not None
    told = german(100 * before.always_no.value, 0)

    assert "noch nicht sagen" in found.lead[-1]
    assert f"{told}\u00a0%" in blocks(found, Table)[-1].rows[-1].cells[-1]


def test_an_area_is_told_sign_by_sign(flensburg: City) -> None:
    area = flensburg.level("stadtteil").areas[1]
    found = answer(flensburg, NAME, f"?auswahl={area.id}", warnjahr="2022")
    (facts,) = blocks(found, Facts)

    assert len(facts.rows) == 4
    assert "trifft zu: 21,7 %" in facts.rows[0][1][0]
    assert "Prozentpunkte" in facts.rows[1][1][0]


def test_a_missing_figure_is_unknown_everywhere_it_is_shown(flensburg: City) -> None:
    name = ("stadtteil", "kinder-unter-18")
    series = flensburg.series[name]
    value, status = series.value.copy(), series.status.astype("<U16")
    value[-1, 2], status[-1, 2] = float("nan"), "suppressed"
    hidden = replace(series, value=value, status=status)
    rule = replace(flensburg.warnings[0], least=1)
    city = replace(flensburg, series={**flensburg.series, name: hidden}, warnings=(rule,))
    area = city.level("stadtteil").areas[2]
    found = answer(city, NAME, f"?auswahl={area.id}", warnjahr="2022")
    (facts,) = blocks(found, Facts)

    assert "unbekannt" in facts.rows[3][1][0]
    assert "geheim" in facts.rows[3][1][0]
    cells = next(row for row in found.tables["zeichen"] if row[:2] == (area.id, "4"))
    assert cells[4:6] == ("", "")
    assert cells[8:] == ("unknown", "suppressed")


def test_no_word_condemns(flensburg: City, berlin_city: City) -> None:
    for city in (flensburg, berlin_city):
        assert not HARSH.search(words_of(answer(city, NAME)))


def test_flensburg_alone_has_no_harsh_word_either(flensburg: City) -> None:
    assert not HARSH.search(words_of(answer(flensburg, NAME)))


def test_berlin_names_what_is_undecided_and_that_the_past_is_missing(berlin_city: City) -> None:
    found = answer(berlin_city, NAME)

    assert "6 Gebieten" in found.lead[1]
    assert "noch nicht prüfen" in found.lead[2]
    assert len(found.tables["zeichen"]) == 1 + 542 * 7


def test_a_city_without_a_rule_is_told_so(flensburg: City) -> None:
    bare = replace(flensburg, warnings=())

    assert "keine Regel" in answer(bare, NAME).lead[0]
    assert not ANALYSIS.possible(bare)


def test_nonsense_is_noticed(flensburg: City) -> None:
    asked = question(flensburg, NAME, regel="x", warnjahr="1800")

    assert ANALYSIS.answer(asked).lead
    assert len(asked.notices) == 2


@pytest.mark.parametrize("least", range(1, 12))
def test_classes_rise_to_the_rule(least: int) -> None:
    found = lows(least)

    assert list(found) == sorted(set(found))
    assert (found[0], found[-1]) == (0, least)
    assert len(found) <= 4
