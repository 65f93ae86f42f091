"""GeoJSON, TopoJSON and GeoPackage say the same; overlaps and points on hand-drawn squares."""

from __future__ import annotations

import io
import json
from pathlib import Path

import geopandas
import pytest
import topojson

from geodata.package import check_city, read_city
from tests.cities import city_files, collection, feature, square, write_city

AREAS = "areas-viertel.geojson"


@pytest.fixture
def quarters() -> geopandas.GeoDataFrame:
    return geopandas.read_file(io.BytesIO(city_files()[AREAS].encode()))


def renamed(folder: Path, name: str, content: str | bytes | None) -> Path:
    edit = ("datapackage.yaml", f"path: {AREAS}", f"path: {name}")
    return write_city(folder, files={AREAS: None, name: content}, edits=[edit])


def assert_same_quarters(folder: Path, reference: Path) -> None:
    found, expected = read_city(folder).level("viertel"), read_city(reference).level("viertel")
    assert found.area_ids == expected.area_ids
    for one, other in zip(found.areas, expected.areas, strict=True):
        assert one.km2 == pytest.approx(other.km2, rel=1e-4)
        assert one.geometry.symmetric_difference(other.geometry).area < 1e-8


def test_a_topojson_is_read(quarters: geopandas.GeoDataFrame, tmp_path: Path) -> None:
    text = topojson.Topology(quarters, prequantize=100_000).to_json()
    folder = renamed(tmp_path / "topo", "viertel.topojson", text)
    assert_same_quarters(folder, write_city(tmp_path / "plain"))


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:25832"])
def test_a_geopackage_is_read_in_the_crs_that_it_names(
    quarters: geopandas.GeoDataFrame, tmp_path: Path, crs: str
) -> None:
    quarters.to_crs(crs).to_file(tmp_path / "viertel.gpkg", driver="GPKG")
    data = (tmp_path / "viertel.gpkg").read_bytes()
    folder = renamed(tmp_path / "gpkg", "viertel.gpkg", data)
    assert_same_quarters(folder, write_city(tmp_path / "plain"))


@pytest.mark.parametrize("name", ["viertel.gpkg", "viertel.topojson"])
@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 50, b'{"type": "Topology"}'])
def test_a_file_that_is_none_of_these_is_one_fault(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (fault,) = check_city(renamed(tmp_path, name, content)).faults
    assert fault.file == name


def test_heights_are_dropped(tmp_path: Path) -> None:
    ring = [[*corner, 17.5] for corner in square(0, 0)["coordinates"][0]]
    edit = (AREAS, json.dumps(square(0, 0)), json.dumps({"type": "Polygon", "coordinates": [ring]}))
    city = read_city(write_city(tmp_path, edits=[edit]))
    assert not city.level("viertel").areas[0].geometry.has_z


@pytest.mark.parametrize(("shift", "count"), [(1e-7, 0), (1e-5, 1)])
def test_a_sliver_is_no_overlap(tmp_path: Path, shift: float, count: int) -> None:
    moved = json.dumps(square(1, 0)).replace("9.41,", f"{9.41 - shift:.7f},")
    edit = (AREAS, json.dumps(square(1, 0)), moved)
    assert len(check_city(write_city(tmp_path, edits=[edit])).faults) == count


def test_every_pair_of_overlapping_areas_is_told(tmp_path: Path) -> None:
    areas = [
        feature(square(0, 0, 2, 2), id=f"0{number}", name=f"Feld {number}", parent="ks")
        for number in range(1, 5)
    ]
    folder = write_city(tmp_path, files={AREAS: collection(areas)})
    assert len(check_city(folder).faults) == 6


def test_coordinates_that_are_no_numbers_are_a_fault(tmp_path: Path) -> None:
    edit = (AREAS, json.dumps(square(1, 1)), '{"type": "Polygon", "coordinates": [[[NaN, 1]]]}')
    (fault,) = check_city(write_city(tmp_path, edits=[edit])).faults
    assert (fault.row, fault.field) == (4, "geometry")


@pytest.mark.parametrize("line", ["7", "null", "[]", '{"type": "Feature", "properties": 3}'])
def test_a_feature_that_is_none_is_named_by_its_position(tmp_path: Path, line: str) -> None:
    text = city_files()[AREAS].replace("\n]}", f",\n{line}\n]}}")
    faults = check_city(write_city(tmp_path, files={AREAS: text})).faults
    assert {(fault.file, fault.row) for fault in faults} == {(AREAS, 5)}
    assert [fault.field for fault in faults] == ["id", "name", "parent", "geometry"]
