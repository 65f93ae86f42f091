"""The recipe for Flensburg: same bytes, sound borders, the city's totals, every known fault."""

from __future__ import annotations

import csv
import json
import os
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely

from geodata.model import City, Kind, Status
from geodata.sources import flensburg, flensburg_geometry
from geodata.sources.flensburg_tables import Cell, mark

ROOT = Path(__file__).parents[2]
CITY = ROOT / "geodata" / "cities" / "flensburg"
RAW = Path(os.environ.get("FLENSBURG_DATA", ROOT.parent / "shared" / "data" / "flensburg"))
DISTRICTS = [f"{number:02d}" for number in range(1, 14)]
needs_raw = pytest.mark.skipif(
    not RAW.is_dir(), reason=f"Rohdaten fehlen: {RAW} (FLENSBURG_DATA zeigt auf den Ordner)"
)
Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (CITY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def indicators() -> dict[str, Row]:
    return {row["id"]: row for row in read("indicators.csv")}


@pytest.fixture(scope="module")
def values() -> dict[tuple[str, str, int], Row]:
    return {(row["indicator"], row["area"], int(row["year"])): row for row in read("values.csv")}


def outlines(name: str) -> dict[str, shapely.Geometry]:
    features = json.loads((CITY / name).read_text(encoding="utf-8"))["features"]
    return {
        feature["properties"]["id"]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in features
    }


@needs_raw
def test_the_recipe_writes_the_committed_files_byte_by_byte(tmp_path: Path) -> None:
    flensburg.build(RAW, tmp_path)
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == [
        "areas-stadt.geojson",
        "areas-stadtteil.geojson",
        "indicators.csv",
        "sources.csv",
        "values.csv",
    ]
    for name in written:
        assert (tmp_path / name).read_bytes() == (CITY / name).read_bytes(), name


@needs_raw
def test_generalised_borders_stay_within_15_metres_and_2000_points() -> None:
    before = flensburg_geometry.read_topojson(RAW / "stadtteile.topojson")
    after = flensburg_geometry.generalise(before)
    assert [shape.geometry.is_valid for shape in before].count(False) == 2
    assert flensburg_geometry.largest_deviation(before, after) <= 15
    assert sum(shapely.get_num_coordinates(shape.geometry) for shape in after) <= 2000


@needs_raw
def test_rounding_that_breaks_the_borders_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flensburg_geometry, "DECIMALS", 3)
    before = flensburg_geometry.read_topojson(RAW / "stadtteile.topojson")
    with pytest.raises(ValueError, match="rounding broke the coverage; raise DECIMALS"):
        flensburg_geometry.generalise(before)


def test_the_13_stadtteile_cover_the_city_without_gap_or_overlap() -> None:
    parts, whole = outlines("areas-stadtteil.geojson"), outlines("areas-stadt.geojson")
    shapes = np.array(list(parts.values()))
    assert sorted(parts) == DISTRICTS
    assert list(whole) == ["fl"]
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.coverage_union_all(shapes).equals(whole["fl"])
    assert not whole["fl"].interiors


def test_exterior_rings_run_counter_clockwise() -> None:
    for name in ("areas-stadt.geojson", "areas-stadtteil.geojson"):
        assert all(shape.exterior.is_ccw for shape in outlines(name).values())


def test_the_catalogue_has_at_least_50_indicators_in_7_themes(flensburg: City) -> None:
    assert len(flensburg.indicators) >= 50
    assert len({indicator.theme for indicator in flensburg.indicators}) >= 7
    assert {theme.id for theme in flensburg.themes} == {x.theme for x in flensburg.indicators}


def test_every_indicator_id_is_there_once() -> None:
    assert max(Counter(row["id"] for row in read("indicators.csv")).values()) == 1


def test_every_sentence_has_one_place_for_the_value_and_ends(indicators: dict[str, Row]) -> None:
    for row in indicators.values():
        assert re.findall(r"\{(\w*)\}", row["sentence"]) == ["value"], row["id"]
        assert row["sentence"].endswith("."), row["id"]
        assert row["definition"].endswith("."), row["id"]
        assert len(row["short_name"]) <= 32, row["id"]


