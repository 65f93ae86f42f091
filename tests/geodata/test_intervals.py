"""Intervals of shares and rates, clear differences, ranges of ranks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, norm
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from geodata.model import City, Kind
from geodata.statistics.difference import (
    against_rest,
    clear_difference_of_rates,
    clear_difference_of_shares,
)
from geodata.statistics.intervals import NORMAL_95, Intervals, byar, intervals, wilson
from geodata.statistics.rank_ranges import rank_ranges, ranks

ALPHA = 2 * norm.sf(NORMAL_95)
COUNTS = st.integers(1, 3000).flatmap(
    lambda whole: st.tuples(st.integers(0, whole), st.just(whole))
)
ROWS = st.lists(COUNTS, min_size=1, max_size=8)


def test_wilson_gives_published_intervals() -> None:
    """Newcombe (1998), two-sided 95 % confidence intervals for the single proportion, table I."""
    found = wilson([81, 15, 0, 1], [263, 148, 20, 29])

    assert found.low.round(4).tolist() == [0.2553, 0.0624, 0.0, 0.0061]
    assert found.high.round(4).tolist() == [0.3662, 0.1605, 0.1611, 0.1718]


@given(COUNTS)
def test_wilson_is_that_of_statsmodels(counts: tuple[int, int]) -> None:
    found = wilson(*counts)

    low, high = proportion_confint(*counts, alpha=ALPHA, method="wilson")
    assert float(found.low) == pytest.approx(low, abs=1e-12)
    assert float(found.high) == pytest.approx(high, abs=1e-12)
    assert 0 <= found.low <= counts[0] / counts[1] <= found.high <= 1


def test_none_all_and_huge_numbers_have_sound_intervals() -> None:
    found = wilson([0, 5, 1e12, 0], [5, 5, 4e12, 1])

    assert found.low[0] == 0 < found.high[0] < 1
    assert 0 < found.low[1] < found.high[1] == 1
    assert found.high[2] - found.low[2] < 1e-5
    assert found.high[3] < 1
    rates = byar([0, 1e12], [1000, 1e12])
    assert rates.low[0] == 0 < rates.high[0]
    assert rates.high[1] - rates.low[1] < 1e-5


@pytest.mark.parametrize("method", [wilson, byar])
@pytest.mark.parametrize(
    ("part", "whole"),
    [(math.nan, 5), (5, math.nan), (0, 0), (-1, 5), (1, -5), (math.inf, 5), (1, math.inf)],
)
def test_what_is_no_figure_has_no_interval(method: object, part: float, whole: float) -> None:
    found = method([part, 1], [whole, 2])  # type: ignore[operator]

    assert np.isnan([found.low[0], found.high[0]]).all()
    assert np.isfinite([found.low[1], found.high[1]]).all()


def test_more_than_all_is_no_share_but_may_be_a_rate() -> None:
    assert np.isnan(wilson(6, 5).high)
    assert byar(6, 5).high > 1.2


def test_byar_is_near_the_exact_limits_of_poisson() -> None:
    cases = np.arange(0, 5000.0)
    found = byar(cases, 1)

    low = np.where(cases > 0, chi2.ppf(ALPHA / 2, 2 * cases) / 2, 0)
    high = chi2.ppf(1 - ALPHA / 2, 2 * cases + 2) / 2
    assert np.abs(found.low - low).max() < 0.025
    assert np.abs(found.high - high).max() < 0.025
    assert byar(3.5, 100).low < 0.035 < byar(3.5, 100).high
    assert byar(0.01, 1).low == 0


@given(COUNTS, COUNTS)
def test_a_clear_difference_of_shares_is_newcombes(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    low, high = confint_proportions_2indep(*one, *other, method="newcomb", alpha=ALPHA)
    found = clear_difference_of_shares(*one, *other)

    if min(abs(low), abs(high)) > 1e-9:  # else the last digit decides
        assert found == (1 if low > 0 else -1 if high < 0 else 0)
    assert clear_difference_of_shares(*other, *one) == -found


@given(COUNTS, COUNTS)
def test_intervals_that_do_not_touch_differ_clearly(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    for method, rule in (
        (wilson, clear_difference_of_shares),
        (byar, clear_difference_of_rates),
    ):
        first, second = method(*one), method(*other)
        if first.low > second.high:
            assert rule(*one, *other) == 1


def test_nobody_among_three_is_no_proof_of_a_low_share() -> None:
    assert clear_difference_of_shares(0, 3, 1000, 10_000) == 0
    assert clear_difference_of_shares(0, 300, 1000, 10_000) == -1
    assert clear_difference_of_rates(0, 30, 1000, 100_000) == 0


def test_an_area_is_compared_with_the_city_without_it() -> None:
    part, whole = np.array([30.0, 100, 9]), np.array([100.0, 1000, 100])
    city = part.sum() / whole.sum()

    found = against_rest((part, whole), Kind.SHARE, city)

    assert found == tuple(
        clear_difference_of_shares(n, d, part.sum() - n, whole.sum() - d)
        for n, d in zip(part, whole, strict=True)
    )


def test_where_nothing_can_be_told_nothing_is_told() -> None:
    part, whole = np.array([30.0, np.nan, 9]), np.array([100.0, 1000, 100])

    assert against_rest((part, whole), Kind.SHARE, math.nan) == (None, None, None)
    assert against_rest((part, whole), Kind.COUNT, 0.1) == (None, None, None)
    assert against_rest((part, whole), Kind.SHARE, 1.0) == (None, None, None)
    assert against_rest((part[:1], whole[:1]), Kind.SHARE, 0.3) == (None,)
    assert against_rest((part, whole), Kind.SHARE, 0.1)[1] is None
    assert against_rest((part, whole), Kind.SHARE, 0.001)[0] is None  # the city has fewer cases


def test_a_figure_of_the_city_beside_hidden_ones_is_used_as_it_is_shown() -> None:
    part, whole = np.array([300.0, np.nan, 90]), np.array([1000.0, 1000, 1000])

    assert against_rest((part, whole), Kind.SHARE, 0.15)[0] == 1
    assert against_rest((part, whole), Kind.RATE, 0.15)[2] == -1


@given(ROWS, st.randoms())
def test_ranges_hold_the_place_and_do_not_know_the_order(
    rows: list[tuple[int, int]], random: object
) -> None:
    part, whole = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    found = rank_ranges(part / whole, wilson(part, whole))

    places = np.array([1 + (part / whole > one).sum() for one in part / whole])
    assert ((found.low <= places) & (places <= found.high)).all()
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    other = rank_ranges((part / whole)[order], wilson(part[order], whole[order]))
    assert other.low.tolist() == found.low[order].tolist()
    assert other.high.tolist() == found.high[order].tolist()


@given(st.lists(st.integers(0, 500), min_size=2, max_size=8))
def test_a_higher_share_of_as_many_people_has_no_later_place(parts: list[int]) -> None:
    part = np.array(sorted(parts), dtype=float)
    found = rank_ranges(part / 500, wilson(part, 500.0))

    assert (np.diff(found.low) <= 0).all()
    assert (np.diff(found.high) <= 0).all()


def test_exact_figures_have_one_place_and_share_it_where_they_are_equal() -> None:
    nothing = np.full(4, np.nan)
    found = rank_ranges(np.array([5.0, 7, 5, np.nan]), Intervals(nothing, nothing))

    assert found.low.tolist() == [2, 1, 2, 0]
    assert found.high.tolist() == [3, 1, 3, 0]
    assert found.number == 3


def test_every_share_of_flensburg_lies_in_its_interval(flensburg: City) -> None:
    for (_, name), series in flensburg.series.items():
        indicator = flensburg.indicator(name)
        for row in range(len(series.years)):
            found = intervals(series, indicator, row)
            known = np.isfinite(found.low)
            if indicator.kind is Kind.SHARE:
                assert (known == np.isfinite(series.numerator[row])).all()
            slack = 10.0**-indicator.decimals
            assert (found.low[known] <= series.value[row][known] + slack).all(), name
            assert (series.value[row][known] <= found.high[known] + slack).all(), name
            number = np.isfinite(series.value[row]).sum()
            assert ranks(series, indicator, row).number == number


def test_a_hidden_figure_has_neither_interval_nor_place(flensburg: City) -> None:
    series = flensburg.series["stadtteil", "raeumungsklagen-je-1000"]
    for row in range(len(series.years)):
        hidden = np.isnan(series.value[row])
        found = intervals(series, flensburg.indicator("raeumungsklagen-je-1000"), row)
        assert np.isnan(found.low[hidden]).all()
        places = ranks(series, flensburg.indicator("raeumungsklagen-je-1000"), row)
        assert (places.low[hidden] == 0).all()
