"""A trend: by hand, against a library, and how often it is claimed where there is none."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from geodata.statistics.trend import trend

YEARS = list(range(2015, 2025))


def test_the_line_and_its_interval_are_those_of_weighted_least_squares() -> None:
    dice = np.random.default_rng(5)
    errors = dice.uniform(0.001, 0.004, len(YEARS))
    values = 0.2 + 0.002 * np.arange(len(YEARS)) + dice.normal(0, 0.02, len(YEARS))
    found = trend(YEARS, values.tolist(), errors.tolist())
    fitted = sm.WLS(values, sm.add_constant(np.array(YEARS)), weights=1 / errors**2).fit()

    assert found is not None  # the years scatter by more than their errors: the Birge ratio holds
    assert found.slope == pytest.approx(fitted.params[1])
    assert (found.low, found.high) == pytest.approx(tuple(fitted.conf_int()[1]))
    assert found.p == pytest.approx(fitted.pvalues[1])


def test_years_that_scatter_less_than_their_errors_do_not_make_the_interval_narrow() -> None:
    calm = trend([2020, 2021, 2022, 2023], [0.20, 0.21, 0.22, 0.23], [0.05] * 4)

    assert calm is not None
    assert not calm.clear
    assert calm.low < 0 < calm.high


@pytest.mark.parametrize("count", [4, 6, 10])
def test_independent_years_without_trend_are_taken_for_one_in_at_most_one_of_twenty(
    count: int,
) -> None:
    dice = np.random.default_rng(count)
    made = [trend(YEARS[:count], dice.normal(0.3, 0.01, count).tolist(), [0.01] * count)
            for _ in range(800)]  # fmt: skip

    assert np.mean([one.clear for one in made if one is not None]) <= 0.05


def test_aimless_wandering_is_often_taken_for_a_trend_as_the_method_says() -> None:
    dice = np.random.default_rng(1)
    paths = 0.3 + 0.01 * np.cumsum(dice.normal(size=(400, len(YEARS))), axis=1)
    made = [trend(YEARS, path.tolist(), [0.002] * len(YEARS)) for path in paths]

    assert 0.45 < np.mean([one.clear for one in made if one is not None]) < 0.65
