"""Moran's I against esda, against all permutations of a small city, and against opponents."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.statistics.moran import (
    DRAWS,
    empirical_bayes,
    false_discovery,
    global_moran,
    local_moran,
)

ROW = [[1], [0, 2], [1, 3], [2, 4], [3]]
MONTE_CARLO = 4.5  # standard errors between two random tails


def grid(size: int) -> list[list[int]]:
    """Return the neighbours of a chessboard of size by size fields."""
    found = []
    for place in range(size * size):
        y, x = divmod(place, size)
        beside = [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
        found.append([size * b + a for a, b in beside if 0 <= a < size and 0 <= b < size])
    return found


def weights(beside: list[list[int]]) -> object:
    from libpysal.weights import W

    found = W(dict(enumerate(beside)), silence_warnings=True)
    found.transform = "r"
    return found


@pytest.mark.filterwarnings("ignore:The alternative hypothesis:DeprecationWarning")
def test_statistics_are_those_of_esda() -> None:
    import esda

    beside = grid(9)
    values = np.random.default_rng(3).gamma(2, 3, 81)

    whole, local = global_moran(values, beside), local_moran(values, beside)
    their = esda.Moran(values, weights(beside), permutations=0)
    their_local = esda.Moran_Local(values, weights(beside), permutations=DRAWS, seed=4)

    assert whole.i == pytest.approx(their.I, abs=1e-12)
    assert whole.expected == pytest.approx(their.EI, abs=1e-12)
    np.testing.assert_allclose(local.i, their_local.Is, atol=1e-12)
    tail = np.minimum(local.p, np.minimum(1, 2 * their_local.p_sim))
    error = MONTE_CARLO * np.sqrt(8 * tail / DRAWS) + 4 / DRAWS
    assert (np.abs(local.p - np.minimum(1, 2 * their_local.p_sim)) <= error).all()


def test_p_of_an_area_comes_near_the_share_of_all_possible_neighbours() -> None:
    values = np.array([9.0, 7.5, 1.0, 2.0, 4.5])
    local = local_moran(values, ROW)

    for place, row in enumerate(ROW):
        others = [value for at, value in enumerate(local.z) if at != place]
        means = [np.mean(drawn) for drawn in permutations(others, len(row))]
        above = np.mean([mean >= local.lag[place] - 1e-9 for mean in means])
        below = np.mean([mean <= local.lag[place] + 1e-9 for mean in means])
        assert local.p[place] == pytest.approx(min(1, 2 * min(above, below)), abs=0.03)


def test_p_of_the_city_comes_near_that_of_all_permutations() -> None:
    values = np.array([9.0, 7.5, 4.5, 2.0, 1.0])
    every = [global_moran(np.array(one), ROW, 0).i for one in permutations(values)]
    found = global_moran(values, ROW)

    far = np.abs(np.array(every) - np.mean(every)) >= abs(found.i - np.mean(every)) - 1e-9
    assert np.mean(every) == pytest.approx(found.expected)
    assert found.p == pytest.approx(far.mean(), abs=0.04)


def test_halves_of_a_city_are_alike_and_a_chessboard_is_not() -> None:
    halves = np.array([float(place % 8 >= 4) for place in range(64)])
    board = np.array([float((place // 8 + place % 8) % 2) for place in range(64)])

    assert global_moran(halves, grid(8)).i > 0.7
    assert global_moran(board, grid(8)).i == pytest.approx(-1)
    assert max(global_moran(one, grid(8)).p for one in (halves, board)) == 1 / 1000


@given(st.lists(st.integers(-50, 50), min_size=9, max_size=9).filter(lambda x: len(set(x)) > 1))
def test_scale_and_shift_change_nothing(figures: list[int]) -> None:
    values, beside = np.array(figures, dtype=float), grid(3)
    one, other = local_moran(values, beside, 99), local_moran(7 - 0.25 * -values, beside, 99)

    assert global_moran(values, beside, 9).i == pytest.approx(
        global_moran(3 * values + 5, beside, 9).i
    )
    np.testing.assert_allclose(one.i, other.i, atol=1e-9)
    np.testing.assert_allclose(one.p, other.p)


def test_in_pure_chance_few_areas_are_found() -> None:
    dice = np.random.default_rng(11)
    found = []
    for _ in range(40):
        p = local_moran(dice.normal(size=100), grid(10), 999).p
        found.append(((p <= 0.05).mean(), false_discovery(p) > 0))

    alone, corrected = np.mean(found, axis=0)
    assert alone == pytest.approx(0.05, abs=0.015)
    assert corrected <= 0.15


def test_correction_for_many_tests_is_that_of_esda() -> None:
    import esda

    dice = np.random.default_rng(5)
    for _ in range(30):
        p = dice.beta(0.4, 2, 25)
        found = false_discovery(p)
        theirs = esda.fdr(p, 0.05)
        assert ((p <= found) == (p <= theirs)).all() or found == 0


def test_rates_are_standardised_as_in_esda() -> None:
    from esda.smoothing import assuncao_rate

    cases = np.array([30.0, 25, 25, 15, 33, 21, 30, 20, 0])
    people = np.array([100.0, 100, 110, 90, 100, 90, 110, 90, 5])

    np.testing.assert_allclose(empirical_bayes(cases, people), assuncao_rate(cases, people))


def test_one_odd_rate_of_few_people_stands_out_less_after_standardising() -> None:
    cases, people = np.array([100.0, 110, 90, 105, 3]), np.array([1000.0, 1000, 1000, 1000, 10])
    plain = cases / people

    assert empirical_bayes(cases, people)[4] < (plain[4] - plain.mean()) / plain.std()


@pytest.mark.parametrize("values", [np.ones(5), np.zeros(5), np.full(5, 0.1)])
def test_equal_values_have_no_pattern(values: np.ndarray) -> None:
    with pytest.raises(ValueError, match="equal"):
        global_moran(values, ROW)


def test_an_island_is_refused() -> None:
    with pytest.raises(ValueError, match="neighbour"):
        local_moran(np.arange(3.0), [[1], [0], []])


def test_an_area_that_borders_on_all_others_is_possible() -> None:
    star = [[1, 2, 3, 4], [0], [0], [0], [0]]
    found = local_moran(np.array([5.0, 1, 2, 3, 4]), star)

    assert found.p[0] == 1.0  # whoever is dealt out, its neighbours are all the others
