"""``python -m geodata index``: Berlin's published classes to the last area, and small cities."""

from __future__ import annotations

import csv
import io
import math
import statistics
from pathlib import Path

import pytest

from geodata.__main__ import main
from geodata.sources import berlin
from geodata.sources.berlin_areas import NEW, OLD
from geodata.statistics.index_sensitivity import Varied, sensitivity
from geodata.statistics.social_index import social_index
from tests.cities import write_city
from tests.geodata.test_berlin import RAW, raw_rows

FLENSBURG = Path(__file__).parent.parent.parent / "geodata" / "cities" / "flensburg"
CLASSES = {
    2019: "mss/mss-2019-00-1-planning-areas.csv",
    2021: "mss/mss-2021-00-1-planning-areas.csv",
}
VALID = {2019: 436, 2021: 536}
Rows = list[dict[str, str]]
INDEX = """\
  indices:
    - id: lage
      name: Lage
      areas: {residents: einwohner, at_least: 100}
      status:
        indicators: [{id: kinder, weight: 1, direction: worse}]
        limits: [-1, 1, 1.5]
        classes: [hoch, mittel, niedrig, sehr niedrig]
      dynamics:
        change: difference
        years: 1
        indicators: [{id: kinder, weight: 1, direction: worse}]
        limits: [-1, 1]
        classes: [positiv, stabil, negativ]
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Rows, str]:
    status = main(["index", *arguments])
    captured = capsys.readouterr()
    return status, list(csv.DictReader(io.StringIO(captured.out))), captured.err


@pytest.mark.parametrize("year", CLASSES)
def test_every_valid_area_of_berlin_has_the_published_class(
    berlin_package: Path, capsys: pytest.CaptureFixture[str], year: int
) -> None:
    place = ["--city", str(berlin_package), "--index", "mss", "--year", str(year)]
    status, rows, said = run(capsys, *place, "--format", "csv")
    published = {
        area: (row["status_index"], row["dynamic_index"])
        for area, row in raw_rows(CLASSES[year]).items()
        if row["status_index"] in ("1", "2", "3", "4")
    }
    found = {row["area"]: (row["status_class"], row["dynamics_class"]) for row in rows}

    assert (status, len(rows)) == (0, len(raw_rows(CLASSES[year])))
    assert len(published) == VALID[year]
    assert {area: pair for area, pair in found.items() if pair != ("", "")} == published
    assert f"{VALID[year]} von {len(rows)} Gebieten" in said
    assert {row["status_state"] for row in rows if not row["status_class"]} == (
        {"suppressed", "missing"} if year == 2019 else {"suppressed", "missing", "not_applicable"}
    )


def test_the_combined_class_is_the_published_one(
    berlin_package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--city", str(berlin_package), "--index", "mss", "--year", "2021"]
    _, rows, _ = run(capsys, *place)
    published = {area: row["SDI"] for area, row in raw_rows("mss/raw_indizes.csv").items()
                 if row["KOM"] == "gültig"}  # fmt: skip

    assert {
        row["area"]: row["combined_class"] for row in rows if row["combined_class"]
    } == published


def test_no_published_class_is_read_or_kept(berlin_package: Path) -> None:
    needed = {path.relative_to(RAW).as_posix() for path in berlin.needed_files(RAW)}
    holders = {*CLASSES.values(), "mss/raw_indizes.csv", "mss/mss_2021.csv"}

    assert needed & holders == set()
    names = (berlin_package / "indicators.csv").read_text(encoding="utf-8")
    assert "klasse" not in names.lower()


def test_only_the_divisor_n_gives_the_classes_of_2019(berlin_city) -> None:  # type: ignore[no-untyped-def]
    index = berlin_city.index("mss")
    changed = {}
    for level, year in ((OLD, 2019), (NEW, 2021)):
        result = social_index(berlin_city, index, level, year)
        for one in sensitivity(berlin_city, result):
            if one.variant.varied is Varied.STANDARDISATION and one.variant.to == "sample":
                changed[year, one.part] = one.changed

    assert changed == {(2019, "status"): 1, (2019, "dynamics"): 0,
                       (2021, "status"): 0, (2021, "dynamics"): 0}  # fmt: skip


def kleinstadt(folder: Path, index: str = INDEX) -> Path:
    """Write Kleinstadt with an index, and with children in three of its four areas."""
    known = "01,kinder,2022,40,,,ok,\n"
    more = "02,kinder,2022,20,,,ok,\n03,kinder,2022,31,,,ok,\n04,kinder,2022,,,,suppressed,\n"
    edits = [
        ("datapackage.yaml", "  residents: einwohner\n", f"  residents: einwohner\n{index}"),
        ("values.csv", known, known + more),
    ]
    return write_city(folder, edits=edits)


def test_a_city_of_four_areas_is_computed_with_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    city = kleinstadt(tmp_path)
    status, rows, said = run(capsys, "--city", str(city), "--index", "lage", "--year", "2022")

    assert (status, [row["area"] for row in rows]) == (0, ["01", "02", "03", "04"])
    assert "nicht verlässlich" in said
    assert main(["check", str(city)]) == 0
    assert "hat 4 Gebiete" in capsys.readouterr().out


OTHER_RULE = """\
  indices:
    - id: lage
      name: Lage nach anderer Regel
      standardisation: sample
      scale: mean
      rounding: {z: 2}
      status:
        indicators:
          - {id: kinder, weight: 3, direction: worse}
          - {id: einwohner, weight: 1, direction: better}
        limits: [-0.5, 0.5]
        classes: [günstig, durchschnittlich, ungünstig]
