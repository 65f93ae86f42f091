"""The funded areas of Flensburg: complete, sourced, dated, and drawn where they belong."""

from __future__ import annotations

import csv
import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyproj
import pytest
import shapely
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from geodata.dates import PartialDate

ROOT = Path(__file__).parents[2]
CITY = ROOT / "geodata" / "cities" / "flensburg"
RAW = Path(os.environ.get("FLENSBURG_DATA", ROOT.parent / "shared" / "data" / "flensburg"))
IDS = [
    "noerdliche-altstadt",
    "oestliche-altstadt",
    "achter-de-moehl",
    "neustadt",
    "duburg",
    "fruerlund-sued",
    "suedstadt-bahnhofsumfeld",
    "westliche-altstadt",
    "hafen-ost",
]
LANES = {
    "planungsverstaendnis",
    "bund-recht",
    "bund-programm",
    "europa",
    "land",
    "vorlaeufer",
    "stadt",
}
# What every row must name besides its source.
REQUIRED = {
    "programmes": ("id", "name", "short_name", "description"),
    "funded-areas": ("id", "name", "programmes", "statute_state", "summary", "confidence"),
    "phases": ("id", "funded_area", "stage", "name", "running", "certainty"),
    "disagreements": ("funded_area", "topic", "statement", "other_statement"),
}
# Places with longitude and latitude from open data of Flensburg (monuments, playgrounds, glass
# containers; OK Lab Flensburg), inside the outline or outside it as the sources say.
ANCHORS = Path(__file__).with_name("flensburg_anchors.csv")
METRES = pyproj.Transformer.from_crs(4326, 25832, always_xy=True)


