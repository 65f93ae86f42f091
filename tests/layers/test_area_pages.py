"""Strengths and weaknesses, comparable areas: what their pages say, and what they never say."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from geodata.model import City, Status
from geodata.package import read_city
from layers.report.figures import figures
from layers.report.model import Bullets, Ranges, Table
from layers.report.profile import STRENGTH, merit
from layers.view import from_query
from tests.cities import KLEINSTADT
from tests.layers.analysis_cities import answer, blocks, words_of

UNKIND = re.compile(r"\b(schlecht|schlimm|Brennpunkt|Problemgebiet|Rang \d)", re.IGNORECASE)
PAGES = ("profil", "vergleichbare")


@pytest.mark.parametrize("page", PAGES)
def test_every_area_has_a_page_in_neutral_words(flensburg: City, page: str) -> None:
    for area in flensburg.level("stadtteil").areas:
        found = answer(flensburg, page, f"auswahl={area.id}")

        assert area.name in found.title
        assert len(found.lead) >= 2
        assert not UNKIND.search(words_of(found))
        assert "nan" not in words_of(found).casefold().split()
        assert all(len({len(row) for row in rows}) == 1 for rows in found.tables.values())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("view", ["", "ebene=stadt", "ebene=stadt&auswahl=flensburg"])
def test_without_an_area_it_says_so_and_shows_what_is_possible(
    flensburg: City, page: str, view: str
) -> None:
    found = answer(flensburg, page, view)

    assert "Wählen Sie" in found.lead[0]
    assert found.sections


def test_the_lead_counts_what_the_lists_name(flensburg: City) -> None:
    view, _ = from_query("auswahl=13", flensburg)
    found = answer(flensburg, "profil", "auswahl=13")
    able = [one for one in figures(flensburg, view) if one.indicator.kind != "count"]
    judged = [one for one in able if one.indicator.direction != "neutral"]
    better = [one for one in judged if merit(one) == STRENGTH]

    first = re.search(
        r"deutlich günstiger als die übrige Stadt bei (.*?)(?:, deutlich|\.$)", found.lead[0]
    )
    assert first
    assert (
        first[1].count("»") + int((re.search(r"(\d+) weiteren", first[1]) or [0, 0])[1])
        == len(better)
        > 0
    )
    assert f"»{better[0].indicator.short_name}«" in first[1]
    named = [item for block in blocks(found, Bullets) for item in block.items]
    assert all(any(one.indicator.name in item for item in named) for one in better)


def test_pictures_hold_the_interval_the_city_and_comparable_areas(flensburg: City) -> None:
    found = answer(flensburg, "profil", "auswahl=02", toleranz="5")

    rows = [row for block in blocks(found, Ranges) for row in block.rows if not row.group]
    assert len(rows) > 10
    for row in rows:
        ends = [one for one in (row.low, row.value, row.high) if one is not None]
        assert len(ends) == 3
        assert ends == sorted(ends)
        assert row.other is not None
    assert not any(f"{row.compared:g}" == "100" for row in rows if row.compared is not None)


def test_no_comparable_area_is_said_plainly_and_the_nearest_are_still_shown(
    flensburg: City,
) -> None:
    found = answer(flensburg, "vergleichbare", "auswahl=02", toleranz="0")

    assert found.lead[0].startswith("Kein Gebiet")
    table = blocks(found, Table)[0]
    assert len(table.rows) == 12
    assert {row.cells[-1] for row in table.rows} == {"zu weit entfernt"}


def test_every_comparable_area_is_explained_by_every_indicator(flensburg: City) -> None:
    names = "sgb-ii-anteil,kinder-unter-18-anteil"
    found = answer(flensburg, "vergleichbare", "auswahl=02", indikatoren=names, toleranz="1,5")

    why = blocks(found, Table)[0]
    areas = [row for row in why.rows if row.group]
    assert areas
    assert len(why.rows) == 3 * len(areas)
    assert len(found.tables["gebiete"]) == 1 + 2 * len(areas)
    assert len(blocks(found, Ranges)[0].rows) == 3 * len(areas)


def test_a_hidden_figure_leaves_an_area_out_and_never_shows(flensburg: City) -> None:
    key = ("stadtteil", "sgb-ii-anteil")
    series = flensburg.series[key]
    hidden = np.zeros(series.value.shape, dtype=bool)
    hidden[:, 4] = True
    status = np.where(hidden, str(Status.SUPPRESSED), series.status)
    value, numerator = (np.where(hidden, np.nan, x) for x in (series.value, series.numerator))
    secret = replace(series, status=status, value=value, numerator=numerator)
    city = replace(flensburg, series={**flensburg.series, key: secret})
    area = city.level("stadtteil").areas[4]

    other = answer(city, "vergleichbare", "auswahl=02", toleranz="5", anzahl="10")
    own = answer(city, "vergleichbare", f"auswahl={area.id}")

    assert "bleiben außen vor: 1" in words_of(other)
    assert area.name not in words_of(other)
    assert "fehlt mindestens ein Wert" in own.lead[0]


@pytest.mark.parametrize("page", PAGES)
def test_nonsense_in_the_address_gets_a_notice_and_an_answer(flensburg: City, page: str) -> None:
    for own in ({"toleranz": "viel"}, {"anzahl": "-3"}, {"indikatoren": "gibt-es-nicht"}):
        assert answer(flensburg, page, "auswahl=02", **own).lead


@pytest.mark.parametrize("page", PAGES)
def test_a_small_city_with_gaps_has_pages(page: str) -> None:
    city = read_city(KLEINSTADT)
    for area in city.level("viertel").areas:
        assert answer(city, page, f"ebene=viertel&auswahl={area.id}").lead
