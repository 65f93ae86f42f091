"""Social spaces of cities of squares, of Flensburg and of Berlin, and what is said of them."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.model import City, Kind, Status
from geodata.statistics.social_spaces import (
    Method,
    Rule,
    Spaces,
    heads,
    parts,
    social_spaces,
    suggested,
    unreachable,
)
from geodata.statistics.space_inputs import least_residents, space_inputs, usual_indicators
from geodata.statistics.space_report import borders, comparisons, profiles
from geodata.statistics.space_stability import stability
from tests.geodata.squares import YEAR, counts, indicator, ratios, squares, with_series

SHARES = [10.0, 11.0, 12.0, 40.0, 41.0, 80.0]


def city_of(shares: list[float], hidden: tuple[int, ...] = (), people: float = 1000.0) -> City:
    statuses = [Status.SUPPRESSED if at in hidden else Status.OK for at in range(len(shares))]
    city = replace(
        squares(len(shares)), indicators=(indicator(Kind.SHARE), indicator(Kind.COUNT, "people"))
    )
    city = replace(city, residents="people")
    bases = [people] * len(shares)
    cases = [share * people / 100 for share in shares]
    return with_series(city, square__x=ratios(cases, bases, statuses), square__people=counts(bases))


def found_in(city: City, **rule: Any) -> Spaces:
    return social_spaces(city, space_inputs(city, "square", ["x"], YEAR), Rule(**rule))


@pytest.mark.parametrize("method", list(Method))
def test_a_row_of_squares_by_hand(method: Method) -> None:
    found = found_in(city_of(SHARES), method=method, number=3)
    assert found.space.tolist() == [1, 1, 1, 2, 2, 3]
    first, second, third = profiles(found)
    spread = np.std(SHARES)
    assert first.figures[0] == pytest.approx(11.0)
    assert second.mean[0] == pytest.approx((40.5 - np.mean(SHARES)) / spread)
    assert second.spread[0] == pytest.approx(0.5 / spread)
    assert third.spread[0] == 0.0
    assert found.share == pytest.approx(1 - 2.5 / (6 * spread**2))
    near, far = borders(found)
    assert [(near.one, near.other), (far.one, far.other)] == [(1, 2), (2, 3)]
    assert far.contrast == pytest.approx(39.5 / spread)


@pytest.mark.parametrize("method", list(Method))
def test_a_hidden_area_is_in_no_space_and_parts_what_it_lies_between(method: Method) -> None:
    found = found_in(city_of(SHARES, hidden=(1,)), method=method, number=1)
    assert found.space.tolist() == [1, 0, 2, 2, 2, 2]
    assert found.inputs.state[1] == Status.SUPPRESSED
    assert np.isnan(stability(found, 3).together[1])
    assert parts(found.inputs) == 2


def test_what_is_hidden_changes_nothing_that_is_said() -> None:
    """Whatever stands behind a hidden cell: the package has no figure, so nothing follows it."""
    one, other = (
        found_in(city_of([*SHARES[:1], secret, *SHARES[2:]], hidden=(1,))) for secret in (0, 99)
    )
    assert np.array_equal(one.space, other.space)
    assert [p.figures.tolist() for p in profiles(one)] == [
        p.figures.tolist() for p in profiles(other)
    ]


@pytest.mark.parametrize("method", list(Method))
@given(order=st.permutations(range(6)), least=st.sampled_from([0.0, 2000.0, 3000.0]))
def test_the_order_of_the_package_is_irrelevant(
    method: Method, order: list[int], least: float
) -> None:
    city = city_of(SHARES)
    level = city.level("square")
    shuffled = replace(level, areas=tuple(level.areas[at] for at in order))
    series = {
        key: replace(
            one, value=one.value[:, order], numerator=one.numerator[:, order],
            denominator=one.denominator[:, order], status=one.status[:, order],
        )
        for key, one in city.series.items()
    }  # fmt: skip
    levels = tuple(shuffled if one.id == "square" else one for one in city.levels)
    other = replace(city, levels=levels, series=series)
    first, second = (found_in(one, method=method, least=least) for one in (city, other))
    assert np.array_equal(first.space, second.space)
    assert stability(first, 5).together.tolist() == stability(second, 5).together.tolist()


@pytest.mark.parametrize("method", list(Method))
def test_least_residents_and_areas_that_touch_nothing(method: Method) -> None:
    found = found_in(city_of(SHARES, hidden=(1,)), method=method, least=2000.0)
    assert unreachable(found) == [found.space[0]]
    assert min(found.people(n) for n in set(found.space[2:].tolist())) >= 2000.0
    without = replace(city_of(SHARES), residents="")
    assert found_in(without, method=method, least=2000.0, number=6).number == 6


@pytest.mark.parametrize("shares", [[30.0], [30.0] * 5, [0.0, 100.0]])
def test_small_and_equal_cities(shares: list[float]) -> None:
    found = found_in(city_of(shares))
    assert found.number >= 1
    assert (found.space > 0).all()
    held = stability(found, 4)
    assert np.isfinite(held.together).all()


def test_a_city_without_any_figure_has_no_space() -> None:
    found = found_in(city_of(SHARES, hidden=tuple(range(6))))
    assert (found.number, found.space.tolist()) == (0, [0] * 6)
    assert np.isnan(found.share)
    assert profiles(found) == borders(found) == ()
    assert stability(found).times == 0


def test_more_spaces_than_possible_are_the_most_that_are() -> None:
    assert found_in(city_of(SHARES), number=99).number == 6
    assert found_in(city_of(SHARES), number=99, least=3000.0).number == 2


def test_data_without_noise_hold_and_figures_of_few_people_do_not() -> None:
    certain = stability(found_in(city_of([0.0, 0.0, 100.0, 100.0]), number=2))
    assert certain.rand == 1.0
    assert certain.together.tolist() == [1.0] * 4
    assert certain.sampled == (True,)
    shaky = stability(found_in(city_of(SHARES, people=10.0), number=3))
    assert shaky.rand < 0.95
    assert shaky.together.min() < 1.0


def test_the_suggestion_is_where_a_further_space_explains_less() -> None:
    assert found_in(city_of(SHARES)).suggested in (2, 3)
    assert suggested((1, 2), np.array([0.0, 1.0]), 2) == 1
    assert suggested((4,), np.array([0.5]), 9) == 4


def test_spaces_equal_to_official_areas() -> None:
    city = city_of([10.0, 50.0, 90.0])
    halves = [10.0, 11.0, 50.0, 51.0, 90.0, 91.0]
    city = with_series(city, half__x=ratios(halves, [100.0] * 6))
    inputs = space_inputs(city, "half", ["x"], YEAR)
    found = social_spaces(city, inputs, Rule(number=3))
    (only,) = comparisons(city, found)
    assert (only.level, only.number, only.areas) == ("square", 3, 6)
    assert (only.rand, only.same_rand) == (1.0, 1.0)
    assert only.explained == pytest.approx(only.same)


def test_flensburg_in_full(flensburg: City) -> None:
    usual = usual_indicators(flensburg, "stadtteil")
    assert usual == tuple(p.indicator for p in flensburg.indices[0].status.ingredients)
    inputs = space_inputs(flensburg, "stadtteil", usual, 2022)
    found = social_spaces(flensburg, inputs, Rule(least=least_residents(inputs.people)))
    assert 1 <= found.number <= 6
    assert all(found.people(n) >= found.rule.least for n in range(1, found.number + 1))
    north = [
        max(flensburg.level("stadtteil").areas[at].point.y for at in range(13)
            if flensburg.level("stadtteil").areas[at].id in
            [inputs.areas[place] for place in found.members(number)])
        for number in range(1, found.number + 1)
    ]  # fmt: skip
    assert north == sorted(north, reverse=True)
    assert all(set(heads(found, n)) <= set(found.members(n)) for n in range(1, found.number + 1))


@pytest.mark.parametrize("method", list(Method))
def test_berlin_against_its_official_areas(berlin_city: City, method: Method) -> None:
    inputs = space_inputs(
        berlin_city, "planungsraum", usual_indicators(berlin_city, "planungsraum"), 2024
    )
    assert {one.year for one in inputs.chosen} == {2021}
    assert inputs.counted.sum() == 536
    found = social_spaces(berlin_city, inputs, Rule(method, 58, 10_000.0))
    assert found.number == 58
    assert min(found.people(n) for n in range(1, 59)) >= 10_000
    regions, forecast, districts = comparisons(berlin_city, found)
    assert (regions.level, regions.number) == ("bezirksregion", 143)
    assert (forecast.number, districts.number) == (58, 12)
    assert forecast.same == pytest.approx(found.share)
    assert forecast.same > forecast.explained  # made to be alike, unlike the official ones
    held = stability(found, 10)
    assert 0 < held.rand < 1