def test_a_related_indicator_is_never_a_count(indicators: dict[str, Row]) -> None:
    related = {row["related"] for row in indicators.values()} - {""}
    assert related
    assert "count" not in {indicators[name]["kind"] for name in related}


def test_age_origin_and_births_are_neither_better_nor_worse(indicators: dict[str, Row]) -> None:
    themes = ("bevoelkerung", "alter", "herkunft", "familien")
    directions = {row["direction"] for row in indicators.values() if row["theme"] in themes}
    assert directions == {"neutral"}


def test_shares_and_rates_are_factor_times_numerator_by_denominator(flensburg: City) -> None:
    for (_, name), series in flensburg.series.items():
        indicator = flensburg.indicator(name)
        if indicator.kind in (Kind.SHARE, Kind.RATE):
            expected = indicator.factor * series.numerator / series.denominator
            np.testing.assert_allclose(series.value, expected, rtol=1e-12)
        if indicator.kind is Kind.SHARE:
            known = series.value[~np.isnan(series.value)]
            assert ((known >= 0) & (known <= 100)).all()


@pytest.mark.parametrize(("year", "parts", "city"), [(2011, 89448, 89513), (2021, 97877, 97882)])
def test_residents_add_up_to_the_published_totals(
    values: dict[tuple[str, str, int], Row], year: int, parts: int, city: int
) -> None:
    found = [float(values["einwohner", area, year]["value"]) for area in DISTRICTS]
    assert sum(found) == parts
    assert float(values["einwohner", "fl", year]["value"]) == city


PUBLISHED = [
    ("kinder-unter-18", 2021, 14947),
    ("migrationshintergrund", 2021, 29129),
    ("arbeitslose", 2021, 4440),
    ("beschaeftigte", 2021, 34535),
    ("leistungen-sgb", 2021, 11579),
    ("raeumungsklagen", 2021, 85),
    ("hilfen-zur-erziehung", 2019, 600),
]


@pytest.mark.parametrize(("name", "year", "total"), PUBLISHED)
def test_the_city_has_the_total_that_the_sozialatlas_prints(
    values: dict[tuple[str, str, int], Row], name: str, year: int, total: int
) -> None:
    assert float(values[name, "fl", year]["value"]) == total


KNOWN_FAULTS = [
    ("geburten", DISTRICTS, [2011], "alphabetischer Reihenfolge"),
    ("geburtenquote", DISTRICTS, [2011], "alphabetischer Reihenfolge"),
    ("geburten-je-1000", DISTRICTS, [2011], "alphabetischer Reihenfolge"),
    ("grundsicherung-maenner", DISTRICTS, [2021], "um eine Zeile verschoben"),
    ("grundsicherung-frauen", DISTRICTS, [2021], "um eine Zeile verschoben"),
    ("grundsicherung-frauen-anteil", DISTRICTS, [2021], "um eine Zeile verschoben"),
    ("wohngeld", ["03"], [2018], "wiederholt die der Neustadt"),
    ("wohngeld-anteil", ["03"], [2018], "wiederholt die der Neustadt"),
    ("wohngeld", ["08", "fl"], [2012], "415"),
    ("wohngeld-anteil", ["08", "fl"], [2012], "415"),
    ("wohngeld", ["03"], [2020], "4,9 %"),
    ("wohngeld", ["01"], [2021], "115"),
    ("wohngeld", ["fl"], [2021], "nicht erklärt"),
    ("arbeitslose-anteil-stadt", ["13"], [2022], "3,1 %"),
    ("arbeitslose-unter-25-prozent", ["13"], [2022], "0,0 %"),
    ("kinder-unter-18-anteil", ["01", "05", "11"], [2018, 2019, 2020], "Altersgruppen"),
    ("menschen-18-bis-64-anteil", ["04"], [2018, 2019], "Altersgruppen"),
    ("menschen-ab-65-anteil", ["11"], [2017, 2018, 2019, 2020], "Altersgruppen"),
    ("sgb-ii", ["fl"], [2022], "69"),
    ("sgb-ii-anteil", ["fl"], [2022], "69"),
    ("sgb-ii-erwerbsfaehige", ["fl"], [2022], "69"),
    ("leistungen-sgb", ["fl"], [2022], "64"),
    ("altenquotient", ["01"], [2012], "Altersgruppen"),
]


