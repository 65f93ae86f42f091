"""The record of a funded area as read_city gives it, and what older packages give."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

from geodata.dates import PartialDate
from geodata.model import City
from geodata.package import check_city, read_city
from geodata.reading.schemas import RECORD_TABLES
from geodata.renewal import CONCEPT_PARTS, CommonRecord, FieldOfAction, FundedArea
from tests.cities import city_files, many_areas, write_city

NEW_COLUMNS = ",role_in_city,what_stays,carried_by"
TUPLES = ("concepts", "projects", "grants", "management", "participation", "resolutions")


@pytest.fixture(scope="module")
def kleinstadt(tmp_path_factory: pytest.TempPathFactory) -> City:
    return read_city(write_city(tmp_path_factory.mktemp("kleinstadt")))


@pytest.fixture
def altmarkt(kleinstadt: City) -> FundedArea:
    return kleinstadt.funded_area("altmarkt")


def as_before(files: dict[str, str]) -> dict[str, str | None]:
    """Return the files of Kleinstadt as they were before there was a record."""
    package = re.sub(
        rf"  - {{name: ({'|'.join(RECORD_TABLES)}), .*\n", "", files["datapackage.yaml"]
    )
    package = package[: package.index("  fields_of_action:")]
    areas = files["funded-areas.csv"].replace(NEW_COLUMNS, "")
    areas = areas.replace(",Ort der Märkte,Der Treff,Verein Altmarkt", "")
    absent = dict.fromkeys(f"{name}.csv" for name in RECORD_TABLES)
    return {**absent, "datapackage.yaml": package, "funded-areas.csv": areas}


def test_a_funded_area_says_what_it_is_to_the_city_and_what_stays(altmarkt: FundedArea) -> None:
    assert altmarkt.role_in_city == "Ort der Märkte"
    assert (altmarkt.what_stays, altmarkt.carried_by) == ("Der Treff", "Verein Altmarkt")


def test_versions_of_a_concept_stand_in_order_of_date(altmarkt: FundedArea) -> None:
    first, second = altmarkt.concepts
    assert (first.id, second.id) == ("altmarkt-erstes", "altmarkt-zweites")
    assert (first.date, second.date) == (PartialDate(1999, 12), PartialDate(2003, 11))
    assert (first.predecessor, second.predecessor) == ("", "altmarkt-erstes")
    assert (first.kind, first.state, first.evaluation) == ("integrated", "replaced", "none")
    assert first.parts == ("problems", "measures")
    assert second.parts == CONCEPT_PARTS
    assert first.resolution == "altmarkt-festlegung"
    assert first.sources == ("atlas-2022", "Niederschrift des Rates")


def test_a_concept_of_the_whole_city_belongs_to_no_funded_area(tmp_path: Path) -> None:
    row = "stadt-isek,,Konzept der Stadt,integrated,,2016,,draft,,,,,atlas-2022,"
    head = city_files()["concepts.csv"]
    city = read_city(write_city(tmp_path, files={"concepts.csv": f"{head}{row}\n"}))

    assert [one.id for one in city.common.concepts] == ["stadt-isek"]
    assert len(city.funded_area("altmarkt").concepts) == 2


def test_an_integrated_concept_has_nine_parts() -> None:
    assert len(set(CONCEPT_PARTS)) == 9


def test_a_project_carries_fields_dates_costs_and_place(altmarkt: FundedArea) -> None:
    square, meeting = altmarkt.projects
    assert square.fields == ("gruen", "wohnen")
    assert square.departments == ("Tiefbau", "Grünflächen")
    assert (square.planned_start, square.planned_end) == (PartialDate(2001), PartialDate(2003))
    assert (square.start, square.end) == (PartialDate(2002, 4), PartialDate(2004, 6, 12))
    assert (square.cost_eur, square.cost_high_eur) == (500_000.0, 550_000.0)
    assert (square.lon, square.lat, square.place_source) == (9.407, 54.784, "Adresse")
    assert (square.investive, square.state) == ("yes", "done")
    assert meeting.addressees == ("Familien", "Ältere")
    assert (meeting.start, meeting.cost_eur, meeting.lon, meeting.lat) == (None,) * 4


def test_a_project_without_a_start_stands_where_its_planned_start_is(altmarkt: FundedArea) -> None:
    assert [project.id for project in altmarkt.projects] == ["altmarkt-platz", "altmarkt-treff"]


def test_money_carries_years_giver_stage_and_what_it_is_part_of(altmarkt: FundedArea) -> None:
    fund, total, *parts = altmarkt.grants
    assert (fund.id, fund.year, fund.end_year, fund.open_end) == ("fonds", 2000, None, True)
    assert (fund.amount_eur, fund.amount_high_eur) == (10_000.0, 12_000.0)
    assert (total.year, total.end_year, total.last_year, total.open_end) == (
        2001,
        2004,
        2004,
        False,
    )
    assert (total.project, total.programme, total.investive) == (
        "altmarkt-platz",
        "soziale-stadt",
        "yes",
    )
    assert {part.part_of for part in parts} == {"platz"}
    assert [part.giver for part in parts] == ["federal", "state", "municipality"]
    assert (parts[1].year, parts[1].last_year, parts[1].amount_high_eur) == (2003, 2003, None)


def test_management_and_participation_are_read(altmarkt: FundedArea) -> None:
    (office,) = altmarkt.management
    assert (office.level, office.office) == ("quarter", "Am Markt 2")
    assert (office.coordination, office.activation, office.projects) == (
        "Runde der Ämter",
        "Sprechstunde",
        "Straßenfest",
    )
    assert (office.start, office.end) == (PartialDate(2001, 5), PartialDate(2012, 6, 30))
    workshop, fund = altmarkt.participation
    assert (workshop.people, workshop.amount_eur) == (45.0, None)
    assert workshop.groups == ("Anwohnende", "Handel")
    assert (fund.kind, fund.people, fund.amount_eur) == ("fund", None, 10_000.0)


def test_resolutions_carry_number_paper_and_binding(altmarkt: FundedArea) -> None:
    statute, update = altmarkt.resolutions
    assert (statute.number, statute.body, statute.self_binding) == ("RV-1/2000", "Rat", "yes")
    assert statute.paper == "https://rat.kleinstadt.example/oparl/paper/1"
    assert (update.self_binding, update.paper) == ("", "")
    assert (update.kind, update.date) == ("concept", PartialDate(2004, 3))


def test_what_names_no_funded_area_belongs_to_the_city(kleinstadt: City) -> None:
    common = kleinstadt.common
    assert [one.id for one in common.resolutions] == ["leitlinien"]
    assert [one.id for one in common.grants] == ["beratung"]
    assert [one.id for one in common.management] == ["traeger"]
    assert [one.id for one in common.participation] == ["umfrage"]


def test_fields_of_action_keep_the_order_of_the_package(kleinstadt: City) -> None:
    assert kleinstadt.fields_of_action == (
        FieldOfAction("wohnen", "Bauen und Wohnen"),
        FieldOfAction("gruen", "Grün und Freiraum"),
        FieldOfAction("bildung", "Bildung"),
    )


def test_undated_rows_stand_last(tmp_path: Path) -> None:
    edits = [
        ("resolutions.csv", "altmarkt,2000-01-30", "altmarkt,"),
        ("concepts.csv", "1999-12,,replaced", ",,replaced"),
    ]
    area = read_city(write_city(tmp_path, edits=edits)).funded_area("altmarkt")
    assert [one.id for one in area.resolutions] == [
        "altmarkt-fortschreibung",
        "altmarkt-festlegung",
    ]
    assert [one.id for one in area.concepts] == ["altmarkt-zweites", "altmarkt-erstes"]


def test_every_row_of_the_record_arrives_in_the_city(tmp_path: Path) -> None:
    report = check_city(write_city(tmp_path))
    assert report.city is not None
    common = report.city.common
    parts = [*report.city.funded_areas, common]
    read = sum(len(getattr(part, name, ())) for part in parts for name in TUPLES)
    assert read == sum(count for _, count in report.summary.record) == 18


@pytest.mark.parametrize("name", TUPLES)
def test_the_record_cannot_be_changed(altmarkt: FundedArea, name: str) -> None:
    row = getattr(altmarkt, name)[0]
    with pytest.raises(FrozenInstanceError, match="note"):
        row.note = "anders"
    assert replace(row, note="anders") != row


def test_a_package_from_before_the_record_loads_without_a_note(tmp_path: Path) -> None:
    report = check_city(write_city(tmp_path, files=as_before(city_files())))
    assert (report.faults, report.notes) == ((), ())
    assert report.city is not None
    area = report.city.funded_area("altmarkt")
    assert [getattr(area, name) for name in TUPLES] == [()] * 6
    assert (area.role_in_city, area.what_stays, area.carried_by) == ("", "", "")
    assert (report.city.fields_of_action, report.city.common) == ((), CommonRecord())
    assert {count for _, count in report.summary.record} == {0}


def test_a_city_without_funded_areas_has_an_empty_record(tmp_path: Path) -> None:
    city = read_city(many_areas(tmp_path, 3))
    assert (city.funded_areas, city.fields_of_action, city.common) == ((), (), CommonRecord())


@pytest.mark.parametrize("name", RECORD_TABLES)
def test_a_table_of_the_record_may_hold_no_row(tmp_path: Path, name: str) -> None:
    others = {"resolutions": "concepts", "projects": "funding"}
    emptied = {name, others.get(name, name)}
    files = {f"{one}.csv": city_files()[f"{one}.csv"].splitlines()[0] + "\n" for one in emptied}
    report = check_city(write_city(tmp_path, files=files))
    assert (report.faults, report.notes) == ((), ())


@pytest.mark.parametrize("name", RECORD_TABLES)
def test_a_table_of_the_record_may_be_absent_if_nothing_names_it(tmp_path: Path, name: str) -> None:
    others = {"resolutions": "concepts", "projects": "funding"}
    absent = {name, others.get(name, name)}
    package = city_files()["datapackage.yaml"]
    for one in absent:
        package = package.replace(f"  - {{name: {one}, path: {one}.csv}}\n", "")
    files = {"datapackage.yaml": package, **{f"{one}.csv": None for one in absent}}
    report = check_city(write_city(tmp_path, files=files))
    assert (report.faults, report.notes) == ((), ())
