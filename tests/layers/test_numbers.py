"""Numbers as German readers write them."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.statistics.classify import round_half_up
from layers.numbers import german
from tests.strategies import DECIMALS, FIGURES


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, 0, "0"), (1234, 0, "1.234"), (1234567.891, 2, "1.234.567,89"), (999.95, 1, "1.000,0"),
        (-3, 0, "−3"), (-1234.5, 1, "−1.234,5"), (-0.04, 1, "0,0"), (-0.0, 0, "0"), (0.5, 0, "1"),
        (12.25, 1, "12,3"), (math.nan, 1, ""), (math.inf, 1, ""),
    ],
)  # fmt: skip
def test_a_number_is_written_as_in_german(value: float, decimals: int, expected: str) -> None:
    assert german(value, decimals) == expected


@given(FIGURES, DECIMALS)
def test_what_is_written_can_be_read_again(value: float, decimals: int) -> None:
    text = german(value, decimals)
    plain = text.replace(".", "").replace(",", ".").replace("−", "-")

    assert re.fullmatch(r"−?[0-9]{1,3}(\.[0-9]{3})*(,[0-9]+)?", text)
    assert float(plain) == round_half_up(value, decimals)
    assert len(text.partition(",")[2]) == decimals


@given(st.floats(), DECIMALS)
def test_a_zero_has_no_sign(value: float, decimals: int) -> None:
    if abs(value) < 0.4 / 10**decimals:
        assert not german(value, decimals).startswith("−")
