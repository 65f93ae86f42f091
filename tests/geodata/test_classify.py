"""Class limits: laws for all figures, and the methods against their definitions."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geodata.model import City
from geodata.statistics.classify import (
    FEWEST,
    MOST,
    Classes,
    Method,
    class_limits,
    class_of,
    is_ascending,
    natural_limits,
    round_half_up,
)
from tests.strategies import COMPUTED, DECIMALS, FIGURES, computed_classes, own_classes, series

NAN = math.nan
ALL_SERIES = computed_classes(), series(), DECIMALS, FIGURES


def rounded(figures: Sequence[float], decimals: int) -> list[float]:
    return sorted(round_half_up(x, decimals) for x in figures if math.isfinite(x))


@given(*ALL_SERIES)
def test_limits_ascend_and_make_no_more_classes_than_asked(
    classes: Classes, figures: list[float], decimals: int, middle: float
) -> None:
    limits = class_limits(classes, figures, decimals, middle)

    assert is_ascending(limits)
    assert len(limits) < classes.number


@given(*ALL_SERIES)
def test_limits_lie_within_the_figures_but_for_deviation(
    classes: Classes, figures: list[float], decimals: int, middle: float
) -> None:
    assume(classes.method is not Method.DEVIATION)
    limits = class_limits(classes, figures, decimals, middle)
    ordered = rounded(figures, decimals)

    assert all(ordered[0] < limit <= ordered[-1] for limit in limits)


@given(*ALL_SERIES)
def test_every_figure_is_in_exactly_one_class_and_a_gap_in_none(
    classes: Classes, figures: list[float], decimals: int, middle: float
) -> None:
    limits = class_limits(classes, figures, decimals, middle)
    edges = [-math.inf, *limits, math.inf]

    for figure in (round_half_up(x, decimals) for x in [*figures, NAN]):
        inside = [i for i, (low, high) in enumerate(pairwise(edges)) if low <= figure < high]
        assert class_of(figure, limits) == (inside[0] if inside else -1)
        assert len(inside) == (1 if math.isfinite(figure) else 0)


@given(*ALL_SERIES, st.randoms(use_true_random=False))
def test_the_order_of_the_figures_and_gaps_among_them_change_nothing(
    classes: Classes, figures: list[float], decimals: int, middle: float, chance: random.Random
) -> None:
    shuffled = [*figures, NAN, math.inf]
    chance.shuffle(shuffled)

    assert class_limits(classes, shuffled, decimals, middle) == class_limits(
        classes, figures, decimals, middle
    )


@given(*ALL_SERIES)
def test_figures_that_print_alike_are_never_parted(
    classes: Classes, figures: list[float], decimals: int, middle: float
) -> None:
    limits = class_limits(classes, figures, decimals, middle)
    assert limits == class_limits(classes, rounded(figures, decimals), decimals, middle)
    assert all(limit == round_half_up(limit, decimals) for limit in limits)


@given(computed_classes(), FIGURES, st.integers(1, 9), DECIMALS)
def test_figures_that_are_all_the_same_make_one_class(
    classes: Classes, figure: float, count: int, decimals: int
) -> None:
    assert class_limits(classes, [figure] * count + [NAN], decimals, 0) == ()


@given(computed_classes(), st.lists(st.just(NAN)))
def test_no_figure_makes_no_limit(classes: Classes, figures: list[float]) -> None:
    assert class_limits(classes, figures, 1, NAN) == ()


@given(own_classes(), series())
def test_own_limits_stay_as_they_are_given(classes: Classes, figures: list[float]) -> None:
    assert class_limits(classes, figures, 0, NAN) == classes.own


def squared_deviations(ordered: Sequence[float], limits: Sequence[float]) -> Fraction:
    """Return the sum of squared deviations from the class means, exactly."""
    groups: dict[int, list[Fraction]] = {}
    for figure in ordered:
        groups.setdefault(class_of(figure, limits), []).append(Fraction(figure))
    means = {place: sum(group) / len(group) for place, group in groups.items()}
    return sum(
        ((x - means[place]) ** 2 for place, group in groups.items() for x in group), Fraction()
    )


def least_deviations(ordered: Sequence[float], number: int) -> Fraction:
    """Return the least possible sum: the textbook recursion over all cuts, in exact fractions."""
    sums, squares = [Fraction()], [Fraction()]
    for x in map(Fraction, ordered):
        sums.append(sums[-1] + x)
        squares.append(squares[-1] + x * x)

    def cost(start: int, end: int) -> Fraction:
        total = sums[end] - sums[start]
        return squares[end] - squares[start] - total * total / (end - start)

    best = [cost(0, end) for end in range(1, len(ordered) + 1)]
    for _ in range(1, number):
        best = [
            min([best[end - 1], *(best[cut - 1] + cost(cut, end) for cut in range(1, end))])
            for end in range(1, len(ordered) + 1)
        ]
    return best[-1]


@given(st.lists(st.integers(-500, 5000).map(lambda x: x / 10), min_size=1, max_size=25),
       st.integers(FEWEST, MOST))  # fmt: skip
def test_no_classes_deviate_less_than_natural_breaks(figures: list[float], number: int) -> None:
    ordered = sorted(figures)
    limits = natural_limits(ordered, number)

    assert len(limits) == min(number, len(set(ordered))) - 1
    found, least = squared_deviations(ordered, limits), least_deviations(ordered, number)
    assert float(found) == pytest.approx(float(least), rel=1e-9, abs=1e-6)


def test_natural_breaks_of_every_series_of_flensburg_deviate_least(flensburg: City) -> None:
    for indicator in flensburg.indicators:
        values = flensburg.series.get(("stadtteil", indicator.id))
        if values is None:
            continue
        ordered = rounded(values.value[-1].tolist(), indicator.decimals)
        for number in (FEWEST, 5, MOST) if ordered else ():
            found = squared_deviations(ordered, natural_limits(ordered, number))
            least = least_deviations(ordered, number)
            assert float(found) == pytest.approx(float(least), rel=1e-9, abs=1e-9), indicator.id


@given(st.sets(st.integers(-999, 999), min_size=MOST), st.integers(FEWEST, MOST))
def test_quantiles_hold_equally_many_different_figures(figures: set[int], number: int) -> None:
    limits = class_limits(Classes(Method.QUANTILE, number), [float(x) for x in figures], 0, 0)
    sizes = Counter(class_of(float(x), limits) for x in figures)

    assert len(sizes) == number
    assert max(sizes.values()) - min(sizes.values()) <= 1


@given(st.lists(FIGURES, min_size=2, max_size=9), st.integers(FEWEST, MOST))
def test_equal_classes_are_equally_wide(figures: list[float], number: int) -> None:
    ordered = rounded(figures, 0)
    width = (ordered[-1] - ordered[0]) / number
    assume(width > 2)
    limits = class_limits(Classes(Method.EQUAL, number), figures, 0, 0)

    assert len(limits) == number - 1
    for place, limit in enumerate(limits, start=1):
        assert abs(limit - (ordered[0] + place * width)) <= 0.5 + 1e-6


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (3, (3.0, 7.0)),  # one half of a step of 4 on either side
        (4, (1.0, 5.0, 9.0)),  # the city's value parts the classes
        (5, (-1.0, 3.0, 7.0, 11.0)),
    ],
)
def test_deviation_steps_by_one_standard_deviation_around_the_city(
    number: int, expected: tuple[float, ...]
) -> None:
    # Around 5: 1, 9, 1, 9 lie 4 away each, so the standard deviation around 5 is 4.
    assert class_limits(Classes(Method.DEVIATION, number), [1, 9, 1, 9], 0, 5) == expected


def test_deviation_is_measured_from_the_city_and_not_from_the_mean_of_the_areas() -> None:
    # Around 0: (9 + 25) / 2 = 17, root 4.1; around their mean 4 it would be 1.
    assert class_limits(Classes(Method.DEVIATION, 4), [3, 5], 1, 0) == (-4.1, 0.0, 4.1)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.5, 0, 1.0), (1.5, 0, 2.0), (2.5, 0, 3.0), (-0.5, 0, 0.0), (-1.5, 0, -1.0),
        (12.25, 1, 12.3), (0.125, 2, 0.13), (1e15, 3, 1e15), (-0.04, 1, 0.0), (99.95, 0, 100.0),
    ],
)  # fmt: skip
def test_halves_are_rounded_upwards(value: float, decimals: int, expected: float) -> None:
    found = round_half_up(value, decimals)

    assert (found, math.copysign(1, found)) == (expected, math.copysign(1, expected))


@given(FIGURES, DECIMALS)
def test_rounding_moves_a_figure_by_at_most_half_a_step_and_only_once(
    value: float, decimals: int
) -> None:
    found = round_half_up(value, decimals)

    assert abs(found - value) <= 0.5 / 10**decimals + 1e-9
    assert round_half_up(found, decimals) == found


def test_infinite_and_missing_figures_are_not_rounded() -> None:
    assert round_half_up(math.inf, 1) == math.inf
    assert math.isnan(round_half_up(NAN, 1))


@pytest.mark.parametrize("limits", [(1, 1), (2, 1), (1, NAN), (1, math.inf)])
def test_limits_that_do_not_rise_are_told_apart(limits: tuple[float, ...]) -> None:
    assert not is_ascending(limits)
    assert is_ascending((1, 2))


def test_every_method_is_tested_here() -> None:
    assert {*COMPUTED, Method.OWN} == set(Method)
