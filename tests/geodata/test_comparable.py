"""Comparable areas: nearest in standardised indicators, within a tolerance in each of them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.distance import cdist

from geodata.statistics.comparable import comparable

TABLES = st.integers(2, 12).flatmap(
    lambda rows: arrays(
        np.float64, (rows, 3), elements=st.integers(-50, 50).map(lambda number: number / 2)
    )
)


def test_the_nearest_comes_first_and_the_reason_is_told_in_units_and_in_sd() -> None:
    found = comparable([[10, 1], [11, 1], [30, 9], [12, 2]], own=0, tolerance=0.5)

    assert found.places == (1, 3)
    assert found.difference.tolist() == [[0, 0], [1, 0], [20, 8], [2, 1]]
    sd = np.std([10, 11, 30, 12])
    assert found.sd[0] == pytest.approx(sd)
    assert found.difference_sd[3].tolist() == pytest.approx([2 / sd, 1 / np.std([1, 1, 9, 2])])


def test_one_large_difference_is_not_made_up_for_by_small_ones() -> None:
    values = [[0.0, 0, 0], [0, 0, 10], [4, 4, 4], [10, 10, 0]]

    assert comparable(values, 0, tolerance=math.inf, most=1).places == (2,)
    near = comparable(values, 0, tolerance=1.1)
    assert (np.abs(near.difference_sd[list(near.places)]) <= 1.1 + 1e-9).all()
    assert 1 not in near.places


def test_no_comparable_area_is_an_answer() -> None:
    assert comparable([[0.0], [10], [11], [12]], own=0, tolerance=0.5).places == ()
    assert comparable([[5.0]], own=0).places == ()
    assert comparable([[5.0], [5.0]], own=0, most=0).places == ()


def test_a_hidden_figure_leaves_an_area_out_and_out_of_the_spread() -> None:
    values = np.array([[1.0, 2], [1, np.nan], [1.2, 2.5], [9, 9]])

    found = comparable(values, own=0, tolerance=math.inf)
    without = comparable(np.delete(values, 1, axis=0), own=0, tolerance=math.inf)

    assert 1 not in found.places
    assert np.isnan(found.distance[1])
    assert found.sd.tolist() == without.sd.tolist()
    assert comparable(values, own=1, tolerance=math.inf).places == ()


def test_an_indicator_that_is_everywhere_the_same_tells_nobody_apart() -> None:
    found = comparable([[1.0, 0.1], [2, 0.1], [3, 0.1]], own=0, tolerance=math.inf)

    assert found.difference_sd[:, 1].tolist() == [0, 0, 0]
    assert found.places == (1, 2)


def test_only_those_allowed_are_chosen_but_all_count_for_the_spread() -> None:
    values = [[0.0], [1], [2], [30]]

    found = comparable(values, 0, math.inf, 2, allowed=[True, False, True, True])

    assert found.places == (2, 3)
    assert found.sd.tolist() == comparable(values, 0).sd.tolist()


@given(TABLES)
def test_distances_are_those_of_scipy(values: np.ndarray) -> None:
    sd = values.std(axis=0)
    assume((np.ptp(values, axis=0) > 0).all())

    found = comparable(values, 0, math.inf, 99)

    other = cdist(values[:1] / sd, values / sd)[0] / math.sqrt(3)
    assert found.distance[1:] == pytest.approx(other[1:])


@given(TABLES, st.floats(0, 3), st.permutations(range(12)))
def test_units_and_the_order_of_areas_are_of_no_consequence(
    values: np.ndarray, tolerance: float, order: list[int]
) -> None:
    order = [place for place in order if place < len(values)]
    first = comparable(values, 0, tolerance, 99)
    other = comparable(values[order] * [4, 0.5, 16], order.index(0), tolerance, 99)

    assert {order[place] for place in other.places} == set(first.places)
    assert np.nan_to_num(other.distance) == pytest.approx(np.nan_to_num(first.distance[order]))


@given(TABLES, st.floats(0, 3), st.floats(0, 3))
def test_a_wider_tolerance_loses_no_area(values: np.ndarray, one: float, other: float) -> None:
    narrow, wide = sorted([one, other])

    assert set(comparable(values, 0, narrow, 99).places) <= set(
        comparable(values, 0, wide, 99).places
    )


@pytest.mark.parametrize(
    ("values", "own", "tolerance", "most", "said"),
    [
        ([1.0, 2], 0, 1, 3, "1 dimensions"),
        ([[1.0]], 1, 1, 3, "own is 1"),
        ([[1.0]], 0, -1, 3, "tolerance is -1"),
        ([[1.0]], 0, math.nan, 3, "tolerance is nan"),
        ([[1.0]], 0, 1, -3, "most is -3"),
    ],
)
def test_wrong_questions_are_refused(
    values: list[object], own: int, tolerance: float, most: int, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        comparable(values, own, tolerance, most)
