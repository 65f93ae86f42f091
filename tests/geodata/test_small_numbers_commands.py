"""``python -m geodata intervals``, ``comparable`` and ``profile`` on cities in full."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path

import pytest

from geodata.__main__ import main
from geodata.model import City
from geodata.package import read_city
from geodata.statistics.area_profile import area_profile
from geodata.statistics.comparable_areas import Wanted, comparable_areas
from tests.cities import KLEINSTADT

FLENSBURG = Path(__file__).parent.parent.parent / "geodata" / "cities" / "flensburg"
Rows = list[dict[str, str]]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Rows, str]:
    status = main(list(arguments))
    captured = capsys.readouterr()
    return status, list(csv.DictReader(io.StringIO(captured.out))), captured.err


def test_intervals_of_every_area_stand_beside_its_value(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("--city", str(FLENSBURG), "--indicator", "sgb-ii-anteil")
    status, rows, said = run(capsys, "intervals", *asked)

    assert (status, len(rows), said) == (0, 13, "")
    for row in rows:
        assert float(row["low"]) < float(row["value"]) < float(row["high"])
        assert 1 <= int(row["rank_low"]) <= int(row["rank_high"]) <= 13
    assert {row["distinguishable"] for row in rows} == {"yes", "no"}


def test_a_count_has_no_interval_and_a_hidden_figure_no_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    city = ("--city", str(FLENSBURG), "--indicator")
    status, rows, said = run(capsys, "intervals", *city, "kuendigungen-mietrueckstand")

    assert status == 0
    assert "weder Anteil noch Rate" in said
    hidden = [row for row in rows if row["status"] == "suppressed"]
    assert hidden
    for row in hidden:
        assert not any(row[key] for key in ("value", "low", "rank_low", "distinguishable"))


def test_a_share_of_a_total_of_the_city_is_not_held_against_the_city(
    capsys: pytest.CaptureFixture[str],
) -> None:
    city = ("--city", str(FLENSBURG), "--indicator", "einwohner-anteil-stadt")
    _, rows, said = run(capsys, "intervals", *city)

    assert {row["distinguishable"] for row in rows} == {""}
    assert "100 %" in said


def test_comparable_areas_are_explained_indicator_by_indicator(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("--city", str(FLENSBURG), "--area", "02", "--tolerance", "1.5")
    status, rows, _ = run(capsys, "comparable", *asked)

    assert status == 0
    areas = list(dict.fromkeys(row["area"] for row in rows))
    assert 0 < len(areas) <= 3
    assert len(rows) == 3 * len(areas)  # the index of the city has three indicators
    assert all(abs(float(row["difference_sd"])) <= 1.5 for row in rows)
    for row in rows:
        gap = float(row["value"]) - float(row["own"])
        assert math.isclose(float(row["difference"]), gap, abs_tol=2e-6)
    distances = [float(row["distance"]) for row in rows]
    assert distances == sorted(distances)


def test_no_comparable_area_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--city", str(FLENSBURG), "--area", "02", "--tolerance", "0")
    status, rows, said = run(capsys, "comparable", *asked)

    assert (status, rows) == (0, [])
    assert "kein Gebiet" in said


def test_a_profile_says_what_is_clear_and_what_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = []
    for area in ("02", "11", "13"):
        status, found, _ = run(capsys, "profile", "--city", str(FLENSBURG), "--area", area)
        assert status == 0
        rows += found
    assert {row["merit"] for row in rows} >= {"better", "worse", "alike", ""}
    for row in rows:
        clear = row["against_city"]
        assert row["merit"] in ("", "alike") or clear in ("above", "below")
        if clear == "above":
            assert float(row["value"]) > float(row["city"])


@pytest.mark.parametrize("command", ["comparable", "profile"])
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--area", "99"), "das Gebiet „99“"),
        ((), "das Gebiet „“"),
        (("--area", "02", "--indicators", "einwohner"), "den Indikator „einwohner“"),
        (("--area", "02", "--tolerance", "-1"), "-1"),
        (("--area", "02", "--tolerance", "nan"), "nan"),
    ],
)
def test_wrong_questions_end_with_2(
    capsys: pytest.CaptureFixture[str], command: str, options: tuple[str, ...], said: str
) -> None:
    status, rows, told = run(capsys, command, "--city", str(FLENSBURG), *options)

    assert (status, rows) == (2, [])
    assert said in told


@pytest.mark.parametrize("command", ["intervals", "comparable", "profile"])
def test_a_small_city_with_gaps_is_no_fault(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    some = read_city(KLEINSTADT).level("viertel").area_ids[0]
    area = () if command == "intervals" else ("--area", some)
    asked = ("--city", str(KLEINSTADT), "--level", "viertel", *area)

    assert run(capsys, command, *asked)[0] == 0


def test_peers_together_have_their_counts_added_up(flensburg: City) -> None:
    series = flensburg.series["stadtteil", "sgb-ii-anteil"]
    found = {one.indicator.id: one for one in area_profile(flensburg, "stadtteil", 0, 2022, (1, 2))}

    one = found["sgb-ii-anteil"]
    row = series.years.index(one.year)
    share = series.numerator[row, [1, 2]].sum() / series.denominator[row, [1, 2]].sum()
    assert one.peers == pytest.approx(100 * share)
    assert one.peers_known == 2


def test_every_area_of_berlin_is_compared_in_good_time(berlin_city: City) -> None:
    level = max(berlin_city.levels, key=lambda one: len(one.areas))
    wanted = Wanted(2021, tolerance=0.5)
    some = range(0, len(level.areas), 50)

    found = [comparable_areas(berlin_city, level.id, place, wanted) for place in some]

    assert any(one.found.places for one in found)
    for one in found:
        assert one.found.own not in one.found.places
        assert all(one.found.complete[place] for place in one.found.places)
