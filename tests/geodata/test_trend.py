"""What a trend is taken for: never surer than its errors, easily misled by wandering years."""

from __future__ import annotations

import numpy as np

from geodata.statistics.trend import trend

YEARS = list(range(2015, 2025))


def test_years_that_scatter_less_than_their_errors_do_not_make_the_interval_narrow() -> None:
    calm = trend([2020, 2021, 2022, 2023], [0.20, 0.21, 0.22, 0.23], [0.05] * 4)

    assert calm is not None
    assert not calm.clear
    assert calm.low < 0 < calm.high


def test_aimless_wandering_is_often_taken_for_a_trend_as_the_method_says() -> None:
    dice = np.random.default_rng(1)
    paths = 0.3 + 0.01 * np.cumsum(dice.normal(size=(400, len(YEARS))), axis=1)
    made = [trend(YEARS, path.tolist(), [0.002] * len(YEARS)) for path in paths]

    assert 0.45 < np.mean([one.clear for one in made if one is not None]) < 0.65