"""


def test_another_rule_is_declared_and_agrees_with_a_computation_by_other_means(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = kleinstadt(tmp_path, OTHER_RULE)
    _, rows, _ = run(capsys, "--city", str(folder), "--index", "lage", "--year", "2022")
    pairs = read_pairs(folder)
    z = {}
    for name, sign in (("kinder", 1), ("einwohner", -1)):
        row = [pair[name] for pair in pairs.values()]
        middle, spread = statistics.fmean(row), statistics.stdev(row)
        z[name] = [sign * round((figure - middle) / spread, 2) for figure in row]
    found = {row["area"]: float(row["status_index"]) for row in rows if row["status_index"]}

    assert list(found) == list(pairs) == ["01", "02", "03"]
    for area, child, people in zip(pairs, z["kinder"], z["einwohner"], strict=True):
        assert found[area] == pytest.approx((3 * child + people) / 4, abs=1e-6)
    for row in rows:
        index = found.get(row["area"], math.nan)
        expected = "" if math.isnan(index) else str(1 + (index >= -0.5) + (index > 0.5))
        assert (row["status_class"], row["dynamics_class"]) == (expected, "")


def read_pairs(folder: Path) -> dict[str, dict[str, float]]:
    """Return the areas of Kleinstadt that have both counts of 2022."""
    found: dict[str, dict[str, float]] = {}
    with (folder / "values.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["year"] == "2022" and row["value"] and row["area"] != "ks":
                found.setdefault(row["area"], {})[row["indicator"]] = float(row["value"])
    return {area: one for area, one in sorted(found.items()) if {"kinder", "einwohner"} <= set(one)}


def test_an_area_without_an_input_says_why_and_has_empty_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    city = kleinstadt(tmp_path)
    _, rows, _ = run(capsys, "--city", str(city), "--index", "lage", "--year", "2022")

    for row in rows:
        shown = [row["status_index"], row["status_class"], row["z_kinder"]]
        assert all(shown) is (row["status_state"] in ("ok", "doubtful", "interpolated"))
        assert any(shown) is all(shown)
    assert [row["status_state"] for row in rows] == ["ok", "ok", "ok", "suppressed"]


def test_composition_and_sensitivity_are_tables_too(capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--city", str(FLENSBURG), "--index", "soziale-lage", "--year", "2022"]
    _, parts, _ = run(capsys, *place, "--show", "composition")
    _, other, _ = run(capsys, *place, "--show", "sensitivity")
    _, rows, _ = run(capsys, *place)
    index = {row["area"]: float(row["status_index"]) for row in rows}

    for area, value in index.items():
        mine = [one for one in parts if (one["area"], one["part"]) == (area, "status")]
        assert len(mine) == 3
        assert sum(float(one["contribution"]) for one in mine) == pytest.approx(value, abs=1e-5)
    assert {one["varied"] for one in other} == {str(varied) for varied in Varied}
    assert all(int(one["changed"]) == len(one["areas"].split()) for one in other)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--index", "mss", "gibt es in „flensburg“ nicht; erwartet: soziale-lage"),
        ("--year", "2017", "erwartet: 2018, 2019, 2020, 2021, 2022"),
        ("--level", "stadt", "gehört nicht zum Index; erwartet: stadtteil"),
        ("--format", "xlsx", "unbekanntes Format „xlsx“; erwartet: csv"),
        ("--out", "/nirgends/x.csv", "gibt es nicht"),
        ("--city", "/nirgends", "ist kein Ordner"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_possible(
    capsys: pytest.CaptureFixture[str], option: str, value: str, said: str
) -> None:
    asked = {"--city": str(FLENSBURG), "--index": "soziale-lage", "--year": "2022"} | {
        option: value
    }
    status, rows, error = run(capsys, *(word for pair in asked.items() for word in pair))

    assert (status, rows) == (2, [])
    assert said in error


def test_a_file_is_written_whole_and_nothing_else_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "lage.csv"
    place = ["--city", str(FLENSBURG), "--index", "soziale-lage", "--year", "2022"]
    status, rows, _ = run(capsys, *place, "--out", str(out))
    again = run(capsys, *place)[1]

    assert (status, rows) == (0, [])
    assert list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))) == again
