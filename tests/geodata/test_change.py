"""Changes are differences of printed figures; classes of them lie alike on both sides of zero."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.model import EMPTY_STATES, City, Kind, Series, Status
from geodata.statistics.change import (
    change,
    change_limits,
    combined,
    difference,
    middle_class,
)
from geodata.statistics.classify import Classes, Method, class_of, round_half_up
from tests.strategies import DECIMALS, classes, series


@given(classes(), series(), DECIMALS)
def test_changes_of_one_size_are_in_classes_of_one_rank(
    chosen: Classes, figures: list[float], decimals: int
) -> None:
    printed = [round_half_up(figure, decimals) + 0.0 for figure in figures]
    limits = change_limits(chosen, printed, decimals)
    number = len(limits) + 1

    for figure in printed:
        if math.isfinite(figure) and figure != 0:
            place, opposite = class_of(figure, limits), class_of(-figure, limits)
            assert place + opposite == number - 1, (figure, limits)


@given(classes(), series(), DECIMALS)
def test_nothing_that_rose_is_in_the_class_of_what_fell(
    chosen: Classes, figures: list[float], decimals: int
) -> None:
    printed = [round_half_up(figure, decimals) + 0.0 for figure in figures]
    limits = change_limits(chosen, printed, decimals)
    risen = {class_of(x, limits) for x in printed if math.isfinite(x) and x > 0}
    fallen = {class_of(x, limits) for x in printed if math.isfinite(x) and x < 0}

    assert risen & fallen <= {middle_class(limits)}
    assert len(limits) <= max(chosen.number, 2 * ((chosen.number + 1) // 2))


@given(series(), st.integers(3, 7), DECIMALS)
def test_own_limits_say_nothing_of_changes(
    figures: list[float], number: int, decimals: int
) -> None:
    own = Classes(Method.OWN, number, tuple(float(one) for one in range(number - 1)))
    natural = Classes(Method.NATURAL, number)

    assert change_limits(own, figures, decimals) == change_limits(natural, figures, decimals)


def test_where_nothing_changed_there_is_one_class() -> None:
    for number in range(3, 8):
        assert change_limits(Classes(Method.NATURAL, number), [0.0, math.nan, 0.0], 1) == ()


@given(st.sampled_from(Status), st.sampled_from(Status))
def test_a_gap_or_a_doubt_in_either_year_is_one_of_the_change(shown: Status, base: Status) -> None:
    found = combined(shown, base)

    assert (found in EMPTY_STATES) == (shown in EMPTY_STATES or base in EMPTY_STATES)
    assert found in (shown, base) or found is Status.OK
    if shown in EMPTY_STATES:
        assert found is shown
    if found is Status.OK:
        assert (shown, base) == (Status.OK, Status.OK)


def every_series(city: City) -> list[tuple[str, Series]]:
    return [(name, one) for (_, name), one in sorted(city.series.items()) if len(one.years) > 1]


def test_a_change_is_what_the_printed_figures_say_and_goes_forward(flensburg: City) -> None:
    for name, one in every_series(flensburg):
        indicator = flensburg.indicator(name)
        printed = np.vectorize(lambda x, d=indicator.decimals: round_half_up(float(x), d))(
            one.value
        )
        early, late = (change(one, indicator, one.years[at]).series.value for at in (0, -1))
        step = 10.0**-indicator.decimals / 100
        np.testing.assert_allclose(early, printed - printed[0], atol=step)
        np.testing.assert_allclose(late, printed[-1] - printed, atol=step)
        np.testing.assert_array_equal(early[-1], late[0])


def test_nothing_is_said_where_one_of_both_years_is_empty(flensburg: City) -> None:
    for name, one in every_series(flensburg):
        found = change(one, flensburg.indicator(name), one.years[0])
        empty = np.isin(one.status, EMPTY_STATES)
        gone = empty | empty[0]
        assert np.isnan(found.series.value[gone]).all(), name
        assert not found.sign[gone].any(), name
        assert not found.tested[gone].any(), name
        np.testing.assert_array_equal(np.isin(found.series.status, EMPTY_STATES), gone)
        assert np.isnan(found.series.numerator).all()
        assert np.isnan(found.series.denominator).all()


def test_only_shares_with_counts_are_tested_for_chance(flensburg: City) -> None:
    kinds = {}
    for name, one in every_series(flensburg):
        indicator = flensburg.indicator(name)
        found = change(one, indicator, one.years[0])
        kinds.setdefault(indicator.kind, []).append(bool(found.tested.any()))
        assert set(np.unique(np.sign(found.series.value[found.sign != 0]))) <= {-1.0, 1.0}
        assert (np.sign(found.series.value) == found.sign)[found.sign != 0].all()

    assert any(kinds.pop(Kind.SHARE))
    assert not any(tested for found in kinds.values() for tested in found)


def test_a_small_change_of_few_people_is_not_clear(flensburg: City) -> None:
    one = flensburg.series["stadtteil", "sgb-ii-anteil"]
    indicator = flensburg.indicator("sgb-ii-anteil")
    few = replace(one, numerator=one.numerator * 0 + 2, denominator=one.denominator * 0 + 20)

    assert not change(few, indicator, one.years[0]).sign.any()
    assert change(one, indicator, one.years[0]).sign.any()


def test_a_base_without_figures_is_refused(flensburg: City) -> None:
    one = flensburg.series["stadtteil", "sgb-ii-anteil"]
    with pytest.raises(ValueError, match="not in tuple"):
        change(one, flensburg.indicator("sgb-ii-anteil"), 1900)


def test_the_change_back_is_the_change_turned_round(flensburg: City) -> None:
    """Told forward in time, both directions of looking say the same."""
    one = flensburg.series["stadtteil", "sgb-ii-anteil"]
    indicator = flensburg.indicator("sgb-ii-anteil")
    early, late = (change(one, indicator, one.years[at]) for at in (0, -1))

    np.testing.assert_array_equal(early.sign[-1], late.sign[0])
    np.testing.assert_array_equal(early.tested[-1], late.tested[0])
    assert math.isnan(difference(math.nan, 1.0, 1))