def rows(name: str) -> list[dict[str, str]]:
    with (CITY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def raw_rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        pytest.skip(f"Vergleichsdaten fehlen: {path} (FLENSBURG_DATA nennt den Ordner)")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_metres(geometry: BaseGeometry) -> BaseGeometry:
    """Return *geometry* (longitude, latitude) in EPSG:25832, metres."""
    return shapely.transform(geometry, METRES.transform, interleaved=False)


@pytest.fixture(scope="module")
def features() -> dict[str, dict[str, Any]]:
    collection = json.loads((CITY / "funded-areas-outlines.geojson").read_text(encoding="utf-8"))
    return {feature["properties"]["id"]: feature for feature in collection["features"]}


@pytest.fixture(scope="module")
def outlines(features: dict[str, dict[str, Any]]) -> dict[str, BaseGeometry]:
    return {area: shape(feature["geometry"]) for area, feature in features.items()}


@pytest.fixture(scope="module")
def city_in_metres() -> BaseGeometry:
    path = CITY / "areas-stadtteil.geojson"
    if not path.exists():
        pytest.skip(f"Geometrie der Stadtteile fehlt: {path}")
    collection = json.loads(path.read_text(encoding="utf-8"))
    parts = [shape(feature["geometry"]) for feature in collection["features"]]
    return shapely.union_all([in_metres(part) for part in parts])


def dated_cells() -> Iterator[tuple[str, str, str]]:
    fields = ("start", "end", "planned_end", "actual_end", "statute_state_date")
    for name in ("programmes", "funded-areas", "phases", "milestones"):
        for row in rows(name):
            yield from ((f"{name}:{row['id']}", f, row[f]) for f in fields if row.get(f))


def test_there_are_exactly_nine_funded_areas_in_a_fixed_order() -> None:
    assert [row["id"] for row in rows("funded-areas")] == IDS


@pytest.mark.parametrize("name", REQUIRED)
def test_every_row_has_a_source_and_its_required_texts(name: str) -> None:
    for row in rows(name):
        assert all(address.startswith("http") for address in row["source"].split(" | ")), row
        assert all(row[field].strip() for field in REQUIRED[name]), row


def test_every_milestone_names_its_source_and_a_known_lane() -> None:
    for row in rows("milestones"):
        assert row["source_title"].strip(), row["id"]
        assert row["lane"] in LANES, row["id"]
        addresses = row["source"].split(" | ") if row["source"] else []
        assert all(address.startswith("http") for address in addresses), row["id"]


def test_every_date_is_in_the_calendar() -> None:
    for place, field, text in dated_cells():
        assert PartialDate.parse(text).iso == text, (place, field)


@pytest.mark.parametrize("name", ["programmes", "funded-areas", "phases", "milestones"])
def test_nothing_ends_before_it_starts(name: str) -> None:
    end_fields = ("actual_end", "planned_end") if name == "funded-areas" else ("end",)
    for row, field in itertools.product(rows(name), end_fields):
        if row["start"] and row[field]:
            start, end = PartialDate.parse(row["start"]), PartialDate.parse(row[field])
            assert end.last > start.first, row["id"]


def test_ids_are_unique_in_every_table() -> None:
    for name in ("programmes", "funded-areas", "phases", "milestones"):
        ids = [row["id"] for row in rows(name)]
        assert len(ids) == len(set(ids)), name
    topics = [(row["funded_area"], row["topic"]) for row in rows("disagreements")]
    assert len(topics) == len(set(topics))


def test_funded_areas_name_known_programmes_and_stadtteile() -> None:
    programmes = {row["id"] for row in rows("programmes")}
    stadtteile = {f"{number:02}" for number in range(1, 14)}
    for row in rows("funded-areas"):
        assert set(row["programmes"].split(" | ")) <= programmes, row["id"]
        assert set(row["areas"].split(" | ")) <= stadtteile, row["id"]


def test_phases_and_disagreements_belong_to_a_funded_area() -> None:
    assert {row["funded_area"] for row in rows("phases")} == set(IDS)
    assert {row["funded_area"] for row in rows("disagreements")} <= set(IDS)


def test_all_fifty_phases_of_the_collection_are_there_with_their_dates() -> None:
    raw = raw_rows(RAW / "funded-areas" / "phases.csv")
    names = {row["name"]: row["id"] for row in rows("funded-areas")}
    expected = sorted(
        (names[r["area"]], r["start"], r["end"], r["planned_or_actual"], r["source"]) for r in raw
    )
    found = sorted(
        (r["funded_area"], r["start"], r["end"], r["certainty"], r["source"])
        for r in rows("phases")
    )
    assert len(found) == 50
    assert found == expected


def test_figures_of_the_fact_sheets_are_those_of_the_collection() -> None:
    raw = {row["area"]: row for row in raw_rows(RAW / "funded-areas" / "areas.csv")}
    fields = ("start", "planned_end", "actual_end", "hectares", "residents", "dwellings")
    for row in rows("funded-areas"):
        assert [row[f] for f in fields] == [raw[row["name"]][f] for f in fields], row["id"]


def test_all_108_milestones_of_the_collection_are_there_and_only_city_events_are_added() -> None:
    milestones = {row["id"]: row for row in rows("milestones")}
    collected = {key: row for key, row in milestones.items() if row["lane"] != "stadt"}
    assert len(collected) == 108
    raw = raw_rows(RAW.parent / "milestones" / "milestones.csv")
    dates = ("start", "end", "precision", "confidence", "kind")
    for row in raw:
        assert [collected[row["id"]][f] for f in dates] == [row[f] for f in dates], row["id"]


def test_forerunners_name_their_city_in_the_title() -> None:
    for row in rows("milestones"):
        if row["lane"] == "vorlaeufer":
            assert row["title"].startswith(("Berlin: ", "Hamburg: ", "Leipzig: ")), row["id"]


def test_hafen_ost_says_that_its_statute_was_void_from_the_start() -> None:
    row = {row["id"]: row for row in rows("funded-areas")}["hafen-ost"]
    assert row["statute_state"] == "void_from_start"
    assert row["statute_state_date"] == row["actual_end"] == "2024-10-02"
    assert "von Anfang an unwirksam" in row["summary"]
    days = [
        "26. März 2015",
        "21. Februar 2019",
        "4. Januar 2020",
        "24. September 2020",
        "3. Dezember 2020",
        "2. Oktober 2024",
    ]
    places = [row["note"].find(day) for day in days]
    assert -1 not in places
    assert places == sorted(places)


def test_repealed_statutes_have_an_end_and_those_in_force_have_none() -> None:
    for row in rows("funded-areas"):
        assert bool(row["actual_end"]) == (row["statute_state"] != "in_force"), row["id"]


def test_estimated_ends_are_called_estimates() -> None:
    for row in rows("funded-areas"):
        if row["planned_end"] and row["id"] not in ("duburg", "fruerlund-sued"):
            assert "chätz" in row["note"], row["id"]


def test_every_outline_is_a_valid_schematic_polygon_with_note_and_source(
    features: dict[str, dict[str, Any]], outlines: dict[str, BaseGeometry]
) -> None:
    assert list(features) == IDS
    for area, outline in outlines.items():
        properties = features[area]["properties"]
        assert outline.geom_type == "Polygon", area
        assert outline.is_valid, area
        assert 10 <= len(shapely.get_coordinates(outline)) - 1 <= 30, area
        assert properties["quality"] == "schematic"
        assert properties["note"].startswith("Schematischer Umriss"), area
        assert properties["source"].startswith("http"), area


def test_the_note_of_an_outline_tells_the_hectares_that_are_drawn(
    features: dict[str, dict[str, Any]], outlines: dict[str, BaseGeometry]
) -> None:
    for area, outline in outlines.items():
        drawn = f"{in_metres(outline).area / 10_000:.1f}".replace(".", ",")
        assert f"gezeichnet sind {drawn} ha" in features[area]["properties"]["note"], area


def test_drawn_hectares_are_within_15_percent_of_the_published_ones(
    outlines: dict[str, BaseGeometry],
) -> None:
    published = {row["id"]: row["hectares"] for row in rows("funded-areas") if row["hectares"]}
    assert set(published) == {"neustadt", "westliche-altstadt", "hafen-ost"}
    for area, hectares in published.items():
        drawn = in_metres(outlines[area]).area / 10_000
        assert drawn == pytest.approx(float(hectares), rel=0.15), area


def test_outlines_lie_in_the_city_or_within_250_metres_of_its_shore(
    outlines: dict[str, BaseGeometry], city_in_metres: BaseGeometry
) -> None:
    reach = city_in_metres.buffer(250)
    for area, outline in outlines.items():
        assert reach.covers(in_metres(outline)), area


def test_no_two_outlines_overlap(outlines: dict[str, BaseGeometry]) -> None:
    for one, other in itertools.combinations(IDS, 2):
        shared = in_metres(outlines[one]).intersection(in_metres(outlines[other]))
        assert shared.area < 100, (one, other)


def anchors(position: str) -> list[tuple[str, str, Point]]:
    """Return (funded area, place, point in metres) of every anchor with that *position*."""
    with ANCHORS.open(encoding="utf-8", newline="") as file:
        return [
            (row["funded_area"], row["place"], in_metres(Point(*map(float, lonlat(row)))))
            for row in csv.DictReader(file)
            if row["position"] == position
        ]


def lonlat(row: dict[str, str]) -> tuple[str, str]:
    return row["longitude"], row["latitude"]


def test_there_are_at_least_25_anchors_and_each_area_has_some() -> None:
    inside = anchors("inside")
    assert len(inside) >= 25
    assert {area for area, *_ in inside} == set(IDS)


@pytest.mark.parametrize(("area", "place", "point"), anchors("inside"))
def test_a_named_place_lies_in_its_outline(
    outlines: dict[str, BaseGeometry], area: str, place: str, point: Point
) -> None:
    distance = in_metres(outlines[area]).distance(point)
    assert distance < 10, f"{place} liegt {distance:.0f} m außerhalb von {area}"


@pytest.mark.parametrize(("area", "place", "point"), anchors("outside"))
def test_a_place_beyond_the_border_lies_outside_the_outline(
    outlines: dict[str, BaseGeometry], area: str, place: str, point: Point
) -> None:
    assert not in_metres(outlines[area]).contains(point), f"{place} liegt in {area}"
