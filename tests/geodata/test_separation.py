"""Indices of segregation: by hand, against the library, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.statistics import bootstrap, separation
from geodata.statistics.trend import trend

X, T = np.array([30.0, 10.0, 0.0, 25.0]), np.array([100.0, 50.0, 80.0, 30.0])
ROW = [[1], [0, 2], [1, 3], [2]]
INDICES = (
    separation.dissimilarity,
    lambda x, t: separation.exposure(x, x, t),
    lambda x, t: separation.information(np.stack([x, t - x], axis=-1)),
    separation.gini,
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Areas with a group and a rest, of which none is empty in the whole city."""
    size = draw(st.integers(2, 12))
    counts = st.lists(st.integers(0, 500), min_size=size, max_size=size)
    group, rest = np.array(draw(counts), float), np.array(draw(counts), float)
    group[0], rest[-1] = group[0] + 1, rest[-1] + 1
    return group, group + rest


def test_four_areas_by_hand() -> None:
    x, y = X / 65, (T - X) / 195

    assert separation.dissimilarity(X, T) == pytest.approx(np.abs(x - y).sum() / 2)
    assert separation.exposure(X, X, T) == pytest.approx(
        30 / 65 * 0.3 + 10 / 65 * 0.2 + 25 / 65 * 25 / 30
    )
    pairs = sum(T[i] * T[j] * abs(X[i] / T[i] - X[j] / T[j]) for i in range(4) for j in range(4))
    assert separation.gini(X, T) == pytest.approx(pairs / (2 * 260**2 * 0.25 * 0.75))
    between = np.mean([0.1, 0.2, 25 / 30])  # what neighbours differ by
    assert separation.adjusted(X, T, ROW) == pytest.approx(separation.dissimilarity(X, T) - between)


