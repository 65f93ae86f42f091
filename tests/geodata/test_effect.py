"""Effects of funding: by hand, against statsmodels and a general minimiser, in simulated cities."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geodata.model import City, Kind, Status
from geodata.statistics.difference_in_differences import difference_in_differences
from geodata.statistics.effect import Effect, Need, effect
from geodata.statistics.placebo import detectable, inference
from geodata.statistics.synthetic_control import placebo_test, synthetic_control
from geodata.statistics.treated import treatment
from tests.geodata.effect_city import (
    SHARE,
    START,
    YEARS,
    panel_city,
    values,
    with_effect,
)
from tests.geodata.squares import box, funded, indicator

BEFORE = np.array(YEARS) < START


def found_in(city: City, least: float = 0.5) -> Effect:
    return effect(city, SHARE, treatment(city, "square", ["a"], least, YEARS[-1]))


# -- who counts as funded --


def test_an_area_counts_from_the_stated_share_on() -> None:
    figures = values(30, 1)
    half = panel_city(figures, wide=3, covers=0.5)
    some = treatment(half, "square", ["a"], 0.5, 2019)
    more = treatment(half, "square", ["a"], 0.51, 2019)

    assert np.flatnonzero(some.funded).tolist() == [0, 1, 2]
    assert some.start[:3].tolist() == [START] * 3
    assert not more.funded.any()
    assert np.flatnonzero(more.partly).tolist() == [0, 1, 2]
    assert some.control.sum() == 27


def test_other_funded_areas_make_no_controls_and_are_told() -> None:
    city = panel_city(values(30, 1))
    other = funded("b", box(1, 0, 3, 1), start="2009")
    late = funded("c", box(9, 0, 10, 1), start="2030")
    unknown = funded("d", box(12, 0, 13, 1), start="", statute_state="none")
    nowhere = funded("e", None, start="2011", areas=("square20",))
    city = replace(city, funded_areas=(*city.funded_areas, other, late, unknown, nowhere))
    found = treatment(city, "square", ["a"], 0.5, 2019)

    assert np.flatnonzero(found.funded).tolist() == [0, 1]
    assert np.flatnonzero(found.elsewhere).tolist() == [1]
    assert np.flatnonzero(found.partly).tolist() == [2, 12, 20]


def test_two_funded_areas_together_reach_the_share_in_the_later_year() -> None:
    city = panel_city(values(30, 1), wide=1, covers=0.4)
    other = funded("b", box(0, 0.4, 1, 0.8), start="2016")
    city = replace(city, funded_areas=(*city.funded_areas, other))

    assert treatment(city, "square", ["a", "b"], 0.5, 2019).start[0] == 2016
    assert not treatment(city, "square", ["a", "b"], 0.5, 2015).funded.any()


# -- difference in differences --


def test_the_estimate_is_that_of_two_way_fixed_effects_with_robust_errors() -> None:
    import statsmodels.api as sm

    figures = with_effect(values(40, 3), -2.0, wide=6)
    starts = np.where(np.arange(40) < 6, float(START), np.nan)
    found = difference_in_differences(YEARS, figures, starts)
    year, area = (grid.ravel() for grid in np.indices(figures.shape))
    treated = (np.isfinite(starts)[area] & ~BEFORE[year]).astype(float)
    design = np.column_stack(
        [treated, *(area == one for one in range(40)), *(year == one for one in range(1, 16))]
    ).astype(float)
    panel = sm.OLS(figures.ravel(), design).fit()
    collapsed = figures[~BEFORE].mean(axis=0) - figures[BEFORE].mean(axis=0)
    robust = sm.OLS(collapsed, sm.add_constant(np.isfinite(starts).astype(float))).fit(
        cov_type="HC2"
    )

    assert found.effect.estimate == pytest.approx(panel.params[0], abs=1e-9)
    assert found.effect.estimate == pytest.approx(robust.params[1], abs=1e-9)
    assert found.error == pytest.approx(robust.bse[1], rel=1e-9)
    assert found.error_low < found.effect.estimate < found.error_high


def test_every_choice_is_tried_where_there_are_few() -> None:
    years, starts = (2000, 2001, 2002), np.array([2002.0, *[np.nan] * 4])
    figures = np.array([[0.0] * 5, [0] * 5, [10, 1, 2, 3, 4]])
    found = difference_in_differences(years, figures, starts)

    assert found.effect.estimate == 10 - 2.5
    assert found.effect.p == 1 / 5
    assert np.isnan(found.effect.low)
    assert found.trend.estimate == 0


def test_several_starts_never_use_a_funded_area_as_a_control() -> None:
    years = (2000, 2001, 2002, 2003)
    starts = np.array([2001.0, 2003, np.nan, np.nan])
    figures = np.array([[0.0, 0, 0, 0], [6, 0, 1, 1], [9, 0, 1, 1], [9, 30, 1, 1]])
    found = difference_in_differences(years, figures, starts)

    assert found.change_funded == pytest.approx((8 + 30) / 2)
    assert found.change_others == pytest.approx((1 + 1 / 3) / 2)
    assert np.isnan(found.error)


@pytest.mark.parametrize(
    ("figures", "starts", "said"),
    [
        (np.full((3, 2), np.nan), [2001, np.nan], "holes"),
        (np.zeros((3, 2)), [np.nan, np.nan], "0 of 2 areas funded"),
        (np.zeros((3, 2)), [2001, 2001], "2 of 2 areas funded"),
        (np.zeros((3, 2)), [2000, np.nan], "a year before"),
        (np.zeros((3, 2)), [2003, np.nan], "a year before"),
    ],
)
def test_what_cannot_be_compared_is_refused(figures, starts, said) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=said):
        difference_in_differences((2000, 2001, 2002), figures, np.array(starts))


def test_an_opening_gap_before_the_funding_is_noticed() -> None:
    figures = values(40, 5, noise=0.2)
    drift = np.array(YEARS)[:, np.newaxis] - YEARS[0]
    figures[:, :3] += 0.5 * drift
    starts = np.where(np.arange(40) < 3, float(START), np.nan)
    found = difference_in_differences(YEARS, figures, starts)

    assert found.trend.clear
    assert found.trend.estimate == pytest.approx(0.5, abs=0.25)


# -- synthetic control --


def test_the_weights_are_those_of_a_general_minimiser() -> None:
    from scipy.optimize import minimize

    figures = values(9, 7)
    own, donors = figures[:, 0], figures[:, 1:]
    found = synthetic_control(own, donors, BEFORE)
    general = minimize(
        lambda weights: (((own - donors @ weights)[BEFORE]) ** 2).sum(),
        np.full(8, 1 / 8),
        bounds=[(0, 1)] * 8,
        constraints={"type": "eq", "fun": lambda weights: weights.sum() - 1},
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 1000},
    )

    assert found.weights == pytest.approx(general.x, abs=1e-5)
    assert found.weights.sum() == pytest.approx(1)
    assert found.weights.min() >= 0
    assert found.fit == pytest.approx(np.sqrt(general.fun / BEFORE.sum()), abs=1e-6)


def test_neither_order_nor_unit_of_the_donors_matters() -> None:
    figures = values(12, 8)
    own, donors = figures[:, 0], figures[:, 1:]
    found = synthetic_control(own, donors, BEFORE)
    turned = synthetic_control(1000 * own + 5, 1000 * donors[:, ::-1] + 5, BEFORE)

    assert turned.weights[::-1] == pytest.approx(found.weights, abs=1e-6)
    assert turned.fit == pytest.approx(1000 * found.fit, rel=1e-6)


def test_all_equal_figures_have_no_gap_and_no_rank() -> None:
    found = placebo_test(np.ones(6), np.ones((6, 20)), np.arange(6) < 4)

    assert (found.own.fit, found.effect.estimate) == (0, 0)
    assert found.rank_p == 1


# -- cities with a known effect --


@pytest.mark.parametrize("size", [-4.0, 4.0])
def test_a_known_effect_is_recovered_by_both_methods(size: float) -> None:
    found = found_in(panel_city(with_effect(values(60, 11), size)))

    assert found.differences is not None
    assert found.synthetic is not None
    for one in (found.differences.effect, found.synthetic.effect):
        assert one.clear
        assert one.low <= size <= one.high
        assert one.estimate == pytest.approx(size, abs=one.detectable)


@pytest.mark.parametrize("wide", [1, 3])
def test_a_large_effect_is_the_first_in_rank(wide: int) -> None:
    found = found_in(panel_city(with_effect(values(60, 5), 12.0, wide), wide=wide)).synthetic

    assert found is not None
    assert found.rank_p <= 0.05
    assert 11 < found.low <= found.high < 13
    assert (found.own.weights > 0).sum() <= BEFORE.sum()


def test_without_an_effect_p_is_spread_evenly() -> None:
    p = []
    for seed in range(40):
        found = found_in(panel_city(values(40, 100 + seed)))
        assert found.differences is not None
        p.append(found.differences.effect.p)

    assert 0.35 < np.mean(p) < 0.65
    assert 0 <= np.mean(np.array(p) <= 0.05) <= 0.15
    assert np.mean(np.array(p) <= 0.5) == pytest.approx(0.5, abs=0.2)


def test_the_detectable_effect_is_found_in_four_of_five_cases() -> None:
    noise = np.random.default_rng(2).normal(size=4000)
    smallest = detectable(noise)
    found = [
        abs(one + smallest) > np.quantile(np.abs(noise), 0.95)
        for one in np.random.default_rng(3).normal(size=4000)
    ]

    assert np.mean(found) == pytest.approx(0.8, abs=0.03)


def test_a_single_placebo_says_nothing_about_power() -> None:
    found = inference(3.0, np.array([1.0]), np.array([1.0]))

    assert found.p == 0.5
    assert np.isnan(found.detectable)


# -- rules --


def rules(found: Effect) -> set[Need]:
    return {one.need for one in (*found.for_differences, *found.for_synthetic) if not one.met}


def test_a_hidden_figure_leaves_its_area_out() -> None:
    city = panel_city(values(40, 4))
    series = city.series["square", "x"]
    value, status = series.value.copy(), series.status.astype("<U12")
    value[3, 9], status[3, 9] = np.nan, Status.SUPPRESSED
    numerator = np.where(np.isnan(value), np.nan, series.numerator)
    hidden = replace(series, value=value, numerator=numerator, status=status)
    found = found_in(replace(city, series={("square", "x"): hidden}))

    assert found.panel.left_out == ("square9",)
    assert "square9" not in found.panel.ids


def test_too_few_areas_or_years_are_named_and_nothing_is_computed() -> None:
    few = found_in(panel_city(values(12, 1)))
    late = found_in(panel_city(values(40, 1), start=2006))
    none = found_in(panel_city(values(40, 1), covers=0.2))

    assert rules(few) == {Need.CONTROLS}
    assert rules(late) == {Need.BEFORE}
    assert rules(none) >= {Need.FUNDED, Need.BEFORE, Need.AFTER}
    for found in (few, late, none):
        assert found.differences is None
        assert found.synthetic is None


def test_a_count_is_refused() -> None:
    city = panel_city(values(30, 1))
    with pytest.raises(ValueError, match="is a count"):
        effect(city, indicator(Kind.COUNT), treatment(city, "square", ["a"], 0.5, 2019))


def test_the_order_of_the_areas_does_not_matter() -> None:
    city = panel_city(with_effect(values(40, 21), -1.0))
    treated = treatment(city, "square", ["a"], 0.5, 2019)
    order = np.random.default_rng(1).permutation(40)
    series = city.series["square", "x"]
    turned = replace(
        treated,
        areas=tuple(np.array(treated.areas)[order].tolist()),
        start=treated.start[order],
        control=treated.control[order],
    )
    grids = {name: getattr(series, name)[:, order]
             for name in ("value", "numerator", "denominator", "status")}  # fmt: skip
    other = effect(replace(city, series={("square", "x"): replace(series, **grids)}), SHARE, turned)
    found = effect(city, SHARE, treated)

    assert other.differences == found.differences
    assert other.synthetic is not None
    assert found.synthetic is not None
    assert other.synthetic.effect == found.synthetic.effect
