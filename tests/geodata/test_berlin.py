"""The recipe for Berlin: a sound package, nothing mended in silence, no figure where none is."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from callbacks.settings import ROOT
from geodata.__main__ import main
from geodata.dates import PartialDate
from geodata.model import City, Series
from geodata.package import check_city
from geodata.sources import berlin
from geodata.sources.berlin_areas import NEW, OLD
from geodata.sources.berlin_values import area_rows, read_counts

RAW = Path(os.environ.get("BERLIN_DATA", ROOT.parent / "shared" / "data" / "berlin"))
ENTRIES = [
    {"id": "menschen", "kind": "count", "column": "all"},
    {"id": "anteil", "kind": "share", "column": "some"},
]
PLAN = {
    "population": {"base": "all"},
    "notes": {"nobody": "niemand", "absent": "fehlt", "incomplete": "unvollständig"},
}


def raw_rows(name: str) -> dict[str, dict[str, str]]:
    with (RAW / name).open(encoding="utf-8-sig", newline="") as file:
        return {row.get("id") or row["PLR_ID"]: row for row in csv.DictReader(file)}


def cell(city: City, level: str, indicator: str, year: int, area: str) -> tuple[float, str, str]:
    series = city.series[level, indicator]
    row, column = series.years.index(year), city.level(level).area_ids.index(area)
    note = series.notes.get((year, area), "")
    return float(series.value[row, column]), str(series.status[row, column]), note


def total(series: Series, year: int) -> float:
    return float(series.value[series.years.index(year)].sum())


def test_the_package_has_no_fault_and_two_notes(berlin_package: Path) -> None:
    report = check_city(berlin_package)

    assert report.faults == ()
    assert [note.field for note in report.notes] == ["atlas.levels[3]", "atlas.warnings[1].outcome"]
    assert "2021" in report.notes[0].found


def test_levels_have_their_areas_and_validity(berlin_city: City) -> None:
    counts = {level.id: len(level.areas) for level in berlin_city.levels}

    assert counts == {"stadt": 1, "bezirk": 12, OLD: 447, "prognoseraum": 58,
                      "bezirksregion": 143, NEW: 542}  # fmt: skip
    assert berlin_city.level(OLD).valid_until == PartialDate(2020, 12, 31)
    assert berlin_city.level(NEW).valid_from == PartialDate(2021, 1, 1)
    assert berlin_city.level("bezirk").valid_from is None
    for level in (OLD, NEW):
        km2 = sum(area.km2 for area in berlin_city.level(level).areas)
        assert km2 == pytest.approx(berlin_city.level("stadt").areas[0].km2, rel=1e-3)


def test_every_published_resident_is_counted_once_on_every_level(berlin_city: City) -> None:
    for year in range(2015, 2025):
        rows = raw_rows(f"population/{year}-02-t1-planning-areas.csv")
        published = sum(int(row["inhabitants"]) for row in rows.values())
        levels = ("stadt", "bezirk", OLD) if year < 2021 else ("stadt", "bezirk", "prognoseraum",
                                                              "bezirksregion", NEW)  # fmt: skip
        for level in levels:
            assert total(berlin_city.series[level, "einwohner"], year) == published
        other = OLD if year >= 2021 else NEW
        assert year not in berlin_city.series[other, "einwohner"].years


def test_age_groups_and_groups_of_origin_are_everybody(berlin_city: City) -> None:
    groups = {
        "alter": [one.id for one in berlin_city.indicators if one.theme == "alter"],
        "herkunft": ["auslaender-anteil", "deutsche-mit-migrationshintergrund-anteil",
                     "deutsche-ohne-migrationshintergrund-anteil"],
    }  # fmt: skip
    for names in groups.values():
        for level in (OLD, NEW, "bezirk"):
            series = [berlin_city.series[level, name] for name in names]
            people = np.nansum([one.numerator for one in series], axis=0)
            base = np.nan_to_num(series[0].denominator)
            np.testing.assert_array_equal(people, base)


@pytest.mark.parametrize(
    ("year", "area", "status", "said"),
    [
        (2019, "01011102", "suppressed", "weniger als 300"),
        (2019, "10010203", "missing", "Ausreißer"),
        (2021, "03300515", "suppressed", "weniger als 300"),
        (2021, "03400831", "not_applicable", "niemand"),
        (2021, "10100205", "missing", "Ausreißer"),
    ],
)
def test_an_area_without_valid_figures_says_why_and_never_shows_0_or_9999(
    berlin_city: City, year: int, area: str, status: str, said: str
) -> None:
    level = OLD if year == 2019 else NEW
    for name in ("mss-s1", "mss-s3", "mss-s4", "mss-d1", "mss-k05"):
        value, found, note = cell(berlin_city, level, name, year, area)
        assert np.isnan(value)
        assert (found, said in note) == (status, True)


def test_no_figure_is_the_sign_for_none(berlin_city: City) -> None:
    for series in berlin_city.series.values():
        assert not (series.value == -9999).any()


def test_every_valid_area_has_every_figure_of_the_index(berlin_city: City) -> None:
    for level, year, valid in ((OLD, 2019, 436), (NEW, 2021, 536)):
        for name in ("s1", "s3", "s4", "d1", "d3", "d4"):
            series = berlin_city.series[level, f"mss-{name}"]
            row = series.value[series.years.index(year)]
            assert np.isfinite(row).sum() == valid


def test_columns_under_a_wrong_head_are_doubtful_and_prove_to_be_what_they_are_taken_for(
    berlin_city: City,
) -> None:
    series = berlin_city.series[OLD, "mss-k16"]
    shares = berlin_city.series[OLD, "auslaender-anteil"]
    read, right = series.value[series.years.index(2019)], shares.value[shares.years.index(2018)]
    known = np.isfinite(read)

    np.testing.assert_allclose(read[known], right[known], atol=1e-5)
    assert set(series.status[series.years.index(2019)][known]) == {"doubtful"}
    change = berlin_city.series[OLD, "mss-k06"].value[0]
    before = shares.value[shares.years.index(2016)]
    np.testing.assert_allclose(change[known], (right - before)[known], atol=1e-5)


def test_the_area_formed_in_2019_is_counted_where_it_came_from(berlin_city: City) -> None:
    rows = raw_rows("population/2019-02-t1-planning-areas.csv")
    people = sum(int(rows[area]["inhabitants"]) for area in ("09041301", "09041403"))

    value, status, note = cell(berlin_city, OLD, "einwohner", 2019, "09041301")
    assert (value, status) == (people, "ok")
    assert "09041403" in note
    assert "09041403" not in berlin_city.level(OLD).area_ids


def test_the_moved_outline_lies_in_its_own_district(berlin_city: City) -> None:
    bezirke = {area.id: area for area in berlin_city.level("bezirk").areas}
    for area in berlin_city.level(OLD).areas:
        assert bezirke[area.parent].geometry.contains(area.point), area.id


def test_the_same_files_give_the_same_bytes_and_every_fault_is_told(
    berlin_package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "berlin", "--from", str(RAW), "--to", str(tmp_path)]) == 0

    names = sorted(path.name for path in berlin_package.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    for name in names:
        assert (tmp_path / name).read_bytes() == (berlin_package / name).read_bytes()
    told = capsys.readouterr().err
    for fault in ("nach 447 von 542 Zeilen abgeschnitten", "06010102", "09041403", "S2", "KI_17",
                  "Spaltenköpfe", "MSS 2019: 11 ", "MSS 2021: 6 "):  # fmt: skip
        assert fault in told


def test_a_file_that_was_cut_off_leaves_its_areas_missing_and_no_sum_over_them(
    berlin_package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(RAW, tmp_path / "raw", copy_function=shutil.copy)
    for path in tmp_path.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    name = tmp_path / "raw" / "population" / "2024-02-t1-planning-areas.csv"
    lines = name.read_text(encoding="utf-8").splitlines()
    name.write_text("\n".join(lines[:-2]) + "\n", encoding="utf-8")
    target = tmp_path / "city"

    assert main(["import", "berlin", "--from", str(tmp_path / "raw"), "--to", str(target)]) == 0

    assert "2 Planungsräume ohne Zeile: 12601235, 12601236" in capsys.readouterr().err
    with (target / "values.csv").open(encoding="utf-8") as file:
        found = {row["area"]: row for row in csv.DictReader(file)
                 if row["indicator"] == "einwohner" and row["year"] == "2024"}  # fmt: skip
    empty = {area for area, row in found.items() if row["status"] == "missing"}
    assert empty == {"berlin", "12", "1260", "126012", "12601235", "12601236"}
    assert all(found[area]["value"] == "" for area in empty)


def test_nobody_living_in_an_area_is_no_fault_and_no_share() -> None:
    rows = list(area_rows(ENTRIES, PLAN, ("01", 2021, ""), [{"all": 0.0, "some": 0.0}]))

    assert [(row["status"], row.get("value")) for row in rows] == [
        ("ok", "0"), ("not_applicable", None),
    ]  # fmt: skip


def test_a_sum_over_a_missing_part_is_missing() -> None:
    cells = [{"all": 10.0, "some": 4.0}, {"all": 5.0}]
    rows = list(area_rows(ENTRIES, PLAN, ("01", 2021, ""), cells))

    assert [(row["status"], row["note"]) for row in rows] == [
        ("ok", ""), ("missing", "unvollständig"),
    ]  # fmt: skip


@pytest.mark.parametrize(("areas", "people"), [("ab", 15.0), ("a", None)])
def test_half_of_two_areas_taken_together_is_no_figure(
    tmp_path: Path, areas: str, people: float | None
) -> None:
    rows = {"a": "a,10,4", "b": "b,5,1"}
    text = "\n".join(["id,all,some", *(rows[area] for area in areas), "c,7,7"])
    (tmp_path / "2019.csv").write_text(text, encoding="utf-8")
    plan = {
        "population": {"tables": {"t1": "{year}.csv"}, "base": "all"},
        "faults": {"merged": {"part": "b", "into": "a", "years": [2019]}},
    }
    entries = [entry | {"table": "t1"} for entry in ENTRIES]

    counts = read_counts(tmp_path, plan, entries, 2019)

    assert counts.get("a", {}).get("all") == people
    assert counts["c"] == {"all": 7.0, "some": 7.0}


def test_wrong_folders_are_refused_with_a_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "leer"
    empty.mkdir()
    for source in (tmp_path / "nirgends", empty):
        assert main(["import", "berlin", "--from", str(source), "--to", str(tmp_path / "x")]) == 2
    said = capsys.readouterr().err
    assert "gibt es nicht" in said
    assert f"und {len(berlin.needed_files(empty)) - 5} weitere" in said
    assert not (tmp_path / "x").exists()


@pytest.mark.skipif(not RAW.is_dir(), reason=f"Berliner Dateien fehlen: {RAW} (BERLIN_DATA)")
def test_another_city_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "datapackage.yaml").write_text("name: kiel\n", encoding="utf-8")

    assert main(["import", "berlin", "--from", str(RAW), "--to", str(tmp_path)]) == 2
    assert "enthält etwas anderes" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["datapackage.yaml"]
