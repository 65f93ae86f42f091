"""The benchmark of snapshots measures what it says; how long it takes is no test."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import exports, made_up_city
from benchmarks.report import Report
from geodata.model import City
from geodata.package import read_city
from layers.scene import scene
from layers.view import from_query

AREAS = 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_city.write(tmp_path_factory.mktemp("bench") / "city", AREAS)


@pytest.fixture(scope="module")
def city(folder: Path) -> City:
    return read_city(folder)


def test_both_maps_show_the_same_areas_and_figures(city: City) -> None:
    (layer,) = exports.plotly_figure(city).data
    shown = scene(city, from_query("", city)[0])

    assert list(layer.z) == pytest.approx(list(shown.figures), nan_ok=True)
    assert [one["id"] for one in layer.geojson["features"]] == list(layer.locations)
    assert len(layer.locations) == AREAS


def test_the_memory_of_one_snapshot_is_measured(folder: Path, tmp_path: Path) -> None:
    found = exports.peak_mb(folder, tmp_path)

    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")
    assert 10 < found < 5000


def test_a_failed_snapshot_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="geodata export ends with 2, expected 0"):
        exports.peak_mb(tmp_path / "nirgends", tmp_path)


def test_an_answer_beside_snapshots_is_measured(folder: Path, tmp_path: Path) -> None:
    busy, alone = exports.beside_exports(folder, "/", tmp_path / "cache")

    assert busy > 0
    assert alone > 0


def test_the_report_marks_what_misses_the_target() -> None:
    said: list[str] = []
    report = Report(said.append)
    report.drawn("Messstadt", AREAS, exports.Drawn(1.0, 2.0, 600.0))
    report.drawn("Messstadt", AREAS, exports.Drawn(1.0, 4.0, 100.0))
    report.beside((0.004, 0.002))

    assert "2.00 x" in said[0]
    assert "unter dem Ziel" in said[0]
    assert "über dem Ziel" in said[1]
    assert not any("dem Ziel" in line for line in said[2:4])
    assert "2.00 x" in said[4]
    assert "über dem Ziel" in said[4]
