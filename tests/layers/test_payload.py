"""What browsers load says what the package says, and never a number that is to stay secret."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from geodata.errors import GeodataError
from geodata.model import EMPTY_STATES, City, Series, Status
from geodata.package import read_city
from geodata.statistics.aggregate import city_figures, middles
from layers.colours import diverging, sequential
from layers.payload import catalogue, figures, funded_outlines, geometry
from layers.texts import texts
from tests.cities import write_city

CANARY = 987654
TEXTS = texts("de")
Array = NDArray[np.float64]


def decoded(rings: list[list[int]], grid: int) -> list[list[tuple[float, float]]]:
    """Return rings of (longitude, latitude) from whole-number steps."""
    return [
        [
            (x / grid, y / grid)
            for x, y in zip(accumulate(ring[::2]), accumulate(ring[1::2]), strict=True)
        ]
        for ring in rings
    ]


def all_rings(shape: Any) -> list[Any]:
    polygons = shapely.get_parts(shape)
    return [ring for one in polygons for ring in (one.exterior, *one.interiors)]


def numbers(row: list[float | None]) -> Array:
    return np.array([math.nan if x is None else x for x in row], dtype=float)


def unpacked(document: dict[str, Any], indicator: str, factor: float) -> tuple[Array, ...]:
    """Return value, numerator and denominator as the browser has them, in one row."""
    packed = document["indicators"][indicator]
    assert "v" in packed or {"n", "d"} <= set(packed), f"{indicator} has nothing to show"
    absent = np.array(math.nan)
    part, whole = (
        numbers(document["pool"][packed[key]]) if key in packed else absent for key in "nd"
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        value = numbers(document["pool"][packed["v"]]) if "v" in packed else factor * part / whole
    return value, part, whole


@pytest.mark.parametrize("level", ["stadt", "stadtteil"])
def test_outlines_travel_within_a_hundred_thousandth_of_a_degree(
    flensburg: City, level: str
) -> None:
    packed = geometry(flensburg.level(level))

    for area, rings in zip(flensburg.level(level).areas, packed["rings"], strict=True):
        true = all_rings(area.geometry)
        sent = decoded(rings, packed["grid"])
        assert len(sent) == len(true)
        for ring, corners in zip(true, sent, strict=True):
            assert shapely.hausdorff_distance(ring, shapely.LinearRing(corners)) <= 1e-5
    json.dumps(packed, allow_nan=False)


def test_outlines_of_funded_areas_travel_too(flensburg: City) -> None:
    packed = funded_outlines(flensburg)
    drawn = [area for area in flensburg.funded_areas if area.outline is not None]

    assert packed["ids"] == [area.id for area in drawn]
    for area, rings in zip(drawn, packed["rings"], strict=True):
        sent = decoded(rings, packed["grid"])
        for ring, corners in zip(all_rings(area.outline), sent, strict=True):
            assert shapely.hausdorff_distance(ring, shapely.LinearRing(corners)) <= 1e-5


def test_points_for_names_lie_inside_their_area(flensburg: City) -> None:
    for level in flensburg.levels:
        for area, point in zip(level.areas, geometry(level)["points"], strict=True):
            assert area.geometry.contains(shapely.Point(point)), area.name


def test_neighbours_are_mutual_and_everybody_in_flensburg_has_one(flensburg: City) -> None:
    rows = geometry(flensburg.level("stadtteil"))["neighbours"]

    for index, row in enumerate(rows):
        assert row == sorted(set(row) - {index})
        assert row
        assert all(index in rows[other] for other in row)


def test_areas_that_meet_in_a_corner_only_are_no_neighbours(flensburg: City) -> None:
    fields = [shapely.box(x, y, x + 1, y + 1) for y in (0, 1) for x in (0, 1)]
    level = flensburg.level("stadtteil")
    grid = replace(
        level,
        areas=tuple(
            replace(area, geometry=field) for area, field in zip(level.areas, fields, strict=False)
        ),
    )

    assert geometry(grid)["neighbours"] == [[1, 2], [0, 3], [0, 3], [1, 2]]


def test_figures_travel_exactly_with_status_and_note(flensburg: City) -> None:
    for level in flensburg.levels:
        document = json.loads(json.dumps(figures(flensburg, level), allow_nan=False))
        for indicator in flensburg.indicators:
            series = flensburg.series.get((level.id, indicator.id))
            assert (indicator.id in document["indicators"]) == (series is not None)
            if series is None:
                continue
            packed = document["indicators"][indicator.id]
            value, part, whole = unpacked(document, indicator.id, indicator.factor)
            np.testing.assert_array_equal(value, series.value.ravel(), indicator.id)
            if "d" in packed:
                np.testing.assert_array_equal(part, series.numerator.ravel())
                np.testing.assert_array_equal(whole, series.denominator.ravel())
            assert packed["years"] == list(series.years)
            assert statuses(packed, series) == series.status.ravel().tolist()
            assert packed["notes"] == {f"{y}/{a}": note for (y, a), note in series.notes.items()}


def statuses(packed: dict[str, Any], series: Series) -> list[str]:
    found = [str(Status.OK)] * series.status.size
    for cell, code in packed["status"]:
        found[cell] = str(list(Status)[code])
    return found


def test_figures_of_the_city_travel_with_what_they_rest_on(flensburg: City) -> None:
    for level in flensburg.levels:
        document = figures(flensburg, level)
        for name, packed in document["indicators"].items():
            totals, basis = city_figures(flensburg, level.id, flensburg.indicator(name))
            comparisons, _ = middles(flensburg, level.id, flensburg.indicator(name))
            np.testing.assert_array_equal(numbers(packed["city"]), totals)
            np.testing.assert_array_equal(numbers(packed["middle"]), comparisons)
            assert packed["basis"] == [word[0] for word in basis]


def test_what_several_indicators_share_travels_once(flensburg: City) -> None:
    pool = figures(flensburg, flensburg.level("stadtteil"))["pool"]

    assert len({json.dumps(row) for row in pool}) == len(pool)


def test_the_catalogue_holds_every_indicator_level_programme_and_funded_area(
    flensburg: City,
) -> None:
    book = json.loads(json.dumps(catalogue(flensburg, TEXTS), allow_nan=False))

    assert [one["id"] for one in book["indicators"]] == [x.id for x in flensburg.indicators]
    assert [one["id"] for one in book["programmes"]] == [x.id for x in flensburg.programmes]
    assert [one["id"] for one in book["funded_areas"]] == [x.id for x in flensburg.funded_areas]
    for packed, level in zip(book["levels"], flensburg.levels, strict=True):
        assert [row[0] for row in packed["areas"]] == list(level.area_ids)
        assert set(packed["years"]) == {name for of, name in flensburg.series if of == level.id}
    assert {one["source"] for one in book["indicators"]} <= set(book["sources"])
    assert [len(row) for row in book["sequential"]] == [*range(1, 8)]
    assert book["diverging"] == [list(diverging(number)) for number in range(1, 8)]
    assert book["sequential"] == [list(sequential(number)) for number in range(1, 8)]


@pytest.mark.parametrize("status", EMPTY_STATES)
@pytest.mark.parametrize("part", ["value", "numerator"])
def test_a_series_cannot_hold_a_figure_where_there_is_none(
    flensburg: City, status: Status, part: str
) -> None:
    series = flensburg.series["stadtteil", "sgb-ii-anteil"]
    states = np.full_like(series.status, str(status))
    nothing = np.full_like(series.value, math.nan)
    blank = replace(series, value=nothing, numerator=nothing, status=states)
    planted = nothing.copy()
    planted[0, 3] = CANARY

    with pytest.raises(ValueError, match="empty cell"):
        replace(blank, **{part: planted})


def test_a_number_that_is_to_stay_secret_never_gets_beyond_the_reader(tmp_path: Path) -> None:
    for column in ("{},,", ",{},"):
        cells = f"04,anteil-kinder,2022,{column.format(CANARY)},withheld,"
        edits = [("values.csv", "04,anteil-kinder,2022,,,,withheld,", cells)]
        with pytest.raises(GeodataError):
            read_city(write_city(tmp_path / column.strip("{}"), edits=edits))


def test_empty_cells_are_empty_in_all_that_leaves_the_server(flensburg: City) -> None:
    """A count of 0 cases that the source hides must not come out as a share of 0."""
    hidden = 0
    for level in flensburg.levels:
        document = figures(flensburg, level)
        for name in document["indicators"]:
            series = flensburg.series[level.id, name]
            empty = np.isin(series.status, [str(state) for state in EMPTY_STATES]).ravel()
            value, part, _ = unpacked(document, name, flensburg.indicator(name).factor)
            assert np.isnan(value[empty]).all()
            assert np.isnan(np.broadcast_to(part, value.shape)[empty]).all()
            hidden += int(empty.sum())
    assert hidden > 100
