"""Joining and cutting against the libraries, against all divisions, and their properties."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.statistics.contiguity import parts_of
from geodata.statistics.divisions import Divisions, Ground, cut_apart, joined, within
from geodata.statistics.partitions import adjusted_rand

METHODS = (joined, cut_apart)


def lattice(rows: int, columns: int) -> Any:
    at = np.arange(rows * columns).reshape(rows, columns)
    across = np.column_stack([at[:, :-1].ravel(), at[:, 1:].ravel()])
    down = np.column_stack([at[:-1].ravel(), at[1:].ravel()])
    return np.concatenate([across, down])


def ground(seed: int, rows: int = 9, columns: int = 11, least: float = 0.0) -> Ground:
    random = np.random.default_rng(seed)
    number = rows * columns
    figures = random.normal(size=(number, 3)).round(3)
    people = random.integers(0, 900, number).astype(float)
    return Ground(figures, lattice(rows, columns), people, least)


def contiguous(one: Ground, labels: Any) -> bool:
    inside = one.pairs[labels[one.pairs[:, 0]] == labels[one.pairs[:, 1]]]
    found = parts_of(len(labels), inside)
    return len(np.unique(found)) == len(np.unique(labels))


def same(first: Any, second: Any) -> bool:
    return adjusted_rand(first, second) == 1.0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_joining_is_ward_with_connectivity_of_scikit_learn(seed: int) -> None:
    from scipy import sparse
    from sklearn import cluster

    one = ground(seed)
    number = len(one.figures)
    links = sparse.coo_matrix((np.ones(len(one.pairs)), one.pairs.T), shape=(number, number))
    found = joined(one, number)
    for spaces in (2, 3, 7, 20, 50):
        theirs = cluster.AgglomerativeClustering(
            n_clusters=spaces, linkage="ward", connectivity=links + links.T
        ).fit(one.figures)
        assert same(found.labels[found.numbers.index(spaces)], theirs.labels_)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", [1, 2])
def test_cutting_is_skater_of_spopt_with_squared_distances(seed: int) -> None:
    import geopandas
    from libpysal import weights
    from sklearn import metrics
    from spopt import region

    one = ground(seed, 5, 6)
    beside = {place: [] for place in range(30)}
    for first, second in one.pairs.tolist():
        beside[first].append(second)
        beside[second].append(first)
    frame = geopandas.GeoDataFrame({f"x{column}": one.figures[:, column] for column in range(3)})

    def squared(*pair: Any, **named: Any) -> Any:
        return metrics.pairwise.euclidean_distances(*pair, **named) ** 2

    options = {"dissimilarity": squared, "affinity": None, "reduction": np.sum, "center": np.mean}
    for spaces in (2, 4, 7):
        theirs = region.Skater(
            frame, weights.W(beside, silence_warnings=True), ["x0", "x1", "x2"],
            n_clusters=spaces, floor=1, spanning_forest_kwds=options,
        )  # fmt: skip
        theirs.solve()
        found = cut_apart(one, 30)
        assert same(found.labels[found.numbers.index(spaces)], np.array(theirs.labels_))


def test_two_halves_of_a_row_are_found_by_hand() -> None:
    row = Ground(
        np.array([[1.0], [1.2], [5.0], [5.2]]), np.array([[0, 1], [1, 2], [2, 3]]), np.ones(4)
    )
    for method in METHODS:
        found = method(row, 4)
        assert found.labels[found.numbers.index(2)].tolist() == [0, 0, 2, 2]
        assert within(row.figures, found.labels[1]) == pytest.approx(0.04)


def test_the_first_cut_of_a_row_is_the_best_of_all() -> None:
    one = ground(5, 1, 12)
    best = min((within(one.figures, (np.arange(12) >= at).astype(int)), at) for at in range(1, 12))[
        1
    ]
    labels = cut_apart(one, 2).labels[-1]
    assert same(labels, np.arange(12) >= best)


@pytest.mark.parametrize("method", METHODS)
@given(seed=st.integers(0, 10_000), rows=st.integers(1, 5), columns=st.integers(1, 6))
def test_spaces_hang_together_are_nested_and_as_many_as_said(
    method: Any, seed: int, rows: int, columns: int
) -> None:
    one = ground(seed, rows, columns)
    found: Divisions = method(one, rows * columns)
    assert found.numbers == tuple(range(1, rows * columns + 1))
    left = [within(one.figures, labels) for labels in found.labels]
    assert all(b <= a + 1e-9 for a, b in itertools.pairwise(left))
    for number, labels in zip(found.numbers, found.labels, strict=True):
        assert len(np.unique(labels)) == number
        assert contiguous(one, labels)
    for coarse, fine in itertools.pairwise(found.labels):
        assert len(np.unique(np.column_stack([coarse, fine]), axis=0)) == len(np.unique(fine))


@pytest.mark.parametrize("method", METHODS)
@given(seed=st.integers(0, 10_000), least=st.integers(0, 6_000))
def test_every_space_has_the_least_residents(method: Any, seed: int, least: int) -> None:
    one = ground(seed, 4, 6, float(least))
    found = method(one, 24)
    enough = one.people.sum() >= least
    for labels in found.labels:
        sizes = [one.people[labels == label].sum() for label in np.unique(labels)]
        assert min(sizes) >= least or (len(sizes) == 1 and not enough)


@pytest.mark.parametrize("method", METHODS)
@given(seed=st.integers(0, 10_000), scale=st.sampled_from([0.25, 2.0, 1024.0]))
def test_the_unit_of_figures_and_residents_does_not_matter(
    method: Any, seed: int, scale: float
) -> None:
    one = ground(seed, 4, 5, 700.0)
    other = Ground(one.figures * scale, one.pairs, one.people * scale, one.least * scale)
    assert np.array_equal(method(one, 20).labels, method(other, 20).labels)


@pytest.mark.parametrize("method", METHODS)
def test_parts_that_do_not_touch_are_never_joined(method: Any) -> None:
    figures = np.array([[1.0], [1.0], [1.0], [9.0], [1.0]])
    islands = Ground(figures, np.array([[0, 1], [3, 4]]), np.full(5, 10.0), 15.0)
    found = method(islands, 5)
    assert found.numbers == (3,)
    assert found.labels[0].tolist() == [0, 0, 2, 3, 3]


@pytest.mark.parametrize("method", METHODS)
def test_nothing_to_divide(method: Any) -> None:
    none = np.zeros((0, 2), dtype=int)
    empty = method(Ground(np.zeros((0, 2)), none, np.zeros(0)), 0)
    assert len(empty.numbers) <= 1
    assert empty.labels.shape[1] == 0
    alone = method(Ground(np.zeros((1, 2)), none, np.ones(1)), 5)
    assert (alone.numbers, alone.labels.tolist()) == ((1,), [[0]])
    equal = method(Ground(np.zeros((6, 1)), lattice(2, 3), np.ones(6)), 6)
    assert equal.numbers == (1, 2, 3, 4, 5, 6)
    assert all(contiguous(ground(1, 2, 3), labels) for labels in equal.labels)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30))
def test_the_rand_index_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    from sklearn import metrics

    one, other = (np.array(side) for side in zip(*pairs, strict=True))
    assert adjusted_rand(one, other) == pytest.approx(metrics.adjusted_rand_score(one, other))
