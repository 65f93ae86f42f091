"""Outlines and areas: surfaces worked out by hand, laws for random outlines, the real city."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from geodata.model import City
from geodata.statistics.overlap import mosaic, overlap, overlaps, united
from tests.geodata.squares import CRS, box, squares

SIDES = st.integers(-8, 48).map(lambda quarter: quarter / 8)
Rectangle = tuple[float, float, float, float]


@st.composite
def rectangles(draw: st.DrawFn) -> Rectangle:
    """A rectangle in, across or beyond a city of four squares; west, south, east, north."""
    west, east = sorted(draw(st.lists(SIDES, min_size=2, max_size=2, unique=True)))
    south, north = sorted(draw(st.lists(SIDES, min_size=2, max_size=2, unique=True)))
    return west, south, east, north


@st.composite
def lots(draw: st.DrawFn) -> Rectangle:
    """A rectangle on the land of four squares that covers at least a quarter of one of them."""
    west, width = draw(st.integers(0, 12)), draw(st.integers(4, 16))
    south, height = draw(st.integers(0, 4)), draw(st.integers(4, 8))
    return west / 4, south / 8, min(west + width, 16) / 4, min(south + height, 8) / 8


def shared(one: Rectangle, other: Rectangle) -> float:
    """Return the surface that two rectangles share, in squares."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0) * max(height, 0)


def test_shares_of_an_outline_that_lies_in_two_squares_and_in_the_water() -> None:
    # 1.5 wide and 2 high: half of the first square, all of the second, and as much north of them.
    found = overlap(squares(3), "square", [box(0.5, 0, 2, 2)])

    assert found.share_of_area[0] == pytest.approx([0.5, 1, 0])
    assert found.share_of_outline[0] == pytest.approx([1 / 6, 1 / 3, 0])
    assert found.outside[0] == pytest.approx(0.5)
    assert found.outline_m2[0] == pytest.approx(30_000)
    assert found.area_m2 == pytest.approx([10_000] * 3)
    assert found.area_ids == ("square0", "square1", "square2")


@pytest.mark.parametrize("outline", [None, Polygon()])
def test_without_outline_nothing_is_covered_and_no_share_is_known(
    outline: BaseGeometry | None,
) -> None:
    found = overlap(squares(2), "square", [outline, box(0, 0, 1, 1)])

    assert found.share_of_area.tolist() == [[0, 0], [1, 0]]
    assert np.isnan(found.outline_m2[0])
    assert np.isnan(found.share_of_outline[0]).all()
    assert math.isnan(found.outside[0])
    assert found.outside[1] == 0


def test_a_millionth_of_an_area_is_rounding_and_not_land() -> None:
    found = overlap(squares(2), "square", [box(0, 0, 1 + 1e-7, 1 - 1e-7), box(0, 0, 1 + 1e-4, 1)])

    assert found.share_of_area[0].tolist() == [1, 0]
    assert found.share_of_area[1].tolist() == [1, pytest.approx(1e-4)]


def test_no_outline_at_all_is_an_empty_table() -> None:
    assert overlap(squares(2), "square", []).share_of_area.shape == (0, 2)


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(KeyError, match="block"):
        overlap(squares(2), "block", [])


@given(st.lists(rectangles(), min_size=1, max_size=5))
def test_every_surface_is_the_one_of_school_geometry(given_: list[Rectangle]) -> None:
    found = overlap(squares(4), "square", [box(*one) for one in given_])

    for row, one in enumerate(given_):
        expected = [shared(one, (x, 0, x + 1, 1)) for x in range(4)]
        assert found.share_of_area[row] == pytest.approx(expected, abs=1e-6)
        assert found.share_of_outline[row].sum() + found.outside[row] == pytest.approx(1)


@given(st.lists(rectangles(), min_size=1, max_size=5))
def test_shares_lie_between_0_and_1_on_every_level(given_: list[Rectangle]) -> None:
    for found in overlaps(squares(4), [box(*one) for one in given_]).values():
        for shares in (found.share_of_area, found.share_of_outline, found.outside):
            assert ((shares >= 0) & (shares <= 1)).all()


