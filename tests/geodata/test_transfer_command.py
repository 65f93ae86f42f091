"""``python -m geodata transfer``: rows, and what it refuses."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from geodata.__main__ import main

FLENSBURG = Path(__file__).parent.parent.parent / "geodata" / "cities" / "flensburg"
Rows = list[dict[str, str]]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Rows, str]:
    status = main(["transfer", *arguments])
    captured = capsys.readouterr()
    return status, list(csv.DictReader(io.StringIO(captured.out))), captured.err


def test_a_city_without_a_reform_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    status, rows, said = run(capsys, "--city", str(FLENSBURG))
    assert (status, rows) == (2, [])
    assert "früheren Zuschnitt" in said


def test_levels_may_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    """From the Stadtteile to the whole city: everything is added up, nothing is estimated."""
    pair = ["--from", "stadtteil", "--level", "stadt", "--indicator", "arbeitslose"]
    status, rows, _ = run(capsys, "--city", str(FLENSBURG), *pair)
    assert status == 0
    assert {row["area"] for row in rows} == {"flensburg"} or len({r["area"] for r in rows}) == 1
    assert {row["unchanged"] for row in rows} == {"1"}
    assert "interpolated" not in {row["status"] for row in rows}


@pytest.mark.parametrize(
    "wrong",
    [("--from", "planet"), ("--level", "planet"), ("--weighting", "money"), ("--means", "maybe")],
)
def test_what_is_not_there_is_refused(
    capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]
) -> None:
    pair = ["--from", "stadtteil", "--level", "stadt", "--indicator", "einwohner"]
    status, rows, said = run(capsys, "--city", str(FLENSBURG), *pair, *wrong)
    assert (status, rows) == (2, [])
    assert wrong[0] in said


def test_berlin_refuses_published_numbers_unless_means_are_wanted(
    berlin_package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    city = ["--city", str(berlin_package), "--indicator", "mss-s1"]
    status, rows, said = run(capsys, *city)
    assert (status, rows) == (2, [])
    assert "ohne Zähler und Nenner" in said
    status, rows, said = run(capsys, *city, "--means", "yes")
    assert status == 0
    hidden = [row for row in rows if row["status"] == "suppressed"]
    assert hidden
    assert all(row["value"] == "" for row in hidden)
    assert "Mittel" in said


def test_the_weights_of_berlin_add_up(
    berlin_package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, rows, _ = run(capsys, "--city", str(berlin_package), "--show", "weights")
    assert status == 0
    sums: dict[str, float] = {}
    for row in rows:
        sums[row["old"]] = sums.get(row["old"], 0.0) + float(row["weight"])
    assert len(sums) == 447
    assert all(total == pytest.approx(1, abs=1e-4) for total in sums.values())


def test_the_errors_of_berlin_are_printed_for_both_weightings(
    berlin_package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for table in ("errors", "shares"):
        status, rows, _ = run(capsys, "--city", str(berlin_package), "--show", table)
        assert status == 0
        assert {row["weighting"] for row in rows} == {"surface", "residents"}
