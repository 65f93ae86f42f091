"""The page of target accuracy: agrees with the statistics, and says what cannot be said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodata.model import City
from geodata.statistics.need import need_by_limit
from geodata.statistics.targeting import people_reached, severity_of, targeting
from layers.analysis.targeting import ANALYSIS
from layers.numbers import german
from layers.report.model import Map, Plot, Ranges, Table
from tests.layers.analysis_cities import answer, blocks, question, words_of

NAME = "zielgenauigkeit"


def test_the_lead_tells_the_side_and_the_picture_the_index_of_the_statistics(
    flensburg: City,
) -> None:
    found = answer(flensburg, NAME, grenze="15")
    share = flensburg.indicator("sgb-ii-anteil")
    need = need_by_limit(flensburg, "stadtteil", share, 15.0, flensburg.residents)
    given = people_reached(flensburg, need, 2022, flensburg.residents)
    curve = targeting(
        flensburg, need, severity_of(flensburg, "stadtteil", share, 2022), 2022, given
    ).curve

    ends = f"{german(curve.low, 2)} bis {german(curve.high, 2)}"
    assert f"{german(curve.index, 2)} (Spanne {ends})" in words_of(found)
    assert found.lead[1] == "Insgesamt bekommen Gebiete mit höherem Bedarf mehr."
    assert curve.low > 0
    assert "index" not in " ".join(found.lead)  # the answer comes without statistics
    plot = blocks(found, Plot)[0]
    assert plot.curves[0].ys == pytest.approx([100 * one for one in curve.received])


def test_areas_are_grouped_by_funding_and_have_ranges_of_ranks(flensburg: City) -> None:
    found = answer(flensburg, NAME, grenze="12,5")
    (picture,) = blocks(found, Ranges)
    table = blocks(found, Table)[1]
    rows = {row.cells[0]: row.cells for row in table.rows}
    needy = [name for name, cells in rows.items() if "ja" in cells]

    assert [row.name for row in picture.rows if not row.group] == needy
    assert all(row.low <= row.value <= row.high for row in picture.rows if not row.group)
    assert rows["Südstadt"][2] == rows["Fruerlund"][2] == "3 bis 4"


def test_a_higher_limit_leaves_fewer_areas(flensburg: City) -> None:
    low, high = (
        len(answer(flensburg, NAME, grenze=limit).tables["gebiete"]) for limit in ("5", "20")
    )
    needy = [
        sum(row[2] == "1" for row in answer(flensburg, NAME, grenze=limit).tables["gebiete"][1:])
        for limit in ("5", "12", "20")
    ]

    assert low == high == 14
    assert needy == sorted(needy, reverse=True)
    assert needy[0] > needy[-1] > 0


def test_money_names_what_is_not_published(flensburg: City) -> None:
    found = answer(flensburg, NAME, mass="geld")

    assert "Duburg" in " ".join(found.lead)
    assert "nicht veröffentlicht" in " ".join(found.lead)
    assert "dreimal so viel" in words_of(found)


def test_without_enough_money_people_are_counted_and_the_page_says_so(flensburg: City) -> None:
    unpaid = tuple(
        replace(one, grants=one.grants if one.id == "neustadt" else ())
        for one in flensburg.funded_areas
    )
    poor = replace(flensburg, funded_areas=unpaid)
    found = answer(poor, NAME, mass="geld")
    people = answer(poor, NAME)

    assert "höchstens ein Fördergebiet" in " ".join(found.lead)
    assert "Duburg" in found.lead[-1]
    assert found.tables["kurve"] == people.tables["kurve"]
    assert "erreicht (geschätzt)" in [one.heading for one in blocks(found, Table)[1].columns]


def test_an_index_says_who_is_in_need(flensburg: City) -> None:
    found = answer(flensburg, NAME, nach="soziale-lage", klasse="3")

    assert "ab Klasse" in found.title
    assert "nur 13 Gebieten" in found.lead[0]
    assert [one.id for one in found.sections] == [
        "kurve", "karte", "gebiete", "methode", "aussage",
    ]  # fmt: skip
    assert {one.name for one in found.choices} >= {"klasse"}


def test_an_index_without_the_year_says_so(flensburg: City) -> None:
    found = answer(flensburg, NAME, "?indikator=wohngeld-anteil&jahr=2011", nach="soziale-lage")

    assert "fehlen" in found.lead[0]
    assert found.sections == ()


def test_nonsense_is_noticed_and_answered(flensburg: City) -> None:
    asked = question(flensburg, NAME, grenze="viel", mass="gold", klasse="99")
    assert ANALYSIS.answer(asked).lead
    assert len(asked.notices) >= 2


def test_a_city_without_funded_areas_is_told_so(flensburg: City) -> None:
    bare = replace(flensburg, funded_areas=())
    for own in ({}, {"mass": "geld"}, {"nach": "soziale-lage"}):
        found = answer(bare, NAME, **own)
        assert "keine Fördergebiete" in " ".join(found.lead)
        assert found.sections[0].id == "gebiete"


def test_berlin_shows_no_endless_table(berlin_city: City) -> None:
    found = answer(berlin_city, NAME, "?indikator=mss-s1&jahr=2021&ebene=planungsraum")
    tables = blocks(found, Table)

    assert "keine Fördergebiete" in " ".join(found.lead)
    assert all(len(table.rows) <= 60 for table in tables)
    assert len(found.tables["gebiete"]) == 543


def test_the_form_keeps_a_limit_only_where_one_was_asked_for(flensburg: City) -> None:
    usual, own = (answer(flensburg, NAME, **given) for given in ({}, {"grenze": "15"}))
    limits = [next(one.value for one in found.choices if one.name == "grenze")
              for found in (usual, own)]  # fmt: skip

    assert limits == ["", "15,0"]
    assert "12,5\u00a0%" in usual.title or "12,5 %" in usual.title


def test_the_map_has_a_class_for_every_area_with_a_figure(flensburg: City) -> None:
    found = answer(flensburg, NAME, grenze="11")
    (drawn,) = blocks(found, Map)
    rows = found.tables["gebiete"][1:]
    legend = {row.text: row.count for block in drawn.legend for row in block.rows}
    both = sum(row[2] == "1" and row[7] == "inside" for row in rows)
    neither = sum(row[2] == "0" and row[7] != "inside" for row in rows)

    assert len(drawn.names) == 13
    counts = {text.split(maxsplit=1)[1]: count for text, count in legend.items()}
    assert counts["Bedarf, jetzt gefördert"] == f"{both} Gebiete"
    assert counts["kein Bedarf, jetzt nicht gefördert"] == f"{neither} Gebiete"
