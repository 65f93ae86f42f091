"""What the methods say about segregation and neighbours is what is computed."""

from __future__ import annotations

import numpy as np
import pytest

from geodata.statistics import bootstrap, moran, segregation_groups, separation, trend
from geodata.statistics.clusters import NEAR
from layers.info_markdown import long_text
from layers.numbers import german
from layers.texts import texts


@pytest.mark.parametrize("numbers", [bootstrap.DRAWS, segregation_groups.DRAWS])
def test_the_number_of_draws_is_told(numbers: int) -> None:
    assert f" {numbers} Ziehungen" in long_text("de", "methoden-segregation")
    assert f"{bootstrap.DRAWS}-mal" in texts("de")["segregation"]["method_error"]


def test_the_numbers_of_permutations_are_told() -> None:
    words, long = texts("de")["cluster"], long_text("de", "methoden-cluster")

    for count, key in ((moran.PERMUTATIONS, "method_moran"), (moran.DRAWS, "method_local")):
        said = f"{german(count, 0)}-mal"
        assert said in words[key]
        assert said in long
    assert NEAR == 0.5
    assert "halbe Standardabweichung" in words["method_local"]
    assert trend.LEAST == 4
    assert "vier Jahre" in texts("de")["segregation"]["method_trend"]


def test_the_example_of_two_areas_is_right() -> None:
    group, total = np.array([30.0, 10.0]), np.array([100.0, 100.0])
    found = 100 * float(separation.dissimilarity(group, total))

    assert f"D = ½ · (31,25 + 31,25) = {german(found, 2)} %" in long_text(
        "de", "methoden-segregation"
    )
    moved = found / 100 * group.sum()  # who moves to the second area makes both shares equal
    assert (group[0] - moved) / (total[0] - moved) == pytest.approx(
        (group[1] + moved) / (total[1] + moved)
    )


def test_the_example_of_four_areas_in_a_row_is_right() -> None:
    row = [[1], [0, 2], [1, 3], [2]]
    values = np.array([1.0, 2.0, 3.0, 4.0])
    local = moran.local_moran(values, row, 9)
    long = long_text("de", "methoden-cluster")

    z = [german(float(one), 2) for one in local.z]
    assert f"Die z-Werte sind {z[0]}, {z[1]}, {z[2]} und {z[3]}" in long
    products = [german(float(one), 1) for one in local.z * local.lag]
    assert f"Die Produkte sind {', '.join(products[:3])} und {products[3]}" in long
    assert f"I = {german(moran.global_moran(values, row, 9).i, 1)}" in long