@pytest.mark.parametrize(("name", "areas", "years", "reason"), KNOWN_FAULTS)
def test_a_known_fault_is_doubtful_and_says_why(
    values: dict[tuple[str, str, int], Row],
    name: str,
    areas: list[str],
    years: list[int],
    reason: str,
) -> None:
    for area in areas:
        for year in years:
            row = values[name, area, year]
            assert row["status"] == "doubtful"
            assert reason in row["note"]
            assert row["value"] or row["numerator"]


def test_nothing_else_is_doubtful(values: dict[tuple[str, str, int], Row]) -> None:
    found = {key for key, row in values.items() if row["status"] == "doubtful"}
    listed = {
        (name, area, year)
        for name, areas, years, _ in KNOWN_FAULTS
        for area in areas
        for year in years
    }
    names = {name for name, _, _ in found - listed}
    assert names <= {
        "hilfe-zum-lebensunterhalt-anteil",  # of the city, shares of a doubtful total
        "kinder-unter-18-anteil",
        "leistungen-sgb-iii-anteil",
        "menschen-18-bis-64-anteil",
        "menschen-ab-65-anteil",
        "sgb-ii-erwerbsfaehige-anteil",
        "wohngeld-anteil",
    }


def test_a_shifted_row_does_not_touch_the_sum_of_the_city(
    values: dict[tuple[str, str, int], Row],
) -> None:
    for name, year in (("geburten", 2011), ("grundsicherung-frauen", 2021)):
        assert values[name, "fl", year]["status"] == "ok"


def test_a_hidden_count_has_no_figure_and_a_city_total_does_not_reveal_it(
    values: dict[tuple[str, str, int], Row],
) -> None:
    hidden = [key for key, row in values.items() if row["status"] == "suppressed"]
    assert len(hidden) > 90
    assert {values[key][field] for key in hidden for field in ("value", "numerator")} == {""}
    for (name, year), count in Counter((name, year) for name, _, year in hidden).items():
        total = values[name, "fl", year]
        blank = sum(
            not (values[name, area, year]["value"] or values[name, area, year]["numerator"])
            for area in DISTRICTS
        )
        assert total["status"] == "missing" or blank > 1, (name, year, count)


def test_an_empty_cell_that_is_not_small_is_missing_instead_of_hidden(
    values: dict[tuple[str, str, int], Row],
) -> None:
    for area in ("06", "11"):
        row = values["raeumungsklagen", area, 2019]
        assert (row["status"], row["value"]) == ("missing", "")
        assert "über 3" in row["note"]


def test_a_figure_without_a_city_total_is_missing_there_and_says_so(
    values: dict[tuple[str, str, int], Row],
) -> None:
    row = values["geburtenquote", "fl", 2022]
    assert row["status"] == "missing"
    assert "Für die Gesamtstadt nicht veröffentlicht" in row["note"]


def test_a_fault_that_leaves_no_figure_takes_it_away() -> None:
    fault = {"status": "missing", "note": "Grund."}
    assert mark(Cell(5.0, notes=("Alt.",)), fault) == Cell(None, "missing", ("Grund.",))


def test_every_source_has_licence_and_says_what_was_changed() -> None:
    for row in read("sources.csv"):
        assert row["licence"] == "CC0 1.0"
        assert row["licence_url"].startswith("https://creativecommons.org/publicdomain/zero/1.0/")
        assert row["changes"]


def test_the_start_view_shows_a_complete_and_sound_map(flensburg: City) -> None:
    series = flensburg.series[flensburg.start.level, flensburg.start.indicator]
    row = series.status[series.years.index(flensburg.start.year)]
    assert set(row) == {Status.OK}