@given(st.lists(rectangles(), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_the_outlines_changes_nothing_but_the_order(given_, chance) -> None:
    order = list(range(len(given_)))
    chance.shuffle(order)
    outlines = [box(*one) for one in given_]
    found = overlap(squares(4), "square", outlines).shared_m2
    shuffled = overlap(squares(4), "square", [outlines[place] for place in order]).shared_m2

    assert (shuffled == found[order]).all()


@given(st.lists(rectangles(), min_size=1, max_size=5), rectangles())
def test_a_union_covers_no_more_than_all_there_is_and_grows_with_every_outline(
    given_: list[Rectangle], more: Rectangle
) -> None:
    city = squares(4)
    few = [box(*one) for one in given_]
    unions = [united(few, CRS), united([*few, None, box(*more)], CRS), united([*few, *few], CRS)]
    found = overlap(city, "square", [*few, *unions]).share_of_area

    one, two, twice = found[len(few) :]
    assert (found[: len(few)].max(axis=0) <= one + 1e-9).all()
    assert (one <= two + 1e-9).all()
    assert (two <= 1).all()
    assert twice == pytest.approx(one, abs=1e-9)


@given(rectangles(), rectangles())
def test_what_two_outlines_share_counts_once_in_their_union(
    one: Rectangle, other: Rectangle
) -> None:
    found = overlap(squares(4), "square", [united([box(*one), box(*other)], CRS)])
    both = (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
    common = both if both[0] < both[2] and both[1] < both[3] else (0, 0, 0, 0)
    surface = sum(
        (r[2] - r[0]) * (r[3] - r[1]) * sign for r, sign in ((one, 1), (other, 1), (common, -1))
    )

    assert found.outline_m2[0] == pytest.approx(surface * 10_000, rel=1e-6)


@given(st.lists(rectangles(), max_size=6), st.data())
def test_the_pieces_of_a_mosaic_add_up_to_any_union(given_: list[Rectangle], data) -> None:
    city = squares(4)
    outlines = [box(*one) for one in given_]
    chosen = sorted(data.draw(st.sets(st.sampled_from(range(len(given_)))))) if given_ else []
    cut = mosaic([*outlines, None], city.crs)
    found = cut.share_of_area(overlap(city, "square", cut.pieces.tolist()), chosen)
    union = overlap(city, "square", [united([outlines[place] for place in chosen], city.crs)])

    assert found == pytest.approx(union.share_of_area[0], abs=1e-6)
    assert ((found == 1) == (union.share_of_area[0] == 1)).all()
    assert not cut.inside[:, -1].any()


def test_no_piece_is_lost_where_outlines_run_along_each_other() -> None:
    cut = mosaic([box(0, 0.5, 1, 1.25), box(0, 0.625, 1, 1)], CRS)
    found = overlap(squares(1), "square", cut.pieces.tolist())

    assert cut.share_of_area(found, [0]) == pytest.approx([0.5])
    assert cut.share_of_area(found, [1]) == pytest.approx([0.375])


def test_every_stadtteil_is_covered_by_itself_however_funded_areas_cut_it(flensburg: City) -> None:
    areas = [area.geometry for area in flensburg.level("stadtteil").areas]
    cut = mosaic([*areas, *(area.outline for area in flensburg.funded_areas)], flensburg.crs)
    found = overlap(flensburg, "stadtteil", cut.pieces.tolist())

    alone = [cut.share_of_area(found, [place]) for place in range(len(areas))]
    assert (np.array(alone) == np.eye(len(areas))).all()


def test_a_gap_that_funded_areas_enclose_is_no_piece() -> None:
    frame = [box(0, 0, 3, 0.2), box(0, 0.8, 3, 1), box(0, 0.2, 0.2, 0.8), box(2.8, 0.2, 3, 0.8)]
    cut = mosaic(frame, CRS)
    found = overlap(squares(3), "square", cut.pieces.tolist())

    assert cut.share_of_area(found, range(4)) == pytest.approx([0.52, 0.4, 0.52])


def test_the_union_of_nothing_is_nothing() -> None:
    assert united([None, Polygon()], CRS) is None
    assert united([], CRS) is None


def test_the_union_of_all_stadtteile_is_the_whole_city(flensburg: City) -> None:
    areas = [area.geometry for area in flensburg.level("stadtteil").areas]
    whole = united(areas, flensburg.crs)

    for found in overlaps(flensburg, [whole]).values():
        assert (found.share_of_area == 1).all()
        assert found.outside.tolist() == [0]


def test_the_surface_of_the_stadtteile_is_the_one_of_the_package(flensburg: City) -> None:
    level = flensburg.level("stadtteil")
    found = overlap(flensburg, "stadtteil", [])

    assert found.area_m2 / 1e6 == pytest.approx([area.km2 for area in level.areas])


def test_funded_areas_lie_in_the_stadtteile_that_their_sources_name(flensburg: City) -> None:
    drawn = [area for area in flensburg.funded_areas if area.outline is not None]
    found = overlap(flensburg, "stadtteil", [area.outline for area in drawn])

    assert drawn
    for row, area in enumerate(drawn):
        named = np.isin(found.area_ids, area.areas)
        on_land = 1 - found.outside[row]
        assert found.share_of_outline[row][named].sum() > 0.85 * on_land, area.id
