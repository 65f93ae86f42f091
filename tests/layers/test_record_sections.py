"""Fact sheet, concepts, decisions, projects, management, participation, end: row by row."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from shapely import box

from geodata.model import City
from geodata.renewal import CommonRecord, Project
from layers.record_concepts import binding, concepts
from layers.record_end import end
from layers.record_facts import fact_sheet
from layers.record_people import management, participation
from layers.record_projects import projects
from layers.record_resolutions import decisions
from layers.record_words import Fact
from layers.texts import texts
from tests.layers.record_city import (
    concept,
    grant,
    known_city,
    part,
    project,
    resolution,
    unknown_city,
    with_rows,
)  # fmt: skip

WORDS = texts("de")["record"]


def said(facts: tuple[Fact, ...]) -> dict[str, str]:
    return {one.name: one.text for one in facts}


def entry(city: City, **parts: Any) -> dict[str, str]:
    """Return the facts of one project with *parts*, by name."""
    changed = with_rows(city, projects=(project("Haus", **parts),), grants=())
    return said(projects(changed, changed.funded_areas[0], WORDS).entries[0].facts)


# -- fact sheet --


def test_sizes_are_german_and_carry_their_date(flensburg: City) -> None:
    city = known_city(flensburg)
    facts = said(fact_sheet(city, city.funded_areas[0], WORDS).facts)

    assert facts["Fläche"] == "51,5 ha (2000)"
    assert facts["Einwohnerinnen und Einwohner"] == "4.532 (2000)"
    assert facts["Wohnungen"] == "870 (2001)"
    assert facts["Beginn"] == "09.1999"


@pytest.mark.parametrize(
    ("hectares", "when", "text"),
    [(12.5, "2000", "12,5 ha (2000)"), (18.0, "", "18 ha"), (1234.0, "", "1.234 ha"),
     (None, "2000", "")],
)  # fmt: skip
def test_a_size_without_date_or_figure(
    flensburg: City, hectares: float | None, when: str, text: str
) -> None:
    city = with_rows(flensburg, hectares=hectares, hectares_date=when)

    assert said(fact_sheet(city, city.funded_areas[0], WORDS).facts)["Fläche"] == text


@pytest.mark.parametrize("state", ["in_force", "repealed", "void_from_start", "none", "unknown"])
def test_every_state_of_a_statute_has_words(flensburg: City, state: str) -> None:
    city = with_rows(flensburg, statute_state=state, statute_state_date=None)
    facts = said(fact_sheet(city, city.funded_areas[0], WORDS).facts)

    assert facts["Stand der Satzung"] == WORDS[f"statute_{state}"]


def test_every_programme_has_its_legal_basis(flensburg: City) -> None:
    city = known_city(flensburg)

    assert said(fact_sheet(city, city.funded_areas[0], WORDS).programmes) == {
        "Soziale Stadt seit 1999": "§ 171e BauGB; ab 1999",
        "Stadtumbau West": "ab 2004",
    }


def test_districts_carry_the_share_of_the_outline_in_them(flensburg: City) -> None:
    named = flensburg.level("stadtteil").areas[0]
    city = with_rows(flensburg, areas=(named.id,), outline=named.geometry)
    (found,) = fact_sheet(city, city.funded_areas[0], WORDS).districts

    assert found.name == named.name
    assert found.share == "100\u00a0% des Umrisses"
    assert json.loads(found.event) == {"area": named.id, "level": "stadtteil"}


def test_a_district_that_only_the_outline_touches_is_shown_as_such(flensburg: City) -> None:
    first, other = flensburg.level("stadtteil").areas[:2]
    city = with_rows(flensburg, areas=(first.id,), outline=other.geometry)
    found = fact_sheet(city, city.funded_areas[0], WORDS).districts

    assert [(one.name, one.share) for one in found] == [
        (first.name, "weniger als 1\u00a0% des Umrisses"),
        (other.name, "100\u00a0% des Umrisses, von den Quellen nicht genannt"),
    ]


def test_without_an_outline_districts_have_no_share(flensburg: City) -> None:
    city = with_rows(flensburg, outline=None)

    assert [one.share for one in fact_sheet(city, city.funded_areas[0], WORDS).districts] == [""]


def test_areas_that_the_city_does_not_have_are_left_out(flensburg: City) -> None:
    city = with_rows(flensburg, areas=("99",), outline=box(9.4, 54.7, 9.5, 54.8))

    assert fact_sheet(city, city.funded_areas[0], WORDS).districts == ()


# -- concepts and decisions --


def test_each_version_has_its_nine_parts(flensburg: City) -> None:
    city = known_city(flensburg)
    first, second, study = concepts(city, city.funded_areas[0], WORDS).versions[:3]

    assert len(first.parts) == len(second.parts) == 9
    assert [one.name for one in first.parts if one.named] == [
        "Rolle des Gebiets in der Stadt", "Probleme und Möglichkeiten", "Leitbild",
        "Strategien, Maßnahmen und Projekte", "Kosten und Finanzierung",
    ]  # fmt: skip
    assert (first.counted, second.counted) == ("5 von 9 Teilen genannt", "0 von 9 Teilen genannt")
    assert (study.parts, study.counted) == ((), "")


def test_the_matrix_of_parts_has_the_versions_in_rows(flensburg: City) -> None:
    city = known_city(flensburg)
    found = concepts(city, city.funded_areas[0], WORDS)
    matrix = found.matrix

    assert matrix is not None
    asked = [one for one in (*found.versions, *found.common) if one.parts]
    assert [title for title, _ in matrix.rows] == [f"{one.title} ({one.when})" for one in asked]
    assert [cells for _, cells in matrix.rows] == [
        tuple(part.named for part in one.parts) for one in asked
    ]
    assert matrix.columns == tuple(part.name for part in asked[0].parts)
    assert sum(matrix.sums) == sum(part.named for one in asked for part in one.parts)


def test_without_a_concept_there_is_no_matrix_of_parts(flensburg: City) -> None:
    city = with_rows(flensburg, concepts=())
    bare = replace(city, common=replace(city.common, concepts=()))

    assert concepts(bare, bare.funded_areas[0], WORDS).matrix is None


def test_a_version_says_what_it_updates_and_who_resolved_it(flensburg: City) -> None:
    city = known_city(flensburg)
    first, second = concepts(city, city.funded_areas[0], WORDS).versions[:2]

    assert said(first.facts) == {
        "Fassung": "1. Fassung", "Stand": "durch eine spätere Fassung ersetzt",
        "Beschluss": "RV-1/2001 vom 10.05.2001", "Auswertung": "liegt vor",
    }  # fmt: skip
    assert first.paper is not None
    assert first.paper.href == "https://rat.beispiel.de/1"
    assert said(second.facts)["Fortschreibung von"] == "Konzept 2001"
    assert (first.when, second.when) == ("2001", "02.2014")


def test_a_decision_of_the_whole_city_serves_a_concept_too(flensburg: City) -> None:
    city = with_rows(flensburg, concepts=(concept("k", resolution="stadtweit"),))
    (found,) = concepts(city, city.funded_areas[0], WORDS).versions

    assert said(found.facts)["Beschluss"] == "stadtweit (ohne Datum)"


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ((), ""),
        (("",), ""),
        (("no",), "Nein: 1/2000 vom 2000"),
        (("no", "yes"), "Ja: 1/2000 vom 2000"),
        (("yes", "yes"), "Ja: 1/2000 vom 2000; 1/2000 vom 2000"),
    ],
)
def test_whether_the_council_bound_itself(answers: tuple[str, ...], text: str) -> None:
    rows = [resolution("r", number="1/2000", date="2000", self_binding=one) for one in answers]

    assert binding(rows, WORDS) == text


def test_a_decision_shows_number_date_body_kind_and_paper(flensburg: City) -> None:
    first, *others = decisions(known_city(flensburg).funded_areas[0].resolutions, WORDS)

    assert (first.when, first.number, first.body) == ("10.05.2001", "RV-1/2001", "Ratsversammlung")
    assert (first.kind, first.binding) == ("Sonstiges", "der Rat bindet sich selbst")
    assert {(one.when, one.number, one.body, one.paper) for one in others} == {("", "", "", None)}
    assert len({one.kind for one in others}) == 7


def test_a_paper_that_is_no_web_address_is_text() -> None:
    (found,) = decisions([resolution("r", paper="oparl:4711")], WORDS)

    assert found.paper is not None
    assert (found.paper.label, found.paper.href) == ("oparl:4711", "")


# -- projects --


def test_a_project_says_everything_known_of_it(flensburg: City) -> None:
    city = known_city(flensburg)
    park = next(one for one in projects(city, city.funded_areas[0], WORDS).entries
                if one.title == "Park")  # fmt: skip

    assert said(park.facts) == {
        "Handlungsfelder": "Grün und Freiraum; Wohnen", "Träger": "Stadt",
        "Für wen": "Kinder; Ältere", "Beteiligte Ämter": "Bauamt; Jugendamt",
        "Art der Ausgabe": "investiv (Bau, Umbau, Anschaffung)",
        "Geplante Zeit": "2004 bis 2006",
        "Tatsächliche Zeit": "03.2005 bis 19.03.2008; Ende 2 Jahre nach dem Plan",
        "Kosten": "1.200.000 bis 1.500.000 Euro",
        "Finanzierung": "Bund 975.000 Euro bewilligt (2019)", "Ort": "Am Wasser",
        "Punkt auf der Karte": "auf der Karte",
    }  # fmt: skip
    assert (park.state, park.multi_goal) == ("abgeschlossen", True)
    assert [one.label for one in park.proof.links] == ["beispiel.de", "karte.beispiel.de"]


def test_what_goes_on_comes_first_and_every_state_has_words(flensburg: City) -> None:
    city = known_city(flensburg)
    found = projects(city, city.funded_areas[0], WORDS)

    assert [one.mark for one in found.entries] == [
        "running", "planned", "idea", "done", "stopped", "unknown",
    ]  # fmt: skip
    assert found.counted == (
        "läuft: 1; geplant: 1; Idee: 1; abgeschlossen: 1; aufgegeben: 1; "
        "Stand nicht veröffentlicht: 1"
    )
    assert found.multi_goal == "Mehrzielprojekte (mindestens zwei Handlungsfelder): 1"


@pytest.mark.parametrize(
    ("dates", "text"),
    [
        ({"start": "2005", "end": "2008", "planned_end": "2006"},
         "2005 bis 2008; Ende 2 Jahre nach dem Plan"),
        ({"end": "2007-01", "planned_end": "2006-12"}, "bis 01.2007; Ende ein Jahr nach dem Plan"),
        ({"end": "2006-12", "planned_end": "2006"}, "bis 12.2006; Ende im geplanten Jahr"),
        ({"end": "2005", "planned_end": "2006"}, "bis 2005; Ende ein Jahr vor dem Plan"),
        ({"end": "2001", "planned_end": "2006"}, "bis 2001; Ende 5 Jahre vor dem Plan"),
        ({"planned_end": "2006"}, ""),
        ({"start": "2005", "state": "running"}, "seit 2005"),
        ({"start": "2005", "state": "stopped"}, "ab 2005"),
        ({"end": "2005-04", "state": "done"}, "fertig 04.2005"),
    ],
)  # fmt: skip
def test_plan_and_fact_are_compared(flensburg: City, dates: dict[str, str], text: str) -> None:
    assert entry(flensburg, **dates)["Tatsächliche Zeit"] == text


def test_a_point_says_where_it_comes_from_without_its_address(flensburg: City) -> None:
    source = "Ungefähre Lage: Markt 4 (Karte, https://karte.beispiel.de/)"
    facts = entry(flensburg, lon=9.4, lat=54.8, place_source=source)

    assert facts["Punkt auf der Karte"] == "Ungefähre Lage: Markt 4 (Karte)"
    assert entry(flensburg)["Punkt auf der Karte"] == "keiner"


def test_money_of_a_project_is_a_list_and_parts_say_so(flensburg: City) -> None:
    whole = grant("a", 3_000_000.0, project="Haus")
    share = grant("b", 1_000_000.0, project="Haus", part_of="a", giver="municipality", year=2011)
    rows = (whole, share)
    city = with_rows(flensburg, projects=(project("Haus"),), grants=rows)
    facts = projects(city, city.funded_areas[0], WORDS).entries[0].facts
    found = next(one for one in facts if one.name == "Finanzierung")

    assert found.lines == (
        "mehrere Geber zusammen 3 Mio. Euro bewilligt (2010)",
        "davon Kommune 1 Mio. Euro bewilligt (2011)",
    )


def test_the_matrix_of_fields_follows_the_order_of_the_city(flensburg: City) -> None:
    city = known_city(flensburg)
    matrix = projects(city, city.funded_areas[0], WORDS).fields

    assert matrix is not None
    assert matrix.columns == ("Wohnen", "Grün und Freiraum", "Lokale Ökonomie")
    rows = dict(matrix.rows)
    assert rows["Park"] == (True, True, False)
    assert rows["Beratung"] == (False, False, True)
    assert len(rows) == 6
    assert matrix.sums == (1, 1, 1)
    assert matrix.rest == ""


def test_fields_without_a_project_are_named_and_have_no_column(flensburg: City) -> None:
    city = with_rows(flensburg, projects=(project("a", fields=("gruen",)),))
    matrix = projects(city, city.funded_areas[0], WORDS).fields

    assert matrix is not None
    assert matrix.columns == ("Grün und Freiraum",)
    assert matrix.rest == "Ohne Projekt: Wohnen; Lokale Ökonomie."


def test_the_matrix_of_departments_holds_only_projects_of_which_they_are_known(
    flensburg: City,
) -> None:
    city = known_city(flensburg)
    matrix = projects(city, city.funded_areas[0], WORDS).departments

    assert matrix is not None
    assert matrix.columns == ("Bauamt", "Jugendamt")
    assert dict(matrix.rows) == {"Haus": (True, False), "Park": (True, True)}
    assert matrix.sums == (2, 1)
    assert matrix.rest.endswith("beteiligt sind: 4.")


@pytest.mark.parametrize("rows", [(), (project("a"),)])
def test_without_anything_known_there_is_no_matrix(
    flensburg: City, rows: tuple[Project, ...]
) -> None:
    city = with_rows(flensburg, projects=rows)
    found = projects(city, city.funded_areas[0], WORDS)

    assert (found.fields, found.departments) == (None, None)


def test_one_field_named_twice_is_no_second_goal(flensburg: City) -> None:
    city = with_rows(flensburg, projects=(project("a", fields=("gruen", "gruen")),))

    assert not projects(city, city.funded_areas[0], WORDS).entries[0].multi_goal


# -- management, participation, end --


def test_management_stands_by_level_with_what_is_for_all_areas(flensburg: City) -> None:
    city = known_city(flensburg)
    levels = management(city, city.funded_areas[0], WORDS)

    assert [(one.name, one.count) for one in levels] == [
        ("Im Quartier", 1), ("Vermittelnde Stellen", 2), ("Stadtverwaltung und Politik", 1),
    ]  # fmt: skip
    assert [one.common for one in levels[1].offices] == [False, True]
    assert said(levels[0].offices[0].facts) == {
        "Zeit": "2000 bis 04.2002", "Büro": "Markt 1", "Koordination": "Runde Tische",
        "Aktivierung": "Hausbesuche", "Projektbegleitung": "Begleitung", "Aufgaben": "Zeitung",
    }  # fmt: skip


def test_in_the_quarter_all_three_groups_of_tasks_are_asked_for(flensburg: City) -> None:
    city = with_rows(flensburg, management=(part("a"), part("b", level="administration")))
    quarter, _, administration = management(city, city.funded_areas[0], WORDS)
    tasks = ["Koordination", "Aktivierung", "Projektbegleitung"]

    assert [one.name for one in quarter.offices[0].facts][2:] == tasks
    assert [one.name for one in administration.offices[0].facts][2:] == ["Aufgaben"]


def test_participation_keeps_funds_apart(flensburg: City) -> None:
    city = known_city(flensburg)
    found = participation(city, city.funded_areas[0], WORDS)
    forum = found.formats[0]

    assert (forum.when, forum.people, forum.groups) == ("06.2001", "1.250", "Jugendliche; Ältere")
    assert [(one.when, one.amount) for one in found.funds] == [("2016", "30.000 Euro")]
    assert found.formats[-1].common
    assert {one.people for one in found.formats[1:]} == {""}
    assert len({one.kind for one in found.formats}) == 5


def test_the_end_says_what_stays_who_carries_it_and_what_courts_and_council_said(
    flensburg: City,
) -> None:
    found = end(known_city(flensburg).funded_areas[0], WORDS)

    assert said(found.facts) == {
        "Geplantes Ende": "2030", "Tatsächliches Ende": "",
        "Stand der Satzung": "in Kraft (30.01.2000)", "Was bleibt": "Angabe what_stays",
        "Wer es trägt": "Angabe carried_by",
    }  # fmt: skip
    assert [one.kind for one in found.repeals] == ["Aufhebung", "Gericht"]
    assert [(one.name, one.when) for one in found.closing] == [("Abrechnung", "2029")]


def test_of_a_city_that_knows_nothing_every_section_is_empty(flensburg: City) -> None:
    city = unknown_city(flensburg)
    area = city.funded_areas[0]

    assert city.common == CommonRecord()
    assert management(city, area, WORDS) == ()
    assert participation(city, area, WORDS).formats == ()
    assert concepts(city, area, WORDS).versions == ()
    assert projects(city, area, WORDS).entries == ()
    assert set(said(end(area, WORDS).facts).values()) == {"", "nicht bekannt"}
