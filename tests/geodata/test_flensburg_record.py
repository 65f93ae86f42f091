"""The record of Flensburg's funded areas: resolutions, concepts, projects, money, management."""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pyproj
import pytest
import shapely
import yaml
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from geodata.dates import PartialDate
from geodata.renewal import CONCEPT_PARTS

ROOT = Path(__file__).parents[2]
CITY = ROOT / "geodata" / "cities" / "flensburg"
RAW = Path(os.environ.get("FLENSBURG_DATA", ROOT.parent / "shared" / "data" / "flensburg"))
METRES = pyproj.Transformer.from_crs(4326, 25832, always_xy=True)

SUEDSTADT = "suedstadt-bahnhofsumfeld"
TABLES = ("projects", "funding", "resolutions", "concepts", "participation", "management")
AT_LEAST = dict(zip(TABLES, (64, 57, 42, 30, 41, 23), strict=True))
DATES = ("date", "start", "end", "planned_start", "planned_end", "year", "end_year")
STATES = {"abgeschlossen": "done", "laufend": "running", "geplant": "planned"}

# In the record but not in the collection: read later, each row with an address of its own.
ADDED = {
    "projects": {"neustadt-stadtteildienst", "neustadt-jugend-staerken"},
    "resolutions": {
        "hafen-ost-ovg-2020",
        "westliche-altstadt-baugestaltung-2000",
        "westliche-altstadt-suedermarkt-2024",
    },
    "concepts": {"fruerlund-sued-planungsstand-2009", "neustadt-transformation-abschluss"},
    "participation": {
        "neustadt-stadtteilspiel-2020",
        "duburg-spatenstich-2019",
        "westliche-altstadt-fuehrung-2019",
        "westliche-altstadt-los-2025",
        "stadt-quartiersfonds-2018",
        "stadt-innenstadtfonds-2022",
    },
    "management": {
        "neustadt-quartiersmanagement-2021",
        "neustadt-stadtteildienst",
        "neustadt-jugend-staerken",
        "neustadt-kulturbaustelle",
        "westliche-altstadt-suedermarkt-plus",
    },
    # Shares computed from "one third each"; the amount that they are parts of is collected.
    "funding": {"neustadt-werftstrasse-bund-land", "neustadt-werftstrasse-stadt"}.union(
        f"{whole}-{giver}"
        for whole in ("duburg-strassen", "fruerlund-sued-spielplatz", f"{SUEDSTADT}-freiland")
        for giver in ("bund", "land", "stadt")
    ),
}
# In the collection but not in the record: money of the whole Land is no money of the city.
LEFT_OUT = {("area", "Land Schleswig-Holstein (Kontext)")}
# Collected dates that are plans, or that a later source completes.
OTHER_DATES = {
    "neustadt-jugendpark-schlachthof",
    "neustadt-werftstrasse",
    "neustadt-quartierszentrum-walzenmuehle",
    "neustadt-jmd-im-quartier",
    "neustadt-transformation",
    "fruerlund-sued-gesamtprojekt",
    "suedstadt-bahnhofsumfeld-hauptfeuerwache",
    "westliche-altstadt-eckener-haus",
    "westliche-altstadt-baugestaltung-2000",
    "hafen-ost-hafenverlagerung",
    "noerdliche-altstadt-kaysers-hof",
}


def rows(name: str) -> list[dict[str, str]]:
    with (CITY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def raw_rows(name: str) -> list[dict[str, str]]:
    path = RAW / "funded-areas" / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"Vergleichsdaten fehlen: {path} (FLENSBURG_DATA nennt den Ordner)")
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not LEFT_OUT & set(row.items())]