def test_indices_are_those_of_the_library() -> None:
    import pandas as pd
    from libpysal.weights import W
    from segregation.multigroup import MultiInfoTheory
    from segregation.singlegroup import Dissim, Gini, Interaction, Isolation
    from segregation.singlegroup.spatial_dissim import _spatial_dissim

    dice = np.random.default_rng(1)
    total = dice.integers(20, 900, 16).astype(float)
    group = dice.binomial(total.astype(int), dice.uniform(0.05, 0.6, 16)).astype(float)
    table = pd.DataFrame({"x": group, "t": total, "y": total - group})
    theirs = {
        name: kind(table, "x", "t").statistic
        for name, kind in (("d", Dissim), ("g", Gini), ("xx", Isolation), ("xy", Interaction))
    }

    assert separation.dissimilarity(group, total) == pytest.approx(theirs["d"])
    assert separation.gini(group, total) == pytest.approx(theirs["g"])
    assert separation.exposure(group, group, total) == pytest.approx(theirs["xx"])
    assert separation.exposure(group, total - group, total) == pytest.approx(theirs["xy"])
    three = np.column_stack([group, (total - group) // 3, total - group - (total - group) // 3])
    frame = pd.DataFrame(three, columns=list("abc"))
    assert separation.information(three) == pytest.approx(
        MultiInfoTheory(frame, list("abc")).statistic
    )
    beside = {at: [one for one in (at - 1, at + 1) if 0 <= one < 16] for at in range(16)}
    geo = _with_squares(table)
    spatial = _spatial_dissim(geo, "x", "t", w=W(beside), standardize=False)[0]
    assert separation.adjusted(group, total, list(beside.values())) == pytest.approx(spatial)


def _with_squares(table: object) -> object:
    import geopandas as gpd
    import shapely

    boxes = [shapely.box(at, 0, at + 1, 1) for at in range(len(table))]  # type: ignore[arg-type]
    return gpd.GeoDataFrame(table, geometry=boxes)


@given(tables())
def test_indices_lie_between_0_and_1_and_the_order_of_areas_is_nothing(
    table: tuple[np.ndarray, np.ndarray],
) -> None:
    group, total = table
    for index in INDICES:
        found = float(index(group, total))
        assert -1e-9 <= found <= 1 + 1e-9
        assert float(index(group[::-1], total[::-1])) == pytest.approx(found, abs=1e-9)


@given(tables(), st.integers(2, 5))
def test_dissimilarity_and_gini_know_no_size_of_the_group(
    table: tuple[np.ndarray, np.ndarray], times: int
) -> None:
    group, total = table
    for index in (separation.dissimilarity, separation.gini):
        grown = index(times * group, times * group + (total - group))
        assert float(grown) == pytest.approx(float(index(group, total)), abs=1e-9)


@given(tables(), st.integers(2, 4))
def test_areas_split_into_equal_parts_and_areas_without_people_change_nothing(
    table: tuple[np.ndarray, np.ndarray], parts: int
) -> None:
    group, total = table
    split = (
        np.append(np.repeat(group / parts, parts), 0),
        np.append(np.repeat(total / parts, parts), 0),
    )
    for index in INDICES:
        assert float(index(*split)) == pytest.approx(float(index(group, total)), abs=1e-9)


@given(tables())
def test_group_and_rest_are_equally_apart_and_exposures_add_up(
    table: tuple[np.ndarray, np.ndarray],
) -> None:
    group, total = table
    rest = total - group
    assert separation.dissimilarity(rest, total) == pytest.approx(
        separation.dissimilarity(group, total)
    )
    both = separation.exposure(group, group, total) + separation.exposure(group, rest, total)
    assert float(both) == pytest.approx(1)
    parts = separation.contributions(group, total)
    assert parts.sum() == pytest.approx(0, abs=1e-9)
    assert 0 <= separation.dissimilarity(group, total) <= separation.gini(group, total) + 1e-9


def test_an_even_and_a_wholly_separate_city() -> None:
    even = np.array([10.0, 20, 30]), np.array([100.0, 200, 300])
    apart = np.array([100.0, 0, 0]), np.array([100.0, 200, 300])

    for index in (INDICES[0], INDICES[2], INDICES[3]):
        assert float(index(*even)) == pytest.approx(0, abs=1e-12)
        assert float(index(*apart)) == pytest.approx(1)
    assert float(INDICES[1](*even)) == pytest.approx(0.1)  # isolation is at least the share
    assert float(INDICES[1](*apart)) == pytest.approx(1)


def test_without_group_or_rest_no_index_is_claimed() -> None:
    nobody, everybody = np.zeros(3), np.array([5.0, 6, 7])
    for index in INDICES:
        assert np.isnan(index(nobody, everybody))
    assert np.isnan(separation.dissimilarity(everybody, everybody))
    assert np.isnan(separation.by_chance(0, everybody))
    assert np.isnan(separation.adjusted(X, T, [[], [], [], []]))


@pytest.mark.parametrize(
    ("group", "sizes"),
    [(40, [8] * 30), (400, [60] * 30), (3, [5] * 30), (900, [4000, 300, 20, 7000]), (1, [3, 9])],
)
def test_chance_alone_makes_the_dissimilarity_that_is_told(group: int, sizes: list[int]) -> None:
    dice = np.random.default_rng(7)
    drawn = dice.multivariate_hypergeometric(sizes, group, size=20_000, method="marginals")
    found = separation.dissimilarity(drawn.astype(float), np.array(sizes, dtype=float))

    told = separation.by_chance(group, np.array(sizes, dtype=float))
    assert told == pytest.approx(found.mean(), rel=0.02)


def test_chance_leaves_nothing_to_one_area_that_is_the_whole_city() -> None:
    assert separation.by_chance(3, np.array([10.0])) == 0


def test_many_draws_at_once_are_each_draw_by_itself() -> None:
    drawn = bootstrap.draw(X, T, 2020, 20)
    for index in (*INDICES, lambda x, t: separation.adjusted(x, t, ROW)):
        one_by_one = [float(index(row, T)) for row in drawn]
        np.testing.assert_allclose(index(drawn, T), one_by_one)


def test_correction_takes_the_upward_bias_off_and_the_interval_holds_the_truth() -> None:
    dice = np.random.default_rng(3)
    total = np.full(40, 120.0)
    share = dice.uniform(0.05, 0.3, 40)
    truth = float(separation.dissimilarity(share * total, total))
    plain, corrected, held = [], [], []
    for year in range(150):
        seen = dice.binomial(120, share).astype(float)
        drawn = separation.dissimilarity(bootstrap.draw(seen, total, year, 199), total)
        found = bootstrap.estimate(float(separation.dissimilarity(seen, total)), drawn)
        plain.append(found.value - truth)
        corrected.append(found.corrected - truth)
        held.append(found.low <= truth <= found.high)

    assert np.mean(plain) > 0.01
    assert abs(np.mean(corrected)) < np.mean(plain) / 3
    assert np.mean(held) >= 0.85


def test_draws_are_the_same_every_time_and_keep_the_people() -> None:
    groups = np.array([[5.0, 5, 0], [0, 0, 0], [1, 2, 97]])
    drawn = bootstrap.draw_groups(groups, 2021, 50)

    np.testing.assert_array_equal(drawn, bootstrap.draw_groups(groups, 2021, 50))
    assert (drawn.sum(-1) == groups.sum(-1)).all()
    assert (drawn[:, 0, 2] == 0).all()
    assert (bootstrap.draw(X, T, 2020) != bootstrap.draw(X, T, 2021)).any()


def test_a_trend_is_claimed_as_often_as_its_level_says() -> None:
    dice = np.random.default_rng(5)
    years = list(range(2015, 2022))
    noise = [trend(years, dice.normal(0.3, 0.01, 7), [0.01] * 7) for _ in range(400)]

    assert np.mean([one is not None and one.clear for one in noise]) <= 0.07


def test_a_trend_is_that_of_statsmodels_where_values_scatter() -> None:
    import statsmodels.api as sm

    years, values = np.arange(2015, 2022), np.array([0.2, 0.24, 0.22, 0.28, 0.25, 0.3, 0.29])
    errors = np.array([1, 2, 1, 1, 3, 1, 2]) / 1000
    theirs = sm.WLS(values, sm.add_constant(years), weights=1 / errors**2).fit()
    found = trend(years.tolist(), values.tolist(), errors.tolist())

    assert found is not None
    assert (found.slope, found.p) == pytest.approx((theirs.params[1], theirs.pvalues[1]))
    assert (found.low, found.high) == pytest.approx(tuple(theirs.conf_int()[1]))
    assert found.change == pytest.approx(6 * found.slope)


@pytest.mark.parametrize(
    ("values", "errors"),
    [([0.1, 0.2, 0.3], [0.1] * 3), ([0.1, float("nan"), 0.2, 0.3], [0.1] * 4), ([], [])],
)
def test_less_than_four_years_have_no_trend(values: list[float], errors: list[float]) -> None:
    assert trend(list(range(len(values))), values, errors) is None


def test_years_without_any_error_and_without_change_have_no_clear_trend() -> None:
    found = trend([1, 2, 3, 4], [0.5] * 4, [0.0] * 4)

    assert found is not None
    assert not found.clear
