"""``python -m geodata spaces``: rows, options, and what it says on standard error."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from geodata.__main__ import main

FLENSBURG = Path(__file__).parent.parent.parent / "geodata" / "cities" / "flensburg"
Rows = list[dict[str, str]]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Rows, str]:
    status = main(["spaces", *arguments])
    captured = capsys.readouterr()
    return status, list(csv.DictReader(io.StringIO(captured.out))), captured.err


def of_flensburg(capsys: pytest.CaptureFixture[str], *more: str) -> Rows:
    status, rows, _ = run(capsys, "--city", str(FLENSBURG), *more)
    assert status == 0
    return rows


def test_every_area_of_flensburg_has_a_space(capsys: pytest.CaptureFixture[str]) -> None:
    rows = of_flensburg(capsys, "--number", "4", "--least", "0")
    assert len(rows) == 13
    assert {row["space"] for row in rows} == {"1", "2", "3", "4"}
    assert all(0 <= float(row["stays_together"]) <= 1 for row in rows)
    spaces = of_flensburg(capsys, "--number", "4", "--least", "0", "--show", "spaces")
    assert sum(int(row["areas"]) for row in spaces) == 13
    assert all(row["residents_unknown"] == "0" for row in spaces)


def test_both_methods_print_the_same_twice(capsys: pytest.CaptureFixture[str]) -> None:
    for method in ("ward", "tree"):
        first, second = (of_flensburg(capsys, "--method", method) for _ in range(2))
        assert first == second


def test_borders_numbers_and_comparison(capsys: pytest.CaptureFixture[str]) -> None:
    for row in of_flensburg(capsys, "--show", "borders"):
        assert float(row["contrast"]) >= 0
    numbers = of_flensburg(capsys, "--show", "numbers")
    shares = [float(row["explained"]) for row in numbers]
    assert shares == sorted(shares)
    assert sum(row["suggested"] == "1" for row in numbers) == 1
    assert of_flensburg(capsys, "--show", "comparison") == []  # nothing between city and areas


def test_the_notice_names_years_and_what_is_not_possible(
    capsys: pytest.CaptureFixture[str],
) -> None:
    city = ["--city", str(FLENSBURG)]
    _, _, said = run(capsys, *city, "--number", "99", "--year", "1999")
    assert "99 Räume sind nicht möglich" in said
    assert "nicht jeder Indikator hat Werte für 1999" in said


@pytest.mark.parametrize(
    "wrong",
    [("--method", "kmeans"), ("--indicators", "einwohner"), ("--level", "planet")],
)
def test_what_the_city_does_not_have_is_refused(
    capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]
) -> None:
    status, rows, said = run(capsys, "--city", str(FLENSBURG), *wrong)
    assert (status, rows) == (2, [])
    assert wrong[0] in said


def test_berlin_beside_its_official_areas(
    berlin_package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, rows, said = run(capsys, "--city", str(berlin_package), "--show", "comparison")
    assert status == 0
    assert [row["number"] for row in rows] == ["143", "58", "12"]
    assert "6 von 542 Gebieten gehören zu keinem Raum" in said