def collected(name: str) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Return each row that stems from the collection with the row it stems from, in order."""
    found = [row for row in rows(name) if row["id"] not in ADDED[name]]
    return list(zip(found, raw_rows(name), strict=True))


def money() -> list[tuple[dict[str, str], dict[str, str]]]:
    """As :func:`collected` for amounts: the yearly fund is one collected row for eight years."""
    raw = [one for row in raw_rows("funding") for one in [row] * years_of(row)]
    found = [row for row in rows("funding") if row["id"] not in ADDED["funding"]]
    return list(zip(found, raw, strict=True))


def years_of(row: dict[str, str]) -> int:
    """Return in how many years the amount of a collected row was there."""
    first, _, last = row["year_or_span"].partition("-")
    return int(last) - int(first) + 1 if "je Jahr" in row["programme"] else 1


def area_ids() -> dict[str, str]:
    return {row["name"]: row["id"] for row in rows("funded-areas")}


def in_metres(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.transform(geometry, METRES.transform, interleaved=False)


def shapes(name: str) -> dict[str, BaseGeometry]:
    features = json.loads((CITY / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    return {one["properties"]["id"]: in_metres(shape(one["geometry"])) for one in features}


def places() -> list[tuple[dict[str, str], Point]]:
    placed = (row for row in rows("projects") if row["lon"])
    return [(row, in_metres(Point(float(row["lon"]), float(row["lat"])))) for row in placed]


@pytest.mark.parametrize("name", TABLES)
def test_the_record_is_full(name: str) -> None:
    assert len(rows(name)) >= AT_LEAST[name]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_names_the_address_of_its_source(name: str) -> None:
    for row in rows(name):
        assert all(one.startswith("http") for one in row["source"].split(" | ")), row["id"]


@pytest.mark.parametrize("name", TABLES)
def test_ids_are_unique_and_begin_with_their_area(name: str) -> None:
    ids = [row["id"] for row in rows(name)]
    assert len(ids) == len(set(ids))
    assert ADDED[name] <= set(ids)
    known = {*area_ids().values(), ""}
    for row in rows(name):
        assert row["funded_area"] in known, row["id"]
        assert row["id"].startswith(row["funded_area"] or "stadt-"), row["id"]


@pytest.mark.parametrize("name", TABLES)
def test_every_date_is_in_the_calendar(name: str) -> None:
    for row in rows(name):
        for field in filter(row.get, DATES):
            assert PartialDate.parse(row[field]).iso == row[field], (row["id"], field)


@pytest.mark.parametrize("name", TABLES)
def test_every_collected_row_is_there_with_its_area_and_source(name: str) -> None:
    areas = area_ids()
    for row, raw in money() if name == "funding" else collected(name):
        assert row["funded_area"] == areas.get(raw["area"], ""), row["id"]
        assert row["source"].startswith(raw["source"]), row["id"]


def test_resolutions_keep_the_date_and_number_of_the_collection() -> None:
    for row, raw in collected("resolutions"):
        assert (row["date"], row["number"]) == (raw["date"], raw["number"]), row["id"]


def test_concepts_keep_their_date_and_name_only_the_nine_parts() -> None:
    resolutions = {row["id"]: row for row in rows("resolutions")}
    for row, raw in collected("concepts"):
        assert row["date"] == raw["version_or_date"] or row["id"] in OTHER_DATES, row["id"]
        assert set(filter(None, row["parts"].split(" | "))) <= set(CONCEPT_PARTS), row["id"]
        if row["resolution"]:
            assert resolutions[row["resolution"]]["funded_area"] == row["funded_area"]


def test_projects_keep_dates_state_and_cost_of_the_collection() -> None:
    for row, raw in collected("projects"):
        if row["id"] not in OTHER_DATES:
            assert (row["start"], row["end"]) == (raw["start"], raw["end"]), row["id"]
        if row["id"] != "neustadt-verfuegungsfonds":  # 30,000 euro a year are no cost in total
            assert row["cost_eur"] == raw["cost_eur"], row["id"]
        if row["state"] != "idea" and not (row["end"] and not raw["end"]):
            assert row["state"] == STATES.get(raw["state"], "unknown"), row["id"]


def test_projects_act_in_known_fields_and_several_have_more_than_one() -> None:
    text = (CITY / "datapackage.yaml").read_text(encoding="utf-8")
    known = [one["id"] for one in yaml.safe_load(text)["atlas"]["fields_of_action"]]
    fields = [row["fields"].split(" | ") for row in rows("projects")]
    assert {one for some in fields for one in some} == set(known)
    assert 10 <= len(known) <= 14
    assert sum(len(some) > 1 for some in fields) >= 30


def test_sums_of_money_per_area_and_stage_are_those_of_the_collection() -> None:
    areas = area_ids()
    expected: Counter[tuple[str, str]] = Counter()
    for raw in raw_rows("funding"):
        place = (areas.get(raw["area"], ""), raw["status"])
        expected[place] += Decimal(raw["amount_eur"]) * years_of(raw)
    found: Counter[tuple[str, str]] = Counter()
    for row, _ in money():
        found[row["funded_area"], row["stage"]] += Decimal(row["amount_eur"])
    assert found == expected


def test_computed_shares_add_up_to_their_whole_to_the_cent() -> None:
    amounts = {row["id"]: Decimal(row["amount_eur"]) for row in rows("funding")}
    shares: Counter[str] = Counter()
    for row in rows("funding"):
        if row["id"] in ADDED["funding"]:
            shares[row["part_of"]] += amounts[row["id"]]
            assert row["note"].startswith("Errechnet"), row["id"]
    assert len(shares) == 4
    assert all(amounts[whole] == total for whole, total in shares.items())


def test_years_of_money_are_those_of_the_collection() -> None:
    for row, raw in money():
        span = raw["year_or_span"] or "2024"  # the year of the last competition is inferred
        if span.endswith(" ff."):
            assert (row["year"], row["open_end"]) == (span[:4], "yes"), row["id"]
        elif "je Jahr" not in raw["programme"]:
            years = "-".join(filter(None, (row["year"], row["end_year"])))
            assert (years, row["open_end"]) == (span, "no"), row["id"]


def test_a_contradiction_has_an_upper_value_and_a_note() -> None:
    for name, field in (("funding", "amount"), ("projects", "cost")):
        ranges = [row for row in rows(name) if row[f"{field}_high_eur"]]
        assert len(ranges) == 2, name
        for row in ranges:
            assert Decimal(row[f"{field}_high_eur"]) > Decimal(row[f"{field}_eur"]), row["id"]
            assert "Mio. Euro" in row["note"], row["id"]


def test_the_disposition_fund_has_a_row_for_each_year_and_says_what_it_is() -> None:
    years = [str(year) for year in range(2016, 2024)]
    paid = [row for row in rows("funding") if row["project"] == "neustadt-verfuegungsfonds"]
    held = [row for row in rows("participation") if row["id"].startswith("neustadt-verfueg")]
    assert [row["year"] for row in paid] == [row["date"] for row in held] == years
    assert {row["amount_eur"] for row in (*paid, *held)} == {"30000"}
    assert {row["kind"] for row in held} == {"fund"}
    assert all("nicht die Ausgaben" in row["note"] for row in (*paid, *held))


def test_people_and_amounts_of_participation_are_those_of_the_collection() -> None:
    for row, raw in collected("participation"):
        assert row["people"] == raw["number_of_people"].split("-")[0], row["id"]
        assert row["amount_eur"] == raw["amount_eur"], row["id"]
        assert raw["date_or_year"].startswith(row["date"]), row["id"]


def test_management_keeps_its_dates_and_goes_on_after_2002() -> None:
    for row, raw in collected("management"):
        if row["id"] not in OTHER_DATES:
            assert (row["start"], row["end"]) == (raw["from"], raw["to"]), row["id"]
    neustadt = [row for row in rows("management") if row["funded_area"] == "neustadt"]
    assert {row["level"] for row in neustadt} == {"administration", "intermediate", "quarter"}
    assert "neustadt-quartiersmanagement-2021" in {row["id"] for row in neustadt}


def test_a_place_has_both_coordinates_and_a_source_or_none() -> None:
    for row in rows("projects"):
        given = [bool(row[field]) for field in ("lon", "lat", "place_source")]
        assert len(set(given)) == 1, row["id"]
        if row["lon"]:
            assert row["place"], row["id"]
            assert "https://github.com/oklabflensburg/" in row["place_source"], row["id"]
    assert len(places()) >= 25


def test_places_lie_in_the_city_and_at_their_funded_area() -> None:
    city = shapely.union_all(list(shapes("areas-stadtteil").values()))
    outlines = shapes("funded-areas-outlines")
    for row, point in places():
        assert city.distance(point) < 20, row["id"]
        assert outlines[row["funded_area"]].distance(point) < 50, row["id"]


def test_what_stays_is_said_for_every_area_that_ended_as_far_as_it_is_published() -> None:
    for row in rows("funded-areas"):
        assert row["what_stays"] or not row["carried_by"], row["id"]
    said = {row["id"] for row in rows("funded-areas") if row["what_stays"]}
    ended = {row["id"] for row in rows("funded-areas") if row["actual_end"]}
    assert ended - said == {"achter-de-moehl"}  # nothing is published about it
