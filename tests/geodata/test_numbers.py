"""Numbers as people write them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.reading.numbers import parse_numbers


def column(*cells: str) -> pd.Series:
    return pd.Series(cells, dtype=object)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["12", "-3.5", "", "1e3", ".5"], [12, -3.5, np.nan, 1000, 0.5]),
        (["12,5", "7"], [12.5, 7]),
        (["12,5", "1.234"], [12.5, 1234]),
        (["1.234,5"], [1234.5]),
        (["1.234.567", "1.234"], [1234567, 1234]),
        (["0,125", "1,234"], [0.125, 1.234]),
        (["1,234.5", "1,234"], [1234.5, 1234]),
        (["1,234", "12.5"], [1234, 12.5]),
        (["1.234", "5"], [1.234, 5]),
    ],
)
def test_a_column_that_leaves_no_doubt_is_read(cells: list[str], expected: list[float]) -> None:
    numbers = parse_numbers(column(*cells), ",")
    np.testing.assert_array_equal(numbers.value, expected)
    assert not numbers.unreadable.any()
    assert not numbers.ambiguous.any()


@pytest.mark.parametrize("cells", [["1,234"], ["1,234", "1.234"], ["1,234", "12,5", "12.5"]])
def test_a_cell_that_can_mean_two_things_is_not_guessed(cells: list[str]) -> None:
    numbers = parse_numbers(column(*cells), ",")
    assert numbers.ambiguous[0]
    assert np.isnan(numbers.value[0])
    assert not numbers.unreadable.any()


def test_a_semicolon_between_columns_speaks_for_the_decimal_comma() -> None:
    assert parse_numbers(column("1,234"), ";").value[0] == 1.234
    assert parse_numbers(column("1.234"), ";").ambiguous[0]


@pytest.mark.parametrize(
    "cell", ["NaN", "inf", "-Infinity", "1e400", "12 %", "–", "x", "1 234", "0x1F", "1_000", "１２"]
)
def test_what_is_no_number_is_unreadable(cell: str) -> None:
    numbers = parse_numbers(column(cell, "1"), ",")
    assert numbers.unreadable.tolist() == [True, False]
    assert np.isnan(numbers.value[0])


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1))
def test_a_column_with_comma_reads_as_the_same_column_with_point(numbers: list[object]) -> None:
    with_point = column(*(str(number) for number in numbers))
    with_comma = with_point.str.replace(".", ",", regex=False)
    expected = parse_numbers(with_point, ",").value
    pd.testing.assert_series_equal(parse_numbers(with_comma, ",").value, expected)


@given(st.lists(st.text(alphabet="0123456789.,-+eE ", max_size=12), min_size=1))
def test_every_cell_is_empty_a_number_unreadable_or_ambiguous(cells: list[str]) -> None:
    texts = column(*(cell.strip() for cell in cells))
    numbers = parse_numbers(texts, ",")
    states = [texts == "", numbers.value.notna(), numbers.unreadable, numbers.ambiguous]
    assert (sum(state.astype(int) for state in states) == 1).all()
