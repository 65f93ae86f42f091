"""Neighbours share a border line; corners and islands do not count."""

from __future__ import annotations

from geodata.model import City
from geodata.statistics.neighbours import neighbours
from tests.geodata.squares import box, level, squares


def test_squares_in_a_row_border_on_the_next_only() -> None:
    assert neighbours(squares(4).level("square")) == [[1], [0, 2], [1, 3], [2]]


def test_a_corner_is_no_border_and_an_island_has_no_neighbour() -> None:
    fields = [box(0, 0, 1, 1), box(1, 1, 2, 2), box(5, 5, 6, 6), box(0, 1, 1, 2)]

    assert neighbours(level("field", "", fields, [""] * 4)) == [[3], [3], [], [0, 1]]


def test_one_area_and_none_have_no_neighbours() -> None:
    assert neighbours(level("city", "", [box(0, 0, 1, 1)], [""])) == [[]]
    assert neighbours(level("city", "", [], [])) == []


def test_neighbours_are_mutual_in_berlin(berlin_city: City) -> None:
    for one in berlin_city.levels:
        rows = neighbours(one)
        assert all(place in rows[other] for place, row in enumerate(rows) for other in row)
        assert all(row == sorted(set(row) - {place}) for place, row in enumerate(rows))
