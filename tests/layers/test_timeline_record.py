"""Concepts, money and resolutions in the timeline; plan and fact in one place."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from geodata.model import City
from geodata.renewal import CommonRecord, Concept, Grant, Resolution
from layers.texts import texts
from layers.timeline_entries import area_lanes
from layers.timeline_entry import Entry, Lane
from layers.timeline_record import common_lanes, with_record
from layers.timeline_rows import places
from layers.timeline_scale import Extent
from tests.layers.timeline_city import city, date, funded_area, phase

TODAY = datetime.date(2026, 11, 22)
ROOM = texts("de")["timeline"]


def concept(id_: str, day: str = "", **other: Any) -> Concept:
    fields: dict[str, Any] = {
        "funded_area": "a",
        "title": id_,
        "kind": "framework",
        "version": "",
        "predecessor": "",
        "state": "resolved",
        "parts": (),
        "evaluation": "",
        "resolution": "",
        "content": "",
        "sources": ("https://example.org/concept",),
        "note": "",
    }
    return Concept(id=id_, date=date(day), **(fields | other))


def grant(id_: str, year: int, **other: Any) -> Grant:
    fields: dict[str, Any] = {
        "funded_area": "a",
        "project": "",
        "end_year": None,
        "open_end": False,
        "giver": "federal",
        "programme": "",
        "investive": "",
        "stage": "granted",
        "amount_eur": 1_000_000.0,
        "amount_high_eur": None,
        "part_of": "",
        "sources": ("https://example.org/money",),
        "note": "",
    }
    return Grant(id=id_, year=year, **(fields | other))


def resolution(id_: str, day: str = "", **other: Any) -> Resolution:
    fields: dict[str, Any] = {
        "funded_area": "a",
        "number": "",
        "body": "",
        "title": id_,
        "kind": "concept",
        "self_binding": "",
        "paper": "",
        "sources": ("https://example.org/resolution",),
        "note": "",
    }
    return Resolution(id=id_, date=date(day), **(fields | other))


def record(**rows: Any) -> dict[str, Lane]:
    """Return the parts of the record of a funded area with these rows, by name of the part."""
    some = city((funded_area("a", "1999", **rows),))
    (lane,) = with_record(area_lanes(some, ROOM, TODAY), some, texts("de"), TODAY)
    return {part.id.rpartition("/")[2]: part for part in lane.parts}


def entries(part: str, **rows: Any) -> dict[str, Entry]:
    return {entry.id: entry for entry in record(**rows)[part].entries}


def test_a_record_has_three_parts_and_an_empty_one_stays() -> None:
    parts = record(grants=(grant("g", 2001),))

    assert [(name, part.place, len(part.entries)) for name, part in parts.items()] == [
        ("concepts", "a", 0),
        ("money", "a", 1),
        ("resolutions", "a", 0),
    ]


def test_a_version_says_what_it_follows_and_in_which_state_it_is() -> None:
    first = concept("erster", "1999", title="Rahmenplan", version="1. Fassung", state="replaced")
    second = concept("zweiter", "2014-02-04", title="Rahmenplan", predecessor="erster")
    found = entries("concepts", concepts=(first, second))

    assert found["c-erster"].name == "Rahmenplan, 1. Fassung"
    assert found["c-zweiter"].notes == ("Folgt auf: Rahmenplan, 1. Fassung.",)
    assert found["c-zweiter"].kind == "Rahmenplan, beschlossen"
    assert found["c-zweiter"].when == "04.02.2014"
    assert found["c-erster"].is_point
    assert found["c-erster"].event == {"funded_area": "a", "year": "1999"}


def test_a_version_without_a_date_is_listed_and_not_drawn() -> None:
    (found,) = entries("concepts", concepts=(concept("c"),)).values()

    assert (found.extent, found.when) == (None, "ohne Datum")


@pytest.mark.parametrize(
    ("money", "name", "when", "extent"),
    [
        ({"year": 2016}, "1 Mio. Euro, Bund", "2016", Extent(2016.0, 2017.0)),
        (
            {"year": 1999, "end_year": 2011, "giver": "mixed"},
            "1 Mio. Euro, mehrere Geber zusammen",
            "1999 bis 2011",
            Extent(1999.0, 2012.0),
        ),
        (
            {"year": 2016, "open_end": True, "stage": "planned"},
            "1 Mio. Euro, Bund",
            "2016 und folgende Jahre, Ende offen",
            Extent(2016.0, 2020.0, 0.0, 3.0),
        ),
    ],
)
def test_money_is_told_with_its_years(
    money: dict[str, Any], name: str, when: str, extent: Extent
) -> None:
    (found,) = entries("money", grants=(grant("g", **money),)).values()

    assert (found.name, found.when, found.extent) == (name, when, extent)
    assert found.planned == (money.get("stage") == "planned")


@pytest.mark.parametrize(
    ("stage", "kind"),
    [
        ("planned", "Geld, geplant"),
        ("granted", "Geld, bewilligt"),
        ("spent", "Geld, ausgegeben"),
    ],
)
def test_money_says_its_stage(stage: str, kind: str) -> None:
    (found,) = entries("money", grants=(grant("g", 2001, stage=stage),)).values()

    assert (found.kind, found.stage) == (kind, f"money_{stage}")


def test_a_rounded_amount_keeps_its_digits_and_a_part_names_its_whole() -> None:
    whole = grant("whole", 2018, amount_eur=1_127_350.0)
    part = grant("part", 2018, amount_eur=400_000.0, amount_high_eur=500_000.0, part_of="whole")
    found = entries("money", grants=(whole, part))

    assert found["g-whole"].notes == ("Genau: 1.127.350 Euro.",)
    assert found["g-part"].name == "400.000 bis 500.000 Euro, Bund"
    assert found["g-part"].notes == ("Teil von: 1,1 Mio. Euro.",)


def test_a_resolution_begins_with_its_number_and_links_its_paper() -> None:
    paper = "https://rat.example/oparl/paper/1"
    linked = resolution(
        "r", "2014-02-04", number="RV-10/2014", title="Rahmenplan", paper=paper,
        body="Ratsversammlung", self_binding="yes",
    )  # fmt: skip
    named = resolution("s", "2014", paper="OParl 17")
    found = entries("resolutions", resolutions=(linked, named))

    assert found["r-r"].name == "RV-10/2014: Rahmenplan"
    assert found["r-r"].sources[0] == ("Vorlage (rat.example)", paper)
    assert found["r-r"].notes == ("Ratsversammlung", "Selbstbindung: Ja.")
    assert found["r-r"].kind == "Beschluss: Konzept"
    assert found["r-s"].sources[0] == ("Vorlage OParl 17", "")
    assert found["r-r"].is_point


def test_what_concerns_the_whole_city_has_lanes_of_its_own_and_chooses_nothing() -> None:
    common = CommonRecord(
        resolutions=(resolution("r", "2016"),),
        grants=(grant("g", 2017),),
        concepts=(concept("isek", "2016", title="ISEK", kind="integrated", state="unknown"),),
    )
    lanes = common_lanes(city(common=common), texts("de"), TODAY)

    assert [(lane.name, len(lane.entries)) for lane in lanes] == [
        ("Ganze Stadt: Konzepte", 1),
        ("Ganze Stadt: Geld", 1),
        ("Ganze Stadt: Beschlüsse", 1),
    ]
    assert [entry.event for lane in lanes for entry in lane.entries] == [None, None, None]
    assert common_lanes(city(), texts("de"), TODAY) == ()


def test_a_concept_of_the_whole_city_says_kind_state_date_and_source() -> None:
    isek = concept("isek", "2016", title="ISEK", kind="integrated", state="unknown")
    common = CommonRecord(concepts=(isek,))
    ((found,),) = (lane.entries for lane in common_lanes(city(common=common), texts("de"), TODAY))

    assert (found.name, found.when) == ("ISEK", "2016")
    assert found.kind == "Integriertes Konzept, Stand nicht veröffentlicht"
    assert found.sources == (("example.org", "https://example.org/concept"),)


def test_all_concepts_of_the_city_of_flensburg_are_in_its_lane(flensburg: City) -> None:
    (lane,) = (one for one in common_lanes(flensburg, texts("de"), TODAY) if "concepts" in one.id)

    assert {entry.id for entry in lane.entries} == {
        f"c-{one.id}" for one in flensburg.common.concepts
    }
    assert "ISEK „Perspektiven für Flensburg“" in {entry.name for entry in lane.entries}
    assert all(entry.sources and entry.extent for entry in lane.entries)


def procedure(*phases: Any, **other: Any) -> tuple[Entry, ...]:
    some = city((funded_area("a", phases=phases, **other),))
    return area_lanes(some, ROOM, TODAY)[0].entries


def test_plan_and_fact_of_a_stage_stand_in_one_place_plan_above_fact() -> None:
    found = procedure(
        phase("study", "preparatory_study", "2009", "2010"),
        phase("plan", "implementation", "2010", "2017", certainty="planned"),
        phase("fact", "implementation", "2011", "2019"),
    )
    rows = {one.id: place.row for one, place in zip(found, places(found, 6.0), strict=True)}
    plan_of = {one.id: one.plan_of for one in found}
    (fact,) = (one for one in found if one.id == "p-fact")

    assert plan_of == {"p-study": "", "p-plan": "p-fact", "p-fact": ""}
    assert rows["p-fact"] == rows["p-plan"] + 1
    assert fact.notes == ("Zuvor geplant: 2010 bis 2017.",)


def test_a_plan_years_after_a_fact_is_not_its_plan() -> None:
    found = procedure(
        phase("fact", "update", "2017"),
        phase("plan", "update", "2025-03", certainty="planned"),
    )

    assert {one.plan_of for one in found} == {""}
    assert {one.notes for one in found} == {()}


def test_a_fact_has_at_most_one_plan_the_nearest() -> None:
    found = procedure(
        phase("early", "closure", "2019-06", certainty="planned"),
        phase("late", "closure", "2021-12", certainty="planned"),
        phase("fact", "closure", "2020-01"),
        phase("other", "closure", "2022-01"),
    )

    assert {one.id: one.plan_of for one in found if one.planned} == {
        "p-early": "p-fact",
        "p-late": "p-other",
    }


def test_a_plan_of_another_stage_is_another_plan() -> None:
    found = procedure(
        phase("plan", "closure", "2019", certainty="planned"),
        phase("fact", "implementation", "2010", "2020"),
    )

    assert {one.plan_of for one in found} == {""}


def test_the_planned_end_stands_above_the_term_that_did_not_keep_it() -> None:
    some = city((funded_area("a", "2005", planned_end="2017", actual_end="2022-01-01"),))
    found = area_lanes(some, ROOM, TODAY)[0].entries
    rows = {one.id: place.row for one, place in zip(found, places(found, 6.0), strict=True)}

    assert rows == {"a-a": 1, "a-a-plan": 0}


def test_the_same_money_year_after_year_is_one_row() -> None:
    fund = [grant(f"g{year}", year, amount_eur=30_000.0) for year in range(2016, 2024)]
    found = tuple(entries("money", grants=(*fund, grant("other", 2018))).values())
    rows = {one.id: place.row for one, place in zip(found, places(found, 6.0), strict=True)}

    assert {rows[f"g-{one.id}"] for one in fund} == {0}
    assert rows["g-other"] == 1
