"""Social indices: hand-computed cities, laws that hold for all figures, nothing hidden leaks."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geodata.indices import Counting, LeftOut, Part, Rounding, Scale, Standardisation
from geodata.model import Status
from geodata.statistics.index_sensitivity import Varied, sensitivity, variants
from geodata.statistics.social_index import class_numbers, social_index
from geodata.statistics.standardise import standardised
from tests.geodata.index_city import YEAR, changes, city, part, rule

FIGURE = st.integers(min_value=-(10**6), max_value=10**6).map(lambda number: number / 100)
ROWS = st.integers(min_value=3, max_value=12).flatmap(
    lambda size: st.tuples(*[st.lists(FIGURE, min_size=size, max_size=size)] * 2)
)
WITHOUT_RESIDENTS = [one for one in Standardisation if one is not Standardisation.RESIDENTS]
TWO = part(("a", 2.0, 1), ("b", 1.0, -1))


def found(figures, index, **other):  # type: ignore[no-untyped-def]
    return social_index(city(figures, **other), index, "square", YEAR)


def test_the_rule_of_berlin_by_hand() -> None:
    # z(a) = -1 -1 1 1; more of b is better: -z(b) = 1 -1 1 -1; the mean (2, 1) has spread √(5/9)
    result = found({"a": [1, 1, 3, 3], "b": [2, 6, 2, 6]}, rule(TWO)).status

    mean = np.array([-1 / 3, -1, 1, 1 / 3])
    np.testing.assert_allclose(result.z, [[-1, 1], [-1, -1], [1, 1], [1, -1]])
    np.testing.assert_allclose(result.index, mean / math.sqrt(5 / 9))
    assert result.classes.tolist() == [2, 1, 3, 2]


def test_another_standardisation_and_scale_by_hand() -> None:
    # with divisor n - 1 every z shrinks by √(3/4); the plain mean keeps that, limits are its own
    own = part(("a", 2.0, 1), ("b", 1.0, -1), limits=(-0.5, 0.5), names=("x", "y", "z"))
    index = rule(own, standardisation=Standardisation.SAMPLE, scale=Scale.MEAN)
    result = found({"a": [1, 1, 3, 3], "b": [2, 6, 2, 6]}, index).status

    np.testing.assert_allclose(result.index, np.array([-1 / 3, -1, 1, 1 / 3]) * math.sqrt(3 / 4))
    assert result.classes.tolist() == [2, 1, 3, 2]


def test_a_rule_like_hamburg_s_takes_changes_over_three_years_from_the_series() -> None:
    # changes of a: 0 0 0 4, mean 1, spread √3: z = -0.58 -0.58 -0.58 1.73
    figures, before = {"a": [5.0, 6.0, 7.0, 9.0]}, {"a": [5.0, 6.0, 7.0, 5.0]}
    index = rule(part(("a", 1.0, 1)), changes("a"))
    result = found(figures, index, before=before)

    assert result.dynamics is not None
    np.testing.assert_allclose(result.dynamics.index, np.array([-1, -1, -1, 3]) / math.sqrt(3))
    assert [result.codes(place)[1] for place in range(4)] == ["+/-", "+/-", "+/-", "-"]
    assert result.combined(3) == f"{result.codes(3)[0]}-"


def test_where_the_earlier_year_is_missing_there_is_status_but_no_dynamics() -> None:
    result = found({"a": [1.0, 2.0, 4.0]}, rule(part(("a", 1.0, 1)), changes("a")))

    assert result.dynamics is None
    assert [result.codes(1), result.combined(1)] == [("2", ""), ""]


def test_residents_as_weights_by_hand() -> None:
    # mean (3·0 + 1·4) / 4 = 1, variance (3·1 + 1·9) / 4 = 3
    index = rule(part(("a", 1.0, 1)), standardisation=Standardisation.RESIDENTS,
                 scale=Scale.MEAN, counting=Counting("people"))  # fmt: skip
    result = found({"a": [0.0, 4.0], "people": [300, 100]}, index).status

    np.testing.assert_allclose(result.index, np.array([-1, 3]) / math.sqrt(3))


def test_a_figure_on_a_limit_belongs_to_the_class_nearer_to_0_in_spite_of_noise() -> None:
    noisy = np.array([-1 - 1e-13, 1 + 1e-13, 1.5 + 1e-13, -1.000001, 1.000001])
    assert class_numbers(noisy, (-1.0, 1.0, 1.5)).tolist() == [2, 2, 3, 1, 3]


def test_rounding_is_done_before_limits_are_asked() -> None:
    figures = {"a": [0.0, 0.0, 0.0, 0.0, 10.0, 12.02]}
    exact, coarse = rule(part(("a", 1.0, 1))), rule(part(("a", 1.0, 1)), rounding=Rounding(index=0))

    assert found(figures, exact).status.classes.tolist() == [2, 2, 2, 2, 3, 4]
    assert found(figures, coarse).status.classes.tolist() == [2, 2, 2, 2, 2, 4]
    assert found(figures, coarse).status.index.tolist()[4:] == [1.0, 2.0]


def test_small_and_left_out_areas_do_not_count_and_move_nobody() -> None:
    counting = Counting("people", 300, (LeftOut("square4", "Gewerbegebiet"),))
    people = {"people": [300, 300, 300, 299, 5000]}
    index = rule(part(("a", 1.0, 1)), counting=counting)
    result = found({"a": [1.0, 2.0, 6.0, 900.0, -900.0], **people}, index).status
    alone = found({"a": [1.0, 2.0, 6.0]}, rule(part(("a", 1.0, 1)))).status

    np.testing.assert_array_equal(result.index[:3], alone.index)
    assert result.state.tolist() == ["ok"] * 3 + ["not_applicable"] * 2
    assert np.isnan(result.index[3:]).all()
    assert result.counted == 3


@pytest.mark.parametrize("status", [Status.SUPPRESSED, Status.WITHHELD, Status.MISSING])
@pytest.mark.parametrize("name", ["a", "b", "people"])
def test_an_area_with_a_hidden_input_has_no_index_and_shows_nothing(
    status: Status, name: str
) -> None:
    index = rule(TWO, counting=Counting("people", 10))
    figures = {"a": [1.0, 4.0, 2.0, 8.0], "b": [5.0, 3.0, 2.0, 9.0], "people": [20, 30, 40, 50]}
    result = found(figures, index, hidden={(name, 1): status}).status
    kept = {key: [row[0], *row[2:]] for key, row in figures.items()}
    without = found(kept, index).status

    assert result.state[1] == status
    assert np.isnan(result.z[1]).all()
    assert np.isnan(result.contributions[1]).all()
    assert (np.isnan(result.index[1]), result.classes[1]) == (True, 0)
    for array in ("z", "index", "contributions", "classes"):
        others = np.delete(getattr(result, array), 1, axis=0)
        np.testing.assert_array_equal(others, getattr(without, array))


def test_a_change_is_hidden_when_one_of_its_years_is() -> None:
    figures, before = {"a": [5.0, 6.0, 7.0, 9.0]}, {"a": [5.0, 6.0, 7.0, 5.0]}
    index = rule(part(("a", 1.0, 1)), changes("a"))
    result = found(figures, index, before=before, hidden={("a", 2): Status.SUPPRESSED})

    assert result.dynamics is not None
    assert result.dynamics.state.tolist() == ["ok", "ok", "suppressed", "ok"]
    assert np.isnan(result.dynamics.values[2, 0])


def test_a_doubtful_input_makes_the_index_doubtful() -> None:
    hidden = {("a", 0): Status.DOUBTFUL, ("b", 0): Status.INTERPOLATED}
    result = found({"a": [1.0, 4.0, 2.0], "b": [5.0, 3.0, 2.0]}, rule(TWO), hidden=hidden).status

    assert result.state.tolist() == ["doubtful", "ok", "ok"]
    assert np.isfinite(result.index).all()


def test_figures_that_do_not_differ_tell_nobody_apart_and_are_named() -> None:
    result = found({"a": [0.1, 0.1, 0.1], "b": [0.3, 0.3, 0.3]}, rule(TWO)).status

    assert result.index.tolist() == [0.0, 0.0, 0.0]
    assert result.classes.tolist() == [2, 2, 2]
    assert result.alike == ("a", "b")


def test_thirteen_areas_are_too_few_and_thirty_are_not() -> None:
    sizes = {size: {"a": [float(number**2) for number in range(size)]} for size in (13, 29, 30)}
    index = rule(part(("a", 1.0, 1)))

    assert [found(sizes[size], index).too_few for size in sizes] == [True, True, False]


@given(rows=ROWS, seed=st.randoms(use_true_random=False), kind=st.sampled_from(WITHOUT_RESIDENTS))
def test_the_order_of_the_areas_changes_no_digit(rows, seed, kind) -> None:  # type: ignore[no-untyped-def]
    order = list(range(len(rows[0])))
    seed.shuffle(order)
    index = rule(TWO, standardisation=kind)
    plain = found({"a": rows[0], "b": rows[1]}, index).status
    mixed = {"a": [rows[0][place] for place in order], "b": [rows[1][place] for place in order]}

    np.testing.assert_array_equal(found(mixed, index).status.index, plain.index[order])


@given(rows=ROWS, factor=st.sampled_from([0.01, 3.0, 1000.0]), shift=st.sampled_from([0.0, -50.0]),
       kind=st.sampled_from(WITHOUT_RESIDENTS))  # fmt: skip
def test_the_unit_of_an_indicator_is_irrelevant(rows, factor, shift, kind) -> None:  # type: ignore[no-untyped-def]
    index = rule(TWO, standardisation=kind)
    plain = found({"a": rows[0], "b": rows[1]}, index).status
    other = {"a": [factor * figure + shift for figure in rows[0]], "b": rows[1]}

    np.testing.assert_allclose(found(other, index).status.index, plain.index, atol=1e-6)
    turned = replace(TWO, ingredients=part(("a", 2.0, -1), ("b", 1.0, -1)).ingredients)
    mirrored = {"a": [-figure for figure in rows[0]], "b": rows[1]}
    again = found(mirrored, rule(turned, standardisation=kind)).status.index
    np.testing.assert_allclose(again, plain.index, atol=1e-6)


@given(rows=ROWS)
def test_standardised_figures_keep_to_their_bounds(rows) -> None:  # type: ignore[no-untyped-def]
    figures, size = np.array(rows[0]), len(rows[0])
    everybody = np.ones(size, dtype=bool)
    for kind in WITHOUT_RESIDENTS:
        z = standardised(figures, everybody, kind)
        if kind is Standardisation.RANGE:
            assert ((z >= 0) & (z <= 1)).all()
            continue
        assert np.abs(z).max() <= math.sqrt(size - 1) + 1e-9  # Samuelson's inequality
        assert abs(math.fsum(z)) < 1e-6
        assert np.all((figures[:, None] > figures) <= (z[:, None] >= z))


@given(rows=ROWS, kind=st.sampled_from(WITHOUT_RESIDENTS), scale=st.sampled_from(Scale))
def test_the_composition_adds_up_to_the_index(rows, kind, scale) -> None:  # type: ignore[no-untyped-def]
    assume(len(set(rows[0])) > 1)
    result = found(
        {"a": rows[0], "b": rows[1]}, rule(TWO, standardisation=kind, scale=scale)
    ).status

    total = result.contributions.sum(axis=1) + result.offset
    np.testing.assert_allclose(total, result.index, atol=1e-6)


def test_every_choice_of_the_rule_is_varied_once_and_changes_are_counted() -> None:
    index = rule(TWO, counting=Counting("people"))
    figures = {"a": [0.0, 1.0, 2.0, 3.0, 50.0], "b": [5.0, 3.0, 2.0, 9.0, 1.0], "people": [9] * 5}
    made = [variant for variant, _ in variants(index)]

    assert len(made) == len(set(made)) == 4 + 2 * 3 + 3 * 2
    assert [one.varied for one in made].count(Varied.STANDARDISATION) == 4
    place = city(figures)
    result = social_index(place, index, "square", YEAR)
    for one, (_, other) in zip(sensitivity(place, result), variants(index), strict=True):
        after = social_index(place, other, "square", YEAR).status.classes
        moved = np.flatnonzero(after != result.status.classes)
        assert (one.compared, one.changed) == (5, len(moved))
        assert one.areas == tuple(f"square{number}" for number in moved)


def test_limits_that_would_cross_are_not_tried() -> None:
    close = Part(TWO.ingredients, (0.0, 0.1), ("x", "y", "z"))
    moves = [one for one, _ in variants(rule(close)) if one.varied is Varied.LIMIT]

    assert [(one.what, one.to) for one in moves] == [("0", "-0.1"), ("0.1", "0.2")]


def test_the_whole_rule_of_hamburg_can_be_declared() -> None:
    """Seven indicators, changes over three years, from 300 residents on, four and three classes."""
    dice = np.random.default_rng(4)
    names = tuple("abcdefg")
    now = {name: dice.gamma(4, 3, 40) for name in names}
    before = {name: now[name] - dice.normal(0, 1, 40) for name in names}
    people = np.where(np.arange(40) < 3, 299, 300)
    index = rule(part(*((name, 1.0, 1) for name in names)), changes(*names),
                 counting=Counting("people", at_least=300))  # fmt: skip
    result = found({**now, "people": people}, index, before=before)

    def hamburg(table: np.ndarray) -> np.ndarray:
        def z(column: np.ndarray) -> np.ndarray:
            return (column - column.mean(axis=0)) / column.std(axis=0)

        return z(z(table).sum(axis=1))

    counted = people >= 300
    level = np.column_stack([now[name] for name in names])[counted]
    moved = level - np.column_stack([before[name] for name in names])[counted]
    status = 1 + np.digitize(hamburg(level), (-1, 1, 1.5))
    dynamics = np.array(["+", "+/-", "-"])[np.digitize(hamburg(moved), (-1, 1))]

    assert result.dynamics is not None
    assert len(set(status.tolist())) == 4
    assert len(set(dynamics.tolist())) == 3
    assert [result.codes(place) for place in range(40)] == [("", "")] * 3 + [
        (str(one), code) for one, code in zip(status.tolist(), dynamics.tolist(), strict=True)
    ]
    assert result.status.state[:3].tolist() == [str(Status.NOT_APPLICABLE)] * 3
